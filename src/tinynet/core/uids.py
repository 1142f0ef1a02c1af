"""What the random number of somebody looks like, wherever it stands."""

from __future__ import annotations

import re

UID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def in_card(source_id: str) -> str:
    """The UID that is the id of a card, as tinynet writes its own; "" where it is not one."""
    uid = source_id.strip().lower().removeprefix("urn:uuid:")
    return uid if UID.fullmatch(uid) else ""
