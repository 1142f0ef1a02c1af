"""tinynet sources: where friends come from."""

from __future__ import annotations

import json

import pytest
from command_line import Tinynet


@pytest.fixture
def met(network: Tinynet) -> Tinynet:
    """Six people of one dinner over two evenings, beside the usual network."""
    people = "'Dora Lane' 'Eve Moss' 'Finn Ost' 'Gail Pye' 'the tall one'"
    network.ok(f"met {people} --at 'chamber dinner' --on 2025-01-10 --cost 30 --drained")
    network.ok("met dora 'Hal Quin' --at 'Chamber Dinner' --on 2026-02-10 --cost 12.50 --lifted")
    days = ("2026-02-11", "2026-02-13", "2026-02-17", "2026-02-19", "2026-02-24")
    network.ok("log --batch -", stdin="".join(f"coffee\tdora\t{day}\n" for day in days))
    return network


def test_a_source_shows_what_became_of_the_people_met_there(met: Tinynet) -> None:
    assert met.ok("sources --json").json == {
        "schema": 1, "since": None, "anybody": True, "few": 5, "friend_depth": 3.0,
        "sources": [
            {
                "source": "chamber dinner", "what": "met", "handle": None, "met": 6, "again": 1,
                "year_ago": 5, "after_a_year": 1, "friends": 1, "hours": 19.0, "spent": 42.5,
                "evenings": 2, "drained": 1, "told": 2, "enough": True,
            },
            {
                "source": "the stall on Fridays", "what": "met", "handle": None, "met": 1,
                "again": 1, "year_ago": 0, "after_a_year": 0, "friends": 0, "hours": 4.0,
                "spent": None, "evenings": 0, "drained": 0, "told": 0, "enough": False,
            },
            {
                "source": "Anne", "what": "through", "handle": "anne", "met": 1, "again": 0,
                "year_ago": 0, "after_a_year": 0, "friends": 0, "hours": 0.0, "spent": None,
                "evenings": 0, "drained": 0, "told": 0, "enough": False,
            },
            {
                "source": None, "what": "unknown", "handle": None, "met": 1, "again": 0,
                "year_ago": 0, "after_a_year": 0, "friends": 0, "hours": 3.0, "spent": None,
                "evenings": 0, "drained": 0, "told": 0, "enough": False,
            },
        ],
    }  # fmt: skip


def test_the_screen_concludes_only_from_people_enough(met: Tinynet) -> None:
    assert met.ok("sources", human=True).out == (
        "                      met  again  after a year  friends  hours  spent  drained\n"
        "chamber dinner          6      1        1 of 5        1     19  42.50   1 of 2\n"
        "the stall on Fridays    1      1             ·        ·      4      ·        ·\n"
        "through Anne            1      ·             ·        ·      ·      ·        ·\n"
        "not known               1      ·             ·        ·      3      ·        ·\n"
        "\n"
        "Most often friends: chamber dinner, where 1 of 6 became friends.\n"
        "Too few to tell (under 5): the stall on Fridays and through Anne.\n"
    )


def test_a_call_is_no_second_meeting_but_keeps_in_touch(network: Tinynet) -> None:
    network.ok("met 'Dora Lane' --at fair --on 2024-05-04")
    network.ok("log call dora --on 2025-12-24")
    found = {one["source"]: one for one in network.ok("sources --json").json["sources"]}
    assert (found["fair"]["again"], found["fair"]["after_a_year"]) == (0, 1)
    network.ok("log coffee dora")
    found = {one["source"]: one for one in network.ok("sources --json").json["sources"]}
    assert found["fair"]["again"] == 1


def test_a_narrow_page_leaves_columns_out_before_it_cuts_a_name(met: Tinynet) -> None:
    met.environ["COLUMNS"] = "60"
    assert met.ok("sources", human=True).out.splitlines()[:2] == [
        "                      met  again  after a year  friends",
        "chamber dinner          6      1        1 of 5        1",
    ]


def test_since_a_day_only_who_was_met_since_then_counts(met: Tinynet) -> None:
    assert met.ok("sources --since 2026-02-01", human=True).out == (
        "                met  again  friends  hours  spent  drained\n"
        "through Anne      1      ·        ·      ·      ·        ·\n"
        "chamber dinner    1      ·        ·      2  12.50   0 of 1\n"
        "\n"
        "Fewer than 5 people each: too few to tell.\n"
    )
    assert met.at("2026-03-10").ok("sources --since 2026-03-09", human=True).out == (
        "You have met nobody new since yesterday.\n"
    )


def test_the_plain_and_csv_forms_have_a_line_a_source(met: Tinynet) -> None:
    assert met.ok("sources").out.splitlines()[0] == (
        "chamber dinner\tmet\t\t6\t1\t5\t1\t1\t19.00\t42.50\t2\t1\t2\tyes"
    )
    assert met.ok("sources -f csv").out.splitlines()[:2] == [
        "source,what,handle,met,again,year_ago,after_a_year,friends,hours,spent,evenings,"
        "drained,told,enough",
        "chamber dinner,met,,6,1,5,1,1,19.0,42.5,2,1,2,true",
    ]


def test_without_anybody_it_says_how_to_begin(tinynet: Tinynet) -> None:
    assert tinynet.ok("sources", human=True).out == (
        'There is nobody yet. After an evening: tinynet met "Anne Baker" --at "book club"\n'
    )
    assert tinynet.ok("sources --json").json["sources"] == []


def test_without_ways_of_meeting_it_shows_how_to_record_them(tinynet: Tinynet) -> None:
    tinynet.ok("add Bob")
    assert tinynet.ok("sources", human=True).out == (
        "           met  again  friends  hours\n"
        "not known    1      ·        ·      ·\n"
        "\n"
        'How you met is not known of anybody yet. tinynet edit anne --met "the stall" tells.\n'
    )


def test_an_evening_where_you_met_nobody_new_still_cost_something(network: Tinynet) -> None:
    network.ok("met bob --at mixer --cost 50 --drained")
    found = {one["source"]: one for one in network.ok("sources --json").json["sources"]}
    assert (found["mixer"]["met"], found["mixer"]["spent"], found["mixer"]["drained"]) == (0, 50, 1)


def test_a_name_that_would_act_on_a_terminal_does_not(tinynet: Tinynet) -> None:
    tinynet.ok(["add", "Bob", "--met", "the \x1b[31m[/b]\nstall" + " x" * 100])
    tinynet.environ["COLUMNS"] = "60"
    shown = tinynet.ok("sources", human=True).out
    assert "\x1b" not in shown
    assert max(map(len, shown.splitlines())) <= 60


def test_a_day_that_cannot_be_read_is_reported(tinynet: Tinynet) -> None:
    result = tinynet("sources --since mayday --json")
    assert (result.code, json.loads(result.err)["error"]["code"]) == (2, "bad_date")
