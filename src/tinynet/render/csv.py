"""Comma-separated values with a header line, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
from typing import Any

from tinynet.core.answer import Answer
from tinynet.render.text import clean

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\uff1d")  # what makes a spreadsheet calculate


def render(answer: Answer) -> str:
    """The answer's rows under their columns; the document's plain values where it is no list."""
    columns, rows = answer.columns, answer.rows
    if not answer.key:
        flat = {k: v for k, v in answer.document.items() if not isinstance(v, dict | list)}
        columns, rows = tuple(flat), [tuple(flat.values())]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([cell(value) for value in row] for row in rows)
    return out.getvalue()


def cell(value: Any) -> Any:
    """A value a spreadsheet will not calculate: text that looks like a formula gets a quote."""
    if not isinstance(value, str):
        return value
    text = clean(value)
    return f"'{text}" if value.startswith(FORMULA) else text
