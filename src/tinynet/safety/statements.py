"""What the doctor reads and mends, as expressions."""

from __future__ import annotations

from typing import Any

from sqlalchemy import CompoundSelect, MetaData, Select, and_, exists, func, or_, select, update
from sqlalchemy.sql.expression import ColumnElement, Executable

from tinynet.contacts.statements import counting
from tinynet.db import formulas as f
from tinynet.db.formulas import T, number, param
from tinynet.db.schema import JOURNALLED, is_day, table_of

person, nickname, detail = T["person"].c, T["nickname"].c, T["detail"].c
participant, interaction = T["participant"].c, T["interaction"].c
CLOSE_ENOUGH = 1e-9  # versions of SQLite add floats up differently in the last digits


def counted_all() -> Select[Any]:
    """What each interaction counts for: as `countable`, then the range of its copies there are."""
    p = participant
    return counting().add_columns(
        func.min(p.day), func.max(p.day), func.min(p.minutes), func.max(p.minutes),
        func.min(p.credit), func.max(p.credit), func.count(p.credit),
    )  # fmt: skip


def stale_ties() -> Select[Any]:
    """Whose stored tie is missing, or differs from the one in the temporary table."""
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
    """Rows with a day that is in no calendar, which no CHECK constraint can tell: table, id."""
    asked = []
    for model in JOURNALLED:
        table = table_of(model)
        days = [column for column in table.columns if is_day(column)]
        if not days:
            continue
        odd = or_(*(real(day).is_distinct_from(day) & day.is_not(None) for day in days))
        asked.append(select(f.word(table.name), table.c.id).where(odd))
    return asked[0].union_all(*asked[1:])


def real(day: ColumnElement[Any]) -> ColumnElement[Any]:
    """The day itself where there is one: 31 February becomes 3 March by the addition."""
    return func.date(day, f.word("+0 days"))


STATEMENTS: dict[str, Executable] = {
    "counted_all": counted_all(),
    "stale_ties": stale_ties(),
    "set_search": update(T["person"])
    .where(person.id == param("who"))
    .values(search=param("search")),
    "deserted": select(interaction.id, interaction.on)
    .where(~exists().where(participant.interaction_id == interaction.id))
    .order_by(interaction.id),
    "odd_days": odd_days(),
    "partial_days": select(T["anniversary"].c.on).union(
        select(person.met_on).where(person.met_on.is_not(None))
    ),
    "change_count": select(func.count(T["change"].c.id)),
}
