"""The time of day behind a day or in front of it, which is checked and not kept."""

from __future__ import annotations

from tinynet.core.days.words import NEAR_DAYS, WEEKDAY_NUMBERS
from tinynet.core.partial import MONTH_NUMBERS
from tinynet.core.spans import count_of, number_word
from tinynet.errors import BadDateError

_PARTS = ("morning", "afternoon", "evening", "night", "lunchtime", "noon", "midday")
_NOT_BEFORE_PART = (
    *("this", "last", "next", "every", "at", "in"),
    *("earlier", "later", "early", "late"),
)
_NIGHTS = ("bonfire", "fawkes", "burns")  # feasts
_MEALS = ("breakfast", "lunch", "dinner")
_AFTER = (*_MEALS, "work", "school", "tea")
_OF_DAY = (*_MEALS, "brunch", "teatime", "dinnertime", "eve", "am", "pm")  # of a named day
_SIXTY = {f"{number:02}" for number in range(60)}  # minutes and seconds of a time of day
_ABOUT = ("at", "around", "about")
_BEFORE_CLOCK = (*_ABOUT, "from", "t")


def without_time(words: list[str], typed: str) -> list[str]:
    """The words without a time of day and a part of the day, one of each at the most.

    "yesterday at 5", "5pm yesterday", "friday evening", "noon on friday",
    "monday at 7 in the morning".

    Raises:
        BadDateError: No such time, a time and no day, or a time that may be past midnight.
    """
    day, part, clock = _spelled_clock(words), "", False
    for _ in range(2):  # in either order
        shorter = None if part else _without_part(day)
        if shorter is not None:
            part = "night" if "night" in {*day} - {*shorter} else "day"
            day = shorter
            continue
        found = None if clock else _clock_at_end(day, typed) or _clock_at_start(day, typed)
        if found is None:
            break
        clock, (hour, day) = True, found
        night = part == "night" or (bool(day) and day[-1] in {"night", "tonight"})
        evening = hour if hour > 11 or hour < 6 else hour + 12  # "last night at 8"
        if night and evening < 18:
            raise _midnight(typed)
    if words and words[-1] == "midnight":
        raise _midnight(typed)
    if not day and words:
        raise BadDateError(
            f'"{typed}" is a time, not a day', f'Put a day in front of it: "today {typed}"'
        )
    return day


def _midnight(typed: str) -> BadDateError:
    return BadDateError(
        f'"{typed}" could be before or after midnight', "Write the day without the time"
    )


def _spelled_clock(words: list[str]) -> list[str]:
    """Half past five -> 5:30; o'clock goes."""
    for number, word in enumerate(words[:-2]):
        past, hour = words[number + 1], count_of(words[number + 2])
        if word == "half" and past == "past" and hour in range(1, 13):
            return [*words[:number], f"{hour}:30", *words[number + 3 :]]
        if word == "quarter" and past in {"past", "to"} and hour in range(1, 13):
            return [*words[:number], f"{hour}:15", *words[number + 3 :]]
    for number, word in enumerate(words[1:], 1):
        before = words[number - 1]
        hour = count_of(before) if before != "a" else None
        if word in {"oclock", "ish"} and hour in range(1, 13):
            return [*words[: number - 1], f"{hour}:00", *words[number + 1 :]]
        if before == "half" and word not in {"a", "an"} and count_of(word) in range(1, 13):
            return [*words[: number - 1], f"{count_of(word)}:30", *words[number + 1 :]]
    return [_end_of_times(word, words[number + 1 :]) for number, word in enumerate(words)]


def _end_of_times(word: str, after: list[str]) -> str:
    """The second of two times of day, "7-9 pm" and "14:30-16:00"; other words as they are."""
    first, _, second = word.partition("-")
    half = after[:1] in (["am"], ["pm"]) and first.isdigit() and second.isdigit()
    return second if half or (":" in first and ":" in second) else word


def _without_part(words: list[str]) -> list[str] | None:
    """The words before or behind a part of the day; None where there is none."""
    if words and words[-1] in {"noon", "midday"} and words[:-1] in ([], ["at"]):
        return []
    behind = _before_part(words)
    return behind if behind is not None else _behind_part(words)


