"""What is known of one person, and what happened with them: two panes that scroll."""

from __future__ import annotations

from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static


class Reading(VerticalScroll, can_focus=True):
    """Text as a command shows it, which scrolls."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("k", "scroll_up", show=False),
        Binding("j", "scroll_down", show=False),
    ]

    def compose(self) -> ComposeResult:
        """A single text, kept at hand: a person may still be read while the screen closes."""
        self.words = Static("")
        yield self.words

    def show(self, text: str, *, from_top: bool) -> None:
        """Show a text with the colours of a terminal."""
        self.words.update(Text.from_ansi(text.rstrip("\n"), no_wrap=True))
        if from_top:
            self.scroll_home(animate=False)
