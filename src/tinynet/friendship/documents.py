"""What the JSON of staying in touch holds; only mypy and the reference load it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

from tinynet.contacts.documents import Interaction
from tinynet.output.documents import Day, Days, Handle, PersonName, Standing
from tinynet.plans.documents import Plan


class DateAhead(TypedDict):
    """A yearly day that comes up; `age` is the one reached then, `ideas` what might be given."""

    handle: Handle
    name: str
    what: str
    on: Day
    age: int | None
    ideas: Sequence[str]


class WaitingNote(TypedDict):
    """A next-time note."""

    id: int
    handle: Handle
    name: str
    on: Day
    text: str


class DueDocument(TypedDict):
    """Who is due, the best reason first; `total` counts those beyond the limit, too."""

    today: Day
    total: int
    due: Sequence[Standing]
    dates: Sequence[DateAhead]
    plans: Sequence[Plan]
    notes: Sequence[WaitingNote]
    anybody: bool
    day_off: bool
    away_days: Days | None


class SummaryDocument(DueDocument):
    """The day's summary: `due`, and what was logged last."""

    last: Interaction | None


class Snoozed(PersonName):
    """Somebody who was put on a later day."""

    snoozed_until: Day


class SpreadDocument(TypedDict):
    """Who was put on which day; `total` were due."""

    total: int
    spread: Sequence[Snoozed]


class WhyPerson(TypedDict):
    """What was chosen for a person."""

    handle: Handle
    name: str
    circle: str | None
    every_days: Days | None
    skipped_on: Day | None
    snoozed_until: Day | None
    paused_until: Day | None
    archived_on: Day | None


class Tie(TypedDict):
    """A friendship in numbers."""

    state: str
    days_since: Days | None
    last_on: Day | None
    cadence_days: float
    cadence_from: str
    ratio: float | None
    due_on: Day | None
    depth: float
    warmth: float
    strength: float
    usual_gap_days: float | None
    contact_days: int
    first_on: Day | None
    half_life_days: Days
    hours: float
    clock_on: Day | None
    hall_mark: str | None


class ContactDay(TypedDict):
    """A day that counts; the sum of `decayed` makes the depth."""

    on: Day
    kind: str
    minutes: int | None
    people: int
    deep: bool
    credit: float
    age_days: Days
    decayed: float


class WhyDocument(TypedDict):
    """Where a person's numbers come from."""

    person: WhyPerson
    tie: Tie
    days: Sequence[ContactDay]


class RankedPerson(TypedDict):
    """A person and the friendship's numbers."""

    handle: Handle
    name: str
    circle: str | None
    depth: float
    warmth: float
    strength: float
    contact_days: int
    usual_gap_days: float | None
    first_on: Day | None
    last_on: Day | None
    hours: float
    tags: Sequence[str]


class RankDocument(TypedDict):
    """People; `total` counts those beyond the limit, too."""

    people: Sequence[RankedPerson]
    by: str
    total: int
    anybody: bool


class FallingDue(TypedDict):
    """Somebody who falls due, or comes back on the list, on `listed_on`."""

    handle: Handle
    name: str
    due_on: Day
    listed_on: Day
    last_on: Day | None
    cadence_days: float
    cadence_from: str
    usual_gap_days: float | None


class UpcomingDocument(TypedDict):
    """What comes in the next `days`."""

    today: Day
    days: Days
    dates: Sequence[DateAhead]
    due: Sequence[FallingDue]
    plans: Sequence[Plan]
    due_before: int | None


class Circle(TypedDict):
    """A circle: how many it is meant for, how many are in it, and who."""

    circle: str
    size: int
    people: int
    cadence_days: float
    handles: Sequence[Handle]
    names: Sequence[str]


class CirclesDocument(TypedDict):
    """The four circles; `unassigned` counts who is in none."""

    circles: Sequence[Circle]
    unassigned: int


class SnoozeDocument(PersonName):
    """Until when somebody is left out."""

    snoozed_until: Day | None
    was: Day | None
    tie: Standing


class SkipDocument(PersonName):
    """Since when somebody's clock runs again."""

    skipped_on: Day | None
    was: Day | None
    tie: Standing


class PauseDocument(PersonName):
    """Until when somebody is paused; 9999-12-31 is until you say so."""

    paused_until: Day | None
    was: Day | None
    tie: Standing


class ArchiveDocument(PersonName):
    """Since when somebody is put away."""

    archived_on: Day | None
    was: Day | None
    tie: Standing


class SnoozeManyDocument(TypedDict):
    """The same of everybody in a group, a record each."""

    people: Sequence[SnoozeDocument]


class SkipManyDocument(TypedDict):
    """The same of everybody in a group, a record each."""

    people: Sequence[SkipDocument]


class PauseManyDocument(TypedDict):
    """The same of everybody in a group, a record each."""

    people: Sequence[PauseDocument]


class ArchiveManyDocument(TypedDict):
    """The same of everybody in a group, a record each."""

    people: Sequence[ArchiveDocument]
