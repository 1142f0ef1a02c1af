"""Find the pairs of people whose names are worth comparing, by look-ups of what names share.

10,000 people are 50 million pairs, so nobody is compared with everybody: similar names have a key
in common (`name_similarity.spellings`). Nearly all of the twenty keys of a name are its own alone,
and to hold them takes 400 MB for 100,000 people. So they are made twice: first their hashes, to see
which come again, and then only these are kept.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from tinynet.duplicates.rules import name_similarity

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tinynet.duplicates.rules.person_signals import PersonSignals

    Pair = tuple[int, int]

CROWD = 30  # people who share a sign; in larger groups each is compared with the next ones only
NEXT_ONES = 8
PARTS = 16  # a number takes 8 bytes in an array, and 40 in the list that is sorted


def similar_name_pairs(
    people: Sequence[PersonSignals], known: Mapping[int, PersonSignals]
) -> set[Pair]:
    """Candidate pairs with similar names."""
    again = repeated(hash(key) for somebody in people for key in own_keys(somebody))
    wholes = {hash(somebody.names[0].whole) for somebody in people}
    spelled: dict[str, list[int]] = defaultdict(list)
    longer: dict[str, list[int]] = defaultdict(list)
    for somebody in people:
        for key in own_keys(somebody):
            if hash(key) in again:
                spelled[key].append(somebody.id)
        for key in set(name_similarity.shorter_forms(somebody.names[0])):
            if hash(key) in wholes:
                longer[key].append(somebody.id)
    del again, wholes
    pairs = pairs_in_block(spelled.values(), known)
    del spelled
    for somebody in people:
        near = longer.get(somebody.names[0].whole, ())
        pairs |= pairs_in_block(([somebody.id, other] for other in near[:CROWD]), known)
    return pairs


def own_keys(somebody: PersonSignals) -> set[str]:
    """The keys that somebody shares with people of similar names."""
    own, *others = somebody.names
    return name_similarity.spellings(own).union(other.whole for other in others)


def repeated(codes: Iterable[int]) -> set[int]:
    """The numbers that come more than once, found by sorting a part of them at a time."""
    parts = [array("q") for _ in range(PARTS)]
    for code in codes:
        parts[code % PARTS].append(code)
    again: set[int] = set()
    for part in parts:
        again.update(one for one, other in pairwise(sorted(part)) if one == other)
    return again


def pairs_in_block(
    blocks: Iterable[Sequence[int]], known: Mapping[int, PersonSignals]
) -> set[Pair]:
    """All pairs in a block; in a large block each person with the next ones by name."""
    pairs: set[Pair] = set()
    for block in blocks:
        if len(block) < 2:
            continue
        ids, reach = sorted(set(block)), len(block)
        if len(ids) > CROWD:
            ids.sort(key=lambda one: known[one].names[0].whole)
            reach = NEXT_ONES
        for at, one in enumerate(ids):
            for other in ids[at + 1 : at + 1 + reach]:
                pairs.add((one, other) if one < other else (other, one))
    return pairs
