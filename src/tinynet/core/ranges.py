"""Spans of the calendar, with a first and a last day: "2025", "jan", "last month", "this week".

A week begins on Monday. A month or a quarter without a year is the latest that has begun.
"""

from __future__ import annotations

from datetime import date, timedelta

from tinynet.core.partial import FIRST_YEAR, LAST_YEAR, MONTH_NUMBERS
from tinynet.core.spans import read_span

Range = tuple[date, date]
_DAY = timedelta(days=1)
_WHICH = {"last": -1, "previous": -1, "this": 0, "next": 1}


def read_range(words: list[str], today: date) -> Range | None:
    """The first and the last day of a year, quarter, month, week or weekend; None if it is none.

    Args:
        words: From `day_words.words_of`.
        today: The day it is.
    """
    match words:
        case [which, "week"] if which in _WHICH:
            return _week(today, _WHICH[which])
        case ["week", "before", "last"]:
            return _week(today, -2)
        case [which, "weekend"] if which in _WHICH:
            first, last = _week(today, _WHICH[which])
            return first + 5 * _DAY, last
        case ["weekend", "before", "last"]:
            first, last = _week(today, -2)
            return first + 5 * _DAY, last
        case [which, "month"] if which in _WHICH:
            return months(today.year, today.month + _WHICH[which], 1)
        case [which, "quarter"] if which in _WHICH:
            return months(today.year, today.month - (today.month - 1) % 3 + 3 * _WHICH[which], 3)
        case [which, "year"] if which in _WHICH:
            return months(today.year + _WHICH[which], 1, 12)
        case ["last" | "past", *span]:
            return _until_today(span, today)
        case ["q", number, *year] if number in {"1", "2", "3", "4"}:
            return _named(year, 3 * int(number) - 2, 3, today)
        case [year, "q", number] if number in {"1", "2", "3", "4"}:
            return _named([year.rstrip("-")], 3 * int(number) - 2, 3, today)
        case [month, *year] if month in MONTH_NUMBERS:
            return _named(year, MONTH_NUMBERS[month], 1, today)
        case [year, month] if month in MONTH_NUMBERS:
            return _named([year], MONTH_NUMBERS[month], 1, today)
        case [one]:
            return _written(one)
    return None


def months(year: int, month: int, count: int) -> Range | None:
    """So many whole months from a month on, which may be 0 or 13; None outside 1800 to 2200."""
    first = year * 12 + month - 1
    last = first + count
    if not FIRST_YEAR * 12 <= first < last <= (LAST_YEAR + 1) * 12:
        return None
    begin, after = (date(number // 12, number % 12 + 1, 1) for number in (first, last))
    return begin, after - _DAY


def _week(today: date, number: int) -> Range:
    first = today + timedelta(days=7 * number - today.weekday())
    return first, first + 6 * _DAY


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


def _named(year: list[str], month: int, count: int, today: date) -> Range | None:
    """Months of a year, or of the latest year in which they have begun."""
    match year:
        case []:
            return months(today.year - (month > today.month), month, count)
        case [number] if number.isdigit() and len(number) == 4:
            return months(int(number), month, count)
    return None


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
