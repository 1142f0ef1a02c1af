"""Days off, and the days that people are spread over."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tinynet.core.days_off import spread, weekdays
from tinynet.errors import BadValueError

TODAY = date(2026, 3, 1)  # a Sunday


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("", set()),
        ("sat sun", {5, 6}),
        ("Sat, Sunday", {5, 6}),
        ("tues,thurs", {1, 3}),
        ("mon mon", {0}),
    ],
)
def test_days_of_the_week_are_read(text, days):
    assert weekdays(text) == days


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("sunn", '"sunn" is not a day of the week'),
        ("s", '"s" is not a day of the week'),
        ("weekend", '"weekend" is not a day of the week'),
        ("mon tue wed thu fri sat sun", "Seven days off leave none to get in touch on"),
    ],
)
def test_what_is_no_day_is_refused(text, message):
    with pytest.raises(BadValueError) as caught:
        weekdays(text)
    assert caught.value.message == message


def test_people_come_back_evenly_and_never_on_a_day_off():
    days = spread(4, TODAY, over=14, most=2, off={5, 6})
    assert [str(day) for day in days] == ["2026-03-02", "2026-03-04", "2026-03-09", "2026-03-11"]


def test_more_than_fit_take_longer():
    days = spread(6, TODAY, over=2, most=2, off=())
    assert [str(day)[8:] for day in days] == ["02", "02", "03", "03", "04", "04"]


@given(
    st.integers(0, 300),
    st.integers(1, 60),
    st.integers(1, 9),
    st.sets(st.integers(0, 6), max_size=6),
)
def test_a_spread_keeps_the_order_the_limit_and_the_days_off(count, over, most, off):
    days = spread(count, TODAY, over=over, most=most, off=off)
    assert len(days) == count
    assert days == sorted(days)
    assert all(day > TODAY and day.weekday() not in off for day in days)
    assert max(Counter(days).values(), default=0) <= most
    free = [d for d in (TODAY + timedelta(n) for n in range(1, over + 1)) if d.weekday() not in off]
    if count <= len(free) * most:
        assert not days or days[-1] <= free[-1]
