"""Write the contacts of a whole state at once, on a device where there is nobody yet.

There they meet nothing, so each goes straight into the state and into the tables, in one pass. What
is not that plain (taken out, merged, with somebody who is not there) goes the way of all rows.
"""

from __future__ import annotations

import sqlite3

from tinynet.contacts.many_rows import credit_of, day_number
from tinynet.core.compiled_cells import CELLS as SPECS
from tinynet.core.first_kinds import FIRST_KINDS
from tinynet.errors import DatabaseError
from tinynet.sync.round.projection_rows import Projection
from tinynet.sync.round.writer_rows import kinds_at
from tinynet.sync.rules import identity
from tinynet.sync.rules.cells import CELLS, MERGED, TOMB
from tinynet.sync.rules.sane import UnsoundError
from tinynet.sync.state import table_rows
from tinynet.sync.state.shown_rows import BY_NAME, CONTACT, KIND, PERSON
from tinynet.sync.state.state_rows import State, dumps

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sqlite3 import Connection
    from typing import Any

    from tinynet.contacts.rows import Kind
    from tinynet.db.store import Store
    from tinynet.sync.rules.cells import Cell, Record

PEOPLE, TAGS = "participant", "interaction_tag"
IN, TAGGED = f"{PEOPLE}/", f"{TAGS}/"  # how the cells are named of who took part, and of tags
FIRST = (KIND, PERSON)  # what contacts point at, which is written before them
SPEC = BY_NAME[CONTACT]
COLUMNS = SPEC["cells"][""]
ON, KIND_ID, MINUTES = (COLUMNS.index(name) for name in ("on", "kind_id", "minutes"))
DEEP, ATTEMPT = COLUMNS.index("deep"), COLUMNS.index("attempt")
NAMES = {  # what is written of each table
    CONTACT: ("id", *COLUMNS),
    PEOPLE: ("person_id", "day", "interaction_id", "minutes", "credit"),
    TAGS: ("interaction_id", "name"),
}
TOGETHER, TEXT_MAX = 5_000, 8_000_000  # contacts, and characters, that are written at a time


def is_blank(connection: Connection) -> bool:
    """Whether a device has nothing but the kinds that every tinynet begins with."""
    tables = [f"main.{spec['name']}" for spec in SPECS if spec["name"] != KIND]
    text = " UNION ALL ".join(f"SELECT 1 FROM {name}" for name in ("state.row", *tables))  # noqa: S608  names of the schema
    if connection.execute(f"SELECT EXISTS ({text})").fetchone() != (0,):
        return False
    found = connection.execute("SELECT name, in_person, minutes, weight FROM main.kind")
    return all(kind in FIRST_KINDS for kind in found)


