"""A friendship over the years: its depth and warmth day by day, and its peaks.

All of it is `core.strength`, asked for earlier days.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tinynet.core.strength import HALF_LIFE, decayed, depth, usual_gap, warmth

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

PEAKS = 3  # named
APART = 60  # days between two peaks
LEAST_RISE = 0.12  # of the highest: how far the depth must have fallen around a peak
LEAST_MONTHS = 12
BILLION = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Contact:
    """A contact with a person.

    Attributes:
        day: An ordinal.
        credit: What it counts on its day.
        minutes: Spent together.
        kind: Of contact.
        in_person: Whether you met.
        place: Where, if that is known.
    """

    day: int
    credit: float
    minutes: int
    kind: str
    in_person: bool
    place: str | None


@dataclass(frozen=True, slots=True)
class Moment:
    """Where a friendship stood on a day.

    Attributes:
        day: An ordinal.
        depth: Then.
        warmth: Then.
    """

    day: int
    depth: float
    warmth: float


@dataclass(frozen=True, slots=True)
class Peak:
    """A day on which a friendship was as deep as never around it.

    Attributes:
        day: An ordinal.
        depth: Then.
        contact: What happened on that day, the one that counts most.
    """

    day: int
    depth: float
    contact: Contact


@dataclass(frozen=True, slots=True)
class Month:
    """A month.

    Attributes:
        month: 2026-03.
        depth: On its last day, or today.
        warmth: The same.
        contacts: How many there were.
        in_person: Of these.
    """

    month: str
    depth: float
    warmth: float
    contacts: int
    in_person: int


@dataclass(frozen=True, slots=True)
class Story:
    """A friendship over the years.

    Attributes:
        moments: Depth and warmth, from the first contact to today.
        contacts: The earliest first.
        peaks: The earliest first.
        months: Twelve, or all since the first contact.
    """

    moments: tuple[Moment, ...]
    contacts: tuple[Contact, ...]
    peaks: tuple[Peak, ...]
    months: tuple[Month, ...]


class _Walk:
    """Goes through the contact days once, forwards, and knows where the friendship stands."""

    def __init__(self, contacts: Sequence[Contact], half_life: int) -> None:
        worth: dict[int, float] = {}
        for contact in contacts:
            worth[contact.day] = max(worth.get(contact.day, 0.0), contact.credit)
        self.days, self.half_life = list(worth.items()), half_life
        self.seen, self.evidence, self.last = 0, 0.0, 0

    def at(self, day: int) -> Moment:
        """Where it stands on a day, none of which may be before the one asked for last."""
        while self.seen < len(self.days) and self.days[self.seen][0] <= day:
            on, credit = self.days[self.seen]
            self.evidence = decayed(self.evidence, on - self.last, self.half_life) + credit
            self.last, self.seen = on, self.seen + 1
        if not self.seen:
            return Moment(day, 0.0, 0.0)
        gap = usual_gap(self.days[0][0], self.last, self.seen)
        faded = decayed(self.evidence, day - self.last, self.half_life)
        return Moment(day, depth(faded), warmth(day - self.last, gap))


def story(contacts: Sequence[Contact], today: int, half_life: int = HALF_LIFE) -> Story:
    """Tell it.

    Args:
        contacts: Those that count, the earliest first.
        today: An ordinal.
        half_life: Of the tie, in days.
    """
    known = tuple(contact for contact in contacts if contact.day <= today)
    walk = _Walk(known, half_life)
    asked: set[int] = set()
    if known:
        start = known[0].day
        asked = {*range(start, today, max((today - start) // 400, 1)), today}
        for contact in known:  # the rise of a day is a step, not a slope
            asked |= {contact.day - 1, contact.day}
    moments = tuple(walk.at(day) for day in sorted(asked))
    return Story(moments, known, _peaks(moments, known), _months(known, today, half_life))


def _peaks(moments: Sequence[Moment], contacts: Sequence[Contact]) -> tuple[Peak, ...]:
    """The highest days, of which each stands out from the valleys on both its sides."""
    best: dict[int, Contact] = {}
    for contact in contacts:
        known = best.get(contact.day)
        if known is None or contact.credit > known.credit:
            best[contact.day] = contact
    highest = max((moment.depth for moment in moments), default=0.0)
    found: list[Peak] = []
    candidates = [moment for moment in moments if moment.day in best]
    for moment in sorted(candidates, key=lambda one: (-one.depth, one.day)):
        apart = all(abs(moment.day - peak.day) >= APART for peak in found)
        if apart and all(
            moment.depth - _valley(moments, moment.day, peak.day) >= LEAST_RISE * highest
            for peak in found
        ):
            found.append(Peak(moment.day, moment.depth, best[moment.day]))
        if len(found) == PEAKS:
            break
    return tuple(sorted(found, key=lambda peak: peak.day))


def _valley(moments: Sequence[Moment], one: int, other: int) -> float:
    """The lowest depth between two days."""
    first, last = sorted((one, other))
    return min(moment.depth for moment in moments if first <= moment.day <= last)


def _months(contacts: Sequence[Contact], today: int, half_life: int) -> tuple[Month, ...]:
    """Every month since the first contact, and twelve at least."""
    walk, now = _Walk(contacts, half_life), date.fromordinal(today)
    first = date.fromordinal(contacts[0].day) if contacts else now
    count = (now.year - first.year) * 12 + now.month - first.month + 1
    there: dict[str, list[Contact]] = {}
    for contact in contacts:
        there.setdefault(str(date.fromordinal(contact.day))[:7], []).append(contact)
    made: list[Month] = []
    for back in range(max(count, LEAST_MONTHS) - 1, -1, -1):
        year, month = divmod(now.year * 12 + now.month - 1 - back, 12)
        end = date(year + (month == 11), (month + 1) % 12 + 1, 1).toordinal() - 1
        name = f"{year}-{month + 1:02}"
        moment, happened = walk.at(min(end, today)), there.get(name, [])
        made.append(
            Month(name, moment.depth, moment.warmth, len(happened),
                  sum(contact.in_person for contact in happened))
        )  # fmt: skip
    return tuple(made)
