"""The parts of Typer's own copy of Click that tinynet cannot do without, and Typer's errors.

Since 0.26 Typer brings Click along as a private module. Its public modules export neither the
errors that a wrong command line raises, whose context names the command, nor the types that the
methods of a TyperGroup are declared with. Nothing else imports that module: should a new Typer move
them, this file is the one to mend; pyproject.toml says which versions were tried.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from difflib import get_close_matches

from typer._click import ClickException, Command, Context, HelpFormatter
from typer._click.exceptions import BadOptionUsage, MissingParameter, NoSuchOption
from typer._click.exceptions import UsageError as TyperUsageError

from tinynet.errors import UsageError

__all__ = [
    "ClickException",
    "Command",
    "Context",
    "HelpFormatter",
    "TyperUsageError",
    "in_ours",
    "naming",
]


@contextmanager
def naming(context: Context) -> Iterator[None]:
    """Add the command to errors that the parser raises without a context."""
    try:
        yield
    except TyperUsageError as error:
        error.ctx = error.ctx or context
        raise


def in_ours(error: TyperUsageError) -> UsageError:
    """Turn Typer's errors into tinynet's own."""
    command = error.ctx.command_path if error.ctx else "tinynet"
    name = command.removeprefix("tinynet ")
    remedy = f"All it takes: {command} --help"
    if isinstance(error, MissingParameter) and error.param and error.param.metavar:
        about = getattr(error.param, "help", "") or ""
        return UsageError(f"{name} needs {error.param.metavar}: {about}".rstrip(": "), remedy)
    if isinstance(error, NoSuchOption):
        spelled = get_close_matches(error.option_name.lstrip("-"), spellings(error.ctx), n=2)
        near = tuple(f"--{word}" for word in spelled)
        hint = f"Did you mean {' or '.join(near)}? " if near else ""
        message = f"{name} has no option {error.option_name}"
        return UsageError(message, hint + remedy, near)
    if isinstance(error, BadOptionUsage):
        value = metavar(error.ctx, error.option_name)
        if value:
            message = f"{error.option_name} needs a value"
            return UsageError(message, f"Give it one: {command} {error.option_name} {value}")
        return UsageError(f"{error.option_name} takes no value", f"Write {error.option_name} alone")
    return UsageError(error.format_message().rstrip("."), remedy)


def spellings(context: Context | None) -> list[str]:
    """The long options of the command that a context is of, without their dashes."""
    parameters = context.command.params if context else []
    return [name[2:] for option in parameters for name in option.opts if name[:2] == "--"]


def metavar(context: Context | None, option: str) -> str:
    """The name of an option's value; "" for a flag."""
    parameters = context.command.params if context else []
    found = next((one for one in parameters if option in one.opts), None)
    return "" if found is None or getattr(found, "is_flag", False) else found.metavar or "VALUE"
