"""The log of what agents asked: when, which client, which tool, about how many people.

It holds no names and no questions. It lies beside the database, its owner's alone, and keeps the
last thousand calls.
"""

from __future__ import annotations

import os

from tinynet.config import at_once
from tinynet.db import files
from tinynet.errors import TinynetError

KEPT = 1_000  # calls
SIZE_MOST = 2 * KEPT * 50  # bytes; half of it is cut off when it is more
CLIENT_MOST = 40  # characters of a client's name
OK, WRITTEN = "ok", "written"  # results beside the codes of errors


def path_of(database: str) -> str:
    """Where the log of a database is."""
    return f"{database}{files.AGENTS_LOG}"


def client_name(given: str | None) -> str:
    """A client's name as it is written down: printable, one line, short."""
    shown = "".join(letter if letter.isprintable() else " " for letter in given or "")
    return " ".join(shown.split())[:CLIENT_MOST].strip() or "unknown client"


def write(database: str, call: tuple[str, str, str, int, str]) -> None:
    """Add a call to the log: when, client, tool, people, result.

    Raises:
        TinynetError: It cannot be written; then nobody gets an answer either.
    """
    import fcntl

    line = "\t".join(map(str, call))
    flags = os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW | os.O_CLOEXEC
    try:
        file = os.open(path_of(database), flags, files.PRIVATE_FILE)
        try:
            fcntl.flock(file, fcntl.LOCK_EX)
            os.write(file, f"{line}\n".encode())
            if os.fstat(file).st_size > SIZE_MOST:
                _shorten(file)
        finally:
            os.close(file)
    except OSError as error:
        raise TinynetError(
            f"The log of what agents ask cannot be written ({error.strerror})",
            "Look at the folder of the database and its mode",
        ) from error


def _shorten(file: int) -> None:
    """Keep the last calls of an open log."""
    lines = os.pread(file, os.fstat(file).st_size, 0).splitlines(keepends=True)
    os.ftruncate(file, 0)
    os.write(file, b"".join(lines[-KEPT:]))


def read(database: str) -> list[tuple[str, str, str, int, str]]:
    """The calls in the log, the latest first: when, client, tool, people, result."""
    try:
        with open(path_of(database), encoding="utf-8", errors="replace", opener=at_once) as file:
            lines = file.read().splitlines()[-KEPT:]
    except OSError:
        return []
    split = [line.split("\t") for line in reversed(lines)]
    return [
        (at, client, tool, int(people), result)
        for at, client, tool, people, result in (one for one in split if len(one) == 5)
        if people.isdigit()
    ]
