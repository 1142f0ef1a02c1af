"""What was logged, and where it leaves the friendship."""

from __future__ import annotations

from datetime import date

from tinynet.core.dates import say_ago, say_day
from tinynet.core.names import join_names
from tinynet.core.spans import say_duration
from tinynet.output.page import count_of
from tinynet.output.text import fit
from tinynet.output.views.standing import SHOWN, standing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from tinynet.output.answer import Answer
    from tinynet.output.page import Page
    from tinynet.plans.documents import FulfilledPlan

NAME_WIDTH = 40  # columns


def show(answer: Answer, page: Page) -> None:
    """One line for what happened, one for each person's new standing."""
    done = answer.document
    names = [fit(tie["name"], NAME_WIDTH) for tie in done["ties"]]
    when = say_day(date.fromisoformat(done["on"]), page.today)
    what = f"tried a {done['kind']}" if done["attempt"] else done["kind"]
    lasted = done["minutes"] and not done["attempt"]
    length = f", {say_duration(done['minutes'])}" if lasted else ""
    place = f", {done['place']}" if done["place"] else ""
    number = f"#{done['id']}"
    page.say(
        (f"{what} with {join_names(names)}", "bold"), f"  {when}{length}{place}  ", (number, "dim")
    )
    ending(done, page)


def ending(done: dict[str, Any], page: Page) -> None:
    """Each person's new standing, and what was ticked off, fulfilled and added."""
    for tie in done["ties"][:SHOWN]:
        page.say(f"  {fit(tie['name'], NAME_WIDTH)}: ", *standing(tie, page))
    if len(done["ties"]) > SHOWN:
        page.say((f"  and {count_of(len(done['ties']) - SHOWN, 'other')}", "dim"))
    for note in done["ticked"]:
        page.say(("  ticked off: ", "cyan"), note["text"])
    plans_of(done, page)
    for handle in done["added"]:
        page.say(("  new: ", "cyan"), handle)


def plans_of(done: dict[str, Any], page: Page) -> None:
    """The plans that this fulfilled, and those that are open again."""
    for plan in done.get("fulfilled", ()):
        that = "that was" if plan["kind"] == done["kind"] else "that counts as"
        page.say((f"  {that} the {planned(plan, page.today)}", "green"))
    for plan in done.get("reopened", ()):
        page.say((f"  open again: the {planned(plan, page.today)}", "cyan"))


def planned(plan: FulfilledPlan, today: date) -> str:
    """A plan and when it was made: coffee you planned 5 months ago."""
    days = (today - date.fromisoformat(plan["made_on"])).days
    return f"{plan['kind']} you planned {say_ago(max(days, 0))}"
