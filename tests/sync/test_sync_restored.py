"""What becomes of what was done here where backups are restored, one or several, before a sync."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from machines import Machine, Pair

NOTES = "SELECT text FROM note ORDER BY text"
CONTACTS = "SELECT note FROM interaction WHERE note IS NOT NULL ORDER BY note"


@pytest.fixture
def pair(pair: Pair) -> Pair:
    """The two, with a backup on the laptop that is older than the last sync."""
    pair.laptop.ok("backup")
    pair.laptop.ok("log dinner anne --on 2026-02-27 --note 'in step'")
    pair.sync()
    return pair


def backups(machine: Machine) -> list[str]:
    """The backups, newest first."""
    return [one["path"] for one in machine.ok("backup --list --json").json["backups"]]


def oldest(machine: Machine) -> str:
    """The oldest backup that was asked for, from before the last sync."""
    known = machine.ok("backup --list --json").json["backups"]
    return [one["path"] for one in known if one["why"] == "asked"][-1]


def state(machine: Machine) -> bytes:
    """What sync keeps."""
    return Path(f"{machine.path}.sync").read_bytes()


def notes(machine: Machine) -> list[str]:
    """What is noted."""
    return [text for (text,) in machine.query(NOTES)]


def contacts(machine: Machine) -> list[str]:
    """What is noted of contacts."""
    return [text for (text,) in machine.query(CONTACTS)]


def test_catching_up_gives_back_what_was_done_before_between_and_since(pair):
    old = oldest(pair.laptop)
    pair.laptop.ok("note anne 'before'")
    pair.laptop.ok("log walk bob --on 2026-02-21 --note 'before, too'")
    pair.laptop.ok(f"restore {old} --yes")
    pair.laptop.ok("note bob 'between, and in a backup'")
    pair.laptop.ok("log call bob --on 2026-02-22 --note 'with a number that another has'")
    pair.laptop.ok("backup")
    (later, *_) = backups(pair.laptop)
    pair.laptop.ok("note bob 'between, and in none'")
    pair.laptop.ok(f"restore {later} --yes")
    pair.laptop.ok("note bob 'since'")
    assert notes(pair.laptop) == ["between, and in a backup", "likes boats", "since"]
    pair.laptop.ok("sync --catch-up")
    pair.sync()
    assert pair.agree()
    assert notes(pair.desktop) == [
        "before", "between, and in a backup", "between, and in none", "likes boats", "since",
    ]  # fmt: skip
    assert contacts(pair.desktop) == ["before, too", "in step", "with a number that another has"]


def test_what_is_changed_again_after_another_restore_is_still_one(pair):
    old = oldest(pair.laptop)
    pair.laptop.ok("log walk bob --on 2026-02-21 --note walk")
    pair.laptop.ok(f"restore {old} --yes")
    first, *_ = backups(pair.laptop)
    pair.laptop.ok("log call bob --on 2026-02-22 --note call")
    pair.laptop.ok("backup")
    second, *_ = backups(pair.laptop)
    pair.laptop.ok(f"restore {first} --yes")
    ((walk,),) = pair.laptop.query("SELECT id FROM interaction WHERE note = 'walk'")
    pair.laptop.ok(f"amend {walk} --note 'a longer walk'")
    pair.laptop.ok(f"restore {second} --yes")
    ((call,),) = pair.laptop.query("SELECT id FROM interaction WHERE note = 'call'")
    assert call <= walk
    pair.laptop.ok(f"amend {call} --note 'a longer call'")
    pair.laptop.ok("sync --catch-up")
    pair.sync()
    assert pair.agree()
    assert contacts(pair.desktop) == ["a longer call", "a longer walk", "in step"]


def test_a_backup_from_after_the_last_sync_says_alone_what_is_meant(pair):
    pair.laptop.ok("note anne 'before the mistake'")
    pair.laptop.ok("backup")
    pair.laptop.ok("log walk bob --on 2026-02-21 --note mistake")
    pair.laptop.ok("restore --yes")
    assert pair.laptop("sync").code == 0
    pair.sync()
    assert pair.agree()
    assert notes(pair.desktop) == ["before the mistake", "likes boats"]
    assert contacts(pair.desktop) == ["in step"]


def test_who_restores_twice_to_go_back_is_where_they_were(pair):
    pair.laptop.ok("note anne 'before'")
    old = oldest(pair.laptop)
    pair.laptop.ok(f"restore {old} --yes")
    pair.laptop.ok("restore --yes")
    assert pair.laptop("sync").code == 0
    pair.sync()
    assert pair.agree()
    assert notes(pair.desktop) == ["before", "likes boats"]
    assert contacts(pair.desktop) == ["in step"]


def test_taking_all_back_takes_out_what_was_done_before_and_between(pair):
    old = oldest(pair.laptop)
    pair.laptop.ok("note anne 'before'")
    pair.laptop.ok(f"restore {old} --yes")
    pair.laptop.ok("note bob 'between'")
    pair.laptop.ok(f"restore {old} --yes")
    assert pair.laptop("sync").code == 2
    pair.laptop.ok("note bob 'since'")
    pair.laptop.ok("sync --take-back")
    pair.sync()
    assert pair.agree()
    assert notes(pair.desktop) == ["likes boats", "since"]
    assert contacts(pair.desktop) == []


def test_who_is_taken_out_between_two_restores_stays_out(pair):
    old = oldest(pair.laptop)
    pair.laptop.ok(f"restore {old} --yes")
    pair.laptop.ok("remove bob --yes")
    pair.laptop.ok("add 'Carl Cole'")
    pair.laptop.ok("merge carl anne --yes")
    pair.laptop.ok(f"restore {old} --yes")
    pair.laptop.ok("sync --catch-up")
    pair.sync()
    assert pair.agree()
    assert pair.desktop.query("SELECT name FROM person") == [("Anne Baker",)]


def test_who_is_forgotten_meanwhile_is_not_given_back(pair):
    old = oldest(pair.laptop)
    pair.laptop.ok("note bob 'before'")
    pair.laptop.ok(f"restore {old} --yes")
    pair.laptop.ok("forget bob --confirm 'Bob Marsh'")
    assert b"before" not in state(pair.laptop)
    pair.laptop.ok("sync --catch-up")
    pair.sync()
    assert pair.agree()
    assert pair.desktop.query("SELECT name FROM person") == [("Anne Baker",)]


def test_people_whom_nobody_has_heard_of_stay_with_all_that_is_about_them(pair):
    pair.laptop.ok("backup")
    pair.laptop.ok("add 'Carl Cole' --note 'put aside before it was sent' --tag york")
    pair.laptop.ok("log walk carl anne --on 2026-02-21 --note 'with Carl'")
    pair.laptop.ok("restore --yes")
    aside, *_ = backups(pair.laptop)
    pair.laptop.ok("log walk bob --on 2026-02-22 --note 'with a number that another had'")
    pair.sync()
    pair.laptop.ok(f"restore {aside} --yes")
    pair.laptop.ok("edit carl --phone '+44 20 7946 0123'")
    pair.laptop.ok("sync --catch-up")
    pair.sync()
    assert pair.agree()
    assert notes(pair.desktop) == ["likes boats", "put aside before it was sent"]
    assert contacts(pair.desktop) == ["in step", "with Carl", "with a number that another had"]
    assert pair.desktop.query(
        "SELECT value, name FROM detail, person ON person.id = person_id"
    ) == [("+44 20 7946 0123", "Carl Cole")]


def test_a_preview_tells_sync_nothing(pair):
    pair.laptop.ok("note anne 'before'")
    known = state(pair.laptop)
    pair.laptop.ok("restore --dry-run")
    assert state(pair.laptop) == known


def test_a_copy_of_another_machine_writes_nothing_in_its_name(pair, tmp_path):
    other = Machine(tmp_path, "other")
    other.path.parent.mkdir(parents=True)
    for ending in ("", ".sync"):
        shutil.copy(f"{pair.laptop.path}{ending}", f"{other.path}{ending}")
    old = oldest(pair.laptop)
    other.ok("note anne 'before'")
    known = state(other)
    other.ok(f"restore {old} --yes")
    assert state(other) == known
    assert notes(other) == ["likes boats"]


@pytest.mark.parametrize("broken", ["", ".sync"])
def test_a_damaged_database_or_state_is_no_hindrance(pair, broken):
    Path(f"{pair.laptop.path}{broken}").write_bytes(b"nothing of ours" * 1_000)
    pair.laptop.ok(f"restore {oldest(pair.laptop)} --yes")
    assert notes(pair.laptop) == ["likes boats"]


def test_catching_up_makes_a_backup_first(pair):
    pair.laptop.ok(f"restore {oldest(pair.laptop)} --yes")
    pair.laptop.ok("note anne 'since'")
    pair.laptop.ok("sync --catch-up")
    newest, *_ = pair.laptop.ok("backup --list --json").json["backups"]
    assert newest["why"] == "sync"


def test_a_relation_with_a_number_from_before_a_restore_does_not_keep_whom_the_other_was_with(pair):
    pair.laptop.ok("backup")
    pair.laptop.ok("add 'Eve Sand'")
    pair.laptop.ok("link anne friend eve")
    pair.sync()
    pair.laptop.ok("restore --yes")
    pair.laptop.ok("link anne colleague 'Sam Stone'")
    pair.laptop.ok("sync --take-back")
    pair.sync()
    assert pair.agree()
    assert pair.desktop.query("SELECT relation, other_id, other_name FROM relation") == [
        ("colleague", None, "Sam Stone")
    ]
