"""The error boundary: bind and run a command line, print the answer or the error."""

from __future__ import annotations

import os
import sys

from tinynet.cli import fastlane
from tinynet.cli.env import columns, is_terminal
from tinynet.errors import AmbiguousPersonError, TinynetError, is_full, quoted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from tinynet.cli.env import Env
    from tinynet.output.answer import Answer
    from tinynet.output.page import Page

INTERRUPTED = 130
CUT_OFF = 141  # what a shell says of a program that SIGPIPE has ended
SHOWN = 20  # people whom a question lists


def run(env: Env, arguments: Sequence[str]) -> int:
    """Run one command line.

    Returns:
        The exit code (docs/exit-codes.md).
    """
    try:
        return _run(env, arguments)
    except BrokenPipeError:
        return CUT_OFF  # the reader has closed the pipe: `tinynet list | head -1`
    finally:
        env.close()


def _run(env: Env, arguments: Sequence[str]) -> int:
    answer: Answer | None = None
    try:
        answer = answered(env, arguments)
        if answer is None:
            return _flushed(env, 0)
        if answer.store is None:
            env.stdout.write(render(answer, env))
        else:
            from tinynet.output import spool

            spool.write(env.stdout, renderer(env).pieces(answer), answer)
        # A view says "would"; lines and records for programs look as if it were done.
        if env.dry_run and (answer.wrote or env.output != "human"):
            env.say("Nothing was written: this was a --dry-run.")
        return _flushed(env, answer.exit_code)
    except TinynetError as error:
        return report_error(env, arguments, error)
    except KeyboardInterrupt:
        env.tell("\n")
        return INTERRUPTED
    except BrokenPipeError:
        raise
    except Exception as error:  # noqa: BLE001  the one place where nothing may get past
        return report_error(env, arguments, explain(env, error, answer))


def explain(env: Env, error: Exception, answer: Answer | None = None) -> TinynetError:
    """The error of ours that says what any other one means."""
    if isinstance(error, TinynetError):
        return error
    if isinstance(error, OSError):
        return _output_failed(error, answer, env.dry_run)
    return _unforeseen(env, error)


def answered(env: Env, arguments: Sequence[str]) -> Answer | None:
    """Bind and run a command line; again after each question about an ambiguous name.

    Asking here, between two runs, and not where a name is looked up, keeps a command from holding
    the lock while it waits for an answer.
    """
    bound = fastlane.bind(arguments)
    while True:
        try:
            if not arguments:
                from tinynet.cli.overview import without_command

                if env.settings["sync.auto"]:
                    sync_first(env)
                return without_command(env)
            if bound is None:
                from tinynet.cli import help  # noqa: A004  it is the command of that name

                if said := help.asked_for(env, arguments):
                    env.stdout.write(said)
                    return None
                from tinynet.cli import app

                return app.run(env, arguments)
            function, given, common = bound
            env.apply_options(common)
            return function(env, **given)
        except AmbiguousPersonError as error:
            if not env.can_ask() or error.typed in env.chosen:
                raise
            env.chosen[error.typed] = error.ids[_which(env, error)]


def sync_first(env: Env) -> None:
    """Sync quietly, where this machine has joined others; what came in is said on stderr."""
    from tinynet.db import files

    if not files.has_sync_state(env.path):
        return
    try:
        answer = fastlane.load("sync")(env, quiet=True)
    except TinynetError as error:
        env.say(f"tinynet sync: {error.message}.")
        return
    if answer.view == "sync.round":
        from tinynet.output import human

        env.tell(human.render(answer, page(env)))


def _which(env: Env, error: AmbiguousPersonError) -> str:
    """Ask which of several people was meant; return the handle."""
    shown = error.people[:SHOWN]
    cells = columns(env.environ, env.stderr)
    env.say(f'"{error.typed}" could be:')
    for number, (handle, name) in enumerate(shown, 1):
        env.say(candidate_lines(number, name, handle, error.hints.get(handle, ""), cells))
    if len(error.people) > SHOWN:
        env.say(f"  ... and {len(error.people) - SHOWN} more; type the handle")
    answer = env.ask("Which one?", "the handle")
    if answer.isascii() and answer.isdigit() and 1 <= int(answer) <= len(shown):
        return shown[int(answer) - 1][0]
    if answer in error.candidates:
        return answer
    raise error


def candidate_lines(number: int, name: str, handle: str, hint: str, cells: int) -> str:
    """One of several people, with what tells them apart in a line of its own where that is long."""
    from tinynet.output.page import LEAST_NAME
    from tinynet.output.text import clean, fit, width

    begin, end = f"  {number}  ", f"  ({handle})"
    line = begin + fit(clean(name), max(cells - len(begin) - width(end), LEAST_NAME)) + end
    hint = clean(hint)
    if not hint or width(line) + 2 + width(hint) <= cells:
        return f"{line}  {hint}".rstrip()
    met, comma, seen = hint.rpartition(", ")  # when last seen is never cut
    met = fit(met, max(cells - len(begin) - width(comma + seen), LEAST_NAME)) if met else ""
    return f"{line}\n{' ' * len(begin)}{met}{comma}{seen}"


def render(answer: Answer, env: Env) -> str:
    """Render the answer with the module named after the format."""
    if env.output == "human":
        from tinynet.output import human

        return human.render(answer, page(env))
    return "".join(renderer(env).pieces(answer))


