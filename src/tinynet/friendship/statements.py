"""Statements about due people, ties and what comes up."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, and_, exists, func, or_, select, update
from sqlalchemy.sql.expression import ColumnElement, Executable

from tinynet.core import strength
from tinynet.core.same_rows import BIRTHDAY
from tinynet.db import formulas as f
from tinynet.db.expressions import folded_name, standing, unless
from tinynet.db.formulas import T, members, number, param, word

person, tie, note = T["person"].c, T["tie"].c, T["note"].c
unit, participant, interaction = T["unit"].c, T["participant"].c, T["interaction"].c
kind, anniversary, fact = T["kind"].c, T["anniversary"].c, T["fact"].c
today = param("today")
HOUR = 60.0
GIFTS = ("gift", "gifts", "gift idea", "gift ideas", "present", "presents")  # keys of facts


def due_people() -> ColumnElement[Any]:
    """Whether a person is due by `horizon`, an ordinal day.

    Asked of the tie alone: a join with the person costs 2 ms at 10,000 people.
    """
    in_circle = tie.person_id.in_(select(person.id).where(person.circle == param("circle")))
    return and_(tie.listed_day <= param("horizon"), unless("circle", in_circle))


def reason() -> ColumnElement[Any]:
    """How strong the reason to get in touch is: depth * (1 - warmth)."""
    return f.depth(today) * f.cooling(today)


def due(*which: ColumnElement[Any]) -> Select[Any]:
    """The due people, best reason first."""
    return (
        standing()
        .where(due_people(), *which)
        .order_by(reason().desc(), tie.clock_day, person.name, person.handle)
        .limit(param("limit"))
    )


def deep() -> ColumnElement[Any]:
    """Whether a tie's credit is at least `credit`, or `family_credit` where it is family's.

    Two comparisons instead of a logarithm and a power: of 80,000 due people 6,000 are left to be
    sorted, in 10 ms instead of 50.
    """
    family = tie.half_life == number(strength.FAMILY_HALF_LIFE)
    return or_(tie.credit >= param("credit"), and_(family, tie.credit >= param("family_credit")))


def due_order() -> Select[Any]:
    """The ids of the due people with some credit, best reason first, not yet sorted by name."""
    return (
        select(tie.person_id, reason().label("reason"), tie.clock_day)
        .where(due_people(), deep())
        .order_by(reason().desc(), tie.clock_day)
        .limit(param("limit"))
    )


def upcoming_dates() -> Select[Any]:
    """Days that come back on one of `days` (a JSON array of MM-DD), with what might be given then.

    That is what is kept under a key such as "gift idea" and was not given yet, a line each.
    """
    ideas = (
        select(func.group_concat(fact.value, func.char(number(10))))
        .where(
            fact.person_id == person.id,
            or_(*(fact.key == word(key) for key in GIFTS)),
            fact.done_on.is_(None),
            anniversary.what == word(BIRTHDAY),
        )
        .correlate(T["person"], T["anniversary"])
        .scalar_subquery()
    )
    return (
        select(
            person.handle,
            person.name,
            anniversary.what,
            anniversary.on,
            anniversary.month_day,
            ideas.label("ideas"),
        )
        .join_from(T["anniversary"], T["person"], anniversary.person_id == person.id)
        .where(anniversary.month_day.in_(members("days")), person.archived_on.is_(None))
    )


def next_notes() -> Select[Any]:
    """Open next-time notes about the people in `handles` (a JSON array)."""
    return (
        select(note.id, person.handle, person.name, note.on, note.text)
        .join_from(T["note"], T["person"], note.person_id == person.id)
        .where(
            person.handle.in_(members("handles")),
            note.next_time == number(1),
            note.done_on.is_(None),
        )
        .order_by(note.on, note.id)
    )


def whole_tie() -> Select[Any]:
    """One person's tie with all its columns, for `why` and `show`."""
    return standing(
        tie.contact_days,
        f.iso(tie.first_day).label("first_on"),
        tie.half_life.label("half_life_days"),
        (tie.minutes / number(HOUR)).label("hours"),
        f.iso(tie.clock_day).label("clock_on"),
    ).where(person.id == param("who"))


def contacts() -> Select[Any]:
    """One person's counting contacts, newest day first, with the arguments of `credit`."""
    there = T["participant"].alias("there")
    people_there = (
        select(func.count())
        .select_from(there)
        .where(there.c.interaction_id == interaction.id)
        .scalar_subquery()
    )
    return (
        select(
            participant.day,
            interaction.on,
            kind.name.label("kind"),
            kind.in_person,
            kind.weight,
            func.coalesce(interaction.minutes, kind.minutes).label("minutes"),
            interaction.deep,
            people_there.label("people"),
        )
        .join_from(T["participant"], T["interaction"], participant.interaction_id == interaction.id)
        .join(T["kind"], interaction.kind_id == kind.id)
        .where(participant.person_id == param("who"), participant.credit.is_not(None))
        .order_by(participant.day.desc(), participant.interaction_id)
    )


def set_person(column: str) -> Executable:
    """Set one column of one person, found by id."""
    return update(T["person"]).where(person.id == param("who")).values({column: param("value")})


STATEMENTS: dict[str, Executable] = {
    "due": due(),
    "due_among": due(tie.person_id.in_(members("among"))),
    "due_order": due_order(),
    "due_handles": select(person.handle)
    .join_from(T["tie"], T["person"], tie.person_id == person.id)
    .where(due_people()),
    "due_count": select(func.count()).select_from(T["tie"]).where(due_people()),
    "due_before": select(func.count()).select_from(T["tie"]).where(tie.listed_day < today),
    "falling_due": standing(f.iso(tie.listed_day).label("listed_on"))
    .where(tie.listed_day.between(today, param("horizon")))
    .order_by(tie.listed_day, folded_name(), person.handle),
    "circled": select(person.handle, person.name, person.circle)
    .where(person.archived_on.is_(None))
    .order_by(folded_name(), person.handle),
    "whole_tie": whole_tie(),
    "contacts": contacts(),
    "upcoming_dates": upcoming_dates(),
    "next_notes": next_notes(),
    "anybody": select(exists().select_from(T["person"])),
    "last_written": select(unit.at)
    .where(~exists().where(T["change"].c.unit_id == unit.id, T["change"].c.name == word("config")))
    .order_by(unit.id.desc())
    .limit(number(1)),
    "attention": select(
        person.snoozed_until, person.skipped_on, person.paused_until, person.archived_on
    ).where(person.id == param("who")),
    "set_snoozed": set_person("snoozed_until"),
    "set_skipped": set_person("skipped_on"),
    "set_paused": set_person("paused_until"),
    "set_archived": set_person("archived_on"),
}
