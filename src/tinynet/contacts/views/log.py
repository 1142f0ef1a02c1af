"""What was logged, and where it leaves the friendship."""

from __future__ import annotations

from datetime import date

from tinynet.core.dates import say_ago, say_day
from tinynet.core.spans import say_duration
from tinynet.output.page import NAME_WIDTH
from tinynet.output.text import clean, fit
from tinynet.output.views.standing import standings

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from tinynet.output.answer import Answer
    from tinynet.output.page import Page
    from tinynet.plans.documents import FulfilledPlan


def show(answer: Answer, page: Page) -> None:
    """One line for what happened, one for each person's new standing."""
    done = answer.document
    names = [tie["name"] for tie in done["ties"]]
    when = say_day(date.fromisoformat(done["on"]), page.today)
    what = f"tried a {done['kind']}" if done["attempt"] else done["kind"]
    lasted = done["minutes"] and not done["attempt"]
    length = f", {say_duration(done['minutes'])}" if lasted else ""
    place = f", {fit(clean(done['place']), NAME_WIDTH)}" if done["place"] else ""
    occasion = f", {fit(clean(done['occasion']), NAME_WIDTH)}" if done["occasion"] else ""
    page.heading(
        names,
        before=f"{what} with ",
        after=f"  {when}{length}{place}{occasion}",
        number=f"#{done['id']}",
    )
    ending(done, page)


def ending(done: dict[str, Any], page: Page) -> None:
    """Each person's new standing, and what was ticked off, fulfilled and added."""
    if done.get("again"):
        page.say((f"  that is #{done['again']} again; tinynet undo", "yellow"))
    standings(done["ties"], page)
    for note in done["ticked"]:
        page.text(f"ticked off: {note['text']}", indent=2, style="cyan")
    plans_of(done, page)
    for handle in done["added"]:
        page.say(("  new: ", "cyan"), handle)


def plans_of(done: dict[str, Any], page: Page) -> None:
    """The plans that this fulfilled, those that it does no longer, and those it may have been."""
    for plan in done.get("fulfilled", ()):
        page.say((f"  that was the {planned(plan, page.today)}", "green"))
    for plan in done.get("reopened", ()):
        page.say((f"  open again: the {planned(plan, page.today)}", "cyan"))
    for plan in done.get("left_open", ()):
        page.text(f"still open: the {planned(plan, page.today)}; tinynet plan --done {plan['id']}",
                  indent=2, style="cyan")  # fmt: skip


def planned(plan: FulfilledPlan, today: date) -> str:
    """A plan and when it was made: coffee you planned 5 months ago."""
    days = (today - date.fromisoformat(plan["made_on"])).days
    return f"{plan['kind']} you planned {say_ago(max(days, 0))}"
