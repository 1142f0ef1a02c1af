"""Read who is due, best reason first."""

from __future__ import annotations

from tinynet.db import sql
from tinynet.db.store import json_list

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from tinynet.db.store import Row, Store

EVERYBODY = -1  # SQLite's LIMIT for "no limit"
FEW = 100  # due people up to whom one statement is quicker: to read another takes 0.1 ms
MANY = 1_000  # due people, from which on it is worth looking at the deep ties first
DEEP = 1  # depth


def due(store: Store, limit: int, total: int, *, today: int, **asked: Any) -> list[Row]:
    """Return the people due today, best reason first: cooling deep ties, longer silence, name.

    The order is asked of the ties alone, and only those at its top are joined with their person:
    at 10,000 people, 2,000 of them due, that takes 3 ms instead of 8. Names decide only between
    people who are otherwise even, so everybody even with the last one is looked at.

    Of many, those with a depth of at least 1 are looked at first: a reason is never more than its
    depth, so where they fill the list, nobody else belongs on it. At 100,000 people, 82,000 of
    them due, that takes 10 ms instead of 50.

    Args:
        store: Open to read.
        limit: How many at most, or EVERYBODY.
        total: How many are due.
        today: Its ordinal.
        asked: horizon (an ordinal) and circle, as the statements take them.

    Returns:
        Rows with the columns of `standing`.
    """
    if limit == EVERYBODY or total <= FEW:
        return store.rows(sql.due, limit=limit, today=today, **asked)
    size, depth = limit + 1, DEEP if total > MANY else 0
    while True:
        credit, family = least(depth, today)
        first = store.rows(
            sql.due_order, limit=size, today=today, credit=credit, family_credit=family, **asked
        )
        if depth and (len(first) < size or first[-1][1] < depth):
            depth = 0
            continue
        if len(first) < size or first[-1][1:] != first[limit - 1][1:]:
            break
        size *= 8
    among = json_list([row[0] for row in first])
    return store.rows(sql.due_among, among=among, limit=limit, today=today, **asked)


def least(depth: float, today: int) -> tuple[float, float]:
    """The stored credit from which on a tie has this depth today, and that of family."""
    if not depth:
        return 0.0, 0.0
    from tinynet.core import strength

    age = strength.LANDMARK - today
    evidence = 2.0**depth - 1
    family = strength.decayed(evidence, age, strength.FAMILY_HALF_LIFE)
    return strength.decayed(evidence, age), family
