"""Load a document's sections into an empty database.

Every row gets the number it had, so that what scripts have kept still fits. Foreign keys wait for
the end of the transaction: people may be met through somebody who comes later.
"""

from __future__ import annotations

import sqlite3
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from itertools import count, islice
from operator import itemgetter
from typing import Any

from tinynet.contacts.many_rows import credit_of, day_number
from tinynet.contacts.rows import Kind, NewInteraction
from tinynet.core import names
from tinynet.core.details import detail_key
from tinynet.core.first_kinds import FIRST_KINDS
from tinynet.core.partial import month_day
from tinynet.db import sql
from tinynet.db.compiled_triggers import TRIGGERS
from tinynet.db.database import Unit
from tinynet.db.journal import RANGED
from tinynet.db.store import ROOM_KIB, Store
from tinynet.exchange.document.columns import rows_of
from tinynet.exchange.document.fields import NoRecordError, check_person, shown
from tinynet.exchange.document.format import DocumentRecord, Records
from tinynet.exchange.document.sections import (
    BY_NAME,
    SECTIONS,
    Inside,
    Section,
    by_position,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tinynet.db.sql import PutParticipantValues

Row = dict[str, Any]
Whole = tuple[Row, dict[str, list[Row]]]  # a row, and the rows inside it by their list's name
COUNTED = ("minutes", "deep", "attempt")  # what the copies are made of, beside day and kind
AT_ONCE = 5_000  # interactions between two writes of who was there
LOOSE = "trace"  # may belong to no interaction
PARTICIPANT = ("person_id", "day", "interaction_id", "minutes", "credit")


def nothing(_: Row) -> Row:
    """No derived columns, as in most sections."""
    return {}


DERIVED: dict[str, Callable[[Row], Row]] = {
    "details": lambda row: {"key": detail_key(row["what"], row["value"])},
    "anniversaries": lambda row: {"month_day": month_day(row["on"])},
    "traces": lambda _: {"id": None, "interaction_id": None},
}


def is_untouched(store: Store) -> bool:
    """Whether the database holds only the first kinds."""
    kinds = [row[1:] for row in store.rows(sql.kinds)]
    others = (
        *(section.some for section in SECTIONS if section.name != "kinds"),
        *(inside.pairs for section in SECTIONS for inside in section.inside),
    )
    return kinds == list(FIRST_KINDS) and not any(store.execute(text).fetchone() for text in others)


def without_foreign_keys(unit: Unit) -> None:
    """Begin a unit again in which SQLite does not look up each row that another points at.

    That takes a fifth of the time of filling a database. `Restoring` writes only what points at
    rows that it has read; SQLite turns the look-ups off between transactions only.
    """
    connection = unit.store.connection
    connection.execute("ROLLBACK")
    connection.execute("PRAGMA foreign_keys=OFF")
    unit.open_transaction()
    unit.begin()


class Loading(ABC):
    """What Restoring and Adding share.

    Args:
        store: Open in a unit.

    Attributes:
        at: Where the record stands that is being worked on.
        counts: How many rows were added to each section.
        room: How much of the database to keep in memory, in KiB.
    """

    room = ROOM_KIB

    def __init__(self, store: Store) -> None:
        self.store = store
        self.at: DocumentRecord | None = None
        self.counts = {section.name: 0 for section in SECTIONS}
        self.ids: dict[str, Any] = {"person": {}, "kind": {}, "place": {}, "interaction": {}}
        store.connection.execute("PRAGMA defer_foreign_keys=ON")
        store.journal(*self.journalled())
        store.make_room(self.room)

    def journalled(self) -> Iterable[str]:
        """The triggers of the journal that are needed."""
        return TRIGGERS

    def load(self, name: str, records: Iterable[DocumentRecord]) -> None:
        """Load one section; call it for each of `SECTIONS`, in their order.

        Raises:
            NoRecordError: A record cannot be a row; `at` says which.
        """
        with rules():
            getattr(self, f"take_{name}", self.take_rows)(BY_NAME[name], records)

    @abstractmethod
    def take_rows(self, section: Section, records: Iterable[DocumentRecord]) -> None:
        """Load a section without special rules."""

    def values(self, records: Iterable[DocumentRecord]) -> Iterator[Any]:
        """The values of records, updating `at` for error messages."""
        for record in records:
            self.at = record
            yield record.value

    def put(self, table: Section | Inside, rows: Iterable[Mapping[str, Any]]) -> None:
        """Write rows that have every column."""
        self.store.connection.executemany(table.put, rows)

    def put_inside(self, section: Section, owner: int, within: Mapping[str, list[Row]]) -> None:
        """Write the rows that stand inside a record."""
        for inside in section.inside:
            if listed := within.get(inside.key):
                self.put(inside, ({"id": None, inside.owner: owner, **row} for row in listed))

    def person(self, row: Row, within: Mapping[str, list[Row]]) -> Row:
        """Somebody's whole row.

        Raises:
            NoRecordError: That is not a name, or not a handle.
        """
        check_person(row)
        nicknames = [nickname["name"] for nickname in within["nicknames"]]
        return row | {
            "search": names.search_text(row["handle"], row["name"], nicknames),
            "uid": row["uid"] or self.store.value(sql.new_uid),  # tinynet 0.2 had none
        }

    def numbered(self, records: Iterable[DocumentRecord], key: str) -> dict[str, int]:
        """The numbers of a section's records by their names.

        Raises:
            NoRecordError: Two have one name; whatever else is wrong is found later.
        """
        found: dict[str, int] = {}
        for value in self.values(records):
            name = value.get(key) if isinstance(value, dict) else None
            if isinstance(name, str):
                if name in found:
                    raise NoRecordError(f'{key} "{shown(name)}" was there before')
                found[name] = value.get("id")
        return found

    def put_interactions(self, rows: Iterator[Whole]) -> None:
        """Write interactions with their participants and other child rows."""
        section = BY_NAME["interactions"]
        kinds = {row[0]: Kind(row) for row in self.store.rows(sql.kinds)}
        while True:
            beside: list[Whole] = []
            self.put(section, self.noted(islice(rows, AT_ONCE), beside))
            if not beside:
                return
            self.counts["interactions"] += len(beside)
            self.store.run_many(sql.put_participant, self.participants(beside, kinds))
            for row, within in beside:
                self.put_inside(section, row["id"], {**within, "people": []})

    @staticmethod
    def noted(rows: Iterable[Whole], beside: list[Whole]) -> Iterator[Row]:
        """Yield the interactions' rows, keeping each with its child rows for later."""
        for row, within in rows:
            beside.append((row, within))
            yield row

    @staticmethod
    def participants(
        rows: Iterable[Whole], kinds: Mapping[int, Kind]
    ) -> Iterator[PutParticipantValues]:
        """The rows of everybody who was there, with their copies."""
        for row, within in rows:
            people = [one["person_id"] for one in within["people"]]
            if not people:  # a walk alone
                continue
            on, counted = date.fromisoformat(row["on"]), {name: row[name] for name in COUNTED}
            yield from NewInteraction(kinds[row["kind_id"]], on, people, **counted).participants(
                row["id"]
            )


class Restoring(Loading):
    """Loads a document into an empty database, every row unchanged."""

    room = ROOM_KIB // 2  # what is written in order takes no longer with half of it

    def journalled(self) -> Iterable[str]:
        """Every trigger but those that interactions of before would need: there are none."""
        unneeded = {f"{table}_I" for table in RANGED if table != LOOSE}
        return (name for name in TRIGGERS if name not in unneeded)

    def take_rows(self, section: Section, records: Iterable[DocumentRecord]) -> None:
        """Write each row, and those inside it."""
        more = DERIVED.get(section.name, nothing)
        for value in self.values(records):
            row, within = section.row(value, self.ids)
            self.put(section, [row | more(row)])
            self.put_inside(section, row.get("id", 0), within)
            self.counts[section.name] += 1

    def take_kinds(self, section: Section, records: Iterable[DocumentRecord]) -> None:
        """Replace the first kinds by those of the document."""
        found = [section.row(value, self.ids)[0] for value in self.values(records)]
        if found and found != self.store.records(sql.kinds):
            self.store.run(sql.drop_kinds)
            self.put(section, found)
            self.counts["kinds"] = len(found)
        self.ids["kind"] = {row[1]: row[0] for row in self.store.rows(sql.kinds)}

    def take_people(self, section: Section, records: Iterable[DocumentRecord]) -> None:
        """Write the people; who was met through whom is set once all are read."""
        found = list(records)
        self.ids["person"] = self.numbered(found, "handle")
        for value in self.values(found):
            row, within = section.row(value, self.ids)
            self.put(section, [self.person(row, within)])
            self.put_inside(section, row["id"], within)
            self.counts[section.name] += 1

    def take_places(self, section: Section, records: Iterable[DocumentRecord]) -> None:
        """Write places; one may be another name of a later one."""
        found = list(records)
        self.ids["place"] = self.numbered(found, "name")
        self.take_rows(section, found)

    def take_interactions(self, section: Section, records: Iterable[DocumentRecord]) -> None:
        """Write what happened, many at once where they are laid out as we write them."""
        one_by_one = (section.row(value, self.ids) for value in self.values(records))
        if isinstance(records, Records):
            many = ManyInteractions(self, section, records)
            while records.more():
                if not many.take():
                    self.put_interactions(islice(one_by_one, AT_ONCE))
        self.put_interactions(one_by_one)
        self.ids["interaction"] = Numbers(self.store)


class ManyInteractions:
    """Writes interactions that are read many at once.

    Args:
        loading: What they are written by.
        section: Theirs.
        records: What is left of them.
    """

    def __init__(self, loading: Loading, section: Section, records: Records) -> None:
        self.loading, self.section, self.records = loading, section, records
        self.kinds = {row[0]: Kind(row) for row in loading.store.rows(sql.kinds)}
        columns = [field.column for field in section.fields.all]
        self.put = by_position(section.put, columns)
        self.read = itemgetter(*map(columns.index, ("id", "on", "kind_id", *COUNTED)))

    def take(self) -> bool:
        """Write those that are ahead; returns whether they could be."""
        values = self.records.ahead()
        found = rows_of(self.section, values, self.loading.ids) if values else None
        if found is None:
            return False
        rows, inside = found
        self.write(self.put, zip(count(), rows))
        people = self.section.lists["people"]
        self.write(
            by_position(people.put, PARTICIPANT), self.participants(rows, inside.pop("people", []))
        )
        for key, lists in inside.items():
            one = self.section.lists[key]
            columns = [one.owner, *(field.column for field in one.fields.all)]
            self.write(
                by_position(one.put, columns),
                (
                    (index, (row[0], *values))
                    for index, row, listed in zip(count(), rows, lists)
                    for values in listed
                ),
            )
        self.loading.counts[self.section.name] += len(rows)
        self.records.take(len(rows))
        return True

    def write(self, statement: str, rows: Iterable[tuple[int, Sequence[Any]]]) -> None:
        """Write rows, each with the index of the record that it belongs to."""
        index = 0

        def values() -> Iterator[Sequence[Any]]:
            nonlocal index
            for index, row in rows:  # noqa: B007  it says where a rule was broken
                yield row

        try:
            self.loading.store.connection.executemany(statement, values())
        except sqlite3.IntegrityError:
            self.loading.at = self.records.place(index)
            raise

    def participants(
        self, rows: list[tuple[Any, ...]], people: list[list[tuple[Any, ...]]]
    ) -> Iterator[tuple[int, Sequence[Any]]]:
        """The rows of everybody who was there, with their copies."""
        for index, row, listed in zip(count(), rows, people):
            if not listed:  # a walk alone
                continue
            number, on, kind, minutes, deep, attempt = self.read(row)
            day = day_number(on)
            length, credit = credit_of(self.kinds[kind], minutes, deep, attempt, len(listed))
            for (person,) in listed:
                yield index, (person, day, number, length, credit)


class Numbers:
    """The numbers of the interactions there are, as a mapping to themselves."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def get(self, number: object) -> int | None:
        """The id itself, if there is such an interaction."""
        if not isinstance(number, int) or isinstance(number, bool):
            return None
        return self.store.value(sql.there_is_interaction, interaction=number)


@contextmanager
def rules() -> Iterator[None]:
    """Turn constraint failures of SQLite into our error.

    Raises:
        NoRecordError: Instead of SQLite's error.
    """
    try:
        yield
    except sqlite3.IntegrityError as error:
        kind, _, what = str(error).partition(" constraint failed: ")
        if kind == "UNIQUE":
            columns = ", ".join(name.partition(".")[2] for name in what.split(", "))
            raise NoRecordError(f"there is one with the same {columns} already") from error
        rule = what.replace("_", " ") or str(error)
        raise NoRecordError(f'it breaks the rule "{rule}"') from error
