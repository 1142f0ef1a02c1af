"""The lines of the actions: how each begins, and what may follow."""

from __future__ import annotations

from typing import NamedTuple

# What may be typed, where nothing is there to complete.
EXAMPLES = {
    "log": "coffee anne --on yesterday --for 1h30 --note TEXT",
    "note": "anne TEXT    --next for when you meet next, --fact KEY",
    "plan": "coffee anne --by DAY --note TEXT",
    "snooze": "anne 2w",
    "add": '"Anne Baker" --met HOW --circle close --birthday "12 nov"',
    "find": "words that are written somewhere",
}
NEEDS_SOMEBODY = frozenset({"log", "note", "plan", "snooze", "skip", "edit"})


class Start(NamedTuple):
    """How a line begins: what stands there, and the place of the cursor."""

    text: str
    cursor: int


def start(command: str, handle: str) -> Start:
    """How the line behind a command begins for a person, or for nobody ("")."""
    if command == "add":
        return Start('""', 1)
    if command in {"log", "plan"}:  # the kind comes first
        return Start(f" {handle}" if handle else "", 0)
    text = f"{handle} " if handle else ""
    return Start(text, len(text))
