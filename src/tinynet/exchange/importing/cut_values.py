"""Values that a program has cut off at a comma, made whole again from what was read before.

vobject, and so Radicale and khard, takes the value of a property that it does not know for a list,
and keeps what stands before its first bare comma: `X-BOATS:red,blue` comes back as `X-BOATS:red`,
and a web address as far as its comma. Nobody has edited such a value.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from tinynet.exchange.record import Contact, PersonRecord, RelationRecord

_FIELDS = ("urls", "ims", "relations", "extra", "lines")
# A line up to its colon, and up to its first bare comma.
_CUT_LINE = re.compile(r'([^":]*+(?:"[^"]*+"[^":]*+)*+:(?:[^,\\]|\\.)*+),', re.DOTALL)


def whole_again(now: PersonRecord, then: PersonRecord) -> PersonRecord:
    """A record with those values whole that were cut off since it was read last."""
    changed: dict[str, Any] = {}
    for name in _FIELDS:
        old, new = getattr(then, name), getattr(now, name)
        whole = {cut: value for value in old if (cut := _cut_off(value)) is not None}
        values = tuple(value if value in old else whole.get(value, value) for value in new)
        if values != new:
            changed[name] = tuple(dict.fromkeys(values))
    if changed:  # of which those that say it no more are left out when the card is written
        lines = (*changed.get("lines", now.lines), *then.lines)
        changed["lines"] = tuple(dict.fromkeys(lines))
    return replace(now, **changed) if changed else now


def _cut_off(value: Any) -> Any:
    """What is left of a value that was cut at its first comma; None where there is none."""
    if isinstance(value, Contact):
        return replace(value, value=value.value.partition(",")[0]) if "," in value.value else None
    if isinstance(value, RelationRecord):
        is_web = "," in value.name and "://" in value.name  # who is called by a name was edited
        return replace(value, name=value.name.partition(",")[0]) if is_web else None
    found = _CUT_LINE.match(value)
    return found[1] if found else None
