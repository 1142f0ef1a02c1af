"""Write rows of a table, and the sets that belong to them.

What a contact counts for everybody in it is not a part of the state, and is computed here.
"""

from __future__ import annotations

import json
from datetime import date

from tinynet.contacts.rows import Kind, interaction_credit
from tinynet.sync.state import table_rows
from tinynet.sync.state.shown_rows import BY_NAME, CONTACT, PERSON
from tinynet.sync.state.state_rows import CHUNK

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from sqlite3 import Connection
    from typing import Any

    from tinynet.core.field_types import Cells
    from tinynet.sync.state.shown_rows import Row


class RowWriter:
    """Writes what rows are to hold.

    Args:
        connection: The database, with the state attached, in a transaction without foreign keys.

    Attributes:
        kinds: The kinds of contact that were needed, by id; to be cleared when kinds change.
    """

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.kinds: dict[int, Kind] = {}

    def free_handles(
        self, meant: dict[int, Row], rows: dict[int, dict[str, Any]], changed: Sequence[int]
    ) -> None:
        """Let go of handles that change, since two people may swap theirs."""
        for local in changed:
            if rows[local]["handle"] != meant[local].values["handle"]:
                self.connection.execute(
                    "UPDATE main.person SET handle = ? WHERE id = ?", (f"~{local}", local)
                )

    def update(
        self, spec: Cells, columns: Sequence[str], rows: Sequence[tuple[dict[str, Any], int]]
    ) -> None:
        """Write changed rows."""
        sets = ", ".join(f'"{column}" = ?' for column in columns)
        self.connection.executemany(
            f"UPDATE main.{spec['name']} SET {sets} WHERE id = ?",  # noqa: S608  names of the schema
            [(*(values[c] for c in columns), local) for values, local in rows],
        )

    def insert(
        self, spec: Cells, columns: Sequence[str], rows: Sequence[tuple[dict[str, Any], int]]
    ) -> None:
        """Write new rows; what is computed here comes in the end."""
        extra = [column for column in spec["local"] if column != "id"]
        names = ["id", *columns, *extra]
        made = [
            (local, *(values[c] for c in columns), *("" for _ in extra)) for values, local in rows
        ]
        table_rows.insert(self.connection, f"main.{spec['name']}", names, made)

    def write_parts(self, spec: Cells, meant: dict[int, Row]) -> tuple[int, set[int]]:
        """Write the sets that belong to rows.

        Returns:
            How many members came and went, and the people whose ties change with them.
        """
        written = 0
        people: set[int] = set()
        for part, (holder, other, table) in spec["parts"].items():
            names, wanted = self.part_rows(part, holder, other, spec, meant)
            there = self.parts_there(part, names, holder, meant)
            if table == spec["name"]:
                there |= self.parts_there(part, names, other, meant)
            gone, new = there - wanted, wanted - there
            where = " AND ".join(f'"{column}" IS ?' for column in names)
            self.connection.executemany(
                f"DELETE FROM main.{part} WHERE {where}",  # noqa: S608  names of the schema
                sorted(gone, key=repr),
            )
            marks = ", ".join("?" * len(names))
            self.connection.executemany(
                f"INSERT OR IGNORE INTO main.{part} ({table_rows.quoted(names)}) VALUES ({marks})",  # noqa: S608  as above
                sorted(new, key=repr),
            )
            written += len(gone) + len(new)
            if part == "participant":
                people.update(row[1] for row in gone | new)
            elif spec["name"] == PERSON:
                people.update(row[0] for row in gone | new)
        return written, people

    def part_rows(
        self, part: str, holder: str, other: str, spec: Cells, meant: dict[int, Row]
    ) -> tuple[list[str], set[tuple[Any, ...]]]:
        """The rows of a set as they should be, and the names of their columns."""
        names = [holder, other]
        if part == "participant":
            names += ["day", "minutes", "credit"]
        wanted: set[tuple[Any, ...]] = set()
        for local, row in meant.items():
            members = row.parts[part]
            more = self.counted(row.values, len(members)) if part == "participant" else ()
            for member in members:
                pair = (local, member)
                if spec["parts"][part][2] == spec["name"]:
                    pair = (min(pair), max(pair))
                wanted.add((*pair, *more))
        return names, wanted

    def parts_there(
        self, part: str, names: Sequence[str], holder: str, meant: Iterable[int]
    ) -> set[tuple[Any, ...]]:
        """The rows of a set as they are."""
        found = self.connection.execute(
            f"SELECT {table_rows.quoted(names)} FROM main.{part} "  # noqa: S608  names of the schema
            f'WHERE "{holder}" IN (SELECT value FROM json_each(?))',
            (json.dumps(list(meant)),),
        )
        return set(found)

    def counted(self, values: dict[str, Any], people: int) -> tuple[int, int, int | None]:
        """What an interaction counts for everybody in it: day, minutes and credit."""
        kind = values["kind_id"]
        if kind not in self.kinds:
            self.kinds[kind] = next(kinds_at(self.connection, kind))
        minutes, credit = interaction_credit(
            self.kinds[kind],
            values["minutes"],
            deep=bool(values["deep"]),
            attempt=bool(values["attempt"]),
            people=people,
        )
        return date.fromisoformat(values["on"]).toordinal(), minutes, credit

    def recount(self, kinds: Iterable[int]) -> None:
        """Count again what was logged of kinds that count otherwise now."""
        spec = BY_NAME[CONTACT]
        for kind in kinds:
            found = self.connection.execute(
                "SELECT id FROM main.interaction WHERE kind_id = ?", (kind,)
            )
            for some in chunks([row[0] for row in found.fetchall()]):
                rows = table_rows.read(self.connection, spec, some)
                members = table_rows.read_parts(self.connection, spec, some)["participant"]
                self.connection.executemany(
                    "UPDATE main.participant SET day = ?, minutes = ?, credit = ? "
                    "WHERE interaction_id = ?",
                    [(*self.counted(rows[one], len(members.get(one, ()))), one) for one in some],
                )


def kinds_at(connection: Connection, local: int | None) -> Iterator[Kind]:
    """The kind of the tables that has an id, if one has."""
    text = "SELECT id, name, in_person, minutes, weight FROM main.kind WHERE id = ?"
    return map(Kind, connection.execute(text, (local,)).fetchall())


def chunks(items: Sequence[Any]) -> Iterator[Sequence[Any]]:
    """Parts of at most `CHUNK` items, in their order."""
    for start in range(0, len(items), CHUNK):
        yield items[start : start + CHUNK]
