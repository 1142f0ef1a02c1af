"""Resolve the people named in conversations, calendars and diaries; add or list strangers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tinynet.cli.env import Env
from tinynet.cli.progress import tracked
from tinynet.core.names import fold
from tinynet.db.store import Store
from tinynet.errors import BadValueError
from tinynet.exchange.importing import origin_rows
from tinynet.exchange.importing.conversion import mark_of, person_of, record_to_json
from tinynet.exchange.importing.person_resolver import PersonResolver
from tinynet.exchange.importing.person_rows import PeopleImport
from tinynet.exchange.importing.plan import Correspondent, ImportPlan
from tinynet.exchange.record import (
    EventRecord,
    FavourRecord,
    InteractionRecord,
    PersonRecord,
    Someone,
)
from tinynet.exchange.written_names import in_order, is_office, name_rank

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tinynet.db.sql import PutOriginValues

Identity = tuple[str, ...]
BY_NAME = "name"  # of an identity, where nothing else is told
Found = tuple[int, str]  # a person's id, and by what they were recognised


class NamedPeople:
    """The people that the records of one import name.

    Args:
        env: For the day and the terminal.
        store: In a unit.
        plan: Where to say what was done.
        created: The people who are new by this import; more are added to it.
    """

    def __init__(self, env: Env, store: Store, plan: ImportPlan, created: set[int]) -> None:
        self.env, self.store, self.plan = env, store, plan
        self.created = created
        self.meant = PersonResolver(origin_rows.load_index(store))
        # Whether they are named in a diary: everybody of the one source of a file.
        self._found: dict[bool, dict[Someone, Found | None]] = {True: {}, False: {}}
        self._queued: dict[Identity, PersonRecord] = {}
        self._strangers: dict[Identity, tuple[str, Someone, Correspondent]] = {}
        self._friends: dict[int, tuple[str, Correspondent]] = {}
        self._ids: dict[tuple[str, str], set[str]] = {}  # the ids at a source with a name
        self._days: dict[Someone, set[str]] = {}  # of those who were met before

    def ids(self, record: EventRecord) -> tuple[int, ...]:
        """The ids of existing people named by a record, once each."""
        diary = is_diary(record)
        known = self._found[diary]
        ids: list[int] = []
        for someone in people_of(record):
            try:
                person = known[someone]
            except KeyError:
                person = self.find(record.source, someone, diary=diary)
            if person is not None and person[0] not in ids:
                ids.append(person[0])
        return tuple(ids)

    def find(self, source: str, someone: Someone, *, diary: bool) -> Found | None:
        """Find the person meant, and the sign; None if there is nobody or more than one."""
        known = self._found[diary]
        if someone not in known:
            known[someone] = self.look_for(source, someone, diary=diary)
        return known[someone]

    def look_for(self, source: str, someone: Someone, *, diary: bool) -> Found | None:
        """The same as `find`, without remembering it."""
        try:
            mark = mark_of(person_of(source, someone, 0))
        except BadValueError:  # neither name nor address
            return None
        found = self.meant.find(mark, by_nickname=diary)
        if found is None and not diary and (in_words := as_spoken(someone)) != someone:
            found = self.meant.find(mark_of(person_of(source, in_words, 0)))
        if found is not None and found[1] == "name" and self.share_a_name(source, someone):
            return None  # several people have that name
        return found

    def share_a_name(self, source: str, someone: Someone) -> bool:
        """Whether several ids of a source have this name."""
        return len(self._ids.get((source, fold(someone.name)), ())) > 1

    def add_strangers(self, records: Sequence[EventRecord], least_days: int | None) -> None:
        """Add people named in a diary, or talked to often enough; list the others.

        Args:
            records: All of the file.
            least_days: See `importing.take_in`.
        """
        self.note_mentions(records)
        self.keep_ids(records[0].source)
        self.join_by_name()
        for source, someone, who in self._strangers.values():
            is_firm = is_office(someone.email) and not someone.name
            if least_days is not None and len(who.days) >= least_days and not is_firm:
                self.queue_person(source, as_spoken(someone), who.line)
        if self._queued:
            self.add(list(self._queued.values()))
        for source, someone, who in self._strangers.values():
            found = self.find(source, someone, diary=False)
            if found is None:
                self.plan.unmatched.append(who.to_json())
            elif found[0] not in self.created:  # not merely named like a person just added
                self._friends.setdefault(found[0], (found[1], who))
        self.refuse_unknown(records)
        self.plan.unmatched.sort(key=lambda one: (-one["days"], one["name"], one["address"]))
        self.list_matched()

    def refuse_unknown(self, records: Sequence[EventRecord]) -> None:
        """Refuse what is to come with nobody who is here; `contact_rows` refuses the rest."""
        today = self.env.today.isoformat()
        refused: dict[tuple[str, int], None] = {}  # a mail to two people is two records
        for record in records:
            if record.on > today and not is_diary(record):
                people = people_of(record)
                if not any(self.find(record.source, one, diary=False) for one in people):
                    refused[record.on, record.line] = None
        for on, line in refused:
            self.plan.refuse_later(on, line)

    def note_mentions(self, records: Sequence[EventRecord]) -> None:
        """Collect who is named, and queue people of a diary who are not here."""
        in_diary: dict[Someone, EventRecord] = {}  # with the first that names them
        in_talks: dict[Someone, EventRecord] = {}
        for record in records:
            mentions = in_diary if is_diary(record) else in_talks
            for someone in people_of(record):
                if someone not in mentions:
                    mentions[someone] = record
        self.note_ids(records[0].source, [*in_diary, *in_talks])
        for someone, record in in_diary.items():
            if self.find(record.source, someone, diary=True) is None:
                self.queue_person(record.source, someone, record.line)
        if in_talks:
            self.note_talks(records)

    def note_ids(self, source: str, named: Iterable[Someone]) -> None:
        """Collect which ids have which name."""
        for someone in named:
            if someone.source_id:
                self._ids.setdefault((source, fold(someone.name)), set()).add(someone.source_id)

    def note_talks(self, records: Sequence[EventRecord]) -> None:
        """Collect on which days people are named in conversations."""
        today = self.env.today.isoformat()
        for record in records:
            if is_diary(record) or record.on > today:  # by a wrong clock: it will be refused
                continue
            for someone in people_of(record):
                if someone not in self._days:
                    self._days[someone] = self.correspondent(record, someone).days
                self._days[someone].add(record.on)

    def correspondent(self, record: EventRecord, someone: Someone) -> Correspondent:
        """What is kept of somebody who is mentioned in a conversation."""
        who = Correspondent(as_spoken(someone).name, someone.email or someone.phone, record.line)
        found = self.find(record.source, someone, diary=False)
        if found is None:
            return self.stranger(record, someone, who)
        return self._friends.setdefault(found[0], (found[1], who))[1]

    def stranger(self, record: EventRecord, someone: Someone, who: Correspondent) -> Correspondent:
        """What is kept of somebody who is not here, with the best name that they come with."""
        key = identity(someone)
        source, known, first = self._strangers.setdefault(key, (record.source, someone, who))
        if name_rank(someone.name) > name_rank(known.name):
            first.name = as_spoken(someone).name
            self._strangers[key] = source, someone, first
        return first

    def join_by_name(self) -> None:
        """Take whoever comes with a name alone for the one who has it and comes with an address."""
        reached: dict[str, list[Correspondent]] = {}
        for (what, *_), (_, someone, who) in self._strangers.items():
            if what != BY_NAME:
                reached.setdefault(fold(as_spoken(someone).name), []).append(who)
        for key, (_, someone, who) in list(self._strangers.items()):
            same = reached.get(fold(as_spoken(someone).name), [])
            if key[0] == BY_NAME and len(same) == 1:
                same[0].days.update(who.days)
                del self._strangers[key]

    def keep_ids(self, source: str) -> None:
        """Store the ids of people found by name, so that the id matches next time."""
        rows: list[PutOriginValues] = []
        for someone, found in self._found[False].items():
            if found is not None and found[1] == "name" and someone.source_id:
                record = person_of(source, someone, 0)
                self.meant.add(found[0], mark_of(record))
                rows.append(
                    {
                        "person_id": found[0],
                        "source": source,
                        "source_id": someone.source_id,
                        "fingerprint": record.fingerprint,
                        "record": record_to_json(record, self.plan.file),
                    }
                )
        origin_rows.put_origins(self.store, rows)

    def queue_person(self, source: str, someone: Someone, line: int) -> None:
        """Queue somebody to be added."""
        if identity(someone) in self._queued:
            return
        try:
            self._queued[identity(someone)] = person_of(source, someone, line)
        except BadValueError as error:
            where = self.plan.where(line)
            self.plan.add("refused", name=someone.name, where=where, reason=error.message)

    def list_matched(self) -> None:
        """List the correspondents who exist in the database."""
        index = self.meant.index
        for person, (by, who) in self._friends.items():
            self.plan.matched.append(
                {
                    **who.to_json(),
                    "name": index.names[person][0],
                    "handle": index.handles[person],
                    "matched_by": by,
                }
            )
        self.plan.matched.sort(key=lambda one: (-one["days"], one["handle"]))

    def add(self, people: list[PersonRecord]) -> None:
        """Add people known only by name."""
        taken = set(self.meant.index.handles.values())
        marks = [mark_of(person) for person in people]
        driver = PeopleImport(self.env, self.store, self.plan, marks, taken=taken, strangers=True)
        driver.run(tracked(self.env, people, len(people), "Adding people"))
        self.created |= driver.created
        for (person, _), mark in zip(driver.found, driver.marks, strict=True):
            self.meant.add(person, mark)
        self._found = {True: {}, False: {}}


def as_spoken(someone: Someone) -> Someone:
    """Somebody by the name by which people call them: programs write "Lund, Pia"."""
    may_be_turned = "," in someone.name or "/" in someone.name
    return someone._replace(name=in_order(someone.name)) if may_be_turned else someone


def is_diary(record: EventRecord) -> bool:
    """Whether everybody named by a record becomes a person; conversations name too many."""
    return not isinstance(record, InteractionRecord) or record.adds_people


def people_of(record: EventRecord) -> tuple[Someone, ...]:
    """The people named by a record."""
    return (record.person,) if isinstance(record, FavourRecord) else record.people


def identity(someone: Someone) -> Identity:
    """A key that is equal for two mentions of one unknown person."""
    for what, value in (
        ("id", someone.source_id), ("email", someone.email), ("phone", someone.phone)
    ):  # fmt: skip
        if value:
            return what, value.casefold()
    return BY_NAME, fold(someone.name)
