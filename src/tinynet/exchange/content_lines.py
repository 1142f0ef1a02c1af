"""Lines as vCard and iCalendar both have them: escaped texts, folded at 75 octets, CRLF."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID, uuid5

PRODUCT = "-//tinynet//EN"  # who wrote it
OCTETS = 75  # of a line without its end (RFC 5545 and RFC 6350, both in section 3)

_SPACE = UUID("b1c63697-8784-45d0-8e32-820ec3a71f2d")  # any one, but always the same
_ESCAPES = str.maketrans({"\\": r"\\", ";": r"\;", ",": r"\,", "\n": r"\n"})
_CONTROLS = dict.fromkeys((*range(0x09), *range(0x0B, 0x20), *range(0x7F, 0xA0)))


def escaped(text: str) -> str:
    """A text as it stands in a line: nothing in it can end the line or the value."""
    ends = text.replace("\r\n", "\n").replace("\r", "\n")
    return ends.translate(_CONTROLS).translate(_ESCAPES)


def folded(lines: Iterable[str]) -> bytes:
    """Lines as bytes, none longer than 75 octets and no character halved."""
    made = bytearray()
    for line in lines:
        raw = line.encode()
        start, room = 0, OCTETS
        while len(raw) - start > room:
            end = start + room
            while raw[end] & 0xC0 == 0x80:  # inside a character
                end -= 1
            made += raw[start:end] + b"\r\n "
            start, room = end, OCTETS - 1
        made += raw[start:] + b"\r\n"
    return bytes(made)


def stable_id(*parts: str) -> str:
    """A UUID that is the same whenever it is made of the same parts (RFC 9562, version 5)."""
    return str(uuid5(_SPACE, "\n".join(parts)))
