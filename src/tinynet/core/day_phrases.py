"""The phrases that name a day: "last friday", "a week from tomorrow", "the 20th", "12 nov".

Each reader knows a few shapes of words and takes all of the words or none, so that no word is
dropped. A shape with two meanings is refused with both days.
"""

from __future__ import annotations

from datetime import date, timedelta

from tinynet.core.day_words import NAMES, WEEKDAYS
from tinynet.core.feasts import read_feast
from tinynet.core.partial import MONTH_NUMBERS, check_parts, exists, in_order, read_parts
from tinynet.core.ranges import months
from tinynet.core.spans import count_of, read_span
from tinynet.errors import BadDateError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from tinynet.core.day_asked import Asked

FIRST_YEAR = 1900
_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)
_NEAR = {"day before yesterday": -2, "night before last": -2, "yesterday": -1, "last night": -1}
_NEAR |= {"last evening": -1, "late last night": -1, "late last evening": -1}
_NEAR |= dict.fromkeys(("today", "tonight", "late tonight", "now", "just now", "right now"), 0)
_NEAR |= dict.fromkeys(("earlier today", "later today", "later tonight", "end day"), 0)
_NEAR |= {
    f"{when}this {part}": 0
    for when in ("", "early ", "earlier ", "late ", "later ")
    for part in ("morning", "afternoon", "evening", "lunchtime")
}
_NEAR |= {"tomorrow": 1, "day after tomorrow": 2, "today week": 7, "tomorrow week": 8}
_NEAR |= {"today fortnight": 14, "tomorrow fortnight": 15}
_WHICH = {"last": -1, "previous": -1, "this": 0, "next": 1}
_VAGUE = {"couple": 2, "few": 3, "several": 3, "some": 3}  # at least
_CLOCK = ("min", "mins", "minute", "minutes", "h", "hr", "hrs", "hour", "hours")
_SAME_DAY = 6  # hours that are taken to be of one day
_LEAP_GAP = 8  # years from 29 February 1896 to the next one; 4 but for centuries
_SUFFIXES = ("st", "nd", "rd", "th")


def read_day(words: list[str], asked: Asked) -> date | None:
    """The day that words from `day_words.words_of` mean; None where they mean none.

    Raises:
        BadDateError: It could be one of two days, or contradicts itself.
    """
    if not words:
        return None
    for reader in _READERS:
        day = reader(words, asked)
        if day is not None:
            return day
    return None


def weekday_named(name: str, day: date) -> date:
    """The latest day so named, up to and with `day`."""
    return day - timedelta(days=(day.weekday() - WEEKDAYS[name]) % 7)


def _near(words: list[str], asked: Asked) -> date | None:
    days = _NEAR.get(" ".join(words))
    if days is not None:
        return asked.today + timedelta(days=days)
    match words:
        case ["this" | "same", "day", "last" | "next" as which, "week" | "month" | "year" as unit]:
            return asked.shift(asked.today, _WHICH[which], unit[0])
        case ["early" | "late", day] if day in _NEAR or day in WEEKDAYS:
            return read_day([day], asked)
    return None


