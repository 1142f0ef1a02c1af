"""Backups: copies of the whole database, made by themselves, and the way back to one of them.

They lie in the folder `backups` beside the database and are named by the local time they were made
at. A copy is written under another name by SQLite's online backup, checked, put on the disk and
then renamed, so that what bears a backup's name is one. Nothing is copied while nothing has
changed, and what no day, week or month needs is deleted (`core/rotation.py`).
"""

from __future__ import annotations

import os
import re
import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from tinynet.db import copies, files
from tinynet.db.copies import BackupError, BadBackupError
from tinynet.db.rotation import kept
from tinynet.errors import DatabaseError

BUSY_SECONDS = 5.0
LARGE = 32_000_000  # bytes


@dataclass(frozen=True)
class Backup:
    """A backup that tinynet made and looks after.

    Args:
        path: The file.
        at: When it was made, local time, ISO to the second.
        why: What it was made before (import, restore, upgrade, forget, ...); "" for the day's first
            change.
    """

    path: str
    at: str
    why: str

    @cached_property
    def good(self) -> bool:
        """Whether it is sound, ours and not newer; read once, all of it."""
        try:
            with copies.opened(self.path, copies.QUICK):
                return True
        except BadBackupError:
            return False

    @property
    def size(self) -> int:
        """Its bytes; 0 where it is gone."""
        try:
            return os.path.getsize(self.path)
        except OSError:
            return 0


def managed(path: str) -> list[Backup]:
    """The backups of the database at `path`, newest first; links and other files are left out."""
    named = re.compile(
        re.escape(files.stem(path)) + r"-(\d{4}-\d\d-\d\dT)(\d\d)(\d\d)(\d\d)(?:-([a-z]+))?\.db"
    )
    found = []
    for name in files.backup_names(path):
        file = os.path.join(files.backup_folder(path), name)
        match = named.fullmatch(name)
        if match and is_stamp(match[1]) and os.path.isfile(file) and not os.path.islink(file):
            day, hour, minute, second, why = match.groups(default="")
            found.append(Backup(file, f"{day}{hour}:{minute}:{second}", why))
    return sorted(found, key=lambda backup: backup.at, reverse=True)


def is_stamp(day: str) -> bool:
    """Whether a name's day, as `2026-03-01T`, is one in the calendar."""
    try:
        return bool(datetime.fromisoformat(day[:-1]))
    except ValueError:
        return False


def make(path: str, *, at: str, why: str = "") -> Backup | None:
    """Make a backup, and delete those that are no longer needed. Call it with the lock held.

    Args:
        path: The database.
        at: Now, local time, ISO to the second.
        why: See `Backup`.

    Returns:
        The backup; None where nothing has changed since the newest one.

    Raises:
        DatabaseError: The database is damaged.
        BackupError: The folder cannot be written.
    """
    made = save(path, at=at, why=why)
    if made is not None:
        rotate(path, sure=made)
    return made


def save(path: str, *, at: str, why: str) -> Backup | None:
    """What `make` does, without deleting any."""
    place = files.backup_folder(path)
    draft = os.path.join(place, f"{files.stem(path)}.new")
    try:
        copies.make_folder(place)
        copies.discard(draft)  # left by a crash, maybe with somebody in it who is forgotten since
        there = managed(path)
        if there and copies.same(path, there[0].path):
            return None
        with closing(sqlite3.connect(path, timeout=BUSY_SECONDS)) as source:
            # The day's first log should not wait for a large file to be read through twice more:
            # at 100 MB that is 1.5 s of 2.2. Its pages are checked when it is needed.
            is_large = not why and os.path.getsize(path) > LARGE
            wrong = copies.copy(source, draft, copies.GLANCE if is_large else copies.QUICK)
        if wrong:
            from tinynet.db.failures import damaged

            raise damaged(path, wrong)
        backup = free_name(path, at, why, {backup.at for backup in there})
        os.rename(draft, backup.path)
        copies.sync_folder(place)
    except OSError as error:
        raise copies.unwritable(place, error) from error
    return backup


def free_name(path: str, at: str, why: str, taken: set[str]) -> Backup:
    """The backup to be: later than all of its day, so that the newest is the last one made."""
    while later := [other for other in taken if at <= other and at[:10] == other[:10]]:
        at = (datetime.fromisoformat(max(later)) + timedelta(seconds=1)).isoformat()
    ending = f"-{why}" if why else ""
    name = f"{files.stem(path)}-{at.replace(':', '')}{ending}.db"
    return Backup(os.path.join(files.backup_folder(path), name), at, why)


def rotate(path: str, *, sure: Backup | None = None) -> list[Backup]:
    """Delete the backups that are no longer needed, never the only good one.

    Args:
        path: The database.
        sure: One that was checked just now.

    Returns:
        What was deleted.
    """
    there = managed(path)
    keep = kept(backup.at for backup in there)
    gone = [backup for backup in there if backup.at not in keep]
    if gone and not any(b == sure or b.good for b in there if b.at in keep):
        spared = next((backup for backup in gone if backup.good), None)
        gone = [backup for backup in gone if backup != spared]
    for backup in gone:
        with suppress(OSError):  # the next one tries again
            os.unlink(backup.path)
    return gone


def restore(path: str, source: sqlite3.Connection, *, at: str) -> str | None:
    """Put a backup in the place of the database, whose present state is saved first.

    Args:
        path: The database, whatever is the matter with it.
        source: The backup, as `opened` gives it.
        at: Now, local time, ISO to the second.

    Returns:
        Where the present state is kept: a backup, or the damaged file itself under another name;
        None where there was nothing.

    Raises:
        DatabaseError: The file at `path` is another program's.
        BadBackupError: The backup is damaged.
        BackupError: The folder cannot be written.
    """
    files.make_folder(path)
    lock = files.Lock(path)
    target = os.path.realpath(path)  # where a link leads, not the link
    draft = f"{target}.new"
    try:
        wrong = copies.copy(source, draft)
        if wrong:
            raise copies.bad("it", wrong)
        try:
            before = keep_present(path, target, at)
            os.rename(draft, target)
        finally:
            copies.discard(draft)
        copies.sync_folder(os.path.dirname(target))
        rotate(path)
        if (files.inspect(path) or 0) < files.SCHEMA_VERSION:
            files.migrate(path, held=True)
    except OSError as error:
        raise copies.unwritable(os.path.dirname(target), error) from error
    finally:
        lock.release()
    return before


def keep_present(path: str, target: str, at: str) -> str | None:
    """Save the database that is about to be replaced: as a backup, or as it is, out of the way."""
    if os.path.exists(target):
        try:
            files.inspect(path)
            made = save(path, at=at, why="restore")
            return made.path if made else managed(path)[0].path
        except (files.ForeignFileError, BackupError):
            raise
        except (DatabaseError, sqlite3.DatabaseError):  # it is why there is a restore
            pass
    aside = f"{target}.damaged-{at.replace(':', '')}"
    # A journal that stayed would be rolled back into the new file.
    endings = ("-journal", "-wal", "-shm", "")
    moved = [ending for ending in endings if os.path.exists(target + ending)]
    for ending in moved:
        os.rename(target + ending, aside + ending)
    return aside if "" in moved else None
