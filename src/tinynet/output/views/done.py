"""What a small command did: a sentence, what follows from it, and where it leaves friendships."""

from __future__ import annotations

from tinynet.output.views.standing import standings

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tinynet.output.answer import Answer
    from tinynet.output.page import Page


def show(answer: Answer, page: Page) -> None:
    """The sentences of `message`, the first one bold; then the ties that have moved, if any."""
    say(page, *answer.message)
    standings(answer.document.get("ties", []), page)


def say(page: Page, first: str, *others: str) -> None:
    """The first line bold, the others dim."""
    page.text(first, style="bold")
    more(page, *others)


def more(page: Page, *lines: str) -> None:
    """Lines that follow from the first."""
    for line in lines:
        page.text(line.lstrip(), indent=len(line) - len(line.lstrip()), style="dim")
