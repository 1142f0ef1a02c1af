"""A backup replaces a database that sync keeps in step.

What was done here since the last sync is taken into the state first, so that bringing this device
back up to date gives all of it back: what was done before the restore, between several, and since.
"""

from __future__ import annotations

from contextlib import suppress

from tinynet.db import database
from tinynet.sync.round import restored_rows
from tinynet.sync.round.round_rows import Rounds
from tinynet.sync.state import device_rows, state_rows
from tinynet.sync.sync_receive import look_for_returned
from tinynet.sync.sync_round import label, unit

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sqlite3 import Connection

    from tinynet.cli.env import Env


def before(env: Env, backup: Connection) -> None:
    """Take what was done here since the last sync into the state.

    Where a backup from after the last sync is restored, nothing else than what is in it is meant:
    nobody else has seen what goes, and sync goes on from what is in the backup.

    Args:
        env: For the database and the clock.
        backup: What is about to be restored.
    """
    # Restoring is the way out of a database or a state that is damaged.
    with suppress(*restored_rows.BROKEN):
        file = state_rows.path_of(env.path)
        if database.schema_version(env.path) is None:
            return
        with unit(env, file, now="") as store:
            rounds = Rounds(store, env.unit_time())
            rounds.begin()
            state = rounds.state
            if state.meta("machine") != device_rows.place(file):
                return  # a copy of another device's, which must not write as that one
            state.set_meta(counter="")  # the next sync looks, however often a backup was changed
            if rounds.token() != state.meta("token"):
                rounds.take_before_restore()
            elif restored_rows.token_of(backup) != rounds.token():
                rounds.take_local(rounds.changes())
                rounds.project(rounds.touched, lambda done: label(done, {}))
                rounds.keep()


def after(env: Env) -> None:
    """Keep a copy of the restored database, with which it is compared, and see who is back."""
    restored_rows.keep(env.path)
    is_anybody_back(env)


def is_anybody_back(env: Env) -> bool:
    """Whether somebody who is forgotten came with a backup or a file; the next sync looks for them.

    Of a state that is damaged sync tells itself.
    """
    with suppress(*restored_rows.BROKEN):
        return look_for_returned(env)
    return False
