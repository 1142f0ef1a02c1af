"""tinynet why."""

from __future__ import annotations

import random
from datetime import date, timedelta
from math import log2

import pytest

COFFEE = log2(3)  # an hour, one to one


def approx(value):
    return pytest.approx(value, abs=1e-6)


def test_json_of_the_worked_example(network):
    days = [
        {
            "on": on, "kind": "coffee", "minutes": 60, "people": 1, "deep": False,
            "credit": approx(COFFEE), "age_days": age,
            "decayed": approx(COFFEE * 2 ** (-age / 365)),
        }
        for on, age in (
            ("2026-02-20", 9), ("2026-02-13", 16), ("2026-02-06", 23), ("2026-01-30", 30)
        )
    ]  # fmt: skip
    assert network.ok("why anne --json").json == {
        "schema": 1,
        "person": {
            "handle": "anne", "name": "Anne", "circle": None, "every_days": None,
            "skipped_on": None, "snoozed_until": None, "paused_until": None, "archived_on": None,
        },
        "tie": {
            "state": "ok", "days_since": 9, "last_on": "2026-02-20", "cadence_days": 14.0,
            "cadence_from": "rhythm", "ratio": approx(9 / 14), "due_on": "2026-03-13",
            "depth": approx(2.829859), "warmth": approx(0.853659), "strength": approx(2.415733),
            "contact_days": 4, "usual_gap_days": 8.75, "first_on": "2026-01-30",
            "half_life_days": 365, "hours": 4.0, "clock_on": "2026-02-20", "hall_mark": None,
        },
        "days": days,
    }  # fmt: skip


def test_plain_is_a_line_a_contact_day(network):
    assert network.ok("why bob").out == "2025-06-01\tdinner\t180\t1\t\t2.81\t273\t1.67\n"


def test_screen_works_every_number_out(network):
    assert network.ok("why anne", human=True).out == (
        "Anne  anne  why\n"
        "\n"
        "day         kind    length  people  credit  age   now\n"
        "Fri 20 Feb  coffee      1h       1    1.58    9  1.56\n"
        "Fri 13 Feb  coffee      1h       1    1.58   16  1.54\n"
        "Fri 6 Feb   coffee      1h       1    1.58   23  1.52\n"
        "Fri 30 Jan  coffee      1h       1    1.58   30  1.50\n"
        "together                                         6.11\n"
        "\n"
        "A day counts log2(1 + minutes / 30) in person, 3 at most, and the kind's weight"
        " otherwise; x 1.5 if\n"
        "it was deep, / sqrt(people); less with age, in days.\n"
        "\n"
        "depth            2.83  log2(1 + 6.11); a credit halves in 365 days\n"
        "usual gap        8.75  (21 days from first to last + 14) / 4 contact days\n"
        "warmth           0.85  1 / (1 + 9 days of silence / 52.50), which is 6 usual gaps\n"
        "strength         2.42  depth 2.83 x warmth 0.85\n"
        "cadence            14  days: rhythm 8.75 d, counted as 14\n"
        "ratio            0.64  9 days since the last contact / the cadence\n"
        "state              ok  a ratio below 1\n"
        "due        Fri 13 Mar  Fri 20 Feb + 21 days, the first with a ratio of 1.5\n"
        "hours               4  in person; about 50 make a casual friend\n"
    )


def test_screen_without_scores_explains_only_when_somebody_is_due(network):
    network.ok("config set scores false")
    assert network.ok("why bob", human=True).out == (
        "Bob Marsh  bob-m  why\n"
        "\n"
        "day             kind    length  people\n"
        "Sun 1 Jun 2025  dinner      3h       1\n"
        "\n"
        "cadence               182  days, the friends circle's\n"
        "ratio                1.50  273 days since the last contact / the cadence\n"
        "state                 due  a ratio from 1 on, overdue from 2.5\n"
        "due       Sun 30 Nov 2025  Sun 1 Jun 2025 + 182 days, the first with a ratio of 1\n"
    )


