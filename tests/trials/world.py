"""What every trial uses: a network to hurt, what is found out of it, and the list of trials."""

from __future__ import annotations

import itertools
import os
import random
import shlex
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from command_line import Result, Tinynet

INSTALLED = Path(sys.executable).with_name("tinynet")
PROGRAM = [str(INSTALLED)] if INSTALLED.exists() else [sys.executable, "-m", "tinynet"]
KILLED = -9
MISTAKE = "mistake in tinynet"  # what the error boundary says of what nobody foresaw
NOTES = 5  # failures that are told one by one


class NotHereError(Exception):
    """This trial cannot run on this machine; the text says why."""


@dataclass
class Tally:
    """What a trial found."""

    tried: int = 0
    failed: int = 0
    notes: list[str] = field(default_factory=list)
    aside: str = ""  # what else should be known of it

    def check(self, held: object, what: object) -> None:
        """Count one try; `what` tells a failure so that it can be repeated."""
        self.tried += 1
        if not held:
            self.failed += 1
            if len(self.notes) < NOTES:
                self.notes.append(str(what))


@dataclass(frozen=True)
class Trial:
    """A promise, and how often it is put to the test: in the suite (0: it has other tests there),
    by default, and in full."""

    name: str
    run: Callable[[World, int], Tally]
    suite: int
    quick: int
    full: int


TRIALS: dict[str, Trial] = {}
COPIES = itertools.count()


def trial(name: str, *, suite: int = 0, quick: int, full: int) -> Callable[[Any], Any]:
    """Enter a function (world, count) -> Tally into the list."""

    def enter(run: Callable[[World, int], Tally]) -> Callable[[World, int], Tally]:
        TRIALS[name] = Trial(name, run, suite, quick, full)
        return run

    return enter


class World(Tinynet):
    """A tinynet with Anne, Bob and Caroline in a folder of its own, run as it is installed."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.dice = random.Random(7)
        if "PYTHONPATH" in os.environ:  # another tinynet than the installed one
            self.environ["PYTHONPATH"] = os.environ["PYTHONPATH"]

    def peopled(self) -> World:
        """The same with the three in it."""
        self.ok("add Anne --met 'the stall' --tag running --birthday 1980-03-04")
        self.ok("add 'Bob Marsh' --circle friends --email bob@example.org")
        self.ok("add 'Caroline Øvergård' --via anne --every 2w --note 'likes boats'")
        self.ok("log dinner anne bob --on 2026-02-01 --note 'his new job'")
        return self

    def start(self, line: str | list[str], *before: str, **more: Any) -> subprocess.Popen[str]:
        """Start a command line; `before` is a program that starts it, such as strace."""
        words = shlex.split(line) if isinstance(line, str) else line
        given = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        return subprocess.Popen(
            [*before, *PROGRAM, *words],
            env=self.environ, text=True, encoding="utf-8", errors="replace", **(given | more),
        )  # fmt: skip

    def run(self, line: str | list[str], *before: str, **more: Any) -> Result:
        """Run a command line as a process."""
        return finished(self.start(line, *before, **more))

    def copy(self) -> World:
        """The same world in a new folder, to be hurt."""
        other = World(self.folder.with_name(f"copy-{next(COPIES)}"))
        shutil.copytree(self.folder, other.folder, symlinks=True)
        other.environ |= {"HOME": str(other.folder), "TINYNET_DB": str(other.path)}
        other.environ["XDG_CONFIG_HOME"] = str(other.folder / "config")
        return other

    def gone(self) -> None:
        """Remove the folder; a trial of 500 copies should not need 500 times the space."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def sound(self) -> bool:
        """Whether SQLite and the next command find nothing wrong; rolls back what a crash left."""
        return self("due").code == 0 and check(self.path) == "ok"

    def notes(self) -> list[str]:
        """The notes of all contacts."""
        return [row[0] for row in query(self.path, "SELECT note FROM interaction")]

    def files(self) -> Iterator[Path]:
        """Everything in the world's folder."""
        yield from self.folder.rglob("*")


def finished(process: subprocess.Popen[str], seconds: float = 120) -> Result:
    """Wait for a process."""
    out, err = process.communicate(timeout=seconds)
    return Result(process.returncode, out or "", err or "")


def calm(result: Result) -> bool:
    """Whether a command said what it had to say in sentences."""
    return "Traceback" not in result.err and MISTAKE not in result.err


def query(path: Path, text: str) -> list[tuple[Any, ...]]:
    """The rows of a query."""
    with closing(sqlite3.connect(path, timeout=10)) as connection:
        return connection.execute(text).fetchall()


def check(path: Path) -> str:
    """What SQLite's own check of a database says; "ok" is what it should be."""
    try:
        return str(query(path, "PRAGMA integrity_check")[0][0])
    except sqlite3.DatabaseError as error:
        return str(error)


def content(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all tables except for the clock's time in the undo history."""
    tables = [row[0] for row in query(path, "SELECT name FROM sqlite_master WHERE type = 'table'")]
    columns = dict.fromkeys(tables, "*") | {"unit": "id, label, undone"}
    return {name: sorted(query(path, f"SELECT {columns[name]} FROM {name}"), key=repr)
            for name in tables}  # fmt: skip


def has(command: str) -> None:
    """Make sure that a command exists.

    Raises:
        NotHereError: It does not.
    """
    from tinynet.cli.commands import COMMANDS

    if command not in COMMANDS:
        raise NotHereError(f"there is no {command} yet")


def needs(program: str) -> str:
    """Where a program is.

    Raises:
        NotHereError: It is not installed.
    """
    found = shutil.which(program)
    if found is None:
        raise NotHereError(f"{program} is not installed")
    return found


def needs_root(what: str) -> None:
    """Make sure that this is root.

    Raises:
        NotHereError: It is not.
    """
    if os.geteuid() != 0:
        raise NotHereError(f"{what} needs root")
