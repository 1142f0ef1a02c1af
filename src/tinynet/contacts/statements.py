"""Statements about interactions."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    Integer,
    Select,
    and_,
    delete,
    exists,
    func,
    insert,
    or_,
    select,
    type_coerce,
    update,
)
from sqlalchemy.sql.expression import ColumnElement, Executable

from tinynet.db import formulas as f
from tinynet.db.expressions import may_hold, put, standing, unless
from tinynet.db.formulas import T, members, number, param, word

person, participant, interaction = T["person"].c, T["participant"].c, T["interaction"].c
kind = T["kind"].c
WRITTEN = (
    "on", "kind_id", "minutes", "place", "note", "deep", "by", "attempt", "occasion",
)  # fmt: skip
MINUTES_AT, KIND_AT = 4, 4 << 11  # a day has fewer than 1 << 11 minutes


def interactions(only: ColumnElement[Any]) -> Select[Any]:
    """Interactions; the columns are the keys of `history` in JSON, people as a joined text."""
    who = (
        select(func.group_concat(person.handle, word(",")))
        .join_from(T["participant"], T["person"], participant.person_id == person.id)
        .where(participant.interaction_id == interaction.id)
        .correlate(T["interaction"])
        .scalar_subquery()
    )
    return (
        select(
            interaction.id,
            interaction.on,
            kind.name.label("kind"),
            who.label("people"),
            func.coalesce(interaction.minutes, func.nullif(kind.minutes, number(0))).label(
                "minutes"
            ),
            interaction.place,
            interaction.note,
            interaction.deep,
            interaction.by,
            interaction.attempt,
            interaction.occasion,
        )
        .join_from(T["interaction"], T["kind"], interaction.kind_id == kind.id)
        .where(only)
    )


def asked() -> ColumnElement[Any]:
    """The conditions of `history`; of the places that may be meant, Python takes those that are."""
    named = T["kind"].alias("named")
    kind_asked = select(named.c.id).where(named.c.name == param("kind")).scalar_subquery()
    return and_(
        unless("kind", interaction.kind_id == kind_asked),
        unless("since", interaction.on >= param("since")),
        unless("until", interaction.on <= param("until")),
        unless("like", may_hold(interaction.place)),
    )


def history_all() -> Select[Any]:
    """All interactions, newest first."""
    found = interactions(asked())
    return found.order_by(interaction.on.desc(), interaction.id.desc()).limit(param("limit"))


def history_parts() -> Select[Any]:
    """All interactions, newest first: a row for everybody who was there, and one if nobody was.

    To join the handles of each, and to look up its kind, takes as long as all the rest. What is
    small stands in one number, `kind_id * KIND_AT + minutes * MINUTES_AT + deep * 2 + attempt`,
    since Python takes as long for each column.
    """
    small = (
        interaction.kind_id * number(KIND_AT)
        + func.ifnull(interaction.minutes, number(0)) * number(MINUTES_AT)
        + type_coerce(interaction.deep, Integer) * number(2)
        + type_coerce(interaction.attempt, Integer)
    )
    return (
        select(
            interaction.id,
            participant.person_id,
            small.label("small"),
            interaction.on,
            interaction.place,
            interaction.note,
            interaction.by,
            interaction.occasion,
        )
        .join_from(
            T["interaction"],
            T["participant"],
            participant.interaction_id == interaction.id,
            isouter=True,
        )
        .where(asked())
        .order_by(interaction.on.desc(), interaction.id.desc(), participant.person_id)
    )


def history_with() -> Select[Any]:
    """Interactions with `first` and all of `others` (a JSON array of ids), newest first."""
    others = func.json_each(param("others")).table_valued("value")
    here = T["participant"].alias("here")
    present = (
        exists()
        .select_from(here)
        .where(here.c.interaction_id == interaction.id, here.c.person_id == others.c.value)
        .correlate(T["interaction"], others)
    )
    missing = exists().select_from(others).where(~present)
    found = interactions(and_(participant.person_id == param("first"), ~missing, asked()))
    return (
        found.join(T["participant"], participant.interaction_id == interaction.id)
        .order_by(participant.day.desc(), participant.interaction_id.desc())
        .limit(param("limit"))
    )


def history_of() -> Select[Any]:
    """What happened with any of the people in `any` (a JSON array of ids), newest first.

    And with one at least of each of `others`, a JSON array of such arrays.
    """
    others = func.json_each(param("others")).table_valued("value")
    here = T["participant"].alias("here")
    one_of = select(func.json_each(others.c.value).table_valued("value").c.value)
    present = (
        exists()
        .select_from(here)
        .where(here.c.interaction_id == interaction.id, here.c.person_id.in_(one_of))
        .correlate(T["interaction"], others)
    )
    missing = exists().select_from(others).where(~present)
    with_any = select(participant.interaction_id).where(participant.person_id.in_(members("any")))
    found = interactions(and_(interaction.id.in_(with_any), ~missing, asked()))
    return found.order_by(interaction.on.desc(), interaction.id.desc()).limit(param("limit"))


def counting() -> Select[tuple[object, ...]]:
    """What `interactions.counted` needs, of every interaction that somebody was in."""
    return (
        select(
            interaction.id,
            f.ordinal(interaction.on),
            interaction.minutes,
            interaction.deep,
            interaction.attempt,
            func.count(participant.person_id),
            kind.id,
            kind.name,
            kind.in_person,
            kind.minutes,
            kind.weight,
        )
        .join_from(T["interaction"], T["kind"], interaction.kind_id == kind.id)
        .join(T["participant"], participant.interaction_id == interaction.id)
        .group_by(interaction.id)
    )


def countable() -> Select[tuple[object, ...]]:
    """What `interactions.counted` needs, of the interactions in a JSON array of ids."""
    return counting().where(interaction.id.in_(members("interactions")))


def set_counted() -> Executable:
    """Update the copies in one interaction's participants; correct rows are not written."""
    copies = {name: param(name) for name in ("day", "minutes", "credit")}
    stale = or_(*(participant[name].is_distinct_from(value) for name, value in copies.items()))
    this = participant.interaction_id == param("interaction")
    return update(T["participant"]).where(this, stale).values(copies)


