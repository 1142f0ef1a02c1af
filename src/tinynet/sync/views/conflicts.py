"""Show conflicts: who says what, when, and how to turn it round."""

from __future__ import annotations

from datetime import date, datetime

from tinynet.core.dates import say_day
from tinynet.output.text import clean, fit, width

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from tinynet.output.answer import Answer
    from tinynet.output.page import Page
    from tinynet.sync.documents import ConflictRecord, WrittenRecord

LONGEST = 60  # columns of a value in a sentence
WORDS = {"met_how": "how you met", "met_at": "where you met", "met_on": "when you met",
         "met_via": "through whom you met", "organisation": "work", "every_days": "cadence",
         "kind_id": "kind", "on": "day", "person_id": "whose it is"}  # fmt: skip


def show(answer: Answer, page: Page) -> None:
    """A sentence each."""
    found = answer.document["conflicts"]
    if answer.document["turned"]:
        page.say(("Settled; ", "bold"), "tinynet sync sends it, tinynet undo takes it back")
        return
    if not found:
        page.say("There are no conflicts.")
    for conflict in found:
        show_one(conflict, page)


def show_one(conflict: ConflictRecord, page: Page) -> None:
    """What lost, and the command that turns it round."""
    command = f"tinynet sync conflicts {conflict['number']} --other"
    with_command(sentence(conflict, page), command, page)


def with_command(text: str, command: str, page: Page) -> None:
    """A sentence and the command that goes with it, which stays whole."""
    if width(clean(text)) + len(f"  {command}") <= page.width:
        page.say(text, (f"  {command}", "dim"))
    else:
        page.text(text)
        page.say((f"  {command}", "dim"))


def sentence(conflict: ConflictRecord, page: Page) -> str:
    """Anne Baker: circle is close (desktop, 10:05); laptop said inner (10:00)."""
    kept, lost = conflict["kept"], conflict["lost"]
    if conflict["kind"] == "double":
        one, two = kept["values"], lost["values"]
        day = say_day(date.fromisoformat(one["on"]), page.today)
        return (
            f"{conflict['name']}: {one['kind']}, {day}, is there twice, as #{one['id']} "
            f"({kept['device']}) and #{two['id']} ({lost['device']}). To make it one:"
        )
    about = "" if conflict["what"] == "person" else f"{conflict['what']}, "
    kept_words, lost_words = values(kept), values(lost)
    return (
        f"{conflict['name']}: {about}{kept_words} ({kept['device']}, {moment(kept, page)}); "
        f"{lost['device']} said {bare(lost) or lost_words} ({moment(lost, page)})."
    )


def values(written: WrittenRecord) -> str:
    """What somebody wrote: circle is close."""
    return ", ".join(f"{word(c)} is {shown(value)}" for c, value in written["values"].items())


def bare(written: WrittenRecord) -> str:
    """The value alone, where it is one."""
    some = list(written["values"].values())
    return shown(some[0]) if len(some) == 1 else ""


def word(column: str) -> str:
    """What people call a column."""
    return WORDS.get(column, column.replace("_", " "))


def shown(value: Any) -> str:
    """A value in a sentence."""
    return "nothing" if value is None or value == "" else fit(str(value), LONGEST)


def moment(written: WrittenRecord, page: Page) -> str:
    """When, in local time: only the time of day where it was today."""
    at = datetime.fromisoformat(written["at"]).astimezone()
    if at.date() == page.today:
        return f"{at:%H:%M}"
    return f"{say_day(at.date(), page.today)} {at:%H:%M}"
