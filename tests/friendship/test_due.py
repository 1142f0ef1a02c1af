"""tinynet due: who, in which order, and why."""

from __future__ import annotations

import pytest
from command_line import Result, Tinynet
from listening import statements_run

from tinynet.friendship import due, rows

SCREEN = """\
Bob Marsh          bob-m       due      10 months ago, circle says 6 months  depth 1.4  warmth 0.22
Anne               anne        due      4 weeks ago, usually every 9 days    depth 2.8  warmth 0.65
Caroline Øvergård  caroline-o  not yet  no contact yet, you chose 2 weeks    depth 0.0  warmth 0.00
Where you chose nothing, somebody is due after 1.5 times as long as usual.
next time  Bob Marsh: the job

tinynet log call bob-m · snooze bob-m 1w · why bob-m
"""
NARROW = """\
Bob Marsh            due      10 months ago, circle says 6
                              months
Anne                 due      4 weeks ago, usually every 9
                              days
Caroline Øvergård    not yet  no contact yet, you chose 2
                              weeks
Where you chose nothing, somebody is due after 1.5 times as
long as usual.
next time  Bob Marsh: the job

tinynet log call bob-m · snooze bob-m 1w · why bob-m
"""


def test_the_document_is_what_scripts_rely_on(network: Tinynet) -> None:
    network.ok("note bob --next 'the job'")
    assert network.ok("due --json").json == {
        "schema": 1,
        "today": "2026-03-01",
        "total": 1,
        "anybody": True,
        "day_off": False,
        "away_days": None,
        "dates": [
            {"handle": "anne", "name": "Anne", "what": "birthday", "on": "2026-03-04", "age": 46,
             "ideas": []}
        ],
        "plans": [],
        "notes": [
            {"id": 1, "handle": "bob-m", "name": "Bob Marsh", "on": "2026-03-01", "text": "the job"}
        ],
        "due": [
            {
                "handle": "bob-m", "name": "Bob Marsh", "state": "due", "days_since": 273,
                "last_on": "2025-06-01", "cadence_days": 182.0, "cadence_from": "circle",
                "ratio": 1.5, "due_on": "2025-11-30",
                "depth": pytest.approx(1.417727, abs=1e-6),
                "warmth": pytest.approx(0.235294, abs=1e-6),
                "strength": pytest.approx(0.333583, abs=1e-6),
                "usual_gap_days": 14.0,
            }
        ],
    }  # fmt: skip


def test_the_list_is_short_and_explains_itself(network: Tinynet) -> None:
    network.ok("note bob --next 'the job'")
    network.at("2026-03-20")
    assert network.ok("due --within 1w", human=True).out == SCREEN
    network.environ["COLUMNS"] = "60"
    assert network.ok("due --within 1w", human=True).out == NARROW


def test_a_long_next_time_note_keeps_to_one_line(tinynet: Tinynet) -> None:
    tinynet.ok(f"add '{'Long ' * 20}' --handle long --circle inner")
    tinynet.ok("log coffee long --on 2026-02-01")
    tinynet.ok(f"note long --next '{'later ' * 30}'")
    tinynet.environ["COLUMNS"] = "60"
    assert tinynet.ok("due", human=True).out.splitlines()[-3:] == [
        "next time  Long Long Long Long Long Long Long Long…: later …",
        "",
        "tinynet log call long · snooze long 1w · why long",
    ]


def test_in_a_narrow_terminal_no_command_is_cut_in_two(tinynet: Tinynet) -> None:
    tinynet.ok("add 'Noor Kowalski' --handle noor-kowalski --circle inner")
    tinynet.ok("log coffee noor --on 2026-02-01")
    tinynet.environ["COLUMNS"] = "60"
    assert tinynet.ok("due", human=True).out.endswith(
        "\ntinynet log call noor-kowalski · snooze noor-kowalski 1w ·\n  why noor-kowalski\n"
    )
    tinynet.ok("plan coffee noor")
    assert tinynet.ok("plans", human=True).out.endswith(
        "\ntinynet log coffee noor-kowalski · plan --drop 1\n"
    )


def test_nobody_due_is_good_news_and_exit_zero(tinynet: Tinynet) -> None:
    tinynet.ok("add Anne")
    assert tinynet.ok("due", human=True).out == "Nobody is due today.\n"
    assert tinynet.ok("due") == Result(0, "", "")


def test_the_limit_caps_and_all_lifts_it(tinynet: Tinynet) -> None:
    for number in range(9):
        tinynet.ok(f"add 'Friend {'abcdefghi'[number]}x' --every 1d")
    tinynet.at("2026-03-09")
    assert tinynet.ok("due").out.count("\n") == 5
    assert tinynet.ok("due --limit 2").out.count("\n") == 2
    assert tinynet.ok("due --all").out.count("\n") == 9
    assert tinynet.ok("due --count").out == "9\n"
    assert "and 4 others can wait (tinynet due --all)\n" in tinynet.ok("due", human=True).out
    tinynet.ok("config set due.limit 3")
    assert tinynet.ok("due").out.count("\n") == 3


