"""Somebody is forgotten on one machine while another changes what they were in."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from machine_histories import COPIES
from machines import Machine, give

from tinynet.db.files import temporary_folder
from tinynet.safety import forget_rows
from tinynet.sync import forgotten_rows
from tinynet.sync.round.purge_rows import REWRITE, hash_of
from tinynet.sync.state import state_rows
from tinynet.sync.state.state_rows import State

FORGET = "forget bob --confirm 'Bob Marsh'"


def notes(machine: Machine) -> set[str | None]:
    return {note for (note,) in machine.query("SELECT note FROM interaction")}


def test_a_contact_with_somebody_else_stays_without_the_one_who_is_forgotten(pair):
    pair.desktop.ok("amend 1 --note 'by the sea'")
    pair.laptop.ok(FORGET)
    pair.sync()
    assert pair.agree()
    assert notes(pair.laptop) == {"by the sea"}


def test_what_only_the_forgotten_one_was_in_is_gone_whatever_was_changed_of_it_elsewhere(pair):
    pair.laptop.ok("log call bob --on 2026-02-26 --note 'just us'")
    pair.sync()
    ((number,),) = pair.desktop.query("SELECT id FROM interaction WHERE note = 'just us'")
    pair.desktop.ok(f"amend {number} --with bob --with anne --note 'not just us'")
    pair.laptop.ok(FORGET)
    pair.sync()
    assert pair.agree()
    assert notes(pair.laptop) == {None}


def test_what_is_written_elsewhere_of_somebody_forgotten_goes_with_them(pair):
    pair.desktop.ok("log call bob --on 2026-02-26 --note 'just us'")
    pair.desktop.ok("log lunch bob anne --on 2026-02-26 --note 'all of us'")
    pair.desktop.ok("note bob 'has a boat'")
    pair.laptop.ok(FORGET)
    pair.sync()
    assert pair.agree()
    assert notes(pair.laptop) == {None, "all of us"}
    assert pair.laptop.query("SELECT text FROM note") == [("likes boats",)]
    for machine in (pair.laptop, pair.desktop):
        for (data,) in machine.ask_state("SELECT data FROM row"):
            assert "just us" not in data
            assert "boat'" not in data


def test_a_machine_forgets_once_it_knows_what_was_known_where_they_were_forgotten(pair, tmp_path):
    """It would take a contact for theirs alone to which somebody was added on the way."""
    pair.laptop.ok("log call bob --on 2026-02-26 --note 'not alone'")
    pair.sync()
    third = Machine(tmp_path, "server")
    give(pair.laptop, third)
    third.join(pair.key)
    ((number,),) = pair.desktop.query("SELECT id FROM interaction WHERE note = 'not alone'")
    pair.desktop.ok(f"amend {number} --with bob --with anne")
    pair.sync()
    pair.laptop.ok(FORGET)
    for file in pair.laptop.own_files():  # who has forgotten arrives before all else
        if ".head." in file.name:
            shutil.copy2(file, third.carried / file.name)
    third.ok("sync")
    assert third.query("SELECT 1 FROM person WHERE handle = 'bob-m'")
    give(pair.laptop, third)
    third.ok("sync")
    assert not third.query("SELECT 1 FROM person WHERE handle = 'bob-m'")
    assert notes(third) == {None, "not alone"}
    assert third.content() == pair.laptop.content()


def test_who_knows_a_contact_from_another_machine_leaves_it_to_that_one_whose_it_was(
    pair, tmp_path
):
    """The desktop writes it, and adds somebody; the third machine has only heard of it before."""
    third = Machine(tmp_path, "server")
    pair.desktop.ok("log call bob --on 2026-02-26 --note 'at first alone'")
    pair.desktop.ok("log call bob --on 2026-02-27 --note 'just us'")
    pair.desktop.ok("sync")
    pair.laptop.ok(FORGET)
    for machine in (pair.laptop, pair.desktop):
        give(machine, third)
    third.join(pair.key)
    assert notes(third) == {None}
    ((number,),) = pair.desktop.query("SELECT id FROM interaction WHERE note LIKE 'at%'")
    pair.desktop.ok(f"amend {number} --with bob --with anne")
    machines = (pair.laptop, pair.desktop, third)
    for _ in range(3):
        for machine in machines:
            for other in machines:
                for file in other.own_files() if other is not machine else ():
                    shutil.copy2(file, machine.carried / file.name)
            machine.ok("sync")
    for machine in machines:
        assert notes(machine) == {None, "at first alone"}
        assert machine.content() == machine.rebuilt() == pair.laptop.content()
        assert machine.state() == pair.laptop.state()
        assert not any("just us" in data for (data,) in machine.ask_state("SELECT data FROM row"))


def test_that_contacts_are_gone_waits_for_the_others_like_any_change(pair):
    pair.laptop.ok("log call bob --on 2026-02-26")
    pair.sync()
    pair.laptop.ok(FORGET)
    devices = pair.laptop.ok("sync status --json").json["devices"]
    assert [one["waiting"] for one in devices] == [0, 1]


@pytest.mark.parametrize("stays", ["anne bob", "bob anne"])
def test_who_was_merged_with_a_forgotten_person_elsewhere_is_forgotten_with_them(pair, stays):
    pair.desktop.ok(f"merge {stays} --prefer into --yes")
    pair.laptop.ok(FORGET)
    pair.sync()
    assert pair.agree()
    assert pair.laptop.query("SELECT handle FROM person") == []
    assert pair.laptop.query("SELECT text FROM note") == []


def test_what_is_logged_after_joining_is_no_edit_of_what_went_with_somebody(pair, tmp_path):
    pair.laptop.ok("log call bob --note 'the desktop has not heard of this'")
    pair.laptop.ok(f"note anne '{' '.join(map(str, range(500)))}'")  # the larger file is read first
    pair.laptop.ok("sync")
    pair.desktop.ok(FORGET)
    pair.desktop.ok("sync")
    server = Machine(tmp_path, "server")
    for machine in (pair.laptop, pair.desktop):
        give(machine, server)
    server.join(pair.key)
    server.ok("log call anne --note 'her new oven'")
    server.ok("add 'Eve Sand'")
    server.ok("forget eve --confirm 'Eve Sand'")  # and with her the undo history
    for source, target in (
        (pair.desktop, pair.laptop), (pair.laptop, server), (server, pair.laptop),
    ):  # fmt: skip
        give(source, target)
        target.ok("sync")
    assert notes(server) == notes(pair.laptop) == {None, "her new oven"}


def test_a_contact_of_the_forgotten_that_was_taken_out_does_not_name_them_where_it_arrives_late(
    pair, tmp_path
):
    """What nobody is shown is not looked at again by itself."""
    server = Machine(tmp_path, "server")
    give(pair.laptop, server)
    server.join(pair.key)
    server.ok("log lunch bob anne --on 2026-02-26 --note 'all of us'")
    server.ok("sync")
    ((number,),) = server.query("SELECT id FROM interaction WHERE note = 'all of us'")
    server.ok(f"unlog {number}")
    pair.laptop.ok(FORGET)
    pair.sync()
    assert pair.agree()
    server.ok("sync")
    for machine in (pair.laptop, pair.desktop):
        give(server, machine)
        machine.ok("sync")
        assert machine.named_forgotten() == []
        assert not any("person_id" in data and "all of us" in data
                       for (data,) in machine.ask_state("SELECT data FROM row"))  # fmt: skip
    give(pair.laptop, server)
    server.ok("sync")
    assert server.named_forgotten() == []
    assert server.state() == pair.laptop.state()


def test_a_row_that_names_somebody_of_whom_nothing_else_is_known_lets_go_of_them(pair):
    """It came in before this machine heard that they are forgotten, and nobody is shown it."""
    ((uid,),) = pair.laptop.query("SELECT uid FROM person WHERE handle = 'anne-b'")
    path = str(pair.laptop.path)
    nobody = "person.00000000-0000-4000-8000-00000000000f"
    cells = {f"participant/{who}": [1, "zz1", 1, 1] for who in (nobody, f"person.{uid}")}
    with closing(state_rows.opened(path)) as connection:
        State(connection).put("interaction.zz1.1", {"c": cells, "t": {"zz1": 1}})
    forgotten_rows.forget(path, [hash_of(nobody)], "2026-03-01T09:00:00", was_here=False)
    (record,) = (
        json.loads(data)
        for gid, data in pair.laptop.ask_state("SELECT gid, data FROM row")
        if gid == "interaction.zz1.1"
    )
    assert record["c"].keys() == {f"participant/person.{uid}"}


def test_who_was_removed_here_and_is_forgotten_elsewhere_is_in_no_backup_and_not_in_undo(pair):
    pair.desktop.ok("backup")
    pair.desktop.ok("remove bob --yes")
    pair.desktop.ok("backup")
    pair.laptop.ok(FORGET)
    pair.sync()
    assert pair.agree()
    assert pair.desktop.named_forgotten() == []
    (path,) = {one["path"] for one in pair.desktop.ok("backup --list --json").json["backups"][-1:]}
    assert names_in(path) == {"Anne Baker"}


@pytest.mark.parametrize("answer", ["--catch-up", "--take-back"])
def test_who_comes_back_with_a_file_of_ones_own_is_forgotten_again(pair, tmp_path, answer):
    file = tmp_path / "kept.db"
    pair.laptop.ok("note bob 'has a boat'")
    pair.laptop.ok("sync")
    shutil.copy(pair.laptop.path, file)
    pair.laptop.ok(FORGET)
    pair.sync()
    pair.laptop.ok(f"restore {file} --yes")
    pair.laptop.ok("log coffee anne --note 'after it'")
    pair.laptop.ok("backup")
    assert pair.laptop.query("SELECT 1 FROM person WHERE handle = 'bob-m'")
    pair.laptop.ok(f"sync {answer}")
    pair.sync()
    assert pair.agree()
    assert names_in(pair.laptop.path) == {"Anne Baker"}
    assert "after it" in notes(pair.desktop)
    for machine in (pair.laptop, pair.desktop):
        assert machine.named_forgotten() == []
        assert not any(
            "has a boat" in data for (data,) in machine.ask_state("SELECT data FROM row")
        )


def test_who_is_in_a_database_that_joins_is_forgotten_there_and_in_its_backups(pair, tmp_path):
    server = Machine(tmp_path, "server")
    server.path.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(pair.laptop.path, server.path)
    server.ok("backup")
    pair.laptop.ok(FORGET)
    give(pair.laptop, server)
    server.join(pair.key)
    assert server.named_forgotten() == []
    assert names_in(server.path) == {"Anne Baker"}


def test_with_a_new_key_no_file_names_the_forgotten(pair):
    pair.laptop.ok(FORGET)
    pair.desktop.ok("log call bob anne --note 'all of us'")
    pair.desktop.ok("merge --dismiss bob anne")
    pair.desktop.ok("sync")
    pair.carry()
    pair.laptop.ok("sync")
    assert "all of us" in notes(pair.laptop)
    pair.laptop.ok("sync key --new --yes")
    assert pair.laptop.named_forgotten() == []


def test_what_the_writer_says_is_gone_later_goes_from_the_files_of_who_has_forgotten_before(
    pair, tmp_path
):
    """The server heeds the laptop, but the note is the desktop's, which has not yet."""
    server = Machine(tmp_path, "server")
    pair.desktop.ok("note bob 'has a boat'")
    pair.desktop.ok("sync")
    pair.carry()
    pair.laptop.ok("sync")
    give(pair.laptop, server)
    give(pair.desktop, server)
    server.join(pair.key)
    pair.desktop.ok("note bob 'has an oar'")
    pair.desktop.ok("sync")
    pair.laptop.ok(FORGET)
    for machine in (pair.desktop, pair.laptop):
        give(machine, server)
    server.ok("sync")
    assert names_in(server.path) == {"Anne Baker"}
    give(pair.laptop, pair.desktop)
    pair.desktop.ok("sync")
    give(pair.desktop, server)
    server.ok("sync")
    assert server.named_forgotten() == []
    assert not any("oar" in data for (data,) in server.ask_state("SELECT data FROM row"))
    assert not any("oar" in text for text in server.written().values())


