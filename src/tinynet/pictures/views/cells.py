"""Draw a picture in the cells of a terminal: half blocks, and over them marks and names as text."""

from __future__ import annotations

from dataclasses import replace

from tinynet.output import pixels
from tinynet.output.text import clean, width
from tinynet.pictures.views import svg

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tinynet.output.page import Page
    from tinynet.output.pixels import Terminal, Written
    from tinynet.pictures.views.svg import Drawing

    Part = str | tuple[str, str]

GLYPHS = {"inner": "●", "close": "■", "friends": "▲", "village": "◆", None: "○"}
LINE = 0.8  # of a cell is how wide a line is drawn
LEAST_ROWS = 14
GAP = 1  # cells between a mark and its name


def draw(drawing: Drawing, terminal: Terminal, page: Page) -> None:
    """Write the picture on a page: its name, what it shows, itself, and what its marks mean."""
    page.title(drawing.name)
    page.text(drawing.about)
    scheme = "dark" if terminal.is_dark else "light"
    # The legend below it is seen too, unless the terminal is so low that it has to scroll.
    terminal = replace(terminal, rows=max(terminal.rows - 1, LEAST_ROWS))
    top, bottom = drawing.body
    scale = max(drawing.width / terminal.columns, (bottom - top) / (2 * terminal.room))
    data = pixels.png(svg.body(drawing, scheme, LINE * scale), max(round(drawing.width / scale), 1))
    page.picture(
        pixels.half_blocks(
            data, terminal, colour=page.colour, written=written(drawing, scale, scheme)
        )
    )
    there = {spot.circle for spot in drawing.spots}
    names = [name for name in GLYPHS if name in there]
    if there - {None}:
        page.joined("", [f"{GLYPHS[name]} {name or svg.NO_CIRCLE}" for name in names], between="  ")


def written(drawing: Drawing, scale: float, scheme: str) -> dict[tuple[int, int], Written]:
    """The marks, and as many of the names as have room, by row and column.

    Args:
        drawing: What it shows.
        scale: How many of its pixels a cell is wide, and half a cell high.
        scheme: "light" or "dark".
    """
    colours = svg.DARK if scheme == "dark" else svg.LIGHT
    top, bottom = drawing.body
    columns, rows = int(drawing.width / scale), int((bottom - top) / scale / 2)
    made: dict[tuple[int, int], Written] = {}
    taken: set[tuple[int, int]] = set()
    places = [(int((spot.y - top) / scale / 2), int(spot.x / scale)) for spot in drawing.spots]
    for spot, place in zip(drawing.spots, places, strict=True):
        if place not in taken and place[0] < rows and place[1] < columns:
            ink = bytes.fromhex(colours[spot.circle or "none"][1:])
            made[place] = pixels.Written(GLYPHS[spot.circle], 1, ink)
            taken.add(place)
    for spot, (row, column) in zip(drawing.spots, places, strict=True):
        name = clean(spot.label)
        cells = width(name)
        for start in (column + 1 + GAP, column - GAP - cells):
            room = {(row, at) for at in range(start - GAP, start + cells + GAP)} - {(row, column)}
            if name and start >= 0 and start + cells <= columns and not room & taken:
                made[row, start] = pixels.Written(name, cells, bytes.fromhex(colours["ink"][1:]))
                taken |= room
                break
    return made
