"""Partial dates: a year, a month, a day without a year, "circa".

They are stored as text, in one of five forms, each with "~" behind it for circa:
"1980-04-12", "1980-04", "1980", "--04-12" (no year), "--04" (a month).

Inside, a date is a tuple (year, month, day) in which 0 stands for "not said". The daily path
imports this file, so it loads `spans` only when something typed is read.
"""

from __future__ import annotations

from datetime import date

from tinynet.errors import BadDateError

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
FIRST_YEAR, LAST_YEAR = 1, 2200
DOUBTFUL_YEAR = 1800  # four digits below it may be a month and a day: 0412
LEAP_YEAR = 2000  # stands in where no year was said: 29 February may be a birthday

MONTH_NUMBERS = {name.lower(): number for number, name in enumerate(MONTHS, 1)}
MONTH_NUMBERS |= {name[:3].lower(): number for number, name in enumerate(MONTHS, 1)}
MONTH_NUMBERS["sept"] = 9
_FEBRUARY = 2
_MONTH_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_WORD_SHAPES = ("m", "y", "my", "ym", "dm", "md", "dmy", "mdy", "ymd")  # "m" is a month's name
ORDINALS = ("st", "nd", "rd", "th")
_CIRCA = ("circa", "about", "around", "ca.", "ca", "c.", "c", "~")  # no month begins with these
_COMPACT = 8  # digits of 19800412
_HELP = 'Write it like 1980-04-12, 1980-04, 1980, "12 April" or "circa 1980"'
SET_ORDER = "set the order once: tinynet config set date_order dmy"

Parts = tuple[int, int, int]


class TwoReadingsError(BadDateError):
    """A numeric date with two readings, given the order of day and month."""

    def __init__(self, typed: str, readings: list[Parts]) -> None:
        one, other = map(_in_words, readings)
        super().__init__(
            f'"{typed}" could be {one} or {other}',
            f'Write "{one}" or "{other}", or {SET_ORDER}',
        )
        self.readings = readings


def parse_partial(text: str, *, order: str = "") -> str:
    """Read a partial date; return its stored form.

    Reads the stored forms, --0412, 19800412, "12 april 1980", "april 12", "april 1980", april,
    1980, 12/04/1980 (see `read_parts`); circa as ~1980, 1980~, 1980?, c. 1980, circa 1980.

    Args:
        text: As typed or imported.
        order: The configured `date_order`: "dmy", "mdy" or "" (not set).

    Raises:
        BadDateError: A day that does not exist, a year outside 1 to 2200, two readings, or
            anything else.
    """
    if _is_stored_day(text):
        return text
    from tinynet.core.spans import plain, split_words

    typed = plain(text, "date", _HELP, BadDateError)
    known = typed.lower().removesuffix("~").removesuffix("?").rstrip()
    for mark in _CIRCA:
        if known.startswith(mark):
            known = known[len(mark) :].lstrip()
            break
    circa = known != typed.lower()
    has_year = not known.startswith("--")
    if not has_year:
        tail = known[2:]
        tail = f"{tail[:2]}-{tail[2:]}" if len(tail) == len("0412") else tail
        known = f"{LEAP_YEAR}-{tail}" if tail.replace("-", "").isdigit() else ""
    elif circa and len(known) == len("987") and known.isdigit():
        known = f"{known:>04}"
    elif len(known) == _COMPACT and known.isdigit():
        known = f"{known[:4]}-{known[4:6]}-{known[6:]}"
    parts = read_parts(split_words(known), typed, order)
    if parts is None:
        short = known.isdigit() and len(known) <= len("31")
        reason = "could be a day, a month or a year" if short else "is not a date"
        raise BadDateError(f'"{typed}" {reason}', _HELP)
    year, month, day = parts
    if len(known) == len("0412") and known.isdigit() and year < DOUBTFUL_YEAR and not circa:
        _check_year(known, typed)
    parts = (year if has_year else 0, month, day)
    check_parts(parts, FIRST_YEAR)
    return _stored(parts) + ("~" if circa else "")


def _is_stored_day(text: str) -> bool:
    """Whether a text is a day of a year as it is stored: as most are written in files."""
    numbers = f"{text[:4]}{text[5:7]}{text[8:]}"
    if len(text) != len("1980-04-12") or text[4] != "-" or text[7] != "-":
        return False
    if not (numbers.isascii() and numbers.isdigit()):
        return False
    year, month, day = int(numbers[:4]), int(numbers[4:6]), int(numbers[6:])
    return FIRST_YEAR <= year <= LAST_YEAR and exists((year, month, day))


