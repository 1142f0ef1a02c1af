"""Who may help with something, why, and who could introduce you to somebody who would."""

from __future__ import annotations

from datetime import date

from tinynet.core.dates import say_ago
from tinynet.gatherings.rules import asking
from tinynet.output.page import count_of
from tinynet.output.text import clean, fit

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tinynet.gatherings.documents import AskDocument, Helper, Introducer, ReasonToAsk
    from tinynet.output.answer import Answer
    from tinynet.output.page import Cell, Page

REASONS = 2  # told of each
NAME_SHARE = 3  # a name takes a third of the page at most
TOPIC_WIDTH = 40


def show(answer: Answer[AskDocument], page: Page) -> None:
    """A row a helper with the reasons, then a row for each who could introduce you."""
    document = answer.envelope()
    helpers, introducers = document["helpers"], document["introducers"]
    topic = fit(clean(document["topic"]), TOPIC_WIDTH)
    if not helpers and not introducers:
        nobody(document, topic, page)
        return
    if helpers:
        page.table([helper(one, page) for one in helpers], align=" wr")
        more = document["total"] - len(helpers)
        if more:
            page.say((f"and {count_of(more, 'other')} (--limit {document['total']})", "dim"))
    else:
        page.say(f'Nothing you noted connects anybody with "{topic}" directly.')
    if introducers:
        page.say()
        page.say(("could introduce you to somebody", "dim"))
        page.table(
            [[name(one, page), describe_introducer(one, page.today)] for one in introducers],
            align=" w",
        )
    page.say()
    first = helpers[0]["handle"] if helpers else introducers[0]["handle"]
    page.say(("if they help, keep it for next time:  ", "dim"), f'tinynet favour got {first} "..."')


def helper(one: Helper, page: Page) -> list[Cell]:
    """One who may help."""
    reasons = one["reasons"][:REASONS]
    more = len(one["reasons"]) - len(reasons)
    why = "; ".join(describe(reason, page.today) for reason in reasons)
    cells: list[Cell] = [name(one, page), [why, (f"; and {more} more" if more else "", "dim")]]
    if page.scores:
        cells.append((f"strength {one['strength']:.1f}" if one["strength"] else "", "dim"))
    return cells


def describe(reason: ReasonToAsk, today: date) -> str:
    """A reason in words."""
    return asking.describe(
        reason["what"], reason["quote"], on=reason["on"], label=reason["label"],
        other=reason["other"], today=today,
    )  # fmt: skip


def describe_introducer(one: Introducer, today: date) -> str:
    """Why this person could introduce you, in words."""
    met = one["met"]
    if met is None:
        return describe(one["reason"], today) if one["reason"] else ""
    how = "you met one through the other" if met["how"] == "through" else met["how"]
    ago = f", {say_ago((today - date.fromisoformat(met['on'])).days)}" if met["on"] else ""
    return f"knows {one['to_name']} ({how}{ago})"


def name(one: Helper | Introducer, page: Page) -> Cell:
    """A name that leaves the reasons their room."""
    return (fit(clean(one["name"]), max(page.width // NAME_SHARE, 8)), "bold")


def nobody(document: AskDocument, topic: str, page: Page) -> None:
    """What to say where nobody fits: what is near, what is known, how to make it known."""
    if not document["people"]:
        page.say("There is nobody yet. Begin with ", ('tinynet add "Anne Baker"', "bold"))
        return
    page.say(f'Nothing you noted connects anybody with "{topic}".')
    if document["near"]:
        page.text(f"Similar words: {', '.join(document['near'])}")
    if document["known"]:
        page.text(f"Your people's tags are: {', '.join(document['known'])}")
    page.say(("if somebody knows about it, note it:  ", "dim"),
             f"tinynet note {document['example']} ...")  # fmt: skip
