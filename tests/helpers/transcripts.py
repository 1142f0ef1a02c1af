"""Replay the `$ tinynet ...` transcripts of a page, to check that they are true.

    python tests/helpers/transcripts.py README.md docs/people.md     writes them anew

A transcript is a ```console block; all blocks of a page are one story on one empty database. A
line `# today is 2026-03-01` in a block moves the day. What a command reads follows it as a
here-document, `<<.` at its end, each line after `> ` and the last one `> .`; `~/` begins a file.
"""

from __future__ import annotations

import re
import shlex
import sys
import tempfile
from itertools import takewhile
from pathlib import Path

from command_line import Tinynet

BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
DAY = re.compile(r"# today is (\d{4}-\d\d-\d\d)")
PROMPT = "$ tinynet "
TYPED = " <<."
END = "> ."
COLUMNS = "92"


def replayed(page: str, folder: Path) -> str:
    """The page with the real output of its commands."""
    tinynet = Tinynet(folder)
    tinynet.environ["COLUMNS"] = COLUMNS
    return BLOCK.sub(lambda block: f"```console\n{_transcript(block[1], tinynet)}```", page)


def _transcript(block: str, tinynet: Tinynet) -> str:
    made = []
    lines = iter(block.splitlines())
    for line in lines:
        if day := DAY.fullmatch(line):
            tinynet.at(day[1])
            made.append(f"{line}\n")
        elif line.startswith(PROMPT):
            typed = [*takewhile(END.__ne__, lines), END] if line.endswith(TYPED) else []
            made += [f"{text}\n" for text in (line, *typed)]
            made.append(_told(line, typed[:-1], tinynet))
        elif not line:
            made.append("\n")
    return re.sub(r"\n{3,}", "\n\n", "".join(made))


def _told(line: str, typed: list[str], tinynet: Tinynet) -> str:
    words = shlex.split(line.removeprefix(PROMPT).removesuffix(TYPED))
    words = [word.replace("~", str(tinynet.folder)) if word[:2] == "~/" else word for word in words]
    plain = any(word in line for word in ("--json", "--plain", "|"))
    stdin = "".join(f"{more.removeprefix('> ')}\n" for more in typed)
    result = tinynet(words, stdin=stdin, human=not plain)
    told = result.err.replace(str(tinynet.path), "~/.local/share/tinynet/tinynet.db")
    told = f"{result.out}{told}".replace(str(tinynet.folder), "~")
    return told.replace(" --format human", "")


if __name__ == "__main__":
    for name in sys.argv[1:]:
        page = Path(name)
        with tempfile.TemporaryDirectory() as scratch:
            page.write_text(replayed(page.read_text(), Path(scratch)))
