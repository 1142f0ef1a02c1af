"""The phrases that name a day by its distance: "last friday", "a week from tomorrow".

Each reader knows a few shapes of words and takes all of the words or none, so that no word is
dropped. A shape with two meanings is refused with both days.
"""

from __future__ import annotations

from datetime import date, timedelta

from tinynet.core.days.asked import same
from tinynet.core.days.calendar import read_calendar, read_edge, read_in_month, read_ordinal
from tinynet.core.days.feasts import read_feast
from tinynet.core.days.words import WEEKDAY_NUMBERS, weekday_named
from tinynet.core.partial import WEEKDAYS
from tinynet.core.ranges import WHICH
from tinynet.core.spans import count_of, read_span
from tinynet.errors import BadDateError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from tinynet.core.days.asked import Asked

_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)
_NEAR = {"day before yesterday": -2, "night before last": -2, "yesterday": -1, "last night": -1}
_NEAR |= {"last evening": -1, "late last night": -1, "late last evening": -1}
_NEAR |= dict.fromkeys(("today", "tonight", "late tonight", "now", "just now", "right now"), 0)
_NEAR |= dict.fromkeys(("earlier today", "later today", "later tonight", "end day"), 0)
_NEAR |= {
    f"{when}this {part}": 0
    for when in ("", "early ", "earlier ", "late ", "later ")
    for part in ("morning", "afternoon", "evening", "lunchtime", "am", "pm")
}
_NEAR |= {"tomorrow": 1, "day after tomorrow": 2, "today week": 7, "tomorrow week": 8}
_NEAR |= {"today fortnight": 14, "tomorrow fortnight": 15}
_VAGUE = {"couple": 2, "few": 3, "several": 3, "some": 3}  # at least
_CLOCK = ("min", "mins", "minute", "minutes", "h", "hr", "hrs", "hour", "hours")
_SAME_DAY = 6  # hours that are taken to be of one day
_NEAR_NEXT = 3  # days within which "next friday" may be this week's or next week's
_SUNDAY = 6


