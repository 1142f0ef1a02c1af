"""How many lines of a batch were logged."""

from __future__ import annotations

from tinynet.output.page import count_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tinynet.output.answer import Answer
    from tinynet.output.page import Page


def show(answer: Answer, page: Page) -> None:
    """One line for what was logged, one for what was left out."""
    done = answer.document
    added = f"; new: {', '.join(done['added'])}" if done["added"] else ""
    page.say(f"{count_of(done['written'], 'contact')} logged{added}")
    if done.get("known"):
        page.say(f"{count_of(done['known'], 'contact was', 'contacts were')} here already")
    if done.get("fulfilled"):
        plans = count_of(len(done["fulfilled"]), "plan is", "plans are")
        page.say((f"{plans} done by that", "green"))
    if done["refused"]:
        page.say((f"{count_of(len(done['refused']), 'line')} left out", "yellow"))
