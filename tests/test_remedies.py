"""What errors tell to type works when it is typed, whatever the names in it."""

from __future__ import annotations

import ast
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from command_line import Result, Tinynet

from tinynet.cli.commands import COMMANDS

SOURCES = Path(__file__).parents[1] / "src" / "tinynet"
NAMES = ("a; touch x", "$(touch x)", "`touch x`", "O'Brien", 'x" ; touch x ; "', "* ? ~ !", "zoe")
# Wrong lines that name something typed, {} of them, in their remedy.
TYPED = (
    "{}", "show {}", "log coffee {}", "why {}", "brief {}", "snooze {} 2w", "plan coffee {}",
    "favour gave {} help", "log {} anne", "history --kind {}", "met --at {}", "import {}",
)  # fmt: skip
# Wrong lines of every kind, whose remedies name a command.
WRONG = (
    "add", "why", "show anne b c", "circles 3", "log --onn", "log coffee anne --on", "due --json=3",
    "import", "import csv", "log", "log coffee", "plan", "plan coffee", "plan --drop 9",
    "plan --done 9", "plan --drop bob", "undo 99", "redo 99 --yes", "amend 99 --note x",
    "unlog 99", "unlog x", "config get nope", "config nope", "help nope", "favour --remove 9",
    "favour", "met bob", "link", "note anne", "kinds add", "kinds remove nope", "log cofee anne",
    "serch", "delete anne", "due 3", "list --tag", "export", "init", "snooze anne",
)  # fmt: skip


def commands(result: Result) -> list[str]:
    """The command lines that the remedy of an error names."""
    remedy = result.err.split("\n", 1)[-1].strip()
    found = []
    for start in re.finditer(r"\btinynet (?=[a-z])", remedy):
        line = remedy[start.start() :].split("\n")[0]
        if not re.search(r": $", remedy[: start.start()]):
            line = re.split(r"[;,?]| (?:for|lists|has|and|or|to) |\.$|\. ", line)[0]
        found.append(line)
    return found


def typed(tinynet: Tinynet, line: str) -> Result:
    """What a shell makes of a command line, in an empty folder."""
    folder = tinynet.folder / "typed"
    folder.mkdir(exist_ok=True)
    path = tinynet.folder / "bin"
    path.mkdir(exist_ok=True)
    shim = path / "tinynet"
    shim.write_text(f'#!/bin/sh\nexec {sys.executable} -m tinynet "$@"\n')
    shim.chmod(0o755)
    done = subprocess.run(
        ["bash", "-c", line], cwd=folder, capture_output=True, text=True, check=False,
        stdin=subprocess.DEVNULL,
        env={**tinynet.environ, "PATH": f"{path}{os.pathsep}{os.environ['PATH']}"},
    )  # fmt: skip
    assert not (folder / "x").exists(), line
    return Result(done.returncode, done.stdout, done.stderr)


@pytest.mark.parametrize("name", NAMES)
def test_a_remedy_with_a_name_in_it_is_quoted_and_works(network: Tinynet, name: str) -> None:
    ran = 0
    for line in TYPED:
        words = [name if word == "{}" else word for word in line.split()]
        result = network(words)
        assert result.code in {1, 2, 4}, words
        for command in commands(result):
            if name not in shlex.split(command):
                continue
            done = typed(network, command)
            assert done.err != result.err, (words, command)
            ran += 1
            network("undo --yes")
    assert ran >= 6


def test_every_remedy_that_names_a_command_works_or_fails_in_another_way(
    network: Tinynet,
) -> None:
    network.ok("plan walk bob")
    network.ok("plan coffee bob")
    ran = 0
    for line in WRONG:
        result = network(line)
        assert result.code, line
        for command in commands(result):
            words = shlex.split(command)[1:]
            again = network(words)
            assert (again.code, again.err) != (result.code, result.err), (line, command)
            assert "There is no command" not in again.err, (line, command)
            assert "has no option" not in again.err, (line, command)
            ran += 1
    assert ran >= 30


def test_every_remedy_in_the_program_names_commands_that_there_are() -> None:
    wrong = []
    for file in SOURCES.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and len(node.args) > 1):
                continue
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if not name.endswith("Error"):
                continue
            parts = [n.value for n in ast.walk(node.args[1]) if isinstance(n, ast.Constant)]
            for text in (part for part in parts if isinstance(part, str)):
                wrong += [
                    (file.name, word)
                    for word in re.findall(r"\btinynet ([a-z]+)", text)
                    if word not in COMMANDS and word not in {"that", "has", "can", "knows", "makes"}
                ]
    assert wrong == []
