"""A new database is whole or not there."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tinynet.core.first_kinds import FIRST_KINDS
from tinynet.db import create, files
from tinynet.errors import TinynetError


def test_a_new_database_has_the_first_kinds_and_names_its_schema(tmp_path: Path) -> None:
    path = tmp_path / "people.db"
    create.create(str(path), "core=14")
    with closing(sqlite3.connect(path)) as connection:
        kinds = connection.execute("SELECT name, in_person, minutes, weight FROM kind").fetchall()
        assert sorted(kinds) == sorted(FIRST_KINDS)
        assert connection.execute("PRAGMA user_version").fetchone() == (files.SCHEMA_VERSION,)
        assert connection.execute("SELECT * FROM setting").fetchall() == [("cadences", "core=14")]
    assert path.stat().st_mode & 0o777 == 0o600


def test_what_a_killed_command_left_half_made_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "people.db"
    draft = tmp_path / "people.db.new"
    draft.write_text("half")
    create.create(str(path), "")
    assert path.exists()
    assert not draft.exists()


def test_a_folder_that_cannot_be_written_to_is_named(tmp_path: Path) -> None:
    path = tmp_path / "gone" / "people.db"
    with pytest.raises(TinynetError, match=r"gone/people\.db"):
        create.create(str(path), "")
    assert list(tmp_path.iterdir()) == []
