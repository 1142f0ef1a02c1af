"""tinynet redo: what it says and refuses; tests/store/test_journal.py tries what it restores."""

from __future__ import annotations


def test_what_was_undone_last_is_done_again_first(network):
    network.ok("log coffee anne")
    network.ok("snooze bob 2w")
    before = network.ok("due --all --json").json
    network.ok("undo 2")
    assert network.ok("redo", human=True).out == (
        "did again: log coffee anne\ntinynet undo takes it back\n"
    )
    assert [unit["label"] for unit in network.ok("redo --json").json["units"]] == ["snooze bob 2w"]
    assert network.ok("due --all --json").json == before


def test_several_at_once(network):
    network.ok("log coffee anne")
    network.ok("snooze bob 2w")
    network.ok("undo 2")
    assert network.ok("redo 2", human=True).out == (
        "did again: log coffee anne\ndid again: snooze bob 2w\ntinynet undo 2 takes them back\n"
    )


def test_nothing_to_do_again_is_no_error(network):
    assert network.ok("redo", human=True).out == "There is nothing to do again.\n"
    assert network.ok("redo --json").json == {
        "schema": 1, "did": "redo", "dry_run": False, "stayed": [], "units": []
    }  # fmt: skip


def test_more_than_there_are_does_none_again(network):
    network.ok("undo")
    result = network("redo 2")
    assert (result.code, result.out, result.err) == (
        1,
        "",
        (
            "tinynet: There is 1 command to redo, not 2; nothing was redone.\n"
            "All of them: tinynet redo 1\n"
        ),
    )
    assert network.ok("history bob --json").json["interactions"] == []


def test_a_command_that_changes_something_ends_the_chance(network):
    network.ok("undo")
    network.ok("log call anne")
    assert network.ok("redo", human=True).out == "There is nothing to do again.\n"


def test_a_command_that_only_reads_or_fails_does_not(network):
    network.ok("undo")
    network.ok("due")
    assert network("log call nobody-of-that-name").code == 4
    assert network.ok("redo --json").json["units"][0]["label"].startswith("log dinner bob")
