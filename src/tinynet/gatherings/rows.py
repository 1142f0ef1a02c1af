"""Read what people may have in common, for `rules/common_ground.py`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from tinynet.core.names import fold
from tinynet.core.strength import FAMILY_TAG
from tinynet.db import sql
from tinynet.db.store import Store, json_list
from tinynet.gatherings.rules.common_ground import FACT, INTEREST, PLACE, WORK, Thing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet
    from typing import Any

NO_INTERESTS = frozenset((FAMILY_TAG,))


def among(people: Sequence[int] | None) -> str | None:
    """People as a parameter of a statement; None is everybody."""
    return None if people is None else json_list(people)


def things(store: Store, handles: Mapping[int, str], *, all_: bool) -> dict[str, set[Thing]]:
    """What each person may share with others: interests, facts, work.

    Args:
        store: Open to read.
        handles: Whom to read, by their ids.
        all_: Whether that is nearly everybody: then all is read, which takes no look-up a person.
    """
    return things_of(handles, holders(store, handles, all_=all_))


def things_of(
    handles: Mapping[int, str], having: Mapping[Thing, AbstractSet[int]]
) -> dict[str, set[Thing]]:
    """What each of some people has, by handle, where it is known who has each thing."""
    have: dict[int, set[Thing]] = {who: set() for who in handles}
    for thing, people in having.items():
        for who in people & have.keys():
            have[who].add(thing)
    return {handle: have[who] for who, handle in handles.items()}


def holders(store: Store, handles: Mapping[int, str], *, all_: bool) -> dict[Thing, set[int]]:
    """Each thing that people may share, and the ids of those who have it.

    The arguments are those of `things`.
    """
    people = among(None if all_ else list(handles))
    having: dict[Thing, set[int]] = defaultdict(set)
    if people is None:
        for name, ids in store.each(sql.all_interests):
            having[Thing(INTEREST, name, name)].update(map(int, ids.split(",")))
    else:
        for who, name in store.each(sql.interests, people=people):
            having[Thing(INTEREST, name, name)].add(who)
    for word in NO_INTERESTS:
        having.pop(Thing(INTEREST, word, word), None)
    written: Iterable[tuple[str, Iterable[tuple[Any, ...]]]] = (
        (FACT, store.each(sql.facts_to_show, people=people)),
        (WORK, store.each(sql.workplaces, people=people)),
    )
    for what, rows in written:
        same: dict[tuple[str, ...], list[int]] = defaultdict(list)  # many have written the same
        for who, *words in rows:
            if who in handles:
                same[tuple(words)].append(who)
        for texts, whose in same.items():
            having[thing_of(what, texts)].update(whose)
    return {thing: found for thing, ids in having.items() if (found := ids & handles.keys())}


def thing_of(what: str, words: Sequence[str]) -> Thing:
    """A thing as it is written: a fact's key and value, an organisation."""
    return Thing(what, ": ".join(map(fold, words)), ": ".join(words))


def places(store: Store, handles: Mapping[int, str]) -> dict[str, set[Thing]]:
    """Where you were with each of these people, by handle."""
    have: dict[str, set[Thing]] = defaultdict(set)
    for who, name in store.each(sql.met_places, people=json_list(list(handles))):
        have[handles[who]].add(Thing(PLACE, fold(name), name))
    return have
