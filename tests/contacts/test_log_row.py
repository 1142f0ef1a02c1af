"""tinynet log --repeat and --until: rows of contacts in one unit."""

from __future__ import annotations

import io

import pytest
from command_line import Terminal

from tinynet.cli import boundary
from tinynet.cli.env import Env

WEEKS = ["2026-02-04", "2026-02-11", "2026-02-18", "2026-02-25"]


def on_terminal(tinynet, line, typed):
    """A command line with somebody at a terminal; the exit code, and what they see."""
    stdin, out, err = Terminal(typed), io.StringIO(), Terminal()
    words = [*line.split(), "--format", "human"]
    code = boundary.run(Env(tinynet.environ, words, stdin=stdin, stdout=out, stderr=err), words)
    return code, out.getvalue(), err.getvalue()


@pytest.fixture
def terminal(monkeypatch):
    monkeypatch.setattr("tinynet.cli.env.is_terminal", lambda stream: isinstance(stream, Terminal))


def days(tinynet, line="history caroline"):
    return [row.split("\t")[1] for row in tinynet.ok(line).out.splitlines()][::-1]


@pytest.mark.parametrize("columns", ["80", "120"])
def test_a_row_is_logged_in_one_unit_and_told_on_one_line(network, columns):
    network.environ["COLUMNS"] = columns
    before = network.ok("export json -").out
    line = "log call caroline --repeat 1w --since 2026-02-04 --yes --for 1h"
    name = "Caroline Øverg…" if columns == "80" else "Caroline Øvergård"
    assert network.ok(line, human=True).out == (
        "call with Caroline Øvergård, 4 days  Wed 4 Feb to Wed 25 Feb  #6 to #9\n"
        f"  {name}: next due Wed 11 Mar  strength 2.13 = depth 2.29 x warmth 0.93\n"
    )
    assert days(network) == WEEKS
    assert [row.split("\t")[4] for row in network.ok("history caroline").out.splitlines()] == [
        "60", "60", "60", "60",
    ]  # fmt: skip
    network.ok("undo")
    assert network.ok("export json -").out == before


def test_the_record_and_the_lines_of_a_row(network):
    line = "log call caroline bob --repeat 1w --since 2026-02-04 --until 2026-02-20 --yes"
    document = network.ok(f"{line} --json").json
    ties = document.pop("ties")
    assert document == {
        "schema": 1, "logged": 3, "kind": "call", "people": ["caroline-o", "bob-m"],
        "first": "2026-02-04", "last": "2026-02-18", "ids": [6, 7, 8], "attempt": False,
        "today": "2026-03-01", "ticked": [], "fulfilled": [], "again": [], "added": [],
    }  # fmt: skip
    assert [tie["handle"] for tie in ties] == ["caroline-o", "bob-m"]
    network.ok("undo")
    assert network.ok(line).out == "".join(
        f"{number}\t{day}\tcall\tcaroline-o,bob-m\n"
        for number, day in zip((6, 7, 8), WEEKS, strict=False)
    )


def test_a_row_counts_as_each_of_its_contacts_would(network):
    network.ok("log walk caroline --repeat 1w --since 2026-02-04 --yes")
    row = network.ok("why caroline --json").json
    network.ok("undo")
    for day in WEEKS:
        network.ok(f"log walk caroline --on {day}")
    assert network.ok("why caroline --json").json == row


@pytest.mark.parametrize(
    ("since", "step", "last", "found"),
    [
        ("2025-08-31", "monthly", "2026-02-28",
         ["2025-08-31", "2025-09-30", "2025-10-31", "2025-11-30", "2025-12-31", "2026-01-31",
          "2026-02-28"]),
        ("2024-02-28", "1y", "2026-03-01", ["2024-02-28", "2025-02-28", "2026-02-28"]),
        ("2024-02-29", "yearly", "2026-03-01", ["2024-02-29", "2025-02-28", "2026-02-28"]),
        ("2025-11-30", "every 3 months", "2026-03-01", ["2025-11-30", "2026-02-28"]),
        ("2026-02-01", "fortnightly", "2026-03-01", ["2026-02-01", "2026-02-15", "2026-03-01"]),
        ("jan", "30d", "last week", ["2026-01-01", "2026-01-31"]),
        ("today", "1w", "today", ["2026-03-01"]),
    ],
)  # fmt: skip
def test_months_keep_the_day_or_end_with_the_month(network, since, step, last, found):
    network.ok(["log", "letter", "caroline", "--repeat", step, "--since", since,
                "--until", last, "--yes"])  # fmt: skip
    assert days(network) == found