def test_somebody_never_contacted_counts_from_the_day_they_were_added(network):
    assert network.ok("why caroline", human=True).out == (
        "Caroline Øvergård  caroline-o  why\n"
        "\n"
        "cadence           14  days, as you chose for them\n"
        "ratio           0.00  0 days since you added them / the cadence\n"
        "state        not yet  a ratio below 1\n"
        "due       Sun 15 Mar  today + 14 days, the first with a ratio of 1\n"
    )
    assert network.ok("why caroline").out == ""


def test_never_has_no_due_day(network):
    network.ok("add Dora --every never")
    assert network.ok("why dora", human=True).out == (
        "Dora  dora  why\n\ncadence   never  as you chose for them\n"
    )


@pytest.mark.parametrize(
    ("command", "line"),
    [
        ("skip anne", "ratio          0.00  0 days since you skipped / the cadence\n"),
        ("snooze anne 2w", "snoozed                until Sun 15 Mar, off the due list\n"),
        ("pause anne", "paused                 until you say so, off the due list\n"),
        ("archive anne", "archived               on nobody's list until you take them back\n"),
    ],
)
def test_what_keeps_somebody_off_the_list_is_reported(network, command, line):
    network.ok(command)
    assert " ".join(line.split()) in [
        " ".join(shown.split()) for shown in network.ok("why anne", human=True).out.splitlines()
    ]


def test_ten_days_are_shown_and_the_older_ones_summed(tinynet):
    tinynet.ok("add Anne")
    lines = "".join(f"call\tanne\t2026-02-{day:02}\n" for day in range(1, 13))
    tinynet.ok("log --batch -", stdin=lines)
    shown = tinynet.ok("why anne", human=True).out.splitlines()[12:15]
    assert [line.split() for line in shown] == [
        ["Tue", "3", "Feb", "call", "20m", "1", "1.00", "26", "0.95"],
        ["and", "2", "older", "1.90"],
        ["together", "11.50"],
    ]


def test_a_day_counts_its_strongest_contact_once(network):
    network.ok("log text bob --on 2026-02-01")
    network.ok("log dinner bob anne --on 2026-02-01 --for 3h --deep")
    network.ok("log call bob --on 2026-02-01")
    network.ok("log visit bob --on 2026-02-02 --attempt")
    days = network.ok("why bob --json").json["days"]
    assert [(d["on"], d["kind"], d["people"], d["deep"]) for d in days] == [
        ("2026-02-01", "dinner", 2, True),
        ("2025-06-01", "dinner", 1, False),
    ]
    assert days[0]["credit"] == approx(log2(7) * 1.5 / 2**0.5)


@pytest.mark.parametrize("seed", range(3))
def test_the_days_sum_to_the_depth_of_the_tie(tinynet, seed):
    dice = random.Random(seed)
    for name in ("Anne --tag family", "Bob", "Caroline"):
        tinynet.ok(f"add {name}")
    kinds = ("coffee", "dinner", "call", "text", "gift", "letter")
    lines = []
    for _ in range(120):
        day = date(2026, 3, 1) - timedelta(days=dice.randint(0, 900))
        who = ",".join(dice.sample(("anne", "bob", "caroline"), dice.randint(1, 3)))
        lines.append(f"{dice.choice(kinds)}\t{who}\t{day}\t{dice.choice(('', '5m', '2h', '9h'))}\n")
    tinynet.ok("log --batch -", stdin="".join(lines))
    tinynet.ok("log walk anne bob --deep --on 2025-12-24")
    for who in ("anne", "bob", "caroline"):
        found = tinynet.ok(f"why {who} --json").json
        tie, days = found["tie"], found["days"]
        assert log2(1 + sum(day["decayed"] for day in days)) == approx(tie["depth"])
        assert len(days) == tie["contact_days"]
        assert (days[-1]["on"], days[0]["on"]) == (tie["first_on"], tie["last_on"])
        assert tie["strength"] == approx(tie["depth"] * tie["warmth"])


def test_nobody_found_is_an_error(network):
    result = network("why zed --json")
    assert (result.code, result.out, result.error["code"]) == (4, "", "no_such_person")