def read_day(words: list[str], asked: Asked) -> date | None:
    """The day that words from `days.words.words_of` mean; None where they mean none.

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


def _near(words: list[str], asked: Asked) -> date | None:
    days = _NEAR.get(" ".join(words))
    if days is not None:
        return asked.today + timedelta(days=days)
    match words:
        case ["this" | "same", "day", "last" | "next" as which, "week" | "month" | "year" as unit]:
            return asked.shift(asked.today, WHICH[which], unit[0])
        case ["this" | "same", "time", "last" | "next" as which, "week"]:
            return asked.shift(asked.today, WHICH[which], "w")
        case ["this" | "same", "time", "yesterday" | "tomorrow" as day]:
            return read_day([day], asked)
        case ["early" | "late", day] if day in _NEAR or day in WEEKDAY_NUMBERS:
            return read_day([day], asked)
    return None


def _weekday(words: list[str], asked: Asked) -> date | None:
    """A weekday alone, or with words that say which; "two fridays ago"."""
    names = [word for word in words if word in WEEKDAY_NUMBERS]
    phrase = " ".join("DAY" if word in WEEKDAY_NUMBERS else word for word in words)
    if len(names) == 1 and phrase in _WEEKDAY_PHRASES:
        return _WEEKDAY_PHRASES[phrase](names[0], asked)
    match words:
        case [word, several, "ago"] if several[-1:] == "s" and several[:-1] in WEEKDAYS:
            count = count_of(word)
            inner = asked.inner(past=True, move=same)
            return _bare(several[:-1], inner, 1 - count) if count else None
    return None


def _bare(name: str, asked: Asked, weeks: int = 0) -> date:
    """The latest or the coming day so named, so many weeks on.

    Raises:
        BadDateError: It is today's name.
    """
    move = timedelta(days=7 * weeks)
    if WEEKDAY_NUMBERS[name] == asked.today.weekday():
        other = move - _WEEK if asked.past else move + _WEEK
        raise asked.either(asked.today + move, asked.today + other)
    return weekday_named(name, asked.today if asked.past else asked.today + _WEEK) + move


def _last(name: str, asked: Asked) -> date:
    return weekday_named(name, asked.today - _DAY)


def _before_last(name: str, asked: Asked) -> date:
    return _last(name, asked) - _WEEK


def _coming(name: str, asked: Asked) -> date:
    return weekday_named(name, asked.today + _WEEK)


def _next(name: str, asked: Asked) -> date:
    day = _coming(name, asked)
    if (day - asked.today).days <= _NEAR_NEXT:
        raise asked.either(day, day + _WEEK)
    return day


def _after_next(name: str, asked: Asked) -> date:
    return _next(name, asked.inner(asked.past, lambda day: day + _WEEK)) + _WEEK


def _week(name: str, asked: Asked) -> date:
    return _bare(name, asked.inner(past=False, move=same), 1)


def _fortnight(name: str, asked: Asked) -> date:
    return _bare(name, asked.inner(past=False, move=same), 2)


def _this(name: str, asked: Asked) -> date:
    """The coming day so named where it lies ahead; behind, that of this week, Sunday excepted."""
    today = asked.today
    day = _coming(name, asked)
    if WEEKDAY_NUMBERS[name] == today.weekday():
        raise asked.either(today, today - _WEEK if asked.past else today + _WEEK)
    if not asked.past:
        return day
    if WEEKDAY_NUMBERS[name] > today.weekday() or WEEKDAY_NUMBERS[name] == _SUNDAY:
        raise asked.either(day - _WEEK, day)
    return day - _WEEK


_WEEKDAY_PHRASES = {
    "DAY": _bare,
    **dict.fromkeys(("last DAY", "previous DAY", "past DAY", "this past DAY"), _last),
    **dict.fromkeys(("DAY last", "DAY past", "DAY gone", "DAY just gone"), _last),
    "DAY before last": _before_last,
    **dict.fromkeys(("coming DAY", "upcoming DAY", "this coming DAY"), _coming),
    "next DAY": _next,
    "DAY after next": _after_next,
    "this DAY": _this,
    "DAY week": _week,
    "DAY fortnight": _fortnight,
}


def _of_week(words: list[str], asked: Asked) -> date | None:
    """A weekday of a week: "monday last week", "next week friday".

    Raises:
        BadDateError: A week that begins on Sunday would make it another day.
    """
    match words:
        case [name, "week", "before", "last"]:
            number = -2
        case [name, "week", "after", "next"]:
            number = 2
        case (
            [name, which, "week"] | [which, "week" | "weeks", name] | [which, "week", "on", name]
        ) if which in WHICH:
            number = WHICH[which]
        case _:
            return None
    if name not in WEEKDAY_NUMBERS:
        return None
    today, day = asked.today, WEEKDAY_NUMBERS[name]
    from_monday = today + timedelta(days=7 * number + day - today.weekday())
    since_sunday = (today.weekday() + 1) % 7
    from_sunday = today + timedelta(days=7 * number + (day + 1) % 7 - since_sunday)
    if from_monday != from_sunday:
        raise asked.either(from_monday, from_sunday)
    return from_monday


def _counted(words: list[str], asked: Asked) -> date | None:
    """So many days, weeks, months or years from today: "3 days ago", "in 2 weeks", "10d"."""
    span, sign = _direction(words)
    if sign:
        hours = _hours(span)
        if hours is not None:
            return _hours_away(sign * hours, asked)
        _refuse_vague(span, sign, asked)
    elif span == ["one", "day"]:  # some day
        return None
    counted = read_span(span)
    if counted is None:
        return None
    count, unit = counted
    day = asked.shift(asked.today, (sign or (-1 if asked.past else 1)) * count, unit)
    if "m" in span and asked.fits(day):
        months = "month" if count == 1 else "months"
        longer = " ".join(months if word == "m" else word for word in words)
        raise BadDateError(
            f'"{asked.typed}" could be minutes or months', f'Write "{longer}" if you mean months'
        )
    return day


def _direction(words: list[str]) -> tuple[list[str], int]:
    """The span, and 1 where it lies ahead, -1 behind, 0 where nothing says it."""
    match words:
        case [*span, "ago" | "back"] | [*span, "ago", "today"]:
            if span and span[-1] in {"night", "nights"}:
                span = [*span[:-1], "days"]
            sign = -1
        case ["in", *span, "time"] | [*span, "from", "now" | "today"] | ["in" | "within", *span]:
            sign = 1
        case [*span, "hence" | "time"] | [*span, "on", "today"] | [*span, "today"]:
            sign = 1
        case [plus, *rest] if plus[:1] == "+":
            return [plus[1:], *rest], 1
        case _:
            return words, 0
    if (
        len(span) == 1
        and len(span[0]) > 1
        and span[0][-1] != "s"
        and words[1:2] in (["ago"], ["from"], ["today"])
    ):
        span = ["a", *span]
    return span, sign


def _hours(span: list[str]) -> int | None:
    """Hours, rounded up, of "2 hours", "half an hour", "a few minutes"; else None."""
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
        case [*span, "last", name] if name in WEEKDAY_NUMBERS and span[-1:] == ["week"]:
            return _from_anchor(span, "ago", ["last", name], asked)
    return None


_JOINTS = {"from": 1, "after": 1, "on": 1, "before": -1, "ago": -1}


def _from_anchor(span: list[str], joint: str, rest: list[str], asked: Asked) -> date | None:
    sign = _JOINTS[joint]
    past = {"from": False, "on": False, "ago": True}.get(joint, asked.past)
    move: Callable[[date], date]
    if len(span) == 1 and span[0] in WEEKDAY_NUMBERS and joint in {"before", "after"}:
        name = span[0]

        def move(day: date) -> date:
            return weekday_named(name, day - _DAY if sign < 0 else day + _WEEK)
    else:
        bare = span == ["day"] or (joint == "on" and span in (["week"], ["fortnight"]))
        counted = read_span(["a", *span] if bare else span)
        if counted is None or "m" in span or (joint == "on" and counted[1] != "w"):
            return None
        count, unit = counted
        if joint == "ago" and not _goes_back(rest, count, unit, asked):
            return None

        def move(day: date) -> date:
            return asked.shift(day, sign * count, unit)

    day = read_day(rest, asked.inner(past, move))
    return None if day is None else move(day)


def _goes_back(rest: list[str], count: int, unit: str, asked: Asked) -> bool:
    """Whether "a week ago", "a month ago" may stand before these words: today, a weekday.

    Raises:
        BadDateError: "a week ago friday" is so long before the latest Friday, or the Friday of
            that week, and they differ.
    """
    if rest in (["today"], ["yesterday"]):
        return True
    if unit != "w" or len(rest) > 2 or rest[-1] not in WEEKDAY_NUMBERS:
        return False
    if len(rest) == 1 and WEEKDAY_NUMBERS[rest[0]] != asked.today.weekday():
        then = asked.shift(asked.today, -count, "w")
        before = asked.shift(weekday_named(rest[0], asked.today), -count, "w")
        of_week = then + timedelta(days=WEEKDAY_NUMBERS[rest[0]] - then.weekday())
        if before != of_week:
            raise asked.either(before, of_week)
    return True


_READERS = (
    *(_near, _weekday, _of_week, read_feast, _counted, read_in_month, read_edge, read_ordinal),
    *(_anchored, read_calendar),
)
