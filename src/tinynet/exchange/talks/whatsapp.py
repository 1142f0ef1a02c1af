"""A WhatsApp chat, exported as text (or as the ZIP file it is in); one contact per day.

Phones write it in their own language: the day in any order, "24:00" or "am" and "p.m.", with
brackets or a dash. A line that does not begin with a time goes on with the message before; one
without a sender is WhatsApp's own. There is no time zone: the day is that of the phone.

A group is refused. What is said to eight people is a talk with none of them, and who read it
nobody knows; meet them, and log that.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from tinynet.core.names import fold
from tinynet.errors import BadValueError
from tinynet.exchange.record import InteractionRecord, Refused, Someone
from tinynet.exchange.talks.talk import CALL, ME, TEXT, THEM, VIDEO, Talks, text_of
from tinynet.exchange.vcard.values import one_line

SOURCE = "whatsapp"
ORDERS = ("dmy", "mdy", "ymd")
CHAT_MAX = 200 * 1024 * 1024  # bytes of a chat inside a ZIP file; a larger one is refused
LINE_MAX = 1_000  # characters of a line that are looked at: time, sender, and whether it is a call
FIRST_YEAR = 2009  # WhatsApp's; an earlier year is none
SENDER_MAX = 100  # characters of a sender; after more, the colon belongs to something else
_BAD_DAYS_MAX = 100  # refused lines that are named; more of them are only counted

_ZIP = b"PK\x03\x04"
# Narrow, thin and other no-break spaces; marks of direction, which stand before dates and names.
_SPACES = dict.fromkeys(map(ord, "\u00a0\u2009\u202f"), " ")
_MARKS = dict.fromkeys(map(ord, "\u200e\u200f\u202a\u202b\u202c\ufeff"), None)
_STAMP = re.compile(
    r"(?P<bracket>\[)?(\d{1,4})(?P<between>[./-])(\d{1,2})(?P=between)(\d{1,4})\.?,?"
    r" (?:\w{1,3} )?\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?: ?[apAP]\.? ?[mM]\.?)?"
    r"(?(bracket)\] ?|(?: [-\u2013] |: ))"
)
_SENDER = re.compile(rf"([^:\n]{{1,{SENDER_MAX}}}):(?!//)")
_CALL = re.compile(
    r"(?P<missed>missed )?(?P<way>voice|video) call(?:[.,:]? *(?P<rest>[\w ,.]{0,60}))?",
    re.IGNORECASE,
)
_LENGTH = re.compile(r"(\d{1,4}) ?(h|m|s)[a-z]*")
_SECONDS = {"h": 3600, "m": 60, "s": 1}
_UNANSWERED = re.compile(r"(?i)no answer|tap to call|declined|cancel|unanswered|not answered")
# Notices that iPhones give a sender to.
_NOTICE = re.compile(
    r"(?i)messages and calls are end-to-end|your security code with|.{0,100} changed (?:their|your)"
    r" phone number|.{0,100} is a contact|.{0,100}disappearing messages|you (?:un)?blocked this"
)
_PHONE = re.compile(r"\+?[\d ()-]{6,30}")


@dataclass(frozen=True, slots=True)
class _Message:
    """A line that begins a message.

    Attributes:
        line: Its number, from 1.
        numbers: Of the day, as they are written.
        dotted: Whether dots are between them.
        sender: Who wrote it.
        what: Kind, seconds or None, and whether nobody answered.
    """

    line: int
    numbers: tuple[str, str, str]
    dotted: bool
    sender: str
    what: tuple[str, int | None, bool]


def sniff(head: bytes) -> bool:
    """Whether a file that begins with these bytes is a chat; some 1,000 of them are enough."""
    if head.startswith(_ZIP):
        return b"_chat.txt" in head or (b"WhatsApp" in head and b".txt" in head)
    lines = text_of(head).split("\n", 5)[:5]
    return any(_STAMP.match(_plain(line)) for line in lines)


def read(
    data: bytes, name: str, own: str, order: str = ""
) -> Iterator[InteractionRecord | Refused]:
    """Read one chat.

    Args:
        data: The text in UTF-8, UTF-16 or Windows-1252, or a ZIP file with it in.
        name: The file's name. "WhatsApp Chat with Anne.txt" says who the other one is.
        own: Your own name as it stands in the chat; may be empty when the file's name tells.
        order: "dmy", "mdy" or "ymd", how its dates are written; "" finds it out from all of them.

    Returns:
        First the lines that were refused, then one "text" a day, and a "call" or a "video" where
        there were calls, by day.

    Raises:
        BadValueError: The order is none, or the dates can be read in two orders and none is
            given, or it is not clear which of the two is you.
    """
    if order not in ("", *ORDERS):
        raise BadValueError(f'"{order}" is no order of dates', f"It is one of {', '.join(ORDERS)}")
    if data.startswith(_ZIP):
        unpacked = _unpacked(data, name)
        if isinstance(unpacked, Refused):
            return iter((unpacked,))
        name, data = unpacked
    messages = list(_messages(text_of(data)))
    senders = list(dict.fromkeys(message.sender for message in messages))
    if not senders:
        return iter((Refused(f"{name}:1", "there is no message in it"),))
    if len(senders) > 2:
        reason = f"it is a group of {len(senders)}; what is said to all is a talk with none"
        return iter((Refused(f"{name}:{messages[0].line}", reason),))
    other = _other(senders, name, own)
    return _records(messages, name, other, order or _order(messages, name))


def _records(
    messages: Sequence[_Message], name: str, other: str, order: str
) -> Iterator[InteractionRecord | Refused]:
    talks, bad = Talks(SOURCE), 0
    for message in messages:
        try:
            on = _day(message.numbers, order).isoformat()
        except ValueError:
            bad += 1
            if bad <= _BAD_DAYS_MAX:
                written = "/".join(message.numbers)
                yield Refused(f"{name}:{message.line}", f"{written} is no day")
            continue
        by = THEM if message.sender == other else ME
        kind, seconds, attempt = message.what
        talks.add(
            on, other, kind, at=message.line, by=by, line=message.line, seconds=seconds,
            attempt=attempt,
        )  # fmt: skip
    if bad > _BAD_DAYS_MAX:
        yield Refused(f"{name}:1", f"{bad - _BAD_DAYS_MAX} more lines have a day that is none")
    number = _PHONE.fullmatch(other) is not None
    yield from talks.records({other: Someone(phone=other) if number else Someone(name=other)})


def _unpacked(data: bytes, name: str) -> tuple[str, bytes] | Refused:
    """The name and the bytes of the chat in a ZIP file."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            chats = [info for info in packed.infolist() if info.filename.endswith(".txt")]
            if not chats:
                return Refused(f"{name}:1", "there is no chat (.txt) in the ZIP file")
            with packed.open(min(chats, key=lambda info: "/" in info.filename)) as stream:
                text = stream.read(CHAT_MAX + 1)
                where = f"{name}/{one_line(stream.name)}"
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError):
        return Refused(f"{name}:1", "the ZIP file is damaged, locked or cut short")
    if len(text) > CHAT_MAX:
        return Refused(f"{where}:1", f"the chat is larger than {CHAT_MAX // 1024**2} MB")
    return where, text


