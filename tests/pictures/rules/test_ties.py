"""Who knows whom, with few crossings and names that do not overlap."""

from __future__ import annotations

import random
from itertools import combinations

import pytest

from tinynet.pictures.rules.lettering import line_box
from tinynet.pictures.rules.ties import SIZE, Tie, Web, crossings, lay_out


def web(pairs: list[tuple[str, str]]) -> Web:
    ties = [Tie(*sorted(pair), "together", "dinner", "2026-01-01") for pair in pairs]
    return lay_out({one: f"Name {one}" for pair in pairs for one in pair}, ties)


def test_lines_that_meet_in_an_end_do_not_cross_and_others_may():
    assert crossings([((0, 0), (1, 1)), ((0, 1), (1, 0))]) == 1
    assert crossings([((0, 0), (1, 1)), ((1, 1), (2, 0))]) == 0
    assert crossings([((0, 0), (1, 1)), ((3, 3), (4, 0))]) == 0


@pytest.mark.parametrize("count", [2, 5, 30, 120])
def test_a_tree_is_laid_out_without_any_crossing(count):
    chance = random.Random(count)
    found = web([(f"p{n}", f"p{chance.randrange(n)}") for n in range(1, count)])
    assert found.crossings == 0
    assert len(found.dots) == count


@pytest.mark.parametrize(
    "pairs",
    [
        [(f"p{n}", f"p{(n + 1) % 12}") for n in range(12)],
        [*combinations("abcd", 2)],
        [("a", "b"), ("b", "c"), ("c", "a"), ("c", "d"), ("d", "e"), ("e", "f"), ("f", "d")],
        [("hub", f"p{n}") for n in range(8)] + [(f"p{n}", f"p{(n + 1) % 8}") for n in range(8)],
    ],
    ids=["ring", "four", "two triangles", "wheel"],
)
def test_what_can_be_drawn_without_a_crossing_is(pairs):
    assert web(pairs).crossings == 0


def test_what_cannot_has_few():
    found = web([*combinations("abcde", 2)])
    assert found.crossings is not None
    assert 1 <= found.crossings <= 5


@pytest.mark.parametrize("count", [12, 150, 500])
def test_names_do_not_overlap_each_other_and_stay_inside(count):
    chance = random.Random(count)
    pairs = {(f"p{n}", f"p{chance.randrange(n)}") for n in range(1, count)}
    pairs |= {(f"p{n}", f"p{(n * 7 + 1) % count}") for n in range(0, count, 3)}
    found = web([pair for pair in sorted(pairs) if pair[0] != pair[1]])
    boxes = [line_box(dot.label, SIZE, *dot.at) for dot in found.dots if dot.label]
    assert len(boxes) >= min(count, 150) * 0.9 or count > 150
    for one, other in combinations(boxes, 2):
        assert (one[0] >= other[2] or other[0] >= one[2] or one[1] >= other[3]
                or other[1] >= one[3])  # fmt: skip
    for left, top, right, bottom in boxes:
        assert left >= 0
        assert top >= 0
        assert right <= found.width
        assert bottom <= found.height


def test_groups_that_do_not_know_each_other_stand_apart():
    found = web([("a", "b"), ("c", "d")])
    places = {dot.handle: (dot.x, dot.y) for dot in found.dots}
    assert len(set(places.values())) == 4
    assert found.crossings == 0


def test_the_order_in_which_ties_come_makes_no_difference():
    pairs = [("a", "b"), ("b", "c"), ("c", "a"), ("c", "d")]
    one, other = web(pairs), web(pairs[::-1])
    assert one.dots == other.dots


def test_nobody_knows_nobody():
    assert lay_out({}, []).dots == ()
