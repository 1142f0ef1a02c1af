"""Builds a seeded database of any size: `python tests/benchmarks/build.py FILE PEOPLE CONTACTS`.

It goes through the store as a batch does, 100,000 contacts a transaction, in the order in which
they were lived, and keeps a short undo history, as years of single logs would. A part of the
contacts has a note, a place or a word, and people have notes, tags, facts, work and plans.
"""

from __future__ import annotations

import random
import sys
from datetime import date, timedelta
from pathlib import Path

from tinynet.contacts import rows as interactions
from tinynet.core import names
from tinynet.db import database, sql
from tinynet.db.store import Store
from tinynet.people.rows import put_person

CADENCES = {
    "default_days": 90,
    "least_rhythm": 14,
    "inner": 7,
    "close": 30,
    "friends": 182,
    "village": 365,
}
FIRST = [
    "Anne", "Bob", "Caroline", "Dieter", "Élodie", "Farid", "Grace", "Hannah", "Ivan", "Jürgen",
    "Kirsty", "Liam", "Mei", "Noor", "Olga", "Pedro", "Quentin", "Rosa", "Sven", "Tomoko", "Uma",
    "Viktor", "Wendy", "Ximena", "Yusuf", "Zoë",
]  # fmt: skip
LAST = [
    "Baker", "Marsh", "Ortiz", "Stone", "Lindqvist", "Okafor", "Novák", "Pereira", "Tanaka",
    "Weber", "Hughes", "Rossi", "Kowalski", "Dubois", "Haddad", "Singh", "Moreau", "Fischer",
    "Jensen", "Costa",
]  # fmt: skip
SYLLABLES = [
    "ba", "de", "fi", "go", "lu", "ma", "ne", "pi", "ro", "su", "ta", "ve", "wi", "xo", "zu",
]  # fmt: skip
TODAY = date(2026, 3, 1)
YEARS = 8
CHUNK = 100_000
NOTED, PLACED, TAGGED = 0.3, 0.2, 0.1  # of the contacts
TOPICS = [
    "baking", "running", "sailing", "chess", "gardening", "plumbing", "moving house", "choir",
    "Japanese", "photography", "climbing", "tax forms", "beekeeping", "dancing", "cycling",
    "painting", "theatre", "carpentry", "astronomy", "cooking",
]  # fmt: skip
SAYINGS = [
    "talked about {} for an hour", "wants to learn {}", "showed me her {} things", "no word of {}",
    "asked whether I still do {}", "we should do {} together",
]  # fmt: skip
PLACES = ["Red Lion", "Café Noir", "the park", "at home", "Old Mill", "the market", "Harbour Bar"]
WORK = ["Acme", "Bluebird Books", "City Hospital", "Delta Boats", "Evergreen School", "self"]
CIRCLES = (("inner", 5), ("close", 10), ("friends", 35), ("village", 100))


def build(path: Path, people: int, contacts: int, seed: int = 1) -> None:
    """Fill a new database with people and contacts; most contacts are one to one."""
    path = path.absolute()  # as the command line hands it over
    dice = random.Random(seed)
    circles = [name for name, size in CIRCLES for _ in range(size)]
    taken: set[str] = set()
    with database.Unit(
        str(path), CADENCES, label="build people", at="2026-03-01T00:00:00"
    ) as store:
        for number in range(people):
            middle = "".join(dice.choices(SYLLABLES, k=3)).title()
            name = f"{dice.choice(FIRST)} {dice.choice(LAST)}-{middle}"
            handle = names.make_handle(name, lambda handle: handle not in taken)
            taken.add(handle)
            circle = circles[number] if number < len(circles) else None
            work = dice.choice(WORK) if dice.random() < 0.4 else None
            person = put_person(store, handle, name, "2018-01-01", circle=circle, organisation=work)
            describe_person(store, dice, person)
        kinds = [interactions.Kind(row) for row in store.rows(sql.kinds)]
    ago = sorted((dice.randint(0, YEARS * 365) for _ in range(contacts)), reverse=True)
    for start in range(0, contacts, CHUNK):
        with database.Unit(
            str(path), CADENCES, label="build contacts", at="2026-03-01T00:00:00", kept=3
        ) as store:
            ids = interactions.put_interactions(
                store,
                [
                    happening(dice, kinds, people, TODAY - timedelta(days=days))
                    for days in ago[start : start + CHUNK]
                ],
            )
            tagged = (number for number in ids if dice.random() < TAGGED)
            store.run_many(
                sql.put_interaction_tag,
                [{"interaction_id": number, "name": dice.choice(TOPICS)} for number in tagged],
            )
    with database.Unit(str(path), CADENCES, label="build plans", at="2026-03-01T00:00:00") as store:
        for person in range(1, people + 1, 20):
            plan = store.run(
                sql.put_plan, kind_id=dice.choice(kinds).id, made_on=some_day(dice), by_on=None,
                note=saying(dice), said_by=None,
            )  # fmt: skip
            store.run(sql.put_plan_person, plan_id=plan, person_id=person)


def saying(dice: random.Random) -> str:
    """A few invented words about a topic."""
    return dice.choice(SAYINGS).format(dice.choice(TOPICS))


def some_day(dice: random.Random) -> str:
    """A day of the years that are built, ISO."""
    return (TODAY - timedelta(days=dice.randint(0, YEARS * 365))).isoformat()


def describe_person(store: Store, dice: random.Random, person: int) -> None:
    """Write tags, notes and facts of somebody: none, one or a few of each."""
    for name in dice.sample(TOPICS, k=dice.randint(0, 3)):
        store.run(sql.put_tag, person_id=person, name=name)
    for _ in range(dice.randint(0, 2)):
        store.run(
            sql.put_note, person_id=person, on=some_day(dice), text=saying(dice),
            next_time=int(dice.random() < 0.1),
        )  # fmt: skip
    if dice.random() < 0.5:
        store.run(sql.put_fact, person_id=person, key="likes", value=dice.choice(TOPICS))
    store.run(
        sql.put_detail, person_id=person, what="email", label="", value=f"p{person}@example.org",
        key=f"p{person}@example.org",
    )  # fmt: skip


def happening(
    dice: random.Random, kinds: list[interactions.Kind], people: int, on: date
) -> interactions.NewInteraction:
    """One invented contact; a tenth of them with two or three people."""
    count = 1 if dice.random() < 0.9 else dice.randint(2, 3)
    there = {min(int(dice.expovariate(4 / people)), people - 1) + 1 for _ in range(count)}
    if dice.random() < 0.5:
        there = {dice.randint(1, people)}
    return interactions.NewInteraction(
        dice.choice(kinds),
        on,
        sorted(there),
        note=saying(dice) if dice.random() < NOTED else None,
        place=dice.choice(PLACES) if dice.random() < PLACED else None,
    )


if __name__ == "__main__":
    build(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
