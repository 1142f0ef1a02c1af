"""tinynet jot: a sentence becomes a contact or a note."""

from __future__ import annotations

import io
import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from typing import Any

import pytest
from built import Built
from command_line import Result, Terminal, Tinynet

from tinynet.cli import boundary
from tinynet.cli.env import Env


@pytest.fixture
def friends(tinynet: Tinynet, built: Built) -> Tinynet:
    """Two Annes, and Grace, Sam and Bob."""
    return built(tinynet, add_friends)


def add_friends(tinynet: Tinynet) -> None:
    for name in ("Anne Baker", "Anne Holm", "Grace Hopper", "Sam", "Bob Marsh"):
        tinynet.ok(["add", name])


def jot(tinynet: Tinynet, text: str, *more: str, human: bool = False) -> Result:
    return tinynet(["jot", text, *more], human=human)


def latest(tinynet: Tinynet) -> dict[str, Any]:
    row: dict[str, Any] = tinynet.ok("history --limit 1 --json").json["interactions"][0]
    return row


def test_a_sentence_is_logged_with_all_it_says(friends: Tinynet) -> None:
    text = "Yesterday: lunch with Grace and Anne H. in Paris, 1h, she is moving #food @paris-trip"
    made = jot(friends, text, "--json").json
    ties = made.pop("ties")
    assert made == {
        "schema": 1,
        "id": 1,
        "on": "2026-02-28",
        "kind": "lunch",
        "minutes": 60,
        "place": "Paris",
        "note": "she is moving",
        "deep": False,
        "by": None,
        "attempt": False,
        "occasion": None,
        "tags": ["food", "paris-trip"],
        "ticked": [],
        "fulfilled": [],
        "people": ["grace-h", "anne-h"],
        "names": ["Grace Hopper", "Anne Holm"],
        "mentioned": [],
        "guessed": [],
        "relations": [],
        "related": [],
        "left_open": [],
        "again": None,
        "outcome": "logged",
        "why": None,
        "offer": None,
        "today": "2026-03-01",
        "added": [],
    }
    assert [(tie["handle"], tie["last_on"]) for tie in ties] == [
        ("grace-h", "2026-02-28"), ("anne-h", "2026-02-28"),
    ]  # fmt: skip
    kept = {key: made[key] for key in latest(friends)} | {"people": ["anne-h", "grace-h"]}
    assert kept == latest(friends)


def test_the_screen_says_on_one_line_what_was_understood(friends: Tinynet) -> None:
    text = "deep call with Sam and Bob on friday for two hours, Grace is ill #work"
    assert jot(friends, text, human=True).out == (
        "deep call with Sam and Bob Marsh  Fri 27 Feb, 2h, #work  #1\n"
        "  only mentioned: grace-h\n"
        "  note: Grace is ill\n"
        "  Sam: next due Sun 12 Jul  strength 1.02 = depth 1.04 x warmth 0.98\n"
        "  Bob Marsh: next due Sun 12 Jul  strength 1.02 = depth 1.04 x warmth 0.98\n"
    )


def test_a_contact_without_a_kind_says_how_to_give_it_one(friends: Tinynet) -> None:
    assert jot(friends, "Sam and I went to Lisbon", human=True).out.splitlines()[:2] == [
        "contact with Sam  today, 30m, Lisbon  #1",
        "  no kind was said; tinynet amend 1 --kind coffee gives it one",
    ]


def test_words_need_no_quotes(friends: Tinynet) -> None:
    assert friends.ok("jot coffee with sam yesterday").out == "1\t2026-02-28\tcoffee\tsam\n"


def test_scores_can_be_hidden(friends: Tinynet) -> None:
    friends.ok("config set scores false")
    assert jot(friends, "coffee with Sam", human=True).out == (
        "coffee with Sam  today, 1h  #1\n  Sam: next due Tue 14 Jul\n"
    )


