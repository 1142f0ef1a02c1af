"""Read what is readable of a damaged database, without changing it.

Each table is read along its key; where that fails, backwards from its end; and what lies between
is halved until the pages that cannot be read stand alone.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections import deque
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from tempfile import TemporaryDirectory
from typing import Any

from tinynet.db import files
from tinynet.errors import LockedError, TinynetError

KEYS = ("id", "person_id", "interaction_id", "one_id")  # what a table is walked along
RANGES = 4_000  # looked at in one table at most, the widest first: 0.1 s where nothing is left
BYTES_A_ROW = 16  # at least; how many rows there may be where nobody can say

# What reading may raise; SQLite's message can quote a damaged schema, which is not text any more.
UNREADABLE = (sqlite3.Error, UnicodeDecodeError)
Row = tuple[Any, ...]


@contextmanager
def lock_out_writers(path: str) -> Iterator[None]:
    """Hold the write lock meanwhile; if no lock file can be made, nobody can write anyway."""
    lock = None
    try:
        lock = files.Lock(path)
    except LockedError:
        raise
    except TinynetError:
        pass
    try:
        yield
    finally:
        if lock is not None:
            lock.close()


@contextmanager
def open_damaged(path: str, folder: str) -> Iterator[sqlite3.Connection]:
    """Open the damaged database so that nothing can change it.

    What a crash left half-written is taken back first, in a copy.
    """
    with TemporaryDirectory(dir=folder, prefix=".salvage-") as place:
        logs = [ending for ending in ("-journal", "-wal") if os.path.exists(path + ending)]
        if logs:
            copy = os.path.join(place, "copy.db")
            for ending in ("", *logs):
                shutil.copyfile(path + ending, copy + ending)
            files.roll_back(copy, 0)
            path = copy
        address = f"{files.read_only(path)}&immutable=1"
        with closing(sqlite3.connect(address, uri=True, isolation_level=None)) as connection:
            connection.text_factory = lambda raw: raw.decode(errors="replace")
            with suppress(*UNREADABLE):
                connection.execute("PRAGMA cell_size_check=ON")
                connection.execute("PRAGMA writable_schema=ON")  # a damaged part spares the others
            yield connection


class Reader:
    """Reads one table of a damaged database as far as possible."""

    def __init__(
        self, source: sqlite3.Connection, size: int, table: str, columns: list[str]
    ) -> None:
        self.source, self.size = source, size
        self.key = next(key for key in KEYS if key in columns)
        self.at = columns.index(self.key)
        here = self.columns_here(source, table)
        named = ", ".join(  # in "" a missing one would be a text
            f"[{name}]" if not here or name in here else f"NULL AS [{name}]" for name in columns
        )
        self.text = f"SELECT {named} FROM {table} NOT INDEXED WHERE [{self.key}]"  # noqa: S608  names of the schema
        self.table = table
        self.whole = False  # nothing was read yet

    @staticmethod
    def columns_here(source: sqlite3.Connection, table: str) -> set[str]:
        """The columns the damaged table has, an older tinynet's fewer; empty if that is lost."""
        try:
            found = source.execute("SELECT name FROM pragma_table_info(?)", (table,))
            return {name for (name,) in found}
        except UNREADABLE:
            return set()

    def rows(self) -> Iterator[Row]:
        """Every row that can be read; some of them twice."""
        left = RANGES if self.is_known() else 0
        self.whole = left > 0
        ranges = deque([(0, self.last())])
        while ranges and left:
            first, last = ranges.popleft()
            left -= 1
            low, high = first, last
            try:
                for row in self.walk(first, last, "ASC"):
                    low = max(low, row[self.at])
                    yield row
                continue
            except UNREADABLE:
                self.whole = False
            if first == last:
                continue
            with suppress(*UNREADABLE):
                for row in self.walk(first, last, "DESC"):
                    high = min(high, row[self.at])
                    yield row
            middle = (low + high) // 2
            ranges.extend((a, b) for a, b in ((low, middle), (middle + 1, high)) if a <= b)

    def walk(self, first: int, last: int, order: str) -> Iterator[Row]:
        """The readable rows between two keys; rows with a damaged key are left out."""
        asked = f"{self.text} BETWEEN ? AND ? ORDER BY [{self.key}] {order}"
        values: tuple[int, ...] = (first, last)
        if first == last:  # looks at no other row
            asked, values = f"{self.text} = ?", (first,)
        for row in self.source.execute(asked, values):
            if isinstance(row[self.at], int):
                yield row

    def is_known(self) -> bool:
        """Whether the readable schema has the table and its columns."""
        try:
            self.source.execute(f"EXPLAIN {self.text} = 0")
        except UNREADABLE:
            return False
        return True

    def last(self) -> int:
        """The last key, or one that is not before it."""
        return self.number("max", self.key) or self.size // BYTES_A_ROW

    def count(self) -> int | None:
        """The number of rows, if it can be read."""
        return self.number("count", "*")

    def number(self, function: str, of: str) -> int | None:
        """A number about the whole table."""
        try:
            found = self.source.execute(f"SELECT {function}({of}) FROM {self.table}").fetchone()[0]  # noqa: S608  as above
        except UNREADABLE:
            return None
        return found if isinstance(found, int) else None