def _plain(line: str) -> str:
    return line[:LINE_MAX].translate(_SPACES | _MARKS)


def _messages(text: str) -> Iterator[_Message]:
    """Every message that somebody wrote; WhatsApp's own lines and the rest of bodies left out."""
    first = True
    for number, line in enumerate(text.split("\n"), 1):
        plain = _plain(line)
        stamp = _STAMP.match(plain)
        if stamp is None:
            continue
        sender = _SENDER.match(plain, stamp.end())
        start = plain[sender.end() :].strip() if sender else ""
        if sender and not (first and _is_marked(line, sender[1])) and not _NOTICE.match(start):
            yield _Message(
                line=number,
                numbers=(stamp[2], stamp[4], stamp[5]),
                dotted=stamp["between"] == ".",
                sender=one_line(sender[1]).removeprefix("~").strip(),
                what=_what(start),
            )
        first = False


def _is_marked(line: str, sender: str) -> bool:
    """Whether what comes after the sender begins with a mark of direction.

    iPhones begin a chat with a notice on encryption, in any language, as if the other one had
    written it, and mark it so.
    """
    return f"{sender}: \u200e" in line[:LINE_MAX].translate(_SPACES)


def _what(start: str) -> tuple[str, int | None, bool]:
    """Kind, seconds and whether it was in vain, of a message that begins so."""
    call = _CALL.fullmatch(start)
    if call is None:
        return TEXT, None, False
    kind = VIDEO if call["way"].lower() == "video" else CALL
    rest = (call["rest"] or "").lower()
    if call["missed"] or _UNANSWERED.search(rest):
        return kind, None, True
    parts = [int(count) * _SECONDS[unit] for count, unit in _LENGTH.findall(rest)]
    return kind, sum(parts) if parts else None, False


