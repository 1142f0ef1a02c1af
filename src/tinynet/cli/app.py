"""The Typer app: everything the fast lane leaves to it, with --help and its error messages.

A command's module is imported only when it is meant; the list of commands imports none of them.
"""

from __future__ import annotations

import gc
import inspect
import textwrap
from collections.abc import Callable, Sequence
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from tinynet import __version__
from tinynet.cli import fastlane, options
from tinynet.cli.commands import COMMANDS, COMMON, by_room, module_name
from tinynet.cli.env import Env, columns
from tinynet.cli.overview import without_command
from tinynet.cli.typer_click import (
    Command,
    Context,
    HelpFormatter,
    TyperUsageError,
    help_records,
    in_ours,
    naming,
    usage_pieces,
)
from tinynet.cli.unknown_command import unknown_command
from tinynet.errors import CancelledError, UsageError, quoted
from tinynet.output.answer import Answer

INTERRUPTED = 130
MARGIN = 2  # columns that Typer leaves free
TYPERS_LEAST, LEAST = 50, 28  # columns: what Typer takes at least, and what help needs
HELP = """A personal CRM for friends, not a network.

Start with: tinynet add "Anne Baker", then tinynet log coffee anne, then tinynet due.
"""


def run(env: Env, arguments: Sequence[str]) -> Answer | None:
    """Parse a command line with Typer, and run what it means.

    Returns:
        The command's answer; None where Typer has said it all (--help, --version).

    Raises:
        UsageError: The command line is wrong.
    """
    gc.enable()
    try:
        answer = build(env).main(list(arguments), prog_name="tinynet", standalone_mode=False)
    except TyperUsageError as error:
        raise in_ours(error) from error
    except SystemExit as ended:  # Typer has made one of a closed pipe
        if isinstance(ended.__context__, BrokenPipeError):
            raise ended.__context__ from ended
        raise
    except typer.Abort as error:
        raise CancelledError("Nothing was done") from error
    if answer == INTERRUPTED:  # Typer has made a number of Ctrl-C
        raise KeyboardInterrupt
    return answer if isinstance(answer, Answer) else None


