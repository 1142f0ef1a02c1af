"""What two machines show where they have changed the same thing without knowing of each other."""

from __future__ import annotations

from pathlib import Path

import pytest
from machines import Pair


@pytest.fixture
def pair(tmp_path: Path) -> Pair:
    return Pair(tmp_path)


def test_a_log_against_a_merge_and_a_removal_brings_back_who_stayed_with_everything(pair):
    pair.laptop.ok("merge anne bob --prefer into --yes")
    pair.laptop.ok("remove bob --yes")
    pair.desktop.ok("log call anne --on 2026-02-26 --note 'with news'")
    pair.sync()
    assert pair.agree()
    assert pair.laptop.query("SELECT handle FROM person") == [("bob-m",)]
    assert pair.laptop.query("SELECT text FROM note") == [("likes boats",)]
    notes = pair.laptop.query("SELECT note FROM interaction ORDER BY note")
    assert notes == [(None,), ("with news",)]


def test_who_was_merged_and_removed_stays_removed_where_nothing_speaks_against_it(pair):
    pair.laptop.ok("merge anne bob --prefer into --yes")
    pair.laptop.ok("remove bob --yes")
    pair.sync()
    assert pair.agree()
    assert pair.desktop.query("SELECT handle FROM person") == []


def test_a_merge_of_three_in_a_row_makes_one_person_with_what_came_in_meanwhile(pair):
    pair.laptop.ok("add 'Carl Cole'")
    pair.sync()
    pair.laptop.ok("merge anne bob --prefer into --yes")
    pair.laptop.ok("merge bob carl --prefer into --yes")
    pair.desktop.ok("note anne 'rows now'")
    pair.sync()
    assert pair.agree()
    assert pair.laptop.query("SELECT handle FROM person") == [("carl-c",)]
    notes = pair.laptop.query("SELECT text FROM note ORDER BY text")
    assert notes == [("likes boats",), ("rows now",)]


def test_a_contact_out_of_which_each_took_the_other_person_keeps_the_one_of_the_later_word(pair):
    pair.laptop.ok("amend 1 --with anne")
    pair.desktop.at("2026-03-02").ok("amend 1 --with bob")
    pair.sync()
    assert pair.agree()
    people = "SELECT handle FROM participant JOIN person ON person.id = person_id"
    assert pair.laptop.query(people) == pair.desktop.query(people) == [("bob-m",)]


@pytest.mark.parametrize("stays", ["anne-b", "bob-m"])
def test_two_who_are_not_the_same_stay_so_when_one_of_them_is_merged_elsewhere(pair, stays):
    goes = "bob-m" if stays == "anne-b" else "anne-b"
    for number in range(4):  # whose ids lie on both sides of the others'
        pair.laptop.ok(f"add 'Dora Lind {number}'")
    pair.sync()
    for number in range(4):
        pair.laptop.ok(f"merge --dismiss {goes} dora-{number}")
    pair.desktop.ok(f"merge {goes} {stays} --prefer into --yes")
    pair.sync()
    assert pair.agree()
    assert len(pair.desktop.query("SELECT 1 FROM dismissal")) == 4
    assert len(pair.laptop.query("SELECT 1 FROM dismissal")) == 4


def test_a_handle_that_is_free_again_goes_to_who_would_have_had_it(pair):
    pair.laptop.ok("add 'Zoe One' --handle zoe")
    pair.laptop.ok("add 'Zoe Two' --handle zoe-2")
    pair.desktop.ok("add 'Zoe Three' --handle zoe")
    pair.sync()
    assert pair.agree()
    two = pair.laptop.query("SELECT handle FROM person WHERE name = 'Zoe Two'")
    assert two == [("zoe-2",)]
    pair.laptop.ok("edit zoe-2 --handle other")
    pair.sync()
    assert pair.agree()
    handles = pair.desktop.query("SELECT handle FROM person WHERE handle LIKE 'zoe%'")
    assert sorted(handles) == [("zoe",), ("zoe-2",)]


def test_an_edit_of_a_note_that_a_merge_had_dropped_as_a_double_is_kept(pair):
    for who in ("anne", "bob"):
        pair.laptop.ok(f"note {who} 'moved to Bath'")
    pair.sync()
    pair.laptop.ok("merge anne bob --prefer into --yes")
    texts = "SELECT text FROM note WHERE text LIKE 'moved%' ORDER BY text"
    assert pair.laptop.query(texts) == [("moved to Bath",)]
    ((number,),) = pair.desktop.query(
        "SELECT note.id FROM note JOIN person ON person.id = person_id "
        "WHERE handle = 'anne-b' AND text LIKE 'moved%'"
    )
    pair.desktop.ok(f"note anne 'moved to York' --id n{number}")
    pair.sync()
    assert pair.agree()
    assert pair.laptop.query(texts) == [("moved to Bath",), ("moved to York",)]


def test_names_and_ties_are_counted_anew_where_a_restored_machine_catches_up(pair):
    pair.laptop.ok("backup")
    pair.laptop.ok("edit anne --nickname Nan")
    pair.laptop.ok("log call anne --on 2026-02-26")
    pair.sync()
    pair.laptop.ok("remove bob --yes")
    pair.desktop.ok("amend 2 --on 2026-02-27")
    pair.sync()
    pair.laptop.ok("restore --yes")
    pair.laptop.ok("sync --catch-up")
    pair.sync()
    assert pair.agree()
    assert pair.laptop.ok("list nan --json").json["people"][0]["handle"] == "anne-b"


def test_a_nickname_that_two_machines_gave_is_found_once_when_another_is_added(pair):
    for machine in (pair.laptop, pair.desktop):
        machine.ok("edit anne --nickname Nan")
    pair.sync()
    pair.laptop.ok("edit anne --nickname Annie")
    pair.sync()
    assert pair.agree()
