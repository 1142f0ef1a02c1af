"""Compute the best guest lists for a party.

**What a list is worth.** For k guests S, with every part between 0 and 1,

    worth(S) = mean over guests i of [ CLOSE close(i) + REST rest(i) + AROUND topic(i) ]
             + mean over pairs i, j of [ SHARED common(i, j) + NEW new(i, j) + COUPLE couple(i, j) ]

    close(i)     d / (1 + d), d the depth of your tie: people you would invite
    rest(i)      days since they were last invited / 180, at most 1; 1 if they never were
    topic(i)     whether they have what the evening is about
    common(i, j) s / (3 + s), s the sum of `common.rarity` over what both have
    new(i, j)    whether they have not met, as far as you know
    couple(i, j) whether they are a couple

Two who avoid each other never sit at one table; whoever must come does.

**How it is sought.** Where there are at most 20,000 possible lists (six of eighteen people), all of
them are compared, so the first list is the best there is. Beyond that, twelve lists are grown from
different first guests, always by the guest who adds most, and improved by the best exchange of one
guest for another until none helps. The 300 people with the most of their own take part then.

**Several lists.** Each next one shares at most half of its guests with each one before, not
counting those who must come; more only where there are too few people for that.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cache, partial
from itertools import combinations
from math import comb

from tinynet.gatherings.rules.common_ground import pair

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from tinynet.gatherings.rules.common_ground import Pair, Thing

    List = tuple[str, ...]

CLOSE, REST, AROUND = 1.0, 0.5, 3.0
SHARED, NEW, COUPLE = 2.0, 1.0, 4.0
HALF_COMMON = 3.0  # rarity at which two have half of all they could share: one rare thing
REST_DAYS = 180
EXACT = 20_000  # lists that are all compared, in some 0.2 s
POOL = 300  # people who take part where they are not
LOOKED_UP = 6 * POOL  # whose last invitation is looked up at once
STARTS = 12
AMPLE = 2  # people you have seen for a seat, from which on nobody else is proposed
EPSILON = 1e-9  # two worths that differ by less are one


@dataclass(frozen=True, slots=True)
class Guest:
    """A possible guest.

    Attributes:
        handle: Theirs.
        depth: Of your tie.
        rested: Days since they were last invited; None if never.
        things: What may bring them together with others.
        topic: Whether they have what the evening is about.
        near: Whether you have seen them, or put them into a circle.
    """

    handle: str
    depth: float = 0.0
    rested: int | None = None
    things: frozenset[Thing] = frozenset()
    topic: bool = False
    near: bool = True


@dataclass(slots=True)
class Party:
    """The possible guests of a party, and its size.

    Attributes:
        guests: Everybody who might come.
        size: How many are to come.
        must: Who must, by handle.
        known: Pairs who have met.
        avoiding: Pairs who are not to sit at one table.
        couples: Pairs who come together.
        telling: `common.rarity` of what they have.
    """

    guests: dict[str, Guest]
    size: int
    must: frozenset[str] = frozenset()
    known: AbstractSet[Pair] = frozenset()
    avoiding: AbstractSet[Pair] = frozenset()
    couples: AbstractSet[Pair] = frozenset()
    telling: Mapping[Thing, float] = field(default_factory=dict)
    _alone: dict[str, float] = field(default_factory=dict)
    _pairs: dict[Pair, float] = field(default_factory=dict)

    def alone(self, handle: str) -> float:
        """What a guest alone adds to a list's worth."""
        made = self._alone.get(handle)
        if made is None:
            guest = self.guests[handle]
            close = guest.depth / (1 + guest.depth)
            rest = 1.0 if guest.rested is None else min(max(guest.rested, 0) / REST_DAYS, 1.0)
            value = CLOSE * close + REST * rest + AROUND * guest.topic
            made = self._alone[handle] = value / self.size
        return made

    def rest(self, handle: str, days: int) -> None:
        """Set how many days ago a guest was last invited."""
        self.guests[handle] = replace(self.guests[handle], rested=days)
        self._alone.pop(handle, None)

    def give(self, handle: str, things: frozenset[Thing]) -> None:
        """Set what may bring a guest together with others."""
        self.guests[handle] = replace(self.guests[handle], things=things)

    def between(self, one: str, other: str) -> float:
        """What a pair adds to a list's worth."""
        both = pair(one, other)
        made = self._pairs.get(both)
        if made is None:
            shared = self.guests[one].things & self.guests[other].things
            # Summed in a fixed order: a set's own order differs from run to run.
            common = sum(sorted(self.telling[thing] for thing in shared))
            value = SHARED * common / (HALF_COMMON + common)
            value += NEW * (both not in self.known) + COUPLE * (both in self.couples)
            made = self._pairs[both] = value / comb(self.size, 2)
        return made

    def worth(self, handles: Iterable[str]) -> float:
        """The worth of a list."""
        guests = sorted(handles)
        pairs = sum(self.between(one, other) for one, other in combinations(guests, 2))
        return sum(map(self.alone, guests)) + pairs


