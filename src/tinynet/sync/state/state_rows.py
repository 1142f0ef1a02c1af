"""The state: what this device knows about each row, in an SQLite file beside the database.

It is attached to the database's connection, so that both are written in one transaction: SQLite
writes its rollback journals so that a crash leaves both as they were, or both as they are to be.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from typing import Any

from tinynet.db import files
from tinynet.errors import DatabaseError
from tinynet.sync.rules import identity
from tinynet.sync.rules.cells import CELLS, GONE, MERGED, is_alive

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tinynet.sync.rules.cells import Record

VERSION = 1
CHUNK = 5_000
LOCALS_MAX = 200_000
ROOM_KIB = 65_536
LINE = "'[' || json_quote(gid) || ',' || data || ']'"  # of a file
# `device`: how far the changes of each are here, what it last said of itself (JSON), and whether it
# has left or was removed. `batch`: what a device had seen at each of its changes. `row`: the id it
# has here, if it is shown, and since which round; the last own change; and for looking it up, what
# it holds if it is not shown, and the handle it wants. `waits`: rows that are looked at again when
# another changes.
# `forgotten`: hashes of people, and what was known where they were forgotten; both travel.
# `file`: files that were looked at; `part`: own ones, with the changes that they hold.
TABLES = """
CREATE TABLE state.meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE state.device (id TEXT PRIMARY KEY, name TEXT NOT NULL, num INTEGER NOT NULL DEFAULT 0,
    head TEXT NOT NULL DEFAULT '{}', gone TEXT NOT NULL DEFAULT '') WITHOUT ROWID;
CREATE TABLE state.batch (dev TEXT, num INTEGER, vv TEXT NOT NULL, PRIMARY KEY (dev, num))
    WITHOUT ROWID;
CREATE TABLE state.row (gid TEXT PRIMARY KEY, tbl TEXT NOT NULL, local INTEGER, num INTEGER,
    since INTEGER, mark TEXT, handle TEXT, data TEXT NOT NULL) WITHOUT ROWID;