def test_what_somebody_is_or_does_is_a_note_and_no_contact(friends: Tinynet) -> None:
    result = jot(friends, "grace's daughter Mia started school", human=True)
    assert result.out == (
        "noted about Grace Hopper: grace's daughter Mia started school\n"
        "  Mia is Grace Hopper's daughter.\n"
    )
    shown = friends.ok("show grace --json").json
    assert shown["tie"]["contact_days"] == 0
    assert [note["text"] for note in shown["notes"]] == ["grace's daughter Mia started school"]
    assert "Mia" in json.dumps(shown["relations"])
    friends.ok("undo")
    shown = friends.ok("show grace --json").json
    assert (shown["notes"], shown["relations"]) == ([], [])


def test_a_note_is_plain_with_a_line_for_each_person(friends: Tinynet) -> None:
    assert jot(friends, "Grace and Sam are engaged").out == (
        "1\tgrace-h\tGrace and Sam are engaged\n2\tsam\tGrace and Sam are engaged\n"
    )


def test_a_relation_is_kept_once_however_it_is_said(friends: Tinynet) -> None:
    friends.ok("link grace child Mia")
    assert jot(friends, "Grace's daughter Mia has a dog", "--json").json["relations"] == []
    made = jot(friends, "Grace and her husband Tom bought a boat", "--json").json
    assert made["relations"] == ["Tom is Grace Hopper's husband"]
    made = jot(friends, "Grace's brother Sam moved", "--json").json
    assert (made["people"], made["relations"]) == (["grace-h"], ["Sam is Grace Hopper's brother"])
    assert jot(friends, "Grace's brother Sam is ill", "--json").json["relations"] == []


def test_namesakes_are_distinguished_by_company_and_the_guess_is_named(
    friends: Tinynet,
) -> None:
    friends.ok("log dinner grace-h anne-b --on 2026-01-10")
    friends.ok("log dinner anne-h --on 2026-02-27")
    made = jot(friends, "lunch with Grace and Anne", "--json").json
    assert (made["people"], made["guessed"]) == (
        ["grace-h", "anne-b"],
        [
            {
                "typed": "Anne", "handle": "anne-b", "name": "Anne Baker", "why": "together",
                "with": ["Grace Hopper"],
            }
        ],
    )  # fmt: skip
    friends.ok("undo")
    assert jot(friends, "lunch with Grace and Anne", human=True).out.startswith(
        "lunch with Grace Hopper and Anne Baker  today, 1h15  #3\n"
        "  Anne is taken for Anne Baker (anne-b), because you met them with Grace Hopper; if not,\n"
        "  tinynet undo\n"
    )
    friends.ok("undo")
    assert jot(friends, "lunch with Anne", human=True).out.splitlines()[1] == (
        "  Anne is taken for Anne Holm (anne-h), whom you saw last; if not, tinynet undo"
    )


def test_namesakes_whom_nothing_distinguishes_are_refused(friends: Tinynet) -> None:
    before = friends.path.read_bytes()
    assert jot(friends, "coffee with Anne") == Result(
        4,
        "",
        'tinynet: "Anne" could be anne-b (Anne Baker), anne-h (Anne Holm).\n'
        "Say which by the handle.\n",
    )
    error = json.loads(jot(friends, "coffee with Anne", "--json").err)["error"]
    assert (error["code"], error["candidates"]) == ("ambiguous_person", ["anne-b", "anne-h"])
    assert friends.path.read_bytes() == before


def on_terminal(tinynet: Tinynet, text: str, typed: str, monkeypatch: pytest.MonkeyPatch) -> Result:
    """Run jot where somebody answers."""
    out, err = io.StringIO(), Terminal()
    monkeypatch.setattr("tinynet.cli.env.is_terminal", lambda stream: stream is not out)
    env = Env(tinynet.environ, ["jot"], stdin=Terminal(typed), stdout=out, stderr=err)
    return Result(boundary.run(env, ["jot", text]), out.getvalue(), err.getvalue())


