"""Files that were made with the right key by a foreign hand: named, left out, the rest taken in."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from machines import Machine

from tinynet.sync import sync_folder, sync_receive
from tinynet.sync.round import incoming_rows
from tinynet.sync.rules import sane

UID = "00000000-0000-4000-8000-000000000001"
NOW = 1_770_000_000_000
PERSON = {
    "handle": "zoe", "name": "Zoe", "circle": None, "every_days": None, "met_how": None,
    "met_at": None, "met_on": None, "met_via": None, "organisation": None, "title": None,
    "added_on": "2026-01-01", "counts_from": "2026-01-01", "skipped_on": None,
    "snoozed_until": None, "paused_until": None, "archived_on": None,
}  # fmt: skip


class Foreign:
    """A laptop, and a hand that has its key and writes into its folder."""

    def __init__(self, folder: Path) -> None:
        self.laptop = Machine(folder, "laptop")
        self.laptop.ok("add 'Anne Baker'")
        self.laptop.ok("add Bob")
        self.laptop.ok("log coffee anne --on 2026-02-20")
        self.key = self.laptop.init()
        with closing(sqlite3.connect(f"{self.laptop.path}.sync")) as state:
            self.meta = dict(state.execute("SELECT key, value FROM meta"))
        self.number = 0

    def put(self, records: Iterable[Any], device: str = "zzz1", **header: Any) -> str:
        """Write a whole state of a device; returns the file's name."""
        self.number += 1
        said = {
            "kind": "all", "dev": device, "name": "evil", "token": self.meta["folder_token"],
            "schema": 3, "vv": {device: self.number}, "seen": [], **header,
        }  # fmt: skip
        name = f"evil.{device}.all.age"
        lines = (line if isinstance(line, str) else json.dumps(line) for line in records)
        data = sync_folder.seal(said, lines, self.key)
        sync_folder.put(str(self.laptop.carried), name, data)
        return name


@pytest.fixture
def foreign(tmp_path: Path) -> Foreign:
    return Foreign(tmp_path)


def cell(value: Any, when: int = NOW, device: str = "zzz1") -> list[Any]:
    return [when, device, 1, value]


def person(uid: str = UID, **values: Any) -> list[Any]:
    """The record of somebody."""
    columns = {**PERSON, **values}
    return [f"person.{uid}", {"c": {name: cell([value]) for name, value in columns.items()}}]


def note(gid: str = "note.zzz1.1", who: str = f"person.{UID}", **values: Any) -> list[Any]:
    """The record of a note."""
    said = {"on": "2026-02-01", "text": "hello", "next_time": 0, **values}
    return [gid, {"c": {
        "person_id": cell([who]), "done_on": cell([None]), "": cell([*said.values()]),
    }}]  # fmt: skip


def contact(people: list[str], **values: Any) -> list[Any]:
    """The record of a contact."""
    said = {
        "on": "2026-02-01", "kind_id": 'kind["coffee"]', "minutes": None, "place": None,
        "note": None, "deep": 0, "by": None, "attempt": 0, "occasion": None, **values,
    }  # fmt: skip
    there = {f"participant/{who}": cell(1) for who in people}
    return ["interaction.zzz1.1", {"c": {"": cell([*said.values()]), **there}}]


