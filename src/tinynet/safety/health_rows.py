"""The doctor's checks of the database itself; they only read, and no damage stops them.

Where SQLite finds the file damaged, its contents are not compared with one another: the file is to
be restored first.
"""

from __future__ import annotations

import os
import shlex
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from datetime import date
from functools import partial
from itertools import groupby
from typing import Any

from tinynet.core.dates import say_ago
from tinynet.db import backup_list, create, database, files
from tinynet.db.failures import damaged
from tinynet.db.store import Store, add_missing_functions
from tinynet.errors import DatabaseError
from tinynet.people import profile_rows
from tinynet.safety import derived_rows
from tinynet.safety.doctor_rows import Check, checks
from tinynet.safety.doctor_surroundings import Places, look_around
from tinynet.safety.rules.findings import BAD, NOTE, OK, RESTORE, WARN, Finding, list_names

BUSY_SECONDS = 5.0
MOST_FAULTS = 1000  # of which SQLite tells; it stops at 100 unless asked
CACHE = 16_000  # KiB of pages
# The same for what looks up a million rows here and there, and holds nothing else: with 16,000 a
# sixth of its time goes into reading pages again.
WIDE_CACHE = {"integrity": 48_000}
# What is more than the cache holds is sorted in a file without a name. Where there is no room for
# one, which may be what is wrong, it is done again in memory.
SORTED_IN = ("FILE", "MEMORY")
LARGE = 30_000_000  # bytes; 140 MB, a million contacts, take about 10 seconds
# What damaged or foreign rows may lead to while they are read and compared.
UNREADABLE = (
    sqlite3.Error, ArithmeticError, AttributeError, LookupError, MemoryError, TypeError, ValueError,
)  # fmt: skip


def examine(
    places: Places, cadences: Mapping[str, float], today: date, region: str = ""
) -> list[Finding]:
    """Run the doctor's checks; problems come first."""
    found = [*look_inside(places.database, cadences, region), *look_around(places)]
    is_readable = not any(one.check in {"file", "integrity"} and one.level == BAD for one in found)
    found += backed_up(places.database, today, is_readable=is_readable)
    return in_order(found)


def in_order(found: Iterable[Finding]) -> list[Finding]:
    """Findings, problems first."""
    return sorted(found, key=lambda finding: [BAD, WARN, NOTE, OK].index(finding.level))


def look_inside(path: str, cadences: Mapping[str, float], region: str = "") -> Iterator[Finding]:
    """Open the database, read all of it, and return the findings."""
    try:
        version = database.schema_version(path)
    except DatabaseError as error:
        yield Finding("file", BAD, error.message, error.remedy)
        return
    if version is None:
        yield Finding("file", NOTE, "there is no database yet", 'Begin with tinynet add "Anne"')
        return
    try:
        with closing(open_read_only(path, cadences)) as store:
            found = list(check_soundness(store))
            yield from found
            if any(finding.level == BAD for finding in found):
                return
            if version < files.SCHEMA_VERSION:
                yield Finding(
                    "file", NOTE, f"the database has the older schema {version}",
                    "Any other command brings it up to date, and makes a backup first",
                )  # fmt: skip
                return
            yield Finding("file", OK, f"the database opens (schema {version})")
            for name, check in checks(region).items():
                yield from run_check(name, check, store)
    except UNREADABLE as error:
        yield unreadable_finding("file", error)


def open_read_only(path: str, cadences: Mapping[str, float]) -> Store:
    """Open the database read-only and unchanged: not migrated, no tie rebuilt."""
    store = Store(files.connect_reading(path, BUSY_SECONDS), cadences)
    try:
        store.connection.execute(f"PRAGMA cache_size=-{CACHE}")
        store.connection.text_factory = lambda raw: raw.decode(errors="replace")
        add_missing_functions(store.connection)
    except BaseException:  # SQLite reads the file at the first statement: it may be damaged
        store.close()
        raise
    return store


def run_check(name: str, check: Check, store: Store) -> list[Finding]:
    """Run one check in one snapshot of the database; a check that fails is a bad finding."""
    found: list[Finding] = []
    for place in SORTED_IN:
        try:
            store.connection.execute(f"PRAGMA cache_size=-{WIDE_CACHE.get(name, CACHE)}")
            store.connection.execute(f"PRAGMA temp_store={place}")
            store.connection.execute("BEGIN")
            try:
                return list(check(store))
            finally:
                if store.connection.in_transaction:
                    store.connection.execute("ROLLBACK")
                store.connection.execute("PRAGMA shrink_memory")  # the next one may need the room
        except UNREADABLE as error:
            # Not the error itself: that would keep the database open, and its lock.
            found = found or [unreadable_finding(name, error)]
            if not isinstance(error, sqlite3.OperationalError) or is_locked(error):
                break
    return found


def is_locked(error: BaseException) -> bool:
    """Whether somebody was writing."""
    return isinstance(error, sqlite3.OperationalError) and "locked" in str(error)


def unreadable_finding(check: str, error: BaseException) -> Finding:
    """The finding for something unreadable."""
    if is_locked(error):
        return Finding(
            check, WARN, "the database was being written, so this was not checked",
            "Run tinynet doctor again in a moment",
        )  # fmt: skip
    reason = str(error) if isinstance(error, sqlite3.Error) else "a value that cannot be"
    return Finding(check, BAD, f"this could not be checked ({reason})", RESTORE)


def refuse_damaged(path: str) -> None:
    """Refuse a database in which SQLite finds damage.

    Raises:
        DatabaseError: There is none, it is not of this version, or it is damaged.
    """
    if database.schema_version(path) is None:
        raise DatabaseError(f"There is no database at {path}", "Name it with --db or TINYNET_DB")
    with closing(open_read_only(path, {})) as store:
        fault = str(store.connection.execute("PRAGMA quick_check(1)").fetchone()[0])
    if fault != "ok":
        raise damaged(path, fault)


