"""Whether what a file says can be true: age and the token only say who wrote it.

Everything is checked before any of it is joined: tables and columns there are, types of values, ids
of the right form, stamps within reason. What passes can still break a rule of a table; the database
says so when it is written, and the file is left out then.
"""

from __future__ import annotations

from tinynet.sync.rules import identity
from tinynet.sync.rules.cells import CELLS, EDITS, GONE, MERGED, TOMB

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import Any

    from tinynet.core.field_types import Cells

    Lines = Iterator[tuple[Any, str]]  # of a file: each decoded, and as it was written
    Column = tuple[str, frozenset[type], bool, str]

LINE_MAX = 8_000_000  # characters of one record
TEXT_MAX = 4_000_000
WHEN_MAX = 253_402_300_799_000  # the end of the year 9999, in milliseconds
NUMBER_MAX = 1 << 40
DEVICE_MAX = 16
CELLS_MAX = 100_000  # of one row: who took part, tags
UID_LENGTH = 36
INTEGER_MAX = 1 << 62
KNOWN_MAX, KNOWN_LENGTH = 50_000, 100  # what is remembered, since many rows name the same few
PARTS = {CELLS, EDITS, TOMB}
KINDS = {"str": frozenset({str}), "int": frozenset({int}), "float": frozenset({int, float})}


class UnsoundError(ValueError):
    """A record that no tinynet wrote."""


class Checker:
    """Checks the records of a file.

    Args:
        specs: How the rows of each table are kept, by its name.

    Attributes:
        ids: Of each table the ids that were found to be right, and need not be looked at again.
        sets: Of each table the cells of sets that were.
        devices: The devices that were.
        givers: The tables by what ids begin with before their number: note.k3fz2a.
    """

    def __init__(self, specs: Mapping[str, Cells]) -> None:
        self.specs = specs
        self.keys = {name: columns_of(spec, spec["key"]) for name, spec in specs.items()}
        self.columns = {
            table: {name: columns_of(spec, some) for name, some in spec["cells"].items()}
            for table, spec in specs.items()
        }
        self.ids: dict[str, set[str]] = {name: set() for name in specs}
        self.sets: dict[str, set[str]] = {name: set() for name in specs}
        self.devices: set[str] = set()
        self.givers: dict[str, str] = {}

    def check(self, given: Any) -> tuple[str, dict[str, Any]]:
        """A record, checked.

        Args:
            given: What a line of the file holds: the id of a row, and its record.

        Raises:
            UnsoundError: Something about it cannot be.
        """
        if type(given) is not list or len(given) != 2:
            raise UnsoundError("a line is no record")
        gid, record = given
        if type(gid) is not str or type(record) is not dict:
            raise UnsoundError("a line is no record")
        table = self.check_row(gid)
        if GONE in record:
            need(record == {GONE: 1}, "a record is gone and is not")
            key = self.specs[table]["key"]
            need(not key, "a row with a key of its own is gone with its person only")
            return gid, record
        if not record.keys() <= PARTS:
            raise UnsoundError("a record holds what no record has")
        for part in (EDITS, TOMB):
            if part in record:
                need(type(record[part]) is dict, "edits are no numbers by device")
                for device, number in record[part].items():
                    check_number(device, number)
        cells = record.get(CELLS, {})
        if type(cells) is not dict or len(cells) > CELLS_MAX:
            raise UnsoundError("there are no cells")
        self.check_cells(cells, table)
        return gid, record

    def check_row(self, gid: str) -> str:
        """The id of the row that a record is of; returns its table."""
        giver, _, number = gid.rpartition(".")
        table = self.givers.get(giver, "")
        if table and len(number) < KNOWN_LENGTH and number.isascii() and number.isdigit():
            return table
        table = identity.table_of(gid)
        if table not in self.specs:
            raise UnsoundError(f"there is no table for {gid[:60]}")
        self.check_id(gid, table)
        given = table != "person" and not self.specs[table]["key"]
        if given and len(self.givers) < KNOWN_MAX and len(giver) < KNOWN_LENGTH:
            self.givers[giver] = table
        return table

    def check_cells(self, cells: dict[str, Any], table: str) -> None:
        """The cells of a record: their stamps and what they hold."""
        columns, devices = self.columns[table], self.devices
        for name, cell in cells.items():
            if type(cell) is not list or len(cell) != 4:
                raise UnsoundError("a cell has no stamp")
            when, device, number, value = cell
            if type(when) is not int or not 0 <= when <= WHEN_MAX:
                raise UnsoundError("a cell was written at no time")
            if type(device) is not str or device not in devices:
                check_number(device, number)
                remember(devices, device)
            if type(number) is not int or not 0 <= number <= NUMBER_MAX:
                raise UnsoundError("a number is out of range")
            if name in columns:
                self.check_columns(value, columns[name], table)
            elif name == MERGED:
                if value is not None:
                    self.check_id(value, table)
            else:
                self.check_member(name, value, table)

    def check_member(self, name: str, value: Any, table: str) -> None:
        """A cell that says whether something is in a set of a table."""
        if name not in self.sets[table]:
            part, slash, other = name.partition("/")
            parts = self.specs[table]["parts"]
            if not slash or part not in parts:
                raise UnsoundError(f"{table} has no cell {name[:60]}")
            need(len(other) <= TEXT_MAX, "a text is too long")
            need(not parts[part][2] or is_person(other), "somebody has no uid")
            remember(self.sets[table], name)
        if type(value) is not int or not 0 <= value <= 1:
            raise UnsoundError("something is neither in a set nor out of it")

    def check_columns(self, value: Any, columns: list[Column], table: str) -> None:
        """The value of a cell: its columns, and where one points at a row, that row's id."""
        if type(value) is not list or len(value) != len(columns):
            raise UnsoundError("a cell has too few columns")
        for (column, kinds, optional, target), one in zip(columns, value, strict=True):
            kind = type(one)
            if one is None and optional:
                continue
            if target and one is not None:
                if kind is not str or one not in self.ids[target]:
                    self.check_id(one, target)
                    remember(self.ids[target], one)
            elif kind not in kinds:
                wrong = "empty" if one is None else "of another type"
                raise UnsoundError(f"{table}.{column} is {wrong}")
            elif kind is not str:
                check_size(one)
            elif len(one) > TEXT_MAX or "\0" in one:
                raise UnsoundError("a text is too long, or none")
            elif column == "handle":
                need(one.isprintable(), "a handle cannot be printed")

    def check_id(self, gid: Any, table: str) -> None:
        """An id of a row of a table."""
        need(type(gid) is str and len(gid) <= TEXT_MAX, "an id is no id")
        need(identity.table_of(gid) == table, "an id is of another table")
        names = self.specs[table]["key"]
        if table == "person":
            need(len(gid) == len("person.") + UID_LENGTH, "a person has no uid")
        elif names:
            try:
                key = identity.key_of(gid)
            except (ValueError, RecursionError):
                key = []
            need(isinstance(key, list) and len(key) == len(names), "a key has too few columns")
            self.check_columns(key, self.keys[table], table)
            need(identity.natural(table, key) == gid, "a key is written in another way")
        else:
            _, device, number = [*gid.split("."), "", ""][:3]
            need(gid == f"{table}.{device}.{number}" and device.isalnum(), "an id is no id")
            need(number.isascii() and number.isdigit(), "an id is no id")


