"""tinynet plan, and the logs that fulfil one."""

from __future__ import annotations

import io
import sqlite3

import pytest

from tinynet.cli import complete
from tinynet.cli.env import Env

COFFEE = {
    "id": 1, "kind": "coffee", "people": ["caroline-o"], "names": ["Caroline Øvergård"],
    "made_on": "2026-03-01", "age_days": 0, "by": None, "note": None, "said_by": None,
}  # fmt: skip


def table(tinynet):
    connection = sqlite3.connect(tinynet.path)
    plans = connection.execute("SELECT * FROM plan ORDER BY id").fetchall()
    plans += connection.execute("SELECT * FROM plan_person ORDER BY 1, 2").fetchall()
    connection.close()
    return plans


def states(tinynet, line="plans --all"):
    return {plan["id"]: plan["state"] for plan in tinynet.ok(f"{line} --json").json["plans"]}


def test_a_plan_is_kept_and_says_what_ends_it(network):
    assert network.ok("plan coffee caroline --dry-run", human=True).out == (
        "Planned: coffee with Caroline Øvergård.\n"
        "done when you log it: tinynet log coffee caroline-o\n"
    )
    assert network.ok("plan coffee caroline --json").json == {
        "schema": 1,
        **COFFEE,
        "refreshed": False,
    }
    line = "plan dinner caroline anne --by 'next friday' --note 'the canal' --said them"
    assert network.ok(line, human=True).out == (
        "Planned: dinner with Anne and Caroline Øvergård, by Fri 6 Mar, they said so.\n"
        "done when you log it: tinynet log dinner anne caroline-o\n"
    )
    assert network.ok("plan call bob").out == "3\tcall\tbob-m\t2026-03-01\t\n"


def test_the_same_plan_again_refreshes_it_and_an_empty_value_takes_one_away(network):
    network.ok("plan coffee caroline --by 2026-12-01 --said me")
    network.at("2026-08-01")
    assert network.ok(
        "plan coffee caroline --note 'her stall' --by '' --dry-run", human=True
    ).out == (
        "Planned already, for 5 months: coffee with Caroline Øvergård, you said so.\n"
        "done when you log it: tinynet log coffee caroline-o\n"
    )
    done = network.ok("plan coffee caroline --note 'her stall' --by '' --json").json
    assert done == {
        "schema": 1,
        **COFFEE,
        "age_days": 153,
        "note": "her stall",
        "said_by": "me",
        "refreshed": True,
    }
    # Another kind or other people make another plan.
    network.ok("plan walk caroline")
    assert network.ok("plan coffee caroline anne --json").json["refreshed"] is False
    assert network.ok("plan coffee anne caroline --json").json["id"] == 3


DONE = "that was the coffee you planned 5 months ago"
LEFT = "still open: the coffee you planned 5 months ago; tinynet plan --done 1"


@pytest.mark.parametrize(
    ("logged", "said"),
    [
        ("log coffee caroline", DONE),
        ("log coffee caroline anne", DONE),
        ("log coffee caroline --on 2026-03-01", DONE),
        ("log lunch caroline", LEFT),
        ("log call caroline anne", LEFT),
        ("log coffee anne", None),
        ("log coffee caroline --attempt", None),
        ("log coffee caroline --on 2026-02-28", None),
    ],
)
def test_a_log_of_the_kind_fulfils_a_plan_and_another_kind_only_mentions_it(network, logged, said):
    network.ok("plan coffee caroline")
    network.at("2026-08-01")
    out = network.ok(logged, human=True).out
    told = [line for line in out.splitlines() if "planned" in line]
    assert told == ([f"  {said}"] if said else [])
    assert states(network) == {1: "done" if said == DONE else "open"}


def test_everybody_in_a_plan_must_have_been_there(network):
    network.ok("plan dinner anne caroline")
    assert network.ok("log dinner anne bob --json").json["fulfilled"] == []
    assert network.ok("log dinner bob caroline anne --json").json["fulfilled"] == [
        {"id": 1, "kind": "dinner", "made_on": "2026-03-01", "interaction": 7}
    ]


def test_a_log_fulfils_one_plan_for_each_person_at_most(network):
    network.ok("plan coffee anne")
    network.ok("plan coffee bob")
    network.ok("plan coffee anne caroline")
    network.ok("plan walk anne")
    done = network.ok("log coffee anne bob --json").json
    assert [plan["id"] for plan in done["fulfilled"]] == [1, 2]
    assert [plan["id"] for plan in done["left_open"]] == [4]
    assert states(network) == {1: "done", 2: "done", 3: "open", 4: "open"}
    done = network.ok("log visit anne --json").json
    assert ([p["id"] for p in done["fulfilled"]], [p["id"] for p in done["left_open"]]) == ([], [4])


