"""What the JSON of contacts holds; only mypy and the reference load it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, TypedDict

from tinynet.output.documents import Day, Handle, Minutes

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