class Bulk:
    """Writes contacts as they come in.

    Args:
        store: The database, with the state attached, where `is_blank` holds.
        state: The state.

    Attributes:
        projection: What writes the tables, before and afterwards.
        begun: Whether what contacts point at is in the tables; None where it cannot be.
        count: How many contacts it has written.
        news: Those that others wrote, by device.
        latest: The latest stamp.
    """

    def __init__(self, store: Store, state: State) -> None:
        self.connection, self.state = store.connection, state
        self.projection = Projection(store, state, identity.Merged())
        self.begun: bool | None = False
        self.count = self.latest = 0
        self.news: dict[str, int] = {}
        self.device = state.device
        self.kinds: dict[str, Kind | None] = {}
        self.people: dict[str, int] = {}
        self.written = dict.fromkeys(NAMES, 0)
        self.clear()

    def clear(self) -> None:
        """Begin the next rows to be written."""
        self.records: list[tuple[str, int, str]] = []
        self.rows: list[tuple[Any, ...]] = []
        self.members: list[tuple[Any, ...]] = []
        self.tags: list[tuple[Any, ...]] = []
        self.text = 0

    def begin(self, touched: set[str]) -> None:
        """Write kinds and people, and let go of them in what is still to be written."""
        if self.begun is not False:
            return
        found = self.connection.execute("SELECT name, id FROM main.kind").fetchall()
        kinds = {identity.natural(KIND, [name]): local for name, local in found}
        if len(self.state.get_many(kinds)) < len(kinds):  # one that others do not know
            self.begun = None
            return
        self.begun = True
        self.state.bind(kinds)
        first = {gid for gid in touched if identity.table_of(gid) in FIRST}
        touched -= first
        self.projection.begin_bulk(first)
        people = self.state.execute("SELECT gid FROM state.row WHERE tbl = ?", (PERSON,))
        here = self.projection.shown.here
        self.people = {f"{IN}{gid}": local for (gid,) in people.fetchall() if (local := here(gid))}

    def take(self, gid: str, record: Record, line: str) -> bool:
        """Write a contact; returns whether it is one that meets nothing.

        Args:
            gid: Its id.
            record: What is known of it.
            line: Both as they stood in the file.
        """
        cells = record.get(CELLS, {})
        if not self.begun or TOMB in record or MERGED in cells or "" not in cells:
            return False
        when, device, _, values = cells[""]
        kind = self.kinds.get(values[KIND_ID]) or self.kind(values[KIND_ID])
        people, tags = self.sets(cells)
        try:
            day = day_number(values[ON])
        except ValueError:
            return False
        if kind is None or not people:
            return False
        if when and device != self.device:
            self.news[device] = self.news.get(device, 0) + 1
        self.count += 1
        local = self.count
        start = f'["{gid}",{{'
        data = line[len(start) - 1 : -1] if line.startswith(start) else dumps(record)
        self.records.append((gid, local, data))
        row = [*values]
        row[KIND_ID] = kind.id
        self.rows.append((local, *row))
        minutes, credit = credit_of(
            kind, values[MINUTES], bool(values[DEEP]), bool(values[ATTEMPT]), len(people)
        )
        for person in people:
            self.members.append((person, day, local, minutes, credit))
        for tag in tags:
            self.tags.append((local, tag))
        self.text += len(data)
        if len(self.rows) >= TOGETHER or self.text >= TEXT_MAX:
            self.write()
        return True

    def sets(self, cells: dict[str, Cell]) -> tuple[set[int], list[str]]:
        """Who was in a contact, nobody if one of them is not there, and its tags."""
        people, tags = set(), []
        for name, (when, _, _, value) in cells.items():
            self.latest = max(self.latest, when)
            if value != 1:
                continue
            if name in self.people:
                people.add(self.people[name])
            elif name.startswith(IN):
                return set(), []
            else:
                tags.append(name[len(TAGGED) :])
        return people, tags

    def kind(self, gid: str) -> Kind | None:
        """A kind of the tables."""
        if gid not in self.kinds:
            self.kinds[gid] = next(kinds_at(self.connection, self.state.local(gid)), None)
        return self.kinds[gid]

    def write(self) -> None:
        """Write what has come in.

        Raises:
            UnsoundError: A row breaks a rule of its table, or is there twice.
        """
        try:
            self.state.put_new(CONTACT, self.records)
            for table, rows in ((CONTACT, self.rows), (PEOPLE, self.members), (TAGS, self.tags)):
                table_rows.insert(self.connection, f"main.{table}", NAMES[table], rows)
                self.written[table] += len(rows)
        except sqlite3.IntegrityError as error:
            rule = str(error).rpartition(": ")[2].replace("_", " ")
            raise UnsoundError(f"a row of {CONTACT} breaks a rule ({rule})") from None
        self.projection.written += len(self.rows)
        self.clear()

    def check(self) -> None:
        """Check that as much is there as was written.

        Raises:
            DatabaseError: It is not.
        """
        for table, count in self.written.items():
            text = f"SELECT count(*) FROM main.{table}"  # noqa: S608  names of the schema
            if self.connection.execute(text).fetchone() != (count,):
                raise DatabaseError(
                    f"What came in does not fit together ({table}), so nothing of it was kept",
                    "See what is wrong: tinynet doctor",
                )

    def end(self) -> set[str]:
        """Write the last; returns the rows that wait for contacts."""
        self.write()
        self.check()
        found = self.state.execute(
            "SELECT DISTINCT gid FROM state.waits WHERE awaited >= ? AND awaited < ?",
            identity.span(CONTACT),
        )
        return {row[0] for row in found}
