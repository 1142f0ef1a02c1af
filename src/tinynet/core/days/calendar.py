"""The days of the calendar: "the 20th", "first monday in december", "end of may", "12 nov"."""

from __future__ import annotations

from datetime import date, timedelta

from tinynet.core.days.asked import FIRST_YEAR
from tinynet.core.days.words import WEEKDAY_NUMBERS, weekday_named
from tinynet.core.partial import (
    MONTH_NUMBERS,
    ORDINALS,
    SET_ORDER,
    WEEKDAYS,
    TwoReadingsError,
    check_parts,
    exists,
    in_order,
    read_parts,
)
from tinynet.core.ranges import WHICH, months
from tinynet.errors import BadDateError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tinynet.core.days.asked import Asked

_WEEK = timedelta(days=7)
_LEAP_GAP = 8  # years from 29 February 1896 to the next one; 4 except for centuries


def read_in_month(words: list[str], asked: Asked) -> date | None:
    """A weekday or day of a month by its number: "first monday in december", "last day of may"."""
    match words:
        case ["last", what, *month] if what in WEEKDAY_NUMBERS or what == "day":
            number = 0
        case [count, suffix, what, *month] if suffix in ORDINALS and count in {*"12345"}:
            number = int(count)
        case _:
            return None
    if month[:1] == ["in"]:
        month = month[1:]
    if not month or (what != "day" and what not in WEEKDAY_NUMBERS):
        return None
    spans = _months(month, asked) or _years(month, asked)
    days = [day for first, last in spans if (day := _numbered(what, number, first, last))]
    if len(days) < 2:
        return days[0] if days else None
    day = asked.nearest(days)
    near = next((one for one in days if one.year == asked.today.year), day)
    if day and near and near != day and near.month == asked.today.month:
        raise asked.either(day, near)
    return day


def _numbered(what: str, number: int, first: date, last: date) -> date | None:
    """The first (1), second ... or last (0) day or weekday of a span; None where it has none."""
    if what == "day":
        return first + timedelta(days=number - 1) if number else last
    if not number:
        return weekday_named(what, last)
    day = weekday_named(what, first + timedelta(days=6)) + timedelta(days=7 * (number - 1))
    return day if day <= last else None


def _months(words: list[str], asked: Asked) -> list[tuple[date, date]]:
    """The month that words say: one, or that of several years where none is said."""
    today = asked.today
    match words:
        case ["month"] | ["this", "month"]:
            found = [months(today.year, today.month, 1)]
        case ["next" | "last" | "previous" as which, "month"]:
            found = [months(today.year, today.month + WHICH[which], 1)]
        case [month, year] if month in MONTH_NUMBERS and year.isdigit() and len(year) == 4:
            found = [months(int(year), MONTH_NUMBERS[month], 1)]
        case [month] if month in MONTH_NUMBERS:
            found = [months(today.year + n, MONTH_NUMBERS[month], 1) for n in (-1, 0, 1)]
        case _:
            found = []
    return [span for span in found if span]


def _years(words: list[str], asked: Asked) -> list[tuple[date, date]]:
    year = asked.today.year
    match words:
        case ["year"] | ["this", "year"]:
            found = months(year, 1, 12)
        case ["next" | "last" | "previous" as which, "year"]:
            found = months(year + WHICH[which], 1, 12)
        case [number] if number.isdigit() and len(number) == 4:
            found = months(int(number), 1, 12)
        case _:
            found = None
    return [found] if found else []


