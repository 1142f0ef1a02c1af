"""The one driver of every importer: match, plan and write records in one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlmodel import Session

from tinynet.cli.env import Env
from tinynet.cli.import_records import (
    kept,
    mark_of,
    notes_of,
    profile_of,
    relations_of,
    restored,
)
from tinynet.cli.progress import tracked
from tinynet.core import matching, names
from tinynet.core.matching import Index, LookAlikes, Mark
from tinynet.core.names import fold
from tinynet.formats.record import PersonRecord, Refused
from tinynet.store import origins, profiles
from tinynet.store.notes import Notes
from tinynet.store.profiles import Profile
from tinynet.store.relatives import Relatives
from tinynet.store.session import session
from tinynet.store.three_way import merged

AT_ONCE = 500  # cards written in one go; more would only hold more photos in memory
ACTIONS = ("new", "changed", "unchanged", "refused")


@dataclass
class Plan:
    """What an import does, a row a card: the columns of `import_.COLUMNS`."""

    rows: list[tuple[Any, ...]] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def add(
        self, action: str, handle: str = "", name: str = "", *, matched: str = "",
        fields: Iterable[str] = (), where: str, reason: str = "",
    ) -> None:  # fmt: skip
        """Add a row."""
        self.rows.append((action, handle, name, matched, ",".join(fields), where, reason))

    def counts(self) -> dict[str, int]:
        """How many cards each action took."""
        actions = [row[0] for row in self.rows]
        return {action: actions.count(action) for action in ACTIONS}


class Driver:
    """One import under way.

    Args:
        env: For the day and the cadence.
        opened: In a unit.
        file: The file's name, for messages and to tell its cards without an id from another's.
        records: All people in it.
        taken: Everybody's handle.
    """

    def __init__(
        self, env: Env, opened: Session, file: str, records: list[PersonRecord], taken: set[str]
    ) -> None:
        self.env, self.session, self.file = env, opened, file
        self.plan = Plan()
        self.index: Index = origins.load_index(opened)
        self.marks = [mark_of(record) for record in records]
        self.current = {mark.fingerprint for mark in self.marks}
        first_new = origins.next_person(opened)
        self.found = matching.recognise(self.index, self.marks, first_new)
        for (person, _), mark in zip(self.found, self.marks, strict=True):
            if mark.source_id:
                self.index.ids.setdefault(mark.id, set()).add(person)
        self.handles = taken
        self.alike = LookAlikes()
        self.named: dict[str, str] = {}  # the handle of one person of each name
        for person, called in self.index.called.items():
            self.know(called[0], self.index.handles[person])
        self.everybody = {person: called[0] for person, called in self.index.called.items()}
        for (person, by), record in zip(self.found, records, strict=True):
            if not by:
                self.everybody[person] = record.name
        self.relatives = Relatives(opened, self.everybody)
        self.notes = Notes(opened, env.today.isoformat())
        self.clocks = self.spread(sum(not by for _, by in self.found))
        self.profiles = profiles.load_many(opened, self.changing())
        self.waiting: dict[int, Profile] = {}
        self.read: list[dict[str, Any]] = []

    def changing(self) -> set[int]:
        """The people here of whom the file says something new."""
        return {
            person
            for (person, _), mark in zip(self.found, self.marks, strict=True)
            if person in self.index.called and mark.card not in self.index.cards
        }

    def know(self, name: str, handle: str) -> None:
        """Notice later names that look like this one."""
        self.alike.add(name)
        self.named.setdefault(name, handle)

    def spread(self, count: int) -> Iterator[str]:
        """The days from which the clocks of so many new people run, over the default cadence.

        They would all fall due on one day otherwise. Where it begins depends on the file, so that
        many files of one card each are spread, too.
        """
        span = int(self.env.cadences()["default_days"]) or 1
        first = int(min(self.current, default="0")[:8], 16)
        for number in range(count):
            later = (first + number * span // count) % span
            yield (self.env.today + timedelta(days=later)).isoformat()

    def take(self, number: int, record: PersonRecord) -> None:
        """Write what is new in one record."""
        person, by = self.found[number]
        if not by:
            self.create(person, record, self.marks[number])
        else:
            if person in self.waiting:  # twice in this file
                self.write()
            self.update(person, by, record)

    def create(self, person: int, record: PersonRecord, mark: Mark) -> None:
        """Add a person."""
        handle = names.make_handle(record.name, lambda handle: handle not in self.handles)
        self.plan.add("new", handle, record.name, where=self.where(record), reason=self.doubt(mark))
        self.handles.add(handle)
        self.know(record.name, handle)
        self.waiting[person] = replace(profile_of(record), handle=handle)
        self.keep(person, record)
        self.notes.add(person, notes_of(record))
        for relation in relations_of(record):
            self.relate(person, record.source, *relation)

    def doubt(self, mark: Mark) -> str:
        """Whom a new person may be all the same, in words."""
        other = self.alike.find(mark.names[0])
        if other is not None:
            return f"looks like {self.named[other]}"
        for way in mark.reach:
            for person in self.index.reach.get(way, ()):
                return f"has the same {way[0]} as {self.index.handles[person]}"
        return ""

    def update(self, person: int, by: str, record: PersonRecord) -> None:
        """Bring a person up to date with a record."""
        where = self.where(record)
        if self.index.cards.get((record.source, record.fingerprint)) == person:
            handle = self.index.handles[person]
            self.plan.add("unchanged", handle, self.everybody[person], matched=by, where=where)
            return
        then, origin = self.last_read(person, record)
        old = self.profiles[person]
        before, after = profile_of(then) if then else None, profile_of(record)
        if before is None and fold(after.name) != fold(old.name):
            after = replace(after, nicknames=(*after.nicknames, after.name))
        new = merged(old, before, after)
        fields = profiles.save(self.session, person, old, new)
        self.profiles[person] = new
        if self.notes.merge(person, notes_of(then) if then else (), notes_of(record)):
            fields.append("notes")
        if self.update_relations(person, then, record):
            fields.append("relations")
        self.keep(person, record, origin)
        action = "changed" if fields else "unchanged"
        self.plan.add(action, old.handle, new.name, matched=by, fields=fields, where=where)

    def last_read(
        self, person: int, record: PersonRecord
    ) -> tuple[PersonRecord | None, int | None]:
        """The record that this one has come in place of, and its origin's id.

        A card without an id takes the place of one from a file of the same name only: two address
        books may both know a person.
        """
        for origin, text in origins.last_read(
            self.session, person, record.source, record.source_id, self.current
        ):
            then, file = restored(text)
            if record.source_id or file == self.file:
                return then, origin
        return None, None

    def update_relations(
        self, person: int, then: PersonRecord | None, record: PersonRecord
    ) -> bool:
        """Bring relations up to date; returns whether any was."""
        before, now = relations_of(then) if then else (), relations_of(record)
        changes = [
            self.relate(person, record.source, *relation, gone=relation not in now)
            for relation in dict.fromkeys(before + now)
            if (relation in before) != (relation in now)
        ]
        return any(changes)

    def relate(self, person: int, source: str, word: str, name: str, *, gone: bool = False) -> bool:
        """Add a relation, or take it out; returns whether that changed anything."""
        uid = name.removeprefix("urn:uuid:")
        spelled = (name, uid, f"urn:uuid:{uid}")
        by_id = {p for id_ in spelled for p in self.index.ids.get((source, id_), ())}
        other = by_id.pop() if len(by_id) == 1 else self.relatives.called(name)
        if other is None and ":" in name:
            return False  # an id, or an address, of nobody here
        if gone:
            return self.relatives.take_out(person, word, other, name)
        return self.relatives.put(person, word, other, name)

    def keep(self, person: int, record: PersonRecord, origin: int | None = None) -> None:
        """Keep what was read, to tell next time what has changed."""
        self.plan.warnings += [
            warning.replace("line ", f"{self.file}:", 1) for warning in record.warnings
        ]
        self.index.cards[record.source, record.fingerprint] = person
        text = kept(record, self.file)
        if origin is not None:
            origins.replace_origin(self.session, origin, record.fingerprint, text)
            return
        self.read.append(
            {
                "person_id": person,
                "source": record.source,
                "source_id": record.source_id,
                "fingerprint": record.fingerprint,
                "record": text,
            }
        )
        if len(self.read) >= AT_ONCE:
            self.write()

    def write(self) -> None:
        """Write the new people so far, and what was read about them."""
        clocks = [next(self.clocks) for _ in self.waiting]
        today = self.env.today.isoformat()
        profiles.create(self.session, self.waiting, added_on=today, counts_from=clocks)
        self.profiles |= self.waiting
        self.index.handles |= {person: made.handle for person, made in self.waiting.items()}
        origins.put_origins(self.session, self.read)
        self.notes.write()
        self.waiting, self.read = {}, []

    def where(self, record: PersonRecord) -> str:
        """Where a record begins."""
        return f"{self.file}:{record.line}"


def take_in(env: Env, records: Iterable[PersonRecord | Refused], file: str, cards: int) -> Plan:
    """Write every record in one unit; with --dry-run only plan it.

    Args:
        env: For the database and the day.
        records: What the file's reader yields.
        file: Its name.
        cards: How many there are, roughly.
    """
    found = list(tracked(env, records, cards, "Reading"))
    people = [record for record in found if isinstance(record, PersonRecord)]
    with somewhere(env), env.unit(backup="import") as store, session(store) as opened:
        taken = {row[1] for row in store.rows("handles")}
        driver = Driver(env, opened, file, people, taken)
        number = 0
        for record in tracked(env, found, len(found), "Importing"):
            if isinstance(record, Refused):
                driver.plan.add("refused", where=record.where, reason=record.reason)
            else:
                driver.take(number, record)
                number += 1
        driver.write()
        driver.relatives.write()
    return driver.plan


@contextmanager
def somewhere(env: Env) -> Iterator[None]:
    """Somewhere else to try an import where there is no database yet, so that none is begun."""
    if not env.dry_run or Path(env.path).exists():
        yield
        return
    was = env.database
    with TemporaryDirectory() as folder:
        env.database = str(Path(folder, "tinynet.db"))
        yield
    env.database = was
