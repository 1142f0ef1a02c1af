"""The join comes to the same in any order, and a row lives by the edits its tomb had not seen."""

from __future__ import annotations

import copy
import json
from functools import reduce
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tinynet.sync.rules import cells

DEVICES = st.sampled_from("abc")
NUMBERS = st.integers(1, 4)


def cell_at(when: int, device: str, number: int) -> list[Any]:
    """A stamp is written once, so that it says the value."""
    return [when, device, number, [f"{when}{device}{number}"]]


CELL = st.builds(cell_at, st.integers(0, 3), DEVICES, NUMBERS)
VECTOR = st.dictionaries(DEVICES, NUMBERS, max_size=3)
LIVING = st.fixed_dictionaries(
    {"c": st.dictionaries(st.sampled_from(("name", "circle")), CELL)},
    optional={"e": VECTOR, "t": VECTOR},
)
RECORD = st.one_of(*[LIVING] * 9, st.just({"x": 1}))


def join(*records: Any) -> Any:
    """All of them joined, one after the other."""
    return reduce(lambda one, other: cells.join(one, other)[0], copy.deepcopy(records), {})


def said(record: Any) -> str:
    """What a record says, as text that is the same where two say the same."""
    everything = (
        record.get("c", {}), cells.edits(record), record.get("t", {}), record.get("x"),
        cells.is_alive(record),
    )  # fmt: skip
    return json.dumps(everything, sort_keys=True)


@given(RECORD, RECORD)
def test_joining_is_commutative(one, other):
    assert said(join(one, other)) == said(join(other, one))


@given(RECORD, RECORD, RECORD)
def test_joining_is_associative(one, two, three):
    assert said(join(join(one, two), three)) == said(join(one, join(two, three)))


@given(RECORD, RECORD)
def test_joining_is_idempotent(one, other):
    both = join(one, other)
    assert said(join(one, one)) == said(one)
    assert said(join(both, one)) == said(join(both, other)) == said(join(both, both)) == said(both)


@given(st.lists(RECORD, min_size=1, max_size=5), st.randoms())
def test_joining_in_any_order_or_twice_comes_to_the_same(records, random):
    other = [*records, *records[:2]]
    random.shuffle(other)
    assert said(join(*records)) == said(join(*other))


@given(RECORD, RECORD)
def test_no_edit_and_no_tomb_is_ever_lost(one, other):
    both = join(one, other)
    for record in (one, other) if "x" not in both else ():
        for device, number in cells.edits(record).items():
            assert cells.edits(both)[device] >= number
        for device, number in record.get("t", {}).items():
            assert both["t"][device] >= number


def test_what_is_gone_with_a_forgotten_person_stays_so_whatever_was_written_elsewhere():
    late = {"c": {"name": [9, "b", 9, ["Anne"]]}, "e": {"a": 7}}
    assert join({"x": 1}, late) == join(late, {"x": 1}) == {"x": 1}
    assert cells.own_part({"x": 1}, "a", 3) == {"x": 1}


STEP = st.tuples(
    st.sampled_from("abc"), st.sampled_from(("name", "circle", "bury", "part", "whole")),
    st.sampled_from("abc"), st.integers(-3, 3),
)  # fmt: skip


@given(st.lists(STEP, max_size=25))
def test_what_each_device_wrote_itself_is_together_all_that_anybody_knows(steps):
    """Devices write, take out and send on; the parts of each are then the whole."""
    held: dict[str, Any] = {device: {} for device in "abc"}
    numbers, clocks = dict.fromkeys("abc", 0), dict.fromkeys("abc", 0)
    for device, what, other, drift in steps:
        mine = held[device]
        if what in {"part", "whole"}:
            sent = cells.own_part(mine, device, 0) if what == "part" else mine
            held[other] = join(held[other], sent)
            stamps = [cell[0] for cell in held[other].get("c", {}).values()]
            clocks[other] = max([clocks[other], *stamps])
        elif what == "bury":
            cells.bury(mine)
        else:
            numbers[device] += 1
            clocks[device] = max(clocks[device] + drift, clocks[device] + 1)
            value = [f"{device}{numbers[device]}"]
            cells.write(mine, what, value, clocks[device], device, numbers[device])
    parts = [cells.own_part(held[device], device, 0) for device in "abc"]
    assert said(join(*parts)) == said(join(*held.values()))


