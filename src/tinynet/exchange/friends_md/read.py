"""friends.md, the diary of the program `friends`: people, places, activities and notes.

The file has no ids, kinds or lengths. What makes an activity itself is its day, its text and which
of several alike it is; its kind comes from plain words in it (`core/kind_words.py`), else it is
"other". An activity that went "to _Lisbon_" gives its place to later ones that name none, from the
oldest to the newest, as that program has it; such a place comes with a warning.

A line that cannot be read costs itself, never the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from operator import attrgetter
from typing import NamedTuple

from tinynet.core.kind_words import OTHER
from tinynet.core.names import TEXT_MAX
from tinynet.core.partial import check_parts
from tinynet.errors import BadValueError
from tinynet.exchange.friends_md.text import Entry, Sentence, Sentences, read_entry, stored_name
from tinynet.exchange.kind_titles import kind_of
from tinynet.exchange.record import (
    InteractionRecord,
    NoteRecord,
    PersonRecord,
    PlaceRecord,
    Record,
    Refused,
    Someone,
)
from tinynet.exchange.talks.talk import fingerprint, text_of
from tinynet.exchange.vcard.lines import without_mark
from tinynet.exchange.vcard.values import one_line

SOURCE = "friends"
LIVES_IN = "lives in"  # the fact that a [Place] behind a name tells
OLDEST = 1800  # year of an activity; an earlier one is a slip of the finger
LINE_MAX = TEXT_MAX  # a line becomes a note
ACTIVITIES, NOTES, FRIENDS, LOCATIONS = "activities", "notes", "friends", "locations"

_HEADER = re.compile(r"#+\s*(\S[^:]{0,80}):?\s*")
_FIRST = re.compile(rb"\s*#+[ \t]*(?:activities|notes|friends|locations)[ \t]*:", re.IGNORECASE)
_LATER = re.compile(
    rb"^###[ \t]*(?:activities|friends)[ \t]*:?[ \t]*\r?$", re.IGNORECASE | re.MULTILINE
)
_BULLET = re.compile(r"^\s*(?:[-*]\s+)?")
_EVENT = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?::(.*))?")
_SECTIONS = frozenset({ACTIVITIES, NOTES, FRIENDS, LOCATIONS})


class _Event(NamedTuple):
    """A line of the activities or notes: the day is ISO, the text is with its marks."""

    on: str
    text: str
    line: int


@dataclass(slots=True)
class _Diary:
    """What the lines of a file come to; people and places by name in small letters."""

    people: dict[str, tuple[int, Entry]] = field(default_factory=dict)
    places: dict[str, tuple[int, Entry]] = field(default_factory=dict)
    days: dict[str, str] = field(default_factory=dict)  # those that were read, each by itself
    events: dict[str, list[_Event]] = field(default_factory=lambda: {ACTIVITIES: [], NOTES: []})


def sniff(head: bytes) -> bool:
    """Whether a file that begins with these bytes is a friends.md."""
    head = without_mark(head)
    return bool(_FIRST.match(head) or _LATER.search(head))  # by hand, a title may stand above


def read(data: bytes, name: str) -> Iterator[Record | Refused]:
    """Read a friends.md.

    Args:
        data: The file: UTF-8, UTF-16 with a byte order mark, or Windows-1252; any line ends.
        name: The file's name for messages, "-" for standard input.

    Returns:
        First where and why lines were refused, then people, places, activities and notes, the last
        two from the oldest to the newest, then the places that only they name. The time grows with
        the bytes.
    """
    lines = text_of(data).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if not any(map(_header, lines)):
        if data.strip():
            yield Refused(f"{name}:1", 'there is no section such as "### Friends:" in it')
        return
    diary = _Diary()
    section: str | None = None
    for number, line in enumerate(lines, 1):
        if _put_plain_event(diary, section, line, number):
            continue
        header = _header(line)
        try:
            if header:
                section = header.lower()
                _check_section(header)
            elif line.strip() and (section is None or section in _SECTIONS):
                _put(diary, section, line, number)
        except BadValueError as error:
            yield Refused(f"{name}:{number}", error.message)
    del lines  # those of a long diary and all that they tell do not both fit
    yield from _people(diary)
    yield from _records(diary)


def _header(line: str) -> str:
    """The name of the section that begins with a line, or ""."""
    found = _HEADER.fullmatch(line) if line.startswith("#") else None
    return one_line(found[1]) if found else ""


def _check_section(header: str) -> None:
    if header.lower() not in _SECTIONS:
        raise BadValueError(f'there is no section "{header}"; it was left out')


def _put(diary: _Diary, section: str | None, line: str, number: int) -> None:
    """Keep what a line tells.

    Raises:
        BadValueError: It tells nothing.
    """
    if len(line) > LINE_MAX:
        raise BadValueError(f"the line has more than {LINE_MAX:,} characters")
    if section is None:
        raise BadValueError("it stands before the first section")
    text = one_line(_BULLET.sub("", line, count=1))
    if section in diary.events:
        event = _event(text, number)
        diary.days[event.on] = event.on
        diary.events[section].append(event)
        return
    entry = read_entry(text)
    entry.name = stored_name(entry.name)
    if not entry.name:
        raise BadValueError(f'"{text[:60]}" does not begin with a name')
    listed = diary.people if section == FRIENDS else diary.places
    first = listed.setdefault(entry.name.casefold(), (number, entry))[1]
    entry.warnings = [f"line {number}: {what}" for what in entry.warnings]
    if first is not entry:
        first.other_names += entry.other_names
        first.tags += entry.tags
        first.place = first.place or entry.place
        first.warnings += [*entry.warnings, f"line {number}: {entry.name} was there already"]


def _put_plain_event(diary: _Diary, section: str | None, line: str, number: int) -> bool:
    """Keep an event that is written as that program writes it, on a day that was read before.

    Nearly all are, and come to what `_put` makes of them in a fourth of the time.
    """
    events = diary.events.get(section or "")
    on = diary.days.get(line[2:12])
    if on is None or events is None or line[:2] != "- " or line[12:14] != ": ":
        return False
    if len(line) > LINE_MAX or not line.isprintable():
        return False
    text = line[14:]
    if "  " in text or text[:1] == " " or text[-1:] == " ":
        text = " ".join(text.split())
    events.append(_Event(on, text, number))
    return True


def _event(text: str, number: int) -> _Event:
    found = _EVENT.fullmatch(text)
    if found is None:
        raise BadValueError(f'"{text[:60]}" does not begin with a day such as 2026-02-13')
    year, month, day = int(found[1]), int(found[2]), int(found[3])
    if not (year and month and day):
        raise BadValueError(f"there is no day {text[:10]}")
    check_parts((year, month, day), OLDEST)
    return _Event(text[:10], (found[4] or "").strip(), number)


def _people(diary: _Diary) -> Iterator[PersonRecord]:
    for line, entry in diary.people.values():
        name = entry.name
        others = {other: None for other in entry.other_names if other != name}
        tags = tuple(dict.fromkeys(entry.tags))
        yield PersonRecord(
            source=SOURCE,
            source_id=name,
            fingerprint=fingerprint(name, *others, "", entry.place, *tags),
            line=line,
            name=name,
            nicknames=tuple(others),
            tags=tags,
            facts=((LIVES_IN, entry.place),) if entry.place else (),
            warnings=tuple(entry.warnings),
        )


def _records(diary: _Diary) -> Iterator[PlaceRecord | InteractionRecord | NoteRecord]:
    """Places, activities and notes, then the places that only activities and notes name."""
    listed = {
        other.lower()
        for _, entry in diary.places.values()
        for other in (entry.name, *entry.other_names)
    }
    sentences = Sentences(frozenset(listed))
    for line, entry in diary.places.values():
        others = {other: None for other in entry.other_names if other != entry.name}
        yield PlaceRecord(SOURCE, line, entry.name, tuple(others))
    places: list[PlaceRecord] = []
    named, here = _Named(diary.people), ""
    for section in (ACTIVITIES, NOTES):
        for event, number in _in_order(diary.events.pop(section)):
            sentence = sentences.read(event.text)
            if section == NOTES:
                yield _note(event, sentence, number, named)
            else:
                yield _activity(event, sentence, number, named, here)
                here = sentence.moved_to or here
            for place in sentence.places:
                if place.lower() not in listed:
                    listed.add(place.lower())
                    places.append(PlaceRecord(SOURCE, event.line, place))
    yield from places


def _in_order(events: list[_Event]) -> Iterator[tuple[_Event, int]]:
    """The events from the oldest to the newest, each with which of several alike it is.

    The file has the newest first, and of one day what was added last. Each is let go of when it is
    done.
    """
    events.sort(key=attrgetter("on"), reverse=True)
    day = ""
    alike: dict[str, int] = {}  # of that day
    while events:
        event = events.pop()
        if event.on != day:
            day, alike = event.on, {}
        number = alike[event.text] = alike.get(event.text, 0) + 1
        yield event, number


def _activity(
    event: _Event, sentence: Sentence, number: int, named: _Named, here: str
) -> InteractionRecord:
    """One activity; `here` is where the ones before it have gone to."""
    people = tuple(map(named.__getitem__, sentence.people))
    places = sentence.places
    place = sentence.moved_to or (places[0] if places else here)
    warnings = _warnings(event, sentence) if sentence.unread else ()
    if place and not places:
        warnings += (f"line {event.line}: the place {place} was taken from earlier activities",)
    return InteractionRecord(  # by position, as far as that goes: in half the time
        SOURCE,
        _id(ACTIVITIES, event, number),
        "" if people else fingerprint(event.on, event.text, place),
        event.line,
        event.on,
        kind_of(sentence.words) or OTHER,
        people,
        place=place,
        note=sentence.note,
        tags=sentence.tags,
        adds_people=True,
        warnings=warnings,
    )


def _note(event: _Event, sentence: Sentence, number: int, named: _Named) -> NoteRecord:
    return NoteRecord(
        source=SOURCE,
        source_id=_id(NOTES, event, number),
        fingerprint=fingerprint(event.on, event.text),
        line=event.line,
        on=event.on,
        text=sentence.note,
        people=tuple(map(named.__getitem__, sentence.people)),
        tags=sentence.tags,
        warnings=_warnings(event, sentence) if sentence.unread else (),
    )


def _id(section: str, event: _Event, number: int) -> str:
    """What names an event: the section, the day, a hash of its text and which of several it is."""
    digest = sha256(event.text.encode("utf-8", "replace")).hexdigest()
    return f"{section} {event.on} {digest[:32]} {number}"


class _Named(dict[str, Someone]):
    """Who is called so; one and the same whenever they are named."""

    def __init__(self, people: Mapping[str, tuple[int, Entry]]) -> None:
        super().__init__()
        self.people = people

    def __missing__(self, name: str) -> Someone:
        one = self.people.get(name.casefold())
        someone = self[name] = Someone(name, source_id=one[1].name if one else "")
        return someone


def _warnings(event: _Event, sentence: Sentence) -> tuple[str, ...]:
    return tuple(f'line {event.line}: "{what}" is no name' for what in sentence.unread)
