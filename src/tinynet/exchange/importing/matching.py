"""Match imported records to existing people.

In this order: what was read before, unchanged; the uid that tinynet gave them; the source's own id,
seen before; an e-mail address or phone number together with a like name; the exact name, if there
is one of it here and one in the file. Anything weaker is a new person: a family shares a telephone,
and a merge that was wrong costs more than one not made.
"""

from __future__ import annotations

import hashlib
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from tinynet.core import names
from tinynet.core.names import fold, looks_like
from tinynet.exchange.content_lines import stable_id

MARKS = 4  # for each spelling of a new name, so that few share one; a byte each
MARKS_LEAST = 16  # bits of the number of marks for the fewest names
VERSION_AT, OLD_VERSION = 14, "5"  # of a UUID: the character, and what 0.2 made of names


@dataclass(frozen=True, slots=True)
class Mark:
    """What a record is recognised by.

    Attributes:
        source: The format.
        source_id: The source's own id, or "".
        fingerprint: Of what was read.
        names: The name, then nicknames.
        reach: E-mail addresses and phone numbers, as (what, key).
        uid: The uid that tinynet gave them, or may have: a UUID in lower case; else "".
        is_nameless: Whether they are called by an address, for want of a name.
    """

    source: str
    source_id: str
    fingerprint: str
    names: tuple[str, ...]
    reach: tuple[tuple[str, str], ...] = ()
    uid: str = ""
    is_nameless: bool = False

    @property
    def card(self) -> tuple[str, str]:
        """The record's source and fingerprint."""
        return self.source, self.fingerprint

    @property
    def id(self) -> tuple[str, str]:
        """The record's source and its id there, which may be ""."""
        return self.source, self.source_id


@dataclass
class Index:
    """What the people in the database are recognised by, with their ids."""

    cards: dict[tuple[str, str], int] = field(default_factory=dict)  # (source, fingerprint)
    ids: dict[tuple[str, str], set[int]] = field(default_factory=dict)  # (source, source's id)
    reach: dict[tuple[str, str], set[int]] = field(default_factory=dict)  # (what, key)
    names: dict[int, tuple[str, ...]] = field(default_factory=dict)  # name, then nicknames
    handles: dict[int, str] = field(default_factory=dict)
    uids: dict[str, int] = field(default_factory=dict)
    merged: dict[str, int] = field(default_factory=dict)  # uids of who was merged into them
    added: dict[int, str] = field(default_factory=dict)  # the ISO day

    def owner(self, mark: Mark) -> int | None:
        """Whom tinynet gave the uid of a record, this one or 0.2 with what they are called now."""
        if mark.uid in self.uids or mark.uid[VERSION_AT] != OLD_VERSION:
            return self.uids.get(mark.uid)
        old = self._of_0_2.get(mark.uid)
        if old is not None:
            return old
        stem = names.make_handle(mark.names[0], lambda _: True)
        return next(
            (
                person
                for person in self._by_stem.get(_stem(stem), ())
                if old_uid(self.handles[person], mark.names[0], self.added[person]) == mark.uid
            ),
            None,
        )

    @cached_property
    def _of_0_2(self) -> dict[str, int]:
        """The UIDs that 0.2 would write on the cards of everybody."""
        return {
            old_uid(self.handles[person], name, self.added[person]): person
            for person, own_names in self.names.items()
            for name in own_names
            if person in self.added
        }

    @cached_property
    def _by_stem(self) -> dict[str, list[int]]:
        """People by what their handle begins with."""
        found: dict[str, list[int]] = {}
        for person in self.added:
            found.setdefault(_stem(self.handles[person]), []).append(person)
        return found


def old_uid(handle: str, name: str, added_on: str) -> str:
    """The UID that tinynet 0.2 wrote on the card of somebody who had not come from one."""
    return stable_id(handle, name, added_on)


def _stem(handle: str) -> str:
    return handle.partition("-")[0]


def match_records(index: Index, marks: Sequence[Mark], first_new: int) -> list[tuple[int, str]]:
    """Match each record of a file to a person, with the sign that matched.

    All records are looked at for the surest sign before any is for the next, so that a record that
    has changed cannot take the place of one that has not.

    Args:
        index: Of the people here.
        marks: Of the file's records, in its order.
        first_new: The id of the first new person; the next ones follow it.

    Returns:
        For each record the person's id with "same card", "id", "email", "phone", "name" or, for
        somebody new, "".
    """
    file = _File(marks)
    unique_names = _match_by_id(index, file) if index.names else {}
    for number, mark in file.unmatched():
        known = (
            file.seen_in_file(mark)
            or _by_address(index, mark, file.met)
            or _by_name(unique_names, mark, file.met)
        )
        file.assign(number, *(known or (first_new, "")))
        first_new += known is None
    return file.found


