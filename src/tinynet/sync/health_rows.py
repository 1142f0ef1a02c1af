"""The doctor's checks of what sync keeps: the state, this device's files, and the other devices."""

from __future__ import annotations

import os
from contextlib import closing
from datetime import datetime
from shlex import join, quote

from tinynet.core.compiled_cells import CELLS as SPECS
from tinynet.core.extras import MissingExtraError
from tinynet.errors import TinynetError
from tinynet.output.page import count_of
from tinynet.safety.rules.findings import BAD, NOTE, OK, WARN, Finding, list_names
from tinynet.sync import sync_folder
from tinynet.sync.round import journal_rows
from tinynet.sync.state import device_rows, state_rows, table_rows
from tinynet.sync.state.conflict_rows import Conflicts
from tinynet.sync.state.state_rows import State
from tinynet.sync.sync_folder import NoFolderError, SealedError
from tinynet.sync.sync_receive import copied

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from sqlite3 import Connection

CHECK = "sync"
LONG = 30  # days without a word of a device


def examine(connection: Connection, database: str, at: str) -> list[Finding]:
    """Look at what sync keeps of a database.

    Args:
        connection: The database, opened to read; the state is attached to it.
        database: Its path.
        at: Now, UTC, ISO to the second.
    """
    try:
        with closing(state_rows.opened(database)) as alone:
            broken = list(soundness(alone, database))
    except TinynetError as error:
        return [Finding(CHECK, BAD, error.message, error.remedy)]
    if broken:
        return broken
    state_rows.attach(connection, state_rows.path_of(database))
    state = State(connection)
    found = [
        *binding(connection, state, database), *own_files(state), *left_out(state),
        *others(connection, state, at),
    ]  # fmt: skip
    if not any(finding.level in {WARN, BAD} for finding in found):
        folder, name = state.meta("folder"), state.meta("name")
        found.append(Finding(CHECK, OK, f"{name} is kept in step through {folder}"))
    return found


def soundness(alone: Connection, database: str) -> Iterator[Finding]:
    """Check the state's file with SQLite, and that this tinynet knows its form."""
    version = alone.execute("PRAGMA state.user_version").fetchone()[0]
    if version > state_rows.VERSION:
        yield Finding(
            CHECK, BAD, f"what sync knows was written by a newer tinynet (version {version})",
            "Upgrade tinynet; nothing was touched",
        )  # fmt: skip
        return
    (fault,) = alone.execute("PRAGMA state.integrity_check(1)").fetchone()
    if fault != "ok":
        error = state_rows.damaged(database, fault)
        yield Finding(CHECK, BAD, error.message, error.remedy)


def binding(connection: Connection, state: State, database: str) -> Iterator[Finding]:
    """Whether the state is that of this database, on this machine, row by row."""
    file, folder = state_rows.path_of(database), state.meta("folder")
    if state.meta("machine") != device_rows.place(file):
        error = copied(state.meta("name"), folder)
        yield Finding(CHECK, WARN, error.message, error.remedy)
    token = connection.execute("SELECT value FROM main.setting WHERE key = 'sync'").fetchone()
    if token is None or token[0] != state.meta("token"):
        yield Finding(
            CHECK, WARN, "the database is not as the last sync left it: a backup was restored",
            "Take all devices back to it with tinynet sync --take-back, or bring this one up to "
            "date: tinynet sync --catch-up",
        )  # fmt: skip
        return
    if journal_rows.changes(connection, state, 0):
        return  # what was changed since the last sync may be different
    lost = sorted(spec["name"] for spec in SPECS if table_rows.strays(connection, spec["name"]))
    if lost:
        aside = join(["mv", file, f"{file}.old"])
        yield Finding(
            CHECK, BAD, f"sync does not know all rows there are ({list_names(lost)})",
            f"Join again: {aside} && tinynet sync join {quote(folder)} --name NEW-NAME",
        )  # fmt: skip


