"""The page that views write on: lines and tables, in colour if the terminal has it.

Single lines are coloured by hand; only a table loads Rich (4.5 x the base). All text from outside
passes the sanitiser here, and Rich's markup is never read in it.
"""

from __future__ import annotations

from tinynet.output.text import clean, clean_lines

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from rich.text import Text

    Part = str | tuple[str, str]  # a text, or a text and its style
    Cell = Part | list[Part] | None

STYLES = {
    "bold": "1",
    "dim": "2",
    "italic": "3",
    "red": "31",
    "green": "32",
    "yellow": "33",
    "blue": "34",
    "magenta": "35",
    "cyan": "36",
}
GAP = 2  # columns between two columns of a table


class Page:
    """A page being written.

    Args:
        today: The day it is.
        width: The terminal's columns.
        colour: Whether to colour.
        scores: Whether depth, warmth and strength are shown (the setting `scores`), and hours.
        blocks: Whether bars may be drawn with block characters.
    """

    def __init__(
        self, today: date, *, width: int, colour: bool, scores: bool = True, blocks: bool = True
    ) -> None:
        self.today, self.width, self.colour, self.scores = today, width, colour, scores
        self.blocks = blocks
        self._made: list[str] = []

    def say(self, *parts: Part) -> None:
        """A line made of parts; without parts, an empty one."""
        self._made.append("".join(map(self._styled, parts)).rstrip() + "\n")

    def text(self, text: str, *, indent: int = 0, style: str = "") -> None:
        """Longer text, wrapped at the page's width; its own line ends stay."""
        from textwrap import wrap

        for line in clean_lines(text).split("\n"):
            for piece in wrap(line, max(self.width - indent, 20)) or [""]:
                self.say(" " * indent, (piece, style))

    def table(
        self, rows: Sequence[Sequence[Cell]], *, head: Sequence[str] = (), align: str = ""
    ) -> None:
        """Aligned columns; what does not fit is cut with an ellipsis, the first column last.

        Args:
            rows: The cells of each row.
            head: The columns' names, or nothing.
            align: A letter a column, `r` for those aligned to the right, `w` for those that wrap
                where the page is too narrow, `c` for those that are cut there, before any other;
                such as " crw".
        """
        from io import StringIO

        from rich.console import Console
        from rich.table import Table

        table = Table(
            box=None, show_header=bool(head), padding=(0, GAP, 0, 0), pad_edge=False,
            header_style="dim",
        )  # fmt: skip
        count = max(map(len, rows), default=0)
        drawn = [[self._rich(cell) for cell in row] for row in rows]
        for number in range(count):
            letter = align[number : number + 1]
            table.add_column(
                head[number] if head else "",
                justify="right" if letter == "r" else "left",
                no_wrap=letter not in {"w", "c"},  # Rich narrows the other columns first
                overflow="ellipsis",
                min_width=8 if number == 0 else None,
                max_width=max(self.width * 2 // 5, 12) if number == 0 else None,
            )
            for cell in (row[number] for row in drawn if letter == "c" and number < len(row)):
                cell.no_wrap = True
        for row in drawn:
            table.add_row(*row)
        out = StringIO()
        console = Console(
            file=out, width=self.width, force_terminal=self.colour, highlight=False, markup=False,
            emoji=False, color_system="standard" if self.colour else None, legacy_windows=False,
        )  # fmt: skip
        console.print(table)
        self._made.append("".join(f"{line.rstrip()}\n" for line in out.getvalue().splitlines()))

    def result(self) -> str:
        """The whole page."""
        return "".join(self._made)

    def _styled(self, part: Part) -> str:
        text, style = (part, "") if isinstance(part, str) else part
        text = clean(text)
        if not (self.colour and style and text):
            return text
        codes = ";".join(STYLES[word] for word in style.split())
        return f"\x1b[{codes}m{text}\x1b[0m"

    def _rich(self, cell: Cell) -> Text:
        from rich.text import Text

        if cell is None:
            return Text("")
        parts = cell if isinstance(cell, list) else [cell]
        made = Text()
        for part in parts:
            text, style = (part, "") if isinstance(part, str) else part
            made.append(clean(text), style=style)
        return made


def count_of(number: int, one: str, many: str = "") -> str:
    """A number with its noun: 1 person, 3 people."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
