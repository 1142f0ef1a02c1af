"""A row of contacts that was logged, and where it leaves the friendship."""

from __future__ import annotations

from datetime import date

from tinynet.contacts.views.log import describe_again, ending, new_people, plans_of
from tinynet.core.dates import say_day
from tinynet.core.names import join_names
from tinynet.output.page import NAME_WIDTH, count_of
from tinynet.output.text import fit

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from tinynet.contacts.documents import LogRowDocument
    from tinynet.output.answer import Answer
    from tinynet.output.page import Page


def show(answer: Answer[LogRowDocument], page: Page) -> None:
    """One line for all of them, then what follows from it, as `log` tells it."""
    done = answer.envelope()
    names = join_names([fit(tie["name"], NAME_WIDTH) for tie in done["ties"]])
    what = f"tried a {done['kind']}" if done["attempt"] else done["kind"]
    days = (done["first"], done["last"])
    first, last = (say_day(date.fromisoformat(day), page.today) for day in days)
    when = first if done["logged"] == 1 else f"{first} to {last}"
    ids = done["ids"]
    numbers = f"#{ids[0]}" if done["logged"] == 1 else f"#{ids[0]} to #{ids[-1]}"
    page.say(
        (f"{what} with {names}, {count_of(done['logged'], 'day')}", "bold"),
        f"  {when}  ",
        (numbers, "dim"),
    )
    if done["again"]:
        page.say((f"  {describe_all_again(done['again'], done['logged'])}", "yellow"))
    ending(done["ties"], done["ticked"], page)
    plans_of(page, fulfilled=done["fulfilled"])
    new_people(done["added"], page)


def describe_all_again(numbers: Sequence[int], count: int) -> str:
    """That some of a row are logged already, and how to take the row back."""
    if count == 1:
        return describe_again(numbers[0])
    first, last = min(numbers), max(numbers)
    which = f"#{first}" if len(numbers) == 1 else f"#{first} to #{last}"
    return f"{len(numbers)} of these days are logged already, {which}; tinynet undo"
