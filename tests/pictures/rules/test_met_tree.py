"""How you met everybody, along the years."""

from __future__ import annotations

import pytest

from tinynet.gatherings.rules.tree import tree
from tinynet.pictures.rules.lettering import text_width
from tinynet.pictures.rules.met_tree import (
    HEADER,
    LISTED,
    RIGHT,
    ROW,
    ROWS,
    SMALL,
    TRUNK,
    Met,
    lay_out,
    moment,
)


def drawn(people: list[Met]):
    grown = tree((one.handle, one.via) for one in people)
    return lay_out(grown.walk(), {one.handle: one for one in people}, grown.in_all)


def met(handle: str, via: str | None = None, on: str | None = "2020") -> Met:
    return Met(handle, handle.title(), None, via, on, f"{on}, somewhere")


@pytest.mark.parametrize(
    ("on", "when"),
    [("2020", 2020.5), ("2020~", 2020.5), ("2020-01", 2020 + 0.5 / 12), (None, None),
     ("--05-01", None), ("2020-07-16", 2020 + (6 + 0.5) / 12)],
)  # fmt: skip
def test_a_partial_date_has_its_place_in_the_middle_of_what_is_known(on, when):
    assert moment(on) == pytest.approx(when)


def test_everybody_has_a_row_and_stands_right_of_and_below_whoever_brought_them():
    found = drawn([met("anne", None, "2021"), met("bob", "anne", "2019"), met("caro", "bob"),
                   met("dora", None, "2015")])  # fmt: skip
    nodes = {node.who.handle: node for node in found.nodes}
    assert len({node.y for node in found.nodes}) == 4
    for handle, via in (("bob", "anne"), ("caro", "bob")):
        assert nodes[handle].x > nodes[via].x
        assert nodes[handle].y > nodes[via].y
        assert nodes[handle].down == (nodes[via].x, nodes[via].y)
    assert nodes["dora"].x < nodes["anne"].x


def test_a_line_begins_where_the_one_before_it_turned_off_so_that_no_two_lie_on_each_other():
    found = drawn([met("anne"), met("bob", "anne"), met("caro", "bob"), met("dora", "anne"),
                   met("emil")])  # fmt: skip
    nodes = {node.who.handle: node for node in found.nodes}
    assert nodes["anne"].down == (TRUNK, HEADER - ROW)
    assert nodes["emil"].down == (TRUNK, nodes["anne"].y)
    assert nodes["dora"].down == (nodes["anne"].x, nodes["bob"].y)


def test_a_chain_of_three_hundred_stays_inside():
    people = [met(f"p{n}", f"p{n - 1}" if n else None, str(1900 + n // 3)) for n in range(300)]
    found = drawn(people)
    assert len(found.nodes) == 300
    assert max(node.x for node in found.nodes) < RIGHT


def test_no_line_crosses_another():
    people = [
        met(f"p{n}", f"p{(n - 1) // 3}" if n else None, str(2000 + n % 20)) for n in range(60)
    ]
    found = drawn(people)
    ends = [(node.down, (node.x, node.y)) for node in found.nodes]
    for (x, top), (_, bottom) in ends:  # what goes down
        for (start, _), (end, y) in ends:  # what goes to the right
            assert not (top < y < bottom and start < x < end)


def test_of_many_those_met_alone_share_lines_by_the_year():
    people = [met(f"p{n}", None, str(2000 + n % 3)) for n in range(ROWS)]
    people += [met("q", "p0"), met("r", None, None)]
    found = drawn(people)
    assert [node.who.handle for node in found.nodes] == ["p0", "q"]
    assert [line.year for line in found.lines if line.year] == ["2000", "2001", "2002", "?"]
    names = " · ".join(line.text for line in found.lines).split(" · ")
    assert sorted(names) == sorted(one.name for one in people if one.handle not in {"p0", "q"})
    assert all(text_width(line.text, SMALL) <= RIGHT - LISTED for line in found.lines)


def test_who_was_met_nobody_knows_when_stands_before_the_years():
    found = drawn([met("anne", None, None), met("bob")])
    assert found.undated
    nodes = {node.who.handle: node for node in found.nodes}
    assert nodes["anne"].x < found.ticks[0][0]


def test_nobody_is_a_tree_too():
    assert drawn([]).nodes == ()