def _other(senders: Sequence[str], name: str, own: str) -> str:
    """Which of one or two senders is not you.

    Raises:
        BadValueError: That is not clear.
    """
    mine = [sender for sender in senders if own and fold(sender) == fold(own)]
    others = [sender for sender in senders if sender not in mine]
    if own and len(others) == 1:
        return others[0]
    told = [sender for sender in senders if _names(name, sender)]
    if not own and told:
        return max(told, key=len)  # "Chat with Anne Baker" names "Anne" as well
    if mine and not others:
        raise BadValueError(
            f"In {name} nobody wrote but you", "There is nobody to be in touch with in it"
        )
    raise BadValueError(
        f"{name} does not tell which of {' and '.join(senders)} is you",
        f'Say it with --me, for example --me "{senders[-1]}"',
        tuple(senders),
    )


def _names(file: str, sender: str) -> bool:
    """Whether a file's name has the name of a sender in it, as whole words."""
    folded = fold(sender)
    return bool(folded) and bool(re.search(rf"(?<!\w){re.escape(folded)}(?!\w)", fold(file)))


def _day(numbers: tuple[str, str, str], order: str) -> date:
    """The day of three numbers; two digits are a year of this century.

    Raises:
        ValueError: There is no such day.
    """
    if len(numbers[0]) == 4:
        order = "ymd"
    told = dict(zip(order, map(int, numbers), strict=True))
    year = told["y"] + (2000 if told["y"] < 100 else 0)
    if year < FIRST_YEAR:
        raise ValueError(f"{year} is too early")
    return date(year, told["m"], told["d"])


def _order(messages: Sequence[_Message], name: str) -> str:
    """In which order the dates of a chat are written.

    An order is possible when all days exist in it; of several, the one in which time does not run
    backwards; with dots, the day comes first. It does not matter where all give the same days.

    Raises:
        BadValueError: Two are possible.
    """
    days = {order: _days(messages, order) for order in ("dmy", "mdy")}
    most = max(map(len, days.values()))
    possible = [order for order in days if len(days[order]) == most]
    if len(possible) == 1 or days["dmy"] == days["mdy"]:
        return possible[0]
    forward = [order for order in possible if days[order] == sorted(days[order])]
    if len(forward) == 1:
        return forward[0]
    if messages[0].dotted:
        return "dmy"
    sample = "/".join(messages[0].numbers)
    raise BadValueError(
        f"The dates in {name} can be read in two orders ({sample})",
        "Say which with --order dmy (day first) or --order mdy (month first)",
        tuple(possible),
    )


def _days(messages: Sequence[_Message], order: str) -> list[date]:
    """The days of all messages that have one in this order."""
    found: list[date] = []
    for message in messages:
        try:
            found.append(_day(message.numbers, order))
        except ValueError:
            continue
    return found