def test_a_terminal_asks_which_of_two_is_meant(
    friends: Tinynet, monkeypatch: pytest.MonkeyPatch
) -> None:
    result = on_terminal(friends, "coffee with Anne", "2\n", monkeypatch)
    assert result == Result(
        0,
        "1\t2026-03-01\tcoffee\tanne-h\n",
        '"Anne" could be:\n  1  Anne Baker  (anne-b)\n  2  Anne Holm  (anne-h)\nWhich one? ',
    )


def test_a_terminal_asks_whether_to_add_somebody(
    friends: Tinynet, monkeypatch: pytest.MonkeyPatch
) -> None:
    result = on_terminal(friends, "coffee with Dora Lane", "n\n", monkeypatch)
    assert (result.code, result.out) == (3, "")
    result = on_terminal(friends, "coffee with Dora Lane", "y\n", monkeypatch)
    assert result == Result(
        0,
        "1\t2026-03-01\tcoffee\tdora-l\n",
        'There is nobody called "Dora Lane". Add them? [y/N] ',
    )


def test_an_unknown_name_is_refused_or_added(friends: Tinynet) -> None:
    assert jot(friends, "coffee with Sam, Dora Lane and Eve") == Result(
        4, "", 'tinynet: There is nobody called "Dora Lane" or "Eve".\nAdd them with --add.\n'
    )
    made = jot(friends, "coffee with Sam, Dora Lane and Eve", "--add", "--json").json
    assert (made["people"], made["added"]) == (["sam", "dora-l", "eve"], ["dora-l", "eve"])
    assert jot(friends, "coffee with Grcae").err == (
        'tinynet: There is nobody called "Grcae".\n'
        "Did you mean grace-h (Grace Hopper)? If not, add them with --add.\n"
    )


def test_somebody_added_as_family_is_linked_to_them(friends: Tinynet) -> None:
    made = jot(friends, "lunch with Grace's brother Tom", "--add", "--json").json
    assert (made["people"], made["mentioned"]) == (["tom"], ["grace-h"])
    assert made["relations"] == ["Tom is Grace Hopper's brother"]
    assert "tom" in json.dumps(friends.ok("show grace --json").json["relations"])


def test_a_place_is_known_from_an_earlier_contact(friends: Tinynet) -> None:
    friends.ok(["log", "dinner", "sam", "--at", "The Red Lion"])
    assert jot(friends, "drinks with Bob in the red lion", "--json").json["place"] == "The Red Lion"


def test_an_own_kind_is_read_by_its_name(friends: Tinynet) -> None:
    friends.ok("kinds add climbing")
    assert jot(friends, "climbing with Bob", "--json").json["kind"] == "climbing"


def test_a_plan_is_fulfilled(friends: Tinynet) -> None:
    friends.ok("plan coffee sam")
    kept = jot(friends, "coffee with Sam", human=True).out
    assert "  that was the coffee you planned today\n" in kept
    assert friends.ok("plans --json").json["plans"] == []


def test_a_next_time_note_is_ticked_off(friends: Tinynet) -> None:
    friends.ok("note sam --next 'ask about the exam'")
    assert "  ticked off: ask about the exam\n" in jot(friends, "coffee with Sam", human=True).out


def kept(tinynet: Tinynet, who: str) -> tuple[int, list[str]]:
    """How many days of contact somebody has, and what is noted about them."""
    shown = tinynet.ok(f"show {who} --json").json
    return shown["tie"]["contact_days"], [note["text"] for note in shown["notes"]]


