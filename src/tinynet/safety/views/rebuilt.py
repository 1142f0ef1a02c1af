"""Show what was recomputed, and how much of it was wrong."""

from __future__ import annotations

from tinynet.output.page import count_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tinynet.output.answer import Answer
    from tinynet.output.page import Page
    from tinynet.safety.documents import RebuiltDocument


def show(answer: Answer[RebuiltDocument], page: Page) -> None:
    """A line."""
    document = answer.envelope()
    counts = document["rebuilt"]
    words = (
        (counts["contacts"], "contact", "contacts"),
        (counts["names"], "person to be found", "people to be found"),
        (counts["ties"], "score", "scores"),
    )
    wrong = [count_of(*each) for each in words if each[0]]
    if not wrong:
        page.say("Everything was right already.")
        return
    did = "would put right: " if document["dry_run"] else "put right: "
    page.say((did, "cyan"), ", ".join(wrong))
