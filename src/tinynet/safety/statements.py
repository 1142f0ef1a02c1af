"""Statements of `doctor`."""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce
from operator import add
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    CompoundSelect,
    Integer,
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
    type_coerce,
    update,
)
from sqlalchemy import column as a_column
from sqlalchemy import table as a_table
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
# Temporary tables that `participant_rows.py` makes.
SEVERAL = a_table("several", a_column("id", Integer), a_column("people", Integer))
EXPECTED = a_table("expected", a_column("likeness", Integer), a_column("share", Integer))
# The index of participants, and their table, which is an index of its own.
BY_CONTACT, AS_THEY_LIE = "ix_participant_interaction", "sqlite_autoindex_participant_1"
PRIME = 2**31 - 1
CLOSE_ENOUGH = 1e-9  # versions of SQLite add floats up differently in the last digits


def likeness() -> ColumnElement[Any]:
    """A number of all that a contact's credit depends on: people, kind, minutes, deep, attempt."""
    i, people = interaction, func.coalesce(SEVERAL.c.people, number(1))
    packed = (people * number(2**20) + i.kind_id) * number(2**11)
    packed = (packed + func.coalesce(i.minutes, number(0))) * number(4)
    return packed + type_coerce(i.deep, Integer) * number(2) + type_coerce(i.attempt, Integer)


def likenesses() -> Select[Any]:
    """Every likeness there is, and what is in it; all NULL for contacts of which no number fits."""
    i = interaction
    fits = (
        i.kind_id.between(number(0), number(2**20 - 1)),
        func.coalesce(i.minutes, number(1)).between(number(1), number(2**11 - 1)),
        i.deep.in_([number(0), number(1)]),
        i.attempt.in_([number(0), number(1)]),
    )
    found = (
        select(case((and_(*fits), likeness())).label("likeness"))
        .join_from(T["interaction"], SEVERAL, SEVERAL.c.id == i.id, isouter=True)
        .distinct()
        .subquery("found")
        .c.likeness
    )
    parts = ((13, 20), (2, 11), (1, 1), (0, 1), (33, 30))  # how far to the right, how many bits
    kind, minutes, deep, attempt, people = (
        found.op(">>")(number(by)).op("&")(number(2**bits - 1)) for by, bits in parts
    )
    return select(found, kind, func.nullif(minutes, number(0)), deep, attempt, people)


def summed(share: ColumnElement[Any], rows: Select[Any]) -> Select[int, Any]:
    """How many participants there are, and the sum of a number for each.

    The number is the cube of a sum of products of its columns and keys, both modulo a prime: a sum
    alone could not tell which values stand in one row.

    Args:
        share: What the copies of minutes and credit add.
        rows: Where from.
    """
    p, prime = participant, number(PRIME)
    columns = {"contact": p.interaction_id, "person": p.person_id, "day": p.day}
    mixed = (reduce(add, (c * param(name) for name, c in columns.items())) + share) % prime
    # The limit keeps SQLite from computing all of it three times.
    each = rows.add_columns(mixed.label("mixed")).limit(-1).subquery("each").c.mixed
    cube = (each * each % prime) * each
    return select(func.count(), func.sum(cube % prime)).select_from(each.table)


def are_numbers(*columns: ColumnElement[Any]) -> ColumnElement[bool]:
    """Whether values are numbers, which in SQLite come before any text; a text can be one, too."""
    return and_(*(column < f.word("") for column in columns))


def indexed_participants() -> Select[int, Any]:
    """The sum of participants as the contacts have them, and the index finds them for a contact."""
    p, i = participant, interaction
    rows = (
        select()
        .select_from(T["interaction"])
        .with_hint(T["interaction"], "NOT INDEXED")
        .join(SEVERAL, SEVERAL.c.id == i.id, isouter=True)
        .join(EXPECTED, EXPECTED.c.likeness == likeness())
        .join(T["participant"], p.interaction_id == unindexed(i.id))  # so contacts come first
        .with_hint(T["participant"], f"INDEXED BY {BY_CONTACT}")
        .where(p.day == f.ordinal(i.on), are_numbers(p.interaction_id, p.person_id, p.day))
    )
    return summed(EXPECTED.c.share, rows)


def lying_participants() -> Select[int, Any]:
    """The sum of participants as they lie in their table, whatever the index says."""
    p = participant
    rows = (
        select()
        .select_from(T["participant"])
        .with_hint(T["participant"], f"INDEXED BY {AS_THEY_LIE}")
        .where(are_numbers(p.interaction_id, p.person_id, p.day, p.minutes))
        .where(are_numbers(func.coalesce(p.credit, number(-1))))
    )
    credit = func.coalesce(p.credit, number(-1)) * param("credit")
    return summed(p.minutes * param("minutes") + credit, rows)


