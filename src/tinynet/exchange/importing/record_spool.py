"""People who were read and wait to be written: the first ones held, the rest in a file.

Whom a record means is only known when all of a file were read, and 50,000 cards with their photos
take 220 MB. The file has no name, so that only its owner can open it and nothing of it stays.
"""

from __future__ import annotations

import marshal
from collections import deque
from collections.abc import Iterator
from dataclasses import fields
from operator import attrgetter
from tempfile import TemporaryFile
from typing import IO, Any

from tinynet.exchange.own_fields import PARTS
from tinynet.exchange.record import KnownRecord, PersonRecord, Refused

Card = PersonRecord | Refused

HELD = 200  # records in memory before there is a file, and at once after that
_VERSION = 2  # of marshal; later ones look for what is the same, which takes twice the time
_KINDS: tuple[type[Any], ...] = (PersonRecord, KnownRecord, Refused)
_VALUES = {kind: attrgetter(*(field.name for field in fields(kind))) for kind in _KINDS}
# Where in a PersonRecord they stand, and what gives their values.
_PARTS_AT = tuple(
    (at, PARTS[field.name], attrgetter(*(part.name for part in fields(PARTS[field.name]))))
    for at, field in enumerate(fields(PersonRecord))
    if field.name in PARTS
)


class RecordSpool:
    """Records in the order in which they were put, which are taken out once."""

    def __init__(self) -> None:
        self._held: deque[Card] = deque()
        self._file: IO[bytes] | None = None
        self._blocks: list[int] = []  # the bytes of each
        self._count = 0

    def __len__(self) -> int:
        """How many were put."""
        return self._count

    @property
    def held(self) -> int:
        """How many are in memory."""
        return len(self._held)

    def put(self, record: Card) -> None:
        """Add a record."""
        self._count += 1
        self._held.append(record)
        if len(self._held) > HELD:
            self._write()

    def _write(self) -> None:
        if self._file is None:
            self._file = TemporaryFile()  # noqa: SIM115  closed when all were taken out
        block = marshal.dumps([_packed(record) for record in self._held], _VERSION)
        self._file.write(block)
        self._blocks.append(len(block))
        self._held.clear()

    def drained(self) -> Iterator[Card]:
        """Yield all records, and let go of each when it is done."""
        last, self._held = self._held, deque()
        if self._file is not None:
            with self._file as file:
                file.seek(0)
                for size in self._blocks:  # marshal reads a file value by value, which takes longer
                    block = deque(marshal.loads(file.read(size)))  # noqa: S302  written above
                    while block:
                        yield _unpacked(block.popleft())
        self._held = last
        while self._held:
            yield self._held.popleft()


def _packed(record: Card) -> list[Any]:
    """A record as plain values, of which the last says what it is."""
    kind = type(record)
    values = list(_VALUES[kind](record))
    if kind is not Refused:
        for at, _, columns in _PARTS_AT:
            if values[at]:
                values[at] = [columns(part) for part in values[at]]
    values.append(_KINDS.index(kind))
    return values


def _unpacked(values: list[Any]) -> Card:
    kind = _KINDS[values.pop()]
    if kind is not Refused:
        for at, part, _ in _PARTS_AT:
            if values[at]:
                values[at] = tuple([part(*columns) for columns in values[at]])
    record: Card = kind(*values)
    return record
