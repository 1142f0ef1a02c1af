from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tinynet.gatherings.rules.tree import nodes_that_fit, tree


def test_everybody_stands_below_whom_they_came_through_and_counts_there():
    grown = tree([("a", None), ("b", "a"), ("c", "b"), ("d", "b"), ("e", None), ("f", "gone")])
    assert grown.walk() == [(0, "a"), (1, "b"), (2, "c"), (2, "d"), (0, "e"), (0, "f")]
    assert grown.in_all == {"a": 3, "b": 2, "c": 0, "d": 0, "e": 0, "f": 0}
    assert grown.path("d") == ["a", "b", "d"]
    assert grown.walk("b", 0) == [(0, "b")]


def test_who_brought_most_comes_first_then_the_order_given():
    grown = tree([("a", None), ("b", None), ("c", None), ("d", "c")])
    assert [key for _, key in grown.walk()] == ["c", "d", "a", "b"]


def test_a_circle_begins_with_the_first_in_it():
    grown = tree([("z", "c"), ("a", "b"), ("b", "c"), ("c", "a")])
    assert grown.walk() == [(0, "a"), (1, "c"), (2, "z"), (2, "b")]
    assert grown.parents == {"z": "c", "a": None, "b": "c", "c": "a"}


def test_a_chain_may_be_as_long_as_there_are_people():
    chain = tree([("0", None), *((str(n), str(n - 1)) for n in range(1, 10_000))])
    assert chain.in_all["0"] == len(chain.path("9999")) - 1 == 9_999
    assert chain.walk()[-1] == (9_999, "9999")


def test_where_there_is_no_room_the_far_ends_go_first():
    grown = tree([("a", None), *((f"a{n}", "a") for n in range(5)), ("x", "a0"), ("y", "x")])
    assert nodes_that_fit(grown.children, ["a"], most=4, branches=2) == {"a", "a0", "a1", "x"}


@given(st.dictionaries(st.integers(0, 12).map(str), st.integers(0, 14).map(str)))
def test_everybody_is_drawn_once_whatever_was_entered(parents):
    grown = tree(parents.items())
    drawn = [key for _, key in grown.walk()]
    assert sorted(drawn) == sorted(parents)
    assert sum(grown.in_all[root] + 1 for root in grown.children[None]) == len(parents)
