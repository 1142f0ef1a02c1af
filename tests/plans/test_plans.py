"""tinynet plans, and where plans show up: due, upcoming, show, the day's summary."""

from __future__ import annotations

import io

import pytest
from command_line import Terminal

from tinynet.cli import boundary
from tinynet.cli.env import Env
from tinynet.output.text import width

DINNER = {
    "id": 2, "kind": "dinner", "people": ["anne", "caroline-o"],
    "names": ["Anne", "Caroline Øvergård"], "made_on": "2026-03-01", "age_days": 0,
    "by": "2026-03-06", "note": "the canal", "said_by": "them",
}  # fmt: skip
COFFEE = {
    "id": 1, "kind": "coffee", "people": ["caroline-o"], "names": ["Caroline Øvergård"],
    "made_on": "2025-10-01", "age_days": 151, "by": None, "note": None, "said_by": None,
}  # fmt: skip
OPEN = {"state": "open", "done_on": None, "interaction_id": None, "dropped_on": None}


@pytest.fixture
def planning(network):
    """Coffee with Caroline meant since October, dinner with her and Anne by Friday."""
    network.at("2025-10-01").ok("plan coffee caroline")
    network.at("2026-03-01").ok("plan dinner anne caro --by 'next friday' --note 'the canal'")
    network.ok("plan dinner anne caro --said them")
    return network


def on_terminal(tinynet, line, typed):
    """A command line with somebody at a terminal; what they see on stdout and stderr."""
    stdin, out, err = Terminal(typed), io.StringIO(), Terminal()
    words = [*line.split(), "--format", "human"]
    env = Env(tinynet.environ, words, stdin=stdin, stdout=out, stderr=err)
    assert boundary.run(env, words) == 0
    return out.getvalue(), err.getvalue()


@pytest.fixture
def terminal(monkeypatch):
    monkeypatch.setattr("tinynet.cli.env.is_terminal", lambda stream: isinstance(stream, Terminal))


def test_what_has_a_day_comes_first_then_the_longest_meant(planning):
    planning.ok("plan walk bob")
    walk = {
        **COFFEE, "id": 3, "kind": "walk", "people": ["bob-m"], "names": ["Bob Marsh"],
        "made_on": "2026-03-01", "age_days": 0,
    }  # fmt: skip
    assert planning.ok("plans --json").json == {
        "schema": 1, "today": "2026-03-01", "of": None, "kept": 0, "dropped": 0,
        "plans": [DINNER | OPEN, COFFEE | OPEN, walk | OPEN],
    }  # fmt: skip
    assert planning.ok("plans bob --json").json == {
        "schema": 1, "today": "2026-03-01", "of": {"handle": "bob-m", "name": "Bob Marsh"},
        "kept": 0, "dropped": 0, "plans": [walk | OPEN],
    }  # fmt: skip


def test_the_screen_shows_their_age_and_what_to_type(planning):
    assert planning.ok("plans", human=True).out == (
        "dinner    Anne and Caroline Øvergård  since today, by Fri 6 Mar"
        "  the canal · they said so  #2\n"
        "coffee    Caroline Øvergård           for 5 months             "
        "                            #1\n"
        "\n"
        "tinynet log dinner anne caroline-o · plan --drop 2\n"
    )


def test_all_of_them_with_what_became_of_them(planning):
    planning.ok("log coffee caro")
    planning.ok("plan --drop 2")
    planning.ok("plan walk bob")
    found = planning.ok("plans --all --json").json["plans"]
    ended = {plan["id"]: {key: plan[key] for key in OPEN} for plan in found}
    assert ended == {
        3: OPEN,
        1: {"state": "done", "done_on": "2026-03-01", "interaction_id": 6, "dropped_on": None},
        2: {"state": "dropped", "done_on": None, "interaction_id": None,
            "dropped_on": "2026-03-01"},
    }  # fmt: skip
    assert planning.ok("plans --all --plain").out == (
        "3\twalk\tbob-m\t2026-03-01\t\topen\t\n"
        "2\tdinner\tanne,caroline-o\t2026-03-01\t2026-03-06\tdropped\tthe canal\n"
        "1\tcoffee\tcaroline-o\t2025-10-01\t\tdone\t\n"
    )
    shown = planning.ok("plans caro --all", human=True).out.splitlines()
    assert [line.split()[0] for line in shown if line[:1].isalpha()] == ["dinner", "coffee"]
    assert "done today" in shown[1]
    assert "tinynet log" not in "".join(shown)


