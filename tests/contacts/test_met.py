"""tinynet met: an evening with many people, those you knew and those you met."""

from __future__ import annotations

import io
import sqlite3

import pytest
from command_line import Result, Terminal, Tinynet

from tinynet.cli import boundary
from tinynet.cli.env import Env

EVENING = "met 'Dora Lane' bob 'the tall one with the podcast' --at 'chamber dinner' --on yesterday"


def occasions(tinynet: Tinynet) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(tinynet.path)
    rows = connection.execute('SELECT name, "on", cost, drained FROM occasion').fetchall()
    connection.close()
    return rows


def standing(tinynet: Tinynet, who: str) -> dict[str, object]:
    tie = tinynet.ok(f"why {who} --json").json["tie"]
    keys = (
        "state", "days_since", "last_on", "cadence_days", "cadence_from", "ratio", "due_on",
        "depth", "warmth", "strength", "usual_gap_days",
    )  # fmt: skip
    return {key: tie[key] for key in keys}


def test_the_same_evening_and_other_open_plans_are_said(network: Tinynet) -> None:
    network.ok("plan dinner anne")
    network.ok("log event anne")
    shown = network.ok("met anne --at fair", human=True).out
    number = network.ok("history --limit 1 --json").json["interactions"][0]["id"]
    assert f"  that is #{number - 1} again; tinynet undo\n" in shown
    assert "  still open: the dinner you planned today; tinynet plan --done 1\n" in shown


def test_the_known_are_logged_and_the_new_are_added_with_the_occasion(network: Tinynet) -> None:
    done = network.ok(f"{EVENING} --cost 30 --drained --for 3h --note 'long tables' --json").json
    ties = {tie.pop("handle"): tie for tie in done.pop("ties")}
    assert done == {
        "schema": 1, "id": 6, "on": "2026-02-28", "kind": "event",
        "people": ["bob-m", "dora-l", "the-tall-one"], "minutes": 180, "place": None,
        "note": "long tables", "deep": False, "by": None, "attempt": False,
        "occasion": "chamber dinner", "today": "2026-03-01", "cost": 30.0, "drained": True,
        "ticked": [], "fulfilled": [], "reopened": [], "added": ["dora-l", "the-tall-one"],
        "unnamed": ["the-tall-one"], "already": [], "like": [], "left_open": [], "again": None,
    }  # fmt: skip
    names = ["Dora Lane", "Bob Marsh", "the tall one with the podcast"]
    assert [tie.pop("name") for tie in ties.values()] == names
    assert list(ties) == ["dora-l", "bob-m", "the-tall-one"]
    assert ties["dora-l"] == standing(network, "dora-l")
    assert network.ok("why dora --json").json["days"][0]["people"] == 3
    person = network.ok("show dora --json").json["person"]
    assert (person["met_at"], person["met_on"]) == ("chamber dinner", "2026-02-28")
    assert (person["met_how"], person["added_on"]) == (None, "2026-03-01")
    assert network.ok("show bob --json").json["person"]["met_at"] is None
    assert occasions(network) == [("chamber dinner", "2026-02-28", 3000, 1)]


def test_the_screen_says_who_is_new_and_what_to_do_when_you_learn_a_name(network: Tinynet) -> None:
    assert network.ok(f"{EVENING} --cost 12.5 --lifted", human=True).out == (
        "chamber dinner  yesterday, 2h, 3 people  #6\n"
        "  Bob Marsh: next due Sat 29 Aug  strength 2.00 = depth 2.00 x warmth 1.00\n"
        "  new: Dora Lane  dora-l\n"
        "  new: the tall one with the podcast  the-tall-one\n"
        "  cost 12.50, it did you good\n"
        "when you learn their name: tinynet edit the-tall-one --name NAME --handle H\n"
        'next: tinynet note dora-l "what you talked about"\n'
    )


def test_a_later_edit_gives_the_tall_one_his_name(network: Tinynet) -> None:
    network.ok(EVENING)
    network.ok("edit the-tall-one --name 'Paul Reed' --handle paul")
    shown = network.ok("show paul --json").json
    assert (shown["person"]["name"], shown["person"]["met_at"]) == ("Paul Reed", "chamber dinner")
    assert [note["text"] for note in shown["notes"]] == ["the tall one with the podcast"]
    assert network.ok("history paul --json").json["interactions"][0]["occasion"] == "chamber dinner"


