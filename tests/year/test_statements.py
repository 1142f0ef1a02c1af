"""How SQLite walks through the contacts of a year: by an index, without sorting them."""

import sqlite3
from contextlib import closing

import pytest

from tinynet.db import create, sql

SPAN = {"since": "2025-01-01", "until": "2025-12-31"}
BY_KIND = "COVERING INDEX ix_interaction_kind"


@pytest.mark.parametrize(
    ("statement", "walk"),
    [
        (sql.happened_ever, f"SCAN interaction USING {BY_KIND}"),
        (sql.happened, f"SEARCH interaction USING {BY_KIND} (kind_id=? AND on>? AND on<?)"),
        (sql.kinds_used, f"SCAN interaction USING {BY_KIND}"),
    ],
)
def test_contacts_are_counted_along_the_index_and_not_sorted(statement, walk):
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        create.fill(connection, "")
        asked = SPAN if statement is sql.happened else {}
        plan = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {statement}", asked)]
    counted = next(at for at, step in enumerate(plan) if step in {"SCAN days", "SCAN kind"})
    assert walk in plan[:counted]
    assert "TEMP B-TREE" not in " ".join(plan[:counted])


def test_of_the_years_before_only_credits_are_walked_through():
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        create.fill(connection, "")
        span = dict.fromkeys(("until", "before", "earlier_from", "earlier_until"), 1)
        plan = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {sql.year_people}", span)]
    walks = [step for step in plan if "participant" in step]
    assert all("USING PRIMARY KEY (person_id=? AND day" in step for step in walks)
    assert "GROUP BY" not in " ".join(plan)
