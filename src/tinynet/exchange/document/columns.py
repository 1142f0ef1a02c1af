"""Many records of a document as rows, a column at a time.

The values of a column are usually alike, so each is checked once (`Field.value`), however many
records have it: a record takes a fifth of the time that it takes by itself. What is not surely
right is left to `Section.row`, which says what is wrong with it.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import Any

from tinynet.exchange.document.fields import Field, Fields, Names, NoRecordError
from tinynet.exchange.document.sections import Inside, Section

Row = tuple[Any, ...]
NONE = type(None)


class UnsureError(Exception):
    """Something among the records may be wrong."""


def rows_of(
    section: Section, records: Sequence[Any], ids: Names
) -> tuple[list[Row], dict[str, list[list[Row]]]] | None:
    """The rows of many records, and for each list inside them the rows of each record.

    Returns:
        The rows with their columns in the order of the section's fields; None where a record may
        be wrong.
    """
    try:
        found = of_records(records)
        inside = {
            key: rows_inside(one, records, ids)
            for key, one in section.lists.items()
            if key in found
        }
        return rows(section.fields, records, found - section.lists.keys(), ids), inside
    except (UnsureError, NoRecordError):
        return None


def of_records(records: Sequence[Any]) -> set[str]:
    """All the keys of records."""
    if set(map(type, records)) != {dict}:
        raise UnsureError
    return set().union(*records)


def rows(fields: Fields, records: Sequence[Any], found: set[str], ids: Names) -> list[Row]:
    """The rows of records with these keys."""
    if not found <= fields.keys:
        raise UnsureError
    columns = (
        column(field, [record.get(field.key) for record in records], ids)
        if field.key in found or field.required
        else [field.default] * len(records)
        for field in fields.all
    )
    return list(zip(*columns, strict=True))


def rows_inside(inside: Inside, records: Sequence[Any], ids: Names) -> list[list[Row]]:
    """The rows of the list inside each record, without their owner."""
    lists = [record.get(inside.key, []) for record in records]
    if set(map(type, lists)) != {list}:
        raise UnsureError
    flat = [one for listed in lists for one in listed]
    if not flat:
        made: list[Row] = []
    elif len(inside.fields.all) == 1:
        made = [(value,) for value in column(inside.fields.all[0], flat, ids)]
    else:
        made = rows(inside.fields, flat, of_records(flat), ids)
    left = iter(made)
    parted = [list(islice(left, len(listed))) for listed in lists]
    if any(len(one) > 1 and len(set(one)) < len(one) for one in parted):
        raise UnsureError  # something is listed twice
    return parted


def column(field: Field, values: list[Any], ids: Names) -> list[Any]:
    """The values of one column as the table stores them."""
    kinds = set(map(type, values))
    if not field.required:
        kinds.discard(NONE)
    if not kinds <= {field.type}:  # 1, 1.0 and True are one value to a set
        raise UnsureError
    if field.is_id and field.type is int:
        for end in (min(values), max(values)):
            field.value(end, ids)
        return values
    stored = {value: field.value(value, ids) for value in set(values)}
    return list(map(stored.__getitem__, values))
