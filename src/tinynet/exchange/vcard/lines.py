"""From the bytes of a file to cards of unfolded lines, within limits.

Lines stay bytes here, because a fold may fall inside a character and each line may have a
character set of its own. Every byte is looked at a fixed number of times, whatever the file is.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from tinynet.exchange.old_encodings import decoded, is_unicode, likeliest, utf_16_of

LINE_MAX = 100_000  # bytes of one unfolded line; a longer one is left out with a warning
PHOTO_MAX = 256 * 1024  # bytes of the line of a photo, some 190 KB of picture; likewise
CARD_MAX = 1024 * 1024  # bytes of all lines kept of one card; a larger card is refused
CARD_LINES_MAX = 10_000  # unfolded lines of one card; likewise
NESTING_MAX = 10  # components inside a card; deeper, and it is refused
_HEAD_READ = 600  # bytes in which the encoding stands, if it stands anywhere
_NAME_SHOWN = 100  # bytes kept of a line that is too long, to name it

_LINE = re.compile(rb"([^\r\n]*+)(?:\r?\r?\n|\r|\Z)")
# A line with the folded ones after it, which are most of a photo and so are taken at once.
_FOLDED = re.compile(rb"([^\r\n]*+)((?:\r?\n(?=[ \t]++[^\s])[^\r\n]*+)*+)(?:\r?\r?\n|\r|\Z)")
_EDGE = re.compile(rb"(?i)(BEGIN|END)[ \t]{0,20}:[ \t]{0,20}([\w-]{1,40})[ \t]*")
_AGENT = re.compile(rb"(?i)(?:[\w-]{1,40}\.)?AGENT[^:]{0,200}:[ \t]*")
_PHOTO = re.compile(rb"(?i)(?:[\w-]{1,40}\.)?PHOTO[;:]")
_ENCODED = re.compile(rb"(?i)[^:]{0,500}[;=](?:(QUOTED-PRINTABLE)|B|BASE64)[;:]")
# Programs that do not escape the ends of lines break these; what follows is text unless it begins
# as a property does: with a name that vCards have, one of somebody's own, or one in capitals.
_BROKEN = re.compile(rb"(?i)(?:[\w-]{1,40}\.)?(?:NOTE|ADR|LABEL)[;:]")
_PROPERTY = re.compile(rb"(?:[\w-]{1,40}\.)?([\w/-]{1,60})(?:[ \t]{0,20}([;:])|\Z)")
_NAMES = frozenset(
    b"ADR AGENT ANNIVERSARY BDAY BEGIN BIRTHPLACE CALADRURI CALURI CATEGORIES CLASS CLIENTPIDMAP "
    b"CONTACT-URI CREATED DEATHDATE DEATHPLACE EMAIL END EXPERTISE FBURL FN GENDER GEO "
    b"GRAMGENDER HOBBY IMPP INTEREST KEY KIND LABEL LANG LANGUAGE LOGO MAILER MEMBER N NAME "
    b"NICKNAME NOTE ORG ORG-DIRECTORY PHOTO PRODID PROFILE PRONOUNS RELATED REV ROLE SOCIALPROFILE "
    b"SORT-STRING SOUND SOURCE TEL TITLE TZ UID URL VERSION XML".split()
)
_CHARSET = re.compile(rb"(?i);[ \t]{0,20}CHARSET[ \t]{0,20}=")
_CUT_CHARACTER = re.compile(rb"(?<=[\x80-\xff])\r?\n[ \t](?=[\x80-\xbf])")  # by a fold
_MARK = re.compile(rb"(?<=[\r\n])\xef\xbb\xbf")
_OLD = re.compile(rb"(?i)VERSION[ \t]*:[ \t]*2\.1[ \t]*")


@dataclass(slots=True)
class Line:
    """One unfolded line: where it began, its bytes, and whether it went over the limit."""

    number: int
    raw: bytes
    too_long: bool = False


@dataclass(slots=True)
class VCard:
    """The lines between one BEGIN:VCARD and its END, or what is wrong with them."""

    line: int
    end: int = 0  # the line of END:VCARD
    lines: list[Line] = field(default_factory=list)
    size: int = 0
    depth: int = 0  # of the nested component that the next line belongs to
    problem: str = ""

    def add(self, line: Line) -> None:
        """Keep a line of the card itself, while the limits hold."""
        if self.problem or self.depth:
            return
        self.size += len(line.raw)
        if self.size > CARD_MAX or len(self.lines) >= CARD_LINES_MAX:
            self.refuse(f"the card has more than {CARD_MAX} bytes or {CARD_LINES_MAX} lines")
            return
        self.lines.append(line)

    def nest(self) -> None:
        """Enter a component inside the card."""
        self.depth += 1
        if self.depth > NESTING_MAX:
            self.refuse(f"the card has components nested more than {NESTING_MAX} deep")

    def ends_with(self, of_card: bool) -> bool:
        """Whether an END ends the card itself; if not, it ends a component inside it."""
        ends = of_card and not self.depth
        self.depth = max(self.depth - 1, 0)
        return ends

    def refuse(self, reason: str) -> None:
        """Refuse the card; the first reason is kept."""
        self.problem = self.problem or reason
        self.lines.clear()


def cards(data: bytes, first: int = 1) -> Iterator[VCard]:
    """Every card of a file, the broken ones too; what stands between cards is passed over.

    A BEGIN:VCARD starts a new card even where the one before has no END, unless it follows a bare
    `AGENT:`, by which vCard 2.1 puts one card into another. Nested components are left out.

    Args:
        data: vCards in UTF-8 or some 8-bit character set, without a byte order mark.
        first: The number of the first line.

    Returns:
        One card after the other; only one is held at a time.
    """
    card: VCard | None = None
    agent = False
    for line in _unfolded(data, first):
        edge = _EDGE.fullmatch(line.raw) if line.raw[:1] in b"BbEe" else None
        if edge is None:
            if card is not None:
                card.add(line)
            is_bare = line.raw[-1:] in b": \t"  # as nearly none is
            agent = card is not None and is_bare and _AGENT.fullmatch(line.raw) is not None
            continue
        begins, of_card = edge[1].upper() == b"BEGIN", edge[2].upper() == b"VCARD"
        if begins and of_card and not agent:
            if card is not None:
                yield _unended(card)
            card = VCard(line.number)
        elif card is None:
            pass
        elif begins:
            card.nest()
        elif card.ends_with(of_card):
            card.end = line.number
            yield card
            card = None
        agent = False
    if card is not None:
        yield _unended(card)


def _unended(card: VCard) -> VCard:
    card.refuse("the card has no END:VCARD")
    return card


def without_mark(data: bytes) -> bytes:
    """The file without byte order marks, UTF-16 turned into UTF-8.

    Where files were put one behind the other, a mark stands at the beginning of each.
    """
    if encoding := utf_16_of(data):
        data = data.decode(encoding, "replace").encode("utf-8", "replace")
    data = data.removeprefix(codecs.BOM_UTF8)
    return _MARK.sub(b"", data) if codecs.BOM_UTF8 in data else data


def in_unicode(data: bytes) -> bytes:
    """A file of cards without its mark, in UTF-8 also where it is in an old encoding throughout.

    Where a line says its CHARSET, all stay as they are, and so do strays of Windows-1252.
    """
    data = without_mark(data)
    if is_unicode(data) or _CHARSET.search(data):
        return data
    whole = _CUT_CHARACTER.sub(b"", data)
    old = "" if is_unicode(whole) else likeliest(whole)
    return decoded(data, old).encode() if old not in {"", "cp1252"} else data


def physical_lines(data: bytes) -> list[bytes]:
    """A file's lines as they stand there, without their ends; the first one is number 1."""
    return [physical[1] for physical in _LINE.finditer(data)]


