"""Write the notes of an import."""

from __future__ import annotations

from collections.abc import Collection

from tinynet.db import sql
from tinynet.db.store import Store, json_list


class Notes:
    """The notes of an import, read once and written at the end.

    Args:
        store: In a unit.
        on: ISO day of the new ones.
    """

    def __init__(self, store: Store, on: str) -> None:
        self.store, self.on = store, on
        self._added: dict[int, dict[str, None]] = {}

    def add(self, person: int, texts: Collection[str]) -> None:
        """Add notes, once each."""
        self._added.setdefault(person, {}).update(dict.fromkeys(texts))

    def merge(self, person: int, before: Collection[str], now: Collection[str]) -> bool:
        """Add the notes new at the source since it was read last; remove those gone there.

        Those that were edited here stay.

        Returns:
            Whether anything changed.
        """
        here = {row[2]: row[0] for row in self.store.each(sql.notes_of, who=person)}
        gone = [here[text] for text in before if text in here and text not in now]
        if gone:
            self.store.run(sql.drop_notes, notes=json_list(gone))
        known = {*here, *before, *self._added.get(person, ())}
        added = [text for text in now if text not in known]
        self.add(person, added)
        return bool(gone or added)

    def write(self) -> None:
        """Write the new ones; the people must exist by now."""
        rows = [
            (person, self.on, text, 0) for person, texts in self._added.items() for text in texts
        ]
        if rows:
            self.store.put_rows(sql.put_note, rows)
        self._added = {}
