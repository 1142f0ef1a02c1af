"""What fulfils which plan, against the rule said in plain Python."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from tinynet.db import create, sql
from tinynet.db.store import Store

KINDS = {1: True, 2: True, 3: False, 4: False}  # in person
PEOPLE = st.sets(st.integers(1, 3), min_size=1)
DAYS = st.integers(1, 5).map(lambda day: f"2026-03-0{day}")
PLAN = st.tuples(st.sampled_from(sorted(KINDS)), DAYS, PEOPLE, st.sampled_from(["", "", "dropped"]))
CONTACT = st.tuples(st.sampled_from(sorted(KINDS)), DAYS, PEOPLE, st.booleans())


def world(plans, contacts):
    connection = sqlite3.connect(":memory:", isolation_level=None)
    create.fill(connection, "")
    run = connection.execute
    run("DELETE FROM kind")
    for kind, meets in KINDS.items():
        run("INSERT INTO kind VALUES (?, ?, ?, 60, 1)", (kind, f"k{kind}", meets))
    for who in (1, 2, 3):
        run(
            "INSERT INTO person (id, handle, name, search, added_on, counts_from)"
            " VALUES (?, ?, ?, '', '2026-01-01', '2026-01-01')", (who, f"p{who}", f"P{who}"),
        )  # fmt: skip
    for number, (kind, day, people, dropped) in enumerate(plans, 1):
        run("INSERT INTO plan (id, kind_id, made_on, dropped_on) VALUES (?, ?, ?, ?)",
            (number, kind, day, day if dropped else None))  # fmt: skip
        connection.executemany(
            "INSERT INTO plan_person VALUES (?, ?)", [(number, w) for w in people]
        )
    for number, (kind, day, people, attempt) in enumerate(contacts, 1):
        run('INSERT INTO interaction (id, "on", kind_id, deep, attempt) VALUES (?, ?, ?, 0, ?)',
            (number, day, kind, attempt))  # fmt: skip
        ordinal = date.fromisoformat(day).toordinal()
        connection.executemany(
            "INSERT INTO participant VALUES (?, ?, ?, 0, ?)",
            [(who, ordinal, number, None if attempt else 1) for who in people],
        )
    return Store(connection, {})


@settings(max_examples=60, deadline=None)
@given(st.lists(PLAN, max_size=5), st.lists(CONTACT, max_size=5), st.integers(1, 3))
def test_a_plan_is_met_where_all_of_its_people_were_in_something_like_it(plans, contacts, first):
    with closing(world(plans, contacts)) as store:
        found = store.rows(sql.plans_met, first=first, last=len(contacts))
    expected = [
        (plan, number, int(kind == meant), sorted(people))
        for number, (kind, on, there, attempt) in enumerate(contacts, 1)
        for plan, (meant, made_on, people, dropped) in enumerate(plans, 1)
        if number >= first and not attempt and not dropped and on >= made_on and people <= there
    ]  # fmt: skip
    told = [(row[0], row[3], row[5], sorted(map(int, row[7].split(",")))) for row in found]
    assert sorted(told) == sorted(expected)
    assert [row[4] for row in found] == sorted(row[4] for row in found)