def _unfolded(data: bytes, first: int) -> Iterator[Line]:
    """Logical lines: folds, soft line breaks and unindented base64 joined; no empty ones.

    LF, CRLF, CR CR LF and CR end a physical line.
    """
    current: _Open | None = None
    old = False
    number = first - 1
    for block in _FOLDED.finditer(data):
        text, folds = block.groups()
        number += 1
        if not text or text.isspace():
            if current is not None:
                current.soft = False
                current.empty += 1
        elif current is not None and current.goes_on_in(text):
            current.add(text, old)
        else:
            if current is not None:
                yield current.close()
            current = _Open(number, text)
            if text[:1] in b"VvBb":  # VERSION or BEGIN
                old = _OLD.fullmatch(text) is not None or (old and _EDGE.fullmatch(text) is None)
        if folds:
            lines = folds.replace(b"\r\n", b"\n").split(b"\n")[1:]
            if current is not None:
                current.add_folds(lines, old)
            else:  # the first line is empty
                current = _Open(number + 1, lines[0])
                current.add_folds(lines[1:], old)
            number += len(lines)
    if current is not None:
        yield current.close()


@lru_cache(maxsize=4096)  # a file repeats a few heads
def nature(head: bytes) -> tuple[bool, bool, bool, int]:
    """What the head of a line, with its colon, says of the value.

    Returns:
        Whether it is quoted-printable, whether it is base64, whether lines that are no property
        belong to it, and how long it may be.
    """
    encoded = _ENCODED.match(head)
    is_quoted = encoded is not None and encoded[1] is not None
    is_base64 = encoded is not None and not is_quoted
    is_broken = not is_base64 and _BROKEN.match(head) is not None
    return is_quoted, is_base64, is_broken, PHOTO_MAX if _PHOTO.match(head) else LINE_MAX


