"""Run the compiled statements in an open database.

Settings that ties depend on are stored with them, so that a change of settings is noticed: the next
writer rebuilds, and a reader meanwhile rebuilds into a temporary table of its own (database.py).
"""

from __future__ import annotations

import _sqlite3 as sqlite3

from tinynet.db import sql

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from typing import Any, ParamSpec, TypeVar, TypeVarTuple

    from tinynet.db.statement_types import Read, Write

    Given = ParamSpec("Given")
    Row = tuple[Any, ...]
    RowT = TypeVar("RowT")
    RecordT = TypeVar("RecordT")
    FirstT = TypeVar("FirstT")
    RestTs = TypeVarTuple("RestTs")
    ValuesT = TypeVar("ValuesT")

ROOM_KIB = 98_304
# What the triggers of inserts (journal.py) would write for many rows, at once: they would take five
# of the 13 microseconds of a row.
LAST = "SELECT ifnull(max(id), 0) FROM main.$table"
ADDED = (
    'INSERT INTO change (unit_id, name, op, "key") '
    "SELECT ?, '$table', 'I', json_object('id', id) FROM main.$table WHERE id > ? ORDER BY id"
)


class Store:
    """An open database that runs compiled statements.

    A query is text at run time, and a write a tuple of three; to mypy they are functions (see
    `statement_types.py`), so that it knows their parameters and columns.

    Args:
        connection: In autocommit mode; transactions are opened by hand.
        cadences: The parameters of `refresh_ties`: default_days, least_rhythm, inner, close,
            friends, village.
    """

    def __init__(self, connection: sqlite3.Connection, cadences: Mapping[str, float]) -> None:
        self.connection = connection
        self.execute: Any = connection.execute  # Any: what is text here is a function to mypy
        self.cadences = cadences
        self.unit = self.first_new = 0
        self.journalled: set[str] = set()

    def journal(self, *names: str) -> None:
        """Create the journal's triggers with these names: `table_I`, `table_U`, `table_D`."""
        for name in names:
            if name not in self.journalled:
                from tinynet.db.compiled_triggers import TRIGGERS

                text = TRIGGERS[name].replace("$unit", str(self.unit))
                self.connection.execute(text.replace("$first_new", str(self.first_new)))
                self.journalled.add(name)

    def journal_for(self, unit: int) -> None:
        """Journal the changes from now on under that unit."""
        for name in self.journalled:
            self.connection.execute(f"DROP TRIGGER journal_{name}")
        self.journalled = set()
        self.unit = unit
        self.first_new = (self.value(sql.last_interaction) or 0) + 1

    def keep_range(self) -> None:
        """Record which interactions the unit has added: they are journalled as one range."""
        last = self.value(sql.last_interaction) or 0
        if last >= self.first_new:
            self.run(sql.set_range, unit=self.unit, first=self.first_new, last=last)

    def rows(
        self,
        statement: Callable[Given, Read[RowT, Any]],
        /,
        *_: Given.args,
        **values: Given.kwargs,
    ) -> list[RowT]:
        """All rows of a query."""
        found: list[RowT] = self.execute(statement, values).fetchall()
        return found

    def each(
        self,
        statement: Callable[Given, Read[RowT, Any]],
        /,
        *_: Given.args,
        **values: Given.kwargs,
    ) -> Iterator[RowT]:
        """The rows of a query, one at a time."""
        found: Iterator[RowT] = self.execute(statement, values)
        return found

    def records(
        self,
        statement: Callable[Given, Read[Any, RecordT]],
        /,
        *_: Given.args,
        **values: Given.kwargs,
    ) -> list[RecordT]:
        """All rows of a query, each under its columns' names."""
        cursor = self.execute(statement, values)
        names = [column[0] for column in cursor.description]
        records: list[Any] = [dict(zip(names, row, strict=True)) for row in cursor]
        return records

    def value(
        self,
        statement: Callable[Given, Read[tuple[FirstT, *RestTs], Any]],
        /,
        *_: Given.args,
        **values: Given.kwargs,
    ) -> FirstT | None:
        """The first column of the first row, or None."""
        found: list[tuple[FirstT, *RestTs]] = self.execute(statement, values).fetchall()
        return found[0][0] if found else None

    def run(
        self,
        statement: Callable[Given, Write[Any, Any]],
        /,
        *_: Given.args,
        **values: Given.kwargs,
    ) -> int:
        """Run one write; returns the new row's id where it inserted one."""
        write: Any = statement
        text, triggers, optional = write
        for name in optional:
            values.setdefault(name, None)
        if not triggers.startswith("+"):
            self.journal(*triggers.split())
        row: int = self.execute(text, values).lastrowid or 0
        if triggers.startswith("+") and f"{triggers[1:]}_I" not in self.journalled:
            # What the trigger would write; to load and make it for one row takes 0.5 ms.
            self.run(sql.put_insert, unit=self.unit, table=triggers[1:], row=row)
        return row

    def changed(
        self,
        statement: Callable[Given, Write[Any, Any]],
        /,
        *_: Given.args,
        **values: Given.kwargs,
    ) -> int:
        """Run one update or delete; return how many rows of its table it changed."""
        write: Any = statement
        text, triggers, _ = write
        self.journal(*triggers.split())
        count: int = self.execute(text, values).rowcount
        return count

    def run_many(
        self, statement: Callable[..., Write[ValuesT, Any]], many: Iterable[ValuesT]
    ) -> None:
        """Run one write for each set of values.

        New rows are numbered behind those that are there, by SQLite or in the values.
        """
        write: Any = statement
        text, triggers, _ = write
        self._write_many(text, triggers, many)

    def put_rows(self, statement: Callable[..., Write[Any, RowT]], rows: Iterable[RowT]) -> None:
        """Run one insert for each tuple of its parameters: twice as fast as by their names.

        The statement may only list its parameters, without any expression of them.
        """
        write: Any = statement
        text, triggers, _ = write
        begin, values, names = text.partition(" VALUES (")
        marks = ", ".join("?" * (names.count(",") + 1))
        self._write_many(f"{begin}{values}{marks})", triggers, rows)

    def _write_many(self, text: str, triggers: str, many: Iterable[Any]) -> None:
        table = triggers.removeprefix("+")
        if table == triggers or f"{table}_I" in self.journalled:
            if table == triggers:
                self.journal(*triggers.split())
            self.connection.executemany(text, many)
            return
        last = self.execute(LAST.replace("$table", table)).fetchone()[0]
        self.connection.executemany(text, many)
        self.execute(ADDED.replace("$table", table), (self.unit, last))

    def make_room(self, kib: int = ROOM_KIB) -> None:
        """Enlarge the page cache for many scattered writes, which halves their time."""
        self.connection.execute(f"PRAGMA cache_size=-{kib}")

    def refresh(self) -> None:
        """Recompute the ties of the people that the unit's changes touched so far."""
        found = self.rows(sql.touched_people, unit=self.unit, first_new=self.first_new)
        touched = [str(row[0]) for row in found]
        if touched:
            self.run(sql.refresh_ties, people=f"[{','.join(touched)}]", **self.cadences)

    def rebuild(self) -> None:
        """Recompute all ties with the current settings."""
        self.run(sql.rebuild_ties, **self.cadences)
        self.run(sql.put_setting, key="cadences", value=fingerprint(self.cadences))

    def settings_changed(self) -> bool:
        """Whether the settings have changed since the ties were computed."""
        return bool(self.value(sql.settings) != fingerprint(self.cadences))

    def close(self) -> None:
        """Close the file; a connection that is never closed keeps its locks."""
        self.connection.close()


def fingerprint(cadences: Mapping[str, float]) -> str:
    """The settings that ties depend on, as one text."""
    return " ".join(f"{name}={cadences[name]:g}" for name in sorted(cadences))


def add_missing_functions(connection: sqlite3.Connection) -> None:
    """Add log2 and pow if SQLite was built without its mathematical functions."""
    try:
        connection.execute("SELECT log2(pow(2.0, 1.0))")
    except sqlite3.OperationalError:
        from math import log2

        connection.create_function("log2", 1, log2, deterministic=True)
        connection.create_function("pow", 2, pow, deterministic=True)


def json_list(words: Sequence[str | int]) -> str:
    """Build a JSON array for a statement's parameter; importing `json` takes half a start-up."""
    return "[" + ",".join(_quoted(word) for word in words) + "]"


def json_object(values: Mapping[str, str | int]) -> str:
    """Build a JSON object, as the standard library writes it; see `json_list`."""
    pairs = (f"{_quoted(key)}: {_quoted(value)}" for key, value in values.items())
    return f"{{{', '.join(pairs)}}}"


def _quoted(word: str | int) -> str:
    if isinstance(word, int):
        return str(word)
    escaped = word.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c >= " " else f"\\u{ord(c):04x}" for c in escaped) + '"'
