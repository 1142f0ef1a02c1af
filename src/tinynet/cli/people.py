"""From what was typed to the person meant: act on one, ask about several, suggest on a miss."""

from __future__ import annotations

from tinynet.core import names
from tinynet.errors import AmbiguousPersonError, NoSuchPersonError, UsageError
from tinynet.store.db import json_list

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from tinynet.cli.env import Env
    from tinynet.store.db import Store

SHOWN = 9  # candidates that a question or an error lists


class Found:
    """A person, as commands pass one around."""

    def __init__(self, row: Sequence[Any]) -> None:
        self.id: int = row[0]
        self.handle: str = row[1]
        self.name: str = row[2]


def find(env: Env, store: Store, typed: str) -> Found:
    """The one person meant.

    Raises:
        NoSuchPersonError: Nobody; near names are suggested, never acted on.
        AmbiguousPersonError: Several, and nobody is there to be asked.
    """
    people = candidates(store, typed)
    if not people:
        raise missing(store, typed)
    if len(people) == 1:
        return people[0]
    if not env.can_ask():
        listed = ", ".join(f"{p.handle} ({p.name})" for p in people[:SHOWN])
        more = f" and {len(people) - SHOWN} more" if len(people) > SHOWN else ""
        raise AmbiguousPersonError(
            f'"{typed}" could be {listed}{more}',
            "Say which by the handle",
            tuple(p.handle for p in people),
        )
    return _asked(env, typed, people)


def find_all(env: Env, store: Store, typed: Sequence[str]) -> list[Found]:
    """Each person meant, once, in the order typed."""
    return list({p.id: p for p in (find(env, store, word) for word in typed)}.values())


def candidates(store: Store, typed: str) -> list[Found]:
    """Everybody who may be meant; a handle names one person whatever else it is a part of."""
    words = names.typed_words(typed)
    if not words:
        raise UsageError("Whose name? It is empty", "Give a handle, a name or a part of one")
    exact = store.rows("person_by_handle", handle=" ".join(words))
    if exact:
        return [Found(exact[0])]
    found = store.rows("matches", words=json_list(words))
    return [Found(row) for row in names.choose(typed, found)]


def missing(store: Store, typed: str) -> NoSuchPersonError:
    """The error for nobody, with the nearest names."""
    people = store.rows("names")
    if not people:
        return NoSuchPersonError(
            f'There is nobody called "{typed}"; there is nobody yet',
            'Begin with tinynet add "NAME"',
        )
    near = _near(typed, people)
    if near:
        listed = ", ".join(f"{handle} ({name})" for handle, name in near)
        handles = tuple(handle for handle, _ in near)
        return NoSuchPersonError(
            f'There is nobody called "{typed}"', f"Did you mean {listed}?", handles
        )
    return NoSuchPersonError(
        f'There is nobody called "{typed}"', f'Add them with tinynet add "{typed}"'
    )


def _near(typed: str, people: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The three nearest by rapidfuzz, which costs nothing until somebody mistypes."""
    from rapidfuzz import fuzz, process

    wanted = names.fold(typed)
    keys = {i: names.fold(name) for i, (_, name) in enumerate(people)}
    scored = process.extract(wanted, keys, scorer=fuzz.WRatio, limit=3, score_cutoff=75)
    return [people[i] for _, _, i in scored]


def _asked(env: Env, typed: str, people: list[Found]) -> Found:
    env.say(f'"{typed}" could be:')
    for number, person in enumerate(people[:SHOWN], 1):
        env.say(f"  {number}  {person.name}  ({person.handle})")
    if len(people) > SHOWN:
        env.say(f"  ... and {len(people) - SHOWN} more; a longer part of the name finds them")
    answer = env.ask("Which one?", "the handle")
    if answer.isascii() and answer.isdigit() and 1 <= int(answer) <= min(len(people), SHOWN):
        return people[int(answer) - 1]
    by_handle = [p for p in people if p.handle == names.fold(answer)]
    if by_handle:
        return by_handle[0]
    raise AmbiguousPersonError(
        f'"{answer}" is none of them',
        "Run it again with the handle",
        tuple(p.handle for p in people),
    )
