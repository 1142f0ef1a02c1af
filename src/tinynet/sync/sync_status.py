"""Who has what, and what lost."""

from __future__ import annotations

import os
from contextlib import closing, contextmanager

from tinynet.core.fields import TABLES
from tinynet.errors import TinynetError
from tinynet.output.answer import Answer
from tinynet.sync import turn_rows
from tinynet.sync.state import device_rows, state_rows
from tinynet.sync.state.conflict_rows import Conflicts
from tinynet.sync.state.state_rows import State
from tinynet.sync.sync_round import need_state

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from sqlite3 import Connection

    from tinynet.cli.env import Env
    from tinynet.sync.documents import (
        ConflictRecord,
        DeviceRecord,
        ReceivedRecord,
        SyncConflictsDocument,
        SyncStatusDocument,
    )
    from tinynet.sync.round.round_rows import Round

OTHER = "other"
NOUNS = {table["name"]: table["noun"] for table in TABLES if all(table["noun"])}


class NoConflictError(TinynetError):
    """There is no conflict of that number."""

    code = "no_conflict"


def status(env: Env) -> Answer[SyncStatusDocument]:
    """The devices, when they were last seen, and what waits for them."""
    need_state(env)
    with state_rows.alone(env.path) as state:
        folder, mine = state.meta("folder"), state.device
        done = state.forgotten()
        devices: list[DeviceRecord] = []
        for one in device_rows.devices(state):
            if not one.name:
                continue
            this = one.id == mine
            behind = done - set(one.head.get("forgotten", ()))
            devices.append({
                "id": one.id,
                "name": one.name,
                "this": this,
                "seen": None if this or not one.head.get("at") else f"{one.head['at']}Z",
                "waiting": 0 if this or one.gone else device_rows.waiting(state, one),
                "gone": one.gone,
                "forgetting": 0 if this or one.gone else len(behind),
            })  # fmt: skip
        devices.sort(key=lambda device: (not device["this"], device["name"]))
    conflicts = len(conflict_records(env, None))
    pending = pending_rows(env)
    for device in devices:
        if device["this"]:
            device["waiting"] = pending
    document: SyncStatusDocument = {
        "at": f"{env.unit_time()}Z", "folder": folder, "devices": devices, "conflicts": conflicts,
    }  # fmt: skip
    plain = [
        (d["name"], "this" if d["this"] else d["gone"] or "other", d["seen"], d["waiting"])
        for d in devices
    ]
    return Answer("sync.status", document, plain=plain)


def pending_rows(env: Env) -> int:
    """How many rows were changed here since the last round."""
    from tinynet.sync.round import journal_rows

    if not os.path.exists(env.path):
        return 0
    with both(env) as connection:
        changes = journal_rows.changes(connection, State(connection), 0)
    return sum(map(len, changes.touched.values()))


def received(done: Round) -> list[ReceivedRecord]:
    """What came in, by device and by what people call it; several tables are "other"."""
    counts: dict[tuple[str, str], int] = {}
    for (device, table), count in done.news.items():
        place = (done.names.get(device, device), table if table in NOUNS else OTHER)
        counts[place] = counts.get(place, 0) + count
    order = [*NOUNS, OTHER]
    ordered = sorted(counts.items(), key=lambda item: (item[0][0], order.index(item[0][1])))
    return [
        {"device": device, "what": in_words(table, count), "count": count}
        for (device, table), count in ordered
    ]


def in_words(table: str, count: int) -> str:
    """What so many rows of a table are called."""
    one, several = NOUNS.get(table, ("other change", "other changes"))
    return one if count == 1 else several


def conflict_records(env: Env, numbers: Iterable[int] | None) -> list[ConflictRecord]:
    """The conflicts with these numbers, or all, that still stand."""
    if (numbers is not None and not list(numbers)) or not os.path.exists(env.path):
        return []
    with both(env) as connection:
        return Conflicts(connection, whole=True).open(numbers)


@contextmanager
def both(env: Env) -> Iterator[Connection]:
    """The database, opened to read, with the state attached."""
    with closing(env.reading()) as store:
        state_rows.attach(store.connection, state_rows.path_of(env.path))
        yield store.connection


def conflicts(env: Env, number: int | None, *, other: bool) -> Answer[SyncConflictsDocument]:
    """List what lost, or turn one of them round."""
    need_state(env)
    found = conflict_records(env, None if number is None else [number])
    if number is not None and not found:
        raise NoConflictError(
            f"There is no conflict {number}", "See those there are: tinynet sync conflicts"
        )
    if other:
        turn(env, found[0])
    document: SyncConflictsDocument = {
        "conflicts": found, "turned": other, "dry_run": env.dry_run,
    }  # fmt: skip
    plain = [
        (one["number"], one["handle"], one["name"], one["what"], device["device"], column, value)
        for one in found
        for device in (one["kept"], one["lost"])
        for column, value in device["values"].items()
    ]
    return Answer("sync.conflicts", document, plain=plain, wrote=other)


def turn(env: Env, conflict: ConflictRecord) -> None:
    """Take the value that lost, or make one of a contact that was logged twice."""
    with state_rows.alone(env.path) as state:
        change = turn_rows.planned(state, conflict["number"])
    with env.unit(f"sync conflicts {conflict['number']} --other") as store:
        turn_rows.turn(store, change)