def test_the_exit_code_shows_whether_somebody_is_due(network: Tinynet) -> None:
    assert network("due --exit-code").code == 1
    network.ok("log coffee bob")
    assert network("due --exit-code").code == 0


def test_deep_ties_that_cool_come_first_and_strangers_last(network: Tinynet) -> None:
    network.ok("add 'Dora Lane' --every 1d")
    network.ok("log social 'dora' --on 2026-02-01")
    network.ok("add 'Eve Nott' --every 1d")
    rows = network.at("2026-06-01").ok("due").out.splitlines()
    assert [row.split("\t")[0] for row in rows] == [
        "anne",
        "bob-m",
        "dora-l",
        "caroline-o",
        "eve-n",
    ]


@pytest.mark.parametrize(
    "line", ["snooze bob 1w", "pause bob", "archive bob", "edit bob --every never"]
)
def test_who_is_to_be_left_alone_is_left_out(network: Tinynet, line: str) -> None:
    assert network.ok("due --count").out == "1\n"
    network.ok(line)
    assert network.ok("due --count").out == "0\n"


def test_a_snooze_ends_on_its_day(network: Tinynet) -> None:
    network.ok("snooze bob 1w")
    assert network.at("2026-03-07").ok("due --count --circle friends").out == "0\n"
    assert network.at("2026-03-08").ok("due --count --circle friends").out == "1\n"


def test_a_leap_day_birthday_is_kept_on_the_28th(tinynet: Tinynet) -> None:
    tinynet.ok("add Anne --birthday 2000-02-29")
    assert tinynet.at("2026-02-25").ok("due --json").json["dates"] == [
        {
            "handle": "anne",
            "name": "Anne",
            "what": "birthday",
            "on": "2026-02-28",
            "age": 26,
            "ideas": [],
        }
    ]
    assert tinynet.at("2028-02-25").ok("due --json").json["dates"][0]["on"] == "2028-02-29"


def test_names_stand_below_one_another_behind_days_of_one_digit_and_two(tinynet: Tinynet) -> None:
    tinynet.ok("add Anne --birthday '30 nov'")
    tinynet.ok("add Bob --birthday '1 dec'")
    out = tinynet.at("2026-11-27").ok("due", human=True).out
    assert "Mon 30 Nov  Anne: birthday\nTue 1 Dec   Bob: birthday\n" in out


def test_hidden_scores_leave_the_order_and_no_number(network: Tinynet) -> None:
    network.ok("config set scores false")
    out = network.ok("due", human=True).out
    assert "Bob Marsh" in out
    assert "depth" not in out
    assert "warmth" not in out


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ("--limit 0", '--limit takes a whole number of at least 1, not "0"'),
        ("--limit ٣", "--limit takes a whole number"),
        ("--circle outer", 'There is no circle "outer"'),
        ("--within 5", "5"),
    ],
)
def test_a_wrong_option_is_reported(network: Tinynet, options: str, message: str) -> None:
    result = network(f"due {options}")
    assert (result.code, result.out) == (2, "")
    assert message in result.err


def test_a_birthday_is_reported_with_the_gift_ideas_that_were_not_given_yet(network):
    network.ok("note anne --fact 'gift idea' a red kettle")
    network.ok("note anne --fact 'gift idea' --add a book, on knots")
    network.ok("note anne --fact 'gift idea' --add socks")
    network.ok("note bob --fact 'gift idea' a hat")
    network.ok("note anne --done --id f3")
    (day,) = network.ok("due --json").json["dates"]
    assert day["ideas"] == ["a red kettle", "a book, on knots"]
    told = "Anne: birthday (46)  gift ideas: a red kettle, a book, on knots\n"
    assert told in network.ok("due", human=True).out
    assert "gift ideas: a red kettle, a book, on knots\n" in network.ok("upcoming", human=True).out


@pytest.mark.parametrize("form", ["plain", "json", "nl", "csv", "human"])
def test_a_long_list_of_all_is_the_same_and_read_while_it_is_written(network, monkeypatch, form):
    for line in (
        "note bob --next 'the job'", "plan walk bob", "snooze caroline 1w", "add Dora --every 1d",
    ):  # fmt: skip
        network.ok(line)
    network.at("2026-03-09")
    held = network.ok(f"due --all -f {form}")
    monkeypatch.setattr(rows, "MANY", 0)
    with statements_run() as run:
        assert network.ok(f"due --all -f {form}") == held
    walks = [text for text in run if "AS cadence_from" in text or "cadence_from," in text]
    assert len(walks) == 1
    env = network.env(["due"])
    env.format = form
    answer = due.run(env, all=True)
    assert isinstance(answer.rows, list) == (form == "human")
    answer.close()
