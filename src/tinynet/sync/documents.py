"""What sync's commands answer as JSON."""

from __future__ import annotations

from typing import Any, TypedDict


class ReceivedRecord(TypedDict):
    """What one device changed: `what` is a table of ours, in words."""

    device: str
    what: str
    count: int


class BackRecord(TypedDict):
    """Somebody who was taken out on one device and changed on another, and so is there."""

    handle: str
    name: str


class WrittenRecord(TypedDict):
    """A value, and which device wrote it, when (UTC)."""

    device: str
    at: str
    values: dict[str, Any]


class ConflictRecord(TypedDict):
    """Two values of one thing, or a contact logged twice; `kind` is cell or double.

    For a double `kept` and `lost` are the two contacts; both are there.
    """

    number: int
    kind: str
    handle: str | None
    name: str
    what: str
    kept: WrittenRecord
    lost: WrittenRecord


class WrongFileRecord(TypedDict):
    """A file that was left out, and why."""

    file: str
    reason: str


class SyncDocument(TypedDict):
    """A round: what was sent, what came in, and what is to be looked at.

    `forgotten`: people who are forgotten here because another device forgot them. `restored`: what
    became of a database that was restored: catch_up, take_back, or nothing; and catch_up_only where
    a copy was put in its place by hand, so that nobody knows what was done since.
    """

    sent: int
    received: list[ReceivedRecord]
    back: list[BackRecord]
    conflicts: list[ConflictRecord]
    wrong: list[WrongFileRecord]
    forgotten: int
    restored: str
    undo_anew: bool
    dry_run: bool


class SyncSetUpDocument(TypedDict):
    """This device is the first, or has joined; `key` only for the first."""

    did: str
    name: str
    folder: str
    people: int
    contacts: int
    bytes: int
    key: str | None
    wrong: list[WrongFileRecord]
    dry_run: bool


class DeviceRecord(TypedDict):
    """A device: when it was last seen (UTC), and what waits for it or is to be sent.

    Two that joined without knowing of each other may have one name; `sync remove` takes the id.
    """

    id: str
    name: str
    this: bool
    seen: str | None
    waiting: int
    gone: str
    forgetting: int


class SyncStatusDocument(TypedDict):
    """The devices, as they are now (UTC)."""

    at: str
    folder: str
    devices: list[DeviceRecord]
    conflicts: int


class SyncConflictsDocument(TypedDict):
    """What lost, and what was logged twice."""

    conflicts: list[ConflictRecord]
    turned: bool
    dry_run: bool


class SyncDoneDocument(TypedDict):
    """A device left or was removed, or the key is shown or new."""

    did: str
    name: str
    key: str | None
    dry_run: bool
