"""Completion: `tinynet __complete SHELL WORD...` answers a TAB, one candidate a line.

The words are those behind `tinynet` up to the cursor, the last one as far as it is typed. A line is
a candidate, then a tab and what it is where there is more to say. The shells' scripts (`shell/`)
hand them on. What a parameter takes is known from the name of its annotation, which is a text as
long as nobody evaluates it: neither Typer nor options.py is imported. Whatever goes wrong, there
are no candidates, and nothing is said or written.
"""

from __future__ import annotations

from tinynet.cli import fastlane
from tinynet.cli.commands import COMMANDS, COMMON

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    from tinynet.cli.env import Env
    from tinynet.db.database import Store

    Pair = tuple[str, str]  # a candidate and what it is

WORD = "__complete"
MOST = 50  # candidates of one sort; nobody reads more
RECENT = 10  # interactions offered for an ID
BUSY_SECONDS = 0.2  # a TAB does not wait for a writer
FILES = [("", "files")]  # told to the shell, which knows its files better
NOT_ONE_PREFIX = (
    "",
    "",
)  # told to bash, which would put what all have in common over what is typed

PEOPLE = frozenset((
    "Who", "MaybeWho", "Whos", "Other", "Into", "Via", "With", "Words", "Drop", "Guests",
    "Without",
))  # fmt: skip
KINDS = frozenset({"Kind", "MaybeKind", "KindName"})
TAGS = frozenset({"AskTopic", "Tags", "MaybeTags", "TagOption", "TagOptions", "Around"})
PATHS = frozenset({"Files", "Batch", "BackupFile", "Salvage", "Target", "Calendar"})
RELATIONS = "spouse partner parent child sibling friend colleague neighbour cousin knows avoid"
CHOICES = {
    "Circle": "inner close friends village",
    "By": "me them",
    "SaidBy": "me them",
    "MaybeWay": "gave got",
    "Outcome": "met stuck faded",
    "Grade": "again hard good easy",
    "Prefer": "who into",
    "ExportFormat": "json vcard csv markdown friends",
    "Order": "dmy mdy ymd",
    "ByKey": "strength depth warmth hours",
    "Sort": "name strength depth warmth hours last added",
    "Shell": "bash zsh fish",
    "RelationName": RELATIONS,
    "format": "human plain json nl csv",  # the common option
}
CONSTANTS = {"Action": "ACTIONS", "Format": "FORMATS"}  # differ by command: names in its module


def run(env: Env, words: Sequence[str]) -> int:
    """Answer a TAB.

    Args:
        env: For the database and the terminal.
        words: The shell, then what is typed behind `tinynet`.

    Returns:
        The exit code: always 0.
    """
    from io import StringIO

    env.stderr = StringIO()  # a TAB never prints an error into what is being typed
    try:
        shell, *typed = words
        pairs = shaped(shell, typed[-1] if typed else "", candidates(env, typed or [""]))
        lines = [f"{value}\t{what}\n" if what else f"{value}\n" for value, what in pairs]
        env.stdout.write("".join(lines))
        env.stdout.flush()
    except (Exception, KeyboardInterrupt):  # noqa: BLE001, S110  no candidates is the answer to everything
        pass
    return 0


def shaped(shell: str, typed: str, found: Sequence[Pair]) -> list[Pair]:
    """Candidates as a shell can use them; those that would break a line are left out.

    fish keeps only candidates that hold what is typed, so a person found by a name is offered by
    that name. bash replaces what is typed by all that the candidates have in common, so it is told
    where that is less than what is typed.
    """
    pairs = [pair for pair in found if "".join(pair).isprintable()]
    if shell == "fish":
        low = typed.casefold()
        return [
            (what, value) if low not in value and low in what.casefold() else (value, what)
            for value, what in pairs
        ]
    begin_so = all(value.startswith(typed) for value, _ in pairs)
    if shell == "bash" and len(pairs) > 1 and not begin_so:
        pairs.append(NOT_ONE_PREFIX)
    return pairs


def candidates(env: Env, words: Sequence[str]) -> list[Pair]:
    """What may stand where the last of the words is being typed."""
    *before, typed = words
    line = Line(before)
    if typed == "=":  # bash parts --kind=coffee into three words
        typed = ""
    if line.waits_for:
        return values(env, line, line.waits_for, typed)
    if line.command == "":
        if typed.startswith("-"):
            return matching([*flags(COMMON), ("--help", ""), ("--version", "")], typed)
        return matching(COMMANDS.items(), typed)
    if typed.startswith("-") and not line.only_words:
        option, equals, start = typed.partition("=")
        known = line.takes(option) if equals else ""
        if known:
            return [(f"{option}={v}", w) for v, w in values(env, line, known, start) if v]
        return matching([*flags(line.options), *flags(COMMON), ("--help", "")], typed)
    return values(env, line, line.next_position(), typed)


