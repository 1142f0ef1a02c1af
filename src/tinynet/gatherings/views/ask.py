"""Who may help with something, why, and who could introduce you to somebody who would."""

from __future__ import annotations

from tinynet.output.page import count_of
from tinynet.output.text import clean, fit

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from tinynet.output.answer import Answer
    from tinynet.output.page import Cell, Page

REASONS = 2  # told of each
NAME_SHARE = 3  # a name takes a third of the page at most
TOPIC_WIDTH = 40


def show(answer: Answer, page: Page) -> None:
    """A row a helper with the reasons, then a row for each who could introduce you."""
    document, helpers = answer.document, answer.records()
    introducers = document["introducers"]
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
        page.say(f'Nobody is known to have to do with "{topic}" themselves.')
    if introducers:
        page.say()
        page.say(("could introduce you to somebody", "dim"))
        page.table([[name(one, page), one["text"]] for one in introducers], align=" w")
    page.say()
    first = (helpers or introducers)[0]["handle"]
    page.say(
        ("helped?  ", "dim"), f'tinynet favour got {first} "..."', ("  is found next time", "dim")
    )


def helper(one: dict[str, Any], page: Page) -> list[Cell]:
    """One who may help."""
    told = one["reasons"][:REASONS]
    more = len(one["reasons"]) - len(told)
    why = "; ".join(reason["text"] for reason in told)
    cells: list[Cell] = [name(one, page), [why, (f"; and {more} more" if more else "", "dim")]]
    if page.scores:
        cells.append((f"strength {one['strength']:.1f}" if one["strength"] else "", "dim"))
    return cells


def name(one: dict[str, Any], page: Page) -> Cell:
    """A name that leaves the reasons their room."""
    return (fit(clean(one["name"]), max(page.width // NAME_SHARE, 8)), "bold")


def nobody(document: dict[str, Any], topic: str, page: Page) -> None:
    """What to say where nobody fits: what is near, what is known, how to make it known."""
    if not document["people"]:
        page.say("There is nobody yet. Begin with ", ('tinynet add "Anne Baker"', "bold"))
        return
    page.say(f'Nobody is known to have to do with "{topic}".')
    if document["near"]:
        page.text(f"Spelled nearly so: {', '.join(document['near'])}")
    if document["known"]:
        page.text(f"Your people's tags are: {', '.join(document['known'])}")
    page.say(("whoever does is found once you say so:  ", "dim"),
             f"tinynet note {document['example']} ...")  # fmt: skip
