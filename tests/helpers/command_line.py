"""Run command lines in tests, in this process or in a new one."""

from __future__ import annotations

import io
import json
import os
import shlex
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import contracts

from tinynet.cli import boundary
from tinynet.cli.commands import COMMANDS
from tinynet.cli.env import Env

TODAY = "2026-03-01"  # a Sunday


@dataclass(frozen=True)
class Result:
    """The result of a command line."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def error(self) -> Any:
        return json.loads(self.err)["error"]


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def fileno(self) -> int:
        return -1


class Tinynet:
    """Runs command lines on one database; `today` may be moved between two of them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder / "data" / "tinynet.db"
        self.environ = {
            "HOME": str(folder),
            "PATH": os.environ["PATH"],
            "XDG_CONFIG_HOME": str(folder / "config"),
            "TINYNET_DB": str(self.path),
            "TINYNET_TODAY": TODAY,
            "COLUMNS": "100",
            "TMPDIR": tempfile.gettempdir(),
        }

    def at(self, today: str) -> Tinynet:
        self.environ["TINYNET_TODAY"] = today
        return self

    def __call__(self, line: str | list[str], *, stdin: str = "", human: bool = False) -> Result:
        """Run a command line in this process.

        Args:
            line: As typed after `tinynet`, or its words.
            stdin: What is typed or piped in.
            human: Show the human view, 100 columns wide.
        """
        words = shlex.split(line) if isinstance(line, str) else list(line)
        if human:
            words += ["--format", "human"]
        out, err = io.StringIO(), io.StringIO()
        code = boundary.run(
            self.env(words, stdin=io.StringIO(stdin), stdout=out, stderr=err), words
        )
        if "--json" in words and words[0] in COMMANDS and out.getvalue().startswith("{"):
            contracts.check(words[0], json.loads(out.getvalue()))
        return Result(code, out.getvalue(), err.getvalue())

    def env(self, words: list[str], **streams: Any) -> Env:
        """One run of the program."""
        return Env(self.environ, words, **streams)

    def ok(self, line: str | list[str], **more: Any) -> Result:
        """Run a command line that must succeed."""
        result = self(line, **more)
        assert result.code == 0, (line, result)
        return result

    def process(
        self, line: str | list[str], *, stdin: str = "", timeout: float = 60, **environ: str
    ) -> Result:
        """Run a command line as a process of its own."""
        words = shlex.split(line) if isinstance(line, str) else list(line)
        done = subprocess.run(
            [sys.executable, "-m", "tinynet", *words],
            input=stdin, capture_output=True, text=True, encoding="utf-8", timeout=timeout,
            env={**self.environ, **environ}, check=False,
        )  # fmt: skip
        return Result(done.returncode, done.stdout, done.stderr)
