"""Show plans with their age."""

from __future__ import annotations

from datetime import date

from tinynet.contacts.views.history import joined, one_line
from tinynet.core.dates import say_day
from tinynet.core.names import join_names
from tinynet.output.page import LEAST_NAMES, NAME_WIDTH, count_of
from tinynet.output.text import clean, fit, width
from tinynet.plans.rules.plans import say_age

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from tinynet.output.answer import Answer
    from tinynet.output.documents import PersonName
    from tinynet.output.page import Cell, Page, Part
    from tinynet.plans.documents import Plan, PlansDocument, PlanWithState

SAID = {"me": "you said so", "them": "they said so"}
SHOWN = 5  # lines of plans under the people who are due


def show(answer: Answer[PlansDocument], page: Page) -> None:
    """Show a row per plan: what, with whom, age and due day, note, number."""
    document = answer.envelope()
    plans = document["plans"]
    counts = ((document["kept"], "kept"), (document["dropped"], "dropped"))
    if settled := [f"{count} {how}" for count, how in counts if count]:
        page.say((f"{', '.join(settled)} (tinynet undo takes that back).", "bold"))
    if not plans:
        nothing(document["of"], page)
        return
    page.table([row(plan, page) for plan in plans], align=" www")
    advice = what_next(plans)
    if advice:
        page.say()
        page.joined("", advice.split(" · "), style="dim")


def what_next(plans: Sequence[PlanWithState]) -> str:
    """The command to type: about stale plans, else about the first; "" without plans."""
    stale = [plan for plan in plans if plan["state"] == "stale"]
    if stale:
        waits = count_of(len(stale), "has", "have")
        return f"{waits} waited long; tinynet plan --drop {stale[0]['id']} lets it go"
    first = plans[0]
    if first["state"] != "open":
        return ""
    logs = f"tinynet log {first['kind']} {' '.join(first['people'])}"
    return f"{logs} · plan --drop {first['id']}"


def nothing(of: PersonName | None, page: Page) -> None:
    """What to say if there are no plans."""
    whom = f" with {of['name']}" if of else ""
    handle = of["handle"] if of else "anne"
    page.say(f"Nothing is planned{whom}. ", (f"tinynet plan coffee {handle}", "bold"),
             " keeps what you mean to do.")  # fmt: skip


def row(plan: PlanWithState, page: Page) -> list[Cell]:
    """One plan."""
    ended = plan["state"] in {"done", "dropped"}
    about: list[tuple[str, str]] = [(note(plan, page), "")] if plan["note"] else []
    about += [(suggested_by(plan), "dim")] if plan["said_by"] else []
    return [
        (plan["kind"], "dim" if ended else "bold"),
        names(plan),
        ending(plan, page) if ended else since(plan, page),
        joined(about),
        (f"#{plan['id']}", "dim"),
    ]


def since(plan: Plan | PlanWithState, page: Page) -> list[Part]:
    """The age of a plan, and its due day."""
    day = by_day(plan, page.today)
    cell: list[Part] = [say_age(plan["age_days"])]
    cell += [(f", {day}", "cyan")] if day else []
    cell += [(", stale", "yellow")] if plan.get("state") == "stale" else []
    return cell


def ending(plan: PlanWithState, page: Page) -> Cell:
    """When it was done or dropped."""
    day = date.fromisoformat(plan["done_on"] or plan["dropped_on"] or "")
    return (f"{plan['state']} {say_day(day, page.today)}", "green" if plan["done_on"] else "dim")


def now(plans: Sequence[Plan], page: Page) -> None:
    """Show the plans that matter today, a line each; long names make room for the day."""
    room = page.width - 6
    for plan in plans[:SHOWN]:
        parts = [say_age(plan["age_days"]), by_day(plan, page.today)]
        when = "".join(f", {part}" for part in parts if part)
        line = fit(what(plan), max(room - len(when), LEAST_NAMES)) + when
        note = clean(f": {one_line(plan['note'])}") if plan["note"] else ""
        page.say(("plan", "cyan"), f"  {line}{fit(note, room - width(line))}")
    if plans[SHOWN:]:
        others = count_of(len(plans) - SHOWN, "other plan")
        page.say((f"      and {others} (tinynet plans)", "dim"))


def what(plan: Plan) -> str:
    """What is planned: coffee with Anne and Bob Marsh."""
    return f"{plan['kind']} with {names(plan)}"


def names(plan: Plan) -> str:
    """Everybody in a plan."""
    return join_names([fit(clean(name), NAME_WIDTH) for name in plan["names"]] or ["somebody"])


def by_day(plan: Plan, today: date) -> str:
    """The due day of a plan: "by Fri 6 Mar"; "" if it has none."""
    return f"by {say_day(date.fromisoformat(plan['by']), today)}" if plan["by"] else ""


def note(plan: Plan, page: Page) -> str:
    """The plan's note, at most two lines; "" without one."""
    return fit(clean(one_line(plan["note"] or "")), 2 * page.width)


def suggested_by(plan: Plan) -> str:
    """Who suggested the plan, if that is known."""
    return SAID.get(plan["said_by"] or "", "")
