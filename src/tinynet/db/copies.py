"""Copy a whole database into another file, checked and durable; and read such a copy.

A copy is made under a name of its own, byte by byte while SQLite keeps writers out, and takes its
real name when it is on the disk.
"""

from __future__ import annotations

import _sqlite3 as sqlite3
import os
from contextlib import closing, contextmanager, suppress

from tinynet.db import files, sql
from tinynet.errors import DatabaseError, TinynetError, is_full

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from io import FileIO
    from typing import Any

    from tinynet.db.statement_types import Totals

    Failed = Callable[[str, OSError], TinynetError]

HEADER = 100
# What the online backup writes again in the header: change counter, schema cookie, valid-for.
MOVING = (slice(24, 28), slice(40, 44), slice(92, 96))
WAL = b"\2"  # which version of SQLite may write the file
CHUNK = 1 << 16  # larger ones take longer
QUICK, THOROUGH = "quick_check", "integrity_check"  # 0.7 and 4 s for 100 MB
PAGES = "pages"  # the quick one without the rules of the tables, which take a third of it
GLANCE = ""  # only whether it opens, is ours and has a schema
HAS_PEOPLE = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'person'"


class BackupError(TinynetError):
    """A backup cannot be written."""

    code = "backup"


class BadBackupError(DatabaseError):
    """A backup cannot be used: damaged, foreign, newer, missing or locked with a passphrase."""

    code = "bad_backup"


@contextmanager
def opened(
    file: str,
    check: str = THOROUGH,
    unusable: Callable[[str, str], TinynetError] | None = None,
) -> Iterator[sqlite3.Connection]:
    """Open a backup, or the database itself, read-only, and check it.

    Args:
        file: Its path.
        check: How thoroughly.
        unusable: Makes the error for a file that cannot be used, of its path and why; None where
            it is a backup.

    Raises:
        BadBackupError: It is missing, damaged, foreign or newer; or what `unusable` makes.
    """
    failed = unusable or unusable_backup
    if not os.path.isfile(file):
        raise failed(file, "there is no such file")
    try:
        connection = sqlite3.connect(files.read_only(file), uri=True)
    except sqlite3.OperationalError as error:
        raise failed(file, str(error)) from error
    with closing(connection):
        wrong = find_damage(connection, check)
        if wrong:
            raise failed(file, wrong)
        yield connection


def read_locked(file: str, is_locked: Callable[[bytes], bool]) -> bytes | None:
    """The bytes of a file, if by its beginning it is a locked one; else None."""
    if os.path.exists(file) and not os.path.isfile(file):  # a pipe would be waited for
        raise unusable_backup(file, "it is not a file")
    try:
        with open(file, "rb") as opened_file:
            beginning = opened_file.read(HEADER)
            return beginning + opened_file.read() if is_locked(beginning) else None
    except FileNotFoundError as error:
        raise unusable_backup(file, "there is no such file") from error
    except OSError as error:
        raise unusable_backup(file, f"it cannot be read ({error.strerror})") from error


@contextmanager
def opened_bytes(data: bytes, name: str) -> Iterator[sqlite3.Connection]:
    """Open a database from bytes in memory, and check it.

    Raises:
        BadBackupError: It is damaged, foreign or newer.
    """
    with closing(sqlite3.connect(":memory:")) as connection:
        if not data:  # which SQLite takes for a lack of memory
            raise unusable_backup(name, "there is nothing in it")
        try:
            connection.deserialize(data)
        except sqlite3.Error as error:
            raise unusable_backup(name, str(error)) from error
        wrong = find_damage(connection, THOROUGH)
        if wrong:
            raise unusable_backup(name, wrong)
        yield connection


def bytes_of(source: sqlite3.Connection) -> bytes:
    """The bytes of a database as a file would hold them."""
    with closing(sqlite3.connect(":memory:")) as made:
        source.backup(made)
        return made.serialize()


