"""The page about JSON tells the truth: real answers have the keys that the TypedDicts have.

Every `--json` that any test asks for is compared by the helper `Tinynet`, too.
"""

from __future__ import annotations

from pathlib import Path
from typing import NotRequired, TypedDict

import contracts
import pytest
from command_line import Tinynet
from contracts import faults

from tinynet.cli import fastlane, json_reference
from tinynet.cli.commands import COMMANDS

PAGE = Path(__file__).parents[2] / "docs" / "json.md"

# What each command is asked; the helper compares the answers.
LINES = {
    "add": "add 'Dora Lind' --work Harbour",
    "show": "show anne",
    "list": "list",
    "edit": "edit anne --circle close",
    "note": "note anne hello",
    "tag": "tag anne baking",
    "link": "link anne child bob",
    "archive": "archive bob",
    "remove": "remove bob --yes",
    "log": "log coffee anne",
    "jot": "jot 'coffee with Anne'",
    "met": "met anne 'Dora Lind' --at fair",
    "history": "history",
    "amend": "amend 1 --for 2h",
    "unlog": "unlog 1",
    "kinds": "kinds",
    "due": "due",
    "why": "why anne",
    "rank": "rank",
    "circles": "circles",
    "upcoming": "upcoming --within 1y",
    "snooze": "snooze anne 2w",
    "skip": "skip anne",
    "pause": "pause anne",
    "plan": "plan coffee anne",
    "plans": "plans",
    "favour": "favour gave anne fixed her bicycle",
    "favours": "favours",
    "find": "find lion",
    "brief": "brief anne",
    "quiz": "quiz",
    "introduce": "introduce anne bob",
    "introductions": "introductions",
    "through": "through",
    "common": "common anne bob",
    "ask": "ask running",
    "match": "match",
    "gather": "gather --size 2",
    "year": "year 2025",
    "stats": "stats",
    "sources": "sources",
    "picture": "picture orbit",
    "undo": "undo",
    "redo": "redo",
    "backup": "backup",
    "restore": "restore --dry-run",
    "doctor": "doctor",
    "forget": "forget bob --dry-run",
    "merge": "merge",
    "import": "import people.csv --dry-run",
    "export": "export csv friends.csv",
    "email": "email anne",
    "feed": "feed feed.ics",
    "sync": "sync",
    "config": "config",
    "init": "init bash",
    "mcp": "mcp --log",
    "prompt": "prompt",
    "demo": "demo",
    "help": "help dates",
}


class Inner(TypedDict):
    """Part of one."""

    on: str
    days: int | None


class Example(TypedDict):
    """A document."""

    total: int
    parts: list[Inner]
    more: NotRequired[bool]


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        ({"total": 1, "parts": []}, []),
        ({"total": 1, "parts": [{"on": "x", "days": None}], "more": True}, []),
        ({"total": "1", "parts": []}, ["Example.total is '1', no int"]),
        ({"total": True, "parts": []}, ["Example.total is True, no int"]),
        ({"parts": []}, ["Example.total is missing"]),
        ({"total": 1, "parts": {}}, ["Example.parts is {}, no list"]),
        ({"total": 1, "parts": [{"on": "x"}]}, ["Example.parts[].days is missing"]),
        ({"total": 1, "parts": [], "said": "so"}, ["Example.said is not in Example"]),
    ],
)
def test_a_document_that_differs_from_its_type_is_told_by_the_key(
    document: dict[str, object], expected: list[str]
) -> None:
    assert faults(document, Example, "Example") == expected


def test_a_type_is_told_in_words() -> None:
    assert json_reference.section(Example) == (
        "**Example**: A document.\n\n| key | holds |\n|---|---|\n"
        "| `total` | whole number |\n"
        "| `parts` | list: **Inner** |\n"
        "| `more` | true or false; may be missing |\n"
    )


def test_an_answer_with_a_key_that_is_not_told_of_fails(
    network: Tinynet, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(contracts, "documents", lambda _: [Example])
    with pytest.raises(AssertionError, match=r"rank --json: Example\.\w+ is"):
        network.ok("rank --json")


@pytest.mark.parametrize("command", [one for one in COMMANDS if one != "browse"])  # a screen
def test_every_command_answers_what_it_promises(
    network: Tinynet, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(network.folder)
    Path("people.csv").write_text("Name,E-mail\nDora Lind,dora@example.org\n", encoding="utf-8")
    network.ok("edit anne --email anne@example.org")
    if command == "sync":  # which needs to be a device
        network.ok(f"sync init {network.folder} --name laptop")
    document = network.ok(f"{LINES[command]} --json").json
    records = map(json_reference.keys, json_reference.documents(command))
    assert any(set(known) >= set(document) - {"schema"} for known in records)


def test_a_command_that_names_no_document_fails(
    network: Tinynet, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(fastlane.load("rank").__annotations__, "return", "Answer")
    contracts.documents.cache_clear()
    with pytest.raises(LookupError, match="rank names no document"):
        network("rank --json")
    with pytest.raises(LookupError, match="rank names no document"):
        json_reference.records()


def test_every_document_of_every_command_stands_on_the_page() -> None:
    text = PAGE.read_text(encoding="utf-8")
    for command in COMMANDS:
        for record in json_reference.documents(command):
            assert f"**{record.__name__}**" in text
