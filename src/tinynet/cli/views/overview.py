"""The commands at a glance, in the order in which one meets them."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tinynet.output.answer import Answer
    from tinynet.output.page import Page

# The first command under each heading; the others follow in the order of COMMANDS.
HEADINGS = {
    "add": "Every day",
    "list": "What you know",
    "snooze": "Room to breathe",
    "undo": "Second thoughts",
    "upcoming": "The wider view",
    "import": "Keeping house",
}
INDENT = 2


def show(answer: Answer, page: Page) -> None:
    """A line a command, under headings; then the topics and the way in."""
    page.say(("tinynet", "bold"), ": a few friends, remembered.")
    names = [name for name, _ in answer.rows]
    wide = max(map(len, [*names, *(topic["name"] for topic in answer.document["topics"])]))
    for name, summary in answer.rows:
        if name in HEADINGS:
            page.say()
            page.say((HEADINGS[name], "bold"))
        line(name, summary, wide, page)
    page.say()
    page.say(("To read about", "bold"), ("  with tinynet help", "dim"))
    for topic in answer.document["topics"]:
        line(topic["name"], topic["summary"], wide, page)
    page.say()
    page.say("Begin with ", ('tinynet add "Anne Baker"', "bold"), ", or look around with ",
             ("tinynet demo", "bold"))  # fmt: skip
    page.say(("tinynet COMMAND --help tells more about each.", "dim"))


def line(name: str, summary: str, wide: int, page: Page) -> None:
    """A name and what it is."""
    page.say(" " * INDENT, (name.ljust(wide + INDENT), "cyan"), summary)
