"""What is compiled of statements: the text that SQLite runs, and the stub that mypy reads."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import exists, select

from tinynet.db import compile as generator
from tinynet.db.expressions import put, unless
from tinynet.db.formulas import T, members, param
from tinynet.db.stubs import stub

person, note = T["person"].c, T["note"].c
via = T["person"].alias("via")
STATEMENTS = {
    "notes": select(note.id, note.text, note.done_on)
    .where(unless("who", note.person_id == param("who")), note.person_id.in_(members("people")))
    .limit(param("limit")),
    "met_through": select(person.name, via.c.handle.label("via")).select_from(
        T["person"].outerjoin(via, via.c.id == person.met_via)
    ),
    "anybody": select(exists().select_from(T["person"])),
    "put_note": put("note", "on", "next_time", optional=["done_on"]),
}
STUB = """
class NotesRecord(TypedDict):
    id: int
    text: str
    done_on: str | None

def notes(*, who: int | None, people: str, limit: int) -> Read[tuple[int, str, str | None], NotesRecord]: ...

class MetThroughRecord(TypedDict):
    name: str
    via: str | None

def met_through() -> Read[tuple[str, str | None], MetThroughRecord]: ...

def anybody() -> Read[tuple[int], object]: ...

class PutNoteValues(TypedDict):
    on: str
    next_time: int
    done_on: str | None

def put_note(*, on: str, next_time: int, done_on: str | None = ...) -> Write[PutNoteValues, tuple[str, int, str | None]]: ...
"""  # noqa: E501  the stub stands here as it is written
USES = """
from tinynet.db import sql
from tinynet.db.store import Store

def ask(store: Store) -> None:
    store.rows(sql.person_by_handle, handle="anne")[0][0] + 1
    store.run(sql.put_note, person_id=1, on="2026-03-01", text="hello", next_time=0)
    store.rows(sql.person_by_handle, handel="anne")
    store.rows(sql.person_by_handle)
    store.rows(sql.person_by_handle, handle=1)
    store.rows(sql.person_by_handle, handle="anne")[0][4]
    store.records(sql.person_by_handle, handle="anne")[0]["hndle"]
    store.rows(sql.persn_by_handle, handle="anne")
    store.run(sql.person_by_handle, handle="anne")
    store.records(sql.anybody)[0]["exists"]
"""
FIRST_WRONG, LAST_WRONG = 8, 15
ROOT = Path(__file__).parents[2]


def test_the_stub_shows_the_parameters_and_columns_of_each_statement() -> None:
    assert stub(STATEMENTS).partition("SCHEMA_VERSION: int\n")[2] == STUB


def test_a_query_is_its_text_and_a_write_also_says_what_it_needs() -> None:
    made: dict[str, object] = {}
    exec(generator.compiled(STATEMENTS), made)
    assert made["notes"] == (
        "SELECT note.id, note.text, note.done_on FROM note WHERE (:who IS NULL OR note.person_id = "
        ":who) AND note.person_id IN (SELECT anon_1.value FROM json_each(:people) AS anon_1) "
        "LIMIT :limit OFFSET 0"
    )
    assert made["put_note"] == (
        'INSERT INTO note ("on", next_time, done_on) VALUES (:on, :next_time, :done_on)',
        "+note",
        ("done_on",),
    )


def test_mypy_refuses_wrong_names_missing_ones_and_wrong_columns(tmp_path: Path) -> None:
    pytest.importorskip("mypy")  # of the extra dev; .ci/run has it
    (tmp_path / "uses.py").write_text(USES, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--config-file=", "--strict", "--follow-imports=silent",
         f"--cache-dir={ROOT / '.mypy_cache' / 'uses'}", "--no-pretty", str(tmp_path / "uses.py")],
        capture_output=True, text=True, check=False, cwd=tmp_path,
    )  # fmt: skip
    wrong = {int(line.split(":")[1]) for line in done.stdout.splitlines() if ": error:" in line}
    assert wrong == set(range(FIRST_WRONG, LAST_WRONG + 1)), done.stdout + done.stderr
