"""Open the database to read or to write.

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
from tinynet.db.store import Store, add_missing_functions, fingerprint
from tinynet.errors import DatabaseError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import TracebackType

BUSY_SECONDS = 5.0
UNITS_KEPT = 1000
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
            self.lock.close()
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
        self.lock.close()
