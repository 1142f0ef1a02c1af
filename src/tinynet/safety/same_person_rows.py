"""Match the people of an older copy of the database to today's.

Ids, handles and names all may have changed in between, and what was undone and added again got new
ones. So every sign counts, and a row is somebody's only if nobody else here is more like it: two
people of one name are never taken for one another.
"""

from __future__ import annotations

from functools import cache

from tinynet.core import names
from tinynet.db import sql

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Container, Iterable

    from tinynet.db.store import Store

fold = cache(names.fold)  # of everybody here, who are in each of the copies, too
ENOUGH = 2  # signs: a handle or a telephone alone may have passed to somebody else


class IdentitySigns:
    """What a person is recognised by.

    Attributes:
        id: The row's number, and the day it was added, which says whose number it was then.
        handle: Theirs, or once theirs.
        name: Folded.
        names: Folded name and nicknames.
        reach: E-mail addresses and telephones, as (what, key).
        cards: What was read about them, as (source, fingerprint) and (source, id there).
    """

    def __init__(self, number: int, day: str, handle: str, name: str) -> None:
        self.id, self.handle, self.name = (number, day), handle, fold(name)
        self.names = {self.name}
        self.reach: set[tuple[str, str]] = set()
        self.cards: set[tuple[str, str]] = set()

    def signs_in_common(self, other: IdentitySigns) -> int:
        """Count the signs two people have in common; rarely shared ones count twice."""
        return (
            2 * (self.id == other.id)
            + 2 * (self.name in other.names or other.name in self.names)
            + 2 * (not self.cards.isdisjoint(other.cards))
            + (self.handle == other.handle)
            + (not self.reach.isdisjoint(other.reach))
        )


class Everybody:
    """What all people in a database are recognised by, and the signs of those who matter.

    Args:
        store: Where they are; read at once.
    """

    def __init__(self, store: Store) -> None:
        self.people = store.rows(sql.everybodys_names)
        self.nicknames = store.rows(sql.all_nicknames)
        self.reach = store.rows(sql.everybodys_reach)
        self.cards = [
            (person, source, mark)
            for person, source, *marks in store.each(sql.everybodys_cards)
            for mark in marks
            if mark
        ]

    def signs(self, numbers: Container[int]) -> dict[int, IdentitySigns]:
        """The signs of those with these ids."""
        found = {row[0]: IdentitySigns(*row) for row in self.people if row[0] in numbers}
        for person, name in self.nicknames:
            if person in found:
                found[person].names.add(fold(name))
        for person, what, key in self.reach:
            if person in found:
                found[person].reach.add((what, key))
        for person, source, mark in self.cards:
            if person in found:
                found[person].cards.add((source, mark))
        return found

    def like(self, one: IdentitySigns) -> set[int]:
        """The ids of all who have a sign in common with somebody."""
        return {
            number
            for number, day, handle, name in self.people
            if fold(name) in one.names or handle == one.handle or (number, day) == one.id
        }.union(
            (person for person, name in self.nicknames if fold(name) in one.names),
            (person for person, what, key in self.reach if (what, key) in one.reach),
            (person for person, source, mark in self.cards if (source, mark) in one.cards),
        )


def rows_there(here: Everybody, person: int, there: Everybody) -> list[int]:
    """The ids under which somebody who is here stands in another copy; see `rows_of`."""
    somebody = here.signs({person})[person]
    rows = there.signs(there.like(somebody))
    others = {number for row in rows.values() for number in here.like(row)} - {person}
    return rows_of(somebody, here.signs(others).values(), rows)


def rows_of(
    somebody: IdentitySigns, others: Iterable[IdentitySigns], there: dict[int, IdentitySigns]
) -> list[int]:
    """The ids under which a person stands in another copy.

    Args:
        somebody: As they are known here.
        others: Everybody else here.
        there: Everybody in the other copy, by their ids there.

    Returns:
        Ids there: none, one, or several where two people were merged since.
    """
    signs = list(others)
    return [
        number
        for number, row in there.items()
        if (alike := somebody.signs_in_common(row)) >= ENOUGH
        and not any(other.signs_in_common(row) >= alike for other in signs)
    ]
