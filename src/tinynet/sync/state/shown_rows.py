"""What the tables show of the state: a function of the state alone, row by row.

Ids of rows stand for the rows; what is merged stands for the one that it was merged into, and what
is not shown for nothing.
"""

from __future__ import annotations

from tinynet.core.compiled_cells import CELLS as SPECS
from tinynet.sync.rules import cells as rules
from tinynet.sync.rules import identity
from tinynet.sync.rules.cells import CELLS, stamp
from tinynet.sync.state import table_rows

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from sqlite3 import Connection
    from typing import Any

    from tinynet.core.field_types import Cells
    from tinynet.sync.rules.cells import Record
    from tinynet.sync.state.state_rows import State

BY_NAME: dict[str, Cells] = {spec["name"]: spec for spec in SPECS}
PERSON, KIND, CONTACT = "person", "kind", "interaction"
NEEDED = {  # the cells without which a row is not whole
    spec["name"]: [
        name
        for name, columns in spec["cells"].items()
        if not all(spec["types"][column].endswith("?") for column in columns)
    ]
    for spec in SPECS
}
PLACES = {  # the cell in which each column is, and where
    (spec["name"], column): (name, columns.index(column))
    for spec in SPECS
    for name, columns in spec["cells"].items()
    for column in columns
}


def is_whole(spec: Cells, record: Record) -> bool:
    """Whether all that a row needs is known of it; what may be empty need not be there."""
    cells = record.get(CELLS, {})
    if not all(name in cells for name in NEEDED[spec["name"]]):
        return False
    return any(name in cells for name in spec["cells"])


class Row:
    """What is to be seen of a row.

    Attributes:
        values: Its columns; what points at another row is that row's id here, or None.
        parts: The members of its sets: ids here, or words.
        waits: Rows that it is to be looked at again for.
    """

    def __init__(self) -> None:
        self.values: dict[str, Any] = {}
        self.parts: dict[str, set[Any]] = {}
        self.waits: list[str] = []


