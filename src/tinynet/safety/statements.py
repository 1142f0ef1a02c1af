"""Statements of `doctor`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    Column,
    CompoundSelect,
    MetaData,
    Select,
    Table,
    and_,
    case,
    exists,
    func,
    literal_column,
    or_,
    select,
    update,
)
from sqlalchemy.sql.expression import ColumnElement, Executable

from tinynet.db import formulas as f
from tinynet.db.declare import OBJECT
from tinynet.db.expressions import unindexed
from tinynet.db.formulas import T, number, param
from tinynet.db.journal import CONFIG
from tinynet.db.schema import JOURNALLED, METADATA, is_day, table_of

person, nickname, detail = T["person"].c, T["nickname"].c, T["detail"].c
anniversary, change, unit = T["anniversary"].c, T["change"].c, T["unit"].c
participant, interaction = T["participant"].c, T["interaction"].c
MOMENTS = {("unit", "at"), ("card", "due")}
CLOSE_ENOUGH = 1e-9  # versions of SQLite add floats up differently in the last digits


def counted(*, by_number: bool) -> Select[Any]:
    """What each participant's contact is and how often it counts, and the copies in their row.

    Kind, minutes, deep, attempt and how many were there; then whether the copy of the day is the
    contact's, minutes and credit. The rows are sorted by their contacts, which takes a third of
    the time of looking each of them up, and read along with these. With an outer join SQLite does
    not put them aside first.

    Args:
        by_number: Whether the number of the contact stands before these.
    """
    p, there = participant, T["participant"].alias("there").c
    by_contact = unindexed(p.interaction_id)
    rows = (
        select(by_contact.label("interaction_id"), p.person_id, p.day, p.minutes, p.credit)
        .group_by(by_contact, p.person_id, p.day)
        .subquery("by_contact")
    )
    people = select(func.count()).where(there.interaction_id == rows.c.interaction_id)
    return (
        select(
            *((rows.c.interaction_id,) if by_number else ()),
            interaction.kind_id, interaction.minutes, interaction.deep, interaction.attempt,
            people.correlate(rows).scalar_subquery(),
            rows.c.day == f.ordinal(interaction.on), rows.c.minutes, rows.c.credit,
        )
        .join_from(rows, T["interaction"], interaction.id == rows.c.interaction_id, isouter=True)
    )  # fmt: skip


def stale_ties() -> Select[Any]:
    """People whose stored tie is missing or differs from the one in the temporary table."""
    stored = T["tie"].to_metadata(MetaData(), schema="main").c
    fresh_table = T["tie"].to_metadata(MetaData(), schema="temp")
    fresh = fresh_table.c
    differs = [_differs(stored[column.name], column) for column in fresh]
    return (
        select(person.id, person.handle)
        .join_from(T["person"], fresh_table, fresh.person_id == person.id)
        .outerjoin(stored.person_id.table, stored.person_id == person.id)
        .where(or_(*differs))
        .order_by(person.handle)
    )


def _differs(one: ColumnElement[Any], other: ColumnElement[Any]) -> ColumnElement[bool]:
    is_float = str(other.type) == "FLOAT"
    if not is_float:
        return one.is_distinct_from(other)
    far = func.abs(one - other) > number(CLOSE_ENOUGH) * func.max(func.abs(other), number(1.0))
    return or_(one.is_(None).is_distinct_from(other.is_(None)), and_(other.is_not(None), far))


def odd_days() -> CompoundSelect[Any]:
    """Rows with a day that does not exist, which no CHECK constraint can find: table, id."""
    asked = []
    for model in JOURNALLED:
        table = table_of(model)
        days = [column for column in table.columns if is_day(column)]
        if not days:
            continue
        odd = or_(*map(is_no_day, days))
        asked.append(select(f.word(table.name), table.c.id).where(odd))
    return asked[0].union_all(*asked[1:])


def is_no_day(day: Column[Any]) -> ColumnElement[bool]:
    """Whether there is no such day as a row has in this column."""
    if not is_first_of_index(day):
        return is_unreal(day)
    each = each_value(day)
    return day.in_(select(each).where(is_unreal(each)))


def is_unreal(day: ColumnElement[Any]) -> ColumnElement[bool]:
    """Whether there is no such day: after normalising, 31 February is 3 March."""
    return func.date(day, f.word("+0 days")).is_distinct_from(day) & day.is_not(None)


def is_first_of_index(column: Column[Any]) -> bool:
    """Whether there is an index along which `each_value` can go."""
    return any(column is next(iter(index.columns)) for index in column.table.indexes)


def each_value(column: Column[Any]) -> ColumnElement[Any]:
    """The values of an indexed column, each once: a million contacts have 3,000 days."""
    return f.each_once(column, f"each_{column.name}")


def broken_rules() -> CompoundSelect[Any]:
    """Rows that break a rule of their table: table, key, rule.

    SQLite looks at these only where it may write, and not at a file that it opened to read.
    """
    asked = []
    for table in METADATA.sorted_tables:
        rules = [rule for rule in table.constraints if isinstance(rule, CheckConstraint)]
        rules.sort(key=lambda rule: str(rule.name))  # they come as a set
        broken: dict[str, ColumnElement[Any]]
        broken = {str(rule.name): literal_column(f"NOT ({rule.sqltext})") for rule in rules}
        broken |= {f"{name}_is_a_time": odd for name, odd in odd_times(table)}
        broken["every_value_is_of_its_type"] = or_(*map(is_of_another_type, table.columns))
        objects = [column for column in table.columns if column.info.get("shape") == OBJECT]
        broken |= {f"{column.name}_is_json": ~is_json_object(column) for column in objects}
        which = case(*((odd, f.word(name)) for name, odd in broken.items()))
        found = select(f.word(table.name), next(iter(table.primary_key.columns)), which)
        for day in filter(is_first_of_index, filter(is_day, table.columns)):
            is_broken = broken.pop(f"{day.name}_is_a_day")
            once = day.in_(select(each_value(day)).where(is_broken))
            asked.append(found.where(once, or_(*broken.values()).is_not(number(1))))
        asked.append(found.where(or_(*broken.values())))
    return asked[0].union_all(*asked[1:])


def is_of_another_type(column: ColumnElement[Any]) -> ColumnElement[bool]:
    """Whether a value is not of its column's type, which SQLite lets anything be."""
    kind = {"INTEGER": "integer", "BOOLEAN": "integer", "FLOAT": "real"}.get(
        str(column.type), "text"
    )
    return and_(column.is_not(None), func.typeof(column) != f.word(kind))


