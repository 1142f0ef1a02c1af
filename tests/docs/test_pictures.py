"""The pictures in the documentation are what is really drawn."""

from __future__ import annotations

import doc_pictures
from svg_reading import outside, overlapping

PAGE = doc_pictures.FOLDER.parent / "pictures.md"


def test_the_pictures_of_the_page_are_what_is_drawn():
    drawn = doc_pictures.drawn()
    there = {file.name: file.read_text(encoding="utf-8") for file in doc_pictures.FOLDER.iterdir()}
    assert there == drawn
    for name, text in drawn.items():
        if name.endswith(".svg"):
            assert (overlapping(text), outside(text)) == ([], []), name


def test_the_page_shows_each_of_them():
    page = PAGE.read_text(encoding="utf-8")
    assert [name for name in doc_pictures.PICTURES if f"(pictures/{name})" not in page] == []
