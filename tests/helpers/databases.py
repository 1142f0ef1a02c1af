"""Database files for tests: their contents, and files of other programs."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from tinynet.db import files, sql
from tinynet.db.schema import JOURNALLED
from tinynet.db.store import Store

CADENCES = {
    "default_days": 90,
    "least_rhythm": 14,
    "inner": 7,
    "close": 30,
    "friends": 182,
    "village": 365,
}


TABLES = [str(model.__tablename__) for model in JOURNALLED]


def dump(path: Path, tables: list[str] = TABLES) -> dict[str, list[tuple]]:
    with closing(sqlite3.connect(path)) as connection:
        return {
            name: sorted(connection.execute(f"SELECT * FROM {name}"), key=repr) for name in tables
        }


def rebuilt_ties(path: Path) -> dict[str, list[tuple]]:
    """The ties after a rebuild; the file is not changed."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        store = Store(connection, CADENCES)
        connection.execute("BEGIN")
        connection.execute("DELETE FROM tie")
        store.run(sql.rebuild_ties, **CADENCES)
        rows = sorted(connection.execute("SELECT * FROM tie"), key=repr)
        connection.execute("ROLLBACK")
    return {"tie": rows}


def other_programs(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE t (x)")
    connection.close()


def newer(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA application_id={files.APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version={files.SCHEMA_VERSION + 1}")
    connection.execute("CREATE TABLE t (x)")
    connection.close()
