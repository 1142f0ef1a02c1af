"""Forget a person for good: remove them from the database, the undo history and all backups.

A file is never changed where it lies. It is read into memory, the person is taken out of it there,
what is left is packed so that no free page and no slack holds anything of them, written under
another name, checked, and renamed over the old file. A crash at any moment leaves each file as it
was or as it is to be, and nothing of the person in any other. The backups come first and the
database last, so that after a crash they are still found by the same command. The database is
drafted before them all, since what it holds of the person says what to look for in them, and its
draft is what the backup of this change is made of: of the database as it was, it would only have
to be rewritten, too.
"""

from __future__ import annotations

import _sqlite3 as sqlite3
import errno
import os
from contextlib import closing, contextmanager

from tinynet.core.fields import counted
from tinynet.db import backup_list, backups, copies, database, files, sql
from tinynet.db.failures import damaged
from tinynet.db.store import Store, add_missing_functions, json_list
from tinynet.errors import DatabaseError, TinynetError
from tinynet.people.removal_rows import remove_person
from tinynet.safety import mention_rows
from tinynet.safety.mention_rows import SearchTerms
from tinynet.safety.same_person_rows import Everybody, rows_there

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
    from typing import Any

    from tinynet.safety.mention_rows import Mention, Place

    Cadences = Mapping[str, float]

JOURNALS = ("-journal", "-wal", "-shm")
TOUCHING = {"participant", "person", "tag"}  # tables whose changes may move a tie: `touched_people`
NAMING = (  # where the uid of somebody may stand: a card has that of who was merged, too
    "SELECT uid FROM person UNION ALL SELECT old FROM change WHERE old IS NOT NULL "
    "UNION ALL SELECT lower(source_id) FROM origin"
)


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
    """The person to be forgotten, and by what they are known among all people there were.

    Args:
        store: Where they are.
        person: Their id.
        chosen: The texts in which their first name and nicknames are replaced, too.
    """

    def __init__(self, store: Store, person: int, chosen: Collection[Place] = ()) -> None:
        self.id, self.everybody = person, Everybody(store)
        self.needles = SearchTerms.of(store, [person])
        self.chosen = chosen


def plan(path: str, cadences: Cadences, person: int, *, replace: bool) -> Loss:
    """Find out what forgetting a person would do, by doing it in memory."""
    with in_memory(path, cadences) as store, readable(path):
        return lose(store, Somebody(store, person), person, replace=replace)


def lose(store: Store, somebody: Somebody, person: int, *, replace: bool) -> Loss:
    """Remove a person from the database in memory, and say what is lost; see `erase_person`."""
    loss = Loss()
    before: Mapping[str, Any] = store.records(sql.row_counts)[0]
    loss.counts["undo"] = before["unit"]
    loss.counts["met_through"] = store.value(sql.met_through, people=json_list([person])) or 0
    erase_person(store, somebody, [person], replace=replace)
    after: Mapping[str, Any] = store.records(sql.row_counts)[0]
    gone = {name: count - after[name] for name, count in before.items()}
    loss.counts |= {key: gone[table["name"]] for key, table in counted().items()}
    loss.counts["contacts"] = gone["interaction"]
    loss.counts["shared"] = gone["participant"] - gone["interaction"]
    loss.mentions, loss.maybe = mention_rows.find(store, somebody.needles)
    return loss


def copies_of(path: str) -> list[str]:
    """The files with earlier states of the database: managed backups, and databases set aside.

    What was restored is kept, too, until sync has settled what becomes of it.
    """
    aside = (file for file in _aside(path) if not file.endswith(JOURNALS))
    return [*aside, *(backup.path for backup in backup_list.list_backups(path))]


def _aside(path: str) -> list[str]:
    target = os.path.realpath(path)
    restored = f"{target}{files.RESTORED}"
    return [*_named(f"{target}.damaged-"), *([restored] if os.path.lexists(restored) else [])]


def _named(start: str, end: str = "") -> list[str]:
    """The files whose paths begin and end so; importing `glob` takes longer than a rewrite."""
    folder, name = os.path.split(start)
    try:
        names = os.listdir(folder)
    except OSError:
        return []
    ours = (one for one in sorted(names) if one.startswith(name) and one.endswith(end))
    return [os.path.join(folder, one) for one in ours]


