"""Generate the reference and the completion table from the commands' signatures.

That is docs/commands.md, a page for each topic of help, the keys of every command's JSON, the
manual, what --help says, and what completes each parameter, as data that costs a TAB nothing to
import.

python -m tinynet.cli.reference          writes them; run it at the top of the project
python -m tinynet.cli.reference --check  exits 1 when one is stale
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from pprint import pformat
from types import MappingProxyType
from typing import Any

from tinynet.cli import fastlane, json_reference, man_pages, options
from tinynet.cli.commands import COMMANDS, COMMON, by_room
from tinynet.cli.complete import OR_FILES
from tinynet.cli.env import Env
from tinynet.cli.help import ALL, HEADING, command_text, topic_text, whole_text
from tinynet.cli.overview import TOPICS

GENERATED = (
    "<!-- Written by `python -m tinynet.cli.reference`: edit what it is made from instead. -->"
)
COMPLETION = "src/tinynet/cli/compiled_completion.py"
HELP = "src/tinynet/cli/compiled_help.txt"
HELP_HEAD = "What --help says; written by `python -m tinynet.cli.reference`.\n"
MANUAL = "docs/man"  # pyproject.toml puts it where `man` looks
JSON_TOPIC = "src/tinynet/cli/topics/json.md"  # its table of keys is written; the rest is not
COMPLETION_HEAD = '''"""What completion offers; written by `python -m tinynet.cli.reference`."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

'''
NO_CONSTANTS: Mapping[str, Any] = MappingProxyType({})
HEAD = """# Commands

Every command and option, as `tinynet COMMAND --help` shows them.
A person is found by handle, name or part of a name; see also [dates](dates.md), [output for
scripts](json.md), [exit codes](exit-codes.md) and [environment variables](env.md).
"""


def commands() -> str:
    """The page of all commands, with the common options listed once."""
    env = Env({})
    parts = [f"{GENERATED}\n\n{HEAD}"]
    for heading, summaries in by_room():
        rows = "".join(f"\n| [{name}](#{name}) | {does} |" for name, does in summaries)
        parts.append(f"**{heading}**\n\n| command | does |\n|---|---|{rows}")
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
        option, *_ = annotation.__metadata__
        declared = (option.default, *option.param_decls)  # Typer takes the first for a default
        spelled = ", ".join(f"`{name}`" for name in declared)
        value = f" {option.metavar}" if option.metavar else ""
        rows.append(f"| {spelled}{value} | {option.help} |")
    return "\n".join(rows)


def helps() -> str:
    """What --help says of the program and of each command, for 80 columns."""
    env = Env({})
    texts = {ALL: whole_text(env), **{name: command_text(env, name) for name in COMMANDS}}
    return HELP_HEAD + "".join(HEADING.format(name) + text for name, text in texts.items())


def completion() -> str:
    """The module that says what completes each parameter."""
    hints = {name: of_hint(hint) for name, hint in options.COMMON.items()}
    common = {f"--{name}": found for name, found in hints.items() if found}
    parameters = {name: made for name in COMMANDS if (made := completed(name))}
    parts = [
        f"{name}: dict[str, Any] = {pformat(value, width=100, sort_dicts=False)}"
        for name, value in (("COMMON_OPTIONS", common), ("PARAMETERS", parameters))
    ]
    return COMPLETION_HEAD + "\n\n".join(parts) + "\n"


def completed(command: str) -> dict[str, str | tuple[str, ...]]:
    """The completion of each parameter of a command that has one."""
    function = fastlane.load(command)
    hints = options.parameter_hints(function)
    constants = function.__globals__
    return {name: found for name, hint in hints.items() if (found := of_hint(hint, constants))}


def of_hint(hint: Any, constants: Mapping[str, Any] = NO_CONSTANTS) -> str | tuple[str, ...]:
    """The completion that a parameter's annotation declares; "" for none."""
    for declared in getattr(hint, "__metadata__", ()):
        if isinstance(declared, options.Completes):
            what = declared.what
            if isinstance(what, str) and not what.isupper():
                return what
            words = constants[what] if isinstance(what, str) else what
            return (*words, *([OR_FILES] if declared.or_files else []))
    return ""


def sources() -> dict[str, str]:
    """The whole text of each generated file, by its place in the project."""
    topics = {topic: topic_text(topic) for topic in TOPICS}
    topics["json"] = json_reference.with_keys(topics["json"])
    pages = {f"docs/{topic}.md": f"{GENERATED}\n\n{text}" for topic, text in topics.items()}
    pages["docs/json.md"] += json_reference.records()
    return {
        "docs/commands.md": commands(),
        **{f"{MANUAL}/{name}": page for name, page in man_pages.pages().items()},
        **pages,
        JSON_TOPIC: topics["json"],
        COMPLETION: completion(),
        HELP: helps(),
    }


def stale(project: Path) -> list[str]:
    """The files of a project that are missing, differ from what would be written, or are gone."""
    made = sources()
    return [
        name
        for name, text in made.items()
        if not (project / name).exists() or (project / name).read_text(encoding="utf-8") != text
    ] + gone(project, made)


def gone(project: Path, made: Mapping[str, str]) -> list[str]:
    """The pages of the manual whose command is no more."""
    there = (path.relative_to(project).as_posix() for path in (project / MANUAL).glob("*"))
    return sorted(name for name in there if name not in made)


if __name__ == "__main__":
    project = Path()
    if "--check" in sys.argv:
        sys.exit(f"stale: {', '.join(stale(project))}" if stale(project) else 0)
    (project / MANUAL).mkdir(exist_ok=True)
    made = sources()
    for name, text in made.items():
        (project / name).write_text(text, encoding="utf-8")
    for name in gone(project, made):
        (project / name).unlink()
