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
from tinynet.sync.round.incoming_rows import hash_of, is_about
from tinynet.sync.rules import identity
from tinynet.sync.rules.cells import CELLS, GONE, keep_edit
from tinynet.sync.state import device_rows, state_rows
from tinynet.sync.state.shown_rows import BY_NAME, PERSON
from tinynet.sync.state.state_rows import State, dumps

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from sqlite3 import Connection
    from typing import Any

    from tinynet.sync.rules.cells import Record

REWRITE = "rewrite"  # whether this device's files hold what is to be in them no longer


def members(database: str, uid: str) -> list[str]:
    """The hashes of a person and of all who were merged into them."""
    with closing(state_rows.opened(database)) as connection:
        return sorted(hash_of(gid) for gid in State(connection).one_with(identity.person(uid)))


def people_to_forget(connection: Connection, forgotten: set[str]) -> list[int]:
    """The people of a database who are forgotten elsewhere."""
    found = connection.execute("SELECT id, uid FROM person ORDER BY id").fetchall()
    return [local for local, uid in found if hash_of(identity.person(uid)) in forgotten]


def everybody(database: str, at: str) -> set[str]:
    """The hashes of all who are forgotten, with those who are one with them here."""
    with closing(state_rows.opened(database)) as connection:
        state = State(connection)
        if state.forgotten():
            people_gone(state, at)
        return state.forgotten()


def forget(database: str, new: Iterable[str], at: str, *, was_here: bool) -> bool:
    """Forget people in the state of a database.

    Args:
        database: The database.
        new: Hashes of people who are forgotten from now on.
        at: Now, UTC, ISO to the second.
        was_here: Whether they were in the database, whose undo history is gone with them.

    Returns:
        Whether there was anything of them.
    """
    with closing(state_rows.opened(database)) as connection:
        state = State(connection)
        connection.execute("BEGIN IMMEDIATE")
        some = list(new)
        if was_here:
            journal_rows.keep_cut(state)
        keep(state, some, at)
        gone = people_gone(state, at)
        purge = Purge(state, some)
        for gid in gone:
            purge.person(gid)
        let_go(database, state, purge.alone)
        if purge.gone:
            state.put_batch(state.device, state.number + 1, state.known())
            clock = int(state.meta("clock", "0")) + 1
            state.set_meta(number=state.number + 1, clock=clock)
            state.execute(
                "UPDATE state.device SET num = ? WHERE id = ?", (state.number, state.device)
            )
        if purge.changed:
            state.set_meta(rewrite=1, whole=1)
        connection.execute("COMMIT")
        if purge.changed:
            connection.execute("VACUUM state")
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
    """The forgotten people whom the state still knows, with all who were merged into them."""
    found = state.execute(  # and those of whom only others' rows tell
        "SELECT gid FROM state.row WHERE tbl = ? UNION "
        "SELECT awaited FROM state.waits WHERE awaited LIKE 'person.%'",
        (PERSON,),
    ).fetchall()
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
    known = dumps(state.known())
    state.executemany(
        "INSERT OR IGNORE INTO state.forgotten VALUES (?, ?, ?)", [(one, at, known) for one in new]
    )


