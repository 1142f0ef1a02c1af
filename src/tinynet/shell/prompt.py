"""tinynet prompt: a short segment for a shell's prompt."""

from __future__ import annotations

from tinynet.db import sql
from tinynet.output.answer import Answer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tinynet.cli.env import Env
    from tinynet.shell.documents import PromptDocument

EXAMPLES = (
    "tinynet prompt                          3 due: anne",
    """PS1='$(due=$(tinynet prompt); echo "${due:+$due }")'"$PS1"          in bash""",
)
NAMED = 100  # people due up to whom the first is named: ranking 2,200 costs 0.4 of the base


def run(env: Env) -> Answer[PromptDocument]:
    """Print how many are due and who comes first; nothing, not even a line, when nobody is due.

    It never says what is wrong: a prompt is not a place for that, and `tinynet due` tells.
    """
    env.format = env.format or "plain"  # on a terminal too; the human view would read settings
    try:
        total, first = due(env)
    except Exception:  # noqa: BLE001  whatever it is, the next prompt must look like a prompt
        total, first = 0, None
    text = f"{total} due: {first}" if first else f"{total} due"
    return Answer("output.lines", {"due": total, "first": first}, plain=[(text,)] if total else [])


def due(env: Env) -> tuple[int, str | None]:
    """How many are due today, and the handle of the first where they are few enough to rank."""
    from io import StringIO

    from tinynet.db import database
    from tinynet.friendship.rows import due as due_people

    env.stderr = StringIO()  # an unknown setting is worth a warning elsewhere
    if env.is_day_off or database.schema_version(env.path) is None:
        return 0, None
    store = env.reading()
    day = env.today.toordinal()
    total = store.value(sql.due_count, horizon=day, circle=None) or 0
    first = None
    if 0 < total <= NAMED:
        first = due_people(store, 1, total, today=day, horizon=day, circle=None)[0][0]
    store.close()
    return total, first