def _check_year(digits: str, typed: str) -> None:
    """Refuse a year that looks like a month and a day.

    Raises:
        BadDateError: It might be.
    """
    parts = 0, int(digits[:2]), int(digits[2:])
    if parts[2] and exists(parts):
        raise BadDateError(
            f'"{typed}" could be {_in_words(parts)} or the year {digits}',
            f'Write "{_in_words(parts)}" or "circa {digits}"',
        )


def say_partial(partial: str) -> str:
    """A stored partial date in words that `parse_partial` reads back.

    "12 April 1980", "April 1980", "1980", "12 April" or "April", with "about " for circa.

    Raises:
        BadDateError: Not a stored form.
    """
    return ("about " if partial.endswith("~") else "") + _in_words(_parts(partial))


def next_on(partial: str, today: date) -> date | None:
    """The next anniversary on or after `today`; None unless month and day are known.

    29 February falls on the 28th in a common year.

    Raises:
        BadDateError: Not a stored form.
    """
    _, month, day = _parts(partial)
    if not month or not day:
        return None
    this_year = _anniversary(today.year, month, day)
    return this_year if this_year >= today else _anniversary(today.year + 1, month, day)


def age_on(partial: str, day: date) -> int | None:
    """The age in whole years reached on that day; None when it is not certain.

    That is when the year is unknown, circa or still to come, or when a birthday of which only
    the month or only the year is known might or might not have been yet.

    Raises:
        BadDateError: Not a stored form.
    """
    year, month, birthday = _parts(partial)
    if not year or partial.endswith("~"):
        return None
    years = day.year - year
    earliest = years - (day < _anniversary(day.year, month or 1, birthday or 1))
    latest = years - (day < _anniversary(day.year, month or 12, birthday or 31))
    return latest if earliest == latest >= 0 else None


def latest_day(partial: str) -> int | None:
    """The ordinal of the last day a stored partial date may mean; None without a year."""
    exact = partial.rstrip("~")
    if exact.startswith("--"):
        return None
    year, month = int(exact[:4]), int(exact[5:7] or 12)
    return date(year, month, int(exact[8:10] or _month_days(year, month))).toordinal()


def month_day(partial: str) -> str | None:
    """MM-DD of a stored form in which both are known, else None."""
    exact = partial.rstrip("~")
    return exact[-5:] if len(exact) in {7, 10} and exact.count("-") != 1 else None


def read_parts(words: list[str], typed: str, order: str) -> Parts | None:
    """Year, month and day that the words say, 0 for each not said; None if they are not a date.

    Names: "12 nov 2025", "Nov 12th", "april 1980", "12-nov-2025", "april", "1980". Numbers: the
    year first means 1980-04-12, with "-", "/" or ".". With dots and the year last it is
    day.month.year, as everywhere where dots are used. With "/" or "-" and the year last, or with
    "/" and no year, the order decides; without one a date that has two readings is refused.
    The parts may still be a day that does not exist: see `check_parts`.

    Args:
        words: From `spans.split_words`.
        typed: What was typed, for the error.
        order: "dmy", "mdy" or "" (not set).

    Raises:
        BadDateError: Two readings, or a year of two digits.
    """
    if len(words) == 1 and any(mark in words[0] for mark in "-/."):
        mark = next(mark for mark in "-/." if mark in words[0])
        words = words[0].split(mark)
        if not any(word in MONTH_NUMBERS for word in words):
            return _read_numbers(words, mark, typed, order)
    before = ["", *words]
    words = [
        word
        for last, word in zip(before, words, strict=False)
        if not (word in {"the", "of"} or (word in ORDINALS and _letter(last) == "d"))
    ]
    shape = "".join(map(_letter, words))
    if shape in {"dmd", "mdd"}:
        raise _two_digit_year(typed)
    if shape not in _WORD_SHAPES:
        return None
    numbers = (MONTH_NUMBERS.get(word) or int(word) for word in words)
    found = dict(zip(shape, numbers, strict=True))
    return found.get("y", 0), found.get("m", 0), found.get("d", 0)