def is_json_object(text: ColumnElement[Any]) -> ColumnElement[bool]:
    """Whether a text is a JSON object."""
    valid = func.json_valid(text) == number(1)
    return func.ifnull(case((valid, func.json_type(text))), f.word("")) == f.word("object")


def odd_times(table: Table) -> Iterator[tuple[str, ColumnElement[bool]]]:
    """The columns of moments, and what a moment in no calendar is."""
    for column in table.columns:
        if (table.name, column.name) in MOMENTS:
            yield column.name, func.datetime(column).is_(None)


def odd_changes() -> Select[Any]:
    """What the journal holds that it never writes, and that undo could do nothing with."""
    tables = [f.word(name) for name in (*(table_of(m).name for m in JOURNALLED), CONFIG)]
    return (
        select(change.id)
        .where(
            or_(
                change.name.not_in(tables),
                change.op.not_in([f.word(op) for op in "IUD"]),
                and_(change.op != f.word("D"), ~is_object(change.key)),
                and_(change.op != f.word("I"), ~is_object(change.old)),
            )
        )
        .order_by(change.id)
    )


def is_object(text: ColumnElement[Any]) -> ColumnElement[bool]:
    """Whether a text is a JSON object of plain values, as a row is written."""
    valid = func.json_valid(text) == number(1)
    inside = func.json_each(case((valid, text), else_=f.word("{}"))).table_valued("type").c
    nested = exists().where(inside.type.in_([f.word("object"), f.word("array")]))
    return and_(is_json_object(text), ~nested)


def odd_units() -> Select[Any]:
    """Commands that undo never leaves: one undone below one that stands, one without a change."""
    above = T["unit"].alias("above").c
    below = exists().where(above.id > unit.id, above.undone == number(0))
    odd = or_(
        unit.undone.not_in([number(0), number(1)]),
        unit.first_new > unit.last_new,
        unit.first_new.is_(None) != unit.last_new.is_(None),
    )
    changed = exists().where(change.unit_id == unit.id)
    empty = and_(unit.first_new.is_(None), unit.final.is_not(number(1)), ~changed)
    return (
        select(unit.id)
        .where(or_(odd, empty, and_(unit.undone == number(1), below)))
        .order_by(unit.id)
    )


def odd_ranges() -> Select[Any]:
    """Commands that claim to have added contacts which the one before them added.

    An id is given a second time only after its contact was taken out, which the journal tells, or
    what came from another machine (`final`), where it does not.
    """
    columns = (unit.id, unit.first_new, unit.last_new)
    before = (func.lag(c).over(order_by=unit.id).label(f"{c.name}_before") for c in columns)
    ranged = (
        select(*columns, *before)
        .where(unit.undone == number(0), unit.first_new.is_not(None))
        .subquery("ranged")
        .c
    )
    inner = T["unit"].alias("between").c
    return (
        select(ranged.id)
        .where(
            ranged.last_new_before >= ranged.first_new,
            ranged.first_new_before <= ranged.last_new,
            ~exists().where(
                change.unit_id > ranged.id_before,
                change.unit_id <= ranged.id,
                change.name == f.word("interaction"),
            ),
            ~exists().where(
                inner.id > ranged.id_before, inner.id <= ranged.id, inner.final == number(1)
            ),
        )
        .order_by(ranged.id)
    )


STATEMENTS: dict[str, Executable] = {
    "counted_each": counted(by_number=True),
    "counted_alike": counted(by_number=False).distinct(),  # some hundred rows of a million contacts
    "stale_ties": stale_ties(),
    "set_search": update(T["person"])
    .where(person.id == param("who"))
    .values(search=param("search")),
    # Both are read in their order and merged, which takes a tenth of a million look-ups.
    "deserted": select(interaction.id)
    .except_(select(participant.interaction_id))
    .order_by(interaction.id),
    "odd_days": odd_days(),
    "broken_rules": broken_rules(),
    "odd_changes": odd_changes(),
    "odd_units": odd_units(),
    "odd_ranges": odd_ranges(),
    "kept_anniversaries": select(anniversary.id, anniversary.on, anniversary.month_day),
    "partial_days": select(T["anniversary"].c.on).union(
        select(person.met_on).where(person.met_on.is_not(None))
    ),
}
