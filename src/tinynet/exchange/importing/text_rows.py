"""Write the notes, favours and places of an import."""

from __future__ import annotations

from collections.abc import Iterable

from tinynet.core.names import fold
from tinynet.db import sql
from tinynet.db.store import Store
from tinynet.exchange.importing.matching import hashed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tinynet.db.sql import PutFavourValues, PutNoteValues, PutRemarkValues

Line = tuple[str, str, str]  # the day, "gave" or "got" of a favour, the text
NOBODY = 0  # whom a remark is about, instead of a person's id


class Texts:
    """The notes and favours in the database, and those to be written.

    Args:
        store: In a unit.
    """

    def __init__(self, store: Store) -> None:
        self.store = store
        self._here: dict[int, dict[Line, int | None]] = {}
        for person, number, on, text in store.each(sql.everybodys_notes):
            self._here.setdefault(person, {})[on, "", text] = number
        for number, on, text in store.each(sql.every_remark):
            self._here.setdefault(NOBODY, {})[on, "", text] = number
        for person, number, on, text, way in store.each(sql.everybodys_favours):
            self._here.setdefault(person, {})[on, way, text] = number
        self._notes: list[PutNoteValues] = []
        self._remarks: list[PutRemarkValues] = []
        self._favours: list[PutFavourValues] = []

    def put(self, person: int, lines: Iterable[Line]) -> bool:
        """Add texts that are not in the database yet; return whether any was added."""
        here = self._here.setdefault(person, {})
        fresh = [line for line in lines if line not in here]
        for on, way, text in fresh:
            here[on, way, text] = None
            if way:
                self._favours.append({"person_id": person, "way": way, "on": on, "text": text})
            elif person == NOBODY:
                self._remarks.append({"on": on, "text": text})
            else:
                self._notes.append({"person_id": person, "on": on, "text": text, "next_time": 0})
        return bool(fresh)

    def replace(self, person: int, fingerprint: str, new: Line) -> bool:
        """Replace the text with that fingerprint; return whether it was found."""
        for line, number in self._here.get(person, {}).items():
            if number is not None and hashed(*line) == fingerprint:
                on, way, text = new
                if line[1]:
                    self.store.run(sql.rewrite_favour, favour=number, on=on, way=way, text=text)
                elif person == NOBODY:
                    self.store.run(sql.rewrite_remark, remark=number, on=on, text=text)
                else:
                    self.store.run(sql.rewrite_note, note=number, on=on, text=text)
                return True
        return False

    def write(self) -> None:
        """Write the added texts."""
        if self._notes:
            self.store.run_many(sql.put_note, self._notes)
        if self._remarks:
            self.store.run_many(sql.put_remark, self._remarks)
        if self._favours:
            self.store.run_many(sql.put_favour, self._favours)
        self._notes, self._remarks, self._favours = [], [], []


def put_places(store: Store, places: Iterable[tuple[str, Iterable[str]]]) -> list[bool]:
    """Write places, each with its other names.

    Returns:
        For each whether anything of it is new.
    """
    known = {
        fold(name): same_as or number for number, name, same_as in store.each(sql.state_places)
    }
    fresh = []
    for name, others in places:
        before = len(known)
        place = known.get(fold(name))
        if place is None:
            place = known[fold(name)] = store.run(sql.put_place, name=name, same_as=None)
        for other in others:
            if fold(other) not in known:
                store.run(sql.put_place, name=other, same_as=place)
                known[fold(other)] = place
        fresh.append(len(known) > before)
    return fresh
