"""tinynet undo: what it says, lists and refuses; store/test_journal.py tries what it restores."""

from __future__ import annotations

import io
import sqlite3
import time
from pathlib import Path

import pytest
from built import write_network
from command_line import Terminal, Tinynet

from tinynet.cli import boundary
from tinynet.cli.env import Env

NOW = time.struct_time((2026, 3, 1, 8, 30, 0, 6, 60, 0))


@pytest.fixture(autouse=True)
def _clock(monkeypatch):
    monkeypatch.setenv("TZ", "Asia/Tokyo")  # nine hours ahead, no summer time
    time.tzset()
    monkeypatch.setattr("tinynet.cli.env.time.gmtime", lambda: NOW)
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.fixture
def network(tinynet: Tinynet) -> Tinynet:
    """The small network, written by the clock of these tests."""
    write_network(tinynet)
    return tinynet


def unit(number: int, label: str, changes: int, *, undone: bool = False) -> dict:
    at = "2026-03-01T08:30:00Z"
    said = {"id": number, "at": at, "label": label, "undone": undone}
    return {**said, "final": False, "changes": changes}


def test_the_last_command_is_taken_back_and_named(network):
    network.ok("log coffee anne")
    result = network.ok("undo --json")
    assert result.json == {
        "schema": 1,
        "did": "undo",
        "dry_run": False,
        "stayed": [],
        "units": [unit(6, "log coffee anne", 1, undone=True)],
    }
    assert len(network.ok("history anne --json").json["interactions"]) == 4


def test_who_took_part_is_counted_where_nothing_else_changed(network):
    network.ok("log coffee anne")
    network.ok("amend 6 --with bob")
    network.ok("amend 6 --with anne --on 2026-02-01")
    done = [one["changes"] for one in network.ok("undo --list --json").json["units"][:3]]
    network.ok("undo 2")
    undone = [one["changes"] for one in network.ok("undo --list --json").json["units"][:2]]
    assert (done, undone) == ([1, 2, 1], [1, 2])


def test_the_screen_says_what_was_taken_back_and_the_way_back(network):
    network.ok("log coffee anne")
    assert network.ok("undo", human=True).out == (
        "took back: log coffee anne\ntinynet redo brings it back\n"
    )


def test_several_are_taken_back_newest_first(network):
    network.ok("log coffee anne")
    network.ok("snooze bob 2w")
    assert network.ok("undo 2", human=True).out == (
        "took back: snooze bob 2w\ntook back: log coffee anne\ntinynet redo 2 brings them back\n"
    )


def test_more_than_there_are_takes_none_and_says_how_many_there_are(network):
    result = network("undo 6")
    assert (result.code, result.out, result.err) == (
        1,
        "",
        (
            "tinynet: There are 5 commands to undo, not 6; nothing was undone.\n"
            "All of them: tinynet undo 5\n"
        ),
    )
    network.ok("undo 4")
    assert network("undo 2 --json").error["message"] == (
        "There is 1 command to undo, not 2; nothing was undone"
    )


def test_nothing_to_take_back_is_no_error_and_makes_no_database(tinynet):
    assert tinynet.ok("undo", human=True).out == "There is nothing to take back.\n"
    assert tinynet.ok("undo 3 --json").json["units"] == []
    assert tinynet.ok("undo --list").out == ""
    assert not tinynet.path.parent.exists()


def test_a_dry_run_says_what_would_go_and_takes_nothing(network):
    assert network.ok("undo --dry-run", human=True).out.startswith("would take back: log dinner")
    assert len(network.ok("history bob --json").json["interactions"]) == 1


@pytest.mark.parametrize("typed", ["0", "x", "1.5"])
def test_a_count_that_is_none_is_refused(network, typed):
    result = network(f"undo {typed}")
    assert result.code == 2
    assert result.err == (
        f'tinynet: undo takes a whole number of at least 1, not "{typed}".\n'
        "For example: tinynet undo 5\n"
    )


def test_the_list_has_what_can_be_done_again_and_taken_back_newest_first(network):
    network.ok("log coffee anne bob")
    network.ok("snooze bob 2w")
    network.ok("undo")
    assert network.ok("undo 2 --list --json").json == {
        "schema": 1,
        "units": [
            unit(7, "snooze bob 2w", 1, undone=True),
            unit(6, "log coffee anne bob", 1),
            unit(
                5,
                "log dinner bob --on 2025-06-01 --for 3h --at The Red Lion --note his new job",
                1,
            ),
        ],
    }
    assert network.ok("undo 1 --list").out == (
        "7\t2026-03-01T08:30:00Z\tsnooze bob 2w\tundone\t1\n"
        "6\t2026-03-01T08:30:00Z\tlog coffee anne bob\tdone\t1\n"
    )


