"""Address books for import tests, and queries of what was imported."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from command_line import Tinynet

SAMPLES = Path(__file__).parents[1] / "exchange" / "samples"
ALL = sorted(SAMPLES.glob("*.vcf"))
NOTHING = {"new": 0, "changed": 0}  # of a second import
# What is known of people, without what goes by the day and the handles of units.
OF = "JOIN person p ON p.id = person_id"
TABLES = {
    "person": "handle, name, search, organisation, title FROM person ORDER BY id",
    "detail": f"handle, what, label, value FROM detail d {OF} ORDER BY d.id",
    "nickname": f"handle, n.name FROM nickname n {OF} ORDER BY n.id",
    "tag": f"handle, t.name FROM tag t {OF} ORDER BY p.id, t.name",
    "note": f"handle, text FROM note n {OF} ORDER BY n.id",
    "relation": f"p.handle, relation, o.handle, other_name FROM relation r {OF}"
    " LEFT JOIN person o ON o.id = other_id ORDER BY r.id",
    "anniversary": f"handle, what, a.'on', month_day FROM anniversary a {OF} ORDER BY a.id",
}


def rows(tinynet: Tinynet, table: str) -> list[tuple[object, ...]]:
    with sqlite3.connect(tinynet.path) as connection:
        found = connection.execute(f"SELECT {TABLES[table]}").fetchall()
    connection.close()
    return found


def everything(tinynet: Tinynet) -> dict[str, list[tuple[object, ...]]]:
    return {table: rows(tinynet, table) for table in TABLES}


def card(name: str = "Anne Baker", *lines: str, uid: str = "u1") -> str:
    id_ = [f"UID:{uid}"] if uid else []
    return "\n".join(["BEGIN:VCARD", "VERSION:3.0", *id_, f"FN:{name}", *lines, "END:VCARD", ""])


def take(tinynet: Tinynet, *cards: str, file: str = "book.vcf"):
    path = tinynet.folder / file
    path.write_text("".join(cards), encoding="utf-8")
    return tinynet.ok(["import", "vcard", str(path), "--json"]).json


def units(tinynet: Tinynet) -> int:
    return len(tinynet.ok("undo --list --json").json["units"])


def actions(done) -> list[tuple[str, str, str, list[str]]]:
    return [(c["action"], c["handle"], c["matched_by"], c["fields"]) for c in done["cards"]]
