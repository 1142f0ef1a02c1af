"""A JSON file of Monica as items that may lack anything: fields, whole collections, the file's end.

An item is `{"uuid", "created_at", ..., "properties": {...}, "data": [{"type", "values"}, ...]}`.
Collections that would be empty are not in the file, and everything is looked at only as far as it
is there and of the type that it should be.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

from tinynet.core.partial import LAST_YEAR
from tinynet.errors import BadValueError
from tinynet.exchange.record import FavourRecord, InteractionRecord, NoteRecord, PersonRecord
from tinynet.exchange.talks.talk import fingerprint, storable
from tinynet.exchange.vcard.values import clean, one_line

OLDEST = 1000  # year of a date; 0001-01-01 is how none is written
NESTING_MAX = 100  # levels of brackets; an export has 10
_TOKEN = re.compile(r'"(?:[^"\\]++|\\.)*+"?|[\[\]{}]', re.DOTALL)
_CLOSES = {"{": "}", "[": "]"}
_ENDS = frozenset(_CLOSES.values())
_UUID = re.compile(r'"uuid"\s*:\s*"([^"\\]{1,64})"|\n')
_TRUE = frozenset({True, "1", "true", "yes"})  # 1 is True, and 0 is False
_FALSE = frozenset({False, "0", "false", "no"})
_PASSING = frozenset({"fingerprint", "line", "warnings"})  # no part of what a record says

Anything = TypeVar(
    "Anything", PersonRecord, InteractionRecord, NoteRecord, FavourRecord
)  # a record with a fingerprint


@dataclass(frozen=True)
class Item:
    """One object of the file.

    Attributes:
        raw: As it was parsed.
        lines: The line of each uuid, from 1.
        owner_line: The line of what it is in, for an item without a uuid of its own.
    """

    raw: Mapping[str, Any]
    lines: Mapping[str, int] = field(repr=False)
    owner_line: int = 1

    def get(self, key: str) -> Any:
        """A property, else a column; None where there is neither."""
        inner = self.raw.get("properties")
        value = inner.get(key) if isinstance(inner, dict) else None
        return self.raw.get(key) if value is None else value

    def text(self, key: str) -> str:
        """A value on one line, "" where there is none."""
        return one_line(_text(self.get(key)))

    def long_text(self, key: str) -> str:
        """A value of several lines."""
        return clean(_text(self.get(key)))

    def flag(self, key: str) -> bool:
        """Whether something is said to be so."""
        value = self.get(key)
        return isinstance(value, bool | int | str) and value in _TRUE

    def denies(self, key: str) -> bool:
        """Whether something is said not to be so."""
        value = self.get(key)
        return isinstance(value, bool | int | str) and value in _FALSE

    def day(self, key: str) -> str:
        """The day of a date or time, ISO; "" where there is none that can be read."""
        value = self.get(key)
        text = _text(value.get("date") if isinstance(value, dict) else value)[:10]
        try:
            found = date.fromisoformat(text)
        except ValueError:
            return ""
        return found.isoformat() if OLDEST <= found.year <= LAST_YEAR else ""

    def inside(self, key: str) -> Item | None:
        """An object in a property, such as the birthdate."""
        value = self.get(key)
        return Item(value, self.lines, self.line) if isinstance(value, dict) else None

    def several(self, key: str) -> list[Item]:
        """The objects of a list in a property."""
        return self._items(self.get(key))

    def items(self, kind: str) -> list[Item]:
        """The objects of a collection, "call"; the empty list where it is not there."""
        return self._items(self._values(kind))

    def ids(self, kind: str) -> list[str]:
        """The ids in a collection, as contacts name their activities."""
        found = (v.get("uuid") if isinstance(v, dict) else v for v in _listed(self._values(kind)))
        return [value for value in found if isinstance(value, str) and value]

    def _values(self, kind: str) -> Any:
        for collection in _listed(self.raw.get("data")):
            if isinstance(collection, dict) and collection.get("type") == kind:
                return collection.get("values")
        return None

    def _items(self, values: Any) -> list[Item]:
        return [Item(v, self.lines, self.line) for v in _listed(values) if isinstance(v, dict)]

    @cached_property
    def uuid(self) -> str:
        """Its own id, or ""."""
        return self.text("uuid")

    @cached_property
    def key(self) -> str:
        """What names it: its own id, or a hash of what it says."""
        inner = self.raw.get("properties")
        values = {**self.raw, **(inner if isinstance(inner, dict) else {})}
        texts = sorted(f"{key}={_text(value)}" for key, value in values.items())
        return self.uuid or fingerprint(*texts)[:32]

    @property
    def line(self) -> int:
        """Where it begins."""
        return self.lines.get(self.uuid, self.owner_line)


def load(text: str) -> tuple[Item, tuple[int, str]]:
    """Parse a file, or of a broken one what stands before the break.

    Returns:
        The whole, and the line and reason where something is wrong, else (0, "").

    Raises:
        BadValueError: Nothing can be read.
    """
    problem = (0, "")
    try:
        raw = json.loads(text)
    except json.JSONDecodeError as error:
        problem = (error.lineno, "the file is broken here; what follows was left out")
        raw = _loaded(_mended(text[: error.pos]))
    except (RecursionError, ValueError) as error:
        raise BadValueError("the file is nested too deep, or has an endless number") from error
    if not isinstance(raw, dict):
        raise BadValueError("there is no JSON of Monica in it")
    return Item(raw, _lines(text)), problem


def _loaded(text: str) -> Any:
    try:
        return json.loads(text)
    except (RecursionError, ValueError):
        return None


def _mended(text: str) -> str:
    """The text up to the last object that is whole, and what closes the brackets open there."""
    open_now: list[str] = []
    end, closing = 0, ""
    for found in _TOKEN.finditer(text):
        mark = found[0]
        if mark in _CLOSES:
            open_now.append(_CLOSES[mark])
        elif mark in _ENDS and open_now:
            open_now.pop()
            if mark == _CLOSES["{"]:
                end, closing = found.end(), "".join(reversed(open_now))
        if len(open_now) > NESTING_MAX:
            break
    return text[:end] + closing


def _lines(text: str) -> dict[str, int]:
    found: dict[str, int] = {}
    line = 1
    for match in _UUID.finditer(text):
        if match[1] is None:
            line += 1
        else:
            found.setdefault(match[1], line)
    return found


def _listed(value: Any) -> list[Any]:
    """A list; PHP writes one with gaps as an object."""
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []


def _text(value: Any) -> str:
    """A text or number as text, "" for anything else."""
    if isinstance(value, str):
        return value if value.isascii() else storable(value)
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def with_fingerprint(record: Anything) -> Anything:
    """The record with its fingerprint, over all that it says but the line."""
    values = ((f.name, getattr(record, f.name)) for f in fields(record))
    texts = [f"{name}={value}" for name, value in values if value and name not in _PASSING]
    return replace(record, fingerprint=fingerprint(*texts))


def words(items: Iterator[str]) -> str:
    """What is there of several texts, with commas."""
    return ", ".join(filter(None, items))
