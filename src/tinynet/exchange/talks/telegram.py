"""Telegram's export as JSON (result.json), of everything or of one chat; one contact per day.

Messages are read one by one, so that a file that was cut short gives what is before the cut, and
each refusal has its line. Only talks between two people count; groups, channels and bots do not.
The day is the one that Telegram wrote, which is local time where the export was made.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, cast

from tinynet.core.names import NAME_MAX
from tinynet.exchange.record import InteractionRecord, Refused, Someone
from tinynet.exchange.talks.talk import CALL, ME, TEXT, THEM, Talks, storable
from tinynet.exchange.vcard.lines import without_mark
from tinynet.exchange.vcard.values import one_line

SOURCE = "telegram"
BAD_MAX = 100  # messages that cannot be read; after more of them the rest of the file is left out
HEAD_MAX = 5_000  # characters before a chat's messages in which its name, type and id must stand
PERSONAL = "personal_chat"
SERVICE_ID = "777000"  # Telegram's own notices, which come as a personal chat

_MESSAGES = re.compile(r'"messages"\s*+:\s*+\[')
_CHAT = re.compile(r'\{\s*+"(?:name|type|id)"')
_HEAD = re.compile(r'"(name|type|id)"\s*+:\s*+("(?:[^"\\\n]|\\.)*+"|\d{1,20}|null)')
_OWNER = re.compile(r'"personal_information"\s*+:\s*+\{[^{}]*?"user_id"[^\d{}]{1,9}(\d{1,20})')
_MESSAGE = re.compile(r'\{\s*+"id"\s*+:')  # how each one begins
_BETWEEN = re.compile(r"[\s,]*+")
_DIGITS = re.compile(r"(?:user)?(\d{1,20})")
_DECODER = json.JSONDecoder()


@dataclass(frozen=True, slots=True)
class _Chat:
    """What is said of a chat before its messages; `line` is where these begin."""

    name: str
    type: str
    id: str
    line: int


@dataclass(slots=True)
class _Cursor:
    """A place in a text, its line, from 1, and how many broken messages were met up to there."""

    text: str
    at: int = 0
    line: int = 1
    broken: int = 0

    def move(self, to: int) -> None:
        """Go on to a later place."""
        self.line += self.text.count("\n", self.at, to)
        self.at = to


def sniff(head: bytes) -> bool:
    """Whether a file that begins with these bytes is an export; some 1,000 of them are enough."""
    text = without_mark(head).lstrip()
    is_export = b'"personal_information"' in text
    is_chat = b'"messages"' in text and b'"type"' in text and b'"participants"' not in text
    return text.startswith(b"{") and (is_export or is_chat)


def read(data: bytes, name: str, own: str) -> Iterator[InteractionRecord | Refused]:
    """Read an export.

    Args:
        data: result.json, in UTF-8.
        name: The file's name for messages.
        own: Your own Telegram id ("user123" or "123"), or ""; it is needed only for exports from
            before 2021 of a single chat; otherwise it is unknown who wrote first.

    Returns:
        First where and why something could not be read, then one "text" a person and day, and a
        "call" where there were calls, by day. Talks of the whole file are held, no messages.
    """
    # One byte a character, whatever is in it: a single emoji would make four of each. Names are
    # turned back by `_json_text`.
    text = without_mark(data).decode("latin-1")
    first = _MESSAGES.search(text)
    if first is None:
        yield Refused(f"{name}:1", "there are no messages in it")
        return
    owner = _OWNER.search(text, 0, first.start())
    several = '"chats"' in text[: first.start()]
    mine = _digits(own) or (owner[1] if owner else "")
    talks = Talks(SOURCE)
    people: dict[str, Someone] = {}
    for chat, messages in _chats(text):
        problem = _why_not(chat)
        if not problem:
            people[chat.id] = Someone(name=chat.name, source_id=chat.id)
        elif not several or chat.type == PERSONAL:
            yield Refused(f"{name}:{chat.line}", problem)
        for line, message in messages:
            reason = _count(talks, chat, mine, line, message) if not problem else ""
            if reason:
                yield Refused(f"{name}:{line}", reason)
    yield from talks.records(people)


def _why_not(chat: _Chat) -> str:
    """Why a chat does not count; "" when it does."""
    if chat.type != PERSONAL:
        kind = chat.type.replace("_", " ") or "chat of no known type"
        return f"it is a {kind}; only talks between two people count"
    if not chat.name or not chat.id:
        return "nobody knows who it was with: the account is deleted"
    return "these are Telegram's own notices" if chat.id == SERVICE_ID else ""


def _chats(text: str) -> Iterator[tuple[_Chat, Iterator[tuple[int, Any]]]]:
    """Every chat and its messages, each with its line; take all of one before the next.

    A message that cannot be read is a `Refused`, and so is the first too many of them.
    """
    cursor = _Cursor(text)
    while cursor.broken <= BAD_MAX and (opened := _MESSAGES.search(text, cursor.at)):
        head = text[max(0, opened.start() - HEAD_MAX) : opened.start()]
        cursor.move(opened.end())
        begins = [found.start() for found in _CHAT.finditer(head)]
        fields = dict(_HEAD.findall(head, begins[-1] if begins else 0))
        chat = _Chat(
            name=_json_text(fields.get("name", "")),
            type=_json_text(fields.get("type", "")),
            id=fields.get("id", ""),
            line=cursor.line,
        )
        yield chat, _messages(cursor)


def _messages(cursor: _Cursor) -> Iterator[tuple[int, Any]]:
    """The messages of a chat from its `[` to its `]`."""
    text = cursor.text
    while True:
        start = cast("re.Match[str]", _BETWEEN.match(text, cursor.at)).end()
        cursor.move(start)
        if start == len(text) or text[start] == "]":
            return
        try:
            message, end = _DECODER.raw_decode(text, start)
        except (ValueError, RecursionError):
            cursor.broken += 1
            if cursor.broken > BAD_MAX:
                yield cursor.line, Refused("", "too much is broken; the rest was left out")
                return
            yield cursor.line, Refused("", "the message is broken or cut short")
            following = _MESSAGES.search(text, start + 1)
            limit = following.start() if following else len(text)
            again = _MESSAGE.search(text, start + 1, limit)
            cursor.move(again.start() if again else limit)
            if not again:
                return
        else:
            yield cursor.line, message
            cursor.move(end)


def _count(talks: Talks, chat: _Chat, mine: str, line: int, message: Any) -> str:
    """Count one message; why it cannot be, or "". Most service messages are nobody's."""
    if isinstance(message, Refused):
        return message.reason
    if not isinstance(message, dict) or message.get("type") not in {"message", "service"}:
        return "it is no message"
    service = message["type"] == "service"
    if service and message.get("action") != "phone_call":
        return ""
    try:
        on = _day(message)
    except (ValueError, OverflowError, OSError):
        return "the message has no usable date"
    seconds = message.get("duration_seconds")
    answered = isinstance(seconds, int) and seconds > 0
    talks.add(
        on.isoformat(),
        chat.id,
        CALL if service else TEXT,
        at=line,  # they come in the order of time
        by=_by(str(message.get("actor_id" if service else "from_id")), chat, mine),
        line=line,
        seconds=seconds if service and answered else None,
        attempt=service and not answered,
    )
    return ""


def _by(sender: str, chat: _Chat, mine: str) -> str:
    """Who wrote, from "user123"; before 2021 it was a bare number that is not the chat's."""
    number = _digits(sender)
    if number == chat.id:
        return THEM
    if mine:
        return ME if number == mine else THEM
    return ME if sender.startswith("user") else ""


def _day(message: dict[str, Any]) -> date:
    """The local day as it is written, or else the one of the Unix time where this computer is.

    Raises:
        ValueError, OverflowError, OSError: There is neither.
    """
    try:
        return date.fromisoformat(str(message.get("date"))[:10])
    except ValueError:
        seconds = int(str(message.get("date_unixtime"))[:12])
        return datetime.fromtimestamp(seconds, UTC).astimezone().date()


def _digits(text: str) -> str:
    """The number of "user123" or "123"; "" where there is none."""
    found = _DIGITS.fullmatch(text.strip())
    return found[1] if found else ""


def _json_text(token: str) -> str:
    """A JSON string of the text, on one line; "" for null or a broken one."""
    try:
        text = json.loads(token.encode("latin-1").decode("utf-8", "replace"))
    except ValueError:
        return ""
    return storable(one_line(text))[:NAME_MAX] if isinstance(text, str) else ""
