"""The day that was meant: "last friday", "3 days ago", "12 nov" -> a date, given today; and back.

What is typed is split into words and looked up in the tables of `days.phrases`. What they do not
hold is refused with a reason: a wrong date is worse than a question. The daily path imports this
file, so it loads the reading parts on use, and dateutil (20 ms) only for "3 months ago" and Easter.
"""

from __future__ import annotations

from datetime import date

from tinynet.core.days.asked import FIRST_YEAR, LAST_YEAR, Asked, dated
from tinynet.errors import BadDateError

_LONGER = ("week", "weekend", "month", "quarter", "year", "spring", "summer", "autumn", "winter")


def resolve(text: str, *, today: date, past: bool, order: str = "") -> date:
    """Resolve a typed day; refuse one that would have to be guessed.

    docs/dates.md has the table of what is read. A weekday alone is the latest one before today in
    the past, and the next one after today otherwise; where it is today it is refused. A day
    without a year is the nearest on that side, today included. "3d" is ago in the past and from
    now otherwise. Months keep the day of the month, or take the month's last day. A time of day
    or a part of the day is checked and dropped.

    Args:
        text: As typed.
        today: The day it is.
        past: Whether the day lies behind (a log) or ahead (a plan, a snooze, a pause). A day on
            the other side is refused; today is on both.
        order: The configured `date_order`: "dmy", "mdy" or "" (not set).

    Raises:
        BadDateError: No day, no whole day, no such day, several days, a day on the other side,
            or a year outside 1900 to 2200.
    """
    from tinynet.core.days.phrases import read_day
    from tinynet.core.days.times import without_time
    from tinynet.core.spans import plain

    asked = Asked("", today, past, order)
    typed = plain(text.replace("\u2019", "'"), "date", asked.example(), BadDateError)
    asked.typed = typed
    if _has_apostrophe_year(typed):
        raise BadDateError(
            f'"{typed}" has a year of two digits', "Write all four digits of the year"
        )
    words = _without_lead(_words(typed), past)
    try:
        day = read_day(without_time(words, typed), asked)
    except OverflowError:  # beyond year 1 or 9999
        raise asked.outside() from None
    if day is None:
        raise _unread(words, asked)
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise asked.outside()
    if not asked.fits(day):
        raise asked.other_side(dated(day, today))
    return day


def range_of(text: str, today: date, order: str = "") -> tuple[date, date]:
    """Resolve a span that has begun, a year, month, week or day: its first and last day.

    "2025", "jan", "jan 2025", 2025-12, "last month", "this year", "last week", "q1 2025",
    "last 30 days", and every day that `resolve` reads behind today. A month alone is the latest
    that has begun; a week begins on Monday. The last day may be still to come.

    Args:
        text: As typed.
        today: The day it is.
        order: The configured `date_order`: "dmy", "mdy" or "" (not set).

    Raises:
        BadDateError: Neither a span nor a day, or one that has not begun.
    """
    from tinynet.core.ranges import read_range
    from tinynet.core.spans import plain

    remedy = f'Write it like 2025, jan, "last month" or {today}'
    typed = plain(text, "date", remedy, BadDateError)
    words = _words(typed)
    found = read_range(words[1:] if words[:1] == ["in"] else words, today)
    if found is None:
        day = resolve(text, today=today, past=True, order=order)
        return day, day
    first, last = found
    asked = Asked(typed, today, past=True, order=order)
    if first > today:
        raise asked.other_side(f"it begins on {dated(first, today)}")
    if not FIRST_YEAR <= first.year <= LAST_YEAR:
        raise asked.outside()
    return first, last


def say_day(day: date, today: date) -> str:
    """A day in words: "yesterday", "today", "tomorrow", "Fri 13 Nov", "Fri 14 Nov 2025".

    The year stands where it is not today's.
    """
    near = {-1: "yesterday", 0: "today", 1: "tomorrow"}
    return near.get((day - today).days) or dated(day, today)


def say_ago(days: int) -> str:
    """How long ago in words, for days back (negative: ahead): "9 days ago", "in 5 weeks".

    Days below 14, weeks below 10, months (365.25 / 12 days) below 24, then years, each rounded
    to the nearest.
    """
    if -1 <= days <= 1:
        return ("today", "yesterday", "tomorrow")[days]
    length = abs(days)
    weeks, months, years = (round(length / unit) for unit in (7, 365.25 / 12, 365.25))
    counts = ((length, "days", 14), (weeks, "weeks", 10), (months, "months", 24))
    words = next(
        (f"{count} {unit}" for count, unit, end in counts if count < end), f"{years} years"
    )
    return f"{words} ago" if days > 0 else f"in {words}"


def _has_apostrophe_year(typed: str) -> bool:
    """Whether a year is written as '25."""
    _, *parts = typed.split("'")
    return any(part[:2].isdigit() and not part[2:3].isdigit() for part in parts)


def _words(typed: str) -> list[str]:
    from tinynet.core.days.words import words_of

    return words_of(typed)


def _without_lead(words: list[str], past: bool) -> list[str]:
    """The words without what may stand before any day: "on", "exactly", "by" where it is ahead."""
    leads = {"on", "exactly", "just", "only", "sometime"}
    leads |= set() if past else {"by", "until"}
    return words[1:] if len(words) > 1 and words[0] in leads else words


def _unread(words: list[str], asked: Asked) -> BadDateError:
    """The error for words that are not a day."""
    from tinynet.core.ranges import read_range

    bare = words[1:] if words and words[0] in {"in", "over", "during", "at"} else words
    if bare == ["weekend"]:
        bare = ["last" if asked.past else "this", "weekend"]
    span = read_range(bare, asked.today)
    if span is not None and span[0] < span[1]:
        return asked.several(*span)
    match words:
        case [number] if number.isdigit() and len(number) <= len("31"):
            reason = "could be a day, a month or an hour"
        case ["early" | "mid" | "late" | "start" | "end", *_]:
            reason = "does not say which day"
        case [*_, "last" | "this" | "next" | "past" | "every", unit] if unit in _LONGER:
            reason = "is several days, not one"
        case _:
            reason = "is not a day"
    return BadDateError(f'"{asked.typed}" {reason}', asked.example())
