"""Write interactions with their participants, and the credit each participant gets."""

from __future__ import annotations

from tinynet.core import strength
from tinynet.db import sql
from tinynet.db.store import json_list
from tinynet.errors import UnknownKindError, quoted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date
    from typing import Any, Unpack

    from tinynet.contacts.documents import Consequences, InteractionDetails
    from tinynet.db.sql import (
        PutInteractionValues,
        PutParticipantValues,
        SetCountedValues,
        WaitingNotesRecord,
    )
    from tinynet.db.store import Store
    from tinynet.plans.documents import FulfilledPlan

BILLION = 1_000_000_000
AGAIN_MINUTES = 10  # so soon after it, the same contact is likely one that was logged already


class Kind:
    """A kind of contact, as a row of `kind` or `kinds`."""

    def __init__(self, row: Sequence[Any]) -> None:
        self.id: int = row[0]
        self.name: str = row[1]
        self.in_person = bool(row[2])
        self.minutes: int = row[3]
        self.weight: float = row[4]

    @property
    def is_talk(self) -> bool:
        """Whether people talk to each other, so that next-time notes are ticked off."""
        return self.in_person or self.weight >= 1


class NewInteraction:
    """One interaction, before it has an id; the attributes are the table's columns."""

    def __init__(
        self, kind: Kind, on: date, people: Sequence[int], **details: Unpack[InteractionDetails]
    ) -> None:
        self.kind, self.on, self.people = kind, on, people
        self.minutes: int | None = details.get("minutes")
        self.place: str | None = details.get("place")
        self.note: str | None = details.get("note")
        self.deep = bool(details.get("deep"))
        self.by: str | None = details.get("by")
        self.attempt = bool(details.get("attempt"))
        self.occasion: str | None = details.get("occasion")

    def row(self, number: int) -> PutInteractionValues:
        """The interaction's row."""
        return {
            "id": number,
            "on": self.on.isoformat(),
            "kind_id": self.kind.id,
            "minutes": self.minutes,
            "place": self.place,
            "note": self.note,
            "deep": int(self.deep),
            "by": self.by,
            "attempt": int(self.attempt),
            "occasion": self.occasion,
        }

    def participants(self, number: int) -> list[PutParticipantValues]:
        """A participant row per person, with the copies that ties are computed from."""
        minutes, credit = interaction_credit(
            self.kind, self.minutes, deep=self.deep, attempt=self.attempt, people=len(self.people)
        )
        day = self.on.toordinal()
        return [
            {
                "person_id": person,
                "day": day,
                "interaction_id": number,
                "minutes": minutes,
                "credit": credit,
            }
            for person in self.people
        ]


def find_kind(store: Store, typed: str, *, words: bool = True) -> Kind:
    """The kind of that name, or that a plain word stands for: "pint" is drinks.

    Args:
        store: Open.
        typed: As typed.
        words: Whether words for kinds count, too, and not only their names.

    Raises:
        UnknownKindError: There is none; the nearest are suggested.
    """
    from tinynet.core.names import fold

    name = fold(typed)
    found = store.rows(sql.kind, name=name)
    if found:
        return Kind(found[0])
    if words:
        from tinynet.core.kind_words import kind_for

        found = store.rows(sql.kind, name=kind_for(name) or "")
        if found:
            return Kind(found[0])
    from rapidfuzz import process

    known = [row[1] for row in store.rows(sql.kinds)]
    near = [word for word, _, _ in process.extract(name, known, limit=3, score_cutoff=60)]
    hint = f"Did you mean {', '.join(near)}? " if near else ""
    raise UnknownKindError(
        f'There is no kind of contact called "{typed}"',
        f"{hint}tinynet kinds lists all; to add it: tinynet kinds add {quoted(name or 'NAME')}",
        tuple(near or known),
    )


def interaction_credit(
    kind: Kind, minutes: int | None, *, deep: bool, attempt: bool, people: int
) -> tuple[int, int | None]:
    """The credit of an interaction for each participant.

    Returns:
        The minutes that count as hours together (in person only), and the credit in billionths,
        which is None for an attempt.
    """
    if attempt:
        return 0, None
    length = kind.minutes if minutes is None else minutes
    credit = strength.credit(
        in_person=kind.in_person, weight=kind.weight, minutes=length, deep=deep, people=people
    )
    return (length if kind.in_person else 0), round(credit * BILLION)


def put_interaction(store: Store, happening: NewInteraction) -> int:
    """Write one interaction and its participants.

    Returns:
        Its id.
    """
    return put_interactions(store, [happening])[0]


def put_interactions(store: Store, happenings: Sequence[NewInteraction]) -> list[int]:
    """Write many interactions at once; their ids in the same order.

    An occasion that there is already is written as it is spelled there.
    """
    _spell_occasions(store, [happening for happening in happenings if happening.occasion])
    first = (store.value(sql.last_interaction) or 0) + 1
    numbers = list(range(first, first + len(happenings)))
    pairs = list(zip(numbers, happenings, strict=True))
    store.run_many(sql.put_interaction, (happening.row(number) for number, happening in pairs))
    store.run_many(
        sql.put_participant,
        (row for number, happening in pairs for row in happening.participants(number)),
    )
    return numbers


