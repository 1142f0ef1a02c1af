"""A terminal is asked what it can show, and never waited for long."""

from __future__ import annotations

import io
import os
import re
import threading

import pytest

from tinynet.core.extras import MissingExtraError
from tinynet.output import pixels
from tinynet.output.pixels import BadPictureError, Terminal, half_blocks, show

RED_OVER_BLUE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4">'
    '<rect width="4" height="2" fill="#ff0000"/>'
    '<rect y="2" width="4" height="2" fill="#0000ff"/></svg>'
)


@pytest.fixture
def png():
    pytest.importorskip("resvg_py")
    return pixels.png(RED_OVER_BLUE)


def asked(answer: bytes | None, environ: dict[str, str], monkeypatch) -> tuple[Terminal, bytes]:
    """What is found out about a terminal that answers so, and what it was asked."""
    master, slave = os.openpty()
    monkeypatch.setattr(os, "tcgetpgrp", lambda _: os.getpgrp())
    heard = b""

    def terminal() -> None:
        nonlocal heard
        while not heard.endswith(b"\x1b[c"):
            heard += os.read(master, 1024)
        if answer is not None:
            os.write(master, answer)

    speaks = threading.Thread(target=terminal, daemon=True)
    speaks.start()
    found = pixels.ask({"TERM": "xterm", **environ}, slave)
    speaks.join(2)
    os.close(master)
    os.close(slave)
    return found, heard


@pytest.mark.parametrize(
    ("answer", "environ", "way"),
    [
        (b"\x1b_Gi=31;OK\x1b\\\x1b[?62c", {}, "kitty"),
        (b"\x1b[?62;4;6;22c", {}, "sixel"),
        (b"\x1b[?64;1;2;6;22c", {}, "blocks"),
        (b"\x1b[?65;44;14c", {}, "blocks"),  # a 4 within a number is no sixel
        (b"\x1b[?62;4c", {"TERM_PROGRAM": "iTerm.app"}, "iterm"),
        (b"\x1b[?62;4c", {"LC_TERMINAL": "iTerm2"}, "iterm"),  # over ssh
    ],
)
def test_what_a_terminal_answers_says_what_it_can_show(answer, environ, way, monkeypatch):
    found, question = asked(answer, environ, monkeypatch)
    assert found.way == way
    assert question.endswith(b"\x1b[c")  # what every terminal answers comes last


def test_the_background_and_the_size_of_a_cell_are_asked_too(monkeypatch):
    answer = b"\x1b]11;rgb:ffff/ffff/eeee\x1b\\\x1b[6;20;10t\x1b[?62;4c"
    found, _ = asked(answer, {}, monkeypatch)
    assert (found.is_dark, found.cell) == (False, (10, 20))
    found, _ = asked(b"\x1b]11;rgb:1010/1010/2020\x07\x1b[?62;4c", {}, monkeypatch)
    assert (found.is_dark, found.cell) == (True, pixels.USUAL_CELL)


def test_one_that_does_not_answer_is_given_up(monkeypatch):
    monkeypatch.setattr(pixels, "PATIENCE", 0.2)
    found, _ = asked(None, {}, monkeypatch)
    assert found.way == "blocks"


def test_a_dumb_one_is_not_asked():
    read, write = os.pipe()
    assert pixels.ask({"TERM": "dumb", "COLUMNS": "20"}, write) == Terminal(
        "blocks", 20, 24, colours=16
    )
    os.set_blocking(read, False)
    with pytest.raises(BlockingIOError):
        os.read(read, 1)


def test_in_the_background_it_is_not_asked(monkeypatch):
    master, slave = os.openpty()
    monkeypatch.setattr(os, "tcgetpgrp", lambda _: os.getpgrp() + 1)
    assert pixels.ask({"TERM": "xterm"}, slave).way == "blocks"
    os.set_blocking(master, False)
    with pytest.raises(BlockingIOError):
        os.read(master, 1)


