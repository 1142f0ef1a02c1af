"""What tinynet shows without a command: the day's summary, or its commands at a glance."""

from __future__ import annotations

from tinynet.cli import fastlane
from tinynet.cli.commands import COMMANDS, SUMMARY
from tinynet.output.answer import Answer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tinynet.cli.env import Env

# Texts of `topics/`, which are pages of the documentation too (reference.py copies them there).
TOPICS = {
    "dates": "what may be typed as a day, a duration or a cadence",
    "json": "output for scripts",
    "exit-codes": "what a script can rely on",
    "env": "environment variables",
}


def without_command(env: Env) -> Answer:
    """The day's summary; while there is nobody yet, the commands at a glance."""
    answer = fastlane.load_module(SUMMARY)(env)
    return answer if answer.document["anybody"] else overview()


def overview() -> Answer:
    """Every command with its summary."""
    topics = [{"name": name, "summary": summary} for name, summary in TOPICS.items()]
    return Answer(
        "cli.overview",
        {"topics": topics},
        key="commands",
        columns=("name", "summary"),
        rows=list(COMMANDS.items()),
    )
