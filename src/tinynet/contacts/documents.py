"""What the JSON of contacts holds; only mypy and the reference load it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, NotRequired, TypedDict

from tinynet.output.documents import Day, Handle, Minutes, Standing
from tinynet.plans.documents import FulfilledPlan

MeOrThem = Annotated[str, "`me` or `them`"]


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


class WrittenInteraction(Interaction):
    """What was written, what it ticked off and fulfilled, and how everybody stands now."""

    today: Day
    ties: Sequence[Standing]
    ticked: Sequence[TickedNote]
    fulfilled: Sequence[FulfilledPlan]
    added: Sequence[Handle]


class LogDocument(WrittenInteraction):
    """What was logged; `left_open` are plans that it may have been, `again` the same contact."""

    left_open: Sequence[FulfilledPlan]
    again: int | None


class AmendDocument(WrittenInteraction):
    """An interaction as it is now; `reopened` are plans that it fulfils no longer."""

    reopened: Sequence[FulfilledPlan]


class UnlogDocument(Interaction):
    """The interaction that was taken out."""

    ties: Sequence[Standing]
    reopened: Sequence[FulfilledPlan]


class LogRowDocument(TypedDict):
    """How often something was logged, from `first` to `last`, under the numbers `ids`."""

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
    added: NotRequired[Sequence[Handle]]


class RefusedLine(TypedDict):
    """A line that was left out."""

    line: int
    reason: str


class BatchDocument(TypedDict):
    """How many lines were logged; `known` counts those that were here already."""

    written: int
    known: int
    added: Sequence[Handle]
    refused: Sequence[RefusedLine]
    fulfilled: Sequence[FulfilledPlan]
