"""Convert an importer's record to what is stored: marks, a profile, notes, relations, JSON."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import fields
from functools import lru_cache
from json.encoder import encode_basestring as _text
from operator import attrgetter
from typing import Any

from tinynet.core import names, uids
from tinynet.core.cadence import CIRCLES, EVERY_MAX
from tinynet.core.details import detail_key, dialled
from tinynet.core.names import TEXT_MAX, fold
from tinynet.core.relations import REFERRED_BY, check_relation, is_id
from tinynet.errors import BadValueError
from tinynet.exchange.importing.matching import Mark, hashed
from tinynet.exchange.own_fields import FIELDS, PARTS, WAYS, value_of
from tinynet.exchange.record import (
    Contact,
    DateRecord,
    KnownRecord,
    PersonRecord,
    RelationRecord,
    Someone,
)
from tinynet.people.rules.profile import BIRTHDAY, Profile

PASSING = {"warnings", "ours", "unsaid"}  # of a record, not kept
STORED = tuple(field.name for field in fields(PersonRecord) if field.name not in PASSING)
_stored_values = attrgetter(*STORED)
HANDLE = "handle-to-come"  # of a profile that nobody has yet
TAG_MAX = 60  # characters of a tag, or of the key of a fact
# Groups that programs put everybody into, as `tag_of` has them.
NO_TAGS = frozenset({
    "mycontacts", "my-contacts", "contacts", "all-contacts", "allcontacts",
    "other-contacts", "othercontacts", "suggested-contacts", "frequently-contacted",
    "starred", "starred-in-android", "unfiled", "uncategorized", "uncategorised",
    "no-group", "ungrouped", "address-book", "personal-address-book",
    "collected-addresses", "phone-contacts", "meine-kontakte", "alle-kontakte", "kontakte",
    "andere-kontakte", "mes-contacts", "tous-les-contacts", "autres-contacts", "mis-contactos",
    "todos-los-contactos", "contactos", "otros-contactos", "meus-contatos", "todos-os-contatos",
    "contatos", "i-miei-contatti", "miei-contatti", "tutti-i-contatti", "contatti",
    "mijn-contacten", "alle-contacten", "contacten", "mina-kontakter", "alla-kontakter",
    "mine-kontakter", "alle-kontakter", "moje-kontakty", "wszystkie-kontakty", "kontakty",
    "контакты", "мои-контакты",
})  # fmt: skip
# And those of an import: "Imported on 3/14", "Importiert am 14.03.".
IMPORTED = (
    "imported-on-", "imported-from-", "imported-0", "imported-1", "imported-2", "imported-3",
    "importiert-am-", "importiert-aus-", "importe-le-", "importes-le-", "importee-le-",
    "importado-el-", "importados-el-", "importado-em-", "importati-il-", "importato-il-",
    "geimporteerd-op-", "importerad-", "importerade-", "system-group:-",
)  # fmt: skip
# What the standard and the phones call it, and what tinynet does.
RELATIONS = {
    "acquaintance": "knows", "co-resident": "housemate", "co-worker": "colleague",
    "contact": "knows", "kin": "relative", "related": "knows",
}  # fmt: skip
MYSELF = "me"
OUR_CARDS = "vcard"  # the source whose ids may be uids of ours


def mark_of(record: PersonRecord) -> Mark:
    """What a record is recognised by."""
    ways = [("email", way) for way in record.emails] + [("phone", way) for way in record.phones]
    keys = [(what, dialled(what, way.value)) for what, way in ways]
    return Mark(
        record.source,
        record.source_id,
        record.fingerprint,
        (record.name, *record.nicknames),
        tuple(key for key in keys if key[1]),
        uid_in(record),
        is_nameless(record),
    )


def is_nameless(record: PersonRecord) -> bool:
    """Whether somebody is called by an address or a number, for want of a name."""
    return any(way.value == record.name for way in (*record.emails, *record.phones))


def uid_in(record: PersonRecord) -> str:
    """The UID that is a card's id, as tinynet writes its own; "" where it is not one."""
    return uids.in_card(record.source_id) if record.source == OUR_CARDS else ""