def _drafts(path: str) -> list[str]:
    """Copies that a crash left behind, not named like a backup."""
    target, stem = os.path.realpath(path), files.stem(path)
    ours = _named(os.path.join(files.backup_folder(path), f"{stem}-"), ".forget")
    state = f"{target}{files.SYNC_STATE}.new"  # of a machine that began, or joined, half
    ours += [f"{target}.new", f"{target}{files.RESTORED}.new", state, f"{state}-journal"]
    return [*ours, files.backup_draft(path)]


class Forgetting:
    """People on their way out of the database and its copies. Make it with the lock held.

    Args:
        path: The database.
        cadences: See `Store`.
        people: Their ids.
        replace: See `plan`.
        chosen: See `Somebody`.
        is_meant: Who else is to go, by their uids: the undo history and the copies may have
            somebody who is not here any more.

    Attributes:
        losses: What goes with each of the people.
        draft: The database without them; "" where it stays as it is.

    Raises:
        UnfinishedError: The database could not be drafted without them.
        DatabaseError: The database is damaged.
    """

    def __init__(
        self,
        path: str,
        cadences: Cadences,
        people: Sequence[int],
        *,
        replace: bool,
        chosen: Collection[Place] = (),
        is_meant: Callable[[str], bool] = lambda _: False,
    ) -> None:
        self.path, self.cadences, self.replace = path, cadences, replace
        self.is_meant = is_meant
        self.target = os.path.realpath(path)
        self.people: list[Somebody] = []
        self.losses: list[Loss] = []
        self.draft = ""
        with finishing(self.target):
            for draft in _drafts(path):
                copies.discard(draft)
            if people or is_named_in(self.target, is_meant):
                self.draft = self.draft_without(people, chosen)

    def draft_without(self, people: Sequence[int], chosen: Collection[Place]) -> str:
        """Write the database without the people beside it; returns the draft."""
        with in_memory(self.target, self.cadences, copies.GLANCE) as store:
            with readable(self.target):
                for person in people:
                    somebody = Somebody(store, person, chosen)
                    self.people.append(somebody)
                    self.losses.append(lose(store, somebody, person, replace=self.replace))
                self.erase_by_uid(store)
            return put_draft(store, self.target)

    def files(self, at: str = "") -> Iterator[str]:
        """Take them out of one file after the other.

        Args:
            at: Now, local time, ISO to the second, for a backup of the change; "" makes none.

        Yields:
            For each of `copies_of`, and then for the database: "", or the file's name where it
            could not be read and so was deleted.

        Raises:
            UnfinishedError: A file could not be written. Doing it again goes on from there.
        """
        try:
            with finishing(self.target):
                for copy in copies_of(self.path):
                    yield "" if self.rewrite_copy(copy) else copy
                for journal in _aside(self.path):
                    if journal.endswith(JOURNALS):
                        copies.discard(journal)
                if at:
                    backups.make(self.path, at=at, why="forget", draft=self.draft)
                if self.draft:
                    put_in_place(self.draft, self.target)
                yield ""
        finally:
            if self.draft:
                copies.discard(self.draft)

    def rewrite_copy(self, copy: str) -> bool:
        """Remove the people from a copy; delete a copy that cannot be read.

        Returns:
            Whether it could be read.
        """
        try:
            if not (self.people or is_named_in(copy, self.is_meant)):
                return True
            with in_memory(copy, self.cadences, copies.GLANCE) as store:
                with readable(copy):
                    for somebody in self.people:
                        rows = rows_there(somebody.everybody, somebody.id, Everybody(store))
                        erase_person(store, somebody, rows, replace=self.replace)
                    self.erase_by_uid(store)
                    mention_rows.read_all(store)
                put_in_place(put_draft(store, copy), copy)
        except DatabaseError:
            for ending in ("", *JOURNALS):
                copies.discard(copy + ending)
            return False
        return True

    def erase_by_uid(self, store: Store) -> None:
        """Remove those who are meant by their uids from a database in memory, with their cards."""
        from tinynet.core.uids import in_card

        connection = store.connection
        for row, uid in connection.execute("SELECT id, uid FROM person").fetchall():
            if self.is_meant(uid):
                erase_person(store, Somebody(store, row), [row], replace=self.replace)
        cards = connection.execute("SELECT id, source_id FROM origin").fetchall()
        if rows := [(row,) for row, card in cards if self.is_meant(in_card(card))]:
            store.journal_for(store.run(sql.put_unit, at="", label="", undone=0))
            connection.executemany("DELETE FROM origin WHERE id = ?", rows)
        drop_history(store)


