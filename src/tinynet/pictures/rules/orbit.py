"""Lay out the orbit: you in the middle, everybody as far away as the friendship is weak.

The rings are the 5, 15, 50 and 150 that people keep up: within the first are the five strongest
friendships. Between two rings the distance follows the number, so that it is one function of the
number for everybody, and says where somebody was three months ago too. The angle means nothing,
which leaves it free to make room for names.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, pi, sin, sqrt

from tinynet.core.cadence import CIRCLE_SIZES
from tinynet.pictures.rules.lettering import Taken, cut, line_box, short_names

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tinynet.pictures.rules.lettering import Box

RINGS = tuple(CIRCLE_SIZES.values())
# Where the rings are, as parts of the outermost, for so many rings; the last number of five is
# where those beyond the 150 end. More room is given to where more people are.
RADII = {
    1: (1.0,),
    2: (0.5, 1.0),
    3: (0.32, 0.62, 1.0),
    4: (0.24, 0.43, 0.68, 1.0),
    5: (0.22, 0.4, 0.63, 0.84, 1.0),
}
EVERYBODY_NAMED = 150  # people; of more only the strongest are named
NAMED = 50
GOLDEN = (sqrt(5) - 1) / 2
TURN = 2 * pi
HEADER, FOOTER, MARGIN = 92.0, 72.0, 40.0  # pixels
YOU = 26.0  # the radius of the middle
LABEL_MOST = 130.0  # pixels of a name
COOLER = 0.9  # of what it was three months ago; less is cooling
SHORTEST_TAIL = 7.0  # pixels that can still be seen


@dataclass(frozen=True, slots=True)
class Standing:
    """A person as the orbit is given them.

    Attributes:
        handle: Theirs.
        name: As it is shown.
        circle: The one they were put in, if any.
        hours: Spent together.
        now: Strength or depth today.
        before: The same three months ago.
    """

    handle: str
    name: str
    circle: str | None
    hours: float
    now: float
    before: float


@dataclass(frozen=True, slots=True)
class Body:
    """A person as drawn.

    Attributes:
        who: The person.
        ring: Within which ring, counted from 0.
        x: From the left.
        y: From the top.
        radius: Of the mark.
        label: The name as it is written; "" where there was no room for it.
        at: Where the name stands: x, y of its base, and its anchor.
        tail: Where they were three months ago, if they have cooled since.
    """

    who: Standing
    ring: int
    x: float
    y: float
    radius: float
    label: str
    at: tuple[float, float, str]
    tail: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class Orbit:
    """The whole picture.

    Attributes:
        width: In pixels.
        height: In pixels.
        middle: Where you are.
        rings: Each radius and how many people it holds; None beyond the outermost.
        size: Of the letters.
        bodies: Everybody, the strongest first.
    """

    width: float
    height: float
    middle: tuple[float, float]
    rings: tuple[tuple[float, int | None], ...]
    size: float
    bodies: tuple[Body, ...]


@dataclass(frozen=True, slots=True)
class Scale:
    """What turns a number into a distance.

    Attributes:
        edges: The radius of the middle, then of each ring, in pixels.
        marks: The number at each of them, falling.
    """

    edges: tuple[float, ...]
    marks: tuple[float, ...]

    def distance(self, value: float) -> float:
        """How far from the middle somebody with this number is; with none, at the edge."""
        if value <= 0:
            return self.edges[-1]
        for inner, outer, high, low in zip(
            self.edges, self.edges[1:], self.marks, self.marks[1:], strict=False
        ):
            if value >= low:
                share = (high - min(value, high)) / (high - low) if high > low else 1.0
                return inner + (outer - inner) * share
        return self.edges[-1]


def ring_count(people: int) -> int:
    """How many rings hold so many people, those beyond the 150 counted as one more."""
    return 1 + sum(people > size for size in RINGS)


def lay_out(people: Sequence[Standing]) -> Orbit:
    """Place everybody."""
    ranked = sorted(people, key=lambda one: (-one.now, -one.hours, one.name, one.handle))
    rings = ring_count(len(ranked))
    outer, size = _dimensions(len(ranked))
    middle = (MARGIN + outer + LABEL_MOST / 2, HEADER + outer + size)
    width, height = 2 * middle[0], middle[1] + outer + size + FOOTER
    radii = tuple(part * outer for part in RADII[rings])
    scale = Scale((YOU + 16, *radii), _marks([one.now for one in ranked], rings))
    taken = Taken()
    taken.add((middle[0] - YOU, middle[1] - YOU, middle[0] + YOU, middle[1] + YOU))
    for radius in radii:  # the rings' own names stand on them, at the top
        taken.add((middle[0] - 18, middle[1] - radius - 9, middle[0] + 18, middle[1] - radius + 9))
    field = _Field(taken, (MARGIN / 2, HEADER, width - MARGIN / 2, height - FOOTER), middle, size)
    bodies = _bodies(ranked, scale, field)
    limits = (*RINGS[:rings], None)[:rings]
    return Orbit(width, height, middle, tuple(zip(radii, limits, strict=True)), size, tuple(bodies))


def _dimensions(people: int) -> tuple[float, float]:
    """The radius of the outermost ring, and the size of the letters."""
    for most, outer, size in ((15, 330.0, 15.0), (50, 400.0, 13.5), (EVERYBODY_NAMED, 540.0, 12.0)):
        if people <= most:
            return outer, size
    return 540.0, 12.5


def _marks(values: Sequence[float], rings: int) -> tuple[float, ...]:
    """The numbers at the rings: each between two people, with the strongest and 0 at the ends."""
    between = ((values[ring - 1] + values[ring]) / 2 for ring in RINGS[: rings - 1])
    return (max(values, default=0.0), *between, 0.0)


class _Field:
    """Where there is still room."""

    def __init__(self, taken: Taken, edges: Box, middle: tuple[float, float], size: float) -> None:
        self.taken, self.edges, self.middle, self.size = taken, edges, middle, size
        self.tails = Taken()

    def inside(self, box: Box) -> bool:
        left, top, right, bottom = self.edges
        return box[0] >= left and box[1] >= top and box[2] <= right and box[3] <= bottom

    def point(self, angle: float, distance: float) -> tuple[float, float]:
        return self.middle[0] + distance * cos(angle), self.middle[1] + distance * sin(angle)

    def is_free(self, box: Box, *, tails: bool) -> bool:
        return (
            self.inside(box)
            and self.taken.is_free(box)
            and not (tails and not self.tails.is_free(box))
        )


def _bodies(ranked: Sequence[Standing], scale: Scale, field: _Field) -> Iterator[Body]:
    short = short_names([one.name for one in ranked])
    named = len(ranked) if len(ranked) <= EVERYBODY_NAMED else NAMED
    for number, who in enumerate(ranked):
        ring = sum(number >= size for size in RINGS)
        first = (0, *RINGS)[ring]
        count = min((*RINGS, len(ranked))[ring], len(ranked)) - first
        angle = _slot(number - first, count) * TURN / count - pi / 2 + 0.35 + ring * 0.5
        distance = min(max(scale.distance(who.now), scale.edges[0]), scale.edges[-1])
        was = max(scale.distance(who.before), scale.edges[0] - 10)
        label = cut(short[number], field.size, LABEL_MOST) if number < named else ""
        radius = mark_radius(who.hours, len(ranked))
        yield _placed(who, ring, (angle, distance, was), (radius, label), field)


def _slot(number: int, count: int) -> int:
    """Which of the slots around a ring somebody gets, so that neighbours in rank are far apart."""
    order = sorted(range(count), key=lambda one: (one * GOLDEN) % 1)
    return order.index(number)


def mark_radius(hours: float, people: int) -> float:
    """How large a mark is: its area follows the hours, up to where it would hide others."""
    scale = next((s for most, s in ((15, 1.35), (50, 1.1), (150, 0.85)) if people <= most), 0.62)
    return round(min(4.0 + 0.8 * sqrt(max(hours, 0.0)), 18.0) * scale, 2)


def _placed(
    who: Standing,
    ring: int,
    polar: tuple[float, float, float],
    looks: tuple[float, str],
    field: _Field,
) -> Body:
    """A person where there is room for mark and name, as near to the wished angle as possible."""
    (angle, distance, was), (radius, label) = polar, looks
    chosen = next(_free(angle, distance, radius, label, field), None)
    if chosen is None and label:
        label = ""
        chosen = next(_free(angle, distance, radius, "", field), None)
    turned, at, boxes = chosen or (angle, (0.0, 0.0, "start"), [])
    x, y = field.point(turned, distance)
    for box in boxes or [_square(x, y, radius)]:
        field.taken.add(box)
    tail = None
    if who.now < COOLER * who.before and distance - was >= SHORTEST_TAIL + radius:
        tail = field.point(turned, was)
        steps = int((distance - was) // 6)
        for step in range(steps):
            field.tails.add(_square(*field.point(turned, was + step * 6), 2.0))
    return Body(who, ring, x, y, radius, label, at, tail)


def _free(
    angle: float, distance: float, radius: float, label: str, field: _Field
) -> Iterator[tuple[float, tuple[float, float, str], list[Box]]]:
    """Angles at which there is room, and where the name stands; those clear of tails first."""
    step = min(0.12, 9.0 / max(distance, 1.0))
    turns = int(pi / step)
    for tails in (True, False):
        for number in range(2 * turns):
            turned = angle + (number + 1) // 2 * step * (-1) ** number
            x, y = field.point(turned, distance)
            square = _square(x, y, radius + 1.5)
            if not field.is_free(square, tails=tails):
                continue
            if not label:
                yield turned, (0.0, 0.0, "start"), [square]
                continue
            for at in _places(x, y, turned, radius, field.size):
                box = _padded(line_box(label, field.size, *at))
                if field.is_free(box, tails=tails):
                    yield turned, at, [square, box]


def _places(
    x: float, y: float, angle: float, radius: float, size: float
) -> list[tuple[float, float, str]]:
    """Where a name may stand beside its mark: outwards first."""
    gap, base = radius + 5, y + 0.35 * size
    right, left = (x + gap, base, "start"), (x - gap, base, "end")
    below = (x, y + radius + size + 1, "middle")
    above = (x, y - radius - 0.45 * size, "middle")
    sides = [right, left] if cos(angle) >= 0 else [left, right]
    ends = [below, above] if sin(angle) >= 0 else [above, below]
    return [*sides, *ends] if abs(cos(angle)) > 0.3 else [*ends, *sides]


def _padded(box: Box) -> Box:
    return box[0] - 2, box[1] - 1, box[2] + 2, box[3] + 1


def _square(x: float, y: float, radius: float) -> Box:
    return x - radius, y - radius, x + radius, y + radius
