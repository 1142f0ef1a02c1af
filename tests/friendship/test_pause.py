from __future__ import annotations

import pytest


def due(tinynet):
    return {person["handle"] for person in tinynet.ok("due --all --json").json["due"]}


def test_a_pause_lasts_until_told_otherwise(network):
    assert network.ok("pause bob --dry-run", human=True).out == (
        "Bob Marsh is paused, until you say so.\n"
        "When you want them back: tinynet pause bob-m --off\n"
    )
    result = network.ok("pause bob --json").json
    assert result.pop("tie")["due_on"] == "2025-11-30"
    assert result == {
        "schema": 1,
        "handle": "bob-m",
        "name": "Bob Marsh",
        "paused_until": "9999-12-31",
        "was": None,
    }
    assert due(network.at("2099-01-01")) == {"anne", "caroline-o"}


def test_a_pause_may_end_on_a_day(network):
    shown = network.ok("pause bob --until '1 september'", human=True).out
    assert shown == "Bob Marsh is paused until Tue 1 Sep.\n"
    assert "bob-m" not in due(network.at("2026-08-31"))
    assert "bob-m" in due(network.at("2026-09-01"))


def test_off_ends_a_pause(network):
    network.ok("pause bob")
    assert due(network) == set()
    shown = network.ok("pause bob --off", human=True).out
    assert shown == ("Bob Marsh is no longer paused.\nThey have been due since Sun 30 Nov 2025.\n")
    assert due(network) == {"bob-m"}
    assert network.ok("pause bob --off", human=True).out == "Bob Marsh was not paused.\n"


def test_somebody_who_is_never_due_is_shown_as_such(network):
    network.ok("add Dora --every never")
    network.ok("pause dora")
    assert network.ok("pause dora --off", human=True).out == (
        "Dora is no longer paused.\nThey are never due, as their cadence says.\n"
    )


def test_a_second_pause_changes_nothing_or_the_day(network):
    network.ok("pause bob")
    assert network.ok("pause bob", human=True).out.splitlines()[0] == (
        "Bob Marsh is paused already, until you say so."
    )
    moved = network.ok("pause bob --until 2026-04-01 --json").json
    assert (moved["paused_until"], moved["was"]) == ("2026-04-01", "9999-12-31")


@pytest.mark.parametrize(
    ("line", "message", "remedy"),
    [
        ("pause bob --until today", "A pause cannot end today",
         "Give a later day, or end one with --off"),
        ("pause bob --until 2026-02-01", '"2026-02-01" is already over: Sun 1 Feb',
         'Write it like tomorrow, "in 2 weeks", "12 nov" or 2026-03-01'),
        ("pause bob --until fri --off", "--until and --off cannot be used together",
         "Give one of the two"),
    ],
)  # fmt: skip
def test_what_is_no_pause_is_refused(network, line, message, remedy):
    result = network(f"{line} --json")
    error = result.error
    assert (result.code, error["message"], error["remedy"]) == (2, message, remedy)