@pytest.mark.parametrize(
    ("text", "why", "said"),
    [
        ("Sam got a new job at the museum", "news", ""),
        ("Neither Sam nor Grace came to the party", "negated", "it did not happen"),
        ("coffee with Sam cancelled", "failed", "it came to nothing"),
        ("Sam had lunch with Grace on Friday", "news", ""),
        ("Wish I had seen Sam", "wish", "it is a wish or a condition"),
        ("Grace and I used to visit Sam", "memory", "it was long ago"),
        ("Dreamt of a walk with Sam", "thought", "it was only a thought"),
        ("Did I call Sam?", "question", "it is a question"),
    ],
)
def test_what_is_no_contact_is_kept_as_a_note_that_says_why(
    friends: Tinynet, text: str, why: str, said: str
) -> None:
    made = jot(friends, text, "--json").json
    assert (made["outcome"], made["kind"], made["why"], made["offer"]) == ("noted", None, why, None)
    assert kept(friends, "sam") == (0, [text])
    friends.ok("undo")
    lines = jot(friends, text, human=True).out.splitlines()
    assert lines[0].endswith(f": {text}")
    assert lines[1:] == ([f"  no contact: {said}"] if said else [])


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("lunch with Sam and Grace tomorrow", "tinynet plan lunch sam grace-h --by 2026-03-02"),
        ("Looking forward to lunch with Sam", "tinynet plan lunch sam"),
        ("I'll call Sam", "tinynet plan call sam"),
        ("need to call Sam", "tinynet plan call sam"),
    ],
)
def test_what_is_to_come_is_kept_as_a_note_with_the_line_that_plans_it(
    friends: Tinynet, text: str, line: str
) -> None:
    made = jot(friends, text)
    said = f"That is still to come, so it is kept as a note. To plan it: {line}\n"
    assert (made.code, made.err) == (0, said)
    assert kept(friends, "sam") == (0, [text])
    friends.ok(line.split()[1:])
    assert [plan["kind"] for plan in friends.ok("plans --json").json["plans"]] == [line.split()[2]]
    made = jot(friends, text, "--json").json
    assert (made["outcome"], made["offer"]) == ("asked", line)


def test_what_is_unclear_is_kept_as_a_note_with_the_line_that_logs_it(friends: Tinynet) -> None:
    made = jot(friends, "Sam did my makeup for the wedding yesterday")
    line = "tinynet log event sam --on 2026-02-28"
    said = f"Kept as a note: it does not say that you met. To log it: {line}\n"
    assert (made.code, made.err) == (0, said)
    assert kept(friends, "sam") == (0, ["Sam did my makeup for the wedding yesterday"])
    friends.ok(line.split()[1:])
    assert kept(friends, "sam")[0] == 1


def test_a_terminal_asks_whether_what_is_unclear_was_a_contact(
    friends: Tinynet, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "Sam did my makeup for the wedding"
    asked = "Did you and Sam meet, speak or write? It would be logged as event, today. [y/N] "
    assert on_terminal(friends, text, "y\n", monkeypatch) == Result(
        0, "1\t2026-03-01\tevent\tsam\n", asked
    )
    assert on_terminal(friends, text, "\n", monkeypatch).out == f"1\tsam\t{text}\n"
    assert on_terminal(friends, text, "", monkeypatch).code == 3


def test_a_terminal_asks_whether_what_is_to_come_is_a_plan(
    friends: Tinynet, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "coffee with Sam tomorrow"
    asked = "That is still to come. Keep it as a plan: coffee with Sam by tomorrow? [y/N] "
    assert on_terminal(friends, text, "y\n", monkeypatch) == Result(0, "1\tcoffee\tsam\n", asked)
    assert on_terminal(friends, text, "y\n", monkeypatch).out == "1\tcoffee\tsam\n"  # the same
    plans = friends.ok("plans --json").json["plans"]
    assert [(plan["kind"], plan["people"], plan["by"]) for plan in plans] == [
        ("coffee", ["sam"], "2026-03-02")
    ]
    assert on_terminal(friends, text, "n\n", monkeypatch).out == f"1\tsam\t{text}\n"


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("coffee with Sam tomorrow", None),
        ("I'll call Sam", None),
        ("Will see Sam tomorrow at the Fox", "at the Fox"),
        ("need to call Sam about the boat", "about the boat"),
        ("lunch with Sam tomorrow at 13:00 in York", "at 13:00 in York"),
    ],
)
def test_a_plans_note_is_what_the_plan_has_no_place_for(
    friends: Tinynet, monkeypatch: pytest.MonkeyPatch, text: str, note: str | None
) -> None:
    assert on_terminal(friends, text, "y\n", monkeypatch).code == 0
    assert [plan["note"] for plan in friends.ok("plans --json").json["plans"]] == [note]


