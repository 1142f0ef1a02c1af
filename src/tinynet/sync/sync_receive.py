"""Open what others have put into the folder, join what is of use, and forget whom they forgot."""

from __future__ import annotations

from contextlib import closing

from tinynet.cli import editor
from tinynet.db import files
from tinynet.db.files import SCHEMA_VERSION
from tinynet.errors import TinynetError, quoted
from tinynet.safety import forget_rows
from tinynet.sync import forgotten_rows, sync_folder
from tinynet.sync.round.incoming_rows import checked_vector
from tinynet.sync.rules import sane
from tinynet.sync.rules.sane import UnsoundError
from tinynet.sync.state import device_rows, state_rows
from tinynet.sync.state.device_rows import ALL, HEAD, PART, UNSOUGHT
from tinynet.sync.sync_folder import SealedError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    from tinynet.cli.env import Env
    from tinynet.sync.round.round_rows import Rounds
    from tinynet.sync.rules.sane import Lines

    Join = Callable[[dict[str, Any], Lines], bool]


class CopiedError(TinynetError):
    """Another database writes as this device."""

    code = "copied"
    exit_code = 2


class RemovedError(TinynetError):
    """This device was removed by another."""

    code = "removed"


class Receiver:
    """Looks at the files of a folder.

    Args:
        rounds: The round.
        joining: Whether this device has no name among the others yet.

    Attributes:
        wrong: Files that were left out, and why.
    """

    def __init__(self, rounds: Rounds, *, joining: bool = False) -> None:
        self.rounds, self.state, self.joining = rounds, rounds.state, joining
        self.folder = self.state.meta("folder")
        self.keys = self.state.keys()
        self.token = self.state.meta("folder_token")
        self.mine = self.state.device
        self.wrong: dict[str, str] = {}
        self.removed = {d.id for d in device_rows.devices(self.state) if d.gone == "removed"}

    def receive(self) -> None:
        """Look at all files that are new, heads first, and join what continues what is here."""
        there = sync_folder.entries(self.folder)
        looked = device_rows.looked_at(self.state)
        fresh: list[tuple[str, int, int]] = []
        for name, size, mtime in there:
            device, what = sync_folder.parse_name(name) or ("", "")
            if device == self.mine and what != HEAD:
                continue  # the sender sees to its own
            known = looked.get(name)
            if known is None or known[:2] != (size, mtime) or known[2]:
                fresh.append((name, size, mtime))  # what was wrong may open with a newer tinynet
        kinds: dict[str, list[tuple[str, int, int]]] = {HEAD: [], PART: [], ALL: []}
        for entry in fresh:
            kinds[self.kind_of(entry[0])].append(entry)
        for entry in kinds[HEAD]:
            self.look(entry, self.take_head)
        self.heed_heads()
        self.heed_forgotten()
        if self.joining:  # the largest first, which holds most: it is taken in at once
            kinds[ALL] = self.join_all(sorted(kinds[ALL], key=lambda entry: -entry[1]))
        parts = sorted(kinds[PART], key=self.first_of)
        parts = self.join_all(parts)
        wholes = [entry for entry in kinds[ALL] if not self.is_known(entry)]
        if parts or wholes:
            self.join_all(wholes)
            self.join_all(parts)
        self.heed_forgotten()

    def kind_of(self, name: str) -> str:
        """What a file is, by its name."""
        known = sync_folder.parse_name(name)
        what = known[1] if known else ""
        return what if what in {HEAD, ALL} else ALL if what.startswith(ALL) else PART

    def first_of(self, entry: tuple[str, int, int]) -> tuple[str, int]:
        """By what parts are put in order."""
        known = sync_folder.parse_name(entry[0])
        span = sync_folder.part_range(known[1]) if known else None
        return (known[0] if known else "~", span[0] if span else 0)

    def is_known(self, entry: tuple[str, int, int]) -> bool:
        """Whether a whole state says nothing new, by what its device says of it."""
        known = sync_folder.parse_name(entry[0])
        for device in device_rows.devices(self.state):
            if known and device.id == known[0] and known[1] == ALL and device.head.get("all"):
                here = self.state.known()
                if all(n <= here.get(d, 0) for d, n in device.head["all"].items()):
                    device_rows.look(self.state, *entry)
                    return True
        return False

    def join_all(self, entries: list[tuple[str, int, int]]) -> list[tuple[str, int, int]]:
        """Join files as long as one continues what is here; returns those that do not."""
        waiting = list(entries)
        progress = True
        while waiting and progress:
            progress = False
            for entry in list(waiting):
                if self.look(entry, self.take_file):
                    waiting.remove(entry)
                    progress = True
        return waiting

    def look(self, entry: tuple[str, int, int], take: Join) -> bool:
        """Open a file and take it; returns whether it need not be looked at again."""
        name, size, mtime = entry
        try:
            header, lines = sync_folder.unseal(self.folder, name, self.keys)
            self.check(header)
            done = take(header, lines)
        except (SealedError, UnsoundError) as error:
            self.wrong[name] = str(error)
            device_rows.look(self.state, name, size, mtime, str(error))
            return True
        if done:
            device_rows.look(self.state, name, size, mtime)
        return done

    def check(self, header: dict[str, Any]) -> None:
        """Check that a file is of this folder, and not of a newer tinynet."""
        device, name = header.get("dev"), header.get("name")
        sane.check_number(device, 0)
        sane.need(isinstance(name, str) and is_name(str(name)), "its device has no name")
        schema = header.get("schema")
        sane.need(type(schema) is int, "it is of no schema")
        if int(str(schema)) > SCHEMA_VERSION:
            raise SealedError(f"{name} runs a newer tinynet; update here first")
        if header.get("token") != self.token:
            raise SealedError("it is of another folder")
        sane.need(header.get("kind") in {HEAD, ALL, PART}, "it is of no kind")

    def take_head(self, header: dict[str, Any], _: Lines) -> bool:
        """Keep what a device says of itself."""
        if header["kind"] != HEAD:
            return self.take_file(header, _)
        device = header["dev"]
        for vector in ("vv", "all"):
            checked_vector(header.get(vector, {}))
        gone, forgotten = header.get("removed", []), header.get("forgotten", {})
        sane.need(isinstance(gone, list) and isinstance(forgotten, dict), "its lists are not lists")
        sane.need(
            all(isinstance(word, str) and len(word) < 100 for word in (*gone, *forgotten)),
            "its lists are not lists",
        )
        for vector in forgotten.values():
            checked_vector(vector)
        if device == self.mine:
            if not device_rows.is_own_nonce(self.state, header.get("nonce")):
                raise older(self.state.meta("name"), self.folder)
            return True
        if device in self.removed:
            return True
        known = {d.id: d.head for d in device_rows.devices(self.state)}.get(device, {})
        if header.get("number", 0) >= known.get("number", 0):
            device_rows.set_head(self.state, device, header)
        return True

    def heed_forgotten(self) -> None:
        """Keep whom others have forgotten, also those who were removed after they said so."""
        for device in device_rows.devices(self.state):
            if device.id != self.mine:
                forgotten = device.head.get("forgotten", {})
                device_rows.heed_forgotten(self.state, forgotten, self.removed, self.rounds.at)

    def heed_heads(self) -> None:
        """Do what heads say: who was removed.

        Raises:
            RemovedError: This device was removed.
        """
        for device in device_rows.devices(self.state):
            if device.id in self.removed or device.id == self.mine:
                continue
            for gone in device.head.get("removed", ()):
                if gone == self.mine and not self.joining:
                    raise RemovedError(
                        f"{device.name} has removed this device from {self.folder}; nothing was "
                        "sent or taken in",
                        f"To have it back: tinynet sync join {quoted(self.folder)} --name NEW-NAME",
                    )
                if gone != self.mine and gone not in self.removed:
                    device_rows.remove(self.state, gone)
                    self.removed.add(gone)

    def take_file(self, header: dict[str, Any], lines: Lines) -> bool:
        """Join a file; returns whether it need not be looked at again."""
        device = header["dev"]
        if header["kind"] == HEAD:
            return self.take_head(header, lines)
        if device in self.removed or device == self.mine:
            return True
        if header["kind"] == PART:
            last, here = header.get("last"), self.state.known().get(device, 0)
            sane.check_number(device, last)
            if int(str(last)) <= here:
                return True
        if self.rounds.join(header, lines, joining=self.joining):
            if device not in {d.id for d in device_rows.devices(self.state) if d.name}:
                device_rows.set_head(self.state, device, {"name": header["name"]})
            return True
        return bool(header["kind"] == ALL)


