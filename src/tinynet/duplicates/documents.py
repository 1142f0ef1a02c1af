"""What the JSON of merging holds; only mypy and the reference load it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, NotRequired, TypedDict

from tinynet.output.documents import Day, Days, Handle, PersonName, Standing

WhoOrInto = Annotated[str, "`who` or `into`"]


class ComparedPerson(PersonName):
    """One of two who may be one person."""

    circle: str | None
    contact_days: Days
    last_on: Day | None
    added_on: Day
    archived_on: Day | None


class SignOfOne(TypedDict):
    """Why two may be one; `value` is the name or address, `of` the name that it belongs to."""

    sign: Annotated[
        str,
        "`same_name`, `other_order`, `other_spelling`, `similar_spelling`, `same_first_name`, "
        "`nickname`, `short_form`, `part`, `only_one`, `email`, `phone`, `url`, `digits`, "
        "`birthday` or `other_birthday`",
    ]
    value: str | None
    of: str | None


class PossibleDuplicate(TypedDict):
    """Two who may be one, the one who would stay last; `score` is how surely, up to 1."""

    one: ComparedPerson
    other: ComparedPerson
    score: float
    reasons: Sequence[SignOfOne]


class SuggestionsDocument(TypedDict):
    """Who may be there twice, surest first; `total` counts those beyond the limit, too."""

    total: int
    asking: NotRequired[bool]
    suggestions: Sequence[PossibleDuplicate]


class SettledConflict(TypedDict):
    """In what two differed, what each said, and whose was kept; null where it is still open."""

    what: str
    into: str
    who: str
    kept: WhoOrInto | None


class DroppedRelation(TypedDict):
    """What was kept between the two; `relation` is null for an introduction."""

    one: Handle
    relation: str | None
    other: Handle


class MergeDocument(TypedDict):
    """Who two people are now; `merged` is who went, `moved` counts what went along.

    `both` counts contacts that both had been in; `notes` keep what was not chosen; `back` says that
    the one who stays was put away.
    """

    handle: Handle
    name: str
    merged: PersonName
    moved: Mapping[str, int]
    both: int
    changed: Sequence[str]
    conflicts: Sequence[SettledConflict]
    notes: Sequence[str]
    dropped: Sequence[DroppedRelation]
    back: bool
    tie: Standing
    dry_run: bool


class DismissDocument(TypedDict):
    """Two who are not one person."""

    one: PersonName
    other: PersonName
    dismissed: bool


class ReviewDocument(TypedDict):
    """What was decided on a terminal: who was merged, which pairs are two people, what is left."""

    merged: Sequence[Handle]
    dismissed: Sequence[Sequence[Handle]]
    left: int
