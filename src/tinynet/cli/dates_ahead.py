"""What comes up: birthdays and other yearly days, and next-time notes of the people at hand."""

from __future__ import annotations

from datetime import timedelta

from tinynet.store.db import json_list

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from tinynet.cli.env import Env
    from tinynet.store.db import Store

LEAP_DAY = "02-29"
YEAR = 366


def dates(env: Env, store: Store, ahead: int) -> list[dict[str, Any]]:
    """The yearly days from today to `ahead` days on, the nearest first.

    Returns:
        Records with handle, name, what, on (ISO) and age (None where the year is not known).
    """
    days = {
        f"{day.month:02}-{day.day:02}": day
        for day in (env.today + timedelta(days=n) for n in range(min(ahead, YEAR - 1), -1, -1))
    }
    if "02-28" in days and LEAP_DAY not in days:
        days[LEAP_DAY] = days["02-28"]  # in a common year it is kept on the 28th
    found = store.rows("upcoming_dates", days=json_list(list(days)))
    if not found:
        return []
    from tinynet.core.partial import age_on

    listed = [
        {
            "handle": handle,
            "name": name,
            "what": what,
            "on": days[month_day].isoformat(),
            "age": age_on(partial, days[month_day]),
        }
        for handle, name, what, partial, month_day in found
    ]
    return sorted(listed, key=lambda row: (row["on"], row["name"]))


def next_notes(store: Store, handles: Sequence[str]) -> list[dict[str, Any]]:
    """The next-time notes that wait for these people."""
    return store.records("next_notes", handles=json_list(handles)) if handles else []
