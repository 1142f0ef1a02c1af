"""A typed day, with today and whether it must be past or future.

Everything that reads a part of it gets this, so that a refusal names the days in question.
"""

from __future__ import annotations

from datetime import date, timedelta

from tinynet.errors import BadDateError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

FIRST_YEAR, LAST_YEAR = 1900, 2200


def same(day: date) -> date:
    """The day itself: how a day is moved where nothing moves it."""
    return day


class StillToComeError(BadDateError):
    """A future day where a past one is needed."""


class Asked:
    """What is needed to resolve a typed day.

    Attributes:
        typed: As typed, for the sentences.
        today: The day it is.
        past: Whether the day lies behind (a log) or ahead (a plan). What a longer phrase counts
            from may lie on the other side: `side` is where the day that is wanted lies.
        order: The configured `date_order`, or "".
        move: What is done to the day that is read, as in "a week from next friday".
    """

    def __init__(
        self, typed: str, today: date, past: bool, order: str, move: Callable[[date], date] = same
    ) -> None:
        self.typed, self.today, self.past, self.order, self.move = typed, today, past, order, move
        self.side = past

    def inner(self, past: bool, move: Callable[[date], date]) -> Asked:
        """The question for the day that a longer phrase counts from."""
        outer = self.move
        asked = Asked(self.typed, self.today, past, self.order, lambda day: outer(move(day)))
        asked.side = self.side
        return asked

    def fits(self, day: date) -> bool:
        """Whether a day is on the side where the day lies that is wanted; today is on both."""
        return day <= self.today if self.side else day >= self.today

    def nearest(self, days: list[date]) -> date | None:
        """The day of several, in any order, that is nearest to today on the side of `past`."""
        if self.past:
            return max((day for day in days if day <= self.today), default=None)
        return min((day for day in days if day >= self.today), default=None)

    def shift(self, day: date, count: int, unit: str) -> date:
        """The day so many days, weeks, months or years later ("d", "w", "m", "y").

        Months keep the day of the month, or take the month's last day.

        Raises:
            BadDateError: Outside 1900 to 2200.
        """
        try:
            if unit in {"d", "w"}:
                return day + timedelta(days=count * (7 if unit == "w" else 1))
            from dateutil.relativedelta import relativedelta

            return day + relativedelta(months=count * (12 if unit == "y" else 1))
        except (OverflowError, ValueError):  # beyond year 1 or 9999
            raise self.outside() from None

    def either(self, *days: date) -> BadDateError:
        """The refusal of what could be one day or another; the remedy names those that fit."""
        moved = sorted({self.move(day) for day in days})
        listed = " or ".join(near(day, self.today) for day in moved)
        fitting = [day for day in moved if self.fits(day)]
        if not fitting:
            return self.other_side(listed)
        return BadDateError(
            f'"{self.typed}" could be {listed}', f"Write {' or '.join(map(str, fitting))}"
        )

    def several(self, first: date, last: date) -> BadDateError:
        """The refusal of a span of days where one day is asked for."""
        listed = f"{dated(first, self.today)} to {dated(last, self.today)}"
        one = min(last, max(first, self.today))
        if not self.fits(first if self.side else last):
            return self.other_side(listed)
        return BadDateError(
            f'"{self.typed}" is several days, {listed}', f"Write one of them, as in {one}"
        )

    def other_side(self, listed: str) -> BadDateError:
        """The refusal of a day, said in words, on the other side of today."""
        if self.side:
            return StillToComeError(
                f'"{self.typed}" is still to come: {listed}', "Write a day up to today"
            )
        return BadDateError(f'"{self.typed}" is already over: {listed}', self.example())

    def outside(self) -> BadDateError:
        """The refusal of a day in no year that we know."""
        return BadDateError(
            f'"{self.typed}" is outside {FIRST_YEAR} to {LAST_YEAR}', "Check the number"
        )

    def example(self) -> str:
        """How a day may be written; each of them is read on every day of the year."""
        words = 'yesterday, "last friday"' if self.side else 'tomorrow, "in 2 weeks"'
        return f'Write it like {words}, "12 nov" or {self.today}'


def dated(day: date, today: date) -> str:
    """A day in words, "Fri 13 Nov", with the year where it is not today's."""
    text = day.ctime()  # "Fri Nov 13 00:00:00 2026" in every locale, unlike strftime
    year = "" if day.year == today.year else f" {day.year}"
    return f"{text[:3]} {day.day} {text[4:7]}{year}"


def near(day: date, today: date) -> str:
    """A day in words, "today" where it is."""
    return "today" if day == today else dated(day, today)
