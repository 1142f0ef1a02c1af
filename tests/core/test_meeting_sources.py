"""Where friends come from: who was met, again, a year later, and what it cost."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tinynet.core.meeting_sources import (
    FRIEND_DEPTH,
    MET,
    THROUGH,
    UNKNOWN,
    Evening,
    Person,
    hundredths,
    met_again,
    met_day,
    sources,
)
from tinynet.core.partial import latest_day
from tinynet.errors import BadValueError

TODAY = date(2026, 3, 1).toordinal()
BEFORE = TODAY - 500
STRANGER = Person(None, None, None, None, None, TODAY, None, None, 0, 0.0, 0, None)


def person(**known: object) -> Person:
    return STRANGER._replace(**known)  # type: ignore[arg-type]  # the fields' own types


def test_the_day_of_meeting_is_what_was_said_else_the_first_trace() -> None:
    assert met_day(person(met_on="2026"), TODAY) == TODAY  # the year is not over
    assert met_day(person(met_on="2025-01-02", first_day=BEFORE), TODAY) == latest_day("2025-01-02")
    assert met_day(person(first_day=BEFORE), TODAY) == BEFORE
    assert met_day(person(added_day=BEFORE, first_day=TODAY), TODAY) == BEFORE
    assert met_day(person(met_on="--04-12"), TODAY) == TODAY


def test_met_again_needs_a_second_day_in_person_unless_the_first_is_known() -> None:
    assert not met_again(person(seen_days=1, seen_last=TODAY), TODAY)
    assert met_again(person(seen_days=2, seen_last=TODAY), TODAY)
    assert met_again(person(met_on="2025", seen_days=1, seen_last=TODAY), TODAY)
    assert not met_again(person(met_on="2026-03-01", seen_days=1, seen_last=TODAY), TODAY)
    assert not met_again(person(met_on="2025"), TODAY)


def test_spellings_of_one_source_are_one_and_the_usual_one_is_its_name() -> None:
    met = [
        person(how="Market Stall"), person(at="market  stall", how="Márket stall"),
        person(at="Market Stall"),
    ]  # fmt: skip
    (found,) = sources(met, [], today=TODAY, since=None)
    assert (found.what, found.name, found.met) == (MET, "Market Stall", 3)


def test_somebody_met_at_a_dinner_through_anne_counts_for_both() -> None:
    found = sources(
        [person(at="dinner", via="anne", via_name="Anne"), STRANGER],
        [], today=TODAY, since=None,
    )  # fmt: skip
    assert [(one.what, one.name, one.handle, one.met) for one in found] == [
        (THROUGH, "Anne", "anne", 1),
        (MET, "dinner", None, 1),
        (UNKNOWN, "", None, 1),
    ]


def test_a_year_later_any_contact_counts_of_those_met_a_year_ago() -> None:
    met = [
        person(at="x", added_day=TODAY - 365, last_day=TODAY),
        person(at="x", added_day=TODAY - 365, last_day=TODAY - 1),
        person(at="x", added_day=TODAY - 365),
        person(at="x", added_day=TODAY - 364, last_day=TODAY),
    ]
    (found,) = sources(met, [], today=TODAY, since=None)
    assert (found.year_ago, found.after_a_year) == (3, 1)


def test_friends_are_those_of_that_depth_and_the_source_with_most_comes_first() -> None:
    met = [
        person(at="a", depth=FRIEND_DEPTH - 0.01),
        person(at="b", depth=FRIEND_DEPTH),
        *[person(at="c", seen_days=2)] * 2,
    ]
    found = sources(met, [], today=TODAY, since=None)
    assert [(one.name, one.friends) for one in found] == [("b", 1), ("c", 0), ("a", 0)]


def test_evenings_bring_what_they_cost_and_how_they_left_you() -> None:
    evenings = [
        Evening("Dinner", TODAY, 3000, drained=True),
        Evening("dinner", TODAY - 9, 1250, drained=False),
        Evening("dinner", TODAY - 90, None, drained=None),
    ]
    (found,) = sources([], evenings, today=TODAY, since=None)
    assert (found.name, found.met, found.spent) == ("dinner", 0, 4250)
    assert (found.evenings, found.told, found.drained) == (3, 2, 1)
    (since,) = sources([], evenings, today=TODAY, since=TODAY - 8)
    assert (since.evenings, since.spent) == (1, 3000)
    assert sources([person(added_day=BEFORE)], [], today=TODAY, since=TODAY) == []


days = st.integers(BEFORE - 500, TODAY)
people = st.lists(
    st.builds(
        Person,
        st.sampled_from([None, "stall", "Stall", "dinner"]),
        st.sampled_from([None, "dinner", "STALL"]),
        st.sampled_from([None, "anne"]),
        st.just("Anne"),
        st.sampled_from([None, "2025", "2024-02", "--04", "2026-02-28"]),
        days, st.none() | days, st.none() | days,
        st.integers(0, 600), st.floats(0, 9), st.integers(0, 3), st.none() | days,
    ),
    max_size=12,
)  # fmt: skip


@settings(max_examples=50)  # some 0.8 s
@given(people)
def test_no_count_is_more_than_the_people_and_everybody_is_somewhere(met: list[Person]) -> None:
    found = sources(met, [], today=TODAY, since=None)
    for one in found:
        assert one.friends <= one.met <= len(met)
        assert one.again <= one.met
        assert one.after_a_year <= one.year_ago <= one.met
    assert sum(one.met for one in found) >= len(met)
    assert UNKNOWN not in [one.what for one in found[:-1]]
    assert found == sources(met[::-1], [], today=TODAY, since=None)


@pytest.mark.parametrize(
    ("typed", "amount"),
    [("30", 3000), ("12.50", 1250), ("12,5", 1250), ("0", 0), ("0.01", 1), (" 7 ", 700)],
)
def test_money_is_read_in_hundredths(typed: str, amount: int) -> None:
    assert hundredths(typed) == amount


@pytest.mark.parametrize(
    "typed",
    ["1,000", "1.234", "-3", "", ".", ".5", "3.", "a", "1e3", "£3", "3²", "1.2.3", "9" * 10],
)
def test_what_is_no_money_is_refused(typed: str) -> None:
    with pytest.raises(BadValueError, match="--cost cannot be"):
        hundredths(typed)


@given(st.integers(0, 10**11 - 1))
def test_every_amount_reads_back(amount: int) -> None:
    assert hundredths(f"{amount // 100}.{amount % 100:02}") == amount