def test_a_stream_that_is_no_terminal_gets_half_blocks():
    assert pixels.terminal({"COLUMNS": "30"}, io.StringIO()) == Terminal(
        "blocks", 30, 24, colours=16
    )


def test_half_blocks_have_two_pixels_a_cell(png):
    assert half_blocks(png, Terminal("blocks", 4, 24), colour=True) == (
        "\x1b[38;2;255;0;0;48;2;255;0;0m▀▀▀▀\x1b[0m\n\x1b[38;2;0;0;255;48;2;0;0;255m▀▀▀▀\x1b[0m\n"
    )
    small = half_blocks(png, Terminal("blocks", 2, 24), colour=True)
    assert re.sub(r"\x1b\[[^m]*m", "", small) == "▀▀\n"


def test_what_is_written_in_half_blocks_stands_where_it_should_in_its_colour(png):
    texts = {(0, 1): pixels.Written("é人", 3, b"\x01\x02\x03")}
    drawn = half_blocks(png, Terminal("blocks", 4, 24), colour=True, written=texts)
    assert drawn.splitlines()[0] == (
        "\x1b[38;2;255;0;0;48;2;255;0;0m▀\x1b[38;2;1;2;3;48;2;255;0;0mé人\x1b[0m"
    )
    plain = half_blocks(png, Terminal("blocks", 4, 24), colour=False, written=texts)
    assert plain == "░é人\n░░░░\n"


def test_without_colours_what_stands_out_from_the_paper_is_heavier():
    pytest.importorskip("resvg_py")
    svg = RED_OVER_BLUE.replace("#ff0000", "#15181c").replace("#0000ff", "#e9e7e2")
    for is_dark, drawn in ((True, "\n████\n"), (False, "████\n\n")):
        terminal = Terminal("blocks", 4, 24, is_dark=is_dark)
        assert half_blocks(pixels.png(svg), terminal, colour=False) == drawn


def test_kitty_and_iterm_are_given_the_picture_itself_and_others_sixels(png):
    assert show(png, Terminal("kitty", 80, 24), colour=True).startswith(
        "\x1b_Ga=T,f=100,q=2,m=0;iVBORw0KGgo"
    )
    assert show(png, Terminal("iterm", 80, 24), colour=True).startswith(
        "\x1b]1337;File=inline=1;size="
    )
    pytest.importorskip("textual_image")
    assert "\x1bP" in show(png, Terminal("sixel", 80, 24), colour=True)


def test_a_picture_is_no_wider_or_higher_than_the_terminal():
    pytest.importorskip("resvg_py")
    drawn = pixels.png(RED_OVER_BLUE, 3000)
    lines = show(drawn, Terminal("blocks", 20, 5), colour=True).splitlines()
    assert len(lines) == 3  # with the command above it and the next prompt below it
    assert all(line.count("▀") <= 20 for line in lines)


@pytest.mark.parametrize("data", [b"", b"no picture", b"\x89PNG\r\n\x1a\n" + b"\0" * 40])
def test_what_is_no_picture_is_refused(data):
    pytest.importorskip("PIL")
    with pytest.raises(BadPictureError):
        half_blocks(data, Terminal("blocks", 10, 10), colour=True)


def test_a_small_file_that_is_a_gigantic_picture_is_refused(png, monkeypatch):
    monkeypatch.setattr(pixels, "MOST_PIXELS", 15)
    with pytest.raises(BadPictureError, match="too large"):
        half_blocks(png, Terminal("blocks", 10, 10), colour=True)


def test_without_the_extra_one_sentence_says_what_to_install(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "resvg_py", None)
    with pytest.raises(MissingExtraError) as error:
        pixels.png(RED_OVER_BLUE)
    assert error.value.message == (
        "PNG files and pictures in the terminal need resvg_py and textual-image, which are not "
        "installed"
    )
    assert error.value.remedy == (
        'Run pip install "tinynet-crm[pictures]", or pipx inject tinynet-crm resvg_py '
        "textual-image; --out FILE.svg needs neither"
    )
