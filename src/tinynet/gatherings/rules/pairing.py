"""Find pairs who should meet: they share something and, as far as you know, have not met."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import combinations
from math import comb

from tinynet.gatherings.rules.common_ground import Thing, pair, rarity

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from collections.abc import Set as AbstractSet

    from tinynet.gatherings.rules.common_ground import Pair

CROWD = 200  # people who share one thing and are paired: 20,000 pairs, a tenth of a second
PAIRS = 200_000  # compared at most, in about a second; all of 10,000 people's took 23
PER_PERSON = 2  # proposals that name one person, so that nobody fills the list


@dataclass(frozen=True, slots=True)
class Match:
    """Two people who should meet, and a score of what they share."""

    people: Pair
    score: float


def matches(
    have: Mapping[str, AbstractSet[Thing]],
    closeness: Mapping[str, float],
    apart: AbstractSet[Pair],
    *,
    who: str | None = None,
) -> list[Match]:
    """Rank pairs by what they share, rare things counting more, then by closeness to you.

    The score of a pair is the sum of `common.rarity` over what they share. What more than 200
    people share counts among the 200 closest to you only, among 100, 50 or 25 where so much is so
    common that more than 200,000 pairs would come of it; unless one person is asked about.

    Args:
        have: What each person has that may bring them together with others.
        closeness: The strength of your tie with each.
        apart: Pairs who know each other, or avoid each other.
        who: Only pairs with this person.
    """
    telling = rarity(have)
    holders: dict[Thing, list[str]] = defaultdict(list)
    for handle in sorted(have, key=lambda handle: (-closeness[handle], handle)):
        for thing in have[handle]:
            holders[thing].append(handle)
    scores: dict[Pair, float] = defaultdict(float)  # adding up as pairs come: two thirds the time
    most = _crowd(holders.values())
    for thing, handles in holders.items():
        for both in _paired(handles, who, most):
            scores[both] += telling[thing]
    made = sorted(
        (-round(score, 9), -closeness[both[0]] - closeness[both[1]], both)
        for both, score in scores.items()
        if both not in apart
    )
    return [Match(both, -score) for score, _, both in made]


def shared(have: Mapping[str, AbstractSet[Thing]], both: Pair) -> list[Thing]:
    """What two people share, rarest first."""
    telling = rarity(have)
    things = have[both[0]] & have[both[1]]
    return sorted(things, key=lambda thing: (-telling[thing], thing.what, thing.key))


def _crowd(holders: Collection[list[str]]) -> int:
    """How many of the people who share a thing are paired."""
    most = CROWD
    while most > 2 and sum(comb(min(len(handles), most), 2) for handles in holders) > PAIRS:
        most //= 2
    return most


def _paired(handles: list[str], who: str | None, most: int) -> Iterable[Pair]:
    """The pairs among the first `most` people who share a thing, or all pairs with one of them."""
    if who is None:
        return combinations(sorted(handles[:most]), 2)
    return (pair(who, other) for other in handles if other != who) if who in handles else ()


def limit_repeats(found: Iterable[Match], limit: int) -> list[Match]:
    """The first `limit` pairs in which nobody occurs more than twice."""
    named: Counter[str] = Counter()
    chosen: list[Match] = []
    for match in found:
        if len(chosen) == limit:
            break
        if all(named[handle] < PER_PERSON for handle in match.people):
            named.update(match.people)
            chosen.append(match)
    return chosen
