from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tinynet.core.partial import (
    DOUBTFUL_YEAR,
    age_on,
    latest_day,
    month_day,
    next_on,
    parse_partial,
    say_partial,
)
from tinynet.errors import BadDateError

HELP = 'Write it like 1980-04-12, 1980-04, 1980, "12 April" or "circa 1980"'
FORMS = ("%Y-%m-%d", "%Y-%m", "%Y", "--%m-%d", "--%m")


def outcome(text, order=""):
    """The stored form, or the error's sentence and remedy."""
    try:
        return parse_partial(text, order=order)
    except BadDateError as error:
        return error.message, error.remedy


@st.composite
def stored(draw, circa=("", "~")):
    """Every stored form, 29 February included."""
    day = draw(st.dates(date(1, 1, 1), date(2200, 12, 31)) | st.just(date(2000, 2, 29)))
    form = draw(st.sampled_from(FORMS))
    if form == "%Y" and day.year < DOUBTFUL_YEAR:  # it may look like a month and a day
        form = "%Y-%m"
    said = day.strftime(form.replace("%Y", f"{day.year:04}"))
    return said + draw(st.sampled_from(circa))


@pytest.mark.parametrize(
    ("canonical", "texts"),
    [
        ("1980-04-12", "1980-04-12|19800412|1980/4/12|12 april 1980|April 12th, 1980|12.04.1980"),
        ("1980-04", "1980-04|april 1980|Apr. 1980|1980 april|04/1980"),
        ("1980", "1980| 1980 "),
        ("--04-12", "--04-12|--0412|april 12|12 april|12th apr|the 12th of april|12.4.|12.04."),
        ("--04", "--04|april|APR"),
        ("--02-29", "--02-29|--0229|29 feb"),
        ("1980~", "1980~|~1980|~ 1980|circa 1980|c. 1980|c.1980|ca 1980|about 1980|1980?|1980 ?"),
        ("1980-04-12~", "1980-04-12~|circa 12 april 1980|19800412?"),
        ("--04-12~", "--04-12~|~--0412|about april 12"),
        ("1980-12-25", "25/12/1980|12/25/1980"),
        ("1980-04-04", "04/04/1980|4-4-1980"),
        ("1799", "1799"),
        ("0987", "0987"),
        ("0987~", "c. 0987|circa 987"),
        ("0412~", "0412~|about 412"),
        ("1642-01-04", "1642-01-04|4 January 1642|16420104"),
        ("0001-01-01", "0001-01-01|1 january 0001"),
        ("2200", "2200"),
    ],
)
def test_every_way_of_writing_has_one_stored_form(canonical, texts):
    assert {text: parse_partial(text) for text in texts.split("|")} == dict.fromkeys(
        texts.split("|"), canonical
    )


@pytest.mark.parametrize(
    ("text", "message", "remedy"),
    [
        ("31 February", "There is no 31 February", "February has 29 days"),
        ("--02-30", "There is no 30 February", "February has 29 days"),
        ("2026-02-29", "There is no 29 February 2026", "February 2026 has 28 days"),
        ("1900-02-29", "There is no 29 February 1900", "February 1900 has 28 days"),
        ("31/04/1980", "There is no 31 April 1980", "April 1980 has 30 days"),
        ("1980-13", "There is no month 13", "Write the month by its name"),
        ("19801301", "There is no month 13", "Write the month by its name"),
        ("--13", "There is no month 13", "Write the month by its name"),
        ("2201-01-01", "The year 2201 is outside 1 to 2200", "Check the year"),
        (
            "0412",
            '"0412" could be 12 April or the year 0412',
            'Write "12 April" or "circa 0412"',
        ),
        (
            "1225",
            '"1225" could be 25 December or the year 1225',
            'Write "25 December" or "circa 1225"',
        ),
        ("12 april 80", '"12 april 80" has a year of two digits', None),
        ("12/04/80", '"12/04/80" has a year of two digits', None),
        ("10", '"10" could be a day, a month or a year', HELP),
        ("", "The date is empty", HELP),
        ("\uff11980", 'The "\uff11" in "\uff11980" cannot be part of a date', HELP),
        ("a" * 61, "61 characters are too many for a date", HELP),
        *(
            (text, f'"{text}" is not a date', HELP)
            for text in (
                *("~", "--", "--00", "--0400", "--04-12-01", "--april", "1980-00-01", "198004"),
                *(
                    "in the 80s",
                    "1980th",
                    "th april",
                    "friday",
                    "yesterday",
                    "1980-04-12~~",
                    "12.04",
                    "0000",
                ),
            )
        ),
    ],
)
def test_what_is_no_date_is_refused_with_the_reason(text, message, remedy):
    assert outcome(text) == (message, remedy or "Write all four digits of the year")


