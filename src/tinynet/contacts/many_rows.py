"""What is the same for many contacts that are written at once, worked out once."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from tinynet.contacts.rows import Kind, interaction_credit

DAYS_MAX = 50_000  # days that are remembered, more than there are in a life


@lru_cache(maxsize=DAYS_MAX)
def day_number(on: str) -> int:
    """The number of an ISO day.

    Raises:
        ValueError: It is in no calendar, or written in another way.
    """
    day = date.fromisoformat(on)
    if day.isoformat() != on:
        raise ValueError(on)
    return day.toordinal()


@lru_cache(maxsize=DAYS_MAX)
def credit_of(
    kind: Kind, minutes: int | None, deep: bool, attempt: bool, people: int
) -> tuple[int, int | None]:
    """What a contact counts for each who was there (`interaction_credit`)."""
    return interaction_credit(kind, minutes, deep=deep, attempt=attempt, people=people)
