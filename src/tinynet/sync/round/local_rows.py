"""Take what was changed here into the state: rows of the database become stamped cells.

What the state would show is compared with what there is. A difference was made here, and is stamped
with the time of the command that made it, as the undo history has it.
"""

from __future__ import annotations

from tinynet.core.compiled_cells import CELLS as SPECS
from tinynet.core.first_kinds import FIRST_KINDS
from tinynet.sync.round.journal_rows import UNKNOWN, Changes, Touch
from tinynet.sync.round.writer_rows import chunks
from tinynet.sync.rules import cells, identity
from tinynet.sync.rules.cells import CELLS, MERGED
from tinynet.sync.state import table_rows
from tinynet.sync.state.shown_rows import CONTACT, PERSON, Shown, is_whole
from tinynet.sync.state.state_rows import State, dumps

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from sqlite3 import Connection
    from typing import Any

    from tinynet.core.field_types import Cells
    from tinynet.sync.rules.cells import Cell, Record

SELF = [  # tables whose rows point at each other
    spec["name"]
    for spec in SPECS
    if spec["name"] in {*spec["refs"].values(), *(part[2] for part in spec["parts"].values())}
]
OLD = 1  # milliseconds: when rows were written that a device brings along, for all that is known
GIVEN = {kind[0]: tuple(kind[1:]) for kind in FIRST_KINDS}


