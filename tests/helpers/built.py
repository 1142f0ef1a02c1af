"""What many tests begin with, written by the first of them and copied by the others."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

from command_line import Tinynet


class Built:
    """Databases that tests begin with; a handful of commands takes 50 ms, a copy of them 1.

    Args:
        folder: Makes an empty folder to keep one in.
    """

    def __init__(self, folder: Callable[[], Path]) -> None:
        self.folder = folder
        self.kept: dict[Callable[[Tinynet], object], Path] = {}

    def __call__(self, tinynet: Tinynet, write: Callable[[Tinynet], object]) -> Tinynet:
        """Have a tinynet hold what `write` writes.

        Args:
            tinynet: Always the same before: empty, or built itself.
            write: Writes by commands alone: what it sets in `tinynet.environ` is not copied.
        """
        if write in self.kept:
            self.copy(self.kept[write], tinynet.folder)
        else:
            write(tinynet)
            self.kept[write] = self.copy(tinynet.folder, self.folder())
        return tinynet

    def copy(self, one: Path, other: Path) -> Path:
        """Copy everything in one folder to another."""
        shutil.copytree(one, other, symlinks=True, dirs_exist_ok=True)
        return other


class Filled:
    """Fills new databases in this process: the first of them really, the others as copies of it.

    Four thousand tests begin with one, and to make its tables takes 5 ms.

    Args:
        fill: `tinynet.db.create.fill`, which takes the connection and the settings.
    """

    def __init__(self, fill: Callable[[sqlite3.Connection, str], None]) -> None:
        self.fill = fill
        self.kept: dict[str, sqlite3.Connection] = {}

    def __call__(self, connection: sqlite3.Connection, settings: str) -> None:
        if settings in self.kept:
            self.kept[settings].backup(connection)
        else:
            self.fill(connection, settings)
            self.kept[settings] = sqlite3.connect(":memory:", check_same_thread=False)
            connection.backup(self.kept[settings])

    def close(self) -> None:
        """Let go of what is copied."""
        for kept in self.kept.values():
            kept.close()


def write_network(tinynet: Tinynet) -> None:
    """The small network of `network`: three people and six contacts."""
    tinynet.ok("add Anne --met 'the stall on Fridays' --tag running --birthday 1980-03-04")
    tinynet.ok("add 'Bob Marsh' --circle friends --email bob@example.org")
    tinynet.ok("add 'Caroline Øvergård' --via anne --every 2w")
    lines = "".join(
        f"coffee\tanne\t{day}\n" for day in ("2026-01-30", "2026-02-06", "2026-02-13", "2026-02-20")
    )
    tinynet.ok("log --batch -", stdin=lines)
    tinynet.ok("log dinner bob --on 2025-06-01 --for 3h --at 'The Red Lion' --note 'his new job'")
