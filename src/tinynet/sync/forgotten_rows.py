"""Forget somebody in the state: every row about them, and every cell that names them.

What stays is a hash of their id, which travels to the other devices, so that they forget, too, and
nothing of the person is ever taken in again.
"""

from __future__ import annotations

import json
from contextlib import closing

from tinynet.sync import state_rows
from tinynet.sync.incoming_rows import hash_of, without
from tinynet.sync.rules import identity
from tinynet.sync.rules.cells import CELLS, write
from tinynet.sync.shown_rows import BY_NAME, PERSON
from tinynet.sync.state_rows import State, dumps

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from sqlite3 import Connection

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
        connection.executemany(
            "INSERT OR IGNORE INTO state.forgotten VALUES (?, ?)", [(one, at) for one in new]
        )
        gone = people_gone(state, at)
        forgotten = hashes(state)
        again: set[str] = set()
        for gid in gone:
            purge(state, gid, forgotten, again)
        if again:
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
    state.executemany(
        "INSERT OR IGNORE INTO state.forgotten VALUES (?, ?)",
        [(hash_of(gid), at) for gid in sorted(gone)],
    )
    return sorted(gone)


def write_again(state: State, gid: str, record: Record) -> None:
    """Send what others were in as a whole: who knew of the forgotten only has let go of it."""
    device, number = state.device, state.number + 1
    when = int(state.meta("clock", "0")) + 1
    start = f"{BY_NAME[identity.table_of(gid)]['peopled']}/"
    for name, cell in list(record[CELLS].items()):
        if not name.startswith(start) or cell[3] == 1:
            write(record, name, cell[3], when, device, number)
    state.put(gid, record, mine=number)


def purge(state: State, gid: str, forgotten: set[str], again: set[str]) -> None:
    """Take out of the state all that is about somebody.

    Args:
        state: The state.
        gid: Who.
        forgotten: The hashes of all who are forgotten.
        again: Rows that were written again; to these it adds.
    """
    uid = gid.removeprefix("person.")
    rows = state.execute(
        "SELECT gid, data FROM state.row WHERE instr(gid, ?) OR instr(data, ?)", (uid, uid)
    ).fetchall()
    for row, data in rows:
        record = without(row, json.loads(data), forgotten)
        spec = BY_NAME[identity.table_of(row)]
        start = f"{spec['peopled']}/"
        if record is None or (
            spec["peopled"] and not any(name.startswith(start) for name in record.get(CELLS, {}))
        ):
            drop(state, row)
            state.execute("INSERT OR IGNORE INTO state.dropped VALUES (?)", (hash_of(row),))
        else:
            if spec["peopled"] and "" in record[CELLS] and row not in again:
                again.add(row)
                write_again(state, row, record)
            state.put(row, record)
            state.execute("UPDATE state.row SET mark = NULL WHERE gid = ?", (row,))
    state.execute("DELETE FROM state.merged WHERE gone = ? OR into_ = ?", (gid, gid))
    state.execute("DELETE FROM state.conflict WHERE instr(kept, ?) OR instr(lost, ?)", (uid, uid))
    found = state.execute("SELECT key, value FROM state.meta WHERE instr(value, ?)", (uid,))
    for key, _ in found.fetchall():
        state.execute("UPDATE state.meta SET value = ? WHERE key = ?", (dumps({}), key))


def drop(state: State, gid: str) -> None:
    """Take a row out of the state."""
    state.execute("DELETE FROM state.row WHERE gid = ?", (gid,))
    state.execute("DELETE FROM state.waits WHERE awaited = ? OR gid = ?", (gid, gid))
    state.execute("DELETE FROM state.conflict WHERE gid = ? OR cell = ?", (gid, gid))
