"""Lay out a heat map of days: a column a week, a row a weekday."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from tinynet.core.partial import MONTHS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    Span = tuple[date, date]

WEEKS = 53  # up to today, unless a year is asked for
CELL, GAP = 14.0, 3.0  # pixels
STEP = CELL + GAP
LEFT, TOP, RIGHT, FOOTER = 84.0, 122.0, 40.0, 74.0
MOST = 4  # from so many contacts a day on it gets no darker
WEEKDAYS = ("Mon", "", "Wed", "", "Fri", "", "Sun")  # those whose names are written
LEAST_BETWEEN = 3  # weeks between the names of two months


@dataclass(frozen=True, slots=True)
class Cell:
    """A day.

    Attributes:
        on: Which.
        x: From the left.
        y: From the top.
        in_person: How often you met somebody.
        remote: How often you called or wrote.
    """

    on: date
    x: float
    y: float
    in_person: int
    remote: int


@dataclass(frozen=True, slots=True)
class Heat:
    """The whole picture.

    Attributes:
        width: In pixels.
        height: In pixels.
        cells: Every day, the earliest first.
        months: Where the name of each month stands, and the name.
        days: The first and the last.
    """

    width: float
    height: float
    cells: tuple[Cell, ...]
    months: tuple[tuple[float, str], ...]
    days: Span


def last_year(today: date) -> Span:
    """The weeks up to today, beginning with a Monday."""
    monday = today - timedelta(today.weekday())
    return monday - timedelta(weeks=WEEKS - 1), today


def lay_out(days: Span, counts: Mapping[str, tuple[int, int]]) -> Heat:
    """Place the days.

    Args:
        days: The first and the last.
        counts: By ISO day, how often you met somebody and how often it was remote.
    """
    first, last = days
    monday = first - timedelta(first.weekday())
    cells: list[Cell] = []
    for number in range((last - first).days + 1):
        on = first + timedelta(number)
        week = (on - monday).days // 7
        met, remote = counts.get(str(on), (0, 0))
        cells.append(Cell(on, LEFT + week * STEP, TOP + on.weekday() * STEP, met, remote))
    weeks = (last - monday).days // 7 + 1
    width = LEFT + weeks * STEP - GAP + RIGHT
    return Heat(width, TOP + 7 * STEP - GAP + FOOTER, tuple(cells), _months(cells), days)


def _months(cells: list[Cell]) -> tuple[tuple[float, str], ...]:
    """The name of each month over the week in which it begins; the first one if it has room."""
    found = [
        (cell.x, MONTHS[cell.on.month - 1][:3] + (f" {cell.on.year}" if cell.on.month == 1 else ""))
        for number, cell in enumerate(cells)
        if cell.on.day == 1 or number == 0
    ]
    if len(found) > 1 and found[1][0] - found[0][0] < LEAST_BETWEEN * STEP:
        found = found[1:]
    return tuple(found)


def level(times: int) -> int:
    """How dark so many contacts are: 0 to 4."""
    return min(times, MOST)
