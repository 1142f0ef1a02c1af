"""The doctor's checks of what sync keeps."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pyrage
import pytest
from machines import Machine


class Pair:
    """A laptop, and a desktop that has joined it through one folder."""

    def __init__(self, folder: Path) -> None:
        self.laptop, self.desktop = Machine(folder, "laptop"), Machine(folder, "desktop")
        self.desktop.carried.rmdir()
        self.desktop.carried = self.laptop.carried
        self.laptop.ok("add 'Anne Baker' --note 'likes boats'")
        self.laptop.ok("log coffee anne --on 2026-02-20")
        self.key = self.laptop.init()
        self.desktop.join(self.key)
        self.laptop.ok("sync")

    def found(self) -> list[tuple[str, str, str]]:
        """What the doctor of the laptop says of sync: level, message, remedy."""
        return [
            (one["level"], one["message"], one["remedy"])
            for one in self.laptop("doctor --json").json["findings"] if one["check"] == "sync"
        ]  # fmt: skip

    def one(self) -> tuple[str, str, str]:
        (found,) = self.found()
        return found

    def state(self, text: str, *values: object) -> None:
        with closing(sqlite3.connect(f"{self.laptop.path}.sync")) as connection, connection:
            connection.execute(text, values)


@pytest.fixture
def pair(tmp_path: Path) -> Pair:
    return Pair(tmp_path)


def test_what_is_in_step_is_fine_and_nothing_is_written(pair: Pair) -> None:
    before = Path(f"{pair.laptop.path}.sync").read_bytes()
    assert pair.one() == ("ok", f"laptop is kept in step through {pair.laptop.carried}", "")
    assert Path(f"{pair.laptop.path}.sync").read_bytes() == before
    pair.laptop.ok("log call anne")  # what waits to be sent is no fault
    assert pair.one()[0] == "ok"


def test_a_database_that_takes_no_part_is_not_asked_about_it(tmp_path: Path) -> None:
    alone = Machine(tmp_path, "alone")
    alone.ok("add Anne")
    checks = {one["check"] for one in alone("doctor --json").json["findings"]}
    assert "sync" not in checks


def test_a_damaged_state_is_bad_and_can_be_joined_anew(pair: Pair) -> None:
    file = Path(f"{pair.laptop.path}.sync")
    data = bytearray(file.read_bytes())
    data[4096:12288] = b"\xff" * 8192
    file.write_bytes(data)
    result = pair.laptop("doctor --json")
    level, message, remedy = pair.found()[0]
    assert (result.code, level) == (5, "bad")
    assert "cannot be read" in message
    assert remedy.endswith(": tinynet sync join FOLDER --name NEW-NAME")
    file.rename(f"{file}.old")
    pair.laptop.ok(f"sync join {pair.laptop.carried} --name tower", stdin=f"{pair.key}\n")
    assert pair.laptop.content() == pair.desktop.content()
    assert pair.one()[0] == "ok"


def test_a_restored_backup_is_noticed(pair: Pair) -> None:
    pair.laptop.ok("backup")
    pair.laptop.ok("log call anne")
    pair.laptop.ok("sync")
    pair.laptop.ok("restore --yes")
    level, message, remedy = pair.one()
    assert (level, "a backup was restored" in message) == ("warn", True)
    assert remedy.endswith(": tinynet sync --catch-up")
    pair.laptop.ok("sync --catch-up")
    assert pair.one()[0] == "ok"


def test_a_copy_or_a_move_is_noticed(pair: Pair, tmp_path: Path) -> None:
    moved = Machine(tmp_path, "tower")
    shutil.move(pair.laptop.path.parent, moved.path.parent)
    pair.laptop = moved
    level, message, remedy = pair.one()
    assert (level, "is a copy of laptop" in message) == ("warn", True)
    assert "tinynet sync --moved" in remedy


def test_a_newer_state_is_left_alone(pair: Pair) -> None:
    pair.state("PRAGMA user_version=9")
    assert pair.one() == (
        "bad", "what sync knows was written by a newer tinynet (version 9)",
        "Upgrade tinynet; nothing was touched",
    )  # fmt: skip


def test_rows_that_sync_does_not_know_are_found(pair: Pair) -> None:
    pair.state("DELETE FROM row WHERE tbl = 'note'")
    level, message, remedy = pair.one()
    assert (level, message) == ("bad", "sync does not know all rows there are (note)")
    assert remedy == (
        f"Join again: mv {pair.laptop.path}.sync {pair.laptop.path}.sync.old && "
        f"tinynet sync join {pair.laptop.carried} --name NEW-NAME"
    )


def test_a_folder_that_is_away_is_said_with_its_remedy(pair: Pair) -> None:
    shutil.move(pair.laptop.carried, pair.laptop.carried.with_name("away"))
    level, message, _ = pair.one()
    assert (level, "cannot be read now (it is not there)" in message) == ("warn", True)


def test_own_files_that_are_missing_or_do_not_open_are_written_anew(pair: Pair) -> None:
    whole = next(pair.laptop.carried.glob("laptop.*.all.age"))
    data = bytearray(whole.read_bytes())
    data[-20] ^= 1
    whole.write_bytes(data)
    level, message, remedy = pair.one()
    assert (level, message) == (
        "warn", f"{whole.name} does not open, so the others cannot read it",
    )  # fmt: skip
    assert remedy == f"Have it written again: rm {whole} && tinynet sync"
    whole.unlink()
    assert [level for level, _, _ in pair.found()] == ["note", "ok"]
    pair.laptop.ok("sync")
    assert pair.one()[0] == "ok"
    identity = pyrage.x25519.Identity.from_str(pair.key)
    assert pyrage.decrypt(
        next(pair.laptop.carried.glob("laptop.*.all.age")).read_bytes(), [identity]
    )


def test_files_that_were_left_out_are_named(pair: Pair) -> None:
    (pair.laptop.carried / "x.age").write_bytes(b"hello")
    assert pair.laptop("sync").code == 5
    level, message, _ = pair.one()
    assert (level, message) == ("warn", "x.age was left out: it is not locked by age")
    (pair.laptop.carried / "x.age").unlink()
    assert pair.one()[0] == "ok"


def test_a_device_that_was_not_heard_of_for_long_and_has_not_forgotten_is_named(
    pair: Pair,
) -> None:
    pair.laptop.ok("add Bob")
    pair.laptop.ok("forget bob --confirm Bob")
    pair.laptop.ok("log call anne")
    pair.laptop.at("2026-04-20").ok("sync")
    found = pair.found()
    assert [(level, message) for level, message, _ in found] == [
        ("note", "desktop was last seen 50 days ago; 2 changes wait for it"),
        ("note", "desktop has not yet forgotten 1 person whom you forgot"),
        ("ok", f"laptop is kept in step through {pair.laptop.carried}"),
    ]
    assert found[0][2] == "If it is gone for good: tinynet sync remove desktop"


def test_conflicts_are_counted(pair: Pair) -> None:
    pair.laptop.ok("edit anne --circle close")
    pair.desktop.at("2026-03-02").ok("edit anne --circle friends")
    for machine in (pair.laptop, pair.desktop, pair.laptop):
        machine.ok("sync")
    level, message, remedy = pair.found()[0]
    assert (level, message, remedy) == (
        "note", "1 value lost against another, or was logged twice",
        "Look at it: tinynet sync conflicts",
    )  # fmt: skip
