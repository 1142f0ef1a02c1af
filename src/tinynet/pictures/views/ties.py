"""Draw who knows whom, or write it for Graphviz."""

from __future__ import annotations

from tinynet.core.partial import say_partial
from tinynet.output.page import count_of
from tinynet.output.text import clean
from tinynet.pictures.rules.lettering import text_width
from tinynet.pictures.rules.ties import FOOTER, HEADER, RADIUS, SIZE
from tinynet.pictures.views.svg import (
    Drawing,
    Spot,
    circle_legend,
    element,
    header,
    mark,
    title,
    words,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from tinynet.pictures.rules.ties import Tie, Web

MANY = 100  # lines, from which on each is fainter
NAME = "Who knows whom"
# Each sort of line: its class, width and dashes, and what the legend calls it.
SORTS = {
    "related": ("line-inner", "2.4", "", "related"),
    "introduced": ("line-close", "1.8", "7 3", "introduced by you"),
    "through": ("line-friends", "1.6", "2 3", "one came through the other"),
    "together": ("thread", "1", "", "seen together"),
}


def draw(
    web: Web, names: Mapping[str, str], circles: Mapping[str, str | None], today: date, alone: int
) -> Drawing:
    """The picture of who knows whom.

    Args:
        web: Laid out.
        names: By handle.
        circles: The circle of each, by handle.
        today: The day it is.
        alone: How many know none of the others.
    """
    people = count_of(len(web.dots), "person", "people")
    summary = f"{people}, {count_of(len(web.ties), 'tie')}, {say_partial(str(today))}"
    others = count_of(alone, "other knows", "others know")
    beside = f"; {others} nobody here" if alone else ""
    opacity = "0.8" if len(web.ties) <= MANY else "0.4"
    where = {dot.handle: dot for dot in web.dots}
    parts = [header(NAME, summary + beside)]
    for sort in ("together", "through", "introduced", "related"):
        for tie in web.ties:
            if tie.sort == sort:
                one, other = where[tie.one], where[tie.other]
                tooltip = f"{names[tie.one]} and {names[tie.other]}: {tie.how}"
                ends = {"x1": one.x, "y1": one.y, "x2": other.x, "y2": other.y}
                parts.append(element("g", title(tooltip), _stroke(sort, opacity, **ends)))
    for dot in web.dots:
        shape = mark(circles[dot.handle], dot.x, dot.y, RADIUS)
        parts.append(element("g", title(names[dot.handle]), shape))
    parts += [
        words(dot.label, dot.at[0], dot.at[1], SIZE, dot.at[2], class_="halo")
        for dot in web.dots
        if dot.label
    ]
    parts.append(_legend(web, circles))
    body = HEADER - 12, web.height - FOOTER + 8
    spots = tuple(Spot(dot.x, dot.y, circles[dot.handle], dot.label) for dot in web.dots)
    return Drawing(NAME, f"{summary}{beside}.", web.width, web.height, "".join(parts), body, spots)


def _stroke(sort: str, opacity: str = "0.8", **ends: float) -> str:
    name, wide, dashes, _ = SORTS[sort]
    more = {"stroke_dasharray": dashes} if dashes else {}
    return element("line", class_=name, stroke_width=wide, stroke_opacity=opacity, **ends, **more)


def _legend(web: Web, circles: Mapping[str, str | None]) -> str:
    """What the lines mean, and below them the shapes, unless nobody is in a circle."""
    x, y, made = 40.0, web.height - 50, ""
    for sort, (*_, label) in SORTS.items():
        if any(tie.sort == sort for tie in web.ties):
            made += _stroke(sort, x1=x, y1=y, x2=x + 30, y2=y)
            made += words(label, x + 37, y + 4, 12, class_="quiet")
            x += 37 + text_width(label, 12) + 18
    there = {circles[dot.handle] for dot in web.dots}
    return made + (circle_legend(there, 46, y + 24)[0] if there - {None} else "")


def dot(ties: Sequence[Tie], names: Mapping[str, str]) -> str:
    """The same as a graph for Graphviz and whatever else reads its language."""
    known = sorted({handle for tie in ties for handle in (tie.one, tie.other)})
    people = "".join(f"  {_quoted(handle)} [label={_quoted(names[handle])}];\n" for handle in known)
    lines = "".join(
        f"  {_quoted(tie.one)} -- {_quoted(tie.other)} [label={_quoted(tie.how)}];\n"
        for tie in ties
    )
    return f"graph friends {{\n{people}{lines}}}\n"


def _quoted(text: str) -> str:
    inside = clean(text).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{inside}"'
