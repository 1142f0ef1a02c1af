"""The day that was meant: "last friday", "3 days ago", "12 nov" -> a date, given today; and back.

What is typed is split into words and looked up in the tables below. What they do not hold is
refused with a reason: a wrong date is worse than a question. The daily path imports this file,
so it loads the reading parts on use, and dateutil (20 ms) only for "3 months ago" and the like.
"""

from __future__ import annotations

from datetime import date, timedelta

from tinynet.errors import BadDateError

FIRST_YEAR, LAST_YEAR = 1900, 2200

_NEAR = {"yesterday": -1, "last night": -1, "last evening": -1, "today": 0, "tomorrow": 1}
_NEAR |= {"tonight": 0, "this morning": 0, "this afternoon": 0, "this evening": 0}
_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKDAYS = {name: number for number, name in enumerate(WEEKDAYS)}
_WEEKDAYS |= {name[:3]: number for number, name in enumerate(WEEKDAYS)}
_WEEKDAYS |= {"tues": 1, "weds": 2, "thur": 3, "thurs": 3}
_DAYPARTS = ("morning", "afternoon", "evening", "night")
_LONGER = ("week", "weekend", "month", "quarter", "year")
_SIXTY = {f"{number:02}" for number in range(60)}  # minutes and seconds of a time of day
_LEAP_GAP = 8  # years from 29 February 1896 to the next one; 4 but for centuries


