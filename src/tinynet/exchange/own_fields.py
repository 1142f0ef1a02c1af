"""The fields of a person's own row as a PersonRecord has them.

Those that other programs know, too, are its attributes; any other stands in its `more`, so that a
new field is in every file without a word here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import Any

from tinynet.core import fields as declared
from tinynet.exchange.record import PersonRecord

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tinynet.core.field_types import Field

ATTRIBUTES = frozenset(field.name for field in fields(PersonRecord))
FIELDS = tuple(field for field in declared.OWN if field["group"])  # without name and handle
WAYS = tuple(field for field in declared.FIELDS if field["shape"] == "ways")


def value_of(record: PersonRecord, field: Field) -> Any:
    """What a record says of a field: a text, "" where it says nothing; of a cadence, None."""
    name = field["record"]
    return getattr(record, name) if name in ATTRIBUTES else dict(record.more).get(name, "")


def as_arguments(values: Mapping[str, Any]) -> dict[str, Any]:
    """What a PersonRecord is made with, from values by the names of its fields."""
    told = {name: value for name, value in values.items() if name in ATTRIBUTES}
    return {**told, "more": _more(values.items())}


def _more(values: Iterable[tuple[str, Any]]) -> tuple[tuple[str, str], ...]:
    return tuple((name, value) for name, value in values if name not in ATTRIBUTES and value)
