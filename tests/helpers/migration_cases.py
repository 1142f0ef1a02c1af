"""A migration that is still to come, for the tests of upgrading."""

from __future__ import annotations

from tinynet.db import files

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
