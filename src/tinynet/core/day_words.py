"""The words of a typed day: split, spelled out, and without the time of day behind or in front.

A misspelt word is read only where it is on the list, or one slip of the keyboard away from just
one of the long names; everything that is not known stays as it is, to be refused.
"""

from __future__ import annotations

from datetime import date, timedelta

from tinynet.core.partial import MONTH_NUMBERS, MONTHS
from tinynet.core.spans import TENS, count_of, number_word, split_words
from tinynet.errors import BadDateError

NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
WEEKDAYS = {name: number for number, name in enumerate(NAMES)}
WEEKDAYS |= {name[:3]: number for number, name in enumerate(NAMES)}
WEEKDAYS |= {"tues": 1, "weds": 2, "thur": 3, "thurs": 3}
DAYPARTS = ("morning", "afternoon", "evening", "night", "lunchtime", "noon", "midday")

_NOT_BEFORE_PART = (
    *("this", "last", "next", "every", "at", "in"),
    *("earlier", "later", "early", "late"),
)
SLANG = {
    **dict.fromkeys(("yest", "yday", "ystd", "ystdy", "ystrday", "yesty"), "yesterday"),
    **dict.fromkeys(("tmrw", "tmr", "tmrrw", "tmrow", "tmmrw", "tomo", "tomoz"), "tomorrow"),
    **dict.fromkeys(("2moro", "2morrow", "2mrw", "2mro", "tommorow", "tomorow"), "tomorrow"),
    **dict.fromkeys(("tonite", "2nite", "2night", "tnite"), "tonight"),
    "wensday": "wednesday",
    "tdy": "today",
    "nite": "night",
    "midnite": "midnight",
    "2day": "2-day",  # today, or two days? refused
    "a.m": "am",
    "p.m": "pm",
    "a.m.": "am",
    "p.m.": "pm",
    "til": "until",
    "till": "until",
    "x-mas": "xmas",
    "year-end": "year end",
    "month-end": "month end",
    "eom": "end month",
    "eoy": "end year",
    "eod": "today",
}
_LONG = (
    *("yesterday", "tomorrow", "tonight", "today", *NAMES),
    *(name.lower() for name in MONTHS if len(name) > len("march")),
)
_ORDINALS = (
    *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"),
    *("tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth"),
    *("seventeenth", "eighteenth", "nineteenth", "twentieth"),
)
_ORDINAL_NUMBERS = {word: number for number, word in enumerate(_ORDINALS, 1)}
_ORDINAL_NUMBERS |= {f"twenty-{word}": number + 20 for number, word in enumerate(_ORDINALS[:9], 1)}
_ORDINAL_NUMBERS |= {"thirtieth": 30, "thirty-first": 31}
_SIXTY = {f"{number:02}" for number in range(60)}  # minutes and seconds of a time of day
_AT = ("at", "around", "about", "from")


def weekday_named(name: str, day: date) -> date:
    """The latest day so named, up to and with `day`."""
    return day - timedelta(days=(day.weekday() - WEEKDAYS[name]) % 7)


def words_of(typed: str) -> list[str]:
    """The words of a typed day, lower case, spelled out, without "the" and "of" inside.

    "Friday, the 20th of Nov." -> friday 20 th nov; "first" -> 1 st; "tmrw" -> tomorrow.
    """
    text, before = "", ""
    for char in typed.lower():
        if char == "'" and before.isalpha():  # new year's, two weeks', o'clock
            continue
        text += " " if char == "," else " at " if char == "@" else char
        before = char
    said = [SLANG.get(word, SLANG.get(word.rstrip("."), word)) for word in text.split()]
    # "25.11." is a date, and its last dot says so; `split_words` takes one away.
    said = [f"{word}." if _is_dotted(word) else word for word in said]
    words: list[str] = []
    for word in split_words(" ".join(said)):
        number = _ORDINAL_NUMBERS.get(word, 0)
        if number and number < 10 and words and words[-1] in {"twenty", "thirty"}:
            number += 20 if words.pop() == "twenty" else 30
        if words and words[-1] in TENS and number_word(word) in range(1, 10):
            words[-1] += f"-{word}"  # twenty two
        else:
            words += [str(number), _suffix(number)] if number else [_spelled(word)] if word else []
    return _without_joints(words)


def without_time(words: list[str], typed: str) -> list[str]:
    """The words without a time of day or a part of the day, which are checked.

    "yesterday at 5", "5pm yesterday", "friday evening", "noon on friday",
    "monday at 7 in the morning".

    Raises:
        BadDateError: No such time, a time and no day, or a time that may be past midnight.
    """
    day, part, clock = words, "", False
    for _ in range(2):  # a clock and a part of the day, in either order
        shorter = _without_part(day)
        if shorter is not None and not part:
            part, day = ("night" if "night" in {*day} - {*shorter} else "day"), shorter
            continue
        at_end = _clock_at_end(day, typed)
        at_start = None if at_end is not None or clock else _clock_at_start(day, typed)
        hour, rest = at_end or at_start or (None, day)
        if hour is None or clock:
            break
        clock, day = True, rest
        night = part == "night" or (bool(rest) and rest[-1] in {"night", "tonight"})
        if night and not 18 <= (hour if hour > 11 or hour < 6 else hour + 12) <= 23:
            raise BadDateError(
                f'"{typed}" could be before or after midnight', "Write the day instead of the night"
            )
    if words and words[-1] == "midnight":
        raise BadDateError(
            f'"{typed}" could be before or after midnight', "Write the day without the time"
        )
    if not day and words:
        raise BadDateError(
            f'"{typed}" is a time, not a day', f'Put a day in front of it: "today {typed}"'
        )
    return day


