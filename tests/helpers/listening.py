"""See what commands ask of the database."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

from tinynet.db import files


@contextmanager
def statements_run() -> Iterator[list[str]]:
    """Collect the text of each statement that commands run in this process on opened files."""
    run: list[str] = []
    connect = files.connect_reading

    def connect_and_listen(path: str, busy: float) -> sqlite3.Connection:
        connection = connect(path, busy)
        connection.set_trace_callback(run.append)
        return connection

    with patch.object(files, "connect_reading", connect_and_listen):
        yield run