class Shown:
    """Looks rows up in a state.

    Args:
        state: The state; a row is shown where it has an id here.
    """

    def __init__(self, state: State) -> None:
        self.state = state
        self.circles: dict[tuple[str, str], list[str]] | None = None

    def stay(self) -> None:
        """From now on remember which rows are in circles, since the state does not change."""
        self.circles = {}

    def root(self, gid: str) -> str:
        """Who or what a row is after all merges."""
        merged = self.state.merged
        return identity.root(gid, merged) if gid in merged else gid

    def here(self, gid: str | None) -> int | None:
        """The id here of what a row is after all merges."""
        return None if gid is None else self.state.local(self.root(gid))

    def may_stand(self, gid: str, record: Record) -> bool:
        """Whether a row is alive, whole and not merged into another."""
        if not is_whole(BY_NAME[identity.table_of(gid)], record) or self.root(gid) != gid:
            return False
        return self.lives(gid, record)

    def lives(self, gid: str, record: Record) -> bool:
        """Whether a row is alive, by its own edits or those of what was merged into it."""
        if rules.is_alive(record):
            return True
        merged = self.state.merged
        if not gid.startswith("person."):
            return gid in merged  # each of some that hold the same was dropped for another
        others = self.state.one_with(gid) - {gid}
        known = self.state.get_many(others) if others else {}
        return any(rules.outlives(record, rules.edits(one)) for one in known.values())

    def awaited(self, gid: str, record: Record) -> list[str]:
        """The rows that must be shown before this one can be, and that are not."""
        spec = BY_NAME[identity.table_of(gid)]
        columns = self.columns(gid, record, spec)
        owned = [
            columns[column]
            for column in spec["owned"]
            if columns.get(column) is not None and not self.ends_circle(gid, column)
        ]
        needed = [c for c in spec["refs"] if c in columns and not spec["types"][c].endswith("?")]
        missing = [ref for ref in owned if self.here(ref) is None]
        missing += [columns[c] for c in needed if self.here(columns[c]) is None]
        roots = [self.root(ref) for ref in owned]
        if len(set(roots)) < len(roots) or gid in roots:  # of one person with themselves
            missing += owned
        if spec["peopled"]:
            people = [other for _, other in self.members(spec["peopled"], gid, record)]
            if not any(self.here(other) is not None for other in people):
                missing += people or [gid]
        return missing

    def columns(self, gid: str, record: Record, spec: Cells | None = None) -> dict[str, Any]:
        """The columns of a row as the state has them, key and cells."""
        spec = spec or BY_NAME[identity.table_of(gid)]
        found: dict[str, Any] = {}
        if gid.startswith("person."):
            found["uid"] = gid.removeprefix("person.")
        elif spec["key"]:
            found.update(zip(spec["key"], identity.key_of(gid), strict=True))
        cells = record.get(CELLS, {})
        for name, columns in spec["cells"].items():
            if (cell := cells.get(name)) is not None:
                if len(columns) == 1:  # as most of a person are
                    found[columns[0]] = cell[3][0]
                else:
                    found.update(zip(columns, cell[3], strict=True))
            elif cells:  # an older tinynet did not know of it
                found.update(dict.fromkeys(columns))
        return found

    def column(self, gid: str, record: Record, column: str) -> Any:
        """A column of a row that is in one of its cells; None where nobody knows it."""
        name, index = PLACES[identity.table_of(gid), column]
        cell = record.get(CELLS, {}).get(name)
        return None if cell is None else cell[3][index]

    def content(self, gid: str, record: Record) -> list[Any]:
        """What a row holds that is its own, whomever it belongs to, after all merges."""
        spec = BY_NAME[identity.table_of(gid)]
        columns = self.columns(gid, record, spec)
        return [self.settled(spec, c, columns.get(c)) for c in spec["cells"][""]]

    def settled(self, spec: Cells, column: str, value: Any) -> Any:
        """A value of a column, after all merges."""
        return self.root(value) if value and column in spec["refs"] else value

    def mark(self, gid: str, record: Record) -> str:
        """What a hidden row is recognised by: see `known_again`."""
        return table_rows.mark_of(identity.table_of(gid), self.content(gid, record))

    def outward(self, spec: Cells, row: dict[str, Any]) -> dict[str, Any]:
        """A row of the database with the ids that rows have on every machine."""
        made = dict(row)
        for column, table in spec["refs"].items():
            if made.get(column) is not None:
                made[column] = self.state.gid_at(table, made[column])
        return made

    def outward_content(self, spec: Cells, row: dict[str, Any]) -> list[Any]:
        """What a row of the database holds, as `content` has it."""
        out = self.outward(spec, row)
        return [self.settled(spec, c, out[c]) for c in spec["cells"][""]]

    def gid_of(self, spec: Cells, row: dict[str, Any]) -> str:
        """The id, the same on every machine, of a row of the database that its key identifies."""
        out = self.outward(spec, row)
        key = [out[column] for column in spec["key"]]
        person = spec["name"] == PERSON
        return identity.person(str(key[0])) if person else identity.natural(spec["name"], key)

    def is_row(self, gid: str, row: dict[str, Any]) -> bool:
        """Whether a row of the database is one of the state, by its key or what it holds."""
        spec = BY_NAME[identity.table_of(gid)]
        if spec["key"]:
            return self.gid_of(spec, row) == gid
        record = self.state.get(gid) or {}
        return self.outward_content(spec, row) == self.content(gid, record)

    def known_again(
        self,
        connection: Connection,
        spec: Cells,
        local: int,
        row: dict[str, Any],
        schema: str = "main",
    ) -> str | None:
        """The hidden row of the state that holds the same as a row of the database."""
        candidates = self.state.marked(
            table_rows.mark_of(spec["name"], self.outward_content(spec, row))
        )
        if not candidates:
            return None
        parts = table_rows.read_parts(connection, spec, [local], schema)
        people = parts.get(spec["peopled"], {}).get(local, set())
        for gid, record in candidates.items():
            if self.state.local(gid) is not None:
                continue
            columns = self.columns(gid, record)
            owners = [c for c in spec["owned"] if not spec["types"][c].endswith("?")]
            if any(self.here(columns.get(c)) != row[c] for c in owners):
                continue
            members = self.members(spec["peopled"], gid, record) if spec["peopled"] else ()
            if {self.here(other) for _, other in members} - {None} == people:
                return gid
        return None

    def members(self, part: str, gid: str, record: Record) -> Iterator[tuple[str, str]]:
        """The members of a set: the row whose cell says so, and the member.

        The sets of all who were merged into a person are theirs. Of those in a contact or a plan
        somebody stays: where each was taken out on another device, the one who was first.
        """
        start, found = f"{part}/", 0
        records = {gid: record}
        if gid.startswith("person.") and self.state.merged:
            for other in self.state.one_with(gid) - {gid}:
                if other_record := self.state.get(other):
                    records[other] = other_record
        for holder, one in records.items():
            for name, cell in one.get(CELLS, {}).items():
                if name.startswith(start) and cell[3] == 1:
                    found += 1
                    yield holder, name[len(start) :]
        if not found and part == BY_NAME[identity.table_of(gid)]["peopled"]:
            cells = record.get(CELLS, {})
            out = [name for name in cells if name.startswith(start)]
            if out:
                yield gid, min(out, key=lambda name: (stamp(cells[name]), name))[len(start) :]

    def same_key(self, gid: str) -> list[str]:
        """The other rows that have the same key once people are merged, in order."""
        spec, merged = BY_NAME[identity.table_of(gid)], self.state.merged
        if not merged or not spec["key"] or spec["refs"].get(spec["key"][0]) != PERSON:
            return []
        owner, *rest = identity.key_of(gid)
        others = self.state.one_with(str(owner)) - {str(owner)}
        return sorted(identity.natural(spec["name"], [other, *rest]) for other in others)

    def row(self, gid: str, record: Record) -> Row:
        """What is to be seen of a row that is shown."""
        spec, row = BY_NAME[identity.table_of(gid)], Row()
        row.values = self.columns(gid, record, spec)
        for column in spec["refs"]:
            ref = row.values.get(column)
            if ref is None:
                continue
            row.values[column] = self.here(ref)
            if row.values[column] is None:
                row.waits.append(ref)
        for part in spec["parts"]:
            self.fill_part(spec, part, gid, record, row)
        if spec["name"] == PERSON and "handle" in row.values:
            row.values["handle"], others = self.handle(gid, row.values["handle"])
            row.waits += others
            self.settle_circle(gid, "met_via", row)  # nobody is met through themselves
        elif spec["name"] == "place":
            self.settle_circle(gid, "same_as", row)
        return row

    def fill_part(self, spec: Cells, part: str, gid: str, record: Record, row: Row) -> None:
        """See who or what is in a set."""
        table = spec["parts"][part][2]
        there: set[Any] = set()
        row.parts[part] = there
        for _, other in self.members(part, gid, record):
            if not table:
                there.add(other)
            elif (local := self.here(other)) is None:
                row.waits.append(other)
            elif table != spec["name"] or gid != self.root(other):
                there.add(local)

    def settle_circle(self, gid: str, column: str, row: Row) -> None:
        """Open a circle of rows that each point at the next, at the one with the lowest id."""
        around = self.around(gid, column)
        if around and min(around) == gid:  # the others are shown as they are
            row.values[column] = None
            row.waits += [one for one in around if one != gid]

    def ends_circle(self, gid: str, column: str) -> bool:
        """Whether a row points at itself, by whatever way, and is the one that does not then."""
        table = identity.table_of(gid)
        if BY_NAME[table]["refs"].get(column) != table:
            return False
        around = self.around(gid, column)
        return bool(around) and min(around) == gid

    def handle(self, gid: str, wanted: str) -> tuple[str, list[str]]:
        """The handle that somebody gets, and who else wants it."""
        all_wanting = self.state.wanting(wanted)
        if len(all_wanting) < 2:
            return wanted, []
        group = [one for one in all_wanting if self.is_somebody(one)]
        if len(group) < 2 or gid not in group:
            return wanted, []
        near = self.state.handles_from(f"{wanted[: identity.HANDLE_MAX - 6]}-", f"{wanted}.")
        taken = {handle for one, handle in near if self.is_somebody(one)}
        found = identity.handles(group, wanted, taken)
        return found[gid], [one for one in group if one != gid]

    def is_somebody(self, gid: str) -> bool:
        """Whether a person is to be shown."""
        record = self.state.get(gid)
        return record is not None and self.may_stand(gid, record)

    def around(self, gid: str, column: str) -> list[str]:
        """The circle that a row is in by a column that points at its own table."""
        known = {} if self.circles is None else self.circles
        leads: dict[str, str | None] = {}
        here: str | None = gid
        while here is not None and here not in leads and (column, here) not in known:
            record = self.state.get(here)
            stands = record is not None and self.may_stand(here, record)
            ref = self.column(here, record, column) if record and stands else None
            leads[here] = self.root(ref) if ref is not None else None
            here = leads[here]
        if gid in leads:
            around = set(identity.circle(here, leads)) if here in leads else set()
            for one in leads:
                known[column, one] = sorted(around) if one in around else []
        return known[column, gid]