def test_no_page_keeps_a_trace_of_what_waited_for_its_writer(pair):
    """SQLite overwrites a row that it deletes, but not each place where it lay before it moved."""
    pair.laptop.ok(FORGET)
    pair.desktop.ok("note bob 'has a boat'")
    pair.desktop.ok("sync")
    give(pair.desktop, pair.laptop)
    pair.laptop.ok("sync")
    state = leave_traces(pair.laptop)
    assert state.read_bytes().count(b"has a boat") == 2
    pair.sync()
    assert b"has a boat" not in state.read_bytes()
    assert pair.laptop.named_forgotten() == []


def test_no_page_keeps_a_trace_of_who_is_forgotten_while_the_folder_is_away(pair):
    pair.laptop.ok("note bob 'has a boat'")
    pair.laptop.ok("sync")
    state = leave_traces(pair.laptop)
    pair.laptop.carried.rename(pair.laptop.folder / "unmounted")
    pair.laptop.ok(FORGET)
    assert b"has a boat" not in state.read_bytes()


def test_the_next_sync_packs_what_a_crash_left_though_nothing_is_new(pair):
    pair.laptop.ok("sync")
    leave_traces(pair.laptop)
    pair.laptop.ok("sync")
    assert free_pages(pair.laptop) > 0
    with closing(state_rows.opened(str(pair.laptop.path))) as connection:
        State(connection).set_meta(**{REWRITE: 1})
    pair.laptop.ok("sync")
    assert free_pages(pair.laptop) == 0


