"""Read calendar spans, with a first and a last day: "2025", "jan", "last month", "this week".

A week begins on Monday. A month or a quarter without a year is the latest that has begun.
"""

from __future__ import annotations

from datetime import date, timedelta

from tinynet.core.partial import FIRST_YEAR, LAST_YEAR, MONTH_NUMBERS
from tinynet.core.spans import read_span

Range = tuple[date, date]
_DAY = timedelta(days=1)
_UNITS = ("week", "weekend", "month", "quarter", "year")
_QUARTERS = ("1", "2", "3", "4")
WHICH = {"last": -1, "previous": -1, "this": 0, "next": 1}


def read_range(words: list[str], today: date) -> Range | None:
    """The first and the last day of a year, quarter, month, week or weekend; None if it is not one.

    Args:
        words: From `days.words.words_of`.
        today: The day it is.
    """
    match words:
        case [which, unit] if which in WHICH and unit in _UNITS:
            return _relative(today, WHICH[which], unit)
        case ["week" | "weekend" as unit, "before", "last"]:
            return _relative(today, -2, unit)
        case ["last" | "past", *span]:
            return _until_today(span, today)
        case [one] if one not in MONTH_NUMBERS:
            return _written(one)
    return _named(words, today) or _numbered_week(words, today)


def months(year: int, month: int, count: int) -> Range | None:
    """So many whole months from a month on, which may be 0 or 13; None outside 1800 to 2200."""
    first = year * 12 + month - 1
    last = first + count
    if not FIRST_YEAR * 12 <= first < last <= (LAST_YEAR + 1) * 12:
        return None
    begin, after = (date(number // 12, number % 12 + 1, 1) for number in (first, last))
    return begin, after - _DAY


def _relative(today: date, number: int, unit: str) -> Range | None:
    """The week, weekend, month, quarter or year so many after this one."""
    if unit in {"week", "weekend"}:
        first = today + timedelta(days=7 * number - today.weekday())
        return first + (5 * _DAY if unit == "weekend" else 0 * _DAY), first + 6 * _DAY
    if unit == "year":
        return months(today.year + number, 1, 12)
    count = 3 if unit == "quarter" else 1
    return months(today.year, today.month - (today.month - 1) % count + count * number, count)


def _numbered_week(words: list[str], today: date) -> Range | None:
    """A week by its number: "2026-W47", "week 47"; without a year the latest that has begun."""
    match words:
        case ["week", number]:
            year = ""
        case ["week", number, year]:
            pass
        case [year, number] if year.endswith("-w"):
            year = year.removesuffix("-w")
        case _:
            return None
    if not (number.isdigit() and len(number) < 3 and len(year) in {0, 4}):
        return None
    years = [int(year)] if year.isdigit() else [today.year, today.year - 1] if not year else []
    for one in years:
        try:
            first = date.fromisocalendar(one, int(number), 1)
        except ValueError:  # most years have no week 53
            continue
        if year or first <= today:
            return first, first + 6 * _DAY
    return None


def _until_today(span: list[str], today: date) -> Range | None:
    """Up to today: "last 30 days", "past year"."""
    counted = read_span(["a", *span] if len(span) == 1 else span)
    if counted is None or not 0 < counted[0] <= 36500:
        return None
    count, unit = counted
    if unit in {"d", "w"}:
        return today - timedelta(days=count * (7 if unit == "w" else 1)), today
    from dateutil.relativedelta import relativedelta

    if count > 1200:
        return None
    return today - relativedelta(months=count * (12 if unit == "y" else 1)), today


def _named(words: list[str], today: date) -> Range | None:
    """A month or a quarter, of a year or of the latest year in which it has begun."""
    match words:
        case ["q", number, *rest] if number in _QUARTERS:
            month, count = 3 * int(number) - 2, 3
        case [year, "q", number] if number in _QUARTERS:
            month, count, rest = 3 * int(number) - 2, 3, [year]
        case [year, number] if number in _QUARTERS and year.endswith("-q"):
            month, count, rest = 3 * int(number) - 2, 3, [year.removesuffix("-q")]
        case [name, *rest] if name in MONTH_NUMBERS:
            month, count = MONTH_NUMBERS[name], 1
        case [year, name] if name in MONTH_NUMBERS:
            month, count, rest = MONTH_NUMBERS[name], 1, [year]
        case _:
            return None
    if not rest:
        return months(today.year - (month > today.month), month, count)
    is_year = len(rest) == 1 and rest[0].isdigit() and len(rest[0]) == len("2025")
    return months(int(rest[0]), month, count) if is_year else None


def _written(word: str) -> Range | None:
    """2025, 2025-12, 12/2025, dec-2025."""
    if word.isdigit() and len(word) == 4:
        return months(int(word), 1, 12)
    mark = next((mark for mark in "-/." if mark in word), "")
    parts = word.split(mark) if mark else []
    if len(parts) != 2:
        return None
    year, month = parts if len(parts[0]) == 4 else reversed(parts)
    number = MONTH_NUMBERS.get(month, int(month) if month.isdigit() and len(month) < 3 else 0)
    if not (year.isdigit() and len(year) == 4 and 1 <= number <= 12):
        return None
    return months(int(year), number, 1)
