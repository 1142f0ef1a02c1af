"""What the tables show is a function of what is known, whatever is in them already."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest
from machines import Pair

from tinynet.sync.state import state_rows
from tinynet.sync.state.shown_rows import Shown
from tinynet.sync.state.state_rows import State


@pytest.fixture
def state() -> Iterator[State]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        state_rows.attach(connection, ":memory:")
        state_rows.fill(connection)
        yield State(connection)


def put(state: State, gid: str, **cells: Any) -> Any:
    record = {"c": {name.strip("_"): [1, "a", 1, value] for name, value in cells.items()}}
    state.put(gid, record)
    return record


def test_of_places_that_are_each_another_name_of_the_next_the_lowest_stands(state):
    one = put(state, 'place["A"]', _=['place["B"]'])
    two = put(state, 'place["B"]', _=['place["C"]'])
    three = put(state, 'place["C"]', _=['place["A"]'])
    shown = Shown(state)
    assert shown.awaited('place["A"]', one) == []
    assert shown.awaited('place["B"]', two) == ['place["C"]']
    assert shown.awaited('place["C"]', three) == ['place["A"]']
    state.bind({'place["A"]': 1, 'place["C"]': 2})
    assert shown.row('place["A"]', one).values == {"name": "A", "same_as": None}
    assert shown.row('place["C"]', three).values == {"name": "C", "same_as": 1}


def test_a_contact_that_nobody_is_left_in_keeps_who_was_taken_out_first(state):
    record = {
        "c": {
            "participant/person.x": [5, "a", 2, 0],
            "participant/person.y": [4, "b", 2, 0],
        }
    }
    members = list(Shown(state).members("participant", "interaction.a.1", record))
    assert members == [("interaction.a.1", "person.y")]
    record["c"]["participant/person.z"] = [1, "a", 1, 1]
    members = list(Shown(state).members("participant", "interaction.a.1", record))
    assert members == [("interaction.a.1", "person.z")]


def test_of_two_that_were_each_dropped_for_the_other_one_stays(state):
    for one, other in (("note.a.1", "note.b.1"), ("note.b.1", "note.a.1")):
        record = put(state, one, person_id=["person.x"], done_on=[None], _=["2026-03-01", "hi", 0])
        record["c"]["="] = [2, "a", 2, other]
        record["t"] = {"a": 2}
        state.put(one, record)
    shown = Shown(state)
    stand = {gid for gid in ("note.a.1", "note.b.1") if shown.may_stand(gid, state.get(gid) or {})}
    assert stand == {"note.a.1"}
    edited = state.get("note.b.1") or {}
    edited["c"][""] = [3, "b", 4, ["2026-03-01", "hello", 0]]
    state.put("note.b.1", edited)
    assert shown.may_stand("note.b.1", edited)


def test_a_row_that_an_older_tinynet_wrote_is_shown_without_the_cell_that_is_new(tmp_path):
    pair = Pair(tmp_path)
    pair.laptop.ok("note anne 'rows now'")
    pair.sync()
    for machine in (pair.laptop, pair.desktop):
        with closing(sqlite3.connect(f"{machine.path}.sync")) as connection, connection:
            known = connection.execute("SELECT gid, data FROM row").fetchall()
            for gid, data in known:
                record = json.loads(data)
                for name in ("paused_until", "done_on"):
                    record["c"].pop(name, None)
                connection.execute(
                    "UPDATE row SET data = ? WHERE gid = ?", (json.dumps(record), gid)
                )
    pair.laptop.ok("edit anne --circle close")
    pair.desktop.ok("note bob 'sails'")
    assert [one["sent"] for one in pair.sync()] == [1, 1, 0, 0]
    assert pair.agree()
    assert pair.desktop.query("SELECT circle FROM person ORDER BY name") == [("close",), (None,)]
    pair.laptop.ok("pause anne --until 2026-05-01")
    pair.sync()
    assert pair.agree()
    paused = pair.desktop.query("SELECT paused_until FROM person ORDER BY name")
    assert paused == [("2026-05-01",), (None,)]
