"""Begin: this device is the first, or joins the others."""

from __future__ import annotations

import json
import os
import secrets
from contextlib import contextmanager, suppress

from tinynet.cli.env import is_terminal
from tinynet.db import copies, database
from tinynet.errors import BadValueError, CancelledError, TinynetError, UsageError, quoted
from tinynet.output.page import count_of
from tinynet.sync import sync_folder
from tinynet.sync.round.round_rows import Rounds
from tinynet.sync.state import device_rows, state_rows
from tinynet.sync.sync_folder import NoFolderError, SealedError
from tinynet.sync.sync_receive import Receiver, heed, is_name
from tinynet.sync.sync_round import finish, go, label, unit

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from tinynet.cli.env import Env
    from tinynet.db.statement_types import Totals
    from tinynet.sync.round.round_rows import Round

KEEPERS = {".git": "git", ".hg": "Mercurial", ".stversions": "Syncthing with versions"}
NOBODY: Totals = {"people": 0, "contacts": 0}


class FolderInUseError(TinynetError):
    """The folder holds the files of other devices already."""

    code = "folder_in_use"


class NotInUseError(TinynetError):
    """There is nobody in the folder to join."""

    code = "folder_not_in_use"


class NameTakenError(TinynetError):
    """Another device has this name."""

    code = "name_taken"


class WrongKeyError(TinynetError):
    """The key does not open the files of the folder."""

    code = "wrong_key"
    exit_code = 5


def init(env: Env, folder: str, name: str) -> dict[str, Any]:
    """Be the first device of a folder; returns what the answer says."""
    place = checked_folder(env, folder)
    check_name(name)
    file = state_rows.path_of(env.path)
    if os.path.exists(file):
        known = state_rows.peek(env.path, "name", "folder")
        raise FolderInUseError(
            f"This device is {known['name']} in {known['folder']} already",
            "Leave that first: tinynet sync leave",
        )
    if sync_folder.entries(place):
        raise FolderInUseError(
            f"There are files of other devices in {folder} already",
            f"Join them: tinynet sync join {quoted(folder)} --name {name}",
        )
    ask_first(env, folder, name)
    key = sync_folder.new_key()
    with new_state(env, file) as draft, unit(env, draft, new=True) as store:
        rounds = Rounds(store, env.unit_time())
        rounds.found(name, place, [key], secrets.token_hex(16), device_rows.place(file))
        changes = rounds.changes()
        changes.whole = True
        rounds.take_local(changes)
        rounds.keep()
    size = 0 if env.dry_run else finish(env)
    shown = None if env.dry_run else key  # of a dry run it opens nothing
    return document("init", name, place, totals(env), size, shown)


def ask_first(env: Env, folder: str, name: str) -> None:
    """On a terminal, ask whether this is the first device: a second one has to join.

    Raises:
        CancelledError: It is not.
    """
    if env.yes or env.dry_run or not env.can_ask():
        return
    env.say("Nobody has put anything into that folder yet, as far as it has arrived here.")
    try:
        env.confirm("Is this your first device?")
    except CancelledError:
        raise CancelledError(
            "Nothing was done",
            "Begin on the first one, wait until the folder has arrived here, and join it: "
            f"tinynet sync join {quoted(folder)} --name {name}",
        ) from None


