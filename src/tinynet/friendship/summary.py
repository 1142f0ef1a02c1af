"""tinynet alone: the day's short summary."""

from __future__ import annotations

from tinynet.db import sql
from tinynet.friendship import due
from tinynet.output.answer import Answer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tinynet.cli.env import Env

# One a day, in turn.
HINTS = (
    ("tinynet why WHO", "explains every number"),
    ('tinynet note WHO --next "..."', "keeps what to ask them"),
    ("tinynet snooze WHO 2w", "leaves somebody out for a while"),
    ("tinynet log call WHO --attempt", "when nobody answers"),
    ("tinynet circles", "shows your 5, 15, 50 and 150"),
    ("tinynet undo", "takes the last command back"),
    ("tinynet upcoming", "looks a month ahead"),
    ("tinynet help dates", "tells what may be typed as a day"),
)


def run(env: Env) -> Answer:
    """The day, who is due, what comes up this week, what was logged last, and one hint.

    In a pipe it is what `tinynet due` is there. While there is nobody yet it is the empty due list.
    """
    answer = due.run(env)
    if not answer.document["anybody"]:
        return answer
    store = env.reading()
    anything = dict.fromkeys(("kind", "since", "until", "place"))
    last = store.records(sql.history_all, limit=1, **anything)
    store.close()
    command, does = HINTS[env.today.toordinal() % len(HINTS)]
    more = {"last": last[0] if last else None, "hint": {"command": command, "does": does}}
    return Answer(
        "friendship.summary",
        {**answer.document, **more},
        key=answer.key,
        columns=answer.columns,
        rows=answer.rows,
    )
