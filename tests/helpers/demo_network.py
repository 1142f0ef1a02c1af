"""The dozen invented friends of `tinynet demo`, kept in a database; and networks of any size."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from tinynet.shell import demo_friends

if TYPE_CHECKING:
    from command_line import Tinynet

FIRST = (
    "Anne", "Bob", "Caroline", "Ruth", "Grace", "Farah", "Henrik", "Inés", "Jonas", "Mei", "Daniel",
    "Yusuf", "Tomás", "Léa", "Max", "Olga", "Priya", "Quentin", "Rosa", "Sven", "Tara", "Uma",
    "Viktor", "Wanda", "Xavier", "Yara", "Zoe", "Adam", "Bea", "Carl", "Dora", "Emil", "Fay", "Gus",
    "Hana", "Ivo", "Jana", "Kai", "Lena", "Milo", "Nora", "Otto", "Pia", "Rafi", "Sara", "Timo",
    "Ulla", "Vera", "Willem", "Yves",
)  # fmt: skip
LAST = (
    "Baker", "Marsh", "Øvergård", "Lindqvist", "Okafor", "Nakamura", "Patel", "Schmidt", "García",
    "Rossi",
)  # fmt: skip
CIRCLES = ("inner", "close", "friends", "village", "")
HOW = ("the choir", "a party in York", "work", "the climbing wall", "next door")
HAPPENED = ("coffee", "call", "dinner", "text", "walk")


def demo(tinynet: Tinynet) -> Tinynet:
    """Keep the demo's friends."""
    today = date.fromisoformat(tinynet.environ["TINYNET_TODAY"])
    tinynet.at(str(today - timedelta(demo_friends.KNOWN_DAYS)))
    for line in demo_friends.people(today):
        tinynet.ok(list(line))
    tinynet.at(str(today))
    tinynet.ok("log --batch -", stdin=demo_friends.contacts(today))
    return tinynet


def crowd(tinynet: Tinynet, people: int) -> Tinynet:
    """Keep so many people, in one import; the same ones every time."""
    from documents import KINDS, filled, take_in

    day = tinynet.environ["TINYNET_TODAY"]
    today = date.fromisoformat(day)
    chance = random.Random(people)
    persons, happened = [], []
    for number in range(people):
        handle = f"p{number}"
        first, last = FIRST[number % len(FIRST)], LAST[number // len(FIRST) % len(LAST)]
        circle = CIRCLES[sum(number >= size for size in (5, 15, 50, 150))]
        via = f"p{number // 3}" if number % 3 == 1 and number > 3 else None
        person = filled(id=number + 1, handle=handle, name=f"{first} {last}", circle=circle or None,
                        met_how=HOW[number % len(HOW)], met_on=f"{2012 + (number * 5) % 14}",
                        met_via=via, added_on=day, counts_from=day)  # fmt: skip
        persons.append({**person, "uid": str(UUID(int=number))})
        gap = 10 + number
        ago = chance.randrange(gap * (4 if number % 7 == 0 else 2))
        for _ in range(max(40 - number // 3, 2)):
            kind = chance.choice(HAPPENED)
            with_ = {handle, f"p{chance.randrange(people)}"} if number % 11 == 0 else {handle}
            happened.append({"id": len(happened) + 1, "on": str(today - timedelta(ago)),
                             "kind": kind, "people": sorted(with_)})  # fmt: skip
            ago += chance.randrange(1, gap * 2)
    document = {"tinynet": 2, "kinds": KINDS, "people": persons, "interactions": happened}
    done = take_in(tinynet, document)
    assert done.code == 0, done.err
    return tinynet
