"""Bars and sparklines."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tinynet.output.bars import FULL, LEVELS, bar, sparkline

COUNTS = st.integers(0, 10**7)


def test_a_bar_is_as_long_as_its_share_to_an_eighth_of_a_cell():
    assert bar(10, 10, 4) == "████"
    assert bar(5, 10, 4) == "██"
    assert bar(1, 16, 4) == "▎"
    assert bar(11, 16, 4) == "██▊"
    assert bar(5, 10, 4, blocks=False) == "##"


def test_what_is_there_can_be_seen_and_what_is_not_cannot():
    assert bar(1, 10**6, 10) == "▏"
    assert bar(1, 10**6, 10, blocks=False) == "#"
    assert bar(0, 10, 10) == bar(0, 0, 10) == bar(0, 10, 10, blocks=False) == ""


def test_more_than_the_most_is_a_full_bar():
    assert bar(20, 10, 3) == "███"
    assert bar(20, 10, 3, blocks=False) == "###"


@given(COUNTS, COUNTS, st.integers(1, 60), st.booleans())
def test_a_longer_bar_never_stands_for_less(one, other, cells, blocks):
    most = max(one, other)
    low, high = (bar(n, most, cells, blocks=blocks) for n in sorted((one, other)))
    assert len(low) <= len(high) <= cells
    assert low.count(FULL) <= high.count(FULL)


def test_a_sparkline_shows_how_values_stand_to_each_other():
    assert sparkline([0, 1, 4, 7]) == "▁▂▅█"
    assert sparkline([0, 1, 4, 7], blocks=False) == "_.=#"
    assert sparkline([7, 0], wide=2) == "██ ▁▁"
    assert sparkline([0, 0]) == "▁▁"
    assert sparkline([]) == ""


@given(st.lists(COUNTS, min_size=1, max_size=12))
def test_only_nothing_is_lowest_and_only_the_most_need_be_highest(values):
    drawn = sparkline(values)
    for value, letter in zip(values, drawn, strict=True):
        assert (letter == LEVELS[0]) == (value == 0)
        if value and value == max(values):
            assert letter == LEVELS[-1]
