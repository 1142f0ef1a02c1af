"""The manual: a page for `man tinynet` and one a command, from what `--help` is made from.

The reference writes them to docs/man, and a wheel puts them where `man` looks (share/man/man1).
"""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from tinynet import __version__
from tinynet.cli import app
from tinynet.cli.commands import COMMANDS, COMMON, by_room
from tinynet.cli.env import Env
from tinynet.cli.overview import TOPICS
from tinynet.cli.typer_click import help_records

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tinynet.cli.typer_click import Command

DAY = "2026-11-27"  # of the version: a page's heading must name a day, and be the same each time
WIDTH = 78  # bytes of a line; mandoc finds fault with more than 80
EXAMPLES = "\b\nExamples:\n"  # how app.py begins what stands below the options


def pages() -> dict[str, str]:
    """The roff text of each page of the manual, by its file's name."""
    env = Env({})
    made = {name: app.command(env, name) for name in COMMANDS}
    return {
        "tinynet.1": overview(next(iter(made.values()))),
        **{f"tinynet-{name}.1": page(name, command) for name, command in made.items()},
    }


def overview(any_command: Command) -> str:
    """The page of tinynet itself: all commands, the options that each has, topics of help.

    Args:
        any_command: One that has the common options.
    """
    lines = [*head("tinynet", "a personal CRM for friends, not a network")]
    lines += [".SH SYNOPSIS", ".B tinynet", f"[{escaped('COMMAND')}]", ".I ..."]
    lines += [".SH DESCRIPTION", *paragraphs(app.HELP)]
    lines += [".PP", *paragraphs("Without a command it says what is due today.")]
    lines.append(".SH COMMANDS")
    for heading, commands in by_room():
        lines.append(f".SS {escaped(heading)}")
        lines += tagged((f"tinynet-{name}(1)", does) for name, does in commands)
    lines += [".SH OPTIONS OF EVERY COMMAND", *tagged(records(any_command, "option", common=True))]
    lines += [".SH TOPICS", *paragraphs("Each is a text of its own, such as tinynet help dates.")]
    lines += tagged(TOPICS.items())
    lines += [".SH SEE ALSO", *see_also(f"tinynet-{name}" for name in COMMANDS)]
    return "\n".join(lines) + "\n"


def page(name: str, command: Command) -> str:
    """The page of a command, with what `tinynet help COMMAND` says."""
    context = command.make_context(f"tinynet {name}", [], resilient_parsing=True)
    lines = [*head(f"tinynet-{name}", COMMANDS[name])]
    lines += [".SH SYNOPSIS", f".B tinynet {escaped(name)}"]
    lines += [escaped(piece) for piece in command.collect_usage_pieces(context)]
    lines += [".SH DESCRIPTION", *paragraphs(command.help or "")]
    arguments = records(command, "argument")
    if arguments:
        lines += [".SH ARGUMENTS", *tagged(arguments)]
    own = records(command, "option")
    if own:
        lines += [".SH OPTIONS", *tagged(own)]
    lines += [".SH OPTIONS OF EVERY COMMAND", *tagged(records(command, "option", common=True))]
    examples = (command.epilog or "").removeprefix(EXAMPLES)
    lines += [".SH EXAMPLES", ".EX"]
    lines += [*(plain_start(escaped(line)) for line in examples.splitlines()), ".EE"]
    lines += [".SH SEE ALSO", *see_also(["tinynet"])]
    return "\n".join(lines) + "\n"


def head(name: str, does: str) -> list[str]:
    """The heading of a page, and its NAME section, which `apropos` reads."""
    title = f'.TH {escaped(name.upper())} 1 {DAY} "tinynet {__version__}" "User Commands"'
    return [title, ".SH NAME", *wrapped(f"{name} - {does}")]


def records(command: Command, kind: str, *, common: bool = False) -> list[tuple[str, str]]:
    """How the parameters of a command are spelled, and what each does.

    Args:
        command: The command.
        kind: "argument" or "option".
        common: The options that every command has, instead of its own.
    """
    context = command.make_context(None, [], resilient_parsing=True)
    found = help_records(command, context, kind)
    if kind == "argument":
        return found
    shared = len(COMMON) + len(["--help"])  # they stand last
    return found[-shared:] if common else found[:-shared]


def tagged(terms: Iterable[tuple[str, str]]) -> list[str]:
    """Paragraphs that each begin with a term in bold."""
    lines = []
    for term, does in terms:
        lines += [".TP", f".B {escaped(term)}", *wrapped(does)]
    return lines


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a text, which are parted by empty lines."""
    lines: list[str] = []
    for number, paragraph in enumerate(text.strip().split("\n\n")):
        lines += [*([".PP"] if number else []), *wrapped(" ".join(paragraph.split()))]
    return lines


def wrapped(text: str) -> list[str]:
    """Lines of a text, none cut within a word."""
    lines = textwrap.wrap(escaped(text), WIDTH, break_long_words=False, break_on_hyphens=False)
    return [plain_start(line) for line in lines]


def see_also(names: Iterable[str]) -> list[str]:
    """References to other pages, a line each."""
    listed: Sequence[str] = list(names)
    last = len(listed) - 1
    return [f".BR {escaped(name)} (1){',' if at < last else ''}" for at, name in enumerate(listed)]


def escaped(text: str) -> str:
    r"""Text in which no sign means something to roff: a backslash, a hyphen, quotes and accents."""
    safe = text.replace("\\", r"\e").replace("-", r"\-").replace("'", r"\(aq").replace("`", r"\(ga")
    return safe.replace("^", r"\(ha").replace("~", r"\(ti").replace('"', r"\(dq")


def plain_start(line: str) -> str:
    """A line of text that is not a request, even where it begins with a full stop."""
    return rf"\&{line}" if line.startswith(".") else line
