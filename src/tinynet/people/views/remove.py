"""Who was removed."""

from __future__ import annotations

from tinynet.output.views import done

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tinynet.output.answer import Answer
    from tinynet.output.page import Page
    from tinynet.people.documents import RemoveDocument


def show(answer: Answer[RemoveDocument], page: Page) -> None:
    """Who, and the way back."""
    name = answer.envelope()["name"]
    done.say(page, f"{name} is removed.", "tinynet undo brings everything back.")
