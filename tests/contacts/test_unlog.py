from __future__ import annotations

import sqlite3

import pytest


def rows(tinynet, text):
    connection = sqlite3.connect(tinynet.path)
    found = connection.execute(text).fetchall()
    connection.close()
    return found


NEVER_MET = {
    "state": "ok",
    "days_since": None,
    "last_on": None,
    "ratio": 0.0,
    "depth": 0.0,
    "warmth": 0.0,
    "strength": 0.0,
    "usual_gap_days": None,
}


def test_an_interaction_is_taken_out_with_what_it_counted(network):
    assert network.ok("unlog 5 --dry-run", human=True).out == (
        "Taken out: dinner with Bob Marsh, Sun 1 Jun 2025.\n"
        "  Bob Marsh: next due Sun 30 Aug  strength 0.00 = depth 0.00 x warmth 0.00\n"
    )
    result = network.ok("unlog 5 --json")
    assert result.json == {
        "schema": 1,
        "id": 5,
        "on": "2025-06-01",
        "kind": "dinner",
        "people": ["bob-m"],
        "minutes": 180,
        "place": "The Red Lion",
        "note": "his new job",
        "deep": False,
        "by": None,
        "attempt": False,
        "occasion": None,
        "ties": [
            NEVER_MET
            | {"handle": "bob-m", "name": "Bob Marsh", "cadence_days": 182.0}
            | {"cadence_from": "circle", "due_on": "2026-08-30"}
        ],
        "reopened": [],
    }
    assert rows(network, "SELECT id FROM interaction") == [(1,), (2,), (3,), (4,)]
    assert rows(network, "SELECT count(*) FROM participant") == [(4,)]


def test_everybody_who_was_there_gets_their_new_standing(network):
    network.ok("log walk anne caroline --on 2026-02-28 --deep --by me")
    shown = network.ok("unlog '#6'", human=True).out
    assert shown == (
        "Taken out: walk with Anne and Caroline Øvergård, yesterday.\n"
        "  Anne: next due Fri 13 Mar  strength 2.42 = depth 2.83 x warmth 0.85\n"
        "  Caroline Øvergård: next due Sun 15 Mar  strength 0.00 = depth 0.00 x warmth 0.00\n"
    )


def test_a_crowd_is_echoed_in_few_lines(network):
    guests = ["Guest" + letter * 3 for letter in "abcdefgh"]
    network.ok(["log", "event", *guests, "--add"])
    shown = network.ok("unlog 6", human=True).out.splitlines()
    assert shown == [
        "Taken out: event with Guestaaa, Guestbbb, Guestccc, Guestddd, Guesteee, Guestfff, "
        "Guestggg and",
        "Guesthhh, today.",
        "  next due: Guestaaa 14 Jul · Guestbbb 14 Jul · Guestccc 14 Jul · Guestddd 14 Jul ·",
        "    Guesteee 14 Jul · Guestfff 14 Jul · Guestggg 14 Jul · Guesthhh 14 Jul",
    ]


def test_the_plain_form_is_that_of_log(network):
    assert network.ok("unlog 5").out == "5\t2025-06-01\tdinner\tbob-m\n"


def test_numbers_hide_with_the_scores(network, tmp_path):
    (tmp_path / "config" / "tinynet").mkdir(parents=True)
    (tmp_path / "config" / "tinynet" / "config.toml").write_text("scores = false\n")
    shown = network.ok("unlog 5", human=True).out
    assert shown == (
        "Taken out: dinner with Bob Marsh, Sun 1 Jun 2025.\n  Bob Marsh: next due Sun 30 Aug\n"
    )


@pytest.mark.parametrize(
    ("typed", "code", "message"),
    [
        ("99", 1, "Nothing was logged under #99"),
        ("0", 1, "Nothing was logged under #0"),
        ("x", 2, '"x" is not the number of an interaction'),
        ("##1", 2, '"##1" is not the number of an interaction'),
        ("²", 2, '"²" is not the number of an interaction'),
        ("9" * 18, 1, f"Nothing was logged under #{'9' * 18}"),
        ("9" * 19, 2, f'"{"9" * 19}" is not the number of an interaction'),
    ],
)
def test_what_is_not_logged_cannot_be_taken_out(network, typed, code, message):
    result = network(["unlog", typed, "--json"])
    remedy = "See the numbers: tinynet history"
    assert (result.code, result.error["message"], result.error["remedy"]) == (
        code, message, remedy,
    )  # fmt: skip
    assert rows(network, "SELECT count(*) FROM interaction") == [(5,)]
