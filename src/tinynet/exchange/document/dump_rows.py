"""Read every section as records, streaming, in constant memory.

What to read is compiled from the tables' declarations (`section_rows.declared`), so that an export
loads neither them nor SQLAlchemy.
"""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter

from tinynet.exchange.document.compiled_sections import NAMES, SECTIONS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from typing import Any

    from tinynet.core.field_types import DumpedInside, DumpedSection
    from tinynet.db.database import Store

    Records = Iterator[dict[str, Any]]
    Names = Mapping[str, Mapping[int, str]]
    # A key, the names of what it points at if it does, what is not written, whether it is a flag.
    Field = tuple[str, Mapping[int, str] | None, Any, bool]


def sections(store: Store) -> Iterator[tuple[str, Records]]:
    """Yield every section's name and records, sorted by id; read each before the next."""
    names: Names = {table: dict(store.execute(text)) for table, text in NAMES.items()}
    for section in SECTIONS:
        yield section["name"], records(store, section, names)


def records(store: Store, section: DumpedSection, names: Names) -> Records:
    """One section's records."""
    fields = fields_of(section, names)
    lists = [(inside["key"], MergeWalk(store, inside, names)) for inside in section["inside"]]
    for row in store.execute(section["rows"]):
        record = to_record(fields, row)
        for key, beside in lists:
            if found := beside.of(row[0]):
                record[key] = found
        yield record


def fields_of(section: DumpedSection | DumpedInside, names: Names) -> list[Field]:
    """The fields of a section or of a list inside it, with the names that they point at."""
    return [
        (key, names.get(refers), default, is_flag)
        for key, refers, default, is_flag in section["fields"]
    ]


def to_record(fields: Iterable[Field], row: Sequence[Any]) -> dict[str, Any]:
    """A row as a record, without default values."""
    record = {}
    for (key, names, default, is_flag), value in zip(fields, row, strict=True):
        if value is None or value == default:
            continue
        record[key] = names[value] if names else bool(value) if is_flag else value
    return record


class MergeWalk:
    """Walks along a child table in step with its parent."""

    def __init__(self, store: Store, inside: DumpedInside, names: Names) -> None:
        self.fields = fields_of(inside, names)
        self.groups = groupby(store.execute(inside["rows"]), key=itemgetter(0))
        self.next = next(self.groups, None)

    def of(self, owner: int) -> list[Any]:
        """The child rows of this row; ask in the order of ids."""
        if self.next is None or self.next[0] != owner:
            return []
        records = [to_record(self.fields, row[1:]) for row in self.next[1]]
        self.next = next(self.groups, None)
        if len(self.fields) > 1:
            return records
        key = self.fields[0][0]
        return [record[key] for record in records]
