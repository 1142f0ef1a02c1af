"""Ask which of several people was meant."""

from __future__ import annotations

from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from tinynet.errors import AmbiguousPersonError
from tinynet.output.text import clean


class Choice(ModalScreen[str]):
    """Those who may be meant; it ends with a handle, or with "" where none of them is.

    Args:
        error: What says that there are several.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss('')", show=False),
        Binding("k", "up", show=False),
        Binding("j", "down", show=False),
    ]

    def __init__(self, error: AmbiguousPersonError) -> None:
        super().__init__()
        self.error = error

    def compose(self) -> ComposeResult:
        """The question and the answers."""
        hints = self.error.hints
        options = [
            Option(Text(clean("  ".join(filter(None, (name, handle, hints.get(handle)))))), handle)
            for handle, name in self.error.people
        ]
        with Vertical(id="box"):
            yield Static(f'"{clean(self.error.typed)}" could be:', markup=False)
            yield OptionList(*options, compact=True)
            yield Static("enter chooses, esc goes back", classes="quiet")

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """End with the person's handle."""
        self.dismiss(event.option_id or "")

    def action_up(self) -> None:
        """Go up."""
        self.query_one(OptionList).action_cursor_up()

    def action_down(self) -> None:
        """Go down."""
        self.query_one(OptionList).action_cursor_down()
