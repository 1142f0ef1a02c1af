"""An invented next migration, for tests of upgrading."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from tinynet.db import create, files
from tinynet.db.migrations import upgrade

NOW = files.SCHEMA_VERSION


NEXT = NOW + 1
REVISION, NEXT_REVISION = f"{NOW:04}", f"{NEXT:04}"


NEWER = f"""
from alembic import op
import sqlalchemy as sa

revision = "{NEXT_REVISION}"
down_revision = "{REVISION}"


def upgrade():
    op.add_column("person", sa.Column("shoe_size", sa.Integer, server_default="42"))
    with op.batch_alter_table("note") as batch:
        batch.add_column(sa.Column("mood", sa.String))
"""


def older_database(path: Path) -> Path:
    """A database of the first release with nobody in it."""
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript((upgrade.HERE / "versions" / "0001_first.sql").read_text())
        connection.execute(create.VERSION_TABLE)
        connection.execute("INSERT INTO alembic_version VALUES ('0001')")
        connection.execute(f"PRAGMA application_id={files.APPLICATION_ID}")
        connection.execute("PRAGMA user_version=1")
        connection.commit()
    return path
