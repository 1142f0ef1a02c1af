from __future__ import annotations

from datetime import date
from math import log2

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tinynet.core import strength

TODAY = date(2026, 3, 1).toordinal()
COFFEES = [date(2026, 1, 30), date(2026, 2, 6), date(2026, 2, 13), date(2026, 2, 20)]

minutes = st.integers(0, 24 * 60)
weights = st.floats(0.01, 10)
people = st.integers(1, 200)
ages = st.floats(0, 20_000)
gaps = st.floats(0.1, 5000)


def in_order(values):
    return st.tuples(values, values).map(sorted)


def in_person(minutes=60, *, weight=1.0, deep=False, people=1):
    return strength.credit(in_person=True, weight=weight, minutes=minutes, deep=deep, people=people)


def afar(weight, minutes=0, *, deep=False, people=1):
    return strength.credit(
        in_person=False, weight=weight, minutes=minutes, deep=deep, people=people
    )


def test_the_worked_example_comes_out_in_every_number():
    days = [day.toordinal() for day in COFFEES]
    ages = [TODAY - day for day in days]
    evidence = sum(strength.decayed(in_person(60), age) for age in ages)
    gap = strength.usual_gap(days[0], days[-1], len(days))
    depth, warmth = strength.depth(evidence), strength.warmth(ages[-1], gap)
    assert ages == [30, 23, 16, 9]
    assert [round(x, 5) for x in (in_person(60), evidence, depth, gap, warmth, depth * warmth)] == [
        1.58496,
        6.11005,
        2.82986,
        8.75,
        0.85366,
        2.41573,
    ]


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [(0, 0.0), (2, log2(1 + 2 / 30)), (30, 1.0), (60, log2(3)), (90, 2.0), (210, 3.0), (600, 3.0)],
)
def test_a_meeting_counts_by_its_length_without_a_floor_and_up_to_three(minutes, expected):
    assert in_person(minutes) == expected


def test_the_weight_of_a_kind_multiplies_after_the_clipping():
    assert [in_person(m, weight=0.5) for m in (0, 30, 600)] == [0.0, 0.5, 1.5]


@pytest.mark.parametrize("weight", [0.5, 1.0])
def test_far_away_the_weight_counts_and_the_length_does_not(weight):
    assert [afar(weight, minutes) for minutes in (0, 5, 600)] == [weight] * 3


def test_deep_counts_half_as_much_again_even_over_the_clip():
    assert [in_person(30, deep=True), in_person(600, deep=True), afar(0.5, deep=True)] == [
        1.5,
        4.5,
        0.75,
    ]


def test_a_meeting_is_shared_by_the_square_root_of_the_people():
    assert [in_person(30, people=n) for n in (1, 4, 25)] == [1.0, 0.5, 0.2]
    assert afar(1.0, people=4, deep=True) == 0.75


def test_credit_halves_in_a_year_and_in_two_for_family():
    assert [strength.decayed(3.0, age) for age in (0, 365, 730)] == [3.0, 1.5, 0.75]
    family = strength.FAMILY_HALF_LIFE
    assert [strength.decayed(3.0, age, family) for age in (0, 365, 730)] == [
        3.0,
        3.0 * 2**-0.5,
        1.5,
    ]


def test_depth_doubles_its_evidence_for_each_step():
    assert [strength.depth(x) for x in (0, 1, 3, 7)] == [0.0, 1.0, 2.0, 3.0]


def test_the_usual_gap_has_one_invented_gap_of_a_fortnight():
    assert [strength.usual_gap(*args) for args in ((100, 100, 1), (100, 107, 2), (0, 286, 10))] == [
        14.0,
        10.5,
        30.0,
    ]


@pytest.mark.parametrize(
    ("gap", "horizon"),
    [(0.5, 14), (14 / 6, 14), (5, 30), (60, 360), (365 / 6, 365), (1000, 365)],
)
def test_warmth_halves_after_six_usual_gaps_within_a_fortnight_and_a_year(gap, horizon):
    assert strength.warmth(0, gap) == 1.0
    assert strength.warmth(horizon, gap) == pytest.approx(1 / 2, rel=1e-12)
    assert strength.warmth(3 * horizon, gap) == pytest.approx(1 / 4, rel=1e-12)


def test_a_contact_in_the_future_is_as_warm_as_one_today():
    assert strength.warmth(-5, 10) == 1.0


@pytest.mark.parametrize(
    ("hours", "mark"),
    [
        (0, ""),
        (49.9, ""),
        (50, "casual friend"),
        (89.9, "casual friend"),
        (90, "friend"),
        (199.9, "friend"),
        (200, "close friend"),
        (5000, "close friend"),
    ],
)
def test_hours_together_have_halls_marks(hours, mark):
    assert strength.hall_mark(hours) == mark


@given(in_order(minutes), in_order(people), weights, st.booleans())
def test_credit_grows_with_minutes_and_weight_and_shrinks_with_people(lengths, sizes, weight, deep):
    (short, long), (few, many) = lengths, sizes
    least = in_person(short, weight=weight, deep=deep, people=many)
    assert 0 <= least <= in_person(long, weight=weight, deep=deep, people=many)
    assert least <= in_person(short, weight=weight, deep=deep, people=few)
    assert (least < in_person(short, weight=weight * 2, deep=deep, people=many)) == (short > 0)


@given(st.lists(st.tuples(weights, ages), max_size=20), weights, ages)
def test_one_more_contact_never_makes_a_tie_shallower(past, weight, age):
    before = sum(strength.decayed(w, a) for w, a in past)
    assert strength.depth(before + strength.decayed(weight, age)) >= strength.depth(before) >= 0


@given(weights, in_order(ages))
def test_evidence_fades_with_age_and_slower_for_family(weight, ages):
    young, old = ages
    assert strength.decayed(weight, old) <= strength.decayed(weight, young) <= weight
    assert strength.decayed(weight, old) <= strength.decayed(weight, old, strength.FAMILY_HALF_LIFE)


@given(in_order(ages), in_order(gaps))
def test_warmth_is_at_most_one_and_cools_with_silence_slower_with_a_slower_rhythm(silences, gaps):
    (short, long), (quick, slow) = silences, gaps
    assert 0 < strength.warmth(long, quick) <= strength.warmth(short, quick) <= 1
    assert strength.warmth(long, quick) <= strength.warmth(long, slow)


@given(st.integers(1, 800_000), st.integers(0, 9000), st.integers(1, 500))
def test_the_usual_gap_shrinks_with_more_contact_days_in_the_same_span(first, span, days):
    gap = strength.usual_gap(first, first + span, days)
    assert strength.usual_gap(first, first + span, days + 1) < gap
    assert gap < strength.usual_gap(first, first + span + 1, days)
