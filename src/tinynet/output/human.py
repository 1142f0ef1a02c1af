"""For people on a terminal: one module a view, each with `show(answer, page)`."""

from __future__ import annotations

from importlib import import_module

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from tinynet.output.answer import Answer
    from tinynet.output.page import Page


def view_module(answer: Answer) -> Any:
    """The module that shows an answer: `contacts.log` is `tinynet/contacts/views/log.py`."""
    room, name = answer.view.split(".")
    return import_module(f"tinynet.{room}.views.{name}")


def render(answer: Answer, page: Page) -> str:
    """The answer as its view shows it."""
    view_module(answer).show(answer, page)
    return page.result()
