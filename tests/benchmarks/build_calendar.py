"""Writes a seeded calendar of repeated meetings: `python build_calendar.py FILE SERIES`."""

from __future__ import annotations

import random
import sys
from datetime import date, timedelta
from pathlib import Path

from build import FIRST, LAST, SYLLABLES, TODAY

DATES = (1, 30)  # of a series: 31,000 of 2,000 series
GUESTS = (1, 4)
WHAT = ["Lunch", "Coffee", "Dinner", "Walk", "Chess", "Choir", "Running", "Call"]


def build(path: Path, series: int, seed: int = 1) -> None:
    """Fill a file with series of meetings, each with guests, weekly or less often."""
    dice = random.Random(seed)
    guests = [
        f"{dice.choice(FIRST)} {dice.choice(LAST)}-{''.join(dice.choices(SYLLABLES, k=3)).title()}"
        for _ in range(max(series // 4, 5))
    ]
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//tinynet//benchmark//EN"]
    for number in range(series):
        lines += event(dice, number, guests)
    path.write_text("\r\n".join([*lines, "END:VCALENDAR", ""]), encoding="utf-8", newline="")


def event(dice: random.Random, number: int, guests: list[str]) -> list[str]:
    """One series, all of it in the past."""
    dates, every = dice.randint(*DATES), dice.randint(1, 4)
    first: date = TODAY - timedelta(days=dates * every * 7 + dice.randint(1, 1_000))
    people = dice.sample(range(len(guests)), k=dice.randint(*GUESTS))
    guest = "ATTENDEE;CN={};PARTSTAT=ACCEPTED:mailto:g{}@example.org"
    return [
        "BEGIN:VEVENT", f"UID:series-{number}@example.org", f"DTSTAMP:{first:%Y%m%d}T080000Z",
        f"DTSTART:{first:%Y%m%d}T180000", f"DTEND:{first:%Y%m%d}T193000",
        f"RRULE:FREQ=WEEKLY;INTERVAL={every};COUNT={dates}", f"SUMMARY:{dice.choice(WHAT)}",
        *(guest.format(guests[one], one) for one in people),
        "END:VEVENT",
    ]  # fmt: skip


if __name__ == "__main__":
    build(Path(sys.argv[1]), int(sys.argv[2]))
