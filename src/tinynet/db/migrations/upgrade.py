"""Migrate a database: a backup first, then every migration in one transaction."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, create_engine
from sqlalchemy.pool import StaticPool

from tinynet.db import backup_list, backups, copies, files
from tinynet.errors import DatabaseError

HERE = Path(__file__).parent
BUSY_SECONDS = 5.0


def upgrade(path: str, *, held: bool = False, copied: bool = False) -> None:
    """Migrate the database at `path` to the newest schema; if that fails, it stays unchanged.

    A backup of what it was is made first, unless there is one.

    Args:
        path: An existing database.
        held: Whether the caller holds the lock already.
        copied: Whether there is a copy of it already, so that none need be made.

    Raises:
        LockedError: Another process is writing.
        DatabaseError: A migration failed, or the database is damaged.
        TinynetError: The folder cannot be written.
    """
    lock = None if held else files.Lock(path)
    try:
        config = settings()
        head = newest(config)
        if version_of(path) >= head:
            return  # another process was faster
        kept = "" if copied or is_blank(path) else keep_copy(path)
        try:
            with transaction(path, head) as connection:
                run(config, connection)
        except Exception as error:
            reason = str(error).splitlines()[0] if str(error) else type(error).__name__
            raise DatabaseError(
                f"The database {path} could not be brought to schema {head} ({reason}); "
                "it is as it was",
                "Report this; until then the tinynet that wrote it reads it"
                + (f", and a copy is {kept}" if kept else ""),
            ) from error
    finally:
        if lock is not None:
            lock.close()


def settings() -> Config:
    """Alembic's configuration: where the migrations are."""
    config = Config()
    config.set_main_option("script_location", str(HERE).replace("%", "%%"))
    config.set_main_option("path_separator", "newline")
    return config


def newest(config: Config) -> int:
    """The schema version after the last migration: revision 0003 is version 3."""
    return int(ScriptDirectory.from_config(config).get_current_head() or 0)


def version_of(path: str) -> int:
    """The schema version a database has."""
    with closing(sqlite3.connect(path, timeout=BUSY_SECONDS)) as connection:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])


def is_blank(path: str) -> bool:
    """Whether there is nothing in the database to keep a copy of, not even the tables."""
    with closing(sqlite3.connect(path, timeout=BUSY_SECONDS)) as connection:
        return connection.execute(copies.HAS_PEOPLE).fetchone() is None


def keep_copy(path: str) -> str:
    """Back up the database unchanged; return the path of the backup."""
    made = backups.make(path, at=time.strftime("%Y-%m-%dT%H:%M:%S"), why="upgrade")
    return made.path if made else backup_list.list_backups(path)[0].path


@contextmanager
def transaction(path: str, version: int) -> Iterator[sqlite3.Connection]:
    """A connection with one transaction that sets the new schema version at its end.

    Alembic makes tables again to change them, so foreign keys are off, and checked at the end.
    """
    with closing(files.connect_writing(path, BUSY_SECONDS)) as connection:
        connection.execute("PRAGMA foreign_keys=OFF")
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield connection
            check_references(connection)
            connection.execute(f"PRAGMA user_version={version}")
            connection.execute("COMMIT")
        except BaseException:
            connection.execute("ROLLBACK")
            raise


def check_references(connection: sqlite3.Connection) -> None:
    """Make sure that every foreign key points at a row.

    Raises:
        IntegrityError: One does not.
    """
    dangling = connection.execute("PRAGMA foreign_key_check").fetchone()
    if dangling is not None:
        raise sqlite3.IntegrityError(f"a row of {dangling[0]} points at nothing")


def run(config: Config, connection: sqlite3.Connection) -> None:
    """Run the migrations that are missing, on an open transaction."""
    with in_transaction(connection).connect() as opened:
        config.attributes["connection"] = opened
        command.upgrade(config, "head")


def in_transaction(connection: sqlite3.Connection) -> Engine:
    """SQLAlchemy on a connection whose open transaction it does not end."""
    engine = create_engine("sqlite://", creator=lambda: connection, poolclass=StaticPool)
    dialect: Any = engine.dialect
    dialect.do_commit = dialect.do_rollback = lambda _: None
    return engine
