"""Undo and redo: apply the journal from its end.

Units are a stack, the undone ones on top. To undo the newest that stands, the interactions it added
are deleted as one range and its changes are taken back, last one first. The same triggers are at
work meanwhile, so that afterwards the unit holds how to redo it, which is done in the same way.
Foreign keys are checked at the end of the transaction, so that the order in which a cascade was
journalled does not matter.
"""

from __future__ import annotations

from tinynet.db import sql
from tinynet.db.journal import CONFIG, RANGED, put_setting
from tinynet.errors import DatabaseError, TinynetError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from typing import Any

    from tinynet.db.database import Unit
    from tinynet.db.sql import UnitsRecord
    from tinynet.db.store import Row, Store

    Change = Mapping[str, Any]  # a setting's key, and its value where the file has one
    Settings = list[tuple[Change, Change]]

EVERYTHING = -1  # SQLite's LIMIT for "no limit"
CHUNK = 5_000  # changes held in memory at once
UNDO, REDO = "undo", "redo"
_PARTICIPLES = {UNDO: "undone", REDO: "redone"}


class TooManyError(TinynetError):
    """There are fewer commands than asked for."""

    code = "too_many"


class FinalError(TinynetError):
    """What came from another device is not taken back."""

    code = "final"


def stack(store: Store, way: str, most: int = EVERYTHING) -> list[UnitsRecord]:
    """The units that can be undone, or redone, the next one first.

    Returns:
        Records with id, at (UTC), label, undone and changes.
    """
    sign = -1 if way == UNDO else 1
    found = store.records(sql.units, undone=int(way == REDO), sign=sign, limit=most)
    return [{**unit} for unit in found]


def move(unit: Unit, store: Store, way: str, count: int) -> tuple[list[UnitsRecord], Settings]:
    """Undo or redo a number of units.

    Args:
        unit: A unit that `replays`.
        store: Its store.
        way: UNDO or REDO.
        count: How many, at least 1.

    Returns:
        The units as `stack` reads them, in the order they were moved; and each setting that is to
        be put back, as it is now and as it was, in that order.

    Raises:
        TooManyError: There are fewer; none is moved.
        DatabaseError: What the history holds is not what tinynet wrote there.
    """
    units = stack(store, way, count)
    refuse_final(units, way)
    if units and len(units) < count:
        here = "is 1 command" if len(units) == 1 else f"are {len(units)} commands"
        raise TooManyError(
            f"There {here} to {way}, not {count}; nothing was {_PARTICIPLES[way]}",
            f"All of them: tinynet {way} {len(units)}",
        )
    store.connection.execute("PRAGMA defer_foreign_keys=ON")
    replay = Replay(store)
    for record in units:
        unit.refresh()  # for the one before; the last is refreshed as the transaction ends
        try:
            replay.take_back(record["id"])
        except (
            DamagedError, ValueError, LookupError, AttributeError, TypeError, *replay.refusals,
        ) as error:  # fmt: skip
            raise DatabaseError(
                f"The undo history does not fit the database; nothing was {_PARTICIPLES[way]}",
                "See what is wrong: tinynet doctor",
            ) from error
        record["undone"] = int(way == UNDO)
        store.run(sql.set_undone, unit=record["id"], undone=record["undone"], at=unit.at)
        store.keep_range()
    return units, replay.settings


def refuse_final(units: Sequence[UnitsRecord], way: str) -> None:
    """Check that none of the units is what came in from another device.

    Raises:
        FinalError: One is: it would be put back over what the others changed meanwhile.
    """
    for number, unit in enumerate(units):
        if unit["final"]:
            some = f"{way.title()} {number} reaches those after it; or go" if number else "Go"
            raise FinalError(
                f"What came in from your other devices ({unit['label']}) is not taken back by "
                f"{way}; nothing was {_PARTICIPLES[way]}",
                f"{some} back to a backup: tinynet backup --list",
            )


class DamagedError(Exception):
    """A change that does not fit the rows there are."""


