"""Read and write rows of any table by what the tables say of themselves."""

from __future__ import annotations

import hashlib
import json

from tinynet.core.compiled_cells import CELLS as SPECS
from tinynet.sync.state.state_rows import dumps

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from sqlite3 import Connection
    from typing import Any

    from tinynet.core.field_types import Cells

PERSON = "person"


def columns_of(spec: Cells) -> list[str]:
    """The columns of a table that are kept in step."""
    return [*spec["key"], *(column for some in spec["cells"].values() for column in some)]


def quoted(names: Iterable[str]) -> str:
    """Names of columns as they stand in a statement."""
    return ", ".join(f'"{name}"' for name in names)


def read(
    connection: Connection, spec: Cells, ids: Iterable[int], schema: str = "main"
) -> dict[int, dict[str, Any]]:
    """Rows with these ids, their columns by name."""
    names = columns_of(spec)
    found = connection.execute(
        f"SELECT id, {quoted(names)} FROM {schema}.{spec['name']} "  # noqa: S608  names of the schema
        "WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(ids)),),
    )
    return {row[0]: dict(zip(names, row[1:], strict=True)) for row in found}


def read_parts(
    connection: Connection, spec: Cells, ids: Iterable[int], schema: str = "main"
) -> dict[str, dict[int, set[Any]]]:
    """The sets that belong to these rows: by their tables and the rows' ids."""
    text = json.dumps(list(ids))
    made: dict[str, dict[int, set[Any]]] = {}
    for part, (holder, other, target) in spec["parts"].items():
        members = made.setdefault(part, {})
        ends = [(holder, other)]
        if target == spec["name"]:  # a pair stands once, with the older one first
            ends.append((other, holder))
        for here, there in ends:
            for one, member in connection.execute(
                f'SELECT "{here}", "{there}" FROM {schema}.{part} '  # noqa: S608  as above
                f'WHERE "{here}" IN (SELECT value FROM json_each(?))',
                (text,),
            ):
                members.setdefault(one, set()).add(member)
    return made


def insert(
    connection: Connection, table: str, names: Sequence[str], rows: Iterable[Sequence[Any]]
) -> None:
    """Write new rows into a table, which is named with its schema: these columns of each."""
    connection.executemany(
        f"INSERT INTO {table} ({quoted(names)}) VALUES ({', '.join('?' * len(names))})",  # noqa: S608  as above
        rows,
    )


def every_id(connection: Connection, spec: Cells) -> list[int]:
    """The ids of all rows of a table."""
    return [row[0] for row in connection.execute(f"SELECT id FROM main.{spec['name']} ORDER BY id")]  # noqa: S608  as above


def last_id(connection: Connection, table: str) -> int:
    """The highest id that a row of a table has, or has in the state; 0 where there is none."""
    found = connection.execute(f"SELECT max(id) FROM main.{table}").fetchone()  # noqa: S608  a name of the schema
    known = connection.execute(
        "SELECT max(local) FROM state.row WHERE tbl = ? AND local IS NOT NULL", (table,)
    ).fetchone()
    return max(found[0] or 0, known[0] or 0)


def pointing_at(connection: Connection, table: str, local: int) -> dict[str, set[int]]:
    """The rows that point at a row, by their tables; for a member of a set, its holder."""
    found: dict[str, set[int]] = {}
    for spec in SPECS:
        pointers = [(spec["name"], "id", column, target) for column, target in spec["refs"].items()]
        pointers += [(part, *ends) for part, ends in spec["parts"].items()]
        for name, key, column, target in pointers:
            if target == table:
                rows = connection.execute(
                    f'SELECT "{key}" FROM main.{name} WHERE "{column}" = ?',  # noqa: S608  as above
                    (local,),
                )
                found.setdefault(spec["name"], set()).update(row[0] for row in rows)
    return found


def unbound(connection: Connection, table: str) -> list[int]:
    """The rows of a table that the state knows nothing of."""
    found = connection.execute(
        f"SELECT id FROM main.{table} WHERE id NOT IN (SELECT local FROM state.row "  # noqa: S608  as above
        "WHERE tbl = ? AND local IS NOT NULL)",
        (table,),
    )
    return [row[0] for row in found.fetchall()]


def dangling(connection: Connection, spec: Cells, ids: Iterable[int]) -> list[int]:
    """Those of some rows that point at a row that is not there, or have such a one in a set."""
    text, found = json.dumps(list(ids)), set()
    for column, table in spec["refs"].items():
        found |= nowhere(connection, spec["name"], "id", column, table, text)
    for part, (holder, other, table) in spec["parts"].items():
        found |= nowhere(connection, part, holder, holder, spec["name"], text)
        if table:
            found |= nowhere(connection, part, holder, other, table, text)
    return sorted(found)


def nowhere(  # noqa: PLR0917  a reference
    connection: Connection, table: str, key: str, column: str, target: str, ids: str
) -> set[int]:
    """The rows, by a key of them, whose column points at no row of another table."""
    found = connection.execute(
        f'SELECT "{key}" FROM main.{table} AS here '  # noqa: S608  names of the schema
        f'WHERE "{key}" IN (SELECT value FROM json_each(?)) AND "{column}" IS NOT NULL '
        f'AND NOT EXISTS (SELECT 1 FROM main.{target} AS there WHERE there.id = here."{column}")',
        (ids,),
    )
    return {row[0] for row in found}


def strays(connection: Connection, table: str) -> bool:
    """Whether a table has rows that the state knows nothing of, or the state some it has not."""
    if unbound(connection, table):
        return True
    found = connection.execute(
        f"SELECT EXISTS (SELECT 1 FROM state.row WHERE tbl = ? AND local IS NOT NULL "  # noqa: S608  names of the schema
        f"AND local NOT IN (SELECT id FROM main.{table}))",
        (table,),
    )
    return bool(found.fetchone()[0])


def drop(connection: Connection, spec: Cells, local: int) -> None:
    """Delete a row with its sets, and what is derived from it."""
    delete(connection, spec["name"], "id", local)
    for part, (holder, _, _) in spec["parts"].items():
        delete(connection, part, holder, local)
    for other in SPECS:
        for part, (_, column, table) in other["parts"].items():
            if table == spec["name"]:
                delete(connection, part, column, local)
    if spec["name"] == PERSON:
        delete(connection, "tie", "person_id", local)


def delete(connection: Connection, table: str, column: str, value: int) -> None:
    """Delete the rows of a table that have a value."""
    connection.execute(f'DELETE FROM main.{table} WHERE "{column}" = ?', (value,))  # noqa: S608  as above


def mark_of(table: str, content: object) -> str:
    """What a row that is not shown is known by again: its content."""
    return hashlib.sha1(dumps([table, content]).encode(), usedforsecurity=False).hexdigest()[:20]
