"""Builds a seeded database of any size: `python tests/benchmarks/build.py FILE PEOPLE CONTACTS`.

It goes through the store as a batch does, 100,000 contacts a transaction, and keeps a short undo
history, as years of single logs would.
"""

from __future__ import annotations

import random
import sys
from datetime import date, timedelta
from pathlib import Path

from tinynet.contacts import rows as interactions
from tinynet.core import names
from tinynet.db import database, sql
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
CIRCLES = (("inner", 5), ("close", 10), ("friends", 35), ("village", 100))


def build(path: Path, people: int, contacts: int, seed: int = 1) -> None:
    """Fill a new database with people and contacts; most contacts are one to one."""
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
            put_person(store, handle, name, "2018-01-01", circle=circle)
        kinds = [interactions.Kind(row) for row in store.rows(sql.kinds)]
    done = 0
    while done < contacts:
        size = min(CHUNK, contacts - done)
        with database.Unit(
            str(path), CADENCES, label="build contacts", at="2026-03-01T00:00:00", kept=3
        ) as store:
            interactions.put_interactions(
                store, [happening(dice, kinds, people) for _ in range(size)]
            )
        done += size


def happening(
    dice: random.Random, kinds: list[interactions.Kind], people: int
) -> interactions.NewInteraction:
    """One invented contact; a tenth of them with two or three people."""
    count = 1 if dice.random() < 0.9 else dice.randint(2, 3)
    there = {min(int(dice.expovariate(4 / people)), people - 1) + 1 for _ in range(count)}
    if dice.random() < 0.5:
        there = {dice.randint(1, people)}
    return interactions.NewInteraction(
        dice.choice(kinds), TODAY - timedelta(days=dice.randint(0, YEARS * 365)), sorted(there)
    )


if __name__ == "__main__":
    build(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
