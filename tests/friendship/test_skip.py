from __future__ import annotations

import pytest


def test_skipping_restarts_the_clock_and_gives_no_credit(network):
    assert network.ok("skip anne --dry-run", human=True).out == (
        "Anne is skipped this time. Next due Sun 22 Mar.\n"
        "Skipping is not seeing: depth and warmth stay as they are.\n"
    )
    result = network.ok("skip anne --json").json
    tie = result.pop("tie")
    assert result == {
        "schema": 1,
        "handle": "anne",
        "name": "Anne",
        "skipped_on": "2026-03-01",
        "was": None,
    }
    assert tie == {
        "handle": "anne",
        "name": "Anne",
        "state": "ok",
        "days_since": 9,
        "last_on": "2026-02-20",
        "cadence_days": 14.0,
        "cadence_from": "rhythm",
        "ratio": 0.0,
        "due_on": "2026-03-22",
        "depth": pytest.approx(2.8298590),
        "warmth": pytest.approx(0.8536585),
        "strength": pytest.approx(2.4157333),
        "usual_gap_days": 8.75,
    }


def test_somebody_skipped_is_no_longer_due(network):
    assert network.ok("due --count").out == "1\n"
    assert network.ok("skip bob").out == "bob-m\t2026-03-01\n"
    assert network.ok("due --count").out == "0\n"


def test_skipping_twice_a_day_says_so(network):
    network.ok("skip anne")
    assert network.ok("skip anne", human=True).out == (
        "Anne is skipped this time already. Next due Sun 22 Mar.\n"
        "Skipping is not seeing: depth and warmth stay as they are.\n"
    )


def test_nobody_is_skipped_by_a_guess(network):
    result = network("skip carolin-o --json")
    assert (result.code, result.error["code"], result.error["candidates"]) == (
        4, "no_such_person", ["caroline-o"],
    )  # fmt: skip


def test_where_scores_are_hidden_a_skip_speaks_of_none(network):
    network.ok("config set scores false")
    said = network.ok("skip anne", human=True).out
    assert said.endswith("\nSkipping is not seeing: it counts as no contact.\n")
