"""tinynet due: the daily check."""

from __future__ import annotations

from tinynet.db import sql
from tinynet.errors import UsageError
from tinynet.output.answer import Answer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from tinynet.cli.env import Env
    from tinynet.cli.options import (
        All,
        Circle,
        CountOnly,
        ExitCode,
        Limit,
        MaybePeriod,
        Spread,
        Within,
    )
    from tinynet.db.store import Store
    from tinynet.friendship.documents import DueDocument, SpreadDocument
    from tinynet.output.documents import CountDocument

EXAMPLES = (
    "tinynet due",
    "tinynet due --within 2w --circle close",
    "tinynet due --count            a number, for scripts",
    "tinynet due --spread           what piled up, over the next four weeks",
)
ABSENCE = 14  # days without a word, after which a list longer than usual is met with a fresh start
COLUMNS = (
    "handle", "name", "state", "days_since", "last_on", "cadence_days", "cadence_from", "ratio",
    "due_on", "depth", "warmth", "strength", "usual_gap_days",
)  # fmt: skip


def run(
    env: Env,
    duration: MaybePeriod = (),
    *,
    limit: Limit = None,
    all: All = False,  # noqa: A002  the option's name is the parameter's
    within: Within = None,
    circle: Circle = None,
    count: CountOnly = False,
    exit_code: ExitCode = False,
    spread: Spread = False,
) -> Answer[DueDocument | SpreadDocument | CountDocument]:
    """Who to get in touch with today, the best reason first, and the days that come up.

    On a day off (the setting due.days_off) only what falls on that day; --all shows everybody.
    """
    from tinynet import config
    from tinynet.cli import checks
    from tinynet.friendship import dates_ahead_rows
    from tinynet.friendship.rows import EVERYBODY, MANY, due

    today = env.today
    most = checks.whole_number(limit, "--limit") or int(env.settings["due.limit"])
    if spread or duration:
        if not spread:
            raise UsageError(
                f'due takes no "{" ".join(duration)}"',
                "Only --spread goes with a duration: tinynet due --spread 4w",
            )
        if all or count or exit_code or within is not None:
            raise UsageError(
                "--spread goes with a duration, --circle and --limit only", "Leave the rest out"
            )
        from tinynet.friendship import due_spread as spreading

        return spreading.run(env, duration, most, checks.circle(circle))
    ahead = checks.period(within)
    day = today.toordinal()
    day_off = env.is_day_off and not all
    store = env.reading()
    asked: dict[str, Any] = {"horizon": day + ahead, "circle": checks.circle(circle)}
    total = 0 if day_off else store.value(sql.due_count, **asked) or 0
    code = 1 if exit_code and total else 0
    if count:
        store.close()
        return Answer("output.lines", {"count": total}, plain=[(total,)], exit_code=code)
    # Read while it is written, and never held; a page for people needs all of it.
    is_long = all and total > MANY and env.output != "human"
    rows = []
    if total and not is_long:
        rows = due(store, EVERYBODY if all else most, total, today=day, **asked)
    window = 0 if day_off else max(ahead, config.days(str(env.settings["due.dates"])))
    dates = dates_ahead_rows.dates(env, store, window)
    handles = [row[0] for row in (store.each(sql.due_handles, **asked) if is_long else rows)]
    plans = dates_ahead_rows.plans(env, store, window, handles, late=not day_off)
    notes = dates_ahead_rows.next_notes(store, handles)
    anybody = bool(store.value(sql.anybody))
    away = days_away(env, store) if total > len(handles) else None
    document = {
        "today": today.isoformat(),
        "total": total,
        "anybody": anybody,
        "day_off": day_off,
        "away_days": away,
        "dates": dates,
        "plans": plans,
        "notes": notes,
    }
    answer: Answer[DueDocument] = Answer(
        "friendship.due", document, key="due", columns=COLUMNS, rows=rows, exit_code=code
    )
    if is_long:
        answer.read_from(store, store.each(sql.due, limit=EVERYBODY, today=day, **asked))
    else:
        store.close()
    return answer


def days_away(env: Env, store: Store) -> int | None:
    """The days since the last entry, if that is two weeks or more."""
    from datetime import date

    last = store.value(sql.last_written)
    days = (env.today - date.fromisoformat(last[:10])).days if last else 0
    return days if days >= ABSENCE else None
