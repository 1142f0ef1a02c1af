"""Read what people may have in common, for `rules/common_ground.py`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from tinynet.core.names import fold
from tinynet.core.strength import FAMILY_TAG
from tinynet.db import sql
from tinynet.db.database import Store, json_list
from tinynet.gatherings.rules.common_ground import FACT, INTEREST, PLACE, WORK, Thing

TYPE_CHECKING = False
if TYPE_CHECKING:
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
    people = among(None if all_ else list(handles))
    have: dict[int, set[Thing]] = {who: set() for who in handles}
    one: dict[Thing, Thing] = {}  # one object a thing: sets then compare them by identity
    interests = (
        store.each(sql.all_interests)
        if people is None
        else store.each(sql.interests, people=people)
    )
    written: Iterable[tuple[str, Iterable[tuple[Any, ...]]]] = (
        (INTEREST, interests),
        (FACT, store.each(sql.facts_to_show, people=people)),
        (WORK, store.each(sql.workplaces, people=people)),
    )
    for what, rows in written:
        known: dict[tuple[str, ...], Thing] = {}  # many have the same, and it is made once
        for row in rows:
            who, words = row[0], row[1:]
            if who not in have:
                continue
            thing = known.get(words)
            if thing is None:
                made = thing_of(what, words)
                thing = known[words] = one.setdefault(made, made)
            have[who].add(thing)
    none = {Thing(INTEREST, word, word) for word in NO_INTERESTS}
    return {handle: have[who] - none for who, handle in handles.items()}


def thing_of(what: str, words: Sequence[str]) -> Thing:
    """A thing as it is written: a tag, a fact's key and value, an organisation."""
    spelled = words if what == INTEREST else map(fold, words)
    return Thing(what, ": ".join(spelled), ": ".join(words))


def places(store: Store, handles: Mapping[int, str]) -> dict[str, set[Thing]]:
    """Where you were with each of these people, by handle."""
    have: dict[str, set[Thing]] = defaultdict(set)
    for who, name in store.each(sql.met_places, people=json_list(list(handles))):
        have[handles[who]].add(Thing(PLACE, fold(name), name))
    return have