def is_property(text: bytes) -> bool:
    """Whether a line after a broken one begins a property, rather than "Wife: Anna"."""
    head = _PROPERTY.match(text)
    if head is None:
        return False
    name = head[1]
    if name[:2] in {b"X-", b"x-"} or (head[2] and name.upper() in _NAMES):
        return True  # a fold may stand before its colon
    return b":" in text and name == name.upper()


class _Open:
    """A logical line that may go on."""

    __slots__ = (
        "base64", "broken", "chunks", "empty", "limit", "number", "quoted", "size", "soft", "start",
    )  # fmt: skip

    def __init__(self, number: int, text: bytes) -> None:
        self.number = number
        self.start = text[:_NAME_SHOWN]
        end = text.find(b":", 0, _HEAD_READ) + 1 or _HEAD_READ
        self.quoted, self.base64, self.broken, self.limit = nature(text[:end])
        self.empty = 0  # lines since the last one that was not
        self.chunks: list[bytes] = []
        self.size = 0
        self.soft = False
        self._keep(text)

    def goes_on_in(self, text: bytes) -> bool:
        """Whether this physical line belongs to the logical one before it."""
        if text[:1] in b" \t":
            return True
        if self.soft:  # a soft line break at the very end of a card must not swallow its END
            return _EDGE.fullmatch(text) is None
        return (self.base64 and b":" not in text) or (self.broken and not is_property(text))

    def add(self, text: bytes, old: bool) -> None:
        """Join a physical line.

        A line that is no property goes on with the text before it, where that may have lines.
        In vCard 2.1 (`old`) the space that a fold begins with belongs to the text; in 3.0 and 4.0
        it does not. After a soft line break it is text as well.
        """
        if self.base64:
            self._keep(text.strip())
        elif self.broken and not self.soft and text[:1] not in b" \t":
            self._keep(b"\n" * (1 + self.empty) + text)
        elif self.soft or old:
            self._keep(text)
        else:
            self._keep(text[1:])
        self.empty = 0

    def add_folds(self, lines: list[bytes], old: bool) -> None:
        """Join physical lines that all begin with white space and hold more."""
        if self.quoted or old:
            for text in lines:
                self.add(text, old)
            return
        kept = map(bytes.strip, lines) if self.base64 else (text[1:] for text in lines)
        self._keep(b"".join(kept))
        self.empty = 0

    def _keep(self, text: bytes) -> None:
        self.soft = self.quoted and text.endswith(b"=")
        self.size += len(text)
        if self.size <= self.limit:
            self.chunks.append(text[:-1] if self.soft else text)
        else:
            self.chunks.clear()

    def close(self) -> Line:
        """The whole line, or how one that is too long begins."""
        if self.size > self.limit:
            return Line(self.number, self.start, too_long=True)
        return Line(self.number, b"".join(self.chunks))
