"""What the undo history tells of changes since the last sync: which rows, when, and merges.

It spares a look at every row. Where it cannot tell, because units are missing that were there, or
one has another content under the same number, everything is compared.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime

from tinynet.core.compiled_cells import CELLS as SPECS
from tinynet.db.journal import RANGED

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from sqlite3 import Connection
    from typing import Any

    from tinynet.sync.state.state_rows import State

    Units = Mapping[int, tuple[Any, ...]]

UNITS = (
    "SELECT id, at, label, undone, first_new, last_new, (SELECT max(id) FROM main.change "
    "WHERE unit_id = unit.id), moved_at FROM main.unit ORDER BY id"
)
BY_TABLE = {spec["name"]: spec for spec in SPECS}
HOLDERS = {
    part: (spec["name"], holder, other, target)
    for spec in SPECS
    for part, (holder, other, target) in spec["parts"].items()
}
UNKNOWN = 0  # a moment in milliseconds that nobody knows


class Touch:
    """What happened to a row.

    Attributes:
        at: When it was last changed, in milliseconds; UNKNOWN where that is not known.
        before: The row before each change, newest first, with when that was.
        new: Whether it was inserted.
        gone: Whether a row of this id was deleted.
        base: The row as it was when a backup was restored, where that is what it is compared with.
        base_parts: Its sets, as they were then.
    """

    def __init__(self) -> None:
        self.at = UNKNOWN
        self.before: list[tuple[int, dict[str, Any]]] = []
        self.new = self.gone = False
        self.base: dict[str, Any] | None = None
        self.base_parts: dict[str, set[Any]] = {}

    def is_old(self, column: str, value: Any) -> bool:
        """Whether a column is as it was when a backup was restored."""
        return self.base is not None and self.base[column] == value


class Changes:
    """What happened since the last sync.

    Attributes:
        whole: Whether that is not known: everything is to be compared.
        touched: Rows by table and id.
        merges: The ids of people who went in a merge, and of those they were merged into.
    """

    def __init__(self, *, whole: bool = False) -> None:
        self.whole = whole
        self.touched: dict[str, dict[int, Touch]] = {spec["name"]: {} for spec in SPECS}
        self.merges: dict[int, int] = {}

    def touch(self, table: str, local: int, at: int) -> Touch:
        """Keep that a row was touched."""
        found = self.touched[table].setdefault(local, Touch())
        found.at = max(found.at, at)
        return found

    def __bool__(self) -> bool:
        return self.whole or any(self.touched.values())


def milliseconds(at: str) -> int:
    """A moment in UTC, in milliseconds; UNKNOWN where it is not a moment."""
    try:
        return int(datetime.fromisoformat(at).replace(tzinfo=UTC).timestamp() * 1000)
    except ValueError:
        return UNKNOWN


def keep_seen(connection: Connection, state: State) -> None:
    """Keep which units there are, so that the next sync looks at others only."""
    state.execute("DELETE FROM state.unit")
    state.executemany(
        "INSERT INTO state.unit VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        connection.execute(UNITS).fetchall(),
    )


def keep_cut(state: State) -> None:
    """Keep that the undo history was let go of, with what it would tell in the next sync."""
    state.execute("DELETE FROM state.unit")
    state.execute("INSERT INTO state.unit (id, at, label, undone) VALUES (0, '', '', 0)")


def changes(connection: Connection, state: State, now: int) -> Changes:
    """What happened since the last sync.

    Args:
        connection: The database, with the state attached.
        state: The state.
        now: In milliseconds: when something was undone of which nobody wrote that down.
    """
    made = Changes()
    seen = {row[0]: row for row in state.execute("SELECT * FROM state.unit")}
    there = {row[0]: row for row in connection.execute(UNITS)}
    made.whole = is_cut(seen, there)
    for number, unit in there.items():
        if number not in seen:
            read_unit(connection, made, unit, now)
        elif seen[number] != unit:
            made.whole |= bool(unit[4] != seen[number][4] and seen[number][4] and unit[4])
            read_unit(connection, made, unit, now, again=True)
    return made


def is_cut(seen: Units, there: Units) -> bool:
    """Whether units may be missing that would tell of changes.

    The oldest are let go of first, and undo begins with the newest. So nothing is missing as long
    as the newest of those that stood at the last sync is there: what is not there before it was
    read then, and what was undone after it has changed nothing. An undone one, which the next
    command replaces, says nothing once it is gone.
    """
    stood = [number for number, unit in seen.items() if not unit[3]]
    if stood and max(stood) not in there:
        return True
    if not stood and (seen.keys() - there.keys() or (not seen and min(there, default=1) > 1)):
        return True
    return any(there[number][1:3] != unit[1:3] for number, unit in seen.items() if number in there)


def read_unit(
    connection: Connection, made: Changes, unit: tuple[Any, ...], now: int, *, again: bool = False
) -> None:
    """Add what a unit changed."""
    number, moment, label, undone, first, last, _, moved_at = unit
    at = now if undone or again else milliseconds(moment)
    if moved_at:
        at = milliseconds(moved_at)
    gone: list[int] = []
    moved: list[tuple[str, dict[str, Any], dict[str, Any]]] = []
    for name, op, key, old in connection.execute(
        "SELECT name, op, key, old FROM main.change WHERE unit_id = ? ORDER BY id DESC", (number,)
    ):
        now_, before = json.loads(key or "null"), json.loads(old or "null")
        for image in (now_, before):
            if image is not None:
                note_row(made, name, image, at)
        if name in BY_TABLE:
            note_change(made, name, op, (now_ or before)["id"], (at, before))
        if op == "D" and name == "person":
            gone.append(before["id"])
        elif op == "U":
            moved.append((name, now_, before))
    if first is not None:
        read_range(connection, made, first, last, at)
    if gone and not undone:
        made.merges.update(merges(connection, gone, moved, label))


def note_change(
    made: Changes, name: str, op: str, local: int, before: tuple[int, dict[str, Any]]
) -> None:
    """Keep what was done to a row: as it was before, that it is new, or that it went."""
    touch = made.touched[name][local]
    if op == "U":
        touch.before.append(before)
    touch.new |= op == "I"
    touch.gone |= op == "D"


def note_row(made: Changes, name: str, image: dict[str, Any], at: int) -> None:
    """Keep that a row, or what holds it, was touched."""
    if name in BY_TABLE:
        made.touch(name, image["id"], at)
    elif name in HOLDERS:
        table, holder, other, target = HOLDERS[name]
        made.touch(table, image[holder], at)
        if target == table:  # either of a pair may be the one who holds it
            made.touch(table, image[other], at)


def read_range(connection: Connection, made: Changes, first: int, last: int, at: int) -> None:
    """Add the interactions that a unit added as one range, and what came with them."""
    found = connection.execute(
        "SELECT id FROM main.interaction WHERE id BETWEEN ? AND ?", (first, last)
    )
    for (local,) in found.fetchall():
        made.touch("interaction", local, at).new = True
    for table, column in RANGED.items():
        if table in BY_TABLE and column != "id":
            for (local,) in connection.execute(
                f"SELECT id FROM main.{table} WHERE {column} BETWEEN ? AND ?",  # noqa: S608  names of the schema
                (first, last),
            ).fetchall():
                made.touch(table, local, at).new = True


def merges(
    connection: Connection,
    gone: list[int],
    moved: list[tuple[str, dict[str, Any], dict[str, Any]]],
    label: str,
) -> Iterator[tuple[int, int]]:
    """The people who went in a unit and left their rows to another, who is there.

    Somebody with no rows leaves none: then the label says that it was a merge, and the person whom
    the same unit changed is the one they were merged into.
    """
    for person in gone:
        into = next(heirs(connection, person, moved), None)
        if into is None and label.split(" ", 1)[0] == "merge":
            changed = {now["id"] for name, now, _ in moved if name == "person"} - {person}
            into = min(changed) if len(changed) == 1 else named(connection, label)
        if into is not None and into != person:
            yield person, into


def heirs(
    connection: Connection, person: int, moved: list[tuple[str, dict[str, Any], dict[str, Any]]]
) -> Iterator[int]:
    """To whom rows of a person were moved."""
    for name, now, before in moved:
        if name in HOLDERS:
            _, _, other, target = HOLDERS[name]
            if target == "person" and before.get(other) == person != now.get(other):
                yield now[other]
        elif name in BY_TABLE:
            for column in BY_TABLE[name]["owned"]:
                if before.get(column) != person or BY_TABLE[name]["refs"][column] != "person":
                    continue
                found = connection.execute(
                    f'SELECT "{column}" FROM main.{name} WHERE id = ?',  # noqa: S608  names of the schema
                    (now["id"],),
                ).fetchone()
                if found and found[0] not in {None, person}:
                    yield found[0]


def named(connection: Connection, label: str) -> int | None:
    """The person whom a merge names second, if by the handle."""
    words = [word for word in label.split()[1:] if not word.startswith("-")]
    found = connection.execute(
        "SELECT id FROM main.person WHERE handle = ?", (words[1] if len(words) > 1 else "",)
    ).fetchone()
    return found[0] if found else None
