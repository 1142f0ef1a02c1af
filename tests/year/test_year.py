"""tinynet year: a year in friends."""

from __future__ import annotations

import csv
import io
import json

import pytest
from command_line import Result, Tinynet

SCREEN = """\
2025 in friends

             J  F  M  A  M  J  J  A  S  O  N  D
months       ▄▄ ▆▆ ██ ▁▁ ▁▁ ▆▆ ▁▁ ▁▁ ▁▁ ▆▆ ▄▄ ▁▁  most in March (3), least in April (0)
in person    ████████████████████████ 7 times, 52 hours
remote       █████████████▊ 4 times

with         3 people: Anne Baker, Dora Lane, Caroline Øvergård
new          2 people; met again: Dora Lane
deepened     Dora Lane 0.0 to 1.9, Anne Baker 1.6 to 3.5, Caroline Øvergård 0.0 to 1.3
cooling      Bob Marsh 2.8 to 2.0; glad to hear from you
hours        past 50 with Anne Baker (casual friend)
reached out  you 1 time, they 3; mostly they: Anne Baker; 1 try without an answer
evenings     1 occasion for 30.00; 2 people met there, 1 met again; 1 left you drained

circle               now  seen
inner             0 of 5
close        ▊   1 of 15     1
friends      ▎   1 of 50     0
village         0 of 150

             2025  2024
contacts       11     5   +6
in person       7     5   +2
hours          52     9  +43
people seen     3     2   +1
new             2     1   +1

tinynet year 2026
"""


@pytest.fixture
def years(tinynet: Tinynet) -> Tinynet:
    """Two years: Anne closer, Bob further away, two people met at a dinner."""
    tinynet.at("2026-01-02")
    tinynet.ok("add 'Anne Baker' --met 'the stall' --on 2019 --circle close")
    tinynet.ok("add 'Bob Marsh' --circle friends")
    lines = (
        "coffee\tanne\t2024-05-03", "coffee\tanne\t2024-06-07", "dinner\tbob\t2024-06-20\t3h",
        "walk\tbob\t2024-09-01", "dinner\tbob\t2024-11-11\t3h", "coffee\tanne\t2025-01-10",
        "coffee\tanne\t2025-02-07", "coffee\tanne\t2025-02-14", "visit\tanne\t2025-06-06\t24h",
        "visit\tanne\t2025-06-07\t22h", "call\tanne\t2025-11-01",
    )  # fmt: skip
    tinynet.ok("log --batch -", stdin="\n".join(lines))
    for day in ("01", "08", "15"):
        tinynet.ok(f"log call anne --by them --on 2025-03-{day}")
    tinynet.ok("log text bob --by me --on 2025-08-01 --attempt")
    tinynet.ok(
        "met 'Caroline Øvergård' 'Dora Lane' --at 'chamber dinner' --on 2025-10-09 --cost 30"
        " --drained"
    )
    tinynet.ok("log coffee dora --on 2025-10-20 --by me")
    tinynet.environ["COLUMNS"] = "92"
    return tinynet


def test_the_page_shows_the_year_and_compares_it_with_the_one_before(years: Tinynet) -> None:
    assert years.ok("year 2025", human=True).out == SCREEN
    assert years.ok("year", human=True).out == SCREEN  # in January the last year is meant


