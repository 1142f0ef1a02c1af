"""On which days a repeated meeting was, within bounds: `FREQ=SECONDLY` is a bomb.

`recurring-ical-events` knows the rules (RRULE, RDATE, EXDATE, RECURRENCE-ID); what is here keeps
it from working for ever.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

import recurring_ical_events  # type: ignore[import-untyped]  # it comes without types
from dateutil.rrule import rrulestr
from icalendar import Calendar, Event

FIRST_DAY = date(1970, 1, 1)  # what is told of earlier days is left out
OCCURRENCES_MAX = 100_000  # of all repeated meetings of a file; those after them are refused
NEVER_MAX = 5  # rules without a day, at 0.2 s each; after them no more rules are tried

# What the library raises when a series contradicts itself: its own errors are ValueErrors.
# A zone whose name is too long for a file is an OSError.
BROKEN = (
    ValueError, TypeError, KeyError, AttributeError, IndexError, ArithmeticError, OSError,
)  # fmt: skip

_FREQUENCIES = frozenset({"DAILY", "WEEKLY", "MONTHLY", "YEARLY"})
_TIMES = ("BYHOUR", "BYMINUTE", "BYSECOND")
_OLDEST = 1900  # the year before which nothing but a yearly event begins
_GREGORIAN = 400  # years after which the days of the week and the leap days come again
_PROBED = 9_200  # where rules are tried: 400 years, and 400 more, before the last year there is


class ImpossibleError(Exception):
    """A repetition that is not followed; the text says why."""


def start_of(event: Event) -> date | None:
    """The day or the time at which an event begins; None when it is not told or broken."""
    try:
        start = getattr(event.get("DTSTART"), "dt", None)
    except BROKEN:
        return None
    return start if isinstance(start, date) else None


def repeats(events: Sequence[Event]) -> bool:
    """Whether events of one UID are more than one meeting, or one of many."""
    told = ("RRULE", "RDATE", "RECURRENCE-ID")
    return len(events) > 1 or any(name in event for event in events for name in told)


class Repeats:
    """The repeated meetings of one calendar.

    Args:
        today: Only what was before this day is found.
    """

    def __init__(self, today: date) -> None:
        self.today = today
        self.found = 0
        self.never = 0

    def days_of(self, events: Sequence[Event]) -> list[Event]:
        """The occurrences of one series, by time.

        Args:
            events: All of one UID: the series, and what was changed of single days.

        Raises:
            ImpossibleError: It repeats too often, or too much does.
            One of BROKEN: The series contradicts itself.
        """
        calendar = Calendar()
        for event in events:
            self._check(event)
            calendar.add_component(event)
        found = recurring_ical_events.of(calendar).between(FIRST_DAY, self.today)
        self.found += len(found)
        if self.found > OCCURRENCES_MAX:
            raise ImpossibleError(f"{OCCURRENCES_MAX} repeated meetings are enough for one file")
        return sorted(found, key=lambda event: str(start_of(event)))

    def _check(self, event: Event) -> None:
        """See that a rule ends in reasonable time.

        Raises:
            ImpossibleError: It does not.
        """
        rule = event.get("RRULE")
        if rule is None:
            return
        frequency = str(next(iter(rule.get("FREQ", [""])), "")).upper()
        if frequency not in _FREQUENCIES or any(len(rule.get(name, ())) > 1 for name in _TIMES):
            raise ImpossibleError("it repeats more often than once a day")
        if min(rule.get("INTERVAL", [1])) < 1:
            raise ImpossibleError("it repeats every 0 days")
        if self.never >= NEVER_MAX:
            raise ImpossibleError(f"{NEVER_MAX} meetings before it repeat on no day at all")
        # A rule for 30 February is sought until the year 9999, for 4 s. The calendar is the same
        # every 400 years, so what does not happen in the last 400 of them never does.
        bounded = {name: value for name, value in rule.items() if name not in {"UNTIL", "COUNT"}}
        start = start_of(event)
        if start is None:
            raise ValueError("there is no DTSTART")
        if start.year < _OLDEST and frequency != "YEARLY":
            raise ImpossibleError(f"it repeats from the year {start.year} on")
        year = _PROBED + start.year % _GREGORIAN
        late = datetime(year, start.month, start.day)  # noqa: DTZ001 - only the rule's days count
        # Where there is no such day of the month, there is none in any year: that is found out in
        # 0.05 s, and from day to day in 0.8.
        days = {name: bounded[name] for name in ("BYMONTH", "BYMONTHDAY") if name in bounded}
        yearly = [{"FREQ": ["YEARLY"], **days}] if "BYMONTHDAY" in days else []
        for tried in (*yearly, bounded):
            text = type(rule)(tried).to_ical().decode()
            if next(iter(rrulestr(text, dtstart=late)), None) is None:
                self.never += 1
                raise ImpossibleError("it repeats on no day at all")
