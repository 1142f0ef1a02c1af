"""The codes of colours, in as many as a terminal has: 16 million, 256 or 16."""

from __future__ import annotations

from functools import lru_cache

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

MILLIONS, MANY, FEW = 1 << 24, 256, 16
STEPS = (0, 95, 135, 175, 215, 255)  # of red, green and blue in 256 colours
GREYS = tuple(range(8, 248, 10))  # the 24 after them
CUBE_FIRST, GREY_FIRST = 16, 232
GREYISH = 60  # how far red, green and blue of a grey are apart at most
# The usual 16: what a terminal makes of them differs, but a red is a red.
NAMED = (
    (0, 0, 0), (205, 0, 0), (0, 205, 0), (205, 205, 0), (0, 0, 238), (205, 0, 205), (0, 205, 205),
    (229, 229, 229), (127, 127, 127), (255, 0, 0), (0, 255, 0), (255, 255, 0), (92, 92, 255),
    (255, 0, 255), (0, 255, 255), (255, 255, 255),
)  # fmt: skip
BRIGHT = 8  # the first of the brighter ones, whose codes begin at 90 and 100
# The greys of the 16 and how light they are at least: what is thin and quiet is to be seen, too.
NAMED_GREYS = ((15, 235), (7, 150), (8, 44), (0, 0))


def count(environ: Mapping[str, str]) -> int:
    """How many colours the terminal has, as programs say it: COLORTERM, else TERM.

    No terminal can be asked for it in a way that all answer.
    """
    kind = environ.get("TERM", "")
    if environ.get("COLORTERM", "").lower() in {"truecolor", "24bit"} or kind.endswith("-direct"):
        return MILLIONS
    if environ.get("WT_SESSION"):  # Windows Terminal, which sets none of the two
        return MILLIONS
    return MANY if "256color" in kind else FEW


def code(ink: bytes, paper: bytes, colours: int) -> str:
    """The code that writes in one colour on another."""
    if colours == MILLIONS:
        return "\x1b[38;2;{};{};{};48;2;{};{};{}m".format(*ink, *paper)
    if colours == MANY:
        return f"\x1b[38;5;{of_many(ink)};48;5;{of_many(paper)}m"
    return f"\x1b[{_named(of_few(ink), 30)};{_named(of_few(paper), 40)}m"


def _named(number: int, base: int) -> int:
    return base + number if number < BRIGHT else base + 60 + number - BRIGHT


@lru_cache(maxsize=4096)
def of_many(colour: bytes) -> int:
    """The number of the nearest of 256 colours; the first 16 differ from terminal to terminal."""
    steps = [min(range(len(STEPS)), key=lambda at: abs(STEPS[at] - part)) for part in colour]
    mean = sum(colour) // len(colour)
    grey = min(range(len(GREYS)), key=lambda at: abs(GREYS[at] - mean))
    in_cube = tuple(STEPS[at] for at in steps)
    if _distance(colour, (GREYS[grey],) * 3) < _distance(colour, in_cube):
        return GREY_FIRST + grey
    red, green, blue = steps
    return CUBE_FIRST + 36 * red + 6 * green + blue


@lru_cache(maxsize=4096)
def of_few(colour: bytes) -> int:
    """The number of the nearest of 16 colours; a colour becomes no grey."""
    if max(colour) - min(colour) < GREYISH:
        mean = sum(colour) // len(colour)
        return next(at for at, least in NAMED_GREYS if mean >= least)
    greys = {at for at, _ in NAMED_GREYS}
    colours = (at for at in range(len(NAMED)) if at not in greys)
    return min(colours, key=lambda at: _distance(colour, NAMED[at]))


def _distance(one: bytes, other: tuple[int, ...]) -> int:
    return sum((a - b) ** 2 for a, b in zip(one, other, strict=True))