def find_damage(connection: sqlite3.Connection, check: str = QUICK) -> str:
    """What is wrong with a database, in words; "" if it is sound, tinynet's and not newer."""
    try:
        (ours,) = connection.execute("PRAGMA application_id").fetchone()
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if ours != files.APPLICATION_ID:
            return "it is not a tinynet database"
        if version > files.SCHEMA_VERSION:
            return f"a newer tinynet wrote it: schema {version}, and this is {files.SCHEMA_VERSION}"
        if not connection.execute(HAS_PEOPLE).fetchone():
            return "it is empty: there is no table of people in it"
        whole = check == THOROUGH and version == files.SCHEMA_VERSION
        if missing := missing_tables(connection) if whole else []:
            return f"it has no table {missing[0]}"
        if check == PAGES:
            connection.execute("PRAGMA ignore_check_constraints=ON")
        look = f"PRAGMA {QUICK if check == PAGES else check}(1)" if check else "SELECT 'ok'"
        (found,) = connection.execute(look).fetchone()
        if check == PAGES:
            connection.execute("PRAGMA ignore_check_constraints=OFF")
    except sqlite3.DatabaseError as error:
        return str(error)
    return "" if found == "ok" else " ".join(str(found).split())


def missing_tables(connection: sqlite3.Connection) -> list[str]:
    """The tables of the present schema that a database lacks; views do not count."""
    from tinynet.core.compiled_tables import TABLES

    rows = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    there = {name for (name,) in rows}
    return [table["name"] for table in TABLES if table["name"] not in there]


def totals(connection: sqlite3.Connection) -> Totals | None:
    """The number of people and contacts in a database; None if it cannot be read."""
    try:
        text: Any = sql.totals  # a function to mypy: see statement_types.py
        people, contacts = connection.execute(text).fetchone()
    except sqlite3.DatabaseError:
        return None
    return {"people": people, "contacts": contacts}


def totals_at(path: str) -> Totals | None:
    """The totals of the database at `path`; None if there is none, or it cannot be read."""
    try:
        with closing(files.connect_reading(path, 1.0)) as connection:
            return totals(connection)
    except sqlite3.Error:
        return None


def copy(
    source: sqlite3.Connection, draft: str, check: str = QUICK, *, packed: bool = False
) -> str:
    """Copy a database into a new private file, and sync it to the disk.

    Args:
        source: The database.
        draft: The file.
        check: How the copy is examined.
        packed: Copy what it holds, and no page that is free nor what is left of others in one.

    Returns:
        What is wrong with the copy, which is not kept then; "" where nothing is.
    """
    discard(draft)
    file = files.new_file(draft)
    wrong = "it was not copied"
    try:
        if packed:
            source.execute("PRAGMA synchronous=OFF")  # of the copy, which is synced below
            source.execute("VACUUM INTO ?", (draft,))
        with closing(sqlite3.connect(draft, isolation_level=None)) as made:
            made.execute("PRAGMA journal_mode=OFF")  # a draft needs no way back
            made.execute("PRAGMA synchronous=OFF")
            if not (packed or copy_bytes(source, file)):
                source.backup(made)
            made.execute(f"PRAGMA mmap_size={os.fstat(file).st_size}")  # a sixth off the check
            wrong = find_damage(made, check)
        os.fsync(file)
    finally:
        os.close(file)
        if wrong:
            discard(draft)
    return wrong


def copy_bytes(source: sqlite3.Connection, file: int) -> bool:
    """Copy the file of a database as it is: a fifth of what SQLite's online backup takes.

    Args:
        source: The database, outside a transaction.
        file: An empty file, open to write.

    Returns:
        Whether it could be.
    """
    with at_rest(source) as opened_file:
        if opened_file is None:
            return False
        while chunk := opened_file.read(CHUNK):
            put_chunk(file, chunk)
    return True


def load(source: sqlite3.Connection, memory: sqlite3.Connection) -> None:
    """Load a database into memory, as it is."""
    with at_rest(source) as opened_file:
        if opened_file:
            memory.deserialize(opened_file.read())
            return
    source.backup(memory)


@contextmanager
def at_rest(source: sqlite3.Connection) -> Iterator[FileIO | None]:
    """Open the file of a database to read it as it is, while nobody can write.

    Args:
        source: The database, outside a transaction.

    Yields:
        The file; None where not all is in it: it lies in memory, or has a write-ahead log.
    """
    as_before, source.text_factory = source.text_factory, bytes  # its name may not be UTF-8
    path = source.execute("PRAGMA database_list").fetchone()[2]
    source.text_factory = as_before
    if not os.path.isabs(path):
        yield None
        return
    source.execute("BEGIN")
    try:
        source.execute("PRAGMA user_version").fetchone()  # from here on nobody writes
        with open(path, "rb", buffering=0) as opened_file:
            has_log = opened_file.read(HEADER)[18:19] == WAL
            opened_file.seek(0)
            yield None if has_log else opened_file
    finally:
        source.execute("ROLLBACK")