def check_parts(parts: Parts, first_year: int) -> None:
    """Check that the parts exist in the calendar, in the years from `first_year` to 2200.

    Raises:
        BadDateError: No such month or day, or a year outside.
    """
    year, month, day = parts
    if year and not first_year <= year <= LAST_YEAR:
        raise BadDateError(
            f"The year {year:04} is outside {first_year} to {LAST_YEAR}", "Check the year"
        )
    if month > len(MONTHS):
        raise BadDateError(f"There is no month {month}", "Write the month by its name")
    if day and not exists(parts):
        length = _month_days(year or LEAP_YEAR, month)
        said_month = _in_words((year, month, 0))
        raise BadDateError(f"There is no {_in_words(parts)}", f"{said_month} has {length} days")


def exists(parts: Parts) -> bool:
    """Whether the calendar has this month and day; without a year, whether a leap year has."""
    year, month, day = parts
    return 1 <= month <= len(MONTHS) and 1 <= day <= _month_days(year or LEAP_YEAR, month)


def in_order(numbers: list[int], typed: str, order: str) -> Parts:
    """The date of three numbers, the year last and 0 if not said, in the order that is configured.

    Raises:
        TwoReadingsError: No order is configured, and two are possible.
    """
    first, second, year = numbers
    readings = {"dmy": (year, second, first), "mdy": (year, first, second)}
    tried = {readings[order]} if order in readings else set(readings.values())
    real = {parts for parts in tried if exists(parts)}
    if len(real) > 1:
        raise TwoReadingsError(typed, list(readings.values()))
    return min(real or tried, key=lambda parts: parts[1])  # the likelier month, to be refused


def _read_numbers(words: list[str], mark: str, typed: str, order: str) -> Parts | None:
    numbers = [*(int(word) for word in words if word.isdigit()), 0]
    match "".join(map(_letter, words)):
        case "ydd" | "yd":
            return numbers[0], numbers[1], numbers[2]
        case "dy":
            return numbers[1], numbers[0], 0
        case "ddy":
            return _with_year(numbers[:3], mark, typed, order)
        case "dd" if mark == "." and typed.endswith("."):
            return 0, numbers[1], numbers[0]
        case "dd" if mark == "/":
            return in_order(numbers, typed, order)
        case "ddd":
            raise _two_digit_year(typed)
    return None


def _with_year(numbers: list[int], mark: str, typed: str, order: str) -> Parts:
    """With dots the day is first, except for 11.24.2026, which has no other reading."""
    day, month, year = numbers
    if mark == "." and (exists((year, month, day)) or not exists((year, day, month))):
        order = "dmy"
    return in_order(numbers, typed, "mdy" if mark == "." and order != "dmy" else order)


def _two_digit_year(typed: str) -> BadDateError:
    return BadDateError(f'"{typed}" has a year of two digits', "Write all four digits of the year")


def _letter(word: str) -> str:
    """What a word can be: "m" a month's name, "d" one or two digits, "y" four, "?" neither."""
    if word in MONTH_NUMBERS:
        return "m"
    if word.isdigit() and int(word):
        return {1: "d", 2: "d", 4: "y"}.get(len(word), "?")
    return "?"


def _parts(partial: str) -> Parts:
    """Parts of a stored form: "--04-12" is (0, 4, 12)."""
    known = partial.removesuffix("~")
    try:
        numbers = [int(part or 0) for part in known.removeprefix("-").split("-")]
    except ValueError:
        numbers = []
    year, month, day = (*numbers, 0, 0, 0)[:3]
    there = any(numbers) and exists((year, month or 1, day or 1))
    in_time = not year or FIRST_YEAR <= year <= LAST_YEAR
    if not there or not in_time or _stored((year, month, day)) != known:
        raise BadDateError(f'"{partial}" is not a date', _HELP)
    return year, month, day


def _stored(parts: Parts) -> str:
    year, month, day = parts
    text = f"{year:04}" if year else "-"
    return text + (f"-{month:02}" if month else "") + (f"-{day:02}" if day else "")


def _in_words(parts: Parts) -> str:
    year, month, day = parts
    words = (str(day or ""), MONTHS[month - 1] if month else "", f"{year:04}" if year else "")
    return " ".join(word for word in words if word)


def _anniversary(year: int, month: int, day: int) -> date:
    return date(year, month, min(day, _month_days(year, month)))


def _month_days(year: int, month: int) -> int:
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return _MONTH_DAYS[month - 1] + (leap and month == _FEBRUARY)
