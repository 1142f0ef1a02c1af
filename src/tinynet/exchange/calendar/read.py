"""A calendar (iCalendar, RFC 5545): one contact per meeting that is over.

What you called a meeting is kept as its note; its description is not read. Your own appointments
without guests are given as well, with nobody in them, but not those of whole days, and no series:
birthdays, holidays and swimming on Mondays are not meetings.

A meeting of more than `ATTENDEES_MAX` is refused: it is not that many friendships.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from tinynet.core.kind_words import OTHER
from tinynet.exchange.calendar.cancelled import says_declined, was_cancelled
from tinynet.exchange.calendar.editions import Series, change_of, editions
from tinynet.exchange.calendar.events import CONFERENCES, Event, blocks, decoded
from tinynet.exchange.calendar.guests import address_of, guests
from tinynet.exchange.calendar.repeats import (
    FIRST_DAY,
    Change,
    Occurrence,
    Repeats,
    is_once_a_week,
    minutes_between,
    repeats,
)
from tinynet.exchange.calendar.rules import BROKEN, ImpossibleError
from tinynet.exchange.calendar.when import day_of
from tinynet.exchange.kind_titles import kind_of
from tinynet.exchange.record import CancelledRecord, InteractionRecord, Refused, Someone
from tinynet.exchange.talks.talk import ME, THEM, VIDEO, clear_winner, fingerprint
from tinynet.exchange.vcard.values import one_line

SOURCE = "ics"
ATTENDEES_MAX = 12  # people beside you; a meeting of more is refused
TITLE_MAX = 1_000  # characters of a title or a place; the rest is cut off
EVENT = "event"  # the kind, where the title tells no other

_BEGIN = re.compile(r"\s*BEGIN[ \t]*:[ \t]*VCALENDAR\b", re.IGNORECASE)
_NAMED = re.compile(r"(?im)^X-WR-CALNAME:[ \t]*([^\s@:]{1,100}@[^\s@:]{1,100})[ \t]*\r?$")
_ONLINE = re.compile(r"(?i)https?://|microsoft teams|zoom\b|google meet|jitsi|webex|skype")


@dataclass(frozen=True, slots=True)
class _EventFacts:
    """The facts of an event that hold for each of its days.

    Attributes:
        people: Who was there beside you.
        is_own: Whether it was held and nobody is named at all, as in your own appointments.
        is_cancelled: Whether it was called off.
        many: How many guests it has, where they are too many; else 0.
        title, place, kind, by, minutes: As in InteractionRecord.
        start: When it begins, as an identity has it; "" where it is one day of a series.
        earlier: When it was to begin by earlier editions.
        is_once_a_week: Whether its days are a week apart at least.
    """

    people: tuple[Someone, ...] = ()
    is_own: bool = False
    is_cancelled: bool = False
    many: int = 0
    title: str = ""
    place: str = ""
    kind: str = ""
    by: str = ""
    minutes: int | None = None
    start: str = ""
    earlier: tuple[str, ...] = ()
    is_once_a_week: bool = False

    @property
    def is_met(self) -> bool:
        """Whether you met somebody there."""
        return bool(self.people) and not self.is_cancelled and not self.many


@dataclass(slots=True)
class _Reading:
    """What one reading of a calendar needs everywhere.

    Attributes:
        refused: The events of which a refusal was given.
    """

    name: str
    mine: frozenset[str]
    today: date
    repeats: Repeats
    refused: set[int] = field(default_factory=set)

    def refuse(self, event: Event, reason: str) -> Iterator[Refused]:
        """Say once for an event why it is not logged."""
        if reason and event.line not in self.refused:
            self.refused.add(event.line)
            yield Refused(f"{self.name}:{event.line}", reason)


def sniff(head: bytes) -> bool:
    """Whether a file that begins with these bytes is a calendar; some 100 of them are enough."""
    return _BEGIN.match(decoded(head)) is not None


def read(
    data: bytes, name: str, own: Collection[str], today: date
) -> Iterator[InteractionRecord | Refused | CancelledRecord]:
    """Read a calendar.

    Args:
        data: One or several VCALENDARs, in UTF-8.
        name: The file's name for messages.
        own: Your own addresses, in any case; when there are none, the one that is in most
            meetings, if there is one.
        today: Only meetings of earlier days are over.

    Returns:
        First what could not be read and why, then the meetings in the order of the file, the days
        of a repeated one together, with a remark for what was cancelled. `source_id` is the UID,
        and the RECURRENCE-ID of a repeated one.
    """
    text = decoded(data)
    series: dict[str, list[Event]] = {}
    yield from _events(text, name, series)
    mine = {address.lower() for address in own}
    guessed = "" if mine else _guess(text, series)
    mine.update(filter(None, (guessed,)))
    warning = f"line 1: {guessed} was taken for your own address" if guessed else ""
    reading = _Reading(name, frozenset(mine), today, Repeats(today))
    for uid, events in series.items():
        for found in _meetings(reading, uid, events):
            if warning and isinstance(found, InteractionRecord):
                yield replace(found, warnings=(warning,))
                warning = ""
            else:
                yield found


def _events(text: str, name: str, series: dict[str, list[Event]]) -> Iterator[Refused]:
    """Put every event to those of its UID; gives those that cannot be read."""
    none = True
    for block in blocks(text):
        none = False
        try:
            event = None if block.problem else block.event()
        except BROKEN as error:
            block.problem = str(error) or "the event cannot be read"
            event = None
        if event is None:
            yield Refused(f"{name}:{block.line}", block.problem)
        else:
            uid = one_line(event.text("UID")) or fingerprint(*block.lines)
            series.setdefault(uid, []).append(event)
    if none:
        yield Refused(f"{name}:1", "there is no event in it")


def _guess(text: str, series: Mapping[str, list[Event]]) -> str:
    """The owner's address, "" when it is not clear.

    It is the calendar's name where that is an address, as Google's is, or else the address that is
    in most meetings.
    """
    named = _NAMED.search(text)
    if named:
        return named[1].lower()
    seen_in: Counter[str] = Counter()
    for events in series.values():
        seen_in.update({address_of(one) for one in events[0].all("ATTENDEE", "ORGANIZER")})
    seen_in.pop("", None)
    return clear_winner(seen_in)


def _meetings(
    reading: _Reading, uid: str, events: list[Event]
) -> Iterator[InteractionRecord | Refused | CancelledRecord]:
    """All meetings of one UID that are over."""
    series = editions(events)
    changes = [change for event in series.changes if (change := change_of(event)) is not None]
    facts = {event.line: _event_facts(reading, event, series.gone) for event in series.all}
    for latest in series.masters if series.earlier else ():
        facts[latest.line] = replace(facts[latest.line], earlier=series.earlier)
    for number, master in enumerate(series.masters or [None]):
        first = master or events[0]
        try:
            mine = [] if number else changes  # of several meetings of one UID
            for day in _days(reading, series, master, mine, facts):
                yield from _meeting(reading, uid, day, facts[day.event.line])
        except ImpossibleError as error:
            yield from reading.refuse(first, str(error))
        except BROKEN:
            reason = "the days on which it repeats cannot be worked out"
            yield from reading.refuse(first, reason)


def _days(
    reading: _Reading,
    series: Series,
    master: Event | None,
    changes: list[Change],
    facts: dict[int, _EventFacts],
) -> list[Occurrence]:
    """The days of an event, and of what was changed of it.

    A series without guests is not worked out: it is as if it were on its first day only.
    """
    changed = [Occurrence(one.event, one.start, one.of.written()) for one in changes]
    if master is None:
        return changed
    start = master.start()
    if start is None:
        return [Occurrence(master, None, ""), *changed]
    if series.alone:
        return [Occurrence(master, start, "")]
    tellers = (master, *(one.event for one in changes if one.goes_on))
    if not any(facts[teller.line].is_met for teller in tellers):
        return [Occurrence(master, start, start.written()), *changed]
    return reading.repeats.days_of(master, start, changes)


def _event_facts(reading: _Reading, event: Event, gone: Collection[str]) -> _EventFacts:
    """The facts of an event that hold for each of its days, found once."""
    title = one_line(event.text("SUMMARY"))[:TITLE_MAX]
    there = guests(event, reading.mine, gone)
    if not there.were_there or says_declined(title) or (there.named and not there.people):
        return _EventFacts()
    place = one_line(event.text("LOCATION"))[:TITLE_MAX]
    online = _ONLINE.search(place) is not None
    is_call = online or (not place and bool(event.all(*CONFERENCES)))  # calendars add links anyway
    start = event.start()
    invited = any(who.email and who.email == there.invited_by for who in there.people)
    return _EventFacts(
        people=there.people,
        is_own=not there.named and not was_cancelled(event),
        is_cancelled=was_cancelled(event),
        many=len(there.people) if len(there.people) > ATTENDEES_MAX else 0,
        title=title,
        place="" if online else place,
        kind=_kind(title, is_call=is_call),
        by=THEM if invited else ME if there.invited_by in reading.mine else "",
        minutes=_minutes(event),
        start="" if start is None or event.all("RECURRENCE-ID") else start.written(),
        is_once_a_week=is_once_a_week(event),
    )


def _kind(title: str, *, is_call: bool) -> str:
    """The kind that a title tells; "catch up" is not a kind of its own where there is a call."""
    kind = kind_of(title)
    if kind and (kind != OTHER or not is_call):
        return kind
    return VIDEO if is_call else EVENT


def _minutes(event: Event) -> int | None:
    """How many minutes; None where there is no end, or it is longer than a day."""
    start = event.start()
    end = event.lines.get("DTEND") or event.lines.get("DURATION")
    if start is None or start.whole_day or not end:
        return None
    try:
        return minutes_between(start, end[0].text, end[0].first("TZID"), event)
    except BROKEN:
        return None


def _meeting(
    reading: _Reading, uid: str, day: Occurrence, facts: _EventFacts
) -> Iterator[InteractionRecord | Refused | CancelledRecord]:
    """The record of one day; or why there is none, where anything is amiss."""
    if day.when is None:
        if not facts.is_cancelled:
            yield from reading.refuse(day.event, "the event has no day (DTSTART)")
        return
    on = day_of(day.when, day.event.calendar.owner)
    if not FIRST_DAY <= on < reading.today:
        return
    if facts.is_cancelled and facts.people:
        title = f'"{facts.title}"' if facts.title else "a meeting"
        text = f"{title} of {on} was cancelled"
        yield CancelledRecord(SOURCE, _names(uid, day), day.event.line, text)
    elif facts.many:
        reason = f"it has {facts.many} guests; more than {ATTENDEES_MAX} are no talk with each"
        yield from reading.refuse(day.event, reason)
    elif facts.is_met or (
        facts.is_own and not (day.again or day.when.whole_day or facts.is_cancelled)
    ):
        yield _record(uid, day, facts, on)


def _names(uid: str, day: Occurrence) -> tuple[str, ...]:
    """What may name the contact of a day that was cancelled; nothing for a whole series.

    The event stood alone, or as one day of a series.
    """
    if day.event.all("RECURRENCE-ID"):
        return (f"{uid} {day.again}",)
    if repeats(day.event) or day.when is None:
        return ()
    return uid, f"{uid} {day.again or day.when.written()}"


def _record(uid: str, day: Occurrence, facts: _EventFacts, on: date) -> InteractionRecord:
    identity = f"{uid} {day.again}" if day.again else uid
    return InteractionRecord(  # by position, as far as that goes: in half the time
        SOURCE,
        identity,
        "",
        day.event.line,
        on.isoformat(),
        facts.kind,
        facts.people,
        day.minutes if day.minutes is not None else facts.minutes,
        facts.place,
        facts.title,
        by=facts.by,
        other_ids=_other_names(uid, day, facts),
        may_have_moved=facts.is_once_a_week,
    )


def _other_names(uid: str, day: Occurrence, facts: _EventFacts) -> tuple[str, ...]:
    """What else named a meeting.

    The first of a series stood alone before, or the other way; and 0.2 named a meeting of which
    there are several editions by the start of one of them.
    """
    if not facts.start:
        return ()
    if day.again:
        return (uid,) if day.again == facts.start else ()
    return tuple(f"{uid} {start}" for start in (facts.start, *facts.earlier))