def test_an_attempt_is_distinguished_from_a_contact(friends: Tinynet) -> None:
    made = jot(friends, "called Sam, no answer", "--json").json
    assert (made["outcome"], made["attempt"], made["note"]) == ("attempted", True, None)


def test_many_sentences_list_the_lines_for_what_is_unclear(friends: Tinynet) -> None:
    lines = "coffee with Sam\ncoffee with Bob tomorrow\nSam did my makeup for the wedding\n"
    made = friends.ok("jot - --json", stdin=lines).json
    assert (made["written"], made["noted"]) == (1, 2)
    assert made["offers"] == [
        {"line": 2, "why": "ahead", "offer": "tinynet plan coffee bob-m --by 2026-03-02"},
        {"line": 3, "why": None, "offer": "tinynet log event sam --on 2026-03-01"},
    ]
    friends.ok("undo")
    assert friends.ok("jot -", stdin=lines, human=True).out == (
        "1 contact logged\n2 notes kept\n"
        "  line 2: a plan: tinynet plan coffee bob-m --by 2026-03-02\n"
        "  line 3: unclear: tinynet log event sam --on 2026-03-01\n"
    )


def tags(tinynet: Tinynet) -> list[tuple[int, str]]:
    with closing(sqlite3.connect(tinynet.path)) as database:
        return database.execute("SELECT interaction_id, name FROM interaction_tag").fetchall()


def test_tags_go_and_come_back_with_their_contact(friends: Tinynet) -> None:
    jot(friends, "coffee with Sam #food @Work")
    kept = [(1, "food"), (1, "work")]
    assert tags(friends) == kept
    friends.ok("undo")
    assert tags(friends) == []
    friends.ok("redo")
    assert tags(friends) == kept


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        ("coffee with Sam on 16 may 25", 2, '"16 may 25" has a year of two digits'),
        ("16 may 25: lunch with Sam", 2, '"16 may 25" has a year of two digits'),
        ("coffee with Sam on 16.5.25", 2, '"16.5.25" has a year of two digits'),
        ("coffee", 2, "The sentence does not say with whom"),
        ("met ana at the market", 2, '"met ana at the market" names nobody you know'),
        ("#food", 2, "The sentence does not say anything"),
        ("lunch with Sam in May", 2, '"may" is a whole month, not a day'),
        ("03/04: lunch with Sam", 2, '"03/04" could be 3 April or 4 March'),
        ("2026-02-30: lunch with Sam", 2, "There is no 30 February 2026"),
        ("walk with Sam for 30h", 2, "30h"),
        (" ", 2, "The sentence is empty"),
    ],
)
def test_what_cannot_be_read_is_refused_and_changes_nothing(
    friends: Tinynet, text: str, code: int, said: str
) -> None:
    before = friends.path.read_bytes()
    result = jot(friends, text)
    assert (result.code, result.out) == (code, "")
    assert said in result.err
    assert friends.path.read_bytes() == before


def test_a_remark_that_names_nobody_is_kept_with_its_day_and_tags(friends: Tinynet) -> None:
    made = jot(friends, "Yesterday it rained all day #weather", "--json").json
    assert (made["outcome"], made["why"], made["people"]) == ("noted", "nobody", [])
    assert (made["remark"], made["notes"], made["on"]) == (1, [], "2026-02-28")
    assert jot(friends, "next: buy a kettle", human=True).out == (
        "noted: next: buy a kettle\n  no contact: it names nobody you know\n"
    )
    hit = friends.ok("find rained --json").json["hits"][0]
    assert (hit["handle"], hit["text"]) == (None, "it rained all day #weather")
    assert jot(friends, "tomorrow: dentist").out == "3\t\ttomorrow: dentist\n"
    friends.ok("undo 3")
    assert friends.ok("find rained --json").json["hits"] == []