def possible_guests(party: Party) -> list[str]:
    """The possible guests besides the required ones, by handle."""
    avoided = {handle for both in party.avoiding if party.must & set(both) for handle in both}
    return sorted(party.guests.keys() - party.must - avoided)


def is_exact(party: Party) -> bool:
    """Whether there are few enough lists to compare all of them."""
    return comb(len(possible_guests(party)), party.size - len(party.must)) <= EXACT


def propose_lists(party: Party, count: int) -> tuple[Party, list[List]]:
    """Compute `guest_lists` of the people you have seen, or of everybody if those are few.

    Few is less than twice the seats. Whoever has what the evening is about takes part, too, where
    fewer than the seats of those you have seen do.
    """
    known = near_ones(party)
    found = guest_lists(known, count)
    return (known, found) if found else (party, guest_lists(party, count))


def near_ones(party: Party) -> Party:
    """The same party with those of its guests of whom a list is made first."""
    guests = party.guests
    near = {h: guest for h, guest in guests.items() if guest.near or h in party.must}
    if sum(guest.topic for guest in near.values()) < party.size:
        near |= {h: guest for h, guest in guests.items() if guest.topic}
    if len(near) == len(guests) or len(near) < AMPLE * party.size:
        return party
    return replace(party, guests=near)


def contenders(party: Party, most: int = POOL) -> set[str]:
    """Whom lists may be made of: it is needed of no others whether they have met.

    Args:
        party: Everybody.
        most: How many at least, where not everybody.
    """
    near = near_ones(party)
    return {*party.must, *pool(party, most), *(() if near is party else pool(near, most))}


def pool(party: Party, most: int = POOL) -> list[str]:
    """The guests besides the required ones who are compared, by handle."""
    free, seats = possible_guests(party), party.size - len(party.must)
    if comb(len(free), seats) > EXACT:
        free.sort(key=lambda handle: -party.alone(handle))  # equal ones stay in their order
        free = sorted(free[: max(most, 3 * seats)])
    return free


