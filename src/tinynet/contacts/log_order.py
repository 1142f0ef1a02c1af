"""What was typed where the kind of contact belongs, if that is somebody's name."""

from __future__ import annotations

from tinynet.cli.find_people import candidates
from tinynet.contacts.rows import find_kind
from tinynet.errors import TinynetError, UnknownKindError, UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from tinynet.cli.env import Env
    from tinynet.db.store import Store


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
    store = env.reading()
    try:
        people = candidates(store, typed)
        kind = next((word for word in who if is_kind(store, word)), None)
    finally:
        store.close()
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


def is_kind(store: Store, word: str) -> bool:
    """Whether a word names a kind of contact."""
    try:
        find_kind(store, word)
    except TinynetError:
        return False
    return True
