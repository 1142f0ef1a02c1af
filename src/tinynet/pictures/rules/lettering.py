"""Measure, cut and place labels, so that no two of them overlap.

Nobody knows the fonts of those who will look, so letters are taken to be as wide as in a wide one.
"""

from __future__ import annotations

from collections import Counter
from unicodedata import combining, east_asian_width

from tinynet.core.names import first_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    Box = tuple[float, float, float, float]  # left, top, right, bottom

ELLIPSIS = "…"
# Widths in parts of the size of the letters, as in DejaVu Sans, which is wider than most.
NARROW, WIDE, CAPITAL, USUAL = 0.42, 1.0, 0.74, 0.64
FULL = 1.35  # ideographs and emoji
THIN_LETTERS = frozenset("ijlftrI.,;:'\u2019|!()[]- ·")
WIDE_LETTERS = frozenset("mwMW@%&—…")
ZERO_WIDTH = frozenset("\u200c\u200d\ufe0e\ufe0f")
ASCENT, DESCENT = 0.82, 0.26  # of a line, from its base
CELL = 48  # of the grid that finds neighbours


def letter_width(letter: str) -> float:
    """How wide one letter is, in parts of its size."""
    if letter in THIN_LETTERS:
        return NARROW
    if letter in WIDE_LETTERS:
        return WIDE
    if letter.isascii():
        return CAPITAL if letter.isupper() else USUAL
    if letter in ZERO_WIDTH or combining(letter):
        return 0.0
    if east_asian_width(letter) in {"W", "F"}:
        return FULL
    return WIDE if ord(letter) > 0x2000 else CAPITAL


def text_width(text: str, size: float) -> float:
    """How wide a text is at most, in pixels."""
    return sum(map(letter_width, text)) * size


def cut(text: str, size: float, most: float) -> str:
    """A text that is at most so wide, with an ellipsis where it was longer."""
    if text_width(text, size) <= most:
        return text
    room = most - text_width(ELLIPSIS, size)
    used = 0.0
    for number, letter in enumerate(text):
        used += letter_width(letter) * size
        if used > room:
            return text[:number].rstrip("\u200d ") + ELLIPSIS
    return text


def line_box(text: str, size: float, x: float, y: float, anchor: str) -> Box:
    """The box of a line of text.

    Args:
        text: What it says.
        size: Of its letters.
        x: Where it begins, has its middle or ends, as the anchor says.
        y: Its base.
        anchor: "start", "middle" or "end".
    """
    wide = text_width(text, size)
    left = x - wide * {"start": 0.0, "middle": 0.5, "end": 1.0}[anchor]
    return left, y - ASCENT * size, left + wide, y + DESCENT * size


def short_names(names: Sequence[str]) -> list[str]:
    """What to call people where there is little room: by first names where these are enough.

    Of two of one first name each keeps the whole name, and so does a description: "the tall one".
    """
    firsts = [first_name(name) or name for name in names]
    times = Counter(first.casefold() for first in firsts)
    return [
        first if times[first.casefold()] == 1 else name
        for first, name in zip(firsts, names, strict=True)
    ]


class Taken:
    """Boxes that are taken, found quickly by where they are."""

    def __init__(self) -> None:
        self._cells: dict[tuple[int, int], list[Box]] = {}

    def add(self, box: Box) -> None:
        """Take a box."""
        for cell in _cells(box):
            self._cells.setdefault(cell, []).append(box)

    def is_free(self, box: Box) -> bool:
        """Whether a box overlaps none of those that are taken."""
        left, top, right, bottom = box
        return not any(
            left < other[2] and other[0] < right and top < other[3] and other[1] < bottom
            for cell in _cells(box)
            for other in self._cells.get(cell, ())
        )


def _cells(box: Box) -> Iterator[tuple[int, int]]:
    left, top, right, bottom = (int(edge // CELL) for edge in box)
    return ((x, y) for x in range(left, right + 1) for y in range(top, bottom + 1))
