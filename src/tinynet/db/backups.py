"""Make automatic backups, and delete those no longer needed.

They lie in the folder `backups` beside the database and are named by the local time they were made
at. A copy is written under another name, checked, put on the disk and then renamed, so that what
bears a backup's name is one. Nothing is copied while nothing has changed, and what no day, week or
month needs is deleted: close to today every day counts, further back a week, then a month, is near
enough.
"""

from __future__ import annotations

import _sqlite3 as sqlite3
import os
from contextlib import closing, suppress
from datetime import date, datetime, timedelta
from operator import itemgetter

from tinynet.db import copies, files
from tinynet.db.backup_list import Backup, list_backups
from tinynet.db.failures import damaged

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Sequence
    from typing import TypeVar

    MadeT = TypeVar("MadeT", str, tuple[int, str])

BUSY_SECONDS = 5.0
LARGE = 32_000_000  # bytes
DAYS, WEEKS, MONTHS = 7, 4, 12
LATEST = 5  # kept whatever their day: several may have been forced within an hour


def make(path: str, *, at: str, why: str = "", draft: str = "") -> Backup | None:
    """Make a backup, and delete those that are no longer needed. Call it with the lock held.

    Args:
        path: The database.
        at: Now, local time, ISO to the second.
        why: See `Backup`.
        draft: A file that was checked just now and is about to become the database, to be backed up
            instead of it.

    Returns:
        The backup; None where nothing has changed since the newest one.

    Raises:
        DatabaseError: The database is damaged.
        BackupError: The folder cannot be written.
    """
    made = save(path, at=at, why=why, checked=draft)
    if made is not None:
        rotate(path, sure=made)
    return made


def save(path: str, *, at: str, why: str, checked: str = "") -> Backup | None:
    """Make a backup without deleting any; see `make`."""
    source_file = checked or path
    place = files.backup_folder(path)
    draft = files.backup_draft(path)
    try:
        copies.make_folder(place)
        copies.discard(draft)  # left by a crash, maybe with somebody in it who is forgotten since
        there = list_backups(path)
        if there and copies.same(source_file, there[0].path):
            return None
        with closing(sqlite3.connect(source_file, timeout=BUSY_SECONDS)) as source:
            # The day's first log should not wait for a large file to be read through twice more:
            # at 100 MB that is 1.5 s of 2.2. Its pages are checked when it is needed.
            is_large = not why and os.path.getsize(path) > LARGE
            look = copies.GLANCE if checked or is_large else copies.QUICK
            wrong = copies.copy(source, draft, look)
        if wrong:
            raise damaged(path, wrong)
        backup = free_name(path, at, why, there)
        os.rename(draft, backup.path)
        copies.sync_folder(place)
    except OSError as error:
        raise copies.unwritable(place, error) from error
    return backup


def free_name(path: str, at: str, why: str, there: Sequence[Backup]) -> Backup:
    """The backup to be, which is the last one in the order of making.

    It is later than all of its day. Where the clock has gone back further than that, a turn more
    in its name puts it last.

    Args:
        path: The database.
        at: Now, local time, ISO to the second.
        why: See `Backup`.
        there: Those there are, the last one made first.
    """
    turn = there[0].turn if there else 0
    taken = {backup.at for backup in there if backup.turn == turn}
    while later := [other for other in taken if at <= other and at[:10] == other[:10]]:
        at = (datetime.fromisoformat(max(later)) + timedelta(seconds=1)).isoformat()
    if any(at < other for other in taken):
        turn += 1
    parts = [files.stem(path), at.replace(":", ""), why, str(turn or "")]
    name = "-".join(filter(None, parts)) + files.backup_endings(path)[0]
    return Backup(os.path.join(files.backup_folder(path), name), at, why, turn)


def rotate(path: str, *, sure: Backup | None = None) -> list[Backup]:
    """Delete the backups that are no longer needed, never the only good one nor the one just made.

    Returns:
        What was deleted.
    """
    there = list_backups(path)
    keep = stamps_to_keep((backup.made for backup in there), itemgetter(1))
    checked = sure.path if sure else ""
    gone = [b for b in there if b.made not in keep and b.path != checked]
    if gone and not any(b.path == checked or b.good for b in there if b not in gone):
        spared = next((backup for backup in gone if backup.good), None)
        gone = [backup for backup in gone if backup != spared]
    for backup in gone:
        with suppress(OSError):  # the next one tries again
            os.unlink(backup.path)
    return gone


def stamps_to_keep(made: Iterable[MadeT], stamp: Callable[[MadeT], str] = str) -> set[MadeT]:
    """Those worth keeping: the newest of each of the last 7 days, 4 weeks and 12 months.

    Only days, weeks and months in which there is one are counted, so nothing is lost by not
    opening tinynet for a year. The five newest are kept in any case.

    Args:
        made: ISO times, each once; or what else sorts in the order of making.
        stamp: The ISO time in it.
    """
    newest_first = sorted(made, reverse=True)
    keep = set(newest_first[:LATEST])
    periods: tuple[tuple[int, Callable[[str], Hashable]], ...] = (
        (DAYS, lambda at: at[:10]),
        (WEEKS, lambda at: date.fromisoformat(at[:10]).isocalendar()[:2]),
        (MONTHS, lambda at: at[:7]),
    )
    for count, period in periods:
        newest_of: dict[Hashable, MadeT] = {}
        for one in newest_first:
            newest_of.setdefault(period(stamp(one)), one)
        keep |= set(list(newest_of.values())[:count])
    return keep
