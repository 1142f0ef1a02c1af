"""Whatever the tables declare goes everywhere: a field, a table that is forgotten fails by name.

Nothing here lists a field or a table. What is tried, and with which values, follows from
`db/tables*.py` alone: each field of a person is added, edited by option and in the form, merged,
undone, exported and read back; a row of each table is merged, undone, exported, read back,
forgotten and salvaged.
"""

from __future__ import annotations

import inspect
import json
import re
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from command_line import Tinynet
from documents import export, take_in
from sqlalchemy import Boolean, CheckConstraint, Float, Integer

from tinynet.core.fields import FIELDS, OWN, TABLES, groups, say, table_named
from tinynet.db.schema import JOURNALLED, METADATA
from tinynet.exchange.document.format import VERSION
from tinynet.exchange.document.section_rows import SECTIONS, Field, Section
from tinynet.people import add, edit

ZOE, BOB, YAN = "zoe", "bob", "yan"
NAME = "Zoe Vanguard"
NUMBERS = {ZOE: 1, BOB: 2, YAN: 3}
UID = "f3b0b5d6-6a0e-4b8e-8a3f-2c1d9e7a4b0{}"

# Two values by the shape of a field: as they are typed, and as they are kept.
TYPED: dict[str, tuple[tuple[str, Any], tuple[str, Any]]] = {
    "text": (("a red one", "a red one"), ("a blue one", "a blue one")),
    "circle": (("close", "close"), ("village", "village")),
    "cadence": (("2w", 14), ("monthly", 30)),
    "partial date": (("May 2019", "2019-05"), ("2017", "2017")),
    "person": (("bob", NUMBERS[BOB]), ("yan", NUMBERS[YAN])),
}
FILLED = [pytest.param(field, id=field["name"]) for field in OWN if field["group"]]
NAMES = {model.__tablename__: model.__tablename__ for model in JOURNALLED}


def rows(tinynet: Tinynet, text: str, path: Path | None = None) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(path or tinynet.path)) as connection:
        return connection.execute(text).fetchall()


def dump(tinynet: Tinynet, path: Path | None = None) -> dict[str, list[tuple[Any, ...]]]:
    return {name: sorted(rows(tinynet, f"SELECT * FROM {name}", path), key=repr) for name in NAMES}


def held(tinynet: Tinynet, field: Any, handle: str) -> Any:
    return rows(tinynet, f"SELECT {field['name']} FROM person WHERE handle = '{handle}'")[0][0]


def options(command: Any) -> set[str]:
    return set(inspect.signature(command.run).parameters)


def form(tinynet: Tinynet, typed: dict[str, str]) -> None:
    """An editor that writes these into lines of the form."""
    script = tinynet.folder / "editor.py"
    lines = {name: f"{name} = {json.dumps(text)}" for name, text in typed.items()}
    script.write_text(
        "import sys\n"
        "with open(sys.argv[1], encoding='utf-8') as file:\n"
        "    before = file.read().splitlines()\n"
        f"lines = {lines!r}\n"
        "after = [lines.pop(line.split(' = ')[0], line) for line in before]\n"
        "assert not lines, before\n"
        "with open(sys.argv[1], 'w', encoding='utf-8') as file:\n"
        "    print(*after, sep='\\n', file=file)\n"
    )
    tinynet.environ["EDITOR"] = f"{sys.executable} -I -S {script}"


def other(tinynet: Tinynet, name: str = "other") -> Tinynet:
    folder = tinynet.folder / name
    folder.mkdir()
    return Tinynet(folder)


@pytest.fixture
def three(tinynet: Tinynet) -> Tinynet:
    """Zoe, Bob and Yan, of whom nothing is known but their names."""
    for name in (NAME, "Bob Marsh", "Yan Li"):
        tinynet.ok(["add", name, "--handle", name.split()[0].lower()])
    return tinynet


# A field of a person ----------------------------------------------------------------------------


@pytest.mark.parametrize("field", FILLED)
def test_a_field_is_added_by_its_option(three: Tinynet, field: Any) -> None:
    if field["option"] not in options(add):
        assert field["option"] == "", f"add has no --{field['option']}"
        return
    (typed, kept), _ = TYPED[field["shape"]]
    three.ok(["add", "Dora", f"--{field['option']}", typed])
    assert held(three, field, "dora") == kept


@pytest.mark.parametrize("field", FILLED)
def test_a_field_is_edited_by_its_option_and_in_the_form(three: Tinynet, field: Any) -> None:
    (typed, kept), (other_typed, other_kept) = TYPED[field["shape"]]
    form(three, {field["form"]: typed})
    said = three.ok("edit zoe --json").json
    assert said["changed"] == [field["name"]]
    assert field["shape"] == "person" or said[field["name"]] == kept
    assert held(three, field, ZOE) == kept
    if field["option"]:
        assert field["option"] in options(edit), f"edit has no --{field['option']}"
        three.ok(["edit", ZOE, f"--{field['option']}", other_typed])
        assert held(three, field, ZOE) == other_kept
        three.ok(["edit", ZOE, f"--{field['option']}", ""])
        assert held(three, field, ZOE) is None
        three.ok("undo 2")
    assert held(three, field, ZOE) == kept
    three.ok("undo")
    assert held(three, field, ZOE) is None
    three.ok("redo")
    assert held(three, field, ZOE) == kept
    if field["shape"] == "text":
        assert typed in three.ok("show zoe", human=True).out
    form(three, {field["form"]: other_typed})
    assert f"changed {field['words']}\n" in three.ok("edit zoe", human=True).out
    assert held(three, field, ZOE) == other_kept


