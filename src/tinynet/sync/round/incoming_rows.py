"""Join what came in into the state: record by record, a file whole or not at all."""

from __future__ import annotations

import json

from tinynet.sync.round.purge_rows import (
    AWAITED,
    REWRITE,
    Purge,
    drop_conflicts,
    is_about,
    without,
)
from tinynet.sync.round.trial_rows import Trial
from tinynet.sync.rules import cells, identity, sane
from tinynet.sync.rules.cells import CELLS, GONE, MERGED, TOMB
from tinynet.sync.rules.sane import UnsoundError
from tinynet.sync.state.shown_rows import BY_NAME, CONTACT, PERSON, Shown
from tinynet.sync.state.state_rows import State, dumps

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

    from tinynet.sync.round.bulk_rows import Bulk
    from tinynet.sync.rules.cells import Cell, Record
    from tinynet.sync.rules.sane import Lines

CONTACTS = f"{CONTACT}."  # how their ids begin
CHUNK, CHUNK_CELLS, CHUNK_TEXT = 2_000, 50_000, 8_000_000  # what is joined at a time
CELLS_MAX = 6_000_000  # of a file: a million contacts have 2.5


class Incoming:
    """Joins files into a state.

    Args:
        state: The state.
        seen: What devices had seen at their changes.
        sender: The device whose files these are.
        bulk: Where nobody is here yet, what writes contacts at once.

    Attributes:
        touched: Rows of which something is known now that was not.
        news: Rows that others changed, by the device and the table; ids, so that none counts twice.
        back: People who were taken out on one device and changed on another, and so stay.
        latest: The latest stamp.
    """

    def __init__(
        self,
        state: State,
        seen: dict[tuple[str, int], Any],
        sender: str,
        bulk: Bulk | None = None,
    ) -> None:
        self.state, self.seen, self.sender, self.bulk = state, seen, sender, bulk
        self.device, self.trial = state.device, Trial(Shown(state))
        self.touched: set[str] = set()
        self.news: dict[tuple[str, str], set[str]] = {}
        self.back: set[str] = set()
        self.latest = 0
        self.purge = Purge(state)

    def close(self) -> None:
        """Close the tables in memory that rows were tried in."""
        self.trial.store.close()

    def take(self, lines: Lines) -> None:
        """Join the records of a file.

        Raises:
            UnsoundError: It holds what no tinynet wrote; what it said up to there is in the state,
                so take it back.
        """
        some: list[tuple[str, Record]] = []
        count, limit, text = 0, CHUNK_CELLS, 0
        check, forgotten = sane.Checker(BY_NAME).check, self.purge.forgotten
        for given, line in lines:
            gid, record = check(given)
            count += len(record.get(CELLS, ()))
            if count > CELLS_MAX:
                raise UnsoundError(f"it holds more than {CELLS_MAX:,} values")
            if forgotten and is_about(gid, forgotten):
                continue
            if self.bulk is not None and gid.startswith(CONTACTS):
                if self.bulk.begun is False:
                    self.join(some)
                    some.clear()
                    self.bulk.begin(self.touched)
                if self.bulk.take(gid, record, line):
                    continue
            some.append((gid, record))
            text += length(record)
            if len(some) >= CHUNK or count >= limit or text >= CHUNK_TEXT:
                self.join(some)
                some, limit, text = [], count + CHUNK_CELLS, 0
        self.join(some)
        if self.purge.waiting:
            before = json.loads(self.state.meta(AWAITED, "[]"))
            self.state.set_meta(**{AWAITED: dumps(sorted(self.purge.waiting.union(before)))})
        if self.bulk is not None:
            self.bulk.begin(self.touched)
            self.touched |= self.bulk.end()
            self.latest = max(self.latest, self.bulk.latest)

    def join(self, some: Iterable[tuple[str, Record]]) -> None:
        """Join some records."""
        incoming: dict[str, Record] = {}
        for gid, record in some:
            twice = gid in incoming
            incoming[gid] = cells.join(incoming[gid], record)[0] if twice else record
        known = self.state.get_many(incoming)
        made = []
        differ: list[tuple[str, Cell, Cell]]
        for gid, theirs in incoming.items():
            stamps = (cell[0] for cell in theirs.get(CELLS, {}).values())
            self.latest = max((self.latest, *stamps))
            mine = known.get(gid)
            record, differ = self.joined(gid, mine, theirs)
            if record == mine:
                continue
            made.append((gid, record))
            self.touched.add(gid)
            self.note_news(gid, mine or {}, record)
            for name, old, new in differ:
                self.note_conflict(gid, name, old, new, record)
        self.trial.check(made)
        self.state.put_many(made)

    def joined(
        self, gid: str, mine: Record | None, theirs: Record
    ) -> tuple[Record, list[tuple[str, Cell, Cell]]]:
        """What is known of a row now without forgotten people, and the cells that differ."""
        record, differ = (theirs, []) if mine is None else cells.join(mine, theirs)
        if not self.purge.forgotten:
            return record, differ
        if GONE in record and mine and GONE not in mine:
            drop_conflicts(self.state, gid)
            self.let_go(gid)
        _, whose, alone = without(gid, record, self.purge.forgotten)
        if not whose:
            return record, differ
        if not self.purge.is_settled(gid, whose, alone=alone):
            self.purge.waiting.add(gid)
            return record, differ
        theirs = without(gid, theirs, self.purge.forgotten)[0]
        if mine is None:
            return theirs, []
        mine, named, _ = without(gid, mine, self.purge.forgotten)
        if named:
            self.let_go(gid)
        return cells.join(mine, theirs)

    def let_go(self, gid: str) -> None:
        """Have nothing left of what a row held, in this device's files either."""
        self.state.execute("DELETE FROM state.waits WHERE gid = ?", (gid,))
        self.state.execute("UPDATE state.row SET mark = NULL WHERE gid = ?", (gid,))
        self.state.set_meta(**{REWRITE: 1})

    def note_news(self, gid: str, mine: Record, record: Record) -> None:
        """Keep who changed a row, and whether somebody is back."""
        if not mine and TOMB not in record:  # new, as most are that come in large numbers
            some = (c[1] for c in record.get(CELLS, {}).values() if c[0] and c[1] != self.device)
            if device := next(some, ""):
                self.news.setdefault((device, identity.table_of(gid)), set()).add(gid)
            return
        before = mine.get(CELLS, {})
        changed = [
            cell[1]
            for name, cell in record.get(CELLS, {}).items()
            if cell[1] != self.device and cell[0] and before.get(name) != cell
        ]
        was, lives = cells.is_alive(mine), cells.is_alive(record)
        if not lives and not (mine and was):
            return
        if was and not lives:
            changed.append(self.sender)  # who took it out nobody wrote down
        table = identity.table_of(gid)
        for device in changed[:1]:
            self.news.setdefault((device, table), set()).add(gid)
        tomb_grew = record.get(TOMB) != mine.get(TOMB)
        if table == PERSON and lives and record.get(TOMB) and mine and (tomb_grew or not was):
            self.back.add(gid)

    def note_conflict(self, gid: str, name: str, old: Cell, new: Cell, record: Record) -> None:
        """Keep what lost, where two devices wrote a cell without knowing of each other."""
        if name == MERGED or "/" in name or not cells.is_alive(record):
            return
        if cells.at_once(old, new, self.seen):
            kept, lost = (old, new) if cells.stamp(old) > cells.stamp(new) else (new, old)
            self.state.execute(
                "INSERT INTO state.conflict (kind, gid, cell, kept, lost) "
                "VALUES ('cell', ?, ?, ?, ?)",
                (gid, name, dumps(kept), dumps(lost)),
            )


def length(record: Record) -> int:
    """How many characters there are in a record's values."""
    values = [cell[3] for cell in record.get(CELLS, {}).values() if type(cell[3]) is list]
    return sum(len(one) for some in values for one in some if type(one) is str)


def checked_vector(value: Any) -> dict[str, int]:
    """Numbers by device, from a file.

    Raises:
        UnsoundError: They are not.
    """
    sane.need(isinstance(value, dict) and len(value) < 10_000, "its numbers are not numbers")
    for device, number in value.items():
        sane.check_number(device, number)
    found: dict[str, int] = value
    return found


def seen_of(header: Mapping[str, Any]) -> dict[tuple[str, int], dict[str, int]]:
    """What devices had seen at their changes, from the header of a file."""
    found: dict[tuple[str, int], dict[str, int]] = {}
    batches = header.get("seen", [])
    sane.need(isinstance(batches, list) and len(batches) < 1_000_000, "what it saw is no list")
    for entry in batches:
        sane.need(isinstance(entry, list) and len(entry) == 3, "what it saw is no list")
        device, number, known = entry
        sane.check_number(device, number)
        found[device, number] = checked_vector(known)
    return found
