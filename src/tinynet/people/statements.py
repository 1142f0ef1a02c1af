"""Statements about one person."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, and_, case, delete, distinct, func, insert, or_, select, update
from sqlalchemy.sql.expression import Executable

from tinynet.db.expressions import is_no_reference, of_people, of_person, put
from tinynet.db.formulas import T, number, param, word
from tinynet.db.schema import OWN
from tinynet.db.tables import NEW_UID

origin = T["origin"].c
person, participant, note = T["person"].c, T["participant"].c, T["note"].c
change = T["change"].c
fact, relation, nickname = T["fact"].c, T["relation"].c, T["nickname"].c


def whole_person() -> Select[Any]:
    """One person's row, and who they were met through."""
    via = T["person"].alias("via")
    columns = [c for c in person if c.name not in {"id", "search", "uid", "met_via", "counts_from"}]
    return (
        select(
            *columns,
            via.c.handle.label("met_via"),
            via.c.name.label("met_via_name"),
        )
        .select_from(T["person"].outerjoin(via, via.c.id == person.met_via))
        .where(person.id == param("who"))
    )


def relations_of() -> Select[Any]:
    """Relations of one person, recorded with them (`seen` 1) or with the other person (0)."""
    other = T["person"].alias("other")
    here = relation.person_id == param("who")
    other_side = case((here, relation.other_id), else_=relation.person_id)
    return (
        select(
            relation.id,
            relation.relation,
            here.label("seen"),
            other.c.handle,
            func.coalesce(other.c.name, relation.other_name).label("name"),
        )
        .select_from(T["relation"].outerjoin(other, other.c.id == other_side))
        .where(or_(here, relation.other_id == param("who")))
        .order_by(relation.id)
    )


def relations_between() -> Select[tuple[object, ...]]:
    """The relations between two people, from either side."""
    one, two = param("who"), param("other")
    return select(relation.id, relation.person_id, relation.relation).where(
        or_(
            and_(relation.person_id == one, relation.other_id == two),
            and_(relation.person_id == two, relation.other_id == one),
        )
    )


def references() -> Select[Any]:
    """Relations to somebody who is not here, and through whom that person was met."""
    return (
        select(
            relation.id, relation.person_id, relation.relation, relation.other_name, person.met_via
        )
        .join_from(T["relation"], T["person"], relation.person_id == person.id)
        .where(relation.other_name.is_not(None))
        .order_by(relation.id)
    )


def references_to() -> Select[Any]:
    """Those of `references` that may be to a name; of names in other scripts all."""
    return references().where(
        or_(
            relation.other_name.collate("NOCASE") == param("name"),
            relation.other_name.op("GLOB")(word("*[^ -~]*")),
            param("name").op("GLOB")(word("*[^ -~]*")),
        )
    )


def next_notes_of() -> Select[Any]:
    """Open next-time notes of one person, written on `until` or earlier."""
    return (
        select(note.id, person.handle, person.name, note.on, note.text)
        .join_from(T["note"], T["person"], note.person_id == person.id)
        .where(
            note.person_id == param("who"),
            note.next_time == number(1),
            note.done_on.is_(None),
            note.on <= param("until"),
        )
        .order_by(note.on, note.id)
    )


def going_with() -> Select[tuple[object, ...]]:
    """Counts of what is removed with a person: interactions, shared ones, notes, facts."""
    others = T["participant"].alias("others")
    mine = participant.person_id == param("who")
    shared = (
        select(func.count(distinct(participant.interaction_id)))
        .join(others, others.c.interaction_id == participant.interaction_id)
        .where(mine, others.c.person_id != participant.person_id)
    )
    return select(
        select(func.count()).select_from(T["participant"]).where(mine).scalar_subquery(),
        shared.scalar_subquery(),
        select(func.count(note.id)).where(note.person_id == param("who")).scalar_subquery(),
        select(func.count(fact.id)).where(fact.person_id == param("who")).scalar_subquery(),
    )


