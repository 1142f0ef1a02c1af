"""The columns of a document's records (sections.py): their names, and what may stand there.

What a CHECK constraint says is left to the tables; here stands what they do not see: types, real
days, partial dates, and names that lead to a row.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Boolean, Column, Float, Integer
from sqlmodel import SQLModel

from tinynet.core import names
from tinynet.core.partial import parse_partial
from tinynet.db.declare import MOMENT, OBJECT, PARTIAL, UID
from tinynet.db.schema import is_day
from tinynet.errors import BadDateError, BadValueError

TEXT_LONGEST = 1_000_000  # characters of any text but the two that are JSON themselves
NUMBER_MAX = 2**53  # whole numbers above are not exact in every program that reads JSON
DAY = "day"
Names = Mapping[str, Mapping[Any, Any]]  # by the table pointed at: names to ids, or the other way


class NoRecordError(BadValueError):
    """A record of a document is invalid; the message begins with the field, if there is one."""

    code = "bad_record"


class Field:
    """One column of a section, or of a table told inside it.

    Attributes:
        column: The column.
        refers: The table it points at, or "".
        key: Its name in a record: the column's, without "_id" where it points at something.
        default: What is not written.
    """

    def __init__(self, model: type[SQLModel], column: Column[Any]) -> None:
        self.column = column
        self.refers = next((key.column.table.name for key in column.foreign_keys), "")
        self.key = column.name.removesuffix("_id") if self.refers else column.name
        made = column.primary_key or column.server_default is not None
        self.default = None if made else model.model_fields[column.name].default
        given = column.server_default is not None or isinstance(self.default, str | bool)
        self.required = not column.nullable and not given
        shape = DAY if is_day(column) else column.info.get("shape", "")
        self.shape = shape if shape in READABLE else ""

    def value(self, value: Any, ids: Names) -> Any:
        """A value as its column stores it.

        Raises:
            NoRecordError: It is of another type, too long, no day, or names nobody.
        """
        if value is None and not self.required:
            return self.default
        if self.refers:
            found = ids[self.refers].get(value) if isinstance(value, str | int) else None
            if found is None:
                raise NoRecordError(f'{self.key} names no {self.refers}: "{shown(value)}"')
            return found
        if isinstance(self.column.type, Boolean):
            return self._of(value, bool, "true or false")
        if isinstance(self.column.type, Integer):
            return self._number(self._of(value, int, "a whole number"))
        if isinstance(self.column.type, Float):
            return self._number(float(self._of(value, int | float, "a number")))
        return self._text(self._of(value, str, "a text"))

    def _of(self, value: Any, kind: Any, noun: str) -> Any:
        is_flag = isinstance(value, bool) and kind is not bool
        if is_flag or not isinstance(value, kind):
            raise NoRecordError(f'{self.key} is not {noun}: "{shown(value)}"')
        return value

    def _number(self, number: float) -> float:
        if self.column.primary_key and number < 1:
            raise NoRecordError(f"{self.key} begins at 1")
        if not -NUMBER_MAX <= number <= NUMBER_MAX:
            raise NoRecordError(f"{self.key} is too large a number")
        return number

    def _text(self, text: str) -> str:
        if "\0" in text or not _is_text(text):
            raise NoRecordError(f"{self.key} holds characters that no text has")
        if self.shape != OBJECT and len(text) > TEXT_LONGEST:
            raise NoRecordError(
                f"{self.key} has {len(text)} characters; {TEXT_LONGEST} are the most there can be"
            )
        if self.shape and not READABLE[self.shape](text):
            raise NoRecordError(f'{self.key} is no {self.shape}: "{shown(text)}"')
        return text


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
    DAY: lambda value: _reads(lambda day: date.fromisoformat(day).isoformat() == day, value),
    PARTIAL: lambda value: _reads(lambda day: parse_partial(day) == day, value),
    MOMENT: lambda value: _reads(datetime.fromisoformat, value),
    UID: lambda value: _reads(lambda uid: str(UUID(uid)) == uid, value),
    OBJECT: lambda value: _reads(lambda text: isinstance(json.loads(text), dict), value),
}


def checked(record: Any, fields: list[Field] | tuple[Field, ...], ids: Names) -> dict[str, Any]:
    """A row with these fields.

    Raises:
        NoRecordError: One is missing, unknown or wrong.
    """
    if not isinstance(record, dict):
        raise NoRecordError("it is no record")
    keys = {field.key for field in fields}
    unknown = next((key for key in record if key not in keys), None)
    if unknown is not None:
        raise NoRecordError(f'there is no field "{shown(unknown)}"')
    missing = next((f.key for f in fields if f.required and record.get(f.key) is None), None)
    if missing:
        raise NoRecordError(f"{missing} is missing")
    return {field.column.name: field.value(record.get(field.key), ids) for field in fields}


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
