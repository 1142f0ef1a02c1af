"""Wellbeing: a fresh start after an absence, due --spread, and days off."""

from __future__ import annotations

import pytest
from command_line import Result, Tinynet

from tinynet.cli import boundary
from tinynet.cli.env import Env

GREETING = """\
It has been a while. A fresh start, with these:

Friend a  friend-a  not yet  no contact yet, you chose weekly
Friend b  friend-b  not yet  no contact yet, you chose weekly
2 others piled up: tinynet due --spread puts them over the next weeks

tinynet log call friend-a · snooze friend-a 1w · why friend-a
"""
DAY_OFF = "A day off: nobody needs to hear from you today (tinynet due --all)\n"


@pytest.fixture
def four(tinynet: Tinynet) -> Tinynet:
    """Four people since New Year's Day, all due weekly, two a day."""
    tinynet.at("2026-01-01")
    tinynet.ok("config set due.limit 2")
    for letter in "abcd":
        tinynet.ok(["add", f"Friend {letter}", "--every", "7d", "--handle", f"friend-{letter}"])
    tinynet.environ["COLUMNS"] = "80"
    return tinynet


def alone(tinynet: Tinynet) -> str:
    import io

    out = io.StringIO()
    env = Env(tinynet.environ, stdin=io.StringIO(), stdout=out, stderr=io.StringIO())
    env.format = "human"
    assert boundary.run(env, []) == 0
    return out.getvalue()


def handles(tinynet: Tinynet) -> list[str]:
    return [person["handle"] for person in tinynet.ok("due --json").json["due"]]


def test_two_weeks_without_a_word_are_met_with_a_fresh_start(four: Tinynet) -> None:
    assert four.at("2026-01-15").ok("due", human=True).out == GREETING
    assert four.ok("due --json").json["away_days"] == 14
    assert alone(four).splitlines()[2] == "It has been a while. A fresh start, with these:"
    assert "\n2 others piled up: tinynet due --spread puts" in alone(four)


def test_nobody_is_greeted_who_wrote_lately_or_has_no_pile(four: Tinynet) -> None:
    four.at("2026-01-14")
    assert four.ok("due --json").json["away_days"] is None
    assert "and 2 others can wait (tinynet due --all)\n" in four.ok("due", human=True).out
    four.at("2026-01-15")
    for line in ("due --all", "due --limit 4"):
        assert "It has been a while" not in four.ok(line, human=True).out
    four.ok("note friend-a hello")
    assert "It has been a while" not in four.ok("due", human=True).out


def test_a_spread_keeps_the_first_few_and_gives_the_others_a_day_each(four: Tinynet) -> None:
    four.at("2026-01-15")  # a Thursday
    assert four.ok("due --spread 1w --dry-run", human=True).out == (
        "2 people come back from tomorrow to Mon 19 Jan, 1 a day; 2 people are due today.\n"
    )
    assert four.ok("due --spread 1w --json").json == {
        "schema": 1,
        "total": 4,
        "spread": [
            {"handle": "friend-c", "name": "Friend c", "snoozed_until": "2026-01-16"},
            {"handle": "friend-d", "name": "Friend d", "snoozed_until": "2026-01-19"},
        ],
    }
    assert handles(four) == ["friend-a", "friend-b"]
    assert "friend-c" in four.at("2026-01-16").ok("due --all").out
    assert "friend-d" not in four.ok("due --all").out
    assert "friend-d" in four.at("2026-01-19").ok("due --all").out


def test_one_undo_takes_a_spread_back(four: Tinynet) -> None:
    four.at("2026-01-15")
    before = four.ok("due --all").out
    assert (
        four.ok("due --spread").out
        == "friend-c\t2026-01-16\tFriend c\nfriend-d\t2026-01-30\tFriend d\n"
    )
    four.ok("undo")
    assert four.ok("due --all").out == before