def renderer(env: Env) -> Any:
    """The module that makes text of answers in the format asked for."""
    return __import__(f"tinynet.output.{env.output}", fromlist=["pieces"])


def page(env: Env) -> Page:
    """An empty page as wide as the terminal, in colour if the terminal and the settings allow."""
    from tinynet.output.page import Page

    asked = env.environ.get
    plain = bool(asked("NO_COLOR")) or asked("TERM") == "dumb" or not is_terminal(env.stdout)
    return Page(
        env.today,
        width=columns(env.environ, env.stdout),
        colour=env.colour and (bool(asked("FORCE_COLOR")) or not plain),
        scores=bool(env.settings["scores"]),
        blocks=_has_blocks(env),
    )


def _has_blocks(env: Env) -> bool:
    """Whether the terminal can show block characters: unless the locale is not UTF-8."""
    values = (env.environ.get(name) for name in ("LC_ALL", "LC_CTYPE", "LANG"))
    locale = next(filter(None, values), "utf-8")
    return "utf" in locale.lower()


def _flushed(env: Env, code: int) -> int:
    env.stdout.flush()
    env.stderr.flush()
    return code


def report_error(env: Env, arguments: Sequence[str], error: TinynetError) -> int:
    """Print on stderr what is wrong and what to do.

    Returns:
        The error's exit code.
    """
    from contextlib import suppress

    from tinynet.cli.partial_line import PartialLine

    error.remedy = for_database(error.remedy, env.database)
    if (env.format or PartialLine(arguments).format) in {"json", "nl"}:
        from tinynet.output import json

        env.tell(json.error(error))
    else:
        env.say(
            "\n".join(
                [f"tinynet: {with_full_stop(error.message)}", with_full_stop(error.remedy)]
            ).rstrip()
        )
    with suppress(OSError):  # stdout may be what has failed, which was told just now
        _flushed(env, 0)
    return error.exit_code


def for_database(remedy: str, database: str | None) -> str:
    """Name the database that `--db` named in the command that a remedy ends in."""
    from tinynet.output.text import COMMAND

    _, mark, command = remedy.rpartition(COMMAND)
    if not database or not mark or {"help", "--help"} & set(command.split()):
        return remedy
    return f"{remedy} --db {quoted(database)}"


def _unforeseen(env: Env, error: Exception) -> TinynetError:
    """Turn SQLite's and the system's errors into ours; anything else is a bug.

    Its message and its locals may hold what is known of somebody, so only its kind and place are
    shown; TINYNET_DEBUG=1 shows the rest.
    """
    if "_sqlite3" in sys.modules:
        from tinynet.db.failures import explain as explain_sqlite

        if known := explain_sqlite(error, env.path):
            return known
    if env.environ.get("TINYNET_DEBUG"):
        raise error
    if _is_damaged(env):
        from tinynet.errors import DatabaseError

        return DatabaseError(
            f"The database {env.path} holds a value that is not allowed; nothing was saved",
            "See what it is: tinynet doctor",
        )
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    file = os.path.basename(trace.tb_frame.f_code.co_filename) if trace else ""
    place = f"{file}:{trace.tb_lineno}" if trace else "?"
    return TinynetError(
        f"This is a mistake in tinynet, not yours ({type(error).__name__} in {place})",
        "What was reported as saved is saved, and nothing else; please report this",
    )


def _is_damaged(env: Env) -> bool:
    """Whether the doctor finds the database damaged, which explains what nobody foresaw."""
    from contextlib import suppress

    with suppress(Exception):  # it was asked because something is wrong already
        answer: Answer = fastlane.load("doctor")(env)
        return bool(answer.exit_code)
    return False


def with_full_stop(text: str) -> str:
    """A text with its final stop; none after a command at its end, which is there to be copied."""
    from tinynet.output.text import COMMAND

    shell = any(one in text.rpartition("; ")[2] for one in ("pipx inject ", "mkdir -p "))
    ends = not text or text.rstrip(")")[-1:] in ".?!:" or COMMAND in text or shell
    return text if ends else f"{text}."


def _is_folder_gone() -> bool:
    """Whether the current folder was deleted, so that no relative path leads anywhere."""
    try:
        os.getcwd()
    except FileNotFoundError:
        return True
    return False


def _output_failed(error: OSError, answer: Answer | None, dry_run: bool) -> TinynetError:
    from tinynet.db.files import full_folder, temporary_folder

    if is_full(error) and not error.filename and (folder := full_folder(temporary_folder())):
        kept = "" if answer is None or dry_run or not answer.wrote else "; what it did is saved"
        return TinynetError(
            f"The folder for temporary files, {folder}, is full ({error.strerror}){kept}",
            "Free some space there, or name another folder in TMPDIR",
        )
    if isinstance(error, FileNotFoundError) and _is_folder_gone():
        return TinynetError(
            "The folder you are in is not there any more", "Go to another with cd, and run it again"
        )
    if answer is None:
        place = f": {error.filename}" if error.filename else ""
        return TinynetError(
            f"The system refused it ({error.strerror}{place})",
            "Free some space and run the command again"
            if is_full(error)
            else "Look at the path and its mode, and run the command again",
        )
    kept = "; what it did is saved all the same" if answer.wrote and not dry_run else ""
    return TinynetError(
        f"The output could not be written ({error.strerror}){kept}",
        "Free some space where the output goes" + (", and do not repeat it" if kept else ""),
    )
