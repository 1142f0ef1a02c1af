"""Draws the terminal of docs/screens: what commands print in colour, from the demo's friends.

PYTHONPATH=tests:tests/helpers python tests/helpers/doc_screens.py     writes them again
"""

from __future__ import annotations

import asyncio
import io
import os
import pty
import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

from command_line import Tinynet
from demo_network import demo
from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console
from rich.text import Text

FOLDER = Path(__file__).parents[2] / "docs" / "screens"
COLUMNS = 80
# Rich's picture of a terminal, without the fonts that it would fetch from elsewhere.
FONTS = re.compile(r"\s*@font-face \{+.*?\}+\n", re.DOTALL)
FORMAT = FONTS.sub("", CONSOLE_SVG_FORMAT).replace("Fira Code, monospace", "monospace")
SCREENS = {
    "due.svg": ("tinynet due", "tinynet log coffee anne"),
    "rank.svg": ("tinynet rank --limit 8", "tinynet why tomas"),
}


def drawn() -> dict[str, str]:
    """Each screen as SVG, by the name of its file."""
    with tempfile.TemporaryDirectory() as scratch:
        tinynet = demo(Tinynet(Path(scratch)))
        return {name: screen(tinynet, name, lines) for name, lines in SCREENS.items()}


def screen(tinynet: Tinynet, name: str, lines: tuple[str, ...]) -> str:
    """One terminal in which these lines were typed."""
    console = Console(record=True, width=COLUMNS, file=io.StringIO(), force_terminal=True)
    for number, line in enumerate(lines):
        if number:
            console.print()
        console.print(Text.assemble(("$ ", "bold green"), (line, "bold")))
        console.print(Text.from_ansi(printed(tinynet, line).rstrip("\r\n")))
    return console.export_svg(
        title="tinynet", unique_id=name.removesuffix(".svg"), code_format=FORMAT
    )


def printed(tinynet: Tinynet, line: str) -> str:
    """What a command prints on a terminal with colours."""
    ours, theirs = pty.openpty()
    environ = {
        **tinynet.environ, "TERM": "xterm-256color", "COLUMNS": str(COLUMNS), "LANG": "C.UTF-8",
    }  # fmt: skip
    words = [sys.executable, "-m", "tinynet", *shlex.split(line)[1:]]
    process = subprocess.Popen(words, stdin=theirs, stdout=theirs, stderr=theirs, env=environ)
    os.close(theirs)
    parts = []
    try:
        while part := os.read(ours, 65_536):
            parts.append(part)
    except OSError:
        pass  # a closed terminal reads as an error
    assert process.wait() == 0, line
    os.close(ours)
    return b"".join(parts).decode().replace("\r\n", "\n")


def full_screen() -> str:
    """The full screen of `browse` as Textual draws it."""
    from tinynet.cli.env import Env
    from tinynet.screen.app import ScreenApp

    async def shown(tinynet: Tinynet) -> str:
        quiet = [io.StringIO() for _ in range(3)]
        app = ScreenApp(
            Env(tinynet.environ, ["browse"], stdin=quiet[0], stdout=quiet[1], stderr=quiet[2])
        )
        async with app.run_test(size=(COLUMNS, 24)) as pilot:
            await pilot.pause(1)
            return FONTS.sub("", app.export_screenshot())

    with tempfile.TemporaryDirectory() as scratch:
        return asyncio.run(shown(demo(Tinynet(Path(scratch)))))


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / "browse.svg").write_text(full_screen(), encoding="utf-8")
    for name, text in drawn().items():
        (FOLDER / name).write_text(text, encoding="utf-8")
