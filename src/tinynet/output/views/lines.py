"""Show the lines of the plain form, the same for people and programs."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tinynet.output.answer import Answer
    from tinynet.output.page import Page


def show(answer: Answer, page: Page) -> None:
    """Each line as it is."""
    for (line,) in answer.plain:
        page.verbatim(str(line))
