"""The commands at a glance, in the order in which one meets them."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
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
        for name in group["commands"]:
            line(name, summaries[name], wide, page)
    page.say()
    page.say(("To read about", "bold"), ("  with tinynet help", "dim"))
    for topic in document["topics"]:
        line(topic["name"], topic["summary"], wide, page)
    page.say()
    page.say("Begin with ", ('tinynet add "Anne Baker"', "bold"), ", or look around with ",
             ("tinynet demo", "bold"))  # fmt: skip
    page.say(("tinynet COMMAND --help says more about each.", "dim"))


def line(name: str, summary: str, wide: int, page: Page) -> None:
    """A name and what it is."""
    page.say(" " * INDENT, (name.ljust(wide + INDENT), "cyan"), summary)
