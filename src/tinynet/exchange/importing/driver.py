"""Run an import: match, plan and write records in one transaction."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import fields, is_dataclass, replace
from functools import cache, lru_cache
from operator import attrgetter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tinynet.cli.env import Env
from tinynet.cli.progress import tracked
from tinynet.db import sql
from tinynet.exchange.importing.cancelled_rows import take_back
from tinynet.exchange.importing.contact_rows import ContactImport
from tinynet.exchange.importing.conversion import known_record, mark_of
from tinynet.exchange.importing.import_formats import PLAIN, ImportSource
from tinynet.exchange.importing.matching import Mark
from tinynet.exchange.importing.person_rows import PeopleImport
from tinynet.exchange.importing.plan import ImportPlan
from tinynet.exchange.importing.record_spool import RecordSpool
from tinynet.exchange.importing.seen_before_rows import remember
from tinynet.exchange.importing.strangers import NamedPeople
from tinynet.exchange.importing.texts import as_note, put_all_places, put_texts
from tinynet.exchange.record import (
    CancelledRecord,
    FavourRecord,
    InteractionRecord,
    LeftOut,
    NoteRecord,
    PersonRecord,
    PlaceRecord,
    Record,
    Refused,
    Someone,
)
from tinynet.people import profile_rows

# A NUL, at which SQLite's JSON ends, and half a character, which is no text to it.
LOST = re.compile("[\0\ud800-\udfff]")
NUMBERS = frozenset({bool, int})


def take_in(
    env: Env,
    records: Iterable[Record | Refused],
    given: ImportSource,
    *,
    total: int | None = None,
    least_days: int | None = None,
    source: str = "",
    key: str = "",
    anew: bool = False,
) -> ImportPlan:
    """Write all records in one unit; with --dry-run only plan it.

    Args:
        env: For the database and the day.
        records: What the file's reader yields.
        given: The file.
        total: How many they are, roughly; None if unknown.
        least_days: On how many days you must have been in touch with somebody who is not here for
            them to become a person; None where nobody does.
        source: The format.
        key: What the file is remembered by (`seen_before_rows.key_of`); "" where it is not.
        anew: Whether the command line says how the file is to be read.
    """
    plan = ImportPlan(given.name, given.starts)
    is_plain = source in PLAIN and b"\0" not in given.data
    read = tracked(env, records, total, *reading(given))
    cards, marks, contacts, others = sorted_out(read if is_plain else map(storable_record, read))
    given.data = b""
    texts = [record for record in others if isinstance(record, NoteRecord | FavourRecord)]
    places = [record for record in others if isinstance(record, PlaceRecord)]
    cancelled = [record for record in others if isinstance(record, CancelledRecord)]
    for left in (record for record in others if isinstance(record, LeftOut)):
        plan.warn([f"line {left.line}: {left.text}"])
    del others
    with temporary_database(env), (unit := env.unit(backup="import")) as store:
        profile_rows.in_any_order(store)
        driver = PeopleImport(
            env, store, plan, marks, taken={row[1] for row in store.rows(sql.handles)}, anew=anew
        )
        driver.run(tracked(env, cards.drained(), len(cards), "Importing people"))
        if contacts or texts:
            who = NamedPeople(env, store, plan, driver.created)
            who.add_strangers([*contacts, *texts], least_days)
            if contacts:
                store.make_room()
                importer = ContactImport(store, plan, contacts, who)
                contacts.clear()  # each is let go of when it is written
                importer.run()
            if texts:
                put_texts(plan, store, texts, who)
        if cancelled:
            take_back(store, plan, cancelled)
        put_all_places(plan, store, places)
        if store.connection.total_changes != unit.begun_at:
            remember(store, key, plan, source)
    return plan


def sorted_out(
    records: Iterable[Record | Refused],
) -> tuple[RecordSpool, list[Mark], list[InteractionRecord], list[Record]]:
    """Sort what a reader yields.

    Returns:
        People and what was refused, what the people are recognised by, interactions, and the rest:
        first the diary's activities that name nobody, as notes.
    """
    cards = RecordSpool()
    marks: list[Mark] = []
    contacts: list[InteractionRecord] = []
    alone: list[Record] = []
    others: list[Record] = []
    for record in records:
        if isinstance(record, InteractionRecord):
            if record.people or not record.adds_people:
                contacts.append(record)
            else:
                alone.append(as_note(record))
        elif isinstance(record, PersonRecord | Refused):
            cards.put(record)
            if isinstance(record, PersonRecord):
                marks.append(mark_of(record))
        else:
            others.append(record)
    return cards, marks, contacts, [*alone, *others]


def reading(given: ImportSource) -> tuple[str, Callable[[], int] | None]:
    """The label of the progress bar while a file is read, and how far it is."""
    return ("Reading MB", given.watched.megabytes) if given.watched else ("Reading", None)


@contextmanager
def known_cards(env: Env) -> Iterator[Callable[[str, int], PersonRecord | None]]:
    """The cards read before, by the SHA-256 of their bytes and their line."""
    store = env.reading()
    origins: dict[str, int] = dict(store.each(sql.raw_cards, source="vcard"))

    def known(raw: str, line: int) -> PersonRecord | None:
        if raw not in origins:
            return None
        card = store.value(sql.card, origin=origins[raw])
        return known_record(card, raw, line) if card is not None else None

    try:
        yield known
    finally:
        store.close()


def storable_record(record: Any) -> Any:
    """A record without characters that no database can store: NUL and lone surrogates."""
    if getattr(record, "raw", ""):
        return record  # a card: its reader sees to that
    return record if _is_storable(record) else _cleaned(record)


def _is_storable(value: Any) -> bool:
    kind: Any = type(value)
    if kind is str:
        return _is_text(value)
    if kind is tuple:
        return _are_storable(value)
    for one in value if isinstance(value, tuple) else _values_of(kind)(value):
        if type(one) is str:  # as most are
            if not _is_text(one):
                return False
        elif one and type(one) not in NUMBERS and not _is_storable(one):
            return False
    return True


@lru_cache(maxsize=1024)  # the days of a series have the same people
def _are_storable(values: tuple[Any, ...]) -> bool:
    return all(map(_is_storable, values))


def _is_text(text: str) -> bool:
    return text.isprintable() or LOST.search(text) is None


@cache
def _values_of(kind: type[Any]) -> Callable[[Any], tuple[Any, ...]]:
    """What gives all the values of a dataclass at once; of anything else there are none."""
    names = [field.name for field in fields(kind)] if is_dataclass(kind) else []
    return attrgetter(*names, *names[:1]) if names else lambda _: ()  # of one alone it is no tuple


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return value.replace("\0", "").encode("utf-8", "replace").decode()
    if isinstance(value, Someone):
        return Someone(*map(_cleaned, value))
    if isinstance(value, tuple):
        return tuple(map(_cleaned, value))
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{f.name: _cleaned(getattr(value, f.name)) for f in fields(value)})
    return value


@contextmanager
def temporary_database(env: Env) -> Iterator[None]:
    """A temporary database for a dry run where there is none yet."""
    if not env.dry_run or Path(env.path).exists():
        yield
        return
    was = env.database
    with TemporaryDirectory() as folder:
        env.database = str(Path(folder, "tinynet.db"))
        yield
    env.database = was
