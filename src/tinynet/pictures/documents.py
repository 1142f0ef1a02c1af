"""What the JSON of pictures holds; only mypy and the reference load it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, TypedDict

from tinynet.output.documents import Day, Handle, Minutes, PersonName
from tinynet.year.documents import YearDocument


class PictureDocument(TypedDict):
    """A picture: `file` is where it was written, null where it was not."""

    picture: Annotated[str, "`orbit`, `days`, `person` or `year`"]
    today: Day
    file: str | None
    format: Annotated[str | None, "`svg`, `png`, `html` or null"]
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
