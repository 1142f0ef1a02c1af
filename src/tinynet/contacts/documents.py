"""What the JSON of contacts holds; only mypy and the reference load it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, TypedDict, final

from tinynet.output.documents import Day, Handle, MeOrThem, Minutes, PersonName, Standing
from tinynet.plans.documents import FulfilledPlan


class InteractionDetails(TypedDict, total=False):
    """What may be said of an interaction beside its kind, day and people."""

    minutes: Minutes | None
    place: str | None
    note: str | None
    deep: bool
    by: MeOrThem | None
    attempt: bool
    occasion: str | None


class Interaction(TypedDict):
    """What happened once."""

    id: int
    on: Day
    kind: str
    people: Sequence[Handle]
    minutes: Minutes | None
    place: str | None
    note: str | None
    deep: bool
    by: MeOrThem | None
    attempt: bool
    occasion: str | None


# `with` is a word of Python's own, so it cannot be written as an attribute.
HistoryDocument = TypedDict(
    "HistoryDocument",
    {"interactions": Sequence[Interaction], "with": Sequence[Handle], "more": bool},
)
HistoryDocument.__doc__ = "What happened, newest first; `more` says that older ones are left out."


class TickedNote(TypedDict):
    """A next-time note that was ticked off."""

    id: int
    handle: Handle
    name: str
    on: Day
    text: str


class Consequences(TypedDict):
    """What an interaction ticked off and fulfilled.

    `left_open` are plans that it may have been, `again` is the same contact where it was logged a
    few minutes before.
    """

    ticked: Sequence[TickedNote]
    fulfilled: Sequence[FulfilledPlan]
    left_open: Sequence[FulfilledPlan]
    again: int | None


class Notices(TypedDict, total=False):
    """What else there is to know of what was written, for people who read plain lines."""

    ticked: Sequence[TickedNote]
    fulfilled: Sequence[FulfilledPlan]
    reopened: Sequence[FulfilledPlan]
    left_open: Sequence[FulfilledPlan]


class WrittenInteraction(Interaction):
    """What was written, what it ticked off and fulfilled, and how everybody stands now."""

    today: Day
    ties: Sequence[Standing]
    ticked: Sequence[TickedNote]
    fulfilled: Sequence[FulfilledPlan]
    added: Sequence[Handle]


@final
class LogDocument(WrittenInteraction):
    """What was logged; `left_open` are plans that it may have been, `again` the same contact."""

    left_open: Sequence[FulfilledPlan]
    again: int | None


@final
class AmendDocument(WrittenInteraction):
    """An interaction as it is now; `reopened` are plans that it fulfils no longer."""

    reopened: Sequence[FulfilledPlan]


class UnlogDocument(Interaction):
    """The interaction that was taken out."""

    ties: Sequence[Standing]
    reopened: Sequence[FulfilledPlan]


class LogRowDocument(TypedDict):
    """How often something was logged, from `first` to `last`, under the numbers `ids`.

    `again` are the same contacts, where they were logged a few minutes before.
    """

    logged: int
    kind: str
    people: Sequence[Handle]
    first: Day
    last: Day
    ids: Sequence[int]
    attempt: bool
    today: Day
    ties: Sequence[Standing]
    ticked: Sequence[TickedNote]
    fulfilled: Sequence[FulfilledPlan]
    again: Sequence[int]
    added: Sequence[Handle]


class RefusedLine(TypedDict):
    """A line that was left out."""

    line: int
    reason: str


@final
class BatchDocument(TypedDict):
    """How many lines were logged; `known` counts those that were here already."""

    written: int
    known: int
    added: Sequence[Handle]
    refused: Sequence[RefusedLine]
    fulfilled: Sequence[FulfilledPlan]


class NewLookAlike(PersonName):
    """Somebody already here whom the `new` person may be."""

    new: Handle


class MetDocument(TypedDict):
    """An evening: what was logged, what it cost, and who is new.

    Where only the cost is known, `id` and `kind` are null. `unnamed` go by a description, and
    `already` were in it before.
    """

    id: int | None
    on: Day
    kind: str | None
    people: Sequence[Handle]
    minutes: Minutes | None
    place: str | None
    note: str | None
    deep: bool
    by: MeOrThem | None
    attempt: bool
    occasion: str
    today: Day
    cost: float | None
    drained: bool | None
    ties: Sequence[Standing]
    ticked: Sequence[TickedNote]
    fulfilled: Sequence[FulfilledPlan]
    reopened: Sequence[FulfilledPlan]
    left_open: Sequence[FulfilledPlan]
    again: int | None
    added: Sequence[Handle]
    unnamed: Sequence[Handle]
    already: Sequence[Handle]
    like: Sequence[NewLookAlike]


class KindOfContact(TypedDict):
    """A kind of contact."""

    name: str
    in_person: bool
    minutes: Minutes
    weight: float


class UsedKind(KindOfContact):
    """A kind of contact, and how often it was logged."""

    used: int


@final
class KindsDocument(TypedDict):
    """All kinds of contact."""

    kinds: Sequence[UsedKind]


@final
class ChangedKindDocument(KindOfContact):
    """The kind that was added, changed or removed; `changed` is false where it was so already."""

    did: Annotated[str, "`added`, `changed` or `removed`"]
    changed: bool


# `with` is a word of Python's own, so it cannot be written as an attribute.
Guess = TypedDict(
    "Guess",
    {
        "typed": str,
        "handle": Handle,
        "name": str,
        "why": Annotated[str, "`together` or `lately`"],
        "with": Sequence[str],
    },
)
Guess.__doc__ = "Whom one of several people's name was taken for: seen with these, or seen last."


class GuessOfLine(Guess):
    """A guess, and the line it was made in."""

    line: int


class NewRelation(PersonName):
    """What `other_name` is to this person; `other` is null where they are kept as a name."""

    relation: str
    other: Handle | None
    other_name: str


class Jotted(TypedDict):
    """What became of a sentence.

    `mentioned` are only talked about. `related` are relations that were kept, `relations` the same
    in words.
    """

    outcome: Annotated[str, "`logged`, `attempted`, `planned`, `noted` or `asked`"]
    why: str | None
    offer: str | None
    on: Day
    note: str | None
    tags: Sequence[str]
    people: Sequence[Handle]
    names: Sequence[str]
    guessed: Sequence[Guess]
    mentioned: Sequence[Handle]
    relations: Sequence[str]
    related: Sequence[NewRelation]
    today: Day
    ties: Sequence[Standing]
    added: Sequence[Handle]


@final
class JottedContact(Jotted):
    """A contact that was logged, or that nobody answered."""

    id: int
    kind: str
    minutes: Minutes | None
    place: str | None
    deep: bool
    by: MeOrThem | None
    attempt: bool
    occasion: str | None
    ticked: Sequence[TickedNote]
    fulfilled: Sequence[FulfilledPlan]
    left_open: Sequence[FulfilledPlan]
    again: int | None


@final
class JottedNote(Jotted):
    """A note about each of the people; `remark` is its id where it is about nobody."""

    kind: None
    notes: Sequence[int]
    remark: int | None


@final
class JottedPlan(Jotted):
    """The `plan` that was made, or is there already; `planned` is its kind."""

    kind: None
    notes: Sequence[int]
    plan: int
    planned: str
    by_day: Day | None


class OfferedLine(TypedDict):
    """A line that is unclear, or a plan, and the command that logs or plans it."""

    line: int
    why: str | None
    offer: str


@final
class JotLinesDocument(TypedDict):
    """How many lines were logged, and how many kept as notes."""

    written: int
    noted: int
    added: Sequence[Handle]
    guessed: Sequence[GuessOfLine]
    refused: Sequence[RefusedLine]
    fulfilled: Sequence[FulfilledPlan]
    offers: Sequence[OfferedLine]
