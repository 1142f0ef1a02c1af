"""How many lines of a batch were logged."""

from __future__ import annotations

from tinynet.output.page import count_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tinynet.contacts.documents import BatchDocument, JotLinesDocument
    from tinynet.output.answer import Answer
    from tinynet.output.page import Page


def show(answer: Answer[BatchDocument], page: Page) -> None:
    """How many lines were logged, left out, and here already."""
    done = answer.envelope()
    counts(done, done["known"], page)


def counts(done: BatchDocument | JotLinesDocument, known: int, page: Page) -> None:
    """One line for what was logged, one for what was left out."""
    added = f"; new: {', '.join(done['added'])}" if done["added"] else ""
    page.say(f"{count_of(done['written'], 'contact')} logged{added}")
    if known:
        page.say(f"{count_of(known, 'contact was', 'contacts were')} here already")
    if done["fulfilled"]:
        plans = count_of(len(done["fulfilled"]), "plan is", "plans are")
        page.say((f"{plans} done by that", "green"))
    if done["refused"]:
        page.say((f"{count_of(len(done['refused']), 'line')} left out", "yellow"))