def columns_of(spec: Cells, names: Iterable[str]) -> list[Column]:
    """Some columns of a table: each with its types, whether it may be empty, and its target."""
    types, refs = spec["types"], spec["refs"]
    return [
        (name, KINDS[types[name].rstrip("?")], types[name].endswith("?"), refs.get(name, ""))
        for name in names
    ]


def remember(known: set[str], text: str) -> None:
    """Keep what was found to be right, as long as that is not too much."""
    if len(known) < KNOWN_MAX and len(text) < KNOWN_LENGTH:
        known.add(text)


def need(holds: bool, reason: str) -> None:
    """Raise UnsoundError where something does not hold."""
    if not holds:
        raise UnsoundError(reason)


def check_number(device: Any, number: Any) -> None:
    """A device and the number of one of its changes."""
    if type(device) is not str or len(device) > DEVICE_MAX or not device.isalnum():
        raise UnsoundError("the name of a device is not valid")
    if type(number) is not int or not 0 <= number <= NUMBER_MAX:
        raise UnsoundError("a number is out of range")


def is_person(gid: str) -> bool:
    """Whether this is the id of somebody."""
    return gid.startswith("person.") and len(gid) == len("person.") + UID_LENGTH


def check_size(value: float) -> None:
    """A number."""
    limit = 1e15 if type(value) is float else INTEGER_MAX
    need(-limit < value < limit, "a number is out of range")
