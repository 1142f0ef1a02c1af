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
    from collections.abc import Mapping
    from typing import Any

    from tinynet.core.field_types import Cells

    Checked = dict[str, set[str]]

LINE_MAX = 8_000_000  # characters of one record
TEXT_MAX = 4_000_000
WHEN_MAX = 253_402_300_799_000  # the end of the year 9999, in milliseconds
NUMBER_MAX = 1 << 40
DEVICE_MAX = 16
CELLS_MAX = 100_000  # of one row: who took part, tags
UID_LENGTH = 36
INTEGER_MAX = 1 << 62
CHECKED_MAX = 50_000  # ids of a table that are remembered, since many rows name the same few
KINDS: dict[str, type | tuple[type, ...]] = {
    "str": str, "int": int, "float": (int, float),
    "str?": str, "int?": int, "float?": (int, float),
}  # fmt: skip


class UnsoundError(ValueError):
    """A record that no tinynet wrote."""


def check(given: Any, specs: Mapping[str, Cells], checked: Checked) -> tuple[str, dict[str, Any]]:
    """A record of a file, checked.

    Args:
        given: What a line of the file holds: the id of a row, and its record.
        specs: How the rows of each table are kept, by its name.
        checked: The ids of each table that were found to be right before, and are from now on.

    Raises:
        UnsoundError: Something about it cannot be.
    """
    need(isinstance(given, list) and len(given) == 2, "a line is no record")
    gid, record = given
    need(isinstance(gid, str) and isinstance(record, dict), "a line is no record")
    spec = specs.get(identity.table_of(gid))
    if spec is None:
        raise UnsoundError(f"there is no table for {gid[:60]}")
    check_id(gid, specs, checked)
    if GONE in record:
        need(record == {GONE: 1}, "a record is gone and is not")
        need(not spec["key"], "a row with a key of its own is gone with its person only")
        return gid, record
    need(set(record) <= {CELLS, EDITS, TOMB}, "a record holds what no record has")
    for vector in (record.get(EDITS, {}), record.get(TOMB, {})):
        need(isinstance(vector, dict), "edits are no numbers by device")
        for device, number in vector.items():
            check_number(device, number)
    cells = record.get(CELLS, {})
    need(isinstance(cells, dict) and len(cells) <= CELLS_MAX, "there are no cells")
    for name, cell in cells.items():
        if type(cell) is not list or len(cell) != 4:
            raise UnsoundError("a cell has no stamp")
        when, device, number, value = cell
        if type(when) is not int or not 0 <= when <= WHEN_MAX:
            raise UnsoundError("a cell was written at no time")
        check_number(device, number)
        check_value(name, value, spec, specs, checked)
    return gid, record


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


def check_id(gid: Any, specs: Mapping[str, Cells], checked: Checked, table: str = "") -> None:
    """An id of a row, of this table where one is given."""
    need(isinstance(gid, str) and len(gid) <= TEXT_MAX, "an id is no id")
    name = identity.table_of(gid)
    need(name == table if table else name in specs, "an id is of another table")
    spec = specs[name]
    if name == "person":
        need(len(gid) == len("person.") + UID_LENGTH, "a person has no uid")
    elif spec["key"]:
        try:
            key = identity.key_of(gid)
        except (ValueError, RecursionError):
            key = []
        need(isinstance(key, list) and len(key) == len(spec["key"]), "a key has too few columns")
        for column, value in zip(spec["key"], key, strict=True):
            check_column(column, value, spec, specs, checked)
        need(identity.natural(name, key) == gid, "a key is written in another way")
    else:
        _, device, number = [*gid.split("."), "", ""][:3]
        need(gid == f"{name}.{device}.{number}" and device.isalnum(), "an id is no id")
        need(number.isascii() and number.isdigit(), "an id is no id")


def check_value(
    name: str, value: Any, spec: Cells, specs: Mapping[str, Cells], checked: Checked
) -> None:
    """The value of a cell."""
    part, slash, other = name.partition("/")
    if name == MERGED:
        if value is not None:
            check_id(value, specs, checked, spec["name"])
    elif slash and part in spec["parts"]:
        need(type(value) is int and value in {0, 1}, "something is neither in a set nor out of it")
        need(len(other) <= TEXT_MAX, "a text is too long")
        if spec["parts"][part][2] and not is_person(other):
            raise UnsoundError("somebody has no uid")
    else:
        columns = spec["cells"].get(name, ())
        if not columns:
            raise UnsoundError(f"{spec['name']} has no cell {name[:60]}")
        need(isinstance(value, list) and len(value) == len(columns), "a cell has too few columns")
        types = spec["types"]
        for column, one in zip(columns, value, strict=True):
            if one is not None or types[column][-1] != "?":
                check_column(column, one, spec, specs, checked)


def is_person(gid: str) -> bool:
    """Whether this is the id of somebody."""
    return gid.startswith("person.") and len(gid) == len("person.") + UID_LENGTH


def check_reference(value: Any, specs: Mapping[str, Cells], target: str, checked: Checked) -> None:
    """An id of a row that others name, of this table."""
    right = checked.setdefault(target, set())
    if type(value) is not str or value not in right:
        check_id(value, specs, checked, target)
        if len(right) < CHECKED_MAX:
            right.add(value)


def check_column(
    column: str, value: Any, spec: Cells, specs: Mapping[str, Cells], checked: Checked
) -> None:
    """The value of a column: of its type, and where it points at a row, that row's id."""
    kind = spec["types"][column]
    if value is None:
        if not kind.endswith("?"):
            raise UnsoundError(f"{spec['name']}.{column} is empty")
        return
    target = spec["refs"].get(column)
    if target:
        check_reference(value, specs, target, checked)
        return
    if not isinstance(value, KINDS[kind]) or isinstance(value, bool):
        raise UnsoundError(f"{spec['name']}.{column} is of another type")
    if isinstance(value, str):
        if len(value) > TEXT_MAX or "\0" in value:
            raise UnsoundError("a text is too long, or none")
        need(column != "handle" or value.isprintable(), "a handle cannot be printed")
    elif isinstance(value, float):
        need(-1e15 < value < 1e15, "a number is out of range")
    elif isinstance(value, int):
        need(-INTEGER_MAX < value < INTEGER_MAX, "a number is out of range")
