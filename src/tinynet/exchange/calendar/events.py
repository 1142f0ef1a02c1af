"""From the bytes of a calendar to its events: bounded lines, one VEVENT at a time.

Of an event only the lines that tell when, with whom, where and what it was are kept, so that a
broken alarm or an attachment costs nothing. The rules of a VTIMEZONE are never followed: the day
on the wall is written beside the zone's name, and the rules can be a bomb.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import tzinfo

from tinynet.exchange.calendar.when import When, known_zone, offset, read_when
from tinynet.exchange.talks.talk import text_of
from tinynet.exchange.vcard.lines import Line
from tinynet.exchange.vcard.property import Property, parse

LINE_MAX = 100_000  # characters of one unfolded line; a longer one is left out
EVENT_MAX = 1024 * 1024  # characters of all lines kept of one event; a larger one is refused

_LINE = re.compile(r"([^\r\n]*+)(?:\r?\n|\r|\Z)")
_EDGE = re.compile(r"(?i)(BEGIN|END)[ \t]*:[ \t]*([\w-]{1,40})[ \t]*")
_QUOTED = re.compile(r"(?i)[^:]{0,500}[;=]QUOTED-PRINTABLE[;:]")
_NAME = re.compile(r"([A-Za-z-]{1,40})[ \t]*[;:]")
CONFERENCES = ("CONFERENCE", "X-GOOGLE-CONFERENCE", "X-MICROSOFT-SKYPETEAMSMEETINGURL")
_KEPT = frozenset(
    {*CONFERENCES}
    | {"UID", "DTSTART", "DTEND", "DURATION", "SUMMARY", "LOCATION", "STATUS", "SEQUENCE"}
    | {"DTSTAMP", "LAST-MODIFIED", "ATTENDEE", "ORGANIZER"}
    | {"RRULE", "EXRULE", "RDATE", "EXDATE", "RECURRENCE-ID"}
)
_LISTS = frozenset({"EXDATE", "RDATE"})
_ONCE = frozenset({"DTSTART", "RECURRENCE-ID"})  # a second one cannot be meant


@dataclass(slots=True)
class Calendar:
    """What one VCALENDAR says of all its events.

    Attributes:
        method: "PUBLISH", "REQUEST", "CANCEL" and so on, or "".
        owner: The owner's zone; None if unknown.
        zones: The zones that it describes, by the names that it gives them.
    """

    method: str = ""
    owner: tzinfo | None = None
    zones: dict[str, tzinfo] = field(default_factory=dict)

    def note(self, text: str) -> None:
        """Take a line of the calendar itself."""
        name, value = _named(text)
        if name == "METHOD":
            self.method = value.upper()
        elif name == "X-WR-TIMEZONE":
            self.owner = self.owner or known_zone(value)


@dataclass(slots=True)
class _Zone:
    """A VTIMEZONE, of which no rule is followed."""

    name: str = ""
    place: str = ""
    offsets: list[tzinfo] = field(default_factory=list)

    def note(self, text: str) -> None:
        """Take a line of it, or of its parts."""
        name, value = _named(text)
        if name == "TZID":
            self.name = value
        elif name == "X-LIC-LOCATION":
            self.place = value
        elif name == "TZOFFSETTO" and (zone_offset := offset(value)) is not None:
            self.offsets.append(zone_offset)

    def end(self, calendar: Calendar) -> None:
        """Let a calendar know it: by its place, else by its summer time.

        Which of the two it is matters for the last day of a series alone, and there a later hour
        loses no meeting.
        """
        known = known_zone(self.place)
        latest = max(self.offsets, key=lambda zone: zone.utcoffset(None) or 0, default=None)
        if self.name and (known or latest) is not None:
            calendar.zones.setdefault(self.name, known or latest)  # type: ignore[arg-type]


@dataclass(slots=True)
class Block:
    """The lines that are kept of one VEVENT, or what is wrong with them."""

    line: int
    calendar: Calendar
    lines: list[str] = field(default_factory=list)
    size: int = 0
    problem: str = ""

    def add(self, text: str) -> None:
        """Keep a line of the event itself."""
        name = _NAME.match(text)
        if name is None or name[1].upper() not in _KEPT or self.problem:
            return
        self.size += len(text)
        if self.size > EVENT_MAX:
            self.problem = f"the event has more than {EVENT_MAX} characters"
        else:
            self.lines.append(text)

    def event(self) -> Event:
        """The event itself; a line in it that cannot be read is as if it were not there.

        Raises:
            ValueError: It cannot be read at all; the text says why.
        """
        found: dict[str, list[Property]] = {}
        for text in self.lines:
            one = parse(Line(self.line, text.encode("utf-8", "replace")), [])
            if one is not None and one.name in _LISTS:  # vCalendar 1.0 has semicolons between days
                one = Property(one.line, one.head, one.value.replace(";", ","))
            if one is not None and one.value.strip():
                found.setdefault(one.name, []).append(one)
        event = Event(self.line, self.calendar, found)
        for name in _ONCE:
            if len({one.value.strip() for one in event.all(name)}) > 1:
                raise ValueError(f"the event has more than one {name}")
        return event


@dataclass(frozen=True, slots=True)
class Event:
    """One VEVENT.

    Attributes:
        line: Where it begins.
        calendar: What holds for all events beside it.
        lines: What is not empty, by name.
    """

    line: int
    calendar: Calendar
    lines: dict[str, list[Property]]

    def all(self, *names: str) -> list[Property]:
        """All properties of these names."""
        return [one for name in names for one in self.lines.get(name, ())]

    def text(self, name: str) -> str:
        """The first value of that name as text, or ""."""
        found = self.lines.get(name)
        return found[0].text if found else ""

    def when(self, name: str) -> When | None:
        """A day or time; None where the event has none.

        Raises:
            ValueError: It cannot be read.
        """
        found = self.lines.get(name)
        return read_when(found[0].text, found[0].first("TZID")) if found else None

    def start(self) -> When | None:
        """When it begins; None where it has no beginning, or one that cannot be read."""
        try:
            return self.when("DTSTART")
        except ValueError:
            return None

    @property
    def version(self) -> tuple[int, str, str]:
        """What grows from one edition of an event to the next."""
        number = self.text("SEQUENCE")
        revision = int(number) if number.isascii() and number.isdigit() and len(number) <= 9 else 0
        return revision, self.text("DTSTAMP"), self.text("LAST-MODIFIED")


class _Reader:
    """Assigns each line to its component."""

    def __init__(self) -> None:
        self.calendar = Calendar()
        self.block: Block | None = None
        self.zone: _Zone | None = None
        self.depth = 0  # of other components, inside an event or beside it

    def line(self, text: str) -> None:
        """Take a line that is not an edge of a component."""
        if self.zone is not None:
            self.zone.note(text)
        elif self.depth:
            pass
        elif self.block is not None:
            self.block.add(text)
        else:
            self.calendar.note(text)

    def begin(self, what: str, number: int) -> Iterator[Block]:
        """Enter a component; gives the event that it breaks off."""
        if what in {"VEVENT", "VCALENDAR"}:
            yield from self.close("the event has no END:VEVENT")
            if what == "VEVENT":
                self.block = Block(number, self.calendar)
            else:
                self.calendar = Calendar()
        elif what == "VTIMEZONE" and self.block is None:
            self.zone = _Zone()
        elif self.zone is None:
            self.depth += 1

    def end(self, what: str) -> Iterator[Block]:
        """Leave a component; gives the event that ends."""
        if what == "VEVENT":
            yield from self.close()
        elif what == "VCALENDAR":
            yield from self.close("the event has no END:VEVENT")
        elif what == "VTIMEZONE" and self.zone is not None:
            self.zone.end(self.calendar)
            self.zone = None
        elif self.zone is None:
            self.depth = max(self.depth - 1, 0)

    def close(self, problem: str = "") -> Iterator[Block]:
        """Let the event end, and whatever is open in it."""
        if self.block is not None:
            self.block.problem = self.block.problem or problem
            yield self.block
        self.block, self.zone, self.depth = None, None, 0


def blocks(text: str) -> Iterator[Block]:
    """Every VEVENT of a calendar, the broken ones too; components inside are passed over.

    What a block's calendar says is whole only when the last block was given.
    """
    reader = _Reader()
    for number, line in _unfolded(text):
        edge = _EDGE.fullmatch(line)
        if edge is None:
            reader.line(line)
        elif edge[1].upper() == "BEGIN":
            yield from reader.begin(edge[2].upper(), number)
        else:
            yield from reader.end(edge[2].upper())
    yield from reader.close("the event has no END:VEVENT")


def _named(text: str) -> tuple[str, str]:
    """Name in capitals and value of a line that needs no more."""
    head, _, value = text.partition(":")
    return head.partition(";")[0].strip().upper(), value.strip()


def _unfolded(text: str) -> Iterator[tuple[int, str]]:
    """Logical lines with the number of their first; blank and over-long ones left out."""
    parts: list[str] = []
    size = first = 0
    for number, physical in enumerate(_LINE.finditer(text), 1):
        line = physical[1]
        if first and parts[-1].endswith("=") and _QUOTED.match(parts[0]):  # a soft line break
            parts[-1] = parts[-1][:-1]
            size += len(line)
            if size <= LINE_MAX:
                parts.append(line)
            continue
        if line[:1] in {" ", "\t"} and first:
            size += len(line)
            if size <= LINE_MAX:
                parts.append(line[1:])
            continue
        if first and size <= LINE_MAX:
            yield first, "".join(parts)
        parts, size, first = [line[:LINE_MAX]], len(line), number if line.strip() else 0
    if first and size <= LINE_MAX:
        yield first, "".join(parts)


def decoded(data: bytes) -> str:
    """A calendar's text; UTF-8 characters that a fold cut in half are put together again."""
    return text_of(re.sub(rb"(?<=[\x80-\xff])\r?\n[ \t](?=[\x80-\xbf])", b"", data))
