"""The form of `edit`, read back as it was written."""

from __future__ import annotations

import sqlite3
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tinynet.cli.env import Env
from tinynet.cli.find_people import Found
from tinynet.core.names import fold, is_seen
from tinynet.db import create, sql
from tinynet.db.store import Store
from tinynet.people import edit_form, profile_rows
from tinynet.people.edit_records import record_lines, write_lines
from tinynet.people.rules.profile import Profile

PIECES = [
    "a", "Anne", "é", "İ", "Москва", "שלום", "東京", "🎂", "'", '"', '"""', "'''", "\\", "\\n", "#",
    "=", "[x]", "{", "}", ",", ": ", ":", " ", "  ", "\n", "\r\n", "\t", "\x85", "\u2028", "\x00",
    "\x1b[31m", "\x7f", "\u202e", "\ufeff", "next", "next: ", "n1", "n1: ", "r1 ", "#1 ", " by ",
    "by 2026-05-01", "work: ", "true", "1980", "1980-04-12", "nan", "- ", "''", "circa 1980",
]  # fmt: skip
TEXT = st.lists(st.sampled_from(PIECES), min_size=1, max_size=6).map("".join)
SEEN = TEXT.map(str.strip).filter(is_seen)
KEY = SEEN.map(fold).filter(lambda key: is_seen(key) and key.isprintable() and key != "birthday")
PARTIAL = st.sampled_from(["1980", "1980-04", "1980-04-12", "--04-12", "1980~", "1980-04~"])
WAY = st.tuples(
    st.sampled_from(["email", "phone", "url", "address", "im"]), st.just("") | TEXT, SEEN
)
UNIQUE: dict[str, Any] = {"max_size": 3, "unique": True}
PROFILE = st.builds(
    Profile,
    st.just("anne"),
    st.just("Anne"),
    circle=st.sampled_from([None, "inner", "village"]),
    every_days=st.none() | st.integers(0, 3650),
    met_how=st.none() | SEEN,
    met_at=st.none() | SEEN,
    met_on=st.none() | PARTIAL,
    met_via=st.sampled_from([None, 2]),
    organisation=st.none() | SEEN,
    title=st.none() | SEEN,
    nicknames=st.lists(SEEN, **UNIQUE).map(tuple),
    tags=st.lists(SEEN, **UNIQUE).map(tuple),
    details=st.lists(WAY, **UNIQUE).map(tuple),
    facts=st.lists(st.tuples(KEY, SEEN), **UNIQUE).map(tuple),
    anniversaries=st.lists(
        st.tuples(st.just("birthday") | KEY, PARTIAL), max_size=3, unique_by=lambda day: day[0]
    ).map(tuple),
)
NOTE = st.tuples(SEEN, st.integers(0, 1))
RELATION = st.tuples(KEY.filter(lambda word: ":" not in word), SEEN)
PLAN = st.tuples(st.none() | SEEN, st.sampled_from([None, "2020-01-01", "2027-05-01"]))


def dump(connection: sqlite3.Connection) -> list[str]:
    return [line for line in connection.iterdump() if "INSERT INTO" in line]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(PROFILE, st.lists(NOTE, max_size=3), st.lists(RELATION, max_size=2),
       st.lists(PLAN, max_size=2))  # fmt: skip
def test_a_form_that_is_saved_as_it_was_changes_nothing(profile, notes, relations, plans):
    connection = sqlite3.connect(":memory:", isolation_level=None)
    create.fill(connection, "")
    store = Store(connection, {})
    other = Profile("bob", "Bob")
    profile_rows.in_any_order(store)
    connection.execute("BEGIN")
    profile_rows.create(
        store, {2: other, 1: profile}, added_on="2026-01-01", counts_from=["2026-01-01"] * 2,
        uids={},
    )  # fmt: skip
    for text, is_next in notes:
        store.run(sql.put_note, person_id=1, on="2026-01-01", text=text, next_time=is_next)
    for word, name in relations:
        store.run(sql.put_relation, person_id=1, relation=word, other_id=None, other_name=name)
    for number, (text, day) in enumerate(plans, 1):
        kind = connection.execute("SELECT id FROM kind").fetchone()
        if kind is None:
            connection.execute(
                "INSERT INTO kind (name, in_person, minutes, weight) VALUES ('walk', 1, 60, 1)"
            )
        connection.execute(
            "INSERT INTO plan (id, kind_id, made_on, by_on, note) SELECT ?, min(id), ?, ?, ? "
            "FROM kind",
            (number, "2026-01-01", day, text),
        )
        connection.execute("INSERT INTO plan_person (plan_id, person_id) VALUES (?, 1)", (number,))
    connection.execute("COMMIT")
    env = Env({"TINYNET_TODAY": "2026-03-01"})
    person = Found((1, "anne", "Anne"))
    before, was = profile_rows.load(store, 1), dump(connection)
    lines = record_lines(store, 1)
    typed = edit_form.form_text(before, {1: "anne", 2: "bob"}, lines) + "# saved\n"
    form = edit_form.parsed(typed)
    wanted = edit_form.read_form(env, store, person, form, before)
    assert profile_rows.save(store, 1, before, wanted) == []
    after = {group: form.texts(group) for group in lines}
    assert write_lines(env, store, person, lines, after) == []
    assert dump(connection) == was
    connection.close()
