"""Statements of `email` and `feed`."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Select, exists, func, or_, select
from sqlalchemy.sql.expression import Executable

from tinynet.db import formulas as f
from tinynet.db.expressions import folded_name, of_people
from tinynet.db.formulas import T, number, param, word

person, tie, tag, detail = (T[name].c for name in ("person", "tie", "tag", "detail"))
anniversary, plan, plan_person, kind = (
    T[name].c for name in ("anniversary", "plan", "plan_person", "kind")
)
today = param("today")


def emails() -> Select[Any]:
    """Addresses of the people whom all `words` (a JSON array) fit, the strongest tie first.

    A word fits where it occurs in a name, a nickname or the address, or is a tag. Who is put away
    comes last, and is left out where they have to have `tags` (a JSON array). `people` (a JSON
    array of ids, or NULL) leaves only those.
    """
    words = func.json_each(param("words")).table_valued("value")
    spelled = person.search.concat(func.char(number(10))).concat(detail.key)
    absent = func.instr(spelled, words.c.value) == number(0)
    tagged = exists().where(tag.person_id == person.id, tag.name == words.c.value)
    tagged = tagged.correlate(T["person"], words)
    misses = exists().select_from(words).where(absent, ~tagged)
    tags = func.json_each(param("tags")).table_valued("value")
    has = exists().where(tag.person_id == person.id, tag.name == tags.c.value)
    fails = has.correlate(T["person"], tags)
    untagged = exists().select_from(tags).where(or_(~fails, person.archived_on.is_not(None)))
    return (
        select(detail.value, person.name, detail.label, person.organisation, person.handle)
        .select_from(
            T["detail"]
            .join(T["person"], person.id == detail.person_id)
            .join(T["tie"], tie.person_id == person.id)
        )
        .where(
            detail.what == word("email"),
            ~misses.correlate(T["person"], T["detail"]),
            ~untagged.correlate(T["person"]),
            of_people(person.id),
        )
        .order_by(
            person.archived_on.is_not(None),
            (f.depth(today) * f.warmth(today)).desc(),
            folded_name(),
            person.handle,
            detail.id,
        )
    )


def yearly_days() -> Select[Any]:
    """The days that come back, of everybody who is not put away."""
    return (
        select(person.handle, person.name, person.added_on, anniversary.what, anniversary.on)
        .join_from(T["anniversary"], T["person"], anniversary.person_id == person.id)
        .where(person.archived_on.is_(None), anniversary.month_day.is_not(None))
        .order_by(person.handle, anniversary.id)
    )


def planned() -> Select[Any]:
    """Open plans with a day and nobody put away; the people as one text, joined by line feeds."""
    names = func.group_concat(person.name, func.char(number(10)))
    theirs = (
        select(names)
        .select_from(T["plan_person"].join(T["person"], person.id == plan_person.person_id))
        .where(plan_person.plan_id == plan.id)
        .correlate(T["plan"])
    )
    away = theirs.where(person.archived_on.is_not(None)).scalar_subquery()
    return (
        select(plan.id, kind.name, theirs.scalar_subquery(), plan.made_on, plan.by_on, plan.note)
        .join_from(T["plan"], T["kind"], kind.id == plan.kind_id)
        .where(
            plan.by_on.is_not(None),
            plan.done_on.is_(None),
            plan.dropped_on.is_(None),
            away.is_(None),
        )
        .order_by(plan.by_on, plan.id)
    )


def due_days() -> Select[Any]:
    """The day each person becomes due, if between `first` and `last`."""
    since: ColumnElement[Any] = f.iso(tie.clock_day)
    return (
        select(person.handle, person.name, since, f.iso(tie.listed_day), f.iso(tie.last_day))
        .join_from(T["tie"], T["person"], tie.person_id == person.id)
        .where(tie.listed_day.between(param("first"), param("last")))
        .order_by(tie.listed_day, person.handle)
    )


STATEMENTS: dict[str, Executable] = {
    "emails": emails(),
    "yearly_days": yearly_days(),
    "planned": planned(),
    "due_days": due_days(),
}
