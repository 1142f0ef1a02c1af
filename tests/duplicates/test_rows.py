"""What a merge leaves in every table, and that undo and redo are exact."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from tinynet.cli.env import Env
from tinynet.db.database import open_reading
from tinynet.db.schema import JOURNALLED
from tinynet.duplicates import suggest_rows
from tinynet.duplicates.rules.combine import combine_profiles
from tinynet.people import profile_rows
from tinynet.people.rules.profile import Profile
from tinynet.safety import derived_rows

TABLES = [str(model.__tablename__) for model in JOURNALLED]


def rows(tinynet, text):
    with closing(sqlite3.connect(tinynet.path)) as connection:
        return connection.execute(text).fetchall()


def dump(tinynet):
    return {name: sorted(rows(tinynet, f"SELECT * FROM {name}"), key=repr) for name in TABLES}


def write(tinynet, *statements):
    """Rows that commands do not write yet; journalled by nobody, so before what is undone."""
    with closing(sqlite3.connect(tinynet.path)) as connection:
        connection.execute("PRAGMA foreign_keys=ON")
        for statement in statements:
            connection.execute(statement)
        connection.commit()


@pytest.fixture
def full(network, built):
    """Anne (1), Bob (2), Caroline (3) through Anne, Annie (4), who is Anne, and Dora through her.

    Everything there is hangs on Annie, some of it on Anne, too.
    """
    return built(network, write_full)


def write_full(network):
    network.ok("add 'Annie Baker' --email a@example.org --tag running --tag baking --circle close")
    network.ok("add Dora --via annie")
    network.ok("edit annie --phone '+44 20 7946 0123' --nickname Nan")
    network.ok("edit anne --email A@example.org --phone '+44 1'")
    network.ok("note annie 'likes boats'")
    network.ok("note annie 'twice'")
    network.ok("note anne 'twice'")
    network.ok("note annie ask about the sea --next")
    network.ok("note annie ginger nut --fact biscuit")
    network.ok("note anne shortbread --fact biscuit")
    network.ok("note annie black --fact tea")
    network.ok("link annie spouse bob")
    network.ok("link bob spouse anne")
    network.ok("link caroline colleague annie")
    network.ok("link annie child Ida")
    network.ok("log dinner anne annie bob --on 2026-02-27 --for 3h")
    network.ok("log coffee annie --on 2026-02-28")
    network.ok("log call annie caroline --on 2025-01-02")
    write(
        network,
        "INSERT INTO plan (id, kind_id, made_on) VALUES (1, 1, '2026-01-01'), (2, 1, '2026-01-02')",
        "INSERT INTO plan_person VALUES (1, 4), (1, 1), (2, 4), (2, 2)",
        "INSERT INTO favour (person_id, way, \"on\", text) VALUES (4, 'gave', '2026-01-01', 'x')",
        'INSERT INTO introduction (one_id, other_id, "on") VALUES '
        "(4, 3, '2026-01-01'), (2, 4, '2026-01-02'), (1, 4, '2026-01-03')",
        "INSERT INTO card (person_id, what, due, state) VALUES "
        "(4, 'name', '2026', '{}'), (1, 'name', '2027', '{}'), (4, 'fact:tea', '2028', '{}')",
        "INSERT INTO dismissal VALUES (2, 4), (1, 4), (3, 4), (1, 2)",
        "INSERT INTO origin (person_id, source, source_id, fingerprint, record) VALUES "
        "(4, 'vcard', 'u4', 'f4', '{}'), (1, 'vcard', 'u1', 'f1', '{}')",
        "UPDATE person SET added_on = '2020-01-01', snoozed_until = '2027-01-01', "
        "met_via = 1 WHERE id = 4",
        "UPDATE person SET archived_on = '2026-01-01', skipped_on = '2026-02-01', "
        "snoozed_until = '2028-01-01' WHERE id = 1",
    )


def test_everything_goes_to_the_one_who_stays(full):
    full.ok("merge annie anne --prefer into --yes")
    assert rows(full, "SELECT count(*) FROM person WHERE id = 4") == [(0,)]
    assert {
        table: rows(full, f"SELECT {columns} FROM {table} WHERE {owner} = 1 ORDER BY {columns}")
        for table, columns, owner in (
            ("person", "name, circle, added_on, skipped_on, snoozed_until, archived_on", "id"),
            ("nickname", "name", "person_id"),
            ("detail", "what, value", "person_id"),
            ("tag", "name", "person_id"),
            ("fact", "key, value", "person_id"),
            ("note", "text, next_time", "person_id"),
            ("plan_person", "plan_id", "person_id"),
            ("favour", "way, text", "person_id"),
            ("card", "what, due", "person_id"),
            ("origin", "source_id", "source != 'tinynet' AND person_id"),
            ("participant", "interaction_id", "person_id"),
        )
    } == {
        "person": [("Anne", "close", "2020-01-01", "2026-02-01", "2027-01-01", None)],
        "nickname": [("Annie Baker",), ("Nan",)],
        "detail": [
            ("email", "A@example.org"), ("phone", "+44 1"), ("phone", "+44 20 7946 0123"),
        ],
        "tag": [("baking",), ("running",)],
        "fact": [("biscuit", "shortbread"), ("tea", "black")],
        "note": [
            ("ask about the sea", 1), ("biscuit was also: ginger nut", 0), ("likes boats", 0),
            ("twice", 0),
        ],
        "plan_person": [(1,), (2,)],
        "favour": [("gave", "x")],
        "card": [("fact:tea", "2028"), ("name", "2027")],
        "origin": [("u1",), ("u4",)],
        "participant": [(n,) for n in (1, 2, 3, 4, 6, 7, 8)],
    }  # fmt: skip
    assert rows(full, "SELECT person_id, relation, other_id, other_name FROM relation") == [
        (1, "spouse", 2, None),  # Bob said so, too
        (3, "colleague", 1, None),
        (1, "child", None, "Ida"),
    ]
    assert rows(full, "SELECT one_id, other_id FROM introduction") == [(1, 3), (2, 1)]
    assert rows(full, "SELECT * FROM dismissal") == [(1, 2), (1, 3)]
    assert rows(full, "SELECT met_via FROM person ORDER BY id") == [(None,), (None,), (1,), (1,)]


def test_a_person_who_was_there_twice_counts_once_and_the_others_for_more(full):
    full.ok("merge annie anne --prefer into --yes")
    # log2(1 + 180/30) = 2.807354922 by sqrt(2): two people, not three
    assert rows(full, "SELECT person_id, credit FROM participant WHERE interaction_id = 6") == [
        (1, 1_985_099_703), (2, 1_985_099_703),
    ]  # fmt: skip
    store = open_reading(str(full.path), Env(full.environ).cadences())
    assert derived_rows.miscounted(store) == []
    assert profile_rows.unsearchable(store) == {}
    assert derived_rows.stale_ties(store, store.cadences) == []
    store.close()


@pytest.mark.parametrize("line", ["merge annie anne", "merge anne annie", "merge bob annie"])
@pytest.mark.parametrize("side", ["who", "into"])
def test_undo_and_redo_are_exact(full, line, side):
    before, backups = dump(full), full.ok("backup --list --json").json["backups"]
    full.ok(f"{line} --prefer {side} --yes --dry-run")
    assert dump(full) == before
    full.ok(f"{line} --prefer {side} --yes")
    after = dump(full)
    assert after != before
    full.ok("undo")
    assert dump(full) == before
    full.ok("redo")
    assert dump(full) == after
    assert rows(full, "PRAGMA foreign_key_check") == []
    kept = full.ok("backup --list --json").json["backups"]
    assert [b["why"] for b in kept if b not in backups].count("merge") == 1


def test_what_was_not_chosen_is_kept_in_words():
    one = Profile(
        "a", "Anne Baker", circle="close", every_days=14, met_how="a train", met_on="2019-05",
        met_via=7, organisation="Baker & Co",
        anniversaries=(("birthday", "1980"), ("wedding", "2001-05-06")),
        facts=(("biscuit", "ginger nut"), ("tea", "Black")),
    )  # fmt: skip
    other = Profile(
        "b", "Anne B.", circle="inner", every_days=0, met_how="A Train", met_at="Ely",
        met_on="2018", title="baker", organisation="Marsh Ltd",
        anniversaries=(("birthday", "--04-12"), ("wedding", "2001-05-07")),
        facts=(("biscuit", "shortbread"), ("tea", "black")),
    )  # fmt: skip
    made = combine_profiles(
        one, other, {7: "Sam"}, {("facts", "biscuit"): "who", ("own", "work"): "who"}
    )
    assert made.notes == [
        "circle was also: inner",
        "cadence was also: never",
        "how you met was also: A Train, at Ely, 2018",
        "work was also: Baker & Co",
        "wedding was also: 7 May 2001",
        "biscuit was also: ginger nut",
    ]
    assert made.conflicts[2].into == "a train, May 2019, through Sam"
    assert (made.profile.met_at, made.profile.title) == (None, "baker")
    assert made.profile.anniversaries == (("birthday", "1980-04-12"), ("wedding", "2001-05-06"))
    assert made.profile.facts == (("biscuit", "shortbread"), ("tea", "Black"))
    assert made.profile.nicknames == ("Anne B.",)


def test_two_who_have_to_do_with_each_other_are_not_suggested(network):
    def pairs():
        store = open_reading(str(network.path), Env(network.environ).cadences())
        found = suggest_rows.suggestions(store, "")
        store.close()
        return [(made.one, made.other) for made in found]

    network.ok("add 'Bob Marsh'")
    assert pairs() == [(2, 4)]
    for line in (
        "link bob-ma sibling bob-m", "log dinner bob-m bob-ma anne", "merge --dismiss bob-ma bob-m",
        "edit bob-ma --via bob-m",
    ):  # fmt: skip
        network.ok(line)
        assert pairs() == [], line
        network.ok("undo")
        assert pairs() == [(2, 4)]
