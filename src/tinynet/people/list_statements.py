"""The lists of people, as expressions: `rank` and `list`.

10,000 people must not take longer than five times what Python itself does (`python -c "import
sqlite3"`), so the plain form has statements of its own: fewer columns, the numbers formatted by
SQLite. That halves the time, of which a call a cell took a third.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, String, and_, case, cast, exists, func, null, select
from sqlalchemy.sql.expression import ColumnElement, Executable

from tinynet.db import formulas as f
from tinynet.db.expressions import folded_name, of_people, unless
from tinynet.db.formulas import T, number, param, word

person, tie, tag = T["person"].c, T["tie"].c, T["tag"].c
detail = T["detail"].c
today = param("today")
HOUR = 60.0
TIED = T["person"].join(T["tie"], tie.person_id == person.id)


def fits() -> ColumnElement[Any]:
    """The conditions of `list` and `rank`."""
    tagged = exists().where(tag.person_id == person.id, tag.name == param("tag"))
    words = func.json_each(param("words")).table_valued("value")
    absent = func.instr(person.search, words.c.value) == number(0)
    known_as = exists().where(
        tag.person_id == person.id, tag.name == func.ltrim(words.c.value, word("@"))
    )
    # Folding is Python's work (SQLite's lower() knows ASCII only): see people/rows.py.
    at_work = func.json_each(param("at_work")).table_valued("value")
    words_of_work = words.c.value.concat(word(" ")).concat(cast(person.id, String))
    works_at = words_of_work.in_(select(at_work.c.value))
    misses = (
        exists()
        .select_from(words)
        .where(absent, ~known_as.correlate(T["person"], words), ~works_at)
    )
    return and_(
        person.archived_on.is_(None) == (param("archived") == number(0)),
        unless("circle", person.circle == param("circle")),
        unless("tag", tagged),
        unless("words", ~misses),
        of_people(person.id),
    )


def tags() -> ColumnElement[Any]:
    """Somebody's tags, joined by commas."""
    joined = func.group_concat(tag.name, word(","))
    return select(joined).where(tag.person_id == person.id).scalar_subquery()


def by_number(
    depth: Any, warmth: Any, minutes: Any, last_day: Any, added_on: Any
) -> ColumnElement[Any]:
    """The number that `by` sorts by, highest first; nothing if it is the name."""
    by = param("by")
    return case(
        (by == word("name"), null()),
        (by == word("strength"), depth * warmth),
        (by == word("depth"), depth),
        (by == word("warmth"), warmth),
        (by == word("hours"), minutes),
        (by == word("last"), last_day),
        (by == word("added"), added_on),
    ).desc()


def by_name() -> ColumnElement[Any]:
    """The name if people are sorted by it; otherwise the handle, which costs less."""
    return case((param("by") == word("name"), folded_name()))


def found(*more: ColumnElement[Any]) -> Any:
    """The matching people, with depth and warmth computed once per person."""
    return (
        select(
            person.handle,
            person.name,
            person.added_on,
            by_name().label("folded"),
            f.depth(today).label("depth"),
            f.warmth(today).label("warmth"),
            tie.contact_days,
            tie.last_day,
            tie.minutes,
            *more,
        )
        .select_from(TIED)
        .where(fits())
        .cte("found")
        .prefix_with("MATERIALIZED", dialect="sqlite")
    ).c


def ordered(rows: Select[Any], p: Any) -> Select[Any]:
    """The rows of `found`, sorted."""
    key = by_number(p.depth, p.warmth, p.minutes, p.last_day, p.added_on)
    return rows.order_by(key, p.folded, p.handle).limit(param("limit"))


def address() -> ColumnElement[Any]:
    """Somebody's first postal address."""
    theirs = and_(detail.person_id == person.id, detail.what == word("address"))
    rows = select(detail.value).where(theirs).order_by(detail.id).limit(number(1))
    return rows.scalar_subquery()


def listed() -> Select[Any]:
    """The matching people with the keys of `list` in JSON: also their work and address."""
    return people(person.title, person.organisation, address().label("address"))


def people(*more: ColumnElement[Any]) -> Select[Any]:
    """The matching people; the columns are the keys of `rank` in JSON."""
    p = found(person.circle, tie.gap, tie.first_day, tags().label("tags"), *more)
    rows = select(
        p.handle,
        p.name,
        p.circle,
        p.depth,
        p.warmth,
        (p.depth * p.warmth).label("strength"),
        p.contact_days,
        p.gap.label("usual_gap_days"),
        f.iso(p.first_day).label("first_on"),
        f.iso(p.last_day).label("last_on"),
        (p.minutes / number(HOUR)).label("hours"),
        p.tags,
        *(p[column.name] for column in more),
    )
    return ordered(rows, p)


def rank_lines() -> Select[Any]:
    """The plain form of `rank`: handle, name, strength, depth, warmth, hours, last day."""
    p = found()

    def decimal(value: Any) -> ColumnElement[Any]:
        return func.printf(word("%.2f"), value)

    rows = select(
        p.handle,
        p.name,
        decimal(p.depth * p.warmth),
        decimal(p.depth),
        decimal(p.warmth),
        decimal(p.minutes / number(HOUR)),
        f.iso(p.last_day),
    )
    return ordered(rows, p)


def list_lines() -> Select[Any]:
    """The plain form of `list`: handle, name, circle, last day, tags.

    Depth and warmth are computed only where `by` asks for them.
    """
    key = by_number(f.depth(today), f.warmth(today), tie.minutes, tie.last_day, person.added_on)
    return (
        select(person.handle, person.name, person.circle, f.iso(tie.last_day), tags())
        .select_from(TIED)
        .where(fits())
        .order_by(key, by_name(), person.handle)
        .limit(param("limit"))
    )


STATEMENTS: dict[str, Executable] = {
    "jobs": select(person.id, person.title, person.organisation).where(
        func.coalesce(person.title, person.organisation).is_not(None)
    ),
    "people": people(),
    "listed": listed(),
    "rank_lines": rank_lines(),
    "list_lines": list_lines(),
    "addresses": select(detail.person_id, detail.value).where(detail.what == word("address")),
    "people_count": select(func.count()).select_from(T["person"]).where(fits()),
}
