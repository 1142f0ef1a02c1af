"""Show an evening: who was there, who is new, and what it cost."""

from __future__ import annotations

from datetime import date

from tinynet.contacts.views.log import plans_of, same_again
from tinynet.core.dates import say_day
from tinynet.core.spans import say_duration
from tinynet.output.page import NAME_WIDTH, count_of
from tinynet.output.text import clean, fit
from tinynet.output.views.standing import standings

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tinynet.contacts.documents import MetDocument
    from tinynet.output.answer import Answer
    from tinynet.output.documents import Standing
    from tinynet.output.page import Page

MONEY = "{:,.2f}"


def show(answer: Answer[MetDocument], page: Page) -> None:
    """Show a line for the evening, one per person, one for the cost, and what to do next."""
    done = answer.envelope()
    when = say_day(date.fromisoformat(done["on"]), page.today)
    length = f", {say_duration(done['minutes'])}" if done["minutes"] else ""
    people = f", {count_of(len(done['people']), 'person', 'people')}" if done["people"] else ""
    number = f"  #{done['id']}" if done["id"] else ""
    page.say(
        (fit(clean(done["occasion"]), page.width // 2), "bold"),
        f"  {when}{length}{people}",
        (number, "dim"),
    )
    same_again(done["again"], page)
    known = [tie for tie in done["ties"] if tie["handle"] not in done["added"]]
    if known:
        standings(known, page, "other")
    for tie in done["ties"]:
        if tie["handle"] in done["added"]:
            page.say(("  new: ", "cyan"), name(tie), (f"  {tie['handle']}", "dim"))
    if done["already"]:
        page.say((f"  in it already: {', '.join(done['already'])}", "dim"))
    if took := spent(done):
        page.say(f"  {took}")
    for note in done["ticked"]:
        page.text(f"ticked off: {note['text']}", indent=2, style="cyan")
    plans_of(
        page,
        fulfilled=done["fulfilled"],
        reopened=done["reopened"],
        left_open=done["left_open"],
    )
    next_step(done, page)


def name(tie: Standing) -> str:
    """A name cut to the room on its line."""
    return fit(clean(tie["name"]), NAME_WIDTH)


def spent(done: MetDocument) -> str:
    """What an evening cost and whether it drained you; "" if not recorded."""
    cost = f"cost {MONEY.format(done['cost'])}" if done["cost"] is not None else ""
    left = {True: "it drained you", False: "it did you good", None: ""}[done["drained"]]
    return ", ".join(text for text in (cost, left) if text)


def next_step(done: MetDocument, page: Page) -> None:
    """Suggest what to do about the new people."""
    for handle in done["unnamed"][:1]:
        page.say(
            (f"when you learn their name: tinynet edit {handle} --name NAME --handle H", "dim")
        )
    named = [handle for handle in done["added"] if handle not in done["unnamed"]]
    for handle in named[:1]:
        page.say((f'next: tinynet note {handle} "what you talked about"', "dim"))
