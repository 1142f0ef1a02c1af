"""Every screen fits its width: names shorten first, then columns go, numbers are never cut."""

from __future__ import annotations

import re

import pytest
from built import Built
from command_line import Tinynet

from tinynet.output.text import width

LONG = "Wolfeschlegelsteinhausenbergerdorff " * 5 + "Maximilian"
SCREENS = (
    "", "rank", "rank --by depth", "list", "list --sort name", "due", "due --all", "due --spread",
    "show long", "show ada", "why long", "brief long", "brief long ada", "history",
    "history long", "plans", "favours", "favours long", "upcoming", "circles", "year 2025",
    "stats", "sources", "through", "common long ada", "common long ada taro", "ask running",
    "match", "gather --size 3", "introductions", "kinds", "quiz", "merge --suggest",
    "undo --list", "log coffee long --dry-run",
    "log dinner long ada --at 'The Red Lion in the Middle of Nowhere at the End' --dry-run",
    "log dinner long ada nour taro anne --dry-run", "met long ada Zoe --at dinner --dry-run",
    "jot 'lunch with ada and taro' --dry-run", "snooze long 2w --dry-run", "skip long --dry-run",
    "pause long --dry-run", "archive long --dry-run", "merge long ada --dry-run",
    "undo --dry-run", "unlog 1 --dry-run", "note long hello --dry-run", "tag long red --dry-run",
    "edit long --work x --dry-run", "link long colleague taro --dry-run",
    "plan coffee long ada --dry-run", "plan --drop 1 --dry-run",
    "favour gave long 'a hand' --dry-run", "introduce long taro --dry-run", "find house",
    "find lion", "forget long --dry-run",
)  # fmt: skip


@pytest.fixture
def village(tinynet: Tinynet, built: Built) -> Tinynet:
    """People with a long name, emoji, names from right to left and in wide letters."""
    return built(tinynet, write_village)


def write_village(tinynet: Tinynet) -> None:
    for name, more in (
        (LONG, "--handle long --circle close --tag running --birthday 1980-03-04 --work Company"),
        ("\N{WOMAN}\N{ZERO WIDTH JOINER}\N{ROCKET} Ada \N{PARTY POPPER} Lovelace",
         "--handle ada --circle inner"),
        ("نور الدين", "--handle nour"),
        ("山田 太郎", "--handle taro --via long"),
        ("Anne Baker", "--handle anne --via ada --circle friends"),
    ):  # fmt: skip
        tinynet.ok(["add", name, *more.split()])
    for day in ("2025-06-01", "2025-06-05", "2025-06-10", "2025-08-01"):
        tinynet.ok(f"log coffee long ada nour --on {day} --at 'The Red Lion, Middle of Nowhere'")
        tinynet.ok(f"log dinner taro anne --on {day}")
    tinynet.ok("plan dinner long anne --by 2026-03-05 --note 'the new place by the canal we like'")
    tinynet.ok(["note", "long", "the new house and the dog and the cat and the bicycle " * 3])
    tinynet.ok(["note", "long", "--next", "ask about the new house and the dog and the cat " * 3])
    tinynet.ok(["favour", "gave", "long", "fixed the bicycle and the roof and the car " * 3])
    tinynet.ok("link long spouse ada")


@pytest.mark.parametrize("columns", [80, 60, 44])
def test_no_screen_is_wider_than_its_terminal(village: Tinynet, columns: int) -> None:
    village.environ["COLUMNS"] = str(columns)
    wide = [
        (screen, line)
        for screen in SCREENS
        for line in village.ok(screen or [], human=True).out.splitlines()
        if width(line) > columns
    ]
    assert wide == []


@pytest.mark.parametrize(
    ("columns", "head"),
    [
        (80, "name               handle  strength  depth  warmth  last contact  days  hours"),
        (60, "name           handle  strength  depth  warmth  last contact"),
        (44, "name            strength  depth  last contact"),
    ],
)
def test_rank_shortens_names_then_leaves_columns_out_and_never_cuts_a_number(
    village: Tinynet, columns: int, head: str
) -> None:
    village.environ["COLUMNS"] = str(columns)
    first, *lines = village.ok("rank", human=True).out.splitlines()
    assert first.split() == head.split()
    long = next(line for line in lines if line.startswith("Wolf"))
    name, _, rest = long.partition("…")
    assert LONG.startswith(name)
    assert "…" not in rest
    assert "0.59" in rest
    assert "7 months ago" in rest


def test_three_people_or_more_have_one_line_that_is_parted_between_them(village: Tinynet) -> None:
    village.environ["COLUMNS"] = "60"
    shown = village.ok("log dinner long ada nour taro anne", human=True).out.splitlines()
    assert shown[1:3] == [
        "  next due: Wolfeschlegelsteinh… 31 Mar · "
        "\N{WOMAN}\N{ZERO WIDTH JOINER}\N{ROCKET} 8 Mar ·",
        "    نور 27 May · 山田 27 May · Anne 30 Aug",
    ]


