"""Forget a person for good: remove them from the database, the undo history and all backups.

A file is never changed where it lies. It is read into memory, the person is taken out of it there,
what is left is packed so that no free page and no slack holds anything of them, written under
another name, checked, and renamed over the old file. A crash at any moment leaves each file as it
was or as it shall be, and nothing of the person in any other. The backups come first and the
database last, so that after a crash they are still found by the same command.
"""

from __future__ import annotations

import errno
import os
import sqlite3
from contextlib import closing, contextmanager
from glob import escape, glob

from tinynet.core.fields import counted
from tinynet.db import backup_list, copies, database, files, sql
from tinynet.db.database import Store, json_list
from tinynet.db.failures import damaged
from tinynet.errors import DatabaseError, TinynetError
from tinynet.people.removal_rows import remove_person
from tinynet.safety import mention_rows, same_person_rows
from tinynet.safety.mention_rows import SearchTerms

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from typing import Any

    from tinynet.safety.mention_rows import Mention, Place
    from tinynet.safety.same_person_rows import IdentitySigns

    Cadences = Mapping[str, float]

JOURNALS = ("-journal", "-wal", "-shm")


class UnfinishedError(TinynetError):
    """Forgetting could not be finished; what was done so far stays done."""

    code = "unfinished"


class Loss:
    """What forgetting removes from the database, and which mentions stay.

    Attributes:
        counts: contacts, shared, met_through, undo, and what `core.fields.counted` knows.
        mentions: Texts about others that name them.
        maybe: Others that hold their first name or a nickname, which may be somebody else's.
    """

    def __init__(self) -> None:
        self.counts: dict[str, int] = {}
        self.mentions: list[Mention] = []
        self.maybe: list[Mention] = []


class Somebody:
    """The person to be forgotten with their identity signs, and everybody else's.

    Args:
        store: Where they are.
        person: Their id.
        chosen: The texts in which their first name and nicknames are replaced, too.
    """

    def __init__(self, store: Store, person: int, chosen: Collection[Place] = ()) -> None:
        there = same_person_rows.everybody(store)
        self.signs: IdentitySigns = there.pop(person)
        self.others = list(there.values())
        self.needles = SearchTerms.of(store, [person])
        self.chosen = chosen


def plan(path: str, cadences: Cadences, person: int, *, replace: bool) -> Loss:
    """Find out what forgetting a person would do, by doing it in memory.

    Args:
        path: The database.
        cadences: See `Store`.
        person: The person's id.
        replace: Put "somebody" into the texts about others that mention them.
    """
    with in_memory(path, cadences) as store, readable(path):
        somebody = Somebody(store, person)
        loss = erase_person(store, somebody, [person], replace=replace)
        if short := somebody.needles.short_pattern():
            loss.maybe = mention_rows.find_short(store, short, loss.mentions)
        return loss


def copies_of(path: str) -> list[str]:
    """The files with earlier states of the database: managed backups, and databases set aside.

    What was restored is kept, too, until sync has settled what becomes of it.
    """
    aside = (file for file in _aside(path) if not file.endswith(JOURNALS))
    return [*aside, *(backup.path for backup in backup_list.list_backups(path))]


def _aside(path: str) -> list[str]:
    target = escape(os.path.realpath(path))
    return [*sorted(glob(f"{target}.damaged-*")), *glob(f"{target}{files.RESTORED}")]


def _drafts(path: str) -> list[str]:
    """Copies that a crash left behind, not named like a backup."""
    target, stem = os.path.realpath(path), files.stem(path)
    ours = glob(os.path.join(escape(files.backup_folder(path)), f"{escape(stem)}-*.forget"))
    return [f"{target}.new", f"{target}{files.RESTORED}.new", files.backup_draft(path), *ours]


def forget(
    path: str, cadences: Cadences, person: int, *, replace: bool, chosen: Collection[Place] = ()
) -> Iterator[str]:
    """Forget a person. Call it with the lock held.

    Args:
        path: The database.
        cadences: See `Store`.
        person: The person's id.
        replace: See `plan`.
        chosen: See `Somebody`.

    Yields:
        For each of `copies_of`, and then for the database: "", or the file's name where it could
        not be read and so was deleted.

    Raises:
        UnfinishedError: A file could not be written. Doing it again goes on from there.
        DatabaseError: The database is damaged.
    """
    target = os.path.realpath(path)
    with in_memory(target, cadences) as store, readable(target):
        somebody = Somebody(store, person, chosen)
    try:
        for draft in _drafts(path):
            copies.discard(draft)
        for copy in copies_of(path):
            yield "" if rewrite_copy(copy, cadences, somebody, replace=replace) else copy
        for journal in _aside(path):
            if journal.endswith(JOURNALS):
                copies.discard(journal)
        rewrite(target, cadences, somebody, replace=replace, check="")
        yield ""
    except (OSError, sqlite3.Error) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise UnfinishedError(
            f"Not everything could be written ({reason}), so nobody is forgotten yet",
            f"Make room near {target}, or look at its modes, and run it again",
        ) from error


