"""NDJSON: one record a line, for programs that read while it is written."""

from __future__ import annotations

from tinynet.output.answer import Answer, chunks
from tinynet.output.json import dumps, records

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator


def render(answer: Answer) -> str:
    """Render one record per line; the document itself if the answer is not a list."""
    return "".join(pieces(answer))


def pieces(answer: Answer) -> Iterator[str]:
    """The same, a thousand records at a time."""
    if not answer.columns:
        yield f"{dumps(answer.envelope())}\n"
        return
    for rows in chunks(answer.rows):
        yield "\n".join(records(answer.columns, rows, ""))
        yield "\n"
