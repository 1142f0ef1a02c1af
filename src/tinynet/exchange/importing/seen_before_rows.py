"""Recognise a file that was imported before and would change nothing, without reading it again.

Reading takes most of the time: 17 of 22 seconds for a mailbox of a gigabyte. What an import would
do depends on the file, on the command line, and on the database. Where all of that is
as it was when the last import of the file had ended, it would find everything unchanged. Names are
not kept for this, only numbers: of people, lines and counts.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, NamedTuple

from tinynet import __version__
from tinynet.cli.env import Env
from tinynet.db import sql
from tinynet.db.store import Store
from tinynet.exchange.importing import trace_rows
from tinynet.exchange.importing.import_formats import ImportOptions, ImportSource
from tinynet.exchange.importing.plan import ImportPlan

CHUNK = 1024 * 1024
AT_ONCE = 1_000  # rows
KEY = "imported:"
BY_THE_DAY = "ics"  # what is past grows with the days


def key_of(given: ImportSource, source: str, asked: ImportOptions, least_days: int | None) -> str:
    """The key of a file with the options it is read with; "" if it is not remembered.

    vCards are not, whose reader knows each card, nor are folders.
    """
    if source == "vcard" or (given.path is not None and given.path.is_dir()):
        return ""
    today = asked.today if source == BY_THE_DAY else ""
    how = (__version__, source, given.name, asked.own, asked.order, asked.mapping, least_days)
    digest = hashlib.sha256(repr((*how, str(today))).encode())
    if given.data:
        digest.update(given.data)
    elif given.path is not None:
        with given.path.open("rb") as file:
            while chunk := file.read(CHUNK):
                digest.update(chunk)
    return KEY + digest.hexdigest()


def database_digest(store: Store, source: str, left: Iterable[int | None]) -> str:
    """SHA-256 in hex of everything in the database that an import of this format depends on.

    Args:
        store: Open to read.
        source: The format.
        left: The interactions that were left as they were edited here; None where taken out.
    """
    digest = hashlib.sha256()
    everything: tuple[Iterator[tuple[Any, ...]], ...] = (
        store.each(sql.state_people),
        store.each(sql.all_nicknames),
        store.each(sql.state_details),
        store.each(sql.state_origins),
        store.each(sql.state_traces, source=source),
        store.each(sql.state_kinds),
        store.each(sql.state_places),
    )
    for table in everything:
        digest.update(b"\0")
        while rows := list(islice(table, AT_ONCE)):
            digest.update(repr(rows).encode("utf-8", "replace"))
    edited = trace_rows.load_contents(store, [number for number in left if number is not None])
    digest.update(repr(sorted(edited.items())).encode("utf-8", "replace"))
    return digest.hexdigest()


class LastTime(NamedTuple):
    """How many in the file were refused, and not known, when it was read."""

    refused: int
    strangers: int


def remember(store: Store, key: str, plan: ImportPlan, source: str) -> None:
    """Remember that a file was imported, at the end of the unit.

    Not where a contact that was cancelled stays, or something is still to come: whether it is so
    next time, is to be looked at again.
    """
    if not key or plan.contacts["left"] > len(plan.left) or plan.later:
        return
    ids = {handle: number for number, handle in store.rows(sql.handles)}
    people = [
        (ids[handle], by, where)
        for action, handle, _, by, _, where, _ in plan.rows
        if action != "refused"
    ]
    kept = {
        "state": database_digest(store, source, plan.left),
        "left": plan.left,
        "people": [(number, by or "same card", where.rpartition(":")[2])
                   for number, by, where in people],
        "refused": len(plan.rows) - len(people),
        "unmatched": len(plan.unmatched),
        "counts": {name: counts.total() for name, counts in plan.counted().items()},
    }  # fmt: skip
    store.run(sql.put_setting, key=key, value=json.dumps(kept))


def recall(env: Env, key: str, source: str, file: str) -> tuple[ImportPlan, LastTime] | None:
    """The plan of an import that would find everything unchanged; None if unsure.

    Returns:
        The plan, and how many were refused and not known when the file was read; None where it
        has to be read again.
    """
    store = env.reading()
    try:
        found = store.value(sql.setting, key=key) if key and not env.dry_run else None
        kept = json.loads(found) if found else None
        if kept is None or kept["state"] != database_digest(store, source, kept.get("left", ())):
            return None
        names: dict[str, str] = dict(store.rows(sql.names))
        people = {number: (handle, names[handle]) for number, handle in store.rows(sql.handles)}
    finally:
        store.close()
    plan = ImportPlan(file)
    for number, by, line in kept["people"]:
        handle, name = people[number]
        plan.add("unchanged", handle, name, matched=by, where=f"{file}:{line}")
    for name, counts in plan.counted().items():
        counts["unchanged"] = kept["counts"][name]
    plan.contacts["unchanged"] -= len(kept["left"])
    plan.contacts["left"] = len(kept["left"])
    return plan, LastTime(kept["refused"], kept["unmatched"])
