"""A SQLModel session inside a unit: it shares the connection, lock, transaction and journal.

No command needs one; tests write with it what no statement does.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlmodel import Session

from tinynet.db.compiled_triggers import TRIGGERS
from tinynet.db.migrations.upgrade import in_transaction
from tinynet.db.store import Store


@contextmanager
def session(store: Store) -> Iterator[Session]:
    """A session on the store's open transaction, flushed at the end.

    The unit commits, not the session.

    Args:
        store: Open in a unit; or open to read, for queries only.
    """
    if store.unit:
        store.journal(*TRIGGERS)
    engine = in_transaction(store.connection)
    with Session(engine, expire_on_commit=False) as opened:
        yield opened
        opened.flush()
    engine.dispose(close=False)