def is_named_in(file: str, is_meant: Callable[[str], bool]) -> bool:
    """Whether somebody who is meant by their uid is in a file, or in its undo history."""
    from tinynet.core.uids import found_in

    if database.schema_version(file) != files.SCHEMA_VERSION:
        return False  # an older one knows no uids
    with readable(file), closing(files.connect_reading(file, database.BUSY_SECONDS)) as source:
        return any(is_meant(uid) for (text,) in source.execute(NAMING) for uid in found_in(text))


@contextmanager
def finishing(target: str) -> Iterator[None]:
    """Say of what could not be written that nobody is forgotten yet.

    Raises:
        UnfinishedError: A file could not be written.
    """
    try:
        yield
    except (OSError, sqlite3.Error, copies.BackupError) as error:
        cause = error.__cause__ or error
        reason = cause.strerror if isinstance(cause, OSError) else str(error)
        raise UnfinishedError(
            f"Not everything could be written ({reason}), so nobody is forgotten yet",
            f"Make room near {target}, or look at its modes, and run it again",
        ) from error


def put_draft(store: Store, file: str) -> str:
    """Write what is in memory beside a file, packed and checked.

    Returns:
        The draft.

    Raises:
        OSError, sqlite3.Error: It cannot be written.
    """
    draft = f"{file}.forget"
    wrong = copies.copy(store.connection, draft, copies.PAGES, packed=True)
    if wrong:  # of the new file: the old one is sound, and stays
        raise OSError(errno.EIO, wrong)
    return draft


def put_in_place(draft: str, file: str) -> None:
    """Rename a draft over the file that it replaces."""
    for ending in JOURNALS:  # rolled back as the file was read; one that stayed would come back
        copies.discard(file + ending)
    os.rename(draft, file)
    copies.sync_folder(os.path.dirname(file))


class Rows(Store):
    """A database in memory, of whose changes nothing is kept but whom they touch."""

    def journal(self, *names: str) -> None:
        """Create the triggers that note whose ties are to be computed again; see `Store`."""
        super().journal(*(name for name in names if name.rpartition("_")[0] in TOUCHING))


def erase_person(store: Store, somebody: Somebody, rows: list[int], *, replace: bool) -> None:
    """Remove a person from a database in memory, and drop its undo history.

    Args:
        store: From `in_memory`.
        somebody: Who.
        rows: Their ids in this database; none where they are not in it.
        replace: See `plan`.
    """
    needles = somebody.needles.add(SearchTerms.of(store, rows))
    drop_history(store)
    store.journal_for(store.run(sql.put_unit, at="", label="", undone=0))
    for row in rows:
        remove_person(store, row)
    mention_rows.take_out(store, needles)
    if replace:
        mention_rows.replace(store, needles.pattern())
    if short := needles.short_pattern():
        mention_rows.replace(store, short, somebody.chosen)
    if store.settings_changed():
        store.rebuild()
    else:
        store.refresh()
    drop_history(store)


def drop_history(store: Store) -> None:
    """Drop everything that could be undone.

    Nothing points at it but what goes, too. Where foreign keys are looked after, SQLite goes
    through it row by row, which takes 5 ms for 5,000 changes instead of .2.
    """
    store.connection.execute("PRAGMA foreign_keys=OFF")
    store.run(sql.drop_all_changes)
    store.run(sql.drop_units)
    store.connection.execute("PRAGMA foreign_keys=ON")


@contextmanager
def in_memory(file: str, cadences: Cadences, check: str = copies.PAGES) -> Iterator[Store]:
    """Load a database file into memory, with the newest schema.

    Args:
        file: The database or a copy.
        cadences: See `Store`.
        check: How it is examined. With `copies.GLANCE`, only if something goes wrong; whoever
            writes what is left into a file has that examined.

    Raises:
        DatabaseError: The file is damaged, none of ours, or newer.
    """
    version = database.schema_version(file)
    is_old = version is not None and version < files.SCHEMA_VERSION
    memory = sqlite3.connect(":memory:", isolation_level=None)
    with closing(memory):
        with readable(file), closing(files.connect_reading(file, database.BUSY_SECONDS)) as source:
            copies.load(source, memory)
        wrong = copies.find_damage(memory, copies.PAGES if is_old else check)
        if wrong:
            raise damaged(file, wrong)
        with readable(file):
            if is_old:
                migrate_in_memory(memory)
        memory.execute("PRAGMA foreign_keys=ON")
        memory.execute("PRAGMA temp_store=MEMORY")
        add_missing_functions(memory)
        try:
            yield Rows(memory, cadences)
        except Exception as error:
            if check == copies.GLANCE and (wrong := copies.find_damage(memory)):
                raise damaged(file, wrong) from error
            raise


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
