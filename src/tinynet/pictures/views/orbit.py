"""Draw the orbit."""

from __future__ import annotations

from math import hypot

from tinynet.core.names import join_names
from tinynet.core.partial import say_partial
from tinynet.output.page import count_of
from tinynet.pictures.rules.lettering import text_width
from tinynet.pictures.rules.orbit import FOOTER, HEADER
from tinynet.pictures.views.svg import (
    Drawing,
    Spot,
    circle_legend,
    element,
    header,
    lifted,
    mark,
    points,
    title,
    words,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date

    from tinynet.pictures.rules.orbit import Body, Orbit

NAME = "Your friends in orbit"
NEAREST, COOLING = 3, 3  # named in the description


def draw(orbit: Orbit, by: str, today: date, *, scores: bool, bare: bool = False) -> Drawing:
    """The picture of an orbit.

    Args:
        orbit: Laid out.
        by: What the distance says: strength or depth.
        today: The day it is.
        scores: Whether numbers may be shown.
        bare: Without its title, for a page that has one.
    """
    x, y = orbit.middle
    rings = [_ring(x, y, radius, limit) for radius, limit in orbit.rings]
    tails = "".join(_tail(body) for body in orbit.bodies)
    marks = "".join(_body(body, by, scores=scores) for body in reversed(orbit.bodies))
    names = "".join(
        words(body.label, *body.at[:2], orbit.size, body.at[2], class_="halo")
        for body in orbit.bodies
        if body.label
    )
    you = element("circle", cx=x, cy=y, r=20, class_="ink") + words(
        "you", x, y + 4.5, 13, "middle", class_="you"
    )
    summary = f"{count_of(len(orbit.bodies), 'person', 'people')}, {say_partial(str(today))}"
    summary += f"; the nearer, the more {by}" if by == "depth" else "; the nearer, the stronger"
    top = "" if bare else header(NAME, summary)
    inside = "".join([top, *rings, tails, marks, you, names, _legend(orbit)])
    lift = HEADER - 24 if bare else 0.0
    inside = lifted(inside, lift) if bare else inside
    body = HEADER - 12, orbit.height - FOOTER + 4
    spots = tuple(Spot(one.x, one.y, one.who.circle, one.label) for one in orbit.bodies)
    description = about(orbit, by)
    return Drawing(NAME, description, orbit.width, orbit.height - lift, inside, body, spots)


def about(orbit: Orbit, by: str) -> str:
    """What the picture shows, in sentences."""
    bodies = orbit.bodies
    if not bodies:
        return "You in the middle, and nobody around you yet."
    parts = [f"You in the middle of {count_of(len(bodies), 'person', 'people')}, by {by}."]
    parts.append(f"Nearest: {join_names([body.who.name for body in bodies[:NEAREST]])}.")
    cooling = sorted((b for b in bodies if b.tail), key=lambda b: b.who.now - b.who.before)
    if cooling:
        more = len(cooling) - COOLING
        names = [body.who.name for body in cooling[:COOLING]]
        names += [count_of(more, "other")] if more > 0 else []
        parts.append(f"Further away than three months ago: {join_names(names)}.")
    unnamed = sum(not body.label for body in bodies)
    if unnamed:
        parts.append(f"{unnamed:,} of them are marks without a name.")
    return " ".join(parts)


def _ring(x: float, y: float, radius: float, limit: int | None) -> str:
    if limit is None:
        return element("circle", cx=x, cy=y, r=radius, class_="rule", stroke_dasharray="2 5")
    label = str(limit)
    half = text_width(label, 12) / 2 + 5
    plate = element("rect", x=x - half, y=y - radius - 8, width=2 * half, height=16,
                    class_="paper")  # fmt: skip
    return (
        element("circle", cx=x, cy=y, r=radius, class_="rule", stroke_width="1.2")
        + plate
        + words(label, x, y - radius + 4.2, 12, "middle", class_="quiet")
    )


def _tail(body: Body) -> str:
    """A wedge from where somebody was, getting wider towards where they are."""
    if body.tail is None:
        return ""
    (from_x, from_y), x, y = body.tail, body.x, body.y
    length = hypot(x - from_x, y - from_y) or 1.0
    half = min(body.radius * 0.5, 3.5)
    side_x, side_y = (y - from_y) / length * half, (from_x - x) / length * half
    wedge = points((from_x, from_y), (x + side_x, y + side_y), (x - side_x, y - side_y))
    circle = body.who.circle or "none"
    return element("polygon", points=wedge, class_=circle, fill_opacity="0.34")


def _body(body: Body, by: str, *, scores: bool) -> str:
    who = body.who
    parts = [who.name, f"{who.circle} circle" if who.circle else ""]
    if scores:
        parts += [f"{by} {who.now:.2f}", f"{count_of(round(who.hours), 'hour')} together"]
        parts += [f"{by} {who.before:.2f} three months ago" if body.tail else ""]
    elif body.tail:
        parts.append("cooling")
    return element(
        "g", title(", ".join(filter(None, parts))), mark(who.circle, body.x, body.y, body.radius)
    )


def _legend(orbit: Orbit) -> str:
    """The shapes of the circles that are there, and what size and tail mean."""
    y = orbit.height - 40
    row, x = circle_legend({body.who.circle for body in orbit.bodies}, 46, y)
    made = [row]
    if any(body.tail for body in orbit.bodies):
        made.append(
            element("polygon", points=points((x - 6, y), (x + 24, y - 4), (x + 24, y + 4)),
                    class_="none", fill_opacity="0.5")
        )  # fmt: skip
        made.append(words("from where they were three months ago", x + 32, y + 4.5, 13,
                          class_="quiet"))  # fmt: skip
    held = join_names([str(limit) for _, limit in orbit.rings if limit])
    holds = "rings hold" if len(orbit.rings) > 1 else "ring holds"
    meaning = f"The larger, the more hours together. The {holds} {held}."
    made.append(words(meaning, 40, orbit.height - 15, 12, class_="quiet"))
    return "".join(made)
