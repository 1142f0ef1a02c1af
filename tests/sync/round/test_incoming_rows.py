"""What came in is joined row by row."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing

from tinynet.sync.round.incoming_rows import Incoming, hash_of
from tinynet.sync.state import state_rows
from tinynet.sync.state.state_rows import State


def test_who_is_forgotten_is_not_taken_in_again():
    uid, other = "f" * 36, "b" * 36
    records = [
        [f"person.{uid}", {"c": {"circle": [1, "a", 1, ["close"]]}}],
        [f'fact["person.{uid}","biscuit","shortbread"]', {"c": {"": [1, "a", 1, [None]]}}],
        [f"person.{other}", {"c": {"circle": [1, "a", 1, ["close"]]}}],
    ]
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        state_rows.attach(connection, ":memory:")
        state_rows.fill(connection)
        state = State(connection)
        state.execute("INSERT INTO state.forgotten VALUES (?, '', '{}')", (hash_of(records[0][0]),))
        with closing(Incoming(state, {}, "a")) as incoming:
            incoming.take((record, "") for record in records)
        assert [json.loads(line)[0] for line in state.every_line()] == [f"person.{other}"]
