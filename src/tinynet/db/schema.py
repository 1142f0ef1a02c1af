"""The whole schema: all tables, and their declarations.

Written by people, and journalled so that every command can be undone: JOURNALLED, the tables that
say `declare.table`. Derived, never journalled, always recomputed: tie. Keeping house: setting,
unit, change.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import CheckConstraint, Column, String, Table, UniqueConstraint
from sqlmodel import SQLModel

from tinynet.db import declare as d
from tinynet.db import tables as _tables  # noqa: F401  its tables are known by being imported
from tinynet.db import tables_friends as _friends  # noqa: F401
from tinynet.db import tables_keeping as _keeping  # noqa: F401

METADATA = SQLModel.metadata
PERSON = "person"
NO_FIELDS = {"id", "search", "uid"}  # of a person's own row: nobody edits them
TOLD_APART = {PERSON, "interaction"}  # by more than columns: see exchange/document/add_rows.py


def table_of(model: type[SQLModel]) -> Table:
    """The table of a model."""
    return METADATA.tables[str(model.__tablename__)]


JOURNALLED: tuple[type[SQLModel], ...] = tuple(
    model for model in SQLModel.__subclasses__() if table_of(model).info
)


def is_day(column: Column[Any]) -> bool:
    """Whether a column holds a day, by the table's CHECK constraint."""
    rules = column.table.constraints
    return f"{column.name}_is_a_day" in {
        str(rule.name) for rule in rules if isinstance(rule, CheckConstraint)
    }


def owners(table: Table) -> list[str]:
    """The columns that refer to a person and are deleted with them."""
    return [
        column.name
        for column in table.columns
        for key in column.foreign_keys
        if key.column.table.name == PERSON and key.ondelete == "CASCADE"
    ]


def fields() -> tuple[dict[str, Any], ...]:
    """The declarations of all fields of a person: those in their own row first."""
    own = [
        d.field(column.name, PERSON, column.info["shape"], column.info["field"])
        for column in METADATA.tables[PERSON].columns
        if "field" in column.info
    ]
    others = [
        d.field(name, table.name, shape, declared)
        for table in map(table_of, JOURNALLED)
        for name, shape, declared in table.info["fields"]
    ]
    return (*own, *others)


OWN = tuple(field["name"] for field in fields() if field["table"] == PERSON)


def tables() -> tuple[dict[str, Any], ...]:
    """The declarations of all tables that people write."""
    return tuple(described(table) for table in map(table_of, JOURNALLED))


def described(table: Table) -> dict[str, Any]:
    """The declaration of one table with its columns."""

    def having(test: Any) -> tuple[str, ...]:
        return tuple(column.name for column in table.columns if test(column))

    declared = table.info
    return {
        "name": table.name,
        "words": declared["words"],
        "noun": declared["noun"],
        "section": declared["section"],
        "owners": tuple(owners(table)),
        "merge": declared["merge"],
        "alike": declared["alike"],
        "counted": declared["counted"],
        "days": having(is_day),
        "partial": having(lambda column: column.info.get("shape") == d.PARTIAL),
        "texts": having(lambda column: column.info.get("text", column.info.get("shape") == d.TEXT)),
        "shared": having(lambda column: column.info.get("shared")),
        "merged": {c.name: c.info["merge"] for c in table.columns if "merge" in c.info},
    }


def cells() -> tuple[dict[str, Any], ...]:
    """How the rows of each table that people write are kept in step between machines.

    What `field_types.Cells` explains follows from the columns: nothing need be said for a new one.
    """
    every = [table_of(model) for model in JOURNALLED]
    rows = [table for table in every if not is_part(table)]
    return tuple(cells_of(table, [part for part in every if is_part(part)]) for table in rows)


def is_part(table: Table) -> bool:
    """Whether a table's rows are a set that belongs to a row of another: a pair, and no more."""
    return len(pair(table)) > 1 and len(pair(table)) == len(table.columns) - len(copies(table))


def pair(table: Table) -> list[str]:
    """The columns of the primary key that are not copies."""
    return [c.name for c in table.primary_key.columns if c.name not in copies(table)]


def copies(table: Table) -> list[str]:
    """The columns that each machine recomputes."""
    return [
        column.name
        for column in table.columns
        if column.info.get("local") or (column.info.get("derived") and not column.info["shape"])
    ]


def holder(table: Table) -> str:
    """The column of a part that points at what it belongs to: not at a person, if it can."""
    refs = [name for name in pair(table) if table.columns[name].foreign_keys]
    return min(refs, key=lambda name: target(table.columns[name]) == PERSON)


def target(column: Column[Any]) -> str:
    """The table that a column points at; "" for none."""
    return next((str(key.column.table.name) for key in column.foreign_keys), "")


