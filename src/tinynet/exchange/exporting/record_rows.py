"""Everything in the database as the records that importers yield, for every export.

Beside each PersonRecord stands the handle; in the other records the people carry theirs as
`source_id`. What a vCard told that tinynet has no place for comes from the newest card that was
read of somebody, so that it can be written back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from tinynet.db import sql
from tinynet.db.database import Store
from tinynet.exchange import own_fields
from tinynet.exchange.exporting import rows as everything
from tinynet.exchange.exporting.card_spelling import Speller
from tinynet.exchange.importing import origin_rows
from tinynet.exchange.importing.conversion import record_from_json
from tinynet.exchange.record import (
    Contact,
    DateRecord,
    FavourRecord,
    InteractionRecord,
    NoteRecord,
    PersonRecord,
    PlaceRecord,
    RelationRecord,
    Someone,
)
from tinynet.people.rules.profile import BIRTHDAY, Profile

SOURCE = "tinynet"
CARD = "vcard"  # the source of the cards that hold what we have no place for


def people(store: Store) -> Iterator[tuple[str, PersonRecord]]:
    """Everybody with their handle, sorted by it, one at a time.

    `source_id` and `fingerprint` are those of the newest vCard read of them, or "". Notes are those
    without a "next time"; relations are listed with the person they were recorded for, by name.
    """
    return ((handle, record) for handle, record, _ in people_and_cards(store))


def people_and_cards(store: Store) -> Iterator[tuple[str, PersonRecord, PersonRecord | None]]:
    """Everybody as in `people`, one at a time, with the newest vCard read of them."""
    profiles = everything.profiles_in_order(store)
    away = everything.archived(store)
    cards = {who: record_from_json(text)[0] for who, text in everything.last_cards(store, CARD)}
    notes = notes_by_person(everything.notes(store))
    relations: dict[int, list[RelationRecord]] = {}
    for who, word, _, name in everything.relations(store):
        relations.setdefault(who, []).append(RelationRecord(word, name))
    names = {who: profile.name for who, profile in profiles.items()}
    for who in list(profiles):
        profile, card = profiles.pop(who), cards.pop(who, None)
        record = PersonRecord(
            **record_fields(profile, card, names),
            tags=profile.tags,
            notes=tuple(text for _, text in notes.pop(who, ())),
            relations=tuple(relations.pop(who, ())),
            archived=who in away,
        )
        yield profile.handle, record, card


def record_fields(
    profile: Profile, card: PersonRecord | None, names: Mapping[int, str]
) -> dict[str, Any]:
    """The fields of a record that come from a profile, and from the card where only it has them.

    Args:
        profile: Whose record it is.
        card: The newest vCard read of them.
        names: Everybody's name by their id.
    """
    ways: dict[str, list[Contact]] = {}
    for what, label, value in profile.details:
        ways.setdefault(what, []).append(Contact(label, value))
    own = {field["record"]: getattr(profile, field["name"]) or "" for field in own_fields.FIELDS}
    own |= {
        field["record"]: names.get(getattr(profile, field["name"]), "")
        for field in own_fields.FIELDS
        if field["shape"] == "person"
    }
    is_role = card is not None and not card.title and card.role == (profile.title or "")
    return {
        "source": SOURCE,
        "source_id": card.source_id if card else "",
        "fingerprint": card.fingerprint if card else "",
        "line": 0,
        "name": profile.name,
        "name_parts": card.name_parts if card and card.name == profile.name else (),
        "nicknames": profile.nicknames,
        **{way["record"]: tuple(ways.get(way["what"], ())) for way in own_fields.WAYS},
        "birthday": profile.birthday or "",
        "dates": tuple(
            DateRecord(what, on)
            for what, on in profile.anniversaries
            if (what, on) != (BIRTHDAY, profile.birthday)
        ),
        **own_fields.as_arguments(own),
        **({"title": ""} if is_role else {}),
        "role": card.role if card else "",
        "facts": profile.facts,
        "every": profile.every_days,
        "photo": card.photo if card else "",
        "extra": card.extra if card else (),
        "lines": card.lines if card else (),
    }


def interactions(store: Store) -> Iterator[InteractionRecord]:
    """What happened, oldest first; `source_id` is the interaction's number."""
    known = someones(store)
    yield from (interaction_record(row, known) for row in everything.interactions(store))


def interaction_record(row: Mapping[str, Any], known: Mapping[int, Someone]) -> InteractionRecord:
    """A row of `everything.interactions` as a record."""
    return InteractionRecord(
        source=SOURCE,
        source_id=str(row["id"]),
        fingerprint="",
        line=0,
        on=row["on"],
        kind=row["kind"],
        people=tuple(known[number] for number in row["people"]),
        minutes=row["minutes"],
        place=row["place"] or "",
        note=row["note"] or "",
        tags=tuple(row["tags"]),
        by=row["by"] or "",
        attempt=row["attempt"],
        deep=row["deep"],
    )


def notes(store: Store) -> Iterator[NoteRecord]:
    """Notes, oldest first; one about several people is one record. Then those about nobody."""
    known = someones(store)
    about: dict[tuple[str, str], list[Someone]] = {}
    for who, on, text in everything.notes(store):
        about.setdefault((on, text), []).append(known[who])
    for on, text in everything.remarks(store):
        about.setdefault((on, text), [])
    for number, ((on, text), whom) in enumerate(about.items(), 1):
        yield NoteRecord(SOURCE, str(number), "", 0, on, text, tuple(dict.fromkeys(whom)))


def favours(store: Store) -> Iterator[FavourRecord]:
    """Help given and received, oldest first."""
    known = someones(store)
    for number, who, on, way, text in everything.favours(store):
        yield FavourRecord(SOURCE, str(number), "", 0, on, way, text, known[who])


def places(store: Store) -> Iterator[PlaceRecord]:
    """Places with the other names they go by, sorted."""
    for name, others in everything.places(store).items():
        yield PlaceRecord(SOURCE, 0, name, tuple(others))


def someones(store: Store) -> dict[int, Someone]:
    """Everybody by their id, as others' records name them."""
    index = origin_rows.load_index(store)
    return {
        who: Someone(name=names[0], source_id=index.handles[who])
        for who, names in index.names.items()
    }


def notes_by_person(notes: Iterable[tuple[int, str, str]]) -> dict[int, list[tuple[str, str]]]:
    """The days and texts of notes by the person they are about."""
    found: dict[int, list[tuple[str, str]]] = {}
    for who, on, text in notes:
        found.setdefault(who, []).append((on, text))
    return found


def people_with_uids(store: Store) -> dict[str, PersonRecord]:
    """Everybody by their handle, with a UID: the one that their card came with, else their uid.

    What their card says is spelled as it is there.
    """
    uids = dict(store.rows(sql.uids))
    made: dict[str, PersonRecord] = {}
    taken: set[str] = set()
    cards: dict[str, PersonRecord] = {}
    for handle, record, card in people_and_cards(store):
        uid = record.source_id
        if not uid or uid in taken:
            uid = f"urn:uuid:{uids[handle]}"
        taken.add(uid)
        made[handle] = replace(record, source_id=uid)
        if card is not None:
            cards[handle] = replace(card, source_id=uid)
    speller = Speller(made.values())
    for handle, there in cards.items():
        made[handle] = speller.spelled(made[handle], there)
    return made