class Line:
    """What the words before the one being typed mean.

    Attributes:
        command: The command's name; "" while there is none.
        options: The command's own options that may be given now, with their defaults.
        waits_for: What the value that comes next is, by its annotation; "" where none is awaited.
        database: What --db says.
        only_words: Whether `--` was typed: no options from here on.
        positions: The command's parameters by position, with their defaults.
        kinds: The names of its parameters' annotations.
        constants: What its module defines.
        words: How many words stand by position.
    """

    def __init__(self, words: Sequence[str]) -> None:
        self.command = self.waits_for = ""
        self.database: str | None = None
        self.only_words = False
        self.positions: dict[str, Any] = {}
        self.options: dict[str, Any] = {}
        self.kinds: dict[str, str] = {}
        self.constants: dict[Any, Any] = {}
        self.words = 0
        for word in words:
            self._read(word)

    def _read(self, word: str) -> None:
        if word == "=":
            return
        if self.waits_for:
            self.database = word if self.waits_for == "db" else self.database
            self.waits_for = ""
        elif word == "--" and self.command:
            self.only_words = True
        elif word.startswith("-") and not self.only_words:
            name, equals, value = word.partition("=")
            waits_for = self.takes(name)
            if equals:
                self.database = value if waits_for == "db" else self.database
            else:
                self.waits_for = waits_for
            key = self._key(name)
            if self.options.get(key) != ():
                self.options.pop(key, None)
        elif not self.command:
            self._begin(word)
        else:
            self.words += 1

    def _begin(self, command: str) -> None:
        self.command = command
        function: Callable[..., Any] = fastlane.load(command)
        self.positions, self.options = fastlane.signature(function)
        self.kinds, self.constants = function.__annotations__, function.__globals__

    def _key(self, option: str) -> str:
        name = option.lstrip("-").replace("-", "_")
        return name if name in self.options else f"{name}_"

    def takes(self, option: str) -> str:
        """What an option's value is; "" for a flag and for an option there is not."""
        if option == "-f":
            return "format"
        key, name = self._key(option), option[2:].replace("-", "_")
        if key in self.options:
            return "" if self.options[key] is False else self.kinds[key]
        return "" if COMMON.get(name, True) else name

    def next_position(self) -> str:
        """What the next word by position is; "" where there is none left."""
        names = list(self.positions)
        if not names:
            return ""
        if self.words < len(names):
            return self.kinds[names[self.words]]
        return self.kinds[names[-1]] if self.positions[names[-1]] == () else ""


def flags(options: dict[str, Any]) -> list[Pair]:
    """Options as they are typed."""
    return [(f"--{name.rstrip('_').replace('_', '-')}", "") for name in options]


def matching(pairs: Any, start: str) -> list[Pair]:
    """The candidates that begin with `start`."""
    return [pair for pair in pairs if pair[0].startswith(start)]


def values(env: Env, line: Line, kind: str, start: str) -> list[Pair]:
    """What may be given for a parameter.

    Args:
        env: For the database.
        line: The words before.
        kind: The name of its annotation, or of the common option.
        start: What is typed of it.
    """
    if kind in PATHS or kind in {"db", "Which"}:
        return FILES
    if kind == "Topic":
        from tinynet.cli.overview import TOPICS

        return matching([*TOPICS.items(), *COMMANDS.items()], start)
    if kind == "Key":
        from tinynet.config import KEYS

        return matching([(key, about) for key, (_, about) in KEYS.items()], start)
    if kind in CHOICES or kind in CONSTANTS:
        choices = line.constants.get(CONSTANTS.get(kind), CHOICES.get(kind, "").split())
        found = matching([(word, "") for word in choices], start)
        return found or (FILES if kind == "Format" else [])  # a file alone says its format
    asked = people if kind in PEOPLE else kinds if kind in KINDS else tags if kind in TAGS else None
    asked = ids if kind == "Id" else asked
    if asked is None:
        return []
    from tinynet.core.names import fold

    store = reading(env, line.database)
    found = asked(store, fold(start)) if store else []
    if store:
        store.close()
    return found


def reading(env: Env, database: str | None) -> Store | None:
    """The database, if there is one of this version; a TAB neither creates nor migrates it."""
    from tinynet.db import database as db
    from tinynet.db import files

    if database:
        env.database = database
    if db.inspect(env.path) != files.SCHEMA_VERSION:
        return None
    return db.Store(files.connect_reading(env.path, BUSY_SECONDS), {})


def people(store: Store, start: str) -> list[Pair]:
    """Handles that begin so, then the handles of people with a name that does."""
    found = store.rows("complete_handle", start=start, limit=MOST)
    if len(found) < MOST:
        found += store.rows("complete_name", start=start, limit=MOST)
    return list(dict.fromkeys(found))[:MOST]


def kinds(store: Store, start: str) -> list[Pair]:
    """Kinds of contact that begin so."""
    return [(name, "") for (name,) in store.rows("complete_kind", start=start)]


def tags(store: Store, start: str) -> list[Pair]:
    """Tags that begin so."""
    return [(name, "") for (name,) in store.rows("complete_tag", start=start, limit=MOST)]


def ids(store: Store, start: str) -> list[Pair]:
    """The latest interactions."""
    latest = store.rows("complete_id", limit=RECENT)
    return matching([(str(number), f"{kind} {on}") for number, on, kind in latest], start)