class LocalChanges:
    """Compares the database with the state, and writes the differences into the state.

    Args:
        connection: The database, with the state attached, in a transaction.
        state: The state.
        changes: What is known of what happened since the last sync.
        now: In milliseconds.
        joining: Whether this device brings its rows along: what others know is newer than what it
            holds, unless its undo history says when that was written.

    Attributes:
        written: Rows that were changed here; people who only had something about them changed are
            not among them.
        doubles: Rows of a key that another row has, by table and id; they say nothing more.
        contacts: How many contacts a state got that knew none; they are not in `written`.
        anything: Whether there is something to send.
        latest: The latest stamp, in milliseconds.
    """

    def __init__(
        self,
        connection: Connection,
        state: State,
        changes: Changes,
        now: int,
        *,
        joining: bool = False,
    ) -> None:
        self.connection, self.state, self.changes = connection, state, changes
        self.shown = Shown(state)
        self.joining, self.now = joining, OLD if joining else now
        self.device, self.number = state.device, state.number + 1
        self.clock = 0 if joining else int(state.meta("clock", "0")) + 1
        self.serial = int(state.meta("serial", "0"))
        found = state.execute("SELECT EXISTS (SELECT 1 FROM state.row WHERE mark IS NOT NULL)")
        self.any_marks = bool(found.fetchone()[0])
        found = state.execute("SELECT EXISTS (SELECT 1 FROM state.row)")
        self.blank = changes.whole and not found.fetchone()[0]
        self.written: set[str] = set()
        self.edited: set[str] = set()
        self.anything = False
        self.doubles: list[tuple[str, int]] = []
        self.heirs: dict[int, str] = {}
        self.latest = 0
        self.contacts = 0
        self.gids: dict[tuple[str, int], str | None] = {}

    def take(self) -> None:
        """Compare everything, or what was touched, table by table."""
        for spec in SPECS:
            ids = self.ids(spec)
            several = list(chunks(ids))
            if self.blank and spec["name"] == CONTACT:
                for some in several:
                    self.take_contacts(spec, some)
                continue
            for some in several:
                self.identify(spec, some)
                if spec["name"] not in SELF:
                    self.compare(spec, some)
            if spec["name"] in SELF:
                for some in several:
                    self.compare(spec, some)
        for gid in sorted(self.edited - self.written):
            if self.state.local(gid) is not None and (record := self.state.get(gid)) is not None:
                cells.keep_edit(record, self.device, self.number)
                self.put(gid, record, quiet=True)
        self.state.set_meta(serial=self.serial)

    def ids(self, spec: Cells) -> list[int]:
        """The rows that are to be looked at, with those that are gone."""
        if not self.changes.whole:
            return sorted(self.changes.touched[spec["name"]])
        there = set(table_rows.every_id(self.connection, spec))
        bound = self.state.execute(
            "SELECT local FROM state.row WHERE tbl = ? AND local IS NOT NULL", (spec["name"],)
        )
        return sorted(there | {row[0] for row in bound})

    def take_contacts(self, spec: Cells, ids: Sequence[int]) -> None:
        """Write contacts into a state that knows none: they meet nothing."""
        rows = table_rows.read(self.connection, spec, ids)
        parts = table_rows.read_parts(self.connection, spec, ids)
        touched, untouched = self.changes.touched[CONTACT], Touch()
        made: list[tuple[str, int, str]] = []
        for local, row in rows.items():
            self.serial += 1
            touch = touched.get(local, untouched)
            record: dict[str, Cell] = {}
            for name, columns in spec["cells"].items():
                at = self.moment(touch, columns, row) if touch.before else touch.at
                record[name] = self.cell(self.known(spec, columns, row), at)
            for part, members in parts.items():
                for one in sorted(members.get(local, ()), key=str):
                    table = spec["parts"][part][2]
                    other = self.known_gid(table, one) if table else one
                    if other is not None:
                        record[identity.part_cell(part, other)] = self.cell(1, touch.at)
            gid = identity.given(CONTACT, self.device, self.serial)
            made.append((gid, local, dumps({CELLS: record})))
        self.state.put_new(CONTACT, made, mine=self.number)
        self.anything |= bool(made)
        self.contacts += len(made)

    def known(self, spec: Cells, columns: Iterable[str], row: dict[str, Any]) -> list[Any]:
        """Some columns of a row, with the ids that rows have on every machine."""
        refs = spec["refs"]
        return [
            self.known_gid(refs[column], row[column])
            if column in refs and row[column] is not None
            else row[column]
            for column in columns
        ]

    def known_gid(self, table: str, local: int) -> str | None:
        """The row that has an id here, of some that are named again and again."""
        if (table, local) not in self.gids:
            self.gids[table, local] = self.state.gid_at(table, local)
        return self.gids[table, local]

    # Which row is which ---------------------------------------------------------------------

    def identify(self, spec: Cells, ids: Sequence[int]) -> None:
        """Find out which rows these are: those that are known, gone, back, or new."""
        rows = table_rows.read(self.connection, spec, ids)
        bound = self.state.at(spec["name"], ids)
        orphans: list[tuple[str, Record]] = []
        if spec["name"] == PERSON:
            for gone, into in self.changes.merges.items():  # before any lets go of its id
                if (heir := self.state.gid_at(PERSON, into)) is not None:
                    self.heirs.setdefault(gone, heir)
        for local in ids:
            if local not in bound:
                continue
            gid, record = bound[local]
            row = rows.get(local)
            if row is None or self.is_replaced(spec, local, row, gid, record):
                self.vanish(spec, local, gid, record, orphans)
                del bound[local]
        fresh = [local for local in ids if local in rows and local not in bound]
        for local in fresh:
            self.name(spec, local, rows[local])
        for gid, record in orphans:
            if self.state.local(gid) is None:  # nobody took it up again
                self.lose(spec, gid, record)

    def is_replaced(
        self, spec: Cells, local: int, row: dict[str, Any], gid: str, record: Record
    ) -> bool:
        """Whether an id has gone to another row; SQLite gives those of removed ones again."""
        if spec["key"]:
            now, before = self.shown.outward(spec, row), self.shown.columns(gid, record)
            return any(
                self.shown.settled(spec, key, now[key])
                != self.shown.settled(spec, key, before[key])
                for key in spec["key"]
            )
        touch = self.changes.touched[spec["name"]].get(local)
        if touch is None or not touch.new:
            return False
        return bool(self.shown.outward_content(spec, row) != self.shown.content(gid, record))

    def vanish(
        self,
        spec: Cells,
        local: int,
        gid: str,
        record: Record,
        orphans: list[tuple[str, Record]],
    ) -> None:
        """A row is not there any more: merged, taken out, or gone with what it belongs to."""
        mark = None if spec["key"] else self.shown.mark(gid, record)
        self.any_marks |= mark is not None
        self.state.unbind(gid, mark)
        if spec["name"] == PERSON:
            heir = self.heirs.get(local)
            if heir is not None and heir != gid:
                self.merge(gid, record, heir, self.changes.touched[PERSON][local].at)
            else:
                self.bury(gid, record)
            return
        if missing := self.shown.awaited(gid, record):
            self.state.wait(gid, missing)
        elif self.shown.may_stand(gid, record):
            orphans.append((gid, record))

    def merge(self, gid: str, record: Record, into: str, at: int) -> None:
        """Keep that a row was merged into another."""
        self.write(record, MERGED, into, at)
        if gid.startswith("person."):
            self.edited.add(into)
        else:
            cells.bury(record)  # as far as it is known: an edit from elsewhere is not a double
        self.put(gid, record)

    def bury(self, gid: str, record: Record) -> None:
        """Keep that a row was taken out."""
        others: Iterable[Record] = ()
        if gid.startswith("person."):
            others = self.state.get_many(self.state.one_with(gid)).values()
        elif MERGED in record[CELLS]:
            self.write(record, MERGED, None, UNKNOWN)
        cells.bury(record, others)
        self.put(gid, record)

    def lose(self, spec: Cells, gid: str, record: Record) -> None:
        """A row is gone though what it belongs to is there: taken out, or one of two in a merge."""
        if self.changes.merges and (twin := self.twin(spec, gid, record)):
            self.merge(gid, record, twin, UNKNOWN)
            return
        self.bury(gid, record)

    def twin(self, spec: Cells, gid: str, record: Record) -> str | None:
        """The row of the one who stays that holds the same, where a merge dropped one of two."""
        if spec["key"]:
            same = self.shown.same_key(gid)
            return next((other for other in same if self.state.local(other) is not None), None)
        owner = record[CELLS].get("person_id", [0, "", 0, [None]])[3][0]
        if owner is None or self.shown.root(owner) == owner:
            return None
        local = self.shown.here(owner)
        found = self.connection.execute(
            f"SELECT id FROM main.{spec['name']} WHERE person_id = ? ORDER BY id",  # noqa: S608  names of the schema
            (local,),
        )
        ids = [row[0] for row in found]
        wanted = self.shown.content(gid, record)
        for one, row in table_rows.read(self.connection, spec, ids).items():
            if self.shown.outward_content(spec, row) == wanted:
                other = self.state.gid_at(spec["name"], one)
                if other is not None and other != gid:
                    return other
        return None

    def name(self, spec: Cells, local: int, row: dict[str, Any]) -> None:
        """Give a row that is not known here the id that it has on every machine."""
        gid: str | None = None
        if spec["key"]:
            gid = self.shown.gid_of(spec, row)
        elif self.any_marks:  # it may have been here before: undone, or moved in a merge
            gid = self.shown.known_again(self.connection, spec, local, row)
        if not gid:
            gid = self.new_id(spec["name"])
        elif self.state.local(gid) is not None:
            self.doubles.append((spec["name"], local))
            return
        record = self.state.get(gid)
        if record is None:
            self.state.put(gid, {})
        elif gid in self.state.merged:  # two again, which others are compared by
            at = self.changes.touched[spec["name"]].get(local) or Touch()
            self.write(record, MERGED, None, self.moment(at))
            self.put(gid, record)
        self.state.bind({gid: local})

    def new_id(self, table: str) -> str:
        """An id that no row has had; a foreign hand may have used one that would be next."""
        while True:
            self.serial += 1
            gid = identity.given(table, self.device, self.serial)
            if self.state.get(gid) is None:
                return gid

    # What it holds --------------------------------------------------------------------------

    def compare(self, spec: Cells, ids: Sequence[int]) -> None:
        """Write what differs into the state."""
        rows = table_rows.read(self.connection, spec, ids)
        parts = table_rows.read_parts(self.connection, spec, ids)
        for local, (gid, found) in self.state.at(spec["name"], ids).items():
            row = rows.get(local)
            if row is None:
                continue
            record = found  # a pair is written at both its ends
            if spec["name"] in SELF:
                record = self.state.get(gid) or found
            touch = self.changes.touched[spec["name"]].get(local)
            if self.joining and record.get(CELLS):
                stale = touch is None or not cells.is_alive(record)
                if stale or self.is_given(spec, row):
                    continue
            touch = touch or Touch()
            sets = {part: members.get(local, set()) for part, members in parts.items()}
            if not record.get(CELLS) and self.is_given(spec, row):
                touch = None
            self.compare_row(spec, gid, record, row, sets, touch)

    def is_given(self, spec: Cells, row: dict[str, Any]) -> bool:
        """Whether a row is a kind that every tinynet begins with, as it was made."""
        names = ("in_person", "minutes", "weight")
        return spec["name"] == "kind" and GIVEN.get(row["name"]) == tuple(row[n] for n in names)

    def compare_row(  # noqa: PLR0917  all of one row
        self,
        spec: Cells,
        gid: str,
        record: Record,
        row: dict[str, Any],
        sets: dict[str, set[Any]],
        touch: Touch | None,
    ) -> None:
        """Compare one row; `touch` is None for what is written at no time, being nobody's wish."""
        expected = self.shown.row(gid, record)
        self.state.wait(gid, expected.waits)
        out = self.shown.outward(spec, row)
        have, before = record.get(CELLS, {}), self.shown.columns(gid, record)
        edited, known = False, is_whole(spec, record)
        for name, columns in spec["cells"].items():
            changed = [
                c
                for c in columns
                if (name not in have and not known)
                or (row[c] != expected.values[c] and not (touch and touch.is_old(c, row[c])))
            ]
            if not changed:
                continue
            # What is not shown here stays; but a row of who is not shown would not be here itself.
            now = {*changed, *spec["owned"]}
            value = [out[c] if c in now else before[c] for c in columns]
            self.write(record, name, value, self.moment(touch, columns, row))
            edited = True
        for part, (_, _, table) in spec["parts"].items():
            there = sets[part]
            if have and touch and touch.base is not None:  # what was so then says nothing now
                then = touch.base_parts[part]
                there = (expected.parts[part] - (then - there)) | (there - then)
            edited |= self.compare_set(part, table, gid, record, there, expected.parts[part], touch)
        if not self.shown.lives(gid, record) and (
            spec["name"] != "kind" or self.is_back(spec, gid)
        ):
            cells.keep_edit(record, self.device, self.number)
            edited = True
        if edited:
            self.put(gid, record, quiet=touch is None)
            self.edit_owners(spec, gid, record)

    def is_back(self, spec: Cells, gid: str) -> bool:
        """Whether a row was added again, and is not only there because it is in use."""
        local = self.state.local(gid)
        touch = self.changes.touched[spec["name"]].get(local or 0)
        return touch is not None and touch.new

    def compare_set(  # noqa: PLR0917  all of one row
        self,
        part: str,
        table: str,
        gid: str,
        record: Record,
        there: set[Any],
        expected: set[Any],
        touch: Touch | None,
    ) -> bool:
        """Compare who is in a set with who should be."""
        for one in sorted(there - expected, key=str):
            other = self.state.gid_at(table, one) if table else one
            if other is None:
                continue
            self.write(record, identity.part_cell(part, other), 1, self.moment(touch))
            if table == identity.table_of(gid) and (end := self.state.get(other)):
                self.write(end, identity.part_cell(part, gid), 1, self.moment(touch))
                self.put(other, end)
        gone = expected - there
        if gone:
            for holder, other in list(self.shown.members(part, gid, record)):
                if (self.shown.here(other) if table else other) in gone:
                    held = record if holder == gid else self.state.get(holder) or {}
                    name = identity.part_cell(part, other)
                    self.write(held, name, 0, self.moment(touch))
                    if holder != gid:
                        self.put(holder, held)
        return there != expected

    def moment(
        self, touch: Touch | None, columns: Iterable[str] = (), row: dict[str, Any] | None = None
    ) -> int:
        """When columns of a row were last changed."""
        if touch is None:
            return -1
        names, now = list(columns), row or {}
        for at, before in touch.before:
            if any(before.get(c) != now.get(c) for c in names):
                return at
        return touch.at

    def write(self, record: Record, name: str, value: object, at: int) -> None:
        """Write a cell of a record."""
        when, device, number, _ = self.cell(value, at)
        cells.write(record, name, value, when, device, number)

    def cell(self, value: object, at: int) -> Cell:
        """A cell, stamped with when it was changed, and never below what was seen."""
        when = 0 if at < 0 else max(at or self.now, self.clock)
        self.latest = max(self.latest, when)
        return [when, self.device, self.number, value]

    def put(self, gid: str, record: Record, *, quiet: bool = False) -> None:
        """Keep a row that was changed here."""
        self.anything = True
        if not quiet:
            self.written.add(gid)
        self.state.put(gid, record, mine=self.number)

    def edit_owners(self, spec: Cells, gid: str, record: Record) -> None:
        """Whoever a changed row is about was edited, too, against being taken out elsewhere."""
        columns = self.shown.columns(gid, record)
        for column in spec["owned"]:
            if spec["refs"][column] == PERSON and columns.get(column):
                self.edited.add(self.shown.root(columns[column]))
        if spec["peopled"]:
            for _, other in self.shown.members(spec["peopled"], gid, record):
                self.edited.add(self.shown.root(other))
