"""Draw the heat map of days."""

from __future__ import annotations

from tinynet.core.partial import say_partial
from tinynet.pictures.rules.days import CELL, LEFT, MOST, STEP, TOP, WEEKDAYS, level
from tinynet.pictures.rules.lettering import cut, text_width
from tinynet.pictures.views.svg import Drawing, element, header, lifted, title, words
from tinynet.pictures.views.weeks import in_a_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tinynet.pictures.rules.days import Cell, Heat

LEVELS = ("faint", "one", "two", "three", "four")
DOTS = (0.0, 2.6, 3.3, 4.0, 4.6)  # radius of the dot of so many remote contacts


def draw(heat: Heat, who: str | None, *, bare: bool = False) -> Drawing:
    """The picture of the days.

    Args:
        heat: Laid out.
        who: Whose days, if not everybody's.
        bare: Without its title, for a page that has one.
    """
    name = f"Days with {who}" if who else "Days with friends"
    lift = TOP - 30 if bare else 0.0
    top = "" if bare else header(cut(name, 22, heat.width - 80), summary(heat))
    months = [words(text, x, TOP - 12, 12, class_="quiet") for x, text in heat.months]
    weekdays = [
        words(text, LEFT - 12, TOP + row * STEP + CELL * 0.78, 11.5, "end", class_="quiet")
        for row, text in enumerate(WEEKDAYS)
        if text
    ]
    cells = [_cell(cell) for cell in heat.cells]
    inside = "".join([top, *months, *weekdays, *cells, _legend(heat)])
    inside = lifted(inside, lift) if bare else inside
    return Drawing(name, summary(heat), heat.width, heat.height - lift, inside)


def summary(heat: Heat) -> str:
    """What the picture shows, in a line."""
    return in_a_line(heat.days, [(cell.in_person, cell.remote) for cell in heat.cells])


def _cell(cell: Cell) -> str:
    square = element("rect", x=cell.x, y=cell.y, width=CELL, height=CELL, rx=3,
                     class_=LEVELS[level(cell.in_person)])  # fmt: skip
    if not cell.in_person and not cell.remote:
        return square
    parts = [f"{cell.in_person:,} in person"] if cell.in_person else []
    parts += [f"{cell.remote:,} remote"] if cell.remote else []
    tooltip = title(f"{say_partial(str(cell.on))}: {', '.join(parts)}")
    return element("g", tooltip, square, _dot(cell.x, cell.y, cell.remote))


def _dot(x: float, y: float, times: int) -> str:
    if not times:
        return ""
    middle = CELL / 2
    return element("circle", cx=x + middle, cy=y + middle, r=DOTS[level(times)],
                   class_="remote edge")  # fmt: skip


def _legend(heat: Heat) -> str:
    """In person as squares, remote as dots, from one a day to four and more."""
    y = heat.height - 40
    x, made = LEFT, []
    for label, remote in (("in person", False), ("calls and messages", True)):
        made.append(words(label, x, y + 11, 12, class_="quiet"))
        x += text_width(label, 12) + 8
        made.append(words("1", x, y + 11, 12, class_="quiet"))
        x += 13
        for times in range(1, MOST + 1):
            fill = "faint" if remote else LEVELS[times]
            made.append(element("rect", x=x, y=y, width=CELL, height=CELL, rx=3, class_=fill))
            made.append(_dot(x, y, times) if remote else "")
            x += STEP
        made.append(words(f"{MOST} and more a day", x + 4, y + 11, 12, class_="quiet"))
        x += text_width(f"{MOST} and more a day", 12) + 32
    return "".join(made)