def own_files(state: State) -> Iterator[Finding]:
    """Whether the folder is there, and this device's files in it are whole and open."""
    folder, keys = state.meta("folder"), state.keys()
    try:
        there = {name for name, _, _ in sync_folder.entries(folder)}
    except NoFolderError as error:
        yield Finding(
            CHECK, WARN, error.message,
            "See to what carries it; where it moved, tinynet sync join NEW-PLACE, with the key",
        )  # fmt: skip
        return
    if not os.access(folder, os.W_OK | os.X_OK):
        yield Finding(
            CHECK, WARN, f"{folder} cannot be written, so nothing is sent",
            f"Look at whose it is, and at its mode: ls -ld {quote(folder)}",
        )  # fmt: skip
    head = sync_folder.file_name(state.meta("name"), state.device, device_rows.HEAD)
    names = [*(part[4] for part in device_rows.parts(state)), head]
    if missing := sorted(set(names) - there):
        yield Finding(
            CHECK, NOTE, f"{list_names(missing)} is not in {folder}", "Write it again: tinynet sync"
        )
    try:
        broken = [name for name in names if name in there and not opens(folder, name, keys)]
    except MissingExtraError as error:
        yield Finding(CHECK, WARN, error.message, error.remedy)
        return
    if broken:
        paths = [os.path.join(folder, name) for name in broken]
        yield Finding(
            CHECK, WARN, f"{list_names(broken)} does not open, so the others cannot read it",
            f"Have it written again: {join(['rm', *paths])} && tinynet sync",
        )  # fmt: skip


def opens(folder: str, name: str, keys: list[str]) -> bool:
    """Whether a file opens and is whole to its end."""
    try:
        _, lines = sync_folder.unseal(folder, name, keys)
        return all(isinstance(line, list) for line, _ in lines)
    except (SealedError, ValueError):
        return False


def left_out(state: State) -> Iterator[Finding]:
    """The files of others that were left out, as far as they are still there."""
    folder = state.meta("folder")
    for name, (_, _, wrong) in device_rows.looked_at(state).items():
        if wrong and os.path.exists(os.path.join(folder, name)):
            yield Finding(
                CHECK, WARN, f"{name} was left out: {wrong}",
                "If it stays so, delete it; the device that wrote it writes it again with its next "
                "tinynet sync",
            )  # fmt: skip


def others(connection: Connection, state: State, at: str) -> Iterator[Finding]:
    """Devices that were not heard of for long, whom they have not forgotten, and conflicts."""
    done = state.forgotten()
    for device in device_rows.others(state):
        seen = str(device.head.get("at", ""))
        days = (datetime.fromisoformat(at) - datetime.fromisoformat(seen)).days if seen else 0
        if days > LONG:
            waiting = device_rows.waiting(state, device)
            yield Finding(
                CHECK, NOTE, f"{device.name} was last seen {days} days ago{waits(waiting)}",
                f"If it is gone for good: tinynet sync remove {device.name}",
            )  # fmt: skip
        if behind := len(done - set(device.head.get("forgotten", ()))):
            yield Finding(
                CHECK, NOTE,
                f"{device.name} has not yet forgotten {count_of(behind, 'person', 'people')} whom "
                "you forgot",
                f"On {device.name}: tinynet sync",
            )  # fmt: skip
    if conflicts := Conflicts(connection, whole=True).open():
        one = len(conflicts) == 1
        message = "1 value lost against another, or was logged twice"
        several = f"{len(conflicts):,} values lost against others, or were logged twice"
        yield Finding(
            CHECK, NOTE, message if one else several,
            f"Look at {'it' if one else 'them'}: tinynet sync conflicts",
        )  # fmt: skip


def waits(count: int) -> str:
    """How much waits for a device."""
    verb = "waits" if count == 1 else "wait"
    return f"; {count_of(count, 'change')} {verb} for it" if count else ""