def test_what_of_a_row_was_logged_a_few_minutes_ago_is_named(network):
    stay = "log visit anne --on 2026-02-01 --until"
    first = network.ok(f"{stay} 2026-02-03 --json").json
    assert first["again"] == []
    again = network.ok(f"{stay} 2026-02-05 --json").json
    assert again["again"] == first["ids"]
    network.ok("undo")
    shown = network.ok(f"{stay} 2026-02-05", human=True).out
    assert "\n  3 of these days are logged already, #6 to #8; tinynet undo\n" in shown
    one = network.ok(f"{stay} 2026-02-01", human=True).out
    assert "\n  that is #9 again; tinynet undo\n" in one


def test_a_stay_is_a_contact_a_day(network):
    line = ["log", "visit", "caroline", "--on", "20 dec", "--until", "26 dec"]
    assert network.ok(line, human=True).out == (
        "visit with Caroline Øvergård, 7 days  Sat 20 Dec 2025 to Fri 26 Dec 2025  #6 to #12\n"
        "  Caroline Øvergård: due since Fri 9 Jan  strength 0.87 = depth 4.19 x warmth 0.21\n"
    )
    assert days(network) == [f"2025-12-{day}" for day in range(20, 27)]
    network.ok("undo")
    assert days(network) == []


def test_plans_and_next_time_notes_are_done_once(network):
    network.at("2026-01-01").ok("note caroline --next ask about the boat")
    network.ok("plan walk caroline")
    network.at("2026-03-01")
    done = network.ok("log walk caroline --repeat 1w --since 2026-02-04 --yes --json").json
    assert [note["text"] for note in done["ticked"]] == ["ask about the boat"]
    assert [plan["kind"] for plan in done["fulfilled"]] == ["walk"]
    assert network.ok("show caroline --json").json["notes"][0]["done_on"] == "2026-02-04"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (
            "--repeat 1d --since 2020",
            "tinynet: From 2020-01-01 to 2026-03-01 that is more than 500 times.\n"
            "Log fewer of them, or further apart.\n",
        ),
        (
            "--on 2025-12-01 --until 2026-01-30",
            "tinynet: From 2025-12-01 to 2026-01-30 is a stay of 61 days; 60 are the most.\n"
            "Log a part of it, or how often you met with --repeat.\n",
        ),
        (
            "--on 2026-02-03 --until 2026-02-02",
            "tinynet: --on 2026-02-03 is after --until 2026-02-02.\n"
            "Give the earlier one to --on.\n",
        ),
        (
            "--repeat 1w --since 2026-02-03 --until 2025",
            "tinynet: --since 2026-02-03 is after --until 2025-12-31.\n"
            "Give the earlier one to --since.\n",
        ),
        (
            "--repeat 1w",
            'tinynet: --repeat needs a first day.\nAdd --since, for example --since "3 oct".\n',
        ),
        (
            "--repeat never --since jan",
            'tinynet: "never" does not come again.\nWrite it like 1w, 14d or "2 months".\n',
        ),
        (
            "--repeat 1w --since jan --on 2026-02-01",
            "tinynet: --on is one day, and --repeat many.\nSay the first with --since.\n",
        ),
        (
            "--since jan",
            "tinynet: --since is for --repeat.\n"
            "Say the first day of a stay with --on, or add --repeat 1w.\n",
        ),
        ("--until 2026-02-01", "tinynet: --until needs the first day.\nSay it with --on.\n"),
        (
            "dora --repeat 1w --since jan",
            'tinynet: There is nobody called "dora".\nAdd them: tinynet add dora\n',
        ),
    ],
)
def test_wrong_input_is_refused_and_nothing_is_written(network, line, said):
    before = network.ok("export json -").out
    result = network(f"log call caroline {line} --yes")
    assert (result.code in {2, 4}, result.out, result.err) == (True, "", said)
    assert network.ok("export json -").out == before


