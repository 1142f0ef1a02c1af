"""tinynet upcoming."""

from __future__ import annotations

import json

BIRTHDAY = {
    "handle": "anne", "name": "Anne", "what": "birthday", "on": "2026-03-04", "age": 46,
    "ideas": [],
}  # fmt: skip
ANNE = {
    "handle": "anne", "name": "Anne", "due_on": "2026-03-13", "listed_on": "2026-03-13",
    "last_on": "2026-02-20", "cadence_days": 14.0, "cadence_from": "rhythm",
    "usual_gap_days": 8.75,
}  # fmt: skip
CAROLINE = {
    "handle": "caroline-o", "name": "Caroline Øvergård", "due_on": "2026-03-15",
    "listed_on": "2026-03-15", "last_on": None, "cadence_days": 14.0, "cadence_from": "person",
    "usual_gap_days": None,
}  # fmt: skip


def test_json_has_thirty_days(network):
    assert network.ok("upcoming --json").json == {
        "schema": 1, "today": "2026-03-01", "days": 30, "dates": [BIRTHDAY],
        "due": [ANNE, CAROLINE], "plans": [], "due_before": 1,
    }  # fmt: skip


def test_plain_and_screen_go_day_by_day(network):
    assert network.ok("upcoming").out == (
        "anne\t2026-03-04\tbirthday\tAnne\t46\n"
        "anne\t2026-03-13\tdue\tAnne\t\n"
        "caroline-o\t2026-03-15\tdue\tCaroline Øvergård\t\n"
    )
    assert network.ok("upcoming", human=True).out == (
        "Wed 4 Mar   Anne               anne        birthday (46)\n"
        "Fri 13 Mar  Anne               anne        due, every 9 days\n"
        "Sun 15 Mar  Caroline Øvergård  caroline-o  due, every 2 weeks\n"
        "\n"
        "1 person is due already (tinynet due)\n"
    )


def test_birthdays_and_due_days_are_mixed_by_day(network):
    network.ok("add Dora --birthday 10-march --every never")
    days = ["2026-03-04", "2026-03-10", "2026-03-13", "2026-03-15"]
    assert [line.split("\t")[1] for line in network.ok("upcoming").out.splitlines()] == days
    shown = network.ok("upcoming", human=True).out.splitlines()[:4]
    assert [line[:10] for line in shown] == ["Wed 4 Mar ", "Tue 10 Mar", "Fri 13 Mar", "Sun 15 Mar"]


def test_a_narrow_screen_leaves_the_handles_out(network):
    network.environ["COLUMNS"] = "60"
    assert network.ok("upcoming", human=True).out.splitlines()[:3] == [
        "Wed 4 Mar   Anne               birthday (46)",
        "Fri 13 Mar  Anne               due, every 9 days",
        "Sun 15 Mar  Caroline Øvergård  due, every 2 weeks",
    ]


def test_within_ends_the_list_with_its_last_day(network):
    assert network.ok("upcoming --within 12d --json").json["due"] == [ANNE]
    assert network.ok("upcoming --within 11d --json").json["due"] == []


def test_who_falls_due_today_is_in_it_and_who_did_yesterday_is_not(network):
    network.at("2026-03-13")
    assert network.ok("upcoming --within 1d --json").json["due"] == [ANNE]
    network.at("2026-03-14")
    found = network.ok("upcoming --within 1d --json").json
    assert (found["due"], found["due_before"]) == ([CAROLINE], 2)


def test_a_snooze_ends_on_its_day_and_the_archived_are_left_out(network):
    network.ok("snooze bob 2d")
    network.ok("archive anne")
    found = network.ok("upcoming --json").json
    assert [(p["handle"], p["due_on"], p["listed_on"]) for p in found["due"]] == [
        ("bob-m", "2025-11-30", "2026-03-03"),
        ("caroline-o", "2026-03-15", "2026-03-15"),
    ]
    assert (found["dates"], found["due_before"]) == ([], 0)
    assert network.ok("upcoming", human=True).out.splitlines()[0] == (
        "Tue 3 Mar   Bob Marsh          bob-m       back on your list, due, every 6 months"
    )


def test_nothing_is_coming(tinynet):
    assert tinynet.ok("upcoming --within 2w").out == ""
    assert tinynet.ok("upcoming --within 2w", human=True).out == (
        "Nothing is coming up to Sun 15 Mar.\n"
    )


def test_a_number_alone_is_refused(network):
    result = network("upcoming --within 3")
    assert (result.code, result.out, result.err) == (
        2,
        "",
        'tinynet: "3" could be days, weeks or months.\nWrite 3d or 3w or 3m.\n',
    )


def test_lines_and_tables_have_a_record_for_each_thing_that_is_coming(network):
    network.ok("plan sauna anne bob --by 2026-03-10")
    records = [json.loads(line) for line in network.ok("upcoming --nl").out.splitlines()]
    assert records == [
        {"on": "2026-03-04", "what": "birthday", "people": ["anne"], "names": ["Anne"], "age": 46},
        {"on": "2026-03-10", "what": "plan other", "people": ["anne", "bob-m"],
         "names": ["Anne", "Bob Marsh"], "age": None},
        {"on": "2026-03-13", "what": "due", "people": ["anne"], "names": ["Anne"], "age": None},
        {"on": "2026-03-15", "what": "due", "people": ["caroline-o"],
         "names": ["Caroline Øvergård"], "age": None},
    ]  # fmt: skip
    assert network.ok("upcoming -f csv").out == (
        "on,what,people,names,age\n"
        "2026-03-04,birthday,anne,Anne,46\n"
        '2026-03-10,plan other,"anne,bob-m","Anne,Bob Marsh",\n'
        "2026-03-13,due,anne,Anne,\n"
        "2026-03-15,due,caroline-o,Caroline Øvergård,\n"
    )


def test_lines_and_tables_of_nothing_are_empty(tinynet):
    assert tinynet.ok("upcoming --nl").out == ""
    assert tinynet.ok("upcoming -f csv").out == "on,what,people,names,age\n"
