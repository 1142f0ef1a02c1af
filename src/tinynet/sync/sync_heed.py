"""Forget whom another device has forgotten: in the database, the backups and the state."""

from __future__ import annotations

from tinynet.db import files
from tinynet.safety import forget_rows
from tinynet.sync import forgotten_rows

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tinynet.cli.env import Env


def heed(env: Env) -> int | None:
    """Forget whom another device has forgotten: database, backups and state.

    Returns:
        How many were in the database; None where nothing is to be looked at anew.
    """
    forgotten = forgotten_rows.everybody(env.path, env.unit_time())
    if not forgotten:
        return None
    store = env.reading()
    found = forgotten_rows.people_to_forget(store.connection, forgotten)
    store.close()
    lock = files.Lock(env.path)
    try:
        for person in found:
            for _ in forget_rows.forget(env.path, env.cadences(), person, replace=False):
                pass
    finally:
        lock.release()
    known = forgotten_rows.forget(env.path, (), env.unit_time())
    return len(found) if known or found else None