def filled(tinynet: Tinynet, handle: str, which: int) -> dict[str, Any]:
    """Fill in every field in the form; what is kept of each."""
    kept, lines = {}, {}
    for field in (parameter.values[0] for parameter in FILLED):
        lines[field["form"]], kept[field["name"]] = TYPED[field["shape"]][which]
    form(tinynet, lines)
    tinynet.ok(["edit", handle])
    return kept


def known(tinynet: Tinynet, handle: str) -> dict[str, Any]:
    return {p.values[0]["name"]: held(tinynet, p.values[0], handle) for p in FILLED}


def test_a_merge_fills_every_field_in_and_undo_and_redo_are_exact(three: Tinynet) -> None:
    kept = filled(three, ZOE, 0)
    before = dump(three)
    three.ok("merge zoe yan --prefer into")
    assert known(three, YAN) == kept
    merged = dump(three)
    three.ok("undo")
    assert dump(three) == before
    three.ok("redo")
    assert dump(three) == merged


def test_a_merge_of_two_who_differ_keeps_what_was_not_chosen_as_notes(three: Tinynet) -> None:
    three.ok("add Dora")
    kept, lost = filled(three, ZOE, 0), filled(three, "dora", 1)
    done = three.ok("merge dora zoe --prefer into --json").json
    assert known(three, ZOE) == kept
    assert [conflict["what"] for conflict in done["conflicts"]] == list(groups())
    for group, fields in groups().items():
        words = [
            say(field, "Yan Li" if field["shape"] == "person" else lost[field["name"]])
            for field in fields
        ]
        assert f"{group} was also: {', '.join(words)}" in done["notes"]


@pytest.mark.parametrize("way", ["json", "csv", "vcard", "vcard --version 3"])
def test_every_field_comes_back_from_every_file(three: Tinynet, way: str) -> None:
    filled(three, ZOE, 0)
    format_, *more = way.split()
    file = three.folder / f"out.{format_}"
    three.ok(["export", format_, str(file), *more])
    two = other(three)
    two.ok(["import", format_, str(file)])
    (handle,) = (p["handle"] for p in two.ok("list --json").json["people"] if p["name"] == NAME)
    there = known(two, handle)
    (via,) = rows(two, f"SELECT handle FROM person WHERE id = {there.pop('met_via')}")[0]
    assert via.split("-")[0] == BOB
    here = known(three, ZOE)
    del here["met_via"]
    assert there == here


def test_every_field_is_on_the_page_in_markdown(three: Tinynet) -> None:
    kept = filled(three, ZOE, 0) | {"met_via": "Bob Marsh"}
    three.ok(["export", "markdown", str(three.folder / "pages") + "/"])
    page = (three.folder / "pages" / "zoe.md").read_text()
    for fields in groups().values():
        for field in fields:
            assert say(field, kept[field["name"]]) in page, field["name"]


# A row of each table ----------------------------------------------------------------------------


CARD = {"file": "x", "source": "csv", "source_id": "x", "fingerprint": "x", "line": 1, "name": "x"}
SAMPLES = {
    "day": "2026-02-03",
    "partial date": "2019-05",
    "moment": "2026-02-03T04:05:06+00:00",
    "uid": UID.format(0),
    "object": json.dumps(CARD | {"notes": [f"seen with {NAME}"]}),
}


def value(field: Field, table: str, person: str, second: str) -> Any:
    """Something that a column of a document may hold, from what the table says of it.

    Texts name Zoe, so that she is found in all of them.
    """
    column, type_ = field.column, field.column.type
    if field.refers == "person":
        first = (*table_named(table)["owners"], column.name)[0]
        return person if column.name == first else second
    if field.refers:
        return {"kind": "coffee", "interaction": 1}.get(field.refers)
    if isinstance(type_, Boolean):
        return True
    if isinstance(type_, Integer | Float):
        return 1 if column.name == "id" else 60 if isinstance(type_, Integer) else 1.0
    return text(field)


def text(field: Field) -> str | None:
    """A text for a column; one of a few words where a rule says which."""
    column, shape = field.column, field.column.info.get("shape")
    for rule in column.table.constraints:
        if isinstance(rule, CheckConstraint):
            word = re.search(rf"\b{column.name}\"? IN \('(\w+)'", str(rule.sqltext))
            if word:
                return word[1]
    if shape == "name" and column.nullable:
        return None  # it stands in the place of somebody who is here
    return SAMPLES.get(field.shape) or (f"seen with {NAME}" if shape == "text" else "x")