def test_a_stale_plan_says_how_to_let_it_go_where_nobody_can_be_asked(planning):
    planning.at("2026-04-05")
    assert planning.ok("plans", human=True).out.splitlines()[-1] == (
        "1 has waited long; tinynet plan --drop 1 lets it go"
    )
    states = [plan["state"] for plan in planning.ok("plans --json").json["plans"]]
    assert states == ["open", "stale"]  # the coffee, after 186 days
    assert ", stale  " in planning.ok("plans", human=True).out
    planning.ok("config set plan.stale 1y")
    assert "stale" not in planning.ok("plans").out
    planning.at("2026-04-06")  # more than a month after the day of the dinner
    states = [plan["state"] for plan in planning.ok("plans --json").json["plans"]]
    assert states == ["stale", "open"]


@pytest.mark.usefixtures("terminal")
def test_stale_plans_are_offered_once_to_be_dropped(planning):
    planning.ok("plan walk bob --by 2026-03-10")
    planning.at("2026-04-20")
    out, err = on_terminal(planning, "plans", "what?\n\nd\nq\n")
    assert err == (
        "dinner with Anne and Caroline Øvergård, planned 7 weeks ago, by Fri 6 Mar\n"
        "[K]eep, [d]rop, [q]uit? [K]eep, [d]rop, [q]uit? "
        "walk with Bob Marsh, planned 7 weeks ago, by Tue 10 Mar\n"
        "[K]eep, [d]rop, [q]uit? "
        "coffee with Caroline Øvergård, planned 7 months ago\n"
        "[K]eep, [d]rop, [q]uit? "
    )
    assert out.splitlines()[0] == "1 kept, 1 dropped (tinynet undo takes that back)."
    states = {p["id"]: p["state"] for p in planning.ok("plans --all --json").json["plans"]}
    assert states == {1: "stale", 2: "open", 3: "dropped"}
    # Only what was left is asked about again; with the end of the input nothing is changed.
    _, err = on_terminal(planning, "plans", "")
    assert err == "coffee with Caroline Øvergård, planned 7 months ago\n[K]eep, [d]rop, [q]uit? \n"
    planning.ok("undo")
    states = {p["id"]: p["state"] for p in planning.ok("plans --all --json").json["plans"]}
    assert states == {1: "stale", 2: "stale", 3: "stale"}


@pytest.mark.usefixtures("terminal")
@pytest.mark.parametrize("line", ["plans --yes", "plans --dry-run"])
def test_no_questions_are_asked_with_questions_off(planning, line):
    planning.at("2026-09-20")
    out, err = on_terminal(planning, line, "")
    assert err == ""
    assert "2 have waited long" in out


def test_nothing_planned_says_how_to_begin(network):
    assert network.ok("plans", human=True).out == (
        "Nothing is planned. tinynet plan coffee anne keeps what you mean to do.\n"
    )
    assert network.ok("plans bob", human=True).out == (
        "Nothing is planned with Bob Marsh. tinynet plan coffee bob-m keeps what you mean to do.\n"
    )
    assert network.ok("plans").out == ""
    assert network("plans nobody-here").code == 4


def test_due_shows_plans_for_this_week_and_with_somebody_who_is_due(planning):
    planning.ok("plan walk bob")
    found = planning.ok("due --json").json
    walk = {
        **COFFEE, "id": 3, "kind": "walk", "people": ["bob-m"], "names": ["Bob Marsh"],
        "made_on": "2026-03-01", "age_days": 0,
    }  # fmt: skip
    assert [person["handle"] for person in found["due"]] == ["bob-m"]
    assert found["plans"] == [DINNER, walk]
    assert planning.ok("due", human=True).out == (
        "Bob Marsh  bob-m  due  9 months ago, circle says 6 months  depth 1.4  warmth 0.24\n"
        "Wed 4 Mar  Anne: birthday (46)\n"
        "plan  dinner with Anne and Caroline Øvergård, since today, by Fri 6 Mar: the canal\n"
        "plan  walk with Bob Marsh, since today\n"
        "\n"
        "tinynet log call bob-m · snooze bob-m 1w · why bob-m\n"
    )


