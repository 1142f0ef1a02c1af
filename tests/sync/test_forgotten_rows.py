"""Somebody is forgotten on one machine while another changes what they were in."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from machines import Machine, Pair, give

from tinynet.sync.forgotten_rows import without
from tinynet.sync.round.incoming_rows import hash_of

FORGET = "forget bob --confirm 'Bob Marsh'"


@pytest.fixture
def pair(tmp_path: Path) -> Pair:
    return Pair(tmp_path)


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


def test_that_a_row_was_edited_is_known_also_where_the_edit_named_who_is_forgotten():
    bob, forgotten = "person." + "b" * 36, "person." + "f" * 36
    record = {"c": {"name": [1, "a", 1, ["Bob"]], f"dismissal/{forgotten}": [5, "b", 7, 1]}}
    kept, whose, alone = without(bob, record, {hash_of(forgotten)})
    assert kept == {"c": {"name": [1, "a", 1, ["Bob"]]}, "e": {"b": 7}}
    assert (whose, alone) == ({hash_of(forgotten)}, False)


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
