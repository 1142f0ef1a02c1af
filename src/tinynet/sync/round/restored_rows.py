"""What was done since a backup was restored: the database is compared with a copy from that moment.

The numbers of rows in a backup are those of its day: since then, another row may have got the
number of one that was taken out. So the state first goes back to the numbers of the backup; a row
that is not in it finds its place again when the tables are written.
"""

from __future__ import annotations

import json
import os
import sqlite3
from contextlib import closing, suppress

from tinynet.core.compiled_cells import CELLS as SPECS
from tinynet.db import copies, files
from tinynet.errors import TinynetError
from tinynet.sync.round.journal_rows import Changes, Touch
from tinynet.sync.round.purge_rows import hash_of
from tinynet.sync.rules import identity
from tinynet.sync.state import table_rows
from tinynet.sync.state.shown_rows import PERSON, Shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sqlite3 import Connection

    from tinynet.core.field_types import Cells
    from tinynet.sync.state.state_rows import State

BASE = "base"  # how the copy is attached
BROKEN = (TinynetError, sqlite3.Error, OSError)  # how a database or a state cannot be read
TOKEN = "sync"  # noqa: S105  the key of the setting that binds the database to its state


def path_of(database: str) -> str:
    """Where the copy lies, as long as sync has not settled what becomes of the restored one."""
    return f"{os.path.realpath(database)}{files.RESTORED}"


def keep(database: str) -> None:
    """Keep a copy of a database that was just restored."""
    file = path_of(database)
    draft = f"{file}.new"
    with closing(sqlite3.connect(database)) as source:
        wrong = copies.copy(source, draft)
    if not wrong:
        os.rename(draft, file)


def discard(database: str) -> None:
    """Delete the copy, which is of no use any more."""
    if os.path.exists(file := path_of(database)):
        copies.discard(file)


def attach(connection: Connection, database: str) -> None:
    """Attach the copy, if there is one; call it outside a transaction."""
    if os.path.exists(file := path_of(database)):
        connection.execute(f"ATTACH ? AS {BASE}", (file,))


def is_known(connection: Connection) -> bool:
    """Whether there is a copy of the database from when it was restored."""
    if BASE not in {row[1] for row in connection.execute("PRAGMA database_list")}:
        return False
    versions = [
        connection.execute(f"PRAGMA {name}.user_version").fetchone() for name in (BASE, "main")
    ]
    return versions[0] == versions[1] and token(connection, BASE) == token(connection)


def token(connection: Connection, schema: str = "main") -> str:
    """What binds a database to its state."""
    found = connection.execute(
        f"SELECT value FROM {schema}.setting WHERE key = ?",  # noqa: S608  our own names
        (TOKEN,),
    ).fetchone()
    return str(found[0]) if found else ""


def token_of(backup: Connection) -> str:
    """The same of a backup; "" for one from before there were settings."""
    with suppress(sqlite3.Error):
        return token(backup)
    return ""


def round_of(name: str) -> int:
    """The round of sync that left a database with this token; 0 if that is not known."""
    number = name.rpartition(".")[2]
    return int(number) if number.isdigit() else 0


def number_as_then(connection: Connection, state: State) -> None:
    """Give rows the ids in the state that they have in the restored backup."""
    shown, last = Shown(state), round_of(token(connection, BASE))
    for spec in SPECS:
        name = spec["name"]
        bound = state.bound_since(name, last)
        there = f"SELECT id FROM {BASE}.{name}"  # noqa: S608  names of the schema
        gone = state.execute(
            "SELECT local, gid FROM state.row WHERE tbl = ? AND local IS NOT NULL "  # noqa: S608  as above
            f"AND local NOT IN ({there})",
            (name,),
        ).fetchall()
        rows = table_rows.read(connection, spec, bound, BASE)
        gone += [
            (local, gid)
            for local, gid in bound.items()
            if local in rows and not shown.is_row(gid, rows[local])
        ]
        for _, gid in gone:
            state.unbind(gid, None if spec["key"] else shown.mark(gid, state.get(gid) or {}))
        bind_there(connection, state, spec, there)


