"""The environment of a command: clock, terminal, database, settings, output format.

Everything from outside is read here once and passed in; nothing deeper asks for it.
"""

from __future__ import annotations

import os
import sys
import time
from datetime import date

from tinynet import config
from tinynet.errors import BadDateError, CancelledError, UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import TextIO

    from tinynet.db.database import Unit
    from tinynet.db.store import Store

FIRST_YEAR, LAST_YEAR = 1900, 2200
YES_OR_NO = " [y/N]"  # behind a question on a terminal
WIDTH = 100  # columns, where nobody says
BYTE_ORDER_MARK = "\ufeff"
CADENCE = "cadence."  # how the settings of the circles' cadences begin


class Env:
    """One run of the program.

    Args:
        environ: The environment variables.
        command: The command line, as `undo --list` shows it.
        raw: Words of it that are not UTF-8, by how they are shown.
    """

    def __init__(
        self,
        environ: Mapping[str, str],
        command: Sequence[str] = (),
        *,
        stdin: TextIO | None = None,
        stdout: TextIO | None = None,
        stderr: TextIO | None = None,
        raw: Mapping[str, str] | None = None,
    ) -> None:
        self.environ, self.command, self.raw = environ, command, raw or {}
        self.stdin = stdin or sys.stdin
        self.stdout = stdout or sys.stdout
        self.stderr = stderr or sys.stderr
        self.format = ""
        self.chosen: dict[str, int] = {}  # the id of whoever was meant by what was typed
        self.piped: list[str] | None = None  # the handles on stdin, once they were read
        self.database: str | None = None
        self.opened: list[Store] = []
        self.colour = True
        self.yes = False
        self.dry_run = False
        self._settings: dict[str, config.Value] | None = None
        self._today: date | None = None

    # What was said before or after the command's name ---------------------------------------

    def as_given(self, typed: str) -> str:
        """A word of the command line with the bytes that are not UTF-8: a file has them."""
        return self.raw.get(typed, typed)

    def file(self, typed: str) -> str:
        """The whole path of a file that the command line names."""
        return os.path.abspath(config.expand(self.as_given(typed), self.environ))

    def apply_options(self, common: Mapping[str, str | bool]) -> None:
        """Apply the options that every command has."""
        for name in ("json", "nl", "plain"):
            if common.get(name):
                self._set_format(name)
        if common.get("format"):
            self._set_format(str(common["format"]))
        if common.get("db") is not None:
            if not common["db"]:
                raise UsageError("--db needs a path", "Name the database's file")
            self.database = self.as_given(str(common["db"]))
        self.colour = self.colour and not common.get("no_color")
        self.yes = self.yes or bool(common.get("yes"))
        self.dry_run = self.dry_run or bool(common.get("dry_run"))

    def _set_format(self, name: str) -> None:
        from tinynet.output.answer import FORMATS

        typed, name = name, name.lower()
        if name not in FORMATS:
            raise UsageError(f'There is no format "{typed}"', f"Use one of {', '.join(FORMATS)}")
        if self.format not in {"", name}:
            raise UsageError(
                f"The formats {self.format} and {name} cannot be used together", "Give one of them"
            )
        self.format = name

    @property
    def output(self) -> str:
        """The output format: the one asked for, else human on a terminal and plain elsewhere."""
        return self.format or ("human" if is_terminal(self.stdout) else "plain")

    # Places and settings --------------------------------------------------------------------

    @property
    def path(self) -> str:
        """The path of the database, whether it exists or not."""
        return config.database_path(self.environ, self.database)

    @property
    def settings(self) -> dict[str, config.Value]:
        """Every setting, the config file's over the defaults."""
        if self._settings is None:
            self._settings = config.settings(self.environ, self.say)
        return self._settings

    def read_settings_anew(self) -> None:
        """Have the config file read again, because it was changed."""
        self._settings = None

    @property
    def date_order(self) -> str:
        """How to read 03/04: dmy, mdy, or "" to refuse it."""
        return str(self.settings["date_order"])

    def cadences(self) -> dict[str, float]:
        """The settings that ties depend on, in days."""
        names = {"default_days": "due.cadence", "least_rhythm": "due.least_rhythm"}
        names |= {key[len(CADENCE) :]: key for key in self.settings if key.startswith(CADENCE)}
        return {name: config.days(str(self.settings[key])) for name, key in names.items()}

    # The clock ------------------------------------------------------------------------------

    @property
    def today(self) -> date:
        """The local calendar day, or TINYNET_TODAY."""
        if self._today is None:
            fixed = self.environ.get("TINYNET_TODAY")
            self._today = fixed_day(fixed) if fixed else date.today()  # noqa: DTZ011  local
        return self._today

    @property
    def now(self) -> str:
        """The local time, ISO to the second, on the day that is today."""
        return f"{self.today}T{time.strftime('%H:%M:%S')}"

    def unit_time(self) -> str:
        """Now, UTC, ISO to the second, as units of undo have it; on the day TINYNET_TODAY says."""
        fixed = self.today.isoformat() if self.environ.get("TINYNET_TODAY") else ""
        return time.strftime(f"{fixed or '%Y-%m-%d'}T%H:%M:%S", time.gmtime())

    @property
    def is_day_off(self) -> bool:
        """Whether today is one of the configured days off."""
        days = str(self.settings["due.days_off"])
        if not days:
            return False
        from tinynet.core.days_off import weekdays

        return self.today.weekday() in weekdays(days)

    # The database ---------------------------------------------------------------------------

    def reading(self) -> Store:
        """The database, opened to read."""
        from tinynet.db import database

        self.opened.append(database.open_reading(self.path, self.cadences()))
        return self.opened[-1]

    def close(self) -> None:
        """Close what an error has left open: a connection that is never closed keeps its locks."""
        for store in self.opened:
            store.close()

    def unit(self, label: str = "", *, replays: bool = False, backup: str = "") -> Unit:
        """A transaction that is one unit of undo, or one that `replays` earlier units.

        Args:
            label: What `undo --list` shows; the command line unless given.
            replays: Move along the units there are.
            backup: What a backup is forced before: import, merge, forget.
        """
        from tinynet.db import database

        return database.Unit(
            self.path,
            self.cadences(),
            label=label or " ".join(self.command)[:200],
            at=self.unit_time(),
            now=self.now,
            kept=int(self.settings["undo.keep"]),
            dry_run=self.dry_run,
            replays=replays,
            backup=backup,
        )

    # What comes in on standard input --------------------------------------------------------

    def piped_text(self, most: int = -1) -> str:
        """Standard input, or its first characters; Windows begins a text with a mark of its own."""
        return self.stdin.read(most).removeprefix(BYTE_ORDER_MARK)

    def piped_lines(self) -> Iterator[str]:
        """The lines of standard input, without the mark that a text of Windows begins with."""
        for number, line in enumerate(self.stdin):
            yield line if number else line.removeprefix(BYTE_ORDER_MARK)

    # People at the terminal -----------------------------------------------------------------

    def say(self, text: str) -> None:
        """Print a message on stderr; a terminal gets lines that fit it."""
        from tinynet.output.text import clean_lines, wrap_message

        shown = clean_lines(text)
        if is_terminal(self.stderr):
            shown = wrap_message(shown, columns(self.environ, self.stderr))
        self.tell(f"{shown}\n")

    def tell(self, text: str) -> None:
        """Write on stderr; where it takes nothing, say a full disk, all goes on without it."""
        try:
            self.stderr.write(text)
        except BrokenPipeError:
            raise
        except OSError:
            self.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115  open to the end

    def can_ask(self) -> bool:
        """Whether a user at a terminal can answer questions."""
        return is_terminal(self.stdin) and is_terminal(self.stderr)

    def ask(self, question: str, flag: str, *, secret: bool = False) -> str:
        """Ask a question on the terminal.

        Args:
            question: What is asked, without a trailing space.
            flag: What to give on the command line where nobody can be asked.
            secret: Do not show what is typed.

        Raises:
            UsageError: Nobody is there to answer.
            CancelledError: The answer is the end of the input.
        """
        if not self.can_ask():
            asked = question.removesuffix(YES_OR_NO).removesuffix(":")
            raise UsageError(f"This needs an answer: {asked}", f"Give {flag}")
        from tinynet.output.text import clean

        if secret:
            from getpass import getpass

            return getpass(f"{clean(question)} ", self.stderr)
        self.stderr.write(f"{clean(question)} ")
        self.stderr.flush()
        answer = self.stdin.readline()
        if not answer:
            raise CancelledError("Nothing was done")
        return answer.strip()

    def confirm(self, question: str) -> None:
        """Ask for a yes, unless --yes was given.

        Raises:
            UsageError: Nobody is there to answer.
            CancelledError: The answer was not yes.
        """
        if self.yes or self.dry_run:
            return
        if self.ask(f"{question}{YES_OR_NO}", "--yes").lower() not in {"y", "yes"}:
            raise CancelledError("Nothing was done")


