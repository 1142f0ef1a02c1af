"""Create a database: its tables, and the kinds of contact that everybody begins with."""

from __future__ import annotations

import _sqlite3 as sqlite3
import os

from tinynet.core.first_kinds import FIRST_KINDS
from tinynet.db import files
from tinynet.db.compiled_schema import SCHEMA

VERSION_TABLE = (  # Alembic's own: which migration this schema stands for
    "CREATE TABLE alembic_version ( version_num VARCHAR(32) NOT NULL, "
    "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num) )"
)


def create(path: str, settings: str) -> None:
    """Create the database at `path`, where there is none.

    It is filled under another name and then renamed, so that it is never seen half-made. Call it
    with the lock held.

    Args:
        path: Where.
        settings: What ties depend on (`store.fingerprint`).

    Raises:
        TinynetError: The folder does not take it.
    """
    draft = f"{path}.new"
    try:
        if os.path.lexists(draft):
            os.unlink(draft)
        os.close(files.new_file(draft))
        connection = sqlite3.connect(draft, isolation_level=None)
        fill(connection, settings)
        connection.close()
        os.rename(draft, path)
    except OSError as error:
        raise files.unwritable(path, error) from error


def fill(connection: sqlite3.Connection, settings: str) -> None:
    """Create the schema and the first kinds in an empty database."""
    connection.execute("BEGIN")
    for text in (*SCHEMA, VERSION_TABLE):
        connection.execute(text)
    connection.execute("INSERT INTO alembic_version VALUES (?)", (f"{files.SCHEMA_VERSION:04}",))
    kinds = "INSERT INTO kind (name, in_person, minutes, weight) VALUES (?, ?, ?, ?)"
    connection.executemany(kinds, FIRST_KINDS)
    connection.execute("INSERT INTO setting VALUES ('cadences', ?)", (settings,))
    connection.execute(f"PRAGMA application_id={files.APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version={files.SCHEMA_VERSION}")
    connection.execute("COMMIT")
