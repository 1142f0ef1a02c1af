"""Find the pairs of people whose names are worth comparing, by look-ups of what names share.

10,000 people are 50 million pairs, so nobody is compared with everybody: similar names have a key
in common (`name_similarity.spellings`). Nearly all of the twenty keys of a name are its own alone,
and to hold them takes 400 MB for 100,000 people. So of each only a number is held, of the key and
of whose it is, and the same numbers are looked for in a part of them at a time.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence

from tinynet.duplicates.rules import name_similarity

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tinynet.duplicates.rules.person_signals import PersonSignals

    Pair = tuple[int, int]

CROWD = 30  # people who share a sign; in larger groups each is compared with the next ones only
NEXT_ONES = 8
PARTS = 64  # a number takes 8 bytes in an array, and 100 in the dict in which it is looked up
NUMBER = 60  # bits: Python takes longer with more


class Sharers:
    """Who shares keys.

    Where two keys have the same number, those who have them are compared for nothing.
    """

    def __init__(self, count: int) -> None:
        self.bits = count.bit_length()
        self.parts = [array("Q") for _ in range(PARTS)]

    def add(self, who: int, keys: Iterable[str]) -> None:
        """Note the keys of somebody, by a number below the count."""
        parts, bits = self.parts, self.bits
        most = (1 << NUMBER - bits) - 1
        for key in keys:
            code = hash(key) & most
            parts[code % PARTS].append(code << bits | who)

    def blocks(self) -> Iterator[list[int]]:
        """Those who share a key, in their order, for each key that several have."""
        bits, low = self.bits, (1 << self.bits) - 1
        for part in self.parts:
            first: dict[int, int] = {}
            blocks: dict[int, list[int]] = {}
            for number in part:
                code, who = number >> bits, number & low
                other = first.setdefault(code, who)
                if other != who:
                    blocks.setdefault(code, [other]).append(who)
            yield from blocks.values()


def similar_name_pairs(
    people: Sequence[PersonSignals], known: Mapping[int, PersonSignals]
) -> set[Pair]:
    """Candidate pairs with similar names."""
    alike, shortened = Sharers(len(people)), Sharers(2 * len(people))
    for at, somebody in enumerate(people):
        own, *others = somebody.names
        alike.add(at, name_similarity.spellings(own).union(other.whole for other in others))
        shortened.add(2 * at, (own.whole,))
        shortened.add(2 * at + 1, set(name_similarity.shorter_forms(own)))
    pairs = pairs_in_block(([people[at].id for at in block] for block in alike.blocks()), known)
    for block in shortened.blocks():
        longer = [people[at // 2].id for at in block if at % 2][:CROWD]
        whole = [people[at // 2].id for at in block if not at % 2]
        pairs |= pairs_in_block(([one, other] for one in whole for other in longer), known)
    return pairs


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
