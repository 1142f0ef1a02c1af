"""Ids as shown: n12 is a note, f3 a fact, r5 a relation, w7 a contact method."""

from __future__ import annotations

from tinynet.errors import BadValueError

CHANGED_BY = {"n": "tinynet note", "f": "tinynet note", "r": "tinynet link", "w": "tinynet edit"}
SIGNS = {
    "note": "n", "next": "n", "fact": "f", "relation": "r",
    "email": "w", "phone": "w", "url": "w", "address": "w", "im": "w",
}  # fmt: skip


CALLED = {
    "n": "a note", "f": "a fact", "r": "a relation", "w": "a way to reach somebody",
}  # fmt: skip


def read_id(typed: str, letters: str) -> tuple[str, int]:
    """The letter and the number of an id.

    Args:
        typed: What was given.
        letters: Those of the kinds that may be named here.

    Raises:
        BadValueError: It is not an id, or that of something else.
    """
    letter, digits = typed[:1].lower(), typed[1:]
    if letter not in CALLED or not (digits.isascii() and digits.isdigit() and len(digits) <= 18):
        raise BadValueError(f'"{typed}" is not an id', "Write it as show has it: n12, f3, r5 or w7")
    if letter not in letters:
        raise BadValueError(f"{typed} is {CALLED[letter]}", f"{CHANGED_BY[letter]} changes it")
    return letter, int(digits)


def shown_id(what: str, number: int, other: str = "") -> str:
    """A record's id as it is shown and typed; `other` begins it where its kind has no letter."""
    return f"{SIGNS.get(what, other)}{number}"
