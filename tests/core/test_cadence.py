from __future__ import annotations

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tinynet.core import cadence
from tinynet.core.strength import usual_gap

IS_DUE = {"due", "overdue", "fading", "dormant"}
# Fractions as a rhythm makes them, and any others: the edges of floats are what is tried.
RHYTHMS = st.builds(usual_gap, st.just(0), st.integers(0, 9000), st.integers(1, 400))
CADENCES = st.one_of(
    st.integers(1, 3660).map(float), RHYTHMS, st.floats(0.01, 3660, allow_subnormal=False)
)


def test_the_circles_have_their_cadences_and_sizes():
    assert cadence.CIRCLES == {"inner": 7, "close": 30, "friends": 182, "village": 365}
    assert cadence.CIRCLE_SIZES == {"inner": 5, "close": 15, "friends": 50, "village": 150}


@pytest.mark.parametrize(
    ("own", "circle", "gap", "contact_days", "expected"),
    [
        pytest.param(21, 7, 8.75, 4, (21, "person"), id="their own before everything"),
        pytest.param(0, 7, 8.75, 4, (0, "person"), id="never is a cadence of their own"),
        pytest.param(None, 7, 8.75, 4, (7, "circle"), id="the circle before the rhythm"),
        pytest.param(None, 0, 8.75, 4, (0, "circle"), id="a circle that is never due"),
        pytest.param(None, None, 20.5, 4, (20.5, "rhythm"), id="the rhythm from four days on"),
        pytest.param(None, None, 8.75, 4, (14, "rhythm"), id="a quick rhythm counts as 14 days"),
        pytest.param(None, None, 8.75, 3, (90, "default"), id="no rhythm in three days"),
        pytest.param(None, None, None, 0, (90, "default"), id="nobody met yet"),
    ],
)
def test_a_cadence_is_the_persons_else_the_circles_else_the_rhythm_else_the_default(
    own, circle, gap, contact_days, expected
):
    assert cadence.cadence(own, circle, gap, contact_days, 90) == expected


@pytest.mark.parametrize(
    ("ratio", "rhythm", "chosen"),
    [
        (0.0, "ok", "ok"),
        (0.999, "ok", "ok"),
        (1.0, "soon", "due"),
        (1.499, "soon", "due"),
        (1.5, "due", "due"),
        (2.499, "due", "due"),
        (2.5, "overdue", "overdue"),
        (3.999, "overdue", "overdue"),
        (4.0, "fading", "fading"),
        (7.999, "fading", "fading"),
        (8.0, "dormant", "dormant"),
        (1000.0, "dormant", "dormant"),
    ],
)
def test_a_state_begins_at_its_ratio_and_a_chosen_cadence_is_due_when_it_is_up(
    ratio, rhythm, chosen
):
    assert (cadence.state(ratio, False), cadence.state(ratio, True)) == (rhythm, chosen)


def test_the_worked_example_is_ok_on_the_first_of_march_and_due_on_the_thirteenth():
    first, last = date(2026, 1, 30).toordinal(), date(2026, 2, 20).toordinal()
    today = date(2026, 3, 1).toordinal()
    days, origin = cadence.cadence(None, None, usual_gap(first, last, 4), 4, 90)
    ratio = (today - last) / days
    due = cadence.due_on(last, days, False)
    assert due is not None
    assert (days, origin, round(ratio, 4), cadence.state(ratio, False), date.fromordinal(due)) == (
        14,
        "rhythm",
        0.6429,
        "ok",
        date(2026, 3, 13),
    )


def test_a_chosen_cadence_is_due_on_the_day_it_is_up():
    assert [cadence.due_on(1000, c, True) for c in (7, 8.75, 30)] == [1007, 1009, 1030]
    assert [cadence.due_on(1000, c, False) for c in (7, 8.75, 30)] == [1011, 1014, 1045]


def test_never_is_never_due():
    assert [cadence.due_on(1000, cadence.NEVER, chosen) for chosen in (False, True)] == [None] * 2


@given(CADENCES, st.booleans(), st.integers(1, 800_000))
# Where 1.5 cadences round to a whole day, but that day by the cadence rounds to less than 1.5.
@example(2.666666666666667, False, 1)
@example(1.3333333333333335, False, 1)
@example(1.0000000000000002, True, 1)
def test_the_due_day_is_the_first_one_whose_state_is_due(days, chosen, start):
    due = cadence.due_on(start, days, chosen)
    around = range(max(start, due - 3), due + 4)
    said = [cadence.state((day - start) / days, chosen) in IS_DUE for day in around]
    assert said == [day >= due for day in around]


@given(st.floats(0, 20), st.floats(0, 20), st.booleans())
def test_a_longer_silence_never_makes_a_milder_state(one, other, chosen):
    order = ["ok", "soon", "due", "overdue", "fading", "dormant"]
    shorter, longer = sorted((one, other))
    assert order.index(cadence.state(shorter, chosen)) <= order.index(cadence.state(longer, chosen))


def test_whole_day_rhythms_agree_with_the_due_day_for_every_silence():
    for contact_days in range(4, 40):
        for span in range(contact_days - 1, 200):
            days = usual_gap(0, span, contact_days)
            due = cadence.due_on(0, days, False)
            first = next(day for day in range(10_000) if day / days >= cadence.DUE)
            assert (days, due) == (days, first)
