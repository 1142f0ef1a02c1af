"""Spell what we know of a person as their card does, where it means the same.

tinynet keeps "Book club" as `book-club`, an address on one line and a relation once. Where a card
says what is known here, its own words stay, so that only what has changed is written over them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, replace
from typing import Any

from tinynet.core.details import detail_key
from tinynet.core.names import fold
from tinynet.core.relations import REFERRED_BY, inverse, is_id
from tinynet.exchange.importing.conversion import notes_of, relations_of, tag_of
from tinynet.exchange.own_fields import WAYS
from tinynet.exchange.record import PersonRecord, RelationRecord
from tinynet.people.reference_rows import id_keys

Keys = Callable[[Any], tuple[Any, ...]]

_WAYS = {way["record"]: way["what"] for way in WAYS}
_THEIRS = ("source", "source_id", "fingerprint", "line", "photo", "extra", "warnings")
_OF_THE_READING = {"source", "fingerprint", "line", "lines", "ours", "raw", "warnings"}


class Speller:
    """Spells a person's values as another program's card does.

    Args:
        people: Everybody's record, with the UID that they have on cards.
    """

    def __init__(self, people: Iterable[PersonRecord]) -> None:
        records = list(people)
        self.name_of = {  # UIDs, however they are spelled, and whose they are
            key: record.name for record in records for key in id_keys(record.source_id)
        }
        self.seen: dict[str, set[tuple[str, str]]] = {}  # what others are to somebody, by name
        for record in records:
            for word, name in relations_of(record):
                relation = (inverse(word), fold(record.name))
                self.seen.setdefault(fold(self.named(name)), set()).add(relation)

    def spelled(self, mine: PersonRecord, there: PersonRecord) -> PersonRecord:
        """What is known here, in the words of a card where they mean it.

        Args:
            mine: As it is known here.
            there: The card; what tinynet does not change (the photo, what it has no place for)
                comes from it.
        """
        keys: Mapping[str, Keys] = {
            "nicknames": lambda name: (fold(name),),
            "dates": lambda day: ((fold(day.what) or "date", day.on),),
            "tags": lambda tag: tuple(filter(None, [tag_of(tag)])),
            "notes": lambda note: notes_of(replace(there, notes=(note,))),
            "facts": lambda fact: ((fold(fact[0]), fact[1]),),
            "relations": self.relation,
            **{field: self.way(what) for field, what in _WAYS.items()},
        }
        changes = {name: getattr(there, name) for name in _THEIRS}
        for name, key in keys.items():
            more = self.seen_of(mine) if name == "relations" else set()
            changes[name] = merged(getattr(there, name), getattr(mine, name), key, more)
        if mine.name == there.name:
            changes["name_parts"] = there.name_parts
        if (mine.title or mine.role) == (there.title or there.role):
            changes |= {"title": there.title, "role": there.role}
        return replace(mine, **changes)

    def seen_of(self, mine: PersonRecord) -> set[tuple[str, str]]:
        """What others are to somebody though it is not recorded with them."""
        via = {(REFERRED_BY, fold(mine.met_via))} if mine.met_via else set()
        return self.seen.get(fold(mine.name), set()) | via

    def relation(self, relation: RelationRecord) -> tuple[tuple[str, str], ...]:
        """What makes two relations the same; nothing where it is to nobody who is here."""
        nobody = PersonRecord("", "", "", 0, "-", relations=(relation,))
        known = [(word, self.named(name)) for word, name in relations_of(nobody)]
        return tuple((word, fold(name)) for word, name in known if not is_id(name))

    def named(self, name: str) -> str:
        """A name, also of whoever has the id that stands for one."""
        return self.name_of.get(name.lower(), name)

    @staticmethod
    def way(what: str) -> Keys:
        """What makes two ways to reach somebody the same."""
        return lambda contact: (detail_key(what, contact.value),)


def merged(
    theirs: tuple[Any, ...], mine: tuple[Any, ...], keys: Keys, more: set[Any]
) -> tuple[Any, ...]:
    """Their values that are so, in their order; then ours that they do not tell.

    Args:
        theirs: What the card says.
        mine: What is known here.
        keys: What a value means here; one that means nothing here stays.
        more: Other meanings that are so.
    """
    wanted = more.union(*map(keys, mine))
    kept = [value for value in theirs if wanted.issuperset(keys(value))]
    known = set[Any]().union(*map(keys, kept))
    return (*kept, *(value for value in mine if not known.issuperset(keys(value))))


def records_differ(one: PersonRecord, other: PersonRecord) -> bool:
    """Whether two records tell of a person differently."""
    names = [field.name for field in fields(one) if field.name not in _OF_THE_READING]
    return any(getattr(one, name) != getattr(other, name) for name in names)
