"""Explain guest lists: why each guest is on it, who would meet, what the cook should know."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

from tinynet.gatherings.common import record
from tinynet.gatherings.rules import common_ground, gathering

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from tinynet.gatherings.acquaintance_rows import Acquaintance
    from tinynet.gatherings.documents import AloneGuest, GuestDiet, GuestList, ReasonToInvite
    from tinynet.gatherings.rules.common_ground import Thing
    from tinynet.gatherings.rules.gathering import Party

SHARED = 2  # things that are reasons
LONG_AGO = 60  # days since an invitation, from when it is a reason for another
COLUMNS = ("list", "handle", "name", "why", "asked", "about", "shares", "meets", "comes_with",
           "invited_on")  # fmt: skip


@dataclass(frozen=True)
class ListExplainer:
    """Explains the guest lists of one party.

    Attributes:
        party: Whom they were chosen from.
        knows: Who knows whom.
        names: By handle, of everybody.
        have: What everybody has, how they eat included.
        invited: The ISO day when somebody was last invited, by handle.
        topic: What the evening is about; "" for nothing.
    """

    party: Party
    knows: Acquaintance
    names: Mapping[str, str]
    have: Mapping[str, AbstractSet[Thing]]
    invited: Mapping[str, str]
    topic: str

    def guest(self, number: int, handle: str, table: Sequence[str]) -> tuple[object, ...]:
        """A guest as a row with the COLUMNS."""
        party, others = self.party, [other for other in table if other != handle]
        me = party.guests[handle]
        sharing = {t: [o for o in others if t in party.guests[o].things] for t in me.things}
        shared = [t for t in sorted(me.things, key=lambda t: (-party.telling[t], t.what, t.key))
                  if sharing[t]]  # fmt: skip
        meets = [o for o in others if common_ground.pair(handle, o) not in party.known]
        strangers = not any(both in party.known for both in combinations(table, 2))
        partner = next((o for o in others if common_ground.pair(handle, o) in party.couples), None)
        off_topic = not any(common_ground.is_about(thing, self.topic) for thing in shared)
        why = [
            *([reason("asked")] if handle in party.must else []),
            *([reason("comes_with", partner)] if partner else []),
            *([reason("topic")] if me.topic and off_topic else []),
            *(reason("shares", *sharing[thing], thing=thing) for thing in shared[:SHARED]),
            *([reason("meets", *meets)] if meets and not strangers else []),
            *self.last_time(handle),
        ]
        return (
            number, handle, self.names[handle], why or [reason("friend")],
            handle in party.must, me.topic, [t.describe() for t in shared], meets, partner,
            self.invited.get(handle),
        )  # fmt: skip

    def last_time(self, handle: str) -> list[ReasonToInvite]:
        """When the guest was last invited, if that is a reason."""
        rested = self.party.guests[handle].rested
        if rested is None:  # which says nothing where nobody ever was
            return [reason("never_invited")] if self.invited else []
        return [reason("rested", days=rested)] if rested >= LONG_AGO else []

    def table(self, number: int, handles: Sequence[str]) -> GuestList:
        """Describe a list as a whole."""
        new = [list(both) for both in combinations(handles, 2) if both not in self.party.known]
        eating: list[GuestDiet] = [
            {"handle": handle, "name": self.names[handle], "diet": common_ground.diet(thing)}
            for handle in handles
            for thing in common_ground.sorted_things(self.have[handle])
            if common_ground.is_diet(thing)
        ]
        return {
            "list": number,
            "handles": list(handles),
            "worth": round(self.party.worth(handles), 4),
            "pairs": len(handles) * (len(handles) - 1) // 2,
            "meetings": new,
            "diets": eating,
            "mixed": len({one["diet"].casefold() for one in eating}) > 1,
            "alone": self.alone(handles),
        }

    def alone(self, handles: Sequence[str]) -> list[AloneGuest]:
        """Guests whose partner is not on the list, with the partner's name."""
        found: list[AloneGuest] = []
        for handle in handles:
            partners = [self.other(both, handle) for both in sorted(self.knows.couples)
                        if handle in both]  # fmt: skip
            if any(partner in handles for partner in partners):
                continue
            found += [
                {"handle": handle, "partner": partner, "name": self.names[partner]}
                for partner in partners
                if partner in self.names
            ]
            if handle in self.knows.partners and not partners:
                name = self.knows.partners[handle]
                found.append({"handle": handle, "partner": None, "name": name})
        return found

    def other(self, both: common_ground.Pair, handle: str) -> str:
        """The other one of a pair."""
        return both[1] if both[0] == handle else both[0]


def reason(
    why: str, *people: str, thing: Thing | None = None, days: int | None = None
) -> ReasonToInvite:
    """A reason why somebody is on a list."""
    shared = record(thing) if thing else None
    return {"reason": why, "thing": shared, "people": people, "days": days}


def rows(explainer: ListExplainer, lists: Sequence[gathering.List]) -> list[tuple[object, ...]]:
    """The guests of all lists: who must come, whom it is about, who shares most at their table."""
    made: list[tuple[object, ...]] = []
    for number, handles in enumerate(lists, 1):
        guests = explainer.party.guests

        def common_with_all(handle: str, table: Sequence[str] = handles) -> float:
            return sum(explainer.party.between(handle, other) for other in table if other != handle)

        order = sorted(
            handles,
            key=lambda h: (h not in explainer.party.must, not guests[h].topic,
                           -round(common_with_all(h), 9), h),
        )  # fmt: skip
        made += [explainer.guest(number, handle, handles) for handle in order]
    return made