def test_who_was_merged_into_the_forgotten_one_elsewhere_is_in_no_backup(pair):
    """Under whatever name they are there: the random number says who it is."""
    made = pair.laptop.ok("backup --json").json["path"]
    with closing(sqlite3.connect(made)) as connection:
        connection.execute(
            "UPDATE person SET name = 'Zed', handle = 'zed', search = 'zed', "
            "added_on = '2024-01-01' WHERE handle = 'anne-b'"
        )
        connection.commit()
    pair.desktop.ok("merge anne bob --prefer into --yes")
    pair.sync()
    pair.laptop.ok(FORGET)
    assert pair.laptop.named_forgotten() == []
    assert names_in(made) == set()


def test_what_waits_for_the_word_of_a_device_is_gone_when_that_is_removed(pair):
    pair.laptop.ok(FORGET)
    pair.desktop.ok("log call bob --note 'just us'")
    pair.desktop.ok("sync")
    give(pair.desktop, pair.laptop)
    pair.laptop.ok("sync")
    assert any("just us" in data for (data,) in pair.laptop.ask_state("SELECT data FROM row"))
    pair.laptop.ok("sync")
    assert any("just us" in data for (data,) in pair.laptop.ask_state("SELECT data FROM row"))
    pair.laptop.ok("sync remove desktop --yes")
    assert not any("just us" in data for (data,) in pair.laptop.ask_state("SELECT data FROM row"))
    assert pair.laptop.named_forgotten() == []
    assert pair.laptop.content() == pair.laptop.rebuilt()


