"""Where something leaves a friendship: the lines about ties that several views end with."""

from __future__ import annotations

from datetime import date

from tinynet.core.dates import say_day
from tinynet.core.days.asked import dated
from tinynet.core.names import first_name
from tinynet.output.page import count_of
from tinynet.output.text import clean, fit, width

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from tinynet.output.documents import Standing
    from tinynet.output.page import Page

SHOWN = 12  # ties echoed; a dinner with fifty is one line longer, not fifty
ONE_LINE = 3  # from so many people on they stand in one line, without their numbers
NAME_WIDTH = 40  # columns
LEAST = 12  # columns of a name, before numbers are left out for it
INDENT = 2


def standings(ties: Sequence[Standing], page: Page, others: str = "other") -> None:
    """The new strength and the next due day of each; of three or more people the day alone.

    Args:
        ties: A record a person.
        page: What to write on.
        others: What those are called who are only counted.
    """
    if len(ties) >= ONE_LINE:
        next_due(ties, page, others)
        return
    for tie in ties:
        standing(tie, page)


def standing(tie: Standing, page: Page) -> None:
    """One person's line; where it is too long the name is cut first, then numbers are left out."""
    when = "never due"
    if tie["due_on"]:
        day = date.fromisoformat(tie["due_on"])
        when = f"{'next due' if day > page.today else 'due since'} {say_day(day, page.today)}"
    strength = f"  strength {tie['strength']:.2f}" if page.scores else ""
    parts = f" = depth {tie['depth']:.2f} x warmth {tie['warmth']:.2f}" if page.scores else ""
    name = fit(clean(tie["name"]), NAME_WIDTH)
    room = 0
    for numbers in dict.fromkeys((strength + parts, strength, "")):
        room = page.width - INDENT - 2 - len(when) - len(numbers)
        if room >= min(width(name), LEAST):
            break
    page.say(" " * INDENT, f"{fit(name, max(room, LEAST))}: ", when, (numbers, "dim"))


def next_due(ties: Sequence[Standing], page: Page, others: str) -> None:
    """When each of several people is due next, by first name: "next due: Anne 26 Dec · Bob"."""
    names = [clean(tie["name"]) for tie in ties]
    firsts = [first_name(name) or name for name in names]
    parts = [
        f"{fit(first if firsts.count(first) == 1 else name, NAME_WIDTH // 2)} "
        + due_day(tie["due_on"], page.today)
        for first, name, tie in zip(firsts[:SHOWN], names, ties, strict=False)
    ]
    if len(ties) > SHOWN:
        parts.append(f"and {count_of(len(ties) - SHOWN, others)}")
    page.joined("next due: ", parts, indent=INDENT)


def due_day(due_on: str | None, today: date) -> str:
    """A due day in short: 26 Dec, now where it has come, never."""
    if not due_on:
        return "never"
    day = date.fromisoformat(due_on)
    return dated(day, today).partition(" ")[2] if day > today else "now"
