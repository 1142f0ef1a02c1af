"""Show what was corrected."""

from __future__ import annotations

from tinynet.core.fields import OWN

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tinynet.output.answer import Answer
    from tinynet.output.page import Page
    from tinynet.people.documents import EditDocument

WORDS = {
    **{field["name"]: field["words"] for field in OWN},
    "details": "ways to reach them",
    "anniversaries": "dates",
}


def show(answer: Answer[EditDocument], page: Page) -> None:
    """One line."""
    done = answer.envelope()
    fields = [WORDS.get(field, field) for field in done["changed"]]
    if not fields:
        page.say(f"{done['name']} stays as before.")
        return
    page.say((done["name"], "bold"), f" ({done['handle']}): changed {', '.join(fields)}")
