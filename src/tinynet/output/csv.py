"""Comma-separated values with a header line, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from tinynet.core.spreadsheets import FORMULA_SIGNS
from tinynet.output.answer import FLAGS, Answer, columns
from tinynet.output.text import clean


def pieces(answer: Answer) -> Iterator[str]:
    """Yield the rows under their columns, a thousand at a time.

    Where the answer is not a list, the document's plain values are the one row.
    """
    if answer.sheet is not None:
        heads, rows = answer.sheet
        yield lines([heads]) + lines([cell(value) for value in row] for row in rows)
        return
    if answer.columns:
        yield lines([answer.columns])
        for some in columns(answer.rows):
            named = zip(answer.columns, some, strict=True)
            yield lines(zip(*(column(name, cells) for name, cells in named), strict=True))
        return
    records = document_records(answer.document)
    keys = tuple(records[0]) if records else ()
    shown = map(cell, keys)  # the keys of facts are anybody's words
    yield lines([[*shown]]) + table(keys, records)


def table(columns: Sequence[str], records: Iterable[dict[str, Any]]) -> str:
    """Records as lines of their cells."""
    return lines([cell(record.get(name)) for name in columns] for record in records)


def column(name: str, cells: Sequence[Any]) -> Sequence[Any]:
    """The cells of one column; all at once, since a call a cell takes four times as long."""
    if name in FLAGS:
        return ["true" if value else "false" for value in cells]
    kinds = set(map(type, cells))
    if kinds <= {int, float, type(None)}:
        return cells
    if kinds <= {str, type(None)} and "".join(filter(None, cells)).isprintable():
        return [f"'{text}" if text and text.startswith(FORMULA_SIGNS) else text for text in cells]
    return list(map(cell, cells))


def lines(rows: Iterable[Sequence[Any]]) -> str:
    """Rows as comma-separated lines."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()


def document_records(document: dict[str, Any]) -> list[dict[str, Any]]:
    """A document as records: the one list of them, else itself, a level of keys flattened.

    What `facts` says by key, `fact_rows` says again: it is neither a list of its own nor a column.
    """
    document = {key: value for key, value in document.items() if not key.endswith("_rows")}
    tables = [v for v in document.values() if isinstance(v, list) and v and isinstance(v[0], dict)]
    if len(tables) == 1:
        return tables[0]
    flat: dict[str, Any] = {}
    for key, value in document.items():
        if isinstance(value, dict):
            flat |= {f"{key}.{inner}": item for inner, item in value.items()}
        elif value not in tables:
            flat[key] = value
    return [flat]


def cell_item(item: Any) -> str:
    """One of a list in a cell: a reason by its words, a person by the handle, a record as JSON."""
    if not isinstance(item, dict):
        return str(item)
    if "text" in item or "handle" in item:
        return str(item["text"] if "text" in item else item["handle"])
    return json.dumps(item, ensure_ascii=False)


def cell(value: Any) -> Any:
    """A value a spreadsheet will not calculate: text that looks like a formula gets a quote."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict) and "handle" in value:  # a person beside another
        return value["handle"]
    if isinstance(value, list | tuple):
        value = ",".join(map(cell_item, value))
    if not isinstance(value, str):
        return value
    text = clean(value)
    return f"'{text}" if value.startswith(FORMULA_SIGNS) else text
