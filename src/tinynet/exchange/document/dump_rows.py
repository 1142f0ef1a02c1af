"""Read every section as records, streaming, in constant memory."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, select
from sqlmodel import Session

from tinynet.db.formulas import T
from tinynet.exchange.document.fields import Field, Names
from tinynet.exchange.document.section_rows import SECTIONS, Inside, Section

Records = Iterator[dict[str, Any]]


def sections(opened: Session) -> Iterator[tuple[str, Records]]:
    """Yield every section's name and records, sorted by id; read each before the next."""
    connection = opened.connection()
    names = {
        table: dict(
            tuple(row) for row in connection.execute(select(T[table].c.id, T[table].c[name]))
        )
        for table, name in (("person", "handle"), ("kind", "name"), ("place", "name"))
    }
    for section in SECTIONS:
        yield section.name, records(connection, section, names)


def records(connection: Connection, section: Section, names: Names) -> Records:
    """One section's records."""
    table = section.table
    columns = [field.column for field in section.fields]
    order = columns if section.loose else table.primary_key  # what is loose has no number
    rows = select(*columns).order_by(*order)
    if section.loose:
        rows = rows.where(table.c[section.loose].is_(None))
    lists = [(inside.key, MergeWalk(connection, inside, names)) for inside in section.inside]
    for row in connection.execute(rows):
        record = to_record(section.fields, row, names)
        for key, beside in lists:
            if found := beside.of(row[0]):
                record[key] = found
        yield record


def to_record(
    fields: list[Field] | tuple[Field, ...], row: Sequence[Any], names: Names
) -> dict[str, Any]:
    """A row as a record, without default values."""
    return {
        field.key: names[field.refers][value] if field.refers in names else value
        for field, value in zip(fields, row, strict=True)
        if value is not None and value != field.default
    }


class MergeWalk:
    """Walks along a child table in step with its parent."""

    def __init__(self, connection: Connection, inside: Inside, names: Names) -> None:
        self.inside, self.names = inside, names
        columns = [field.column for field in inside.fields]
        rows = connection.execute(
            select(inside.owner, *columns)
            .where(inside.owner.is_not(None))
            .order_by(inside.owner, *columns)
        )
        self.groups = groupby(rows, key=itemgetter(0))
        self.next = next(self.groups, None)

    def of(self, owner: int) -> list[Any]:
        """The child rows of this row; ask in the order of ids."""
        if self.next is None or self.next[0] != owner:
            return []
        fields = self.inside.fields
        records = [to_record(fields, row[1:], self.names) for row in self.next[1]]
        self.next = next(self.groups, None)
        return records if len(fields) > 1 else [record[fields[0].key] for record in records]
