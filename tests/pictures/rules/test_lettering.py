"""Names are measured, cut and kept apart."""

from __future__ import annotations

import pytest
from svg_reading import font

from tinynet.pictures.rules.lettering import Taken, cut, line_box, short_names, text_width


@pytest.mark.parametrize("text", ["Anne Baker", "WWW MMM", "Øvergård", "illicit", "T.-J. O'Hara"])
def test_a_text_is_taken_to_be_at_least_as_wide_as_in_a_real_font(text):
    assert text_width(text, 13) >= font(13).getlength(text)


def test_what_has_no_width_of_its_own_adds_none_and_what_is_wide_counts_as_such():
    assert text_width("e\u0301", 10) == text_width("e", 10)
    assert text_width("美咲", 10) == 27
    assert text_width("👩\u200d👧", 10) == text_width("👩👧", 10)


def test_a_long_name_is_cut_with_an_ellipsis_and_a_short_one_is_not():
    assert cut("Anne", 12, 100) == "Anne"
    short = cut("Bartholomew Featherstonehaugh", 12, 100)
    assert short.startswith("Barthol")
    assert short.endswith("…")
    assert text_width(short, 12) <= 100


def test_no_joiner_is_left_hanging_where_an_emoji_is_cut():
    family = "👨\u200d👩\u200d👧\u200d👦"
    assert not cut(family * 3, 12, 70).rstrip("…").endswith("\u200d")


def test_first_names_do_where_they_are_one_persons_alone():
    names = ["Anne Baker", "Bob Marsh", "anne Carter", "Zoe"]
    assert short_names(names) == ["Anne Baker", "Bob", "anne Carter", "Zoe"]
    names = ["the tall one with the podcast", "Dr Finch", "Dr. Grace Hall"]
    assert short_names(names) == ["the tall one with the podcast", "Dr Finch", "Grace"]


def test_boxes_that_touch_do_not_overlap_and_those_across_cells_are_found():
    taken = Taken()
    taken.add((0, 0, 200, 10))
    assert not taken.is_free((150, 5, 160, 20))
    assert taken.is_free((200, 0, 220, 10))
    assert taken.is_free((150, 10, 160, 20))
    assert not taken.is_free((-10, -10, 300, 300))


def test_a_line_stands_on_its_base_at_its_anchor():
    wide = text_width("Anne", 10)
    assert line_box("Anne", 10, 50, 100, "end") == (50 - wide, 91.8, 50, 102.6)
    assert line_box("Anne", 10, 50, 100, "middle")[0] == 50 - wide / 2
