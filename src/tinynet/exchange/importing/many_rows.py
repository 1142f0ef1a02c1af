"""Write many interactions at once, with a row for each of their people."""

from __future__ import annotations

from tinynet.contacts.many_rows import credit_of, day_number
from tinynet.db import sql

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tinynet.contacts.rows import Kind
    from tinynet.db.store import Store
    from tinynet.exchange.importing.trace_rows import Content

    # The columns of an interaction, and those of a participant.
    InteractionRow = tuple[
        int, str, int, int | None, str | None, str | None, int, str | None, int, str | None
    ]
    ParticipantRow = tuple[int, int, int, int, int | None]


class ManyInteractions:
    """New interactions that wait to be written together.

    Args:
        store: Open in a unit.
    """

    def __init__(self, store: Store) -> None:
        self.store = store
        self._rows: list[InteractionRow] = []
        self._participants: list[ParticipantRow] = []

    def add(self, number: int, kind: Kind, content: Content) -> None:
        """Add one; its number is free, and larger than that of the one before."""
        on, _, minutes, place, note, deep, by, attempt, people, _ = content
        self._rows.append(
            (number, on, kind.id, minutes, place, note, int(deep), by, int(attempt), None)
        )
        day = day_number(on)
        length, credit = credit_of(kind, minutes, deep, attempt, len(people))
        for person in people:
            self._participants.append((person, day, number, length, credit))

    def write(self) -> None:
        """Write those that wait."""
        self.store.put_rows(sql.put_interaction, self._rows)
        self.store.put_rows(sql.put_participant, self._participants)
        self._rows, self._participants = [], []
