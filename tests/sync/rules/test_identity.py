"""Who is who after merges and clashes, on every machine alike."""

from __future__ import annotations

import pytest

from tinynet.sync.rules import identity


@pytest.mark.parametrize(
    ("merged", "expected"),
    [
        ({}, "a"),
        ({"a": "b"}, "b"),
        ({"a": "b", "b": "c"}, "c"),
        ({"a": "b", "b": "a"}, "a"),
        ({"a": "c", "c": "b", "b": "c"}, "b"),
        ({"a": "a"}, "a"),
    ],
)
def test_merges_lead_to_one_person_and_circles_to_the_lowest(merged, expected):
    assert identity.root("a", identity.Merged(merged)) == expected


def test_a_ring_of_many_thousands_is_found_out_at_once():
    ring = identity.Merged({f"p{n:05}": f"p{(n + 1) % 50_000:05}" for n in range(50_000)})
    assert {identity.root(gid, ring) for gid in ring} == {"p00000"}
    assert len(identity.groups(ring)["p00007"]) == 50_000
    leads = dict(ring)
    assert len(identity.circle("p00003", leads)) == 50_000


def test_everybody_who_was_merged_is_one():
    merged = {"a": "b", "c": "b", "x": "y"}
    assert identity.groups(identity.Merged(merged))["c"] == {"a", "b", "c"}


def test_the_lowest_id_keeps_the_handle_and_the_others_get_numbers_that_nobody_wants():
    assert identity.handles(["z", "a", "m"], "anne", {"anne-2"}) == {
        "a": "anne", "m": "anne-3", "z": "anne-4",
    }  # fmt: skip
    long = "a" * 60
    assert identity.handles(["x", "y"], long, ()) == {"x": long, "y": f"{'a' * 58}-2"}


def test_rows_with_a_key_are_themselves_everywhere():
    gid = identity.natural("fact", ["person.1", "biscuit", 'ginger "nut"'])
    assert gid == 'fact["person.1","biscuit","ginger \\"nut\\""]'
    assert identity.table_of(gid) == "fact"
    assert identity.key_of(gid) == ["person.1", "biscuit", 'ginger "nut"']
    assert identity.table_of(identity.given("note", "k3fz2a", 7)) == "note"


def test_a_circle_is_found_only_by_those_in_it():
    leads = {"a": "b", "b": "c", "c": "b"}
    assert identity.circle("b", leads) == ["b", "c"]
    assert identity.circle("a", leads) == []
