"""Import hand-made records in tests, and query the tables afterwards."""

from __future__ import annotations

import io
import sqlite3

from command_line import Tinynet

from tinynet.cli.env import Env
from tinynet.exchange.importing import driver
from tinynet.exchange.importing.import_formats import ImportSource
from tinynet.exchange.importing.plan import ImportPlan
from tinynet.exchange.record import FavourRecord, InteractionRecord, NoteRecord, Record, Someone

ANNE = Someone("Anne", "anne@example.org")
HAPPENED = """SELECT i."on", k.name, i.minutes, i.place, i.note, i."by", i.attempt,
    (SELECT group_concat(handle) FROM (SELECT handle FROM participant t
     JOIN person p ON p.id = t.person_id WHERE t.interaction_id = i.id ORDER BY handle)),
    (SELECT group_concat(name) FROM interaction_tag g WHERE g.interaction_id = i.id)
    FROM interaction i JOIN kind k ON k.id = kind_id ORDER BY i."on", i.id"""
TEXTS = {
    "note": 'SELECT handle, n."on", text FROM note n JOIN person p ON p.id = person_id '
    "ORDER BY n.id",
    "remark": 'SELECT "on", text FROM remark ORDER BY id',
    "favour": 'SELECT handle, f."on", way, text FROM favour f JOIN person p ON p.id = person_id',
    "place": "SELECT p.name, o.name FROM place p LEFT JOIN place o ON o.id = p.same_as",
}


def tell(
    tinynet: Tinynet, *records: Record, least_days: int | None = None, file: str = "talks.txt"
) -> ImportPlan:
    env = Env(tinynet.environ, ["import", file], stderr=io.StringIO())
    return driver.take_in(env, records, ImportSource(file, b"", b"", None), least_days=least_days)


def mail(on: str, someone: Someone = ANNE, **more: object) -> InteractionRecord:
    """An interaction by mail, or as `more` says."""
    values = {"source": "mbox", "kind": "email", "people": (someone,), "by": "me"} | more
    who = someone.email or someone.phone or someone.name
    identity = {"source_id": f"{on} {values['kind']} {who}", "fingerprint": "", "line": 3}
    return InteractionRecord(**(identity | values), on=on)  # type: ignore[arg-type]


def entry(on: str, note: str, *names: str, **more: object) -> InteractionRecord:
    """A line of a diary."""
    people = tuple(Someone(name) for name in names)
    values = {"source": "diary", "source_id": f"{on} {note}", "fingerprint": "", "line": 4}
    values |= {"kind": "coffee", "note": note, "people": people, "adds_people": True}
    return InteractionRecord(**(values | more), on=on)  # type: ignore[arg-type]


def note(on: str, text: str, *names: str, source_id: str = "n1") -> NoteRecord:
    return NoteRecord("diary", source_id, "", 5, on, text, tuple(map(Someone, names)))


def favour(on: str, way: str, text: str, name: str) -> FavourRecord:
    return FavourRecord("diary", "f1", "", 6, on, way, text, Someone(name))


def ask(tinynet: Tinynet, query: str) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(tinynet.path)
    found = connection.execute(query).fetchall()
    connection.close()
    return found


def change(tinynet: Tinynet, statement: str) -> None:
    connection = sqlite3.connect(tinynet.path)
    with connection:
        connection.execute(statement)
    connection.close()


def happened(tinynet: Tinynet) -> list[tuple[object, ...]]:
    """Day, kind, minutes, place, note, by, attempt, people, tags."""
    return ask(tinynet, HAPPENED)


def days(tinynet: Tinynet) -> list[tuple[object, ...]]:
    """Day, kind and people."""
    return [(row[0], row[1], row[7]) for row in happened(tinynet)]


def texts(tinynet: Tinynet) -> dict[str, list[tuple[object, ...]]]:
    return {table: ask(tinynet, query) for table, query in TEXTS.items()}


def counted(plan: ImportPlan) -> dict[str, dict[str, int]]:
    """What was counted, without the zeros."""
    names = ("contacts", "notes", "favours", "places")
    found = {name: {k: v for k, v in getattr(plan, name).items() if v} for name in names}
    return {name: counts for name, counts in found.items() if counts}
