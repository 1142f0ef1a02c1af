"""The sections of tinynet's own JSON, derived from the tables.

A section is a table of `schema.JOURNALLED`, or a child of another, listed inside its
records: the table says which (`declare.table`). Records have the table's columns, but people by
their handles, kinds and places by their names, and nothing that is derived or as it would be
anyway. Reading yields them, and `row` checks one and makes it a row again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Boolean, Column, Select, Table, select
from sqlmodel import SQLModel

from tinynet.db.formulas import T
from tinynet.db.schema import JOURNALLED, table_of
from tinynet.exchange.document.fields import Field, Names, NoRecordError, checked, shown


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
        """The table of a model, told inside another."""
        table = table_of(model)
        owner = pointing(table, outer)
        kept = (c for c in table.columns if c is not owner and not c.info.get("derived"))
        return cls(key, table, owner, tuple(Field(model, column) for column in kept))

    def select(self) -> Select[Any]:
        """The owner and the columns of every row, in the order of the owners."""
        columns = [field.column for field in self.fields]
        owned = select(self.owner, *columns).where(self.owner.is_not(None))
        return owned.order_by(self.owner, *columns)

    def rows(self, listed: Any, ids: Names) -> list[dict[str, Any]]:
        """The rows of a list, still without their owner.

        Raises:
            NoRecordError: It is no list, one of them is none of ours, or is there twice.
        """
        if not isinstance(listed, list):
            raise NoRecordError(f"{self.key} is no list")
        made = []
        for number, one in enumerate(listed):
            values = one if len(self.fields) > 1 else {self.fields[0].key: one}
            try:
                row = checked(values, self.fields, ids)
            except NoRecordError as error:
                raise NoRecordError(f"{self.key}[{number}]: {error}") from None
            if row in made:
                raise NoRecordError(f'{self.key} has "{shown(one)}" twice')
            made.append(row)
        return made


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

    def row(
        self, record: Any, ids: Names
    ) -> tuple[dict[str, Any], dict[str, list[dict[str, Any]]]]:
        """Read a record: its row, and its child rows by the name of their list.

        Args:
            record: One member of the section's list.
            ids: The ids by names of what may be pointed at.

        Raises:
            NoRecordError: It cannot be one.
        """
        if not isinstance(record, dict):
            raise NoRecordError("it is no record")
        lists = {inside.key: inside for inside in self.inside}
        values = {key: value for key, value in record.items() if key not in lists}
        row = checked(values, self.fields, ids)
        within = {key: lists[key].rows(record.get(key, []), ids) for key in lists}
        return row, within


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
    """All that `dump_rows` needs to know of the sections; the statements still as expressions."""
    return {
        "NAMES": NAMES,
        "SECTIONS": tuple(
            {
                "name": section.name,
                "rows": section.select(),
                "fields": told_fields(section.fields),
                "inside": tuple(
                    {
                        "key": inside.key,
                        "rows": inside.select(),
                        "fields": told_fields(inside.fields),
                    }
                    for inside in section.inside
                ),
            }
            for section in SECTIONS
        ),
    }


def told_fields(fields: Iterable[Field]) -> tuple[tuple[Any, ...], ...]:
    """The key of each field, the table it points at, what is not written, and if it is a flag."""
    return tuple(
        (
            field.key,
            field.refers if field.refers in NAMES else "",
            field.default if isinstance(field.default, str | int | float) else None,
            isinstance(field.column.type, Boolean),
        )
        for field in fields
    )
