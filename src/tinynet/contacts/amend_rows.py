"""Correcting an interaction: its own columns, who was there, and the copies that follow."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlmodel import col, select

from tinynet.contacts import occasion_rows
from tinynet.contacts.rows import recount
from tinynet.db.database import Store
from tinynet.db.session import session
from tinynet.db.tables import Interaction, Participant
from tinynet.plans import rows as plans

FULFILLING = {"on", "kind_id", "attempt"}  # beside who was there, what tells if a plan is done


def amend(
    store: Store, number: int, values: Mapping[str, Any], people: Sequence[int]
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]] | None:
    """Write new values of an interaction.

    Args:
        store: Open in a unit.
        number: The interaction's id.
        values: Columns of the interaction table.
        people: The ids of those who were there; empty leaves them.

    Returns:
        The plans it fulfils now and did not before, and those that are open again; None where
        there is no such interaction.
    """
    with session(store) as opened:
        row = opened.get(Interaction, number)
        if row is None:
            return None
        was = row.occasion, row.on
        for name, value in values.items():
            setattr(row, name, value)
        opened.add(row)
        if people:
            there = opened.exec(
                select(Participant).where(col(Participant.interaction_id) == number)
            ).all()
            day = there[0].day
            known = {one.person_id for one in there}
            for one in there:
                if one.person_id not in people:
                    opened.delete(one)
            opened.add_all(
                Participant(person_id=person, day=day, interaction_id=number, minutes=0)
                for person in people
                if person not in known
            )
        opened.flush()
        now = row.occasion, row.on
    recount(store, [number])
    occasion_rows.follow(store, was, now)
    return plans.settle(store, number) if people or FULFILLING & values.keys() else ([], [])
