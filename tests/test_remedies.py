"""What errors tell to type works when it is typed, whatever the names in it."""

from __future__ import annotations

import ast
import io
import os
import re
import shlex
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from command_line import Result, Terminal, Tinynet

import tinynet
from tinynet.cli import boundary
from tinynet.cli.commands import COMMANDS
from tinynet.cli.env import Env
from tinynet.errors import TinynetError

SOURCES = Path(tinynet.__file__).parent  # wherever it is installed
NAMES = ("a; touch x", "$(touch x)", "`touch x`", "O'Brien", 'x" ; touch x ; "', "* ? ~ !", "zoe")
# Wrong lines that name something typed, {} of them, in their remedy.
TYPED = (
    "{}", "show {}", "log coffee {}", "why {}", "brief {}", "snooze {} 2w", "plan coffee {}",
    "favour gave {} help", "log {} anne", "history --kind {}", "met --at {}", "import {}",
)  # fmt: skip
TERMINAL = "a terminal"  # where the answer goes, for once
# Wrong lines of every kind, whose remedies name a command; "line < what is on stdin".
WRONG = (
    "add", "why", "show anne b c", "circles 3", "log --onn", "log coffee anne --on", "due --json=3",
    "import", "import csv", "log", "log coffee", "plan", "plan coffee", "plan --drop 9",
    "plan --done 9", "plan --done n9", "plan --drop bob",
    "note anne --fact drink=tea", "undo 99", "redo 99 --yes", "amend 99 --note x",
    "unlog 99", "unlog x", "config get nope", "config nope", "help nope", "favour --remove 9",
    "favour", "met bob", "link", "note anne", "kinds add", "kinds remove nope", "log cofee anne",
    "serch", "serch anne", "delete anne", "anne", "coffee anne", "add Zoe Li",
    "due 3", "list --tag", "export", "init",
    "snooze anne", "show zebedee", "log coffee @nope", "log coffee @old", "tag - york",
    "tag - york < nobody", 'log --batch - < {"kind": 3, "people": ["anne"]}',
    "log --batch - < coffee\tzork", "help zzzzz", "amend 1", "jot --keep-going", "jot",
    "log coffee anne --keep-going",
    "export json < a terminal",
    "kinds list x", "kinds add coffee", "kinds remove coffee", "kinds remove sauna",
    "met --at dinner", "jot #food", "jot 'called Anne and texted Bob'", "show @",
    "add '!'", "add Zoe --birthday 3/4/1980",
    "merge --dismiss", "merge anne", "merge bob marsh",
    "export vcard --json", "export json --json", "feed --json", "config get x",
    "import folder", "import odd.txt", "import odd.csv",
    "import vcard friends.json", "import json book.vcf", "import book.vcf friends.json",
    "due anne", "due --limit 0", "undo x", "ask", "ask ''", "common anne", "gather --size 9",
    "gather --with anne --with bob", "introduce anne caroline --remove", "brief",
    "quiz --answer nope --grade good", "add Zoe --handle anne", "edit anne --handle bob-m", "edit",
    "edit anne --remove", "edit anne --id w1", "edit anne --remove --tag no", "edit caroline",
    "link anne spouse bob --remove", "link anne spouse bob --id r1", "link anne --remove --id r9",
    "note anne --remove", "note anne coke --fact drink", "note anne --remove --fact no",
    "note anne x --id n99", "note anne x --id 7", "note anne --done --id n1",
    "favour gave", "favour --remove 9 anne", "favour --remove x", "plan --drop caroline",
    "plan --drop 3",
    "plan walk me", "backup --list x", "backup --encrypt", "restore",
    "restore 99", "restore nope", "restore 1999-01-01", "restore ./junk.db", "find", "find ''",
    "picture orbit anne", "picture person", "show anne --photo",
    "picture year --format human", "picture days 20x",
    "picture days 2024 2025", "picture year 20x", "picture orbit --out folder",
    "link anne", "edit dora --id w2 --email x@example.org",
)  # fmt: skip
# Files beside the database that commands above name.
FILES = {
    "book.vcf": "BEGIN:VCARD\nVERSION:4.0\nFN:Dora\nURL:https://example.org\nEND:VCARD\n",
    "folder/friends.md": "### Friends:\n\n- Dora\n",
    "friends.json": "{}",
    "odd.txt": "nothing that anybody reads\n",
    "odd.csv": "a,b,c\n1,2,3\n",
    "empty": "",
    "junk.db": "no database",
}


