"""Show addresses for a mail program."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tinynet.exchange.documents import EmailDocument
    from tinynet.output.answer import Answer
    from tinynet.output.page import Cell, Page


def show(answer: Answer[EmailDocument], page: Page) -> None:
    """A line an address: whose, the address, and what is known of it."""
    emails = answer.envelope()["emails"]
    if not emails:
        page.say("No address fits.")
        page.say(("tinynet edit WHO --email ADDRESS keeps one.", "dim"))
        return
    rows: list[list[Cell]] = [
        [(one["name"], "bold"), one["address"], (one["other"], "dim")] for one in emails
    ]
    page.table(rows, align="  c")