def read_edge(words: list[str], asked: Asked) -> date | None:
    """The first or last day of a month or year, where a day ahead is wanted: "end of may".

    Raises:
        BadDateError: A day behind is asked for, where it would be vague; or it is of a week.
    """
    match words:
        case ["end" | "start" | "beginning" as edge, *span]:
            pass
        case ["month" | "year" as unit, "end"]:
            edge, span = "end", [unit]
        case _:
            return None
    number = int(edge != "end")
    today = asked.today
    match span:
        case ["week"] | ["this" | "next" | "last", "week"]:
            monday = today - timedelta(days=today.weekday())
            monday += _WEEK * (WHICH[span[0]] if len(span) == 2 else 0)
            raise asked.either(
                *(monday + timedelta(days=n) for n in ((-1, 0) if number else (4, 6)))
            )
    days = [
        day
        for first, last in _months(span, asked) or _years(span, asked)
        if (day := _numbered("day", number, first, last))
    ]
    day = asked.nearest(days) or (days[0] if days else None)
    if day and asked.past and asked.fits(day):
        raise BadDateError(f'"{asked.typed}" does not say which day', f"Write it, as in {day}")
    return day


def read_ordinal(words: list[str], asked: Asked) -> date | None:
    """A day of the month alone, "the 20th", "friday the 20th", or of this, last or next month."""
    today = asked.today
    name = words[0] if words[0] in WEEKDAY_NUMBERS else ""
    match words[1:] if name else words:
        case [number, suffix] | [number, suffix, "month"] if suffix in ORDINALS:
            near = range(-12, 13)
        case [number, suffix, "this" | "next" | "last" | "previous" as which, "month"] if (
            suffix in ORDINALS
        ):
            near = range(WHICH[which], WHICH[which] + 1)
        case _:
            return None
    if not (number.isdigit() and len(number) < 3 and 1 <= int(number) <= 31):
        return None
    day_number = int(number)
    days = [
        span[0].replace(day=day_number)
        for step in near
        if (span := months(today.year, today.month + step, 1)) and span[1].day >= day_number
    ]
    if len(near) == 1 or not days:
        return _checked(days[0], name, asked) if days else None
    if day_number == today.day and not name:
        others = [day for day in days if day != today and asked.fits(day)]
        raise asked.either(today, *[day for day in [asked.nearest(others)] if day])
    day = asked.nearest(days)
    return _checked(day, name, asked) if day else None


def read_calendar(words: list[str], asked: Asked) -> date | None:
    """The day of a calendar date, with or without a year and a weekday before or behind it."""
    name = ""
    if len(words) > 1 and words[0] in WEEKDAY_NUMBERS:
        name, words = words[0], words[1:]
    elif len(words) > 1 and words[-1] in WEEKDAY_NUMBERS:
        name, words = words[-1], words[:-1]
    long = any(len(word) == len("2026") for word in words)
    if len(words) == 3 and long and all(word.isdigit() for word in words):
        words = ["-".join(words) if len(words[0]) == 4 else "/".join(words)]
    parts = _parts(words, asked)
    if parts is None:
        return None
    check_parts(parts, FIRST_YEAR)
    year, month, number = parts
    if not number:
        raise _whole(year, month, asked)
    if year:
        return _checked(date(year, month, number), name, asked)
    today = asked.today.year
    years = range(today - _LEAP_GAP, today + _LEAP_GAP + 1)
    day = asked.nearest([date(one, month, number) for one in years if exists((one, month, number))])
    return _checked(day, name, asked) if day else None


def _parts(words: list[str], asked: Asked) -> tuple[int, int, int] | None:
    """Year, month and day, 0 for each not said; None if they are not a date.

    Raises:
        BadDateError: Two readings.
    """
    try:
        return (
            _short_year(words, asked)
            or _short_numbers(words, asked)
            or read_parts(_spread(words), asked.typed, asked.order)
        )
    except TwoReadingsError as error:
        days = [date(*parts) for parts in error.readings if parts[0]]
        fitting = [day for day in days if asked.fits(day)]
        if len(fitting) == len(days):
            raise
        if not fitting:
            raise asked.either(*days) from None
        remedy = f"Write {fitting[0]} if you mean that, or {SET_ORDER}"
        raise BadDateError(error.message, remedy) from None


