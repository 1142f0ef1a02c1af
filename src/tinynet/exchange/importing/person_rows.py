"""Import people: add new ones, and update those whose records changed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import timedelta
from typing import overload

from tinynet.cli.env import Env
from tinynet.core import names
from tinynet.core.details import detail_key
from tinynet.core.names import fold
from tinynet.core.relations import REFERRED_BY, is_id
from tinynet.core.uids import is_uid
from tinynet.db import sql
from tinynet.db.failures import ChangedMeanwhileError
from tinynet.db.store import Store, json_list
from tinynet.errors import BadValueError
from tinynet.exchange.importing import matching, origin_rows
from tinynet.exchange.importing.conversion import (
    is_nameless,
    notes_of,
    profile_of,
    record_from_json,
    record_to_json,
    relations_of,
    uid_in,
    via_of,
)
from tinynet.exchange.importing.cut_values import whole_again
from tinynet.exchange.importing.matching import Index, Mark, PossibleDuplicates
from tinynet.exchange.importing.note_rows import Notes
from tinynet.exchange.importing.plan import ImportPlan
from tinynet.exchange.importing.relation_rows import Relatives
from tinynet.exchange.own_fields import with_unsaid, without_dropped
from tinynet.exchange.record import KnownRecord, PersonRecord, Refused, RelationRecord
from tinynet.people import profile_rows, reference_rows
from tinynet.people.reference_rows import id_keys
from tinynet.people.rules.profile import OWN, Profile
from tinynet.people.rules.three_way import merged

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tinynet.db.sql import PutOriginValues

EXACT = ("facts", "anniversaries")  # of which one may stand in another's place
OUR_TABLE = "csv"  # its ids are handles
_MAILTO = "mailto:"  # before an e-mail address by which a card refers to somebody
AT_ONCE = 200  # cards written in one go; more would only hold more photos in memory
MANY = 5_000  # cards whose rows' indexes do not fit into SQLite's usual 2 MB
MANY_KIB = 24_576  # into which those of 50,000 nearly do


class PeopleImport:
    """The people of one import.

    Args:
        env: For the day and the cadence.
        store: In a unit.
        plan: Where to say what was done. Its file's name is for messages, and tells its cards
            without an id from another's.
        marks: What all people in it are recognised by.
        taken: Everybody's handle.
        strangers: Whether it is known already that none of them is anybody here.
        anew: Whether the command line says how the file is to be read: then a row that was read
            before may say something else now.
    """

    def __init__(
        self,
        env: Env,
        store: Store,
        plan: ImportPlan,
        marks: list[Mark],
        *,
        taken: set[str],
        strangers: bool = False,
        anew: bool = False,
    ) -> None:
        self.env, self.store, self.anew = env, store, anew
        self.plan, self.file = plan, plan.file
        if len(marks) > MANY:
            store.make_room(MANY_KIB)
        self.index: Index = origin_rows.load_index(store)
        self.marks = marks
        self.current = {mark.fingerprint for mark in marks}
        self.know_handles()
        first_new = origin_rows.next_person(store)
        if strangers:
            self.found = [(first_new + number, "") for number in range(len(marks))]
        else:
            self.found = matching.match_records(self.index, self.marks, first_new)
        for (person, _), mark in zip(self.found, self.marks, strict=True):
            if mark.source_id:
                self.index.ids.setdefault(mark.id, set()).add(person)
        self.handles = taken
        new = [
            mark.names[0] for (_, by), mark in zip(self.found, self.marks, strict=True) if not by
        ]
        self.doubts = PossibleDuplicates(self.index, new)
        self.everybody = {person: own_names[0] for person, own_names in self.index.names.items()}
        for (person, by), mark in zip(self.found, marks, strict=True):
            if not by:
                self.everybody[person] = mark.names[0]
        self.relatives = Relatives(store, self.everybody)
        self.notes = Notes(store, env.today.isoformat())
        self.clocks = self.clock_days(sum(not by for _, by in self.found))
        self.profiles = profile_rows.load_many(store, self.changing())
        self.waiting: dict[int, Profile] = {}
        self.uids: dict[int, str] = {}
        self.archived: dict[int, bool] = {}
        self.away = {row[0] for row in store.each(sql.archived_people)}
        self.read: list[PutOriginValues] = []

    def know_handles(self) -> None:
        """Treat the handles in a table exported by tinynet as ids, if the names are similar too."""
        people = {handle: person for person, handle in self.index.handles.items()}
        for mark in self.marks:
            person = people.get(own_handle(mark))
            if person and matching.names_overlap(self.index.names[person], mark.names):
                self.index.ids.setdefault(mark.id, {person})

    @property
    def created(self) -> set[int]:
        """The ids of the new people."""
        return {person for person, by in self.found if not by}

    def changing(self) -> set[int]:
        """The ids of existing people with a new or changed record."""
        return {
            person
            for (person, _), mark in zip(self.found, self.marks, strict=True)
            if person in self.index.names and mark.card not in self.index.cards
        }

    def clock_days(self, count: int) -> Iterator[str]:
        """Spread the days from which the clocks of new people run over the default cadence.

        They would all fall due on one day otherwise. Where it begins depends on the file, so that
        many files of one card each are spread, too.
        """
        span = int(self.env.cadences()["default_days"]) or 1
        first = int(min(self.current, default="0")[:8], 16)
        for number in range(count):
            later = (first + number * span // count) % span
            yield (self.env.today + timedelta(days=later)).isoformat()

    def write_record(self, number: int, record: PersonRecord) -> None:
        """Write one record: add its person or update them."""
        person, by = self.found[number]
        if not by:
            self.create(person, record, self.marks[number])
        else:
            if person in self.waiting:  # twice in this file
                self.write()
            self.update(person, by, record)

    def create(self, person: int, record: PersonRecord, mark: Mark) -> None:
        """Add a person.

        Raises:
            ChangedMeanwhileError: They were here when the file was read.
        """
        if isinstance(record, KnownRecord):
            raise ChangedMeanwhileError
        handle = own_handle(record)
        if not handle or handle in self.handles:
            handle = names.make_handle(record.name, lambda handle: handle not in self.handles)
        self.plan.add(
            "new",
            handle,
            record.name,
            where=self.plan.where(record.line),
            reason=self.doubts.describe(mark),
        )
        self.handles.add(handle)
        self.doubts.add(record.name, handle)
        via = self.via_of(person, record)
        self.waiting[person] = profile_of(record, via, handle)
        if mark.uid and self.index.uids.setdefault(mark.uid, person) == person:
            self.uids[person] = mark.uid  # the same person in every database that reads the card
        if record.archived:
            self.archived[person] = True
        self.keep_source(person, record)
        self.notes.add(person, notes_of(record))
        for relation in self.relations_of(person, record):
            self.relate(person, record.source, *relation)

    def update(self, person: int, by: str, record: PersonRecord) -> None:
        """Update a person from a record."""
        where = self.plan.where(record.line)
        is_read = self.index.cards.get((record.source, record.fingerprint)) == person
        if is_read and not self.anew:
            handle = self.index.handles[person]
            self.plan.add("unchanged", handle, self.everybody[person], matched=by, where=where)
            return
        if isinstance(record, KnownRecord):
            raise ChangedMeanwhileError
        current = {*self.current} - {record.fingerprint} if is_read else self.current
        then, origin = self.last_read(person, record, current)
        record = with_unsaid(whole_again(record, then), then) if then else record
        then = then and without_dropped(then, record)
        if person not in self.profiles:  # new in this file, and in it twice
            self.profiles[person] = profile_rows.load(self.store, person)
        old = self.profiles[person]
        before, after = self.profile_of(person, then), self.profile_of(person, record)
        if before is None and fold(after.name) != fold(old.name) and not is_nameless(record):
            after = after.replaced(nicknames=(*after.nicknames, after.name))
        new = merged(old, before, after)
        fields = profile_rows.save(self.store, person, old, new)
        self.profiles[person] = new
        if self.notes.merge(person, notes_of(then) if then else (), notes_of(record)):
            fields.append("notes")
        if self.update_relations(person, then, record):
            fields.append("relations")
        was_archived = then.archived if then else person in self.away
        if record.archived != was_archived and (then or record.archived):
            self.archived[person] = record.archived  # else an edit made here stays
            fields.append("archived")
        is_known = not fields and is_part(after, new)
        if not (is_known and self.is_own(person, record, is_first=origin is None)):
            self.keep_source(person, record, origin)
        else:
            self.plan.warn(record.warnings)
        action = "changed" if fields else "unchanged"
        self.plan.add(action, old.handle, new.name, matched=by, fields=fields, where=where)

    def is_own(self, person: int, record: PersonRecord, *, is_first: bool) -> bool:
        """Whether a record is a card that we wrote of somebody, with nothing else on it.

        Nothing of it has to be remembered; only an export to a folder of cards wants to know what
        was read there.

        Args:
            person: Whose record it is.
            record: As it was read.
            is_first: Whether no card with its id was read before.
        """
        uid, card = uid_in(record), None
        has_our_uid = is_first and bool(uid) and self.index.uids.get(uid) == person
        if not self.plan.starts:
            asked = {"source": record.source, "people": json_list([person])}
            cards = self.store.each(sql.last_cards, **asked)
            card = next((record_from_json(text)[0] for _, text in cards), None)
        if not has_our_uid and (card is None or not record.ours):
            return False
        parts = {(), ("", record.name, "", "", ""), card.name_parts if card else ()}
        return record.name_parts in parts and all(
            getattr(record, name) in ((), "", getattr(card, name, ""))
            for name in ("extra", "photo", "role")
        )

    def last_read(
        self, person: int, record: PersonRecord, current: Collection[str]
    ) -> tuple[PersonRecord | None, int | None]:
        """The earlier record that this one replaces, and its origin's id.

        A card without an id takes the place of one from a file of the same name only: two address
        books may both know a person.

        Args:
            person: The person's id.
            record: As it is now.
            current: Fingerprints of the other cards in the file.
        """
        cards = self.store.rows(
            sql.origins_of, person_id=person, source=record.source, source_id=record.source_id
        )
        for origin, text, print_ in cards:  # the latest first
            if print_ not in current:
                then, file = record_from_json(text)
                if record.source_id or file == self.file:
                    return then, origin
        return None, None

    def update_relations(
        self, person: int, then: PersonRecord | None, record: PersonRecord
    ) -> bool:
        """Update relations; return whether any changed."""
        before = self.relations_of(person, then) if then else ()
        now = self.relations_of(person, record)
        changes = [
            self.relate(person, record.source, *relation, gone=relation not in now)
            for relation in dict.fromkeys(before + now)
            if (relation in before) != (relation in now)
        ]
        return any(changes)

    def relate(self, person: int, source: str, word: str, name: str, *, gone: bool = False) -> bool:
        """Add or remove a relation; return whether that changed anything."""
        other = self.find_named(source, name)
        if gone:
            return self.relatives.remove(person, word, other, name)
        return self.relatives.add(person, word, other, name)

    def relations_of(self, person: int, record: PersonRecord) -> tuple[tuple[str, str], ...]:
        """The relations in a record.

        Among them is whoever they were met through, while nobody of that name is here.
        """
        if not (record.relations or record.met_via):
            return ()
        relations = tuple(one for one in relations_of(record) if one[0] != REFERRED_BY)
        via = via_of(record)
        is_known = not via or self.find_named(record.source, via) not in {None, person}
        if is_known or fold(via) == self.name_of_via(person):
            return relations
        return *relations, *relations_of(
            replace(record, relations=(RelationRecord(REFERRED_BY, via),))
        )

    def name_of_via(self, person: int) -> str:
        """The folded name of whoever somebody was met through, though others may have it, too."""
        via = self.profiles[person].met_via if person in self.profiles else None
        return fold(self.everybody[via]) if via in self.everybody else ""

    def find_named(self, source: str, name: str) -> int | None:
        """Find the person that a record names, by name or by an id of its source."""
        uid = name.removeprefix("urn:uuid:")
        spelled = (name, uid, f"urn:uuid:{uid}")
        by_id = {p for id_ in spelled for p in self.index.ids.get((source, id_), ())}
        if is_mailbox(name):
            by_id |= self.index.reach.get(
                ("email", detail_key("email", name[len(_MAILTO) :])), set()
            )
        return by_id.pop() if len(by_id) == 1 else self.relatives.find_by_name(name)

    @overload
    def profile_of(self, person: int, record: PersonRecord) -> Profile: ...
    @overload
    def profile_of(self, person: int, record: None) -> None: ...

    def profile_of(self, person: int, record: PersonRecord | None) -> Profile | None:
        """The profile in a record, with whom the person was met through."""
        return None if record is None else profile_of(record, self.via_of(person, record))

    def via_of(self, person: int, record: PersonRecord) -> int | None:
        """Whom somebody was met through, if they are here."""
        named = via_of(record)
        via = self.find_named(record.source, named) if named else None
        return None if via == person else via

    def keep_source(self, person: int, record: PersonRecord, origin: int | None = None) -> None:
        """Store the record, so that the next import sees what has changed."""
        self.plan.warn(record.warnings)
        self.index.cards[record.source, record.fingerprint] = person
        text = record_to_json(record, self.file)
        if origin is not None:
            self.store.run(
                sql.set_origin, origin=origin, fingerprint=record.fingerprint, record=text
            )
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

    def run(self, found: Iterable[PersonRecord | Refused]) -> None:
        """Write all records in their order, which come again, with what could not be read."""
        number = 0
        for record in found:
            if isinstance(record, Refused):
                self.plan.refuse(record.where, record.reason)
            else:
                self.write_record(number, record)
                number += 1
        self.write()
        self.relatives.write()
        self.link_references()

    def link_references(self) -> None:
        """Link what was said of the people of this file before they were here."""
        created = self.created
        ids = {
            key: person
            for (person, _), mark in zip(self.found, self.marks, strict=True)
            for key in id_keys(mark.source_id)
            if is_id(key) or is_uid(key)
        }
        ids |= self.mailboxes()
        if created or ids:
            newcomers = {person: self.everybody[person] for person in created}
            reference_rows.link(self.store, newcomers, ids)

    def mailboxes(self) -> dict[str, int]:
        """The people of this file by e-mail addresses of theirs alone, as cards refer to them."""
        found: dict[str, set[int]] = {}
        for (person, _), mark in zip(self.found, self.marks, strict=True):
            for what, address in mark.reach:
                if what == "email":
                    found.setdefault(f"{_MAILTO}{address}", set()).add(person)
        return {key: people.pop() for key, people in found.items() if len(people) == 1}

    def write(self) -> None:
        """Write the new people so far, and their records."""
        clocks = [next(self.clocks) for _ in self.waiting]
        today = self.env.today.isoformat()
        profile_rows.create(
            self.store, self.waiting, added_on=today, counts_from=clocks, uids=self.uids
        )
        profile_rows.put_away(self.store, self.archived, today)
        self.index.handles |= {person: made.handle for person, made in self.waiting.items()}
        origin_rows.put_origins(self.store, self.read)
        self.notes.write()
        self.waiting, self.uids, self.archived, self.read = {}, {}, {}, []


def is_mailbox(name: str) -> bool:
    """Whether a card refers to somebody by an e-mail address."""
    return name[: len(_MAILTO)].lower() == _MAILTO


def is_part(record: Profile, known: Profile) -> bool:
    """Whether a profile says nothing but what is known, whatever the handle."""
    singles = (name for name in OWN if name != "handle")
    return all(getattr(record, name) in (None, getattr(known, name)) for name in singles) and all(
        set(getattr(record, name)) <= set(getattr(known, name)) for name in EXACT
    )


def own_handle(record: PersonRecord | Mark) -> str:
    """The handle in a table exported by tinynet; "" from any other source."""
    if record.source != OUR_TABLE:
        return ""
    try:
        return names.check_handle(record.source_id)
    except BadValueError:
        return ""