@pytest.mark.parametrize(
    ("today", "line", "ids"),
    [
        ("2026-02-26", "due --limit 1", []),  # Friday is 8 days ahead
        ("2026-02-26", "due --limit 1 --within 8d", [2]),
        ("2026-02-27", "due --limit 1", [2]),
        ("2026-04-05", "due --circle friends", [2]),
        ("2026-04-06", "due --circle friends", []),  # a month after its day it is stale
    ],
)
def test_due_shows_a_plan_until_a_month_after_its_day(planning, today, line, ids):
    found = planning.at(today).ok(f"{line} --json").json["plans"]
    assert [plan["id"] for plan in found] == ids


def test_who_is_archived_ends_the_reminder_but_not_the_plan(planning):
    planning.ok("archive caro")
    assert planning.ok("due --json").json["plans"] == []
    assert planning.ok("upcoming --json").json["plans"] == []
    assert len(planning.ok("plans --json").json["plans"]) == 2


def test_a_wall_of_plans_is_cut(network):
    for kind in ("coffee", "lunch", "dinner", "walk", "visit", "call", "letter"):
        network.ok(f"plan {kind} bob")
    shown = network.ok("due", human=True).out.splitlines()
    assert [line for line in shown if line.startswith("plan")][-1] == (
        "plan  visit with Bob Marsh, since today"
    )
    assert "      and 2 other plans (tinynet plans)" in shown


def test_the_summary_of_the_day_shows_them_too(planning):
    planning.ok("plan walk bob")
    shown = planning.ok([], human=True).out.splitlines()
    assert [line for line in shown if line.startswith("plan")] == [
        "plan  dinner with Anne and Caroline Øvergård, since today, by Fri 6 Mar: the canal",
        "plan  walk with Bob Marsh, since today",
    ]


def test_upcoming_has_plans_by_their_day(planning):
    assert planning.ok("upcoming --within 1w --json").json["plans"] == [DINNER]
    assert planning.ok("upcoming --within 1w").out.splitlines()[1] == (
        "anne,caroline-o\t2026-03-06\tplan dinner\tAnne, Caroline Øvergård\t"
    )
    assert planning.ok("upcoming --within 1w", human=True).out.splitlines()[1] == (
        "Fri 6 Mar  Anne and Caroline Øvergård  anne caroline-o  dinner, planned today"
    )
    assert planning.ok("upcoming --within 4d --json").json["plans"] == []
    assert planning.at("2026-03-07").ok("upcoming --json").json["plans"] == []


def test_show_has_the_open_plans(planning):
    planning.ok("plan walk caro")
    planning.ok("plan --drop 3")
    assert planning.ok("show caro --json").json["plans"] == [DINNER, COFFEE]
    shown = planning.ok("show caro", human=True).out.splitlines()
    assert [line for line in shown if line.startswith("plan")] == [
        "plan       dinner with Anne too, since today, by Fri 6 Mar  the canal",
        "plan       coffee, for 5 months",
    ]
    assert "caroline-o\tplan\tcoffee\n" in planning.ok("show caro").out


def test_long_and_odd_names_stay_on_the_screen(tinynet):
    tinynet.environ["COLUMNS"] = "60"
    tinynet.ok(["add", "Maximiliana " * 16 + "Long"])
    tinynet.ok("add '👩‍🚀 Ada'")
    tinynet.ok(["plan", "coffee", "maxim", "ada", "--note", "many words " * 40])
    tinynet.at("2026-09-01")
    for line in ("plans", "due", "show ada", "upcoming"):
        for shown in tinynet.ok(line, human=True).out.splitlines():
            assert width(shown) <= 60 or shown.startswith("tinynet "), (line, shown)


def test_long_names_leave_room_for_the_day_of_a_plan(tinynet):
    tinynet.ok(["add", f"Maximiliana {'von Hohenlohe ' * 5}", "--handle", "max"])
    tinynet.ok("plan coffee max --by '3 march' --note 'at last'")
    tinynet.environ["COLUMNS"] = "60"
    (line,) = [one for one in tinynet.ok("due", human=True).out.splitlines() if "plan  " in one]
    assert line == "plan  coffee with Maximiliana vo…, since today, by Tue 3 Mar"
