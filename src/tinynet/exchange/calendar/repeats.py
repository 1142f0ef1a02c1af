"""On which days a repeated meeting was: by its rules, and by what was changed of single days.

A day of a series is named by when it was to be by the rule (RECURRENCE-ID), however often it is
moved. All times of a series are given like its first one: as local time of its zone, or in UTC.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from tinynet.core.spans import DAY_MINUTES
from tinynet.exchange.calendar.events import Event
from tinynet.exchange.calendar.rules import BROKEN, Bounds, times_of
from tinynet.exchange.calendar.when import When, Zones, are_comparable, read_length, read_when, seen

FIRST_DAY = date(1970, 1, 1)  # earlier days are left out
_DAY = timedelta(days=1)
_ONCE_A_WEEK = re.compile(
    r"(?i)FREQ=(?:WEEKLY(?!.*BYDAY=[^;]*,)|MONTHLY(?!.*BY(?:MONTH)?DAY=[^;]*,)|YEARLY(?!.*;BY))"
)
_MOVED_MAX = timedelta(days=366)  # by which a series may have been moved to earlier days


def repeats(event: Event) -> bool:
    """Whether an event is on more than one day by itself."""
    return bool(event.all("RRULE", "RDATE"))


def is_once_a_week(event: Event) -> bool:
    """Whether the days of a series are a week apart at least, as its one rule tells."""
    rules = event.all("RRULE")
    return (
        len(rules) == 1
        and not event.all("RDATE")
        and _ONCE_A_WEEK.search(rules[0].value) is not None
    )


@dataclass(frozen=True, slots=True)
class Change:
    """A change of one day of a series, or of all days from it on.

    Attributes:
        of: When that day was to be.
        event: The event with its details.
        start: When it was instead; None where it is not told, as of a cancelled one.
    """

    of: When
    event: Event
    start: When | None

    @property
    def goes_on(self) -> bool:
        """Whether it holds for all days that follow, too (RANGE=THISANDFUTURE)."""
        change = self.event.lines["RECURRENCE-ID"][0]
        return change.first("RANGE").upper() == "THISANDFUTURE" and self.start is not None


class Occurrence(NamedTuple):
    """One day of a series.

    Attributes:
        event: The event with its details.
        when: When it was; None where a cancelled one does not say.
        again: When it was to be, as a RECURRENCE-ID has it.
        minutes: How long, where that day alone tells; else None.
    """

    event: Event
    when: When | None
    again: str
    minutes: int | None = None


class _Slot(NamedTuple):
    """A scheduled time of a series, and its minutes if known."""

    again: str
    minutes: int | None = None


class Repeats:
    """The repeated meetings of one file.

    Args:
        today: Only what was before this day is found.
    """

    def __init__(self, today: date) -> None:
        self.today = today
        self.bounds = Bounds()

    def days_of(self, event: Event, start: When, changes: Sequence[Change]) -> list[Occurrence]:
        """The occurrences of one series, by time.

        Args:
            event: The series.
            start: When it begins.
            changes: What was changed of it.

        Raises:
            ImpossibleError: It repeats too often, or too much does.
            One of BROKEN: The series contradicts itself.
        """
        zones = event.calendar.zones
        ranges = sorted(
            ((seen(one.of, start, zones), one) for one in changes if one.goes_on),
            key=lambda since: since[0],
        )
        sooner = [since - one.start.at for since, one in ranges if one.start is not None]
        later = min(max([timedelta(0), *sooner]), _MOVED_MAX)
        slots = self._slots(event, start, later)
        found: dict[datetime, Occurrence] = {}
        order, done = sorted(slots), 0
        terms, teller, begins, shift = start, event, start, timedelta(0)
        for named, change in [*ranges, (datetime.max, None)]:  # noqa: DTZ901 - behind all of them
            since = named
            if change is not None and named not in slots and named - shift in slots:
                since = named - shift  # named by when it is after the last move
            reached = max(bisect_left(order, since), done)
            for at in order[done:reached]:
                wall = seen(terms.moved(at), begins, zones) + shift
                wall = datetime.combine(wall, time.min) if begins.whole_day else wall
                when, slot = begins.moved(wall), slots[at]
                found[at] = Occurrence(teller, when, slot.again, slot.minutes)
            if change is None or change.start is None:
                break
            done = reached
            teller, begins, shift = change.event, change.start, timedelta(0)
            if repeats(teller):  # by rules of its own
                terms, slots = begins, self._slots(teller, begins, timedelta(0))
                order, done = sorted(slots), 0
            else:
                if reached < len(order) and order[reached].date() == since.date():
                    since = order[reached]  # named by its day alone
                shift = begins.at - seen(terms.moved(since), begins, zones)
        self._put(found, start, [one for one in changes if not one.goes_on], zones)
        return [found[at] for at in sorted(found)]

    def _put(
        self, found: dict[datetime, Occurrence], start: When, changes: list[Change], zones: Zones
    ) -> None:
        """Apply the changes of single days to their occurrences, or add them."""
        moved = {one.when.at: at for at, one in found.items() if one.when} if changes else {}
        days: dict[date, datetime] = {}
        for change in changes:
            at = seen(change.of, start, zones)
            if at not in found and at in moved:  # named by when it is after a move
                at = moved[at]
            elif at not in found and _is_loose(change.of, start, zones):
                days = days or {at.date(): at for at in found}
                at = days.get(at.date(), at)
            found[at] = Occurrence(change.event, change.start, change.of.written())

    def _slots(self, event: Event, start: When, later: timedelta) -> dict[datetime, _Slot]:
        """When a series was to be before today, and for so much longer."""
        zones = event.calendar.zones
        limit = datetime.combine(self.today, time.min) + _DAY + later
        slots = {start.at: _Slot(start.written())}
        for rule in event.all("RRULE"):
            for at in times_of(rule.value, start, limit, zones, self.bounds):
                slots.setdefault(at, _Slot(start.written(at)))
        for when, minutes in _listed(event, "RDATE"):
            slots[seen(when, start, zones)] = _Slot(when.written(), minutes)
            self.bounds.count()
        for rule in event.all("EXRULE"):
            for at in times_of(rule.value, start, limit, zones, self.bounds):
                slots.pop(at, None)
        gone: set[date] = set()
        for when, _ in _listed(event, "EXDATE"):
            at = seen(when, start, zones)
            if slots.pop(at, None) is None and _is_loose(when, start, zones):
                gone.add(at.date())
        return {
            at: slot
            for at, slot in slots.items()
            if (at + _DAY).date() >= FIRST_DAY and at < limit and at.date() not in gone
        }


def _listed(event: Event, name: str) -> Iterator[tuple[When, int | None]]:
    """The days or times of RDATE and EXDATE, with the minutes of a period; broken ones left out."""
    for one in event.all(name):
        for text in one.text.split(","):
            begins, slash, ends = text.partition("/")
            try:
                when = read_when(begins, one.first("TZID"))
                minutes = None
                if when is not None and slash:
                    minutes = minutes_between(when, ends.strip(), one.first("TZID"), event)
            except BROKEN:
                continue
            if when is not None:
                yield when, minutes


def minutes_between(start: When, end: str, zone: str, event: Event) -> int | None:
    """Whole minutes until an end or for a length; None for none or more than a day.

    From midnight to midnight is a whole day in the way of Outlook, and not a long meeting.

    Raises:
        ValueError: It is neither.
    """
    if end[:1] in {"P", "p", "+"}:
        lasts = read_length(end)
    else:
        until = read_when(end, zone)
        if until is None or until.whole_day != start.whole_day:
            return None
        lasts = seen(until, start, event.calendar.zones) - start.at
    if lasts == _DAY and start.at.time() == time.min:
        return None
    minutes = int(lasts.total_seconds()) // 60
    return minutes if 1 <= minutes <= DAY_MINUTES else None


def _is_loose(when: When, start: When, zones: Zones) -> bool:
    """Whether no more than the day of a time in a series can be told."""
    return when.whole_day or when.at.time() == time.min or not are_comparable(when, start, zones)
