"""What this device says of itself in its files, and what is known of the others."""

from __future__ import annotations

import hashlib
import json
import os
import secrets
from contextlib import suppress
from typing import NamedTuple

from tinynet.db.files import SCHEMA_VERSION
from tinynet.sync.rules.cells import own_part
from tinynet.sync.state.state_rows import State, dumps

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from typing import Any

HEAD, ALL, PART = "head", "all", "part"
LEFT, REMOVED = "left", "removed"
UNSOUGHT = "unsought"  # whether rows may name forgotten people, and are to be looked through


class Device(NamedTuple):
    """What is known of a device.

    Attributes:
        id: Its id.
        name: Its name.
        number: How far its changes are here.
        head: What it last said of itself.
        gone: "", LEFT or REMOVED.
    """

    id: str
    name: str
    number: int
    head: dict[str, Any]
    gone: str


def devices(state: State) -> list[Device]:
    """All devices, by name; those whose name is not known only wrote what others passed on."""
    found = state.execute("SELECT id, name, num, head, gone FROM state.device ORDER BY name, id")
    return [Device(i, name, num, json.loads(head), gone) for i, name, num, head, gone in found]


def others(state: State) -> list[Device]:
    """The other devices that take part."""
    return [d for d in devices(state) if d.name and not d.gone and d.id != state.device]


def names(state: State) -> dict[str, str]:
    """The names of all devices that were ever known, by their ids."""
    return {d.id: d.name or d.id for d in devices(state)}


def machine() -> str:
    """What tells this machine from others."""
    text = os.uname().nodename
    with suppress(OSError), open("/etc/machine-id", encoding="ascii") as file:
        text += file.read().strip()
    return text


def place(state_file: str) -> str:
    """What tells this machine and this folder from others."""
    text = f"{machine()}\0{os.path.realpath(state_file)}"
    return hashlib.sha256(text.encode()).hexdigest()[:20]


def header(state: State, kind: str, **more: object) -> dict[str, Any]:
    """The beginning of each header of this device's files."""
    return {
        "kind": kind,
        "dev": state.device,
        "name": state.meta("name"),
        "token": state.meta("folder_token"),
        "schema": SCHEMA_VERSION,
        **more,
    }


def head(state: State, at: str, *, left: bool = False) -> dict[str, Any]:
    """What this device says of itself and of what it has."""
    done = {one: json.loads(vv) for one, _, vv in state.execute("SELECT * FROM state.forgotten")}
    gone = [d.id for d in devices(state) if d.gone == REMOVED]
    return header(
        state,
        HEAD,
        number=state.number,
        vv=state.known(),
        all=json.loads(state.meta("all_vv", "{}")),
        removed=gone,
        forgotten=done,
        left=left,
        at=at,
    )


def new_nonce(state: State) -> str:
    """A word of this device's own in its next head, by which it knows it again."""
    word = secrets.token_hex(6)
    state.execute("INSERT INTO state.nonce VALUES (?)", (word,))
    return word


def is_own_nonce(state: State, word: object) -> bool:
    """Whether this device wrote a head."""
    found = state.execute("SELECT 1 FROM state.nonce WHERE value = ?", (str(word),)).fetchone()
    return found is not None


def seen_since(state: State, above: int) -> list[list[Any]]:
    """What this device had seen at each of its changes above a number, for a header."""
    mine = state.device
    return [[d, n, vv] for (d, n), vv in sorted(state.batches().items()) if d == mine and n > above]


def part_records(state: State, first: int, last: int) -> Iterator[str]:
    """What this device changed between two numbers, a line a row."""
    mine = state.device
    for gid, record in state.own_rows(first, last):
        yield dumps([gid, own_part(record, mine, first)])


def parts(state: State) -> list[tuple[int, int, int, int, str]]:
    """The files of this device that hold changes: first, last, level, size and name."""
    return state.execute(
        "SELECT first, last, level, size, name FROM state.part ORDER BY last, first"
    ).fetchall()


def replace_parts(state: State, gone: Sequence[str], new: tuple[int, int, int, int, str]) -> None:
    """Keep that one file holds what others held."""
    state.execute("SAVEPOINT parts")
    state.executemany("DELETE FROM state.part WHERE name = ?", [(name,) for name in gone])
    state.execute("REPLACE INTO state.part VALUES (?, ?, ?, ?, ?)", new)
    state.execute("RELEASE parts")


def looked_at(state: State) -> dict[str, tuple[int, int, str | None]]:
    """The files that were looked at: size, time, and what is wrong with them."""
    found = state.execute("SELECT name, size, mtime, wrong FROM state.file")
    return {name: (size, mtime, wrong) for name, size, mtime, wrong in found}


def look(state: State, name: str, size: int, mtime: int, wrong: str | None = None) -> None:
    """Keep that a file was looked at as it is."""
    state.execute("REPLACE INTO state.file VALUES (?, ?, ?, ?)", (name, size, mtime, wrong))


def heed_forgotten(
    state: State, forgotten: Mapping[str, Mapping[str, int]], removed: Collection[str], at: str
) -> None:
    """Keep who was forgotten elsewhere, once all is here that was known there and may still come.

    Args:
        state: The state.
        forgotten: The hashes of people, and what was known where they were forgotten.
        removed: The devices of which nothing is taken in any more.
        at: Now, UTC, ISO to the second.
    """
    here = state.known()
    new = {
        one: known
        for one, known in forgotten.items()
        if all(n <= here.get(device, 0) or device in removed for device, n in known.items())
    }
    keep_forgotten(state, new, at)


def keep_forgotten(state: State, new: Mapping[str, Mapping[str, int]], at: str) -> None:
    """Keep that people are forgotten, with what was known there; who was so before stays as it is.

    Rows that name them are not taken out yet.
    """
    kept = state.executemany(
        "INSERT OR IGNORE INTO state.forgotten VALUES (?, ?, ?)",
        [(one, at, dumps(known)) for one, known in new.items()],
    )
    if kept.rowcount > 0:
        state.set_meta(**{UNSOUGHT: 1})


def set_head(state: State, device: str, head: dict[str, Any]) -> None:
    """Keep what a device says of itself."""
    name, text = str(head.get("name", ""))[:32], dumps(head)
    gone = LEFT if head.get("left") is True else ""
    state.execute(
        "INSERT INTO state.device (id, name, head, gone) VALUES (?, ?, ?, ?) ON CONFLICT (id) "
        "DO UPDATE SET name = excluded.name, head = excluded.head, "
        "gone = CASE WHEN gone = 'removed' THEN gone ELSE excluded.gone END",
        (device, name, text, gone),
    )


def remove(state: State, device: str) -> None:
    """Keep that a device takes part no more."""
    state.execute(
        "INSERT INTO state.device (id, name, gone) VALUES (?, '', ?) ON CONFLICT (id) "
        "DO UPDATE SET gone = excluded.gone",
        (device, REMOVED),
    )


def waiting(state: State, device: Device) -> int:
    """How many rows of this device another one has not yet."""
    has = device.head.get("vv", {}).get(state.device, 0)
    found = state.execute("SELECT count(*) FROM state.row WHERE num > ?", (has,)).fetchone()
    return int(found[0])