def resolve(text: str, *, today: date, past: bool, order: str = "") -> date:
    """The day that was meant, or a reason why it would have to be guessed.

    Reads today, yesterday, tomorrow, "this morning", tonight, "last night"; fri, "last friday",
    "next friday"; "3 days ago", "in 2 weeks", 3d, "a week"; "12 nov", "Nov 12th 2025",
    "Fri 13 Nov", 2026-11-12, 12/11/2026, 12.11.2026 (see `partial.read_parts`); and any of these
    with a time (18:00, "6 pm") or a part of the day behind, which are checked and dropped.

    A weekday alone is the latest one, today included, in the past, and the next one after today
    otherwise; "last" and "next" never mean today. A day without a year is the nearest on that
    side, today included. "3d" is ago in the past and from now otherwise. Months keep the day of
    the month, or take the month's last day.

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
    from tinynet.core.spans import plain, split_words

    example = 'yesterday, "last friday"' if past else 'tomorrow, "next friday"'
    remedy = f'Write it like {example}, "12 nov" or {today}'
    typed = plain(text, "date", remedy, BadDateError)
    words = _without_time(split_words(typed), typed)
    day = (
        _named(words, today, past)
        or _counted(words, typed, today, past)
        or _written(words, typed, order, today, past)
    )
    if day is None:
        raise BadDateError(f'"{typed}" {_why_not(words)}', remedy)
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise _outside(typed)
    if past and day > today:
        raise BadDateError(
            f'"{typed}" is still to come: {_dated(day, today)}',
            "Write a day up to today",
        )
    if not past and day < today:
        raise BadDateError(f'"{typed}" is already over: {_dated(day, today)}', remedy)
    return day


def say_day(day: date, today: date) -> str:
    """A day in words: "yesterday", "today", "tomorrow", "Fri 13 Nov", "Fri 14 Nov 2025".

    The year stands where it is not today's.
    """
    near = {-1: "yesterday", 0: "today", 1: "tomorrow"}
    return near.get((day - today).days) or _dated(day, today)


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
    said = next((f"{count} {unit}" for count, unit, end in counts if count < end), f"{years} years")
    return f"{said} ago" if days > 0 else f"in {said}"


def _dated(day: date, today: date) -> str:
    said = day.ctime()  # "Fri Nov 13 00:00:00 2026" in every locale, unlike strftime
    year = "" if day.year == today.year else f" {day.year}"
    return f"{said[:3]} {day.day} {said[4:7]}{year}"


def _without_time(words: list[str], typed: str) -> list[str]:
    """The words before a time of day or a part of the day."""
    match words:
        case [*day, part] if part in _DAYPARTS and day and day[-1] not in {"this", "last"}:
            return day
        case [*day, clock, "am" | "pm"]:
            hours = range(1, 13)
        case [*day, clock] if ":" in clock:
            hours = range(24)
        case _:
            return words
    hour, *rest = clock.split(":")
    real = hour.isdigit() and len(hour) in {1, 2} and int(hour) in hours and len(rest) in range(3)
    if not real or not set(rest) <= _SIXTY:
        raise BadDateError(
            f'The "{clock}" in "{typed}" is not a time of day',
            "Write a time from 00:00 to 23:59, or leave it out",
        )
    if day and day[-1] in {"at", "t"}:
        day.pop()
    if not day:
        raise BadDateError(
            f'"{typed}" is a time, not a day', f'Put a day in front of it: "today {typed}"'
        )
    if day[-1].endswith("night"):
        raise BadDateError(
            f'"{typed}" could be before or after midnight', "Write the day instead of the night"
        )
    return day


def _named(words: list[str], today: date, past: bool) -> date | None:
    near = _NEAR.get(" ".join(words))
    if near is not None:
        return today + timedelta(days=near)
    match words:
        case [name] if past and name in _WEEKDAYS:
            return _latest(name, today)
        case ["last", name] if name in _WEEKDAYS:
            return _latest(name, today - _DAY)
        case [name] | ["next", name] if name in _WEEKDAYS:
            return _latest(name, today + _WEEK)
    return None


def _latest(name: str, day: date) -> date:
    """The latest day so named, up to and with `day`."""
    return day - timedelta(days=(day.weekday() - _WEEKDAYS[name]) % 7)


def _counted(words: list[str], typed: str, today: date, past: bool) -> date | None:
    from tinynet.core.spans import in_days, read_span

    sign = -1 if past else 1
    match words:
        case [*span, "ago"]:
            sign = -1
        case ["in", *span]:
            sign = 1
        case span:
            pass
    counted = read_span(span)
    if counted is None:
        return None
    count, unit = counted
    if "m" in span:
        raise BadDateError(
            f'"{typed}" could be minutes or months', f'Write "{count} months" if you mean months'
        )
    try:
        if unit in {"d", "w"}:
            return today + sign * timedelta(days=in_days(count, unit))
        from dateutil.relativedelta import relativedelta

        months = count * (12 if unit == "y" else 1)
        return today + sign * relativedelta(months=months)
    except (OverflowError, ValueError):  # beyond year 1 or 9999
        raise _outside(typed) from None


def _written(words: list[str], typed: str, order: str, today: date, past: bool) -> date | None:
    """The day that a calendar date means, with or without a year and a weekday in front."""
    from tinynet.core.partial import check_parts, exists, read_parts

    weekday = _WEEKDAYS.get(words[0]) if len(words) > 1 else None
    parts = read_parts(words if weekday is None else words[1:], typed, order)
    if parts is None:
        return None
    check_parts(parts, FIRST_YEAR)
    year, month, number = parts
    if not number:
        whole, add = (
            ("month", f'the day: "12 {typed}"') if month else ("year", "the day and the month")
        )
        raise BadDateError(f'"{typed}" is a whole {whole}, not a day', f"Add {add}")
    step = -1 if past else 1
    years = [year] if year else range(today.year, today.year + step * _LEAP_GAP + step, step)
    days = [date(year, month, number) for year in years if exists((year, month, number))]
    day = days[0] if year else next(day for day in days if day == today or (day < today) == past)
    if weekday not in {None, day.weekday()}:
        name = WEEKDAYS[day.weekday()].title()
        raise BadDateError(
            f'"{typed}" does not fit: {day} is a {name}', f"Write {day} if you mean it"
        )
    return day


def _why_not(words: list[str]) -> str:
    match words:
        case [number] if number.isdigit() and len(number) <= len("31"):
            return "could be a day, a month or an hour"
        case [number, "st" | "nd" | "rd" | "th"] if number.isdigit():
            return "does not say which month"
        case ["this", name] if name in _WEEKDAYS:
            return "could be behind or ahead"
        case [*_, length] if length in _LONGER:
            return "is several days, not one"
    return "is not a day"


def _outside(typed: str) -> BadDateError:
    return BadDateError(f'"{typed}" is outside {FIRST_YEAR} to {LAST_YEAR}', "Check the number")
