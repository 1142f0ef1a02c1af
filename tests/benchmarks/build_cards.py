"""Writes a seeded address book of 2 KB a card: `python build_cards.py FILE CARDS`."""

from __future__ import annotations

import base64
import random
import sys
from pathlib import Path

from build import FIRST, LAST, SYLLABLES

PHOTO_BYTES = 900
LINE = 75  # bytes before a fold


def build(path: Path, cards: int, seed: int = 1) -> None:
    """Fill a file with vCards 3.0 as a phone writes them: a photo, labels, a note, a birthday."""
    dice = random.Random(seed)
    with path.open("w", encoding="utf-8", newline="") as file:
        for number in range(cards):
            file.write(card(dice, number))


def card(dice: random.Random, number: int) -> str:
    """One invented card."""
    first, last = dice.choice(FIRST), dice.choice(LAST)
    middle = "".join(dice.choices(SYLLABLES, k=4)).title()
    photo = base64.b64encode(dice.randbytes(PHOTO_BYTES)).decode()
    day = f"{dice.randint(1940, 2005)}-{dice.randint(1, 12):02}-{dice.randint(1, 28):02}"
    phone = dice.randint(10**8, 10**9 - 1)
    words = " ".join(dice.choices(SYLLABLES, k=60))
    lines = [
        "BEGIN:VCARD",
        "VERSION:3.0",
        f"UID:card-{number}-{dice.getrandbits(64):016x}",
        f"N:{last}-{middle};{first};;;",
        f"FN:{first} {last}-{middle}",
        f"ORG:{dice.choice(LAST)} and {dice.choice(LAST)};Sales",
        f"EMAIL;type=INTERNET;type=HOME;type=pref:{first.lower()}.{number}@example.org",
        f"EMAIL;type=INTERNET;type=WORK:{number}@work.example",
        f"TEL;type=CELL;type=VOICE;type=pref:+44 7{phone}",
        f"item1.ADR;type=HOME:;;{dice.randint(1, 99)} {middle} Lane;{last}ton;;{number};UK",
        "item1.X-ABLabel:_$!<Home>!$_",
        f"BDAY;value=date:{day}",
        f"item2.X-ABRELATEDNAMES:{dice.choice(FIRST)} {last}-{middle}",
        "item2.X-ABLabel:_$!<Spouse>!$_",
        f"CATEGORIES:{dice.choice(SYLLABLES)}club,{dice.choice(SYLLABLES)}work",
        f"NOTE:{words}",
        f"PHOTO;ENCODING=b;TYPE=JPEG:{photo}",
        "END:VCARD",
    ]
    return "".join(f"{folded}\r\n" for line in lines for folded in fold(line))


def fold(line: str) -> list[str]:
    """A line in pieces of 75 characters, as the standard folds it."""
    pieces = [line[start : start + LINE - 1] for start in range(0, len(line), LINE - 1)]
    return [piece if number == 0 else f" {piece}" for number, piece in enumerate(pieces)]


if __name__ == "__main__":
    build(Path(sys.argv[1]), int(sys.argv[2]))
