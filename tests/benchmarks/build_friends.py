"""Writes a seeded friends.md: `python build_friends.py FILE FRIENDS ACTIVITIES`."""

from __future__ import annotations

import random
import sys
from datetime import date, timedelta
from pathlib import Path

from build import FIRST, LAST, SYLLABLES

LAST_DAY = date(2026, 2, 28)
DAYS = 3_000
PLACES = ["Lisbon", "the Red Lion", "Market", "Harbour Bakery", "Kiln Lane"]
SENTENCES = [
    "Coffee with **{}** at _{}_. @coffee", "**{}** and **{}** came for dinner.",
    "Called **{}**, who was in _{}_.", "Went for a long walk with **{}** and **{}**. @walking",
    "**{}** told me all about the new job.",
]  # fmt: skip


def build(path: Path, friends: int, activities: int, seed: int = 1) -> None:
    """Fill a file with friends, activities, notes for a tenth as many, and a few places."""
    dice = random.Random(seed)
    names = [
        f"{dice.choice(FIRST)} {dice.choice(LAST)}-{''.join(dice.choices(SYLLABLES, k=3)).title()}"
        for _ in range(friends)
    ]
    lines = ["### Activities:", *events(dice, names, activities), ""]
    lines += ["### Notes:", *events(dice, names, activities // 10), "", "### Friends:"]
    lines += [
        f"- {name} (a.k.a. {name.split('-')[-1]}) [{dice.choice(PLACES)}] @{dice.choice(SYLLABLES)}"
        for name in names
    ]
    lines += ["", "### Locations:", *(f"- {place}" for place in PLACES)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def events(dice: random.Random, names: list[str], count: int) -> list[str]:
    """Lines of a diary, the newest first."""
    days = sorted(dice.randrange(DAYS) for _ in range(count))
    return [f"- {LAST_DAY - timedelta(days=day)}: {sentence(dice, names)}" for day in days]


def sentence(dice: random.Random, names: list[str]) -> str:
    """Who did what where."""
    text = dice.choice(SENTENCES)
    second = dice.choice(PLACES) if "_" in text else dice.choice(names)
    return text.format(dice.choice(names), second)


if __name__ == "__main__":
    build(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
