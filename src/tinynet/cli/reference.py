"""Writes the pages of the documentation that say what the program says.

python -m tinynet.cli.reference          writes docs/commands.md and a page for each topic of help
python -m tinynet.cli.reference --check  exits 1 when one is stale
"""

from __future__ import annotations

import sys
from pathlib import Path

from tinynet.cli import options
from tinynet.cli.commands import COMMANDS, COMMON
from tinynet.cli.env import Env
from tinynet.cli.help import command_text, topic_text
from tinynet.cli.overview import TOPICS

GENERATED = (
    "<!-- Written by `python -m tinynet.cli.reference`: edit what it is made from instead. -->"
)
HEAD = """# Commands

Every command line there is, as `tinynet COMMAND --help` tells it.
A person is found by handle, name or part of a name; see also [dates](dates.md), [output for
scripts](json.md), [exit codes](exit-codes.md) and [environment variables](env.md).
"""


def commands() -> str:
    """The page of all commands, with the options that all have told once."""
    env = Env({})
    parts = [f"{GENERATED}\n\n{HEAD}", "| command | does |\n|---|---|"]
    parts[-1] += "".join(f"\n| [{name}](#{name}) | {does} |" for name, does in COMMANDS.items())
    parts.append(f"## Options of every command\n\n| option | does |\n|---|---|\n{common()}")
    for name in COMMANDS:
        text = command_text(env, name, leave_out=frozenset(COMMON))
        lines = "\n".join(line.rstrip() for line in text.splitlines()).rstrip()
        parts.append(f"## {name}\n\n```text\n{lines}\n```")
    return "\n\n".join(part.rstrip("\n") for part in parts) + "\n"


def common() -> str:
    """The rows of the options that every command has."""
    rows = []
    for annotation in options.COMMON.values():
        (told,) = annotation.__metadata__
        declared = (told.default, *told.param_decls)  # Typer takes the first for a default
        spelled = ", ".join(f"`{name}`" for name in declared)
        rows.append(f"| {spelled}{f' {told.metavar}' if told.metavar else ''} | {told.help} |")
    return "\n".join(rows)


def sources() -> dict[str, str]:
    """The whole text of each generated page, by its name."""
    topics = {f"{topic}.md": f"{GENERATED}\n\n{topic_text(topic)}" for topic in TOPICS}
    return {"commands.md": commands(), **topics}


def stale(folder: Path) -> list[str]:
    """The names of a folder's pages that are missing or differ from what would be written."""
    return [
        name
        for name, text in sources().items()
        if not (folder / name).exists() or (folder / name).read_text(encoding="utf-8") != text
    ]


if __name__ == "__main__":
    docs = Path("docs")  # run it at the top of the project
    if "--check" in sys.argv:
        sys.exit(f"stale: {', '.join(stale(docs))}" if stale(docs) else 0)
    for name, text in sources().items():
        (docs / name).write_text(text, encoding="utf-8")