def bind_there(connection: Connection, state: State, spec: Cells, there: str) -> None:
    """Give rows the ids that they have in the backup: those of its key, or that hold the same."""
    shown, name = Shown(state), spec["name"]
    found = connection.execute(
        f"{there} WHERE id NOT IN "  # noqa: S608  as above
        "(SELECT local FROM state.row WHERE tbl = ? AND local IS NOT NULL)",
        (name,),
    )
    ids = [row[0] for row in found.fetchall()]
    for local, row in table_rows.read(connection, spec, ids, BASE).items():
        gid: str | None
        if spec["key"]:
            gid = shown.gid_of(spec, row)
        else:
            gid = shown.known_again(connection, spec, local, row, BASE)
        if gid is not None and state.get(gid) is not None and state.local(gid) is None:
            state.bind({gid: local})


def number_rest(connection: Connection, state: State) -> None:
    """Give rows that a restored backup lacks ids that no row has, as if they went after it."""
    shown = Shown(state)
    for spec in SPECS:
        name = spec["name"]
        last = table_rows.last_id(connection, name)
        unbound = state.execute(
            "SELECT gid, data FROM state.row WHERE gid >= ? AND gid < ? AND local IS NULL",
            identity.span(name),
        )
        for gid, data in unbound.fetchall():
            if shown.may_stand(gid, json.loads(data)):
                last += 1
                state.bind({gid: last})


def changes(connection: Connection, state: State, history: Changes) -> Changes:
    """What is not as it was when the backup was restored, and what nobody has known before.

    Args:
        connection: The database, with the copy attached.
        state: The state, with the numbers of the backup.
        history: What the undo history tells: when, and merges.
    """
    made = Changes()
    for spec in SPECS:
        name = spec["name"]
        ids = different(connection, spec)
        rows = table_rows.read(connection, spec, ids, BASE)
        parts = table_rows.read_parts(connection, spec, ids, BASE)
        here = table_rows.read(connection, spec, ids)
        for local in ids:
            touch = made.touched[name][local] = history.touched[name].get(local, Touch())
            touch.new, touch.gone = local not in rows, local not in here
            touch.base = rows.get(local)
            touch.base_parts = {part: some.get(local, set()) for part, some in parts.items()}
    for name, ids in unknown(connection, state).items():
        for local in ids:
            touch = made.touched[name][local] = history.touched[name].get(local, Touch())
            touch.new, touch.base = True, None
    people = made.touched[PERSON]
    made.merges = {
        gone: into for gone, into in history.merges.items() if gone in people and people[gone].gone
    }
    return made


def unknown(connection: Connection, state: State) -> dict[str, set[int]]:
    """The rows of which the state never knew, as far as that can be told: their key is new to it.

    A backup has such ones that was made after a sync, and put aside by a restore before the next.
    So has a file from elsewhere. What is about new people is new with them.
    """
    shown, forgotten = Shown(state), state.forgotten()
    found: dict[str, set[int]] = {}
    for spec in SPECS:
        name = spec["name"]
        rows = table_rows.read(connection, spec, table_rows.unbound(connection, name))
        if spec["key"]:
            gids = {local: shown.gid_of(spec, row) for local, row in rows.items()}
            found[name] = {
                local
                for local, gid in gids.items()
                if state.get(gid) is None and hash_of(gid) not in forgotten
            }
            continue
        people = found[PERSON]
        parts = table_rows.read_parts(connection, spec, rows) if people else {}
        members = parts.get(spec["peopled"], {})
        found[name] = {
            local
            for local, row in rows.items()
            if people & {*members.get(local, ()), *(row[column] for column in spec["owned"])}
        }
    return found


def different(connection: Connection, spec: Cells) -> set[int]:
    """The ids of rows that are not in both, or not alike, with their sets."""
    columns = ["id", *table_rows.columns_of(spec)]
    found: set[int] = set()
    for table, names, keys in (
        (spec["name"], columns, 1),
        *((part, [holder, other], 1 + (target == spec["name"]))
          for part, (holder, other, target) in spec["parts"].items()),
    ):  # fmt: skip
        text = f"SELECT {table_rows.quoted(names)} FROM {{}}.{table}"  # noqa: S608  names of the schema
        for one, other in ((BASE, "main"), ("main", BASE)):
            rows = connection.execute(f"{text.format(one)} EXCEPT {text.format(other)}")
            found.update(key for row in rows for key in row[:keys])
    return found
