"""Conflicts: what lost against a later write elsewhere, and contacts that were logged twice."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from tinynet.sync.rules import identity
from tinynet.sync.state import table_rows
from tinynet.sync.state.device_rows import names
from tinynet.sync.state.shown_rows import BY_NAME, PERSON, Shown
from tinynet.sync.state.state_rows import State

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from sqlite3 import Connection
    from typing import Any

    from tinynet.sync.documents import ConflictRecord, WrittenRecord
    from tinynet.sync.rules.cells import Cell

CELL, DOUBLE = "cell", "double"


class Conflicts:
    """Reads conflicts.

    Args:
        connection: The database or none, with the state attached.
        whole: Whether the database is there: what was changed in it since stands no more.
    """

    def __init__(self, connection: Connection, *, whole: bool = False) -> None:
        self.connection, self.state, self.whole = connection, State(connection), whole
        self.shown, self.names = Shown(self.state), names(State(connection))

    def open(self, numbers: Iterable[int] | None = None) -> list[ConflictRecord]:
        """The conflicts that still stand, or those of them with these numbers."""
        found = self.connection.execute(
            "SELECT id, kind, gid, cell, kept, lost FROM state.conflict ORDER BY id"
        ).fetchall()
        wanted = None if numbers is None else set(numbers)
        chosen = (row for row in found if wanted is None or row[0] in wanted)
        made = (self.record(row) for row in chosen)
        return [record for record in made if record is not None]

    def record(self, found: tuple[Any, ...]) -> ConflictRecord | None:
        """One conflict, or None where it stands no more."""
        number, kind, gid, cell, kept, lost = found
        record = self.state.get(gid)
        if record is None or self.state.local(gid) is None:
            return None
        if kind == DOUBLE:
            return self.double(number, gid, cell)
        one, two = json.loads(kept), json.loads(lost)
        if record["c"].get(cell) != one:
            return None
        spec = BY_NAME[identity.table_of(gid)]
        columns = spec["cells"][cell]
        if self.whole and not self.is_there(gid, dict(zip(columns, one[3], strict=True))):
            return None
        differ = [n for n, column in enumerate(columns) if one[3][n] != two[3][n]]
        handle, name = self.whose(gid)
        return {
            "number": number,
            "kind": kind,
            "handle": handle,
            "name": name,
            "what": spec["name"],
            "kept": self.written(one, {columns[n]: self.words(one[3][n]) for n in differ}),
            "lost": self.written(two, {columns[n]: self.words(two[3][n]) for n in differ}),
        }

    def is_there(self, gid: str, values: dict[str, Any]) -> bool:
        """Whether the database has these values of a row, and no others since the last sync."""
        table, local = identity.table_of(gid), self.state.local(gid)
        spec = BY_NAME[table]
        row = table_rows.read(self.connection, spec, [local or 0]).get(local or 0)
        refs = {c: self.shown.here(v) for c, v in values.items() if c in spec["refs"]}
        handle = {"handle"} if table == PERSON else set()  # another one may have got it
        return row is not None and all(
            row[c] == v for c, v in {**values, **refs}.items() if c not in handle
        )

    def double(self, number: int, gid: str, other: str) -> ConflictRecord | None:
        """A contact that was logged on two devices."""
        one, two = self.state.get(gid), self.state.get(other)
        mine, theirs = self.state.local(gid), self.state.local(other)
        if one is None or two is None or mine is None or theirs is None:
            return None
        if self.whole and not (self.is_there(gid, {}) and self.is_there(other, {})):
            return None
        handle, name = self.whose(gid)
        first, second = one["c"][""], two["c"][""]
        day, kind = first[3][0], self.words(first[3][1])
        if [day, kind] != [second[3][0], self.words(second[3][1])]:
            return None
        values = [
            {"id": local, "on": day, "kind": kind, "note": cell[3][5]}
            for local, cell in ((mine, first), (theirs, second))
        ]
        return {
            "number": number,
            "kind": DOUBLE,
            "handle": handle,
            "name": name,
            "what": "interaction",
            "kept": self.written(first, values[0]),
            "lost": self.written(second, values[1]),
        }

    def written(self, cell: Cell, values: dict[str, Any]) -> WrittenRecord:
        """Who wrote a value, and when."""
        at = datetime.fromtimestamp(cell[0] / 1000, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        return {"device": self.names.get(cell[1]) or str(cell[1]), "at": at, "values": values}

    def words(self, value: Any) -> Any:
        """A value as people know it: a person by the handle, a kind by its name."""
        if not isinstance(value, str) or identity.table_of(value) not in BY_NAME:
            return value
        table = identity.table_of(value)
        if table == PERSON:
            record = self.state.get(self.shown.root(value))
            return (
                record["c"]["handle"][3][0] if record and "handle" in record.get("c", {}) else None
            )
        if value.startswith(f"{table}["):
            return identity.key_of(value)[0]
        return value

    def whose(self, gid: str) -> tuple[str | None, str]:
        """The handle and the name of whom a row is about; of several the first."""
        record = self.state.get(gid) or {}
        table = identity.table_of(gid)
        spec = BY_NAME[table]
        columns = self.shown.columns(gid, record)
        if table == PERSON:
            people = [gid]
        elif spec["peopled"]:
            people = [other for _, other in self.shown.members(spec["peopled"], gid, record)]
        else:
            people = [columns[c] for c in spec["owned"] if columns.get(c)]
        found = []
        for one in people:
            person = self.state.get(self.shown.root(one))
            if person and identity.table_of(one) == PERSON and "name" in person.get("c", {}):
                found.append((person["c"]["handle"][3][0], person["c"]["name"][3][0]))
        if found:
            found.sort()
            return found[0][0], ", ".join(name for _, name in found)
        return None, str(columns.get("name") or columns.get("text") or table)