STATEMENTS: dict[str, Executable] = {
    "uid_of": select(person.uid).where(person.id == param("who")),
    "is_in_undo": select(func.count()).where(
        change.name == word("person"), func.instr(change.old, param("uid")) > number(0)
    ),
    "whole_person": whole_person(),
    "photo_of": select(func.json_extract(origin.record, word("$.photo")))
    .where(
        origin.person_id == param("who"),
        func.json_extract(origin.record, word("$.photo")).is_not(None),
    )
    .order_by(origin.id.desc())
    .limit(number(1)),
    "nicknames_of": of_person(T["nickname"], "name"),
    "details_of": of_person(T["detail"], "id", "what", "label", "value"),
    "tags_of": of_person(T["tag"], "name"),
    "facts_of": of_person(T["fact"], "id", "key", "value", "done_on"),
    "notes_of": of_person(T["note"], "id", "on", "text", "next_time", "done_on"),
    "dates_of": of_person(T["anniversary"], "what", "on"),
    "relations_of": relations_of(),
    "relations_between": relations_between(),
    "relations_to_names": select(relation.id, relation.other_name, relation.relation).where(
        relation.person_id == param("who"), relation.other_name.is_not(None)
    ),
    "references": references(),
    "references_to": references_to(),
    "set_other": update(T["relation"])
    .where(relation.id == param("relation"))
    .values(other_id=param("other"), other_name=None),
    "set_met_via": update(T["person"])
    .where(person.id == param("who"))
    .values(met_via=param("via")),
    "handles": select(person.id, person.handle),
    "all_nicknames": select(nickname.person_id, nickname.name).order_by(nickname.id),
    "facts_to_show": select(fact.person_id, fact.key, fact.value)
    .where(of_people(fact.person_id), fact.done_on.is_(None))
    .order_by(fact.id),
    "all_relations": select(  # except for those to the id of a card that is not here
        relation.person_id, relation.relation, relation.other_id, relation.other_name
    )
    .where(is_no_reference())
    .order_by(relation.id),
    "searched": select(person.id, person.handle, person.name, person.search).order_by(
        person.handle
    ),
    "near_names": select(person.handle, person.name).where(
        func.length(person.name).between(param("length") - number(1), param("length") + number(1)),
        or_(
            func.instr(person.search, param("first")) > number(0),
            func.instr(person.search, param("last")) > number(0),
        ),
    ),
    "going_with": going_with(),
    "values_of_fact": select(fact.id, fact.value, fact.done_on)
    .where(fact.person_id == param("who"), fact.key == param("key"))
    .order_by(fact.id),
    "fact": select(fact.id, fact.key, fact.value, fact.done_on).where(
        fact.person_id == param("who"), fact.id == param("fact")
    ),
    "note": select(note.id, note.on, note.text, note.next_time, note.done_on).where(
        note.person_id == param("who"), note.id == param("note")
    ),
    "put_person": put(
        "person", "handle", "name", "search", "added_on", "counts_from", optional=OWN[2:]
    ),
    "new_uid": select(NEW_UID.label("uid")),
    "put_detail": put("detail", "person_id", "what", "label", "value", "key"),
    "put_tag": put("tag", "person_id", "name").prefix_with("OR IGNORE"),
    "put_note": put("note", "person_id", "on", "text", "next_time"),
    "put_anniversary": put("anniversary", "person_id", "what", "on", "month_day"),
    "put_fact": insert(T["fact"]).values(
        {name: param(name) for name in ("person_id", "key", "value")}
    ),
    "put_relation": insert(T["relation"]).values(
        {name: param(name) for name in ("person_id", "relation", "other_id", "other_name")}
    ),
    "set_fact_done": update(T["fact"])
    .where(fact.id == param("fact"))
    .values(done_on=param("value")),
    "set_note": update(T["note"]).where(note.id == param("note")).values(text=param("text")),
    "drop_fact_by_id": delete(T["fact"]).where(fact.id == param("fact")),
    "drop_note": delete(T["note"]).where(note.id == param("note")),
    "set_fact": update(T["fact"]).where(fact.id == param("fact")).values(value=param("value")),
    "waiting_notes": next_notes_of(),
    "set_note_done": update(T["note"])
    .where(note.id == param("note"))
    .values(done_on=param("value")),
}
