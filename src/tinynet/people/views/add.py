"""Show the person added, and what to do next."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tinynet.output.answer import Answer
    from tinynet.output.page import Page
    from tinynet.people.documents import AddDocument


def show(answer: Answer[AddDocument], page: Page) -> None:
    """Show a line for the person, one for the next step."""
    person = answer.envelope()
    circle = f", {person['circle']} circle" if person["circle"] else ""
    page.say((person["name"], "bold"), f" is {person['handle']}{circle}")
    page.say((f"next: tinynet log coffee {person['handle']}", "dim"))
