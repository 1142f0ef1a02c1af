"""What JSON holds in several rooms: the words for its values, and the documents all may answer."""

from __future__ import annotations

from typing import Annotated, TypedDict

Day = Annotated[str, "day (ISO)"]
PartialDay = Annotated[str, "day of which parts may be unknown"]
Handle = Annotated[str, "handle"]
Days = Annotated[int, "days"]
Minutes = Annotated[int, "minutes"]
MeOrThem = Annotated[str, "`me` or `them`"]


class CountDocument(TypedDict):
    """How many there are."""

    count: int


class NothingDocument(TypedDict):
    """Nothing beside what the command itself has written."""


class PersonName(TypedDict):
    """A person by handle and name."""

    handle: Handle
    name: str


class Standing(TypedDict):
    """How a person stands, today."""

    handle: Handle
    name: str
    state: Annotated[str, "`ok`, `soon`, `due`, `overdue`, `fading` or `dormant`"]
    days_since: Days | None
    last_on: Day | None
    cadence_days: float
    cadence_from: Annotated[str, "`person`, `circle`, `rhythm` or `default`"]
    ratio: float | None
    due_on: Day | None
    depth: float
    warmth: float
    strength: float
    usual_gap_days: float | None