def test_the_document_holds_every_number(years: Tinynet) -> None:
    anne, bob, caroline, dora = (
        {"handle": handle, "name": name}
        for handle, name in (
            ("anne-b", "Anne Baker"), ("bob-m", "Bob Marsh"),
            ("caroline-o", "Caroline Øvergård"), ("dora-l", "Dora Lane"),
        )
    )  # fmt: skip
    months = {1: 1, 2: 2, 3: 3, 6: 2, 10: 2, 11: 1}
    screens = {3: 3, 11: 1}
    assert years.ok("year 2025 --json").json == {
        "schema": 1,
        "year": 2025,
        "since": "2025-01-01",
        "until": "2025-12-31",
        "log_begins": "2024-05-03",
        "anybody": True,
        "contacts": 11,
        "hours": 52.0,
        "in_person": 7,
        "remote": 4,
        "kinds": [
            {"kind": "call", "in_person": False, "contacts": 4},
            {"kind": "coffee", "in_person": True, "contacts": 4},
            {"kind": "visit", "in_person": True, "contacts": 2},
            {"kind": "event", "in_person": True, "contacts": 1},
        ],
        "by_me": 1,
        "by_them": 3,
        "attempts": 1,
        "seen": 3,
        "most_seen": [anne | {"days": 9}, dora | {"days": 2}, caroline | {"days": 1}],
        "new": [
            caroline | {"met_on": "2025-10-09", "again": False},
            dora | {"met_on": "2025-10-09", "again": True},
        ],
        "deepened": [
            dora | {"before": 0.0, "now": pytest.approx(1.920, abs=1e-3)},
            anne
            | {"before": pytest.approx(1.619, abs=1e-3), "now": pytest.approx(3.485, abs=1e-3)},
            caroline | {"before": 0.0, "now": pytest.approx(1.264, abs=1e-3)},
        ],
        "cooling": [
            bob | {"before": pytest.approx(2.756, abs=1e-3), "now": pytest.approx(1.955, abs=1e-3)}
        ],
        "marks": [anne | {"hours": 51.0, "mark": 50, "what": "casual friend"}],
        "circles": [
            {"circle": "inner", "size": 5, "people": 0, "seen": 0},
            {"circle": "close", "size": 15, "people": 1, "seen": 1},
            {"circle": "friends", "size": 50, "people": 1, "seen": 0},
            {"circle": "village", "size": 150, "people": 0, "seen": 0},
        ],
        "months": [
            {
                "month": f"2025-{month:02}",
                "contacts": months.get(month, 0),
                "in_person": months.get(month, 0) - screens.get(month, 0),
            }
            for month in range(1, 13)
        ],
        "busiest": "2025-03",
        "quietest": "2025-04",
        "reached": [
            anne | {"me": 0, "them": 3}, bob | {"me": 1, "them": 0}, dora | {"me": 1, "them": 0},
        ],
        "occasions": [
            {"name": "chamber dinner", "on": "2025-10-09", "cost": 3000, "drained": 1, "met": 2,
             "again": 1},
        ],
        "evenings": {"count": 1, "cost": 3000, "drained": 1, "met": 2, "again": 1},
        "earlier": {
            "since": "2024-01-01",
            "until": "2024-12-31",
            "contacts": 5,
            "hours": 9.0,
            "in_person": 5,
            "remote": 0,
            "kinds": [
                {"kind": "coffee", "in_person": True, "contacts": 2},
                {"kind": "dinner", "in_person": True, "contacts": 2},
                {"kind": "walk", "in_person": True, "contacts": 1},
            ],
            "by_me": 0,
            "by_them": 0,
            "attempts": 0,
            "seen": 2,
            "new": 1,
        },
    }  # fmt: skip


def test_depth_at_the_ends_of_the_year_is_what_why_said_on_those_days(years: Tinynet) -> None:
    [bob] = years.ok("year 2025 --json").json["cooling"]
    for day, key in (("2024-12-31", "before"), ("2025-12-31", "now")):
        tie = years.at(day).ok("why bob --json").json["tie"]
        assert tie["depth"] == pytest.approx(bob[key])


def test_family_fades_half_as_fast(years: Tinynet) -> None:
    years.ok("tag bob family")
    [bob] = years.ok("year 2025 --json").json["cooling"]
    assert years.at("2025-12-31").ok("why bob --json").json["tie"]["depth"] == pytest.approx(
        bob["now"]
    )


def test_plain_is_a_line_a_number_with_the_year_before(years: Tinynet) -> None:
    assert years.ok("year 2025").out == (
        "contacts\t11\t5\n"
        "in_person\t7\t5\n"
        "remote\t4\t0\n"
        "hours\t52.00\t9.00\n"
        "seen\t3\t2\n"
        "new\t2\t1\n"
        "by_me\t1\t0\n"
        "by_them\t3\t0\n"
    )
    table = years.ok("year 2025 -f csv").out
    assert table.startswith("year,since,until,")
    (cells,) = csv.DictReader(io.StringIO(table))
    kinds = years.ok("year 2025 --json").json["earlier"]["kinds"]
    assert json.loads(f"[{cells['earlier.kinds']}]") == kinds


def test_hidden_scores_leave_the_names(years: Tinynet) -> None:
    years.ok("config set scores false")
    shown = years.ok("year 2025", human=True).out
    assert "deepened     Dora Lane, Anne Baker, Caroline Øvergård\n" in shown
    assert "cooling      Bob Marsh; glad to hear from you\n" in shown
    assert "casual friend" not in shown


def test_a_running_year_is_compared_with_the_same_days(network: Tinynet) -> None:
    network.ok("log coffee bob --on 2025-02-01")
    network.environ["COLUMNS"] = "60"
    assert network.ok("year", human=True).out == (
        "2026 in friends, so far  1 Jan to 1 Mar\n"
        "\n"
        "             JFM\n"
        "months       ▄█▁  most in February (3), least in January (1)\n"
        "in person    ████████████ 4 times, 4 hours\n"
        "remote       0 times\n"
        "\n"
        "with         1 person: Anne\n"
        "new          2 people; met again: Anne\n"
        "deepened     Anne 0.0 to 2.8\n"
        "cooling      Bob Marsh 1.9 to 1.8; glad to hear from you\n"
        "reached out  not said yet; log --by me or --by them keeps it\n"
        "\n"
        "circle               now  seen\n"
        "inner             0 of 5\n"
        "close            0 of 15\n"
        "friends      ▎   1 of 50     0\n"
        "village         0 of 150\n"
        "\n"
        "             2026  2025 by then\n"
        "contacts        4             1       +3\n"
        "in person       4             1       +3\n"
        "hours           4             1       +3\n"
        "people seen     1             1  as many\n"
        "new             2             1       +1\n"
        "\n"
        "tinynet year 2025\n"
    )