def _spell_occasions(store: Store, happenings: Sequence[NewInteraction]) -> None:
    if not happenings:  # as nearly always
        return
    from tinynet.contacts.occasion_rows import find_occasion

    spelled: dict[tuple[str, str], str] = {}
    for one in happenings:
        key = (one.occasion or "", one.on.isoformat())
        if key not in spelled:
            spelled[key] = find_occasion(store, *key).name
        one.occasion = spelled[key]


def recount(store: Store, interaction_ids: Iterable[int]) -> None:
    """Update the copies in participant rows: day, minutes and credit of the interaction.

    Call it after a change of an interaction's day, kind, minutes, `deep` or `attempt`, of how many
    people were in it, or of its kind's numbers. Only rows that differ are written, so that the
    journal holds what has changed. Where a session made the change, flush it first, and let it
    forget the participants it holds (`expire_all`).

    Args:
        store: Open in a unit.
        interaction_ids: Ids, in any order; unknown ones do nothing.
    """
    chosen = "[" + ",".join(map(str, interaction_ids)) + "]"
    rows: list[SetCountedValues] = []
    for row in store.rows(sql.countable, interactions=chosen):
        number, day, minutes, deep, attempt, people = row[:6]
        length, credit = interaction_credit(
            Kind(row[6:]), minutes, deep=bool(deep), attempt=bool(attempt), people=people
        )
        rows.append({"interaction": number, "day": day, "minutes": length, "credit": credit})
    store.run_many(sql.set_counted, rows)


def tick_off_notes(store: Store, happening: NewInteraction) -> list[WaitingNotesRecord]:
    """Tick off the next-time notes of everybody who was talked to.

    Returns:
        The notes: id, handle, name, on, text.
    """
    if happening.attempt or not happening.kind.is_talk:
        return []
    day = happening.on.isoformat()
    waiting = [
        note
        for person in happening.people
        for note in store.records(sql.waiting_notes, who=person, until=day)
    ]
    for note in waiting:
        store.run(sql.set_note_done, note=note["id"], value=day)
    return waiting


def follow_up(store: Store, interaction: NewInteraction, number: int, at: str) -> Consequences:
    """Tick off notes and fulfil plans by an interaction, and look what else it may have been.

    Args:
        store: Open in a unit in which the interaction is written.
        interaction: What was logged.
        number: Its id.
        at: Now, UTC, ISO to the second; "" where many are logged at once, and the same contact is
            none that was logged already.
    """
    ticked = tick_off_notes(store, interaction)
    fulfilled, left_open = follow_up_plans(store, number)
    return {
        "ticked": ticked,
        "fulfilled": fulfilled,
        "left_open": left_open,
        "again": logged_again(store, interaction, number, at) if at else None,
    }


def logged_again(store: Store, interaction: NewInteraction, number: int, at: str) -> int | None:
    """The number of the same contact, if it was logged a few minutes ago; None if it was not.

    Args:
        store: Open in a unit in which the interaction is written.
        interaction: What was logged.
        number: Its id.
        at: Now, UTC, ISO to the second.
    """
    from datetime import datetime, timedelta

    since = datetime.fromisoformat(at) - timedelta(minutes=AGAIN_MINUTES)
    begun = store.value(sql.first_logged_since, since=since.isoformat())
    if begun is None:  # as nearly always: to read the statement below takes 0.1 ms
        return None
    return store.value(
        sql.logged_again,
        id=number,
        begun=begun,
        first=interaction.people[0],
        day=interaction.on.toordinal(),
        kind=interaction.kind.id,
        attempt=int(interaction.attempt),
        size=len(interaction.people),
        people=json_list(interaction.people),
    )


def follow_up_plans(store: Store, number: int) -> tuple[list[FulfilledPlan], list[FulfilledPlan]]:
    """Fulfil plans by an interaction.

    Returns:
        Those it fulfils, and those it leaves open though their people were all there.
    """
    if not store.value(sql.plan_waits, interaction=number):  # else no log pays for plans
        return [], []
    from tinynet.plans import rows as plans

    return plans.fulfil(store, number, number), plans.left_open(store, number)


def plans_left_open(store: Store, number: int) -> list[FulfilledPlan]:
    """The open plans with people who were all there that an interaction did not fulfil."""
    if not store.value(sql.any_plan):
        return []
    from tinynet.plans import rows as plans

    return plans.left_open(store, number)


def fulfil_plans(store: Store, first: int, last: int) -> list[FulfilledPlan]:
    """Mark the plans as done that the interactions numbered `first` to `last` fulfil.

    Returns:
        The plans: id, kind, made_on, and the id of the interaction.
    """
    if not store.value(sql.any_plan):  # nobody's log pays for plans there are none of
        return []
    from tinynet.plans import rows as plans

    return plans.fulfil(store, first, last)
