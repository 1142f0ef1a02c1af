"""Draws the pictures of docs/pictures.md from the demo's friends.

PYTHONPATH=tests:tests/helpers python tests/helpers/doc_pictures.py     writes them again
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from command_line import Tinynet
from demo_network import demo

FOLDER = Path(__file__).parents[2] / "docs" / "pictures"
PICTURES = {
    "orbit.svg": "picture orbit",
    "days.svg": "picture days",
    "tree.svg": "picture tree",
    "ties.svg": "picture ties",
    "person.svg": "picture person daniel",
    "year.html": "picture year 2025",
    "anonymous.svg": "picture orbit --anonymous",
}


def drawn() -> dict[str, str]:
    """Each picture by the name of its file."""
    with tempfile.TemporaryDirectory() as scratch:
        tinynet = demo(Tinynet(Path(scratch)))
        return {name: tinynet.ok(line).out for name, line in PICTURES.items()}


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name, text in drawn().items():
        (FOLDER / name).write_text(text, encoding="utf-8")
