"""Favours: taking one out again that was noted by mistake."""

from __future__ import annotations

from sqlmodel import col, delete

from tinynet.db.database import Store
from tinynet.db.session import session
from tinynet.db.tables_friends import Favour


def remove_favour(store: Store, favour: int) -> None:
    """Take one favour out.

    Args:
        store: Open in a unit.
        favour: Its id.
    """
    with session(store) as opened:
        opened.connection().execute(delete(Favour).where(col(Favour.id) == favour))
