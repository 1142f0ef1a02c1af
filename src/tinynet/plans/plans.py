"""tinynet plans: what you keep meaning to do, and for how long."""

from __future__ import annotations

from datetime import date

from tinynet import config
from tinynet.db import sql
from tinynet.errors import CancelledError
from tinynet.friendship.dates_ahead_rows import planned
from tinynet.output.answer import Answer
from tinynet.plans.rules.plans import is_stale

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from tinynet.cli.env import Env
    from tinynet.cli.options import AllPlans, MaybeWho

EXAMPLES = (
    "tinynet plans",
    "tinynet plans anne --all       those that are done or dropped, too",
)
COLUMNS = (
    "id", "kind", "people", "names", "made_on", "age_days", "by", "note", "said_by", "state",
    "done_on", "interaction_id", "dropped_on",
)  # fmt: skip
PLAIN = ("id", "kind", "people", "made_on", "by", "state", "note")
QUESTION = "[K]eep, [d]rop, [q]uit?"


def run(env: Env, who: MaybeWho = None, *, all: AllPlans = False) -> Answer:  # noqa: A002  the option's name is the parameter's
    """What you plan, with whom and for how long: what has a day first, then the longest meant.

    On a terminal you are asked once about those that have waited long (the setting plan.stale).
    """
    from tinynet.cli.find_people import find

    store = env.reading()
    person = find(env, store, who) if who is not None else None
    asked: dict[str, Any] = {"who": person.id if person else None, "all": int(all)}
    found = records(env, store.records(sql.plans_with, **asked))
    stale = [plan for plan in found if plan["state"] == "stale"]
    said: list[str] = []
    if stale and env.output == "human" and env.can_ask() and not (env.yes or env.dry_run):
        store.close()  # a reader that waits for an answer would keep every writer waiting
        said = settled(env, ask(env, stale))
        store = env.reading()
        found = records(env, store.records(sql.plans_with, **asked))
    store.close()
    joined = [plan | {"people": ",".join(plan["people"])} for plan in found]
    rows = [tuple(plan[key] for key in COLUMNS) for plan in joined]
    plain = [tuple(plan[key] for key in PLAIN) for plan in joined]
    document = {
        "today": env.today.isoformat(),
        "of": {"handle": person.handle, "name": person.name} if person else None,
        "said": said,
    }
    return Answer(
        "plans.plans",
        document,
        key="plans",
        columns=COLUMNS,
        rows=rows,
        plain=plain,
        wrote=bool(said),
    )


def records(env: Env, rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Plans with their state: open, stale (open for long), done or dropped."""
    after = config.days(str(env.settings["plan.stale"]))
    return [
        planned(row, env.today)
        | {key: row[key] for key in ("done_on", "interaction_id", "dropped_on")}
        | {"state": state(row, env.today, after)}
        for row in rows
    ]


def state(row: Mapping[str, Any], today: date, after: int) -> str:
    """The state of a plan."""
    if row["dropped_on"]:
        return "dropped"
    if row["done_on"]:
        return "done"
    made, by, offered = (
        date.fromisoformat(row[key]) if row[key] else None
        for key in ("made_on", "by", "offered_on")
    )
    return "stale" if is_stale(made or today, by, offered, today=today, after=after) else "open"


def ask(env: Env, stale: list[dict[str, Any]]) -> list[tuple[int, bool]]:
    """Ask whether to keep each stale plan; yield its number and the answer.

    The end of the input leaves the rest for another time.
    """
    from tinynet.core.dates import say_ago
    from tinynet.plans.views.plans import by_day, what

    answers: list[tuple[int, bool]] = []
    for plan in stale:
        day = by_day(plan, env.today)
        env.say(f"{what(plan)}, planned {say_ago(plan['age_days'])}{f', {day}' if day else ''}")
        letter = ""
        while letter not in {"k", "d", "q"}:
            try:
                letter = env.ask(QUESTION, "tinynet plan --drop N").lower()[:1] or "k"
            except CancelledError:
                env.say("")
                letter = "q"
        if letter == "q":
            break
        answers.append((plan["id"], letter == "k"))
    return answers


def settled(env: Env, answers: list[tuple[int, bool]]) -> list[str]:
    """Write the answers as one unit of undo, and describe what was done."""
    if not answers:
        return []
    from tinynet.plans import rows as plans

    with env.unit() as store:
        plans.tidy(store, answers, env.today.isoformat())
    kept = sum(keep for _, keep in answers)
    told = [f"{count} {how}" for count, how in ((kept, "kept"), (len(answers) - kept, "dropped"))
            if count]  # fmt: skip
    return [f"{', '.join(told)} (tinynet undo takes that back)."]
