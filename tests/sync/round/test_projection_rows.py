"""What two machines show where they have changed the same thing without knowing of each other."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing

import pytest
from machines import Machine, give

from tinynet.sync.round import projection_rows
from tinynet.sync.state import table_rows


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


@pytest.mark.parametrize("order", ["anne bob carl", "carl bob anne"])
def test_a_merge_of_three_in_a_row_makes_one_person_with_what_came_in_meanwhile(pair, order):
    pair.laptop.ok("add 'Carl Cole'")
    pair.sync()
    first, second, third = order.split()
    pair.laptop.ok(f"merge {first} {second} --prefer into --yes")
    pair.laptop.ok(f"merge {second} {third} --prefer into --yes")
    pair.desktop.ok(f"note {first} 'rows now'")
    pair.sync()
    assert pair.agree()
    ((left,),) = pair.laptop.query("SELECT handle FROM person")
    assert left.startswith(third)
    notes = pair.laptop.query("SELECT text FROM note ORDER BY text")
    assert notes == [("likes boats",), ("rows now",)]


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
    pair.laptop.ok("sync")
    assert pair.laptop.query(texts) == [("moved to Bath",)]  # sync knows that there is one left
    assert pair.laptop.content() == pair.laptop.rebuilt()
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


def test_ties_follow_where_a_copy_put_in_place_by_hand_had_a_contact_that_nobody_knows(pair):
    copy = pair.laptop.path.read_bytes()
    pair.laptop.ok("edit anne --nickname Nan")
    pair.sync()
    pair.laptop.path.write_bytes(copy)
    pair.laptop.ok("log walk bob --on 2026-02-25")
    pair.laptop.ok("sync --catch-up")
    pair.sync()
    assert pair.laptop.query("SELECT id FROM interaction") == [(1,)]
    assert pair.agree()


def test_ties_follow_where_what_was_restored_had_been_taken_out_by_all(pair):
    pair.laptop.ok("log walk bob --on 2026-02-25")
    pair.sync()
    pair.laptop.ok("backup")
    pair.laptop.ok("unlog 2")
    pair.sync()
    pair.laptop.ok("restore --yes")
    pair.laptop.ok("sync --catch-up")
    pair.sync()
    assert pair.agree()
    assert pair.laptop.query("SELECT count(*) FROM interaction") == [(1,)]


def test_a_nickname_that_two_machines_gave_is_found_once_when_another_is_added(pair):
    for machine in (pair.laptop, pair.desktop):
        machine.ok("edit anne --nickname Nan")
    pair.sync()
    pair.laptop.ok("edit anne --nickname Annie")
    pair.sync()
    assert pair.agree()


def test_a_fact_that_both_had_is_there_once_when_they_are_merged_elsewhere(pair):
    pair.laptop.ok("note anne shortbread --fact biscuit")
    pair.sync()
    pair.laptop.ok("note bob shortbread --fact biscuit")
    pair.desktop.ok("merge bob anne --prefer into --yes")
    pair.sync()
    assert pair.agree()
    assert pair.desktop.query("SELECT key, value FROM fact") == [("biscuit", "shortbread")]


def test_a_removed_kind_goes_again_when_nothing_uses_it_any_more(pair):
    pair.laptop.ok("kinds remove letter")
    pair.desktop.ok("log letter anne --on 2026-02-26")
    pair.sync()
    there = "SELECT 1 FROM kind WHERE name = 'letter'"
    assert pair.laptop.query(there)
    ((number,),) = pair.desktop.query("SELECT id FROM interaction WHERE \"on\" = '2026-02-26'")
    pair.desktop.ok(f"unlog {number}")
    pair.sync()
    assert pair.agree()
    assert not pair.laptop.query(there)


def test_a_contact_that_got_the_number_of_one_taken_out_is_another_one(pair):
    pair.laptop.ok("log call anne --on 2026-02-26 --note old")
    pair.sync()
    pair.desktop.ok("amend 2 --note older")
    pair.laptop.ok("unlog 2")
    pair.laptop.ok("log walk bob --on 2026-02-27 --note new")
    pair.sync()
    assert pair.agree()
    notes = pair.desktop.query("SELECT note FROM interaction WHERE note IS NOT NULL ORDER BY note")
    assert notes == [("new",), ("older",)]


def test_a_merge_that_was_sent_and_undone_makes_two_again_everywhere(pair):
    pair.laptop.ok("merge bob anne --prefer into --yes")
    pair.laptop.ok("sync")
    pair.carry()
    pair.desktop.ok("sync")
    assert len(pair.desktop.query("SELECT 1 FROM person")) == 1
    pair.laptop.ok("undo")
    pair.sync()
    assert pair.agree()
    assert len(pair.desktop.query("SELECT 1 FROM person")) == 2


@pytest.mark.parametrize("line", ["note anne 'is back'", "log text anne --on 2026-02-26"])
def test_whatever_is_written_about_somebody_brings_them_back(pair, line):
    pair.laptop.ok("remove anne --yes")
    pair.desktop.ok(line)
    pair.sync()
    assert pair.agree()
    assert pair.laptop.query("SELECT 1 FROM person WHERE handle = 'anne-b'")


def test_who_knew_of_a_value_writes_after_it_whatever_the_clocks_say(pair):
    pair.laptop.at("2026-03-31").ok("edit anne --circle close")
    pair.sync()
    pair.desktop.at("2026-03-01").ok("edit anne --circle friends")
    said = pair.sync()
    assert pair.agree()
    assert pair.laptop.query("SELECT circle FROM person WHERE id = 1") == [("friends",)]
    assert [one["conflicts"] for one in said] == [[], [], [], []]


def test_a_machine_that_joins_brings_along_who_is_not_the_same_as_somebody_known(tmp_path):
    laptop, desktop = Machine(tmp_path, "laptop"), Machine(tmp_path, "desktop")
    laptop.ok("add 'Anne Baker'")
    book = tmp_path / "book.json"
    book.write_text(laptop.ok("export json").out, encoding="utf-8")
    desktop.ok(f"import json {book}")
    desktop.ok("config set undo.keep 1")
    desktop.ok("add 'Ann Baker' --yes")
    desktop.ok("merge --dismiss anne-b ann-b")
    desktop.ok("note ann-b 'the undo history knows of this alone'")
    key = laptop.init()
    give(laptop, desktop)
    desktop.join(key)
    laptop.ok("edit anne-b --circle close")  # by a machine that does not know of the other yet
    laptop.ok("sync")
    give(laptop, desktop)
    desktop.ok("sync")
    give(desktop, laptop)
    laptop.ok("sync")
    for machine in (laptop, desktop):
        assert len(machine.query("SELECT 1 FROM dismissal")) == 1
        assert machine.content() == machine.rebuilt()


def test_a_part_is_taken_in_when_those_before_it_are_here(pair):
    parts = []
    for number in range(3):
        pair.laptop.ok(f"note anne 'note {number}'")
        before = {file.name for file in pair.laptop.own_files()}
        pair.laptop.ok("sync")
        parts += [file for file in pair.laptop.own_files() if file.name not in before]
    assert len(parts) == 3
    shutil.copy2(parts[2], pair.desktop.carried / parts[2].name)
    pair.desktop.ok("sync")
    assert not pair.desktop.query("SELECT 1 FROM note WHERE text LIKE 'note%'")
    pair.sync()
    assert pair.agree()
    assert len(pair.desktop.query("SELECT 1 FROM note WHERE text LIKE 'note%'")) == 3


def test_what_is_missing_in_the_folder_is_written_again(pair):
    pair.laptop.ok("note anne 'once'")
    pair.laptop.ok("sync")
    for file in pair.laptop.own_files():
        if ".head." not in file.name and ".all." not in file.name:
            file.unlink()
    pair.sync()
    assert pair.agree()
    assert pair.desktop.query("SELECT 1 FROM note WHERE text = 'once'")


def test_in_a_large_file_what_points_at_nothing_is_found_among_what_was_touched(pair, monkeypatch):
    monkeypatch.setattr(projection_rows, "FEW_PAGES", 0)
    pair.laptop.ok("remove bob --yes")
    pair.desktop.ok("log call anne --on 2026-02-26")
    pair.sync()
    assert pair.agree()
    spec = projection_rows.BY_NAME["interaction"]
    with closing(sqlite3.connect(pair.laptop.path)) as connection:
        ids = [row[0] for row in connection.execute("SELECT id FROM interaction ORDER BY id")]
        assert table_rows.dangling(connection, spec, ids) == []
        connection.execute(
            "UPDATE participant SET person_id = 99 WHERE interaction_id = ?", ids[:1]
        )
        connection.execute("UPDATE interaction SET kind_id = 99 WHERE id = ?", ids[1:2])
        assert table_rows.dangling(connection, spec, ids) == ids[:2]
        assert table_rows.dangling(connection, spec, ids[1:]) == ids[1:2]


def test_what_does_not_fit_together_is_refused_and_nothing_of_it_is_kept(pair, monkeypatch):
    monkeypatch.setattr(projection_rows, "FEW_PAGES", 0)
    pair.desktop.ok("log call anne --on 2026-02-26")
    pair.desktop.ok("sync")
    pair.carry()
    monkeypatch.setattr(table_rows, "dangling", lambda *_: [7])
    before = pair.laptop.content()
    refused = pair.laptop("sync --json")
    assert refused.code == 5
    assert "does not fit together" in refused.error["message"]
    assert pair.laptop.content() == before


def test_what_went_with_a_merge_here_goes_with_another_merge_that_is_later(pair):
    pair.laptop.ok("add 'Carl Cole'")
    pair.laptop.ok("log walk anne --on 2026-02-21 --note 'with Anne'")
    pair.sync()
    pair.desktop.ok("merge anne bob --yes")
    pair.laptop.at("2026-03-05")
    pair.laptop.ok("merge anne carl --yes")
    pair.sync()  # the desktop takes its own merge and the later one in the same round
    assert pair.agree()
    assert pair.desktop.query("SELECT count(*) FROM person") == [(2,)]