def test_a_note_keeps_the_day_in_front_and_its_tags(friends: Tinynet) -> None:
    jot(friends, "Yesterday Grace got a new job #work")
    note = friends.ok("show grace --json").json["notes"][0]
    assert (note["on"], note["text"]) == ("2026-02-28", "Grace got a new job #work")


def test_the_same_contact_again_and_other_open_plans_are_said(friends: Tinynet) -> None:
    friends.ok("plan dinner sam")
    jot(friends, "coffee with Sam")
    shown = jot(friends, "coffee with Sam", human=True).out
    assert shown.splitlines()[1:3] == [
        "  that is #1 again; tinynet undo",
        "  still open: the dinner you planned today; tinynet plan --done 1",
    ]
    made = jot(friends, "coffee with Sam", "--json").json
    assert (made["again"], [plan["id"] for plan in made["left_open"]]) == (2, [1])


def test_a_relation_is_kept_as_data_and_in_words(friends: Tinynet) -> None:
    made = jot(friends, "Grace's brother Sam is ill", "--json").json
    assert made["related"] == [
        {"handle": "grace-h", "name": "Grace Hopper", "relation": "brother", "other": "sam",
         "other_name": "Sam"},
    ]  # fmt: skip
    assert made["relations"] == ["Sam is Grace Hopper's brother"]


def test_nothing_is_asked_of_nobody(tinynet: Tinynet) -> None:
    assert jot(tinynet, "coffee with Anne").err == (
        'tinynet: There is nobody called "Anne"; there is nobody yet.\nAdd them with --add.\n'
    )
    assert tinynet("jot").err == (
        'tinynet: Jot down what?\nFor example: tinynet jot "coffee with Anne"\n'
    )
    assert tinynet("jot coffee --keep-going").err == (
        "tinynet: --keep-going is for many lines.\nRead them: tinynet jot -\n"
    )


DIARY = """\
# my diary
### Activities:
- 2026-02-13: Coffee with **Anne Baker** and **Grace Hopper** at the _Market_. @coffee
- 2026-02-06: Flew to _Lisbon_ with **Sam**.

Grace got a new job
2026-02-20: lunch with Anne and Grace
"""


def test_many_sentences_are_one_step(friends: Tinynet) -> None:
    made = friends.ok("jot - --json", stdin=DIARY).json
    guess = {"line": 7, "typed": "Anne", "handle": "anne-b", "name": "Anne Baker"}
    assert made == {
        "schema": 1, "written": 3, "noted": 1, "added": [], "refused": [],
        "guessed": [guess | {"why": "together", "with": ["Grace Hopper"]}], "fulfilled": [],
        "offers": [],
    }  # fmt: skip
    rows = friends.ok("history --json").json["interactions"]
    assert [(row["on"], row["kind"], row["people"], row["place"]) for row in rows] == [
        ("2026-02-20", "lunch", ["anne-b", "grace-h"], None),
        ("2026-02-13", "coffee", ["anne-b", "grace-h"], "Market"),
        ("2026-02-06", "other", ["sam"], "Lisbon"),
    ]
    assert rows[2]["note"] == "Flew to Lisbon"
    friends.ok("undo")
    assert friends.ok("history").out == ""


def test_many_sentences_on_a_screen(friends: Tinynet) -> None:
    assert friends.ok("jot -", stdin=DIARY, human=True).out == (
        "3 contacts logged\n1 note kept\n"
        "  line 7: Anne is taken for Anne Baker (anne-b), because you met them with Grace Hopper\n"
    )


def test_many_sentences_say_that_a_plan_is_done(friends: Tinynet) -> None:
    friends.ok("plan coffee sam")
    assert friends.ok("jot -", stdin="coffee with Sam\n", human=True).out == (
        "1 contact logged\n1 plan is done by that\n"
    )


