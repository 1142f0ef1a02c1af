"""Read who has met whom, as far as you know."""

from __future__ import annotations

import pytest

from tinynet.cli.env import Env
from tinynet.db import sql
from tinynet.db.store import json_list
from tinynet.gatherings.acquaintance_rows import (
    Meeting,
    acquaintance,
    acquaintance_among,
    relations,
)


@pytest.fixture
def known(network):
    def read(*people):
        store = Env(network.environ).reading()
        handles = dict(store.rows(sql.handles))
        ids = {handle: id_ for id_, handle in handles.items()}
        found = acquaintance(store, handles, [ids[handle] for handle in people] or None)
        store.close()
        return found

    return read


ANNE_BOB, ANNE_CARO = ("anne", "bob-m"), ("anne", "caroline-o")


def test_the_strongest_evidence_counts(network, known):
    assert known().known == {ANNE_CARO: Meeting("through")}
    network.ok("log dinner anne bob --on 2026-01-02")
    network.ok("log walk anne bob caroline --on 2025-12-31")
    assert known().known == {
        ANNE_CARO: Meeting("through"),
        ANNE_BOB: Meeting("dinner", "2026-01-02"),
        ("bob-m", "caroline-o"): Meeting("walk", "2025-12-31"),
    }
    network.ok("link anne colleague bob")
    assert known().known[ANNE_BOB] == Meeting("colleague")


def test_of_some_people_only_their_meetings_are_read(network, known):
    network.ok("log dinner anne bob --on 2026-01-02")
    network.ok("add Dora")
    network.ok("log dinner dora caroline --on 2026-01-03")
    assert known("bob-m").known == {ANNE_CARO: Meeting("through"),
                                    ANNE_BOB: Meeting("dinner", "2026-01-02")}  # fmt: skip


def test_couples_and_those_who_avoid_each_other(network, known):
    network.ok("link anne husband bob")
    network.ok("link caroline partner Tom")
    network.ok("link anne avoid caroline")
    found = known()
    assert (found.couples, found.avoiding) == ({ANNE_BOB}, {ANNE_CARO})
    assert found.partners == {"caroline-o": "Tom"}


def test_among_some_people_it_is_what_is_known_of_all_but_for_the_meetings_of_others(network):
    for line in (
        "add Dora",
        "log dinner anne bob dora --on 2026-01-02",
        "log dinner dora caroline --on 2026-01-03",
        "log text anne bob --on 2026-01-04",
        "log call anne bob --attempt --on 2026-01-05",
        "link anne avoid bob",
        "link caroline partner Tom",
        "introduce bob dora",
        f"log party anne bob {' '.join(f'Guest{n}' for n in range(11))} --add --on 2026-01-06",
    ):
        network.ok(line)
    store = Env(network.environ).reading()
    handles = dict(store.rows(sql.handles))
    some = {number: handle for number, handle in handles.items() if handle in {"anne", "bob-m"}}
    everything = acquaintance(store, handles)
    among = acquaintance_among(store, handles, relations(store, handles), list(some))
    rows = [row[3] for row in store.rows(sql.at_one_table_among, people=json_list(list(some)))]
    store.close()
    assert (among.avoiding, among.couples, among.partners) == (
        everything.avoiding, everything.couples, everything.partners,
    )  # fmt: skip
    others = {("anne", "dora"), ("caroline-o", "dora")}  # met at a table with one who is not asked
    assert among.known == {
        both: how for both, how in everything.known.items() if both not in others
    }  # fmt: skip
    assert others <= everything.known.keys()
    assert ANNE_BOB in among.known
    assert sorted(rows) == sorted(some)
