"""The commands at a glance, in the order in which one meets them."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from tinynet.cli.documents import OverviewDocument
    from tinynet.output.answer import Answer
    from tinynet.output.page import Page

INDENT = 2


def show(answer: Answer[OverviewDocument], page: Page) -> None:
    """A line a command, under the headings of the rooms; then the topics and the way in."""
    page.say(("tinynet", "bold"), ": a few friends, remembered.")
    document = answer.envelope()
    summaries = {one["name"]: one["summary"] for one in document["commands"]}
    wide = max(map(len, [*summaries, *(topic["name"] for topic in document["topics"])]))
    for group in document["groups"]:
        page.say()
        page.say((group["heading"], "bold"))
        lines([(name, summaries[name]) for name in group["commands"]], wide, page)
    page.say()
    page.say(("To read about", "bold"), ("  with tinynet help", "dim"))
    lines([(topic["name"], topic["summary"]) for topic in document["topics"]], wide, page)
    page.say()
    page.say("Begin with ", ('tinynet add "Anne Baker"', "bold"), ", or look around with ",
             ("tinynet demo", "bold"))  # fmt: skip
    page.say(("tinynet COMMAND --help says more about each.", "dim"))


def lines(rows: Sequence[tuple[str, str]], wide: int, page: Page) -> None:
    """Names and what they are."""
    named = ((" " * INDENT + name.ljust(wide), summary) for name, summary in rows)
    page.table([[(name, "cyan"), summary] for name, summary in named], align=" w")
