"""What the JSON of finding holds; only mypy and the reference load it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

from tinynet.output.documents import Day, Handle


class Hit(TypedDict):
    """A record in which all the words occur; `marks` are character offsets into `text`."""

    handle: Handle | None
    name: str | None
    people: Sequence[Handle]
    what: str
    id: int | None
    on: Day | None
    text: str
    marks: Sequence[Sequence[int]]


class FindDocument(TypedDict):
    """What was found; `total` counts those beyond the limit, too."""

    query: str
    total: int
    hits: Sequence[Hit]
