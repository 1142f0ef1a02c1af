from __future__ import annotations

import pytest

from tinynet.contacts import rows as interactions
from tinynet.db import database

CADENCES = {
    "default_days": 90,
    "least_rhythm": 14,
    "inner": 7,
    "close": 30,
    "friends": 182,
    "village": 365,
}


@pytest.fixture
def unit(network):
    """A writing unit on the three friends, with one dinner of two: interaction 6."""
    network.ok("log dinner anne bob --on 2026-02-28")
    return database.Unit(str(network.path), CADENCES, label="test", at="2026-03-01T00:00:00")


def copies(store):
    """(person, day, minutes, credit) of everybody in the dinner."""
    found = store.connection.execute(
        "SELECT person_id, day, minutes, credit FROM participant WHERE interaction_id = 6"
    )
    return found.fetchall()


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ("minutes = 60", (739675, 60, 1_120_737_732)),  # log2(3) / sqrt(2)
        ("deep = 1", (739675, 150, 2_741_766_770)),  # 1.5 * log2(6) / sqrt(2)
        ("attempt = 1", (739675, 0, None)),
        ("\"on\" = '2026-02-27'", (739674, 150, 1_827_844_513)),
        ("kind_id = (SELECT id FROM kind WHERE name = 'call')", (739675, 0, 707_106_781)),
    ],
)
def test_recount_brings_day_minutes_and_credit_up_to_date(unit, change, expected):
    with unit as store:
        store.connection.execute(f"UPDATE interaction SET {change} WHERE id = 6")
        interactions.recount(store, [6])
        assert copies(store) == [(1, *expected), (2, *expected)]


def test_recount_shares_a_credit_among_those_who_are_left(unit):
    with unit as store:
        store.connection.execute("DELETE FROM participant WHERE person_id = 2")
        interactions.recount(store, [6, 99])
        assert copies(store) == [(1, 739675, 150, 2_584_962_501)]  # log2(1 + 150 / 30)


def test_recount_writes_and_journals_only_what_differs(unit):
    with unit as store:
        store.connection.execute("UPDATE participant SET credit = 1 WHERE person_id = 2")
        interactions.recount(store, range(1, 7))
        changed = store.connection.execute(
            "SELECT name, op, key FROM change WHERE unit_id = ?", (store.unit,)
        ).fetchall()
    keys = [
        '{"person_id":2,"day":739403,"interaction_id":5}',
        '{"person_id":2,"day":739675,"interaction_id":6}',
    ]
    assert sorted(changed) == [("participant", "U", key) for key in keys]


def test_recount_of_nothing_does_nothing(unit):
    with unit as store:
        interactions.recount(store, [])
        assert store.connection.total_changes == unit.begun_at
