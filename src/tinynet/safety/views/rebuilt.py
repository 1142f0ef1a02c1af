"""Show what was recomputed, and how much of it was wrong."""

from __future__ import annotations

from tinynet.output.page import count_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tinynet.output.answer import Answer
    from tinynet.output.page import Page


def show(answer: Answer, page: Page) -> None:
    """A line."""
    counts = answer.document["rebuilt"]
    words = [
        count_of(counts["contacts"], "contact"),
        count_of(counts["names"], "person to be found", "people to be found"),
        count_of(counts["ties"], "score"),
    ]
    wrong = [word for word, count in zip(words, counts.values(), strict=True) if count]
    if not wrong:
        page.say("Everything was right already.")
        return
    did = "would put right: " if answer.document["dry_run"] else "put right: "
    page.say((did, "cyan"), ", ".join(wrong))
