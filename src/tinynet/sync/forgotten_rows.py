"""Forget somebody in the state: every row about them, and every cell that names them.

What stays is a hash of their id, which travels to the other devices, so that they forget, too, and
nothing of the person is ever taken in again. A row with a number of its own, in which only they
were, stays as such a number: what others changed of it meanwhile goes with it, everywhere alike.
A device heeds a hash as soon as it knows what was known where the person was forgotten.
"""

from __future__ import annotations

import json
from contextlib import closing

from tinynet.db import files
from tinynet.db.database import BUSY_SECONDS
from tinynet.sync.round import journal_rows
from tinynet.sync.round.purge_rows import AWAITED, REWRITE, Purge, hash_of
from tinynet.sync.rules import identity
from tinynet.sync.state import device_rows, state_rows
from tinynet.sync.state.device_rows import UNSOUGHT
from tinynet.sync.state.shown_rows import PERSON
from tinynet.sync.state.state_rows import dumps

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable
    from sqlite3 import Connection

    from tinynet.sync.state.state_rows import State


def members(database: str, uid: str) -> list[str]:
    """The hashes of a person and of all who were merged into them."""
    with state_rows.alone(database) as state:
        return sorted(hash_of(gid) for gid in state.one_with(identity.person(uid)))


def people_to_forget(connection: Connection, forgotten: set[str]) -> dict[int, str]:
    """The people of a database who are forgotten elsewhere: their handles by their ids."""
    found = connection.execute("SELECT id, handle, uid FROM person ORDER BY id").fetchall()
    is_meant = is_one_of(forgotten)
    return {local: handle for local, handle, uid in found if is_meant(uid)}


def is_one_of(forgotten: Collection[str]) -> Callable[[str], bool]:
    """Whether a uid is that of somebody of whom there is a hash."""
    return lambda uid: hash_of(identity.person(uid)) in forgotten


def everybody(database: str, at: str) -> tuple[set[str], bool]:
    """The hashes of all who are forgotten, with those who are one with them here.

    Also whether there may still be something of them, in what sync knows or in a backup.
    """
    with state_rows.alone(database) as state:
        if state.forgotten():
            people_gone(state, at)
        return state.forgotten(), state.meta(UNSOUGHT, "1") == "1"


def forget(database: str, new: Iterable[str], at: str, *, was_here: bool) -> bool:
    """Forget people in the state of a database, which `sync_round.finish` packs afterwards.

    Args:
        database: The database.
        new: Hashes of people who are forgotten from now on.
        at: Now, UTC, ISO to the second.
        was_here: Whether they were in the database, whose undo history is gone with them.

    Returns:
        Whether there was anything of them.
    """
    with state_rows.alone(database) as state:
        state.execute("BEGIN IMMEDIATE")
        some = list(new)
        if was_here:
            journal_rows.keep_cut(state)
        keep(state, some, at)
        gone = people_gone(state, at)
        purge = Purge(state, some)
        waiting = json.loads(state.meta(AWAITED, "[]"))
        if gone or state.meta(UNSOUGHT, "1") == "1":
            purge.run(gone)
        else:
            purge.run((), waiting)
        state.set_meta(**{UNSOUGHT: 0, AWAITED: dumps(sorted(purge.waiting))})
        let_go(database, state, purge.alone)
        if purge.gone:
            state.put_batch(state.device, state.number + 1, state.known())
            clock = int(state.meta("clock", "0")) + 1
            state.set_meta(number=state.number + 1, clock=clock)
            state.execute(
                "UPDATE state.device SET num = ? WHERE id = ?", (state.number, state.device)
            )
        if purge.changed:
            state.set_meta(**{REWRITE: 1}, whole=1)
        state.execute("COMMIT")
    return purge.changed


def let_go(database: str, state: State, gids: Iterable[str]) -> None:
    """Let go of the ids of rows that went from the database with the forgotten people.

    The undo history went, too: if another row got such an id, it would be taken for an edit.
    """
    bound = [(gid, local) for gid in gids if (local := state.local(gid)) is not None]
    if not bound:
        return
    with closing(files.connect_reading(database, BUSY_SECONDS)) as here:
        for gid, local in bound:
            table = identity.table_of(gid)
            if not here.execute(f"SELECT 1 FROM {table} WHERE id = ?", (local,)).fetchone():  # noqa: S608  a name of the schema
                state.unbind(gid, None)


def people_gone(state: State, at: str) -> list[str]:
    """The forgotten people who have a row of their own, with all who were merged into them."""
    found = state.execute("SELECT gid FROM state.row WHERE tbl = ?", (PERSON,)).fetchall()
    forgotten = state.forgotten()
    gone = {gid for (gid,) in found if hash_of(gid) in forgotten}
    for gid in {*state.merged, *gone}:
        one = state.one_with(gid)
        if any(hash_of(other) in forgotten for other in one):
            gone |= one
    keep(state, (hash_of(gid) for gid in gone), at)
    return sorted(gone)


def keep(state: State, new: Iterable[str], at: str) -> None:
    """Keep that people are forgotten, with what is known here; who was so before stays as it is."""
    device_rows.keep_forgotten(state, dict.fromkeys(new, state.known()), at)
