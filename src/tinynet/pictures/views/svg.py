"""Write SVG: elements, text that cannot break out of them, and the colours of every picture.

A picture is drawn once for light and dark: its classes take their colours from a style sheet that
follows the reader's scheme, or stays with one where a program is to draw it.
"""

from __future__ import annotations

from dataclasses import dataclass

from tinynet.output.text import clean
from tinynet.pictures.rules.lettering import text_width

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

# Okabe and Ito's colours, which people see apart whatever their eyes, darkened or lightened until
# each is 3:1 from the paper. Whatever a colour says, a shape says too.
LIGHT = {
    "paper": "#fbfaf7", "ink": "#23262b", "quiet": "#61666e", "line": "#dedbd3", "faint": "#efede7",
    "inner": "#c2500a", "close": "#0a6aa6", "friends": "#07805f", "village": "#a4477c",
    "none": "#6f757d", "one": "#bcd9e8", "two": "#7fb6d3", "three": "#3a88b3", "four": "#0d5b87",
    "remote": "#b4480a",
}  # fmt: skip
DARK = {
    "paper": "#15181c", "ink": "#e9e7e2", "quiet": "#a2a8b1", "line": "#3a3f46", "faint": "#23272d",
    "inner": "#ff9d57", "close": "#69b7ea", "friends": "#4ccf9f", "village": "#e39ac6",
    "none": "#969da6", "one": "#1f4a61", "two": "#2f7597", "three": "#58a9cf", "four": "#a5dbf5",
    "remote": "#ffb274",
}  # fmt: skip
FONT = "font-family:system-ui,sans-serif"
CIRCLES = ("inner", "close", "friends", "village", "none")
NO_CIRCLE = "in no circle"  # what a legend says of "none"


@dataclass(frozen=True, slots=True)
class Spot:
    """Somebody in a picture, for terminals that draw with characters.

    Attributes:
        x: From the left.
        y: From the top.
        circle: Theirs; None for none.
        label: Their name as it is written; "" where it is not.
    """

    x: float
    y: float
    circle: str | None
    label: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture before it is a document or a part of one.

    Attributes:
        name: Its title.
        about: What it shows, in sentences, for those who cannot see it.
        width: In pixels.
        height: In pixels.
        inside: Its elements.
        body: Where the picture itself begins and ends, between its title and its legend.
        spots: Who is in it, those first whose names matter most; empty where it has other texts.
    """

    name: str
    about: str
    width: float
    height: float
    inside: str
    body: tuple[float, float] = (0.0, 0.0)
    spots: tuple[Spot, ...] = ()


def print_sheet() -> str:
    """The style sheet of what is printed: the light one, whatever the screen's scheme is."""
    paper = LIGHT | {"paper": "#ffffff"}
    page = f"body{{background:#ffffff;color:{paper['ink']}}}"
    return f"@media print{{{page}{_rules(paper)}}}"


def sheet(scheme: str = "auto") -> str:
    """The style sheet of every picture.

    Args:
        scheme: "light", "dark", or "auto" to follow the reader's.
    """
    if scheme != "auto":
        return _rules(LIGHT if scheme == "light" else DARK)
    return f"{_rules(LIGHT)}@media (prefers-color-scheme:dark){{{_rules(DARK)}}}"


def backgrounds() -> str:
    """The style sheet of a page's own paper and ink."""
    both = (f"body{{background:{c['paper']};color:{c['ink']}}}" for c in (LIGHT, DARK))
    light, dark = both
    return f"{light}@media (prefers-color-scheme:dark){{{dark}}}"


def _rules(colours: Mapping[str, str]) -> str:
    fills = "".join(f".{name}{{fill:{colours[name]}}}" for name in (*CIRCLES, "remote"))
    lines = "".join(f".line-{name}{{stroke:{colours[name]};fill:none}}" for name in CIRCLES)
    levels = "".join(f".{name}{{fill:{colours[name]}}}" for name in ("one", "two", "three", "four"))
    return (
        f"text{{{FONT};fill:{colours['ink']}}}"
        f".paper{{fill:{colours['paper']}}}.quiet{{fill:{colours['quiet']}}}"
        f".ink{{fill:{colours['ink']}}}.you{{fill:{colours['paper']}}}.faint{{fill:{colours['faint']}}}"
        f".halo{{paint-order:stroke;stroke:{colours['paper']};stroke-width:3;"
        "stroke-linejoin:round}"
        f".rule{{stroke:{colours['line']};fill:none}}"
        f".thread{{stroke:{colours['quiet']};fill:none}}"
        f".edge{{stroke:{colours['paper']};stroke-width:1}}"
        f".open{{fill:{colours['paper']};stroke:{colours['none']};stroke-width:1.6}}"
        f"{fills}{lines}{levels}"
    )


def number(value: float) -> str:
    """A number as short as can be, to a tenth of a pixel."""
    text = f"{value:.1f}"
    return "0" if text == "-0.0" else text.removesuffix(".0")


def escaped(text: str) -> str:
    """A text in XML: what could steer, hide or break something is visible or an entity."""
    # These two are not characters at all to XML, and the sanitiser passes over them.
    shown = clean(text).replace("\ufffe", "\\ufffe").replace("\uffff", "\\uffff")
    return (
        shown.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    )


def element(name: str, *inside: str, **attributes: float | str) -> str:
    """An element; `class_` and `font_size` become class and font-size."""
    written = "".join(
        f" {key.rstrip('_').replace('_', '-')}="
        f'"{escaped(value) if isinstance(value, str) else number(value)}"'
        for key, value in attributes.items()
    )
    return f"<{name}{written}>{''.join(inside)}</{name}>" if inside else f"<{name}{written}/>"


