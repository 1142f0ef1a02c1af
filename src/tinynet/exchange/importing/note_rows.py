"""Write the notes of an import."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import delete, insert, select
from sqlmodel import Session, col

from tinynet.db.tables import Note


class Notes:
    """The notes of an import, read once and written at the end.

    Args:
        session: In a unit.
        on: ISO day of the new ones.
    """

    def __init__(self, session: Session, on: str) -> None:
        self.session, self.on = session, on
        self._added: dict[int, dict[str, None]] = {}

    def add(self, person: int, texts: Collection[str]) -> None:
        """Add notes, once each."""
        self._added.setdefault(person, {}).update(dict.fromkeys(texts))

    def merge(self, person: int, before: Collection[str], now: Collection[str]) -> bool:
        """Add the notes new at the source; remove those gone there, unless edited here.

        Args:
            person: The person's id.
            before: What the source said when it was read last.
            now: What it says now.

        Returns:
            Whether anything changed.
        """
        execute = self.session.connection().execute
        here = {
            text: number
            for number, text in execute(
                select(col(Note.id), col(Note.text)).where(col(Note.person_id) == person)
            )
        }
        gone = [here[text] for text in before if text in here and text not in now]
        if gone:
            execute(delete(Note).where(col(Note.id).in_(gone)))
        known = {*here, *before, *self._added.get(person, ())}
        added = [text for text in now if text not in known]
        self.add(person, added)
        return bool(gone or added)

    def write(self) -> None:
        """Write the new ones; the people must exist by now."""
        rows = [
            {"person_id": person, "on": self.on, "text": text, "next_time": False}
            for person, texts in self._added.items()
            for text in texts
        ]
        if rows:
            self.session.connection().execute(insert(Note), rows)
        self._added = {}
