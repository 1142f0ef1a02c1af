"""List the backups of a database, and check whether they are sound."""

from __future__ import annotations

import os
from datetime import date
from functools import cached_property

from tinynet.db import copies, files
from tinynet.db.copies import BadBackupError

STAMP = len("2026-03-01T180000")


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
    start = len(files.stem(path)) + 1
    found = []
    for name in files.backup_names(path):
        file = os.path.join(files.backup_folder(path), name)
        parts = parse_name(name[start:].rpartition(".")[0])
        if parts and os.path.isfile(file) and not os.path.islink(file):
            found.append(Backup(file, *parts))
    return sorted(found, key=lambda backup: backup.made, reverse=True)


def parse_name(name: str) -> tuple[str, str, int] | None:
    """When a backup was made, before what, and at which turn: see `Backup`.

    Args:
        name: Its name between the database's and the ending: 2026-03-01T180000, or with more after
            that, as in 2026-03-01T180000-import-2.

    Returns:
        None where it is not named so.
    """
    at, more = name[:STAMP], name[STAMP:].split("-")
    day, hour, minute, second = at[:10], at[11:13], at[13:15], at[15:]
    if at[10:11] != "T" or not is_number(hour + minute + second, 6) or not is_day(day):
        return None
    why = more.pop(1) if len(more) > 1 and is_word(more[1]) else ""
    turn = more.pop(1) if len(more) > 1 and is_number(more[1]) else "0"
    if more != [""]:
        return None
    return f"{day}T{hour}:{minute}:{second}", why, int(turn)


def is_word(text: str) -> bool:
    """Whether a text is small letters from a to z."""
    return text.isascii() and text.isalpha() and text.islower()


def is_number(text: str, digits: int = 0) -> bool:
    """Whether a text is a number, of so many digits, or of nine at most."""
    right = len(text) == digits if digits else len(text) < 10
    return right and text.isascii() and text.isdigit()


def is_day(text: str) -> bool:
    """Whether a text such as 2026-03-01 is a day of the calendar."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
