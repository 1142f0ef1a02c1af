"""Mail, calendars and chats made to break their readers; an Anne Baker is in each."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import dataclass
from typing import Any

PHOTO = b"QUJD" * 1_310_000  # 5 MB
LONG = b"x" * 1_000_000
DEEP = 100_000
ZEROS = 600 * 1024 * 1024  # bytes that a ZIP file makes of 600 KB; a chat may have 200 MB


@dataclass(frozen=True)
class Bomb:
    """A file, and whether the Anne Baker in it arrives or the whole file is refused."""

    data: bytes
    arrives: bool = True


def nested(depth: int) -> Any:
    """A list in a list in a list."""
    found: Any = []
    for _ in range(depth):
        found = [found]
    return found


MAIL = (
    b"From me@example.org Mon Jan 05 10:00:00 2026\nFrom: Me <me@example.org>\n"
    b"To: %s\nDate: Mon, 05 Jan 2026 10:00:%02d +0000\nMessage-ID: <%d@example.org>\n%s\n\n%s\n\n"
)


def mail(number: int, to: bytes, more: bytes = b"X: y", body: bytes = b"Hello") -> bytes:
    """A mail of yours in a mailbox."""
    return MAIL % (to, number % 60, number, more, body)


def mailbox(rows: int) -> dict[str, Bomb]:
    """Bombs for the reader of mail."""
    bea = b"Bea Hatt <bea@example.org>"
    files = {
        "a header line of 1 MB": mail(1, bea, b"Subject: " + LONG),
        "a hundred thousand header lines": mail(1, bea, b"X: y\n" * 100_000),
        "a header folded without end": mail(1, bea, b"X: y" + b"\n y" * 300_000),
        "a body of 5 MB on one line": mail(1, bea, body=PHOTO),
        "a hundred thousand receivers": mail(1, b", ".join([bea] * 100_000)),
        "a name of 1 MB": mail(1, LONG + b" <bea@example.org>"),
        "receivers of 16,000 letters": b"".join(
            mail(number, b"a" * 16_000 + b"%d" % number) for number in range(100)
        ),
        "groups without end": mail(1, b"a:" * 9_000 + bea),
        "comments in comments": mail(1, b"(()" * 9_000 + bea),
        "a place for an @ sought in blanks": mail(1, b" " * 8_000 + b"@" + b" ." * 4_000),
        "brackets without end": mail(1, b"<" * 9_000 + b"(" * 9_000),
        "encoded words without end": mail(1, b"=?utf-8?q?x?= " * 1_000 + bea),
        "a name in no known charset": mail(1, b"=?klingon?b?****?= <bea@example.org>"),
        "a header that never ends": b"From a@b.example Mon Jan 05 10:00:00 2026\n" + LONG + b"\n\n",
        "NUL bytes": mail(1, bea, body=b"\x00" * 1_000_000),
        "marks of mails without end": b"From x\n\n" * 100_000,
        f"{rows:,} mails": b"".join(
            mail(n, b"Person %dx <p%d@example.org>" % (n % 1_000, n % 1_000)) for n in range(rows)
        ),
    }
    good = mail(10**6, b"Anne Baker <anne@example.org>")
    return {name: Bomb(good + data + good) for name, data in files.items()}


def event(uid: int, *lines: bytes, who: bytes = b"Bea Hatt:mailto:bea@example.org") -> bytes:
    """A meeting."""
    return b"\r\n".join([
        b"BEGIN:VEVENT", b"UID:%d" % uid, b"DTSTART:20260105T100000", b"DTEND:20260105T110000",
        b"ORGANIZER:mailto:me@example.org", b"ATTENDEE;CN=" + who, *lines, b"END:VEVENT", b"",
    ])  # fmt: skip


def calendar(rows: int) -> dict[str, Bomb]:
    """Bombs for the reader of calendars."""
    never = b"RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"
    thousands = b"RDATE:" + b",".join(
        b"20%02d%02d%02dT1000" % (n % 26, n % 12 + 1, n % 28 + 1) for n in range(5_000)
    )
    files = {
        "every second for ever": event(1, b"RRULE:FREQ=SECONDLY"),
        "every day since 1970, ten times": b"".join(
            event(n, b"RRULE:FREQ=DAILY").replace(b"2026", b"1970") for n in range(10)
        ),
        "thirty rules for the 30th of February": b"".join(event(n, never) for n in range(30)),
        "every second of every day": event(
            1, b"RRULE:FREQ=DAILY;BYSECOND=" + b",".join(b"%d" % n for n in range(60))
        ),
        "thousands of days": event(1, thousands),
        "40,000 guests": event(1, b"ATTENDEE:mailto:g@example.org\r\n" * 40_000),
        "a description of 5 MB": event(1, b"DESCRIPTION:" + PHOTO),
        "a title of 1 MB": event(1, b"SUMMARY:" + LONG),
        "a line folded without end": event(1, b"SUMMARY:x" + b"\r\n y" * 300_000),
        "an endless parameter": event(1, b"ATTENDEE;CN=" + b"a," * 300_000 + b":mailto:x@y.z"),
        "5,000 nested events": b"BEGIN:VEVENT\r\n" * 5_000,
        "5,000 nested alarms": event(1, b"BEGIN:VALARM\r\n" * 5_000),
        "no end": b"BEGIN:VEVENT\r\nUID:1\r\n",
        "NUL bytes": b"\x00" * 1_000_000 + b"\r\n",
        f"{rows:,} meetings": b"".join(
            event(n, who=b"P%dx:mailto:p%d@example.org" % (n % 1_000, n % 1_000))
            for n in range(rows)
        ),
    }
    good = event(10**6, who=b"Anne Baker:mailto:anne@example.org")
    return {name: Bomb(calendar_of(data + good)) for name, data in files.items()}


def calendar_of(events: bytes) -> bytes:
    """A calendar with these."""
    return b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" + events + b"END:VCALENDAR\r\n"


def chat(rows: int) -> dict[str, Bomb]:
    """Bombs for the reader of WhatsApp chats."""
    good = b"31/01/2026, 10:00 - Anne Baker: Hi\n31/01/2026, 10:01 - Me Myself: Hello\n"
    many = (b"%02d/01/2026, 10:00 - Anne Baker: %d\n" % (n % 28 + 1, n) for n in range(rows))
    files = {
        "a line of 5 MB": PHOTO + b"\n",
        "a sender of 1 MB": b"30/01/2026, 10:00 - " + LONG + b": Hi\n",
        "days that are none": b"99/99/2026, 10:00 - Anne Baker: Hi\n" * 100_000,
        "stamps that end in nothing": b"12/12/2012" + b" a-b" * 250_000 + b"\n",
        "half days without end": "下午".encode() * 300_000 + b"\n",
        "calls without end": b"30/01/2026, 10:00 - Anne Baker: Missed voice call"
        + b", " * 500_000
        + b"\n",
        "invisible marks": "\u200e".encode() * 300_000 + b"\n",
        "NUL bytes": b"\x00" * 1_000_000 + b"\n",
        "bytes of no known charset": b"\xff\xfe\x81" * 1_000 + b"\n",
        f"{rows:,} lines": b"".join(many),
    }
    found = {name: Bomb(good + data + good) for name, data in files.items()}
    packed = found[f"{rows:,} lines"].data
    return found | {
        "a ZIP bomb": Bomb(zipped("_chat.txt", ZEROS), arrives=False),
        "a ZIP file of a bomb beside the chat": Bomb(zipped("photo.jpg", ZEROS, good)),
        "a ZIP file cut off": Bomb(zipped("_chat.txt", 0, packed)[:-30], arrives=False),
        "a ZIP file without a chat": Bomb(zipped("photo.jpg", 10), arrives=False),
    }


def zipped(name: str, zeros: int, text: bytes = b"") -> bytes:
    """A ZIP file with so many zeros under a name, and with a chat."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        if text:
            archive.writestr("_chat.txt", text)
        if zeros:
            with archive.open(name, "w", force_zip64=True) as stream:
                for _ in range(max(1, zeros // 1024**2)):
                    stream.write(b"\x00" * min(zeros, 1024**2))
    return file.getvalue()


def messages(rows: int) -> dict[str, Bomb]:
    """Bombs for the reader of Telegram's JSON."""
    many = [message(number) for number in range(rows)]
    return {
        "a text of 5 MB": Bomb(chats([message(1, PHOTO.decode())])),
        "a text nested 90 deep": Bomb(chats([message(1, nested(90))])),
        "a text nested 100,000 deep": Bomb(
            chats([message(1, "here")]).replace(b'"here"', b"[" * DEEP + b"]" * DEEP)
        ),
        "a number of 5,000 digits": Bomb(
            chats([message(1, "here")]).replace(b'"here"', b"9" * 5_000)
        ),
        "no end": Bomb(chats(many[:10])[:-30]),
        f"{rows:,} messages": Bomb(chats(many)),
    }


def message(number: int, text: Any = "Hi") -> dict[str, Any]:
    """A message of Anne's."""
    return {
        "id": number, "type": "message", "date": "2026-01-05T10:00:00", "from_id": "user7",
        "date_unixtime": str(1_767_607_200 + 60 * number % 4_000_000), "from": "Anne Baker",
        "text": text,
    }  # fmt: skip


def chats(found: list[dict[str, Any]]) -> bytes:
    """An export of one chat, in which Anne says something more at both ends."""
    all_ = [message(900_000), *found, message(900_001)]
    told = {"name": "Anne Baker", "type": "personal_chat", "id": 7, "messages": all_}
    return json.dumps(told, indent=1).encode()
