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
    from collections.abc import Iterable

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


def everybody(store: Store) -> dict[int, IdentitySigns]:
    """Read the signs of everybody in a database, by id."""
    found = {row[0]: IdentitySigns(*row) for row in store.each(sql.everybodys_names)}
    for person, name in store.each(sql.all_nicknames):
        found[person].names.add(fold(name))
    for person, what, key in store.each(sql.everybodys_reach):
        found[person].reach.add((what, key))
    for person, source, *marks in store.each(sql.everybodys_cards):
        found[person].cards.update((source, mark) for mark in marks if mark)
    return found


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
