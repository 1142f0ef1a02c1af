"""Builds a seeded mbox of any size: `python tests/benchmarks/build_mail.py FILE MAILS`.

A mailbox of ten years, as mail services hand it out: four mails of ten are newsletters and
notifications, two are to or from people you never wrote to, the others go to and fro between you
and some hundred friends. Bodies are of some 4,000 bytes, one in fifty with an attachment.
"""

from __future__ import annotations

import random
import sys
from datetime import UTC, datetime, timedelta, timezone
from email.header import Header
from email.utils import format_datetime
from pathlib import Path

OWN = "robin@hazel.example"
FIRST = ["Anne", "Bob", "Caroline", "Dieter", "Élodie", "Farid", "Grace", "Ирина", "美咲", "Zoë"]
LAST = ["Baker", "Marsh", "Ortiz", "Stone", "Lindqvist", "Okafor", "Novák", "Pereira", "Tanaka"]
FRIENDS, STRANGERS, LISTS = 120, 2_000, 80
START = datetime(2016, 3, 1, 8, tzinfo=UTC)
DAYS = 3_650
WORDS = ["the", "walk", "by", "river", "was", "long", "and", "we", "talked", "about", "bread"]


def build(path: Path, mails: int, seed: int = 1) -> None:
    """Write a new mbox of so many mails."""
    dice = random.Random(seed)
    body = "\n".join(" ".join(dice.choices(WORDS, k=12)) for _ in range(60))
    attachment = "\n".join("QUJDREVGR0hJ" * 6 for _ in range(1_500))
    with path.open("w", encoding="ascii", newline="\n") as stream:
        for number in range(mails):
            gap = timedelta(days=DAYS * number / mails, minutes=dice.randint(0, 600))
            at = (START + gap).astimezone(timezone(timedelta(hours=dice.choice((-5, 0, 1, 2)))))
            stream.write(f"From {number}@xxx {at:%a %b %d %H:%M:%S %z %Y}\n")
            stream.write(header(dice, number, at))
            stream.write("\nDear friend,\n\nFrom what I hear, all is well.\n")
            stream.write(body[dice.randint(0, 2_000) :] + "\n")
            stream.write(attachment + "\n\n" if dice.random() < 0.02 else "\n")


def header(dice: random.Random, number: int, at: datetime) -> str:
    """The header of one mail, with the lines that servers add on its way."""
    chance = dice.random()
    if chance < 0.4:
        sender, receiver = f"List {number % LISTS} <news@list{number % LISTS}.example>", OWN
    elif chance < 0.6:
        sender, receiver = person(dice.randrange(STRANGERS), "strangers.example"), OWN
    else:
        friend = person(min(int(dice.expovariate(8 / FRIENDS)), FRIENDS - 1), "friends.example")
        sender, receiver = (friend, OWN) if chance < 0.8 else (f"Robin Hazel <{OWN}>", friend)
    lines = [f"Received: from mx{hop}.example by mx.hazel.example; {at:%c}" for hop in range(3)]
    lines += [f"DKIM-Signature: v=1; a=rsa-sha256; d=x.example;\n b={'aB3+/' * 12}\n {'zY9' * 20}"]
    lines += [f"From: {sender}", f"To: {receiver}", f"Date: {format_datetime(at)}"]
    lines += [f"Message-ID: <{number}@x.example>", f"Subject: Letter {number}", "MIME-Version: 1.0"]
    lines += ["Content-Type: text/plain; charset=utf-8"]
    if chance < 0.4:
        lines += [f"List-Unsubscribe: <mailto:off@list{number % LISTS}.example>"]
    if OWN in receiver:
        lines += [f"Delivered-To: {OWN}"]
    return "\n".join(lines) + "\n"


def person(number: int, domain: str) -> str:
    """One invented person: name, encoded where it has to be, and address."""
    name = f"{FIRST[number % len(FIRST)]} {LAST[number // len(FIRST) % len(LAST)]}"
    return f"{Header(name).encode()} <person{number}@{domain}>"


if __name__ == "__main__":
    build(Path(sys.argv[1]), int(sys.argv[2]))
