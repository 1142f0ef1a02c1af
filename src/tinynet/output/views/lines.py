"""Text that is the same for people and for programs: the plain form's lines."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tinynet.output.answer import Answer
    from tinynet.output.page import Page


def show(answer: Answer, page: Page) -> None:
    """Each line as it is."""
    for (line,) in answer.plain:
        page.say(line)