CREATE UNIQUE INDEX state.row_local ON row (tbl, local) WHERE local IS NOT NULL;
CREATE INDEX state.row_num ON row (num) WHERE num IS NOT NULL;
CREATE INDEX state.row_mark ON row (mark) WHERE mark IS NOT NULL;
CREATE INDEX state.row_handle ON row (handle) WHERE handle IS NOT NULL;
CREATE TABLE state.merged (gone TEXT PRIMARY KEY, into_ TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE state.waits (awaited TEXT, gid TEXT, PRIMARY KEY (awaited, gid)) WITHOUT ROWID;
CREATE INDEX state.waits_gid ON waits (gid);
CREATE TABLE state.file (name TEXT PRIMARY KEY, size INTEGER, mtime INTEGER, wrong TEXT)
    WITHOUT ROWID;
CREATE TABLE state.part (first INTEGER, last INTEGER, level INTEGER, size INTEGER,
    name TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE state.nonce (value TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE state.unit (id INTEGER PRIMARY KEY, at TEXT, label TEXT, undone INTEGER,
    first INTEGER, last INTEGER, change INTEGER, moved TEXT);
CREATE TABLE state.conflict (id INTEGER PRIMARY KEY, kind TEXT, gid TEXT, cell TEXT, kept TEXT,
    lost TEXT);
CREATE TABLE state.forgotten (hash TEXT PRIMARY KEY, at TEXT, vv TEXT) WITHOUT ROWID;
"""


def path_of(database: str) -> str:
    """Where the state of a database lies."""
    return f"{os.path.realpath(database)}{files.SYNC_STATE}"


def attach(connection: sqlite3.Connection, file: str) -> None:
    """Attach a state; call it outside a transaction."""
    connection.execute("ATTACH ? AS state", (file,))
    connection.execute("PRAGMA state.secure_delete=ON")
    connection.execute("PRAGMA state.synchronous=FULL")


def create(file: str) -> None:
    """Make an empty private file for a new state."""
    files.make_folder(file)
    for ending in ("", "-journal"):
        if os.path.lexists(file + ending):
            os.unlink(file + ending)
    flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_NOFOLLOW | os.O_CLOEXEC
    os.close(os.open(file, flags, files.PRIVATE_FILE))


def make_room(connection: sqlite3.Connection) -> None:
    """Enlarge the page cache of a state."""
    connection.execute(f"PRAGMA state.cache_size=-{ROOM_KIB}")


def fill(connection: sqlite3.Connection) -> None:
    """Make the tables of a new state."""
    for text in filter(str.strip, TABLES.split(";\n")):
        connection.execute(text)
    connection.execute(f"PRAGMA state.user_version={VERSION}")


def opened(database: str) -> sqlite3.Connection:
    """Open the state alone, to look at it.

    Raises:
        DatabaseError: It is damaged.
    """
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        attach(connection, path_of(database))
        connection.execute("SELECT count(*) FROM state.meta").fetchone()
    except sqlite3.DatabaseError as error:
        connection.close()
        raise damaged(database, str(error)) from error
    return connection


@contextmanager
def alone(database: str) -> Iterator[State]:
    """The state of a database, opened as `opened` does it until the block ends."""
    with closing(opened(database)) as connection:
        yield State(connection)


def damaged(database: str, reason: str) -> DatabaseError:
    """The error for a state that cannot be read."""
    return DatabaseError(
        f"What sync knows, in {path_of(database)}, cannot be read ({reason})",
        "The database itself is not concerned. Move that file away, and join again: "
        "tinynet sync join FOLDER --name NEW-NAME",
    )


def peek(database: str, *keys: str) -> dict[str, str]:
    """Some of what a state says of itself."""
    with alone(database) as state:
        return {key: state.meta(key) for key in keys}


class State:
    """An attached state."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.execute = connection.execute
        self.executemany = connection.executemany
        self._locals: dict[str, int | None] = {}
        self._merged: identity.Merged | None = None
        self._groups: dict[str, set[str]] | None = None
        self._any_waits: bool | None = None
        self._round: int | None = None

    # What it says of itself -----------------------------------------------------------------

    def meta(self, key: str, default: str = "") -> str:
        """One of its own values."""
        found = self.execute("SELECT value FROM state.meta WHERE key = ?", (key,)).fetchone()
        return str(found[0]) if found else default

    def set_meta(self, **values: object) -> None:
        """Set values of its own."""
        self.executemany("REPLACE INTO state.meta VALUES (?, ?)", [
            (key, str(value)) for key, value in values.items()
        ])  # fmt: skip

    @property
    def device(self) -> str:
        """The id of this device."""
        return self.meta("device")

    @property
    def number(self) -> int:
        """The number of this device's last change."""
        return int(self.meta("number", "0"))

    @property
    def round(self) -> int:
        """The number of this round of sync."""
        if self._round is None:
            self._round = int(self.meta("round", "0")) + 1
        return self._round

    def keys(self) -> list[str]:
        """The keys that open files, the one that locks this device's first."""
        found: list[str] = json.loads(self.meta("keys", "[]"))
        return found

    def forgotten(self) -> set[str]:
        """Hashes of all who are forgotten, here or anywhere."""
        return {row[0] for row in self.execute("SELECT hash FROM state.forgotten")}

    def known(self) -> dict[str, int]:
        """How far the changes of each device are here."""
        return dict(self.execute("SELECT id, num FROM state.device WHERE num > 0"))

    # Rows -----------------------------------------------------------------------------------

    def get(self, gid: str) -> Record | None:
        """The record of a row."""
        found = self.execute("SELECT data FROM state.row WHERE gid = ?", (gid,)).fetchone()
        return json.loads(found[0]) if found else None

    def get_many(self, gids: Iterable[str]) -> dict[str, Record]:
        """The records of many rows."""
        text = json.dumps(list(gids))
        found = self.execute(
            "SELECT gid, local, data FROM state.row WHERE gid IN (SELECT value FROM json_each(?))",
            (text,),
        ).fetchall()
        self.keep_locals({gid: local for gid, local, _ in found})
        return {gid: DECODE(data) for gid, _, data in found}

    def put(self, gid: str, record: Record, *, mine: int | None = None) -> None:
        """Write the record of a row; `mine` is the number of this device's change that made it."""
        self.put_many([(gid, record)], mine=mine)

    def put_many(self, rows: Sequence[tuple[str, Record]], *, mine: int | None = None) -> None:
        """Write the records of many rows, as `put` does."""
        made = []
        for gid, record in rows:
            table, cells = identity.table_of(gid), record.get(CELLS, {})
            handle = cells["handle"][3][0] if table == "person" and "handle" in cells else None
            if MERGED in cells or GONE in record:
                self.note_merge(gid, merged_into(table, record))
            made.append((gid, table, mine, handle, dumps(record)))
        self.executemany(
            "INSERT INTO state.row (gid, tbl, num, handle, data) VALUES (?, ?, ?, ?, ?) "
            "ON CONFLICT (gid) DO UPDATE SET num = coalesce(excluded.num, num), "
            "handle = excluded.handle, data = excluded.data",
            made,
        )

    def put_new(
        self, table: str, rows: Iterable[tuple[str, int, str]], *, mine: int | None = None
    ) -> None:
        """Write rows of a table that are not known: each with its id here and its text."""
        number = "NULL" if mine is None else mine
        self.executemany(
            "INSERT INTO state.row (gid, tbl, local, since, num, data) "  # noqa: S608  our own names
            f"VALUES (?, '{table}', ?, {self.round}, {number}, ?)",
            rows,
        )

    def note_merge(self, gone: str, into: str | None) -> None:
        """Keep that a row was merged into another, or is itself again."""
        if into is None:
            self.execute("DELETE FROM state.merged WHERE gone = ?", (gone,))
        else:
            self.execute("REPLACE INTO state.merged VALUES (?, ?)", (gone, into))
        self._merged = self._groups = None

    @property
    def merged(self) -> identity.Merged:
        """Rows that were merged, and into which."""
        if self._merged is None:
            self._merged = identity.Merged(self.execute("SELECT gone, into_ FROM state.merged"))
        return self._merged

    def one_with(self, gid: str) -> set[str]:
        """All who are the same as somebody after all merges, with themselves."""
        if self._groups is None:
            self._groups = identity.groups(self.merged)
        return self._groups.get(gid, {gid})

    # Where rows are here --------------------------------------------------------------------

    def local(self, gid: str) -> int | None:
        """The id that a row has in this database; None if it is not shown."""
        if gid not in self._locals:
            found = self.execute("SELECT local FROM state.row WHERE gid = ?", (gid,)).fetchone()
            self.keep_locals({gid: found[0] if found else None})
        return self._locals[gid]

    def keep_locals(self, found: Mapping[str, int | None]) -> None:
        """Keep which ids rows have here, of some at a time."""
        if len(self._locals) > LOCALS_MAX:
            self._locals.clear()
        self._locals.update(found)

    def gid_at(self, table: str, local: int) -> str | None:
        """The row that has an id of this database."""
        found = self.execute(
            "SELECT gid FROM state.row WHERE tbl = ? AND local = ?", (table, local)
        ).fetchone()
        return found[0] if found else None

    def at(self, table: str, locals_: Iterable[int]) -> dict[int, tuple[str, Record]]:
        """The rows that have these ids, with their records."""
        found = self.execute(
            "SELECT local, gid, data FROM state.row WHERE tbl = ? AND local IN "
            "(SELECT value FROM json_each(?))",
            (table, json.dumps(list(locals_))),
        )
        return {local: (gid, json.loads(data)) for local, gid, data in found}

    def bind(self, ids: Mapping[str, int]) -> None:
        """Keep which ids rows have here."""
        self.executemany(
            "UPDATE state.row SET local = ?, since = ?, mark = NULL WHERE gid = ?",
            [(local, self.round, gid) for gid, local in ids.items()],
        )
        self.keep_locals(ids)

    def bound_since(self, table: str, last: int) -> dict[int, str]:
        """The rows of a table that got the ids that they have here after a round."""
        found = self.execute(
            "SELECT local, gid FROM state.row WHERE tbl = ? AND local IS NOT NULL AND since > ?",
            (table, last),
        )
        return dict(found)

    def unbind(self, gid: str, mark: str | None) -> None:
        """Keep that a row is not shown, and what it holds, so that it is known again."""
        self.execute("UPDATE state.row SET local = NULL, mark = ? WHERE gid = ?", (mark, gid))
        self._locals[gid] = None

    def marked(self, mark: str) -> dict[str, Record]:
        """Rows that are not shown and hold this."""
        found = self.execute("SELECT gid, data FROM state.row WHERE mark = ? ORDER BY gid", (mark,))
        return {gid: json.loads(data) for gid, data in found}

    def contested(self) -> list[str]:
        """The people who want a handle that others want, too."""
        found = self.execute(
            "SELECT gid FROM state.row WHERE handle IN (SELECT handle FROM state.row "
            "WHERE handle IS NOT NULL GROUP BY handle HAVING count(*) > 1)"
        )
        return [gid for (gid,) in found]

    def wanting(self, handle: str) -> list[str]:
        """The people who want a handle, shown or not."""
        found = self.execute("SELECT gid FROM state.row WHERE handle = ?", (handle,))
        return [gid for (gid,) in found]

    def handles_from(self, start: str, end: str) -> list[tuple[str, str]]:
        """People and the handles that they want, between two."""
        return self.execute(
            "SELECT gid, handle FROM state.row WHERE handle >= ? AND handle < ?", (start, end)
        ).fetchall()

    # Rows that wait -------------------------------------------------------------------------

    def wait(self, gid: str, awaited: Iterable[str]) -> None:
        """Keep what a row is to be looked at again for; nothing else from now on."""
        rows = [(one, gid) for one in awaited if one != gid]
        if self.any_waits():
            self.execute("DELETE FROM state.waits WHERE gid = ?", (gid,))
        if rows:
            self._any_waits = True
            self.executemany("INSERT OR IGNORE INTO state.waits VALUES (?, ?)", rows)

    def any_waits(self) -> bool:
        """Whether any row waits for another; where none does, nobody need be asked each time."""
        if self._any_waits is None:
            found = self.execute("SELECT EXISTS (SELECT 1 FROM state.waits)").fetchone()
            self._any_waits = bool(found[0])
        return self._any_waits

    def waiting_for(self, gid: str) -> list[str]:
        """The rows that wait for one."""
        if not self.any_waits():
            return []
        found = self.execute("SELECT gid FROM state.waits WHERE awaited = ?", (gid,))
        return [row[0] for row in found]

    # Changes --------------------------------------------------------------------------------

    def own_rows(self, above: int, until: int) -> Iterator[tuple[str, Record]]:
        """The rows that this device changed above one number and up to another."""
        for gid, data in self.execute(
            "SELECT gid, data FROM state.row WHERE num > ? AND num <= ? ORDER BY gid",
            (above, until),
        ):
            yield gid, json.loads(data)

    def every_line(self) -> Iterator[str]:
        """All rows, a line of a file each: what others point at first, contacts as they came."""
        from tinynet.core.compiled_cells import CELLS as SPECS  # a sync with nothing to do does not

        for spec in SPECS:
            for rows in (
                self.execute(
                    f"SELECT {LINE} FROM state.row WHERE tbl = ? AND local IS NOT NULL "  # noqa: S608  our own names
                    "ORDER BY local",
                    (spec["name"],),
                ),
                self.execute(
                    f"SELECT {LINE} FROM state.row WHERE gid >= ? AND gid < ? "  # noqa: S608  as above
                    "AND local IS NULL ORDER BY gid",
                    identity.span(spec["name"]),
                ),
            ):
                for (line,) in rows:
                    yield line

    def batches(self) -> dict[tuple[str, int], Any]:
        """What devices had seen at their changes."""
        found = self.execute("SELECT dev, num, vv FROM state.batch")
        return {(d, n): json.loads(vv) for d, n, vv in found}

    def put_batch(self, device: str, number: int, seen: Mapping[str, int]) -> None:
        """Keep what a device had seen at one of its changes."""
        self.execute(
            "INSERT OR IGNORE INTO state.batch VALUES (?, ?, ?)", (device, number, dumps(seen))
        )


def merged_into(table: str, record: Record) -> str | None:
    """What a row was merged into, as far as that holds.

    A merge that drops one of two that hold the same is not a word against a later edit of that one:
    it is a row of its own then. Whoever was merged stays so.
    """
    cell = record.get(CELLS, {}).get(MERGED)
    if cell is None or (table != "person" and is_alive(record)):
        return None
    into: str | None = cell[3]
    return into


ENCODE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
DECODE = json.JSONDecoder().decode


def dumps(value: object) -> str:
    """JSON, as short as it gets."""
    return ENCODE(value)
