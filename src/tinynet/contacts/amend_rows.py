"""Correct an interaction: its columns, its participants, and the copies in their rows."""

from __future__ import annotations

from tinynet.contacts import occasion_rows
from tinynet.contacts.rows import recount
from tinynet.db import sql
from tinynet.db.store import json_list
from tinynet.errors import TinynetError
from tinynet.plans import rows as plans

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Any

    from tinynet.db.sql import PutParticipantValues
    from tinynet.db.store import Store
    from tinynet.plans.documents import FulfilledPlan

FULFILLING = {"on", "kind_id", "attempt"}  # beside who was there, what tells if a plan is done


class NoSuchInteractionError(TinynetError):
    """Nothing was logged under that number."""

    code = "no_such_interaction"

    def __init__(self, number: int) -> None:
        super().__init__(f"Nothing was logged under #{number}", "See the numbers: tinynet history")


def amend(
    store: Store, number: int, values: Mapping[str, Any], people: Sequence[int]
) -> tuple[list[FulfilledPlan], list[FulfilledPlan]] | None:
    """Write new values of an interaction, and who was there where anybody is named.

    Returns:
        The plans it fulfils now and did not before, and those that are open again; None where
        there is no such interaction.
    """
    found = store.records(sql.written_interaction, interaction=number)
    if not found:
        return None
    was = found[0]
    now = {**was, **values}
    if now != was:
        store.run(sql.set_interaction, interaction=number, **now)
    if people:
        put_there(store, number, people)
    recount(store, [number])
    occasion_rows.move_occasion(store, (was["occasion"], was["on"]), (now["occasion"], now["on"]))
    return plans.settle(store, number) if people or FULFILLING & values.keys() else ([], [])


def put_there(store: Store, number: int, people: Sequence[int]) -> None:
    """Set the participants of an interaction; call `recount` for their credit afterwards."""
    known: dict[int, int] = dict(store.rows(sql.participants, interaction=number))
    day = next(iter(known.values()))
    store.run(sql.drop_participants, interaction=number, people=json_list(people))
    store.journal("participant_I")  # the unit's range holds new interactions only
    fresh: Iterable[PutParticipantValues] = (
        {"person_id": who, "day": day, "interaction_id": number, "minutes": 0, "credit": None}
        for who in people
        if who not in known
    )
    store.run_many(sql.put_participant, fresh)