def test_a_tomb_over_two_that_are_one_has_seen_the_edits_of_both():
    stays, gone = {"c": {"name": [1, "a", 1, ["Anne"]]}}, {"c": {"name": [2, "b", 4, ["Ann"]]}}
    cells.bury(stays, [gone])
    assert stays["t"] == {"a": 1, "b": 4}
    assert not cells.outlives(stays, cells.edits(gone))
    assert cells.outlives(stays, {"b": 5})


def test_the_later_write_of_a_cell_stays_and_the_earlier_is_told_of():
    mine = {"c": {"circle": [2, "a", 1, ["close"]]}}
    theirs = {"c": {"circle": [3, "b", 1, ["inner"]], "name": [1, "b", 1, ["Anne"]]}}
    record, differ = cells.join(mine, theirs)
    assert record["c"] == theirs["c"]
    assert record["e"] == {"a": 1}
    assert differ == [("circle", [2, "a", 1, ["close"]], [3, "b", 1, ["inner"]])]


def test_of_one_moment_the_higher_device_stays():
    one, two = ({"c": {"x": [2, device, 1, [device]]}} for device in "ab")
    assert cells.join(one, two)[0]["c"] == cells.join(two, one)[0]["c"] == two["c"]


def test_a_row_that_was_taken_out_lives_again_by_an_edit_made_elsewhere():
    record = {"c": {"name": [1, "a", 1, ["Anne"]]}}
    gone = copy.deepcopy(record)
    cells.bury(gone)
    edited = copy.deepcopy(record)
    cells.write(edited, "name", ["Anna"], 2, "b", 1)
    assert not cells.is_alive(gone)
    assert not cells.is_alive(cells.join(gone, record)[0])
    assert cells.is_alive(cells.join(gone, edited)[0])
    cells.bury(edited)
    assert not cells.is_alive(cells.join(gone, edited)[0])


def test_an_edit_that_lost_still_counts_against_a_tomb():
    record = {"c": {"name": [1, "a", 1, ["Anne"]]}}
    late = copy.deepcopy(record)
    cells.write(late, "name", ["Ann"], 5, "b", 1)
    gone = copy.deepcopy(late)
    cells.bury(gone)
    lost = copy.deepcopy(record)
    cells.write(lost, "name", ["Anna"], 3, "c", 1)
    both = cells.join(gone, lost)[0]
    assert both["c"]["name"][3] == ["Ann"]
    assert cells.is_alive(both)


def test_what_was_written_over_was_an_edit_that_a_tomb_has_seen():
    first = {"c": {"name": [1, "a", 1, ["Anne"]]}}
    later = copy.deepcopy(first)
    cells.write(later, "name", ["Anna"], 2, "b", 1)
    cells.bury(later)
    assert not cells.is_alive(join(later, first))


def test_what_was_written_knowing_the_other_is_no_conflict():
    one, two = [1, "a", 1, ["x"]], [2, "b", 4, ["y"]]
    assert cells.at_once(one, two, {("b", 4): {"b": 3}, ("a", 1): {}})
    assert not cells.at_once(one, two, {("b", 4): {"a": 1}})
    assert not cells.at_once(one, [2, "b", 4, ["x"]], {("b", 4): {}, ("a", 1): {}})


def test_only_what_a_device_wrote_above_a_number_is_its_own_part():
    record = {
        "c": {"x": [1, "a", 1, [1]], "y": [2, "a", 3, [2]], "z": [2, "b", 9, [3]]},
        "e": {"a": 2, "b": 8},
    }
    assert cells.own_part(record, "a", 1) == {"c": {"y": [2, "a", 3, [2]]}, "e": {"a": 2}}
