"""Dates of other programs: read in many ways, and never guessed."""

from __future__ import annotations

import contextlib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tinynet.errors import BadDateError
from tinynet.exchange.foreign_dates import date_in, order_of, recent_date, recent_order


@pytest.mark.parametrize(
    ("text", "order", "on"),
    [
        ("1980-04-12", "", "1980-04-12"),
        (" --04-12", "", "--04-12"),
        ("1604-04-12", "", "--04-12"),
        ("0000-04-12", "", "--04-12"),
        ("15 Jun 2026", "", "2026-06-15"),
        ("9/13/2016, 2:15 PM", "", "2016-09-13"),
        ("1980-04-12T00:00:00Z", "", "1980-04-12"),
        ("12.04.1980 00:00:00", "", "1980-04-12"),
        ("03.04.1980", "", "1980-04-03"),
        ("03/04/1980", "dmy", "1980-04-03"),
        ("03/04/1980", "mdy", "1980-03-04"),
        ("12. März 1980", "", "1980-03-12"),
        ("3 août 1980", "", "1980-08-03"),
        ("1er janvier 1980", "", "1980-01-01"),
        ("12 de abril de 1980", "", "1980-04-12"),
        ("Dezember 1999", "", "1999-12"),
        ("1642-01-04", "", "1642-01-04"),
        ("circa 1650", "", "1650~"),
        ("c. 987", "", "0987~"),
        ("Mon, 15 Jun 2026", "", "2026-06-15"),
        ("lun. 15 juin 2026", "", "2026-06-15"),
        ("Jan. 15, 1980", "", "1980-01-15"),
        ("Saturday, April 12, 1980", "", "1980-04-12"),
        ("ca. 1980", "", "1980~"),
        ("1980-04-00", "", "1980-04"),
        ("1980-00-00", "", "1980"),
        ("15 giu 2026", "", "2026-06-15"),
        ("15 mrt. 2026", "", "2026-03-15"),
        ("15 cze 2026", "", "2026-06-15"),
        ("15 Haz 2026", "", "2026-06-15"),
        ("15 \u0438\u044e\u043d. 2026 \u0433.", "", "2026-06-15"),
        ("2026\u5e746\u670815\u65e5", "", "2026-06-15"),
        ("2026. 6. 15.", "", "2026-06-15"),
        ("0001-01-01T00:00:00", "", ""),
        ("1/1/4501 00:00", "", ""),
        ("0/0/00", "", ""),
        ("00.00.0000", "", ""),
        ("", "", ""),
        ("03/04/1980", "", None),
        ("03/04/80", "dmy", None),
        ("31/02/2001", "", None),
        ("soon", "", None),
        ("Mar-19", "", None),  # what a spreadsheet makes of 2019-03
        ("mars-19", "", None),
        ("mar/19", "", None),
        ("Mrz 19", "", None),
        ("Mar 19", "", "--03-19"),
        ("19-Mar", "", "--03-19"),
        ("T" * 100_000, "", None),
    ],
)
def test_a_foreign_date_is_read_or_refused(text, order, on):
    if on is None:
        with pytest.raises(BadDateError):
            date_in(text, order)
    else:
        assert date_in(text, order) == on


@pytest.mark.parametrize(
    ("column", "order"),
    [
        (["03/04/1980", "25/12/1979"], "dmy"),
        (["3-4-1980", "12-25-1979"], "mdy"),
        (["03/04/1980", "05/06/1980"], ""),
        (["25/12/1979", "12/25/1979"], ""),
        (["25.12.1979", "80-12-13", "2000-12-25", "99/99/2000", "later", ""], ""),
    ],
)
def test_the_whole_column_shows_its_order(column, order):
    assert order_of(column) == order


def test_nobody_was_born_on_a_day_to_come():
    column = ["12/11/2026", "03/04/1980"]  # 11 December 2026 is to come, 12 November was
    assert (order_of(column), order_of(column, TODAY)) == ("", "dmy")


TODAY = date(2026, 11, 26)


@pytest.mark.parametrize(
    ("column", "order", "days"),
    [
        (["6/15/26, 8:14 AM", "6/1/26, 8:14 AM"], "mdy", ["2026-06-15", "2026-06-01"]),
        (["12/11/26", "01/12/25"], "dmy", ["2026-11-12", "2025-12-01"]),  # 11 December is to come
        (["06/05/2015", "05/07/2014"], "", None),
        (["1/10/15", "2/9/15", "1/8/15"], "dmy", ["2015-10-01", "2015-09-02", "2015-08-01"]),
        (["10/1/15", "9/2/15", "8/1/15"], "mdy", ["2015-10-01", "2015-09-02", "2015-08-01"]),
        (["5/6/15, 8:14 AM"], "mdy", ["2015-05-06"]),
        (["5/6/15, 8:14 am"], "", None),
        (["2014-06-15"], "ymd", ["2014-06-15"]),
        (["15.6.2014"], "dmy", ["2014-06-15"]),
        (["15 Jun 2026", "15-Jun-26", "Jun 15, 2026"], "", ["2026-06-15"] * 3),
        (["99/99/99"], "", None),
    ],
)
def test_days_that_have_been_show_their_order_by_running_one_way(column, order, days):
    assert recent_order(column, 2003, TODAY) == order
    if days is not None:
        assert [recent_date(text, order) for text in column] == days


@given(st.text("0123456789/-., APMjun", max_size=20), st.sampled_from(("", "dmy", "mdy", "ymd")))
def test_any_text_is_a_recent_day_or_refused(text, order):
    recent_order([text], 2003, TODAY)
    with contextlib.suppress(BadDateError):
        recent_date(text, order)


@given(st.text(max_size=80), st.sampled_from(("", "dmy", "mdy")))
def test_any_text_is_a_date_or_refused(text, order):
    with contextlib.suppress(BadDateError):
        date_in(text, order)
