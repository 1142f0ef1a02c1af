"""Lay out a friendship over the years: a curve of depth, one of warmth, a stroke a contact."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from math import ceil

from tinynet.core.partial import MONTHS
from tinynet.pictures.rules.lettering import Taken, line_box, text_width

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from tinynet.pictures.rules.story import Story

WIDTH, HEIGHT = 900.0, 520.0
LEFT, RIGHT = 84.0, 860.0
DEPTH = (136.0, 330.0)  # top and bottom of the curve of depth
WARMTH = (368.0, 418.0)
STROKES = (436.0, 462.0)
LETTERS = 12.5  # of the names of peaks
YEAR = 365
TICKS = 12  # on the axis of days, at the most


@dataclass(frozen=True, slots=True)
class Named:
    """A peak with its name.

    Attributes:
        x: Of the peak.
        y: Of the peak.
        text: What it is called.
        at: Where that stands: x, y of its base, and its anchor.
    """

    x: float
    y: float
    text: str
    at: tuple[float, float, str]


@dataclass(frozen=True, slots=True)
class Chart:
    """The whole picture.

    Attributes:
        depth: The points of the curve.
        warmth: The points of the other.
        strokes: The x of each contact, and whether you met.
        ticks: The x of each day that is named, and the name.
        heights: The y of each number beside the curve of depth, and the number.
        peaks: With their names.
    """

    depth: tuple[tuple[float, float], ...]
    warmth: tuple[tuple[float, float], ...]
    strokes: tuple[tuple[float, bool], ...]
    ticks: tuple[tuple[float, str], ...]
    heights: tuple[tuple[float, int], ...]
    peaks: tuple[Named, ...]


def lay_out(story: Story, names: Sequence[str], today: int) -> Chart:
    """Place everything.

    Args:
        story: What to show.
        names: What each peak is called.
        today: An ordinal.
    """
    begins = min((moment.day for moment in story.moments), default=today)
    first = min(begins, today - YEAR)
    highest = max(ceil(max((moment.depth for moment in story.moments), default=0.0)), 1)

    def across(day: int) -> float:
        return LEFT + (RIGHT - LEFT) * (day - first) / (today - first)

    def up(value: float, most: float, span: tuple[float, float]) -> float:
        return span[1] - (span[1] - span[0]) * value / most

    step = 1 if highest <= 4 else 2
    return Chart(
        tuple((across(m.day), up(m.depth, highest, DEPTH)) for m in story.moments),
        tuple((across(m.day), up(m.warmth, 1.0, WARMTH)) for m in story.moments),
        tuple((across(contact.day), contact.in_person) for contact in story.contacts),
        tuple((across(day), text) for day, text in _ticks(first, today)),
        tuple((up(value, highest, DEPTH), value) for value in range(0, highest + 1, step)),
        tuple(
            _named(
                [(across(peak.day), up(peak.depth, highest, DEPTH)) for peak in story.peaks], names
            )
        ),
    )


def _ticks(first: int, today: int) -> list[tuple[int, str]]:
    """The days that are named: years, or months where there are few of them."""
    start, end = date.fromordinal(first), date.fromordinal(today)
    months = (end.year - start.year) * 12 + end.month - start.month
    if months <= TICKS * 2:
        every = 1 if months <= TICKS else 2
        days = [divmod(start.year * 12 + start.month + number, 12) for number in range(months)]
        return [
            (date(year, month + 1, 1).toordinal(),
             MONTHS[month][:3] + (f" {year}" if month == 0 else ""))
            for year, month in days
            if month % every == 0  # January is named, with its year
        ]  # fmt: skip
    years = range(start.year + 1, end.year + 1)
    every = ceil(len(years) / TICKS)
    return [(date(year, 1, 1).toordinal(), str(year)) for year in years[::every]]


def _named(places: Sequence[tuple[float, float]], names: Sequence[str]) -> list[Named]:
    """Names above their peaks, higher where another one is in the way."""
    taken, made = Taken(), []
    for (x, y), text in zip(places, names, strict=True):
        half = text_width(text, LETTERS) / 2
        anchor, start = "middle", x
        if x + half > RIGHT:
            anchor, start = "end", RIGHT
        elif x - half < LEFT:
            anchor, start = "start", LEFT
        base = y - 12
        while not taken.is_free(line_box(text, LETTERS, start, base, anchor)):
            base -= LETTERS + 4
        taken.add(line_box(text, LETTERS, start, base, anchor))
        made.append(Named(x, y, text, (start, base, anchor)))
    return made
