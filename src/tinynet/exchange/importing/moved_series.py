"""What the days of a meeting were named before all of its series was moved to another weekday.

Calendars name a day of a series by when it was to be. After Mondays have become Tuesdays each has
another name, so the names of the days around it are tried, of the same hour. That tells only where
no other day of the series is as near: of one day a week.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

NEAR = 6  # days by which a meeting that is held once a week may have been moved
_NAME = re.compile(r"(.*) (\d{8})((?:T\d{6}Z?)?)", re.DOTALL)


def names_before(name: str) -> Iterator[str]:
    """What a day of a series may have been named, days before it first: so the order of all stays.

    Args:
        name: The series and the time of the day: "u1@example.org 20240603T100000".
    """
    found = _NAME.fullmatch(name)
    if found is None:
        return
    series, day, clock = found.groups()
    try:
        on = date.fromisoformat(day)
        for days in (*range(-1, -NEAR - 1, -1), *range(1, NEAR + 1)):
            moved = on + timedelta(days)
            yield f"{series} {moved.isoformat().replace('-', '')}{clock}"
    except (ValueError, OverflowError):
        return
