"""Cards without anything odd, which nearly all are: unfolded and taken apart as a whole.

`lines.py` looks at every line of a file, since a fold may stand inside a character, a line may have
a character set of its own, and some programs break lines. Where nothing of that is in a card, its
text can be decoded and unfolded at once, which takes a third of the time. Whatever might be odd is
left to `lines.py`, and what is read here is the same as there.
"""

from __future__ import annotations

import re
from functools import lru_cache

from tinynet.exchange.vcard.lines import CARD_LINES_MAX, LINE_MAX, is_property, nature
from tinynet.exchange.vcard.property import Head, Property, read_head

PLAIN_MAX = 500  # bytes before the colon; more may be read, but by `property`
BLANKS = " \t\n\r\x0b\f"  # what is white space in bytes; there is more in texts
FOLD = "\0"  # stands for the end of a line and the white space that a fold is
_BASE64 = re.compile(r"[A-Za-z0-9+/=]*+")
_BLANK_LINE = re.compile(r"\n[ \t\x0b\f]*+\n")
_EDGES = frozenset({"BEGIN", "END"})
# Of version 2.1 folds are read in another way; a group is no person.
_ODD = {"VERSION": "2.1", "X-EVOLUTION-LIST": "true"}


def plain_properties(card: bytes, first: int) -> list[Property] | None:
    """The properties of a card without anything odd; None if it has to be read line by line.

    Args:
        card: From its BEGIN:VCARD on; nothing but white space follows its END.
        first: The number of its first line.
    """
    lines = _lines(card)
    if lines is None:
        return None
    found: list[Property] = []
    number, is_broken = first, False
    for line in lines:
        number += 1
        head, colon, value = line.partition(":")
        plain = _plain_head(head) if colon else None
        if plain is None or (is_broken and not plain.is_property):
            return None
        start = number
        if FOLD in value:
            number += value.count(FOLD)
            value = _unfolded(value, plain.is_base64)
        if plain.odd and plain.odd in value.lower():
            return None
        found.append(Property(start, plain.head, value))
        is_broken = plain.is_broken
    return found


def _lines(card: bytes) -> list[str] | None:
    """The lines between BEGIN and END, with `FOLD` at each fold; None where one may be odd."""
    if len(card) > LINE_MAX or FOLD.encode() in card:
        return None
    try:
        text = card.decode()
    except UnicodeDecodeError:
        return None
    text = text.rstrip(BLANKS).replace("\r\n", "\n")
    if "\r" in text or _BLANK_LINE.search(text):
        return None
    begin, *lines = text.replace("\n ", FOLD).replace("\n\t", FOLD).split("\n")
    is_card = begin.upper() == "BEGIN:VCARD" and lines and lines.pop().upper() == "END:VCARD"
    return lines if is_card and len(lines) <= CARD_LINES_MAX else None


def _unfolded(value: str, is_base64: bool) -> str:
    """A value without its folds; those of base64 may have white space on either side."""
    whole = value.replace(FOLD, "")
    if is_base64 and not _BASE64.fullmatch(whole):
        start, *rest = value.split(FOLD)
        return start + "".join([piece.strip(BLANKS) for piece in rest])
    return whole


class _PlainHead:
    """What stands before the colon of a line without anything odd.

    Attributes:
        head: As it is read.
        is_base64: Whether the value is base64.
        is_broken: Whether the value may go on in lines that are no property.
        is_property: Whether it begins a property where the value before might go on.
        odd: What would make the card odd if it stood in the value, in lower case; or "".
    """

    __slots__ = ("head", "is_base64", "is_broken", "is_property", "odd")

    def __init__(self, head: Head, raw: bytes) -> None:
        self.head = head
        _, self.is_base64, self.is_broken, _ = nature(raw)
        self.is_property = is_property(raw)
        self.odd = _ODD.get(head.name, "group" if "KIND" in head.name else "")


@lru_cache(maxsize=4096)  # a file repeats a few heads
def _plain_head(text: str) -> _PlainHead | None:
    """The head of a line; None where there is none, or what follows it may be odd."""
    raw = text.encode()
    if FOLD in text or text.count('"') % 2 or len(raw) > PLAIN_MAX:
        return None
    head = read_head(raw)
    is_quoted, *_ = nature(raw + b":")
    if head is None or head.name in _EDGES or is_quoted or "CHARSET" in head.params:
        return None
    encoding = next(iter(head.params.get("ENCODING", ())), "").upper()
    return None if encoding == "QUOTED-PRINTABLE" else _PlainHead(head, raw + b":")
