"""The lines of a card whose values are still so: they go out as they came in.

An address in parts, the units of an organisation, types and preferences are told on one line each
here; whoever did not edit them gets them back as they wrote them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from tinynet.exchange.record import PersonRecord
from tinynet.exchange.vcard.draft import Draft
from tinynet.exchange.vcard.fields import place
from tinynet.exchange.vcard.lines import Line
from tinynet.exchange.vcard.property import Property, parse
from tinynet.exchange.vcard.values import label
from tinynet.exchange.written_names import in_order

_NOTHING: Mapping[str, Any] = {"every": None, "archived": False, "name_parts": ()}


def as_it_came(record: PersonRecord, anew: Iterable[str]) -> tuple[PersonRecord, list[str]]:
    """What is left of a record without the lines of its card that still say it, and those lines.

    Args:
        record: The person.
        anew: The lines that would be written without that; one that is the same is not told apart.
    """
    same = {one.written() for _, one in _parsed(anew) if not one.head.is_label}
    lines = [line for line in record.lines if line not in same]
    found = _parsed(lines)
    labels = {one.head.group: label(one.text) for _, one in found if one.head.is_label}
    kept: set[str] = set()
    groups: set[str] = set()
    for line, one in found:
        left = None if one.head.is_label else without(record, one, labels)
        if left is not None:
            record = left
            kept.add(line)
            groups.add(one.head.group)
    named = {line for line, one in found if one.head.is_label and one.head.group in groups}
    return record, [line for line in lines if line in kept | named]


def _parsed(lines: Iterable[str]) -> list[tuple[str, Property]]:
    found = ((line, parse(Line(0, line.encode()), [])) for line in lines)
    return [(line, one) for line, one in found if one is not None]


def without(record: PersonRecord, found: Property, labels: dict[str, str]) -> PersonRecord | None:
    """A record without what a property says; None where the property says what is not so."""
    draft = Draft(labels, [])
    line = found.written()
    if found.head.is_label or line in record.extra:
        return replace(record, extra=_less(record.extra, [line]))
    if not place(draft, found):
        return None
    values = {**draft.fields(), "name": "".join(draft.names), "nicknames": tuple(draft.nicknames)}
    left: dict[str, Any] = {}
    for name, value in values.items():
        mine = getattr(record, name)
        if value in ("", (), None) or value is False:
            continue
        if isinstance(value, tuple) and name != "name_parts":
            if not set(value) <= set(mine):
                return None
            left[name] = _less(mine, value)
        elif mine != value and not (name == "name" and mine == in_order(value)):
            return None
        else:
            left[name] = _NOTHING.get(name, "")
    return replace(record, **left)


def _less(mine: Sequence[Any], taken: Sequence[Any]) -> tuple[Any, ...]:
    return tuple(value for value in mine if value not in taken)
