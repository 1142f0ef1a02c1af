"""NDJSON: one record a line, for programs that read while it is written."""

from __future__ import annotations

from tinynet.output.answer import Answer
from tinynet.output.json import dumps


def render(answer: Answer) -> str:
    """Render one record per line; the document itself if the answer is not a list."""
    records = answer.records() if answer.key else [answer.envelope()]
    return "".join(f"{dumps(record)}\n" for record in records)
