"""Completion: `tinynet __complete SHELL WORD...` answers a TAB, one candidate a line.

The words are those behind `tinynet` up to the cursor, the last one as far as it is typed. A line is
a candidate, then a tab and what it is where there is more to say. The shells' scripts (`shell/`)
hand them on. What a parameter takes is said by the table of options (`options.py`), which
`compiled_completion.py` holds as plain data: neither Typer nor options.py is imported. Whatever
goes wrong, there are no candidates, and nothing is said or written.
"""

from __future__ import annotations

from tinynet.cli.commands import COMMANDS, COMMON
from tinynet.cli.compiled_completion import COMMON_OPTIONS, PARAMETERS
from tinynet.cli.partial_line import PartialLine
from tinynet.db import sql
from tinynet.output.text import clean

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from tinynet.cli.env import Env
    from tinynet.db.store import Store

    Pair = tuple[str, str]  # a candidate and what it is

WORD = "__complete"
MOST = 50  # candidates of one sort; nobody reads more
RECENT = 10  # interactions offered for an ID
BUSY_SECONDS = 0.2  # a TAB does not wait for a writer
OR_FILES = "FILE"  # among words that are offered: files, where none of them begins so
FILES = [("", "files")]  # told to the shell, which knows its files better
NOT_ONE_PREFIX = ("", "")  # told to bash, which would put what all share over what is typed


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
        pairs = shaped_for_shell(shell, typed[-1] if typed else "", candidates(env, typed or [""]))
        lines = [f"{value}\t{what}\n" if what else f"{value}\n" for value, what in pairs]
        env.stdout.write("".join(lines))
        env.stdout.flush()
    except (Exception, KeyboardInterrupt):  # noqa: BLE001, S110  no candidates is the answer to everything
        pass
    return 0


def shaped_for_shell(shell: str, typed: str, found: Sequence[Pair]) -> list[Pair]:
    """Format candidates for a shell; a value that would break a line is left out.

    What a candidate is comes sanitised, as on any screen: joiners of emoji and of Persian stay.

    fish keeps only candidates that hold what is typed, so a person found by a name is offered by
    that name. bash replaces what is typed by all that the candidates have in common, so it is told
    where that is less than what is typed.
    """
    pairs = list(found)
    if shell == "fish":
        low = typed.casefold()
        pairs = [
            (what, value) if low not in value and low in what.casefold() else (value, what)
            for value, what in pairs
        ]
    pairs = [(value, clean(what)) for value, what in pairs if clean(value) == value]
    if shell == "bash" and len(pairs) > 1 and not all(v.startswith(typed) for v, _ in pairs):
        pairs.append(NOT_ONE_PREFIX)
    return pairs


def candidates(env: Env, words: Sequence[str]) -> list[Pair]:
    """The candidates for the word being typed."""
    *before, typed = words
    line = PartialLine(before)
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
        awaited = line.awaited_by(option) if equals else ""
        if awaited:
            return [(f"{option}={v}", w) for v, w in values(env, line, awaited, start) if v]
        return matching([*flags(line.options), *flags(COMMON), ("--help", "")], typed)
    return values(env, line, line.next_position(), typed)


def flags(options: dict[str, Any]) -> list[Pair]:
    """Options as typed."""
    return [(f"--{name.rstrip('_').replace('_', '-')}", "") for name in options]


def matching(pairs: Any, start: str) -> list[Pair]:
    """The candidates that begin with `start`."""
    return [pair for pair in pairs if pair[0].startswith(start)]


def values(env: Env, line: PartialLine, parameter: str, start: str) -> list[Pair]:
    """The candidates for a parameter's value."""
    what = COMMON_OPTIONS.get(parameter) or PARAMETERS.get(line.command, {}).get(parameter, "")
    if isinstance(what, tuple):
        words = [word for word in what if word != OR_FILES]
        found = matching([(word, "") for word in words], start)
        return found or (FILES if OR_FILES in what else [])
    if what == "files":
        return FILES
    if what == "topics":
        from tinynet.cli.overview import TOPICS

        return matching([*TOPICS.items(), *COMMANDS.items()], start)
    if what == "settings":
        from tinynet.config import KEYS

        return matching([(key, about) for key, (_, about) in KEYS.items()], start)
    return values_from_database(env, line, what, start) if what else []


def values_from_database(env: Env, line: PartialLine, what: str, start: str) -> list[Pair]:
    """The candidates from the database: people, kinds, tags or interactions."""
    from tinynet.core.names import fold

    store = reading(env, line.database)
    if store is None:
        return []
    asked = {"people": people, "kinds": kinds, "tags": tags, "interactions": interactions}[what]
    found = asked(store, fold(start))
    store.close()
    return found


def reading(env: Env, database: str | None) -> Store | None:
    """Open the database if it has this version; completion neither creates nor migrates it."""
    from tinynet.db import files
    from tinynet.db.database import schema_version
    from tinynet.db.store import Store

    if database:
        env.database = database
    if schema_version(env.path) != files.SCHEMA_VERSION:
        return None
    return Store(files.connect_reading(env.path, BUSY_SECONDS), {})


def people(store: Store, start: str) -> list[Pair]:
    """Handles that begin so, then the handles of people with a name that does; or @tags."""
    if start.startswith("@"):
        return [(f"@{tag}", "") for tag, _ in tags(store, start[1:])]
    found = store.rows(sql.complete_handle, start=start, limit=MOST)
    if len(found) < MOST:
        found += store.rows(sql.complete_name, start=start, limit=MOST)
    return list(dict.fromkeys(found))[:MOST]


def kinds(store: Store, start: str) -> list[Pair]:
    """Kinds of contact that begin with the word."""
    return [(name, "") for (name,) in store.rows(sql.complete_kind, start=start)]


def tags(store: Store, start: str) -> list[Pair]:
    """Tags that begin with the word."""
    return [(name, "") for (name,) in store.rows(sql.complete_tag, start=start, limit=MOST)]


def interactions(store: Store, start: str) -> list[Pair]:
    """The latest interactions."""
    latest = store.rows(sql.complete_id, limit=RECENT)
    return matching([(str(number), f"{kind} {on}") for number, on, kind in latest], start)
