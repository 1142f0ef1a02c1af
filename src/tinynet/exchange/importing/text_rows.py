"""Write the notes, favours and places of an import."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import insert, select, update
from sqlmodel import Session, SQLModel, col

from tinynet.core.names import fold
from tinynet.db.tables import Note
from tinynet.db.tables_friends import Favour, Place, Remark
from tinynet.exchange.importing.matching import hashed

Line = tuple[str, str, str]  # the day, "gave" or "got" of a favour, the text
NOBODY = 0  # whom a remark is about, instead of a person's id


class Texts:
    """The notes and favours in the database, and those to be written.

    Args:
        session: In a unit.
    """

    def __init__(self, session: Session) -> None:
        self.session = session
        self._here: dict[int, dict[Line, int | None]] = {}
        execute = session.connection().execute
        notes = select(col(Note.person_id), col(Note.id), col(Note.on), col(Note.text))
        remarks = select(col(Remark.id), col(Remark.on), col(Remark.text))
        favours = select(
            col(Favour.person_id), col(Favour.id), col(Favour.on), col(Favour.text), col(Favour.way)
        )
        for person, number, on, text in execute(notes):
            self._here.setdefault(person, {})[on, "", text] = number
        for number, on, text in execute(remarks):
            self._here.setdefault(NOBODY, {})[on, "", text] = number
        for person, number, on, text, way in execute(favours):
            self._here.setdefault(person, {})[on, way, text] = number
        self._added: dict[type[SQLModel], list[dict[str, Any]]] = {}

    def put(self, person: int, lines: Iterable[Line]) -> bool:
        """Add texts that are not in the database yet; return whether any was added."""
        here = self._here.setdefault(person, {})
        fresh = [line for line in lines if line not in here]
        for on, way, text in fresh:
            here[on, way, text] = None
            row: dict[str, Any] = {"on": on, "text": text}
            row |= {"person_id": person} if person != NOBODY else {}
            row |= {"way": way} if way else {}
            self._added.setdefault(model_of(person, way), []).append(row)
        return bool(fresh)

    def replace(self, person: int, fingerprint: str, new: Line) -> bool:
        """Replace the text with that fingerprint; return whether it was found."""
        for line, number in self._here.get(person, {}).items():
            if hashed(*line) == fingerprint:
                model: Any = model_of(person, line[1])
                values = {"on": new[0], "text": new[2]} | ({"way": new[1]} if new[1] else {})
                self.session.connection().execute(
                    update(model).where(model.id == number).values(**values)
                )
                return True
        return False

    def write(self) -> None:
        """Write the added texts."""
        for model, rows in self._added.items():
            blank = {"next_time": False} if model is Note else {}
            self.session.connection().execute(insert(model), [row | blank for row in rows])
        self._added = {}


def model_of(person: int, way: str) -> type[SQLModel]:
    """The table of a text."""
    if way:
        return Favour
    return Remark if person == NOBODY else Note


def put_places(session: Session, places: Iterable[tuple[str, Iterable[str]]]) -> list[bool]:
    """Write places and their other names.

    Args:
        session: In a unit.
        places: Each with its other names.

    Returns:
        For each whether anything of it is new.
    """
    execute = session.connection().execute
    known = {
        fold(name): same_as or number
        for number, name, same_as in execute(
            select(col(Place.id), col(Place.name), col(Place.same_as))
        )
    }
    fresh = []
    for name, others in places:
        before = len(known)
        place = known.get(fold(name))
        if place is None:
            place = known[fold(name)] = execute(insert(Place).values(name=name)).lastrowid
        for other in others:
            if fold(other) not in known:
                execute(insert(Place).values(name=other, same_as=place))
                known[fold(other)] = place
        fresh.append(len(known) > before)
    return fresh
