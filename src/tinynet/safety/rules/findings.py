"""A finding of the doctor's checks."""

from __future__ import annotations

from typing import NamedTuple

OK, NOTE, WARN, BAD = "ok", "note", "warn", "bad"
RESTORE = (
    "Restore a backup (tinynet restore); without one, save what can be read: "
    "tinynet doctor --salvage NEW.db"
)
REBUILD = "Run tinynet doctor --rebuild"


class Finding(NamedTuple):
    """The result of checking one thing.

    Attributes:
        check: Which check, one stable word.
        level: ok, note, warn or bad.
        message: What was found.
        remedy: What to do about it; "" for what is fine.
    """

    check: str
    level: str
    message: str
    remedy: str = ""


def list_names(names: list[str], most: int = 3, total: int = 0) -> str:
    """List the first names; count the rest.

    Args:
        names: All of them, or the first.
        most: How many are listed.
        total: How many there are, where `names` has only the first.
    """
    left = (total or len(names)) - most
    more = f" and {left} more" if left > 0 else ""
    return ", ".join(names[:most]) + more
