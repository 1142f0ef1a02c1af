"""Statements of pictures."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, case, exists, func, or_, select
from sqlalchemy.sql.expression import Executable

from tinynet.db.expressions import unless
from tinynet.db.formulas import T, number, param

participant, interaction, kind = T["participant"].c, T["interaction"].c, T["kind"].c
tie, person = T["tie"].c, T["person"].c


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


def deepest_hours() -> Select[Any]:
    """What counted most from `since` to `until`, a row a person: deep talks, then long meetings."""
    minutes = func.coalesce(interaction.minutes, kind.minutes)
    chosen = (
        select(
            interaction.id,
            interaction.on,
            kind.name.label("kind"),
            case((kind.in_person == number(1), minutes), else_=number(0)).label("minutes"),
            interaction.deep,
            interaction.place,
        )
        .join_from(T["interaction"], T["kind"], kind.id == interaction.kind_id)
        .where(
            interaction.on.between(param("since"), param("until")),
            interaction.attempt == number(0),
            or_(interaction.deep == number(1), kind.in_person == number(1)),
        )
        .order_by(interaction.deep.desc(), minutes.desc(), interaction.on, interaction.id)
        .limit(param("limit"))
        .subquery("chosen")
    )
    c = chosen.c
    return (
        select(c.id, c.on, c.kind, c.minutes, c.deep, c.place, person.handle, person.name)
        .join_from(chosen, T["participant"], participant.interaction_id == c.id)
        .join(T["person"], person.id == participant.person_id)
        .order_by(c.on, c.id, person.name, person.handle)
    )


STATEMENTS: dict[str, Executable] = {
    "contact_days": contact_days(),
    "deepest_hours": deepest_hours(),
    "friendship": friendship(),
}
