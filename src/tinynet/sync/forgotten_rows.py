"""Forget somebody in the state: every row about them, and every cell that names them.

What stays is a hash of their id, which travels to the other devices, so that they forget, too, and
nothing of the person is ever taken in again. A row with a number of its own, in which only they
were, stays as such a number: what others changed of it meanwhile goes with it, everywhere alike.
A device heeds that as soon as it knows what was known where they were forgotten; before that it
may not know yet who else was there.
"""

from __future__ import annotations

import json
from contextlib import closing

from tinynet.sync import state_rows
from tinynet.sync.incoming_rows import hash_of, is_about
from tinynet.sync.rules import identity
from tinynet.sync.rules.cells import CELLS, GONE, keep_edit
from tinynet.sync.shown_rows import BY_NAME, PERSON
from tinynet.sync.state_rows import State, dumps

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from sqlite3 import Connection
    from typing import Any

    from tinynet.sync.rules.cells import Record

REWRITE = "rewrite"  # whether this device's files hold what is to be in them no longer


def hashes(state: State) -> set[str]:
    """Who is forgotten, here or anywhere."""
    return {row[0] for row in state.execute("SELECT hash FROM state.forgotten")}


def members(database: str, uid: str) -> list[str]:
    """The hashes of a person and of all who were merged into them."""
    with closing(state_rows.opened(database)) as connection:
        merged = State(connection).merged
        return sorted(hash_of(gid) for gid in identity.members(identity.person(uid), merged))


def people_to_forget(connection: Connection, forgotten: set[str]) -> list[int]:
    """The people of a database who are forgotten elsewhere."""
    found = connection.execute("SELECT id, uid FROM person ORDER BY id").fetchall()
    return [local for local, uid in found if hash_of(identity.person(uid)) in forgotten]


def everybody(database: str, at: str) -> set[str]:
    """The hashes of all who are forgotten, with those who are one with them here."""
    with closing(state_rows.opened(database)) as connection:
        state = State(connection)
        if hashes(state):
            people_gone(state, at)
        return hashes(state)


def forget(database: str, new: Iterable[str], at: str) -> bool:
    """Forget people in the state of a database.

    Args:
        database: The database.
        new: Hashes of people who are forgotten from now on.
        at: Now, UTC, ISO to the second.

    Returns:
        Whether there was anything of them.
    """
    with closing(state_rows.opened(database)) as connection:
        state = State(connection)
        connection.execute("BEGIN IMMEDIATE")
        keep(state, new, at)
        gone = people_gone(state, at)
        forgotten = hashes(state)
        if sum(purge(state, gid, forgotten) for gid in gone):
            state.put_batch(state.device, state.number + 1, state.known())
            clock = int(state.meta("clock", "0")) + 1
            state.set_meta(number=state.number + 1, clock=clock)
            state.execute(
                "UPDATE state.device SET num = ? WHERE id = ?", (state.number, state.device)
            )
        if gone:
            state.set_meta(rewrite=1, whole=1)
        connection.execute("COMMIT")
        if gone:
            connection.execute("VACUUM state")
    return bool(gone)


def people_gone(state: State, at: str) -> list[str]:
    """The forgotten people whom the state still knows, with all who were merged into them."""
    found = state.execute(  # and those of whom only others' rows tell
        "SELECT gid FROM state.row WHERE tbl = ? UNION "
        "SELECT awaited FROM state.waits WHERE awaited LIKE 'person.%'",
        (PERSON,),
    ).fetchall()
    forgotten = hashes(state)
    gone = {gid for (gid,) in found if hash_of(gid) in forgotten}
    for gid in {*state.merged, *gone}:
        one = identity.members(gid, state.merged)
        if any(hash_of(other) in forgotten for other in one):
            gone |= one
    keep(state, (hash_of(gid) for gid in gone), at)
    return sorted(gone)


def keep(state: State, new: Iterable[str], at: str) -> None:
    """Keep that people are forgotten, with what is known here; who was so before stays as it is."""
    known = dumps(state.known())
    state.executemany(
        "INSERT OR IGNORE INTO state.forgotten VALUES (?, ?, ?)", [(one, at, known) for one in new]
    )


def purge(state: State, gid: str, forgotten: Collection[str]) -> int:
    """Take out of the state all that is about somebody.

    Args:
        state: The state.
        gid: Who.
        forgotten: The hashes of all who are forgotten.

    Returns:
        How many rows are gone everywhere that others know by their numbers.
    """
    uid, gone = gid.removeprefix("person."), 0
    rows = state.execute(
        "SELECT gid, data FROM state.row WHERE instr(gid, ?) OR instr(data, ?)", (uid, uid)
    ).fetchall()
    for row, data in rows:
        if is_about(row, forgotten):
            drop(state, row)
            continue
        record = without(row, json.loads(data), forgotten)
        if GONE in record:
            gone += 1
            drop(state, row)
            state.put(row, record, mine=state.number + 1)
        else:
            state.put(row, record)
            state.execute("UPDATE state.row SET mark = NULL WHERE gid = ?", (row,))
    state.execute("DELETE FROM state.waits WHERE awaited = ?", (gid,))
    state.execute("DELETE FROM state.merged WHERE gone = ? OR into_ = ?", (gid, gid))
    state.execute("DELETE FROM state.conflict WHERE instr(kept, ?) OR instr(lost, ?)", (uid, uid))
    found = state.execute("SELECT key, value FROM state.meta WHERE instr(value, ?)", (uid,))
    for key, _ in found.fetchall():
        state.execute("UPDATE state.meta SET value = ? WHERE key = ?", (dumps({}), key))
    return gone


def without(gid: str, record: Record, forgotten: Collection[str]) -> Record:
    """A record without forgotten people; gone where it belonged to one, or nobody else is in it."""

    def is_forgotten(other: object) -> bool:
        return (
            isinstance(other, str) and other.startswith("person.") and hash_of(other) in forgotten
        )

    spec = BY_NAME[identity.table_of(gid)]
    kept: dict[str, Any] = {}
    seen: dict[str, int] = {}  # that somebody was in it goes; that it was edited stays
    for name, cell in record.get(CELLS, {}).items():
        part, _, other = name.partition("/")
        if part in spec["parts"] and is_forgotten(other):
            seen[cell[1]] = max(cell[2], seen.get(cell[1], 0))
            continue
        values = cell[3]
        for place, column in enumerate(spec["cells"].get(name, ())):
            if column in spec["refs"] and is_forgotten(values[place]):
                if column in spec["owned"]:
                    return {GONE: 1}
                values = [*values[:place], None, *values[place + 1 :]]
        kept[name] = [*cell[:3], values]
    start = f"{spec['peopled']}/"
    someone = any(name.startswith(start) and cell[3] == 1 for name, cell in kept.items())
    if spec["peopled"] and seen and not someone:
        return {GONE: 1}
    made = {**record, CELLS: kept} if CELLS in record else record
    for device, number in seen.items():
        keep_edit(made, device, number)
    return made


def drop(state: State, gid: str) -> None:
    """Take a row out of the state."""
    state.execute("DELETE FROM state.row WHERE gid = ?", (gid,))
    state.execute("DELETE FROM state.waits WHERE awaited = ? OR gid = ?", (gid, gid))
    state.execute("DELETE FROM state.conflict WHERE gid = ? OR cell = ?", (gid, gid))
