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
    from collections.abc import Sequence

    from tinynet.contacts.documents import AmendDocument, LogDocument, Notices, TickedNote
    from tinynet.output.answer import Answer
    from tinynet.output.documents import Standing
    from tinynet.output.page import Page
    from tinynet.plans.documents import FulfilledPlan


def show(answer: Answer[LogDocument | AmendDocument], page: Page) -> None:
    """One line for what happened, one for each person's new standing."""
    done = answer.envelope()
    names = [tie["name"] for tie in done["ties"]]
    when = say_day(date.fromisoformat(done["on"]), page.today)
    what = f"tried a {done['kind']}" if done["attempt"] else done["kind"]
    minutes = None if done["attempt"] else done["minutes"]
    length = f", {say_duration(minutes)}" if minutes else ""
    place = f", {fit(clean(done['place']), NAME_WIDTH)}" if done["place"] else ""
    occasion = f", {fit(clean(done['occasion']), NAME_WIDTH)}" if done["occasion"] else ""
    page.heading(
        names,
        before=f"{what} with ",
        after=f"  {when}{length}{place}{occasion}",
        number=f"#{done['id']}",
    )
    if "again" in done:
        same_again(done["again"], page)
    ending(done["ties"], done["ticked"], page)
    if "reopened" in done:
        plans_of(page, fulfilled=done["fulfilled"], reopened=done["reopened"])
    else:
        plans_of(page, fulfilled=done["fulfilled"], left_open=done["left_open"])
    new_people(done["added"], page)


def notices(known: Notices, today: date) -> list[str]:
    """What else there is to know of a contact, a sentence each."""
    return [
        *(describe_ticked(note) for note in known.get("ticked", ())),
        *(describe_fulfilled(plan, today) for plan in known.get("fulfilled", ())),
        *(describe_reopened(plan, today) for plan in known.get("reopened", ())),
        *(describe_open(plan, today) for plan in known.get("left_open", ())),
    ]


def same_again(number: int | None, page: Page) -> None:
    """Say that the same contact was logged a few minutes before."""
    if number is not None:
        page.say((f"  {describe_again(number)}", "yellow"))


def describe_again(number: int) -> str:
    """That the same contact is logged already, and how to take this one back."""
    return f"that is #{number} again; tinynet undo"


def ending(ties: Sequence[Standing], ticked: Sequence[TickedNote], page: Page) -> None:
    """Each person's new standing, and the next-time notes that were ticked off."""
    standings(ties, page)
    for note in ticked:
        page.text(describe_ticked(note), indent=2, style="cyan")


def plans_of(
    page: Page,
    *,
    fulfilled: Sequence[FulfilledPlan],
    reopened: Sequence[FulfilledPlan] = (),
    left_open: Sequence[FulfilledPlan] = (),
) -> None:
    """The plans that this fulfilled, those that it does no longer, and those it may have been."""
    for plan in fulfilled:
        page.say((f"  {describe_fulfilled(plan, page.today)}", "green"))
    for plan in reopened:
        page.say((f"  {describe_reopened(plan, page.today)}", "cyan"))
    for plan in left_open:
        page.text(describe_open(plan, page.today), indent=2, style="cyan")


def new_people(added: Sequence[str], page: Page) -> None:
    """Who is new, by handle."""
    for handle in added:
        page.say(("  new: ", "cyan"), handle)


def describe_ticked(note: TickedNote) -> str:
    """A next-time note that was ticked off."""
    return f"ticked off: {note['text']}"


def describe_fulfilled(plan: FulfilledPlan, today: date) -> str:
    """A plan that this was."""
    return f"that was the {planned(plan, today)}"


def describe_reopened(plan: FulfilledPlan, today: date) -> str:
    """A plan that this is no longer."""
    return f"open again: the {planned(plan, today)}"


def describe_open(plan: FulfilledPlan, today: date) -> str:
    """A plan that this may have been, and how to say so."""
    return f"still open: the {planned(plan, today)}; tinynet plan --done {plan['id']}"


def planned(plan: FulfilledPlan, today: date) -> str:
    """A plan and when it was made: coffee you planned 5 months ago."""
    days = (today - date.fromisoformat(plan["made_on"])).days
    return f"{plan['kind']} you planned {say_ago(max(days, 0))}"
