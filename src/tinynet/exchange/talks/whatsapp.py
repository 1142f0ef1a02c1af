"""A WhatsApp chat, exported as text (or as the ZIP file it is in); one contact per day.

A line that does not begin with a time (`whatsapp_stamps`) goes on with the message before; one
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
from dataclasses import dataclass, field, replace
from datetime import date

from tinynet.core.names import fold, join_names
from tinynet.errors import BadValueError
from tinynet.exchange.record import InteractionRecord, Refused, Someone, UndecidedError
from tinynet.exchange.talks.talk import ME, TEXT, THEM, Talks, text_of
from tinynet.exchange.talks.whatsapp_stamps import (
    ORDERS,
    NoSuchDayError,
    Numbers,
    day_of,
    orders_that_fit,
    plain,
    stamp_of,
)
from tinynet.exchange.talks.whatsapp_words import (
    Call,
    call_of,
    is_notice,
    name_of_chat,
    tells_of_a_group,
)
from tinynet.exchange.vcard.values import one_line

SOURCE = "whatsapp"
CHAT_MAX = 200 * 1024 * 1024  # bytes of a chat inside a ZIP file; a larger one is refused
LINE_MAX = 1_000  # characters of a line that are looked at: time, sender, and whether it is a call
SENDER_MAX = 100  # characters of a sender; after more, the colon belongs to something else
_BAD_DAYS_MAX = 100  # refused lines that are named; more of them are only counted

_ZIP = b"PK\x03\x04"
_MARK = "\u200e"  # what iPhones put before what WhatsApp wrote
_SENDER = re.compile(rf"([^:\n]{{1,{SENDER_MAX}}}):(?!//)")
_QUOTE = re.compile('["\u201c\u201e\u00ab\u300c]')  # before the subject of a group
_PHONE = re.compile(r"\+?[\d ()-]{6,30}")
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class _Message:
    """A line that begins a message.

    Attributes:
        line: Its number, from 1.
        numbers: Of the day, as they are written.
        sender: Who wrote it; "" where WhatsApp tells of a call and not of whom.
        what: Kind, seconds or None, and whether nobody answered.
    """

    line: int
    numbers: Numbers
    sender: str
    what: Call


@dataclass(slots=True)
class _Chat:
    """What is in a file.

    Attributes:
        messages: Those that somebody wrote, and calls.
        days: The numbers of every stamp, WhatsApp's own lines included, as they follow each other.
        dotted: Whether dots are between them.
        noticed: Whom an iPhone has the first notice from: the other one, or the group's name.
        group: The first line that only a group has; 0 where there is none.
        copied: The lines with a stamp of another form than the file's.
        quoted: The lines of people whom somebody quoted out of another chat.
    """

    messages: list[_Message] = field(default_factory=list)
    days: list[Numbers] = field(default_factory=list)
    dotted: bool = False
    noticed: str = ""
    group: int = 0
    copied: list[int] = field(default_factory=list)
    quoted: list[int] = field(default_factory=list)


def sniff(head: bytes) -> bool:
    """Whether a file that begins with these bytes is a chat; some 1,000 of them are enough."""
    if head.startswith(_ZIP):
        return b"_chat.txt" in head or (b"WhatsApp" in head and b".txt" in head)
    lines = text_of(head).split("\n", 5)[:5]
    return any(stamp_of(plain(line[:LINE_MAX])) for line in lines)


def read(
    data: bytes, name: str, own: str, order: str = "", today: date = date.max
) -> Iterator[InteractionRecord | Refused]:
    """Read one chat.

    Args:
        data: The text in UTF-8, UTF-16 or Windows-1252, or a ZIP file with it in.
        name: The file's name. "WhatsApp Chat with Anne.txt" says who the other one is.
        own: Your own name as it stands in the chat; may be empty when the file's name tells.
        order: "dmy", "mdy" or "ymd", how its dates are written; "" finds it out from all of them.
        today: The day it is, after which nobody can have written.

    Returns:
        First the lines that were refused, then one "text" a day, and a "call" or a "video" where
        there were calls, by day.

    Raises:
        BadValueError: The order is not one, or nobody wrote but you.
        UndecidedError: The dates can be read in two orders and none is given, or it is not clear
            which of the two is you.
    """
    if order and order not in ORDERS:
        raise BadValueError(f'"{order}" is no order of dates', f"It is one of {', '.join(ORDERS)}")
    file = name
    if data.startswith(_ZIP):
        unpacked = _unpacked(data, name)
        if isinstance(unpacked, Refused):
            return iter((unpacked,))
        name, data = unpacked
    chat = _chat(text_of(data))
    senders = list(dict.fromkeys(one.sender for one in chat.messages if one.sender))
    if len(senders) > 2 and not chat.group and (other := _called_after(chat, senders, file)):
        senders = _two(chat, senders, other, name, own)
    group = _group(chat, senders, file, own)
    if group:
        line = chat.group or chat.messages[0].line
        return iter(
            (Refused(f"{name}:{line}", f"{group}; what is said to all is a talk with none"),)
        )
    if not senders:
        return iter((Refused(f"{name}:1", "there is no message in it"),))
    other = _other(senders, name, own)
    return _records(chat, name, other, order or _order(chat, name, today))


def _records(
    chat: _Chat, name: str, other: str, order: str
) -> Iterator[InteractionRecord | Refused]:
    talks, bad = Talks(SOURCE), 0
    for message in chat.messages:
        try:
            on = day_of(message.numbers, order).isoformat()
        except NoSuchDayError as error:
            bad += 1
            if bad <= _BAD_DAYS_MAX:
                written = "/".join(message.numbers)
                yield Refused(f"{name}:{message.line}", f"{written} {error}")
            continue
        kind, seconds, attempt = message.what
        by = THEM if message.sender == other else ME
        talks.add(
            on, other, kind, at=message.line, line=message.line, seconds=seconds, attempt=attempt,
            by=by if message.sender else THEM if attempt else "",
        )  # fmt: skip
    if bad > _BAD_DAYS_MAX:
        yield Refused(f"{name}:1", f"{bad - _BAD_DAYS_MAX} more lines have an impossible day")
    number = _PHONE.fullmatch(other) is not None
    records = talks.records({other: Someone(phone=other) if number else Someone(name=other)})
    for count, record in enumerate(records):
        yield replace(record, warnings=_warnings(chat)) if not count else record


def _warnings(chat: _Chat) -> tuple[str, ...]:
    """What is to be said of the lines that were copied into a chat."""
    marked = ((chat.copied, "with a time in another form"), (chat.quoted, "of somebody else"))
    return tuple(_warning(lines, what) for lines, what in marked if lines)


def _warning(lines: Sequence[int], what: str) -> str:
    count = len(lines)
    found = f"a line {what} was" if count == 1 else f"{count} lines {what} were"
    return f"line {lines[0]}: {found} taken for a part of the message"


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


def _chat(text: str) -> _Chat:
    """Every message that somebody wrote; WhatsApp's own lines and the rest of bodies left out.

    All stamps of a file have one form. A line with another one was copied out of some other chat
    into a message of this one.
    """
    chat, shape = _Chat(), None
    for number, whole in enumerate(text.split("\n"), 1):
        line = plain(whole[:LINE_MAX])
        stamp = stamp_of(line)
        if stamp is None:
            continue
        is_first, shape = shape is None, shape or stamp.shape
        if stamp.shape != shape:
            chat.copied.append(number)
            continue
        chat.dotted = stamp.is_dotted
        if not chat.days or chat.days[-1] != stamp.numbers:
            chat.days.append(stamp.numbers)
        sender = _SENDER.match(line, stamp.end)
        if sender is None or _is_of_a_group(sender[1], line[sender.end() :]):
            text, is_own, who = line[stamp.end :].strip(), True, ""
        else:
            text, is_own = line[sender.end() :].strip(), _is_marked(whole)
            who = one_line(sender[1]).removeprefix("~").strip()
        what = call_of(text, by_whatsapp=is_own)
        if is_own and not chat.group and what is None and tells_of_a_group(text):
            chat.group = number
        if is_own and is_first and who and stamp.is_bracketed:
            chat.noticed = who
        elif what is not None or (who and not is_notice(text, by_whatsapp=is_own)):
            what = what or (TEXT, None, False)
            chat.messages.append(_Message(number, stamp.numbers, who, what))
    return chat


def _is_of_a_group(sender: str, rest: str) -> bool:
    """Whether what seems to be a sender is a line on a group, with a colon at its subject."""
    quoted = _QUOTE.search(sender) or _QUOTE.match(rest.lstrip())
    return quoted is not None and tells_of_a_group(sender)


def _is_marked(line: str) -> bool:
    """Whether what comes after the sender begins with a mark of direction.

    iPhones begin a chat with a notice on encryption, in any language, as if the other one had
    written it, and mark it so, as they do with calls and pictures.
    """
    at = line.find(": ")
    return line[at + 2 : at + 3] == _MARK


def _called_after(chat: _Chat, senders: Sequence[str], file: str) -> str:
    """The sender whose name is the name of the chat; "" where there is none."""
    names = {fold(name) for name in (name_of_chat(file), chat.noticed) if name}
    return next((sender for sender in senders if fold(sender) in names), "")


def _two(chat: _Chat, senders: Sequence[str], other: str, name: str, own: str) -> list[str]:
    """The two of a chat that is called after one of them; everybody else was quoted in it.

    Messages that are copied on an iPhone come with the stamps and names that an export has, and are
    pasted so into another chat.

    Raises:
        UndecidedError: It is not clear who the second one is.
    """
    mine = next((one for one in senders if one != other and own and fold(one) == fold(own)), "")
    if not mine:
        raise _undecided(name, [one for one in senders if one != other])
    both = {other, mine, ""}
    chat.quoted += [one.line for one in chat.messages if one.sender not in both]
    chat.messages = [one for one in chat.messages if one.sender in both]
    chat.days = [one.numbers for one in chat.messages]
    return [other, mine]


def _group(chat: _Chat, senders: Sequence[str], file: str, own: str) -> str:
    """Why a chat is that of a group; "" where it is of two people, as far as anything tells.

    A chat of two is called after the other one. Where neither of two writers has that name, or the
    one that is not you has not, it is a group, however few of it wrote.
    """
    if len(senders) > 2:
        return f"it is a group of {len(senders)}"
    if chat.group:
        return "it is a group"
    others = [sender for sender in senders if not own or fold(sender) != fold(own)]
    names = [name_of_chat(file)]
    if chat.noticed not in {*senders, own}:
        names.append(chat.noticed)
    for name in filter(None, names):
        if (
            others
            and (own or len(others) > 1)
            and not any(_share_a_word(name, one) for one in others)
        ):
            return f"it is a group, {name}"
    return ""


def _share_a_word(one: str, other: str) -> bool:
    """Whether two names have a word in common, or one has none to tell by."""
    words = [set(_WORD.findall(fold(name))) for name in (one, other)]
    return not all(words) or not words[0].isdisjoint(words[1])


def _other(senders: Sequence[str], name: str, own: str) -> str:
    """Which of one or two senders is not you.

    Raises:
        BadValueError: Nobody else wrote, or only one, and nobody knows who that is.
        UndecidedError: That is not clear.
    """
    mine = [sender for sender in senders if own and fold(sender) == fold(own)]
    others = [sender for sender in senders if sender not in mine]
    if own and len(others) == 1:
        return others[0]
    named = [sender for sender in senders if _names(name, sender)]
    if not own and named:
        return max(named, key=len)  # "Chat with Anne Baker" names "Anne" as well
    if mine and not others:
        raise BadValueError(
            f"In {name} nobody wrote but you", "There is nobody to be in touch with in it"
        )
    if len(senders) == 1:
        raise BadValueError(
            f"{name} does not tell whether {senders[0]} is you", "Say your own name with --me"
        )
    raise _undecided(name, senders)


def _undecided(name: str, senders: Sequence[str]) -> UndecidedError:
    """The question which of some senders is you."""
    return UndecidedError(
        f"{name} does not tell which of {join_names(senders)} is you",
        f'Say it with --me, for example --me "{senders[-1]}"',
        "--me",
        dict.fromkeys(senders, ""),
    )


def _names(file: str, sender: str) -> bool:
    """Whether a file's name has the name of a sender in it, as whole words."""
    folded = fold(sender)
    return bool(folded) and bool(re.search(rf"(?<!\w){re.escape(folded)}(?!\w)", fold(file)))


def _order(chat: _Chat, name: str, today: date) -> str:
    """In which order the dates of a chat are written.

    Raises:
        UndecidedError: Two are possible.
    """
    fit = orders_that_fit(chat.days, today, dotted=chat.dotted)
    if len(fit) == 1:
        return fit[0]
    sample = "/".join(chat.days[0])
    ways = {order: f"{ORDERS[order]}, {_shown(chat.days[0], order)}" for order in fit}
    count = "two" if len(fit) == 2 else "three"
    *most, last = (f"--order {order} ({ORDERS[order]})" for order in fit)
    raise UndecidedError(
        f"The dates in {name} can be read in {count} orders ({sample})",
        f"Say which with {', '.join(most)} or {last}",
        "--order",
        ways,
    )


def _shown(numbers: Numbers, order: str) -> str:
    """The day that three numbers are in an order, if they are one."""
    try:
        return day_of(numbers, order).isoformat()
    except NoSuchDayError as error:
        return f"{'/'.join(numbers)} {error}"
