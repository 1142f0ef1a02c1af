"""Resolve the people named in conversations, calendars and diaries."""

from __future__ import annotations

from collections.abc import Iterable

from tinynet.core.names import fold
from tinynet.exchange.importing.matching import Index, Mark, names_overlap


class PersonResolver:
    """Finds the person with a mark, by the surest sign first.

    Args:
        index: Of the people here.
    """

    def __init__(self, index: Index) -> None:
        self.index = index
        self._known_by_id: dict[str, set[int]] = {}  # source: who has an id of it
        for (source, _), people in index.ids.items():
            self._known_by_id.setdefault(source, set()).update(people)
        self._named: dict[str, set[int]] = {}
        self._nicknamed: dict[str, set[int]] = {}
        for person, names in index.names.items():
            self._call(person, names)

    def add(self, person: int, mark: Mark) -> None:
        """Add a record of a person."""
        self.index.cards[mark.card] = person
        if mark.source_id:
            self.index.ids.setdefault(mark.id, set()).add(person)
            self._known_by_id.setdefault(mark.source, set()).add(person)
        for way in mark.reach:
            self.index.reach.setdefault(way, set()).add(person)
        self.index.names[person] = (*self.index.names.get(person, ()), *mark.names)
        self._call(person, mark.names)

    def _call(self, person: int, names: Iterable[str]) -> None:
        first, *others = names
        self._named.setdefault(fold(first), set()).add(person)
        for name in others:
            self._nicknamed.setdefault(fold(name), set()).add(person)

    def find(self, mark: Mark, *, by_nickname: bool = False) -> tuple[int, str] | None:
        """Find the person meant, and the sign: "same card", "id", "email", "phone", "name".

        An address that several people share is that of the one with a like name. A name does
        where one person has it; a nickname only when asked for, since chats are full of them.
        Whoever has another id of the same source is somebody else of that name.

        Returns:
            None where there is nobody, or more than one.
        """
        index = self.index
        if mark.card in index.cards:
            return index.cards[mark.card], "same card"
        if mark.source_id and len(ids := index.ids.get(mark.id, set())) == 1:
            return next(iter(ids)), "id"
        for way in mark.reach:
            people = index.reach.get(way, set())
            if len(people) > 1:
                people = {one for one in people if names_overlap(index.names[one], mark.names)}
            if len(people) == 1:
                return next(iter(people)), way[0]
        named = self._named.get(fold(mark.names[0]), set())
        if not named and by_nickname:
            named = self._nicknamed.get(fold(mark.names[0]), set())
        if mark.source_id:
            others = self._known_by_id.get(mark.source, set()) - index.ids.get(mark.id, set())
            named = named - others
        return (next(iter(named)), "name") if len(named) == 1 else None