def _match_by_id(index: Index, file: _File) -> dict[str, int]:
    """Match the records that were read before, and those whose ids are known.

    Returns:
        The people whose name is enough for the others, by their names.
    """
    for number, mark in enumerate(file.marks):
        if mark.card in index.cards:
            file.assign(number, index.cards[mark.card], "id" if mark.source_id else "same card")
    for number, mark in file.unmatched():
        owner = index.owner(mark) if mark.uid else None
        if owner is not None and owner not in file.met:
            file.assign(number, owner, "id")
    for number, mark in file.unmatched():
        if mark.uid in index.merged:
            file.assign(number, index.merged[mark.uid], "id")
    for number, mark in file.unmatched():
        same = {file.found[other][0] for other in file.ids.get(mark.id, ())}
        free = index.ids.get(mark.id, set()) - same if mark.source_id else set()
        known = (free.pop(), "id") if len(free) == 1 else file.seen_in_file(mark)
        if known is not None:
            file.assign(number, *known)
    return _names_of_one(index, file)


def _names_of_one(index: Index, file: _File) -> dict[str, int]:
    """The folded names of exactly one person here and of at most one unmatched card."""
    here: dict[str, list[int]] = {}
    for person, own_names in index.names.items():
        here.setdefault(fold(own_names[0]), []).append(person)
    cards = {
        (mark.id if mark.source_id else mark.card, fold(mark.names[0]))
        for _, mark in file.unmatched()
    }
    there = Counter(name for _, name in cards)
    return {name: same[0] for name, same in here.items() if len(same) == 1 and there[name] == 1}


def _by_name(names: Mapping[str, int], mark: Mark, met: set[int]) -> tuple[int, str] | None:
    person = names.get(fold(mark.names[0]))
    return None if person is None or person in met else (person, "name")


def _by_address(index: Index, mark: Mark, met: set[int]) -> tuple[int, str] | None:
    """The person with an e-mail address or phone number of the record, and a similar name.

    A record without a name has none that tells otherwise.
    """
    for way in mark.reach:
        people = index.reach.get(way)
        if not people:
            continue
        if mark.is_nameless:
            alike = list(people)
        else:
            people = people - met
            alike = [person for person in people if names_overlap(index.names[person], mark.names)]
        if len(alike) == 1:
            return alike[0], way[0]
    return None


class _File:
    """The records of one file, and the people matched so far."""

    def __init__(self, marks: Sequence[Mark]) -> None:
        self.marks = marks
        self.found: list[tuple[int, str]] = [(0, "")] * len(marks)
        self.met: set[int] = set()
        self._settled: set[int] = set()
        self._cards: dict[tuple[str, str], int] = {}
        self.ids: dict[tuple[str, str], list[int]] = {}

    def assign(self, number: int, person: int, by: str) -> None:
        """Assign a record to a person."""
        mark = self.marks[number]
        self.found[number] = (person, by)
        if not mark.is_nameless:  # a card with their name may come
            self.met.add(person)
        self._settled.add(number)
        self._cards.setdefault(mark.card, person)
        if mark.source_id:
            self.ids.setdefault(mark.id, []).append(number)

    def unmatched(self) -> Iterator[tuple[int, Mark]]:
        """The records without a person so far."""
        return ((n, mark) for n, mark in enumerate(self.marks) if n not in self._settled)

    def seen_in_file(self, mark: Mark) -> tuple[int, str] | None:
        """The person of an earlier record of this file: the same card, or an id and a similar name.

        Some programs give one id to everybody, so that the id alone does not do.
        """
        if mark.card in self._cards:
            return self._cards[mark.card], "same card"
        for number in self.ids.get(mark.id, ()):
            if names_overlap(self.marks[number].names, mark.names):
                return self.found[number][0], "id"
        return None


def names_overlap(some: Iterable[str], others: Iterable[str]) -> bool:
    """Whether any two of the names are similar."""
    others = list(others)
    return any(is_similar_name(one, other) for one in some for other in others)


