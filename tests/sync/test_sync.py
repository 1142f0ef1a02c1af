"""tinynet sync, as two machines see it."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pyrage
import pytest
from machines import Machine, give

from tinynet.cli.env import Env

SECRET = "AGE-SECRET-KEY-1"


def test_whoever_joins_has_everything(pair):
    assert pair.agree()
    (contact,) = pair.desktop.ok("history --json").json["interactions"]
    assert (contact["on"], sorted(contact["people"])) == ("2026-02-20", ["anne-b", "bob-m"])


def test_init_says_where_everything_is_and_shows_the_key_once(tmp_path):
    laptop = Machine(tmp_path, "laptop")
    laptop.ok("add Anne")
    said = laptop.ok(f"sync init {laptop.carried} --name laptop", human=True).out
    first = " ".join(said.split())
    assert first.startswith(
        f"This device is laptop. 1 person and 0 contacts are in {laptop.carried}"
    )
    assert SECRET in said
    assert laptop.ok("sync key").out.strip() in said


def test_nobody_who_carries_the_folder_can_read_it(pair):
    for file in pair.laptop.carried.iterdir():
        data = file.read_bytes()
        assert data.startswith(b"age-encryption.org/v1")
        assert b"Anne" not in data
        assert file.stat().st_mode & 0o777 == 0o600


def test_what_happens_on_both_is_on_both(pair):
    pair.laptop.ok("log dinner anne --on 2026-02-21 --note lamb")
    pair.desktop.ok("note bob 'has a boat'")
    pair.desktop.ok("edit bob --work Acme")
    said = pair.sync()
    assert said[0]["sent"] == 1
    assert said[1]["sent"] == 2
    assert said[1]["received"] == [{"device": "laptop", "what": "contact", "count": 1}]
    assert said[2]["received"] == [
        {"device": "desktop", "what": "person", "count": 1},
        {"device": "desktop", "what": "note", "count": 1},
    ]
    assert pair.agree()
    assert pair.laptop.ok("sync", human=True).out == "Nothing new.\n"


def test_what_came_in_is_one_unit_that_undo_leaves_alone(pair):
    pair.laptop.ok("log dinner anne --on 2026-02-21")
    pair.desktop.ok("note bob 'has a boat'")
    pair.sync()
    units = pair.laptop.ok("undo --list --json").json["units"]
    assert [(unit["label"], unit["final"]) for unit in units] == [
        ("sync: 1 change from desktop", True)
    ]
    refused = pair.laptop("undo --yes --json")
    assert (refused.code, refused.error["code"]) == (1, "final")
    pair.laptop.ok("log call bob")
    pair.laptop.ok("undo")
    assert pair.laptop("undo --yes").code == 1
    pair.sync()
    assert pair.agree()


def test_the_later_write_wins_and_what_lost_can_be_turned_round(pair):
    pair.laptop.ok("edit anne --circle close")
    pair.desktop.at("2026-03-02").ok("edit anne --circle friends")
    pair.sync()
    assert pair.agree()
    ((circle,),) = pair.laptop.query("SELECT circle FROM person WHERE handle = 'anne-b'")
    assert circle == "friends"
    (conflict,) = pair.laptop.ok("sync conflicts --json").json["conflicts"]
    assert (conflict["name"], conflict["kept"]["device"]) == ("Anne Baker", "desktop")
    assert (conflict["kept"]["values"], conflict["lost"]["values"]) == (
        {"circle": "friends"}, {"circle": "close"},
    )  # fmt: skip
    said = pair.laptop.ok("sync conflicts", human=True).out
    assert "Anne Baker: circle is friends (desktop, " in said
    assert "laptop said close (" in said
    pair.laptop.at("2026-03-03").ok(f"sync conflicts {conflict['number']} --other")
    pair.sync()
    ((circle,),) = pair.desktop.query("SELECT circle FROM person WHERE handle = 'anne-b'")
    assert circle == "close"
    assert pair.agree()
    assert pair.laptop.ok("sync conflicts --json").json["conflicts"] == []


def test_different_fields_of_one_person_are_both_kept(pair):
    pair.laptop.ok("edit anne --circle close")
    pair.desktop.ok("edit anne --work Acme")
    said = pair.sync()
    assert [one["conflicts"] for one in said] == [[], [], [], []]
    assert pair.laptop.query("SELECT circle, organisation FROM person WHERE id = 1") == [
        ("close", "Acme")
    ]


def test_a_contact_logged_on_both_is_shown_and_made_one_only_when_asked(pair):
    for machine, note in ((pair.laptop, ""), (pair.desktop, "--note 'on the quay'")):
        machine.ok(f"log walk anne --on 2026-02-25 {note}")
    pair.sync()
    (conflict,) = pair.laptop.ok("sync conflicts --json").json["conflicts"]
    assert conflict["kind"] == "double"
    assert len(pair.laptop.query("SELECT 1 FROM interaction WHERE \"on\" = '2026-02-25'")) == 2
    pair.laptop.ok(f"sync conflicts {conflict['number']} --other")
    pair.sync()
    assert pair.desktop.query("SELECT note FROM interaction WHERE \"on\" = '2026-02-25'") == [
        ("on the quay",)
    ]
    assert pair.agree()


def test_a_log_against_a_removal_brings_the_person_back_and_says_so(pair):
    pair.laptop.ok("remove anne --yes")
    pair.desktop.ok("log call anne --on 2026-02-26")
    said = pair.sync()
    assert any(one["back"] == [{"handle": "anne-b", "name": "Anne Baker"}] for one in said)
    assert pair.agree()
    assert pair.laptop.query("SELECT text FROM note") == [("likes boats",)]


def test_a_removal_is_a_removal_where_nothing_speaks_against_it(pair):
    pair.laptop.ok("remove anne --yes")
    pair.sync()
    assert pair.desktop.query("SELECT handle FROM person") == [("bob-m",)]
    pair.laptop.ok("undo")
    pair.sync()
    assert pair.agree()
    assert pair.desktop.query("SELECT count(*) FROM note") == [(1,)]


def test_a_log_to_somebody_merged_away_arrives_at_the_one_who_remains(pair):
    pair.laptop.ok("merge bob anne --prefer into --yes")
    pair.desktop.ok("log call bob --on 2026-02-26 --note 'news of Bob'")
    pair.sync()
    assert pair.agree()
    assert pair.laptop.query(
        "SELECT handle FROM participant JOIN person ON person.id = person_id "
        "JOIN interaction i ON i.id = interaction_id WHERE i.note = 'news of Bob'"
    ) == [("anne-b",)]


def test_two_opposite_merges_make_one_person_with_everything(pair):
    pair.laptop.ok("note bob 'likes boats'")
    pair.sync()
    pair.laptop.ok("merge bob anne --prefer into --yes")
    pair.desktop.ok("merge anne bob --prefer into --yes")
    pair.sync()
    assert pair.agree()
    assert len(pair.laptop.query("SELECT 1 FROM person")) == 1
    assert pair.laptop.query("SELECT DISTINCT text FROM note") == [("likes boats",)]


def test_a_handle_that_two_want_goes_to_one_and_comes_back_when_it_is_free(pair):
    pair.laptop.ok("add 'Zoe One' --handle zoe")
    pair.desktop.ok("add 'Zoe Two' --handle zoe")
    pair.sync()
    assert pair.agree()
    handles = pair.laptop.query("SELECT handle, name FROM person WHERE name LIKE 'Zoe%'")
    assert sorted(handle for handle, _ in handles) == ["zoe", "zoe-2"]
    pair.laptop.ok("remove zoe --yes")
    pair.sync()
    assert pair.agree()
    assert pair.desktop.query("SELECT handle FROM person WHERE name LIKE 'Zoe%'") == [("zoe",)]


def test_a_kind_that_was_removed_and_is_in_use_elsewhere_comes_back(pair):
    pair.laptop.ok("kinds remove letter")
    pair.desktop.ok("log letter anne --on 2026-02-26")
    pair.sync()
    assert pair.agree()
    assert pair.laptop.query("SELECT 1 FROM kind WHERE name = 'letter'")


def test_forget_reaches_the_other_machine_its_backups_and_all_that_sync_keeps(pair):
    pair.desktop.ok("backup")
    pair.laptop.ok("forget bob --confirm 'Bob Marsh'")
    status = pair.laptop.ok("sync status --json").json["devices"]
    assert [one["forgetting"] for one in status] == [0, 1]
    pair.carry()
    pair.desktop.ok("log call bob")
    pair.sync()
    status = pair.laptop.ok("sync status --json").json["devices"]
    assert [one["forgetting"] for one in status] == [0, 0]
    assert pair.agree()
    for machine in (pair.laptop, pair.desktop):
        found = subprocess.run(
            ["grep", "-rla", "Bob Marsh", str(machine.folder / "data")],
            capture_output=True, text=True, check=False,
        ).stdout  # fmt: skip
        assert found == ""
        for file in machine.carried.iterdir():
            identity = pyrage.x25519.Identity.from_str(pair.key)
            assert b"Bob" not in pyrage.decrypt(file.read_bytes(), [identity])


@pytest.mark.parametrize("answer", ["--catch-up", "--take-back"])
def test_a_restored_backup_removes_nothing_until_somebody_says_so(pair, answer):
    pair.laptop.ok("backup")
    pair.laptop.ok("log dinner anne --on 2026-02-27 --note late")
    pair.sync()
    pair.laptop.ok("restore --yes")
    pair.laptop.ok("log call bob --on 2026-02-28 --note after")
    refused = pair.laptop("sync --json")
    assert (refused.code, refused.error["code"]) == (2, "restored")
    assert pair.laptop("sync").code == 2
    pair.laptop.ok(f"sync {answer}")
    pair.sync()
    assert pair.agree()
    notes = {note for (note,) in pair.desktop.query("SELECT note FROM interaction")}
    assert notes == ({None, "late", "after"} if answer == "--catch-up" else {None, "after"})


def test_a_copied_database_is_noticed_and_can_be_a_device_of_its_own(pair, tmp_path):
    third = Machine(tmp_path, "server")
    third.path.parent.mkdir(parents=True)
    for ending in ("", ".sync"):
        shutil.copy(f"{pair.laptop.path}{ending}", f"{third.path}{ending}")
    for file in pair.laptop.carried.iterdir():
        shutil.copy2(file, third.carried / file.name)
    refused = third("sync --json")
    assert (refused.code, refused.error["code"]) == (2, "copied")
    third.join(pair.key)
    third.ok("log call anne --on 2026-02-28")
    third.ok("sync")
    give(third, pair.laptop)
    pair.laptop.ok("sync")
    assert pair.laptop.content() == third.content()


def test_a_database_that_was_moved_goes_on_when_that_is_said(pair, tmp_path):
    moved = Machine(tmp_path, "tower")
    shutil.move(pair.laptop.path.parent, moved.path.parent)
    assert moved("sync").code == 2
    moved.ok("sync --moved")
    moved.ok("log call anne --on 2026-02-28")
    assert moved.ok("sync --json").json["sent"] == 1


def test_leaving_keeps_everything_here_and_there(pair):
    pair.desktop.ok("log call anne --on 2026-02-28")
    pair.desktop.ok("sync leave --yes")
    pair.carry()
    pair.laptop.ok("sync")
    assert pair.agree()
    devices = pair.laptop.ok("sync status --json").json["devices"]
    assert [(one["name"], one["gone"]) for one in devices] == [("laptop", ""), ("desktop", "left")]
    refused = pair.desktop("sync --json")
    assert (refused.code, refused.error["code"]) == (1, "not_set_up")


def test_a_removed_device_is_told_so_and_comes_back_as_a_new_one(pair):
    pair.laptop.ok("sync remove desktop --yes")
    pair.carry()
    pair.desktop.ok("log call anne --on 2026-02-28 --note 'while away'")
    refused = pair.desktop("sync --json")
    assert (refused.code, refused.error["code"]) == (1, "removed")
    pair.desktop.ok(f"sync join {pair.desktop.carried} --name tower", stdin=f"{pair.key}\n")
    for file in pair.desktop.carried.glob("tower.*"):
        shutil.copy2(file, pair.laptop.carried / file.name)
    pair.laptop.ok("sync")
    assert pair.agree()


def test_a_new_key_locks_everything_anew_and_the_others_need_it(pair):
    new = pair.laptop.ok("sync key --new --yes --json").json["key"]
    assert new.startswith(SECRET)
    assert new != pair.key
    pair.laptop.ok("log call anne --on 2026-02-28")
    pair.laptop.ok("sync")
    pair.carry()
    before = pair.desktop("sync --json")
    assert before.code == 5
    assert "does not open with the key" in before.json["wrong"][0]["reason"]
    pair.desktop.ok(f"sync join {pair.desktop.carried}", stdin=f"{new}\n")
    pair.sync()
    assert pair.agree()
    old = pyrage.x25519.Identity.from_str(pair.key)
    for file in [*pair.laptop.own_files(), *pair.desktop.own_files()]:
        with pytest.raises(pyrage.DecryptError):
            pyrage.decrypt(file.read_bytes(), [old])


def test_what_does_not_open_is_named_and_left_out_and_the_rest_is_taken_in(pair):
    pair.laptop.ok("log call anne --on 2026-02-28")
    pair.laptop.ok("sync")
    pair.carry()
    (pair.desktop.carried / "laptop (conflicted copy).age").write_bytes(b"half a file")
    result = pair.desktop("sync --json")
    assert result.code == 5
    assert [one["file"] for one in result.json["wrong"]] == ["laptop (conflicted copy).age"]
    assert pair.agree()
    again = pair.desktop("sync")  # in a pipe, too
    reason = result.json["wrong"][0]["reason"]
    assert (again.code, again.err) == (
        5, f"laptop (conflicted copy).age was left out: {reason}.\n"
    )  # fmt: skip
    (pair.desktop.carried / "laptop (conflicted copy).age").unlink()
    pair.desktop.ok("sync")


@pytest.mark.parametrize(
    ("line", "code", "error"),
    [
        ("sync", 1, "not_set_up"),
        ("sync status", 1, "not_set_up"),
        ("sync join {here} --name x", 1, "folder_not_in_use"),
        ("sync init {here}/nowhere --name x", 1, "no_folder"),
        ("sync init {here}", 2, "usage"),
        ("sync init", 2, "usage"),
        ("sync init {here} --name a/b", 2, "bad_value"),
        ("sync init {here} --name x --new", 2, "usage"),
        ("sync wait", 2, "bad_value"),
        ("sync conflicts --other", 2, "usage"),
        ("sync --catch-up --take-back", 2, "usage"),
    ],
)
def test_what_cannot_be_done_is_said_with_its_code(tmp_path, line, code, error):
    machine = Machine(tmp_path, "laptop")
    machine.ok("add Anne")
    result = machine(f"{line.format(here=machine.carried)} --json")
    assert (result.code, result.error["code"]) == (code, error)


def test_a_second_init_and_a_second_name_are_refused(pair, tmp_path):
    other = Machine(tmp_path, "server")
    give(pair.laptop, other)
    refused = other(f"sync init {other.carried} --name server --json")
    assert (refused.code, refused.error["code"]) == (1, "folder_in_use")
    refused = other(f"sync join {other.carried} --name laptop --json", stdin=f"{pair.key}\n")
    assert (refused.code, refused.error["code"]) == (1, "name_taken")
    wrong = str(pyrage.x25519.Identity.generate())
    refused = other(f"sync join {other.carried} --name server --json", stdin=f"{wrong}\n")
    assert (refused.code, refused.error["code"]) == (5, "wrong_key")
    refused = other(f"sync join {other.carried} --name server --json", stdin="hello\n")
    assert (refused.code, refused.error["code"]) == (2, "bad_value")
    assert not Path(f"{other.path}.sync").exists()
    refused = pair.laptop("sync remove server --yes --json")
    assert (refused.code, refused.error["code"]) == (1, "no_such_device")


def test_an_absent_folder_is_one_line_and_no_failure_for_a_timer(pair):
    shutil.move(pair.laptop.carried, pair.laptop.carried.with_name("away"))
    assert pair.laptop("sync").code == 1
    quiet = pair.laptop("sync --quiet", human=True)
    assert (quiet.code, quiet.out) == (0, "")
    assert quiet.err.count("\n") == 1
    shutil.move(pair.laptop.carried.with_name("away"), pair.laptop.carried)
    assert pair.laptop.ok("sync --quiet", human=True).out == ""


def test_what_was_done_while_the_folder_was_away_is_sent_later(pair):
    shutil.move(pair.laptop.carried, pair.laptop.carried.with_name("away"))
    pair.laptop.ok("log call anne --on 2026-02-28")
    assert pair.laptop("sync").code == 1
    shutil.move(pair.laptop.carried.with_name("away"), pair.laptop.carried)
    pair.sync()
    assert pair.agree()


def test_tinynet_alone_syncs_first_where_that_is_set_and_shows_the_day_all_the_same(pair):
    pair.desktop.ok("log call anne --on 2026-02-28")
    pair.desktop.ok("sync")
    pair.carry()
    assert pair.laptop.ok([]).err == ""
    pair.laptop.ok("config set sync.auto true")
    assert pair.laptop.ok([]).err.startswith("From desktop: 1 contact.\n")
    assert pair.agree()
    assert pair.laptop.ok([]).err == ""
    shutil.move(pair.laptop.carried, pair.laptop.carried.with_name("away"))
    away = pair.laptop.ok([])
    assert away.err.count("\n") == 1
    assert away.out == pair.laptop.ok("due").out


def test_a_dry_run_changes_nothing(pair):
    pair.desktop.ok("log call anne --on 2026-02-28")
    pair.desktop.ok("sync")
    pair.carry()
    before = pair.laptop.content()
    files = {file.name: file.read_bytes() for file in pair.laptop.carried.iterdir()}
    said = pair.laptop.ok("sync --dry-run --json").json
    assert said["received"] == [{"device": "desktop", "what": "contact", "count": 1}]
    assert pair.laptop.content() == before
    assert {file.name: file.read_bytes() for file in pair.laptop.carried.iterdir()} == files


def test_status_says_what_waits_for_whom(pair):
    pair.sync()
    pair.laptop.ok("log call anne --on 2026-02-28")
    assert "laptop   this device, 1 change to send" in pair.laptop.ok("sync status", human=True).out
    pair.laptop.ok("sync")
    said = pair.laptop.ok("sync status", human=True).out
    assert "laptop   this device, nothing to send" in said
    assert "2 changes wait for it" in said


def test_what_a_device_brings_along_is_not_there_twice(pair):
    pair.desktop.ok("sync leave --yes")
    pair.carry()
    pair.laptop.ok("edit anne --circle friends")
    pair.laptop.ok("sync")
    give(pair.laptop, pair.desktop)
    pair.desktop.ok(f"sync join {pair.desktop.carried} --name tower", stdin=f"{pair.key}\n")
    assert pair.agree()
    assert pair.desktop.query("SELECT circle FROM person WHERE handle = 'anne-b'") == [("friends",)]


def test_what_is_undone_is_stamped_with_when_it_was_undone_and_not_with_the_sync(pair):
    pair.laptop.ok("edit anne --circle close")
    pair.laptop.ok("sync")
    pair.laptop.at("2026-03-02").ok("undo --yes")
    pair.desktop.at("2026-03-03").ok("edit anne --circle village")
    pair.laptop.at("2026-03-04")
    pair.sync()
    assert pair.laptop.query("SELECT circle FROM person WHERE name LIKE 'Anne%'") == [("village",)]
    assert pair.agree()
    pair.laptop.ok("edit anne --circle inner")
    pair.laptop.ok("sync")
    pair.laptop.ok("undo --yes")
    pair.laptop.ok("sync")
    pair.laptop.at("2026-03-06").ok("redo")
    pair.laptop.at("2026-03-07")
    pair.desktop.at("2026-03-05").ok("edit anne --circle friends")
    pair.sync()
    assert pair.desktop.query("SELECT circle FROM person WHERE name LIKE 'Anne%'") == [("inner",)]
    assert pair.agree()


def test_a_quiet_sync_asks_nothing_and_leaves_a_restored_database_alone(pair, monkeypatch):
    pair.laptop.ok("backup")
    pair.laptop.ok("log dinner anne --on 2026-02-27")
    pair.laptop.ok("sync")
    pair.laptop.ok("restore --yes")
    monkeypatch.setattr(Env, "can_ask", lambda _: True)
    assert pair.laptop("sync --quiet", stdin="1\n").code == 2
    assert pair.laptop("sync", stdin="1\n").code == 0
    assert len(pair.laptop.query("SELECT 1 FROM interaction")) == 2


@pytest.mark.parametrize("by_hand", [False, True])
def test_whoever_put_a_copy_in_place_by_hand_is_told_what_catching_up_leaves_out(
    pair, tmp_path, monkeypatch, by_hand
):
    copy = tmp_path / "copy.db"
    shutil.copy(pair.laptop.path, copy)
    pair.laptop.ok("log dinner anne --on 2026-02-27")
    pair.laptop.ok("sync")
    if by_hand:
        shutil.copy(copy, pair.laptop.path)
    else:
        pair.laptop.ok(f"restore {copy} --yes")
    pair.laptop.ok("note anne 'since then'")
    error = pair.laptop("sync --json").error
    assert ("without what was done here since" in error["remedy"]) == by_hand
    monkeypatch.setattr(Env, "can_ask", lambda _: True)
    said = pair.laptop("sync", stdin="1\n", human=True)
    assert said.code == 0
    assert ("or a copy put in its place" in said.err) == by_hand
    assert ("what was done here since is in a backup only" in said.err) == by_hand
    assert bool(pair.laptop.query("SELECT 1 FROM note WHERE text = 'since then'")) != by_hand


def test_who_forgot_and_who_took_out_is_said(pair):
    pair.laptop.ok("note bob 'likes boats'")
    pair.sync()
    pair.laptop.ok("note bob --remove --id n2")
    pair.laptop.ok("sync")
    pair.carry()
    received = pair.desktop.ok("sync --json").json["received"]
    assert [(one["device"], one["what"]) for one in received][-1] == ("laptop", "note")
    assert {one["device"] for one in received} == {"laptop"}
    pair.laptop.ok("forget bob --confirm 'Bob Marsh'")
    pair.carry()
    said = pair.desktop.ok("sync --json").json
    assert said["forgotten"] == 1
    assert pair.desktop.ok("sync --json").json["forgotten"] == 0