def test_the_first_weeks_say_what_they_cannot_know(tinynet: Tinynet) -> None:
    tinynet.ok("add Anne")
    tinynet.ok("log coffee anne --on 2026-02-27")
    shown = tinynet.ok("year", human=True).out
    assert shown == (
        "2026 in friends, so far  1 Jan to 1 Mar\n"
        "\n"
        "             J  F  M\n"
        "months       ▁▁ ██ ▁▁\n"
        "in person    ████████████████████████ 1 time, 1 hour\n"
        "remote       0 times\n"
        "\n"
        "with         1 person: Anne\n"
        "new          1 person: Anne\n"
        "deepened     Anne 0.0 to 1.4\n"
        "reached out  not said yet; log --by me or --by them keeps it\n"
        "\n"
        "Your log began on Fri 27 Feb, so whoever you knew before counts as new; tinynet edit anne"
        " --on 2017\nsays when you met.\n"
    )
    tinynet.ok("edit anne --on 2017")
    assert "new " not in tinynet.ok("year", human=True).out


def test_somebody_from_an_address_book_is_not_new(tinynet: Tinynet) -> None:
    card = "BEGIN:VCARD\nVERSION:4.0\nFN:Anne Baker\nEND:VCARD\n"
    tinynet.ok("import vcard -", stdin=card)
    tinynet.ok("add Dora")
    assert [p["name"] for p in tinynet.ok("year --json").json["new"]] == ["Dora"]


@pytest.mark.parametrize(
    ("setup", "line", "screen"),
    [
        ([], "year", 'There is nobody yet. Begin with tinynet add "Anne Baker"\n'),
        (["add Anne --on 2019"], "year",
         "Nothing is logged yet. Begin with tinynet log coffee anne\n"),
        (["add Anne --on 2019", "log coffee anne"], "year 2025",
         "Nothing is logged in 2025. Your log began today: tinynet year 2026\n"),
        (["add Anne", "log coffee anne"], "year 2027",
         "2027 has not begun. tinynet year shows this one.\n"),
        (["add Anne", "log coffee anne"], "year 2200",
         "2200 has not begun. tinynet year shows this one.\n"),
    ],
)  # fmt: skip
def test_a_year_of_nothing_is_a_graceful_page(
    tinynet: Tinynet, setup: list[str], line: str, screen: str
) -> None:
    for command in setup:
        tinynet.ok(command)
    assert tinynet.ok(line, human=True).out == screen
    document = tinynet.ok(f"{line} --json").json
    assert (document["contacts"], document["new"]) == (0, [])


@pytest.mark.parametrize(
    "typed", ["26", "1899", "2201", "next", "2025-03", "\uff12\uff10\uff12\uff15", "''"]
)
def test_what_is_no_year_is_refused(tinynet: Tinynet, typed: str) -> None:
    shown = typed.strip("'")
    assert tinynet(f"year {typed}") == Result(
        2,
        "",
        f'tinynet: The year has to be from 1900 to 2200, not "{shown}".\n'
        "Write all four digits: 2025.\n",
    )


def test_long_and_strange_names_keep_the_page_in_its_width(tinynet: Tinynet) -> None:
    from rich.cells import cell_len

    names = (
        "Long " * 39 + "Name",
        "👩\u200d🚀 Ada",
        "نور الدين",
        "山田 太郎",
        "Evil\x1b[31m\u202e",
    )
    for number, name in enumerate(names):
        tinynet.ok(["add", name, "--handle", f"h{number}", "--circle", "inner"])
        tinynet.ok(["log", "coffee", f"h{number}", "--by", "me"])
    tinynet.environ["COLUMNS"] = "60"
    shown = tinynet.ok("year", human=True).out
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert max(map(cell_len, shown.splitlines())) <= 60


def test_bars_are_plain_where_the_locale_has_no_utf_8(years: Tinynet) -> None:
    years.environ["LC_ALL"] = "C"
    shown = years.ok("year 2025", human=True).out
    assert "in person    ######################## 7 times" in shown
    assert "months       -- ++ ## __ __" in shown
    years.environ |= {"LC_ALL": "", "LC_CTYPE": "", "LANG": "en_GB.UTF-8"}
    assert years.ok("year 2025", human=True).out == SCREEN
