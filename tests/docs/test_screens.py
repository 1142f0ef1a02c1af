"""The pictures of a terminal in the documentation show what is really printed."""

from __future__ import annotations

import html
import re

import doc_screens

TEXT = re.compile(r'<text class="([^"]*)" x="([^"]*)" y="([^"]*)"[^>]*>([^<]*)</text>')


def texts(svg: str) -> list[tuple[str, ...]]:
    """What stands where in a picture, and in which style; Rich may frame it in another way."""
    return [(*where, html.unescape(text)) for *where, text in TEXT.findall(svg)]


def test_the_screens_show_what_the_commands_print() -> None:
    drawn = doc_screens.drawn()
    there = {file.name: file.read_text(encoding="utf-8") for file in doc_screens.FOLDER.iterdir()}
    there.pop("browse.svg")  # tests/screen/test_browse.py draws it
    assert there.keys() == drawn.keys()
    assert all(texts(svg) for svg in drawn.values())
    assert {name: texts(svg) for name, svg in there.items()} == {
        name: texts(svg) for name, svg in drawn.items()
    }


def test_a_screen_asks_nothing_of_anywhere() -> None:
    for file in doc_screens.FOLDER.iterdir():
        assert not re.search(r"url\(\"|href=\"http|@import", file.read_text(encoding="utf-8"))
