"""The age of a plan, and when it is stale."""

from __future__ import annotations

from datetime import timedelta

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from typing import TypedDict, TypeVar

    class Met(TypedDict):
        """A plan beside a contact that may fulfil it; people are ids with commas between."""

        id: int
        made_on: str
        interaction: int
        on: str
        by: str | None
        people: str

    MetT = TypeVar("MetT", bound=Met)


def say_age(days: int) -> str:
    """The age of a plan in words: "for 5 months", "since yesterday"."""
    from tinynet.core.dates import say_ago

    ago = say_ago(max(days, 0))
    return f"for {ago.removesuffix(' ago')}" if ago.endswith(" ago") else f"since {ago}"


def nearest(met: Sequence[MetT]) -> list[MetT]:
    """Of plans that contacts may fulfil, those that they do.

    A contact fulfils one plan for each of its people at most, and a plan is fulfilled once, by the
    earliest contact. The nearest plan goes first: the one whose day is nearest to that of the
    contact, where any day will do for a plan without one; then the one with most of the people;
    then the one that was made first.

    Args:
        met: Every plan beside every contact that may fulfil it, the earliest contacts first.
    """
    chosen: dict[int, MetT] = {}
    served: set[tuple[int, str]] = set()  # a contact and somebody who was there
    for plan in sorted(met, key=_distance):
        people = {(plan["interaction"], who) for who in plan["people"].split(",")}
        if plan["id"] not in chosen and not people & served:
            chosen[plan["id"]] = plan
            served |= people
    return list(chosen.values())


def _distance(plan: Met) -> tuple[str, int, int, int, str, int]:
    """What puts plans in order beside the contacts that may fulfil them."""
    from datetime import date

    days = 0
    if plan["by"]:
        days = abs((date.fromisoformat(plan["by"]) - date.fromisoformat(plan["on"])).days)
    together = plan["people"].count(",")
    return plan["on"], plan["interaction"], days, -together, plan["made_on"], plan["id"]


def is_stale(
    made_on: date, by: date | None, offered_on: date | None, *, today: date, after: int, past: int
) -> bool:
    """Whether an open plan is old enough to ask about.

    A plan by a day is asked about `past` so many days from that day on, another one `after` so
    many; each once, so not where it was offered to be dropped since then.

    Args:
        made_on: Since when it is meant.
        by: The day it was for, if any.
        offered_on: When it was last asked about.
        today: The day it is.
        after: The setting `plan.stale` in days; 0 is never.
        past: How long a plan is still shown after its day.
    """
    if by is None and not after:
        return False
    asked_from = (by or made_on) + timedelta(after if by is None else past)
    return today > asked_from and (offered_on is None or offered_on <= asked_from)