def person_of(source: str, someone: Someone, line: int) -> PersonRecord:
    """A record of a person known only by the name or address in a conversation or diary.

    Raises:
        BadValueError: There is nothing in it that could be a name.
    """
    parts = (source, someone.source_id, fold(someone.name), someone.email, someone.phone)
    return PersonRecord(
        source=source,
        source_id=someone.source_id,
        fingerprint=hashed(*parts),
        line=line,
        name=names.check_name(someone.name or someone.email or someone.phone),
        emails=(Contact("", someone.email),) if someone.email else (),
        phones=(Contact("", someone.phone),) if someone.phone else (),
    )


def profile_of(record: PersonRecord, met_via: int | None = None, handle: str = HANDLE) -> Profile:
    """The profile in a record.

    Args:
        record: As it was read.
        met_via: The id of the person whom it calls `met_via`.
        handle: Theirs, where they have one.
    """
    details: dict[tuple[str, str], tuple[str, str, str]] = {}
    for ways in WAYS:
        what = ways["what"]
        for way in getattr(record, ways["record"]):  # of two spellings the first is kept
            key = what, detail_key(what, way.value)
            details.setdefault(key, (what, way.kind_label, way.value))
    dates = [(BIRTHDAY, record.birthday)] if record.birthday else []
    dates += [(fold(date.what) or "date", date.on) for date in record.dates]
    nicknames: dict[str, str] = {}
    for name in filter(None, map(_name, record.nicknames)):
        nicknames.setdefault(fold(name), name)
    facts: dict[tuple[str, str], None] = {}
    for typed, value in record.facts:
        if (word := _fact_key(typed)) and (text := text_of(value)):
            facts[word, text] = None
    own: dict[str, Any] = {}
    for field in FIELDS:
        value = value_of(record, field)
        own[field["name"]] = None if value in ("", None) else KEPT[field["shape"]](value)
    own["met_via"] = met_via
    if record.role and not own["title"]:
        own["title"] = text_of(record.role)
    return Profile(
        handle=handle,
        name=record.name,
        **own,
        nicknames=tuple(nicknames.values()),
        details=tuple(details.values()),
        tags=tags_of(record),
        facts=tuple(facts),
        anniversaries=tuple(dict.fromkeys(dates)),
    )


def _name(typed: str) -> str:
    """A name as it is stored; "" if it is not valid."""
    try:
        return names.check_name(typed)
    except BadValueError:
        return ""


def _fact_key(typed: str) -> str:
    """The key of a fact as it is stored; "" if nothing is left."""
    key = "".join(letter for letter in fold(typed) if letter.isprintable())[:TAG_MAX].strip()
    return key if names.is_seen(key) else ""


def text_of(text: str) -> str | None:
    """A text as it can be stored: without NUL, which ends JSON in SQLite, and cut to TEXT_MAX."""
    kept = text.replace("\0", "").strip()[:TEXT_MAX]
    return kept if names.is_seen(kept) else None


# How a value of a record is kept, by the shape of its field; a person is somebody's id by then.
KEPT: dict[str, Callable[[Any], Any]] = {
    "circle": lambda circle: circle if circle in CIRCLES else None,
    "cadence": lambda days: None if days is None else min(max(days, 0), EVERY_MAX),
    "partial date": lambda on: on or None,
    "person": lambda _: None,
    "text": text_of,
}


def tags_of(record: PersonRecord) -> tuple[str, ...]:
    """A record's tags as they are stored, once each."""
    return tuple(dict.fromkeys(filter(None, map(tag_of, record.tags))))


@lru_cache(maxsize=1024)  # those of a diary's activities repeat
def stored_tags(tags: tuple[str, ...]) -> tuple[str, ...]:
    """Tags of an interaction as they are stored, once each and in order."""
    return tuple(sorted({tag for tag in map(tag_of, tags) if tag}))


@lru_cache(maxsize=4096)  # tags are there to be repeated
def tag_of(category: str) -> str:
    """A category as a tag, one folded word; "" for a group of all contacts or of an import."""
    text = fold(category).replace(",", " ").lstrip("*@# ")
    word = "-".join("".join(c for c in text if c.isprintable()).split())
    if word in NO_TAGS or not names.is_seen(word) or word.startswith(IMPORTED):
        return ""
    return word[:TAG_MAX]


