"""Read and write where people were imported from, and what they are recognised by."""

from __future__ import annotations

from tinynet.core.details import from_abroad
from tinynet.core.same_rows import MERGED
from tinynet.db import sql
from tinynet.exchange.importing.matching import Index

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tinynet.db.sql import PutOriginValues
    from tinynet.db.store import Store


def load_index(store: Store) -> Index:
    """Load what everybody is recognised by."""
    index = Index()
    for person, handle, name, uid, added_on in store.each(sql.everybodys_marks):
        index.handles[person] = handle
        index.names[person] = (name,)
        index.uids[uid] = person
        index.added[person] = added_on
    for person, name in store.each(sql.all_nicknames):
        index.names[person] += (name,)
    for person, what, key in store.each(sql.everybodys_reach):
        if key:
            way = what, from_abroad(key) if what == "phone" else key
            index.reach.setdefault(way, set()).add(person)
    for person, source, fingerprint, source_id in store.each(sql.everybodys_cards):
        if source == MERGED:
            index.merged[source_id] = person
            continue
        index.cards[source, fingerprint] = person
        if source_id:
            index.ids.setdefault((source, source_id), set()).add(person)
    return index


def next_person(store: Store) -> int:
    """The id of the next new person."""
    return (store.value(sql.last_person) or 0) + 1


def put_origins(store: Store, rows: list[PutOriginValues]) -> None:
    """Store imported records; the rows have the columns of Origin except its id."""
    if rows:
        store.run_many(sql.put_origin, rows)
