"""Dates of other programs: read in many ways, and never guessed."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tinynet.errors import BadDateError
from tinynet.exchange.foreign_dates import date_in, order_of


@pytest.mark.parametrize(
    ("text", "order", "on"),
    [
        ("1980-04-12", "", "1980-04-12"),
        (" --04-12", "", "--04-12"),
        ("1604-04-12", "", "--04-12"),
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
        ("0/0/00", "", ""),
        ("00.00.0000", "", ""),
        ("", "", ""),
        ("03/04/1980", "", None),
        ("03/04/80", "dmy", None),
        ("31/02/2001", "", None),
        ("soon", "", None),
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
def test_the_whole_column_tells_its_order(column, order):
    assert order_of(column) == order


@given(st.text(max_size=80), st.sampled_from(("", "dmy", "mdy")))
def test_any_text_is_a_date_or_refused(text, order):
    with contextlib.suppress(BadDateError):
        date_in(text, order)