class Purge:
    """Takes forgotten people out of the state.

    Where somebody is forgotten, it is said of each row that is known there whether only they were
    in it; of a row that was not known there, the device says it that wrote the row. Another one
    may not know yet who else is in it now, and waits for that word.

    Args:
        state: The state.
        new: The hashes of people who are forgotten here and now.

    Attributes:
        gone: How many rows are gone everywhere that others know by their numbers.
        alone: Rows in which there was nobody else, as far as is known here, and that stay.
        changed: Whether there was anything to take out.
    """

    def __init__(self, state: State, new: Collection[str]) -> None:
        self.state, self.new = state, set(new)
        self.forgotten = state.forgotten()
        self.devices = {device.id: device for device in device_rows.devices(state)}
        self.known = state.known()
        self.gone, self.changed = 0, False
        self.alone: set[str] = set()

    def person(self, gid: str) -> None:
        """Take out all that is about somebody."""
        state, uid = self.state, gid.removeprefix("person.")
        rows = state.execute(
            "SELECT gid, data FROM state.row WHERE instr(gid, ?) OR instr(data, ?)", (uid, uid)
        ).fetchall()
        waiting = [row for row, data in rows if not self.row(row, json.loads(data))]
        state.execute(
            "DELETE FROM state.waits WHERE awaited = ? AND gid NOT IN "
            "(SELECT value FROM json_each(?))",
            (gid, json.dumps(waiting)),
        )
        for text in (
            "DELETE FROM state.merged WHERE ? IN (gone, into_)",
            "DELETE FROM state.conflict WHERE instr(kept || lost, ?)",
        ):
            state.execute(text, (gid,))
        found = state.execute("SELECT key, value FROM state.meta WHERE instr(value, ?)", (uid,))
        for key, _ in found.fetchall():
            state.execute("UPDATE state.meta SET value = ? WHERE key = ?", (dumps({}), key))

    def row(self, gid: str, record: Record) -> bool:
        """Take forgotten people out of a row; returns whether that is done with."""
        if is_about(gid, self.forgotten):
            drop(self.state, gid)
            self.changed = True
            return True
        made, whose, alone = without(gid, record, self.forgotten)
        if alone and self.is_ours_to_say(gid, whose):
            drop(self.state, gid)
            self.state.put(gid, {GONE: 1}, mine=self.state.number + 1)
            self.gone, self.changed = self.gone + 1, True
            return True
        if alone:
            self.alone.add(gid)
            if not (BY_NAME[identity.table_of(gid)]["peopled"] and self.knows(gid, whose)):
                return False
        if made != record:
            self.state.put(gid, made)
            self.state.execute("UPDATE state.row SET mark = NULL WHERE gid = ?", (gid,))
            self.changed = True
        return True

    def is_ours_to_say(self, gid: str, whose: set[str]) -> bool:
        """Whether it is said here that only some forgotten people were in a row."""
        author = gid.split(".")[1]
        device = self.devices.get(author)
        ours = author == self.state.device or bool(whose & self.new)
        return ours or (device is not None and bool(device.gone))

    def knows(self, gid: str, whose: set[str]) -> bool:
        """Whether the device that wrote a row has forgotten them, and all that it said is here."""
        device = self.devices.get(gid.split(".")[1])
        if device is None or device.head.get("number", 0) > self.known.get(device.id, 0):
            return False
        return whose <= set(device.head.get("forgotten", ()))


def without(gid: str, record: Record, forgotten: Collection[str]) -> tuple[Record, set[str], bool]:
    """A record without forgotten people, their hashes, and whether only they were in it."""
    whose: set[str] = set()

    def is_forgotten(other: object) -> bool:
        if not isinstance(other, str) or not other.startswith("person."):
            return False
        if found := hash_of(other) in forgotten:
            whose.add(hash_of(other))
        return found

    spec, alone = BY_NAME[identity.table_of(gid)], False
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
                alone |= column in spec["owned"]
                values = [*values[:place], None, *values[place + 1 :]]
        kept[name] = [*cell[:3], values]
    start = f"{spec['peopled']}/"
    someone = any(name.startswith(start) and cell[3] == 1 for name, cell in kept.items())
    alone |= bool(spec["peopled"] and seen and not someone)
    made = {**record, CELLS: kept} if CELLS in record else record
    for device, number in seen.items():
        keep_edit(made, device, number)
    return made, whose, alone


def drop(state: State, gid: str) -> None:
    """Take a row out of the state."""
    state.execute("DELETE FROM state.row WHERE gid = ?", (gid,))
    state.execute("DELETE FROM state.waits WHERE awaited = ? OR gid = ?", (gid, gid))
    state.execute("DELETE FROM state.conflict WHERE gid = ? OR cell = ?", (gid, gid))
