"""SVG is written so that no text can break out of it, and is legible in light and dark."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import pytest
from payloads import PAYLOADS, steers
from svg_reading import parse

from tinynet.pictures.views import svg

NASTY = (
    '"><script>alert(1)</script>', "</text><image href='http://x'/>", "]]>", "<!--", "&amp;&lt;",
    "'onload='x", "\ufffe\uffff", "{{7*7}}", "</style>", "url(http://x)",
)  # fmt: skip


def drawing(text: str) -> str:
    inside = svg.words(text, 1, 2, 12, class_=text) + svg.element("g", svg.title(text), id=text)
    return svg.document(svg.Drawing(text, text, 10, 10, inside))


@pytest.mark.parametrize("text", [*NASTY, *(typed for typed, _ in PAYLOADS)])
def test_hostile_text_stays_text(text):
    root = parse(drawing(text))
    assert [one.tag.rpartition("}")[2] for one in root] == [
        "title", "desc", "style", "rect", "text", "g",
    ]  # fmt: skip
    assert len(list(root.iter())) == len(list(parse(drawing("plain")).iter()))
    written = "".join(root.itertext()) + "".join(
        v for one in root.iter() for v in one.attrib.values()
    )
    assert not any(steers(letter) for letter in written)


def test_text_is_text_and_comes_back_as_it_was():
    root = ET.fromstring(drawing('Anne & <Bob> "O\'Hara" שלום 👩\u200d👧'))
    text = next(one for one in root if one.tag.endswith("text"))
    assert text.text == 'Anne & <Bob> "O\'Hara" שלום 👩\u200d👧'


@pytest.mark.parametrize(
    ("value", "text"), [(1, "1"), (1.04, "1"), (-0.01, "0"), (12.25, "12.2"), (-3.5, "-3.5")]
)
def test_numbers_are_as_short_as_can_be(value, text):
    assert svg.number(value) == text


def test_every_circle_has_a_shape_of_its_own():
    shapes = [
        re.sub(r'class="[^"]*"', "", svg.mark(name, 10, 10, 5))
        for name in ("inner", "close", "friends", "village")
    ]
    open_one = svg.mark(None, 10, 10, 5)
    assert len(set(shapes)) == 4
    assert 'class="open"' in open_one


def luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("colours", [svg.LIGHT, svg.DARK], ids=["light", "dark"])
def test_text_and_marks_stand_out_from_the_paper(colours):
    paper = colours["paper"]
    assert contrast(colours["ink"], paper) >= 7
    assert contrast(colours["quiet"], paper) >= 4.5
    for name in (*svg.CIRCLES, "remote", "four"):
        assert contrast(colours[name], paper) >= 3, name
    steps = [luminance(colours[name]) for name in ("faint", "one", "two", "three", "four")]
    assert steps in (sorted(steps), sorted(steps, reverse=True))


def test_the_sheet_follows_the_reader_or_stays_with_one_scheme():
    assert svg.LIGHT["ink"] in svg.sheet()
    assert f"dark){{text{{{svg.FONT};fill:{svg.DARK['ink']}" in svg.sheet()
    assert svg.DARK["ink"] not in svg.sheet("light")
    assert svg.LIGHT["ink"] not in svg.sheet("dark")
    assert "http" not in svg.sheet()
    assert "sans-serif" in svg.FONT
