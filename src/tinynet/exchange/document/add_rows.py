"""Add a document's sections to a database in use, without overwriting or duplicating anything.

People are matched, everything else is compared by what makes two rows the same one. Whatever is
new gets a number of its own here.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from operator import itemgetter

from tinynet.core import names, same_rows
from tinynet.core.details import dialled
from tinynet.core.fields import OWN
from tinynet.core.names import fold
from tinynet.core.relations import REFERRED_BY, inverse
from tinynet.db import sql
from tinynet.db.store import Store
from tinynet.exchange.document.format import DocumentRecord
from tinynet.exchange.document.load_rows import (
    DERIVED,
    Loading,
    Row,
    Whole,
    nothing,
)
from tinynet.exchange.document.sections import BY_NAME, Inside, Section
from tinynet.exchange.exporting import rows as everything
from tinynet.exchange.importing import matching, origin_rows
from tinynet.exchange.importing.matching import Index, Mark
from tinynet.people import profile_rows, reference_rows
from tinynet.people.reference_rows import id_keys
from tinynet.people.rules.profile import Profile

HANDLE = "handle"
# What of somebody here is filled in where it is empty; their clocks are left as they are.
FILLED = tuple(field["name"] for field in OWN if field["group"])


def row_key(section: Section) -> Callable[[Row], Hashable]:
    """The key by which two rows of a section are the same, as its table declares."""
    same = section.same
    key: Callable[[Row], Hashable] = (
        itemgetter(*same) if isinstance(same, tuple) else getattr(same_rows, same)
    )
    return key


class Adding(Loading):
    """Adds a document to a database in use.

    Attributes:
        matched: How many people of the document are here already.
        filled: Of how many of them something was not known here.
    """

    matched = 0
    filled = 0
    next_nickname = 1
    _people: Sequence[DocumentRecord] = ()

    def __init__(self, store: Store) -> None:
        super().__init__(store)
        self.relations: dict[int, int] = {}  # the document's numbers, and ours

    def take_rows(self, section: Section, records: Iterable[DocumentRecord]) -> None:
        """Write the rows that are not in the database yet."""
        here = self.here(section)
        next_number = self.next_number(section)
        more = DERIVED.get(section.name, nothing)
        key_of = row_key(section)
        for value in self.values(records):
            row, within = section.row(value, self.ids)
            theirs = row.get("id", 0)
            if section.name == "cards":
                row["what"] = self.asked(row["what"])
            if section.name == "relations" and self.is_via(row):
                continue
            key = key_of(self.with_people(row | more(row), within))
            is_new = key not in here and self.is_new(section.name, row, here)
            if is_new and "id" in row:
                here[key] = row["id"] = next_number
                next_number += 1
            if section.name == "relations":
                self.relations[theirs] = here.get(key, 0)
            if not is_new:
                continue
            here.setdefault(key, 0)
            self.put(section, [row | more(row)])
            self.put_inside(section, row.get("id", 0), within)
            self.counts[section.name] += 1

    @staticmethod
    def with_people(row: Row, within: Mapping[str, list[Row]]) -> Row:
        """A row with the people listed inside it, as in the key of a plan."""
        return row | {"people": frozenset(one["person_id"] for one in within.get("people", ()))}

    def here(self, section: Section) -> dict[Hashable, int]:
        """The rows of a section in the database, by their key."""
        people: dict[int, set[int]] = {}
        for inside in section.inside:
            for owner, person in self.store.execute(inside.pairs):
                people.setdefault(owner, set()).add(person)
        found: dict[Hashable, int] = {}
        key_of = row_key(section)
        cursor = self.store.execute(section.all)
        columns = [column[0] for column in cursor.description]
        for values in cursor:
            row = dict(zip(columns, values, strict=True))
            row["people"] = frozenset(people.get(row.get("id", 0), ()))
            found[key_of(row)] = row.get("id", 0)
        return found

    def is_new(self, name: str, row: Row, here: Mapping[Hashable, int]) -> bool:
        """Whether a row is not here from another side; makes ready what must be."""
        if name == "relations" and row["other_id"]:
            back = row["other_id"], inverse(row["relation"]), row["person_id"]
            return row["other_id"] != row["person_id"] and back not in here
        if name == "dismissals":
            row["one_id"], row["other_id"] = sorted((row["one_id"], row["other_id"]))
        if name in {"introductions", "dismissals"}:
            return bool(row["one_id"] != row["other_id"])
        return True

    def is_via(self, row: Row) -> bool:
        """Whether a relation says through whom somebody was met, which is then known.

        One to a name that somebody here has points at that person from now on.
        """
        person, people = row["person_id"], self.named.get(fold(row["other_name"] or ""), ())
        if len(people) != 1 or person in people:
            return False
        row |= {"other_id": people[0], "other_name": None}
        if row["relation"] == REFERRED_BY and person not in self.via:
            self.via[person] = people[0]
            self.store.run(sql.set_met_via, who=person, via=people[0])
        return row["relation"] == REFERRED_BY and self.via[person] in people

    @cached_property
    def named(self) -> dict[str, list[int]]:
        """The people of each name, folded."""
        found: dict[str, list[int]] = {}
        for person, _, name, _ in self.store.each(sql.searched):
            found.setdefault(fold(name), []).append(person)
        return found

    @cached_property
    def via(self) -> dict[int, int]:
        """Through whom people were met."""
        return dict(self.store.rows(sql.all_met_via))

    def link_references(self, marks: Iterable[Mark], found: Iterable[tuple[int, str]]) -> None:
        """Link what was said here of the people of the document before they came."""
        people = list(zip(marks, found, strict=True))
        newcomers = {person: mark.names[0] for mark, (person, by) in people if not by}
        ids = {key: person for mark, (person, _) in people for key in id_keys(mark.uid)}
        if newcomers:
            reference_rows.link(self.store, newcomers, ids)

    def asked(self, what: str) -> str:
        """What a card of the quiz asks, with our number of the relation that it asks for."""
        word, _, number = what.rpartition(":")
        is_relation = word not in {"", "fact"} and number.isascii() and number.isdigit()
        ours = self.relations.get(int(number)) if is_relation else None
        return f"{word}:{ours}" if ours else what

    def next_number(self, table: Section | Inside) -> int:
        """The id of the next new row, if the table has ids."""
        return (self.store.execute(table.last).fetchone()[0] or 0) + 1 if table.last else 0

    def take_kinds(self, section: Section, records: Iterable[DocumentRecord]) -> None:
        """Add the missing kinds."""
        self.take_rows(section, records)
        self.ids["kind"] = {row[1]: row[0] for row in self.store.rows(sql.kinds)}

    def take_places(self, section: Section, records: Iterable[DocumentRecord]) -> None:
        """Add the missing places; one may be another name of a later one."""
        found = list(records)
        named = self.here(section)
        first = self.next_number(section)
        wanted = [one.value.get("name") for one in found if isinstance(one.value, dict)]
        new = [
            name for name in dict.fromkeys(wanted) if isinstance(name, str) and name not in named
        ]
        self.ids["place"] = named | {name: first + number for number, name in enumerate(new)}
        self.take_rows(section, found)

    def take_people(self, _section: Section, records: Iterable[DocumentRecord]) -> None:
        """Hold back people until their contact methods are read, which help to match them."""
        self._people = list(records)

    def take_details(self, section: Section, records: Iterable[DocumentRecord]) -> None:
        """Match the people, add the new ones, and write contact methods."""
        found = list(records)
        reach: dict[str, list[tuple[str, str]]] = {}
        for value in (record.value for record in found):
            if isinstance(value, dict) and value.get("what") in {"email", "phone"}:
                what = value["what"]
                way = what, dialled(what, str(value.get("value", "")))
                reach.setdefault(str(value.get("person")), []).append(way)
        self.match(reach)
        self.take_rows(section, found)

    def match(self, reach: Mapping[str, list[tuple[str, str]]]) -> None:
        """Match the people of the document, add the new ones and fill in the others.

        Args:
            reach: Handles with the keys of their e-mail addresses and phone numbers.
        """
        section = BY_NAME["people"]
        theirs = {"person": self.numbered(self._people, "handle")}
        whole = [section.row(value, theirs) for value in self.values(self._people)]
        index = origin_rows.load_index(self.store)
        marks = self.marks(whole, index, reach)
        found = matching.match_records(index, marks, origin_rows.next_person(self.store))
        numbers = [number for number, _ in found]
        self.ids["person"] = {
            row["handle"]: number for (row, _), number in zip(whole, numbers, strict=True)
        }
        here_by = {number: handle for handle, number in theirs["person"].items()}
        known = profile_rows.load_many(self.store, {n for n in numbers if n in index.names})
        self.next_nickname = self.next_number(section.lists["nicknames"])
        taken = set(index.handles.values())
        for record, (row, within), number in zip(self._people, whole, numbers, strict=True):
            self.at = record
            if row["met_via"]:
                via = self.ids["person"][here_by[row["met_via"]]]
                row["met_via"] = None if via == number else via
            if number in known:
                self.fill(number, known[number], row, within)
            else:
                self.create(number, row, within, taken)
        self.link_references(marks, found)

    def marks(
        self, whole: Iterable[Whole], index: Index, reach: Mapping[str, list[tuple[str, str]]]
    ) -> list[Mark]:
        """What the people of the document are recognised by, their uids first of all.

        Without a uid (tinynet 0.2 had none) the same handle and the same day added are the same
        person. A handle alone that somebody of another name has here says nothing.
        """
        index.cards.clear()
        index.ids.clear()
        here = {handle: number for number, handle in index.handles.items()}
        uids = {number: uid for uid, number in index.uids.items()}
        made = []
        for row, within in whole:
            handle, name = row["handle"], row["name"]
            person = here.get(handle)
            same = person is not None and fold(index.names[person][0]) == fold(name)
            if person is not None and same:
                index.ids[HANDLE, handle] = {person}
            all_names = (name, *(nickname["name"] for nickname in within["nicknames"]))
            ways = tuple(reach.get(handle, ()))
            uid = row["uid"]
            if not uid and person is not None and index.added[person] == row["added_on"]:
                uid = uids[person]
            made.append(Mark(HANDLE, handle if same else "", handle, all_names, ways, uid or ""))
        return made

    def create(
        self, number: int, row: Row, within: Mapping[str, list[Row]], taken: set[str]
    ) -> None:
        """Add a person; a handle already in use is changed."""
        if row["handle"] in taken:
            row["handle"] = names.make_handle(row["name"], lambda handle: handle not in taken)
        taken.add(row["handle"])
        for nickname in within["nicknames"]:
            nickname["id"] = self.next_nickname
            self.next_nickname += 1
        self.put(BY_NAME["people"], [self.person(row | {"id": number}, within)])
        self.put_inside(BY_NAME["people"], number, within)
        self.counts["people"] += 1

    def fill(self, number: int, old: Profile, row: Row, within: Mapping[str, list[Row]]) -> None:
        """Fill in what is not known yet of an existing person."""
        self.matched += 1
        all_names = {fold(old.name), *map(fold, old.nicknames)}
        nicknames = [
            one["name"] for one in within["nicknames"] if fold(one["name"]) not in all_names
        ]
        if fold(row["name"]) not in all_names:
            nicknames.insert(0, row["name"])
        tags = [one["name"] for one in within["tags"] if one["name"] not in old.tags]
        empty = {name: row[name] for name in FILLED if getattr(old, name) is None}
        if empty.get("met_via") == number:
            del empty["met_via"]
        new = old.replaced(nicknames=(*old.nicknames, *nicknames), tags=(*old.tags, *tags), **empty)
        self.filled += bool(profile_rows.save(self.store, number, old, new))

    def take_interactions(self, section: Section, records: Iterable[DocumentRecord]) -> None:
        """Add missing interactions: matched by origin, else by day, kind, people and note."""
        traced = {
            (source, key): number for source, key, number in self.store.each(sql.everybodys_traces)
        }
        here: dict[Hashable, list[int]] = {}
        for one in everything.interactions(self.store):
            key = interaction_key(
                self.ids["kind"][one["kind"]], one["on"], one["people"], one["note"]
            )
            here.setdefault(key, []).append(one["id"])
        self.put_interactions(self.new_interactions(section, records, traced, here))

    def new_interactions(
        self,
        section: Section,
        records: Iterable[DocumentRecord],
        traced: dict[tuple[str, str], int | None],
        here: Mapping[Hashable, list[int]],
    ) -> Iterator[Whole]:
        """The interactions that are not in the database yet; equal ones are matched one to one."""
        next_number = self.next_number(section)
        for value in self.values(records):
            row, within = section.row(value, self.ids)
            theirs = row["id"]
            origins_ = [(trace["source"], trace["key"]) for trace in within["traces"]]
            seen = next((origin for origin in origins_ if origin in traced), None)
            people = [one["person_id"] for one in within["people"]]
            same = here.get(interaction_key(row["kind_id"], row["on"], people, row["note"]))
            if seen is not None:
                self.ids["interaction"][theirs] = traced[seen]
            elif same:
                self.ids["interaction"][theirs] = same.pop(0)
            else:
                row["id"] = self.ids["interaction"][theirs] = next_number
                next_number += 1
                traced |= dict.fromkeys(origins_, row["id"])
                yield row, within


def interaction_key(kind: int, on: str, people: Iterable[int], note: str | None) -> Hashable:
    """The key by which two interactions are the same, hashed to save memory."""
    return hash((kind, on, note, *sorted(people)))