def test_two_readings_are_refused_until_the_order_is_set():
    assert outcome("12/04/1980") == (
        '"12/04/1980" could be 12 April 1980 or 4 December 1980',
        (
            'Write "12 April 1980" or "4 December 1980", or set the order once: '
            "tinynet config set date_order dmy"
        ),
    )
    assert parse_partial("12/04/1980", order="dmy") == "1980-04-12"
    assert parse_partial("12/04/1980", order="mdy") == "1980-12-04"
    assert parse_partial("12/04", order="dmy") == "--04-12"


@pytest.mark.parametrize(
    ("partial", "said"),
    [
        ("1980-04-12", "12 April 1980"),
        ("1980-04", "April 1980"),
        ("1980", "1980"),
        ("--04-12", "12 April"),
        ("--04", "April"),
        ("1980~", "about 1980"),
        ("--04-12~", "about 12 April"),
    ],
)
def test_a_partial_date_is_said_with_the_parts_it_has(partial, said):
    assert say_partial(partial) == said


@given(stored())
@example("--02-29~")
def test_a_stored_form_is_read_as_itself_and_back_from_its_words(partial):
    assert parse_partial(partial) == partial
    assert parse_partial(say_partial(partial)) == partial


typed = st.text() | st.text("0123456789-/.~?, aceiflnopruyb\uff11", max_size=16)


@given(typed, st.sampled_from(["", "dmy", "mdy"]))
def test_any_text_has_a_stored_form_or_a_clear_error(text, order):
    found = outcome(text, order)
    if isinstance(found, str):
        assert parse_partial(say_partial(found)) == found
    else:
        assert all(found)


@pytest.mark.parametrize(
    "damaged", ["", "~", "-", "--", "---12", "1980-13", "1980-02-30", "april", "99999", "1980--12"]
)
def test_text_that_is_no_stored_form_is_a_clear_error_everywhere(damaged):
    today = date(2026, 11, 13)
    for read in (say_partial, lambda text: next_on(text, today), lambda text: age_on(text, today)):
        with pytest.raises(BadDateError, match="is not a date"):
            read(damaged)


@pytest.mark.parametrize(
    ("partial", "today", "expected"),
    [
        ("1980-04-12", date(2026, 4, 12), date(2026, 4, 12)),
        ("1980-04-12", date(2026, 4, 13), date(2027, 4, 12)),
        ("--04-12", date(2026, 1, 1), date(2026, 4, 12)),
        ("1980-04-12~", date(2026, 1, 1), date(2026, 4, 12)),
        ("--02-29", date(2026, 1, 1), date(2026, 2, 28)),
        ("--02-29", date(2028, 1, 1), date(2028, 2, 29)),
        ("--02-29", date(2027, 3, 1), date(2028, 2, 29)),
        ("1980-04", date(2026, 1, 1), None),
        ("1980", date(2026, 1, 1), None),
        ("--04", date(2026, 1, 1), None),
    ],
)
def test_the_next_anniversary_needs_month_and_day(partial, today, expected):
    assert next_on(partial, today) == expected


@pytest.mark.parametrize(
    ("partial", "day", "age"),
    [
        ("1980-04-12", date(2026, 4, 11), 45),
        ("1980-04-12", date(2026, 4, 12), 46),
        ("1980-04-12", date(1980, 4, 12), 0),
        ("1980-04-12", date(1980, 4, 11), None),
        ("1980-02-29", date(2026, 2, 27), 45),
        ("1980-02-29", date(2026, 2, 28), 46),
        ("1980-04", date(2026, 3, 31), 45),
        ("1980-04", date(2026, 4, 15), None),
        ("1980-04", date(2026, 5, 1), 46),
        ("1980", date(2026, 6, 1), None),
        ("1980", date(1979, 12, 31), None),
        ("1980-04-12~", date(2026, 6, 1), None),
        ("--04-12", date(2026, 6, 1), None),
        ("2030-01-01", date(2026, 6, 1), None),
    ],
)
def test_an_age_is_shown_only_if_it_is_certain(partial, day, age):
    assert age_on(partial, day) == age


@given(stored(), st.dates(date(1900, 1, 1), date(2200, 1, 1)))
def test_an_anniversary_is_within_the_year_and_on_the_same_day(partial, today):
    day = next_on(partial, today)
    if day is not None:
        assert today <= day <= today + timedelta(days=366)
        assert partial.removesuffix("~").endswith((day.strftime("%m-%d"), "02-29"))


@given(stored())
def test_the_stored_month_and_day_are_known_where_an_anniversary_is(partial):
    leap_day = next_on(partial, date(2000, 1, 1))
    assert month_day(partial) == (leap_day and leap_day.strftime("%m-%d"))


@pytest.mark.parametrize(
    ("partial", "day"),
    [
        ("2024-02-10", date(2024, 2, 10)),
        ("2024-02", date(2024, 2, 29)),
        ("2024", date(2024, 12, 31)),
        ("2024~", date(2024, 12, 31)),
        ("--04-12", None),
        ("--04", None),
    ],
)
def test_of_a_partial_date_the_last_day_counts(partial: str, day: date | None) -> None:
    assert latest_day(partial) == (day.toordinal() if day else None)