def test_several_people_are_forgotten_in_one_go(pair, monkeypatch):
    pair.laptop.ok("add 'Caro Sand'")
    pair.laptop.ok("add 'Dora Lind' --note 'sings'")
    pair.sync()
    pair.desktop.ok("backup")
    for name in ("Bob Marsh", "Caro Sand", "Dora Lind"):
        pair.laptop.ok(["forget", name, "--confirm", name])
    rewritten = []
    rewrite = forget_rows.Forgetting.rewrite_copy
    monkeypatch.setattr(
        forget_rows.Forgetting, "rewrite_copy",
        lambda one, copy: rewritten.append(copy) or rewrite(one, copy),
    )  # fmt: skip
    pair.carry()
    said = pair.desktop.ok("sync --json").json
    assert said["forgotten"] == 3
    assert len(rewritten) == len(set(rewritten)) > 0
    assert pair.desktop.named_forgotten() == []
    assert names_in(pair.desktop.path) == {"Anne Baker"}


def leave_traces(machine: Machine) -> Path:
    """Have each row of what sync knows lie in a page, too, where nothing reads it; the file."""
    state = Path(f"{machine.path}.sync")
    with closing(sqlite3.connect(state)) as connection:
        connection.execute("PRAGMA secure_delete=OFF")
        connection.execute("CREATE TABLE moved AS SELECT * FROM row")
        connection.execute("DROP TABLE moved")
        connection.commit()
    return state


