"""tinynet help: the commands at a glance, one of them, or a topic.

What --help says is written into a file ahead of time: to make it loads Typer, which takes ten times
as long as `due`. A terminal of less than 80 columns gets it from Typer, in lines that fit.
"""

from __future__ import annotations

import os

from tinynet.cli.checks import word_of
from tinynet.cli.commands import COMMANDS
from tinynet.cli.env import columns
from tinynet.cli.overview import TOPICS, overview
from tinynet.cli.unknown_command import unknown_command
from tinynet.output.answer import Answer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from tinynet.cli.documents import HelpDocument, OverviewDocument
    from tinynet.cli.env import Env
    from tinynet.cli.options import Topic

EXAMPLES = (
    "tinynet help",
    "tinynet help log",
    "tinynet help dates",
)
MOST = 80  # columns that --help takes of a terminal, however wide
WIDTH = MOST - 2
ASKING = ("-h", "--help")
ALL = "tinynet"  # what is said of the program itself
HEADING = "\n## {}\n"  # in the file with what --help says


def run(env: Env, topic: Topic = None) -> Answer[OverviewDocument | HelpDocument]:
    """Show the commands at a glance; or more about a command or a topic."""
    del env
    if topic is None:
        return overview()
    topic = word_of(topic, (*TOPICS, *COMMANDS))
    if topic in TOPICS:
        return _lines("cli.topic", topic, topic_text(topic))
    if topic in COMMANDS:
        return _lines("output.lines", topic, compiled_text(topic))
    raise unknown_command(topic, tuple(TOPICS))


def topic_text(topic: str) -> str:
    """The text of a topic, in Markdown."""
    from pathlib import Path

    return (Path(__file__).parent / "topics" / f"{topic}.md").read_text(encoding="utf-8")


def asked_for(env: Env, arguments: Sequence[str]) -> str:
    """What --help says, where nothing else is typed and there is room for it; "" elsewhere."""
    *words, last = arguments or ("",)
    if last not in ASKING or columns(env.environ, env.stdout) < MOST:
        return ""
    return compiled_text(words[0] if words else ALL) if words[1:] == [] else ""


def compiled_text(command: str) -> str:
    """The --help text of a command, or of ALL, for 80 columns; "" where there is no such command.

    `python -m tinynet.cli.reference` writes the file.
    """
    file = os.path.join(os.path.dirname(__file__), "compiled_help.txt")
    with open(file, encoding="utf-8", newline="") as opened:
        _, _, after = opened.read().partition(HEADING.format(command))
    return after.partition(HEADING.format("")[:-1])[0]


def whole_text(env: Env) -> str:
    """The --help text of the program for a terminal of 80 columns."""
    from tinynet.cli import app

    made = app.build(env)
    context = made.make_context(ALL, [], resilient_parsing=True, terminal_width=WIDTH)
    return f"{made.get_help(context)}\n"


def command_text(env: Env, command: str, *, leave_out: frozenset[str] = frozenset()) -> str:
    """The --help text of a command for a terminal of 80 columns.

    Args:
        env: What a command is bound to; nothing is run.
        command: One of COMMANDS.
        leave_out: Names of parameters that are not to be listed.
    """
    from tinynet.cli import app

    made = app.command(env, command)
    made.params = [parameter for parameter in made.params if parameter.name not in leave_out]
    context = made.make_context(
        f"tinynet {command}", [], resilient_parsing=True, terminal_width=WIDTH
    )
    return f"{made.get_help(context)}\n"


def _lines(view: str, topic: str, text: str) -> Answer[HelpDocument]:
    lines = [(line,) for line in text.splitlines()]
    return Answer(view, {"topic": topic, "text": text}, plain=lines)