def heed(env: Env) -> int | None:
    """Forget whom another device has forgotten: database, backups and state.

    Returns:
        How many were in the database; None where nothing is to be looked at again.
    """
    look_for_returned(env)
    forgotten, anew = forgotten_rows.everybody(env.path, env.unit_time())
    if not forgotten:
        return None
    found: dict[int, str] = {}
    was_here = False
    if anew:
        store = env.reading()
        found = forgotten_rows.people_to_forget(store.connection, forgotten)
        store.close()
        was_here = forget_in_files(env, found, forgotten)
    known = forgotten_rows.forget(env.path, (), env.unit_time(), was_here=was_here)
    return len(found) if known or was_here else None


def look_for_returned(env: Env) -> bool:
    """Have all be looked through where somebody who is forgotten is back, by a file or a backup.

    The next sync takes them out again, though they may have gone from the database until then: a
    backup was made meanwhile, or they were merged into somebody, who keeps their uid.

    Returns:
        Whether somebody is.
    """
    with state_rows.alone(env.path) as state:
        forgotten = state.forgotten()
        is_meant = forgotten_rows.is_one_of(forgotten)
        if not (forgotten and forget_rows.is_named_in(env.path, is_meant)):
            return False
        state.set_meta(**{UNSOUGHT: 1})
        return True


