"""The page that views write on: lines and tables, in colour if the terminal has it.

All is coloured by hand; only a table that `table.draw` leaves to it loads Rich (3 x the base). All
text from outside passes the sanitiser here, and Rich's markup is never read in it.
"""

from __future__ import annotations

from tinynet.core.names import join_names
from tinynet.output.table import GAP, draw
from tinynet.output.text import clean, clean_lines, fit, width, wrap

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from tinynet.output.table import Parts

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
NAME_WIDTH = 40  # columns of a name in a sentence
NARROWER = (30, 24, 18, 12)  # the same where that is too wide
LEAST_NAME = 12  # columns of a name in a table, before others go for it
NAME_IN_TABLE = 20  # the same before a text beside it is parted
LEAST_NAMES = 16  # columns of names, before a line is broken for them


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
        """A line made of parts; without parts, an empty one.

        One that is wider than the page is parted between words, and goes on with its own indent.
        """
        plain = _plain([*parts])
        if width(plain.rstrip()) <= self.width:
            self._made.append("".join(map(self.styled, trimmed(parts))) + "\n")
            return
        indent = len(plain) - len(plain.lstrip())
        letters = iter(_letters(parts))
        for line in wrap(plain.strip(), max(self.width - indent, 20)):
            runs: list[list[str]] = [["", ""]]  # a text and its style
            for letter in line:
                style = runs[-1][1] if letter == " " else next(letters)
                if style != runs[-1][1]:
                    runs.append(["", style])
                runs[-1][0] += letter
            styled = "".join(self.styled((text, style)) for text, style in runs)
            self._made.append(f"{' ' * indent}{styled}".rstrip() + "\n")

    def verbatim(self, line: str) -> None:
        """A line that is never parted: of a script, of help."""
        self._made.append(clean(line).rstrip() + "\n")

    def picture(self, drawn: str) -> None:
        """Lines that are drawn already, with codes of their own; nobody's texts but clean ones."""
        self._made.append(drawn)

    def title(self, name: str, *more: Part) -> None:
        """A name in bold and what is said beside it; the name is shortened until both fit."""
        beside = sum(width(clean(part if isinstance(part, str) else part[0])) for part in more)
        self.say((fit(clean(name), max(self.width - beside, LEAST_NAMES)), "bold"), *more)

    def text(self, text: str, *, indent: int = 0, style: str = "") -> None:
        """Longer text, wrapped at the page's width; its own line ends stay."""
        for line in clean_lines(text).split("\n"):
            for piece in wrap(line, max(self.width - indent, 20)):
                self.say(" " * indent, (piece, style))

    def joined(
        self,
        head: str,
        items: Sequence[str],
        *,
        indent: int = 0,
        between: str = " · ",
        style: str = "",
    ) -> None:
        """Short texts in a row, which goes on in the next line where the page ends."""
        line, texts = " " * indent + head, [clean(item) for item in items]
        for number, text in enumerate(texts):
            more = text + (between.rstrip() if number + 1 < len(texts) else "")
            if line.strip() and width(line) + width(more) > self.width and number:
                self.say((line.rstrip(), style))
                line = " " * (indent + GAP)
            line += more + between[len(between.rstrip()) :]
        self.say((line.rstrip(), style))

    def heading(
        self, names: Sequence[str], *, before: str = "", after: str = "", number: str = ""
    ) -> None:
        """A bold line about people, and what is said of them; names are shortened until it fits.

        Args:
            names: The people's names.
            before: What stands before them, in bold: "dinner with ".
            after: What stands behind them: the day, how long.
            number: What stands last, dimmed: #12.
        """
        tail = after + (f"  {number}" if number else "")
        room = self.width - width(before) - width(clean(tail))
        shown = fit_names(names, max(room, LEAST_NAMES))
        if width(shown) <= room:
            self.say((before + shown, "bold"), after, (f"  {number}" if number else "", "dim"))
            return
        self.say((before + fit_names(names, self.width - width(before)), "bold"))
        self.text(tail.strip(), indent=GAP)

    def table(
        self,
        rows: Sequence[Sequence[Cell]],
        *,
        head: Sequence[str] = (),
        align: str = "",
        spare: Sequence[int] = (),
        short: Sequence[int] = (),
    ) -> None:
        """Aligned columns; what does not fit is cut with an ellipsis, the first column last.

        With spare columns it is the other way round: the first column, a name, is cut until it is
        short, then columns go, and what is left is never cut.

        Args:
            rows: The cells of each row.
            head: The columns' names, or nothing.
            align: A letter a column, `r` for those aligned to the right, `w` for those that wrap
                where the page is too narrow, `c` for those that are cut there, before any other;
                such as " crw".
            spare: The columns that may go, the first to go first.
            short: The columns that are cut like the first one before any goes: handles.
        """
        first = max(self.width * 2 // 5, LEAST_NAME)
        if rows and "w" in align:
            first = min(first, max(self.width - self._beside(rows), NAME_IN_TABLE))
        if spare:
            gone, first, most = self._room(rows, head, spare, short)
            for at in short:
                rows = [[*row[:at], _cut(row[at], most), *row[at + 1 :]] for row in rows]
            rows = [[cell for at, cell in enumerate(row) if at not in gone] for row in rows]
            head = [name for at, name in enumerate(head) if at not in gone]
            align = "".join(kind for at, kind in enumerate(align) if at not in gone)
        cells = [
            [*map(parts_of, row[:-1]), *(parts_of(trimmed_cell(cell)) for cell in row[-1:])]
            for row in rows
        ]
        drawn = draw(cells, head, align, room=self.width, first=first, styled=self.styled)
        self._made += self.by_rich(cells, head, align, first) if drawn is None else drawn

    def by_rich(
        self, rows: Sequence[Sequence[Parts]], head: Sequence[str], align: str, first: int
    ) -> list[str]:
        """The lines of a table in which something may be cut."""
        from io import StringIO

        from rich.console import Console
        from rich.table import Table
        from rich.text import Text

        table = Table(
            box=None, show_header=bool(head), padding=(0, GAP, 0, 0), pad_edge=False,
            header_style="dim",
        )  # fmt: skip
        count = max(map(len, rows), default=0)
        drawn = [[Text().append_tokens(cell) for cell in row] for row in rows]
        for number in range(count):
            letter = align[number : number + 1]
            table.add_column(
                head[number] if head else "",
                justify="right" if letter == "r" else "left",
                no_wrap=letter not in {"w", "c"},  # Rich narrows the other columns first
                overflow="ellipsis",
                min_width=8 if number == 0 else None,
                max_width=first if number == 0 else None,
            )
            for cell in (row[number] for row in drawn if letter == "c" and number < len(row)):
                cell.no_wrap = True
            for cell in (row[number] for row in drawn if letter == "w" and number < len(row)):
                if width(cell.plain) != len(cell.plain):  # few scripts of wide letters part words
                    cell.overflow = "fold"
        for row in drawn:
            table.add_row(*row)
        out = StringIO()
        console = Console(
            file=out, width=self.width, force_terminal=self.colour, highlight=False, markup=False,
            emoji=False, color_system="standard" if self.colour else None, legacy_windows=False,
        )  # fmt: skip
        console.print(table)
        return [f"{line.rstrip()}\n" for line in out.getvalue().splitlines()]

    def _beside(self, rows: Sequence[Sequence[Cell]]) -> int:
        """How wide the columns beside the first one would like to be."""
        count = max(map(len, rows))
        return sum(
            GAP + max(width(_plain(row[at])) for row in rows if at < len(row))
            for at in range(1, count)
        )

    def _room(
        self,
        rows: Sequence[Sequence[Cell]],
        head: Sequence[str],
        spare: Sequence[int],
        short: Sequence[int],
    ) -> tuple[set[int], int, int]:
        """Which of the spare columns have to go; how wide the first and the short ones may be."""
        lines = [head, *rows] if head else rows
        wide = [max(width(_plain(line[at])) for line in lines) for at in range(len(rows[0]))]
        gone: set[int] = set()
        least = min(wide[0], LEAST_NAME)
        for column in (None, *spare):
            if column is not None:
                gone.add(column)
            cut = [at for at in short if at not in gone]
            others = [GAP + wide[at] for at in range(1, len(wide)) if at not in {*gone, *cut}]
            room = self.width - sum(others) - GAP * len(cut)  # for the first and the short ones
            if room >= least + sum(min(wide[at], LEAST_NAME) for at in cut):
                break
        if not cut:
            return gone, max(min(wide[0], room), least), 0
        longest = max(wide[at] for at in cut)
        first = min(wide[0], max(least, room - longest * len(cut), room // (len(cut) + 1)))
        return gone, first, max((room - first) // len(cut), LEAST_NAME)

    def result(self) -> str:
        """The whole page."""
        return "".join(self._made)

    def styled(self, part: Part) -> str:
        """A part as it is written, with its colour."""
        text, style = (part, "") if isinstance(part, str) else part
        text = clean(text)
        if not (self.colour and style and text):
            return text
        codes = ";".join(STYLES[word] for word in style.split())
        return f"\x1b[{codes}m{text}\x1b[0m"


def _cut(cell: Cell, cells: int) -> Cell:
    """A cell of one text, cut to a number of columns."""
    if isinstance(cell, tuple):
        return fit(clean(cell[0]), cells), cell[1]
    return fit(clean(cell), cells) if isinstance(cell, str) else cell


def parts_of(cell: Cell) -> Parts:
    """The clean texts of a cell and their styles."""
    parts = cell if isinstance(cell, list) else [cell or ""]
    pairs = ((part, "") if isinstance(part, str) else part for part in parts)
    return [(clean(text), style) for text, style in pairs]


def _plain(cell: Cell) -> str:
    """The text of a cell."""
    return "".join(text for text, _ in parts_of(cell))


def trimmed(parts: Sequence[Part]) -> list[Part]:
    """Parts without the blanks at their end, also where these have a style of their own."""
    left = list(parts)
    while left:
        part = left.pop()
        text = clean(part if isinstance(part, str) else part[0]).rstrip()
        if text:
            return [*left, text if isinstance(part, str) else (text, part[1])]
    return []


def trimmed_cell(cell: Cell) -> Cell:
    """A cell without the blanks at its end."""
    return cell if cell is None else trimmed(cell if isinstance(cell, list) else [cell])


def _letters(parts: Sequence[Part]) -> Iterator[str]:
    """The style of every letter of a line that is not a space."""
    for part in parts:
        text, style = (part, "") if isinstance(part, str) else part
        yield from (style for letter in clean(text) if letter != " ")


def fit_names(names: Sequence[str], cells: int) -> str:
    """Names as one reads them, in so many cells: shortened first, then the last ones counted."""
    shown = [clean(name) for name in names]
    for most in (NAME_WIDTH, *NARROWER):
        shown_names = join_names([fit(name, most) for name in shown])
        if width(shown_names) <= cells:
            return shown_names
    for kept in range(len(shown) - 1, 0, -1):
        others = count_of(len(shown) - kept, "other")
        shown_names = join_names([*(fit(name, NARROWER[-1]) for name in shown[:kept]), others])
        if width(shown_names) <= cells:
            return shown_names
    return fit(join_names(shown), cells)


def count_of(number: int, one: str, many: str = "") -> str:
    """A number with its noun: 1 person, 3 people."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