@pytest.mark.parametrize(
    ("typed", "handle"),
    [
        ("the guy with the beard", "the-guy"),
        ("a woman from Leeds", "a-woman"),
        ("the very tall old man", "the-very-tall"),
        ("The Edge", "the-e"),
        ("An Nguyen", "an-n"),
        ("🦊", "friend"),
        ("عمر خالد", "عمر-خ"),
    ],
)
def test_a_description_makes_a_handle_one_can_read(
    tinynet: Tinynet, typed: str, handle: str
) -> None:
    assert tinynet.ok(["met", typed, "--at", "x", "--json"]).json["added"] == [handle]


def test_the_same_evening_again_adds_to_it(network: Tinynet) -> None:
    network.ok(f"{EVENING} --cost 30 --drained --note 'long tables'")
    before = network.ok("why anne --json").json["tie"]["contact_days"]
    line = "met bob dora anne 'Eve Moss' --at 'Chamber  DINNER' --on yesterday --note 'good soup'"
    done = network.ok(f"{line} --lifted --cost 45 --kind dinner --json").json
    assert (done["id"], done["occasion"], done["kind"]) == (6, "chamber dinner", "dinner")
    assert done["people"] == ["anne", "bob-m", "dora-l", "the-tall-one", "eve-m"]
    assert (done["added"], done["already"]) == (["eve-m"], ["bob-m", "dora-l"])
    assert [tie["handle"] for tie in done["ties"]] == ["anne", "eve-m"]
    assert done["note"] == "long tables\ngood soup"
    assert (done["cost"], done["drained"]) == (45.0, False)
    assert network.ok("show eve --json").json["person"]["met_at"] == "chamber dinner"
    assert occasions(network) == [("chamber dinner", "2026-02-28", 4500, 0)]
    assert len(network.ok("history --since 2026-02-28 --json").json["interactions"]) == 1
    assert network.ok("why anne --json").json["tie"]["contact_days"] == before + 1
    assert network.ok("why dora --json").json["days"][0]["people"] == 5
    again = network.ok(line, human=True).out
    assert again == (
        "chamber dinner  yesterday, 2h30, 5 people  #6\n"
        "  in it already: bob-m, dora-l, anne, eve-m\n"
        "  cost 45.00, it did you good\n"
    )
    assert network.ok("history --limit 1 --json").json["interactions"][0]["note"] == done["note"]
    network.ok("undo 3")
    assert occasions(network) == []
    assert network("show dora").code == 4


def test_another_day_is_another_evening_of_the_same_name(network: Tinynet) -> None:
    network.ok(EVENING)
    done = network.ok("met bob --at 'CHAMBER DINNER' --json").json
    assert (done["id"], done["occasion"], done["cost"]) == (7, "chamber dinner", None)
    assert [row[1] for row in occasions(network)] == ["2026-02-28", "2026-03-01"]


def test_what_log_said_of_the_occasion_is_the_same_evening(network: Tinynet) -> None:
    network.ok("log dinner bob --occasion 'Book Club'")
    done = network.ok("met dora --at 'book club' --json").json
    assert (done["id"], done["kind"], done["people"]) == (6, "dinner", ["bob-m", "dora"])
    assert occasions(network) == [("Book Club", "2026-03-01", None, None)]


def test_the_cost_alone_can_be_said_later_or_taken_away(network: Tinynet) -> None:
    network.ok(EVENING)
    network.ok("met --at 'chamber dinner' --on yesterday --cost 20")
    assert occasions(network) == [("chamber dinner", "2026-02-28", 2000, None)]
    network.ok("met --at 'chamber dinner' --on yesterday --cost ''")
    assert occasions(network) == [("chamber dinner", "2026-02-28", None, None)]
    assert network.ok("met --at 'empty hall' --cost 9 --drained", human=True).out == (
        "empty hall  today\n  cost 9.00, it drained you\n"
    )
    assert network.ok("met --at 'empty hall' --drained").out == ""


def test_an_evening_that_is_corrected_takes_its_cost_along(network: Tinynet) -> None:
    network.ok(f"{EVENING} --cost 30")
    network.ok("amend 6 --on 2026-02-27 --occasion 'the club'")
    assert occasions(network) == [("the club", "2026-02-27", 3000, None)]
    network.ok("unlog 6")
    assert occasions(network) == []
    network.ok("undo 2")
    assert occasions(network) == [("chamber dinner", "2026-02-28", 3000, None)]