def test_the_list_on_screen_begins_with_what_to_type_and_shows_local_time(network):
    network.ok("log coffee anne bob")
    network.ok("undo")
    network.environ["COLUMNS"] = "80"
    assert network.ok("undo --list", human=True).out.splitlines() == [
        "redo 1    today 17:30  log coffee anne bob                             1 change",
        "undo 1    today 17:30  log dinner bob --on 2025-06-01 --for 3h --at …  1 change",
        "undo 2    today 17:30  log --batch -                                   4 changes",
        "undo 3    today 17:30  add Caroline Øvergård --via anne --every 2w     1 change",
        "undo 4    today 17:30  add Bob Marsh --circle friends --email bob@ex…  2 changes",
        "undo 5    today 17:30  add Anne --met the stall on Fridays --tag run…  3 changes",
    ]


def test_a_long_list_on_screen_is_cut_and_counted(network):
    for number in range(22):
        network.ok(f"note anne thought {number}")
    screen = network.ok("undo --list", human=True).out.splitlines()
    assert len(screen) == 21
    assert screen[-1] == "and 7 older ones"
    network.ok("undo 22")
    screen = network.ok("undo --list", human=True).out.splitlines()
    assert screen[0] == "and 2 more to redo"
    assert [line.split("  ")[0] for line in screen[1:]] == (
        [f"redo {n}" for n in range(20, 0, -1)] + [f"undo {n}" for n in range(1, 6)]
    )


def test_a_hostile_label_cannot_move_the_cursor(network):
    network.ok(["note", "anne", "a\x1b[2Jb\ttab"])
    for line in ("undo --list", "undo"):
        assert "\x1b" not in network.ok(line, human=True).out
    assert network.ok("redo").out.count("\t") == 4


# Settings ---------------------------------------------------------------------------------------


def settings_file(tinynet: Tinynet) -> Path:
    return tinynet.folder / "config" / "tinynet" / "config.toml"


def test_a_setting_is_a_unit_of_undo_and_its_key_is_put_back(network: Tinynet) -> None:
    network.ok("config set due.limit 3")
    before = settings_file(network).read_text()
    network.ok("config set due.limit 7")
    assert network.ok("undo", human=True).out == (
        "took back: config set due.limit 7\ntinynet redo brings it back\n"
    )
    assert settings_file(network).read_text() == before
    network.ok("redo")
    assert network.ok("config get due.limit").out == "7\n"
    network.ok("undo 2")
    assert network.ok("config get due.limit").out == "5\n"
    assert len(network.ok("undo --list").out.splitlines()) == 7


def test_unset_is_taken_back_too_and_comments_stay(network: Tinynet) -> None:
    network.ok("config set plan.stale 1y")
    text = f"# mine\n{settings_file(network).read_text()}"
    settings_file(network).write_text(text)
    network.ok("config unset plan.stale")
    network.ok("undo")
    assert settings_file(network).read_text().startswith("# mine\n")
    assert network.ok("config get plan.stale").out == "1y\n"


def test_what_the_editor_changed_is_taken_back_key_by_key(network: Tinynet) -> None:
    network.ok("config set due.limit 3")
    network.environ["EDITOR"] = r"sed -i 's/limit = 3/limit = 4/; $a\\dates = \"3d\"'"
    network.ok("config edit")
    assert network.ok("config get due.limit").out == "4\n"
    assert network.ok("config get due.dates").out == "3d\n"
    network.ok("undo")
    assert network.ok("config get due.limit").out == "3\n"
    assert network.ok("config get due.dates").out == "7d\n"


def test_a_setting_that_was_changed_since_stays(network: Tinynet) -> None:
    network.ok("config set due.limit 3")
    settings_file(network).write_text("[due]\nlimit = 9\n")
    assert network.ok("undo", human=True).out == (
        "took back: config set due.limit 3\n"
        "  due.limit was changed since, and stays as it is\n"
        "tinynet redo brings it back\n"
    )
    assert network.ok("config get due.limit").out == "9\n"


def test_a_setting_that_is_as_before_or_only_tried_is_no_unit(network: Tinynet) -> None:
    units = network.ok("undo --list").out
    network.ok("config set due.limit 3 --dry-run")
    network.ok("config unset due.limit")
    assert network.ok("undo --list").out == units
    network.ok("config set due.limit 3")
    network.ok("config set due.limit 3")
    assert len(network.ok("undo --list").out.splitlines()) == len(units.splitlines()) + 1
    network.ok("undo --dry-run")
    assert network.ok("config get due.limit").out == "3\n"


def test_a_setting_before_there_is_a_database_makes_none(tinynet: Tinynet) -> None:
    tinynet.ok("config set due.limit 3")
    assert not tinynet.path.exists()


def test_a_setting_is_saved_though_the_database_cannot_be_written(network: Tinynet) -> None:
    network.path.write_bytes(b"no database" * 99)
    result = network.ok("config set due.limit 3")
    assert result.err.startswith("Saved, but undo does not know of it: ")
    assert network.ok("config get due.limit").out == "3\n"


