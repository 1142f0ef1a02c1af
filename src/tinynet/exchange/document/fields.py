"""The columns of a document's records (sections.py): their names, and what may stand there.

What a CHECK constraint says is left to the tables; here stands what they do not see: types, real
days, partial dates, and names that lead to a row.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from tinynet.core import names
from tinynet.core.partial import parse_partial
from tinynet.errors import BadDateError, BadValueError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tinynet.core.field_types import DocumentField

TEXT_LONGEST = 1_000_000  # characters of any text but the two that are JSON themselves
NUMBER_MAX = 2**53  # whole numbers above are not exact in every program that reads JSON
# What a text may be, as `db/declare.py` calls it.
DAY, PARTIAL, MOMENT, UID, OBJECT = "day", "partial date", "moment", "uid", "object"
TYPES = {"flag": bool, "whole": int, "real": float, "text": str}
Names = Mapping[str, Mapping[Any, Any]]  # by the table pointed at: names to ids, or the other way


class NoRecordError(BadValueError):
    """A record of a document is invalid; the message begins with the field, if there is one."""

    code = "bad_record"


class Field:
    """One column of a section, or of a table inside it.

    Args:
        declared: What the compile step knows of it (`DocumentField`).

    Attributes:
        type: What its values usually are in a document; what else may be is for `value` to know.
    """

    def __init__(self, declared: DocumentField) -> None:
        self.column, self.key, self.refers, self.default, self.required = declared[:5]
        kind, self.is_id, self.shape = declared[5:]
        self.type = str if self.refers else TYPES[kind]
        self.read: Callable[[Any, Names], Any] = (
            self._referred if self.refers else getattr(self, f"_{kind}")
        )

    def value(self, value: Any, ids: Names) -> Any:
        """A value as its column stores it.

        Raises:
            NoRecordError: It is of another type, too long, no day, or names nobody.
        """
        return self.default if value is None and not self.required else self.read(value, ids)

    def _referred(self, value: Any, ids: Names) -> Any:
        found = ids[self.refers].get(value) if isinstance(value, str | int) else None
        if found is None:
            raise NoRecordError(f'{self.key} names no {self.refers}: "{shown(value)}"')
        return found

    def _flag(self, value: Any, _: Names) -> Any:
        return self._of(value, bool, "true or false")

    def _whole(self, value: Any, _: Names) -> Any:
        return self._number(self._of(value, int, "a whole number"))

    def _real(self, value: Any, _: Names) -> Any:
        return self._number(float(self._of(value, int | float, "a number")))

    def _of(self, value: Any, kind: Any, noun: str) -> Any:
        is_flag = isinstance(value, bool) and kind is not bool
        if is_flag or not isinstance(value, kind):
            raise NoRecordError(f'{self.key} is not {noun}: "{shown(value)}"')
        return value

    def _number(self, number: float) -> float:
        if self.is_id and number < 1:
            raise NoRecordError(f"{self.key} begins at 1")
        if not -NUMBER_MAX <= number <= NUMBER_MAX:
            raise NoRecordError(f"{self.key} is too large a number")
        return number

    def _text(self, value: Any, _: Names) -> str:
        text: str = self._of(value, str, "a text")
        if "\0" in text or not (text.isascii() or _is_text(text)):
            raise NoRecordError(f"{self.key} holds characters that no text has")
        if self.shape != OBJECT and len(text) > TEXT_LONGEST:
            raise NoRecordError(
                f"{self.key} has {len(text)} characters; {TEXT_LONGEST} are the most there can be"
            )
        if self.shape and not READABLE[self.shape](text):
            raise NoRecordError(f'{self.key} is no {self.shape}: "{shown(text)}"')
        return text


class Fields:
    """The fields of a section, or of a table inside it, in their order."""

    def __init__(self, declared: Iterable[DocumentField]) -> None:
        self.all = [Field(one) for one in declared]
        self.keys = {field.key for field in self.all}
        self.required = [field.key for field in self.all if field.required]
        # Taken apart once, as a document has a million records.
        self.plan = [(f.column, f.key, f.required, f.default, f.read) for f in self.all]

    def row(self, record: Any, ids: Names) -> dict[str, Any]:
        """A record as a row with these fields.

        Raises:
            NoRecordError: One is missing, unknown or wrong.
        """
        if not isinstance(record, dict):
            raise NoRecordError("it is no record")
        if not record.keys() <= self.keys:
            unknown = next(key for key in record if key not in self.keys)
            raise NoRecordError(f'there is no field "{shown(unknown)}"')
        get = record.get
        for key in self.required:
            if get(key) is None:
                raise NoRecordError(f"{key} is missing")
        return {
            column: default if (value := get(key)) is None and not required else read(value, ids)
            for column, key, required, default, read in self.plan
        }


def shown(value: Any) -> str:
    """A value as an error shows it."""
    text = value if isinstance(value, str) else json.dumps(value, default=str)
    return text if len(text) <= 40 else f"{text[:40]}..."


def _is_text(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:  # half a pair of surrogates
        return False
    return True


def _reads(read: Callable[[str], Any], text: str) -> bool:
    try:
        return bool(read(text))
    except (ValueError, BadDateError, RecursionError):
        return False


READABLE: dict[str, Callable[[str], bool]] = {
    DAY: lru_cache(maxsize=4096)(  # a long history repeats its days
        lambda value: _reads(lambda day: date.fromisoformat(day).isoformat() == day, value)
    ),
    PARTIAL: lambda value: _reads(lambda day: parse_partial(day) == day, value),
    MOMENT: lambda value: _reads(datetime.fromisoformat, value),
    UID: lambda value: _reads(lambda uid: str(UUID(uid)) == uid, value),
    OBJECT: lambda value: _reads(lambda text: isinstance(json.loads(text), dict), value),
}


def check_person(row: Mapping[str, Any]) -> None:
    """Check a person's name and handle.

    Raises:
        NoRecordError: They cannot.
    """
    try:
        names.check_name(row["name"])
    except BadValueError as error:
        raise NoRecordError(f"name: {error}") from None
    handle = row["handle"]
    is_odd = not handle.isprintable() or handle.isdigit() or handle[:1] in "-."
    # What scripts hand to a shell has no quotes, blanks or signs; letters of old versions may be.
    if is_odd or any(
        sign.isascii() and not sign.isalnum() and sign not in "-_." for sign in handle
    ):
        raise NoRecordError(f'handle cannot be "{shown(handle)}"')
