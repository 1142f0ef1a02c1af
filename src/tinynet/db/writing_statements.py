"""What the small writing commands read and write, as expressions."""

from __future__ import annotations

from sqlalchemy import Select, and_, distinct, func, insert, or_, select, update
from sqlalchemy.sql.expression import Executable

from tinynet.db import formulas as f
from tinynet.db.formulas import T, members, param

person, participant, interaction = T["person"].c, T["participant"].c, T["interaction"].c
kind, fact, note = T["kind"].c, T["fact"].c, T["note"].c
tag, relation = T["tag"].c, T["relation"].c


def countable() -> Select[tuple[object, ...]]:
    """What `interactions.counted` needs, of the interactions in a JSON array of ids."""
    return counting().where(interaction.id.in_(members("interactions")))


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


def set_counted() -> Executable:
    """The copies in one interaction's participants; rows that are right already stay untouched."""
    copies = {name: param(name) for name in ("day", "minutes", "credit")}
    stale = or_(*(participant[name].is_distinct_from(value) for name, value in copies.items()))
    this = participant.interaction_id == param("interaction")
    return update(T["participant"]).where(this, stale).values(copies)


def going_with() -> Select[tuple[object, ...]]:
    """What goes with one person: interactions in all, those shared with others, notes, facts."""
    others = T["participant"].alias("others")
    mine = participant.person_id == param("who")
    shared = (
        select(func.count(distinct(participant.interaction_id)))
        .join(others, others.c.interaction_id == participant.interaction_id)
        .where(mine, others.c.person_id != participant.person_id)
    )
    return select(
        select(func.count()).select_from(T["participant"]).where(mine).scalar_subquery(),
        shared.scalar_subquery(),
        select(func.count(note.id)).where(note.person_id == param("who")).scalar_subquery(),
        select(func.count(fact.id)).where(fact.person_id == param("who")).scalar_subquery(),
    )


def relations_between() -> Select[tuple[object, ...]]:
    """The relations kept between two people, from either side."""
    one, two = param("who"), param("other")
    return select(relation.id, relation.person_id, relation.relation).where(
        or_(
            and_(relation.person_id == one, relation.other_id == two),
            and_(relation.person_id == two, relation.other_id == one),
        )
    )


WRITING: dict[str, Executable] = {
    "countable": countable(),
    "set_counted": set_counted(),
    "attention": select(
        person.snoozed_until, person.skipped_on, person.paused_until, person.archived_on
    ).where(person.id == param("who")),
    "fact": select(fact.id, fact.value).where(
        fact.person_id == param("who"), fact.key == param("key")
    ),
    "put_fact": insert(T["fact"]).values(
        {name: param(name) for name in ("person_id", "key", "value")}
    ),
    "set_fact": update(T["fact"]).where(fact.id == param("fact")).values(value=param("value")),
    "relations_between": relations_between(),
    "relations_to_names": select(relation.id, relation.other_name, relation.relation).where(
        relation.person_id == param("who"), relation.other_name.is_not(None)
    ),
    "put_relation": insert(T["relation"]).values(
        {name: param(name) for name in ("person_id", "relation", "other_id", "other_name")}
    ),
    "going_with": going_with(),
    "people_in": select(participant.person_id).where(
        participant.interaction_id == param("interaction")
    ),
}
