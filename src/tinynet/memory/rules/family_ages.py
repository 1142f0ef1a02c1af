"""The ages of relatives, from their birthdays."""

from __future__ import annotations

from datetime import date

from tinynet.core.names import fold
from tinynet.core.partial import age_on, parse_partial
from tinynet.errors import BadDateError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

# What follows a name in the key of a fact that says when somebody was born.
BORN = ("birthday", "born", "birth", "date of birth", "year of birth")


def age(birthday: str, today: date) -> tuple[int | None, bool]:
    """The age in whole years, and whether it is approximate.

    Where the day is not known the middle of what is known stands in: 1 July of a year, the 15th of
    a month.

    Returns:
        (None, False) where the year is not known, or is still to come.
    """
    certain = age_on(birthday, today)
    if certain is not None:
        return certain, False
    exact = birthday.rstrip("~")
    if exact.startswith("--"):
        return None, False
    whole = exact + ("-07-01", "-15", "")[exact.count("-")]
    years = age_on(whole, today)
    return years, years is not None


def birthday_in(days: Mapping[str, str], name: str) -> str | None:
    """The birthday of a relative in a fact about a person: "nora's birthday" = 2019.

    Args:
        days: Dates and facts by their keys.
        name: Whose; the first name or all of it may stand there.

    Returns:
        A stored partial date, or None.
    """
    folded = fold(name).replace("'", "")
    wanted = {
        f"{whose}{s} {word}"
        for whose in (folded, folded.split()[0] if folded.split() else "")
        for s in ("", "s")
        for word in BORN
    }
    for key, value in days.items():
        if fold(key).replace("'", "").replace("\u2019", "") in wanted:
            try:
                return parse_partial(value)
            except BadDateError:
                continue
    return None
