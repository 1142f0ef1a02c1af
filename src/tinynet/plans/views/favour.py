"""Who helped whom, and where the two of you are with it."""

from __future__ import annotations

from tinynet.output.views import done
from tinynet.people.rules.echo import short
from tinynet.plans.rules.favours import GAVE, balance

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tinynet.output.answer import Answer
    from tinynet.output.page import Page
    from tinynet.plans.documents import FavourDocument, RemovedFavourDocument


def show(answer: Answer[FavourDocument | RemovedFavourDocument], page: Page) -> None:
    """The favour in words, and how often who helped."""
    favour = answer.envelope()
    name, text = favour["name"], short(favour["text"])
    helped = f"You helped {name}: {text}" if favour["way"] == GAVE else f"{name} helped you: {text}"
    gave, got = favour["gave"], favour["got"]
    so_far = (f"So far {balance(gave, got)}.",) if gave + got > 1 else ()
    done.say(page, f"Taken out: {helped}" if "removed" in favour else helped, *so_far)
