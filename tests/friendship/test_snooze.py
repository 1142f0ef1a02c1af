from __future__ import annotations

import pytest


def due(tinynet):
    return {person["handle"] for person in tinynet.ok("due --all --json").json["due"]}


def test_a_snooze_leaves_somebody_out_until_its_day(network):
    network.at("2026-03-13")
    assert due(network) == {"anne", "bob-m"}
    assert network.ok("snooze anne 2w --dry-run", human=True).out == (
        "Anne stays out of the due list until Fri 27 Mar.\n"
    )
    result = network.ok("snooze anne 2w --json").json
    tie = result.pop("tie")
    assert (tie["handle"], tie["due_on"]) == ("anne", "2026-03-13")
    assert result == {
        "schema": 1,
        "handle": "anne",
        "name": "Anne",
        "snoozed_until": "2026-03-27",
        "was": None,
    }
    assert due(network.at("2026-03-19")) == {"bob-m", "caroline-o"}
    assert due(network.at("2026-03-27")) == {"anne", "bob-m", "caroline-o"}


def test_a_duration_may_be_several_words(network):
    shown = network.ok("snooze anne 1 month", human=True).out
    assert shown == "Anne stays out of the due list until Tue 31 Mar.\n"
    assert network.ok("snooze bob 10y").out == "bob-m\t2036-02-27\n"


def test_another_snooze_replaces_the_first(network):
    network.ok("snooze anne 2w")
    shown = network.ok("snooze anne 3d", human=True).out
    assert shown == ("Anne stays out of the due list until Wed 4 Mar.\nIt was until Sun 15 Mar.\n")
    again = network.ok("snooze anne 3d", human=True).out
    assert again == "Anne stays out of the due list until Wed 4 Mar already.\n"


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("until monday", "2026-03-02"),
        ("a week from tomorrow", "2026-03-09"),
        ("end of the month", "2026-03-31"),
        ("2026-12-24", "2026-12-24"),
        ("3m", "2026-05-31"),
    ],
)
def test_a_snooze_lasts_for_a_period_or_up_to_a_day(network, words, day):
    assert network.ok(f"snooze anne {words} --json").json["snoozed_until"] == day


def test_m_is_months_and_says_so_where_it_may_have_been_minutes(network):
    done = network.ok("snooze anne 30m")
    assert (done.out, done.err) == ("anne\t2028-08-29\n", "30m is 30 months here.\n")
    assert [network.ok(f"snooze anne {typed}").err for typed in ("6m", "30 months", "2w")] == [
        ""
    ] * 3
    done = network.ok("edit anne --every 45m --json")
    assert (done.json["every_days"], done.err) == (1369, "45m is 45 months here.\n")
    assert network.ok("edit anne --every 12m").err == ""


def test_off_ends_a_snooze(network):
    network.at("2026-03-13").ok("snooze anne 2w")
    shown = network.ok("snooze anne --off --dry-run", human=True).out
    assert shown == "Anne is no longer snoozed.\nNext due today.\n"
    result = network.ok("snooze anne --off --json").json
    assert (result["snoozed_until"], result["was"]) == (None, "2026-03-27")
    assert due(network) == {"anne", "bob-m"}


def test_off_says_when_there_was_no_snooze_or_it_is_over(network):
    assert network.ok("snooze anne --off", human=True).out == "Anne was not snoozed.\n"
    network.ok("snooze anne 3d")
    network.at("2026-03-04")
    result = network.ok("snooze anne --off --json").json
    assert result["snoozed_until"] == "2026-03-04"
    assert network.ok("snooze anne --off", human=True).out == "Anne was not snoozed.\n"


@pytest.mark.parametrize(
    ("line", "code", "message", "remedy"),
    [
        ("snooze anne", 2, "Snooze for how long?", "Give a time such as 2w, a day, or --off"),
        ("snooze anne 2w --off", 2, "Snooze for how long?",
         "Give a time such as 2w, a day, or --off"),
        ("snooze anne 11y", 2, '"11y" is longer than 10 years', "Write 10y at most"),
        ("snooze anne until monday x", 2, '"until monday x" is not a day',
         'Write it like tomorrow, "in 2 weeks", "12 nov" or 2026-03-01'),
        ("snooze anne today", 2, '"today" is today', "Give a later day, or a time such as 2w"),
        ("snooze anne sunday", 2, '"sunday" could be today or Sun 8 Mar',
         "Write 2026-03-01 or 2026-03-08"),
        ("snooze anne 2040-01-01", 2, '"2040-01-01" is more than 10 years ahead',
         "Write 10y at most"),
        ("snooze anne 3", 2, '"3" could be days, weeks or months', "Write 3d or 3w or 3m"),
        ("snooze zoe 2w", 4, 'There is nobody called "zoe"', "Add them: tinynet add zoe"),
    ],
)  # fmt: skip
def test_what_is_no_snooze_is_refused(network, line, code, message, remedy):
    result = network(f"{line} --json")
    error = result.error
    assert (result.code, error["message"], error["remedy"]) == (code, message, remedy)
