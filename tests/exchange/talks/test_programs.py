"""Chats and mail as programs of the day write them: the days in touch, and twice."""

# ruff: noqa: RUF001  digits and marks of every script
from __future__ import annotations

import pytest
from command_line import Tinynet
from readings import contacts_in, understood

ENCRYPTED = "Messages and calls are end-to-end encrypted."
IPHONE = f"""[3/14/24, 9:41:07\u202fPM] Anne Baker: \u200e{ENCRYPTED}
[3/14/24, 9:41:07\u202fPM] Anne Baker: hi
second line

12/25/24, 3:00 PM: this is no stamp
\u200e[3/15/24, 12:05:00\u202fAM] Robin: \u200eimage omitted
[3/15/24, 12:06:00\u202fAM] Anne Baker: ok \u200e<This message was edited>
[3/16/24, 8:00:00\u202fAM] Anne Baker: \u200eMissed voice call
[3/17/24, 8:00:00\u202fAM] Anne Baker: \u200eVoice call, \u200e12 min
[3/18/24, 8:00:00\u202fAM] Anne Baker: \u200eVideo call, \u200e1 hr 2 min
"""
TWO = ["2024-03-14 text Anne Baker", "2024-03-15 text Anne Baker"]
CHATS = {
    "iPhone, American": (
        IPHONE,
        [
            *TWO, "2024-03-16 call Anne Baker (attempt)", "2024-03-17 call Anne Baker 12m",
            "2024-03-18 video Anne Baker 62m",
        ],
    ),
    "Android, twelve hours": (
        f"14/03/2024, 11:59 pm - {ENCRYPTED} Tap to learn more.\n"
        "14/03/2024, 11:59 pm - Anne Baker: Happy\nday: 2024\n"
        "15/03/2024, 12:00 am - Robin: <Media omitted>\n15/03/2024, 12:01 am - Anne Baker: null\n",
        TWO,
    ),
    "Persian years": (
        "۱۴۰۲/۱۲/۲۴،\u200f ۲۱:۴۱ - Anne Baker: سلام\n۱۴۰۲/۱۲/۲۵، ۰۹:۰۰ - Robin: بله\n", TWO,
    ),
    "Arabic": (
        "[\u200f١٤\u200f/٣\u200f/٢٠٢٤، ٩:٤١:٠٧\u202fم] Anne Baker: مرحبا\n"
        "[\u200f١٥\u200f/٣\u200f/٢٠٢٤، ١٢:٠٥:٠٠\u202fص] Robin: نعم\n",
        TWO,
    ),
    "Devanagari": (
        "१४/०३/२०२४, ९:४१ pm - Anne Baker: नमस्ते\n१५/०३/२०२४, १२:०५ am - Robin: हाँ\n", TWO,
    ),
    "Buddhist years": (
        "14/3/2567 21:41 - Anne Baker: hi\n15/3/2567 00:05 - Robin: ok\n", TWO,
    ),
    "Thai digits": (
        "[๑๔/๓/๒๕๖๗ ๒๑:๔๑:๐๗] Anne Baker: hi\n[๑๕/๓/๒๕๖๗ ๐๐:๐๕:๐๐] Robin: ok\n", TWO,
    ),
    "Korean": (
        "2024. 3. 14. 오후 9:41 - Anne Baker: hi\n2024. 3. 15. 오전 12:05 - Robin: ok\n", TWO,
    ),
    "Chinese of Hong Kong": (
        "14/3/2024 下午9:41 - Anne Baker: hi\n15/3/2024 凌晨2:00 - Robin: ok\n", TWO,
    ),
    "Vietnamese, the time first": (
        "[21:41:07 14/03/2024] Anne Baker: chào\n[00:05:00 15/03/2024] Robin: ok\n", TWO,
    ),
    "Finnish": (
        "14.3.2024 klo 21.41 - Anne Baker: moi\n15.3.2024 klo 0.05 - Robin: joo\n", TWO,
    ),
    "calls that nobody answered": (
        "14/03/2024, 21:41 - Anne Baker: hi\n15/03/2024, 10:00 - Anne Baker: Missed video call\n"
        "17/03/2024, 10:00 - Robin: Voice call, No answer\n"
        "18/03/2024, 10:00 - Robin: Voice call, 45 sec\n",
        [
            TWO[0], "2024-03-15 video Anne Baker (attempt)",
            "2024-03-17 call Anne Baker (attempt)", "2024-03-18 call Anne Baker 1m",
        ],
    ),
    "UTF-16": (
        "14/03/2024, 21:41 - Anne Baker: hi\n15/03/2024, 00:05 - Robin: ok\n".encode("utf-16"),
        TWO,
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", CHATS)
def test_the_days_of_a_whatsapp_chat(what: str, tinynet: Tinynet) -> None:
    data, right = CHATS[what]
    options = ("--add-people", "--me", "Robin")
    document = understood(tinynet, "WhatsApp Chat with Anne Baker.txt", data, *options)
    assert contacts_in(document) == right


def mail(number: int, *lines: str) -> str:
    head = ["From x@y Mon Jan  1 00:00:00 2024", f"Message-ID: <{number}@x>"]
    date = f"Date: {number} Jan 2024 23:30:00 -0500"
    return "\n".join([*head, date, *lines, "", "body", "", ""])


ME = "From: Me <me@example.com>"
MAILS = "".join([
    mail(
        1, ME, "To: =?utf-8?B?Wm/DqyBPcnRpeg==?= <zoe@example.org>,",
        " =?ISO-8859-1?Q?J=F6rg_Gr=FCn?= <joerg@example.org>",
    ),
    mail(
        2, ME, "To: friends: Pia Lund <pia@example.org>, bo@example.org;,"
        ' "Marsh, Bob (home)" <bob@example.org>',
    ),
    mail(3, ME, "To: undisclosed-recipients:;", "Bcc: Bee <bee@example.org>"),
    mail(4, ME, "To: anne@example.org (Anne Baker)"),
    mail(5, ME, "To: =?utf-8?Q?Zo=C3=AB?= =?utf-8?Q?_Ortiz?= <ZOE@Example.org>"),
    mail(6, "From: Shop <no-reply@shop.example>", "To: me@example.com"),
    mail(7, "From: Zoe <zoe@example.org>", "To: Me <me@example.com>"),
    mail(8, ME, "To: List <boat@lists.example.org>", "List-Id: <boat.lists.example.org>"),
])  # fmt: skip


def test_the_people_of_a_mailbox(tinynet: Tinynet) -> None:
    document = understood(tinynet, "sent.mbox", MAILS, "--add-people", "--me", "me@example.com")
    assert contacts_in(document) == [
        "2024-01-01 email Jörg Grün", "2024-01-01 email Zoë Ortiz", "2024-01-02 email Bob Marsh",
        "2024-01-02 email Pia Lund", "2024-01-02 email bo@example.org", "2024-01-03 email Bee",
        "2024-01-04 email Anne Baker", "2024-01-05 email Zoë Ortiz", "2024-01-07 email Zoë Ortiz",
    ]  # fmt: skip