class OneCommand(TyperCommand):
    """A command that reports extra arguments in tinynet's own words, and lists all it takes."""

    def collect_usage_pieces(self, ctx: Context) -> list[str]:
        """What may follow the command in its line of usage."""
        del ctx
        return usage_pieces(self)

    def format_options(self, ctx: Context, formatter: HelpFormatter) -> None:
        """Write the arguments, then the options."""
        for heading, kind in (("Arguments", "argument"), ("Options", "option")):
            records = help_records(self, ctx, kind)
            if records:
                with formatter.section(heading):
                    formatter.write_dl(records)

    def format_epilog(self, ctx: Context, formatter: HelpFormatter) -> None:
        """Write the examples; one that has no room is parted from what it is for."""
        whole, self.epilog = self.epilog, parted(self.epilog or "", formatter.width)
        super().format_epilog(ctx, formatter)
        self.epilog = whole

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Bind the arguments, and refuse extra ones."""
        ctx.allow_extra_args = True
        typed = list(args)
        with naming(ctx):
            left = super().parse_args(ctx, args)
        if not left or ctx.resilient_parsing:
            return left
        takes = [p.metavar or "" for p in self.params if p.param_type_name == "argument"]
        only = f"only {' '.join(takes)}" if takes else "options only"
        remedy = f"All it takes: {ctx.command_path} --help"
        if takes:
            remedy = "A name or a text of several words goes in quotes"
        name = [ctx.params.get("name"), *left]  # of `add`
        if typed[: len(name)] == name:
            line = map(quoted, (" ".join(typed[: len(name)]), *typed[len(name) :]))
            remedy = f"Write: {ctx.command_path} {' '.join(line)}"
        raise UsageError(f'{ctx.info_name} takes {only}; "{" ".join(left)}" is too much', remedy)


def parted(examples: str, width: int) -> str:
    """Examples, with what one is for in a line of its own where both are too long for one."""
    lines: list[str] = []
    for line in examples.split("\n"):
        command, gap, purpose = line.strip().partition("  ")
        if gap and len(line) > width:
            below = textwrap.wrap(purpose.strip(), max(width - 8, LEAST))
            lines += [f"  {command}", *(f"      {text}" for text in below)]
        else:
            lines.append(line)
    return "\n".join(lines)


def context_settings(env: Env) -> dict[str, Any]:
    """How help is asked for, and how wide it is where Typer would take more than there is."""
    settings: dict[str, Any] = {"help_option_names": ["-h", "--help"]}
    room = columns(env.environ, env.stdout) - MARGIN
    return settings | ({"terminal_width": max(room, LEAST)} if room < TYPERS_LEAST else {})


def build(env: Env) -> TyperGroup:
    """The whole app, with nothing imported but the list of its commands."""

    class Commands(TyperGroup):
        """The commands of COMMANDS, each made when it is asked for."""

        def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
            with naming(ctx):
                return super().parse_args(ctx, args)

        def list_commands(self, ctx: Context) -> list[str]:
            del ctx
            return list(COMMANDS)

        def get_command(self, ctx: Context, cmd_name: str) -> Command | None:
            del ctx
            if cmd_name not in COMMANDS:
                raise unknown_command(cmd_name, after=_after(env.command, cmd_name))
            return command(env, cmd_name)

        def format_commands(self, ctx: Context, formatter: HelpFormatter) -> None:
            del ctx
            for heading, lines in by_room():
                with formatter.section(heading):
                    formatter.write_dl(lines)

    app = typer.Typer(
        cls=Commands,
        add_completion=False,
        rich_markup_mode=None,  # halves the time of --help
        pretty_exceptions_enable=False,
        invoke_without_command=True,
        help=HELP,
        context_settings=context_settings(env),
    )

    def alone(ctx: typer.Context, *, version: bool, **common: Any) -> Answer | None:
        env.apply_options(common)
        if version:
            env.stdout.write(f"tinynet {__version__}\n")
            raise typer.Exit
        if ctx.invoked_subcommand is not None:
            return None
        return without_command(env)

    parameters = [
        inspect.Parameter("ctx", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=typer.Context),
        _parameter("version", options.Version, default=False),
        *_common_parameters(),
    ]
    app.callback()(_with_signature(alone, parameters))
    group = typer.main.get_group(app)
    assert isinstance(group, TyperGroup)  # noqa: S101  tells mypy what typer.main promises
    return group


def _after(line: Sequence[str], word: str) -> list[str]:
    """What follows a word of a command line."""
    words = list(line)
    return words[words.index(word) + 1 :] if word in words else []


def command(env: Env, name: str) -> TyperCommand:
    """One command, from its function's signature and the annotations that options.py explains."""
    function = fastlane.load(name)
    module = __import__(module_name(name), fromlist=["run"])
    hints = options.parameter_hints(function)
    taken = list(inspect.signature(function).parameters.values())[1:]

    def call(**given: Any) -> Answer:
        common = {key: given.pop(key) for key in options.COMMON}
        env.apply_options(common)
        for parameter in taken:
            if parameter.default == ():
                given[parameter.name] = tuple(given[parameter.name] or ())
        return function(env, **given)

    parameters = [
        _parameter(p.name, hints[p.name], default=list(p.default) if p.default == () else p.default)
        for p in taken
    ]
    app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
    app.command(
        name,
        cls=OneCommand,
        help=inspect.getdoc(function),
        epilog="\b\nExamples:\n" + "\n".join(f"  {line}" for line in module.EXAMPLES),
        context_settings=context_settings(env),
    )(_with_signature(call, [*parameters, *_common_parameters()]))
    made = typer.main.get_command(app)
    assert isinstance(made, TyperCommand)  # noqa: S101  tells mypy what typer.main promises
    return made


def _parameter(name: str, annotation: Any, *, default: Any) -> inspect.Parameter:
    return inspect.Parameter(
        name, inspect.Parameter.KEYWORD_ONLY, annotation=annotation, default=default
    )


def _common_parameters() -> list[inspect.Parameter]:
    return [
        _parameter(name, annotation, default=False if COMMON[name] else None)
        for name, annotation in options.COMMON.items()
    ]


def _with_signature(
    function: Callable[..., Any], parameters: list[inspect.Parameter]
) -> Callable[..., Any]:
    """The function under the signature that Typer is to read."""
    function.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]  # inspect honours it
    function.__annotations__ = {p.name: p.annotation for p in parameters}
    return function