def _weekday(words: list[str], asked: Asked) -> date | None:
    """A weekday alone, or with a word that says which."""
    today = asked.today
    match words:
        case [name] if name in WEEKDAYS:
            return _nearest_weekday(name, asked, (0, -7) if asked.past else (0, 7))
        case ["last" | "previous" | "past", name] | ["this", "past", name] if name in WEEKDAYS:
            return weekday_named(name, today - _DAY)
        case [name, "last" | "past" | "gone"] | [name, "just", "gone"] if name in WEEKDAYS:
            return weekday_named(name, today - _DAY)
        case [name, "before", "last"] if name in WEEKDAYS:
            return weekday_named(name, today - _DAY) - _WEEK
        case ["coming" | "upcoming", name] | ["this", "coming", name] if name in WEEKDAYS:
            return weekday_named(name, today + _WEEK)
        case ["next", name] if name in WEEKDAYS:
            return _next_weekday(name, asked)
        case [name, "after", "next"] if name in WEEKDAYS:
            return _next_weekday(name, asked.inner(asked.past, lambda day: day + _WEEK)) + _WEEK
        case ["this", name] if name in WEEKDAYS:
            return _this_weekday(name, asked)
        case [name, "week" | "fortnight" as span] if name in WEEKDAYS:
            days = 14 if span == "fortnight" else 7
            return _nearest_weekday(name, asked, (days, days + 7)) + timedelta(days=days)
        case [count, names, "ago"] if names.removesuffix("s") in NAMES and names[-1] == "s":
            number, name = count_of(count), names[:-1]
            if number and WEEKDAYS[name] == today.weekday():
                raise asked.either(*(asked.shift(today, n - number, "w") for n in (0, 1)))
            return asked.shift(weekday_named(name, today), 1 - number, "w") if number else None
    return None


def _nearest_weekday(name: str, asked: Asked, both: tuple[int, int]) -> date:
    """The latest or the coming day so named; where that is today, `both` are what it may be.

    For a phrase that moves it, the coming one.
    """
    today = asked.today
    if WEEKDAYS[name] == today.weekday():
        raise asked.either(*(today + timedelta(days=days) for days in both))
    return weekday_named(name, today if asked.past and both[1] < 0 else today + _WEEK)


def _next_weekday(name: str, asked: Asked) -> date:
    day = weekday_named(name, asked.today + _WEEK)
    if (day - asked.today).days <= 3:
        raise asked.either(day, day + _WEEK)
    return day


def _this_weekday(name: str, asked: Asked) -> date:
    """ "this monday": of this week where that is behind; ahead, the coming one."""
    today = asked.today
    day = weekday_named(name, today + _WEEK)
    if WEEKDAYS[name] == today.weekday():
        raise asked.either(today, today - _WEEK if asked.past else today + _WEEK)
    if not asked.past:
        return day
    if WEEKDAYS[name] > today.weekday() or name[:3] == "sun":
        raise asked.either(day - _WEEK, day)
    return day - _WEEK


def _of_week(words: list[str], asked: Asked) -> date | None:
    """ "monday last week", "next week friday": refused where the week's first day would decide."""
    match words:
        case [name, "week", "before", "last"]:
            number = -2
        case [name, "week", "after", "next"]:
            number = 2
        case (
            [name, which, "week"] | [which, "week" | "weeks", name] | [which, "week", "on", name]
        ) if which in _WHICH:
            number = _WHICH[which]
        case _:
            return None
    if name not in WEEKDAYS:
        return None
    today = asked.today
    from_monday = today + timedelta(days=7 * number + WEEKDAYS[name] - today.weekday())
    since_sunday = (today.weekday() + 1) % 7
    from_sunday = today + timedelta(days=7 * number + (WEEKDAYS[name] + 1) % 7 - since_sunday)
    if from_monday != from_sunday:
        raise asked.either(from_monday, from_sunday)
    return from_monday


def _counted(words: list[str], asked: Asked) -> date | None:
    """So many days, weeks, months or years from today: "3 days ago", "in 2 weeks", "10d"."""
    sign = -1 if asked.past else 1
    said = True
    match words:
        case [*span, "ago" | "back"] | [*span, "ago", "today"]:
            sign = -1
        case ["in", *span, "time"] | [*span, "from", "now" | "today"] | ["in", *span]:
            sign = 1
        case [*span, "hence" | "time" | "today"] | [*span, "on", "today"]:
            sign = 1
        case ["within", *span] if not asked.past:
            pass
        case span:
            said = False
    if said and len(span) == 1 and read_span(["a", *span]) and words[1] in {"ago", "from"}:
        span = ["a", *span]  # "week ago"
    if span == ["one", "day"] and not said:
        return None
    if span and span[0].startswith("+") and not said:
        sign, span = 1, [span[0][1:], *span[1:]]
    if span and span[-1] in {"nights", "night"} and "ago" in words:
        span = [*span[:-1], "days"]
    if said:
        hours = _hours(span)
        if hours is not None:
            return _hours_away(sign * hours, asked)
    _refuse_vague(span, sign if said else 0, asked)
    counted = read_span(span)
    if counted is None:
        return None
    count, unit = counted
    if "m" in span:
        longer = " ".join("months" if word == "m" else word for word in words)
        raise BadDateError(
            f'"{asked.typed}" could be minutes or months', f'Write "{longer}" if you mean months'
        )
    return asked.shift(asked.today, sign * count, unit)


