"""Copy what SQLite can still read of a damaged database into a new one.

What follows from other rows is recomputed. The history of undo is left behind: with a change
missing it would undo something else.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Mapping
from contextlib import closing, suppress
from datetime import date
from typing import Any, NamedTuple

from tinynet.core import compiled_tables, names, partial
from tinynet.db import create, files, sql
from tinynet.db.compiled_triggers import TRIGGERS
from tinynet.db.store import Store, add_missing_functions, fingerprint
from tinynet.errors import BadValueError, DatabaseError, TinynetError
from tinynet.safety import derived_rows
from tinynet.safety.damaged_file_rows import UNREADABLE, Reader, Row, lock_out_writers, open_damaged

TABLES = tuple(table["name"] for table in compiled_tables.TABLES)  # who is pointed at comes first
DAYS = frozenset(
    f"{table['name']}.{name}" for table in compiled_tables.TABLES for name in table["days"]
)
PARTIAL_DAYS = frozenset(
    f"{table['name']}.{name}" for table in compiled_tables.TABLES for name in table["partial"]
)
TYPES: dict[str, tuple[type, ...]] = {
    "VARCHAR": (str,), "INTEGER": (int,), "BOOLEAN": (int,), "FLOAT": (float, int),
}  # fmt: skip


class FileExistsAlreadyError(TinynetError):
    """A file that would be written is there already."""

    code = "file_exists"


class Saved(NamedTuple):
    """The result for a table: rows saved, and rows lost if known."""

    table: str
    saved: int
    lost: int | None


class Column(NamedTuple):
    """A column of the new database."""

    name: str
    type: str
    optional: bool


def salvage(
    path: str, target: str, cadences: Mapping[str, float], *, today: date, dry_run: bool = False
) -> list[Saved]:
    """Save what can be read of the database at `path` into a new one at `target`.

    Raises:
        FileExistsAlreadyError: There is something at `target`.
        DatabaseError: There is nothing to read at `path`, or nothing in it can be.
        LockedError: Another process is writing.
        TinynetError: `target` cannot be written.
    """
    if os.path.lexists(target):
        raise FileExistsAlreadyError(f"{target} is there already", "Give the name of a new file")
    if files.is_kept_here(path, target):
        raise FileExistsAlreadyError(f"{target} is a name that tinynet uses itself", "Give another")
    if not os.path.isfile(path):
        raise DatabaseError(f"There is no database at {path} to salvage", "Name it with --db")
    draft = f"{target}.new"
    try:
        with suppress(FileNotFoundError):
            os.unlink(draft)
        os.close(files.new_file(draft))
        try:
            with lock_out_writers(path), open_damaged(path, os.path.dirname(target)) as source:
                saved = Rescue(path, source, draft, cadences, today).run()
            if not dry_run:
                os.rename(draft, target)
        finally:
            with suppress(FileNotFoundError):
                os.unlink(draft)
    except OSError as error:
        raise files.unwritable(target, error) from error
    return saved


class Rescue:
    """One salvage, from the damaged database into the new file."""

    def __init__(
        self,
        path: str,
        source: sqlite3.Connection,
        draft: str,
        cadences: Mapping[str, float],
        today: date,
    ) -> None:
        self.path, self.source, self.draft = path, source, draft
        self.cadences, self.today = cadences, today.isoformat()
        self.handles: dict[int, str] = {}

    def run(self) -> list[Saved]:
        """Fill the new file; return what was saved and lost, table by table."""
        with closing(sqlite3.connect(self.draft, isolation_level=None)) as self.new:
            create.fill(self.new, fingerprint(self.cadences))
            add_missing_functions(self.new)
            self.new.execute("BEGIN")
            self.handles = self.known_handles()
            expected = {table: self.copy_table(table) for table in TABLES}
            self.connect()
            store = Store(self.new, self.cadences)
            store.journalled.update(TRIGGERS)  # nothing of this is to be undone
            derived_rows.recompute(store)
            self.new.execute("COMMIT")
            saved = {table: self.count(table) for table in TABLES}
        if not saved["person"]:
            raise DatabaseError(
                f"Nobody could be read from {self.path}; no file was made",
                "Restore a backup: tinynet restore",
            )
        return [
            Saved(table, saved[table], None if all_ is None else max(all_ - saved[table], 0))
            for table, all_ in expected.items()
        ]

    def count(self, table: str) -> int:
        """How many rows the new database has in a table."""
        return int(self.new.execute(f"SELECT count(*) FROM {table}").fetchone()[0])  # noqa: S608  as above

    def known_handles(self) -> dict[int, str]:
        """Read handles from both ends of their index, which may be readable if the table is not."""
        found: dict[int, str] = {}
        self.knows_all = True
        for order in ("ASC", "DESC"):
            try:
                for number, handle in self.source.execute(
                    f"SELECT id, handle FROM person ORDER BY handle {order}"  # noqa: S608  as above
                ):
                    if isinstance(number, int) and is_handle(handle):
                        found.setdefault(number, handle)
            except UNREADABLE:
                self.knows_all = False
        return found

    def copy_table(self, table: str) -> int | None:
        """Copy the rows of a table that can be read and that the rules allow.

        Returns:
            How many there were, if that is known.
        """
        described = self.new.execute(
            "SELECT name, type, [notnull] FROM pragma_table_info(?)", [table]
        )
        columns = [Column(name, kind, not needed) for name, kind, needed in described]
        reader = Reader(
            self.source, os.path.getsize(self.path), table, [column.name for column in columns]
        )
        read = list(reader.rows()) if table == "kind" else reader.rows()
        if table == "kind" and reader.whole:
            self.new.execute("DELETE FROM kind")  # those a new database begins with
        seen = 0
        for row in read:
            seen += 1
            self.put(table, columns, row)
        if reader.whole:
            return seen
        if table == "participant":
            self.take_participants_index()
        return reader.count()

    def put(self, table: str, columns: list[Column], row: Row) -> None:
        """Write a row; if a constraint forbids it, without its optional columns."""
        if table == "participant":
            self.put_participant(*row)
            return
        mended = self.mended(table, columns, row)
        if mended is None:
            return
        needed = {column.name: mended[column.name] for column in columns if not column.optional}
        for values in (mended, needed):
            marks = ", ".join("?" * len(values))
            named = ", ".join(f"[{name}]" for name in values)
            how = "REPLACE" if table == "kind" else "IGNORE"
            text = f"INSERT OR {how} INTO {table} ({named}) VALUES ({marks})"  # noqa: S608  as above
            with suppress(sqlite3.IntegrityError):
                if self.new.execute(text, [*values.values()]).rowcount == 1:
                    return

    def put_participant(
        self, person: Any, _day: Any, number: Any, minutes: Any, credit: Any
    ) -> None:
        """Write a participant with the interaction's day; the other copies are recomputed."""
        if isinstance(person, int) and isinstance(number, int):
            self.new.execute(
                "INSERT OR IGNORE INTO participant SELECT ?, "
                'CAST(julianday("on") - 1721424.5 AS INTEGER), id, ?, ? '
                "FROM interaction WHERE id = ?",
                (
                    person,
                    minutes if isinstance(minutes, int) else 0,
                    credit if isinstance(credit, int) else None,
                    number,
                ),
            )

    def take_participants_index(self) -> None:
        """Read participants from the index, where the table is damaged."""
        for order in ("ASC", "DESC"):
            with suppress(*UNREADABLE):
                text = (
                    "SELECT person_id, day, interaction_id, 0, NULL FROM participant "  # noqa: S608  as above
                    "INDEXED BY ix_participant_interaction "
                    f"ORDER BY interaction_id {order}, person_id {order}"
                )
                for row in self.source.execute(text):
                    self.put_participant(*row)

    def mended(self, table: str, columns: list[Column], row: Row) -> Mapping[str, Any] | None:
        """A row without invalid values; None if that leaves too little."""
        given = {"search": "", "added_on": self.today, "counts_from": self.today}
        made = {}
        for column, value in zip(columns, row, strict=True):
            name = column.name
            if is_right(f"{table}.{name}", column, value):
                made[name] = value
            elif column.optional or name in given:
                made[name] = given.get(name)
            elif name == "uid":
                made[name] = Store(self.new, self.cadences).value(sql.new_uid)
            else:
                return None
        if table == "person" and not is_handle(made["handle"]):
            made["handle"] = self.handles.get(made["id"], made["handle"])
        return made

    def connect(self) -> None:
        """Repair or drop rows with broken foreign keys.

        Of somebody who is lost the handle is often known, and else that there was somebody, so what
        was about them stays.
        """
        lost = dict(self.handles)
        if not self.knows_all:
            there = self.new.execute("SELECT DISTINCT person_id FROM participant")
            lost = {number: f"lost-{number}" for (number,) in there} | lost
        self.new.executemany(
            "INSERT OR IGNORE INTO person (id, handle, name, search, added_on, counts_from) "
            "VALUES (?, ?, ?, '', ?, ?)",
            [(number, h, h, self.today, self.today) for number, h in lost.items()],
        )
        self.new.execute(
            "INSERT INTO kind SELECT DISTINCT kind_id, 'kind-' || kind_id, 1, 60, 1.0 "
            "FROM interaction WHERE kind_id NOT IN (SELECT id FROM kind)"
        )
        for table in TABLES:
            keys = self.new.execute(
                'SELECT "table", "from", on_delete FROM pragma_foreign_key_list(?)', [table]
            )
            for parent, column, on_delete in keys.fetchall():
                do = f"DELETE FROM {table}"  # noqa: S608  as above
                if on_delete == "SET NULL":
                    do = f"UPDATE {table} SET {column} = NULL"  # noqa: S608  as above
                self.new.execute(f"{do} WHERE {column} NOT IN (SELECT id FROM {parent})")  # noqa: S608  as above
        self.new.execute(  # a contact with nobody says nothing, unless there is a note
            "DELETE FROM interaction WHERE note IS NULL AND place IS NULL "
            "AND id NOT IN (SELECT interaction_id FROM participant)"
        )


def is_right(name: str, column: Column, value: Any) -> bool:
    """Whether a value can be what its column holds."""
    if value is None:
        return column.optional
    if not isinstance(value, TYPES[column.type]):
        return False
    try:
        if name in DAYS:
            return date.fromisoformat(str(value)).isoformat() == value
        if name in PARTIAL_DAYS:
            partial.say_partial(str(value))
    except (ValueError, BadValueError):
        return False
    return True


def is_handle(value: Any) -> bool:
    """Whether a value could be given as a handle."""
    try:
        return isinstance(value, str) and bool(names.check_handle(value) == value)
    except BadValueError:
        return False