def participant_counts() -> Select[Any]:
    """How many participants the index has, and how many the table."""
    p, table = participant, T["participant"]
    # count(*) would take whichever of the two it likes.
    indexed = select(func.count(p.day)).with_hint(table, f"INDEXED BY {BY_CONTACT}")
    lying = select(func.count(p.day)).with_hint(table, f"INDEXED BY {AS_THEY_LIE}")
    return select(indexed.scalar_subquery(), lying.scalar_subquery())


def unfindable(index: str, *, several: bool) -> Select[Any]:
    """A participant who is not found where an index lists them, as it is out of order.

    Args:
        index: Which, or the table itself.
        several: Look at contacts with several people only.
    """
    here, there = T["participant"].alias("here"), T["participant"].alias("there")
    found: Select[Any] = (
        select(literal_column("1"))
        .with_hint(there, f"INDEXED BY {index}")
        .where(*(there.c[key.name] == here.c[key.name] for key in T["participant"].primary_key))
    )
    listed = select(here.c.interaction_id).with_hint(here, f"INDEXED BY {index}")
    if several:
        listed = listed.where(here.c.interaction_id.in_(select(SEVERAL.c.id)))
    return listed.where(~found.exists()).limit(1)


def counted_each() -> Select[Any]:
    """What each participant's contact is and how often it counts, and the copies in their row.

    The contact; kind, minutes, deep, attempt and how many were there; then whether the copy of the
    day is the contact's, minutes and credit. Participants are walked as their contacts lie in the
    file, so that only their own rows are looked up.
    """
    p, lying = participant, unindexed(participant.interaction_id)
    several = f.computed_once(
        select(p.interaction_id, func.count(p.person_id).label("people"))
        .group_by(p.interaction_id)
        .having(func.count(p.person_id) > number(1)),
        "several",
    )
    return (
        select(
            interaction.id, interaction.kind_id, interaction.minutes, interaction.deep,
            interaction.attempt,
            func.coalesce(several.c.people, number(1)),
            p.day == f.ordinal(interaction.on), p.minutes, p.credit,
        )
        .join_from(T["participant"], T["interaction"], interaction.id == lying)
        .outerjoin(several, several.c.interaction_id == p.interaction_id)
        .order_by(interaction.id)
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
        odd = or_(*map(is_odd, days))
        asked.append(select(f.word(table.name), table.c.id).where(odd))
    return asked[0].union_all(*asked[1:])


def is_odd(day: ColumnElement[Any]) -> ColumnElement[bool]:
    """Whether a day does not exist; where an index begins with it, those alike are judged once."""
    if day not in {next(iter(index.columns)) for index in day.table.indexes}:
        return real(day).is_distinct_from(day) & day.is_not(None)
    each = select(day.label("day")).distinct().limit(-1).subquery("each").c.day
    return day.in_(select(each).where(real(each).is_distinct_from(each)))


def real(day: ColumnElement[Any]) -> ColumnElement[Any]:
    """The day after normalising, equal if it exists: 31 February becomes 3 March."""
    return func.date(day, f.word("+0 days"))


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
        if broken:
            which = case(*((odd, f.word(name)) for name, odd in broken.items()))
            key = next(iter(table.primary_key.columns))
            asked.append(select(f.word(table.name), key, which).where(or_(*broken.values())))
    return asked[0].union_all(*asked[1:])


def is_of_another_type(column: ColumnElement[Any]) -> ColumnElement[bool]:
    """Whether a value is not of its column's type, which SQLite lets anything be.

    A NULL that must not be is found by SQLite's own check; sync looks at rows that are not whole.
    """
    kind = {"INTEGER": "integer", "BOOLEAN": "integer", "FLOAT": "real"}.get(
        str(column.type), "text"
    )
    if column.nullable:
        return and_(column.is_not(None), func.typeof(column) != f.word(kind))
    return func.typeof(column).not_in([f.word(kind), f.word("null")])


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
    "likenesses": likenesses(),
    "indexed_participants": indexed_participants(),
    "lying_participants": lying_participants(),
    "participant_counts": participant_counts(),
    "unfindable_lying": unfindable(AS_THEY_LIE, several=False),
    # Each of the others is what `indexed_participants` finds when it looks for their contact.
    "unfindable_indexed": unfindable(BY_CONTACT, several=True),
    "counted_each": counted_each(),
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
    "change_count": select(func.count(T["change"].c.id)),
}
