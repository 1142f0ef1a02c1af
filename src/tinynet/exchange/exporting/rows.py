"""Read everything, table by table, for exports.

A query a table and none a person: 10,000 people with a million interactions stream in one walk.
"""

from __future__ import annotations

from tinynet.db import sql
from tinynet.people import profile_rows

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from tinynet.db.database import Store
    from tinynet.people.rules.profile import Profile

SEPARATOR = ","  # between the tags of an interaction, which hold none


def profiles_in_order(store: Store) -> dict[int, Profile]:
    """Everybody's profile by their id, sorted by handle."""
    by_handle = sorted(store.rows(sql.handles), key=lambda row: row[1])
    ids = [number for number, _ in by_handle]
    found = profile_rows.load_many(store, ids)
    return {number: found[number] for number in ids}


def archived(store: Store) -> set[int]:
    """The ids of archived people."""
    return {row[0] for row in store.each(sql.archived_people)}


def notes(store: Store, *, next_time: bool = False) -> Iterator[tuple[int, str, str]]:
    """The person, the day and the text of each note, oldest first.

    Args:
        store: An open database.
        next_time: Those that wait to be shown before you meet, instead of the others.
    """
    return store.each(sql.notes_in_order, next_time=next_time)


def relations(store: Store) -> Iterator[tuple[int, str, int | None, str]]:
    """The person, what somebody is to them, and who that is: an id where known, and the name."""
    return store.each(sql.relations_in_order)


def last_cards(store: Store, source: str) -> Iterator[tuple[int, str]]:
    """The person and the record, as it was kept, of everybody's newest card from a source."""
    return store.each(sql.last_cards, source=source)


def interactions(store: Store, who: int | None = None) -> Iterator[dict[str, Any]]:
    """What happened, oldest first.

    Args:
        store: An open database.
        who: Only with the person of this id.

    Yields:
        The columns of the table with the kind's name as `kind`, the ids of those who were there as
        `people` and the words about it as `tags`; `minutes` is None where nothing was said.
    """
    rows = store.each(sql.all_happened) if who is None else store.each(sql.happened_with, who=who)
    for number, on, kind, people, minutes, place, note, deep, by, attempt, occasion, tags in rows:
        yield {
            "id": number, "on": on, "kind": kind,
            "people": [int(one) for one in people.split(SEPARATOR)] if people else [],
            "minutes": minutes, "place": place, "note": note, "deep": bool(deep), "by": by,
            "attempt": bool(attempt), "occasion": occasion,
            "tags": tags.split(SEPARATOR) if tags else [],
        }  # fmt: skip


def remarks(store: Store) -> Iterator[tuple[str, str]]:
    """The day and the text of each note about nobody in particular, oldest first."""
    return store.each(sql.remarks_in_order)


def favours(store: Store) -> Iterator[tuple[int, int, str, str, str]]:
    """The id, the person, the day, the way and the text of each favour, oldest first."""
    return store.each(sql.favours_in_order)


def places(store: Store) -> dict[str, list[str]]:
    """Every place, sorted by name, and the other names that lead to it."""
    rows = store.each(sql.places_in_order)
    found = {number: (name, same_as) for number, name, same_as in rows}
    known: dict[str, list[str]] = {name: [] for name, same_as in found.values() if not same_as}
    for number, (name, _) in found.items():
        seen = {number}
        other = found[number][1]
        while other is not None and other not in seen:  # another name of another name
            seen.add(other)
            known_as, other = found[other]
        if len(seen) > 1:
            known.setdefault(known_as, []).append(name)
    return known
