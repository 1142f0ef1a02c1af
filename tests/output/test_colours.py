"""The codes of colours in terminals that have few of them."""

from __future__ import annotations

import pytest

from tinynet.output import colours
from tinynet.output.pixels import Terminal, half_blocks, png
from tinynet.pictures.views import svg


@pytest.mark.parametrize(
    ("environ", "count"),
    [
        ({"TERM": "xterm-256color", "COLORTERM": "truecolor"}, colours.MILLIONS),
        ({"TERM": "tmux-256color", "COLORTERM": "24bit"}, colours.MILLIONS),
        ({"TERM": "xterm-direct"}, colours.MILLIONS),
        ({"TERM": "xterm-256color", "WT_SESSION": "4d"}, colours.MILLIONS),
        ({"TERM": "xterm-256color"}, colours.MANY),
        ({"TERM": "screen"}, colours.FEW),
        ({"TERM": "linux", "COLORTERM": ""}, colours.FEW),
        ({}, colours.FEW),
    ],
)
def test_how_many_colours_a_terminal_has_is_told_by_its_variables(environ, count) -> None:
    assert colours.count(environ) == count


def test_the_nearest_colour_is_taken_and_a_colour_becomes_no_grey() -> None:
    assert colours.of_many(bytes((255, 0, 0))) == 196
    assert colours.of_many(bytes((128, 128, 128))) == 244
    assert colours.of_many(bytes((0xA4, 0x47, 0x7C))) == 132
    few = {name: colours.of_few(bytes.fromhex(svg.LIGHT[name][1:])) for name in CIRCLES}
    assert few == {"inner": 1, "close": 6, "friends": 2, "village": 5}
    dark = {name: colours.of_few(bytes.fromhex(svg.DARK[name][1:])) for name in CIRCLES}
    assert len({*dark.values()}) == len(CIRCLES)
    assert [colours.of_few(bytes((at,) * 3)) for at in (24, 60, 219, 251)] == [0, 8, 7, 15]


CIRCLES = ("inner", "close", "friends", "village")


@pytest.mark.parametrize(
    ("count", "line"),
    [
        (colours.MILLIONS, "\x1b[38;2;255;0;0;48;2;255;255;255m▀\x1b[0m\n"),
        (colours.MANY, "\x1b[38;5;196;48;5;231m▀\x1b[0m\n"),
        (colours.FEW, "\x1b[91;107m▀\x1b[0m\n"),
    ],
)
def test_half_blocks_have_only_the_colours_that_there_are(count, line) -> None:
    pytest.importorskip("resvg_py")
    data = png(
        '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="2"><rect width="1" height="2" '
        'fill="#fff"/><rect width="1" height="1" fill="#f00"/></svg>'
    )
    assert half_blocks(data, Terminal("blocks", 1, 24, colours=count), colour=True) == line
