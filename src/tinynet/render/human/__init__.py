"""For people on a terminal: one module a view, each with `show(answer, page)`."""

from __future__ import annotations

from importlib import import_module

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tinynet.core.answer import Answer
    from tinynet.render.human.page import Page


def render(answer: Answer, page: Page) -> str:
    """The answer as its view shows it."""
    import_module(f"tinynet.render.human.{answer.view}").show(answer, page)
    return page.result()
