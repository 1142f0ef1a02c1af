"""Ages from what is known of birthdays."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tinynet.memory.rules.family_ages import age, birthday_in

TODAY = date(2026, 3, 1)


@pytest.mark.parametrize(
    ("birthday", "expected"),
    [
        ("2018-03-01", (8, False)),
        ("2018-03-02", (7, False)),
        ("2018-01", (8, False)),
        ("2018-03", (7, True)),
        ("2018", (7, True)),
        ("2018~", (7, True)),
        ("2018-03-01~", (8, True)),
        ("--03-01", (None, False)),
        ("--03", (None, False)),
        ("2030", (None, False)),
    ],
)
def test_an_age_is_certain_or_about_right_or_not_known(birthday, expected):
    assert age(birthday, TODAY) == expected


@given(st.dates(date(1900, 1, 1), TODAY), st.sampled_from([4, 7]))
def test_what_is_known_of_a_day_gives_the_age_within_a_year(day, known):
    whole, _ = age(str(day), TODAY)
    part, _ = age(str(day)[:known], TODAY)
    assert part is None or abs(part - whole) <= 1
    assert part is not None or TODAY - day < timedelta(days=366)


@pytest.mark.parametrize(
    ("key", "value", "expected"),
    [
        ("Nora's birthday", "2018", "2018"),
        ("nora born", "12 April 2018", "2018-04-12"),
        ("nora marsh\u2019s birthday", "--04-12", "--04-12"),
        ("nora's birthday", "some time in spring", None),
        ("norah's birthday", "2018", None),
        ("nora's school", "2018", None),
    ],
)
def test_a_fact_may_say_when_a_child_was_born(key, value, expected):
    assert birthday_in({"biscuit": "1980", key: value}, "Nora Marsh") == expected
