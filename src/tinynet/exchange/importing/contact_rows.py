"""Import interactions: write new ones, update changed ones, recognise those logged already."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cached_property
from operator import attrgetter

from tinynet.cli.progress import tracked
from tinynet.contacts import rows as interactions
from tinynet.contacts.rows import Kind
from tinynet.core.spans import DAY_MINUTES
from tinynet.db import sql
from tinynet.db.store import Store, json_list
from tinynet.exchange.importing import trace_rows
from tinynet.exchange.importing.conversion import stored_tags, text_of
from tinynet.exchange.importing.many_rows import ManyInteractions
from tinynet.exchange.importing.matching import hash_of, hashed
from tinynet.exchange.importing.moved_series import names_before
from tinynet.exchange.importing.plan import ImportPlan
from tinynet.exchange.importing.strangers import NamedPeople
from tinynet.exchange.importing.trace_rows import Content, Trace
from tinynet.exchange.record import InteractionRecord

AT_ONCE = 5_000  # contacts written, or compared, in one go
OTHER = "other"  # the kind for what this database has no kind for
Matched = tuple[InteractionRecord, tuple[int, ...]]  # a record, and the people it is with
DayKey = tuple[int, int, int, bool]  # person, ordinal day, kind, whether it was an attempt


class ContactImport:
    """The contacts of one import.

    Args:
        store: Open in a unit.
        plan: Where to say what was done.
        records: All of the file, of one source.
        who: Knows the people.
    """

    def __init__(
        self,
        store: Store,
        plan: ImportPlan,
        records: Sequence[InteractionRecord],
        who: NamedPeople,
    ) -> None:
        self.env, self.store, self.plan = who.env, store, plan
        self.source = records[0].source
        self.kinds = {kind.name: kind for kind in map(Kind, store.rows(sql.kinds))}
        for record in records:
            if not record.adds_people:  # such as which address was taken for your own
                plan.warn(record.warnings)
        found = ((record, who.ids(record)) for record in in_order(records))
        self.taken: deque[Matched] = deque(one for one in found if one[1])
        self.days = (
            [record.on for record, _ in (self.taken[0], self.taken[-1])] if self.taken else []
        )
        self.people = {person for _, people in self.taken for person in people}
        self.known = self.load_known()
        self.moved = self.load_moved()
        names = {record.source_id for record, _ in self.taken}
        self.may_repeat = bool(self.known or self.moved) or len(names) < len(self.taken)
        self.met: set[str] = set()  # the keys that were in this file, if one may be there twice
        self.next = (store.value(sql.last_interaction) or 0) + 1
        self.waiting = ManyInteractions(store)
        self.traces: list[tuple[str, int | None, str]] = []
        self.tags: list[tuple[int, str]] = []
        self.today = self.env.today.isoformat()
        self.in_file = {number for number, _ in self.known.values()}  # what the file tells again
        self.matched: dict[int, Content] = {}  # logged here already, and what the file tells
        self.differing: dict[int, tuple[InteractionRecord, str, Content]] = {}

    def load_known(self) -> dict[str, Trace]:
        """What was read before of what is in the file."""
        if not self.store.value(sql.any_trace, source=self.source):
            return {}
        names = (name for record, _ in self.taken for name in (record.source_id, *record.other_ids))
        return trace_rows.load_traces(self.store, self.source, [hashed(name) for name in names])

    def load_moved(self) -> dict[str, Trace]:
        """What was read before under names that days of moved series may have had."""
        if not self.known and not self.store.value(sql.any_trace, source=self.source):
            return {}
        new = [
            record.source_id
            for record, _ in self.taken
            if record.may_have_moved and hashed(record.source_id) not in self.known
        ]
        before = {hashed(name) for one in new for name in names_before(one)}
        return trace_rows.load_traces(self.store, self.source, before - self.known.keys())

    def run(self) -> None:
        """Write what is new and what has changed."""
        count = len(self.taken)
        for record, people in tracked(self.env, self.drained(), count, "Importing contacts"):
            self.sort_in(record, people)
            if len(self.traces) >= AT_ONCE:
                self.write()
        self.write()
        touched = [*self.fill_gaps(), *self.follow_source()]
        for start in range(0, len(touched), AT_ONCE):
            interactions.recount(self.store, touched[start : start + AT_ONCE])

    def drained(self) -> Iterator[Matched]:
        """Yield the records, and let go of each when it is done."""
        while self.taken:
            yield self.taken.popleft()

    def sort_in(self, record: InteractionRecord, people: Sequence[int]) -> None:
        """Decide what to do about one record: add it, compare it later, or leave it."""
        key = self.key_of(record)
        if self.may_repeat:
            if key in self.met:
                return
            self.met.add(key)
        if record.on > self.today:
            self.plan.refuse_later(record.on, record.line)
            return
        content = self.content_of(record, people)
        number, fingerprint = self.known.get(key, (None, ""))
        if key not in self.known:
            self.add(record, content, key)
        elif number is None:
            self.plan.contacts["left"] += 1
            self.plan.left.append(None)
        elif fingerprint == content.fingerprint:
            self.plan.contacts["unchanged"] += 1
        else:
            self.differing[number] = record, key, content
            return
        if record.warnings and record.adds_people and key not in self.known:
            self.plan.warn(record.warnings)

    def key_of(self, record: InteractionRecord) -> str:
        """The key of a record, under which it was read before if it was."""
        key = hash_of(record.source_id)
        if not (self.known or self.moved) or key in self.known or key in self.met:
            return key
        others = [hashed(name) for name in record.other_ids]
        known = next((one for one in others if one in self.known and one not in self.met), "")
        return known or self.key_of_moved(record, key) or key

    def key_of_moved(self, record: InteractionRecord, key: str) -> str:
        """The key of a day of a series that was moved to another weekday, given to what it was."""
        if not record.may_have_moved or not self.moved:
            return ""
        was = next(
            (one for one in map(hashed, names_before(record.source_id)) if one in self.moved), ""
        )
        if was:
            self.store.run(sql.set_trace_key, source=self.source, was=was, key=key)
            self.known[key] = number, _ = self.moved.pop(was)
            self.in_file.add(number)
        return key

    def content_of(self, record: InteractionRecord, people: Sequence[int]) -> Content:
        """The content to store for a record."""
        kind = self.kinds.get(record.kind)
        if kind is None:
            kind = self.kind(record.kind)
            warning = f'there is no kind "{record.kind}" here; taken as {OTHER}'
            if warning not in self.plan.warnings:
                self.plan.warnings.append(warning)
        minutes = record.minutes if record.minutes and not record.attempt else None
        return Content(
            record.on,
            kind.name,
            min(max(minutes, 1), DAY_MINUTES) if minutes else None,
            text_of(record.place) if record.place else None,
            text_of(record.note) if record.note else None,
            record.deep,
            record.by or None,
            record.attempt,
            tuple(sorted(people)) if len(people) > 1 else tuple(people),
            stored_tags(record.tags) if record.tags else (),
        )

    def kind(self, name: str) -> Kind:
        """The kind of that name, or the kind "other"."""
        return self.kinds.get(name) or self.kinds.get(OTHER) or next(iter(self.kinds.values()))

    def add(self, record: InteractionRecord, content: Content, key: str) -> None:
        """Add a record, unless it is logged already."""
        kind = self.kind(content.kind)
        once_a_day = not (record.adds_people or kind.is_talk)  # a chat, mail: one a day
        number = self.find_logged(content, kind, once_a_day=once_a_day)
        if number is not None and number not in self.in_file and self.is_renamed(number, key):
            self.in_file.add(number)
            self.differing[number] = record, key, content
            return
        if number is not None:
            self.plan.contacts["already"] += 1
            if record.adds_people:
                self.matched[number] = content
        else:
            number, self.next = self.next, self.next + 1
            self.plan.contacts["new"] += 1
            self.waiting.add(number, kind, content)
            self.tags += [(number, tag) for tag in content.tags]
            if once_a_day:
                for key_of_day in day_keys(content, kind):
                    self.logged.setdefault(key_of_day, []).append(number)
        self.traces.append((key, number, content.fingerprint))

    def is_renamed(self, number: int, key: str) -> bool:
        """Give what was read before, under an id that the file has no more, its new key."""
        traces = self.store.rows(sql.traces_here, source=self.source, interaction=number)
        if len(traces) != 1:
            return False
        was, fingerprint = traces[0]
        self.store.run(sql.set_trace_key, source=self.source, was=was, key=key)
        self.known[key] = number, fingerprint
        return True

    def find_logged(self, content: Content, kind: Kind, *, once_a_day: bool) -> int | None:
        """Find the interaction of a record that was logged by hand or imported from another source.

        It is of the same kind and day, and everybody was there. What may happen twice a day is
        taken for one interaction only once; what was read before under an id that the file has no
        more is the same, as when all of a series is moved to another hour.
        """
        if not self.logged:
            return None
        there = [set(self.logged.get(key_of_day, ())) for key_of_day in day_keys(content, kind)]
        same = set.intersection(*there)
        number = min(same if once_a_day else same - self.in_file, default=None)
        if number is not None and not once_a_day:
            for key_of_day in day_keys(content, kind):
                self.logged[key_of_day].remove(number)
        return number

    @cached_property
    def logged(self) -> dict[DayKey, list[int]]:
        """The interactions in the database with the people and days of the file."""
        found: dict[DayKey, list[int]] = {}
        first, last = (date.fromisoformat(on).toordinal() for on in self.days)
        people = json_list(sorted(self.people))
        for person, day, kind, attempt, number in self.store.each(
            sql.logged_between, people=people, first=first, last=last
        ):
            found.setdefault((person, day, kind, bool(attempt)), []).append(number)
        return found

    def write(self) -> None:
        """Write what is new so far."""
        self.waiting.write()
        trace_rows.put(self.store, self.source, self.traces)
        self.store.put_rows(sql.put_interaction_tag, self.tags)
        self.traces, self.tags = [], []

    def fill_gaps(self) -> list[int]:
        """Fill gaps of interactions logged by hand from the file; return the changed ids."""
        filled = []
        for number, here in trace_rows.load_contents(self.store, self.matched).items():
            matched = self.matched[number]
            if matched.is_more_than(here):
                trace_rows.fill_columns(self.store, number, matched)
                filled.append(number)
            if matched.note and here.note and matched.note != here.note:
                self.plan.warnings.append(
                    f"{here.on} {here.kind}: you wrote about it already; the file's words were "
                    f"left out: {matched.note[:60]}"
                )
        return filled

    def follow_source(self) -> list[int]:
        """Update interactions imported before, unless edited here; return the changed ids."""
        numbers, changed = list(self.differing), []
        for start in range(0, len(numbers), AT_ONCE):
            found = trace_rows.load_contents(self.store, numbers[start : start + AT_ONCE])
            for number, here in found.items():
                record, key, content = self.differing[number]
                if not record.adds_people:  # people who have become ambiguous stay
                    there = sorted({*here.people, *content.people})
                    content = content._replace(people=tuple(there))
                what = self.compare(key, here, content)
                self.plan.contacts[what] += 1
                if what == "left":
                    self.plan.left.append(number)
                if what == "changed":
                    kind = self.kind(content.kind)
                    trace_rows.replace_content(self.store, number, kind.id, here, content)
                    changed.append(number)
                if (
                    what == "changed"
                    or self.known[key][1] != here.fingerprint == content.fingerprint
                ):
                    print_ = content.fingerprint
                    self.store.run(sql.set_trace, source=self.source, key=key, fingerprint=print_)
        return changed

    def compare(self, key: str, here: Content, content: Content) -> str:
        """Compare an interaction with the file: "unchanged", "changed", or edited here ("left")."""
        if here.fingerprint == content.fingerprint:
            return "unchanged"
        return "changed" if here.fingerprint == self.known[key][1] else "left"


def day_keys(content: Content, kind: Kind) -> list[DayKey]:
    """The keys under which an interaction is looked up, one per participant."""
    day = date.fromisoformat(content.on).toordinal()
    return [(person, day, kind.id, content.attempt) for person in content.people]


def in_order(records: Sequence[InteractionRecord]) -> list[InteractionRecord]:
    """Sort records, oldest first, within a day too if the file begins with the newest."""
    found = list(records)
    if found[0].on > found[-1].on:
        found.reverse()
    return sorted(found, key=attrgetter("on"))