def test_two_people_have_their_numbers_and_a_long_name_gives_way(village: Tinynet) -> None:
    village.environ["COLUMNS"] = "80"
    shown = village.ok("log dinner long anne", human=True).out.splitlines()
    assert shown[1].startswith("  Wolfeschlegels…: next due Tue 31 Mar  strength ")
    assert shown[1].endswith(" x warmth 1.00")
    village.environ["COLUMNS"] = "50"
    shown = village.ok("log lunch long anne", human=True).out.splitlines()
    assert [line for line in shown if line.startswith("  Wolf")] == [
        "  Wolfeschleg…: next due Tue 31 Mar  strength 2.35"
    ]


@pytest.mark.parametrize("line", ["show anne", "brief anne", "list", "due", "history", "why anne"])
def test_no_line_ends_in_blanks_in_colour_either(network: Tinynet, line: str) -> None:
    network.ok("plan coffee anne")
    network.environ["FORCE_COLOR"] = "1"
    out = network.ok(line, human=True).out
    shown = re.sub(r"\x1b\[[0-9;]*m", "", out)
    assert shown != out
    assert [row for row in shown.splitlines() if row != row.rstrip()] == []


def test_one_long_handle_costs_nobody_else_a_column(tinynet: Tinynet) -> None:
    tinynet.environ["COLUMNS"] = "80"
    tinynet.ok("add 'Anne Baker' --circle close --tag running --tag book-club")
    tinynet.ok("add 'Maximiliana Theodora Wolfeschlegelstein' --handle maximiliana-theodora-wolfes")
    for who in ("anne-b", "maximiliana-theodora-wolfes"):
        tinynet.ok(["log", "coffee", who])
    ranked = tinynet.ok("rank", human=True).out.splitlines()
    assert ranked[0].split() == [
        "name", "handle", "strength", "depth", "warmth", "last", "contact", "days", "hours",
    ]  # fmt: skip
    numbers = ["1.37", "1.37", "1.00", "today", "1", "1"]
    assert ranked[1].split() == ["Anne", "Baker", "anne-b", *numbers]
    assert ranked[2].split()[-6:] == numbers
    listed = tinynet.ok("list", human=True).out.splitlines()
    assert listed[0].endswith("today  close  book-club running")
    assert "maximiliana-the…  today" in listed[1]


def test_the_first_run_parts_commands_from_what_they_do(tinynet: Tinynet) -> None:
    tinynet.environ["COLUMNS"] = "60"
    lines = tinynet.ok([], human=True).out.splitlines()
    at = lines.index('  tinynet add "Anne Baker"')
    assert lines[at + 1 : at + 3] == [
        "    somebody you would like to keep close",
        "  tinynet log coffee anne",
    ]


def test_wide_letters_are_not_lost_at_the_end_of_a_line(tinynet: Tinynet) -> None:
    tinynet.ok("add Anne")
    note = "王小明 " * 40
    tinynet.ok(["note", "anne", note])
    for columns in range(50, 70):
        tinynet.environ["COLUMNS"] = str(columns)
        shown = tinynet.ok("show anne", human=True).out
        assert ("…" in shown, shown.count("王小明")) == (False, 40), columns


def test_a_long_name_leaves_a_birthday_its_gift_ideas(village: Tinynet) -> None:
    village.environ["COLUMNS"] = "60"
    village.ok(["note", "long", "--fact", "gift idea", "a red kettle"])
    lines = village.ok("due", human=True).out.splitlines()
    at = next(at for at, line in enumerate(lines) if "birthday" in line)
    assert lines[at].startswith("Wed 4 Mar  Wolf")
    assert lines[at].endswith("…: birthday (46)")
    assert lines[at + 1] == "  gift ideas: a red kettle"


def test_find_leaves_out_who_else_was_there_before_its_text(village: Tinynet) -> None:
    village.environ["COLUMNS"] = "60"
    lines = village.ok("find lion", human=True).out.splitlines()
    assert len(lines) == 5
    assert all("Lion" in line and "with" not in line for line in lines[1:])
    village.environ["COLUMNS"] = "100"
    assert all(line.endswith("  with ada, nour") for line in
               village.ok("find lion", human=True).out.splitlines()[1:])  # fmt: skip


def test_the_brief_keeps_its_title_on_one_line(village: Tinynet) -> None:
    village.environ["COLUMNS"] = "60"
    first, second, *_ = village.ok("brief long", human=True).out.splitlines()
    assert first.endswith("…  long  close circle")
    assert second.startswith("last seen")


def test_history_puts_texts_below_where_many_people_leave_them_no_room(village: Tinynet) -> None:
    village.environ["COLUMNS"] = "60"
    village.ok(
        ["log", "walk", "long", "ada", "nour", "taro", "anne", "--at", "the sea in the far north"]
    )
    lines = village.ok("history --limit 1", human=True).out.splitlines()
    assert lines[0].split() == ["today", "walk", "1h", "#9"]
    assert lines[1] == "  long, ada, nour, taro, anne · the sea in the far north"
    village.environ["COLUMNS"] = "100"
    assert (
        "the sea in the far north"
        in village.ok("history --limit 1", human=True).out.splitlines()[0]
    )
