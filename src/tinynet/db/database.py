"""Open the file to read or to write, and run the compiled statements in it.

Readers open read-only and never write. A writer holds the lock beside the file, runs one
transaction, which is one unit of undo, and leaves the derived ties fresh. Settings that ties depend
on are stored with them, so that a change of settings is noticed: the next writer rebuilds, and a
reader meanwhile rebuilds into a temporary table of its own.
"""

from __future__ import annotations

import _sqlite3 as sqlite3
import os

from tinynet.config import at_once
from tinynet.db import files, sql
from tinynet.errors import DatabaseError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from types import TracebackType
    from typing import Any, ParamSpec, TypeVar, TypeVarTuple

    from tinynet.db.statement_types import Read, Write

    Given = ParamSpec("Given")
    Row = tuple[Any, ...]
    RowT = TypeVar("RowT")
    RecordT = TypeVar("RecordT")
    FirstT = TypeVar("FirstT")
    RestTs = TypeVarTuple("RestTs")
    ValuesT = TypeVar("ValuesT")

BUSY_SECONDS = 5.0
ROOM_KIB = 98_304
UNITS_KEPT = 1000
# What the triggers of inserts (journal.py) would write for many rows, at once: they would take five
# of the 13 microseconds of a row.
LAST = "SELECT ifnull(max(id), 0) FROM main.$table"
ADDED = (
    'INSERT INTO change (unit_id, name, op, "key") '
    "SELECT ?, '$table', 'I', json_object('id', id) FROM main.$table WHERE id > ? ORDER BY id"
)
MAGIC = b"SQLite format 3\0"


def schema_version(path: str) -> int | None:
    """The schema version of the database at `path`; None where there is no file.

    Reads the first 100 bytes, which costs less than opening the database to ask it.

    Raises:
        DatabaseError: A folder, unreadable, empty, not SQLite, another program's, or newer.
    """
    try:
        with open(path, "rb", buffering=0, opener=at_once) as file:
            head = file.read(100)
    except FileNotFoundError:
        if files.backup_names(path):
            from tinynet.db.failures import missing

            missing(path)
        return None
    except (IsADirectoryError, NotADirectoryError) as error:
        raise DatabaseError(
            f"{path} cannot be a database file ({error.strerror})",
            "Name a file, with --db or TINYNET_DB",
        ) from error
    except OSError as error:
        raise DatabaseError(
            f"The database {path} cannot be read ({error.strerror})",
            "Look at who owns it and at its mode, or name another with --db or TINYNET_DB",
        ) from error
    if len(head) < 100 or not head.startswith(MAGIC):
        from tinynet.db.failures import unusable

        raise unusable(path, empty=not head)
    if int.from_bytes(head[68:72], "big") != files.APPLICATION_ID:
        from tinynet.db.failures import ForeignFileError

        raise ForeignFileError(path)
    version = int.from_bytes(head[60:64], "big")
    if version > files.SCHEMA_VERSION:
        raise DatabaseError(
            f"The database {path} was written by a newer tinynet (schema {version}, "
            f"this one knows {files.SCHEMA_VERSION})",
            "Upgrade tinynet; the file was not touched",
        )
    return version


def create_or_migrate(path: str, settings: str) -> bool:
    """Create the database where there is none, and bring an older one up to date.

    Call it with the lock held.

    Returns:
        Whether it was created.
    """
    version = schema_version(path)
    if version is None:
        from tinynet.db.create import create

        create(path, settings)
    elif version < files.SCHEMA_VERSION:
        migrate(path, held=True)
    return version is None


def back_up(path: str, at: str, why: str) -> None:
    """Make a backup before the first change of a day, and before changes with a reason.

    Looking for today's takes 0.02 ms; the code that makes one is loaded when it is missing.

    Args:
        path: The database, with the lock held.
        at: Now, local time, ISO to the second.
        why: What is about to happen: import, merge, forget; "" for an ordinary change.
    """
    if why or not files.backup_names(path, at[:10]):
        from tinynet.db.backups import make

        make(path, at=at, why=why)


def migrate(path: str, *, held: bool = False, copied: bool = False) -> None:
    """Bring an older schema up to date; Alembic is imported here and nowhere else.

    Args:
        path: The database.
        held: Whether the lock is held already.
        copied: Whether there is a copy of it already, so that no backup need be made.
    """
    from tinynet.db.migrations.upgrade import upgrade

    upgrade(path, held=held, copied=copied)


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