def free_pages(machine: Machine) -> int:
    """How many pages there are without a row in what sync knows."""
    ((count,),) = machine.ask_state("PRAGMA freelist_count")
    return count


def names_in(path: Path | str) -> set[str]:
    """The people of a database."""
    with closing(sqlite3.connect(path)) as connection:
        return {name for (name,) in connection.execute("SELECT name FROM person")}


@pytest.fixture
def back(pair, tmp_path):
    """Bob is forgotten on the laptop, and back there by a document of before; both files of it."""
    before = tmp_path / "before.json"
    before.write_text(pair.laptop.ok("export json").out, encoding="utf-8")
    pair.laptop.ok(FORGET)
    said = pair.laptop.ok(f"import json {before}").err
    assert said == (
        "Somebody in it was forgotten, and is forgotten again by the next sync. "
        "To have them back after all: tinynet add\n"
    )
    assert names_in(pair.laptop.path) == {"Anne Baker", "Bob Marsh"}
    return pair


def test_who_is_back_by_a_document_and_was_merged_leaves_no_card_behind(back):
    back.laptop.ok("merge bob anne --yes")
    back.laptop.ok("backup")
    back.sync()
    assert back.agree()
    for machine in (back.laptop, back.desktop):
        assert machine.named_forgotten() == []
        assert names_in(machine.path) == {"Anne Baker"}
        assert machine.query("SELECT source_id FROM origin") == []


def test_who_is_back_by_a_document_and_was_removed_is_in_no_backup(back):
    back.laptop.ok("backup")
    back.laptop.ok("config set undo.keep 1")
    back.laptop.ok("remove bob --yes")
    back.laptop.ok("log call anne")
    back.sync()
    assert back.laptop.named_forgotten() == []


def test_who_is_back_by_a_card_and_was_removed_is_in_no_backup(pair, tmp_path):
    pair.laptop.ok(f"import vcard {cards_forgotten(pair.laptop, tmp_path)}")
    pair.laptop.ok("backup")
    pair.laptop.ok("undo --yes")
    pair.laptop.ok("log call anne")
    pair.sync()
    assert pair.laptop.named_forgotten() == []


def test_who_was_back_by_a_backup_between_two_restores_is_in_no_backup(pair, tmp_path):
    file = tmp_path / "kept.db"
    shutil.copy(pair.laptop.path, file)
    pair.laptop.ok(FORGET)
    made = pair.laptop.ok("backup --json").json["path"]
    pair.laptop.ok(f"restore {file} --yes")
    pair.laptop.ok(f"restore {made} --yes")
    assert pair.laptop.named_forgotten() != []
    pair.laptop.ok("sync")
    assert pair.laptop.named_forgotten() == []


def test_who_came_back_with_a_copy_and_was_merged_is_found_by_the_next_sync(pair, tmp_path):
    """Nothing tells of a copy that was put in the database's place by hand."""
    file = tmp_path / "kept.db"
    shutil.copy(pair.laptop.path, file)
    pair.laptop.ok(FORGET)
    shutil.copy(file, pair.laptop.path)
    pair.laptop.ok("merge bob anne --yes")
    pair.sync()
    assert pair.agree()
    assert pair.laptop.named_forgotten() == pair.desktop.named_forgotten() == []


