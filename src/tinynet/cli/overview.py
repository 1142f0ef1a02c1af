"""tinynet without a command: the day's summary, or the commands at a glance."""

from __future__ import annotations

from tinynet.cli import fastlane
from tinynet.cli.commands import COMMANDS, SUMMARY, by_room
from tinynet.output.answer import Answer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tinynet.cli.documents import OverviewDocument
    from tinynet.cli.env import Env

# Texts of `topics/`, which are pages of the documentation too (reference.py copies them there).
TOPICS = {
    "dates": "what may be typed as a day, a duration or a cadence",
    "json": "output for scripts",
    "exit-codes": "what a script can rely on",
    "env": "environment variables",
}


def without_command(env: Env) -> Answer:
    """The day's summary; while there is nobody yet, how to begin."""
    answer = fastlane.load_module(SUMMARY)(env)
    return answer if answer.document["anybody"] else overview("cli.first_run")


def overview(view: str = "cli.overview") -> Answer[OverviewDocument]:
    """Every command with its summary."""
    topics = [{"name": name, "summary": summary} for name, summary in TOPICS.items()]
    groups = [
        {"heading": heading, "commands": [name for name, _ in commands]}
        for heading, commands in by_room()
    ]
    return Answer(
        view,
        {"topics": topics, "groups": groups},
        key="commands",
        columns=("name", "summary"),
        rows=list(COMMANDS.items()),
    )