def is_similar_name(one: str, other: str) -> bool:
    """Whether the longer name has every word of the shorter, or they differ in one letter.

    A word may be an initial. Anne and Anne Baker, A. Baker and Dr. Anne Baker; but not Anne Baker
    and Bob Baker, who share their surname and maybe their telephone.
    """
    short, long = sorted((_words(one), _words(other)), key=len)
    rest = list(long)
    for word in short:
        same = next((w for w in rest if w == word), None) or next(
            (w for w in rest if 1 in {len(w), len(word)} and w[0] == word[0]), None
        )
        if same is None:
            return looks_like(one, other)
        rest.remove(same)
    return any(len(word) > 1 for word in short)


def _words(name: str) -> list[str]:
    return [word.strip(".,") for word in fold(name).split() if word.strip(".,")]


class LookAlikes:
    """Finds names that differ only in case, accents, word order or one letter.

    Two such names are the same once each has lost one letter, so that 10,000 names are compared
    by some 20 look-ups each instead of with one another. Nearly all of these spellings belong to
    one name alone, and to hold them takes 120 MB for 50,000 names. So only those are kept that may
    be asked for: of the names here what may be a new one's, of the new ones what comes again.
    They are recognised by marks in an array; two that share a mark are kept without need.

    Args:
        here: The names that are there already.
        new: All the names that will be looked for and added, in any order.
    """

    def __init__(self, here: Iterable[str], new: Sequence[str]) -> None:
        self._spelled: dict[int, str] = {}  # by hash: 50,000 names take 60 MB less
        self._again: set[int] = set()
        self._codes: dict[str, array[int]] = {}  # of the new names, until they are added
        letters = sum(map(len, new)) + len(new)
        mask = (1 << max((MARKS * letters).bit_length(), MARKS_LEAST)) - 1
        marks = bytearray(mask + 1)
        for name in new:
            codes = self._codes[name] = array("q", _codes(name))
            for code in set(codes):
                if marks[code & mask]:
                    self._again.add(code)
                marks[code & mask] = 1
        for name in here:
            for code in _codes(name):
                if marks[code & mask]:
                    self._spelled.setdefault(code, name)

    def __len__(self) -> int:
        """How many spellings are held."""
        return len(self._spelled)

    def add(self, name: str) -> None:
        """Add a new name."""
        codes = self._codes.pop(name, None) or _codes(name)
        for code in self._again.intersection(codes):
            self._spelled.setdefault(code, name)

    def find(self, name: str) -> str | None:
        """Find a name that looks like this one."""
        codes = self._codes.get(name) or _codes(name)
        if self._spelled.keys().isdisjoint(codes):
            return None
        for code in codes:
            other = self._spelled.get(code)
            if other is not None and looks_like(name, other):
                return other
        return None


class PossibleDuplicates:
    """Finds people that a new person may be a duplicate of.

    Args:
        index: Of the people here.
        new: The names of all who are new.
    """

    def __init__(self, index: Index, new: Sequence[str]) -> None:
        self.index = index
        self._new = new
        self._named: dict[str, str] = {}  # the handle of one person of each name

    @cached_property
    def _look_alikes(self) -> LookAlikes:
        """The names that may look alike, loaded only if somebody is new."""
        for person, own_names in self.index.names.items():
            self._named.setdefault(own_names[0], self.index.handles[person])
        return LookAlikes([own_names[0] for own_names in self.index.names.values()], self._new)

    def add(self, name: str, handle: str) -> None:
        """Add a new person's name."""
        self._look_alikes.add(name)
        self._named.setdefault(name, handle)

    def describe(self, mark: Mark) -> str:
        """Describe who looks like a new person or has the same address; "" for nobody."""
        other = self._look_alikes.find(mark.names[0])
        if other is not None:
            return f"looks like {self._named[other]}"
        for way in mark.reach:
            for person in self.index.reach.get(way, ()):
                return f"has the same {way[0]} as {self.index.handles[person]}"
        return ""


def _codes(name: str) -> list[int]:
    """The hashes of a name's spellings: as a whole, and without each of its letters."""
    whole = " ".join(sorted(fold(name).split()))
    return [hash(whole), *[hash(whole[:i] + whole[i + 1 :]) for i in range(len(whole))]]


def hashed(*parts: object) -> str:
    """SHA-256 in hex of several values."""
    return hash_of("\0".join(map(str, parts)))


def hash_of(text: str) -> str:
    """SHA-256 in hex of a text, the same as `hashed` of it alone."""
    return hashlib.sha256(text.encode()).hexdigest()
