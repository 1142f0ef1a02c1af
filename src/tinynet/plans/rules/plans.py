"""The age of a plan, and when it is stale."""

from __future__ import annotations

from datetime import timedelta

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date

PAST_DAYS = 30  # after the day a plan was for; so long `due` tells of it, too


def say_age(days: int) -> str:
    """The age of a plan in words: "for 5 months", "since yesterday"."""
    from tinynet.core.dates import say_ago

    said = say_ago(max(days, 0))
    return f"for {said.removesuffix(' ago')}" if said.endswith(" ago") else f"since {said}"


def is_stale(
    made_on: date, by: date | None, offered_on: date | None, *, today: date, after: int
) -> bool:
    """Whether an open plan is old enough to ask about.

    A plan by a day is asked about a month after that day, another one `after` so many days; each
    once, so not where it was offered to be dropped since then.

    Args:
        made_on: Since when it is meant.
        by: The day it was for, if any.
        offered_on: When it was last asked about.
        today: The day it is.
        after: The setting `plan.stale` in days; 0 is never.
    """
    if by is None and not after:
        return False
    asked_from = (by or made_on) + timedelta(after if by is None else PAST_DAYS)
    return today > asked_from and (offered_on is None or offered_on <= asked_from)
