"""tinynet merge: the list, the questions, the refusals, and importing again afterwards."""

from __future__ import annotations

import io
import sqlite3
from contextlib import closing

import pytest
from books import NOTHING, card, everything, take
from command_line import Terminal

from tinynet.cli import boundary
from tinynet.cli.env import Env


@pytest.fixture
def two(network):
    """Anne, and Ánne Baker, who differ in what is asked about."""
    network.ok("edit anne --name 'Anne Baker' --handle anne --circle close")
    network.ok("add 'Ánne Baker' --circle friends --tag dancing --birthday 1980-03-05")
    network.ok("note anne-b ginger nut --fact biscuit")
    network.ok("log coffee anne-b bob --on 2026-02-28")
    return network


def handles(tinynet):
    with closing(sqlite3.connect(tinynet.path)) as connection:
        return [row[0] for row in connection.execute("SELECT handle FROM person ORDER BY id")]


def asked(tinynet, line, typed, monkeypatch):
    """Run a command line at a terminal where `typed` is typed; stdout and stderr."""
    monkeypatch.setattr(Env, "can_ask", lambda _: True)
    out, err = io.StringIO(), io.StringIO()
    words = [*line.split(), "-f", "human"]
    env = Env(tinynet.environ, words, stdin=io.StringIO(typed), stdout=out, stderr=err)
    return boundary.run(env, words), out.getvalue(), err.getvalue()


def test_a_merge_shows_what_went_where(two):
    done = two.ok("merge anne-b anne --prefer into --json").json
    tie = done.pop("tie")
    assert (tie["handle"], tie["days_since"], tie["last_on"]) == ("anne", 1, "2026-02-28")
    assert done == {
        "schema": 1, "handle": "anne", "name": "Anne Baker",
        "merged": {"handle": "anne-b", "name": "Ánne Baker"},
        "moved": {
            "contacts": 1, "notes": 0, "favours": 0, "plans": 0, "relations": 0,
            "introductions": 0, "cards": 0, "imported": 0, "ways": 0, "facts": 1,
        },
        "both": 0, "changed": ["nicknames", "tags", "facts"],
        "conflicts": [
            {"what": "circle", "into": "close", "who": "friends", "kept": "into"},
            {"what": "birthday", "into": "4 March 1980", "who": "5 March 1980", "kept": "into"},
        ],
        "notes": ["circle was also: friends", "birthday was also: 5 March 1980"],
        "dropped": [], "back": False, "dry_run": False,
    }  # fmt: skip
    assert handles(two) == ["anne", "bob-m", "caroline-o"]
    assert two("show anne-b").code == 4
    two.ok("undo")
    assert handles(two) == ["anne", "bob-m", "caroline-o", "anne-b"]


def test_the_human_view_of_a_merge(two):
    two.ok("log dinner anne anne-b --on 2026-02-27")
    assert (
        two.ok("merge anne-b anne --prefer who", human=True).out
        == """\
Ánne Baker is now one with Anne Baker (anne).
  moved: 1 contact and 1 fact
  1 contact of both, each counted once now
  changed: nicknames, tags
  circle: friends; a note keeps close
  birthday: 5 March 1980; a note keeps 4 March 1980
  Anne Baker: next due Sat 29 Aug  strength 3.36 = depth 3.43 x warmth 0.98
The handle anne-b is gone; tinynet undo brings both back.
"""
    )


def test_a_dry_run_shows_what_would_be_asked(two):
    assert (
        two.ok("merge anne-b anne --dry-run", human=True).out
        == """\
Ánne Baker would become one with Anne Baker (anne).
  moves: 1 contact and 1 fact
  changed: nicknames, tags
  to decide: circle, close or friends
  to decide: birthday, 4 March 1980 or 5 March 1980
Nothing was written; leave --dry-run out to merge.
"""
    )
    assert len(handles(two)) == 4


def test_without_a_terminal_every_conflict_is_named(two):
    result = two("merge anne-b anne --json")
    assert (result.code, result.out, result.error["candidates"]) == (2, "", ["circle", "birthday"])
    assert two("merge anne-b anne").err == (
        "tinynet: anne-b and anne differ in circle (friends or close) and birthday (5 March 1980 "
        "or 4 March 1980).\n"
        "Say whose to keep with --prefer who or --prefer into; a note keeps the other.\n"
    )
    assert len(handles(two)) == 4


