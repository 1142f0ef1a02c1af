"""Read everything, table by table, for exports.

A query a table and none a person: 10,000 people with a million interactions stream in one walk.
"""

from __future__ import annotations

from tinynet.db import sql
from tinynet.db.store import json_list
from tinynet.people.profile_rows import AT_ONCE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

    from tinynet.db.store import Store

SEPARATOR = ","  # between the tags of an interaction, which hold none


def ids_in_order(store: Store) -> Iterator[list[int]]:
    """Everybody's ids, sorted by handle, some hundred at a time: what is read of them is little."""
    ids = [row[0] for row in store.each(sql.people_by_handle)]
    for start in range(0, len(ids), AT_ONCE):
        yield ids[start : start + AT_ONCE]


def notes(
    store: Store, people: Sequence[int] | None = None, *, next_time: bool = False
) -> Iterator[tuple[int, str, str]]:
    """The person, the day and the text of each note, oldest first; only of `people` if given.

    With `next_time` those that wait to be shown before you meet, instead of the others.
    """
    if people is None:
        return store.each(sql.notes_in_order, next_time=next_time)
    return store.each(sql.notes_about, people=json_list(people), next_time=next_time)


def relations(
    store: Store, people: Sequence[int] | None = None
) -> Iterator[tuple[int, str, int | None, str]]:
    """The person, what somebody is to them, and who that is: an id where known, and the name."""
    if people is None:
        return store.each(sql.relations_in_order)
    return store.each(sql.relations_from, people=json_list(people))


def interactions(store: Store, who: int | None = None) -> Iterator[dict[str, Any]]:
    """What happened, oldest first; only with the person of one id if that is given.

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