def rewrite_copy(copy: str, cadences: Cadences, somebody: Somebody, *, replace: bool) -> bool:
    """Remove the person from a copy; delete a copy that cannot be read.

    Returns:
        Whether it could be read.
    """
    try:
        rewrite(copy, cadences, somebody, replace=replace)
    except DatabaseError:
        for ending in ("", *JOURNALS):
            copies.discard(copy + ending)
        return False
    return True


def rewrite(
    file: str, cadences: Cadences, somebody: Somebody, *, replace: bool, check: str = copies.QUICK
) -> None:
    """Replace a file by one without the person.

    Args:
        file: The database or a copy.
        cadences: See `Store`.
        somebody: Who.
        replace: See `plan`.
        check: How it is examined as it is; "" where it was just now.

    Raises:
        DatabaseError: It is damaged, not ours or newer.
        OSError, sqlite3.Error: The new one cannot be written.
    """
    draft = f"{file}.forget"
    with in_memory(file, cadences, check) as store:
        with readable(file):
            there = same_person_rows.everybody(store)
            rows = same_person_rows.rows_of(somebody.signs, somebody.others, there)
            erase_person(store, somebody, rows, replace=replace)
            store.connection.execute("VACUUM")
        wrong = copies.copy(store.connection, draft)
    if wrong:  # of the new file: the old one is sound, and stays
        raise OSError(errno.EIO, wrong)
    for ending in JOURNALS:  # rolled back as the file was read; one that stayed would come back
        copies.discard(file + ending)
    os.rename(draft, file)
    copies.sync_folder(os.path.dirname(file))


def erase_person(store: Store, somebody: Somebody, rows: list[int], *, replace: bool) -> Loss:
    """Remove a person from a database in memory, and drop its undo history.

    Args:
        store: From `in_memory`.
        somebody: Who.
        rows: Their ids in this database; none where they are not in it.
        replace: See `plan`.

    Returns:
        What is lost, and which mentions stay; who else may be meant only `plan` looks for.
    """
    loss = Loss()
    before: Mapping[str, Any] = store.records(sql.row_counts)[0]
    loss.counts["undo"] = before["unit"]
    loss.counts["met_through"] = store.value(sql.met_through, people=json_list(rows)) or 0
    needles = somebody.needles.add(SearchTerms.of(store, rows))
    store.run(sql.drop_units)
    store.journal_for(store.run(sql.put_unit, at="", label="", undone=0))
    for row in rows:
        remove_person(store, row)
    mention_rows.take_out(store, needles)
    if replace:
        mention_rows.replace(store, needles.pattern())
    loss.mentions = mention_rows.find(store, needles.pattern())
    if short := needles.short_pattern():
        mention_rows.replace(store, short, somebody.chosen)
    after: Mapping[str, Any] = store.records(sql.row_counts)[0]
    gone = {name: count - after[name] for name, count in before.items()}
    if store.settings_changed():
        store.rebuild()
    else:
        store.refresh()
    store.run(sql.drop_units)
    loss.counts |= {key: gone[table["name"]] for key, table in counted().items()}
    loss.counts["contacts"] = gone["interaction"]
    loss.counts["shared"] = gone["participant"] - gone["interaction"]
    return loss


@contextmanager
def in_memory(file: str, cadences: Cadences, check: str = copies.QUICK) -> Iterator[Store]:
    """Load a database file into memory, with the newest schema.

    Raises:
        DatabaseError: The file is damaged, none of ours, or newer.
    """
    version = database.schema_version(file)
    memory = sqlite3.connect(":memory:", isolation_level=None)
    with closing(memory):
        with readable(file), closing(files.connect_reading(file, database.BUSY_SECONDS)) as source:
            source.backup(memory)
        wrong = copies.find_damage(memory, check)
        if wrong:
            raise damaged(file, wrong)
        with readable(file):
            if version is not None and version < files.SCHEMA_VERSION:
                migrate_in_memory(memory)
        memory.execute("PRAGMA foreign_keys=ON")
        memory.execute("PRAGMA temp_store=MEMORY")
        database.add_missing_functions(memory)
        yield Store(memory, cadences)


@contextmanager
def readable(file: str) -> Iterator[None]:
    """Turn SQLite's errors into one for a damaged file, unless the file is locked by others.

    Raises:
        DatabaseError: It is damaged: SQLite says so, or a text is not UTF-8 or no JSON any more.
    """
    try:
        yield
    except (sqlite3.DatabaseError, ValueError) as error:
        if "locked" in str(error):
            raise
        raise damaged(file, str(error).split("\n", 1)[0]) from error


def migrate_in_memory(connection: sqlite3.Connection) -> None:
    """Migrate a database in memory to the newest schema."""
    from tinynet.db.migrations import upgrade

    connection.execute("BEGIN")
    upgrade.run(upgrade.settings(), connection)
    connection.execute(f"PRAGMA user_version={files.SCHEMA_VERSION}")
    connection.execute("DELETE FROM setting WHERE key='cadences'")  # its ties may be old, too
    connection.execute("COMMIT")
