"""Call the commands for the screen: what they answer, how it looks, and lines that are typed."""

from __future__ import annotations

import io
import os
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple, TypeVar

from tinynet.cli import boundary, complete, fastlane
from tinynet.cli.env import Env
from tinynet.cli.partial_line import PartialLine
from tinynet.errors import TinynetError, UsageError

T = TypeVar("T")
HAPPENED = "50"  # contacts shown of one person


class Done(NamedTuple):
    """What a line did: what the command says of it, and whether it wrote."""

    text: str
    wrote: bool


class Calls:
    """The commands, each call a run of its own: the database is open only while it lasts.

    Args:
        owner: The environment of `tinynet browse`.
    """

    def __init__(self, owner: Env) -> None:
        self.owner = owner
        self.one = threading.Lock()  # held while a line is run
        self.colour = owner.colour and not owner.environ.get("NO_COLOR")

    def env(self, words: Sequence[str] = (), *, form: str = "json", columns: int = 0) -> Env:
        """The environment of a call: nobody to ask, and nothing printed.

        Args:
            words: The command line, as `undo --list` shows it.
            form: The output format.
            columns: How wide what is shown may be.
        """
        environ = {key: value for key, value in self.owner.environ.items() if key != "FORCE_COLOR"}
        environ["COLUMNS"] = str(columns)
        if self.colour:
            environ["FORCE_COLOR"] = "1"
        quiet = [io.StringIO() for _ in range(3)]
        made = Env(environ, words, stdin=quiet[0], stdout=quiet[1], stderr=quiet[2])
        made.format, made.database = form, self.owner.database
        return made

    def document(self, command: str, **options: Any) -> Any:
        """What a command answers as JSON."""
        env = self.env()
        return explained(env, lambda: fastlane.load(command)(env, **options).envelope())

    def shown(self, command: str, columns: int, **options: Any) -> str:
        """What a command shows on a terminal of so many columns."""
        env = self.env(form="human", columns=columns)
        return explained(env, lambda: boundary.render(fastlane.load(command)(env, **options), env))

    def person(self, handle: str, columns: int) -> tuple[str, str]:
        """One person as `brief` shows them, and what happened with them."""
        return (
            self.shown("brief", columns, who=(handle,)),
            self.shown("history", columns, who=(handle,), limit=HAPPENED),
        )

    def write(self, words: Sequence[str], chosen: Mapping[str, int], columns: int) -> Done:
        """Run a line as the command line would, without asking anything."""
        if PartialLine(words).database is not None:
            raise UsageError("browse keeps to the database it began with", "Leave --db away")
        env = self.env(words, form="human", columns=columns)
        env.chosen = dict(chosen)
        with self.one:
            return explained(env, lambda: done(env, words))

    def finish(self, seconds: float) -> None:
        """Let a line that is being run end, if it does so soon."""
        self.one.acquire(timeout=seconds)

    def edit(self, handle: str, columns: int) -> Done:
        """Open somebody's form in the editor, which has the terminal meanwhile."""
        words = ["edit", handle]
        env = self.env(words, form="human", columns=columns)
        env.stdin, env.stderr = sys.__stdin__ or env.stdin, sys.__stderr__ or env.stderr
        return explained(env, lambda: done(env, words))

    def candidates(self, words: Sequence[str]) -> list[str]:
        """What the last of these words may become; nothing where that cannot be found out."""
        try:
            return [value for value, _ in complete.candidates(self.env(), words) if value]
        except Exception:  # noqa: BLE001  as for a shell: no candidates is the answer to everything
            return []

    def moment(self) -> tuple[object, ...]:
        """What is another value once the database was changed, by whomever, or the day is over."""
        env = self.env()
        try:
            found = os.stat(env.path)
        except (OSError, TinynetError):
            return (env.today,)
        return env.today, found.st_ino, found.st_mtime_ns, found.st_size


def done(env: Env, words: Sequence[str]) -> Done:
    """Run a line; what it says.

    Raises:
        UsageError: It asks for help, which is longer than the line.
    """
    answer = boundary.answered(env, words)
    if answer is None:
        raise UsageError("Help is for the command line", f"There: tinynet help {words[0]}")
    text = boundary.render(answer, env)
    if env.dry_run:
        text = f"Nothing was written, this was a --dry-run: {text}"
    return Done(text, answer.wrote and not env.dry_run)


def explained(env: Env, make: Callable[[], T]) -> T:
    """Do something and let the database go; whatever goes wrong is an error of ours."""
    try:
        return make()
    except Exception as error:
        found = boundary.explain(env, error)
        if found is error:
            raise
        raise found from error
    finally:
        env.close()
