"""Derive the outcome of an introduction from the days on which you were with both."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

MET, STUCK, FADED = "met", "stuck", "faded"
OUTCOMES = (MET, STUCK, FADED)
STUCK_DAYS = 30  # between the first day with both and the last, and more
FADED_DAYS = 365  # since the last day with both, and more


def outcome(days: Sequence[date], today: date) -> str | None:
    """The outcome, as far as your own meetings show it.

    Args:
        days: Since the introduction, on which you were with both; the first one first.
        today: The day it is.

    Returns:
        `met` where both were seen once; `stuck` where they were again more than a month later;
        `faded` where the last time is more than a year ago; None where you never saw both.
    """
    if not days:
        return None
    if (today - days[-1]).days > FADED_DAYS:
        return FADED
    return STUCK if (days[-1] - days[0]).days > STUCK_DAYS else MET
