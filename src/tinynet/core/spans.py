"""Read durations, cadences and periods: "1h30" -> minutes, "2w" and "monthly" -> days; and back.

The one trap is "m": in a duration it is minutes, in a cadence or a period it is months.
The daily path imports this file, so it imports nothing but the errors, and no `re`: typed words
are split by hand and compared as a list.
"""

from __future__ import annotations

from tinynet.errors import BadValueError

NEVER = 0  # the cadence of somebody who is never due
LONGEST_TEXT = 60  # characters; "the second friday of last november" has half of it
DAY_MINUTES = 24 * 60
LONGEST_DAYS = 10 * 365
HOUR = 60
YEAR_MONTHS = 12

_MINUTE_WORDS = ("m", "min", "mins", "minute", "minutes")
_HOUR_WORDS = ("h", "hr", "hrs", "hour", "hours")
_SPOKEN = {"half an hour": 30, "half hour": 30, "a half hour": 30}
_SPOKEN |= {"quarter of an hour": 15, "a quarter of an hour": 15}
_SPOKEN |= {"three quarters of an hour": 45}
_PARTS = {"half": 30, "quarter": 15}  # of an hour
_UNIT_WORDS = (
    *("d", "day", "days", "w", "wk", "wks", "week", "weeks", "fortnight", "fortnights"),
    *("m", "mo", "mos", "mth", "mths", "month", "months", "y", "yr", "yrs", "year", "years"),
)
_COUNTS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_COUNTS |= {"seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12}
_COUNTS |= {"thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17}
_COUNTS |= {"eighteen": 18, "nineteen": 19}
TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50}
TENS |= {"sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_COUNTS |= TENS
_NAMED = {"never": NEVER, "daily": 1, "weekly": 7, "fortnightly": 14, "monthly": 30}
_NAMED |= {"quarterly": 91, "yearly": 365, "annually": 365}
_SAID = {NEVER: "never", 1: "daily", 7: "weekly", 30: "monthly", 91: "quarterly", 365: "yearly"}
_TWO_MEANINGS = {
    "biweekly": ("twice a week or every 2 weeks", "2w, or 3d for twice a week"),
    "bimonthly": ("twice a month or every 2 months", "2m, or 2w for twice a month"),
}
_DURATION_HELP = 'Write it like 45m, 1h30 or "2 hours"'
_STEP_HELP = 'Write it like 1w, 14d or "2 months"'
_CADENCE_HELP = 'Write it like 2w, 90d, "3 months", weekly or never'
_PERIOD_HELP = 'Write it like 3d, 2w or "1 month"'


class UnreadSpanError(BadValueError):
    """The text is not a duration, cadence or period."""


def plain(text: str, what: str, remedy: str, error: type[BadValueError] = BadValueError) -> str:
    """Strip the typed text, and refuse one that cannot be a `what`.

    Args:
        text: As typed.
        what: What it should be, for the sentence: "date", "cadence".
        remedy: What to do about it, for the error.
        error: The error to raise.

    Raises:
        BadValueError: (or `error`) Empty, over 60 characters, or with anything but the
            printable ASCII characters: other digits and look-alike letters are no trick here.
    """
    if len(text) > LONGEST_TEXT:
        raise error(f"{len(text)} characters are too many for a {what}", remedy)
    typed = text.strip()
    if not typed:
        raise error(f"The {what} is empty", remedy)
    for char in typed:
        if not " " <= char <= "~":
            raise error(f'The "{char}" in "{typed}" cannot be part of a {what}', remedy)
    return typed


def split_words(typed: str) -> list[str]:
    """Lower-case words of `plain` text: digits and letters part, one final "." or "," goes.

    "1h30" -> 1 h 30, "Nov. 12th, 2025" -> nov 12 th 2025, "2026-11-12T18:00" -> 2026-11-12 t 18:00.
    """
    typed = typed.lower()
    spaced = ""
    for before, char in zip(" " + typed, typed, strict=False):
        met = (before.isdigit() and char.isalpha()) or (before.isalpha() and char.isdigit())
        spaced += " " + char if met else char
    return [word[:-1] if word[-1] in ",." else word for word in spaced.split()]


def read_span(words: list[str]) -> tuple[int, str] | None:
    """Count and unit ("d", "w", "m" or "y") of "3 days", "2w", "a week"; None if it is not a span.

    Here "m" is months. The count may be 0: what that means is the caller's to say.
    """
    match words:
        case [number, unit] if unit in _UNIT_WORDS and (count := count_of(number)) is not None:
            return (count * 2, "w") if unit[0] == "f" else (count, unit[0])
    return None


def count_of(word: str) -> int | None:
    """The number that "3", "three", "a" or "twenty-one" says; None if it says none."""
    if word.isdigit():
        return int(word)
    return 1 if word in {"a", "an"} else number_word(word)


def number_word(word: str) -> int | None:
    """The number that "three" or "twenty-one" says; None if it says none."""
    tens, _, ones = word.partition("-")
    if tens in TENS and 1 <= _COUNTS.get(ones, 0) <= 9:
        return TENS[tens] + _COUNTS[ones]
    return _COUNTS.get(word)


def parse_duration(text: str) -> int:
    """How long something took, in minutes (1 to 1440); "m" is minutes.

    Reads 45m, 90 minutes, 1h, 1h30, 1h30m, 1:30, 2 hours, 1.5h, "an hour", "half an hour",
    "an hour and a half", "an hour and 20 minutes", "a quarter of an hour".

    Raises:
        BadValueError: A bare number, nothing or less, over 24 hours, or not a duration.
    """
    typed = plain(text, "duration", _DURATION_HELP)
    words = split_words(typed)
    minutes = minutes_of(words)
    if minutes is None:
        raise _unreadable(typed, words, "duration", _DURATION_HELP)
    if minutes == 0:
        raise BadValueError(
            f'"{typed}" is no time at all', "Write how long it took, or leave it out"
        )
    if minutes > DAY_MINUTES:
        raise BadValueError(
            f'"{typed}" is longer than a day', "Write 24h at most, and log each day of a long visit"
        )
    return minutes


def say_duration(minutes: int) -> str:
    """Minutes in words that `parse_duration` reads back: "45m", "1h", "1h05", "1h30"."""
    hours, rest = divmod(minutes, HOUR)
    if not hours:
        return f"{rest}m"
    return f"{hours}h{rest:02}" if rest else f"{hours}h"


def parse_cadence(text: str, remedy: str = _CADENCE_HELP) -> int:
    """How often, in days (1 to 3650), or NEVER; "m" is months, and n months are n * 365 / 12 days.

    Reads 2w, 90d, 6m, 1y, "3 weeks", "every 2 weeks", "every month", daily, weekly, fortnightly,
    monthly (30), quarterly (91), yearly and annually (365), never (0).

    Raises:
        BadValueError: A bare number, nothing or less, over 10 years, biweekly and bimonthly
            (which have two meanings), or not a cadence.
    """
    typed = plain(text, "cadence", remedy)
    name = typed.lower()
    if name in _NAMED:
        return _NAMED[name]
    if name in _TWO_MEANINGS:
        meanings, instead = _TWO_MEANINGS[name]
        raise BadValueError(f'"{typed}" could be {meanings}', f"Write {instead}")
    words = split_words(typed)
    match words:
        case ["every", unit]:
            words = ["a", unit]
        case ["every", number, unit]:
            words = [number, unit]
    return _days(typed, words, "cadence", remedy)


def parse_step(text: str) -> tuple[int, int]:
    """From one of a row to the next, in months and days, of which one is 0; "m" is months.

    Reads what `parse_cadence` reads; months and years are those of the calendar.

    Raises:
        BadValueError: As `parse_cadence`, or never.
    """
    days = parse_cadence(text, _STEP_HELP)
    if days == NEVER:
        raise BadValueError(f'"{text}" does not come again', _STEP_HELP)
    words = [word for word in split_words(text.strip()) if word != "every"]
    months = {"monthly": 1, "quarterly": 3, "yearly": 12, "annually": 12}
    if len(words) == 1 and words[0] in {*months, "month", "quarter", "year"}:
        return months.get(words[0]) or {"month": 1, "quarter": 3, "year": 12}[words[0]], 0
    count, unit = read_span(words) or (days, "d")
    return (count * (12 if unit == "y" else 1), 0) if unit in {"m", "y"} else (0, days)


def say_cadence(days: int) -> str:
    """Days in words that `parse_cadence` reads back: "weekly", "2 weeks", "6 months", "never"."""
    if days in _SAID:
        return _SAID[days]
    if days % 365 == 0:
        return f"{days // 365} years"
    months = round(days * 12 / 365)
    if months > 1 and in_days(months, "m") == days:
        return f"{months} months"
    return f"{days} days" if days % 7 else f"{days // 7} weeks"


def parse_period(text: str) -> int:
    """How long from now, in days (1 to 3650), for snoozing and `--within`; "m" is months.

    Reads 3d, 2w, 6m, 1y, "1 month", "10 days", "a week"; n months are n * 365 / 12 days.

    Raises:
        BadValueError: A bare number, nothing or less, over 10 years, or not a period.
    """
    typed = plain(text, "period", _PERIOD_HELP)
    return _days(typed, split_words(typed), "period", _PERIOD_HELP)


def as_many_months(text: str) -> int | None:
    """The months of "30m", which may have been minutes; None for 12 and fewer, and other spans."""
    words = split_words(text.strip())
    match words:
        case [number, "m"] if number.isdigit() and int(number) > YEAR_MONTHS:
            return int(number)
    return None


def in_days(count: int, unit: str) -> int:
    """Days in so many of a unit ("d", "w", "m", "y"); a month is 365 / 12 days, a year 365."""
    return round(count * {"d": 1, "w": 7, "m": 365 / 12, "y": 365}[unit])


def _days(typed: str, words: list[str], what: str, remedy: str) -> int:
    span = read_span(words)
    if span is None:
        raise _unreadable(typed, words, what, remedy)
    days = in_days(*span)
    if days == 0:
        raise BadValueError(f'"{typed}" is no time at all', remedy)
    if days > LONGEST_DAYS:
        raise BadValueError(f'"{typed}" is longer than 10 years', "Write 10y at most")
    return days


def minutes_of(words: list[str]) -> int | None:
    """The minutes that words of `split_words` say: an hour and a half, 1 h 30; None if none."""
    match words:
        case [*spoken] if " ".join(spoken) in _SPOKEN:
            return _SPOKEN[" ".join(spoken)]
        case [number, "and", "a", part, unit] | [number, unit, "and", "a", part] if (
            unit in _HOUR_WORDS and part in _PARTS and (whole := count_of(number)) is not None
        ):
            return whole * HOUR + _PARTS[part]
        case [number, unit] if unit in _MINUTE_WORDS:
            return count_of(number)
        case [number, unit] if unit in _HOUR_WORDS:
            decimal = _decimal(number)
            return None if decimal is None else round(decimal * HOUR)
        case [hours, unit, minutes] if unit in _HOUR_WORDS and len(minutes) == len("30"):
            whole, rest = _digits(hours), _digits(minutes)
        case [hours, unit, minutes, small] | [hours, unit, "and", minutes, small] if (
            unit in _HOUR_WORDS and small in _MINUTE_WORDS
        ):
            whole, rest = count_of(hours), count_of(minutes)
        case [clock] if clock[1:2] == ":" and len(clock) == len("1:30"):  # 18:00 is not a length
            whole, rest = _digits(clock[:1]), _digits(clock[2:])
        case _:
            return None
    return None if whole is None or rest is None or rest >= HOUR else whole * HOUR + rest


def _digits(word: str) -> int | None:
    return int(word) if word.isdigit() else None


def _decimal(word: str) -> float | None:
    word = word.replace(",", ".")
    whole, point, part = word.partition(".")
    return float(word) if point and whole.isdigit() and part.isdigit() else count_of(word)


def _unreadable(typed: str, words: list[str], what: str, remedy: str) -> BadValueError:
    """The error for an unreadable span: a bare number, a negative one, wrong units."""
    short = (*_HOUR_WORDS, *_MINUTE_WORDS)
    own, other = (short, _UNIT_WORDS) if what == "duration" else (_UNIT_WORDS, short)
    if typed.startswith("-"):
        reason = "is below zero"
    elif not typed.strip("0"):
        reason = "is no time at all"
    elif typed.isdigit():
        letters = "mh" if what == "duration" else "dwm"
        names = "minutes or hours" if what == "duration" else "days, weeks or months"
        reason = f"could be {names}"
        remedy = "Write " + " or ".join(typed + letter for letter in letters)
    elif words[-1] in other and words[-1] not in own:
        counts = "minutes and hours" if what == "duration" else "days, weeks, months and years"
        reason = f"is not a {what}, which counts {counts}"
    else:
        return UnreadSpanError(f'"{typed}" is not a {what}', remedy)
    return BadValueError(f'"{typed}" {reason}', remedy)
