"""What the JSON of plans and favours holds; only mypy and the reference load it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, TypedDict

from tinynet.output.documents import Day, Days, Handle, MeOrThem, PersonName


class Plan(TypedDict):
    """What you mean to do with somebody."""

    id: int
    kind: str
    people: Sequence[Handle]
    names: Sequence[str]
    made_on: Day
    age_days: Days
    by: Day | None
    note: str | None
    said_by: MeOrThem | None


class PlanDocument(Plan):
    """The plan as it is kept now; `refreshed` says that it was there and was corrected."""

    refreshed: bool


class DroppedPlanDocument(Plan):
    """The plan that was let go."""

    dropped: bool


class DonePlanDocument(Plan):
    """The plan that is done, as somebody says."""

    done: bool


class PlanWithState(Plan):
    """A plan, and what became of it."""

    state: Annotated[str, "`open`, `stale`, `done` or `dropped`"]
    done_on: Day | None
    interaction_id: int | None
    dropped_on: Day | None


class PlansDocument(TypedDict):
    """Plans, those by a day first; `of` is whose, where that was asked.

    `kept` and `dropped` count what you said of those that had waited long.
    """

    today: Day
    of: PersonName | None
    kept: int
    dropped: int
    plans: Sequence[PlanWithState]


class FulfilledPlan(TypedDict):
    """A plan that an interaction fulfilled, or no longer does."""

    id: int
    kind: str
    made_on: Day
    interaction: int | None


class KeptFavour(TypedDict):
    """Help that was given or received, where it is clear with whom."""

    id: int
    way: Annotated[str, "`gave` or `got`"]
    on: Day
    text: str


class Favour(KeptFavour):
    """Help that was given or received."""

    handle: Handle
    name: str


class FavourDocument(Favour):
    """A favour, and how often you helped and were helped by now."""

    gave: int
    got: int


class RemovedFavourDocument(FavourDocument):
    """The favour that was taken out."""

    removed: bool


class FavourBalance(PersonName):
    """How often who helped, and what was last."""

    gave: int
    got: int
    last_on: Day
    last_way: str
    last: str


class FavoursDocument(TypedDict):
    """Help by person, whoever it was lately first; `of` is with whom, where that was asked."""

    today: Day
    of: PersonName | None
    people: Sequence[FavourBalance]
    favours: Sequence[Favour]
