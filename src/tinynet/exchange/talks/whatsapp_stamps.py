"""The time stamps of a WhatsApp chat, as phones of every language write them, and their days.

A stamp is a day and a time, in brackets or before a dash. Only the day is kept, so all that may
stand beside the time (am, 下午, p. m., Uhr) is passed over. The order of day, month and year is
found out from all stamps of a file together.
"""

# ruff: noqa: RUF001  separators of every script
from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise

ORDERS = {"dmy": "day first", "mdy": "month first", "ymd": "year first"}
FIRST_YEAR = 2009  # WhatsApp's; an earlier year is a mistake
CLEAR = 4  # an order is taken where every other one has more than so many times as much against it
_HEAD_MAX = 120  # characters in which a stamp ends
_HALF_DAY_MAX = 8  # characters of "a. m.", and the like

_MARKS = dict.fromkeys(
    map(ord, "\u061c\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
)
_SPACES = dict.fromkeys(map(ord, "\t\u00a0\u2007\u2008\u2009\u200a\u202f\u205f\u3000"), " ")
_PLAIN = _SPACES | _MARKS

# The first year of an era, less one. It is written before the year, which then comes first.
_ERAS = {"R": 2018, "令和": 2018, "H": 1988, "平成": 1988, "民國": 1911, "民国": 1911}
_BETWEEN = r"( ?[./\-\u2010\u2011\u2212／．] ?| |[年년月월] ?)"
_DATE = rf"(?P<era>{'|'.join(_ERAS)})?(\d{{1,4}}){_BETWEEN}(\d{{1,2}}){_BETWEEN}(\d{{1,4}})"
_TIME = (
    r"\d{1,2} ?(?:[:.٫：hHuч時时點点]|시) ?\d{1,2}(?P<%s> ?(?:[:.：分분]|min|m|мин|хв) ?\d{1,2})?"
)
# Words beside a time: no digits, no brackets, and a dash only inside a word.
_WORDS = r"(?:[^\d\[\]:/\n\u2013\u2014-]|(?<=[^\s\d])[/-](?=[^\s\d])){%d,32}"
_BEFORE, _AFTER = (
    rf"(?P<middle> [-\u2013\u2014] {_WORDS % 0}|{_WORDS % 1})",
    rf"(?P<after>{_WORDS % 0})",
)
_DASH = r"(?P<end>[-\u2013\u2014] |: )"
_DATE_FIRST = re.compile(
    rf"(?P<bracket>\[ ?)?{_DATE}{_BEFORE}{_TIME % 'seconds'}{_AFTER}(?(bracket)\] ?|{_DASH})"
)
_TIME_FIRST = re.compile(
    rf"(?P<bracket>\[)?{_WORDS % 0}{_TIME % 'seconds'}{_BEFORE}{_DATE}{_AFTER}"
    rf"(?(bracket)\] ?|{_DASH})"
)
_LETTER = re.compile(r"[^\W\d_]")

Numbers = tuple[str, str, str]
Shape = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Stamp:
    """The day and time at the beginning of a line.

    Attributes:
        numbers: Of the day, as they are written, in ASCII digits.
        end: Where the stamp ends in the plain line.
        shape: What all stamps of one file share.
    """

    numbers: Numbers
    end: int
    shape: Shape

    @property
    def is_bracketed(self) -> bool:
        """Whether it is in brackets, as iPhones write it."""
        return self.shape[1] is True

    @property
    def is_dotted(self) -> bool:
        """Whether dots are between the numbers."""
        return "." in self.shape


class NoSuchDayError(ValueError):
    """Three numbers are not a day; the message says why, as the end of a sentence."""


def plain(line: str) -> str:
    """A line with ordinary spaces and without marks of direction."""
    return line if line.isascii() and "\t" not in line else line.translate(_PLAIN)


def stamp_of(line: str) -> Stamp | None:
    """The stamp that a plain line begins with; None where there is none."""
    head = line[:_HEAD_MAX]
    found = _DATE_FIRST.match(head)
    at = 3  # the group of the first number
    if found is None:
        found, at = _TIME_FIRST.match(head), 5
    if found is None:
        return None
    era, *numbers = found.group("era", at, at + 2, at + 4)
    between, again = found[at + 1].strip(), found[at + 3].strip()
    if again not in {between, ""} and between not in {"年", "년"}:
        return None
    if era:
        numbers[0] = str(_ERAS[era] + int(numbers[0]))
    middle, after = found["middle"], found["after"]
    if found["end"] == ": " and len(after) > _HALF_DAY_MAX:
        return None  # a sentence with a time in it, and then a colon
    shape = (
        found.re is _DATE_FIRST,
        bool(found["bracket"]) or found["end"],
        between,
        found["seconds"] is None,
        "," in middle or "\u060c" in middle,
        _LETTER.search(middle + after) is None,
    )
    first, second, third = (one if one.isascii() else _in_ascii(one) for one in numbers)
    return Stamp((first, second, third), found.end(), shape)


@lru_cache(maxsize=4096)
def _in_ascii(digits: str) -> str:
    """Digits of any script as those of ASCII."""
    return "".join(str(int(digit)) for digit in digits)


def day_of(numbers: Numbers, order: str) -> date:
    """The day of three numbers.

    Two digits are a year of this century, or a Buddhist one; three a year of the Republic of
    China. A number of more than two digits is the year if it comes first, whatever the order.

    Args:
        numbers: As they are written.
        order: One of ORDERS.

    Raises:
        NoSuchDayError: There is no such day.
    """
    if len(numbers[0]) > 2:
        order = "ymd"
    parts = dict(zip(order, numbers, strict=True))
    year, month, day = parts["y"], parts["m"], parts["d"]
    if len(year) < 2 or len(month) > 2 or len(day) > 2:
        raise NoSuchDayError("is no day")
    try:
        found = _day(year, int(month), int(day))
    except NoSuchDayError:
        raise
    except ValueError as error:
        raise NoSuchDayError("is no day") from error
    if found.year < FIRST_YEAR:
        raise NoSuchDayError("is before there was a WhatsApp")
    return found


def _day(digits: str, month: int, day: int) -> date:
    year = int(digits)
    if len(digits) == 2:
        year += 2000 if year < 50 else 2500
    elif len(digits) == 3:
        year += _ERAS["民國"]
    if 1388 <= year < 1430:
        return _persian_day(year, month, day)
    if 1430 <= year < 1500:
        raise NoSuchDayError("is of a moon calendar, in which countries differ by a day")
    return date(year - 543 if year > 2500 else year, month, day)


def _persian_day(year: int, month: int, day: int) -> date:
    """A day of the Persian calendar, whose first day of 1388 was 21 March 2009.

    Its leap years follow a rhythm of 33 years, which holds from 1178 to 1633.

    Raises:
        NoSuchDayError: There is no such day.
    """
    leaps = (1, 5, 9, 13, 17, 22, 26, 30)
    last = 31 if month <= 6 else 30 if month < 12 or year % 33 in leaps else 29
    if not (1 <= month <= 12 and 1 <= day <= last):
        raise NoSuchDayError("is no day")
    years = 365 * (year - 1388) + sum(one % 33 in leaps for one in range(1388, year))
    months = 30 * (month - 1) + min(month - 1, 6)
    return date(2009, 3, 21) + timedelta(years + months + day - 1)


def orders_that_fit(written: Iterable[Numbers], today: date, *, dotted: bool) -> tuple[str, ...]:
    """In which order the dates of a chat are written.

    Against an order speaks each date that is not a day in it, that is still to come, or that is
    before the one of the line above.

    Args:
        written: The numbers of every stamp, as they follow each other.
        today: The day it is; one more is let pass, as a phone may be in another zone.
        dotted: Whether dots are between the numbers: then the month is never first.

    Returns:
        The order that nothing speaks against, or very much less than against the others; several
        where that cannot be told, which do not give the same days.
    """
    runs: list[Numbers] = []
    for numbers in written:
        if not runs or runs[-1] != numbers:
            runs.append(numbers)
    limit = today + timedelta(1) if today < date.max else today
    known: dict[tuple[date | None, ...], str] = {}
    against: dict[str, int] = {}
    for order in ORDERS:
        days = _days(runs, order, limit)
        if any(days) and tuple(days) not in known:
            known[tuple(days)] = order
            there = [day for day in days if day]
            against[order] = days.count(None) + sum(a > b for a, b in pairwise(there))
    least = min(against.values(), default=0)
    fit = tuple(order for order, number in against.items() if number <= CLEAR * least)
    return ("dmy",) if not fit or (dotted and set(fit) == {"dmy", "mdy"}) else fit


def _days(runs: Sequence[Numbers], order: str, limit: date) -> list[date | None]:
    """The day of each; None where there is none yet."""
    found: list[date | None] = []
    for numbers in runs:
        try:
            day = day_of(numbers, order)
        except NoSuchDayError:
            found.append(None)
        else:
            found.append(day if day <= limit else None)
    return found