def test_on_a_terminal_conflicts_are_asked_one_by_one(two, monkeypatch):
    code, out, err = asked(two, "merge anne-b anne", "what\n2\n\n", monkeypatch)
    assert (code, "circle: friends; a note keeps close" in out) == (0, True)
    assert "birthday: 4 March 1980; a note keeps 5 March 1980" in out
    assert (
        err
        == """\
They differ. What you do not choose is kept as a note.
circle:
  1  close  (anne)
  2  friends  (anne-b)
Which one? [1] 1 or 2, please; Enter takes 1.
Which one? [1] birthday:
  1  4 March 1980  (anne)
  2  5 March 1980  (anne-b)
Which one? [1] """
    )


def test_the_end_of_the_input_merges_nobody(two, monkeypatch):
    code, out, err = asked(two, "merge anne-b anne", "1\n", monkeypatch)
    assert (code, out, err[-29:]) == (3, "", " [1] tinynet: Nothing was done.\n"[-29:])
    assert len(handles(two)) == 4


@pytest.mark.parametrize(
    ("line", "code", "message"),
    [
        ("merge anne anne-b --prefer me", 2, '--prefer cannot be "me".\nIt is one of who, into.'),
        (
            "merge bob marsh", 2,
            "Both are Bob Marsh (bob-m) already.\n"
            "Name two people; see who may be there twice: tinynet merge",
        ),
        ("merge bob", 2, "Two people are needed.\nFor example: tinynet merge anne-b anne"),
        ("merge --prefer who", 2, "Two people are needed.\nFor example: tinynet merge anne-b anne"),
        ("merge --dismiss", 2, "Two people are needed.\nFor example: tinynet merge anne-b anne"),
        ("merge bob anne --suggest", 2, "--suggest goes with --limit only.\nLeave the rest out."),
        ("merge bob anne --limit 3", 2, "--limit is for the list of suggestions.\nLeave it out."),
        ("merge --suggest --limit x", 2,
         '--limit takes a whole number of at least 1, not "x".\nFor example: --limit 5.'),
        (
            "merge --dismiss bob anne --prefer who", 2,
            "--dismiss and --prefer cannot be used together.\nGive one of the two.",
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_merged_is_refused(two, line, code, message):
    result = two(line)
    assert (result.code, result.out, result.err) == (code, "", f"tinynet: {message}\n")


def test_two_who_are_related_are_merged_only_when_that_is_confirmed(network):
    network.ok("link anne avoid bob")
    question = "Anne and Bob Marsh avoid each other. Are they one person all the same?"
    refused = network("merge anne bob")
    assert (refused.code, refused.err) == (
        2, f"tinynet: This needs an answer: {question}\nGive --yes.\n",
    )  # fmt: skip
    done = network.ok("merge anne bob --yes --json").json
    assert done["dropped"] == [{"one": "anne", "relation": "avoid", "other": "bob-m"}]
    network.ok("undo")
    out = network.ok("merge anne bob --yes", human=True).out
    assert "  dropped: Anne and Bob Marsh avoid each other\n" in out


def test_an_archived_one_comes_back_with_an_active_one(network):
    network.ok("archive anne")
    done = network.ok("merge bob anne --json").json
    assert (done["back"], done["tie"]["handle"]) == (True, "anne")
    assert "back from the archive" not in network.ok("merge caroline anne", human=True).out
    assert network.ok("list --archived --json").json["people"] == []


def test_the_list_of_who_may_be_there_twice(two):
    two.ok("add Bob --email BOB@example.org")
    two.ok("edit anne --birthday 1952-03-04")  # her mother
    assert two.ok("merge --json").json == {
        "schema": 1,
        "total": 1,
        "suggestions": [
            {
                "one": {
                    "handle": "bob", "name": "Bob", "circle": None, "contact_days": 0,
                    "last_on": None, "added_on": "2026-03-01", "archived_on": None,
                },
                "other": {
                    "handle": "bob-m", "name": "Bob Marsh", "circle": "friends",
                    "contact_days": 2, "last_on": "2026-02-28", "added_on": "2026-03-01",
                    "archived_on": None,
                },
                "score": 0.95,
                "reasons": [
                    {"sign": "email", "value": "bob@example.org", "of": None},
                    {"sign": "only_one", "value": "Bob", "of": "Bob Marsh"},
                ],
            }
        ],
    }  # fmt: skip
    two.ok("edit anne --birthday ''")
    assert two.ok("merge --suggest --plain").out == (
        "bob\tbob-m\t0.95\tthe same e-mail bob@example.org; Bob Marsh is the only other Bob\n"
        "anne-b\tanne\t0.85\tthe same name but for how it is spelled\n"
    )
    assert two.ok("merge --limit 1 -f csv").out == (
        "one,other,score,reasons\n"
        'bob,bob-m,0.95,"the same e-mail bob@example.org,Bob Marsh is the only other Bob"\n'
    )
    assert (
        two.ok("merge --limit 1", human=True).out
        == """\
almost surely one: the same e-mail bob@example.org, Bob Marsh is the only other Bob
  Bob        bob    no contact yet, added today
  Bob Marsh  bob-m  2 days of contact, last yesterday, friends

and 1 other pair (tinynet merge --limit 50)
one person:  tinynet merge bob bob-m
two people:  tinynet merge --dismiss bob bob-m
"""
    )


def test_nobody_twice_is_an_answer_too(network):
    assert network.ok("merge", human=True).out == "Nobody seems to be there twice.\n"
    assert network.ok("merge").out == ""
    assert network.ok("merge --json").json == {"schema": 1, "total": 0, "suggestions": []}


def test_two_who_were_told_apart_stay_so_until_undone(network):
    network.ok("add Bob")
    assert network.ok("merge --dismiss bob-m bob", human=True).out == (
        "Bob Marsh (bob-m) and Bob (bob) are two people.\n"
        "They will not be suggested again; tinynet undo takes that back.\n"
    )
    assert network.ok("merge").out == ""
    assert "That was kept already." in network.ok("merge --dismiss bob bob-m", human=True).out
    network.ok("undo")
    assert network.ok("merge").out.startswith("bob\tbob-m\t")


def test_on_a_terminal_each_pair_is_asked_about(network, monkeypatch):
    network.ok("add Bob --circle inner")
    network.ok("add 'Caroline Overgard'")
    network.ok("add Caroline --email c@example.org")
    network.ok("edit caroline-o --email c@example.org")
    code, out, err = asked(network, "merge", "x\nm\nl\nm\n\n", monkeypatch)
    assert (code, out) == (0, "2 pairs merged, 0 kept apart, 1 left.\n")
    assert handles(network) == ["anne", "bob-m", "caroline-o", "caroline-ov"]
    question = "[m]erge, [n]ot the same, [l]ater, [q]uit?"
    assert err.count(question) == 4
    assert err.count(f"{question} One of the four letters, please.\n{question}") == 1
    assert "Caroline is now one with Caroline Øvergård (caroline-o)." in err
    assert [unit["label"] for unit in network.ok("undo --list --json").json["units"][:2]] == [
        "merge bob bob-m", "merge caroline caroline-o",
    ]  # fmt: skip


def test_the_questions_end_where_the_input_does(network, monkeypatch):
    network.ok("add Bob")
    code, out, _ = asked(network, "merge", "", monkeypatch)
    assert (code, out) == (0, "0 pairs merged, 0 kept apart, 1 left.\n")
    code, out, _ = asked(network, "merge", "n\n", monkeypatch)
    assert (code, out) == (0, "0 pairs merged, 1 kept apart, 0 left.\n")


def test_an_address_book_that_still_has_two_cards_changes_nothing(tinynet):
    cards = [
        card("Anne Baker", "EMAIL:a@example.org", "NOTE:likes boats", "BDAY:1980-04-12"),
        card("Annie Baker", "TEL:+44 20 7946 0123", "NOTE:likes boats", "BDAY:--0412", uid="u2"),
        card("Bob Marsh", "X-SPOUSE:Annie Baker", uid="u3"),
    ]
    take(tinynet, *cards)
    tinynet.ok("merge annie anne")
    before = everything(tinynet)
    assert take(tinynet, *cards).items() >= {**NOTHING, "unchanged": 3}.items()
    assert take(tinynet, *cards[::-1]).items() >= {**NOTHING, "unchanged": 3}.items()
    assert everything(tinynet) == before
    assert handles(tinynet) == ["anne-b", "bob-m"]


def test_a_card_of_somebody_merged_that_changes_at_its_source_is_still_theirs(tinynet):
    one = card("Anne Baker", "EMAIL:a@example.org")
    take(tinynet, one, card("Annie Baker", "TEL:+44 20 7946 0123", uid="u2"))
    tinynet.ok("merge annie anne")
    moved = card("Annie Baker", "TEL:+44 20 7946 0199", uid="u2")
    assert take(tinynet, one, moved).items() >= {**NOTHING, "changed": 1, "unchanged": 1}.items()
    assert handles(tinynet) == ["anne-b"]


def test_the_region_of_telephones_is_a_setting(network):
    network.ok("add 'Al Bo' --phone '020 7946 0123'")
    network.ok("add 'Al Cu' --phone '+44 20 7946 0123'")
    assert network.ok("merge").out.startswith("al-c\tal-b\t0.85\tthe same telephone +442079460123")
    network.ok("config set phone.region DE")
    assert network.ok("merge").out == ""
    refused = network("config set phone.region de")
    assert (refused.code, refused.err) == (
        2,
        'tinynet: The setting phone.region cannot be "de".\n'
        "It takes the two capital letters of a country, such as GB.\n",
    )
    assert network("config set phone.region XX").err == (
        'tinynet: The setting phone.region cannot be "XX".\n'
        "No country has these letters; write it like GB or DE.\n"
    )
    assert network.ok("config get phone.region").out == "DE\n"


@pytest.mark.parametrize("name", ["א" * 5 + " " + "ב" * 5, "🦊 🐻", "x" * 99 + " " + "y" * 99])
def test_any_name_fits_a_narrow_page(tinynet, name):
    tinynet.environ["COLUMNS"] = "60"
    for _ in range(2):
        tinynet.ok(["add", name])
    listed = tinynet.ok("merge", human=True).out
    pair = tinynet.ok("merge --json").json["suggestions"][0]
    one, other = pair["one"]["handle"], pair["other"]["handle"]
    rows = [line for line in listed.splitlines() if line.startswith("  ")]
    assert len(rows) == 2
    assert all(len(row) <= 60 for row in rows)
    assert f"one person: tinynet merge {one} {other} " in " ".join(listed.split())
    tinynet.ok(f"merge {one} {other}", human=True)


def test_a_terminal_is_not_asked_where_the_answer_goes_elsewhere(network):
    network.ok("add Bob")
    words = ["merge"]
    out = io.StringIO()
    env = Env(network.environ, words, stdin=Terminal(""), stdout=out, stderr=io.StringIO())
    assert (boundary.run(env, words), out.getvalue()[:9]) == (0, "bob\tbob-m")


def test_both_people_are_completed(network):
    assert network.process("__complete bash merge ann").out == "anne\tAnne\n"
    assert network.process("__complete bash merge anne bo").out == "bob-m\tBob Marsh\n"
    assert network.process("__complete bash merge anne bob --prefer i").out == "into\n"


def test_facts_are_counted_that_came_along_and_not_those_that_were_there(network):
    network.ok("add 'Anne Baker'")
    for who, key, value in (
        ("anne", "tea", "green"), ("anne", "biscuit", "shortbread"), ("anne-b", "Tea", "Green"),
        ("anne-b", "dog", "Rex"), ("anne-b", "car", "none"),
    ):  # fmt: skip
        network.ok(["note", who, "--fact", key, value])
    done = network.ok("merge anne-b anne --yes --json").json
    assert done["moved"]["facts"] == 2
    assert sorted(network.ok("show anne --json").json["facts"]) == ["biscuit", "car", "dog", "tea"]


def test_a_relation_that_is_kept_from_its_other_end_does_not_stay_twice(network):
    network.ok("add 'Anne Baker'")
    network.ok("link anne-b child caroline")
    network.ok("link caroline parent anne")
    network.ok("link bob boss anne-b")
    network.ok("link anne child bob")
    done = network.ok("merge anne-b anne --yes --json").json
    assert done["moved"]["relations"] == 1
    relations = network.ok("show anne --json").json["relations"]
    assert [(one["relation"], one["handle"]) for one in relations] == [
        ("child", "caroline-o"), ("report", "bob-m"), ("child", "bob-m"),
    ]  # fmt: skip
