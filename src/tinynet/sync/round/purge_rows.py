"""Take forgotten people out of what sync knows: rows about them, and every cell that names them.

It is done for all rows where somebody is forgotten, and for each row as it comes in afterwards.
"""

from __future__ import annotations

import hashlib
import json

from tinynet.core.uids import found_in, in_card
from tinynet.sync.rules import identity
from tinynet.sync.rules.cells import CELLS, EDITS, GONE, MERGED, keep_edit
from tinynet.sync.state import device_rows
from tinynet.sync.state.shown_rows import BY_NAME, PERSON
from tinynet.sync.state.state_rows import State

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from typing import Any

    from tinynet.core.field_types import Cells
    from tinynet.sync.rules.cells import Cell, Record

AWAITED = "awaited"  # rows that name forgotten people alone, until their writer has said so, too
REWRITE = "rewrite"  # whether this device's files hold what is to be in them no longer
CARD = "origin"  # the table; the id of a card may be the uid of who was merged

PEOPLE = {  # the columns of each cell that point at people, and whether the row is theirs
    (spec["name"], cell): [
        (place, column in spec["owned"])
        for place, column in enumerate(columns)
        if spec["refs"].get(column) == PERSON
    ]
    for spec in BY_NAME.values()
    for cell, columns in spec["cells"].items()
}


def is_about(gid: str, forgotten: Collection[str]) -> bool:
    """Whether a row is a forgotten person, or by its key about one."""
    who = subject(gid)
    return who is not None and hash_of(who) in forgotten


def subject(gid: str) -> str | None:
    """The person whom a row is about by its id: themselves, or the one in its key."""
    if gid.startswith("person."):
        return gid
    spec = BY_NAME[identity.table_of(gid)]
    if not spec["key"] or spec["refs"].get(spec["key"][0]) != PERSON:
        return None
    return str(identity.key_of(gid)[0])