def fixed_day(text: str) -> date:
    """The day that TINYNET_TODAY says.

    Raises:
        BadDateError: No ISO day, or one no log could hold.
    """
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = date.min
    if FIRST_YEAR <= day.year <= LAST_YEAR:
        return day
    raise BadDateError(
        f'TINYNET_TODAY has to be a day from {FIRST_YEAR} to {LAST_YEAR}, not "{text}"',
        "Write it as 2026-03-01",
    )


def readable(word: str) -> str:
    """A word, or a file's name, in which bytes that are not UTF-8 are shown as such."""
    if word.isascii():
        return word
    return word.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def columns(environ: Mapping[str, str], stream: TextIO) -> int:
    """A terminal's width: COLUMNS, else what the terminal says, else 100."""
    asked = environ.get("COLUMNS", "")
    if asked.isascii() and asked.isdigit() and len(asked) < 6 and int(asked):
        return int(asked)
    try:
        return os.get_terminal_size(stream.fileno()).columns or WIDTH
    except (OSError, ValueError, AttributeError):
        return WIDTH


def is_terminal(stream: TextIO) -> bool:
    """Whether a stream is a terminal; a closed one is not."""
    try:
        return os.isatty(stream.fileno())
    except (OSError, ValueError, AttributeError):
        return False
