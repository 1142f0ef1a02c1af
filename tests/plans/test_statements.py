"""How SQLite looks for the plans that a contact or the daily check concerns."""

import sqlite3
from contextlib import closing

from tinynet.db import create, sql


def steps(statement, **asked):
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        create.fill(connection, "")
        return [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {statement}", asked)]


def test_whether_a_plan_waits_for_a_contact_is_asked_without_walking_through_earlier_contacts():
    walk = steps(sql.plan_waits, interaction=1)
    assert [step for step in walk if "participant" in step] == [
        "SEARCH participant USING COVERING INDEX ix_participant_interaction (interaction_id=?)"
    ]
    assert not [step for step in walk if "CORRELATED" in step]


def test_the_plans_of_the_people_shown_are_found_at_once_and_not_plan_by_plan():
    walk = steps(sql.planned_now, handles='["ann"]', since="2026-01-01", until="2026-01-02")
    handles = walk.index("SEARCH person USING COVERING INDEX sqlite_autoindex_person_1 (handle=?)")
    assert [step.split()[0] for step in walk[handles - 3 : handles]] == ["LIST", "SCAN", "LIST"]