def logged_again() -> Select[tuple[object, ...]]:
    """The latest interaction before `id` that is the same contact, from the number `begun` on.

    The same are the day, the kind, the people (a JSON array of ids, `size` of them, `first` one of
    them) and whether anybody answered.
    """
    there = T["participant"].alias("there")
    those = there.c.interaction_id == interaction.id
    size = select(func.count()).select_from(there).where(those).scalar_subquery()
    other = exists().select_from(there).where(those, there.c.person_id.not_in(members("people")))
    return (
        select(interaction.id)
        .join_from(T["participant"], T["interaction"], interaction.id == participant.interaction_id)
        .where(
            participant.person_id == param("first"),
            participant.day == param("day"),
            interaction.id < param("id"),
            interaction.id >= param("begun"),
            interaction.kind_id == param("kind"),
            interaction.attempt == param("attempt"),
            size.correlate(T["interaction"]) == param("size"),
            ~other.correlate(T["interaction"]),
        )
        .order_by(interaction.id.desc())
        .limit(number(1))
    )


STATEMENTS: dict[str, Executable] = {
    "standing": standing().where(person.id == param("who")),
    "interaction": interactions(interaction.id == param("id")),
    "history_all": history_all(),
    "history_parts": history_parts(),
    "history_with": history_with(),
    "history_of": history_of(),
    "first_logged_since": select(func.min(T["unit"].c.first_new)).where(
        T["unit"].c.at >= param("since"), T["unit"].c.undone == number(0)
    ),
    "logged_again": logged_again(),
    "people_in": select(participant.person_id).where(
        participant.interaction_id == param("interaction")
    ),
    "countable": countable(),
    "set_counted": set_counted(),
    "put_interaction": put("interaction", "id", *WRITTEN),
    "written_interaction": select(*(interaction[name] for name in WRITTEN)).where(
        interaction.id == param("interaction")
    ),
    "set_interaction": update(T["interaction"])
    .where(interaction.id == param("interaction"))
    .values({name: param(name) for name in WRITTEN}),
    "drop_interaction": delete(T["interaction"]).where(interaction.id == param("interaction")),
    "put_participant": put(
        "participant", "person_id", "day", "interaction_id", "minutes", "credit"
    ),
    "participants": select(participant.person_id, participant.day).where(
        participant.interaction_id == param("interaction")
    ),
    "drop_participants": delete(T["participant"]).where(
        participant.interaction_id == param("interaction"),
        participant.person_id.not_in(members("people")),
    ),
    "put_interaction_tag": insert(T["interaction_tag"])
    .prefix_with("OR IGNORE")
    .inline()
    .values(interaction_id=param("interaction_id"), name=param("name")),
}