def _is_dotted(word: str) -> bool:
    day, _, month = word.removesuffix(".").partition(".")
    return word.endswith(".") and day.isdigit() and month.isdigit() and len(day + month) < 5


def _suffix(number: int) -> str:
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10 if number not in {11, 12, 13} else 0, "th")


def _spelled(word: str) -> str:
    """A long name that is one slip away, where there is just one; else the word itself."""
    if len(word) < 4 or not word.isalpha() or word in WEEKDAYS or word in MONTH_NUMBERS:
        return word
    found = [name for name in _LONG if word != name + "s" and _one_slip(word, name)]
    return found[0] if len(found) == 1 else word


def _one_slip(word: str, name: str) -> bool:
    """Whether one letter is wrong, missing, too many, or two neighbours are swapped."""
    same = 0
    while same < min(len(word), len(name)) and word[same] == name[same]:
        same += 1
    rest, other = word[same:], name[same:]
    if not rest and not other:
        return False
    swapped = other[1:2] + other[:1] + other[2:]
    return rest[1:] in {other[1:], other} or rest in {other[1:], swapped}


def _without_joints(words: list[str]) -> list[str]:
    """Without "the" and "of", which must stand in front of something; a stray one stays."""
    kept: list[str] = []
    for number, word in enumerate(words):
        after = words[number + 1] if number + 1 < len(words) else ""
        joins = word == "the" or (word == "of" and number > 0)
        if not (joins and after and after not in {word, "of"}):
            kept.append(word)
    return kept


def _without_part(words: list[str]) -> list[str] | None:
    """The words before or behind a part of the day; None where there is none."""
    match words:
        case ["noon" | "midday"] | ["at", "noon" | "midday"]:
            return []
        case [*day, "in", "morning" | "afternoon" | "evening"] | [
            *day,
            "at" | "around" | "about",
            "lunchtime" | "noon" | "midday",
        ] if day:
            return day
        case [*day, part] if part in DAYPARTS and day and day[-1] not in _NOT_BEFORE_PART:
            return day
        case ["noon" | "midday", *day] | ["at", "noon" | "midday", *day]:
            return _without_on(day)
        case [part, *day] if part in DAYPARTS and day and _is_dateish(day):
            return _without_on(day)
    return None


def _is_dateish(words: list[str]) -> bool:
    """Whether "the evening of ..." may go on like this: with a number or a weekday."""
    first = words[1] if words[0] == "on" and len(words) > 1 else words[0]
    return first in WEEKDAYS or first[:1].isdigit() or first in MONTH_NUMBERS


def _without_on(words: list[str]) -> list[str]:
    return words[1:] if words[0] == "on" and len(words) > 1 else words


def _clock_at_end(words: list[str], typed: str) -> tuple[int, list[str]] | None:
    """The hour of a time of day at the end, and the words before it."""
    match words:
        case [*day, clock, "am" | "pm" as half]:
            hour = _hour(clock, half, typed)
        case [*day, clock, "oclock"] if count_of(clock) is not None:
            hour = _hour(str(count_of(clock)), "", typed)
        case [*day, clock, "h", minutes] if day and clock.isdigit() and minutes in _SIXTY:
            hour = _hour(f"{clock}:{minutes}", "", typed)
        case [*day, "at", clock, "h"] if clock.isdigit():
            hour = _hour(clock, "", typed)
            return hour, day
        case [*day, clock] if ":" in clock:
            hour = _hour(clock, "", typed)
        case [*day, "at" | "around" | "about", clock] if (bare := _bare_hour(clock)) is not None:
            return bare, day
        case _:
            return None
    if day and day[-1] in {*_AT, "t"}:
        day = day[:-1]
    return hour, day


def _clock_at_start(words: list[str], typed: str) -> tuple[int, list[str]] | None:
    """The hour of a time of day in front, and the day behind it: "5pm yesterday"."""
    at = words[:1] in (["at"], ["around"], ["about"])
    rest = words[1:] if at else words
    match rest:
        case [clock, "am" | "pm" as half, *day] if day:
            return _hour(clock, half, typed), _without_on(day)
        case [clock, "oclock", *day] if day and count_of(clock) is not None:
            return _hour(str(count_of(clock)), "", typed), _without_on(day)
        case [clock, *day] if day and ":" in clock:
            return _hour(clock, "", typed), _without_on(day)
        case [clock, *day] if at and day and (hour := _bare_hour(clock)) is not None:
            return hour, _without_on(day)
    return None


def _bare_hour(clock: str) -> int | None:
    """The hour of "5", "five", "17.30" or "1730" behind "at"."""
    hours, dot, minutes = clock.partition(".")
    if not dot and len(clock) == 4 and clock.isdigit():
        hours, minutes = clock[:2], clock[2:]
    count = int(hours) if hours.isdigit() else number_word(hours)
    real = count is not None and count < 24 and (not minutes or minutes in _SIXTY)
    return count if real and len(hours) < 7 and not (dot and not minutes) else None


def _hour(clock: str, half: str, typed: str) -> int:
    """The hour of a time of day, 0 to 23.

    Raises:
        BadDateError: There is no such time.
    """
    hour, *rest = clock.replace(".", ":").split(":")
    hours = range(1, 13) if half else range(24)
    real = hour.isdigit() and len(hour) in {1, 2} and int(hour) in hours and len(rest) in range(3)
    if not real or not set(rest) <= _SIXTY:
        raise BadDateError(
            f'The "{clock}" in "{typed}" is not a time of day',
            "Write a time from 00:00 to 23:59, or leave it out",
        )
    return int(hour) % 12 + 12 * (half == "pm") if half else int(hour)