def put_chunk(file: int, chunk: bytes) -> None:
    """Write bytes, all of them: the system may take a part only."""
    rest = memoryview(chunk)
    while rest:
        rest = rest[os.write(file, rest) :]


def same(one: str, other: str) -> bool:
    """Whether two database files hold the same; no connection to either may be open."""
    with open(one, "rb") as first, open(other, "rb") as second:
        if os.fstat(first.fileno()).st_size != os.fstat(second.fileno()).st_size:
            return False
        heads = [bytearray(first.read(HEADER)), bytearray(second.read(HEADER))]
        for head in heads:
            for part in MOVING:
                head[part] = bytes(4)
        if heads[0] != heads[1]:
            return False
        while chunk := first.read(CHUNK):
            if chunk != second.read(CHUNK):
                return False
    return True


def unwritable(place: str, error: OSError) -> BackupError:
    """The error for a place where no backup can be written."""
    return BackupError(
        f"The backup cannot be written in {place} ({error.strerror}); nothing was saved",
        "Free some space there and run the command again"
        if is_full(error)
        else "Look at who owns it and at its mode, and run the command again",
    )


@contextmanager
def drafted(file: str, failed: Failed = unwritable) -> Iterator[str]:
    """Write a file under a temporary name; rename it when it is complete, else delete it.

    Args:
        file: Its own name.
        failed: Makes the error for a place that cannot be written.

    Raises:
        TinynetError: The file cannot be written.
    """
    draft = draft_of(file)
    try:
        yield draft
        os.rename(draft, file)
        sync_folder(os.path.dirname(file))
    except OSError as error:
        raise failed(file, error) from error
    finally:
        with suppress(OSError):
            discard(draft)


def put_parts(file: str, parts: Iterable[bytes], failed: Failed = unwritable) -> None:
    """Write parts of bytes into a new private file, atomically and durably; see `drafted`."""
    with drafted(file, failed) as draft:
        discard(draft)
        number = files.new_file(draft)
        with open(number, "wb") as opened_file:
            opened_file.writelines(parts)
            opened_file.flush()
            os.fsync(number)


def put_copy(source: sqlite3.Connection, file: str) -> None:
    """Copy a database to a file, atomically.

    Raises:
        DatabaseError: What was copied is damaged.
        BackupError: The file cannot be written.
    """
    with drafted(file) as draft:
        wrong = copy(source, draft)
        if wrong:
            raise DatabaseError(
                f"The database is damaged ({wrong})", "See what there is: tinynet backup --list"
            )


def draft_of(file: str) -> str:
    """The temporary name under which a file is written."""
    return os.path.join(os.path.dirname(file), f".{os.path.basename(file)}.tinynet-new")


def make_folder(place: str) -> None:
    """Make a private folder; an existing link is not followed.

    Raises:
        BackupError: It is a link or a file.
    """
    with suppress(FileExistsError):
        os.mkdir(place, files.PRIVATE_FOLDER)
        files.give_to_owner(place, os.path.dirname(place))
    if os.path.islink(place) or not os.path.isdir(place):
        raise BackupError(
            f"{place} is not a folder, so no backup can be made in it; nothing was saved",
            "Move it out of the way; tinynet makes the folder itself",
        )


def discard(draft: str) -> None:
    """Delete what an earlier attempt left under this name; of a link only the link."""
    with suppress(FileNotFoundError):
        os.unlink(draft)


def sync_folder(place: str) -> None:
    """Sync a folder, so that a new name is on the disk."""
    number = os.open(place, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def unusable_backup(file: str, reason: str) -> BadBackupError:
    """The error for a backup that cannot be used."""
    return BadBackupError(
        f"The backup {file} cannot be used: {reason}",
        "Nothing was changed; see the others: tinynet backup --list",
    )
