"""NDJSON: one record a line, for programs that read while it is written."""

from __future__ import annotations

from tinynet.output.answer import Answer
from tinynet.output.json import dumps


def render(answer: Answer) -> str:
    """One record a line; the document itself where the answer is no list."""
    records = answer.records() if answer.key else [answer.envelope()]
    return "".join(f"{dumps(record)}\n" for record in records)
