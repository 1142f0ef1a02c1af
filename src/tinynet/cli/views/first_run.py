"""Show how to begin while there is nobody yet; fits the smallest screens."""

from __future__ import annotations

from tinynet.output.table import GAP

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tinynet.output.answer import Answer
    from tinynet.output.page import Page

FIRST = (
    ('tinynet add "Anne Baker"', "somebody you would like to keep close"),
    ("tinynet log coffee anne", "what the two of you did, today unless you say"),
    ('tinynet note anne "a new job"', "what you want to remember about her"),
    ("tinynet show anne", "everything you know, on one screen"),
    ("tinynet due", "who to get in touch with; this is the daily one"),
)
ABOUT = (
    "You note who your friends are and when you saw each other; it tells you whom you have not "
    "seen for too long. It all stays on this computer."
)
REST = (
    ("tinynet demo", "look around first, among invented people"),
    ("tinynet import FILE", "bring in your address book"),
    ("tinynet help", "all the commands; with one, more about it"),
)


def show(answer: Answer, page: Page) -> None:
    """What it is, five commands, and where the rest is."""
    del answer
    page.say(("tinynet", "bold"), ": a few friends, remembered.")
    page.say()
    page.text(ABOUT)
    page.say()
    page.say(("Begin with", "bold"))
    lines(FIRST, page)
    page.say()
    page.say(("And then", "bold"))
    lines(REST, page)


def lines(commands: tuple[tuple[str, str], ...], page: Page) -> None:
    """A line a command; two where the screen is narrow."""
    every = (*FIRST, *REST)
    wide = max(len(command) for command, _ in every)
    if wide + max(len(does) for _, does in every) + 2 * GAP <= page.width:
        for command, does in commands:
            page.say("  ", (command.ljust(wide + GAP), "cyan"), does)
        return
    for command, does in commands:
        page.say("  ", (command, "cyan"))
        page.text(does, indent=2 * GAP)