def _before_part(words: list[str]) -> list[str] | None:
    match words:
        case [*day, "1", "st", "thing"]:
            pass
        case [*day, "in", part] if part in _PARTS[:3]:
            pass
        case [*day, about, part] if about in _ABOUT and part in (*_PARTS[4:], *_MEALS):
            pass
        case [*day, "after" | "before", thing] if thing in _AFTER:
            pass
        case [*day, "early" | "late" | "mid", part] if part in _PARTS:
            pass
        case [*day, part] if part in _OF_DAY and day and _is_near(day[-1]):
            pass
        case [*day, part] if part in _PARTS and not {*day[-1:]} & {*_NOT_BEFORE_PART, *_NIGHTS}:
            pass
        case _:
            return None
    return day or None


def _behind_part(words: list[str]) -> list[str] | None:
    match words:
        case ["1", "st", "thing", *day] | ["noon" | "midday", *day] if day:
            return _without_on(day)
        case ["at", "noon" | "midday", *day]:
            return _without_on(day)
        case ["after" | "before", thing, *day] if thing in _AFTER and day:
            return _without_on(day) if _is_name(day[0]) else None
        case [part, *day] if part in _PARTS and day and _is_day(_without_on(day)[0]):
            return _without_on(day)
    return None


def _is_day(first: str) -> bool:
    """Whether "the evening of ..." may go on like this: with a number or the name of a day."""
    return _is_name(first) or first in MONTH_NUMBERS or first[:1].isdigit()


def _is_near(word: str) -> bool:
    return word in WEEKDAY_NUMBERS or word in NEAR_DAYS


def _is_name(first: str) -> bool:
    return _is_near(first) or first in {"on", "last", "this", "next"}


def _without_on(words: list[str]) -> list[str]:
    return words[1:] if words[0] == "on" and len(words) > 1 else words


def _clock_at_end(words: list[str], typed: str) -> tuple[int, list[str]] | None:
    """The hour of a time of day at the end, and the words before it."""
    match words:
        case [*day, clock, "am" | "pm" as half] if clock[:1].isdigit() or number_word(clock):
            hour = _hour(clock, half, typed)
        case [*day, clock, "h", minutes] if day and clock.isdigit() and minutes in _SIXTY:
            hour = _hour(f"{clock}:{minutes}", "", typed)
        case [*day, "at", clock, "h"] if clock.isdigit():
            hour = _hour(clock, "", typed)
        case [*day, clock] if ":" in clock:
            hour = _hour(clock, "", typed)
        case [*day, about, clock] if about in _ABOUT and (bare := _bare_hour(clock)) is not None:
            hour = bare
        case _:
            return None
    return hour, day[:-1] if day and day[-1] in _BEFORE_CLOCK else day


def _clock_at_start(words: list[str], typed: str) -> tuple[int, list[str]] | None:
    """The hour of a time of day in front, and the day behind it: "5pm yesterday"."""
    about = bool(words) and words[0] in _ABOUT
    match words[1:] if about else words:
        case [clock, "am" | "pm" as half, *day] if day:
            return _hour(clock, half, typed), _without_on(day)
        case [clock, *day] if day and ":" in clock:
            return _hour(clock, "", typed), _without_on(day)
        case [clock, *day] if about and day and (hour := _bare_hour(clock)) is not None:
            # "about 3 weeks ago" is not a time of day.
            return (hour, _without_on(day)) if _is_name(day[0]) else None
    return None


def _bare_hour(clock: str) -> int | None:
    """The hour of "5", "five", "17.30" or "1730" behind "at"."""
    hours, dot, minutes = clock.partition(".")
    if not dot and len(clock) == len("1730") and clock.isdigit():
        hours, minutes = clock[:2], clock[2:]
    count = int(hours) if hours.isdigit() and len(hours) < 3 else number_word(hours)
    whole = minutes in _SIXTY or not (dot or minutes)
    return count if count is not None and count < 24 and whole else None


def _hour(clock: str, half: str, typed: str) -> int:
    """The hour of a time of day, 0 to 23.

    Raises:
        BadDateError: There is no such time.
    """
    number = number_word(clock)
    hour, *rest = (str(number) if number else clock).replace(".", ":").split(":")
    hours = range(1, 13) if half else range(24)
    real = hour.isdigit() and len(hour) in {1, 2} and int(hour) in hours and len(rest) in range(3)
    if not real or not set(rest) <= _SIXTY:
        raise BadDateError(
            f'The "{clock}" in "{typed}" is not a time of day',
            "Write a time from 00:00 to 23:59, or leave it out",
        )
    return int(hour) % 12 + 12 * (half == "pm") if half else int(hour)