def test_of_several_plans_the_nearest_is_fulfilled(network):
    network.ok("plan coffee anne --by 2026-06-01")
    network.ok("plan coffee anne bob --by 2026-03-20")
    network.at("2026-03-18").ok("log coffee anne bob")
    assert states(network) == {1: "open", 2: "done"}


def test_a_plan_is_done_by_its_number_or_by_the_person_too(network):
    network.ok("plan coffee caroline")
    network.ok("plan walk bob")
    assert network.at("2026-03-03").ok("plan --done 1", human=True).out == (
        "Done: coffee with Caroline Øvergård, planned 2 days ago.\n"
    )
    assert network.ok("plan --done bob").out == "2\twalk\tbob-m\t2026-03-01\t\n"
    plans = network.ok("plans --all --json").json["plans"]
    assert [plan["done_on"] for plan in plans] == ["2026-03-03", "2026-03-03"]
    network.ok("undo 2")
    assert states(network) == {1: "open", 2: "open"}


def test_a_plan_on_the_phone_wants_its_own_kind(network):
    network.ok("plan call bob")
    network.ok("log coffee bob")
    network.ok("log video bob")
    assert states(network) == {1: "open"}
    network.ok("log call bob")
    assert states(network) == {1: "done"}


@pytest.mark.parametrize("logged", ["log coffee caroline", "log coffee caroline anne --add"])
def test_undo_and_redo_move_the_plan_along(network, logged):
    network.ok("plan coffee caroline")
    before = table(network)
    network.ok(logged)
    after = table(network)
    assert before != after
    network.ok("undo")
    assert table(network) == before
    network.ok("redo")
    assert table(network) == after


def test_unlog_opens_the_plan_again(network):
    network.ok("plan coffee caroline")
    before = table(network)
    network.ok("log coffee caroline")
    assert network.ok("unlog 6", human=True).out.splitlines()[1] == (
        "The coffee you planned today is open again."
    )
    assert table(network) == before
    network.ok("undo")
    assert states(network) == {1: "done"}


def test_amend_takes_a_plan_back_and_fulfils_another(network):
    network.ok("plan coffee caroline")
    network.ok("plan call bob")
    network.ok("log coffee caroline")
    done = network.ok("amend 6 --kind call --with bob --json").json
    assert ([p["id"] for p in done["fulfilled"]], [p["id"] for p in done["reopened"]]) == ([2], [1])
    shown = network.ok("amend 6 --attempt", human=True).out
    assert shown.splitlines()[-1] == "  open again: the call you planned today"
    assert states(network) == {1: "open", 2: "open"}


def test_a_correction_of_the_note_fulfils_no_plan_made_since(network):
    network.ok("log coffee caroline")
    network.ok("plan dinner caroline")
    assert network.ok("amend 6 --note rain --json").json["fulfilled"] == []


def test_a_batch_fulfils_plans_with_the_earliest_contact(network):
    network.ok("plan coffee anne")
    network.ok("plan dinner anne bob")
    network.at("2026-03-09")
    lines = "coffee\tanne\t2026-03-08\ncoffee\tanne\t2026-03-05\ndinner\tanne,bob\t2026-03-07\n"
    done = network.ok("log --batch - --json", stdin=lines).json
    assert [(plan["id"], plan["interaction"]) for plan in done["fulfilled"]] == [(1, 7), (2, 8)]
    network.ok("undo")
    assert network.ok("log --batch -", stdin=lines, human=True).out == (
        "3 contacts logged\n2 plans are done by that\n"
    )


def test_a_dry_run_changes_no_plan(network):
    network.ok("plan coffee caroline")
    network.ok("log coffee caroline --dry-run")
    network.ok("plan walk caroline --dry-run")
    assert states(network) == {1: "open"}


def test_a_plan_is_dropped_by_its_number_or_by_the_person(network):
    network.ok("plan coffee caroline")
    network.ok("plan walk caroline")
    network.ok("plan call bob --by 2026-03-20")
    network.at("2026-04-20")
    assert network.ok("plan --drop '#1' --dry-run", human=True).out == (
        "Let go: coffee with Caroline Øvergård, planned 7 weeks ago.\n"
    )
    dropped = network.ok("plan --drop '#1' --json").json
    assert dropped == {
        "schema": 1,
        **COFFEE,
        "age_days": 50,
        "dropped": True,
    }
    assert network.ok("plan --drop caro").out == "2\twalk\tcaroline-o\t2026-03-01\t\n"
    assert states(network) == {1: "dropped", 2: "dropped", 3: "stale"}
    network.ok("undo 2")
    assert states(network) == {1: "open", 2: "open", 3: "stale"}


