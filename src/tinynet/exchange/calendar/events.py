"""From the bytes of a calendar to its events: bounded lines, one VEVENT at a time.

Of an event only the lines that tell when, with whom, where and what it was are kept, so that a
broken alarm or an attachment costs nothing. VTIMEZONE is never read: the day on the wall is
written beside the zone's name, and a zone's own rules can be a bomb.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from icalendar import Event

from tinynet.exchange.talks.talk import text_of

LINE_MAX = 100_000  # characters of one unfolded line; a longer one is left out
EVENT_MAX = 1024 * 1024  # characters of all lines kept of one event; a larger one is refused

_LINE = re.compile(r"([^\r\n]*+)(?:\r?\n|\r|\Z)")
_EDGE = re.compile(r"(?i)(BEGIN|END)[ \t]*:[ \t]*([\w-]{1,40})[ \t]*")
_NAME = re.compile(r"([A-Za-z-]{1,40})[;:]")
_KEPT = frozenset(
    {"UID", "DTSTART", "DTEND", "DURATION", "SUMMARY", "LOCATION", "STATUS", "SEQUENCE"}
    | {"RRULE", "RDATE", "EXDATE", "RECURRENCE-ID", "ATTENDEE", "ORGANIZER"}
)
_ONCE = frozenset({"RRULE", "DTSTART", "RECURRENCE-ID"})  # a second one cannot be meant


@dataclass(slots=True)
class Block:
    """The lines that are kept of one VEVENT, or what is wrong with them."""

    line: int
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
        elif name[1].upper() in _ONCE and any(_is_of(line, name[1]) for line in self.lines):
            self.problem = f"the event has more than one {name[1].upper()}"
        else:
            self.lines.append(text)

    def event(self) -> Event:
        """The event itself; a line in it that cannot be read is as if it were not there.

        Raises:
            ValueError: It cannot be read at all.
        """
        text = "\r\n".join(("BEGIN:VEVENT", *self.lines, "END:VEVENT", ""))
        found = Event.from_ical(text)
        if not isinstance(found, Event):
            raise ValueError("no event")  # noqa: TRY004 - whatever it is, it came out of the file
        return found


def _is_of(line: str, name: str) -> bool:
    return line[: len(name)].upper() == name.upper() and line[len(name)] in ";:"


def blocks(text: str) -> Iterator[Block]:
    """Every VEVENT of a calendar, the broken ones too; components inside are passed over."""
    block: Block | None = None
    depth = 0
    for number, line in _unfolded(text):
        edge = _EDGE.fullmatch(line)
        if edge is None:
            if block is not None and not depth:
                block.add(line)
            continue
        begins, is_event = edge[1].upper() == "BEGIN", edge[2].upper() == "VEVENT"
        if begins and is_event:
            if block is not None:
                yield _unended(block)
            block, depth = Block(number), 0
        elif block is not None and is_event:
            yield block
            block = None
        else:
            depth = depth + 1 if begins else max(depth - 1, 0)
    if block is not None:
        yield _unended(block)


def _unended(block: Block) -> Block:
    block.problem = block.problem or "the event has no END:VEVENT"
    return block


def _unfolded(text: str) -> Iterator[tuple[int, str]]:
    """Logical lines with the number of their first; blank and over-long ones left out."""
    parts: list[str] = []
    size = first = 0
    for number, physical in enumerate(_LINE.finditer(text), 1):
        line = physical[1]
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
