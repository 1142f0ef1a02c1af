"""When something in a calendar is: days, times on the wall, times in UTC, and the zones of them.

A time that ends in Z is in UTC, and nothing else is: London has UTC's offset in winter, and its
clocks are still London's.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

NAME_MAX = 200  # characters of a zone's name; what is longer is not one

_STAMP = re.compile(
    r"(\d{4})-?(\d\d)-?(\d\d)(?:[T ]?(\d\d):?(\d\d)(?::?(\d\d)(?:[.,]\d+)?)?(Z|[+-]\d\d:?\d\d)?)?",
    re.IGNORECASE,
)
_LENGTH = re.compile(
    r"\+?P(?:(\d{1,4})W)?(?:(\d{1,5})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,7})M)?(?:\d{1,9}S)?)?",
    re.IGNORECASE,
)
_OFFSET = re.compile(r"([+-])(\d\d):?(\d\d)(?::?\d\d)?")
_PLACES = 3  # parts of the longest names of zones: America/Argentina/Buenos_Aires
_LAST_SECOND = 59

Zones = Mapping[str, tzinfo]  # what a calendar says of the zones it names


@dataclass(slots=True, unsafe_hash=True)  # frozen, making one takes four times as long
class When:
    """A day or a time as a calendar has it; nobody changes one.

    Attributes:
        at: What the calendar and the clock on the wall show there; midnight for a whole day.
        whole_day: Whether there is no time of day.
        utc: Whether it is in UTC.
        zone: The zone in whose time it is, as the calendar calls it; "" for UTC, and where none is
            told.
    """

    at: datetime
    whole_day: bool = False
    utc: bool = False
    zone: str = ""

    def written(self, at: datetime | None = None) -> str:
        """As a RECURRENCE-ID has it; at another time, if one is given."""
        text = (at or self.at).isoformat(timespec="seconds").replace("-", "").replace(":", "")
        if self.whole_day:
            return text.partition("T")[0]
        return f"{text}Z" if self.utc else text

    def moved(self, at: datetime) -> When:
        """The same at another time; `dataclasses.replace` takes twice as long."""
        return When(at, self.whole_day, self.utc, self.zone)


def read_when(text: str, zone: str = "") -> When | None:
    """A day or a time; None for an empty one.

    Args:
        text: "20240603", "20240603T100000", "20240603T080000Z", also with "-" and ":".
        zone: The TZID beside it.

    Raises:
        ValueError: It is neither.
    """
    text = text.strip()
    if not text:
        return None
    found = _STAMP.fullmatch(text)
    if found is None:
        raise ValueError("no date")
    year, month, day = int(found[1]), int(found[2]), int(found[3])
    if found[4] is None:
        return When(datetime(year, month, day), whole_day=True)  # noqa: DTZ001 - as on the wall
    second = min(int(found[6] or 0), _LAST_SECOND)  # a leap second is not a second of Python's
    at = datetime(year, month, day, int(found[4]), int(found[5]), second)  # noqa: DTZ001
    utc = (found[7] or "").upper() == "Z"
    return When(at, utc=utc, zone="" if utc else zone)


def read_length(text: str) -> timedelta:
    """A DURATION.

    Raises:
        ValueError: It is not one, or a negative one.
    """
    found = _LENGTH.fullmatch(text.strip())
    if found is None:
        raise ValueError("no length")
    weeks, days, hours, minutes = (int(part or 0) for part in found.groups())
    return timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes)


def seen(when: When, there: When, zones: Zones) -> datetime:
    """The local time of `when` in the zone of `there`; unchanged if there is no zone."""
    if when.whole_day or there.whole_day or (when.utc, when.zone) == (there.utc, there.zone):
        return when.at
    here = UTC if when.utc else zone_of(when.zone, zones)
    other = UTC if there.utc else zone_of(there.zone, zones)
    if here is None or other is None:
        return when.at
    try:
        return when.at.replace(tzinfo=here).astimezone(other).replace(tzinfo=None)
    except OverflowError:
        return when.at


def day_of(when: When, owner: tzinfo | None) -> date:
    """The day where the owner was: that on the wall; of a time in UTC, the owner's own.

    Args:
        when: Of a meeting.
        owner: The zone that the calendar says its owner lives in; None for this computer's.
    """
    if not when.utc:
        return when.at.date()
    try:
        return when.at.replace(tzinfo=UTC).astimezone(owner).date()
    except (OverflowError, OSError, ValueError):  # a year that no clock has
        return when.at.date()


def zone_of(name: str, zones: Zones) -> tzinfo | None:
    """The zone of that name: a known one, one of Windows, or one that the calendar describes."""
    return known_zone(name) or zones.get(name)


@lru_cache(maxsize=256)
def known_zone(name: str) -> tzinfo | None:
    """A zone by its name, also by Windows' or with a program's own words before it.

    "Europe/Berlin", "W. Europe Standard Time", "/mozilla.org/20070129_1/Europe/Berlin".
    """
    name = name.strip().strip('"')
    if not name or len(name) > NAME_MAX:
        return None
    # Here, since all of icalendar comes with it, for which a small calendar would wait longest.
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    parts = name.split("/")
    tails = ("/".join(parts[-count:]) for count in range(_PLACES, 0, -1))
    tried = (WINDOWS_TO_OLSON.get(name, ""), name, *(tails if len(parts) > 1 else ()))
    for one in filter(None, tried):
        try:
            return ZoneInfo(one)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            continue
    return None


def offset(text: str) -> timezone | None:
    """A fixed zone from "+0100"; None where it is not one."""
    found = _OFFSET.fullmatch(text.strip())
    if found is None:
        return None
    length = timedelta(hours=int(found[2]), minutes=int(found[3]))
    try:
        return timezone(-length if found[1] == "-" else length)
    except ValueError:  # a day or more
        return None


def are_comparable(one: When, other: When, zones: Zones) -> bool:
    """Whether two times can be compared: the same zone, or both zones known."""
    if (one.utc, one.zone) == (other.utc, other.zone):
        return True
    return all(when.utc or zone_of(when.zone, zones) is not None for when in (one, other))
