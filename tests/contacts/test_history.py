"""tinynet history."""

from __future__ import annotations

import re

import pytest


def ids(result):
    return [one["id"] for one in result.json["interactions"]]


def test_json_is_newest_first_with_all_keys(network):
    network.ok("log dinner bob anne --on 2026-02-25 --deep --by them --note 'a\nb'")
    document = network.ok("history --limit 1 --json").json
    assert document == {
        "schema": 1,
        "with": [],
        "more": True,
        "interactions": [
            {
                "id": 6, "on": "2026-02-25", "kind": "dinner", "people": ["anne", "bob-m"],
                "minutes": 150, "place": None, "note": "a\nb", "deep": True, "by": "them",
                "attempt": False, "occasion": None,
            }
        ],
    }  # fmt: skip
    assert ids(network.ok("history --json")) == [6, 4, 3, 2, 1, 5]


def test_plain_is_a_line_an_interaction_the_number_first(network):
    assert network.ok("history").out == (
        "4\t2026-02-20\tcoffee\tanne\t60\t\t\t0\t\t0\t\n"
        "3\t2026-02-13\tcoffee\tanne\t60\t\t\t0\t\t0\t\n"
        "2\t2026-02-06\tcoffee\tanne\t60\t\t\t0\t\t0\t\n"
        "1\t2026-01-30\tcoffee\tanne\t60\t\t\t0\t\t0\t\n"
        "5\t2025-06-01\tdinner\tbob-m\t180\tThe Red Lion\this new job\t0\t\t0\t\n"
    )


def test_screen_is_aligned(network):
    network.ok("log call bob --on yesterday --attempt --by me")
    network.ok("log walk bob anne --by them --deep --note 'two\nlines'")
    assert network.ok("history", human=True).out == (
        "today           walk    anne, bob-m  1h  two lines · deep · by them  #7\n"
        "yesterday       call    bob-m            no answer                   #6\n"
        "Fri 20 Feb      coffee  anne         1h                              #4\n"
        "Fri 13 Feb      coffee  anne         1h                              #3\n"
        "Fri 6 Feb       coffee  anne         1h                              #2\n"
        "Fri 30 Jan      coffee  anne         1h                              #1\n"
        "Sun 1 Jun 2025  dinner  bob-m        3h  The Red Lion · his new job  #5\n"
    )


def test_a_long_note_wraps_in_its_column(network):
    network.environ["COLUMNS"] = "60"
    network.ok("log coffee bob --note 'he sold the boat and bought a bicycle instead'")
    assert network.ok("history bob", human=True).out == (
        "today           coffee  bob-m  1h  he sold the boat and   #6\n"
        "                                   bought a bicycle\n"
        "                                   instead\n"
        "Sun 1 Jun 2025  dinner  bob-m  3h  The Red Lion · his     #5\n"
        "                                   new job\n"
    )


def test_many_people_are_counted(tinynet):
    who = [f"p{number}" for number in range(8)]
    tinynet.ok(f"log event {' '.join(who)} --add")
    assert tinynet.ok("history", human=True).out == (
        "today     event  p0, p1, p2, p3, p4, p5 +2  2h    #1\n"
    )


def test_several_people_give_what_all_of_them_were_there_for(network):
    network.ok("log walk anne bob")
    network.ok("log walk anne bob caroline")
    assert ids(network.ok("history bob anne --json")) == [7, 6]
    assert ids(network.ok("history caroline --json")) == [7]
    assert network.ok("history bob anne --json").json["with"] == ["bob-m", "anne"]


@pytest.mark.parametrize(
    ("options", "found"),
    [
        ("--kind dinner", [5]),
        ("--since 2026-02-13", [4, 3]),
        ("--until 2026-02-06", [2, 1, 5]),
        ("--since 2026-02-06 --until 2026-02-13", [3, 2]),
        ("--since 2026-02 --until 'last month'", [4, 3, 2]),
        ("--at 'red l'", [5]),
        ("anne --at 'red l'", []),
        ("anne --limit 2", [4, 3]),
    ],
)
def test_options_narrow_it_down(network, options, found):
    assert ids(network.ok(f"history {options} --json")) == found


@pytest.mark.parametrize("typed", ["MÜLLER", "muller", "Müller's  CAFÉ", "cafe"])
@pytest.mark.parametrize("options", ["", "anne", "@both", "--limit 1", "--plain"])
def test_a_place_is_found_whatever_its_case_and_accents(network, typed, options):
    network.ok("tag anne both")
    network.ok("tag bob both")
    network.ok(["log", "lunch", "anne", "--at", "Müller's Café, York"])
    shown = network.ok(["history", *options.split(), "--at", typed]).out
    assert shown == "6\t2026-03-01\tlunch\tanne\t75\tMüller's Café, York\t\t0\t\t0\t\n"


