"""Check derived columns and rows against the rows they follow from, and recompute them.

Three things follow: the copies in participants, the search text of people, and the ties.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple

from tinynet.contacts import rows as interactions
from tinynet.db import sql
from tinynet.db.store import Store
from tinynet.people.profile_rows import unsearchable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from tinynet.db.sql import SetSearchValues

CHUNK = 10_000  # interactions recounted at once


class Wrong(NamedTuple):
    """Derived values that are wrong.

    Attributes:
        contacts: Ids of interactions whose participants have other copies than they should.
        searches: The search texts that some people should have, by person id.
        ties: Handles of the people whose tie is another than it should be.
    """

    contacts: list[int]
    searches: dict[int, str]
    ties: list[str]


def miscounted(store: Store) -> list[int]:
    """Interactions with a participant whose day, minutes or credit are wrong.

    Those that are alike are looked at once, and each by itself only where one of them is wrong:
    a million right ones take half the time.
    """
    kinds = {row[0]: interactions.Kind(row) for row in store.each(sql.kinds)}

    @cache
    def copies(
        kind: int, minutes: int | None, deep: int, attempt: int, people: int
    ) -> tuple[int, int | None]:
        return interactions.interaction_credit(
            kinds[kind], minutes, deep=bool(deep), attempt=bool(attempt), people=people
        )

    def is_right(kind: int | None, *row: Any) -> bool:
        return kind not in kinds or row[4:] == (1, *copies(kind, *row[:4]))

    if all(is_right(*row) for row in store.each(sql.counted_alike)):
        return []
    wrong = (row[0] for row in store.each(sql.counted_each) if not is_right(*row[1:]))
    return sorted(set(wrong))


def stale_ties(store: Store, cadences: Mapping[str, float]) -> list[str]:
    """The handles of people whose stored tie differs from a rebuilt one.

    The rebuild goes into a temporary table, so that the file stays as it is.
    """
    store.connection.execute("DROP TABLE IF EXISTS temp.tie")
    store.connection.execute("CREATE TEMP TABLE tie AS SELECT * FROM main.tie WHERE 0")
    store.run(sql.rebuild_ties, **cadences)
    found = [str(handle) for _, handle in store.rows(sql.stale_ties)]
    store.connection.execute("DROP TABLE temp.tie")
    return found


def stored_cadences(store: Store) -> dict[str, float]:
    """The settings the stored ties were computed with; the current ones if none are stored."""
    pairs = (pair.partition("=") for pair in (store.value(sql.settings) or "").split())
    stored = {name: float(value) for name, _, value in pairs}
    return stored if stored.keys() == store.cadences.keys() else dict(store.cadences)


def recompute(store: Store) -> Wrong:
    """Recompute wrong derived values; correct ones are not written.

    Returns:
        What was wrong.
    """
    contacts, searches = miscounted(store), unsearchable(store)
    for start in range(0, len(contacts), CHUNK):
        interactions.recount(store, contacts[start : start + CHUNK])
    rows: Iterable[SetSearchValues] = ({"who": p, "search": t} for p, t in searches.items())
    store.run_many(sql.set_search, rows)
    ties = stale_ties(store, store.cadences)
    if ties:
        store.run(sql.rebuild_ties, **store.cadences)
    return Wrong(contacts, searches, ties)
