"""A row of contacts that was logged, and where it leaves the friendship."""

from __future__ import annotations

from datetime import date

from tinynet.contacts.views.log import ending
from tinynet.core.dates import say_day
from tinynet.core.names import join_names
from tinynet.output.page import NAME_WIDTH, count_of
from tinynet.output.text import fit

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tinynet.output.answer import Answer
    from tinynet.output.page import Page


def show(answer: Answer, page: Page) -> None:
    """One line for all of them, then what follows from it, as `log` tells it."""
    done = answer.document
    names = join_names([fit(tie["name"], NAME_WIDTH) for tie in done["ties"]])
    what = f"tried a {done['kind']}" if done["attempt"] else done["kind"]
    first, last = (say_day(date.fromisoformat(done[key]), page.today) for key in ("first", "last"))
    when = first if done["logged"] == 1 else f"{first} to {last}"
    one, *_, end = done["ids"] * 2
    numbers = f"#{one}" if done["logged"] == 1 else f"#{one} to #{end}"
    page.say(
        (f"{what} with {names}, {count_of(done['logged'], 'day')}", "bold"),
        f"  {when}  ",
        (numbers, "dim"),
    )
    ending(done, page)