def test_commands_that_write_only_files_are_no_units(network: Tinynet) -> None:
    units = network.ok("undo --list").out
    for line in ("backup", "export json out.json", "feed out.ics"):
        words = [str(network.folder / word) if "." in word else word for word in line.split()]
        network.ok(words)
    assert network.ok("undo --list").out == units


# A damaged history -------------------------------------------------------------------------------

DAMAGE = {
    "a key that names no row": "UPDATE change SET key = json_object('id', 99) WHERE unit_id = 6",
    "no key": "UPDATE change SET key = NULL, old = NULL WHERE unit_id = 6",
    "no JSON": "UPDATE change SET key = '{' WHERE unit_id = 6",
    "a list": "UPDATE change SET key = '[1]' WHERE unit_id = 6",
    "no such table": "UPDATE change SET name = 'persn' WHERE unit_id = 6",
    "no such column": "UPDATE change SET key = json_object('nr', 1) WHERE unit_id = 6",
    "no such change": "UPDATE change SET op = 'X' WHERE unit_id = 6",
    "a row without its columns": "UPDATE change SET op = 'U', key = json_object('id', 1),"
    " old = json_object('nonsense', 1) WHERE unit_id = 6",
    "nothing left": "DELETE FROM change WHERE unit_id = 6",
    "a row of nobody": "UPDATE change SET name = 'note', op = 'D', key = NULL,"
    " old = json_object('id', 99, 'person_id', 77, 'on', '2026-01-01', 'text', 'x')"
    " WHERE unit_id = 6",
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_history_is_an_error_and_nothing_is_taken_back(
    network: Tinynet, damage: str
) -> None:
    network.ok("note anne a new bicycle")
    with sqlite3.connect(network.path) as connection:
        connection.execute(DAMAGE[damage])
    connection.close()
    before = network.path.read_bytes()
    result = network("undo")
    assert (result.code, result.out) == (5, "")
    assert "does not fit the database" in result.err or "damaged" in result.err
    assert "mistake in tinynet" not in result.err
    assert network.path.read_bytes() == before


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE unit SET first_new = 900, last_new = 999 WHERE id = 6",
        "DELETE FROM interaction WHERE id = 6",
    ],
)
def test_contacts_that_are_gone_are_not_taken_back(network: Tinynet, damage: str) -> None:
    network.ok("log walk anne")
    with sqlite3.connect(network.path) as connection:
        connection.execute(damage)
    connection.close()
    result = network("undo")
    assert (result.code, result.out) == (5, "")
    assert "The undo history does not fit the database; nothing was undone" in result.err


def test_the_doctor_names_a_command_whose_changes_are_gone(network: Tinynet) -> None:
    network.ok("note anne a new bicycle")
    with sqlite3.connect(network.path) as connection:
        connection.execute("DELETE FROM change WHERE unit_id = 6")
    connection.close()
    assert "the undo history was altered (commands 6)" in network("doctor").out


# On a terminal -----------------------------------------------------------------------------------


def at_a_terminal(tinynet: Tinynet, line: str, typed: str) -> tuple[int, str]:
    """A command line with somebody at a terminal; the exit code, and what they see on stderr."""
    err = Terminal()
    words = line.split()
    env = Env(tinynet.environ, words, stdin=Terminal(typed), stdout=io.StringIO(), stderr=err)
    return boundary.run(env, words), err.getvalue()


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tinynet.cli.env.is_terminal", lambda stream: isinstance(stream, Terminal))


@pytest.mark.usefixtures("terminal")
def test_what_is_recent_is_taken_back_without_a_question(network: Tinynet) -> None:
    network.ok("note anne a new bicycle")
    assert at_a_terminal(network, "undo", "") == (0, "")


@pytest.mark.usefixtures("terminal")
def test_what_is_older_than_an_hour_is_shown_and_asked_about(
    network: Tinynet, monkeypatch: pytest.MonkeyPatch
) -> None:
    network.ok("note anne a new bicycle")
    later = time.struct_time((2026, 3, 1, 9, 31, 0, 6, 60, 0))
    monkeypatch.setattr("tinynet.cli.env.time.gmtime", lambda: later)
    question = "  today 17:30  note anne a new bicycle\nTake this back? [y/N] "
    assert at_a_terminal(network, "undo", "n\n") == (3, f"{question}tinynet: Nothing was done.\n")
    assert network.ok("undo --list").out.count("\tdone\t") == 6
    assert at_a_terminal(network, "undo", "y\n") == (0, question)
    assert at_a_terminal(network, "redo", "") == (0, "")
    assert at_a_terminal(network, "undo --yes", "") == (0, "")
    assert network("undo").code == 0  # a script is not asked


@pytest.mark.usefixtures("terminal")
def test_an_import_is_asked_about_however_recent(network: Tinynet) -> None:
    card = network.folder / "a.vcf"
    card.write_text("BEGIN:VCARD\nVERSION:4.0\nFN:Zoe Zimmer\nEND:VCARD\n")
    network.ok(["import", str(card)])
    code, seen = at_a_terminal(network, "undo", "n\n")
    assert (code, "import" in seen) == (3, True)
