"""Show addresses for a mail program."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tinynet.output.answer import Answer
    from tinynet.output.page import Page


def show(answer: Answer, page: Page) -> None:
    """A line an address: whose, the address, and what is known of it."""
    if not answer.rows:
        page.say("No address fits.")
        page.say(("tinynet edit WHO --email ADDRESS keeps one.", "dim"))
        return
    rows = [[(name, "bold"), address, (other, "dim")] for address, name, other, _ in answer.rows]
    page.table(rows, align="  c")
