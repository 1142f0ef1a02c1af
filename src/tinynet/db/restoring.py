"""Replace the database by a backup, after saving its present state."""

from __future__ import annotations

import _sqlite3 as sqlite3
import os
from contextlib import closing, suppress

from tinynet.db import copies, database, files
from tinynet.db.backup_list import list_backups
from tinynet.db.backups import rotate, save
from tinynet.db.copies import BackupError
from tinynet.db.failures import ChangedMeanwhileError, ForeignFileError
from tinynet.errors import DatabaseError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable


def restore(
    path: str, source: sqlite3.Connection, *, at: str, is_same: Callable[[], bool] = lambda: True
) -> str | None:
    """Replace the database by a backup, after saving its present state.

    Args:
        path: The database, whatever is the matter with it.
        source: The backup, as `opened` gives it.
        at: Now, local time, ISO to the second.
        is_same: Whether the backup's file is the one that was opened; `forget` writes them again,
            and what it took out must not come back from one that somebody was asked about.

    Returns:
        Where the present state is kept: a backup, or the damaged file itself under another name;
        None where there was nothing.

    Raises:
        DatabaseError: The file at `path` is another program's.
        BadBackupError: The backup is damaged.
        BackupError: The folder cannot be written.
        TinynetError: The database is read-only.
        ChangedMeanwhileError: The backup is another one now.
    """
    files.make_folder(path)
    files.check_writable(path)
    lock = files.Lock(path)
    target = os.path.realpath(path)  # where a link leads, not the link
    draft = f"{target}.new"
    try:
        if not is_same():
            raise ChangedMeanwhileError
        wrong = copies.copy(source, draft)
        if wrong:
            raise copies.unusable_backup("it", wrong)
        drop_foreign(draft)
        try:
            before = keep_present(path, target, at)
            os.rename(draft, target)
        finally:
            copies.discard(draft)
        copies.sync_folder(os.path.dirname(target))
        rotate(path)
        if (database.schema_version(path) or 0) < files.SCHEMA_VERSION:
            # A backup of what was just restored would be newer than the one of what was before.
            database.migrate(path, held=True, copied=True)
    except OSError as error:
        raise copies.unwritable(os.path.dirname(target), error) from error
    finally:
        lock.close()
    return before


def drop_foreign(file: str) -> None:
    """Take out triggers and views that are not tinynet's, and which act on their own."""
    from tinynet.db.compiled_schema import SCHEMA

    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        rows = "SELECT type, name, sql FROM sqlite_master WHERE type IN ('trigger', 'view')"
        for kind, name, text in connection.execute(rows).fetchall():
            if text not in SCHEMA:
                quoted = str(name).replace('"', '""')
                connection.execute(f'DROP {kind} "{quoted}"')


def keep_present(path: str, target: str, at: str) -> str | None:
    """Save the database that is about to be replaced: as a backup, or renamed if it is damaged."""
    if os.path.exists(target):
        try:
            database.schema_version(path)
            made = save(path, at=at, why="restore")
            return made.path if made else list_backups(path)[0].path
        except (ForeignFileError, BackupError):
            raise
        except (DatabaseError, sqlite3.DatabaseError):  # it is why there is a restore
            pass
    aside = f"{target}.damaged-{at.replace(':', '')}"
    # A journal that stayed would be rolled back into the new file.
    endings = ("-journal", "-wal", "-shm", "")
    moved = [ending for ending in endings if os.path.exists(target + ending)]
    for ending in moved:
        with suppress(OSError):  # somebody else's, in a folder of ours
            os.chmod(target + ending, files.PRIVATE_FILE)
        os.rename(target + ending, aside + ending)
    return aside if "" in moved else None
