"""Compute where friends come from: the ways and places of meeting, and what came of them.

A source is a way or a place of meeting, folded, or the person somebody was met through. Who was met
at a dinner through Anne counts for both.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from tinynet.core.names import fold
from tinynet.core.partial import latest_day
from tinynet.errors import BadValueError

# log2(1 + 7): five one-to-one coffees of late, or one every three months for years, as
# core/strength.py counts them (a coffee is 1.58, and halves in a year).
FRIEND_DEPTH = 3.0
FEW = 5  # people; of fewer a share says nothing
YEAR = 365  # days
MET, THROUGH, UNKNOWN = "met", "through", "unknown"
HUNDREDTHS = 100
UNITS_MAX, DECIMALS_MAX = 9, 2  # digits of an amount of money


class Person(NamedTuple):
    """How a person was met, and what followed; days are ordinals.

    Attributes:
        how: How you met, or None.
        at: Where, or None.
        via: The handle and the name of whom you met them through; both None if nobody.
        met_on: A partial date, or None.
        added_day: When they were added.
        first_day: The first contact of any kind, or None.
        last_day: The last one, or None.
        minutes: Together, in person.
        depth: Today's.
        seen_days: On how many days you met in person.
        seen_last: The last of these, or None.
    """

    how: str | None
    at: str | None
    via: str | None
    via_name: str | None
    met_on: str | None
    added_day: int
    first_day: int | None
    last_day: int | None
    minutes: int
    depth: float
    seen_days: int
    seen_last: int | None


class Evening(NamedTuple):
    """An occasion: its name, its day as an ordinal, the cost in hundredths, how it left you."""

    name: str
    day: int
    cost: int | None
    drained: bool | None


@dataclass
class Source:
    """A way or a place of meeting, and what came of it.

    Attributes:
        what: MET, THROUGH or UNKNOWN.
        handle: Whom people were met through.
        names: How the source is spelled, with how often.
        met: People.
        again: Those met in person on a later day.
        year_ago: Those met at least a year ago.
        after_a_year: Those of them with a contact a year after meeting, or later.
        friends: Those whose depth is FRIEND_DEPTH or more today.
        minutes: Together with all of them.
        spent: In hundredths; None where no cost is known.
        evenings: Occasions of that name.
        told: Those of them of which it is known how they left you.
        drained: Those that drained you.
    """

    what: str
    handle: str | None = None
    names: Counter[str] = field(default_factory=Counter)
    met: int = 0
    again: int = 0
    year_ago: int = 0
    after_a_year: int = 0
    friends: int = 0
    minutes: int = 0
    spent: int | None = None
    evenings: int = 0
    told: int = 0
    drained: int = 0

    @property
    def name(self) -> str:
        """The usual spelling; whose name it is for THROUGH, and "" for UNKNOWN."""
        return max(self.names, key=lambda name: (self.names[name], name), default="")

    def count(self, person: Person, today: int) -> None:
        """Add a person who was met here."""
        day = met_day(person, today)
        self.met += 1
        self.again += met_again(person, today)
        self.year_ago += day <= today - YEAR
        self.after_a_year += day <= today - YEAR and (person.last_day or 0) >= day + YEAR
        self.friends += person.depth >= FRIEND_DEPTH
        self.minutes += person.minutes

    def spend(self, evening: Evening) -> None:
        """Add an evening here."""
        self.evenings += 1
        self.names[evening.name] += 1
        if evening.cost is not None:
            self.spent = (self.spent or 0) + evening.cost
        self.told += evening.drained is not None
        self.drained += bool(evening.drained)


def sources(
    people: Iterable[Person], evenings: Iterable[Evening], *, today: int, since: int | None
) -> list[Source]:
    """Compute all sources, most friends first, unknown last.

    Args:
        people: Everybody.
        evenings: Every occasion.
        today: An ordinal.
        since: Leaves out who was met, and what happened, before that day.
    """
    found: dict[tuple[str, str], Source] = {}

    def source(what: str, key: str, handle: str | None = None) -> Source:
        return found.setdefault((what, key), Source(what, handle))

    for person in people:
        if since is not None and met_day(person, today) < since:
            continue
        ways = {fold(text): text for text in (person.how, person.at) if text}
        for key, text in ways.items():
            one = source(MET, key)
            one.names[text] += 1
            one.count(person, today)
        if person.via and person.via_name:
            through = source(THROUGH, person.via, person.via)
            through.names[person.via_name] += 1
            through.count(person, today)
        elif not ways:
            source(UNKNOWN, "").count(person, today)
    for evening in evenings:
        if since is None or evening.day >= since:
            source(MET, fold(evening.name)).spend(evening)
    return sorted(found.values(), key=_order)


def _order(source: Source) -> tuple[bool, int, int, int, str]:
    unknown = source.what == UNKNOWN
    return unknown, -source.friends, -source.again, -source.met, fold(source.name)


def met_day(person: Person, today: int) -> int:
    """The day a person was met by the latest: as recorded, or the first contact.

    Of a year or a month the last day is taken, so that nobody is held against a year that has not
    been yet.
    """
    met = latest_day(person.met_on) if person.met_on else None
    if met is not None:
        return min(met, today)
    return min(person.added_day, person.first_day or person.added_day)


def met_again(person: Person, today: int) -> bool:
    """Whether somebody was met in person on a second day.

    Where the day of meeting is known, one later day will do, since the first need not be logged.
    """
    met = latest_day(person.met_on) if person.met_on else None
    later = met is not None and (person.seen_last or 0) > min(met, today)
    return later or person.seen_days > 1


def hundredths(typed: str) -> int:
    """An amount of money in hundredths: "30" is 3000, "12.50" and "12,5" are 1250.

    Raises:
        BadValueError: Anything else; 1,000 too, which is two amounts in two countries.
    """
    whole, point, rest = typed.strip().replace(",", ".").partition(".")
    digits = whole + rest
    fits = 0 < len(whole) <= UNITS_MAX and bool(rest) == bool(point) and len(rest) <= DECIMALS_MAX
    if not (fits and digits.isascii() and digits.isdigit()):
        raise BadValueError(f'--cost cannot be "{typed}"', "Write it as 30 or 12.50")
    return int(whole) * HUNDREDTHS + int(rest.ljust(DECIMALS_MAX, "0"))