def commands(remedy: str) -> list[str]:
    """The command that a remedy ends in, if it does."""
    _, mark, command = remedy.rpartition(": tinynet ")
    return [f"tinynet {command}"] if mark else []


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


def words_of(tinynet: Tinynet, line: str) -> list[str]:
    """The words that bash gives to tinynet, in an empty folder that has to stay empty."""
    folder = tinynet.folder / "empty"
    folder.mkdir(exist_ok=True)
    told = subprocess.run(
        ["bash", "-c", f"""tinynet() {{ printf '%s\\0' "$@"; }}\n{line}"""], cwd=folder,
        capture_output=True, text=True, encoding="utf-8", check=True, stdin=subprocess.DEVNULL,
        env=tinynet.environ,
    )  # fmt: skip
    assert list(folder.iterdir()) == [], line
    return told.stdout.split("\0")[:-1]


def nobody(here: Tinynet) -> None:
    """A first run."""
    here.path.unlink()


def no_backups(here: Tinynet) -> None:
    """A database without a backup."""


def spoilt_backups(here: Tinynet) -> None:
    """Backups that end too early."""
    for line in ("backup", "note anne x", "backup"):
        here.ok(line)
    for file in (here.path.parent / "backups").iterdir():
        os.truncate(file, 5000)


def config(text: str) -> Callable[[Tinynet], None]:
    """A config file."""

    def write(here: Tinynet) -> None:
        file = Path(here.ok("config path").out.strip())
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    return write


def damage(statement: str) -> Callable[[Tinynet], None]:
    """A change of the database that tinynet would never make, after a note as unit 6."""

    def change(here: Tinynet) -> None:
        here.ok("note anne x")
        with closing(sqlite3.connect(here.path)) as connection:
            connection.execute("PRAGMA ignore_check_constraints=1")
            connection.execute(statement)
            connection.commit()

    return change


def hollow(here: Tinynet) -> None:
    """A file that begins as a database, and holds none."""
    here.path.write_bytes(b"SQLite format 3\0" + b"\xff" * 9000)


def torn(here: Tinynet) -> None:
    """A database with a page of nothing in it."""
    data = bytearray(here.path.read_bytes())
    with closing(sqlite3.connect(here.path)) as connection:
        (page,) = connection.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'interaction'"
        ).fetchone()
    data[(page - 1) * 4096 : page * 4096] = b"\xff" * 4096
    here.path.write_bytes(data)


# What is only wrong in a database or a config file of a special kind.
TROUBLES: tuple[tuple[Callable[[Tinynet], None], tuple[str, ...]], ...] = (
    (nobody, ("show x", "gather", "backup", "export vcard cards/")),
    (no_backups, ("restore",)),
    (spoilt_backups, ("restore",)),
    (config("due = 3\n"), ("config set due.cadence 3w",)),
    (config("due = = 3\n"), ("due",)),
    (config("#" * 2_000_000), ("due",)),
    (damage("UPDATE interaction SET [on] = 'once' WHERE id = 2"), ("history --format human",)),
    (damage("UPDATE change SET name = 'nowhere'"), ("undo",)),
    (
        damage(
            "UPDATE change SET name = 'note', op = 'D', key = NULL, old = json_object('id', 99,"
            " 'person_id', 77, 'on', '2026-01-01', 'text', 'x') WHERE unit_id = 6"
        ),
        ("undo",),
    ),
    (hollow, ("doctor --salvage new.db", "due")),
    (torn, ("backup copy.db", "history")),
)  # fmt: skip


