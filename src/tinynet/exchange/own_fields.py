"""The fields of a person's own row as a PersonRecord has them.

Those that other programs know, too, are its attributes; any other stands in its `more`, so that a
new field is in every file without a word here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from typing import Any

from tinynet.core import fields as declared
from tinynet.exchange.record import Contact, DateRecord, PersonRecord, RelationRecord

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tinynet.core.field_types import Field

ATTRIBUTES = frozenset(field.name for field in fields(PersonRecord))
DEFAULTS = {field.name: field.default for field in fields(PersonRecord)}
OURS = "X-TINYNET-"  # how the properties of vCards begin that only tinynet knows
_PROPERTY = re.compile(r"(?i)(?:[\w-]+\.)?(X-TINYNET-[\w-]+)")
FIELDS = tuple(field for field in declared.OWN if field["group"])  # without name and handle
WAYS = tuple(field for field in declared.FIELDS if field["shape"] == "ways")

# What stands in lists of a record, by the list's name, but texts and pairs of them.
PARTS: dict[str, type[Any]] = {
    **{way["record"]: Contact for way in WAYS},
    "dates": DateRecord,
    "relations": RelationRecord,
}


def value_of(record: PersonRecord, field: Field) -> Any:
    """What a record says of a field: a text, "" where it says nothing; of a cadence, None."""
    name = field["record"]
    return getattr(record, name) if name in ATTRIBUTES else dict(record.more).get(name, "")


# What stands in properties of our own, by their names.
ONLY_OURS = {
    "X-TINYNET-FACT": "facts",
    "X-TINYNET-ARCHIVED": "archived",
    **{field["vcard"]: field["record"] for field in FIELDS if field["vcard"].startswith(OURS)},
}


def unread(record: PersonRecord) -> set[str]:
    """The names of the properties of our own that stand on a card and could not be read."""
    found = (_PROPERTY.match(line) for line in record.extra)
    return {match[1].upper() for match in found if match}


def without_dropped(then: PersonRecord, now: PersonRecord) -> PersonRecord:
    """What was read of somebody last, without what their card does not speak of now.

    What is not on a card any more was taken out there. That cannot be said of a property of our own
    that could not be read, nor of any of them where none is left: then a program has dropped what
    it does not know.
    """
    ours = set(ONLY_OURS.values()) & {name for name in ATTRIBUTES if getattr(now, name)}
    names = unread(now)
    if ours or names or now.every is not None or now.more:
        dropped = {field for name, field in ONLY_OURS.items() if name in names}
    else:
        dropped = set(ONLY_OURS.values())
    changed: dict[str, Any] = {name: DEFAULTS[name] for name in dropped & ATTRIBUTES}
    if "archived" in dropped:
        changed["archived"] = now.archived
    more = tuple((name, value) for name, value in then.more if name not in dropped)
    return replace(then, more=more, **changed)


def with_unsaid(now: PersonRecord, then: PersonRecord) -> PersonRecord:
    """What a source says of somebody, with what it does not speak of now as it was read last."""
    names = set(now.unsaid)
    changed: dict[str, Any] = {}
    for name in names & ATTRIBUTES:
        new, old = getattr(now, name), getattr(then, name)
        changed[name] = tuple(dict.fromkeys((*new, *old))) if isinstance(old, tuple) else old
    dates = changed.get("dates", now.dates)
    changed["dates"] = (*dates, *(day for day in then.dates if day.what in names - {"dates"}))
    changed["more"] = (*now.more, *(pair for pair in then.more if pair[0] in names))
    return replace(now, **changed) if names else now


def as_arguments(values: Mapping[str, Any]) -> dict[str, Any]:
    """What a PersonRecord is made with, from values by the names of its fields."""
    ours = {name: value for name, value in values.items() if name in ATTRIBUTES}
    return {**ours, "more": _more(values.items()) if len(ours) < len(values) else ()}


def _more(values: Iterable[tuple[str, Any]]) -> tuple[tuple[str, str], ...]:
    return tuple((name, value) for name, value in values if name not in ATTRIBUTES and value)
