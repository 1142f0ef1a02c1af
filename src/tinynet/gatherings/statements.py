"""Statements about what people have in common and who has met whom."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, CompoundSelect, Select, func, or_, select
from sqlalchemy.sql.expression import Executable

from tinynet.db import formulas as f
from tinynet.db.expressions import of_people, unindexed
from tinynet.db.formulas import T, members, number, param

person, tie, tag, fact = T["person"].c, T["tie"].c, T["tag"].c, T["fact"].c
participant, interaction, kind = T["participant"].c, T["interaction"].c, T["kind"].c
spoken, place, relation = T["interaction_tag"].c, T["place"].c, T["relation"].c
introduction = T["introduction"].c
AT_ONE_TABLE = 12  # people besides you; in a larger round not everybody has met everybody
A_ROUND = 4  # people besides you, from whom on a meeting counts as an invitation


def interests() -> CompoundSelect[Any]:
    """Tags of some people, and tags of the interactions they were in."""
    talks = (
        select(participant.person_id, spoken.name)
        .join_from(
            T["participant"],
            T["interaction_tag"],
            spoken.interaction_id == participant.interaction_id,
        )
        .where(participant.credit.is_not(None), participant.person_id.in_(members("people")))
    )
    mine = select(tag.person_id, tag.name).where(tag.person_id.in_(members("people")))
    return mine.union(talks)


def all_interests() -> CompoundSelect[Any]:
    """The same of everybody: a row a tag, with the ids of its people, some of them several times.

    The tags are walked as their interactions lie in the file. Whether one was an attempt, which
    counts nothing, is asked of the interaction itself: that of a participant is looked up all over
    the file, and took three times as long. Ids in one text are a tenth of the objects that a row a
    person and tag would make.
    """
    people = func.group_concat
    first = number(-(2**63))  # so that they are walked by interaction, and not by their names
    talks = (
        select(spoken.name, people(participant.person_id))
        .join_from(
            T["interaction_tag"],
            T["participant"],
            participant.interaction_id == unindexed(spoken.interaction_id),
        )
        .join(T["interaction"], interaction.id == unindexed(spoken.interaction_id))
        .where(spoken.interaction_id >= first, interaction.attempt == number(0))
        .group_by(unindexed(spoken.name))
    )
    return select(tag.name, people(tag.person_id)).group_by(tag.name).union_all(talks)


def met_places() -> Select[Any]:
    """Where you were with a person, by the canonical name of the place."""
    same = T["place"].alias("same")
    return (
        select(
            participant.person_id, func.coalesce(same.c.name, interaction.place).label("name")
        )
        .distinct()
        .select_from(
            T["participant"]
            .join(T["interaction"], interaction.id == participant.interaction_id)
            .outerjoin(T["place"], place.name == interaction.place)
            .outerjoin(same, same.c.id == place.same_as)
        )
        .where(
            interaction.place.is_not(None),
            participant.credit.is_not(None),
            participant.person_id.in_(members("people")),
        )
    )  # fmt: skip


def at_one_table(of: Any = None) -> Select[Any]:
    """Participants of small meetings, a row per person, grouped by meeting.

    A message that went to several is not a meeting: a kind that takes no time.

    Args:
        of: A selection of the ids of the meetings; None for all.
    """
    few = select(participant.interaction_id)
    if of is not None:
        few = few.where(participant.interaction_id.in_(of))
    size = func.count()
    few = few.group_by(participant.interaction_id).having(
        size.between(number(2), number(AT_ONE_TABLE))
    )
    return _meetings(interaction.id.in_(few))


def _meetings(*only: ColumnElement[bool]) -> Select[Any]:
    """Participants of meetings, for which some conditions hold."""
    return (
        select(interaction.id, interaction.on, kind.name, participant.person_id)
        .join_from(T["interaction"], T["kind"], kind.id == interaction.kind_id)
        .join(T["participant"], participant.interaction_id == interaction.id)
        .where(
            *only,
            interaction.attempt == number(0),
            or_(kind.in_person == number(1), kind.minutes > number(0)),
        )
        .order_by(interaction.on, interaction.id, participant.person_id)
    )


def at_one_table_among() -> Select[Any]:
    """The same of meetings at which two or more of some people were, and only these people."""
    few = (
        select(participant.interaction_id)
        .where(participant.person_id.in_(members("people")))
        .group_by(participant.interaction_id)
        .having(func.count() >= number(2))
    )
    there = T["participant"].alias("there")
    size = select(func.count()).where(there.c.interaction_id == interaction.id).scalar_subquery()
    meetings = _meetings(interaction.id.in_(few), participant.person_id.in_(members("people")))
    return meetings.where(size <= number(AT_ONE_TABLE))  # last, since it is counted


def last_invited() -> Select[Any]:
    """The last day each of `people` was at one of `kinds`, or in a group of four or more.

    Each person's contacts are walked back from the latest one: 1 s of a million contacts, where
    the greatest day of all of them takes 5 s.
    """
    there = T["participant"].alias("there")
    many = select(func.count()).where(there.c.interaction_id == interaction.id).scalar_subquery()
    last = (
        select(participant.day)
        .join_from(T["participant"], T["interaction"], interaction.id == participant.interaction_id)
        .join(T["kind"], kind.id == interaction.kind_id)
        .where(
            participant.person_id == person.id,
            participant.credit.is_not(None),
            kind.in_person == number(1),
            or_(kind.name.in_(members("kinds")), many >= number(A_ROUND)),
        )
        .order_by(participant.day.desc())
        .limit(number(1))
        .correlate(T["person"])
        .scalar_subquery()
    )
    people = select(person.id, last.label("day")).where(person.id.in_(members("people")))
    days = f.computed_once(people, "days")
    return select(days.c.id, f.iso(days.c.day)).where(days.c.day.is_not(None))


def guests() -> Select[Any]:
    """Everybody who is not archived, and how close they are; unsorted, which is twice as quick."""
    today = param("today")
    return (
        select(
            person.id,
            person.handle,
            person.name,
            person.circle,
            person.paused_until,
            tie.contact_days,
            f.depth(today).label("depth"),
            (f.depth(today) * f.warmth(today)).label("strength"),
        )
        .join_from(T["person"], T["tie"], tie.person_id == person.id)
        .where(or_(person.archived_on.is_(None), person.id.in_(members("asked"))))
    )


HERE = of_people(person.id)
STATEMENTS: dict[str, Executable] = {
    "interests": interests(),
    "all_interests": all_interests(),
    "workplaces": select(person.id, person.organisation).where(
        person.organisation.is_not(None), HERE
    ),
    "met_places": met_places(),
    "at_one_table": at_one_table(),
    "at_one_table_with": at_one_table(
        select(participant.interaction_id).where(participant.person_id.in_(members("people")))
    ),
    "all_introductions": select(introduction.one_id, introduction.other_id, introduction.on),
    "all_met_via": select(person.id, person.met_via).where(person.met_via.is_not(None)),
    "at_one_table_among": at_one_table_among(),
    "last_invited": last_invited(),
    "guests": guests(),
}
