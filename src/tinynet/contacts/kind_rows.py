"""Change a kind of contact and recount what was logged under it."""

from __future__ import annotations

from tinynet.contacts import rows as interactions
from tinynet.db import sql

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tinynet.db.store import Store

CHUNK = 10_000  # interactions recounted at once


def change_kind(
    store: Store, kind: int, name: str, *, in_person: bool, minutes: int, weight: float
) -> None:
    """Change a kind, whose weight is above 0 and up to 10, and recount all logged under it."""
    store.run(
        sql.set_kind,
        kind=kind,
        name=name,
        in_person=int(in_person),
        minutes=minutes,
        weight=weight,
    )
    logged = [int(row[0]) for row in store.rows(sql.interactions_of_kind, kind=kind)]
    for start in range(0, len(logged), CHUNK):
        interactions.recount(store, logged[start : start + CHUNK])
