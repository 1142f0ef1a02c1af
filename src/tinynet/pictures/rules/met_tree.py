"""Lay out how you met everybody: a tree that grows along the years, from left to right.

Everybody has a row, so no two names meet. A line goes down from whoever brought somebody and then
to the right, and whoever was brought stands below and further to the right: no two lines cross.
"""

from __future__ import annotations

from dataclasses import dataclass

from tinynet.pictures.rules.lettering import cut, text_width

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

WIDTH = 1100.0
HEADER, FOOTER, ROW = 128.0, 54.0, 21.0
TRUNK = 56.0  # where you stand
UNDATED, AXIS, LAST = 92.0, 130.0, 720.0  # x of those without a year, of the first and last year
FURTHEST, STEP = 800.0, 20.0  # x of anybody at most; how far right of who brought them at least
RIGHT = WIDTH - 40.0
NAME, SMALL = 13.5, 12.0  # sizes of letters
GAP = 10.0
NAME_MOST = 170.0
ROWS = 70  # of people; of more those whom you met by yourself and who brought nobody share lines
TICKS = 14
LISTED = 112.0  # x where the names of a year begin, in the list below


@dataclass(frozen=True, slots=True)
class Met:
    """A person as the tree is given them.

    Attributes:
        handle: Theirs.
        name: As it is shown.
        circle: The one they were put in, if any.
        via: Through whom, by handle; None for those you met by yourself.
        on: When, a partial date; None where nobody knows.
        how: How and where, in words; "" where that is not known.
    """

    handle: str
    name: str
    circle: str | None
    via: str | None
    on: str | None
    how: str


@dataclass(frozen=True, slots=True)
class Node:
    """A person as drawn.

    Attributes:
        who: The person.
        x: Of the mark.
        y: Of the mark.
        down: Where the line to them begins: the x of who brought them, and the y of whom those
            brought before, or their own.
        label: The name as it is written.
        small: What stands behind it.
        small_x: Where that begins.
    """

    who: Met
    x: float
    y: float
    down: tuple[float, float]
    label: str
    small: str
    small_x: float


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the list of those you met by yourself.

    Attributes:
        y: Its base.
        year: The year, where the line is its first; "" elsewhere.
        text: The names.
    """

    y: float
    year: str
    text: str


@dataclass(frozen=True, slots=True)
class MetTree:
    """The whole picture.

    Attributes:
        height: In pixels; the width is always the same.
        nodes: Everybody in the tree, from the top.
        ticks: The x of each year that is named, and the year.
        undated: Whether there are people without a year.
        bottom: Where the rows of the tree end.
        lines: The list below; empty where everybody has a row.
    """

    height: float
    nodes: tuple[Node, ...]
    ticks: tuple[tuple[float, str], ...]
    undated: bool
    bottom: float
    lines: tuple[Line, ...]


def moment(on: str | None) -> float | None:
    """A partial date as a year with its fraction; None where the year is not known."""
    if on is None or on.startswith("--"):
        return None
    parts = [int(part) for part in on.rstrip("~").split("-")]
    year, month, day = (*parts, 0, 0)[:3]
    if not month:
        return year + 0.5
    return year + (month - 1 + ((day - 0.5) / 31 if day else 0.5)) / 12


def lay_out(
    order: Sequence[tuple[int, str]], people: Mapping[str, Met], brought: Mapping[str, int]
) -> MetTree:
    """Place everybody.

    Args:
        order: Levels and handles, each person before those they brought.
        people: Everybody, by handle.
        brought: How many came through each.
    """
    alone = [handle for level, handle in order if not level and not brought[handle]]
    folded = set(alone) if len(order) > ROWS else set()
    drawn = [(level, handle) for level, handle in order if handle not in folded]
    found = {handle: moment(people[handle].on) for _, handle in order}
    dated = [when for _, handle in drawn if (when := found[handle]) is not None]
    first = int(min(dated, default=0.0))
    years = max(int(max(dated, default=0.0)) + 1 - first, 1)
    step = _step(max((level for level, _ in drawn), default=0))
    places: dict[str, tuple[float, float]] = {"": (TRUNK, HEADER - ROW)}
    reached: dict[str, float] = {}  # how far down the line of each goes already
    nodes: list[Node] = []
    for number, (_, handle) in enumerate(drawn):
        who, when = people[handle], found[handle]
        x = UNDATED if when is None else AXIS + (LAST - AXIS) * (when - first) / years
        via = who.via or ""
        left, above = places[via]
        x = min(max(x, left + step), FURTHEST)
        y = HEADER + number * ROW
        places[handle] = x, y
        nodes.append(_node(who, x, y, (left, reached.get(via, above))))
        reached[via] = y
    bottom = HEADER + len(drawn) * ROW
    lines = _lines([people[handle] for handle in alone if handle in folded], bottom + 34)
    end = lines[-1].y + 6 if lines else bottom
    undated = any(found[handle] is None for _, handle in drawn)
    ticks = _ticks(first, years) if dated else ()
    return MetTree(end + FOOTER, tuple(nodes), ticks, undated, bottom, tuple(lines))


def _step(levels: int) -> float:
    """How far right of who brought them somebody is at least: less where the chain is long."""
    return min(STEP, (FURTHEST - AXIS) / max(levels, 1))


def _node(who: Met, x: float, y: float, down: tuple[float, float]) -> Node:
    label = cut(who.name, NAME, NAME_MOST)
    behind = x + GAP + text_width(label, NAME) + GAP
    small = cut(who.how, SMALL, max(RIGHT - behind, 0.0)) if who.how else ""
    return Node(who, x, y, down, label, small, behind)


def _ticks(first: int, years: int) -> tuple[tuple[float, str], ...]:
    every = -(-years // TICKS)
    return tuple(
        (AXIS + (LAST - AXIS) * number / years, str(first + number))
        for number in range(0, years, every)
    )


def _lines(people: Sequence[Met], top: float) -> list[Line]:
    """Names by the year you met, the earliest first, those without one at the end."""
    years: dict[str, list[str]] = {}
    for who in sorted(people, key=lambda one: (moment(one.on) or 9999.0, one.name, one.handle)):
        when = moment(who.on)
        years.setdefault(str(int(when)) if when else "?", []).append(cut(who.name, SMALL, 140.0))
    made: list[Line] = []
    y = top + ROW
    for year, names in years.items():
        text, shown_year = "", year
        for name in names:
            longer = f"{text} · {name}" if text else name
            if text and text_width(longer, SMALL) > RIGHT - LISTED:
                made.append(Line(y, shown_year, text))
                longer, shown_year, y = name, "", y + ROW - 2
            text = longer
        made.append(Line(y, shown_year, text))
        y += ROW + 3
    return made
