"""From an importer's record to what is kept of it: marks, a profile, notes, relations, JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, fields
from typing import Any

from tinynet.core import names
from tinynet.core.matching import Mark
from tinynet.core.names import fold
from tinynet.core.relations import check_relation
from tinynet.errors import BadValueError
from tinynet.formats.record import Contact, DateRecord, PersonRecord, RelationRecord
from tinynet.store.people import detail_key
from tinynet.store.profiles import BIRTHDAY, Profile
from tinynet.store.tables import TEXT_MAX

HANDLE = "handle-to-come"  # of a profile that nobody has yet
TAG_MAX = 60
NO_TAGS = frozenset({"mycontacts", "starred", "starred-in-android"})  # Google's own groups
# What the standard and the phones call it, and what tinynet does.
RELATIONS = {
    "acquaintance": "knows", "co-resident": "housemate", "co-worker": "colleague",
    "contact": "knows", "kin": "relative", "related": "knows",
}  # fmt: skip
MYSELF = "me"
URI = ("urn:", "mailto:", "tel:", "http:", "https:")


def mark_of(record: PersonRecord) -> Mark:
    """What a record can be recognised by."""
    ways = [("email", way) for way in record.emails] + [("phone", way) for way in record.phones]
    keys = [(what, detail_key(what, way.value)) for what, way in ways]
    return Mark(
        record.source,
        record.source_id,
        record.fingerprint,
        (record.name, *record.nicknames),
        tuple(key for key in keys if key[1]),
    )


def profile_of(record: PersonRecord) -> Profile:
    """The profile that a record tells of; its handle is still to come."""
    ways = (
        ("email", record.emails), ("phone", record.phones), ("url", record.urls),
        ("address", record.addresses), ("im", record.ims),
    )  # fmt: skip
    details: dict[tuple[str, str], tuple[str, str, str]] = {}
    for what, several in ways:
        for way in several:  # of two spellings of one number the first is kept
            key = what, detail_key(what, way.value)
            details.setdefault(key, (what, way.kind_label, way.value))
    dates = [(BIRTHDAY, record.birthday)] if record.birthday else []
    dates += [(fold(date.what) or "date", date.on) for date in record.dates]
    nicknames: dict[str, str] = {}
    for name in filter(None, map(_name, record.nicknames)):
        nicknames.setdefault(fold(name), name)
    return Profile(
        handle=HANDLE,
        name=record.name,
        organisation=record.organisation or None,
        title=record.title or record.role or None,
        nicknames=tuple(nicknames.values()),
        details=tuple(details.values()),
        tags=tuple(dict.fromkeys(filter(None, map(tag_of, record.tags)))),
        anniversaries=tuple(dict.fromkeys(dates)),
    )


def _name(typed: str) -> str:
    """A name as it is stored; "" where it cannot be one."""
    try:
        return names.check_name(typed)
    except BadValueError:
        return ""


def tag_of(category: str) -> str:
    """A category as a tag: one folded word; "" for Google's groups of everybody."""
    text = fold(category).replace(",", " ").lstrip("*@# ")
    word = "-".join("".join(c for c in text if c.isprintable()).split())
    return "" if word in NO_TAGS else word[:TAG_MAX]


def notes_of(record: PersonRecord) -> tuple[str, ...]:
    """Its notes, a long one in pieces that fit."""
    return tuple(
        note[start : start + TEXT_MAX]
        for note in record.notes
        for start in range(0, len(note), TEXT_MAX)
        if note.strip()
    )


def relations_of(record: PersonRecord) -> tuple[tuple[str, str], ...]:
    """Who is what to them, as (relation, name or id), in tinynet's words."""
    found: dict[tuple[str, str], None] = {}
    for relation in record.relations:
        word = fold(relation.relation)
        try:
            word = RELATIONS.get(word) or check_relation(word[: names.NAME_MAX])
        except BadValueError:
            word = RELATIONS["related"]
        name = relation.name if relation.name.startswith(URI) else _name(relation.name)
        if name and word != MYSELF:
            found[word, name] = None
    return tuple(found)


def kept(record: PersonRecord, file: str) -> str:
    """A record and the name of its file as JSON, without what is empty."""
    told = {f.name: getattr(record, f.name) for f in fields(record) if f.name != "warnings"}
    filled = {name: value for name, value in told.items() if value}
    return json.dumps({"file": file, **filled}, ensure_ascii=False, default=asdict)


def restored(text: str) -> tuple[PersonRecord, str]:
    """A record as it was kept, and the name of its file."""
    told: dict[str, Any] = json.loads(text)
    file = told.pop("file", "")
    several: Iterable[tuple[str, type[Any]]] = (
        *((name, Contact) for name in ("emails", "phones", "urls", "ims", "addresses")),
        ("dates", DateRecord),
        ("relations", RelationRecord),
    )
    for name, kind in several:
        told[name] = [kind(**value) for value in told.get(name, ())]
    told = {name: tuple(v) if isinstance(v, list) else v for name, v in told.items()}
    places = {f.name for f in fields(PersonRecord)}
    known = {name: value for name, value in told.items() if name in places}
    return PersonRecord(**{"source_id": "", **known}), file
