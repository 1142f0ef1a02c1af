"""Replay the `$ tinynet ...` transcripts of a page, to check that they are true.

    python tests/helpers/transcripts.py README.md docs/people.md     writes them again

A transcript is a ```console block; all blocks of a page are one story on one empty database. A
line `# today is 2026-03-01` in a block moves the day, and `# today is 2026-03-01, 10:05` the clock,
too. What a command reads follows it as a here-document, `<<.` at its end, each line after `> ` and
the last one `> .`; `~/` begins a file. `laptop$ tinynet ...` is typed on a machine of that name,
which has a home of its own; all of them share the folder ~/Sync. A key is shown by its beginning.
"""

from __future__ import annotations

import os
import re
import shlex
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import takewhile
from pathlib import Path
from typing import Any
from unittest.mock import patch

from command_line import Tinynet

BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
DAY = re.compile(r"# today is (\d{4}-\d\d-\d\d)(?:, (\d\d:\d\d))?")
PROMPT = re.compile(r"([a-z]*)\$ tinynet ")
KEY, KEY_SHOWN = re.compile(r"AGE-SECRET-KEY-1[0-9A-Z]+"), "AGE-SECRET-KEY-1..."
TYPED = " <<."
END = "> ."
COLUMNS = "92"


class Clock:
    """The time of day that a page says, in UTC, in the place of the module `time`."""

    def __init__(self, day: str, moment: str) -> None:
        self.now = time.strptime(f"{day} {moment}", "%Y-%m-%d %H:%M")

    def gmtime(self) -> time.struct_time:
        """Now."""
        return self.now

    def strftime(self, form: str, moment: Any = None) -> str:
        """Now, or another moment, as text."""
        return time.strftime(form, moment or self.now)


class Story:
    """The machines of a page, and what is known of them.

    Args:
        folder: Where their homes are; the home of the one without a name is this.
    """

    def __init__(self, folder: Path) -> None:
        self.folder, self.machines = folder, dict[str, Tinynet]()
        self.day, self.moment, self.key = "", "", ""

    def machine(self, name: str) -> Tinynet:
        """The machine of a name."""
        if name not in self.machines:
            made = self.machines[name] = Tinynet(self.folder / name)
            made.environ["COLUMNS"] = COLUMNS
            if name:
                made.folder.mkdir(parents=True, exist_ok=True)
                (self.folder / "Sync" / "tinynet").mkdir(parents=True, exist_ok=True)
                (made.folder / "Sync").symlink_to(self.folder / "Sync")
        if self.day:
            self.machines[name].at(self.day)
        return self.machines[name]

    def transcript(self, block: str) -> str:
        """A block with the real output of its commands."""
        made = []
        lines = iter(block.splitlines())
        for line in lines:
            if day := DAY.fullmatch(line):
                self.day, self.moment = day[1], day[2] or ""
                made.append(f"{line}\n")
            elif prompt := PROMPT.match(line):
                typed = [*takewhile(END.__ne__, lines), END] if line.endswith(TYPED) else []
                made += [f"{text}\n" for text in (line, *typed)]
                words = line[prompt.end() :].removesuffix(TYPED)
                made.append(self.output(self.machine(prompt[1]), words, typed[:-1]))
            elif not line:
                made.append("\n")
        return re.sub(r"\n{3,}", "\n\n", "".join(made))

    def output(self, tinynet: Tinynet, line: str, typed: list[str]) -> str:
        """What a command prints."""
        words = [
            word.replace("~", str(tinynet.folder)) if word[:2] == "~/" else word
            for word in shlex.split(line)
        ]
        plain = any(word in line for word in ("--json", "--plain", "|"))
        stdin = "".join(f"{more.removeprefix('> ')}\n" for more in typed)
        with clock(self.day, self.moment):
            result = tinynet(words, stdin=stdin.replace(KEY_SHOWN, self.key), human=not plain)
        if key := KEY.search(result.out):
            self.key = key[0]
        printed = result.err.replace(str(tinynet.path), "~/.local/share/tinynet/tinynet.db")
        printed = f"{result.out}{printed}".replace(str(tinynet.folder), "~")
        return KEY.sub(KEY_SHOWN, printed).replace(" --format human", "")


@contextmanager
def clock(day: str, moment: str) -> Iterator[None]:
    """Have it a moment of a day, in UTC, where a page says which."""
    if not moment:
        yield
        return
    with patch("tinynet.cli.env.time", Clock(day, moment)):
        with patch.dict(os.environ, TZ="UTC"):
            time.tzset()
            yield
        time.tzset()


def replayed(page: str, folder: Path) -> str:
    """The page with the real output of its commands."""
    story = Story(folder)
    return BLOCK.sub(lambda block: f"```console\n{story.transcript(block[1])}```", page)


if __name__ == "__main__":
    for name in sys.argv[1:]:
        page = Path(name)
        with tempfile.TemporaryDirectory() as scratch:
            page.write_text(replayed(page.read_text(), Path(scratch)))
