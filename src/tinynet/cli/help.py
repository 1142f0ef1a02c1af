"""tinynet help: the commands at a glance, one of them, or a topic."""

from __future__ import annotations

from tinynet.cli.checks import word_of
from tinynet.cli.commands import COMMANDS
from tinynet.cli.overview import TOPICS, overview
from tinynet.cli.unknown_command import unknown_command
from tinynet.output.answer import Answer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tinynet.cli.documents import HelpDocument, OverviewDocument
    from tinynet.cli.env import Env
    from tinynet.cli.options import Topic

EXAMPLES = (
    "tinynet help",
    "tinynet help log",
    "tinynet help dates",
)
WIDTH = 78  # columns: what --help takes of a terminal of 80


def run(env: Env, topic: Topic = None) -> Answer[OverviewDocument | HelpDocument]:
    """Show the commands at a glance; or more about a command or a topic."""
    if topic is None:
        return overview()
    topic = word_of(topic, (*TOPICS, *COMMANDS))
    if topic in TOPICS:
        return _lines("cli.topic", topic, topic_text(topic))
    if topic in COMMANDS:
        return _lines("output.lines", topic, command_text(env, topic))
    raise unknown_command(topic, tuple(TOPICS))


def topic_text(topic: str) -> str:
    """The text of a topic, in Markdown."""
    from pathlib import Path

    return (Path(__file__).parent / "topics" / f"{topic}.md").read_text(encoding="utf-8")


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