def open_reading(path: str, cadences: Mapping[str, float]) -> Store:
    """Open the database to read; if there is none yet, an empty one in memory.

    Raises:
        DatabaseError: The file cannot be a tinynet database, or not of this version.
    """
    found = schema_version(path)
    if found is None:
        from tinynet.db.create import fill

        connection = sqlite3.connect(":memory:", isolation_level=None)
        fill(connection, fingerprint(cadences))
        store = Store(connection, cadences)
    else:
        if found < files.SCHEMA_VERSION:
            with Unit(path, cadences, label="", at="", replays=True):
                pass  # brings the schema up to date, and the ties where a migration moved them
        store = Store(files.connect_reading(path, BUSY_SECONDS), cadences)
    try:
        add_missing_functions(store.connection)
        if store.settings_changed():
            # A temporary table hides the stored one from this reader; the file stays as it is.
            store.connection.execute("CREATE TEMP TABLE tie AS SELECT * FROM main.tie WHERE 0")
            store.run(sql.rebuild_ties, **cadences)
    except BaseException:
        store.close()
        raise
    return store


class Unit:
    """A writing command: the lock, one transaction, one unit of undo.

    `with Unit(path, cadences, label=..., at=...) as store:` commits at the end, and rolls back
    where an error is raised. A unit that changed nothing leaves no trace.

    Args:
        path: The database; created where it is missing.
        cadences: See `Store`.
        label: What `undo --list` shows, the command in short.
        at: When, UTC, ISO to the second.
        now: The same in local time, for the backups that are made by themselves; "" makes none.
        kept: How many units undo remembers.
        dry_run: Roll back at the end instead.
        replays: Move along the units there are (undo.py) instead of adding one.
        backup: What a backup is forced before, as its name says it: import, merge, forget.
    """

    def __init__(
        self,
        path: str,
        cadences: Mapping[str, float],
        *,
        label: str,
        at: str,
        now: str = "",
        kept: int = UNITS_KEPT,
        dry_run: bool = False,
        replays: bool = False,
        backup: str = "",
    ) -> None:
        self.path, self.cadences, self.label, self.at = path, cadences, label, at
        self.kept, self.dry_run, self.replays = kept, dry_run, replays
        self.now, self.backup = now, backup
        self.created = False

    def __enter__(self) -> Store:
        schema_version(self.path)  # before the lock: a refused file gets no lock file beside it
        files.make_folder(self.path)
        self.lock = files.Lock(self.path)
        try:
            self.created = create_or_migrate(self.path, fingerprint(self.cadences))
            if self.now and not (self.created or self.dry_run):
                back_up(self.path, self.now, self.backup)
            self.store = Store(files.connect_writing(self.path, BUSY_SECONDS), self.cadences)
        except BaseException:
            self.lock.release()
            raise
        try:
            add_missing_functions(self.store.connection)
            self.open_transaction()
            self.begin()
        except BaseException:
            self.leave()
            raise
        return self.store

    def open_transaction(self) -> None:
        """Begin the one transaction."""
        self.store.connection.execute("BEGIN IMMEDIATE")

    def begin(self) -> None:
        """Open the unit that the triggers write to."""
        unit = 0
        if not self.replays:
            unit = self.store.run(sql.put_unit, at=self.at, label=self.label, undone=0)
        self.store.journal_for(unit)
        self.begun_at = self.fresh_at = self.store.connection.total_changes

    def finish(self) -> None:
        """Recompute the ties that the changes touched, or all if the settings have changed."""
        store = self.store
        if not self.replays:
            self.remember()
        if store.settings_changed():
            store.rebuild()
        else:
            self.refresh()

    def remember(self) -> None:
        """Keep the unit for undo unless it changed nothing, and drop the oldest units.

        A change is where a new history begins: what was undone can be redone no longer.
        """
        store = self.store
        if store.connection.total_changes == self.begun_at:
            store.run(sql.drop_unit, unit=store.unit)
            return
        fresh = self.fresh_at == store.connection.total_changes
        store.keep_range()
        store.run(sql.drop_undone)
        if store.unit > self.kept:
            store.run(sql.drop_old_units, keep=self.kept)
        if fresh:  # none of this moves a tie
            self.fresh_at = store.connection.total_changes

    def refresh(self) -> None:
        """Recompute the ties of the people touched so far.

        Nothing is done where nothing has changed since the last time: a log refreshes for its echo,
        and its end then need not.
        """
        if self.fresh_at != self.store.connection.total_changes:
            self.store.refresh()
            self.fresh_at = self.store.connection.total_changes

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        saved = False
        try:
            if kind is None:
                self.finish()
                self.end()
                saved = not self.dry_run
        finally:
            if self.created and not saved:
                os.unlink(self.path)  # nothing was saved, so nothing is left behind
            self.leave()

    def end(self) -> None:
        """Commit, or roll a dry run back."""
        try:
            self.store.connection.execute("ROLLBACK" if self.dry_run else "COMMIT")
        except sqlite3.IntegrityError as error:
            if not self.replays:
                raise
            from tinynet.db.failures import damaged_history

            raise damaged_history() from error  # it put back what is of somebody who is not there

    def leave(self) -> None:
        """Close the file, which rolls back what was not committed, and release the lock."""
        self.store.close()
        self.lock.release()


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
