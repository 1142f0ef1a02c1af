"""Who is suggested where nobody has the name that was typed."""

from __future__ import annotations

import io
import shlex

import pytest
from command_line import Result

from tinynet.cli import boundary
from tinynet.cli.env import Env
from tinynet.db import sql
from tinynet.db.store import Store


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("anne bakr", "anna-b (Anna Baker), zoe-ba (Zoe Baker), zoe-b (Zoë Bakker)"),
        ("bakerr", "anna-b (Anna Baker), zoe-ba (Zoe Baker), zoe-b (Zoë Bakker)"),
        ("annabell", "annabel-b (Annabel Bakerman)"),
    ],
)
def test_the_nearest_by_handle_name_or_a_word_of_it_are_suggested(tinynet, typed, near):
    for name in ("Zoë Bakker", "Anna Baker", "Zoe Baker", "Annabel Bakerman", "Ana Ana", "Li"):
        tinynet.ok(f"add '{name}'")
    assert tinynet(["show", typed]).err == (
        f'tinynet: There is nobody called "{typed}".\nDid you mean {near}?\n'
    )


def test_a_word_that_can_be_no_name_is_not_offered_to_be_added(tinynet):
    tinynet.ok("add 'Anne Baker'")
    for typed in ("@", "and"):
        assert tinynet(f"show {typed}").err == (
            f'tinynet: There is nobody called "{typed}".\nSee who there is: tinynet list\n'
        )


def test_names_with_a_comma_and_no_space_between_them_are_two(tinynet):
    for name in ("Anne Baker", "Bob Marsh", "Jean-Luc Moreau"):
        tinynet.ok(f"add '{name}' --tag club")
    assert tinynet.ok("log coffee bob,jean-luc --json").json["people"] == ["bob-m", "jean-luc-m"]
    assert tinynet.ok("log coffee @club, --without bob,anne --json").json["people"] == [
        "jean-luc-m"
    ]
    assert tinynet("show bob,anne").err.startswith("tinynet: That is 2 people.")


def test_a_name_that_nobody_has_is_looked_for_once_before_names_near_to_it(tinynet, monkeypatch):
    tinynet.ok("add 'Anne Baker'")
    looked: list[str] = []
    rows = Store.rows

    def watched(store, statement, **asked):
        looked.append(statement)
        return rows(store, statement, **asked)

    monkeypatch.setattr(Store, "rows", watched)
    assert tinynet("show zzyzx").code == 4
    assert looked.count(sql.matches) == 1
    assert looked.index(sql.matches) < looked.index(sql.names_to_compare)


LINES = (
    "log coffee anne bob", "log coffee anne", "log coffee anne --add", "show anne", "note anne hi",
    "jot 'coffee with Anne'", "met anne bob --at 'the fair'", "plan walk anne",
)  # fmt: skip


def asked(tinynet, monkeypatch, line, meanwhile, answer="anne-b"):
    """Run a line that asks which Anne is meant, and something else while it waits."""
    tinynet.ok("add 'Anne Baker'")
    tinynet.ok("add 'Anne Bakerman'")
    tinynet.ok("add Bob")
    env = Env(tinynet.environ, shlex.split(line), stdout=io.StringIO(), stderr=io.StringIO())

    def ask(*_words, **_options):
        for other in meanwhile:
            tinynet.ok(other)
        return answer

    monkeypatch.setattr(env, "can_ask", lambda: True)
    monkeypatch.setattr(env, "ask", ask)
    return boundary.run(env, shlex.split(line)), env.stdout.getvalue(), env.stderr.getvalue()


@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize(
    "meanwhile",
    [("remove anne-b --yes",), ("remove anne-b --yes", "add 'Anne Bolt' --handle anne-b")],
    ids=["is gone", "and somebody else has the handle"],
)
def test_whoever_was_chosen_and_vanished_since_is_nobody_else(
    tinynet, monkeypatch, line, meanwhile
):
    code, out, err = asked(tinynet, monkeypatch, line, meanwhile)
    assert (code, out) == (4, ""), err
    assert 'The person you chose for "' in err
    assert err.endswith("is no longer here.\nSee who is: tinynet list\n")
    assert tinynet.ok("history --json").json["interactions"] == []


@pytest.mark.parametrize("line", [line for line in LINES if line.startswith(("log", "jot", "met"))])
def test_whoever_was_chosen_is_meant_by_any_handle(tinynet, monkeypatch, line):
    meanwhile = ("edit anne-b --handle other", "edit anne-ba --handle anne-b")
    code, *_ = asked(tinynet, monkeypatch, line, meanwhile)
    (found,) = tinynet.ok("history --json").json["interactions"]
    assert (code, set(found["people"]) - {"bob"}) == (0, {"other"})


@pytest.mark.parametrize(
    "line",
    ["log coffee '' bob", "log coffee bob ''", "show '' bob", "history bob ' '", "common '' bob",
     "plan walk '' bob", "brief bob ''", "edit '' bob --circle inner", "met bob '' --at fair"],
)  # fmt: skip
def test_an_empty_name_among_others_is_refused(network, line):
    said = "tinynet: Whose name? It is empty.\nGive a handle, a name or a part of one.\n"
    assert network(line) == Result(2, "", said)


def test_an_empty_kind_is_no_empty_name(network):
    assert network("log '' bob").err.startswith('tinynet: There is no kind of contact called "".')


def test_a_name_that_begins_with_a_dash_is_offered_to_be_added_behind_two(tinynet):
    tinynet.ok("add Bob")
    assert tinynet("show -- -zack").err.endswith("Add them: tinynet add -- -zack\n")
    tinynet.ok("add -- -zack")


@pytest.mark.parametrize(
    ("line", "people"),
    [
        ("log coffee bob anne baker", ["bob", "anne-b"]),
        ("log coffee tom baker anne baker bob", ["tom-b", "anne-b", "bob"]),
        ("log coffee anne tom baker", None),
        ("log coffee bob baker anne", None),
        ("met anne baker bob --at fair", ["anne-b", "bob"]),
        ("met 'Anne New' anne baker bob --at fair", ["anne-b", "anne-n", "bob"]),
    ],
)
def test_a_whole_name_among_others_is_not_taken_apart_where_its_words_are_others_too(
    tinynet, line, people
):
    for name in ("Anne Baker", "Anne Holm", "Tom Baker", "Bob"):
        tinynet.ok(f"add '{name}'")
    if people is None:
        assert tinynet(line).code == 4
    else:
        assert sorted(tinynet.ok(f"{line} --json").json["people"]) == sorted(people)
