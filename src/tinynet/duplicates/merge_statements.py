"""Statements that move everything about one person (`who`) to another (`into`)."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    CompoundSelect,
    Delete,
    Select,
    Update,
    and_,
    delete,
    func,
    or_,
    select,
    update,
)  # fmt: skip
from sqlalchemy.sql.expression import Executable

from tinynet.db.expressions import put
from tinynet.db.formulas import T, members, param, word
from tinynet.db.schema import tables

person, relation, origin = T["person"].c, T["relation"].c, T["origin"].c
introduction, dismissal = T["introduction"].c, T["dismissal"].c
WHO, INTO = param("who"), param("into")
ALIKE = {table["name"]: table["alike"] for table in tables() if table["merge"] == "moves"}
DAYS = next(tuple(table["merged"]) for table in tables() if table["name"] == "person")


def move(table: str, column: str = "person_id") -> Update:
    """Move one person's rows to another, except those the other has too."""
    owner = T[table].c[column]
    moved = update(T[table]).where(owner == WHO).values({column: INTO})
    if not ALIKE.get(table):
        return moved
    theirs = T[table].alias("theirs")
    same = (theirs.c[name].is_not_distinct_from(T[table].c[name]) for name in ALIKE[table])
    known = select(theirs.c[column]).where(theirs.c[column] == INTO, *same)
    return moved.where(~known.exists())


def within(one: Any, other: Any) -> Any:
    """The condition for rows between the two, from either side."""
    return and_(one.in_((WHO, INTO)), other.in_((WHO, INTO)))


def drop_between(table: str, one: Any, other: Any) -> Delete:
    """Delete the rows between the two."""
    return delete(T[table]).where(within(one, other))


def relations_to_move() -> Select[Any]:
    """The relations of `into` from either side, those to people in the list first."""
    return (
        select(
            relation.id,
            relation.person_id,
            relation.relation,
            relation.other_id,
            relation.other_name,
            person.name,
        )
        .outerjoin_from(T["relation"], T["person"], person.id == relation.other_id)
        .where(or_(relation.person_id == INTO, relation.other_id == INTO))
        .order_by(relation.other_id.is_(None), relation.id)
    )


def card_ids() -> CompoundSelect[Any]:
    """What identifies somebody in files: their uid, and the ids of their cards; each once."""
    card = func.replace(func.lower(origin.source_id), word("urn:uuid:"), word(""))
    return (
        select(person.uid)
        .where(person.id == WHO)
        .union(
            select(card).where(
                origin.person_id == WHO, origin.source == word("vcard"), card != word("")
            )
        )
    )


STATEMENTS: dict[str, Executable] = {
    **{f"move_{table}": move(table) for table in ALIKE},
    "card_ids": card_ids(),
    "keep_id": put("origin", "person_id", "source", "source_id", "fingerprint", "record"),
    "names_of": select(person.id, person.name).where(person.id.in_(members("people"))),
    "relations_within": select(relation.person_id, relation.relation, relation.other_id).where(
        within(relation.person_id, relation.other_id)
    ),
    "drop_relations_within": drop_between("relation", relation.person_id, relation.other_id),
    "move_relations_of": move("relation"),
    "move_relations_to": move("relation", "other_id"),
    "relations_to_move": relations_to_move(),
    "introductions_within": select(introduction.id).where(
        within(introduction.one_id, introduction.other_id)
    ),
    "drop_introductions_within": drop_between(
        "introduction", introduction.one_id, introduction.other_id
    ),
    "move_introductions_of": move("introduction", "one_id"),
    "move_introductions_to": move("introduction", "other_id"),
    "dismissals_of": select(dismissal.one_id, dismissal.other_id).where(
        or_(dismissal.one_id == WHO, dismissal.other_id == WHO)
    ),
    "move_met_via": update(T["person"])
    .where(person.met_via == WHO, person.id != INTO)
    .values(met_via=INTO),
    "merged_days": select(*(person[name] for name in DAYS)).where(person.id == WHO),
    "set_merged_days": update(T["person"])
    .where(person.id == INTO)
    .values({name: param(name) for name in DAYS}),
}
