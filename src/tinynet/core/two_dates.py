"""Compare and merge two partial dates: 1980 and 12 April are 12 April 1980."""

from __future__ import annotations

from tinynet.core.partial import parse_partial
from tinynet.errors import BadDateError

WHOLE_DAY = len("04-12")


def dates_clash(one: str, other: str) -> bool:
    """Whether two stored partial dates contradict: a part known in both differs."""
    return any(
        a and b and not (a.startswith(b) or b.startswith(a))
        for a, b in zip(_parts(one), _parts(other), strict=True)
    )


def same_day(one: str, other: str) -> bool:
    """Whether day and month are known in both, and equal."""
    day, other_day = _parts(one)[1], _parts(other)[1]
    return day == other_day and len(day) == WHOLE_DAY


def merge_dates(one: str, other: str) -> str | None:
    """Merge two stored partial dates; None if they contradict each other.

    "1980" and "--04-12" make "1980-04-12"; a date that is not circa is surer than one that is.
    """
    if one.rstrip("~") == other.rstrip("~"):
        return min(one, other, key=len)
    if dates_clash(one, other):
        return None
    exact = [date for date in (one, other) if not date.endswith("~")]
    if len(exact) == 1:
        return exact[0]
    year, day = (max(parts, key=len) for parts in zip(_parts(one), _parts(other), strict=True))
    joined = (f"{year}-{day}" if day else year) if year else f"--{day}"
    try:
        return parse_partial(joined + ("" if exact else "~"))
    except BadDateError:  # 29 February of a year that has none
        return None


def _parts(partial: str) -> tuple[str, str]:
    """The year, and what is known of month and day: "1980-04" -> "1980", "04"."""
    exact = partial.rstrip("~")
    if exact.startswith("--"):
        return "", exact[2:]
    year, _, day = exact.partition("-")
    return year, day
