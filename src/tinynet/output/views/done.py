"""What a small command did: a sentence, what follows from it, and where it leaves a friendship."""

from __future__ import annotations

from tinynet.output.page import count_of
from tinynet.output.views.standing import SHOWN, standing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tinynet.output.answer import Answer
    from tinynet.output.page import Page


def show(answer: Answer, page: Page) -> None:
    """The lines of `said`, the first one bold; then the ties that have moved, if any."""
    first, *more = answer.document["said"]
    page.say((first, "bold"))
    for line in more:
        page.say((line, "dim"))
    ties = answer.document.get("ties", [])
    for tie in ties[:SHOWN]:
        page.say(f"  {tie['name']}: ", *standing(tie, page))
    if len(ties) > SHOWN:
        page.say((f"  and {count_of(len(ties) - SHOWN, 'other')}", "dim"))
