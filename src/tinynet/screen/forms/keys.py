"""The list of keys, and the palette of actions."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from tinynet.screen.keymap import KEYS, MOVES
from tinynet.screen.rules import LISTS


class KeyList(ModalScreen[None]):
    """Every key and what it does."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,question_mark,q,enter", "dismiss(None)", show=False)
    ]

    def compose(self) -> ComposeResult:
        """A line a key."""
        lines = [(key.shown, key.about) for key in KEYS] + list(MOVES)
        wide = max(len(shown) for shown, _ in lines) + 2
        with VerticalScroll(id="box"):
            yield Static(
                "\n".join(f"{shown:<{wide}}{about}" for shown, about in lines), markup=False
            )


class Actions(Provider):
    """Every action by its name, in the palette."""

    async def discover(self) -> Hits:
        """All of them, before anything is typed."""
        for text, action in named_actions():
            yield DiscoveryHit(text, partial(self.app.run_action, f"app.{action}"))

    async def search(self, query: str) -> Hits:
        """Those that fit what is typed."""
        matcher = self.matcher(query)
        for text, action in named_actions():
            if (score := matcher.match(text)) > 0:
                score += text.startswith(query.lower())  # a name before a word of a sentence
                run = partial(self.app.run_action, f"app.{action}")
                yield Hit(score, matcher.highlight(text), run)


def named_actions() -> list[tuple[str, str]]:
    """What the palette shows of each action, and the action."""
    lists = [(f"{name}: Show this list (tab)", f"show_list('{name}')") for name in LISTS]
    shell = ("shell: Go to the shell for a while (ctrl+z)", "suspend_process")
    return [*((f"{key.action}: {key.about} ({key.shown})", key.action) for key in KEYS),
            *lists, shell]  # fmt: skip
