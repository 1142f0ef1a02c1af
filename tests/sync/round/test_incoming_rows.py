"""What came in is joined row by row."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from typing import Any

import pytest

from tinynet.sync.round.incoming_rows import Incoming
from tinynet.sync.round.purge_rows import AWAITED, REWRITE, hash_of
from tinynet.sync.state import state_rows
from tinynet.sync.state.state_rows import State, dumps

BOB, ANNE = "person." + "b" * 36, "person." + "a" * 36
IN_BOB, IN_ANNE = f"participant/{BOB}", f"participant/{ANNE}"
HAPPENED = ["2026-02-26", 'kind["call"]', None, None, "by the sea", 0, None, 0, None]
CONTACT = "interaction.d.1"


@pytest.fixture
def state() -> Iterator[State]:
    """A state in which Bob is forgotten."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        state_rows.attach(connection, ":memory:")
        state_rows.fill(connection)
        made = State(connection)
        made.execute("INSERT INTO state.forgotten VALUES (?, '', '{}')", (hash_of(BOB),))
        made.set_meta(device="me")
        yield made


def come_in(state: State, *records: Any, seen: Any = None) -> None:
    with closing(Incoming(state, seen or {}, "d")) as incoming:
        incoming.take((list(record), dumps(record)) for record in records)


def contact(**cells: int) -> dict[str, Any]:
    """The cells of a contact, with who is in it and who is out of it."""
    return {"": [1, "d", 1, HAPPENED], **{name: [1, "d", 1, one] for name, one in cells.items()}}


def everything(state: State) -> str:
    return "\n".join(
        str(row)
        for table in ("row", "conflict", "waits", "merged")
        for row in state.execute(f"SELECT * FROM state.{table}")
    )


def test_who_is_forgotten_is_not_taken_in_again(state: State) -> None:
    come_in(
        state,
        [BOB, {"c": {"circle": [1, "d", 1, ["close"]]}}],
        [f'fact["{BOB}","biscuit","shortbread"]', {"c": {"": [1, "d", 1, [None]]}}],
        [ANNE, {"c": {"circle": [1, "d", 1, ["close"]]}}],
    )
    assert [json.loads(line)[0] for line in state.every_line()] == [ANNE]


def test_a_row_with_somebody_else_comes_in_without_the_forgotten_one(state: State) -> None:
    """Also one that was taken out, which nobody looks at any more."""
    come_in(state, [CONTACT, {"c": contact(**{IN_BOB: 1, IN_ANNE: 1}), "t": {"d": 1}}])
    assert state.get(CONTACT) == {"c": contact(**{IN_ANNE: 1}), "t": {"d": 1}}
    assert state.meta(AWAITED) == ""


def test_who_was_taken_out_of_a_row_and_forgotten_is_not_named_in_it(state: State) -> None:
    come_in(state, [CONTACT, {"c": contact(**{IN_BOB: 0, IN_ANNE: 1})}])
    assert BOB not in everything(state)


def test_what_comes_in_again_with_the_forgotten_one_changes_nothing(state: State) -> None:
    come_in(state, [CONTACT, {"c": contact(**{IN_BOB: 1, IN_ANNE: 1})}])
    with closing(Incoming(state, {}, "d")) as incoming:
        incoming.take([([CONTACT, {"c": contact(**{IN_BOB: 1, IN_ANNE: 1})}], "")].__iter__())
        assert incoming.touched == set()


def test_that_the_forgotten_one_was_edited_into_a_row_is_still_an_edit(state: State) -> None:
    cells = contact(**{IN_ANNE: 1}) | {IN_BOB: [2, "e", 7, 1]}
    come_in(state, [CONTACT, {"c": cells}])
    assert state.get(CONTACT) == {"c": contact(**{IN_ANNE: 1}), "e": {"e": 7}}


def test_a_row_in_which_nobody_else_is_waits_and_is_looked_at_again(state: State) -> None:
    come_in(state, [CONTACT, {"c": contact(**{IN_BOB: 1})}])
    assert state.get(CONTACT) == {"c": contact(**{IN_BOB: 1})}
    assert state.meta(AWAITED) == dumps([CONTACT])
    come_in(state, [CONTACT, {"c": {IN_ANNE: [2, "d", 2, 1]}}])
    assert BOB not in everything(state)
    assert state.meta(REWRITE) == "1"  # this device may have sent it on meanwhile


def test_no_conflict_names_who_is_forgotten(state: State) -> None:
    """Anne was met through Bob, who is forgotten, and elsewhere through somebody else."""
    eve = "person." + "e" * 36
    come_in(state, [ANNE, {"c": {"met_via": [1, "me", 1, [eve]]}}])
    seen: dict[tuple[str, int], dict[str, int]] = {("me", 1): {}, ("d", 1): {}}
    come_in(state, [ANNE, {"c": {"met_via": [2, "d", 1, [BOB]]}}], seen=seen)
    assert state.get(ANNE) == {"c": {"met_via": [2, "d", 1, [None]]}, "e": {"me": 1}}
    assert BOB not in everything(state)


def test_of_what_is_gone_with_the_forgotten_one_nothing_stays(state: State) -> None:
    """A note on somebody whom another device has forgotten waits for the one that wrote it."""
    note = "note.d.1"
    said = {"person_id": [1, "d", 1, [BOB]], "done_on": [1, "d", 1, [None]]}
    for device, text in (("d", "his boat"), ("e", "his new boat")):
        cells = said | {"": [1, device, 1, ["2026-02-26", text, 0]]}
        come_in(state, [note, {"c": cells}], seen={("d", 1): {}, ("e", 1): {}})
    state.wait(note, [BOB])
    state.set_meta(**{REWRITE: 0})
    assert "his boat" in everything(state)
    assert conflicts(state) == 1
    come_in(state, [note, {"x": 1}])
    assert state.get(note) == {"x": 1}
    assert "boat" not in everything(state)
    assert BOB not in everything(state)
    assert state.meta(REWRITE) == "1"


def conflicts(state: State) -> int:
    found: Iterable[tuple[int]] = state.execute("SELECT count(*) FROM state.conflict")
    ((count,),) = found
    return count