def forget_in_files(env: Env, people: Mapping[int, str], forgotten: set[str]) -> bool:
    """Take people out of the database and its copies; returns whether they were in the database.

    Args:
        env: For the database.
        people: The handles of those of the database, by their ids.
        forgotten: The hashes of all; the copies may have some who are not here any more.
    """
    with closing(files.Lock(env.path)):
        one = forget_rows.Forgetting(
            env.path, env.cadences(), list(people), replace=False,
            is_meant=forgotten_rows.is_one_of(forgotten),
        )  # fmt: skip
        for _ in one.files():
            pass
        for handle in people.values():
            editor.discard_kept(f"{handle}.toml")
    return bool(one.draft)


def is_name(name: str) -> bool:
    """Whether a device may be called so."""
    return 0 < len(name) <= sync_folder.NAME_MAX and all(c.isalnum() or c in "-_" for c in name)


def copied(name: str, folder: str) -> CopiedError:
    """The error for a database that two devices use."""
    return CopiedError(
        f"This database is a copy of {name}, or {name} was moved here; nothing was sent",
        "If it was moved, write tinynet sync --moved. If the other one is still in use, this one "
        f"needs a name of its own: tinynet sync join {quoted(folder)} --name NEW-NAME",
    )


def older(name: str, folder: str) -> CopiedError:
    """The error where this device's own file in the folder was written by another hand."""
    return CopiedError(
        f"Something else writes as {name}, or all of this disk was put back to what it was before "
        "the last sync; nothing was sent",
        "Nothing is lost by joining again under a new name: "
        f"tinynet sync join {quoted(folder)} --name NEW-NAME",
    )