@pytest.mark.parametrize("count", [499, 500])
def test_five_hundred_times_are_the_most(network, count):
    network.at("2027-05-15" if count == 500 else "2027-05-14")
    network.ok("log text caroline --repeat 1d --since 2026-01-01 --yes --json")
    assert len(days(network)) == count


@pytest.mark.usefixtures("terminal")
def test_on_a_terminal_it_is_asked_how_many_there_are(network):
    line = "log call caroline --repeat 1w --since 2026-02-04"
    code, out, err = on_terminal(network, line, "n\n")
    assert (code, out) == (3, "")
    assert err == (
        "Log call with Caroline Øvergård 4 times, Wed 4 Feb to Wed 25 Feb? [y/N] "
        "tinynet: Nothing was done.\n"
    )
    assert days(network) == []
    assert on_terminal(network, line, "y\n")[0] == 0
    assert days(network) == WEEKS


def test_elsewhere_it_is_refused_without_yes(network):
    result = network("log call caroline --repeat 1w --since 2026-02-04")
    assert (result.code, result.err) == (
        2,
        "tinynet: This needs an answer: Log call with Caroline Øvergård 4 times, Wed 4 Feb to "
        "Wed 25 Feb?\nGive --yes.\n",
    )
    assert days(network) == []


@pytest.mark.usefixtures("terminal")
def test_on_a_terminal_who_is_unknown_is_offered_to_be_added(network):
    code, out, err = on_terminal(network, "log coffee dora lena", "y\ny\n")
    assert (code, err) == (
        0,
        'There is nobody called "dora". Add dora? [y/N] '
        'There is nobody called "lena". Add lena? [y/N] ',
    )
    assert out.splitlines()[0] == "coffee with dora and lena  today, 1h  #6"
    assert out.splitlines()[-2:] == ["  new: dora", "  new: lena"]


@pytest.mark.usefixtures("terminal")
def test_who_may_be_mistyped_is_asked_about_and_no_is_no(network):
    before = network.ok("export json -").out
    code, out, err = on_terminal(network, "log coffee carolina", "n\n")
    assert (code, out) == (3, "")
    assert err == (
        'There is nobody called "carolina"; caroline-o is close. Add carolina? [y/N] '
        "tinynet: Nothing was done.\n"
    )
    assert network.ok("export json -").out == before


@pytest.mark.usefixtures("terminal")
@pytest.mark.parametrize(
    "line", ["log coffee dora --yes", "log coffee @dora", "log coffee bob --without dora"]
)
def test_yes_tags_and_who_was_away_add_nobody(network, line):
    code, out, _ = on_terminal(network, line, "y\n")
    assert (code, out) == (4, "")
    assert "dora" not in network.ok("list").out


@pytest.mark.usefixtures("terminal")
def test_a_row_adds_whom_one_agreed_to(network):
    code, out, _ = on_terminal(network, "log call dora --repeat 1w --since 2026-02-04", "y\ny\n")
    assert code == 0
    assert out.splitlines()[0] == "call with dora, 4 days  Wed 4 Feb to Wed 25 Feb  #6 to #9"
    assert days(network, "history dora") == WEEKS
    network.ok("undo")
    assert "dora" not in network.ok("list").out


@pytest.mark.parametrize(
    ("word", "kind"),
    [("beer", "drinks"), ("Pint", "drinks"), ("run", "walk"), ("hike", "walk"), ("phone", "call"),
     ("whatsapp", "text"), ("zoom", "video"), ("supper", "dinner")],
)  # fmt: skip
def test_plain_words_say_the_kind_that_is_logged(network, word, kind):
    assert network.ok(f"log {word} bob --json").json["kind"] == kind
    assert network.ok(f"plan {word} bob --json").json["kind"] == kind


def test_a_kind_of_ones_own_counts_before_the_words(network):
    network.ok("kinds add beer --minutes 30")
    assert network.ok("log beer bob", human=True).out.startswith("beer with Bob Marsh  today, 30m")
    assert network.ok("jot 'a beer with bob' --json").json["kind"] == "beer"


def test_a_word_is_no_name_of_a_kind_where_kinds_are_changed(network):
    result = network("kinds remove pint")
    assert result.err.startswith('tinynet: There is no kind of contact called "pint".')
    assert network("log pintt bob").code == 2
