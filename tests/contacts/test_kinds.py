"""tinynet kinds: the list, and what changes when a kind does."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from tinynet.core.strength import credit
from tinynet.db import sql


def kinds(tinynet) -> dict[str, dict]:
    return {kind["name"]: kind for kind in tinynet.ok("kinds --json").json["kinds"]}


def test_the_list_has_what_each_kind_counts_and_how_often_it_was_logged(network):
    told = network.ok("kinds --json").json
    assert (told["schema"], len(told["kinds"])) == (1, 16)
    assert told["kinds"][0] == {
        "name": "coffee", "in_person": True, "minutes": 60, "weight": 1.0, "used": 4
    }  # fmt: skip
    assert told["kinds"][12] == {
        "name": "text", "in_person": False, "minutes": 0, "weight": 0.5, "used": 0
    }  # fmt: skip
    assert network.ok("kinds list").out.splitlines()[:2] == [
        "coffee\t1\t60\t1\t4", "lunch\t1\t75\t1\t0"
    ]  # fmt: skip


def test_the_list_on_screen(network):
    assert network.ok("kinds", human=True).out.splitlines()[:3] == [
        "kind      in person  lasts  weight  logged",
        "coffee    yes           1h       1       4",
        "lunch     yes         1h15       1       -",
    ]


def test_the_list_hides_weights_where_scores_are_hidden(network):
    network.ok("config set scores false")
    assert network.ok("kinds", human=True).out.splitlines()[:2] == [
        "kind      in person  lasts  logged",
        "coffee    yes           1h       4",
    ]


def test_the_list_needs_no_database(tinynet):
    assert len(kinds(tinynet)) == 16
    assert not tinynet.path.exists()


def test_a_new_kind_in_person_is_an_hour_of_weight_1_unless_told(tinynet):
    assert tinynet.ok("kinds add Sauna --json").json == {
        "schema": 1, "name": "sauna", "in_person": True, "minutes": 60, "weight": 1.0,
        "did": "added", "changed": True,
    }  # fmt: skip
    tinynet.ok("log sauna Dora --add")
    assert kinds(tinynet)["sauna"]["used"] == 1


def test_a_new_kind_apart_is_a_message_unless_told(tinynet):
    assert tinynet.ok("kinds add postcard --remote", human=True).out == (
        "added postcard  not in person, no length, weight 0.5\ntinynet log postcard WHO\n"
    )
    tinynet.ok("kinds add radio --remote --minutes 1h30 --weight .5")
    assert kinds(tinynet)["radio"] == {
        "name": "radio", "in_person": False, "minutes": 90, "weight": 0.5, "used": 0
    }  # fmt: skip


def test_names_are_folded_so_that_accents_and_case_find_them(tinynet):
    tinynet.ok("kinds add Schnäppchen-Jagd")
    assert tinynet.ok("log SCHNÄPPCHEN-JAGD Dora --add --json").json["kind"] == "schnappchen-jagd"


@pytest.mark.parametrize("typed", ["two words", "", "a,b", "-x", "_", "x" * 41, "a\tb", "😀"])
def test_a_name_that_is_no_word_is_refused(tinynet, typed):
    result = tinynet(["kinds", "add", "--json", "--", typed])
    assert (result.code, result.error["code"]) == (2, "bad_value")
    assert result.error["message"] == f'"{typed}" cannot be a kind of contact'


def test_a_name_that_is_taken_is_refused(tinynet):
    result = tinynet("kinds add Coffee")
    assert (result.code, result.err) == (
        2,
        ("tinynet: There is a kind called coffee already.\nChange it: tinynet kinds edit coffee\n"),
    )


@pytest.mark.parametrize(
    "typed", ["0", "-1", "10.0001", "11", "x", "nan", "1e1", "", ".", "0.00001", "\u0661"]
)
def test_a_weight_out_of_bounds_is_refused(tinynet, typed):
    result = tinynet(["kinds", "add", "x", f"--weight={typed}", "--json"])
    assert (result.code, result.error["message"]) == (2, f'"{typed}" cannot be a weight')


@pytest.mark.parametrize(("typed", "minutes"), [("45", 45), ("0", 0), ("1h30", 90), ("1440", 1440)])
def test_minutes_are_read_as_a_duration_or_a_bare_number(tinynet, typed, minutes):
    tinynet.ok(f"kinds add x --minutes {typed}")
    assert kinds(tinynet)["x"]["minutes"] == minutes


@pytest.mark.parametrize("typed", ["1441", "25h", "-5", "soon"])
def test_minutes_that_are_no_duration_are_refused(tinynet, typed):
    assert tinynet(["kinds", "add", "x", f"--minutes={typed}"]).code == 2


def test_an_edit_recounts_all_that_was_logged_and_undo_takes_that_back(network):
    before = network.ok("rank --json").json, kinds(network)
    assert network.ok("kinds edit coffee --minutes 30 --weight 0.5", human=True).out == (
        "changed coffee  in person, 30 minutes, weight 0.5\n"
        "It counts so for everything logged; tinynet undo takes it back\n"
    )
    days = network.ok("why anne --json").json["days"]
    expected = credit(in_person=True, weight=0.5, minutes=30, deep=False, people=1)
    assert [round(day["credit"], 9) for day in days] == [round(expected, 9)] * 4
    network.ok("undo")
    assert (network.ok("rank --json").json, kinds(network)) == before


def test_an_edit_leaves_what_was_logged_with_a_length_of_its_own(network):
    before = network.ok("why bob --json").json
    network.ok("kinds edit dinner --minutes 30")
    assert network.ok("why bob --json").json == before
    network.ok("kinds edit dinner --remote")
    hours = {
        person["handle"]: person["hours"] for person in network.ok("rank --json").json["people"]
    }
    assert hours["bob-m"] == 0


def test_an_edit_that_changes_nothing_says_so_and_leaves_nothing_to_undo(network):
    units = network.ok("undo --list").out
    assert network.ok("kinds edit coffee --minutes 60 --in-person", human=True).out == (
        "as before: coffee  in person, 60 minutes, weight 1\n"
    )
    assert network.ok("undo --list").out == units


def test_a_kind_that_was_logged_stays(network):
    result = network("kinds remove coffee --json")
    assert (result.code, result.error) == (
        1,
        {
            "code": "kind_in_use",
            "message": "coffee was logged 4 times, so it stays",
            "remedy": "See them: tinynet history --kind coffee",
            "candidates": [],
        },
    )
    assert network("kinds remove dinner").err.startswith("tinynet: dinner was logged once, so")


def test_a_kind_that_was_never_logged_goes_and_comes_back(network):
    before = kinds(network)
    assert network.ok("kinds remove letter", human=True).out == (
        "removed letter  not in person, no length, weight 0.5\n"
    )
    assert before.keys() - kinds(network).keys() == {"letter"}
    network.ok("undo")
    assert kinds(network) == before


def test_an_unknown_kind_is_named_with_the_nearest(network):
    result = network("kinds edit cofee --minutes 30 --json")
    assert (result.code, result.error["code"], result.error["candidates"]) == (
        2, "unknown_kind", ["coffee"]
    )  # fmt: skip


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("kinds brew coffee", 'kinds cannot be "brew"'),
        ("kinds add", "Which kind? kinds add takes its name"),
        ("kinds list coffee", "kinds list takes no name"),
        ("kinds --weight 1", "kinds list takes no options"),
        ("kinds remove coffee --in-person", "kinds remove takes no options"),
        ("kinds edit coffee", "What is to change?"),
        ("kinds add x --in-person --remote", "--in-person and --remote cannot be used together"),
    ],
)
def test_a_command_line_that_says_too_little_or_too_much_is_refused(network, line, message):
    result = network(f"{line} --json")
    assert (result.code, result.out, result.error["message"]) == (2, "", message)


def test_all_contacts_are_counted_in_one_walk(network):
    with closing(sqlite3.connect(network.path)) as connection:
        steps = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {sql.kinds_used}")]
    assert [step for step in steps if "interaction" in step] == [
        "SCAN interaction USING COVERING INDEX ix_interaction_kind"
    ]
    assert not any("CORRELATED" in step for step in steps)
