"""What the JSON of looking back holds; only mypy and the reference load it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, TypedDict

from tinynet.output.documents import Day, Days, Handle, PartialDay, PersonName

Money = Annotated[float, "amount of money"]
Month = Annotated[str, "month (ISO)"]
Flag = Annotated[int, "0 or 1"]


class KindCount(TypedDict):
    """How many contacts of a kind there were."""

    kind: str
    in_person: bool
    contacts: int


class Contacts(TypedDict):
    """Contacts in numbers; `hours` are those in person, `attempts` nobody answered."""

    contacts: int
    hours: float
    in_person: int
    remote: int
    kinds: Sequence[KindCount]
    by_me: int
    by_them: int
    attempts: int


class SeenPerson(PersonName):
    """On how many days there was contact with somebody."""

    days: Days


class NewPerson(PersonName):
    """Somebody you met, and whether you met again."""

    met_on: PartialDay | None
    again: bool


class ChangedDepth(PersonName):
    """A friendship's depth before and after."""

    before: float
    now: float


class PassedMark(PersonName):
    """Somebody with whom one of Hall's marks was passed."""

    hours: float
    mark: int
    what: str


class CircleCount(TypedDict):
    """A circle: how many it is meant for, how many are in it, and how many of them were seen."""

    circle: str
    size: int
    people: int
    seen: int


class PeopleOfYear(TypedDict):
    """The people of a span of days."""

    seen: int
    most_seen: Sequence[SeenPerson]
    new: Sequence[NewPerson]
    deepened: Sequence[ChangedDepth]
    cooling: Sequence[ChangedDepth]
    marks: Sequence[PassedMark]
    circles: Sequence[CircleCount]


class MonthCount(TypedDict):
    """The contacts of a month."""

    month: Month
    contacts: int
    in_person: int


class ReachedOut(PersonName):
    """How often which side reached out."""

    me: int
    them: int


class OccasionOfYear(TypedDict):
    """An occasion: its cost in hundredths, and how many were met there, and met again."""

    name: str
    on: Day
    cost: int | None
    drained: Flag | None
    met: int
    again: int


class Evenings(TypedDict):
    """All occasions in numbers; `cost` is in hundredths."""

    count: int
    cost: int | None
    drained: int
    met: int
    again: int


class EarlierYear(Contacts):
    """The same days of the year before."""

    since: Day
    until: Day
    seen: int
    new: int


class YearDocument(Contacts, PeopleOfYear):
    """A year in friends; the busiest and the quietest month where there is something to compare."""

    year: int
    since: Day
    until: Day
    log_begins: Day | None
    anybody: bool
    months: Sequence[MonthCount]
    busiest: Month | None
    quietest: Month | None
    reached: Sequence[ReachedOut]
    occasions: Sequence[OccasionOfYear]
    evenings: Evenings
    earlier: EarlierYear


class YearCount(TypedDict):
    """The contacts of a year."""

    year: int
    contacts: int
    in_person: int


class PlaceCount(TypedDict):
    """How often you met somewhere."""

    place: str
    times: int


class LastingFriend(PersonName):
    """A friendship, and since when it lasts."""

    since: PartialDay
    last_on: Day


class PeoplePastMark(TypedDict):
    """With how many people you have spent as many hours as one of Hall's marks."""

    mark: int
    what: str
    people: int


class StatsDocument(Contacts):
    """The numbers of all time."""

    today: Day
    log_begins: Day | None
    people: int
    archived: int
    in_circles: int
    seen: int
    years: Sequence[YearCount]
    places: Sequence[PlaceCount]
    longest: Sequence[LastingFriend]
    marks: Sequence[PeoplePastMark]
    evenings: Evenings


class Source(TypedDict):
    """A way or place of meeting: how many were met, met again, and became friends.

    Of the `evenings` spent there, `told` have it kept whether they drained you; `enough` says that
    there are people enough to conclude something.
    """

    source: str | None
    what: Annotated[str, "`met`, `through` or `unknown`"]
    handle: Handle | None
    met: int
    again: int
    year_ago: int
    after_a_year: int
    friends: int
    hours: float
    spent: Money | None
    evenings: int
    drained: int
    told: int
    enough: bool


class SourcesDocument(TypedDict):
    """Where friends come from; a friend is as deep as `friend_depth`, and `few` are too few."""

    since: Day | None
    anybody: bool
    few: int
    friend_depth: float
    sources: Sequence[Source]
