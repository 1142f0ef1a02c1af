"""What the JSON of help holds; only mypy and the reference load it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict


class Named(TypedDict):
    """A command or a topic, and what it is."""

    name: str
    summary: str


class CommandGroup(TypedDict):
    """The commands under a heading."""

    heading: str
    commands: Sequence[str]


class OverviewDocument(TypedDict):
    """All commands and topics at a glance."""

    topics: Sequence[Named]
    groups: Sequence[CommandGroup]
    commands: Sequence[Named]


class HelpDocument(TypedDict):
    """The text about a command, or about a topic, in Markdown."""

    topic: str
    text: str
