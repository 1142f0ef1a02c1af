"""Show nothing, where nothing came in."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tinynet.output.answer import Answer
    from tinynet.output.page import Page


def show(answer: Answer, page: Page) -> None:
    """Say nothing."""
