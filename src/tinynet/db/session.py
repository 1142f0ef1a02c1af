"""A SQLModel session inside a unit, for imports and the export of our own JSON.

Importing SQLModel costs 27 to 35 x the base, which is why the daily commands do without it. The
session shares the unit's connection, lock, transaction and journal.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import create_engine
from sqlalchemy.pool import StaticPool
from sqlmodel import Session

from tinynet.db.compiled_triggers import TRIGGERS
from tinynet.db.database import Store


@contextmanager
def session(store: Store) -> Iterator[Session]:
    """A session on the store's open transaction, flushed at the end.

    The unit commits, not the session: the connection takes no orders to commit or to roll back
    (`files.UnitConnection`).

    Args:
        store: Open in a unit; or open to read, for queries only.
    """
    if store.unit:
        store.journal(*TRIGGERS)
    engine = create_engine("sqlite://", creator=lambda: store.connection, poolclass=StaticPool)
    with Session(engine, expire_on_commit=False) as opened:
        yield opened
        opened.flush()
    engine.dispose(close=False)