def notes_of(record: PersonRecord) -> tuple[str, ...]:
    """A record's notes, long ones split."""
    return tuple(piece for note in record.notes for piece in pieces(note))


def pieces(note: str) -> list[str]:
    """Split a note into pieces of at most TEXT_MAX characters; none for an empty one."""
    if not note.strip():
        return []
    if len(note) <= TEXT_MAX:
        return [note]
    return [note[start : start + TEXT_MAX] for start in range(0, len(note), TEXT_MAX)]


def relations_of(record: PersonRecord) -> tuple[tuple[str, str], ...]:
    """A record's relations as (relation, name or id), in tinynet's words."""
    return _relations(record.relations) if record.relations else ()


@lru_cache(maxsize=16)  # one record is asked several times
def _relations(relations: tuple[RelationRecord, ...]) -> tuple[tuple[str, str], ...]:
    found: dict[tuple[str, str], None] = {}
    for relation in relations:
        word = fold(relation.relation)
        try:
            word = RELATIONS.get(word) or check_relation(word[: names.NAME_MAX])
        except BadValueError:
            word = RELATIONS["related"]
        name = relation.name if is_id(relation.name) else _name(relation.name)
        if name and len(name) <= names.NAME_MAX and word != MYSELF:
            found[word, name] = None
    return tuple(found)


def via_of(record: PersonRecord) -> str:
    """Through whom somebody was met: a name or an id; "" where that is not said."""
    if record.met_via or not record.relations:
        return record.met_via
    return next((name for word, name in relations_of(record) if word == REFERRED_BY), "")


def record_to_json(record: PersonRecord, file: str) -> str:
    """A record and the name of its file as JSON, without empty fields."""
    values = zip(STORED, _stored_values(record), strict=True)
    filled = [f'"{name}": {_encoded(value)}' for name, value in values if value]
    return f'{{"file": {_text(file)}, {", ".join(filled)}}}'


def _encoded(value: Any) -> str:
    """A value as `json.dumps` writes it, which takes twice as long for nearly all there are."""
    kind = type(value)
    if kind is str:
        return _text(value)
    if kind is tuple:
        return f"[{', '.join(map(_encoded, value))}]"
    if kind in _PAIRS:
        one, other = _VALUES[kind](value)
        return _PAIRS[kind] % (_text(one), _text(other))
    return str(value) if kind is int else json.dumps(value)


# The kinds of records that are a pair of texts: how they are written, and what gives the texts.
_NAMES = {
    kind: [field.name for field in fields(kind)] for kind in (Contact, DateRecord, RelationRecord)
}
_PAIRS = {kind: f'{{"{one}": %s, "{other}": %s}}' for kind, (one, other) in _NAMES.items()}
_VALUES = {kind: attrgetter(*names) for kind, names in _NAMES.items()}


def known_record(card: str, raw: str, line: int) -> KnownRecord:
    """A record for a card that was read before.

    Args:
        card: JSON of its id, fingerprint, name, nicknames, e-mail addresses and phone numbers.
        raw: SHA-256 in hex of its bytes.
        line: Where it begins.
    """
    source_id, fingerprint, name, nicknames, emails, phones = json.loads(card)
    return KnownRecord(
        "vcard",
        source_id or "",
        fingerprint,
        line,
        name,
        nicknames=tuple(nicknames or ()),
        emails=tuple(Contact(**way) for way in emails or ()),
        phones=tuple(Contact(**way) for way in phones or ()),
        raw=raw,
    )


def record_from_json(text: str) -> tuple[PersonRecord, str]:
    """Read a record stored as JSON, and the name of its file."""
    values: dict[str, Any] = json.loads(text)
    file = values.pop("file", "")
    for name, kind in PARTS.items():
        values[name] = [kind(**value) for value in values.get(name, ())]
    for name in ("facts", "more"):
        values[name] = [tuple(pair) for pair in values.get(name, ())]
    values = {name: tuple(v) if isinstance(v, list) else v for name, v in values.items()}
    places = {f.name for f in fields(PersonRecord)}
    known = {name: value for name, value in values.items() if name in places}
    return PersonRecord(**{"source_id": "", **known}), file
