"""Try rows that came in on tables in memory, where the doctor's checks say what is wrong with them.

A file whose rows break a rule of their table is left out before the database is asked, which would
refuse all files with it.
"""

from __future__ import annotations

import sqlite3

from tinynet.core.partial import month_day, say_partial
from tinynet.db import create, sql
from tinynet.db.store import Store
from tinynet.errors import BadValueError
from tinynet.sync.rules import identity
from tinynet.sync.rules.sane import UnsoundError
from tinynet.sync.state import table_rows
from tinynet.sync.state.shown_rows import BY_NAME, Shown, is_whole

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from tinynet.sync.rules.cells import Record


class Trial:
    """Tables in memory, with no rule of their own."""

    def __init__(self, shown: Shown) -> None:
        self.columns = shown.columns
        connection = sqlite3.connect(":memory:", isolation_level=None)
        create.fill(connection, "")
        for name in BY_NAME:  # they hide the others, whose rules and keys would stop at the first
            connection.execute(f"CREATE TEMP TABLE {name} AS SELECT * FROM main.{name} WHERE 0")  # noqa: S608  names of the schema
        connection.execute("BEGIN")  # else each row would be a transaction of its own
        self.store = Store(connection, {})

    def check(self, rows: Iterable[tuple[str, Record]]) -> None:
        """Check that rows keep the rules of their tables; what is not whole yet is not looked at.

        Raises:
            UnsoundError: One breaks a rule.
        """
        numbers: dict[str, int] = {}
        for name in BY_NAME:
            self.store.connection.execute(f"DELETE FROM temp.{name}")  # noqa: S608  names of the schema
        made: dict[str, list[tuple[Any, ...]]] = {}
        for gid, record in rows:
            spec = BY_NAME[identity.table_of(gid)]
            if not is_whole(spec, record):
                continue
            values = self.columns(gid, record)
            for column in spec["refs"]:
                if (ref := values[column]) is not None:
                    values[column] = numbers.setdefault(ref, len(numbers) + 1)
            number = numbers.setdefault(gid, len(numbers) + 1)
            some = made.setdefault(spec["name"], [])
            some.append((number, *(values[c] for c in table_rows.columns_of(spec))))
        for name, some in made.items():
            columns = ["id", *table_rows.columns_of(BY_NAME[name])]
            table_rows.insert(self.store.connection, f"temp.{name}", columns, some)
        self.look()

    def look(self) -> None:
        """Have the doctor's statements look at what is there."""
        for table, _, rule in self.store.rows(sql.broken_rules):
            raise UnsoundError(f"a row of {table} breaks a rule ({str(rule).replace('_', ' ')})")
        for table, _ in self.store.rows(sql.odd_days):
            raise UnsoundError(f"a row of {table} is of a day that is in no calendar")
        try:
            for (day,) in self.store.rows(sql.partial_days):
                say_partial(day)
            kept = [month_day(on) == day for _, on, day in self.store.rows(sql.kept_anniversaries)]
        except (BadValueError, ValueError):
            raise UnsoundError("a date of somebody is not a date") from None
        if not all(kept):
            raise UnsoundError("an anniversary is kept under another day than its own")
