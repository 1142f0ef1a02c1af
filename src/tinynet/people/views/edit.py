"""What was corrected."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tinynet.output.answer import Answer
    from tinynet.output.page import Page

WORDS = {
    "every_days": "cadence",
    "met_how": "how you met",
    "met_at": "where you met",
    "met_on": "when you met",
    "met_via": "through whom you met",
    "details": "ways to reach them",
    "anniversaries": "dates",
}


def show(answer: Answer, page: Page) -> None:
    """One line."""
    done = answer.document
    fields = [WORDS.get(field, field) for field in done["changed"]]
    if not fields:
        page.say(f"{done['name']} stays as before.")
        return
    page.say((done["name"], "bold"), f" ({done['handle']}): changed {', '.join(fields)}")
