"""Backups: copies of the whole database, made by themselves.

They lie in the folder `backups` beside the database and are named by the local time they were made
at. A copy is written under another name by SQLite's online backup, checked, put on the disk and
then renamed, so that what bears a backup's name is one. Nothing is copied while nothing has
changed, and what no day, week or month needs is deleted (`core/rotation.py`).
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, suppress
from datetime import datetime, timedelta

from tinynet.db import copies, files
from tinynet.db.backup_list import Backup, list_backups
from tinynet.db.failures import damaged
from tinynet.db.rotation import stamps_to_keep

BUSY_SECONDS = 5.0
LARGE = 32_000_000  # bytes


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
        there = list_backups(path)
        if there and copies.same(path, there[0].path):
            return None
        with closing(sqlite3.connect(path, timeout=BUSY_SECONDS)) as source:
            # The day's first log should not wait for a large file to be read through twice more:
            # at 100 MB that is 1.5 s of 2.2. Its pages are checked when it is needed.
            is_large = not why and os.path.getsize(path) > LARGE
            wrong = copies.copy(source, draft, copies.GLANCE if is_large else copies.QUICK)
        if wrong:
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
    there = list_backups(path)
    keep = stamps_to_keep(backup.at for backup in there)
    gone = [backup for backup in there if backup.at not in keep]
    if gone and not any(b == sure or b.good for b in there if b.at in keep):
        spared = next((backup for backup in gone if backup.good), None)
        gone = [backup for backup in gone if backup != spared]
    for backup in gone:
        with suppress(OSError):  # the next one tries again
            os.unlink(backup.path)
    return gone
