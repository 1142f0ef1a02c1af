"""The line of a command: what is typed is what the command line takes, and TAB completes it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Input, Static

from tinynet.output.text import clean, fit
from tinynet.screen.actions import EXAMPLES, Start
from tinynet.screen.rules import completed, words_before

FIND = "find"


class Line(Vertical):
    """A command and its line; and below it, what may be typed.

    Args:
        candidates: What the last of some words may become.
    """

    class Entered(Message):
        """The line is to be run."""

    class Typed(Message):
        """What is sought has changed."""

    def __init__(self, candidates: Callable[[Sequence[str]], list[str]]) -> None:
        super().__init__(id="line")
        self.candidates = candidates
        self.command = ""
        self.offered: list[str] = []
        self.turn = 0  # which of them TAB put in last
        self.before: tuple[str, int] = ("", 0)  # the line and the cursor before the first TAB
        self.put = ""  # the line as TAB left it

    def compose(self) -> ComposeResult:
        """The command, the line, and what may be typed."""
        with Horizontal():
            yield Static("", id="command", markup=False)
            yield Input(compact=True, select_on_focus=False)
        yield Static("", id="offers", markup=False)

    @property
    def input(self) -> Input:
        """Where one types."""
        return self.query_one(Input)

    def open(self, command: str, start: Start) -> None:
        """Begin a line."""
        self.command, self.put = command, ""
        shown = "find: " if command == FIND else f"tinynet {command} "
        self.query_one("#command", Static).update(shown)
        self.add_class("open")
        self.input.value = start.text
        self.input.cursor_position = start.cursor
        self.input.focus()
        self.offer()

    def close(self) -> None:
        """End the line."""
        self.command = ""
        self.remove_class("open")
        self.input.value = ""

    @on(Input.Changed)
    def changed(self) -> None:
        """Offer what may follow, and find while one types."""
        if not self.command:
            return
        if self.command == FIND:
            self.post_message(self.Typed())
        if self.input.value != self.put:
            self.put = ""
            self.offer()

    @on(Input.Submitted)
    def submitted(self, event: Input.Submitted) -> None:
        """Run the line."""
        event.stop()
        self.post_message(self.Entered())

    def offer(self) -> None:
        """Say what may be typed here."""
        self.offered, self.turn = [], 0
        line = self.input
        if self.command != FIND:
            typed = line.value[: line.cursor_position]
            self.offered = self.candidates([self.command, *words_before(typed)])
        self.before = (line.value, line.cursor_position)
        self.draw()

    def draw(self) -> None:
        """Draw what is offered, else an example."""
        text = f"such as: {EXAMPLES.get(self.command, '')}"
        if self.offered:
            # The one that TAB puts in next stands first.
            text = "tab: " + "  ".join([*self.offered[self.turn :], *self.offered[: self.turn]])
        self.query_one("#offers", Static).update(fit(clean(text), max(self.app.size.width - 2, 1)))

    def complete(self) -> None:
        """Put in what is offered, one after the other."""
        if not self.put:
            self.offer()  # the cursor may be elsewhere since
        if not self.offered:
            return
        made, cursor = completed(*self.before, self.offered[self.turn])
        alone = len(self.offered) == 1
        self.turn = (self.turn + 1) % len(self.offered)
        self.put = "" if alone else made
        self.input.value, self.input.cursor_position = made, cursor
        if alone:
            self.offer()
        else:
            self.draw()