DEEP = "[" * 200_000 + "]" * 200_000  # Python 3.14 reads 20,000
HOSTILE: dict[str, tuple[list[Any], str]] = {
    "a contact of minus five minutes": (
        [person(), contact([f"person.{UID}"], minutes=-5)], "minutes fit a day"),
    "a day in no calendar": (
        [person(), contact([f"person.{UID}"], on="2026-02-31")], "in no calendar"),
    "a day that does not exist": ([person(), note(on="soon")], "on is a day"),
    "a circle nobody knows": ([person(circle="enemies")], "circle is known"),
    "an endless name": ([person(name="x" * 201)], "name has a length"),
    "no name": ([person(name="")], "name has a length"),
    "a handle with an escape": ([person(handle="zoe\x1b[2J")], "cannot be printed"),
    "a met day that is none": ([person(met_on="yesterday")], "a date of somebody is not a date"),
    "somebody met through themselves": (
        [person(met_via=f"person.{UID}")], "nobody is met through themselves"),
    "a relation to nobody": (
        [person(), ["relation.zzz1.1", {"c": {
            "person_id": cell([f"person.{UID}"]), "": cell(["spouse", None, None])}}]],
        "other is one of two"),
    "an anniversary under another day": (
        [person(), ["anniversary.zzz1.1", {"c": {
            "person_id": cell([f"person.{UID}"]),
            "": cell(["birthday", "1980-03-04", "12-25"])}}]],
        "under another day"),
    "an unknown table": ([["robot.zzz1.1", {"c": {}}]], "there is no table"),
    "an unknown cell": ([[f"person.{UID}", {"c": {"shoe": cell([1])}}]], "has no cell"),
    "a number for a name": ([person(name=12)], "is of another type"),
    "too few columns": ([["note.zzz1.1", {"c": {"": cell(["2026-02-01"])}}]], "too few columns"),
    "a kind that is no kind": (
        [person(), contact([f"person.{UID}"], kind_id="kind[[")], "a key has too few columns"),
    "a time in the year 9000": ([[f"person.{UID}", {"c": {
        "name": cell(["Zoe"], when=221_845_392_000_000)}}]], "ten years from now"),
    "a line that is nested deep": ([f'["person.{UID}",{{"c":{{"name":{DEEP}}}}}]'], "no record"),
    "half a character": (
        [json.dumps(note(text="x")).replace('"x"', r'"\ud83d"')], "no record"),
    "a text with a NUL": ([person(), note(text="a\0b")], "too long, or none"),
}  # fmt: skip


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_file_is_named_and_the_rest_is_taken_in(foreign: Foreign, what: str) -> None:
    records, reason = HOSTILE[what]
    before = foreign.laptop.content()
    file = foreign.put(records)
    foreign.put([person("00000000-0000-4000-8000-00000000000a", handle="ina", name="Ina")], "aaa1")
    foreign.put([person("00000000-0000-4000-8000-00000000000b", handle="ola", name="Ola")], "zzzz2")
    result = foreign.laptop("sync --json")
    assert result.code == 5
    (wrong,) = result.json["wrong"]
    assert wrong["file"] == file
    assert reason in wrong["reason"]
    now = foreign.laptop.content()
    assert {row[1] for row in now["person"]} - {row[1] for row in before["person"]} == {
        "ina", "ola",
    }  # fmt: skip
    assert {table: rows for table, rows in now.items() if table != "person"} == {
        table: rows for table, rows in before.items() if table != "person"
    }
    assert foreign.laptop.faults() == []
    (foreign.laptop.carried / file).unlink()
    assert foreign.laptop.ok("sync --json").json["received"] == []


def test_control_characters_are_kept_and_shown_as_what_they_are(foreign: Foreign) -> None:
    foreign.put([person(name="Zoe \x1b]0;x\x07\x9b2J"), note(text="a\x1b[31mb\u202e")])
    said = foreign.laptop.ok("sync", human=True)
    assert "\x1b" not in said.out + said.err
    shown = foreign.laptop.ok("show zoe", human=True).out
    assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(shown)
    assert "note" not in foreign.laptop.ok("sync --json").out


def test_somebody_merged_into_themselves_is_themselves(foreign: Foreign) -> None:
    zoe = person()
    zoe[1]["c"]["="] = cell(f"person.{UID}")
    foreign.put([zoe, note()])
    assert foreign.laptop.ok("sync --json").code == 0
    assert foreign.laptop.query("SELECT text FROM note") == [("hello",)]
    assert foreign.laptop.faults() == []


def test_ids_that_this_device_would_give_next_are_not_given_again(foreign: Foreign) -> None:
    mine, serial = foreign.meta["device"], int(foreign.meta["serial"])
    ids = [f"note.{mine}.{serial + n}" for n in range(1, 4)]
    foreign.put([person(), *(note(gid, text=f"of another {gid}") for gid in ids)])
    foreign.laptop.ok("sync")
    foreign.laptop.ok("note anne 'my own'")
    foreign.laptop.ok("note bob 'my own, too'")
    foreign.laptop.ok("sync")
    texts = [text for (text,) in foreign.laptop.query("SELECT text FROM note ORDER BY text")]
    assert texts == ["my own", "my own, too", *(f"of another {gid}" for gid in ids)]
    assert foreign.laptop.faults() == []


def test_a_newer_schema_is_waited_for_and_taken_in_after_an_update(
    foreign: Foreign, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = foreign.put([person()], schema=4)
    result = foreign.laptop("sync --json")
    assert result.code == 5
    assert result.json["wrong"] == [
        {"file": file, "reason": "evil runs a newer tinynet; update here first"}
    ]
    assert foreign.laptop.query("SELECT 1 FROM person WHERE handle = 'zoe'") == []
    monkeypatch.setattr(sync_receive, "SCHEMA_VERSION", 4)  # updated; the file is as it was
    foreign.laptop.ok("sync")
    assert foreign.laptop.query("SELECT 1 FROM person WHERE handle = 'zoe'") == [(1,)]


def test_a_file_of_too_many_values_is_left_where_the_limit_is(
    foreign: Foreign, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(incoming_rows, "CELLS_MAX", 10_000)
    read = []

    def lines() -> Iterator[Any]:
        for number in range(200):
            who = person(f"00000000-0000-4000-8000-{number:012}")
            who[1]["c"] |= {f"tag/t{n}": cell(1) for n in range(500)}
            yield who

    check = sane.Checker.check
    monkeypatch.setattr(sane.Checker, "check", lambda *given: read.append(1) or check(*given))
    file = foreign.put(lines())
    (wrong,) = foreign.laptop("sync --json").json["wrong"]
    assert wrong == {"file": file, "reason": "it holds more than 10,000 values"}
    assert 0 < len(read) < 25
    assert foreign.laptop.faults() == []
