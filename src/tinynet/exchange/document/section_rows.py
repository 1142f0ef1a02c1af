"""The sections of tinynet's own JSON, derived from the tables.

A section is a table of `schema.JOURNALLED`, or a child of another, listed inside its
records: the table says which (`declare.table`). Records have the table's columns, but people by
their handles, kinds and places by their names, and nothing that is derived or as it would be
anyway. The compile step writes what exports (`dump_rows.py`) and imports (`sections.py`) need.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    Insert,
    Integer,
    Select,
    Table,
    bindparam,
    func,
    insert,
    literal_column,
    select,
)
from sqlmodel import SQLModel

from tinynet.db.formulas import T
from tinynet.db.schema import JOURNALLED, is_day, table_of
from tinynet.exchange.document.fields import DAY, READABLE


class Field:
    """One column of a section, or of a table inside it.

    Attributes:
        column: The column.
        refers: The table it points at, or "".
        key: Its name in a record: the column's, without "_id" where it points at something.
        default: What is not written.
    """

    def __init__(self, model: type[SQLModel], column: Column[Any]) -> None:
        self.column = column
        self.refers = next((key.column.table.name for key in column.foreign_keys), "")
        self.key = column.name.removesuffix("_id") if self.refers else column.name
        made = column.primary_key or column.server_default is not None
        self.default = None if made else model.model_fields[column.name].default
        given = column.server_default is not None or isinstance(self.default, str | bool)
        self.required = not column.nullable and not given
        shape = DAY if is_day(column) else column.info.get("shape", "")
        self.shape = shape if shape in READABLE else ""

    def declared(self) -> tuple[Any, ...]:
        """All that exports and imports need to know of it (`DocumentField`)."""
        kind = next((word for type_, word in KINDS if isinstance(self.column.type, type_)), "text")
        default = None if self.required else self.default
        is_id = self.column.primary_key
        return (
            self.column.name,
            self.key,
            self.refers,
            default,
            self.required,
            kind,
            is_id,
            self.shape,
        )


KINDS = ((Boolean, "flag"), (Integer, "whole"), (Float, "real"))


@dataclass(frozen=True)
class Inside:
    """A child table inside the records of another: a list of values or records.

    Attributes:
        key: The list's name in the record.
        table: The table.
        owner: Its column that points at the record.
        fields: Its other columns.
    """

    key: str
    table: Table
    owner: Column[Any]
    fields: tuple[Field, ...]

    @classmethod
    def of(cls, key: str, model: type[SQLModel], outer: Table) -> Inside:
        """The table of a model whose rows stand inside those of another."""
        table = table_of(model)
        owner = pointing(table, outer)
        kept = (c for c in table.columns if c is not owner and not c.info.get("derived"))
        return cls(key, table, owner, tuple(Field(model, column) for column in kept))

    def select(self) -> Select[Any]:
        """The owner and the columns of every row, in the order of the owners."""
        columns = [field.column for field in self.fields]
        owned = select(self.owner, *columns).where(self.owner.is_not(None))
        return owned.order_by(self.owner, *columns)


class Section:
    """A table as a section of a document.

    Args:
        name: In the document.
        model: The table.
        inside: Tables told inside.
        loose: A column that is empty in all its records: those that belong to another are told
            there.
    """

    def __init__(
        self,
        name: str,
        model: type[SQLModel],
        *,
        inside: tuple[Inside, ...] = (),
        loose: str = "",
    ) -> None:
        self.name, self.table = name, table_of(model)
        self.inside, self.loose = inside, loose
        self.fields = [
            Field(model, column)
            for column in self.table.columns
            if not (column.info.get("derived") or column.name == loose)
        ]

    def select(self) -> Select[Any]:
        """The columns of every row, by its number; a loose one has none."""
        columns = [field.column for field in self.fields]
        if not self.loose:
            return select(*columns).order_by(*self.table.primary_key)
        return select(*columns).where(self.table.c[self.loose].is_(None)).order_by(*columns)


def sections(tables: Iterable[type[SQLModel]]) -> Iterator[Section]:
    """The section of each table, and of each child table for rows without an owner.

    Args:
        tables: In the order of their lists, so that whatever is pointed at comes before whatever
            points at it.
    """
    models = list(tables)
    places = {model: str(table_of(model).info["section"]).split(".") for model in models}
    for model, (name, *within) in places.items():
        if not within:
            inner = {
                m: key for m, (outer, *keys) in places.items() for key in keys if outer == name
            }
            parts = (Inside.of(key, other, table_of(model)) for other, key in inner.items())
            yield Section(name, model, inside=tuple(parts))
        else:
            (owner,) = (m for m, place in places.items() if place == [name])
            column = pointing(table_of(model), table_of(owner))
            if column.nullable:
                yield Section(within[0], model, loose=column.name)


def pointing(table: Table, owner: Table) -> Column[Any]:
    """The column of a table that points at its owner."""
    return next(c for c in table.columns for key in c.foreign_keys if key.column.table is owner)


SECTIONS = tuple(sections(JOURNALLED))
NAMES = {
    table: select(T[table].c.id, T[table].c[name])
    for table, name in (("person", "handle"), ("kind", "name"), ("place", "name"))
}


def declared() -> dict[str, Any]:
    """All that exports and imports need to know; the statements still as expressions."""
    return {
        "NAMES": NAMES,
        "SECTIONS": tuple(
            {
                "name": section.name,
                "same": same_of(section.table),
                "rows": section.select(),
                "put": put(section.table),
                "all": select(section.table).order_by(*section.table.primary_key),
                "some": select(*section.table.primary_key).limit(literal_column("1")),
                "last": last(section.table),
                "fields": tuple(field.declared() for field in section.fields),
                "inside": tuple(
                    {
                        "key": inside.key,
                        "owner": inside.owner.name,
                        "rows": inside.select(),
                        "put": put(inside.table),
                        "last": last(inside.table),
                        "pairs": select(inside.owner, inside.fields[0].column),
                        "fields": tuple(field.declared() for field in inside.fields),
                    }
                    for inside in section.inside
                ),
            }
            for section in SECTIONS
        ),
    }


def same_of(table: Table) -> tuple[str, ...] | str:
    """What makes two rows the same: columns, or the name of a function of `core/same_rows.py`."""
    same = table.info["same"]
    return same if isinstance(same, tuple) else str(same.__name__)


def put(table: Table) -> Insert:
    """The insert of a row with every column."""
    return insert(table).values({name: bindparam(name) for name in table.columns.keys()})  # noqa: SIM118  it is not a dict


def last(table: Table) -> Select[Any] | str:
    """The query for the last number; "" where rows have none."""
    return select(func.max(table.c.id)) if "id" in table.c else ""
