"""The generated pages say what the program says now, and the written ones name what there is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tinynet.cli import reference
from tinynet.cli.commands import COMMANDS
from tinynet.shell.init import SHELLS

DOCS = Path(__file__).parents[2] / "docs"


def test_the_generated_pages_are_fresh() -> None:
    assert reference.stale(DOCS.parent) == [], "run python -m tinynet.cli.reference"


def test_every_command_has_its_section_with_its_own_options_only() -> None:
    text = reference.commands()
    assert re.findall(r"^## (.*)$", text, flags=re.MULTILINE) == [
        "Options of every command", *COMMANDS,
    ]  # fmt: skip
    head, *sections = text.split("\n## ")
    assert "say what would happen, change nothing" in sections[0]
    for section in sections[1:]:
        assert "say what would happen, change nothing" not in section
        assert "Examples:\n" in section
    assert all(f"| [{name}](#{name}) |" in head for name in COMMANDS)


@pytest.mark.parametrize("page", ["shell.md", "timers.md"])
def test_the_pages_about_the_shell_name_commands_and_pages_there_are(page: str) -> None:
    text = (DOCS / page).read_text(encoding="utf-8")
    named = set(re.findall(r"\btinynet(?:\"\)?)? ([a-z]+)\b(?=[ `\n)\"])", text))
    assert "due" in named
    prose = {"has", "in", "cannot"}
    assert {word for word in named if word not in COMMANDS} <= prose
    for link in re.findall(r"\]\(([a-z-]+\.md)\)", text):
        assert (DOCS / link).exists(), link


def test_the_shell_page_has_a_line_for_every_shell() -> None:
    text = (DOCS / "shell.md").read_text(encoding="utf-8")
    for shell in SHELLS:
        assert f"tinynet init {shell}" in text
