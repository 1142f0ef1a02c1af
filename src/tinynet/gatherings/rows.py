"""Read what people may have in common, for `rules/common_ground.py`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from tinynet.core.names import fold
from tinynet.core.strength import FAMILY_TAG
from tinynet.db import sql
from tinynet.db.database import Store, json_list
from tinynet.gatherings.rules.common_ground import FACT, INTEREST, PLACE, WORK, Thing

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
    have: dict[str, set[Thing]] = {handle: set() for handle in handles.values()}
    found: Iterable[tuple[int, Thing]] = [
        *(
            (who, Thing(INTEREST, name, name))
            for who, name in store.each(sql.interests, people=people)
            if name not in NO_INTERESTS
        ),
        *(
            (who, Thing(FACT, f"{fold(key)}: {fold(value)}", f"{key}: {value}"))
            for who, key, value in store.each(sql.facts_to_show, people=people)
        ),
        *(
            (who, Thing(WORK, fold(name), name))
            for who, name in store.each(sql.workplaces, people=people)
        ),
    ]
    one: dict[Thing, Thing] = {}  # one object a thing: sets then compare them by identity
    for who, thing in found:
        if who in handles:
            have[handles[who]].add(one.setdefault(thing, thing))
    return have


def places(store: Store, handles: Mapping[int, str]) -> dict[str, set[Thing]]:
    """Where you were with each of these people, by handle."""
    have: dict[str, set[Thing]] = defaultdict(set)
    for who, name in store.each(sql.met_places, people=json_list(list(handles))):
        have[handles[who]].add(Thing(PLACE, fold(name), name))
    return have
