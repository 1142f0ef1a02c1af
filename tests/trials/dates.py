"""What is typed as a day, a length or a rhythm: understood, or refused with a reason."""

from __future__ import annotations

import contextlib
import time
from datetime import date

from tinynet.core.dates import range_of, resolve
from tinynet.core.partial import parse_partial
from tinynet.core.spans import parse_cadence, parse_duration, parse_period
from tinynet.errors import BadValueError
from trials.world import Tally, World, trial

TODAY = date(2026, 3, 1)
SLOW = 0.05  # seconds
REFUSED = ("10", "1", "may", "31 feb", "03/04", "friday the coffee was good", "tomorrow", "",
           "fri sat", "13/13/2026", "2026-02-30", "12 nov 12", "next")  # fmt: skip
SPOKEN = """
    today yesterday tomorrow tonight last next this ago in a an the of and fri friday monday tues
    week weeks month months day days year years hour hours min m h d w y 18:00 6 pm am noon jan feb
    march april may june nov november 1 2 3 10 12 30 31 29 2026 2025 1999 26 '26 0 -1 1e9 1st 2nd
    999999999999999999999 12/11/2026 03/04 2026-11-12 2026-11-12T18:00 --04-12 circa c. ~ 12th 1h30
    yest tmrw wendesday christmas easter eve new year's on by before after from couple few fortnight
    fridays mondays gone coming within hence saturday sunday xmas nights hours
    1st second end start past weekend this coming @ +3d at back wks q1 half tonight night evening
    45m 1.5h ½ ٣ 三 monthly weekly daily never quarterly fortnight every each
"""
# Something between two words, most often a space.
JOINTS = (
    " ",
    " ",
    " ",
    "",
    "-",
    "/",
    ".",
    ",",
    "  ",
    "\t",
    "\n",
    "\u00a0",
    "\u202e",
    "\x00",
    "T",
    ":",
)


def readings(text: str) -> list[object]:
    """What each reader makes of a text; BadValueError is no answer, anything else escapes."""
    readers = (
        lambda: resolve(text, today=TODAY, past=True),
        lambda: resolve(text, today=TODAY, past=False, order="dmy"),
        lambda: range_of(text, TODAY),
        lambda: parse_partial(text, order="mdy"),
        lambda: parse_duration(text),
        lambda: parse_cadence(text),
        lambda: parse_period(text),
    )
    found: list[object] = []
    for read in readers:
        try:
            found.append(read())
        except BadValueError as error:
            found.append(None)
            if not (error.message and error.remedy):
                raise AssertionError(f"no reason: {text!r}") from error
    return found


def quickest(text: str) -> float:
    """Seconds that all readers take together; looked at again where it was slow by chance."""
    spent = SLOW
    for _ in range(3):
        start = time.perf_counter()
        with contextlib.suppress(Exception):  # counted where it is tried
            readings(text)
        spent = time.perf_counter() - start
        if spent < SLOW:
            break
    return spent


@trial("random date strings", quick=5_000, full=50_000)
def dates(world: World, count: int) -> Tally:
    """No exception, each within 50 ms, a day in range; nothing is guessed."""
    tally = Tally()
    for text in REFUSED:
        tally.check(readings(text)[0] is None, f"{text!r} was guessed")
    dice, words = world.dice, SPOKEN.split()
    for number in range(count - len(REFUSED)):
        if number % 5:
            parts = dice.choices(words, k=dice.randint(1, 6))
            text = "".join(part + dice.choice(JOINTS) for part in parts)
        else:
            text = "".join(chr(dice.choice((dice.randrange(32, 127), dice.randrange(0xD7FF))))
                           for _ in range(dice.randint(0, 40)))  # fmt: skip
        try:
            found = readings(text)
            day, ahead = found[0], found[1]
            right = (day is None or date(1900, 1, 1) <= day <= TODAY) and (
                ahead is None or TODAY <= ahead <= date(2200, 12, 31)
            )
        except Exception as error:  # noqa: BLE001  any is a failure
            right, found = False, [repr(error)]
        spent = quickest(text)
        tally.check(right and spent < SLOW, f"{text!r}: {found}, {spent * 1000:.0f} ms")
    return tally
