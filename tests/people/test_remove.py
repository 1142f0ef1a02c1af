from __future__ import annotations

import io
import sqlite3

import pytest

from tinynet.cli import boundary
from tinynet.cli.env import Env

TABLES = (
    "person", "nickname", "detail", "tag", "fact", "note", "relation", "anniversary", "origin",
    "participant", "tie",
)  # fmt: skip


@pytest.fixture
def full(network):
    """Bob with a note, two facts, a link each way, an introduction and a dinner with Anne."""
    network.ok("note bob 'likes jazz'")
    network.ok("note bob --fact tea black")
    network.ok("note bob --fact car red")
    network.ok("tag bob running")
    network.ok("link anne friend bob")
    network.ok("link bob colleague caroline")
    network.ok("add Dora --via bob")
    network.ok("log dinner anne bob caroline --on 2026-02-28 --for 3h")
    return network


def rows(tinynet, text):
    connection = sqlite3.connect(tinynet.path)
    found = connection.execute(text).fetchall()
    connection.close()
    return found


def test_a_person_goes_with_everything_about_them(full):
    assert full.ok("remove bob --yes --dry-run", human=True).out == (
        "Bob Marsh is removed.\ntinynet undo brings everything back.\n"
    )
    result = full.ok("remove bob --yes --json")
    assert result.json == {
        "schema": 1,
        "handle": "bob-m",
        "name": "Bob Marsh",
        "interactions": 1,
        "shared": 1,
        "notes": 1,
        "facts": 2,
    }
    owners = {table: "person_id" if table != "person" else "id" for table in TABLES}
    left = {
        table: rows(full, f"SELECT count(*) FROM {table} WHERE {owner} = 2")[0][0]
        for table, owner in owners.items()
    }
    assert left == dict.fromkeys(TABLES, 0)
    assert rows(full, "SELECT count(*) FROM relation") == [(0,)]
    assert rows(full, "SELECT handle, met_via FROM person WHERE handle = 'dora'") == [
        ("dora", None)
    ]
    assert rows(full, "SELECT id FROM interaction ORDER BY id") == [(1,), (2,), (3,), (4,), (6,)]


def test_what_others_shared_counts_as_if_the_person_had_not_been_there(full):
    before = rows(full, "SELECT person_id, credit FROM participant WHERE interaction_id = 6")
    full.ok("remove bob --yes")
    after = rows(full, "SELECT person_id, credit FROM participant WHERE interaction_id = 6")
    # log2(1 + 180/30) = 2.807354922, by sqrt(3) and then by sqrt(2)
    assert before == [(1, 1_620_827_120), (2, 1_620_827_120), (3, 1_620_827_120)]
    assert after == [(1, 1_985_099_703), (3, 1_985_099_703)]


def asked(tinynet, line, answer, monkeypatch):
    """Run a command line at a terminal where `answer` is typed."""
    monkeypatch.setattr(Env, "can_ask", lambda _: True)
    out, err = io.StringIO(), io.StringIO()
    env = Env(tinynet.environ, line.split(), stdin=io.StringIO(answer), stdout=out, stderr=err)
    return boundary.run(env, line.split()), out.getvalue(), err.getvalue()


def test_the_question_names_what_goes_and_what_stays(full, monkeypatch):
    question = (
        "Remove Bob Marsh (bob-m) with 1 contact, 1 note and 2 facts? "
        "(1 contact with others, too, will stay.) [y/N] "
    )
    assert asked(full, "remove bob", "n\n", monkeypatch) == (
        3, "", f"{question}tinynet: Nothing was done.\n",
    )  # fmt: skip
    assert rows(full, "SELECT count(*) FROM person WHERE id = 2") == [(1,)]
    assert asked(full, "remove bob", "y\n", monkeypatch) == (0, "bob-m\tBob Marsh\n", question)
    assert rows(full, "SELECT count(*) FROM person WHERE id = 2") == [(0,)]


def test_without_a_terminal_and_without_yes_nothing_is_removed(full):
    question = "Remove Caroline Øvergård (caroline-o)? (1 contact with others, too, will stay.)"
    result = full("remove caroline")
    assert (result.code, result.out, result.err) == (
        2,
        "",
        f"tinynet: This needs an answer: {question}\nGive --yes.\n",
    )
    assert rows(full, "SELECT count(*) FROM person") == [(4,)]


def test_a_dry_run_removes_nobody(full):
    full.ok("remove bob --dry-run")
    assert rows(full, "SELECT count(*) FROM person") == [(4,)]


def test_the_human_view_says_how_to_get_them_back(full):
    assert full.ok("remove bob --yes", human=True).out == (
        "Bob Marsh is removed.\ntinynet undo brings everything back.\n"
    )


def test_nobody_is_removed_by_a_part_of_two_names(full):
    full.ok("add 'Bob Stone'")
    result = full("remove bob --yes --json")
    assert (result.code, result.error["candidates"]) == (4, ["bob-m", "bob-s"])