def guest_lists(party: Party, count: int) -> list[List]:
    """Compute guest lists, best first, handles in alphabetical order.

    Args:
        party: At least as many guests as the list is long, and no two who avoid each other must
            come.
        count: How many lists are wanted; fewer where there are no more, none where no table can be
            made without two who avoid each other.
    """
    free, seats = pool(party), party.size - len(party.must)
    if seats > len(free):
        return []
    at_most = max(seats // 2, 2 * seats - len(free))
    chosen = _exact if is_exact(party) else _sought
    return chosen(party, free, seats, count, at_most)


def differs(handles: Iterable[str], before: Sequence[AbstractSet[str]], at_most: int) -> bool:
    """Whether a list shares at most this many optional guests with each earlier list."""
    chosen = set(handles)
    return all(len(chosen & other) <= at_most for other in before)


def _exact(party: Party, free: list[str], seats: int, count: int, at_most: int) -> list[List]:
    """The best lists that differ enough, by comparing all of them."""
    made: list[tuple[float, List]] = []

    def grow(chosen: List, worth: float, start: int) -> None:
        if len(chosen) == party.size:
            made.append((worth, chosen))
            return
        missing = party.size - len(chosen)
        for at in range(start, len(free) - missing + 1):
            handle = free[at]
            if any(pair(handle, other) in party.avoiding for other in chosen):
                continue
            more = sum(party.between(handle, other) for other in chosen)
            grow((*chosen, handle), worth + party.alone(handle) + more, at + 1)

    must = tuple(sorted(party.must))
    grow(must, party.worth(must), 0)
    made.sort(key=lambda found: (-round(found[0], 9), found[1]))
    taken: list[AbstractSet[str]] = []
    for _, handles in made:
        chosen = set(handles[len(must) :])
        if differs(chosen, taken, at_most):
            taken.append(chosen)
            if len(taken) == count or not seats:
                break
    return [tuple(sorted((*must, *chosen))) for chosen in taken]


def _sought(party: Party, free: list[str], seats: int, count: int, at_most: int) -> list[List]:
    """Good lists, each the best of those grown greedily from different first guests."""
    taken: list[AbstractSet[str]] = []
    allowed = partial(differs, before=taken, at_most=at_most)
    alone = [_with_must(party, handle) for handle in free]
    first = [handle for _, handle in sorted(zip([-worth for worth in alone], free, strict=True))]

    @cache
    def beside(handle: str) -> list[float]:
        return [party.between(handle, other) if other != handle else 0.0 for other in free]

    for _ in range(count):
        unused = [handle for handle in first if not any(handle in other for other in taken)]
        starts = (unused or first)[:STARTS]
        grown = [
            _grown(party, free, seats, start, allowed=allowed, alone=alone, beside=beside)
            for start in starts
        ]
        whole = {frozenset(chosen) for chosen in grown if len(chosen) == seats}
        if not whole:
            break
        taken.append(
            min(whole, key=lambda c: (-round(party.worth({*c, *party.must}), 9), sorted(c)))
        )
    return [tuple(sorted((*party.must, *chosen))) for chosen in taken]


def _with_must(party: Party, handle: str) -> float:
    return party.alone(handle) + sum(party.between(handle, other) for other in party.must)


def _grown(
    party: Party,
    free: list[str],
    seats: int,
    start: str,
    *,
    allowed: Callable[[set[str]], bool],
    alone: list[float],
    beside: Callable[[str], list[float]],
) -> set[str]:
    """Grow a list from one guest, adding who is worth most, then improve it by exchanges.

    Args:
        party: Whose list.
        free: Who is compared.
        seats: How many are to be chosen.
        start: The first.
        allowed: Whether a list differs enough from those before.
        alone: What each of `free` adds at a table with those who must come.
        beside: What each of `free` adds at a table with one of them.
    """
    chosen = {start}

    def fits(handle: str, others: set[str]) -> bool:
        return (
            handle not in others
            and not any(pair(handle, other) in party.avoiding for other in others)
            and allowed({*others, handle})
        )

    gain = _plus(alone, beside(start))
    while len(chosen) < seats:
        lost = dict(zip(free, [-round(more, 9) for more in gain], strict=True))
        best = next((h for h in sorted(free, key=lost.__getitem__) if fits(h, chosen)), None)
        if best is None:
            return chosen
        chosen.add(best)
        gain = _plus(gain, beside(best))
    while exchange := _best_exchange(free, chosen, gain, fits, beside):
        out, into = exchange
        chosen.remove(out)
        chosen.add(into)
        gain = _plus(_minus(gain, beside(out)), beside(into))
    return chosen


def _plus(gain: list[float], more: list[float]) -> list[float]:
    return [one + other for one, other in zip(gain, more, strict=True)]


def _minus(gain: list[float], less: list[float]) -> list[float]:
    return [one - other for one, other in zip(gain, less, strict=True)]


def _best_exchange(
    free: list[str],
    chosen: set[str],
    gain: list[float],
    fits: Callable[[str, set[str]], bool],
    beside: Callable[[str], list[float]],
) -> tuple[str, str] | None:
    """The exchange of two guests that improves the list most, if any."""
    best: tuple[float, str, str] | None = None
    gains = dict(zip(free, gain, strict=True))
    for out in sorted(chosen):
        rest, near, lost = chosen - {out}, beside(out), gains[out]
        least = (best[0] if best else 0) + EPSILON
        # What is between two is never less than 0, so most need no closer look.
        better = [at for at, more in enumerate(gain) if more - lost > least]
        for at in better:
            into, more = free[at], gain[at] - lost - near[at]
            if more > least and into not in chosen and fits(into, rest):
                best, least = (more, out, into), more + EPSILON
    return best[1:] if best else None


def set_last_invitations(
    party: Party, look_up: Callable[[set[str]], Mapping[str, int]]
) -> set[str]:
    """Set when guests were last invited, of all whom lists may be made of; return these.

    They begin as if they never had been, which is worth most. So whoever is not among the
    contenders, whose invitations are known, would not be with their own known either.

    Args:
        party: Everybody.
        look_up: Finds the days since the last invitation of some guests who ever were invited.
    """
    compared = asked = looked = contenders(party, LOOKED_UP)
    while asked:
        for handle, days in look_up(asked).items():
            party.rest(handle, days)
        compared = contenders(party)
        asked = set() if compared <= looked else contenders(party, LOOKED_UP) - looked
        looked |= asked
    return compared