# What no line above reaches, and why.
UNREACHED = {
    ("errors.py", "is not here any more"): (
        "somebody would have to go while it is asked: tests/cli/test_find_people.py"
    ),
    ("screen/", ""): "needs a terminal, or has none: tests/screen/test_browse.py",
    ("agents/", ""): "an agent gets it as an answer, and nobody at a terminal",
    ("sync/", ""): "several machines and a folder between them are needed: tests/sync",
    ("safety/undo_rows.py", "What came in from your other devices"): "as above: tests/sync",
    ("people/edit_form.py", "was taken out while the form was open"): (
        "an editor would have to be open meanwhile: tests/people/test_edit.py"
    ),
    ("cli/find_people.py", "The person you chose for"): (
        "somebody would have to be taken out while it is asked who is meant"
    ),
    ("contacts/sentences/when.py", "is a plan, not something that happened"): (
        "jot catches it, and keeps the sentence as a plan or a note"
    ),
    ("db/copies.py", "The database is damaged"): (
        "the database would have to be damaged between being checked and being copied"
    ),
    ("db/failures.py", "The undo history does not fit the database"): (
        "what does not fit is found row by row, before the commit finds it"
    ),
}


class Raised(NamedTuple):
    """An error that was made: where in the sources, and what it says."""

    file: str
    line: int
    message: str
    remedy: str


@pytest.fixture
def raised(monkeypatch: pytest.MonkeyPatch) -> list[Raised]:
    """Every error that is made from now on."""
    made: list[Raised] = []
    init = TinynetError.__init__

    def noting(self: TinynetError, message: str, remedy: str = "", *more: Any) -> None:
        init(self, message, remedy, *more)
        frame = sys._getframe(1)  # noqa: SLF001  where the sentence stands in the sources
        file = str(Path(frame.f_code.co_filename).relative_to(SOURCES))
        made.append(Raised(file, frame.f_lineno, message, remedy))

    monkeypatch.setattr(TinynetError, "__init__", noting)
    return made


@cache
def calls_of_errors() -> tuple[tuple[Path, str, ast.Call], ...]:
    """Each call in the sources that makes an error with a remedy: its file, its name and itself."""
    found = []
    for file in sorted(SOURCES.rglob("*.py")):
        text = file.read_text(encoding="utf-8")
        if "Error(" not in text and "__init__(" not in text:
            continue  # two thirds of them: to walk through all takes three seconds
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Call) and len(node.args) > 1:
                name = getattr(node.func, "id", getattr(node.func, "attr", ""))
                if name.endswith("Error") or name == "__init__":
                    found.append((file, name, node))
    return tuple(found)


def error_sites() -> dict[tuple[str, int, int], str]:
    """Each place in the sources that makes an error whose remedy names a command, and its text."""
    sites = {}
    for file, _, node in calls_of_errors():
        texts = [
            [n.value for n in ast.walk(part) if isinstance(n, ast.Constant)] for part in node.args
        ]
        said = ["".join(text for text in part if isinstance(text, str)) for part in texts]
        if any(word in COMMANDS for word in re.findall(r"\btinynet ([a-z]+)", said[1])):
            place = (str(file.relative_to(SOURCES)), node.lineno, node.end_lineno or 0)
            sites[place] = said[0]
    return sites


@pytest.mark.parametrize("name", NAMES)
def test_a_remedy_with_a_name_in_it_is_quoted_and_works(network: Tinynet, name: str) -> None:
    ran = 0
    for line in TYPED:
        words = [name if word == "{}" else word for word in line.split()]
        result = network(words)
        assert result.code in {1, 2, 4}, words
        for command in commands(result.err.rstrip()):
            if name not in shlex.split(command):
                continue
            done = network(words_of(network, command))
            assert done.err != result.err, (words, command)
            ran += 1
            network("undo --yes")
    assert ran >= (6 if any(map(str.isalpha, name)) else 4)  # nobody is called "* ? ~ !"


