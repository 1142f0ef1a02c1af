"""tinynet stats: the numbers of all time."""

from __future__ import annotations

from command_line import Tinynet

SCREEN = """\
Your friends since Sun 1 Jun 2025

people       4 people, 2 seen, 1 in a circle, 1 put away
contacts     5: 4 in person, 1 remote; 7 hours
years        2025 ▃█ 2026
reached out  you 1 time, they 0
places       The Red Lion (1)

coffee       ████████████████████████  3
call         ████████                  1
dinner       ████████                  1

The longest
Bob Marsh  since 1 June 2025      9 months ago
Anne       since 30 January 2026  2 weeks ago
"""


def grown(network: Tinynet) -> Tinynet:
    network.ok("undo")  # the dinner
    network.ok("unlog 4")
    network.ok("log dinner bob --on 2025-06-01 --for 4h --at 'The Red Lion'")
    network.ok("log call anne --by me --on 2026-02-10")
    network.ok("log call anne --attempt --on 2026-02-28")
    network.ok("add Dora")
    network.ok("archive dora")
    return network


def test_the_page_of_all_time(network: Tinynet) -> None:
    assert grown(network).ok("stats", human=True).out == SCREEN


def test_the_document_and_the_lines(network: Tinynet) -> None:
    grown(network)
    assert network.ok("stats --json").json == {
        "schema": 1,
        "today": "2026-03-01",
        "log_begins": "2025-06-01",
        "people": 4,
        "archived": 1,
        "in_circles": 1,
        "seen": 2,
        "contacts": 5,
        "hours": 7.0,
        "in_person": 4,
        "remote": 1,
        "kinds": [
            {"kind": "coffee", "in_person": True, "contacts": 3},
            {"kind": "call", "in_person": False, "contacts": 1},
            {"kind": "dinner", "in_person": True, "contacts": 1},
        ],
        "by_me": 1,
        "by_them": 0,
        "attempts": 1,
        "years": [
            {"year": 2025, "contacts": 1, "in_person": 1},
            {"year": 2026, "contacts": 4, "in_person": 3},
        ],
        "places": [{"place": "The Red Lion", "times": 1}],
        "longest": [
            {"handle": "bob-m", "name": "Bob Marsh", "since": "2025-06-01",
             "last_on": "2025-06-01"},
            {"handle": "anne", "name": "Anne", "since": "2026-01-30", "last_on": "2026-02-13"},
        ],
        "marks": [
            {"mark": 200, "what": "close friend", "people": 0},
            {"mark": 90, "what": "friend", "people": 0},
            {"mark": 50, "what": "casual friend", "people": 0},
        ],
        "evenings": {"count": 0, "cost": None, "drained": 0, "met": 0, "again": 0},
    }  # fmt: skip
    assert network.ok("stats").out == (
        "people\t4\nseen\t2\ncontacts\t5\nin_person\t4\nremote\t1\nhours\t7.00\nby_me\t1\nby_them\t0\n"
    )


def test_marks_of_hours_are_shown_and_hidden_with_the_scores(network: Tinynet) -> None:
    for day in range(10, 13):
        network.ok(f"log visit bob --on 2026-01-{day} --for 20h")
    line = "hours        1 person past 50 (casual friend)\n"
    assert line in network.ok("stats", human=True).out
    network.ok("config set scores false")
    assert line not in network.ok("stats", human=True).out


def test_the_first_day_is_a_graceful_page(tinynet: Tinynet) -> None:
    nobody = 'There is nobody yet. Begin with tinynet add "Anne Baker"\n'
    assert tinynet.ok("stats", human=True).out == nobody
    assert tinynet.ok("stats --json").json["kinds"] == []
    tinynet.ok("add Anne")
    assert tinynet.ok("stats", human=True).out == (
        "Your friends\n\npeople       1 person\n\ntinynet log coffee WHO keeps the first contact.\n"
    )
