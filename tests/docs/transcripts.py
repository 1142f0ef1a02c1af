"""Replays the `$ tinynet ...` transcripts of a page, so that no page shows what is not so.

    python tests/docs/transcripts.py README.md docs/people.md     writes them anew

A transcript is a ```console block; all blocks of a page are one story on one empty database. A
line `# today is 2026-03-01` in a block moves the day.
"""

from __future__ import annotations

import re
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
from conftest import Tinynet

BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
DAY = re.compile(r"# today is (\d{4}-\d\d-\d\d)")
PROMPT = "$ tinynet "
COLUMNS = "92"


def replayed(page: str, folder: Path) -> str:
    """The page with the output that its commands really have."""
    tinynet = Tinynet(folder)
    tinynet.environ["COLUMNS"] = COLUMNS
    return BLOCK.sub(lambda block: f"```console\n{_transcript(block[1], tinynet)}```", page)


def _transcript(block: str, tinynet: Tinynet) -> str:
    made = []
    for line in block.splitlines():
        if day := DAY.fullmatch(line):
            tinynet.at(day[1])
            made.append(f"{line}\n")
        elif line.startswith(PROMPT):
            plain = any(word in line for word in ("--json", "--plain", "|"))
            result = tinynet(line.removeprefix(PROMPT), human=not plain)
            told = result.err.replace(str(tinynet.path), "~/.local/share/tinynet/tinynet.db")
            made.append(f"{line}\n{result.out}{told}")
        elif not line:
            made.append("\n")
    return re.sub(r"\n{3,}", "\n\n", "".join(made))


if __name__ == "__main__":
    for name in sys.argv[1:]:
        page = Path(name)
        with tempfile.TemporaryDirectory() as scratch:
            page.write_text(replayed(page.read_text(), Path(scratch)))