def test_a_bad_line_is_named_and_nothing_is_kept(friends: Tinynet) -> None:
    before = friends.path.read_bytes()
    lines = "coffee with Sam\nlunch with Dora\n"
    assert friends("jot -", stdin=lines) == Result(
        2,
        "",
        'tinynet: Line 2: There is nobody called "Dora".\nAdd them with --add; nothing was kept.\n',
    )
    assert friends.path.read_bytes() == before
    assert friends.ok("jot - --keep-going", stdin=lines) == Result(
        0, "1\t0\n", 'Line 2: There is nobody called "Dora".\n'
    )
    assert friends("jot - --keep-going", stdin="hello\n").code == 1
    made = friends.ok("jot - --add --json", stdin=lines + "call with Dora\n").json
    assert (made["written"], made["added"]) == (3, ["dora"])


def test_an_ordinary_sentence_loads_no_sqlmodel(friends: Tinynet) -> None:
    program = (
        "import sys; from tinynet.__main__ import main; import os\n"
        "os._exit = lambda code: (print(*sys.modules, file=sys.stderr), sys.exit(code))\n"
        "main(sys.argv[1:])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, "jot", "coffee with Sam in Paris #food"],
        capture_output=True, text=True, env=friends.environ, check=True,
    )  # fmt: skip
    loaded = set(done.stderr.split())
    assert "tinynet.contacts.sentences.reading" in loaded
    assert loaded & {"sqlmodel", "sqlalchemy", "typer", "rich", "rapidfuzz"} == set()


def test_hostile_names_are_shown_and_found(tinynet: Tinynet) -> None:
    tinynet.ok(["add", "🦊"])
    tinynet.ok(["add", "Ada " + "x" * 190])
    tinynet.ok(["add", "ليلى"])
    result = jot(tinynet, "coffee with 🦊, Ada and ليلى in \x1b[31mParis", human=True)
    long = "Ada " + "x" * 35 + "…"
    assert result.out.splitlines()[0].startswith(f"coffee with 🦊, {long} and ليلى  today, 1h")
    assert "\x1b" not in result.out
    assert len(latest(tinynet)["people"]) == 3


@pytest.mark.parametrize(
    ("text", "kind", "people"),
    [
        ("Dinner, with Grace and Sam", "dinner", ["grace-h", "sam"]),
        ("Lunch, not with Sam but with Grace", "lunch", ["grace-h"]),
        ("Quick lunch on friday, with Sam", "lunch", ["sam"]),
        ("Drinks, Grace and Sam", "drinks", ["grace-h", "sam"]),
        ("Video called Grace for an hour", "video", ["grace-h"]),
        ("Grace video called me", "video", ["grace-h"]),
        ("Voice noted Sam", "text", ["sam"]),
        ("Not a great lunch with Sam", "lunch", ["sam"]),
        ("Not bad, that walk with Sam", "walk", ["sam"]),
        ("coffee with oneil", "coffee", ["shaun-o"]),
        ("coffee with Oneil", "coffee", ["shaun-o"]),
        ("coffee with o'neil", "coffee", ["shaun-o"]),
        ("coffee with mueller", "coffee", ["jens-m"]),
        ("coffee with muller", "coffee", ["jens-m"]),
    ],
)
def test_words_that_people_put_in_another_way_are_read(
    friends: Tinynet, text: str, kind: str, people: list[str]
) -> None:
    friends.ok('add "Shaun O\'Neil"')
    friends.ok("add 'Jens Müller'")
    read = friends.ok(["jot", text, "--json"]).json
    assert (read["outcome"], read["kind"], read["people"]) == ("logged", kind, people)


@pytest.mark.parametrize(
    "text",
    [
        "Lunch, but not with Sam", "Dinner, no Sam", "Coffee, alone, without Sam",
        "Not the best news, Sam isn't coming", "Not great: Sam is ill",
    ],
)  # fmt: skip
def test_a_kind_in_front_does_not_make_a_contact(friends: Tinynet, text: str) -> None:
    assert friends.ok(["jot", text, "--json"]).json["outcome"] == "noted"


def test_a_surname_in_small_letters_that_is_a_trade_too_is_nobody(friends: Tinynet) -> None:
    assert friends("jot 'coffee with baker'").code == 4
