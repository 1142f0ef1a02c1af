"""Write many interactions at once, with a row for each of their people."""

from __future__ import annotations

from datetime import date

from tinynet.contacts.rows import Kind, interaction_credit
from tinynet.db import sql

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tinynet.db.store import Store
    from tinynet.exchange.importing.trace_rows import Content

    # The columns of an interaction, and those of a participant.
    InteractionRow = tuple[
        int, str, int, int | None, str | None, str | None, int, str | None, int, str | None
    ]
    ParticipantRow = tuple[int, int, int, int, int | None]


class ManyInteractions:
    """New interactions that wait to be written together.

    What is the same for many of them is worked out once: the number of a day, and the credit.

    Args:
        store: Open in a unit.
    """

    def __init__(self, store: Store) -> None:
        self.store = store
        self._rows: list[InteractionRow] = []
        self._participants: list[ParticipantRow] = []
        self._days: dict[str, int] = {}
        self._credits: dict[tuple[int, int | None, bool, bool, int], tuple[int, int | None]] = {}

    def add(self, number: int, kind: Kind, content: Content) -> None:
        """Add one; its number is free, and larger than that of the one before."""
        on, _, minutes, place, note, deep, by, attempt, people, _ = content
        self._rows.append(
            (number, on, kind.id, minutes, place, note, int(deep), by, int(attempt), None)
        )
        day = self._days.get(on)
        if day is None:
            day = self._days[on] = date.fromisoformat(on).toordinal()
        counted = kind.id, minutes, deep, attempt, len(people)
        found = self._credits.get(counted)
        if found is None:
            found = self._credits[counted] = interaction_credit(
                kind, minutes, deep=deep, attempt=attempt, people=len(people)
            )
        length, credit = found
        for person in people:
            self._participants.append((person, day, number, length, credit))

    def write(self) -> None:
        """Write those that wait."""
        self.store.put_rows(sql.put_interaction, self._rows)
        self.store.put_rows(sql.put_participant, self._participants)
        self._rows, self._participants = [], []
