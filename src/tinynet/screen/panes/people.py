"""A list of people that draws only the lines that are seen, however many there are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tinynet.output.text import clean, fit, width, wrap
from tinynet.screen.rules import Row

MARK, NO_MARK = "> ", "  "  # of the line that is chosen, which colour alone must not say
GAP = 2


class People(ScrollView, can_focus=True):
    """A list with one chosen line."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", show=False),
        Binding("down,j", "move(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("home,g", "end(-1)", show=False),
        Binding("end,G", "end(1)", show=False),
        Binding("enter", "open", show=False),
    ]

    class Chosen(Message):
        """Another line was chosen."""

    class Opened(Message):
        """The chosen line is to be opened."""

    def __init__(self, *, id: str) -> None:  # noqa: A002  as every widget
        super().__init__(id=id)
        self.rows: list[Row] = []
        self.nothing = ""
        self.at = 0
        self.is_clicked = False  # the last single click was on a person

    @property
    def chosen(self) -> Row | None:
        """The chosen line."""
        return self.rows[self.at] if self.at < len(self.rows) else None

    def show(self, rows: Sequence[Row], nothing: str, *, keep: bool) -> None:
        """Show other lines; with `keep` the same person stays chosen where they are still there.

        Args:
            rows: The lines.
            nothing: What to say where there are none.
            keep: Whether this is the same list as before, read again.
        """
        before = self.chosen
        self.rows, self.nothing = list(rows), nothing
        same = (n for n, row in enumerate(self.rows) if before and row.handle == before.handle)
        self.at = next(same, min(self.at, max(len(rows) - 1, 0))) if keep else 0
        self.virtual_size = Size(0, len(rows))
        if self.chosen and self.chosen.heading:
            self.action_move(1)
        self.see()
        self.refresh()
        self.post_message(self.Chosen())

    def see(self) -> None:
        """Scroll so far that the chosen line is seen, and a heading above it."""
        above = 1 if self.at and self.rows[self.at - 1].heading else 0
        self.scroll_to_region(
            Region(0, self.at - above, 1, 1 + above), animate=False, x_axis=False, force=True
        )

    def choose(self, at: int, step: int) -> None:
        """Choose a line; where that is a heading, the next one in this direction."""
        at = max(0, min(at, len(self.rows) - 1))
        while 0 <= at < len(self.rows) and self.rows[at].heading:
            at += step
        if 0 <= at < len(self.rows) and at != self.at:
            self.at = at
            self.see()
            self.refresh()
            self.post_message(self.Chosen())

    def action_move(self, step: int) -> None:
        """Go up or down."""
        self.choose(self.at + step, step)

    def action_page(self, step: int) -> None:
        """Go a screen up or down."""
        self.choose(self.at + step * max(self.size.height - 1, 1), step)

    def action_end(self, step: int) -> None:
        """Go to the first or the last line."""
        self.choose(0 if step < 0 else len(self.rows) - 1, -step)

    def action_open(self) -> None:
        """Open the chosen line."""
        if self.chosen:
            self.post_message(self.Opened())

    def on_click(self, event: events.Click) -> None:
        """Choose the line under the mouse, unless that is a heading; a double click opens it.

        The first click may scroll a heading into view, and then another line is under the second.
        """
        if event.chain == 1:
            at = int(event.y + self.scroll_offset.y)
            self.is_clicked = at < len(self.rows) and not self.rows[at].heading
            if self.is_clicked:
                self.choose(at, 1)
        elif event.chain == 2 and self.is_clicked:
            self.action_open()

    def on_focus(self) -> None:
        """Draw the chosen line as such."""
        self.refresh()

    def on_blur(self) -> None:
        """Draw the chosen line in a quieter way."""
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One line of the screen."""
        at, cells = y + int(self.scroll_offset.y), self.size.width
        base = self.rich_style
        if at >= len(self.rows):
            lines = wrap(self.nothing, max(cells, 1))
            text = lines[at] if not self.rows and at < len(lines) else ""
            return Strip([Segment(fit(text, cells).ljust(cells), base + Style(dim=True))])
        row = self.rows[at]
        is_chosen = at == self.at
        name, about = clean(row.name), clean(row.about)
        room = cells - len(MARK) - 1
        # The name has the room that what is said beside it leaves; half of it at the least.
        beside = width(about) + GAP if about else 0
        name = fit(name, max(room - beside, room // 2, 1))
        about = fit(about, room - width(name) - GAP)
        blanks = " " * max(room - width(name) - width(about), 0)
        style = base + Style(bold=True) if is_chosen or row.heading else base
        quiet = base + Style(dim=True)
        if is_chosen and self.has_focus:
            style = quiet = base + Style(reverse=True, bold=True)
        mark = MARK if is_chosen else NO_MARK
        return Strip(
            [Segment(mark + name + blanks, style), Segment(f"{about} ", quiet)]
        ).adjust_cell_length(cells, base)