def test_a_form_kept_of_somebody_whom_another_machine_forgot_is_deleted(pair):
    folder = Path(temporary_folder(), "tinynet-kept")
    folder.mkdir()
    for name in ("bob-m.toml", "bob-m.toml~"):
        (folder / name).write_text("name = 'Bob Marsh'")
    pair.laptop.ok(FORGET)
    pair.carry()
    assert list(folder.iterdir()) == []  # the laptop's own are there, too
    (folder / "bob-m.toml").write_text("name = 'Bob Marsh'")
    pair.desktop.ok("sync")
    assert list(folder.iterdir()) == []


def cards_forgotten(machine: Machine, folder: Path) -> Path:
    """Everybody's cards as another program has them; and Bob is forgotten."""
    file = folder / "before.vcf"
    cards = machine.ok("export vcard").out.replace("PRODID:-//tinynet//EN", "PRODID:elsewhere")
    file.write_text(cards, encoding="utf-8")
    machine.ok(FORGET)
    return file


@pytest.mark.parametrize("first", ["", "import"])
def test_who_is_back_by_a_card_and_was_merged_leaves_no_card_behind(pair, tmp_path, first):
    cards = cards_forgotten(pair.laptop, tmp_path)
    if first:  # the desktop has the card, and its id, since before
        pair.desktop.ok(f"import vcard {cards}")
        pair.desktop.ok("sync")
    pair.laptop.ok(f"import vcard {cards}")
    pair.laptop.ok("merge bob anne --yes")
    pair.laptop.ok("backup")
    pair.sync()
    assert pair.agree()
    for machine in (pair.laptop, pair.desktop):
        assert machine.named_forgotten() == []
        assert names_in(machine.path) == {"Anne Baker"}


def test_whom_a_machine_forgot_that_is_removed_before_all_it_wrote_arrived_is_forgotten(pair):
    """Of its files only the one arrived that tells it."""
    pair.laptop.ok("log call anne --note 'on its way'")
    pair.laptop.ok("sync")
    pair.laptop.ok(FORGET)
    (head,) = [file for file in pair.laptop.own_files() if ".head." in file.name]
    shutil.copy2(head, pair.desktop.carried / head.name)
    pair.desktop.ok("sync")
    assert names_in(pair.desktop.path) == {"Anne Baker", "Bob Marsh"}
    pair.desktop.ok("sync remove laptop --yes")
    assert names_in(pair.desktop.path) == {"Anne Baker"}
    assert pair.desktop.named_forgotten() == []


@pytest.mark.parametrize("copy", COPIES)
def test_what_a_carrier_copied_of_ones_own_files_goes_with_the_forgotten(pair, copy):
    kept = []
    for file in pair.laptop.own_files():
        kept.append(pair.laptop.carried / copy.format(file.name.removesuffix(".age")))
        shutil.copy(file, kept[-1])
    pair.laptop.ok(FORGET)
    assert [file.name for file in kept if file.exists()] == []


@pytest.mark.parametrize("copy", COPIES)
def test_what_a_carrier_copied_of_a_removed_machines_files_goes_with_it(pair, copy):
    for file in pair.laptop.own_files():
        shutil.copy(file, pair.desktop.carried / copy.format(file.name.removesuffix(".age")))
    pair.desktop.ok("sync remove laptop --yes")
    assert [one for one in os.listdir(pair.desktop.carried) if one.startswith("laptop")] == []


def test_what_a_crash_left_half_written_goes_with_the_forgotten(pair):
    (own,) = [file.name for file in pair.laptop.own_files() if ".all." in file.name]
    start = pair.laptop.carried / f".{own}".replace(".all.", ".000007-000008.")
    left = [
        start.with_name(f"{start.name}.new"),
        Path(f"{pair.laptop.path}.sync.new"),
        Path(f"{pair.laptop.path}.sync.new-journal"),
    ]
    other = pair.laptop.carried / ".desktop.abcdef.all.age.new"
    for file in (*left, other):
        file.write_text("Bob Marsh")
    pair.laptop.ok(FORGET)
    assert [file.name for file in (*left, other) if file.exists()] == [other.name]
