"""List the backups of a database, and check whether they are sound."""

from __future__ import annotations

import os
import re
from datetime import datetime
from functools import cached_property

from tinynet.db import copies, files
from tinynet.db.copies import BadBackupError


class Backup:
    """A backup that tinynet made and manages.

    Args:
        path: The file.
        at: When it was made, local time, ISO to the second.
        why: What it was made before (import, restore, upgrade, forget, ...); "" for the day's first
            change.
        turn: How often the clock had gone back before: one that goes wrong, or is set to another
            zone, must not make an old backup look like the newest.
    """

    def __init__(self, path: str, at: str, why: str, turn: int = 0) -> None:
        self.path, self.at, self.why, self.turn = path, at, why, turn

    @property
    def made(self) -> tuple[int, str]:
        """Its place in the order of making."""
        return self.turn, self.at

    @cached_property
    def good(self) -> bool:
        """Whether it is sound, tinynet's and not newer; the whole file is read once."""
        try:
            with copies.opened(self.path, copies.QUICK):
                return True
        except BadBackupError:
            return False

    @property
    def size(self) -> int:
        """Its size in bytes; 0 if it is gone."""
        try:
            return os.path.getsize(self.path)
        except OSError:
            return 0


def list_backups(path: str) -> list[Backup]:
    """The backups of the database at `path`, the last one made first.

    Links and other files are left out.
    """
    named = re.compile(
        re.escape(files.stem(path))
        + r"-(\d{4}-\d\d-\d\dT)(\d\d)(\d\d)(\d\d)(?:-([a-z]+))?(?:-(\d{1,9}))?\.[a-z]+"
    )
    found = []
    for name in files.backup_names(path):
        file = os.path.join(files.backup_folder(path), name)
        match = named.fullmatch(name)
        if match and is_stamp(match[1]) and os.path.isfile(file) and not os.path.islink(file):
            day, hour, minute, second, why, turn = match.groups(default="")
            found.append(Backup(file, f"{day}{hour}:{minute}:{second}", why, int(turn or 0)))
    return sorted(found, key=lambda backup: backup.made, reverse=True)


def is_stamp(day: str) -> bool:
    """Whether a name's day, as `2026-03-01T`, is one in the calendar."""
    try:
        return bool(datetime.fromisoformat(day[:-1]))
    except ValueError:
        return False
