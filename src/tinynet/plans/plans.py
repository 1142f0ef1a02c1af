"""tinynet plans: what you keep meaning to do, and for how long."""

from __future__ import annotations

from datetime import date

from tinynet import config
from tinynet.db import sql
from tinynet.errors import CancelledError
from tinynet.friendship.dates_ahead_rows import PAST_DAYS, planned
from tinynet.output.answer import Answer
from tinynet.plans.rules.plans import is_stale

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from tinynet.cli.env import Env
    from tinynet.cli.options import AllPlans, MaybeWho
    from tinynet.db.sql import PlansWithRecord
    from tinynet.plans.documents import PlansDocument, PlanWithState

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


def run(env: Env, who: MaybeWho = None, *, all: AllPlans = False) -> Answer[PlansDocument]:  # noqa: A002  the option's name is the parameter's
    """What you plan, with whom and for how long: what has a day first, then the longest meant.

    On a terminal you are asked once about those that have waited long (the setting plan.stale).
    """
    from tinynet.cli.find_people import find

    store = env.reading()
    person = find(env, store, who) if who is not None else None
    asked = person.id if person else None
    found = records(env, store.records(sql.plans_with, who=asked, all=int(all)))
    stale = [plan for plan in found if plan["state"] == "stale"]
    answers: list[tuple[int, bool]] = []
    if stale and env.output == "human" and env.can_ask() and not (env.yes or env.dry_run):
        store.close()  # a reader that waits for an answer would keep every writer waiting
        answers = ask(env, stale)
        settle(env, answers)
        store = env.reading()
        found = records(env, store.records(sql.plans_with, who=asked, all=int(all)))
    store.close()
    joined: list[dict[str, object]] = [
        {**plan, "people": ",".join(plan["people"])} for plan in found
    ]
    rows = [tuple(plan[key] for key in COLUMNS) for plan in joined]
    plain = [tuple(plan[key] for key in PLAIN) for plan in joined]
    document = {
        "today": env.today.isoformat(),
        "of": {"handle": person.handle, "name": person.name} if person else None,
        "kept": sum(kept for _, kept in answers),
        "dropped": sum(not kept for _, kept in answers),
    }
    return Answer(
        "plans.plans",
        document,
        key="plans",
        columns=COLUMNS,
        rows=rows,
        plain=plain,
        wrote=bool(answers),
    )


def records(env: Env, rows: Sequence[PlansWithRecord]) -> list[PlanWithState]:
    """Plans with their state: open, stale (open for long), done or dropped."""
    after = config.days(str(env.settings["plan.stale"]))
    return [
        {
            **planned(row, env.today),
            "state": state(row, env.today, after),
            "done_on": row["done_on"],
            "interaction_id": row["interaction_id"],
            "dropped_on": row["dropped_on"],
        }
        for row in rows
    ]


def state(row: PlansWithRecord, today: date, after: int) -> str:
    """The state of a plan."""
    if row["dropped_on"]:
        return "dropped"
    if row["done_on"]:
        return "done"
    made, by, offered = (
        date.fromisoformat(day) if day else None
        for day in (row["made_on"], row["by"], row["offered_on"])
    )
    stale = is_stale(made or today, by, offered, today=today, after=after, past=PAST_DAYS)
    return "stale" if stale else "open"


def ask(env: Env, stale: list[PlanWithState]) -> list[tuple[int, bool]]:
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


def settle(env: Env, answers: list[tuple[int, bool]]) -> None:
    """Write down what was answered, as one step of undo."""
    if not answers:
        return
    from tinynet.plans import rows as plans

    with env.unit() as store:
        plans.tidy(store, answers, env.today.isoformat())