def test_a_screen_of_a_place_counts_what_fits_only(network):
    places = "Århus", "York", "ÅRHUS"
    lines = [f'{{"kind": "text", "people": ["bob"], "on": "2026-01-{day:02}", "place": "{place}"}}'
             for day in range(1, 12) for place in places]  # fmt: skip
    network.ok("log --batch -", stdin="\n".join(lines))
    shown = network.ok("history --at arhus", human=True).out.splitlines()
    assert len([line for line in shown if "rhus" in line.casefold()]) == 20
    assert network.ok("history --at arhus --limit 22 --json").json["more"] is False
    assert network.ok("history --at arhus --limit 21 --json").json["more"] is True


def test_a_screen_shows_twenty_and_a_pipe_everything(network):
    lines = "".join(f"text\tbob\t2026-01-{day:02}\n" for day in range(1, 23))
    network.ok("log --batch -", stdin=lines)
    shown = network.ok("history bob", human=True).out.splitlines()
    assert (len(shown), shown[20]) == (21, "and older ones (--limit 200)")
    assert len(network.ok("history bob").out.splitlines()) == 23
    assert network.ok("history bob --json").json["more"] is False


def test_nothing_that_fits(network):
    assert network.ok("history bob --kind call").out == ""
    assert network.ok("history bob --kind call", human=True).out == (
        "Nothing is logged that fits. tinynet log coffee anne logs one.\n"
    )


@pytest.mark.parametrize(
    ("line", "code", "message"),
    [
        (
            "history --kind coffe",
            2,
            """tinynet: There is no kind of contact called "coffe".
Did you mean coffee? tinynet kinds lists all; to add it: tinynet kinds add coffe
""",
        ),
        (
            "history zed",
            4,
            'tinynet: There is nobody called "zed".\nAdd them: tinynet add zed\n',
        ),
    ],
)
def test_what_is_unknown_is_named(network, line, code, message):
    result = network(line)
    assert (result.code, result.out, result.err) == (code, "", message)


@pytest.mark.parametrize(
    ("since", "until", "days"),
    [
        ("2025", "2025", ["2025-12-31", "2025-01-01"]),
        ("jan", "jan", ["2026-01-31", "2026-01-01"]),
        ("last month", "last month", ["2026-02-28", "2026-02-01"]),
        ("last week", "last week", ["2026-02-22", "2026-02-16"]),
        ("dec 2025", "2026-01", ["2026-01-31", "2026-01-01", "2025-12-31"]),
    ],
)
def test_a_range_counts_from_its_first_day_to_its_last(tinynet, since, until, days):
    tinynet.ok("add Anne")
    edges = (
        "2024-12-31 2025-01-01 2025-12-31 2026-01-01 2026-01-31 2026-02-01 2026-02-15 2026-02-16"
    )
    for day in [*edges.split(), "2026-02-22", "2026-02-23", "2026-02-28", "2026-03-01"]:
        tinynet.ok(f"log text anne --on {day}")
    shown = tinynet.ok(["history", "--since", since, "--until", until, "--json"]).json
    found = [row["on"] for row in shown["interactions"]]
    assert (found[0], found[-1]) == (days[0], days[-1])
    assert set(days) <= set(found)


@pytest.mark.parametrize(
    ("options", "message", "remedy"),
    [
        ("--since 2026 --until 2025", "--since 2026-01-01 is after --until 2025-12-31",
         "Give the earlier one to --since"),
        ("--since 2027", '"2027" is still to come: it begins on Fri 1 Jan 2027',
         "Write a day up to today"),
        ("--until summer", '"summer" is not a day',
         'Write it like yesterday, "last friday", "12 nov" or 2026-03-01'),
    ],
)  # fmt: skip
def test_a_range_that_cannot_be_is_refused(network, options, message, remedy):
    result = network(f"history {options} --json")
    assert (result.code, result.error["message"], result.error["remedy"]) == (2, message, remedy)


def test_on_a_narrow_screen_a_contact_takes_two_lines_without_the_one_who_is_in_all_of_them(
    network,
):
    network.ok("log coffee anne bob --on 2026-02-25 --for 1h30 --at 'the stall' --note Cheese")
    network.ok("log call anne --on 2026-02-26 --attempt")
    network.environ["COLUMNS"] = "46"
    shown = network.ok("history anne --since 2026-02-25 --until 2026-02-26", human=True).out
    assert re.sub("#[0-9]+", "#", shown) == (
        "Thu 26 Feb  call          #\n"
        "  no answer\n"
        "Wed 25 Feb  coffee  1h30  #\n"
        "  bob-m · the stall · Cheese\n"
    )
    network.ok("log walk caroline --on 2026-02-28")
    network.ok("log call bob --on 2026-02-28")
    shown = network.ok("history --since 2026-02-28", human=True).out
    assert re.sub("#[0-9]+", "#", shown) == (
        "yesterday  call  20m  #\n  bob-m\nyesterday  walk  1h   #\n  caroline-o\n"
    )