def record(section: Section, person: str, second: str) -> dict[str, Any]:
    """One record of a section: somebody's, and where there are two with somebody else."""
    table = section.table.name
    told = {field.key: value(field, table, person, second) for field in section.fields}
    for inside in section.inside:
        one = {f.key: value(f, inside.table.name, person, second) for f in inside.fields}
        told[inside.key] = [one if len(one) > 1 else next(iter(one.values()))]
    return {key: said for key, said in told.items() if said is not None}


def world(person: str, second: str) -> dict[str, Any]:
    """A document with a row of each table that is somebody's; the others have their names only."""
    document: dict[str, Any] = {"tinynet": VERSION}
    for section in SECTIONS:
        one = record(section, person, second)
        document[section.name] = [one]
        if section.name == "people":
            names = {ZOE: NAME, BOB: "Bob Marsh", YAN: "Yan Li"}
            day = {"added_on": "2026-02-03", "counts_from": "2026-02-03"}
            whole = one | {"circle": "close", "every_days": 14, "met_via": second}
            document["people"] = [
                {
                    **(whole if handle == person else day),
                    "id": number, "handle": handle, "name": names[handle],
                    "uid": UID.format(number),
                }
                for handle, number in NUMBERS.items()
            ]  # fmt: skip
        if section.name == "people":
            del document["people"][NUMBERS[person] - 1]["archived_on"]
        if section.name == "kinds":
            document["kinds"] = [one | {"name": "coffee"}]
        if section.name == "traces":  # one of a contact, and one that belongs to none
            one["key"] = "y"
    return document


@pytest.fixture
def full(tinynet: Tinynet) -> Tinynet:
    """A row of each table, Zoe's where it belongs to people."""
    done = take_in(tinynet, world(ZOE, BOB))
    assert done.code == 0, done.err
    return tinynet


def owned(tinynet: Tinynet, person: int) -> dict[str, int]:
    """How many rows of each table that belongs to people point at somebody."""
    found = {}
    for table in TABLES:
        if table["owners"]:
            either = " OR ".join(f"{column} = {person}" for column in table["owners"])
            found[table["name"]] = len(
                rows(tinynet, f"SELECT 1 FROM {table['name']} WHERE {either}")
            )
    return found


def test_there_is_a_row_of_each_table(full: Tinynet) -> None:
    assert [name for name, found in dump(full).items() if not found] == []


def test_a_row_of_each_table_goes_out_and_in_and_is_known_again(full: Tinynet) -> None:
    told = export(full)
    assert json.loads(told) == world(ZOE, BOB)
    two = other(full)
    assert take_in(two, told).code == 0
    assert dump(two) == dump(full)
    assert take_in(two, told).code == 0  # nothing is there twice
    assert dump(two) == dump(full)


def test_a_row_of_each_table_goes_with_a_merge_and_comes_back_with_undo(full: Tinynet) -> None:
    before, theirs = dump(full), owned(full, NUMBERS[ZOE])
    full.ok("merge zoe yan --prefer who --yes")
    here = owned(full, NUMBERS[YAN])
    assert [name for name, count in here.items() if count < theirs[name]] == []
    assert [name for name, count in owned(full, NUMBERS[ZOE]).items() if count] == []
    merged = dump(full)
    full.ok("undo")
    assert dump(full) == before
    full.ok("redo")
    assert dump(full) == merged


def test_a_row_of_each_table_goes_with_forget(full: Tinynet) -> None:
    assert [name for name, count in owned(full, NUMBERS[ZOE]).items() if count != 1] == []
    full.ok(["forget", ZOE, "--confirm", NAME])
    assert [name for name, count in owned(full, NUMBERS[ZOE]).items() if count] == []


def test_forget_counts_a_row_of_each_table(full: Tinynet) -> None:
    counts = full.ok("forget zoe --dry-run --json").json
    counted = {t["counted"] for t in TABLES if t["counted"]}
    assert {name: counts[name] for name in counted} == dict.fromkeys(counted, 1)


def test_forget_finds_somebody_in_every_text(tinynet: Tinynet) -> None:
    done = take_in(tinynet, world(BOB, YAN))
    assert done.code == 0, done.err
    found = tinynet.ok("forget zoe --dry-run --json").json["mentions"]
    texts = {(t["name"], column) for t in TABLES for column in t["texts"]}
    assert texts - {(mention["table"], mention["field"]) for mention in found} == set()


def test_every_table_is_salvaged(full: Tinynet) -> None:
    before, new = dump(full), full.folder / "new.db"
    full.ok(["doctor", "--salvage", str(new)])
    assert dump(full, new) == before


def test_every_field_that_is_declared_is_a_column_or_has_a_table() -> None:
    assert [
        field["name"]
        for field in FIELDS
        if field["table"] not in METADATA.tables
        or (field["table"] == "person" and field["name"] not in METADATA.tables["person"].c)
    ] == []
