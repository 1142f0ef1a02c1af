"""The join: what is known about a row is a set of stamped cells, and two such sets become one.

A record is a dictionary with up to three parts, or GONE alone:

- "c", its cells: [when, device, number, value] by name. `when` is in milliseconds and never below
  what its device had seen; `number` counts the changes that the device has sent.
- "e", the edits that no cell shows any more: by device the highest number.
- "t", its tomb: the edits that were seen when the row was taken out, by device likewise.
- "x": only people who are forgotten were in the row; nothing of it is ever known again.

For each cell the higher (when, device, number) stays; edits and tombs grow; what is gone stays so.
Joining in any order, twice, or with some missing in between therefore comes to the same, and a row
lives as long as there is an edit that its tomb had not seen.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

    Cell = list[Any]
    Record = dict[str, Any]
    Seen = Mapping[tuple[str, int], Mapping[str, int]]

CELLS, EDITS, TOMB, GONE = "c", "e", "t", "x"
MERGED = "="  # the cell that says which row this one was merged into


def stamp(cell: Cell) -> tuple[int, str, int]:
    """When a cell was written, by which device, and in which of its changes."""
    return cell[0], cell[1], cell[2]


def edits(record: Record) -> dict[str, int]:
    """All edits that a row has seen: by device the highest number."""
    found: dict[str, int] = dict(record.get(EDITS, {}))
    for _, device, number, *_ in record.get(CELLS, {}).values():
        if number > found.get(device, 0):
            found[device] = number
    return found


def is_alive(record: Record) -> bool:
    """Whether there is an edit that the tomb had not seen."""
    return TOMB not in record or outlives(record, edits(record))


def outlives(record: Record, some: Mapping[str, int]) -> bool:
    """Whether a row has no tomb, or its tomb had not seen all of some edits."""
    tomb = record.get(TOMB)
    return not tomb or any(number > tomb.get(device, 0) for device, number in some.items())


def join(mine: Record, theirs: Record) -> tuple[Record, list[tuple[str, Cell, Cell]]]:
    """Join what two devices know about a row.

    Returns:
        The record, and each cell in which they differ: its name, mine, and theirs.
    """
    if GONE in mine or GONE in theirs:
        return {GONE: 1}, []
    cells: dict[str, Cell] = dict(mine.get(CELLS, {}))
    differ: list[tuple[str, Cell, Cell]] = []
    for name, cell in theirs.get(CELLS, {}).items():
        old = cells.get(name)
        if old is None:
            cells[name] = cell
        elif stamp(old) != stamp(cell):
            differ.append((name, old, cell))
            cells[name] = max(old, cell, key=stamp)
    made: Record = {CELLS: cells}
    known = edits(made)
    seen = highest(edits(mine), edits(theirs))
    if rest := {d: number for d, number in seen.items() if number > known.get(d, 0)}:
        made[EDITS] = rest
    if tomb := highest(mine.get(TOMB, {}), theirs.get(TOMB, {})):
        made[TOMB] = tomb
    return made, differ


def highest(one: Mapping[str, int], other: Mapping[str, int]) -> dict[str, int]:
    """The higher number of each device."""
    return {**one, **{d: n for d, n in other.items() if n > one.get(d, 0)}}


def write(  # noqa: PLR0917  a cell with its stamp
    record: Record, name: str, value: object, when: int, device: str, number: int
) -> None:
    """Write a cell, and keep that the one it replaces was an edit, too."""
    cells = record.setdefault(CELLS, {})
    old = cells.get(name)
    cells[name] = [when, device, number, value]
    if old is not None:
        keep_edit(record, old[1], old[2])


def keep_edit(record: Record, device: str, number: int) -> None:
    """Keep that a device edited the row, or something that belongs to it."""
    if edits(record).get(device, 0) < number:
        record.setdefault(EDITS, {})[device] = number


def bury(record: Record, more: Iterable[Record] = ()) -> None:
    """Take a row out: its tomb has seen all edits of it, and of rows that are one with it."""
    for one in (record, *more):
        record[TOMB] = highest(record.get(TOMB, {}), edits(one))


def own_part(record: Record, device: str, above: int) -> Record:
    """What a device wrote of a row above a number; its tomb whole."""
    if GONE in record:
        return {GONE: 1}
    made: Record = {}
    cells = {
        name: cell
        for name, cell in record.get(CELLS, {}).items()
        if cell[1] == device and cell[2] > above
    }
    if cells:
        made[CELLS] = cells
    number = record.get(EDITS, {}).get(device, 0)
    if number > above:
        made[EDITS] = {device: number}
    if record.get(TOMB):
        made[TOMB] = record[TOMB]
    return made


def at_once(one: Cell, other: Cell, seen: Seen) -> bool:
    """Whether two cells were written without knowing each other.

    Args:
        one: A cell.
        other: Another of the same name.
        seen: What a device had seen of the others at each of its changes; what is not in it is
            old, and was seen by all.
    """
    return one[3] != other[3] and unaware(one, other, seen)


def unaware(one: Cell, other: Cell, seen: Seen) -> bool:
    """Whether neither of two cells was written knowing the other; see `at_once`."""

    def knew(later: Cell, earlier: Cell) -> bool:
        if later[1] == earlier[1]:
            return bool(later[2] >= earlier[2])
        known = seen.get((later[1], later[2]))
        return known is None or known.get(earlier[1], 0) >= earlier[2]

    return not knew(one, other) and not knew(other, one)
