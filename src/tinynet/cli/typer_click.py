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
    "help_records",
    "in_ours",
    "naming",
    "usage_pieces",
]


@contextmanager
def naming(context: Context) -> Iterator[None]:
    """Add the command to errors that the parser raises without a context."""
    try:
        yield
    except TyperUsageError as error:
        error.ctx = error.ctx or context
        raise


def usage_pieces(command: Command) -> list[str]:
    """What may follow a command in its line of usage: [OPTIONS] [KIND] [WHO...].

    Ours, since Typer 0.29 writes it in another way than 0.28.
    """
    pieces = ["[OPTIONS]"]
    for parameter in command.params:
        name = parameter.metavar or ""
        if parameter.param_type_name == "argument":
            needed = f"{{{name}}}" if parameter.required else f"[{name}]"
            pieces.append(name if name.startswith("[") else needed)
    return pieces


def help_records(command: Command, context: Context, kind: str) -> list[tuple[str, str]]:
    """How a command's parameters are spelled, and what each does.

    Arguments are written by us, as in `usage_pieces`.

    Args:
        command: The command.
        context: Its context.
        kind: "argument" or "option".
    """
    records = []
    for parameter in command.get_params(context):
        if parameter.param_type_name != kind:
            continue
        record = parameter.get_help_record(context)
        if record and kind == "argument":
            needed = "  [required]" if parameter.required else ""
            record = parameter.metavar or "", f"{getattr(parameter, 'help', '') or ''}{needed}"
        if record:
            records.append(record)
    return records


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
        if not error.option_name.lstrip("-")[:1].isalpha():  # "- ask her", "-5 degrees": a text
            hint = "Put -- before a text that begins with -. "
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
