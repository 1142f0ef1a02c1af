"""The show: some words, the command, and what the command answers in its own view."""

from __future__ import annotations

from tinynet.output.human import view_module

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tinynet.output.answer import Answer
    from tinynet.output.page import Page

MEET = (
    "Meet a dozen friends you do not have. They live in a temporary file, as long as this lasts, "
    "and nothing of yours is touched."
)
BEGIN = (
    ('tinynet add "Their Name" --met "how you met"', "somebody you would miss"),
    ("tinynet log coffee their", "what you did together"),
    ("tinynet", "every morning, if you like"),
    ('eval "$(tinynet init bash)"', "completion, a hello once a day"),
)


def show(answer: Answer, page: Page) -> None:
    """A transcript with real output, and how to begin."""
    page.text(MEET)
    for words, command, shown in answer.rows:
        page.say()
        page.text(words, style="italic")
        page.say(("$ ", "dim"), (command, "bold"))
        view_module(shown).show(shown, page)
    page.say()
    page.text("They are gone now. Your own begin with one:", style="italic")
    wide = max(len(command) for command, _ in BEGIN) + 2
    for command, does in BEGIN:
        page.say("  ", (command.ljust(wide), "cyan"), (does, "dim"))
