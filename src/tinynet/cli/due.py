"""tinynet due: the daily check."""

from __future__ import annotations

from tinynet.core.answer import Answer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tinynet.cli.env import Env
    from tinynet.cli.options import All, Circle, CountOnly, ExitCode, Limit, Within

EXAMPLES = (
    "tinynet due",
    "tinynet due --within 2w --circle close",
    "tinynet due --count            a number, for scripts",
)
COLUMNS = (
    "handle", "name", "state", "days_since", "last_on", "cadence_days", "cadence_from", "ratio",
    "due_on", "depth", "warmth", "strength",
)  # fmt: skip


def run(
    env: Env,
    *,
    limit: Limit = None,
    all: All = False,  # noqa: A002  the option's name is the parameter's
    within: Within = None,
    circle: Circle = None,
    count: CountOnly = False,
    exit_code: ExitCode = False,
) -> Answer:
    """Who to get in touch with today, the best reason first, and the days that come up."""
    from tinynet import config
    from tinynet.cli import checks, dates_ahead
    from tinynet.store.due import EVERYBODY, due

    today = env.today
    most = checks.whole_number(limit, "--limit") or int(env.settings["due.limit"])
    ahead = checks.period(within)
    day = today.toordinal()
    store = env.reading()
    asked = {"horizon": day + ahead, "circle": checks.circle(circle)}
    total = store.value("due_count", **asked)
    code = 1 if exit_code and total else 0
    if count:
        store.close()
        return Answer("count", {"count": total}, plain=[(total,)], exit_code=code)
    rows = due(store, EVERYBODY if all else most, today=day, **asked)
    window = max(ahead, config.days(str(env.settings["due.dates"])))
    dates = dates_ahead.dates(env, store, window)
    notes = dates_ahead.next_notes(store, [row[0] for row in rows])
    anybody = bool(store.value("anybody"))
    store.close()
    document = {
        "today": today.isoformat(),
        "total": total,
        "anybody": anybody,
        "dates": dates,
        "plans": [],
        "notes": notes,
    }
    return Answer("due", document, key="due", columns=COLUMNS, rows=rows, exit_code=code)
