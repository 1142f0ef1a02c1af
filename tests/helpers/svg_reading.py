"""Reads our SVG as a picture: its labels with their boxes, and what lies outside.

Letters are measured with the font that Pillow brings, not by the tables with which they were
placed.
"""

from __future__ import annotations

import itertools
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from PIL import ImageFont

SVG = "{http://www.w3.org/2000/svg}"


@dataclass(frozen=True)
class Label:
    """A text and its box."""

    text: str
    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: Label) -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


@cache
def font(size: float) -> ImageFont.FreeTypeFont:
    return ImageFont.load_default(size)


def parse(svg: str) -> ET.Element:
    """The picture; anything in it that a program could run or fetch is an error."""
    root = ET.fromstring(svg)
    for element in root.iter():
        name = element.tag.removeprefix(SVG)
        assert name in {
            "svg", "title", "desc", "style", "rect", "circle", "line", "polygon", "polyline",
            "path", "g", "text",
        }, name  # fmt: skip
        assert not [key for key in element.attrib if key.startswith("on") or "href" in key]
    return root


def placed(element: ET.Element, down: float = 0.0) -> Iterator[tuple[ET.Element, float]]:
    """Every element, and how far its groups have moved it down."""
    moved = element.get("transform", "")
    if moved:
        down += float(moved.removeprefix("translate(0 ").removesuffix(")"))
    yield element, down
    for inner in element:
        yield from placed(inner, down)


def labels(svg: str) -> list[Label]:
    """Every text, where it stands."""
    return [_label(one, down) for one, down in placed(parse(svg)) if one.tag == f"{SVG}text"]


def _label(element: ET.Element, down: float) -> Label:
    size, x, y = (float(element.attrib[key]) for key in ("font-size", "x", "y"))
    text = element.text or ""
    wide = font(size).getlength(text)
    left = x - wide * {"middle": 0.5, "end": 1.0}.get(element.get("text-anchor", ""), 0.0)
    return Label(text, left, y + down - 0.74 * size, left + wide, y + down + 0.2 * size)


def overlapping(svg: str) -> list[tuple[str, str]]:
    """The pairs of texts that overlap."""
    return [
        (one.text, other.text)
        for one, other in itertools.combinations(labels(svg), 2)
        if one.overlaps(other)
    ]


def outside(svg: str) -> list[str]:
    """What is not inside the picture: texts, and the middles of shapes."""
    root = parse(svg)
    _, _, wide, high = map(float, root.attrib["viewBox"].split())
    found = [
        label.text
        for label in labels(svg)
        if label.left < 0 or label.top < 0 or label.right > wide or label.bottom > high
    ]
    for circle, down in placed(root):
        if circle.tag != f"{SVG}circle":
            continue
        x, y, r = (float(circle.attrib[key]) for key in ("cx", "cy", "r"))
        y += down
        if x - r < 0 or y - r < 0 or x + r > wide or y + r > high:
            found.append(ET.tostring(circle, encoding="unicode"))
    return found


def texts(svg: str) -> str:
    """All that is written in the picture, its titles and ids included."""
    root = parse(svg)
    words = [element.text or "" for element in root.iter() if element.tag != f"{SVG}style"]
    return "\n".join(words + [value for one in root.iter() for value in one.attrib.values()])
