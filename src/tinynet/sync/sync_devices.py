"""Leave, remove a device, show the key or make a new one."""

from __future__ import annotations

import json

from tinynet.db import copies
from tinynet.errors import TinynetError
from tinynet.output.answer import Answer
from tinynet.sync import sync_folder, sync_round
from tinynet.sync.state import device_rows, state_rows
from tinynet.sync.sync_folder import NoFolderError
from tinynet.sync.sync_receive import RemovedError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tinynet.cli.env import Env
    from tinynet.sync.documents import SyncDoneDocument
    from tinynet.sync.state.device_rows import Device


class NoSuchDeviceError(TinynetError):
    """No other device has this name."""

    code = "no_such_device"


def leave(env: Env) -> Answer[SyncDoneDocument]:
    """Take part no more: send what is new, and let go of what sync keeps here."""
    file = sync_round.need_state(env)
    name = state_rows.peek(env.path, "name")["name"]
    env.confirm(f"Leave, so that {name} is kept in step no more?")
    lines = [f"{name} has left. Everything stays here; your other devices have all of it."]
    if not env.dry_run:
        try:
            sync_round.go(env)
            sync_round.finish(env, left=True)
        except (NoFolderError, RemovedError) as error:  # it may be gone for good
            lines = [
                f"{name} has left; everything stays here.",
                f"The others do not know: {error.message}.",
                f"Have one of them do without it: tinynet sync remove {name}",
            ]
        for ending in ("", "-journal"):
            copies.discard(file + ending)
    return answer(env, "leave", name, None, lines)


def remove(env: Env, name: str) -> Answer[SyncDoneDocument]:
    """Have another device take part no more, and delete its files from the folder."""
    sync_round.need_state(env)
    if not env.dry_run:
        sync_round.go(env)  # what it has sent is kept
    device = named(env, name)
    env.confirm(f"Remove {device.name}, whose files go from the folder?")
    if not env.dry_run:
        with state_rows.alone(env.path) as state:
            device_rows.remove(state, device.id)
            folder = state.meta("folder")
            state.set_meta(counter="")
        sync_round.go(env)  # what waited for a word of it waits no more
        sync_round.finish(env, anew=True)  # with what only the files told that go now
        for entry, _, _ in sync_folder.entries(folder):
            if (sync_folder.parse_name(entry) or ("", ""))[0] == device.id:
                sync_folder.discard(folder, entry)
    name = device.name
    lines = [
        f"{name} is removed; what it sent before stays.",
        "It can still open the files until there is a new key: tinynet sync key --new",
    ]
    return answer(env, "remove", name, None, lines)


def named(env: Env, name: str) -> Device:
    """The other device of a name, or of an id, since two may have joined under one name.

    Raises:
        NoSuchDeviceError: There is none, or there are several.
    """
    with state_rows.alone(env.path) as state:
        here = state.meta("name")
        found = [
            one for one in device_rows.devices(state)
            if name in {one.name, one.id} and one.name and one.id != state.device
            and one.gone != device_rows.REMOVED
        ]  # fmt: skip
    if len(found) == 1:
        return found[0]
    if found:
        raise NoSuchDeviceError(
            f"{len(found)} devices are called {name}: {', '.join(one.id for one in found)}",
            "Say which by its id; when each was seen says: tinynet sync status",
            tuple(one.id for one in found),
        )
    if name == here:
        raise NoSuchDeviceError(f"{name} is this device", "Leave with it: tinynet sync leave")
    raise NoSuchDeviceError(
        f"There is no other device called {name}", "See which there are: tinynet sync status"
    )


def key(env: Env, *, new: bool) -> Answer[SyncDoneDocument]:
    """Show the key, or make a new one and lock this device's files with it."""
    sync_round.need_state(env)
    with state_rows.alone(env.path) as state:
        name, folder = state.meta("name"), state.meta("folder")
        keys = state.keys()
        others = [device.name for device in device_rows.others(state)]
    if not new:
        return answer(env, "key", name, keys[0], [keys[0]])
    env.confirm("Make a new key? Each of your other devices needs it")
    made = sync_folder.new_key()
    if not env.dry_run:
        sync_round.go(env)
        with state_rows.alone(env.path) as state:
            state.set_meta(keys=json.dumps([made, *keys]))
        sync_round.finish(env, anew=True)
    lines = [made, f"{name}'s files are locked with it. Keep it out of that folder."]
    if others:
        lines.append(
            f"On {', '.join(others)}: tinynet sync join {folder}, which asks for it; until then "
            "they cannot read what this device sends"
        )
    return answer(env, "new key", name, made, lines)


def answer(
    env: Env, did: str, name: str, shown: str | None, lines: list[str]
) -> Answer[SyncDoneDocument]:
    """What was done."""
    document: SyncDoneDocument = {"did": did, "name": name, "key": shown, "dry_run": env.dry_run}
    plain = [(shown or name,)]
    return Answer("output.done", document, plain=plain, message=lines, wrote=did != "key")
