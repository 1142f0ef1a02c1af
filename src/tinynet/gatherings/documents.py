"""What the JSON of gatherings holds; only mypy and the reference load it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, NotRequired, TypedDict

from tinynet.output.documents import Day, Days, Handle, PartialDay, PersonName

OutcomeWord = Annotated[str, "`met`, `stuck` or `faded`"]


class Introduction(TypedDict):
    """An introduction, and what became of it.

    `outcome` is null where nothing is known of it; `outcome_from` is `said` where you said so,
    `seen` where it follows from the `seen_days` on which you were with both.
    """

    id: int
    on: Day
    one: Handle
    one_name: str
    other: Handle
    other_name: str
    note: str | None
    outcome: OutcomeWord | None
    outcome_from: Annotated[str, "`said` or `seen`"] | None
    seen_days: int
    last_seen_on: Day | None


class IntroduceDocument(Introduction):
    """The introduction that was kept; `refreshed` says that it was there and was corrected."""

    refreshed: bool
    removed: bool


class OutcomeCounts(TypedDict):
    """How many introductions came to what; of `open` ones nothing is known."""

    stuck: int
    met: int
    faded: int
    open: int


class IntroductionsDocument(TypedDict):
    """Introductions, the latest first; `of` is whose, where that was asked.

    `examples` are two people to begin with, where there are none.
    """

    today: Day
    of: PersonName | None
    counts: OutcomeCounts
    examples: Sequence[Handle]
    introductions: Sequence[Introduction]


class PersonInTree(TypedDict):
    """Somebody in the tree, `level` steps below its top; `via` is null for whom you met alone.

    `brought` counts whom you met through them, `in_all` those through whom you met others, too.
    """

    handle: Handle
    name: str
    via: Handle | None
    level: int
    brought: int
    in_all: int
    met_how: str | None
    met_at: str | None
    met_on: PartialDay | None


class ThroughDocument(TypedDict):
    """The tree of how you met everybody; `path` leads to one person, where that was asked.

    `through` counts those whom you met through somebody.
    """

    of: PersonName | None
    path: Sequence[PersonName]
    total: int
    through: int
    all: bool
    people: Sequence[PersonInTree]


class CommonThing(TypedDict):
    """Something people may have in common; a person has a handle."""

    what: Annotated[str, "`interest`, `fact`, `work`, `place` or `person`"]
    text: str
    handle: NotRequired[Handle]


class ThingOfPeople(TypedDict):
    """Something that these people have."""

    what: Annotated[str, "`interest`, `fact`, `work`, `place` or `person`"]
    text: str
    people: Sequence[Handle]


class InterestedPerson(PersonName):
    """A person, and what they are interested in."""

    interests: Sequence[str]


class HowTheyMet(TypedDict):
    """How two know each other: by a relation, `introduced`, `through`, or a kind of contact."""

    how: str
    on: Day | None


class PairInCommon(TypedDict):
    """Two people: what they share, and how they know each other, if they do."""

    people: Sequence[Handle]
    shared: Sequence[CommonThing]
    met: HowTheyMet | None
    avoid: bool


class CommonDocument(TypedDict):
    """What people share, and what only one of them has; `things` is all of it."""

    people: Sequence[InterestedPerson]
    shared: Sequence[CommonThing]
    only: Mapping[Handle, Sequence[CommonThing]]
    pairs: Sequence[PairInCommon]
    things: Sequence[ThingOfPeople]


class ReasonToAsk(TypedDict):
    """What is known of somebody that fits the topic, and the words that do.

    `label` is the kind of a talk, a fact's key, or whose relation it is; `other` is the name of
    somebody else whom it is about.
    """

    what: Annotated[
        str,
        "`helped`, `helped_them`, `work`, `relation`, `tag`, `fact`, `note`, `met` or `talk`",
    ]
    quote: str
    on: Day | None
    label: str | None
    other: str | None


class Helper(PersonName):
    """Somebody who may help; `score` is how likely, from 0 to 1."""

    strength: float
    score: float
    reasons: Sequence[ReasonToAsk]


class Introducer(PersonName):
    """Somebody who could introduce you to `to`, which is null for who is not in your list.

    `met` is how those two know each other; `reason` what says so, where nothing else does.
    """

    strength: float
    score: float
    to: Handle | None
    to_name: str | None
    met: HowTheyMet | None
    reason: ReasonToAsk | None


class AskDocument(TypedDict):
    """Who may help, the likeliest first; the totals count those beyond the limit, too.

    Where nobody fits, `near` are topics with a similar spelling, `known` the most common ones.
    """

    topic: str
    people: int
    example: Handle | None
    total: int
    total_introducers: int
    introducers: Sequence[Introducer]
    near: Sequence[str]
    known: Sequence[str]
    helpers: Sequence[Helper]


class MatchedPair(TypedDict):
    """Two who should meet; `things` is what they share, `shared` the same as texts."""

    one: PersonName
    other: PersonName
    shared: Sequence[str]
    things: Sequence[CommonThing]
    score: float


class MatchDocument(TypedDict):
    """Who should meet, the most telling first; `total` counts those beyond the limit, too.

    `known` counts the people of whom anything is known that others may share.
    """

    total: int
    limit: int
    who: PersonName | None
    people: int
    known: int
    pairs: Sequence[MatchedPair]


class GuestDiet(PersonName):
    """What the cook should know."""

    diet: str


class AloneGuest(TypedDict):
    """A guest whose partner, by this `name`, is not on the list."""

    handle: Handle
    partner: Handle | None
    name: str


class GuestList(TypedDict):
    """A guest list; `meetings` are the pairs, of all `pairs`, who have not met."""

    list: int
    handles: Sequence[Handle]
    worth: float
    pairs: int
    meetings: Sequence[Sequence[Handle]]
    diets: Sequence[GuestDiet]
    mixed: bool
    alone: Sequence[AloneGuest]


class ReasonToInvite(TypedDict):
    """Why somebody is on a list; `people` are the other guests that it is about.

    `topic` and `shares` have the thing itself, `rested` the days since the last invitation.
    """

    reason: Annotated[
        str,
        "`asked`, `comes_with`, `topic`, `shares`, `meets`, `never_invited`, `rested` or `friend`",
    ]
    thing: CommonThing | None
    people: Sequence[Handle]
    days: Days | None


class Guest(PersonName):
    """A guest on one of the lists, and why."""

    list: int
    why: Sequence[ReasonToInvite]
    asked: bool
    about: bool
    shares: Sequence[str]
    meets: Sequence[Handle]
    comes_with: Handle | None
    invited_on: Day | None


class GatherDocument(TypedDict):
    """Guest lists, the best first, and every guest on them.

    `people` could come, `about` of them have to do with the topic; `exact` says that all possible
    lists were compared.
    """

    size: int
    around: str | None
    people: int
    about: int
    exact: bool
    lists: Sequence[GuestList]
    guests: Sequence[Guest]
