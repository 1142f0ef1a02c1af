"""What the JSON of pictures holds; only mypy and the reference load it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, TypedDict

from tinynet.output.documents import Day, Handle, Minutes, PartialDay, PersonName
from tinynet.year.documents import YearDocument


class PictureDocument(TypedDict):
    """A picture: `file` is where it was written, null where it was not."""

    picture: Annotated[str, "`orbit`, `days`, `tree`, `ties`, `person` or `year`"]
    today: Day
    file: str | None
    format: Annotated[str | None, "`svg`, `png`, `html`, `dot` or null"]
    dry_run: bool


class OrbitPerson(TypedDict):
    """Somebody in the orbit; `before` is three months ago, `ring` 0 the innermost."""

    handle: Handle
    name: str
    circle: str | None
    hours: float
    value: float
    before: float
    ring: int
    cooling: bool
    named: bool


class OrbitDocument(PictureDocument):
    """The orbit, the strongest first."""

    by: Annotated[str, "`strength` or `depth`"]
    people: Sequence[OrbitPerson]


class ContactsOfDay(TypedDict):
    """A day with contacts."""

    on: Day
    in_person: int
    remote: int


class DaysDocument(PictureDocument):
    """The days with contacts of a span; `handle` is whose, null for everybody's."""

    since: Day
    until: Day
    handle: Handle | None
    days: Sequence[ContactsOfDay]


class MetPerson(TypedDict):
    """Somebody in the tree; `level` 0 are those you met by yourself."""

    handle: Handle
    name: str
    via: Handle | None
    level: int
    on: PartialDay | None


class TreeDocument(PictureDocument):
    """How you met everybody, each before those who came through them."""

    people: Sequence[MetPerson]


class PlacedPerson(PersonName):
    """Somebody who knows somebody, and where they stand in the picture, in pixels."""

    x: float
    y: float


class KnownPair(TypedDict):
    """Two people who know each other; `on` is when you introduced or last saw them together."""

    one: Handle
    other: Handle
    sort: Annotated[str, "`related`, `introduced`, `through` or `together`"]
    how: Annotated[str, "the relation, `introduced`, `through` or a kind of contact"]
    on: Day | None


class TiesDocument(PictureDocument):
    """Who knows whom; `alone` counts who knows nobody, `crossings` is null where there are many."""

    people: Sequence[PlacedPerson]
    ties: Sequence[KnownPair]
    alone: int
    crossings: int | None


class PeakOfFriendship(TypedDict):
    """A day on which a friendship was as deep as never around it, and what happened."""

    on: Day
    depth: float
    kind: str
    minutes: Minutes
    place: str | None


class MonthOfFriendship(TypedDict):
    """A month: depth and warmth at its end, and its contacts."""

    month: Annotated[str, "month (2026-03)"]
    depth: float
    warmth: float
    contacts: int
    in_person: int


class FriendshipDocument(PictureDocument):
    """A friendship over the years, month by month."""

    handle: Handle
    name: str
    months: Sequence[MonthOfFriendship]
    peaks: Sequence[PeakOfFriendship]


class DeepHours(TypedDict):
    """A contact that counted much."""

    on: Day
    kind: str
    minutes: Minutes
    deep: bool
    place: str | None
    people: Sequence[PersonName]


class YearPageDocument(PictureDocument):
    """The page of a year: what `year` answers, and the deepest hours."""

    year: YearDocument
    hours: Sequence[DeepHours]
