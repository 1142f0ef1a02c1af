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
from tinynet.db.store import Store, json_list
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
from tinynet.people import profile_rows
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
    for ids in everything.ids_in_order(store):
        yield from some_people_and_cards(store, ids)


def some_people_and_cards(
    store: Store, ids: list[int]
) -> Iterator[tuple[str, PersonRecord, PersonRecord | None]]:
    """The same of the people with these ids, in their order."""
    profiles = profile_rows.load_many(store, ids)
    cards = store.each(sql.last_cards, source=CARD, people=json_list(ids))
    card_of = {who: record_from_json(text)[0] for who, text in cards}
    notes = notes_by_person(everything.notes(store, ids))
    relations = relations_by_person(everything.relations(store, ids))
    met_via = filter(None, (profile.met_via for profile in profiles.values()))
    named = store.rows(sql.named, people=json_list([*{*ids, *met_via}]))
    names = {number: name for number, name, _ in named}
    away = {number for number, _, archived_on in named if archived_on is not None}
    for who in ids:
        profile, card = profiles[who], card_of.get(who)
        record = PersonRecord(
            **record_fields(profile, card, names),
            tags=profile.tags,
            notes=tuple(text for _, text in notes.get(who, ())),
            relations=tuple(relations.get(who, ())),
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
    for on, text in store.each(sql.remarks_in_order):
        about.setdefault((on, text), [])
    for number, ((on, text), whom) in enumerate(about.items(), 1):
        yield NoteRecord(SOURCE, str(number), "", 0, on, text, tuple(dict.fromkeys(whom)))


def favours(store: Store) -> Iterator[FavourRecord]:
    """Help given and received, oldest first."""
    known = someones(store)
    for number, who, on, way, text in store.each(sql.favours_in_order):
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


def relations_by_person(
    relations: Iterable[tuple[int, str, int | None, str]],
) -> dict[int, list[RelationRecord]]:
    """Relations by the person that they were recorded for."""
    found: dict[int, list[RelationRecord]] = {}
    for who, word, _, name in relations:
        found.setdefault(who, []).append(RelationRecord(word, name))
    return found


def people_with_uids(store: Store) -> Iterator[tuple[str, PersonRecord]]:
    """Everybody as in `people`, with a UID: the one that their card came with, else their uid.

    What their card says is spelled as it is there.
    """
    on_cards = {who: uid for who, uid in store.each(sql.card_uids, source=CARD) if uid}
    uids = distinct_uids(store, on_cards)
    speller = Speller(known_by_uid(store, uids)) if on_cards else Speller(())
    for handle, record, card in people_and_cards(store):
        made = replace(record, source_id=uids[handle])
        if card is not None:
            made = speller.spelled(made, replace(card, source_id=uids[handle]))
        yield handle, made


def distinct_uids(store: Store, on_cards: Mapping[int, str]) -> dict[str, str]:
    """The UID of everybody by their handle; that of their card unless somebody before has it."""
    made: dict[str, str] = {}
    taken: set[str] = set()
    for number, handle, _, own in store.each(sql.people_by_handle):
        uid = on_cards.get(number, "")
        made[handle] = f"urn:uuid:{own}" if not uid or uid in taken else uid
        if on_cards:
            taken.add(made[handle])
    return made


def known_by_uid(store: Store, uids: Mapping[str, str]) -> Iterator[PersonRecord]:
    """What cards call people by: everybody's UID, name and relations."""
    relations = relations_by_person(everything.relations(store))
    for number, handle, name, _ in store.each(sql.people_by_handle):
        own_relations = tuple(relations.get(number, ()))
        yield PersonRecord(SOURCE, uids[handle], "", 0, name, relations=own_relations)
