"""The line that works where words of a contact stand in places of others."""

from __future__ import annotations

from contextlib import closing

from tinynet.cli import checks
from tinynet.cli.find_people import candidates
from tinynet.contacts.rows import find_kind
from tinynet.errors import (
    BadValueError,
    NoSuchPersonError,
    TinynetError,
    UnknownKindError,
    UsageError,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tinynet.cli.env import Env
    from tinynet.db.store import Store

PLAN_ENDS = ("done", "drop")  # options of `plan`


def kind_first(
    env: Env, error: UnknownKindError, typed: str, who: Sequence[str]
) -> UnknownKindError | UsageError:
    """The error for an unknown kind; with the line that works where it is a person's name.

    Args:
        env: The run.
        error: That there is no such kind.
        typed: What stands where the kind belongs.
        who: What stands where the people belong.
    """
    from shlex import join

    if not typed.strip():
        return error
    if env.command[0] == "plan" and typed in PLAN_ENDS:
        error.remedy = f"Write: {join(['tinynet', 'plan', f'--{typed}', ' '.join(who)])}"
        return error
    with closing(env.reading()) as store:
        people = candidates(store, typed)
        kind = next((word for word in who if is_kind(store, word)), None)
    if not people:
        return error
    if kind is None:
        command = env.command[0]
        return UsageError(
            "The kind of contact comes first",
            f"For example: {join(['tinynet', command, 'coffee', typed, *who])}",
        )
    words = list(env.command)
    if typed in words and kind in words:
        words.remove(kind)
        words.insert(words.index(typed), kind)
    return UsageError(
        "The kind comes first, then the people", f"Write: {join(['tinynet', *words])}"
    )


def named_option(
    env: Env, error: NoSuchPersonError, who: Sequence[str], *, planned: bool = False
) -> NoSuchPersonError:
    """The error for nobody of a name; with the line that works where it is a day or a place.

    Args:
        env: The run.
        error: That nobody is called so.
        who: What stands where the people belong.
        planned: Whether it is a plan, whose day lies ahead.
    """
    from shlex import join

    options: dict[str, Callable[[str], object] | None] = {
        "--on": lambda typed: checks.past_day(env, typed),
        "--for": checks.minutes,
        "--at": None,  # any text, where the word itself stands before it: "at Costa"
    }
    if planned:
        options = {"--by": lambda typed: checks.future_day(env, typed)}
    words = list(env.command)
    start = list(who).index(error.typed) if error.typed in who else len(who)
    for end in range(len(who), start, -1):  # "last friday" before "last"
        said = list(who[start:end])
        at = next((n for n in range(len(words)) if words[n : n + len(said)] == said), None)
        for option, read in options.items():
            value = said[said[0] == option.removeprefix("--") :]
            if at is not None and value and is_value(" ".join(value), read, led=value != said):
                line = ["tinynet", *words[:at], *words[at + len(said) :], option, " ".join(value)]
                return NoSuchPersonError(error.message, f"Write: {join(line)}", error.candidates)
    return error


def is_value(typed: str, read: Callable[[str], object] | None, *, led: bool) -> bool:
    """Whether words are what an option takes: see `named_option`."""
    if read is None:
        return led
    try:
        read(typed)
    except BadValueError:
        return False
    return True


def is_kind(store: Store, word: str) -> bool:
    """Whether a word names a kind of contact."""
    try:
        find_kind(store, word)
    except TinynetError:
        return False
    return True