def test_a_dry_run_spreads_nobody(four: Tinynet) -> None:
    four.at("2026-01-15")
    assert four("due --spread --dry-run").err == "Nothing was written: this was a --dry-run.\n"
    assert four.ok("due --count").out == "4\n"


def test_a_second_spread_finds_nothing_to_do(four: Tinynet) -> None:
    four.at("2026-01-15").ok("due --spread")
    assert four.ok("due --spread", human=True).out == (
        "Nothing has piled up: 2 people are due today.\n"
    )
    assert "due --spread" not in four.ok("undo --list").out.split("\n")[1]


def test_days_off_and_the_limit_are_kept_free(four: Tinynet) -> None:
    four.ok("config set due.days_off 'fri, sat sun'")
    spread = four.at("2026-01-16").ok("due --spread 3d --limit 1", human=True).out  # a Friday
    assert spread == (
        "4 people come back from Mon 19 Jan to Thu 22 Jan, 1 a day; nobody is due today.\n"
    )


def test_who_is_in_another_circle_is_left_alone(four: Tinynet) -> None:
    four.ok("edit friend-d --circle close")
    four.at("2026-01-15").ok("due --spread --circle close --limit 1")
    assert four.ok("due --count").out == "4\n"


def test_no_database_is_created(tinynet: Tinynet) -> None:
    shown = tinynet.ok("due --spread", human=True).out
    assert shown == "Nothing has piled up: nobody is due today.\n"
    assert not tinynet.path.exists()


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (
            "due anne",
            'due takes no "anne".\nOnly --spread goes with a duration: tinynet due --spread 4w',
        ),
        (
            "due --spread --all",
            "--spread goes with a duration, --circle and --limit only.\nLeave the rest out.",
        ),
        ("due --spread 5", '"5" could be days, weeks or months.\nWrite 5d or 5w or 5m.'),
        (
            "config set due.days_off weekend",
            'The setting due.days_off: "weekend" is not a day of the week.\n'
            'Write it like "sat sun".',
        ),
    ],
)
def test_wrong_input_is_refused(four: Tinynet, line: str, told: str) -> None:
    assert four(line) == Result(2, "", f"tinynet: {told}\n")


def test_on_a_day_off_nobody_is_due(four: Tinynet) -> None:
    four.ok("config set due.days_off 'sat sun'")
    four.at("2026-01-17")  # a Saturday
    assert four.ok("due", human=True).out == DAY_OFF
    assert four.ok("due --exit-code") == Result(0, "", "")
    assert four.ok("due --count").out == "0\n"
    assert four.ok("prompt").out == ""
    assert alone(four).startswith(f"Saturday 17 January\n\n{DAY_OFF}")
    document = four.ok("due --json").json
    assert (document["day_off"], document["total"], document["due"]) == (True, 0, [])
    assert four.ok("due --all").out.count("\n") == 4
    assert four.at("2026-01-19").ok("prompt").out == "4 due: friend-a\n"


def test_on_a_day_off_what_falls_on_it_is_reported(four: Tinynet) -> None:
    four.ok("config set due.days_off sunday")
    four.ok("add Anne --birthday 1980-01-18")
    four.ok("add Bob --birthday 1980-01-19")
    four.ok("plan coffee friend-a --by 2026-01-18")
    four.ok("plan coffee friend-b --by 2026-01-19")
    document = four.at("2026-01-18").ok("due --json").json
    assert [day["name"] for day in document["dates"]] == ["Anne"]
    assert [plan["people"] for plan in document["plans"]] == [["friend-a"]]
    shown = four.ok("due", human=True).out
    assert shown.startswith(f"{DAY_OFF}today  Anne: birthday (46)\n")


def test_lines_and_tables_have_a_record_for_each_who_was_put_off(network):
    assert network.ok("due --spread -f csv").out == "handle,name,snoozed_until\n"
    assert network.ok("due --spread --nl").out == ""
