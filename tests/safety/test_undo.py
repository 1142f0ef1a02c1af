"""tinynet undo: what it says, lists and refuses; store/test_journal.py tries what it restores."""

from __future__ import annotations

import time

import pytest

NOW = time.struct_time((2026, 3, 1, 8, 30, 0, 6, 60, 0))


@pytest.fixture(autouse=True)
def _clock(monkeypatch):
    monkeypatch.setenv("TZ", "Asia/Tokyo")  # nine hours ahead, no summer time
    time.tzset()
    monkeypatch.setattr("tinynet.cli.env.time.gmtime", lambda: NOW)
    yield
    monkeypatch.undo()
    time.tzset()


def unit(number: int, label: str, changes: int, *, undone: bool = False) -> dict:
    at = "2026-03-01T08:30:00Z"
    return {"id": number, "at": at, "label": label, "undone": undone, "changes": changes}


def test_the_last_command_is_taken_back_and_named(network):
    network.ok("log coffee anne")
    result = network.ok("undo --json")
    assert result.json == {
        "schema": 1,
        "did": "undo",
        "dry_run": False,
        "units": [unit(6, "log coffee anne", 1, undone=True)],
    }
    assert len(network.ok("history anne --json").json["interactions"]) == 4


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
            "See tinynet undo --list, or run tinynet undo 5.\n"
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
        f'tinynet: undo takes a whole number from 1 on, not "{typed}".\n'
        "For example tinynet undo 5.\n"
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