def join(env: Env, folder: str, name: str | None) -> tuple[dict[str, Any], Round]:
    """Join the devices of a folder, or give this one the new key, or a name of its own."""
    place = checked_folder(env, folder)
    check_name(name or "x")
    there = sync_folder.entries(place)
    if not there:
        raise NotInUseError(
            f"There are no files of another device in {folder}",
            "If something carries it here, wait for it. If this is the first device: "
            f"tinynet sync init {quoted(folder)} --name {name or 'NAME'}",
        )
    file = state_rows.path_of(env.path)
    known = {}
    if os.path.exists(file):
        known = state_rows.peek(env.path, "name", "machine", "folder_token", "keys", "device")
    key = read_key(env)
    header = open_one(place, there, key)
    same = known and known["folder_token"] == header["token"]
    if known and not same:
        raise FolderInUseError(
            f"This device is {known['name']} in another folder already",
            "Leave that first: tinynet sync leave",
        )
    here = known and known["machine"] == device_rows.place(file)
    if known and here and name in {None, known["name"]} and not is_removed(place, key, known):
        return rekey(env, place, key, known)
    if name is None:
        raise UsageError(
            "This device needs a name",
            f"Such as laptop: tinynet sync join {quoted(folder)} --name laptop",
        )
    check_free(place, there, key, name)
    token = str(header["token"])
    if known:
        done, here_now = join_as(env, file, file, place, key, name, token, new=False)
    else:
        ask_along(env)
        with new_state(env, file) as draft:
            done, here_now = join_as(env, draft, file, place, key, name, token, new=True)
    if not env.dry_run:
        heed(env)
        finish(env)
    return document("join", name, place, here_now), done


def document(  # noqa: PLR0917  what a device is
    did: str, name: str, folder: str, here: Totals, size: int = 0, key: str | None = None
) -> dict[str, Any]:
    """What the answer says of a device that has begun."""
    return {"did": did, "name": name, "folder": folder, **here, "bytes": size, "key": key}


def ask_along(env: Env) -> None:
    """Say what becomes of people who are here already, and ask on a terminal.

    Raises:
        CancelledError: They are not to come along.
    """
    people = totals(env)["people"]
    if not people or env.dry_run:
        return
    env.say(
        f"{count_of(people, 'person is', 'people are')} here already, and will be on your other "
        "devices, too. Whoever is here and there is then there twice; tinynet merge --suggest "
        "finds them. A backup is made first."
    )
    if env.can_ask():
        env.confirm("Join with them?")


def totals(env: Env) -> Totals:
    """How many people and contacts are here."""
    return copies.totals_at(env.path) or NOBODY


def join_as(  # noqa: PLR0917  what a device is
    env: Env, draft: str, file: str, place: str, key: str, name: str, token: str, *, new: bool
) -> tuple[Round, Totals]:
    """Be a new device of a folder, with what is here; also returns how much that is now."""
    with unit(env, draft, new=new, backup="join" if totals(env)["people"] else "") as store:
        rounds = Rounds(store, env.unit_time())
        at = device_rows.place(file)
        if new:
            rounds.found(name, place, [key], token, at)
        else:
            rounds.begin()
            rounds.begin_again(name, place, key, at)  # first: another may write as the old one
            rounds.take_local(rounds.changes())
        receiver = Receiver(rounds, joining=True)
        receiver.receive()
        rounds.done.wrong = receiver.wrong
        if not rounds.bulk:
            if new:
                changes = rounds.changes()
                changes.whole = True
                rounds.mark_all()
                rounds.take_local(changes, joining=True)
            rounds.touched |= rounds.everything_here()
        names = device_rows.names(rounds.state)
        rounds.project(rounds.touched, lambda done: label(done, names))
        rounds.keep()
        return rounds.done, copies.totals(store.connection) or NOBODY


def rekey(env: Env, place: str, key: str, known: dict[str, str]) -> tuple[dict[str, Any], Round]:
    """Give a device that has joined before the new key, or the folder's new place."""
    if not env.dry_run:
        keys = [key, *(old for old in json.loads(known["keys"]) if old != key)]
        with state_rows.alone(env.path) as state:
            state.set_meta(keys=json.dumps(keys), folder=place)
    done = go(env)
    if not env.dry_run:
        finish(env, anew=True)
    return document("join", known["name"], place, totals(env)), done


