from __future__ import annotations

from datetime import date, timedelta

import pytest

from tinynet.friendship.dates_ahead_rows import PAST_DAYS
from tinynet.plans.rules.plans import is_stale, nearest, say_age

TODAY = date(2026, 3, 1)


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (-3, "since today"), (0, "since today"), (1, "since yesterday"), (5, "for 5 days"),
        (30, "for 4 weeks"), (150, "for 5 months"), (1000, "for 3 years"),
    ],
)  # fmt: skip
def test_the_age_of_a_plan_in_words(days, said):
    assert say_age(days) == said


def plan(number, people, by=None, interaction=1, made_on="2026-01-01"):
    """A plan beside the contact of 1 March, or a later one, that may fulfil it."""
    return {
        "id": number, "kind": "coffee", "made_on": made_on, "interaction": interaction,
        "on": f"2026-03-0{interaction}", "alike": 1, "by": by, "people": people,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("met", "chosen"),
    [
        ([plan(1, "1", "2026-03-09"), plan(2, "1,2", "2026-03-05")], [2]),
        ([plan(1, "1", "2026-02-26"), plan(2, "1,2", "2026-03-05")], [1]),
        ([plan(1, "1", "2026-03-02"), plan(2, "1,2")], [2]),
        ([plan(1, "1"), plan(2, "1,2")], [2]),
        ([plan(1, "1", made_on="2026-02-01"), plan(2, "1")], [2]),
        ([plan(1, "1"), plan(2, "2"), plan(3, "3")], [1, 2, 3]),
        ([plan(1, "1"), plan(1, "1", interaction=2)], [1]),
        ([plan(1, "1"), plan(2, "1"), plan(1, "1", interaction=2), plan(2, "1", interaction=2)],
         [1, 2]),
    ],
)  # fmt: skip
def test_a_contact_fulfils_the_nearest_plan_and_one_for_each_of_its_people(met, chosen):
    found = nearest(met)
    assert sorted(one["id"] for one in found) == chosen
    assert all(one["interaction"] == 1 for one in found[:1])


def stale(made=0, by=None, offered=None, after=182):
    """Whether a plan is stale that was made, was for and was offered so many days ago."""
    ago = [None if days is None else TODAY - timedelta(days) for days in (made, by, offered)]
    return is_stale(ago[0], ago[1], ago[2], today=TODAY, after=after, past=PAST_DAYS)


@pytest.mark.parametrize(
    ("plan", "expected"),
    [
        ({"made": 182}, False),
        ({"made": 183}, True),
        ({"made": 400, "after": 0}, False),
        ({"made": 400, "by": -1}, False),
        ({"made": 60, "by": PAST_DAYS}, False),
        ({"made": 60, "by": PAST_DAYS + 1}, True),
        ({"made": 60, "by": PAST_DAYS + 1, "after": 0}, True),
        # Offered before it was time counts as nothing, after that as asked once and for all.
        ({"made": 400, "offered": 300}, True),
        ({"made": 400, "offered": 200}, False),
        ({"made": 400, "offered": 0}, False),
        ({"made": 400, "by": 60, "offered": 100}, True),
        ({"made": 400, "by": 60, "offered": 5}, False),
    ],
)
def test_a_plan_is_asked_about_once_when_its_time_is_over(plan, expected):
    assert stale(**plan) is expected