def words(text: str, x: float, y: float, size: float, anchor: str = "start", **more: str) -> str:
    """A line of text."""
    place: dict[str, float | str] = {"x": x, "y": y, "font_size": size}
    if anchor != "start":
        place["text_anchor"] = anchor
    return element("text", escaped(text), **place, **more)


def title(text: str) -> str:
    """What is shown when one points at it, and read out."""
    return element("title", escaped(text))


def mark(circle: str | None, x: float, y: float, radius: float) -> str:
    """The mark of a circle, in its shape and colour; each has about the area of such a disc."""
    name = f"{circle or 'none'} edge"
    if circle == "inner":
        return element("circle", cx=x, cy=y, r=radius, class_=name)
    if circle == "close":
        half = radius * 0.89
        return element("rect", x=x - half, y=y - half, width=2 * half, height=2 * half,
                       rx=radius * 0.18, class_=name)  # fmt: skip
    if circle == "friends":
        tall, wide = radius * 1.35, radius * 1.25
        base = y + tall * 0.7
        corners = points((x, y - tall), (x + wide, base), (x - wide, base))
        return element("polygon", points=corners, class_=name)
    if circle == "village":
        far = radius * 1.25
        corners = points((x, y - far), (x + far, y), (x, y + far), (x - far, y))
        return element("polygon", points=corners, class_=name)
    return element("circle", cx=x, cy=y, r=radius * 0.92, class_="open")


def circle_legend(there: Collection[str | None], x: float, y: float) -> tuple[str, float]:
    """The shapes of the circles that are in a picture, in a row.

    Args:
        there: The circles; None for those who are in none.
        x: Where the row begins.
        y: Its middle.

    Returns:
        The row, and where the next part of the legend may begin.
    """
    made = ""
    for name in CIRCLES:
        circle = None if name == "none" else name
        if circle in there:
            label = circle or NO_CIRCLE
            made += mark(circle, x, y, 6) + words(label, x + 13, y + 4.5, 13, class_="quiet")
            x += 13 + text_width(label, 13) + 20
    return made, x


def points(*places: tuple[float, float]) -> str:
    """Places as a polygon or a line takes them."""
    return " ".join(f"{number(x)},{number(y)}" for x, y in places)


def document(drawing: Drawing, scheme: str = "auto", zoom: float = 1.0) -> str:
    """A whole SVG."""
    style = f"<style>{sheet(scheme)}{_shrunk(scheme, zoom)}</style>"
    paper = element("rect", width=drawing.width, height=drawing.height, class_="paper")
    return f"{_whole(drawing, 'picture', style + paper)}\n"


def _shrunk(scheme: str, zoom: float) -> str:
    """What differs in a picture drawn smaller, where fine lines would be less than a pixel wide.

    Level and upright ones are a whole pixel wide without soft edges, and dots a faint line, which
    is as legible and takes resvg an eighth less time for the tree of 500 people.
    """
    if zoom >= 1:
        return ""
    faint = (DARK if scheme == "dark" else LIGHT)["faint"]
    pixel = 1.001 / zoom  # not a bit less, or some lines would fall between two pixels
    return (
        f".level{{shape-rendering:crispEdges;stroke-width:{pixel:.4f}px;stroke-linejoin:miter}}"
        f".dotted{{stroke-dasharray:none;stroke:{faint}}}"
    )


def body(drawing: Drawing, scheme: str, line: float) -> str:
    """The picture without title, legend, texts and marks, for a screen of few pixels.

    Args:
        drawing: What it shows.
        scheme: "light" or "dark".
        line: How wide lines are to be, so that they can be seen.
    """
    top, bottom = drawing.body
    wide, high = number(drawing.width), number(bottom - top)
    lines = ",".join((".rule", ".thread", *(f".line-{name}" for name in CIRCLES)))
    few = f"text,.edge,.open{{display:none}}{lines}{{stroke-width:{number(line)}px}}"
    style = f"<style>{sheet(scheme)}{few}</style>"
    paper = element("rect", y=top, width=drawing.width, height=bottom - top, class_="paper")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{high}" '
        f'viewBox="0 {number(top)} {wide} {high}">{style}{paper}{drawing.inside}</svg>'
    )


def inline(drawing: Drawing, ids: str) -> str:
    """An SVG for a page that has the style sheet already.

    Args:
        drawing: What it shows.
        ids: A word that no other picture of the page has.
    """
    return _whole(drawing, ids, "")


def _whole(drawing: Drawing, ids: str, before: str) -> str:
    wide, high = number(drawing.width), number(drawing.height)
    name = element("title", escaped(drawing.name), id=f"{ids}-title")
    about = element("desc", escaped(drawing.about), id=f"{ids}-desc")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" '
        f'aria-labelledby="{ids}-title {ids}-desc" width="{wide}" height="{high}" '
        f'viewBox="0 0 {wide} {high}">{name}{about}{before}{drawing.inside}</svg>'
    )


def lifted(inside: str, by: float) -> str:
    """Elements moved up, where nothing stands above them."""
    return f'<g transform="translate(0 -{number(by)})">{inside}</g>'


def header(name: str, below: str, x: float = 40) -> str:
    """The title of a picture and the line below it."""
    return words(name, x, 46, 22, font_weight="600") + words(below, x, 70, 13.5, class_="quiet")
