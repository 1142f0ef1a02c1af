"""Every line of the README's five minutes runs as it is written there."""

from __future__ import annotations

import shlex
from pathlib import Path

from command_line import Tinynet

README = Path(__file__).parents[2] / "README.md"
ASKS = "--repeat"  # on a terminal; elsewhere it wants --yes


def five_minutes() -> list[list[str]]:
    """The command lines of the block, without their comments."""
    block = README.read_text(encoding="utf-8").split("## Five minutes")[1].split("```")[1]
    lines = (shlex.split(line, comments=True) for line in block.splitlines()[1:])
    return [words[1:] for words in lines if words[:1] == ["tinynet"]]


def test_each_line_of_the_five_minutes_does_what_it_says(tinynet: Tinynet, monkeypatch) -> None:
    monkeypatch.chdir(tinynet.folder)
    tinynet.environ["EDITOR"] = "true"
    for words in (
        "add 'Anne Baker' --tag bookclub --tag running", "add 'Bob Marsh' --tag bookclub",
        "add 'Grace Hopper' --tag running", "note bob 'has a van for moving'",
        "add 'the tall one with the podcast'", "add 'Sam Reed' --tag running",
    ):  # fmt: skip
        tinynet.ok(words)
    tinynet.ok("export vcard contacts.vcf")
    tinynet.ok("export friends friends.md")
    lines = five_minutes()
    assert len(lines) > 20
    for words in lines:
        tinynet.ok([*words, "--yes"] if ASKS in words else words)
    assert Path("friends.json").exists()
    assert tinynet.ok("plans --json").json["plans"][0]["people"] == ["caroline-m"]
    assert "snooze" not in tinynet.ok("undo --list").out.splitlines()[1]
