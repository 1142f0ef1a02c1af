"""Write the relations of an import: to existing people, else by name."""

from __future__ import annotations

from collections.abc import Mapping

from tinynet.core.names import fold
from tinynet.core.relations import inverse
from tinynet.db import sql
from tinynet.db.store import Store, json_list

Other = tuple[int | None, str | None]  # a person's id, or the name of somebody who is not here


class Relatives:
    """The relations in the database and of an import, read once and written at the end.

    Args:
        store: In a unit.
        names: Everybody's name by their id, the new people's too.
    """

    def __init__(self, store: Store, names: Mapping[int, str]) -> None:
        self.store = store
        self._called: dict[str, list[int]] = {}
        for person, name in names.items():
            self._called.setdefault(fold(name), []).append(person)
        self._known: dict[tuple[int, Other], dict[str, int | None]] = {}
        self._added: list[tuple[int, str, int | None, str | None]] = []
        self._gone: list[int] = []
        for number, person, word, other, other_name in store.each(sql.everybodys_relations):
            self._of(person, (other, other_name))[word] = number

    def _of(self, person: int, other: Other) -> dict[str, int | None]:
        """The relations between two people, with their rows' ids; None for a new row."""
        number, name = other
        return self._known.setdefault((person, (number, fold(name or "") or None)), {})

    def find_by_name(self, name: str) -> int | None:
        """Find the only person with that name; None if there is none or several."""
        same = self._called.get(fold(name), [])
        return same[0] if len(same) == 1 else None

    def add(self, person: int, word: str, other: int | None, name: str) -> bool:
        """Add a relation, unless it is known from either side.

        Returns:
            Whether it is new.
        """
        mine = self._of(person, (other, None if other else name))
        theirs = self._of(other, (person, None)) if other else {}
        if other == person or word in mine or _is_seen(theirs, word):
            return False
        if other is None and self._to_namesake(person, word, name):
            return False
        mine[word] = None
        self._added.append((person, word, other, None if other else name))
        return True

    def _to_namesake(self, person: int, word: str, name: str) -> bool:
        """Whether one of several people of a name is that to a person already."""
        return any(
            word in self._of(person, (other, None))
            or _is_seen(self._of(other, (person, None)), word)
            for other in self._called.get(fold(name), ())
        )

    def remove(self, person: int, word: str, other: int | None, name: str) -> bool:
        """Remove a relation that is gone at the source, by person or by name.

        Returns:
            Whether it was there.
        """
        found = False
        for key in ((other, None), (None, name)):
            number = self._of(person, key).pop(word, None)
            if number is not None:
                self._gone.append(number)
                found = True
        return found

    def write(self) -> None:
        """Write all changes; the people must exist by now."""
        if self._gone:
            self.store.run(sql.drop_relations, relations=json_list(self._gone))
        if self._added:
            self.store.put_rows(sql.put_relation, self._added)


def _is_seen(theirs: Mapping[str, int | None], word: str) -> bool:
    """Whether a relation is recorded from the other person's side."""
    return any(w == inverse(word) or inverse(w) == word for w in theirs)