def test_next_time_notes_and_plans_are_met_too(network: Tinynet) -> None:
    network.ok("note bob --next 'ask about the exam'")
    network.ok("plan event bob")
    done = network.ok("met bob --at fair", human=True).out
    assert "  ticked off: ask about the exam\n" in done
    assert "  that was the event you planned today\n" in done


def test_somebody_new_whose_letters_occur_in_a_known_name_is_new(network: Tinynet) -> None:
    network.ok("add Frederic")
    done = network.ok("met Ed fred Ed 'Dora Lane' Dora --at fair --json").json
    assert done["added"] == ["ed", "dora-l", "dora"]
    assert done["people"] == ["frederic", "ed", "dora-l", "dora"]


def test_a_look_alike_is_added_and_named(network: Tinynet) -> None:
    result = network.ok("met 'Bob Marhs' 'Anne Lund' --at fair")
    assert result == Result(
        0,
        "6\t2026-03-01\tevent\tbob-ma,anne-l\n",
        "Bob Marhs looks like Bob Marsh, whom you have already; if they are one: "
        "tinynet merge bob-ma bob-m\n"
        "Anne Lund looks like Anne, whom you have already; if they are one: "
        "tinynet merge anne-l anne\n",
    )


def test_of_several_who_could_be_meant_one_is_asked_for(network: Tinynet) -> None:
    network.ok("add 'Bob Lund'")
    assert network("met bob 'Dora Lane' --at fair") == Result(
        4,
        "",
        'tinynet: "bob" could be bob-m (Bob Marsh), bob-l (Bob Lund).\n'
        "Say which by the handle, or the whole name of somebody new.\n",
    )
    assert network("show dora").code == 4


def test_on_a_terminal_the_one_meant_is_chosen(
    network: Tinynet, monkeypatch: pytest.MonkeyPatch
) -> None:
    network.ok("add 'Bob Lund'")
    monkeypatch.setattr(Env, "can_ask", lambda _: True)
    words = ["met", "bob", "--at", "fair", "--json"]
    out, err = io.StringIO(), Terminal()
    env = Env(network.environ, words, stdin=io.StringIO("2\n"), stdout=out, stderr=err)
    assert boundary.run(env, words) == 0
    assert '"bob-l"' in out.getvalue()


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("met bob", 'What was the occasion?\nGive it with --at, such as --at "book club".\n'),
        ("met --at fair", "Whom did you meet?\nFor example: tinynet met anne --at fair\n"),
        (
            "met --at fair --cost 3 --note x",
            "Whom did you meet?\nFor example: tinynet met anne --at fair\n",
        ),
        ("met bob me --at fair", "You were there anyway.\nName only the others.\n"),
        ("met bob --at ' '", "--at is empty.\nLeave it out, or say something.\n"),
        (
            "met bob --at fair --drained --lifted",
            "--drained and --lifted cannot be used together.\nGive one of them.\n",
        ),
        (
            "met bob --at fair --cost 1,000",
            '--cost cannot be "1,000".\nWrite it as 30 or 12.50.\n',
        ),
        (
            "met bob '!!' --at fair",
            'A name needs at least one letter.\nGive it in quotes, such as "Anne Baker".\n',
        ),
        (
            "met bob '' --at fair",
            "Whose name? It is empty.\nGive a handle, a name or a part of one.\n",
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_met_is_refused_and_changes_nothing(
    network: Tinynet, line: str, message: str
) -> None:
    before = network.path.read_bytes()
    assert network(line) == Result(2, "", f"tinynet: {message}")
    assert network.path.read_bytes() == before


def test_a_dry_run_writes_nothing(network: Tinynet) -> None:
    before = network.path.read_bytes()
    network.ok(f"{EVENING} --cost 3 --dry-run")
    assert network.path.read_bytes() == before


def test_without_scores_no_number_of_a_friendship_is_shown(network: Tinynet) -> None:
    network.ok("config set scores false")
    assert network.ok("met bob --at fair", human=True).out == (
        "fair  today, 2h, 1 person  #6\n  Bob Marsh: next due Sun 30 Aug\n"
    )
