"""How rows and the sets that belong to them are written where they changed elsewhere."""

from __future__ import annotations


def test_two_people_swap_their_handles(pair):
    for line in ("edit anne --handle x", "edit bob --handle anne-b", "edit x --handle bob-m"):
        pair.laptop.ok(line)
    pair.sync()
    assert pair.agree()
    assert pair.desktop.query("SELECT handle FROM person ORDER BY name") == [
        ("bob-m",), ("anne-b",)
    ]  # fmt: skip


def test_a_contact_out_of_which_each_took_the_other_person_keeps_the_one_of_the_later_word(pair):
    pair.laptop.ok("amend 1 --with anne")
    pair.desktop.at("2026-03-02").ok("amend 1 --with bob")
    pair.sync()
    assert pair.agree()
    people = "SELECT handle FROM participant JOIN person ON person.id = person_id"
    assert pair.laptop.query(people) == pair.desktop.query(people) == [("bob-m",)]


def test_a_kind_that_counts_otherwise_now_does_so_for_contacts_of_all_machines(pair):
    pair.laptop.ok("kinds edit coffee --minutes 45m")
    pair.desktop.ok("log coffee anne --on 2026-02-26")
    pair.sync()
    assert pair.agree()
    assert pair.desktop.query("SELECT DISTINCT minutes FROM participant") == [(45,)]