def cells_of(table: Table, parts: list[Table]) -> dict[str, Any]:
    """How the rows of one table are kept in step."""
    declared, owned = table.info, owned_by(table)
    rules = [rule for rule in table.constraints if isinstance(rule, UniqueConstraint)]
    unique = [
        tuple(column.name for column in index.columns) for index in table.indexes if index.unique
    ]
    unique += [tuple(column.name for column in rule.columns) for rule in rules]
    key = ("uid",) if table.name == PERSON else declared["key"] or next(iter(unique), ())
    names = [
        column.name
        for column in table.columns
        if column.name not in {*key, *copies(table), *table.primary_key.columns.keys()}
    ]
    alone = {name: (name,) for name in names if name in owned and not table.columns[name].nullable}
    if table.name == PERSON:
        alone = {name: (name,) for name in names}
    alone |= {columns[0]: columns for columns in declared["apart"]}
    rest = tuple(name for name in names if not any(name in some for some in alone.values()))
    mine = {part.name: part for part in parts if target(part.columns[holder(part)]) == table.name}
    return {
        "name": table.name,
        "key": key,
        "cells": {**alone, **({"": rest} if rest else {})},
        "types": {name: kind_of(table.columns[name]) for name in (*key, *names)},
        "refs": {c.name: target(c) for c in table.columns if target(c)},
        "owned": tuple(owned),
        "parts": {
            name: (holder(part), other, target(part.columns[other]))
            for name, part in mine.items()
            for other in pair(part)
            if other != holder(part)
        },
        "local": tuple(copies(table)),
        "peopled": next(
            (n for n, part in mine.items() if part.info["section"].endswith("s.people")), ""
        ),
    }


def owned_by(table: Table) -> list[str]:
    """The columns whose target takes the row along when it is deleted."""
    return [c.name for c in table.columns if any(k.ondelete == "CASCADE" for k in c.foreign_keys)]


def kind_of(column: Column[Any]) -> str:
    """What a column holds, as JSON has it: str, int or float, with a ? where it may be NULL."""
    kind = column.type.python_type
    name = "int" if kind in {bool, int} else "float" if kind is float else "str"
    return f"{name}?" if column.nullable else name


def missing_declarations(table: Table) -> Iterator[str]:
    """What is missing or superfluous in a table's declaration, a sentence each."""
    declared, columns = table.info, set(table.columns.keys())
    if owners(table) and declared["merge"] == d.STAYS:
        yield f"{table.name} belongs to people: say what a merge does with it (merge=)"
    if declared["merge"] == d.MOVES and not (declared["counted"] and all(declared["noun"])):
        yield f"{table.name}: say what forget and merge call its rows (counted=, noun=)"
    if "." not in declared["section"] and not declared["same"] and table.name not in TOLD_APART:
        yield f"{table.name}: say what makes two of its rows the same one (same=)"
    for name in (
        *declared["alike"],
        *(declared["same"] if isinstance(declared["same"], tuple) else ()),
    ):
        if name not in columns and name != "people":
            yield f"{table.name} has no column {name}"
    for column in table.columns:
        shape = column.info.get("shape")
        points = bool(column.foreign_keys)
        if isinstance(column.type, String) and not (shape or is_day(column) or points):
            yield f"{table.name}.{column.name}: say what it holds (declare.text, code, column ...)"
        if table.name == PERSON and not (
            "field" in column.info or "merge" in column.info or column.name in NO_FIELDS
        ):
            yield f"person.{column.name}: say which field it is (declare.own), or a day (.day)"


def check(tables: Iterable[Table]) -> None:
    """Check that every table's declaration is complete.

    Raises:
        TypeError: One does not; the message names it.
    """
    wrong = [sentence for table in tables for sentence in missing_declarations(table)]
    if wrong:
        raise TypeError("; ".join(wrong))


check(map(table_of, JOURNALLED))


# Views for SQL from outside: no command reads them, and docs/sql.md tells of each column. They are
# text, and as short as they can be: every command that opens the database parses them, which costs
# .009 x the base in instructions, and .012 as SQLAlchemy writes them.

# A row a person: who they are, and how things stand between you.
PEOPLE = """
SELECT handle, name,
(SELECT group_concat(name, ', ') FROM nickname WHERE person_id = person.id) AS nicknames,
circle,
(SELECT group_concat(name, ', ') FROM tag WHERE person_id = person.id) AS tags,
organisation AS work, title,
(SELECT group_concat(value, ', ') FROM detail WHERE person_id = person.id AND what = 'email')
AS emails,
(SELECT group_concat(value, ', ') FROM detail WHERE person_id = person.id AND what = 'phone')
AS phones,
(SELECT "on" FROM anniversary WHERE person_id = person.id AND what = 'birthday') AS birthday,
met_how, met_at, met_on,
(SELECT handle FROM person AS via WHERE id = person.met_via) AS met_via,
contact_days, date(first_day + 1721424.5) AS first_on, date(last_day + 1721424.5) AS last_on,
minutes / 60.0 AS hours, gap AS usual_gap_days, cadence_days, cadence_from,
date(due_day + 1721424.5) AS due_on, added_on, archived_on
FROM person JOIN tie ON person_id = id
"""

# A row a contact and person: a dinner with three is three rows of one id.
CONTACTS = """
SELECT i.id, "on", kind.name AS kind, handle, person.name AS name,
(SELECT count(*) FROM participant WHERE interaction_id = i.id) AS people,
coalesce(i.minutes, nullif(kind.minutes, 0)) AS minutes, in_person, deep, "by", attempt,
place, occasion, note,
(SELECT group_concat(name, ', ') FROM interaction_tag WHERE interaction_id = i.id) AS words
FROM interaction AS i JOIN kind ON kind.id = kind_id
JOIN participant ON interaction_id = i.id JOIN person ON person.id = person_id
"""

VIEWS = {"v_people": PEOPLE, "v_contacts": CONTACTS}


def views() -> list[str]:
    """The statements that create the views."""
    return [f"CREATE VIEW {name} AS {' '.join(text.split())}" for name, text in VIEWS.items()]
