"""What the JSON of agents holds; only mypy and the reference load it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypedDict

from tinynet.output.documents import Day, PersonName


class AgentCall(TypedDict):
    """A call of a tool; `result` is ok or the code of an error."""

    at: str
    client: str
    tool: str
    people: int
    result: str


class AgentLogDocument(TypedDict):
    """What agents asked, the latest first."""

    calls: Sequence[AgentCall]


class WriteDocument(TypedDict):
    """What a writing tool would do, with the `token` to do it; or, `done`, what it did."""

    tool: str
    done: bool
    people: Sequence[PersonName]
    on: Day | None
    arguments: Mapping[str, object]
    token: str | None
