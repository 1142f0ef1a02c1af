"""Plain tables as Rich draws them, whose loading costs 3 x the base.

What is drawn here is the most common by far: everything fits except for the first column, a name,
and one that is parted between words. Whatever else has to be cut, and what is wider or narrower
than its characters are, is left to Rich.

tests/output/test_table.py holds the two to the same bytes.
"""

from __future__ import annotations

from itertools import chain

from tinynet.output.text import LAST_NARROW, fit, width

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    Parts = list[tuple[str, str]]  # clean texts and their styles

GAP = 2  # columns between two columns of a table
LEAST_FIRST = 8  # columns of the first column
WRAPS, CUTS = "w", "c"
JOINERS = "\u200d\ufe0f"  # between the characters of one emoji, and behind one


def draw(
    rows: Sequence[Sequence[Parts]],
    head: Sequence[str],
    align: str,
    *,
    room: int,
    first: int,
    styled: Callable[[tuple[str, str]], str],
) -> list[str] | None:
    """The lines of a table; None where only Rich knows them.

    Args:
        rows: The cells of each row; shorter rows are empty at their end.
        head: The columns' names, or nothing.
        align: A letter a column, as `Page.table` has them.
        room: The columns of the page.
        first: The most columns of the first one.
        styled: Makes text of a part.
    """
    count = max(map(len, rows), default=0)
    filled = [[*row, *([] for _ in range(count - len(row)))] for row in rows]
    texts = [["".join(text for text, _ in cell) for cell in row] for row in filled]
    head, letters = head[:count], align[:count].ljust(count)
    if count < 2 or not all(map(is_plain, chain.from_iterable(texts))):
        return None
    for row, plain in zip(filled, texts, strict=True):
        if width(plain[0]) > first:
            if len(row[0]) > 1 or letters[0] != " " or max(plain[0]) > LAST_NARROW:
                return None
            plain[0] = fit(plain[0], first)
            row[0] = [(plain[0], row[0][0][1])]
    columns = list(zip(*([head] if head else []), *texts, strict=True))
    wide = [max(map(width, column)) for column in columns]
    if wide[0] > first or any(
        not cells and any(column) for cells, column in zip(wide, columns, strict=True)
    ):
        return None
    wide[0], wide[-1] = min(max(wide[0], LEAST_FIRST), first), max(wide[-1], 1)
    at = narrowed(wide, letters, room)
    if at is None or (head and width(head[at]) > wide[at]):
        return None
    lines = [heading(head, wide, letters, styled)] if head else []
    for row, plain in zip(filled, texts, strict=True):
        ends = breaks(plain[at], wide[at])
        if ends is None:
            return None
        for number, (start, end) in enumerate(ends):
            shown = [cell if number == 0 else [] for cell in row]
            shown[at] = list(cut(row[at], start, end))
            lines.append(line(shown, wide, letters, styled))
    return lines


def is_plain(text: str) -> bool:
    """Whether a text is as wide as its characters, without blanks at its end or of other kinds."""
    if text.isascii():
        return text[-1:] != " "
    odd = any(letter in JOINERS or (letter.isspace() and letter != " ") for letter in text)
    return text[-1:] != " " and not odd


def narrowed(wide: list[int], letters: str, room: int) -> int | None:
    """Narrow the widest column that wraps until the table fits, in place.

    Returns:
        Which it is, also where all fit; None where it is not only one, or one that is cut.
    """
    may = [at for at, letter in enumerate(letters) if letter in {WRAPS, CUTS}]
    padded = [cells + GAP for cells in wide[:-1]] + wide[-1:]
    excess = sum(padded) - room
    if excess <= 0:
        return 0
    *others, last = sorted(may, key=lambda at: padded[at]) or [0]
    least = padded[others[-1]] if others else 0
    if not last or letters[last] != WRAPS or padded[last] - excess <= least:
        return None
    wide[last] -= excess
    return last


def breaks(text: str, room: int) -> list[tuple[int, int]] | None:
    """Where the lines of a text begin and end, parted between words; None for a word too long."""
    if width(text) <= room:
        return [(0, len(text))]
    starts = [0]
    cells = 0
    for start, word in words(text):
        length = width(word.rstrip())
        if length > room:
            return None
        if cells + length > room:
            starts.append(start)
            cells = 0
        cells += width(word)
    ends = [*starts[1:], len(text)]
    # Blanks between two words stay at the end of a line as far as there is room.
    return [
        (start, end - max(width(text[start:end]) - room, 0))
        for start, end in zip(starts, ends, strict=True)
    ]


def words(text: str) -> Iterator[tuple[int, str]]:
    """The words of a text with the blanks behind them, and where each begins."""
    start = 0
    while start < len(text):
        end = start + len(text[start:]) - len(text[start:].lstrip())
        while end < len(text) and text[end] != " ":
            end += 1
        end += len(text[end:]) - len(text[end:].lstrip())
        yield start, text[start:end]
        start = end


def cut(cell: Parts, start: int, end: int) -> Iterator[tuple[str, str]]:
    """What a cell has from one place to another."""
    for text, style in cell:
        yield text[max(start, 0) : max(end, 0)], style
        start, end = start - len(text), end - len(text)


def heading(
    head: Sequence[str],
    wide: Sequence[int],
    letters: str,
    styled: Callable[[tuple[str, str]], str],
) -> str:
    """The names of the columns; the blanks beside them are dimmed like them."""
    cells = []
    for name, most, letter in zip(head, wide, letters, strict=True):
        blanks = " " * (most - width(name))
        cells.append(styled((blanks + name if letter == "r" else name + blanks, "dim")))
    return styled((" " * GAP, "dim")).join(cells).rstrip() + "\n"


def line(
    cells: Sequence[Parts],
    wide: Sequence[int],
    letters: str,
    styled: Callable[[tuple[str, str]], str],
) -> str:
    """One line of a table."""
    made = ""
    for cell, most, letter in zip(cells, wide, letters, strict=True):
        blanks = " " * (most - width("".join(text for text, _ in cell)))
        shown = "".join(map(styled, cell))
        made += (blanks + shown if letter == "r" else shown + blanks) + " " * GAP
    return made.rstrip() + "\n"
