"""What the random number of somebody looks like, wherever it stands.

`re` is loaded for whole texts only: `forget` looks at one number at a time.
"""

from __future__ import annotations

PARTS = (8, 4, 4, 4, 12)  # digits
DIGITS = frozenset("0123456789abcdef")


def is_uid(text: str) -> bool:
    """Whether a text is such a number."""
    parts = text.split("-")
    return tuple(map(len, parts)) == PARTS and DIGITS.issuperset("".join(parts))


def in_card(source_id: str) -> str:
    """The UID that is the id of a card, as tinynet writes its own; "" where it is not one."""
    uid = source_id.strip().lower().removeprefix("urn:uuid:")
    return uid if is_uid(uid) else ""


def found_in(text: str) -> list[str]:
    """All such numbers in a text."""
    import re

    return re.findall(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", text)
