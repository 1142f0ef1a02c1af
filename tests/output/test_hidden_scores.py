"""`scores = false`: no reading command shows a person's depth, warmth, strength or hours."""

from __future__ import annotations

import re

import pytest
from command_line import Tinynet

from tinynet.cli.commands import COMMANDS

# What each command that tells of people is asked here.
READING = {
    "due": "due --all --within 1y",
    "rank": "rank",
    "why": "why anne",
    "show": "show anne",
    "list": "list --sort strength",
    "history": "history",
    "plans": "plans",
    "favours": "favours",
    "upcoming": "upcoming --within 1y",
    "circles": "circles",
    "year": "year 2026",
    "stats": "stats",
    "sources": "sources",
    "brief": "brief anne",
    "common": "common anne bob",
    "match": "match",
    "gather": "gather --size 2",
    "ask": "ask running",
    "introductions": "introductions",
    "through": "through",
    "log": "log coffee anne",
    "kinds": "kinds",
    "find": "find anne",
}
# These write, draw, keep house, or ask; what they say of a person is tested with them.
OTHERS = {
    "add", "jot", "met", "note", "tag", "link", "edit", "amend", "unlog", "plan", "favour",
    "introduce", "snooze", "skip", "pause", "archive", "merge", "remove", "forget", "undo", "redo",
    "quiz", "import", "email", "feed", "export", "backup", "restore", "doctor", "config", "init",
    "prompt", "demo", "help", "picture", "browse", "mcp", "sync",
}  # fmt: skip
WORDS = re.compile(r"\b(depth|warmth|strength)\b")


@pytest.fixture
def friends(network: Tinynet) -> Tinynet:
    """Anne and Bob share an interest and have many hours behind them."""
    network.ok("tag bob running")
    network.ok("log visit bob --for 23h --on 2026-02-01")
    network.ok("log visit anne bob --for 23h --on 2026-02-21")
    return network


def test_every_command_is_looked_at() -> None:
    assert set(COMMANDS) <= {*READING, *OTHERS}


@pytest.mark.parametrize("command", [name for name in READING if name in COMMANDS])
def test_no_number_of_a_person_is_shown(friends: Tinynet, command: str) -> None:
    people = friends.ok("rank --json").json["people"]
    keys = ("depth", "warmth", "strength", "hours")
    numbers = {f"{p[key]:.2f}" for p in people for key in keys if p["contact_days"]}
    friends.ok("config set scores false")
    shown = friends.ok(READING[command], human=True).out
    assert shown
    assert WORDS.search(shown) is None, shown
    assert not numbers & set(re.findall(r"\d+\.\d\d", shown)), shown


def test_what_programs_read_stays_as_it_is(friends: Tinynet) -> None:
    lines = ("due --all", "rank", "due --json", "rank --json", "rank -f csv", "why anne --json")
    before = [friends.ok(line).out for line in lines]
    friends.ok("config set scores false")
    assert [friends.ok(line).out for line in lines] == before


def test_the_order_stays(friends: Tinynet) -> None:
    def order() -> list[str]:
        shown = friends.ok("rank", human=True).out
        return sorted(("Anne", "Bob Marsh", "Caroline"), key=shown.index)

    before = order()
    friends.ok("config set scores false")
    assert order() == before
