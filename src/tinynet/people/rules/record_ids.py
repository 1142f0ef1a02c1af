"""Ids as they are shown: n12 is a note, f3 a fact, r5 a relation, w7 a way to reach somebody."""

from __future__ import annotations

SIGNS = {
    "note": "n", "next": "n", "fact": "f", "relation": "r",
    "email": "w", "phone": "w", "url": "w", "address": "w", "im": "w",
}  # fmt: skip


def shown_id(what: str, number: int, other: str = "") -> str:
    """A record's id as it is shown and typed.

    Args:
        what: A kind of record.
        number: Its number.
        other: What stands before the number where the kind has no letter.
    """
    return f"{SIGNS.get(what, other)}{number}"
