"""A copy of a database is the database: byte by byte where that can be, and whole in any case."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from databases import dump

from tinynet.db import copies, create


@pytest.fixture
def database(tmp_path: Path) -> Path:
    file = tmp_path / "it.db"
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        create.fill(connection, "")
    return file


def add_a_kind(connection: sqlite3.Connection) -> None:
    connection.execute(
        "INSERT INTO kind (name, in_person, minutes, weight) VALUES ('sauna', 1, 60, 1)"
    )


def test_a_copy_has_the_bytes_of_the_file(database: Path) -> None:
    draft = database.with_name("draft")
    with closing(sqlite3.connect(database)) as source:
        assert copies.copy(source, str(draft)) == ""
        assert not source.in_transaction
    assert draft.read_bytes() == database.read_bytes()


def test_a_copy_in_parts_as_small_as_the_system_likes_is_whole(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft, write = database.with_name("draft"), os.write
    monkeypatch.setattr(os, "write", lambda file, data: write(file, bytes(data[:1000])))
    with closing(sqlite3.connect(database)) as source:
        assert copies.copy(source, str(draft)) == ""
    assert draft.read_bytes() == database.read_bytes()


def test_nobody_writes_while_a_copy_is_made(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused, put = [], copies.put_chunk

    def put_and_try(file: int, chunk: bytes) -> None:
        with closing(sqlite3.connect(database, timeout=0, isolation_level=None)) as other:
            try:
                add_a_kind(other)
            except sqlite3.OperationalError as error:
                refused.append(str(error))
        put(file, chunk)

    monkeypatch.setattr(copies, "put_chunk", put_and_try)
    draft = str(database.with_name("draft"))
    with closing(sqlite3.connect(database)) as source:
        assert copies.copy(source, draft) == ""
        assert {*refused} == {"database is locked"}
        add_a_kind(source)
    assert dump(draft) == dump(database)


def test_what_is_in_a_write_ahead_log_is_copied(database: Path) -> None:
    draft = str(database.with_name("draft"))
    with closing(sqlite3.connect(database, isolation_level=None)) as source:
        source.execute("PRAGMA journal_mode=WAL")
        add_a_kind(source)
        assert copies.copy(source, draft) == ""
        assert dump(draft) == dump(database)


def test_what_lies_in_memory_is_copied(database: Path) -> None:
    draft = str(database.with_name("draft"))
    with closing(sqlite3.connect(":memory:")) as source:
        source.deserialize(database.read_bytes())
        assert copies.copy(source, draft) == ""
    assert dump(draft) == dump(database)


@pytest.mark.parametrize("mode", ["DELETE", "WAL"])
def test_a_database_is_loaded_with_what_is_in_its_log(database: Path, mode: str) -> None:
    with (
        closing(sqlite3.connect(database, isolation_level=None)) as source,
        closing(sqlite3.connect(":memory:", isolation_level=None)) as memory,
    ):
        source.execute(f"PRAGMA journal_mode={mode}")
        add_a_kind(source)
        copies.load(source, memory)
        assert not source.in_transaction
        source.execute("DELETE FROM kind WHERE name = 'sauna'")  # as nothing holds it any more
        assert memory.execute("SELECT count(*) FROM kind WHERE name = 'sauna'").fetchone() == (1,)


def test_a_look_at_the_pages_finds_damage_and_no_broken_rules(database: Path) -> None:
    with closing(sqlite3.connect(database, isolation_level=None)) as source:
        source.execute("PRAGMA ignore_check_constraints=ON")
        source.execute("UPDATE kind SET in_person = 7 WHERE id = 1")
    with closing(sqlite3.connect(database)) as source:
        assert copies.find_damage(source, copies.PAGES) == ""
        assert copies.find_damage(source, copies.QUICK).startswith("CHECK constraint failed")
        (page,) = source.execute("SELECT max(rootpage) FROM sqlite_master").fetchone()
    data = bytearray(database.read_bytes())
    data[4096 * (page - 1)] = 7  # no kind of page
    database.write_bytes(data)
    with closing(sqlite3.connect(database)) as source:
        assert copies.find_damage(source, copies.PAGES)


def test_a_connection_that_is_loaded_from_reads_texts_as_it_did(database: Path) -> None:
    with (
        closing(sqlite3.connect(database, isolation_level=None)) as source,
        closing(sqlite3.connect(":memory:")) as memory,
    ):
        source.text_factory = bytes
        copies.load(source, memory)
        assert source.execute("SELECT 'sauna'").fetchone() == (b"sauna",)
