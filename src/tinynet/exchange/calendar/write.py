"""A calendar of whole days as iCalendar (RFC 5545), for programs that subscribe to a file.

Nothing in it depends on when it is written: the same days give the same bytes, so that nobody is
told of a change where there is none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tinynet.core.partial import LEAP_YEAR
from tinynet.exchange.content_lines import PRODUCT, escaped, folded

BEGINNING = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:{PRODUCT}\r\n".encode()
MORNING = "PT9H"  # nine hours after the day has begun
_LEAP_DAY = "0229"


@dataclass(frozen=True, slots=True)
class Day:
    """A day in a calendar.

    Attributes:
        uid: What names it, the same every time.
        on: ISO; for one that comes back every year, without a year ("--04-12") where it has none.
        summary: What stands in the calendar, on one line.
        sort: "birthday", "plan", "due", ...
        since: The ISO day from which this is known.
        note: More about it; may have several lines.
        yearly: Whether it comes back every year.
    """

    uid: str
    on: str
    summary: str
    sort: str
    since: str
    note: str = ""
    yearly: bool = False


def write(days: Iterable[Day], *, alarms: bool = False) -> bytes:
    """The whole calendar, in the order given.

    Args:
        days: What stands in it.
        alarms: Whether each rings in the morning.
    """
    lines = ["CALSCALE:GREGORIAN", "METHOD:PUBLISH", "X-WR-CALNAME:tinynet"]
    for day in days:
        lines += _event(day, alarms=alarms)
    return BEGINNING + folded([*lines, "END:VCALENDAR"])


def write_event(day: Day, *, alarms: bool = False) -> bytes:
    """A calendar of one event, as folders of calendars have them."""
    event = _event(day, alarms=alarms)
    return BEGINNING + folded(["CALSCALE:GREGORIAN", *event, "END:VCALENDAR"])


def _event(day: Day, *, alarms: bool) -> Iterator[str]:
    start = day.on.replace("--", f"{LEAP_YEAR}-").replace("-", "")
    yield "BEGIN:VEVENT"
    yield f"UID:{day.uid}"
    yield f"DTSTAMP:{day.since.replace('-', '')}T000000Z"
    yield f"DTSTART;VALUE=DATE:{start}"
    if day.yearly:
        last = ";BYMONTH=2;BYMONTHDAY=-1" if start.endswith(_LEAP_DAY) else ""
        yield f"RRULE:FREQ=YEARLY{last}"
    yield f"SUMMARY:{escaped(day.summary)}"
    if day.note:
        yield f"DESCRIPTION:{escaped(day.note)}"
    yield f"CATEGORIES:{escaped(day.sort)}"
    yield "CLASS:PRIVATE"
    yield "TRANSP:TRANSPARENT"
    if alarms:
        yield "BEGIN:VALARM"
        yield "ACTION:DISPLAY"
        yield f"DESCRIPTION:{escaped(day.summary)}"
        yield f"TRIGGER:{MORNING}"
        yield "END:VALARM"
    yield "END:VEVENT"
