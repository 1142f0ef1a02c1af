"""NDJSON: one record a line, for programs that read while it is written."""

from __future__ import annotations

from tinynet.output.answer import Answer, columns
from tinynet.output.json import dumps, records

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator


def pieces(answer: Answer) -> Iterator[str]:
    """Yield a record a line, a thousand at a time; the document itself if there are no rows."""
    if not answer.columns:
        yield f"{dumps(answer.envelope())}\n"
        return
    for cells in columns(answer.rows):
        yield records(answer.columns, cells, "", "\n")
        yield "\n"