def checked_folder(env: Env, folder: str) -> str:
    """The whole path of a folder that something carries around.

    Raises:
        NoFolderError: It is not there.
        BadValueError: The database is in it.
    """
    place = os.path.abspath(os.path.expanduser(folder))
    if not os.path.isdir(place):
        if os.path.lexists(place):
            raise NoFolderError(f"{folder} is no folder", "Name one that holds nothing else")
        raise NoFolderError(
            f"There is no folder {folder}", f"Make it first: mkdir -p {quoted(folder)}"
        )
    if not os.access(place, os.W_OK | os.X_OK):
        raise NoFolderError(
            f"{folder} cannot be written, and each device has its files there",
            "Look at whose it is, and at its mode: ls -ld " + quoted(folder),
        )
    if keeper := keeps_versions(place):
        env.say(
            f"{folder} seems to be kept by {keeper}, which keeps old versions of files: whom you "
            "forget would stay in them. Switch that off there, or take another folder."
        )
    home = os.path.realpath(os.path.dirname(env.path))
    if os.path.realpath(place) == home:
        raise BadValueError(
            f"The database itself is in {folder}", "Choose a folder that holds nothing else"
        )
    database.schema_version(env.path)  # refuses what is not a database of ours
    return place


def keeps_versions(place: str) -> str:
    """What seems to keep old versions of a folder; "" for nothing."""
    while True:
        for name, keeper in KEEPERS.items():
            if os.path.exists(os.path.join(place, name)):
                return keeper
        if place == os.path.dirname(place):
            return ""
        place = os.path.dirname(place)


def check_name(name: str) -> None:
    """Check that a device can be called so.

    Raises:
        BadValueError: It cannot.
    """
    if not is_name(name):
        raise BadValueError(
            f'A device cannot be called "{name}"',
            f"Use letters, digits, - and _, at most {sync_folder.NAME_MAX}: laptop",
        )


def read_key(env: Env) -> str:
    """The key: typed on a terminal, else the first line of standard input.

    Raises:
        BadValueError: It is not a key.
    """
    if is_terminal(env.stdin):
        typed = env.ask("Key:", "it as the first line of standard input", secret=True)
    else:
        typed = next(env.piped_lines(), "")
    key = typed.strip()
    if not sync_folder.is_key(key):
        raise BadValueError(
            "That is not a key: one begins with AGE-SECRET-KEY-1" if key else "There is no key",
            "See it on a device that has joined: tinynet sync key",
        )
    return key


def open_one(place: str, there: list[tuple[str, int, int]], key: str) -> dict[str, Any]:
    """The header of a file that opens with the key.

    Raises:
        WrongKeyError: There is none.
    """
    reason = ""
    for name, _, _ in sorted(there, key=lambda entry: entry[1]):
        try:
            header, _ = sync_folder.unseal(place, name, [key])
        except SealedError as error:
            reason = reason or f"{name}: {error}"
            continue
        if isinstance(header.get("token"), str):
            return header
    raise WrongKeyError(
        f"The key opens none of the files in {place} ({reason})",
        "See it on a device that has joined: tinynet sync key",
    )


def heads(place: str, there: list[tuple[str, int, int]], key: str) -> list[dict[str, Any]]:
    """What devices say of themselves in a folder, as far as it opens."""
    found = []
    for name, _, _ in there:
        if (sync_folder.parse_name(name) or ("", ""))[1] == device_rows.HEAD:
            with suppress(SealedError):
                found.append(sync_folder.unseal(place, name, [key])[0])
    return found


def check_free(place: str, there: list[tuple[str, int, int]], key: str, name: str) -> None:
    """Check that no other device has the name.

    Raises:
        NameTakenError: One has.
    """
    found = heads(place, there, key)
    gone = {device for head in found for device in head.get("removed", [])}
    if name in {head.get("name") for head in found if head.get("dev") not in gone}:
        raise NameTakenError(
            f"There is a device called {name} already",
            f"Choose another, or remove that one on another device: tinynet sync remove {name}",
        )


def is_removed(place: str, key: str, known: dict[str, str]) -> bool:
    """Whether another device has removed this one."""
    found = heads(place, sync_folder.entries(place), key)
    return any(known["device"] in head.get("removed", []) for head in found)


@contextmanager
def new_state(env: Env, file: str) -> Iterator[str]:
    """A draft of a new state, which is where it belongs once it is whole."""
    draft = f"{file}.new"
    state_rows.create(draft)
    try:
        yield draft
        if not env.dry_run:
            os.rename(draft, file)
            copies.sync_folder(os.path.dirname(file))
    finally:
        for ending in ("", "-journal"):
            copies.discard(draft + ending)