REFUSED = [
    ("plan", 2, "Plan what, with whom?\nFor example"),
    ("plan coffee", 2, "Plan what, with whom?\nFor example"),
    ("plan coffee me", 2, "A plan is with somebody else; you are in it anyway.\nName only the"),
    ("plan coffee Myself anne", 2, "A plan is with somebody else; you are in it anyway."),
    ("plan coffee anne bob anne", 2, "Anne is named twice.\nName everybody once."),
    ("plan coffee nobody-here", 4, 'There is nobody called "nobody-here".'),
    ("plan tango anne", 2, 'There is no kind of contact called "tango".'),
    ("plan coffee anne --by yesterday", 2, '"yesterday" is already over: Sat 28 Feb.'),
    (
        "plan coffee anne --by may",
        2,
        '"may" is a whole month, not a day.\nWrite the day, as in "12 may"',
    ),
    ("plan coffee anne --said bob", 2, '--said cannot be "bob".\nIt is one of me, them.'),
    ("plan coffee anne --drop 1", 2, "--drop takes no more than the plan."),
    ("plan --drop 1 --done 1", 2, "--drop takes no more than the plan."),
    (
        "plan --done caro",
        1,
        "Caroline Øvergård is in 2 open plans: #1 (coffee) and #2 (walk).\n"
        "Say which by its number: tinynet plan --done 1\n",
    ),
    ("plan --drop 9", 1, "There is no plan #9.\nSee the numbers: tinynet plans"),
    ("plan --drop 99999999999999999999", 1, "There is no plan #99999999999999999999.\nSee the"),
    ("plan --done n1", 1, "There is no plan n1.\nSee the numbers: tinynet plans"),
    ("plan --drop bob", 1, "There is no open plan with Bob Marsh.\nSee the open ones: tinynet"),
    ("plan --drop caro", 1, "Caroline Øvergård is in 2 open plans: #1 (coffee) and #2 (walk)."),
    ("plan --drop 3", 1, "Plan #3 was dropped on 2026-03-01.\nSee the open ones: tinynet plans"),
    ("plan --drop 4", 1, "Plan #4 was done on 2026-03-01."),
]


def test_wrong_input_is_refused_in_a_sentence(network):
    network.ok("kinds add sauna")
    for line in ("plan coffee caro", "plan walk caro", "plan call bob", "plan sauna anne"):
        network.ok(line)
    network.ok("plan --drop 3")
    network.ok("log sauna anne")
    before = table(network)
    for line, code, told in REFUSED:
        result = network(line)
        assert (result.code, result.out) == (code, ""), line
        assert result.err.startswith(f"tinynet: {told}"), (line, result.err)
    assert table(network) == before


def test_a_kind_that_is_planned_stays(network):
    network.ok("kinds add sauna")
    network.ok("plan sauna anne")
    result = network("kinds remove sauna")
    assert (result.code, result.err) == (
        1, "tinynet: sauna is in a plan, so it stays.\nSee them: tinynet plans --all\n",
    )  # fmt: skip


def test_somebody_whose_handle_is_me_is_no_trick(tinynet):
    tinynet.ok("add 'Me Lin' --handle me")
    assert tinynet.ok("plan coffee me --json").json["people"] == ["me"]


def test_a_plan_ends_with_the_only_one_it_was_with(network):
    network.ok("plan coffee caroline")
    network.ok("plan dinner caroline anne")
    network.ok("remove caroline --yes")
    assert [(plan["id"], plan["people"]) for plan in network.ok("plans --json").json["plans"]] == [
        (2, ["anne"])
    ]


def test_a_stale_plan_that_is_said_again_is_not_asked_about(network):
    network.ok("plan coffee caroline")
    network.at("2026-09-01")
    assert states(network, "plans") == {1: "stale"}
    network.ok("plan coffee caroline")
    assert states(network, "plans") == {1: "open"}


def test_a_tab_completes_people_and_sides(network):
    def offered(*words):
        out = io.StringIO()
        complete.run(Env(network.environ, stdout=out), ["zsh", *words])
        return out.getvalue().split("\n")[0]

    assert offered("plan", "coffee", "caro") == "caroline-o\tCaroline Øvergård"
    assert offered("plan", "--drop", "caro") == "caroline-o\tCaroline Øvergård"
    assert offered("plans", "caro") == "caroline-o\tCaroline Øvergård"
    assert offered("plan", "coffee", "anne", "--said", "th") == "them"
    assert offered("favour", "ga") == "gave"
    assert offered("favour", "gave", "bo") == "bob-m\tBob Marsh"


@pytest.mark.parametrize("word", ["done", "drop"])
def test_an_end_without_its_dashes_is_answered_with_the_line_that_works(network, word):
    network.ok("plan coffee caroline")
    error = network(f"plan {word} caroline --json").error
    assert (error["code"], error["remedy"]) == (
        "unknown_kind", f"Write: tinynet plan --{word} caroline",
    )  # fmt: skip
    network.ok(f"plan --{word} caroline")
