"""The manual: the same words as --help, and nothing in them that roff would take for its own."""

from __future__ import annotations

import re
import shutil
import subprocess

import pytest

from tinynet.cli.commands import COMMANDS
from tinynet.cli.env import Env
from tinynet.cli.help import command_text
from tinynet.cli.man_pages import escaped, pages, plain_start

HEADINGS = ("Usage:", "Arguments:", "Options:", "Examples:")
SIGNS = {r"\-": "-", r"\e": "\\", r"\(aq": "'", r"\(ga": "`", r"\(ha": "^", r"\(ti": "~",
         r"\(dq": '"', r"\&": ""}  # fmt: skip


@pytest.fixture(scope="module")
def manual() -> dict[str, str]:
    return pages()


def words_of(roff: str) -> list[str]:
    """What a page says between its name and what else to see."""
    text = roff[roff.index(".SH SYNOPSIS") : roff.rindex(".SH SEE ALSO")]
    lines = [re.sub(r"^\.B ", "", line) for line in text.splitlines()]
    said = " ".join(line for line in lines if not re.match(r"\.[A-Z]", line))
    return re.sub(r"\\(?:\(..|.)", lambda sign: SIGNS[sign[0]], said).split()


@pytest.mark.parametrize("command", list(COMMANDS))
def test_a_page_says_what_help_says(command: str, manual: dict[str, str]) -> None:
    said = [word for word in command_text(Env({}), command).split() if word not in HEADINGS]
    assert words_of(manual[f"tinynet-{command}.1"]) == said


def test_the_first_page_names_every_command_and_topic(manual: dict[str, str]) -> None:
    said = words_of(manual["tinynet.1"])
    assert [word for word in said if word.startswith("tinynet-")] == [
        f"tinynet-{command}(1)" for command in COMMANDS
    ]
    assert {"dates", "json", "exit-codes", "env"} <= set(said)
    assert manual["tinynet.1"].splitlines()[-1] == rf".BR tinynet\-{escaped([*COMMANDS][-1])} (1)"


def test_nothing_of_a_text_is_taken_for_roff() -> None:
    assert escaped(r"""a\b -c 'd' `e` ^f ~g "h" """.strip()) == (
        r"a\eb \-c \(aqd\(aq \(gae\(ga \(haf \(tig \(dqh\(dq"
    )
    assert [plain_start(line) for line in (".so /etc/passwd", "a. b")] == [
        r"\&.so /etc/passwd", "a. b",
    ]  # fmt: skip


def test_no_line_but_an_example_is_wider_than_mandoc_likes(manual: dict[str, str]) -> None:
    lines = [line for text in manual.values() for line in text.split(".SH EXAMPLES")[0].split("\n")]
    assert max(len(line.encode()) for line in lines) <= 80


@pytest.mark.skipif(not shutil.which("mandoc"), reason="mandoc is not here")
def test_mandoc_finds_no_fault(manual: dict[str, str], tmp_path) -> None:
    for name, text in manual.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    checked = subprocess.run(
        ["mandoc", "-Tlint", *manual], capture_output=True, text=True, cwd=tmp_path, check=False
    )
    assert (checked.stdout, checked.stderr) == ("", "")