def is_miswritten(path: str, cadences: Mapping[str, float]) -> bool:
    """Whether the problems include journalled rows: participants, people."""
    with closing(open_read_only(path, cadences)) as store:
        return bool(derived_rows.miscounted(store) or profile_rows.unsearchable(store))


# The file as SQLite sees it ---------------------------------------------------------------------


def check_soundness(store: Store) -> Iterator[Finding]:
    """Check the file with SQLite, and that the schema is complete."""
    found = run_check("integrity", integrity, store)
    is_sound = all(finding.level == OK for finding in found)
    yield from found
    yield from run_check("references", partial(references, is_sound=is_sound), store)
    yield from run_check("schema", schema, store)


def integrity(store: Store) -> Iterator[Finding]:
    """All that `integrity_check` finds, a finding a line."""
    faults = []
    for (text,) in store.connection.execute(f"PRAGMA integrity_check({MOST_FAULTS})"):
        faults += [line for line in str(text).split("\n") if not line.startswith("***")]
    for fault in faults:
        if fault == "ok":
            yield Finding("integrity", OK, "every page of the file is sound")
        else:
            yield Finding("integrity", BAD, f"the file is damaged: {fault}", RESTORE)


def references(store: Store, *, is_sound: bool) -> Iterator[Finding]:
    """Find rows with broken foreign keys.

    Args:
        store: Open to read.
        is_sound: Whether the indexes hold what the tables hold.
    """
    rows: list[tuple[Any, ...]] = []
    if not (is_sound and all_lead_somewhere(store)):
        rows = store.connection.execute("PRAGMA foreign_key_check").fetchall()
    for (table, target), same in groupby(sorted((row[0], row[2]) for row in rows)):
        count = len(list(same))
        yield Finding(
            "references", BAD, f"{count} of the rows in {table} point at no {target}", RESTORE
        )
    if not rows:
        yield Finding("references", OK, "every row refers to one that exists")


def all_lead_somewhere(store: Store) -> bool:
    """Whether every value of a foreign key is found where it points.

    What points and what is pointed at are read in their order and merged: a million contacts take
    a fifth of the time in which SQLite's own check looks up each of them.
    """
    keys = (
        "SELECT m.name, k.[from], k.[table], ifnull(k.[to], 'rowid') FROM sqlite_master m, "
        "pragma_foreign_key_list(m.name) k WHERE m.type = 'table'"
    )
    try:
        return not any(
            store.connection.execute(
                f"SELECT [{column}] FROM [{table}] WHERE [{column}] IS NOT NULL "  # noqa: S608  names of the schema
                f"EXCEPT SELECT [{key}] FROM [{target}] ORDER BY 1 LIMIT 1"
            ).fetchone()
            for table, column, target, key in store.connection.execute(keys).fetchall()
        )
    except sqlite3.OperationalError:  # a table that is missing
        return False


def schema(store: Store) -> Iterator[Finding]:
    """Tables, columns and indexes that should be there and are not, and triggers that should not.

    tinynet's own triggers are temporary, and no file has them.
    """
    strange = store.connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
    path = store.connection.execute("PRAGMA database_list").fetchone()[2]
    for (name,) in strange.fetchall():
        drop = shlex.quote(f'DROP TRIGGER "{name}"')
        yield Finding(
            "schema", BAD, f"the trigger {name} is not tinynet's, and may change what it writes",
            f"Run: sqlite3 {shlex.quote(path)} {drop}",
        )  # fmt: skip
    if store.connection.execute("PRAGMA user_version").fetchone()[0] < files.SCHEMA_VERSION:
        return
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as model:
        create.fill(model, "")
        missing = sorted(parts(model) - parts(store.connection))
    if missing:
        yield Finding("schema", BAD, f"the database lacks {list_names(missing)}", RESTORE)


def parts(connection: sqlite3.Connection) -> set[str]:
    """The tables' columns and the indexes of a database, by name."""
    columns = (
        "SELECT m.name || '.' || c.name FROM sqlite_master m, pragma_table_info(m.name) c "
        "WHERE m.type = 'table'"
    )
    indexes = "SELECT 'the index ' || name FROM sqlite_master WHERE type = 'index'"
    return {str(row[0]) for row in connection.execute(f"{columns} UNION ALL {indexes}")}


# Its backups ------------------------------------------------------------------------------------


def backed_up(path: str, today: date, *, is_readable: bool) -> Iterator[Finding]:
    """Check the age of the newest good backup, and whether newer ones are damaged.

    Args:
        path: The database.
        today: For the age.
        is_readable: Whether a backup could be made now.
    """
    make = "Run tinynet backup" if is_readable else ""
    there = backup_list.list_backups(path)
    good = next((backup for backup in there if backup.good), None)
    if good is None and there:
        yield Finding("backups", WARN, "none of the backups is good", make)
    elif good is None and is_readable and os.path.exists(path):
        yield Finding(
            "backups", NOTE, "there is no backup yet",
            f"{make}; the first change of each day makes one by itself",
        )  # fmt: skip
    elif good is not None:
        ago = say_ago(max((today - date.fromisoformat(good.at[:10])).days, 0))
        which = f"last good one of {len(there)} backups" if len(there) > 1 else "only backup"
        yield Finding("backups", OK, f"the {which} was made {ago}")
        if spoilt := [backup.path for backup in there[: there.index(good)]]:
            yield Finding(
                "backups", WARN, f"{list_names(spoilt)} cannot be restored",
                "Run tinynet backup, and delete what cannot be restored",
            )  # fmt: skip
