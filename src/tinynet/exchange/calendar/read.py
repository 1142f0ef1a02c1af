"""A calendar (iCalendar, RFC 5545): one contact per meeting that is over.

What you called a meeting is kept as its note; its description is not read. Your own appointments
without guests are given as well, with nobody in them, but not those of whole days: birthdays and
holidays are no meetings.

A meeting of more than `ATTENDEES_MAX` is refused: it is not that many friendships.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, tzinfo
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from icalendar import Event

from tinynet.core.kind_words import kind_in
from tinynet.core.names import NAME_MAX
from tinynet.exchange.calendar.events import Block, blocks, decoded
from tinynet.exchange.calendar.repeats import (
    BROKEN,
    FIRST_DAY,
    ImpossibleError,
    Repeats,
    repeats,
    start_of,
)
from tinynet.exchange.record import InteractionRecord, Refused, Someone
from tinynet.exchange.talks.talk import ME, MINUTES_MAX, THEM, VIDEO, alone_at_the_top, fingerprint
from tinynet.exchange.vcard.values import email, one_line

SOURCE = "ics"
ATTENDEES_MAX = 12  # people beside you; a meeting of more is refused
TITLE_MAX = 1_000  # characters of a title or a place; the rest is cut off
EVENT = "event"  # the kind, where the title tells no other

_BEGIN = re.compile(r"\s*BEGIN[ \t]*:[ \t]*VCALENDAR\b", re.IGNORECASE)
_ZONE = re.compile(r"(?im)^X-WR-TIMEZONE(?:;[^:\n]{0,200})?:[ \t]*([\w/+-]{1,60})")
_CALENDAR = re.compile(r"(?im)^X-WR-CALNAME:[ \t]*([^\s@:]{1,100}@[^\s@:]{1,100})[ \t]*\r?$")
_THINGS = frozenset({"ROOM", "RESOURCE", "GROUP"})
_THING_ADDRESS = re.compile(r".*@(?:resource|group)\.calendar\.google\.com")
_ONLINE = re.compile(r"(?i)https?://|microsoft teams|zoom\b|google meet|jitsi|webex|skype")


@dataclass(frozen=True, slots=True)
class _Guest:
    """Somebody beside the owner, and whether they invited to it."""

    who: Someone
    invited: bool


@dataclass(frozen=True, slots=True)
class _Reading:
    """What one reading of a calendar needs everywhere."""

    name: str
    mine: frozenset[str]
    today: date
    zone: tzinfo | None
    repeats: Repeats


def sniff(head: bytes) -> bool:
    """Whether a file that begins with these bytes is a calendar; some 100 of them are enough."""
    return _BEGIN.match(decoded(head)) is not None


def read(
    data: bytes, name: str, own: Collection[str], today: date
) -> Iterator[InteractionRecord | Refused]:
    """Read a calendar.

    Args:
        data: One or several VCALENDARs, in UTF-8.
        name: The file's name for messages.
        own: Your own addresses, in any case; when there are none, the one that is in most
            meetings, if there is one.
        today: Only meetings of earlier days are over.

    Returns:
        First what could not be read and why, then the meetings in the order of the file, the days
        of a repeated one together. `source_id` is the UID, and the RECURRENCE-ID of a repeated one.
    """
    text = decoded(data)
    series: dict[str, list[tuple[Block, Event]]] = {}
    none = True
    for block in blocks(text):
        none = False
        try:
            event = None if block.problem else block.event()
        except BROKEN:
            block.problem = "the event cannot be read"
            event = None
        if event is None:
            yield Refused(f"{name}:{block.line}", block.problem)
        else:
            uid = one_line(str(event.get("UID", ""))) or fingerprint(*block.lines)
            series.setdefault(uid, []).append((block, event))
    if none:
        yield Refused(f"{name}:1", "there is no event in it")
    mine = {address.lower() for address in own}
    guessed = "" if mine else _guess(text, series)
    mine.update(filter(None, (guessed,)))
    warning = f"line 1: {guessed} was taken for your own address" if guessed else ""
    reading = _Reading(name, frozenset(mine), today, _zone(text), Repeats(today))
    for uid, events in series.items():
        for found in _meetings(reading, uid, events):
            if warning and isinstance(found, InteractionRecord):
                yield replace(found, warnings=(warning,))
                warning = ""
            else:
                yield found


def _guess(text: str, series: Mapping[str, list[tuple[Block, Event]]]) -> str:
    """The owner's address, "" when it is not clear.

    It is the calendar's name where that is an address, as Google's is, or else the address that is
    in most meetings.
    """
    named = _CALENDAR.search(text)
    if named:
        return named[1].lower()
    seen: Counter[str] = Counter()
    for events in series.values():
        seen.update({_address(one) for one in _several(events[0][1], "ATTENDEE", "ORGANIZER")})
    seen.pop("", None)
    return alone_at_the_top(seen)


def _zone(text: str) -> tzinfo | None:
    """The zone that the owner of a calendar lives in, where one is told."""
    told = _ZONE.search(text)
    try:
        return ZoneInfo(told[1]) if told else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def _meetings(
    reading: _Reading, uid: str, events: list[tuple[Block, Event]]
) -> Iterator[InteractionRecord | Refused]:
    """All meetings of one UID that are over."""
    line = events[0][0].line
    where = f"{reading.name}:{line}"
    told = [event for _, event in events]
    try:
        for event in reading.repeats.days_of(told) if repeats(told) else told:
            record = _meeting(reading, uid, line, event)
            if isinstance(record, InteractionRecord):
                yield record
            elif record:
                yield Refused(where, record)
    except ImpossibleError as error:
        yield Refused(where, str(error))
    except BROKEN:
        yield Refused(where, "the days on which it repeats cannot be worked out")


def _meeting(reading: _Reading, uid: str, line: int, event: Event) -> InteractionRecord | str:
    """The record of one meeting; or why there is none, "" where nothing is amiss."""
    start = start_of(event)
    if start is None:
        return "the event has no day (DTSTART)"
    on = _local(start, reading.zone)
    if not FIRST_DAY <= on < reading.today or event.get("STATUS", "").upper() == "CANCELLED":
        return ""
    all_day = not isinstance(start, datetime)
    guests = _guests(event, reading.mine)
    if guests is None or (all_day and not guests):
        return ""
    if len(guests) > ATTENDEES_MAX:
        return f"it has {len(guests)} guests; more than {ATTENDEES_MAX} are no talk with each"
    title = one_line(str(event.get("SUMMARY", "")))[:TITLE_MAX]
    place = one_line(str(event.get("LOCATION", "")))[:TITLE_MAX]
    told = kind_in(title)
    online = _ONLINE.search(place) is not None
    kind = told[0] if told else VIDEO if online else EVENT
    minutes = _minutes(event, start) if isinstance(start, datetime) else None
    inviters = [guest for guest in guests if guest.invited]
    organised = _address(event.get("ORGANIZER"))
    by = THEM if inviters else ME if organised and organised in reading.mine else ""
    again = event.get("RECURRENCE-ID")
    identity = uid if again is None else f"{uid} {again.to_ical().decode()}"
    people = tuple(guest.who for guest in guests)
    place = "" if online else place
    return InteractionRecord(
        source=SOURCE,
        source_id=identity,
        fingerprint=fingerprint(identity, on, kind, people, minutes, place, title, by),
        line=line,
        on=on.isoformat(),
        kind=kind,
        people=people,
        minutes=minutes,
        place=place,
        note=title,
        by=by,
    )


def _local(start: date, zone: tzinfo | None) -> date:
    """The day on the wall where the meeting was; a time in UTC is turned into the owner's zone."""
    if not isinstance(start, datetime):
        return start
    if zone is not None and start.tzinfo is not None and start.utcoffset() == timedelta(0):
        return start.astimezone(zone).date()
    return start.date()


