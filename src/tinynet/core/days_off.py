"""Days off, and spreading a backlog over the other days."""

from __future__ import annotations

from datetime import timedelta

from tinynet.core.partial import WEEKDAYS
from tinynet.errors import BadValueError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

SHORTEST = 3  # letters of a weekday
SPREAD = 28  # days it is put over unless said


def weekdays(text: str) -> frozenset[int]:
    """The days of the week named in a text such as "sat sun", Monday being 0.

    Raises:
        BadValueError: A word is not a day, or no day is left to get in touch on.
    """
    found = set()
    for word in text.lower().replace(",", " ").split():
        fits = [day for day in WEEKDAYS if len(word) >= SHORTEST and day.startswith(word)]
        if not fits:
            raise BadValueError(f'"{word}" is not a day of the week', 'Write it like "sat sun"')
        found.add(WEEKDAYS.index(fits[0]))
    if len(found) == len(WEEKDAYS):
        raise BadValueError("Seven days off leave none to get in touch on", "Leave one day out")
    return frozenset(found)


def spread(count: int, today: date, *, over: int, most: int, off: Collection[int]) -> list[date]:
    """Spread a number of people evenly over the coming days, in order.

    Args:
        count: How many people.
        today: The day it is.
        over: Over how many days, at least 1; more are taken where those do not suffice.
        most: How many people a day, at least 1.
        off: Days of the week that are kept free, not all seven.
    """
    days: list[date] = []
    ahead = 0
    while len(days) * most < count or ahead < over:
        ahead += 1
        day = today + timedelta(ahead)
        if day.weekday() not in off:
            days.append(day)
    return [days[place * len(days) // count] for place in range(count)]
