"""Statements of pictures."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, case, exists, func, select
from sqlalchemy.sql.expression import Executable

from tinynet.db.expressions import unless
from tinynet.db.formulas import T, number, param

participant, interaction, kind = T["participant"].c, T["interaction"].c, T["kind"].c
tie = T["tie"].c


def contact_days() -> Select[Any]:
    """Each day from `since` to `until`, and how often there was contact, in person and not.

    With `who` only their contacts count.
    """
    theirs = exists().where(
        participant.interaction_id == interaction.id, participant.person_id == param("who")
    )
    met = func.sum(case((kind.in_person == number(1), number(1)), else_=number(0)))
    return (
        select(interaction.on, met.label("in_person"), (func.count() - met).label("remote"))
        .join_from(T["interaction"], T["kind"], kind.id == interaction.kind_id)
        .where(
            interaction.on.between(param("since"), param("until")),
            interaction.attempt == number(0),
            unless("who", theirs),
        )
        .group_by(interaction.on)
        .order_by(interaction.on)
    )


def friendship() -> Select[Any]:
    """One person's counting contacts, the earliest first, with the half-life of their tie."""
    return (
        select(
            participant.day,
            participant.credit,
            participant.minutes,
            kind.name.label("kind"),
            kind.in_person,
            interaction.place,
            tie.half_life,
        )
        .join_from(T["participant"], T["interaction"], interaction.id == participant.interaction_id)
        .join(T["kind"], kind.id == interaction.kind_id)
        .join(T["tie"], tie.person_id == participant.person_id)
        .where(participant.person_id == param("who"), participant.credit.is_not(None))
        .order_by(participant.day, participant.interaction_id)
    )


STATEMENTS: dict[str, Executable] = {
    "contact_days": contact_days(),
    "friendship": friendship(),
}
