"""Forget in what sync keeps: here at once, and in this device's files where the folder is there."""

from __future__ import annotations

from contextlib import closing, suppress

from tinynet.errors import MissingExtraError
from tinynet.sync import device_rows, forgotten_rows, state_rows, sync_round
from tinynet.sync.state_rows import State
from tinynet.sync.sync_folder import NoFolderError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tinynet.cli.env import Env


def forget_here(env: Env, uid: str) -> list[str]:
    """Forget somebody in the state and in this device's files, where the folder is there.

    Args:
        env: For the database and the clock.
        uid: Their uid; they are out of the database already.

    Returns:
        The names of the devices that forget when they sync.
    """
    forgotten = forgotten_rows.members(env.path, uid)
    forgotten_rows.forget(env.path, forgotten, env.unit_time())
    with suppress(NoFolderError, MissingExtraError):  # the next sync does it
        sync_round.finish(env)
    with closing(state_rows.opened(env.path)) as connection:
        return [device.name for device in device_rows.others(State(connection))]
