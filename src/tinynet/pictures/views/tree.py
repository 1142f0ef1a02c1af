"""Draw how you met everybody."""

from __future__ import annotations

from tinynet.core.partial import say_partial
from tinynet.output.page import count_of
from tinynet.pictures.rules import met_tree as layout
from tinynet.pictures.rules.lettering import line_box
from tinynet.pictures.rules.met_tree import HEADER, NAME, ROW, SMALL, TRUNK
from tinynet.pictures.views.svg import (
    Drawing,
    circle_legend,
    element,
    header,
    mark,
    points,
    title,
    words,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date

    from tinynet.pictures.rules.met_tree import Line, MetTree, Node

NAMED = "How you met everybody"
ALONE, ALONE_TOO = "Met by yourself", "Met by yourself, and nobody through them"


def draw(tree: MetTree, today: date, people: int, through: int) -> Drawing:
    """The picture of the tree.

    Args:
        tree: Laid out.
        today: The day it is.
        people: How many there are.
        through: How many of them came through somebody.
    """
    summary = (
        f"{count_of(people, 'person', 'people')}, {through:,} of them through somebody else; "
        f"{say_partial(str(today))}"
    )
    parts = [header(NAMED, summary), _years(tree)]
    parts += [_branch(node) for node in tree.nodes]
    parts.append(element("circle", cx=TRUNK, cy=HEADER - ROW, r=6, class_="ink"))
    parts.append(words("you", TRUNK - 11, HEADER - ROW + 4, 12, "end"))
    parts += [_node(node) for node in tree.nodes]
    if tree.lines:
        about = ALONE_TOO if tree.nodes else ALONE
        parts.append(words(about, 40, tree.lines[0].y - ROW - 4, NAME, font_weight="600"))
        parts += [_line(line) for line in tree.lines]
    there = {node.who.circle for node in tree.nodes}
    if there - {None}:
        parts.append(circle_legend(there, 46, tree.height - 24)[0])
    return Drawing(NAMED, f"{summary}.", layout.WIDTH, tree.height, "".join(parts))


def _years(tree: MetTree) -> str:
    made = ""
    for x, text in tree.ticks:
        made += element("line", x1=x, y1=HEADER - 22, x2=x, y2=tree.bottom - 6,
                        class_="rule level dotted", stroke_dasharray="1 4")  # fmt: skip
        made += words(text, x, HEADER - 28, 12, "middle", class_="quiet")
    return made


def _branch(node: Node) -> str:
    """Down from who brought them, or from whom those brought before; then to the right."""
    x, y = node.down
    name = "rule" if x == TRUNK else f"line-{node.who.circle or 'none'}"
    corners = points((x, y), (x, node.y), (node.x, node.y))
    return element("polyline", points=corners, class_=f"{name} level", stroke_width="1.4",
                   stroke_linejoin="round")  # fmt: skip


def _node(node: Node) -> str:
    who = node.who
    when = say_partial(who.on) if who.on else ""
    tooltip = title(", ".join(filter(None, (who.name, who.how, when))))
    base = node.y + 0.35 * NAME
    made = element("g", tooltip, mark(who.circle, node.x, node.y, 5))
    made += _on_paper(node.label, node.x + layout.GAP, base, NAME)
    if node.small:
        made += _on_paper(node.small, node.small_x, base, SMALL, class_="quiet")
    return made


def _on_paper(text: str, x: float, y: float, size: float, **more: str) -> str:
    """A text that hides the lines of the years behind it.

    A plate, since a halo around the letters of 500 people takes resvg most of a second.
    """
    left, top, right, bottom = line_box(text, size, x, y, "start")
    plate = {"x": left - 2, "y": top, "width": right - left + 4, "height": bottom - top}
    return element("rect", **plate, class_="paper") + words(text, x, y, size, **more)


def _line(line: Line) -> str:
    year = words(line.year, layout.LISTED - 14, line.y, SMALL, "end", class_="quiet")
    return (year if line.year else "") + words(line.text, layout.LISTED, line.y, SMALL)