def _hours(span: list[str]) -> int | None:
    """Hours, rounded up, of "2 hours", "half an hour", "a few minutes"; None if they are none."""
    match span:
        case ["a" | "an", unit, "and", "a", "half"] if unit in _CLOCK[5:]:
            return 2
        case ["half", "an", "hour"] | ["a" | "1", "moment"]:
            return 1
        case ["a", "couple" | "few", unit] | ["couple" | "few", unit] if unit in _CLOCK:
            return 3
        case [number, unit] if unit in _CLOCK and (count := count_of(number)) is not None:
            return count if unit in _CLOCK[4:] else -(-count // 60)
    return None


def _hours_away(hours: int, asked: Asked) -> date:
    if abs(hours) <= _SAME_DAY:
        return asked.today
    days, rest = divmod(abs(hours), 24)
    sign = 1 if hours > 0 else -1
    day = asked.shift(asked.today, sign * days, "d")
    if rest:
        raise asked.either(day, asked.shift(day, sign, "d"))
    return day


def _refuse_vague(span: list[str], sign: int, asked: Asked) -> None:
    match span:
        case ["a", vague, unit] | [vague, unit] if vague in _VAGUE and sign:
            counted = read_span(["2", unit])
            if counted is not None:
                least, step = _VAGUE[vague], counted[0] // 2
                raise asked.either(*(
                    asked.shift(asked.today, sign * step * count, counted[1])
                    for count in (least, least + 1)
                ))  # fmt: skip


def _anchored(words: list[str], asked: Asked) -> date | None:
    """So much before or after another day: "a week from tomorrow", "day after christmas"."""
    for number, word in enumerate(words):
        if word not in _JOINTS or not number:
            continue
        span, rest = words[:number], words[number + 1 :]
        if rest[:1] == ["on"]:
            rest = rest[1:]
        day = _from_anchor(span, word, rest, asked) if rest else None
        if day is not None:
            return day
    match words:
        case [*span, "tomorrow"]:
            return _from_anchor(span, "on", ["tomorrow"], asked)
        case [*span, "last", name] if name in WEEKDAYS and span[-1:] == ["week"]:
            return _from_anchor(span, "ago", ["last", name], asked)
    return None


_JOINTS = {"from": 1, "after": 1, "on": 1, "before": -1, "ago": -1}


def _from_anchor(span: list[str], joint: str, rest: list[str], asked: Asked) -> date | None:
    sign = _JOINTS[joint]
    past = {"from": False, "on": False, "ago": True}.get(joint, asked.past)
    move: Callable[[date], date]
    if len(span) == 1 and span[0] in WEEKDAYS and joint in {"before", "after"}:
        name = span[0]

        def move(day: date) -> date:
            return weekday_named(name, day - _DAY if sign < 0 else day + _WEEK)
    else:
        counted = read_span(["a", *span] if span == ["day"] else span)
        if counted is None or "m" in span or (joint == "on" and counted[1] != "w"):
            return None
        count, unit = counted

        def move(day: date) -> date:
            return asked.shift(day, sign * count, unit)

    day = read_day(rest, asked.inner(past, move))
    return None if day is None else move(day)


def _in_month(words: list[str], asked: Asked) -> date | None:
    """ "first monday in december", "last day of next month", "20th of last month"."""
    match words:
        case ["last", what, *month] if what in WEEKDAYS or what == "day":
            number = 0
        case [count, suffix, what, *month] if suffix in _SUFFIXES and count in {*"12345"}:
            number = int(count)
        case _:
            return None
    if month[:1] in (["in"], ["day"]):
        month = month[1:]
    if not month or (what != "day" and what not in WEEKDAYS):
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
    """The so manieth day or weekday of a span, 0 for its last; None where it has not so many."""
    if what == "day":
        return first + timedelta(days=number - 1) if number else last
    if not number:
        return weekday_named(what, last)
    day = weekday_named(what, first + 6 * _DAY) + timedelta(days=7 * (number - 1))
    return day if day <= last else None


def _months(words: list[str], asked: Asked) -> list[tuple[date, date]]:
    """The month that words say: one, or that of several years where none is said."""
    today = asked.today
    match words:
        case ["month"] | ["this", "month"]:
            found = [months(today.year, today.month, 1)]
        case ["next" | "last" | "previous" as which, "month"]:
            found = [months(today.year, today.month + _WHICH[which], 1)]
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
            found = months(year + _WHICH[which], 1, 12)
        case [number] if number.isdigit() and len(number) == 4:
            found = months(int(number), 1, 12)
        case _:
            found = None
    return [found] if found else []


def _edge(words: list[str], asked: Asked) -> date | None:
    """ "end of the month": its last day where a day ahead is asked for, as a date to be done by."""
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
            monday += _WEEK * (_WHICH[span[0]] if len(span) == 2 else 0)
            raise asked.either(*(monday + timedelta(days=n) for n in ((-1, 0) if number else (4, 6))))
    days = [
        day
        for first, last in _months(span, asked) or _years(span, asked)
        if (day := _numbered("day", number, first, last))
    ]
    day = asked.nearest(days) or (days[0] if days else None)
    if day and asked.past and asked.fits(day):
        raise BadDateError(f'"{asked.typed}" does not say which day', f"Write it, as in {day}")
    return day


def _ordinal(words: list[str], asked: Asked) -> date | None:
    """A day of the month alone, "the 20th", "friday the 20th", or of this, last or next month."""
    today = asked.today
    name = words[0] if words[0] in WEEKDAYS else ""
    match words[1:] if name else words:
        case [number, suffix] | [number, suffix, "month"] if suffix in _SUFFIXES:
            near = range(-12, 13)
        case [number, suffix, "this" | "next" | "last" | "previous" as which, "month"] if (
            suffix in _SUFFIXES
        ):
            near = range(_WHICH[which], _WHICH[which] + 1)
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


def _calendar(words: list[str], asked: Asked) -> date | None:
    """The day of a calendar date, with or without a year and a weekday before or behind it."""
    name = ""
    if len(words) > 1 and words[0] in WEEKDAYS:
        name, words = words[0], words[1:]
    elif len(words) > 2 and words[-1] in WEEKDAYS:
        name, words = words[-1], words[:-1]
    if len(words) == 3 and all(word.isdigit() for word in words):
        words = ["-".join(words) if len(words[0]) == 4 else "/".join(words)]
    parts = _short_year(words, asked) or _short_numbers(words, asked)
    parts = parts or read_parts(_spread(words), asked.typed, asked.order)
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
    if not name or WEEKDAYS[name] == day.weekday():
        return day
    around = [weekday_named(name, day), weekday_named(name, day + _WEEK)]
    nearest = min(around, key=lambda one: (not asked.fits(one), abs(one - day)))
    fitting = [str(one) for one in (day, nearest) if asked.fits(one)]
    raise BadDateError(
        f'"{asked.typed}" does not fit: {day} is a {NAMES[day.weekday()].title()}, '
        f"and {nearest} a {NAMES[nearest.weekday()].title()}",
        f"Write {' or '.join(fitting)}" if fitting else asked.example(),
    )


_READERS = (
    *(_near, _weekday, _of_week, read_feast, _counted, _in_month, _edge, _ordinal),
    *(_anchored, _calendar),
)
