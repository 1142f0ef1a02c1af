"""From what was typed to the person meant: act on one, ask about several, suggest on a miss."""

from __future__ import annotations

from tinynet.core import names
from tinynet.db import sql
from tinynet.db.database import json_list
from tinynet.errors import AmbiguousPersonError, NoSuchPersonError, UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    from tinynet.cli.env import Env
    from tinynet.db.database import Store


NEAR = 0.65  # of the letters: one wrong in three, but not two in four


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
        AmbiguousPersonError: Several; `boundary` asks which, once the lock is let go.
    """
    people = candidates(store, env.chosen.get(typed, typed))
    if not people:
        raise missing(store, typed)
    return only(typed, people)


def only(typed: str, people: list[Found]) -> Found:
    """The one of those who may be meant.

    Raises:
        AmbiguousPersonError: There are several.
    """
    if len(people) > 1:
        raise AmbiguousPersonError(typed, [(person.handle, person.name) for person in people])
    return people[0]


def find_all(
    env: Env, store: Store, typed: Sequence[str], add: Callable[[str], Found] | None = None
) -> list[Found]:
    """Each person meant, once, in the order typed; all of a `@tag`, or on standard input for `-`.

    Args:
        env: The run.
        store: Where they are sought.
        typed: The words.
        add: Adds whom nobody here is called.
    """
    groups = find_groups(env, store, typed, add)
    return list({person.id: person for group in groups for person in group}.values())


def find_groups(
    env: Env, store: Store, typed: Sequence[str], add: Callable[[str], Found] | None = None
) -> list[list[Found]]:
    """The people that each of the words stands for: one, or all of a `@tag` or on `-`."""
    found: list[list[Found]] = []
    for word in typed:
        if word.startswith(("@", "-")):
            from tinynet.cli import groups

            rows = groups.expand(env, store, word)
            if rows is not None:
                found.append([Found(row) for row in rows])
                continue
        people = candidates(store, env.chosen.get(word, word))
        if not people and add is None:
            raise missing(store, word)
        found.append([only(word, people) if people or add is None else add(word)])
    return found


def candidates(store: Store, typed: str) -> list[Found]:
    """Everybody who may be meant; a handle names one person whatever else it is a part of."""
    words = names.typed_words(typed)
    if not words:
        raise UsageError("Whose name? It is empty", "Give a handle, a name or a part of one")
    exact = store.rows(sql.person_by_handle, handle=" ".join(words))
    if exact:
        return [Found(exact[0])]
    found = store.rows(sql.matches, words=json_list(words))
    return [Found(row) for row in names.best_matches(typed, found)]


def missing(store: Store, typed: str) -> NoSuchPersonError:
    """The error for nobody, with the nearest names."""
    people = store.rows(sql.names)
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
    """The three nearest by a word of their name or by the whole of it, a letter or so apart.

    rapidfuzz is loaded here and costs nothing until somebody mistypes.
    """
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    wanted = names.fold(typed)
    keys: dict[tuple[int, str], str] = {}
    for number, (handle, name) in enumerate(people):
        whole = names.fold(name)
        keys |= {(number, word): word for word in (handle, whole, *whole.split())}
    scored = [
        found
        for word in dict.fromkeys((wanted, *wanted.split()))
        for found in process.extract(
            word, keys, scorer=OSA.normalized_similarity, limit=9, score_cutoff=NEAR
        )
    ]
    scored.sort(key=lambda found: -found[1])
    return [people[number] for number in dict.fromkeys(key[0] for _, _, key in scored)][:3]
