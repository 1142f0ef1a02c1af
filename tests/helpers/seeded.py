"""A world in which all that is random follows from a seed, so that a history can be run again."""

from __future__ import annotations

import _sqlite3
import random
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest import mock


@contextmanager
def seeded(seed: int) -> Iterator[random.Random]:
    """Have people's uids, the ids of devices and all tokens follow from a seed.

    What a set of texts is gone through in still differs from run to run, unless PYTHONHASHSEED
    says otherwise; that must not matter to anybody.
    """
    chance, connect = random.Random(seed), sqlite3.connect

    def connected(*given: Any, **options: Any) -> sqlite3.Connection:
        connection = connect(*given, **options)
        connection.create_function("randomblob", 1, chance.randbytes)
        connection.create_function("random", 0, lambda: chance.getrandbits(63))
        return connection

    with (
        mock.patch.object(sqlite3, "connect", connected),
        mock.patch.object(_sqlite3, "connect", connected),
        mock.patch.object(secrets, "choice", chance.choice),
        mock.patch.object(secrets, "token_hex", lambda size=32: chance.randbytes(size).hex()),
    ):
        yield chance