def _spread(words: list[str]) -> list[str]:
    """20261105 with the marks of a date."""
    match words:
        case [compact] if len(compact) == 8 and compact.isdigit() and compact[:2] in {"19", "20"}:
            return [f"{compact[:4]}-{compact[4:6]}-{compact[6:]}"]
    return words


def _short_numbers(words: list[str], asked: Asked) -> tuple[int, int, int] | None:
    """Day and month in numbers without a year, with dots or "-": "25.11.", "25.11", "25-11"."""
    if len(words) != 1:
        return None
    final = words[0].endswith(".")
    mark = "." if "." in words[0] else "-"
    numbers = words[0].removesuffix(".").split(mark)
    if len(numbers) != 2 or not all(n.isdigit() and 0 < len(n) < 3 for n in numbers):
        return None
    day, month = map(int, numbers)
    if final:
        return 0, month, day
    if mark == "." and not exists((0, month, day)):  # with dots it is always the day first
        return None
    return in_order([day, month, 0], asked.typed, asked.order)


def _short_year(words: list[str], asked: Asked) -> tuple[int, int, int] | None:
    """A date in numbers with a year of two digits, where it has just one reading.

    Raises:
        BadDateError: It has several.
    """
    mark = next((mark for mark in "/.-" if len(words) == 1 and mark in words[0]), "")
    numbers = words[0].split(mark) if mark else []
    if len(numbers) != 3 or not all(n.isdigit() and 0 < len(n) < 3 for n in numbers):
        return None
    first, second, third = map(int, numbers)
    readings = {"dmy": (third, second, first), "mdy": (third, first, second)}
    if mark == "-":
        readings["ymd"] = (first, second, third)
    order = "dmy" if mark == "." else asked.order if mark == "/" else ""
    tried = [readings[order]] if order in readings else readings.values()
    newest = asked.today.year + 50
    full = {(2000 + y if 2000 + y <= newest else 1900 + y, m, d) for y, m, d in tried}
    real = sorted(parts for parts in full if exists(parts) and len(numbers[-1]) == 2)
    year_first = (2000 + first, second, third)
    if mark == "/" and asked.order not in readings and exists(year_first):
        years = [abs(year - asked.today.year) for year, _, _ in real]
        if min(years, default=0) > 1 >= abs(year_first[0] - asked.today.year):
            real.append(year_first)  # 26/11/13 is hardly thirteen years ago
    if len(real) > 1:
        raise asked.either(*(date(*parts) for parts in real))
    return real[0] if real else None


def _whole(year: int, month: int, asked: Asked) -> BadDateError:
    """The refusal of a whole month or year, with a day in it that can be typed."""
    what = "month" if month else "year"
    day = f"12 {list(MONTH_NUMBERS)[month - 1]}" if month else ""
    if year:
        span = months(year, month or 1, 1 if month else 12)
        first, last = span or (asked.today, asked.today)
        if not asked.fits(first if asked.past else last):
            return asked.other_side(f"a whole {what}")
        inside = first.replace(day=12)
        day = str(inside if asked.fits(inside) else asked.today)
    add = "the day" if month else "the month and the day"
    return BadDateError(
        f'"{asked.typed}" is a whole {what}, not a day', f'Write {add}, as in "{day}"'
    )


def _checked(day: date, name: str, asked: Asked) -> date:
    """The day, which must be the weekday that stands beside it.

    Raises:
        BadDateError: It is another one.
    """
    if not name or WEEKDAY_NUMBERS[name] == day.weekday():
        return day
    around = [weekday_named(name, day), weekday_named(name, day + _WEEK)]
    nearest = min(around, key=lambda one: (not asked.fits(one), abs(one - day)))
    fitting = [str(one) for one in (day, nearest) if asked.fits(one)]
    raise BadDateError(
        f'"{asked.typed}" does not fit: {day} is a {WEEKDAYS[day.weekday()].title()}, '
        f"and {nearest} a {WEEKDAYS[nearest.weekday()].title()}",
        f"Write {' or '.join(fitting)}" if fitting else asked.example(),
    )