def _minutes(event: Event, start: datetime) -> int | None:
    """How long; None where it is not told, or longer than a day."""
    end, length = event.get("DTEND"), event.get("DURATION")
    try:
        lasts = end.dt - start if end is not None else length.dt
        minutes = int(lasts.total_seconds()) // 60
    except BROKEN:
        return None
    return minutes if 1 <= minutes <= MINUTES_MAX else None


def _guests(event: Event, mine: Collection[str]) -> list[_Guest] | None:
    """Who was there beside you; None when you declined, or everybody did."""
    organiser = _address(event.get("ORGANIZER"))
    found: dict[str, _Guest] = {}
    away: set[str] = set()
    told = _several(event, "ATTENDEE", "ORGANIZER")
    for one in told:
        address = _address(one)
        params: Mapping[str, Any] = getattr(one, "params", {})
        if str(params.get("PARTSTAT", "")).upper() == "DECLINED":
            away.add(address)
        thing = str(params.get("CUTYPE", "")).upper() in _THINGS or _THING_ADDRESS.match(address)
        name = one_line(str(params.get("CN", "")))[:NAME_MAX]
        name = "" if "@" in name else name
        key = address or name
        if key and not thing and address not in mine:
            old = found.get(key)
            who = old.who if old and old.who.name else Someone(name=name, email=address)
            found[key] = _Guest(who, invited=bool(address) and address == organiser)
    if away & set(mine):
        return None
    there = [guest for key, guest in found.items() if key not in away]
    return there if there or not told else None


def _several(event: Event, *names: str) -> list[Any]:
    """The values of properties that may be there once, often or not at all."""
    values = (event.get(name, []) for name in names)
    return [one for value in values for one in (value if isinstance(value, list) else [value])]


def _address(one: Any) -> str:
    """The e-mail address of an attendee in lower case; "" where it is none."""
    told = str(getattr(one, "params", {}).get("EMAIL", "")) if one is not None else ""
    return email(told).lower() or email(str(one or "")).lower()