def hash_of(gid: str) -> str:
    """What stays of somebody who is forgotten: enough to know them again, and no more."""
    return hashlib.sha256(gid.encode()).hexdigest()


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
        waiting: Those of them that wait for the word of another device.
        changed: Whether there was anything to take out.
    """

    def __init__(self, state: State, new: Iterable[str] = ()) -> None:
        self.state, self.new = state, set(new)
        self.forgotten = state.forgotten()
        self.devices = {device.id: device for device in device_rows.devices(state)}
        self.known = state.known()
        self.gone, self.changed = 0, False
        self.alone: set[str] = set()
        self.waiting: set[str] = set()

    def run(self, people: Iterable[str], rows: Iterable[str] | None = None) -> None:
        """Take forgotten people out of rows.

        Args:
            people: Those of whom there are rows; the others are found where rows name them.
            rows: The rows; None for all.
        """
        some: list[tuple[str, str]] = []
        known: dict[str, bool] = {}
        which = "" if rows is None else " WHERE gid IN (SELECT value FROM json_each(?))"
        given = () if rows is None else (json.dumps(list(rows)),)
        for gid, data in self.state.execute(f"SELECT gid, data FROM state.row{which}", given):  # noqa: S608  our own words
            for uid in found_in(gid + data):
                if uid not in known:
                    known[uid] = hash_of(identity.person(uid)) in self.forgotten
                if known[uid]:
                    some.append((gid, data))
                    break
        for gid, data in some:
            if not self.row(gid, json.loads(data)):
                self.waiting.add(gid)
        uids = {gid.removeprefix("person.") for gid in people}
        for uid in uids.union(uid for uid, is_gone in known.items() if is_gone):
            for text in (
                "DELETE FROM state.waits WHERE instr(awaited, ?)",
                "DELETE FROM state.merged WHERE instr(gone || into_, ?)",
                "DELETE FROM state.conflict WHERE instr(kept || lost, ?)",
                "UPDATE state.meta SET value = '{}' WHERE instr(value, ?)",
            ):
                self.state.execute(text, (uid,))

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
            if not self.is_said(gid, whose):
                return False
        if made != record:
            self.state.put(gid, made)
            self.state.execute("UPDATE state.row SET mark = NULL WHERE gid = ?", (gid,))
            self.changed = True
        return True

    def is_settled(self, gid: str, whose: set[str], *, alone: bool) -> bool:
        """Whether forgotten people go from a row that came in, and nothing else is to be done."""
        return not alone or (not self.is_ours_to_say(gid, whose) and self.is_said(gid, whose))

    def is_ours_to_say(self, gid: str, whose: set[str]) -> bool:
        """Whether it is said here that only some forgotten people were in a row."""
        author = gid.split(".")[1]
        device = self.devices.get(author)
        ours = author == self.state.device or bool(whose & self.new)
        return ours or (device is not None and bool(device.gone))

    def is_said(self, gid: str, whose: set[str]) -> bool:
        """Whether the device that wrote a row has forgotten them, and all that it said is here."""
        device = self.devices.get(gid.split(".")[1])
        if device is None or not BY_NAME[identity.table_of(gid)]["peopled"]:
            return False
        if device.head.get("number", 0) > self.known.get(device.id, 0):
            return False
        return whose <= set(device.head.get("forgotten", ()))


def without(gid: str, record: Record, forgotten: Collection[str]) -> tuple[Record, set[str], bool]:
    """A record without forgotten people, their hashes, and whether only they were in it."""
    whose: set[str] = set()

    def is_forgotten(other: object) -> bool:
        who = subject(other) if isinstance(other, str) else None
        found = who is not None and (one := hash_of(who)) in forgotten
        if found:
            whose.add(one)
        return found

    spec, alone = BY_NAME[identity.table_of(gid)], False
    kept: dict[str, Any] = {}
    seen: dict[str, int] = {}  # that somebody was in it goes; that it was edited stays
    for name, cell in record.get(CELLS, {}).items():
        if is_forgotten(member(spec, name, cell)):
            seen[cell[1]] = max(cell[2], seen.get(cell[1], 0))
            continue
        kept[name] = cell
        for place, is_owner in PEOPLE.get((spec["name"], name), ()):
            if is_forgotten(cell[3][place]):
                alone |= is_owner
                values = kept[name][3]
                kept[name] = [*cell[:3], [*values[:place], None, *values[place + 1 :]]]
    alone |= is_forgotten(merged_there(spec, record))
    if not whose:
        return record, whose, False
    start = f"{spec['peopled']}/"
    someone = any(name.startswith(start) and cell[3] == 1 for name, cell in kept.items())
    alone |= bool(spec["peopled"] and seen and not someone)
    made = {**record, CELLS: kept, EDITS: dict(record.get(EDITS, {}))}
    for device, number in seen.items():
        keep_edit(made, device, number)
    if not made[EDITS]:
        del made[EDITS]
    return made, whose, alone


def merged_there(spec: Cells, record: Record) -> object:
    """Whose card it was before they were merged, as its id says."""
    cell = record.get(CELLS, {}).get("")
    if spec["name"] != CARD or cell is None:
        return None
    uid = in_card(cell[3][1] or "")
    return identity.person(uid) if uid else None


def member(spec: Cells, name: str, cell: Cell) -> object:
    """Who is in a set by one of its cells, or what a row was merged into; None for other cells."""
    part, _, other = name.partition("/")
    if part in spec["parts"]:
        return other if spec["parts"][part][2] else None
    return cell[3] if name == MERGED else None


def drop(state: State, gid: str) -> None:
    """Take a row out of the state."""
    state.execute("DELETE FROM state.row WHERE gid = ?", (gid,))
    state.execute("DELETE FROM state.waits WHERE awaited = ? OR gid = ?", (gid, gid))
    drop_conflicts(state, gid)


def drop_conflicts(state: State, gid: str) -> None:
    """Let go of what lost against something in a row."""
    state.execute("DELETE FROM state.conflict WHERE gid = ? OR cell = ?", (gid, gid))
