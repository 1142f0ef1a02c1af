"""Introductions: taking one out again that was noted by mistake."""

from __future__ import annotations

from sqlmodel import col, delete

from tinynet.db.database import Store
from tinynet.db.session import session
from tinynet.db.tables_friends import Introduction


def remove_introduction(store: Store, introduction: int) -> None:
    """Take one introduction out.

    Args:
        store: Open in a unit.
        introduction: Its id.
    """
    with session(store) as opened:
        opened.connection().execute(
            delete(Introduction).where(col(Introduction.id) == introduction)
        )