def run(network: Tinynet, line: str) -> Result:
    """Run a line of WRONG, with what stands after < on its standard input."""
    words, _, stdin = line.partition(" < ")
    if stdin == TERMINAL:
        env = Env(network.environ, words.split(), stdout=Terminal(), stderr=(err := io.StringIO()))
        return Result(boundary.run(env, words.split()), "", err.getvalue())
    return network(words, stdin=stdin)


def make_ready(network: Tinynet) -> None:
    """Bring about what the lines of WRONG need."""
    for line in (
        "plan walk bob", "plan coffee bob", "plan coffee anne", "plan --drop 3", "kinds add sauna",
        "plan sauna bob", "add Old --tag old", "archive old", "note anne hello",
        "note anne tea --fact drink", "note anne milk --fact drink --add", "link anne avoid bob",
        "backup", "import book.vcf",
    ):  # fmt: skip
        network.ok(line)


def test_every_remedy_works_or_fails_in_another_way(
    network: Tinynet, raised: list[Raised], monkeypatch: pytest.MonkeyPatch
) -> None:
    troubled = [(trouble, line) for trouble, lines in TROUBLES for line in lines]
    lines = [(network, line) for line in WRONG]
    for number, (trouble, line) in enumerate(troubled):
        here = Tinynet(network.folder / str(number))
        here.path.parent.mkdir(parents=True)
        here.path.write_bytes(network.path.read_bytes())
        trouble(here)
        lines.append((here, line))
    monkeypatch.chdir(network.folder)
    monkeypatch.setattr("os.isatty", lambda number: number == Terminal().fileno())
    Path("folder").mkdir()
    for name, text in FILES.items():
        Path(name).write_text(text, encoding="utf-8")
    make_ready(network)
    reached, ran = set(), 0
    for here, line in lines:
        raised.clear()
        result = run(here, line)
        assert result.code, line
        reached |= {(error.file, error.line) for error in raised}
        for command in commands(raised[-1].remedy):
            again = again_with(here, command)
            assert (again.code, again.err) != (result.code, result.err), (line, command)
            assert "There is no command" not in again.err, (line, command)
            assert "has no option" not in again.err, (line, command)
            ran += 1
    assert ran >= 100
    missed = [
        f"{file}: {text}"
        for (file, first, last), text in error_sites().items()
        if not any(file == at and first <= line <= last for at, line in reached)
        and not any(file.startswith(at) and part in text for at, part in UNREACHED)
    ]
    assert missed == [], "\n".join(missed)


def again_with(network: Tinynet, command: str) -> Result:
    """Run what a remedy says to type."""
    if "|" in command:
        return typed(network, command)
    return network(shlex.split(command)[1:])


def test_every_remedy_in_the_program_names_commands_that_there_are() -> None:
    wrong = []
    for file, name, node in calls_of_errors():
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


def test_a_remedy_has_its_command_last_after_a_colon() -> None:
    """So that it can be copied, and nothing that follows looks like a part of it."""
    wrong = []
    for file, name, node in calls_of_errors():
        if not name.endswith("Error"):
            continue
        for part in ast.walk(node.args[1]):
            if isinstance(part, ast.Constant) and isinstance(part.value, str):
                text = part.value
            elif isinstance(part, ast.JoinedStr):
                texts = [v.value if isinstance(v, ast.Constant) else "{}" for v in part.values]
                text = "".join(texts)
            else:
                continue
            before, _, after = text.rpartition("tinynet ")
            if after.split(" ")[0] in COMMANDS and not (
                before.endswith(": ") or part is not node.args[1]
            ):
                wrong.append((file.name, text))
            if ": tinynet " in text and re.search(r"[;.,]( |$)| or ", text.split(": tinynet ")[-1]):
                wrong.append((file.name, text))
    assert wrong == []
