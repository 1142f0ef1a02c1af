"""tinynet alone: the day's short summary."""

from __future__ import annotations

from tinynet.contacts.history import ANYTHING, COLUMNS
from tinynet.db import sql
from tinynet.friendship import due
from tinynet.output.answer import Answer, records

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tinynet.cli.env import Env
    from tinynet.friendship.documents import DueDocument, SpreadDocument, SummaryDocument
    from tinynet.output.documents import CountDocument


def run(env: Env) -> Answer[DueDocument | SpreadDocument | CountDocument | SummaryDocument]:
    """The day, who is due, what comes up this week, what was logged last, and one hint.

    In a pipe it is what `tinynet due` is there. While there is nobody yet it is the empty due list.
    """
    answer = due.run(env)
    if not answer.document["anybody"]:
        return answer
    store = env.reading()
    last = store.rows(sql.history_all, limit=1, **ANYTHING)
    store.close()
    latest = records(COLUMNS, last)
    return Answer(
        "friendship.summary",
        {**answer.document, "last": latest[0] if latest else None},
        key=answer.key,
        columns=answer.columns,
        rows=answer.rows,
    )
