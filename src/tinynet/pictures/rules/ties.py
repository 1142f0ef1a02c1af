"""Lay out who knows whom, with as few crossing lines as can be found in a moment.

Each group of people who are connected is laid out by itself: one without a circle in it as a tree
around its middle, where no lines cross; others by forces, from several beginnings, of which the one
with the fewest crossings stays.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from math import atan2, cos, hypot, pi, sin, sqrt

from tinynet.pictures.rules.lettering import Taken, cut, line_box, short_names

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    Place = tuple[float, float]
    Pair = tuple[str, str]

HEADER, FOOTER, MARGIN = 96.0, 86.0, 96.0
EDGE = 92.0  # pixels of a line, more or less
WIDER = 1.25  # names are wider than high
SIZE = 12.5  # of letters
LABEL_MOST = 120.0
LEAST_WIDTH = 760.0
RADIUS = 5.5
FEW = 40  # people of a group up to whom everybody pushes everybody away
ROUNDS, FEWER_ROUNDS = 90, 45
INWARDS = 0.12  # of the way to the middle that everybody of many is pulled
EVERYBODY_NAMED, NAMED = 150, 60  # of more people, those who know most others are named
ALL_NAMED = 4  # people of a group so small that everybody in it is named all the same
CLOSER = 0.62  # what is left of the lengths of lines there
COUNTED = 220  # lines up to which crossings are counted
SMALL = 25  # people of a group that is laid out from each of its beginnings


@dataclass(frozen=True, slots=True)
class Tie:
    """Two people who know each other.

    Attributes:
        one: A handle.
        other: A handle.
        sort: "related", "introduced", "through" or "together".
        how: In words: spouse, introduced, dinner.
        on: The ISO day, if there is one.
    """

    one: str
    other: str
    sort: str
    how: str
    on: str | None


@dataclass(frozen=True, slots=True)
class Dot:
    """A person as drawn.

    Attributes:
        handle: Theirs.
        x: From the left.
        y: From the top.
        label: The name as it is written; "" where there was no room.
        at: Where it stands: x, y of its base, and its anchor.
    """

    handle: str
    x: float
    y: float
    label: str
    at: tuple[float, float, str]


@dataclass(frozen=True, slots=True)
class Web:
    """The whole picture.

    Attributes:
        width: In pixels.
        height: In pixels.
        dots: Everybody who knows somebody.
        ties: Who knows whom.
        crossings: How many pairs of lines cross; None where there are too many to count.
    """

    width: float
    height: float
    dots: tuple[Dot, ...]
    ties: tuple[Tie, ...]
    crossings: int | None


def lay_out(names: Mapping[str, str], ties: Sequence[Tie]) -> Web:
    """Place everybody who knows somebody.

    Args:
        names: By handle, as they are shown.
        ties: Who knows whom; each pair once.
    """
    near: dict[str, list[str]] = {}
    for tie in sorted(ties, key=lambda one: (one.one, one.other)):
        near.setdefault(tie.one, []).append(tie.other)
        near.setdefault(tie.other, []).append(tie.one)
    groups = [_placed(group, near) for group in _groups(near)]
    places, width, height = _packed(groups)
    few = frozenset(one for group in groups if len(group) <= ALL_NAMED for one in group)
    dots = _named(places, names, near, (width, height), ties, few=few)
    lines = [(places[tie.one], places[tie.other]) for tie in ties]
    count = crossings(lines) if len(lines) <= COUNTED else None
    return Web(width, height, tuple(dots), tuple(ties), count)


def _groups(near: Mapping[str, Sequence[str]]) -> list[list[str]]:
    """The people who are connected, the largest group first; each by distance from its middle."""
    found: list[list[str]] = []
    seen: set[str] = set()
    for start in sorted(near):
        if start not in seen:
            group = _outwards(start, near)
            seen.update(group)
            middle = max(group, key=lambda one: (len(near[one]), one))
            found.append(_outwards(middle, near))
    return sorted(found, key=lambda group: (-len(group), group[0]))


def _outwards(start: str, near: Mapping[str, Sequence[str]]) -> list[str]:
    """Everybody connected with somebody, the nearest first."""
    order = {start: None}
    for one in (waiting := [start]):
        for other in near[one]:
            if other not in order:
                order[other] = None
                waiting.append(other)
    return list(order)


def _placed(group: Sequence[str], near: Mapping[str, Sequence[str]]) -> dict[str, Place]:
    """One group, around 0, in lines of about 1."""
    pairs = [(one, other) for one in group for other in near[one] if one < other]
    if len(pairs) == len(group) - 1:
        return _as_tree(group, near)
    in_turn = _one_after_another(group[0], near)
    begun = [_around(group), _around(in_turn), {group[0]: (0.0, 0.0), **_around(in_turn[1:])}]
    pushed = [_pushed(one, pairs) for one in (begun if len(group) <= SMALL else begun[:1])]
    if len(pairs) > COUNTED:
        return pushed[0]
    return min(
        [*pushed, *begun],
        key=lambda places: crossings([(places[one], places[other]) for one, other in pairs]),
    )


def _one_after_another(start: str, near: Mapping[str, Sequence[str]]) -> list[str]:
    """Everybody connected with somebody, each beside somebody they know where that is possible."""
    order: dict[str, None] = {}
    waiting = [start]
    while waiting:
        one = waiting.pop()
        if one not in order:
            order[one] = None
            waiting += reversed([other for other in near[one] if other not in order])
    return list(order)


def _around(group: Sequence[str]) -> dict[str, Place]:
    """People on a circle."""
    radius = max(len(group) / (2 * pi), 0.6)
    return {
        one: (
            radius * cos(2 * pi * number / len(group)),
            radius * sin(2 * pi * number / len(group)),
        )
        for number, one in enumerate(group)
    }


def _as_tree(group: Sequence[str], near: Mapping[str, Sequence[str]]) -> dict[str, Place]:
    """People around the middle one, each with a wedge as wide as their branch is large."""
    parents: dict[str, str | None] = {group[0]: None}
    for one in group:  # the nearest first, so that parents are known
        for other in near[one]:
            parents.setdefault(other, one)
    below: dict[str, list[str]] = {}
    for one in group[1:]:
        below.setdefault(parents[one] or "", []).append(one)
    leaves = dict.fromkeys(group, 1)
    for one in reversed(group):
        if one in below:
            leaves[one] = sum(leaves[child] for child in below[one])
    wedge = {group[0]: (-pi / 2, 3 * pi / 2)}
    places: dict[str, Place] = {group[0]: (0.0, 0.0)}
    level = {group[0]: 0}
    widest = max(len(below.get(group[0], ())) / 6.0, 1.0)
    for one in group:
        start, end = wedge[one]
        for child in below.get(one, ()):
            share = (end - start) * leaves[child] / leaves[one]
            # As one turns further away a branch may not fold back behind its own beginning.
            wedge[child] = start, start + share
            level[child] = level[one] + 1
            angle, radius = start + share / 2, level[child] * widest
            places[child] = radius * cos(angle), radius * sin(angle)
            start += share
    return places


def _pushed(begun: Mapping[str, Place], pairs: Sequence[Pair]) -> dict[str, Place]:
    """People whom lines pull together and whom everybody near pushes away (Fruchterman, 1991)."""
    people = list(begun)
    index = {one: number for number, one in enumerate(people)}
    xs = [begun[one][0] for one in people]
    ys = [begun[one][1] for one in people]
    joined = [(index[one], index[other]) for one, other in pairs]
    rounds = ROUNDS if len(people) <= FEW else FEWER_ROUNDS
    heat = sqrt(len(people)) / 4
    inwards = 0.0 if len(people) <= FEW else INWARDS  # or a branch of many would wander off
    for turn in range(rounds):
        moves_x, moves_y = [-x * inwards for x in xs], [-y * inwards for y in ys]
        for one, other in _neighbours(xs, ys):
            away_x, away_y = xs[one] - xs[other], ys[one] - ys[other]
            square = away_x * away_x + away_y * away_y or 1e-6
            moves_x[one] += away_x / square
            moves_y[one] += away_y / square
            moves_x[other] -= away_x / square
            moves_y[other] -= away_y / square
        for one, other in joined:
            away_x, away_y = xs[one] - xs[other], ys[one] - ys[other]
            pull = hypot(away_x, away_y)
            moves_x[one] -= away_x * pull
            moves_y[one] -= away_y * pull
            moves_x[other] += away_x * pull
            moves_y[other] += away_y * pull
        limit = heat * (1 - turn / rounds) + 0.01
        for one in range(len(people)):
            length = hypot(moves_x[one], moves_y[one]) or 1e-6
            share = min(length, limit) / length
            xs[one] += moves_x[one] * share
            ys[one] += moves_y[one] * share
    return {one: (xs[number], ys[number]) for number, one in enumerate(people)}


def _neighbours(xs: Sequence[float], ys: Sequence[float]) -> Iterable[tuple[int, int]]:
    """The pairs of people who push each other away: all of a few, of many those who are near."""
    if len(xs) <= FEW:
        return combinations(range(len(xs)), 2)
    cells: dict[tuple[int, int], list[int]] = {}
    for number, (x, y) in enumerate(zip(xs, ys, strict=True)):
        cells.setdefault((int(x // 2), int(y // 2)), []).append(number)
    made: list[tuple[int, int]] = []
    for (column, row), here in cells.items():
        made += combinations(here, 2)
        for beside in ((1, 0), (-1, 1), (0, 1), (1, 1)):
            there = cells.get((column + beside[0], row + beside[1]), ())
            made += [(one, other) for one in here for other in there]
    return made


def _lying(group: Mapping[str, Place]) -> dict[str, Place]:
    """A group turned so that it is wider than high, as screens and names are."""
    count = len(group)
    middle_x = sum(x for x, _ in group.values()) / count
    middle_y = sum(y for _, y in group.values()) / count
    around = {one: (x - middle_x, y - middle_y) for one, (x, y) in group.items()}
    wide, high, both = (
        sum(place[axis] * place[other] for place in around.values())
        for axis, other in ((0, 0), (1, 1), (0, 1))
    )
    turn = -atan2(2 * both, wide - high) / 2
    return {
        one: (x * cos(turn) - y * sin(turn), x * sin(turn) + y * cos(turn))
        for one, (x, y) in around.items()
    }


def _packed(groups: Sequence[dict[str, Place]]) -> tuple[dict[str, Place], float, float]:
    """All groups beside and below each other, in pixels; and how wide and high that is."""
    boxes = []
    for group in map(_lying, groups):
        xs, ys = ([place[axis] for place in group.values()] for axis in (0, 1))
        boxes.append((group, min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)))
    edge = EDGE if sum(map(len, groups)) <= EVERYBODY_NAMED else EDGE * CLOSER
    across = edge * WIDER
    area = sum((wide * across + 150) * (high * edge + 70) for *_, wide, high in boxes)
    widest = max((wide * across for *_, wide, _ in boxes), default=0.0)
    room = max(widest + 2 * MARGIN, sqrt(area * 1.35) + 2 * MARGIN, LEAST_WIDTH)
    places: dict[str, Place] = {}
    x, y, row = MARGIN, HEADER + 24, 0.0
    for group, left, top, wide, high in boxes:
        if x > MARGIN and x + wide * across > room - MARGIN:
            x, y, row = MARGIN, y + row + 64, 0.0
        for one, (at_x, at_y) in group.items():
            places[one] = x + (at_x - left) * across, y + (at_y - top) * edge
        x += wide * across + 150
        row = max(row, high * edge)
    return places, room, y + row + 30 + FOOTER


def _named(
    places: Mapping[str, Place],
    names: Mapping[str, str],
    near: Mapping[str, Sequence[str]],
    size: tuple[float, float],
    ties: Sequence[Tie],
    *,
    few: frozenset[str],
) -> list[Dot]:
    """Everybody with a name beside them, off the lines where that is possible.

    Args:
        places: Where they are.
        names: By handle.
        near: Whom each of them knows.
        size: Of the picture.
        ties: Who knows whom.
        few: Those who are named however many there are.
    """
    taken, lines = Taken(), Taken()
    for x, y in places.values():
        taken.add((x - RADIUS - 1, y - RADIUS - 1, x + RADIUS + 1, y + RADIUS + 1))
    for tie in ties if len(ties) <= COUNTED else ():
        (x, y), (to_x, to_y) = places[tie.one], places[tie.other]
        steps = int(hypot(to_x - x, to_y - y) // 8)
        for share in (step / steps for step in range(1, steps)):
            lines.add((x + (to_x - x) * share - 1, y + (to_y - y) * share - 1,
                       x + (to_x - x) * share + 1, y + (to_y - y) * share + 1))  # fmt: skip
    order = sorted(places, key=lambda one: (-len(near[one]), one))
    short = dict(zip(order, short_names([names[one] for one in order]), strict=True))
    dots: list[Dot] = []
    for one in order:
        x, y = places[one]
        label = cut(short[one], SIZE, LABEL_MOST)
        named = len(order) <= EVERYBODY_NAMED or len(dots) < NAMED or one in few
        at = _room(label, x, y, (taken, lines), size) if named else None
        if at is None:
            dots.append(Dot(one, x, y, "", (x, y, "start")))
            continue
        taken.add(line_box(label, SIZE, *at))
        dots.append(Dot(one, x, y, label, at))
    return dots


def _room(
    label: str, x: float, y: float, taken: tuple[Taken, Taken], size: tuple[float, float]
) -> tuple[float, float, str] | None:
    """Where a name has room beside its mark; if it must, on a line; None if nowhere."""
    gap, base = RADIUS + 5, y + 0.35 * SIZE
    over, under = y - RADIUS - 5, y + RADIUS + SIZE
    places = [
        (x + gap, base, "start"), (x - gap, base, "end"), (x, under, "middle"), (x, over, "middle"),
        (x + gap - 3, under - 3, "start"), (x - gap + 3, under - 3, "end"),
        (x + gap - 3, over + 2, "start"), (x - gap + 3, over + 2, "end"),
    ]  # fmt: skip
    for also in (True, False):
        for place in places:
            box = line_box(label, SIZE, *place)
            inside = box[0] > 4 and box[2] < size[0] - 4 and box[1] > HEADER - 14
            free = taken[0].is_free(box) and not (also and not taken[1].is_free(box))
            if inside and free:
                return place
    return None


def crossings(lines: Sequence[tuple[Place, Place]]) -> int:
    """How many pairs of lines cross; those that meet in an end do not."""
    return sum(_cross(one, other) for one, other in combinations(lines, 2))


def _cross(one: tuple[Place, Place], other: tuple[Place, Place]) -> bool:
    (a, b), (c, d) = one, other
    if a in other or b in other:
        return False
    return _left(a, b, c) != _left(a, b, d) and _left(c, d, a) != _left(c, d, b)


def _left(start: Place, end: Place, point: Place) -> bool:
    along, up = end[0] - start[0], end[1] - start[1]
    return along * (point[1] - start[1]) > up * (point[0] - start[0])
