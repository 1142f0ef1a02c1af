"""tinynet upcoming: birthdays, anniversaries and due days ahead."""

from __future__ import annotations

from tinynet.db import sql
from tinynet.output.answer import Answer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from tinynet.cli.env import Env
    from tinynet.cli.options import Within
    from tinynet.friendship.documents import FallingDue, UpcomingDocument

COLUMNS = ("on", "what", "people", "names", "age")  # of a line; the document parts them by what
EXAMPLES = (
    "tinynet upcoming",
    "tinynet upcoming --within 3m --json",
)
AHEAD = "30d"


def run(env: Env, *, within: Within = None) -> Answer[UpcomingDocument]:
    """What is coming in the next 30 days, or within the time you say, day by day.

    Who is due already is for tinynet due to tell.
    """
    from tinynet.cli import checks
    from tinynet.friendship import dates_ahead_rows

    ahead = checks.period(AHEAD if within is None else within)
    today = env.today.toordinal()
    store = env.reading()
    dates = dates_ahead_rows.dates(env, store, ahead)
    horizon = today + ahead
    found = store.records(sql.falling_due, today=today, horizon=horizon)
    before = store.value(sql.due_before, today=today)
    plans = dates_ahead_rows.plans(env, store, ahead)
    store.close()
    due: list[FallingDue] = [
        {
            "handle": person["handle"],
            "name": person["name"],
            "due_on": person["due_on"],
            "listed_on": person["listed_on"],
            "last_on": person["last_on"],
            "cadence_days": person["cadence_days"],
            "cadence_from": person["cadence_from"],
            "usual_gap_days": person["usual_gap_days"],
        }
        for person in found
    ]
    document: UpcomingDocument = {
        "today": env.today.isoformat(),
        "days": ahead,
        "dates": dates,
        "due": due,
        "plans": plans,
        "due_before": before,
    }
    rows: list[tuple[str | None, str, str, Sequence[str], int | None]]
    rows = [(d["on"], d["what"], d["handle"], [d["name"]], d["age"]) for d in dates]
    rows += [(p["listed_on"], "due", p["handle"], [p["name"]], None) for p in due]
    rows += [(p["by"], f"plan {p['kind']}", ",".join(p["people"]), p["names"], None) for p in plans]
    rows.sort(key=lambda row: row[0] or "")
    plain = [
        (people, on or "", what, ", ".join(names), age) for on, what, people, names, age in rows
    ]
    return Answer("friendship.upcoming", document, columns=COLUMNS, rows=rows, plain=plain)
