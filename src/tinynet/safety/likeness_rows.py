"""Who of an older copy of the database is somebody of today's.

Ids, handles and names all may have changed in between, and what was undone and added again got new
ones. So every sign counts, and a row is somebody's only if nobody else here is more like it: two
people of one name are never taken for one another.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlmodel import Session

from tinynet.core.names import fold
from tinynet.db.formulas import T

PERSON, NICKNAME, DETAIL, ORIGIN = (
    T[name].c for name in ("person", "nickname", "detail", "origin")
)
ENOUGH = 2  # signs: a handle or a telephone alone may have passed to somebody else


@dataclass(frozen=True)
class Signs:
    """What somebody is recognised by.

    Attributes:
        id: The row's number, and the day it was added, which says whose number it was then.
        handle: Theirs, or once theirs.
        name: Folded.
        called: Folded name and nicknames.
        reach: E-mail addresses and telephones, as (what, key).
        cards: What was read about them, as (source, fingerprint) and (source, id there).
    """

    id: tuple[int, str]
    handle: str
    name: str
    called: frozenset[str] = frozenset()
    reach: frozenset[tuple[str, str]] = frozenset()
    cards: frozenset[tuple[str, str]] = frozenset()

    def likeness(self, other: Signs) -> int:
        """How many signs two have in common; those that are rarely shared count twice."""
        strong = (
            self.id == other.id,
            self.name in other.called or other.name in self.called,
            bool(self.cards & other.cards),
        )
        weak = (self.handle == other.handle, bool(self.reach & other.reach))
        return 2 * sum(strong) + sum(weak)


def everybody(session: Session) -> dict[int, Signs]:
    """The signs of everybody in a database, by their ids."""
    execute = session.connection().execute
    found: dict[int, Signs] = {}
    for number, day, handle, name in execute(
        select(PERSON.id, PERSON.added_on, PERSON.handle, PERSON.name)
    ):
        folded = fold(name)
        found[number] = Signs((number, day), handle, folded, frozenset({folded}))

    def more(person: int, field: str, *signs: object) -> None:
        known = found[person]
        found[person] = replace(known, **{field: getattr(known, field) | set(signs)})

    for person, name in execute(select(NICKNAME.person_id, NICKNAME.name)):
        more(person, "called", fold(name))
    reach = select(DETAIL.person_id, DETAIL.what, DETAIL.key)
    for person, what, key in execute(reach.where(DETAIL.what.in_(("email", "phone")))):
        more(person, "reach", (what, key))
    read = select(ORIGIN.person_id, ORIGIN.source, ORIGIN.fingerprint, ORIGIN.source_id)
    for person, source, *marks in execute(read):
        more(person, "cards", *((source, mark) for mark in marks if mark))
    return found


def rows_of(somebody: Signs, others: Iterable[Signs], there: dict[int, Signs]) -> list[int]:
    """The rows of another copy that are somebody's.

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
        if (alike := somebody.likeness(row)) >= ENOUGH
        and not any(other.likeness(row) >= alike for other in signs)
    ]