class Replay:
    """Takes units back, caching the columns of the tables.

    A row kept by an older tinynet may have columns that are gone, which are left out, and lack new
    ones, which get their defaults.
    """

    def __init__(self, store: Store) -> None:
        self.store = store
        self.settings: Settings = []
        self.columns: dict[str, list[str]] = {}
        # What SQLite says to a row that breaks a rule, and to a value of the wrong type.
        errors = store.connection
        self.refusals = (errors.IntegrityError, errors.InterfaceError, errors.ProgrammingError)

    def take_back(self, unit: int) -> None:
        """Take back one unit's changes while the triggers record how to redo them."""
        from itertools import groupby

        from tinynet.db.compiled_triggers import TRIGGERS

        store = self.store
        last = store.value(sql.last_change) or 0
        first_new, last_new = store.rows(sql.unit_range, unit=unit)[0]
        store.journal_for(unit)
        store.journal(*TRIGGERS)
        if first_new is not None:
            for text in (  # a trace outlives its interaction, unless it came with it
                "DELETE FROM trace WHERE interaction_id BETWEEN ? AND ?",
                "DELETE FROM interaction WHERE id BETWEEN ? AND ?",
            ):
                gone = store.connection.execute(text, (first_new, last_new)).rowcount
            if not gone:  # whoever forgets contacts of a range clears the history, too
                raise DamagedError
        below, done = last + 1, first_new is not None
        while changes := store.rows(sql.changes_below, unit=unit, below=below, limit=CHUNK):
            steps = self.steps(changes, first_new)
            for text, alike in groupby(steps, key=lambda step: step[0]):
                many = [values for _, values in alike]
                found = store.connection.executemany(text, many).rowcount
                # What was added with a range of interactions may have gone with it.
                if found != len(many) and not (first_new and text.startswith("DELETE")):
                    raise DamagedError
            below = changes[-1][0]
            done = True
        if not done:  # a unit that changed nothing is not kept
            raise DamagedError
        store.run(sql.drop_changes, unit=unit, until=last)

    def steps(
        self, changes: Sequence[Row], first_new: int | None
    ) -> Iterator[tuple[str, list[Any]]]:
        """The statements that take back changes, with their values, in the same order.

        Args:
            changes: Rows of id, table, op (I, U or D: what was done), JSON of the key as it is now
                (None for D) and JSON of the row as it was (None for I).
            first_new: Where the interactions begin that went as a range, with all about them;
                None where there was no range.
        """
        import json

        for _, table, op, key, old in changes:
            row, image = json.loads(key or old), json.loads(old or "{}")
            if table == CONFIG:
                self.settings.append((row, image))
                put_setting(self.store, self.store.unit, image, row)
                continue
            if not self.columns_of(table):
                if op == "D":
                    continue  # taken out of a table of an older tinynet, which is gone itself
                raise DamagedError
            columns = [column for column in self.columns_of(table) if column in image]
            if not columns and op != "I":
                raise DamagedError
            ranged = RANGED.get(table) if first_new is not None else None
            went = ranged and (row.get(ranged) or 0) >= (first_new or 0)
            if went:
                continue
            values = [image[column] for column in columns]
            if op == "I":
                yield f"DELETE FROM {table} WHERE {_named(row, ' AND ')}", [*row.values()]  # noqa: S608  names of the schema
            elif op == "U":
                sets, where = _named(columns, ", "), _named(row, " AND ")
                yield f"UPDATE {table} SET {sets} WHERE {where}", [*values, *row.values()]  # noqa: S608  as above
            elif op == "D":
                names, marks = ", ".join(f'"{c}"' for c in columns), ", ".join("?" * len(columns))
                yield f"INSERT INTO {table} ({names}) VALUES ({marks})", values  # noqa: S608  as above
            else:
                raise DamagedError

    def columns_of(self, table: str) -> list[str]:
        """The columns a table has now; none where there is no such table that is journalled."""
        if table not in self.columns:
            found = self.store.connection.execute("SELECT name FROM pragma_table_info(?)", (table,))
            self.columns[table] = [row[0] for row in found]
        return self.columns[table]


def _named(columns: Iterable[str], between: str) -> str:
    return between.join(f'"{column}" = ?' for column in columns)
