"""Which contacts are looked at one by one, because one of them counts other than it should."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from tinynet.db import sql
from tinynet.db.store import Store
from tinynet.safety import derived_rows


@pytest.mark.parametrize(
    ("damage", "wrong"),
    [
        ("UPDATE participant SET credit = 0 WHERE interaction_id = 2 AND person_id = 1", [2]),
        ("UPDATE participant SET minutes = minutes + 1 WHERE interaction_id = 1", [1]),
        ("UPDATE participant SET day = day - 1 WHERE interaction_id = 3", [3]),
        ("UPDATE participant SET credit = 0", [1, 2, 3]),
        ("SELECT 1", []),
    ],
)
def test_right_contacts_are_looked_at_by_what_they_have_alike(tinynet, damage, wrong):
    for line in ("add Anne", "add Bob", "log coffee anne", "log lunch anne bob", "log call bob"):
        tinynet.ok(line)
    with closing(sqlite3.connect(tinynet.path, isolation_level=None)) as connection:
        connection.execute(damage)
        looked: list[str] = []
        connection.set_trace_callback(looked.append)
        assert derived_rows.miscounted(Store(connection, {})) == wrong
        assert looked == [sql.kinds, sql.counted_alike, sql.counted_each][: 3 if wrong else 2]
