"""Statements of exports."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.sql.expression import Executable

from tinynet.db.expressions import unindexed
from tinynet.db.formulas import T, members, param, word

person, note, relation, origin = (T[name].c for name in ("person", "note", "relation", "origin"))
interaction, kind, participant = (T[name].c for name in ("interaction", "kind", "participant"))
remark, place, favour, tag = (
    T[name].c for name in ("remark", "place", "favour", "interaction_tag")
)


def relations() -> Select[Any]:
    """What somebody is to a person: by their id where they are in the list, and by their name."""
    other = T["person"].alias("other")
    name = func.coalesce(other.c.name, relation.other_name).label("name")
    return (
        select(relation.person_id, relation.relation, relation.other_id, name)
        .select_from(T["relation"].outerjoin(other, other.c.id == relation.other_id))
        .order_by(relation.id)
    )


def last_card(column: ColumnElement[Any], *only: ColumnElement[bool]) -> Select[Any]:
    """Something of the newest card of everybody from one source.

    It walks by person, also where few are asked for: all cards may be from the one source.
    """
    newest = (
        select(func.max(origin.id))
        .where(unindexed(origin.source) == param("source"), *only)
        .group_by(origin.person_id)
    )
    return select(origin.person_id, column).where(origin.id.in_(newest))


def notes() -> Select[Any]:
    """Notes that are not ticked off, oldest first: those for the next time, or the others."""
    return (
        select(note.person_id, note.on, note.text)
        .where(note.next_time == param("next_time"), note.done_on.is_(None))
        .order_by(note.on, note.id)
    )


def happened() -> Select[Any]:
    """Interactions, oldest first, with the ids of their people and their tags."""
    return (
        select(
            interaction.id,
            interaction.on,
            kind.name.label("kind"),
            _joined(participant.person_id, participant.interaction_id).label("people"),
            interaction.minutes,
            interaction.place,
            interaction.note,
            interaction.deep,
            interaction.by,
            interaction.attempt,
            interaction.occasion,
            _joined(tag.name, tag.interaction_id).label("tags"),
        )
        .join_from(T["interaction"], T["kind"], interaction.kind_id == kind.id)
        .order_by(interaction.on, interaction.id)
    )


def _joined(column: Any, owner: Any) -> ColumnElement[Any]:
    """The values of an interaction in a child table, joined into one text."""
    joined = select(func.group_concat(column, word(","))).where(owner == interaction.id)
    return joined.correlate(T["interaction"]).scalar_subquery()


STATEMENTS: dict[str, Executable] = {
    "archived_people": select(person.id).where(person.archived_on.is_not(None)),
    "people_by_handle": select(person.id, person.handle, person.name, person.uid).order_by(
        person.handle
    ),
    "named": select(person.id, person.name, person.archived_on).where(
        person.id.in_(members("people"))
    ),
    "notes_in_order": notes(),
    "notes_about": notes().where(note.person_id.in_(members("people"))),
    "relations_in_order": relations(),
    "relations_from": relations().where(relation.person_id.in_(members("people"))),
    "card_uids": last_card(func.json_extract(origin.record, word("$.source_id"))),
    "last_cards": last_card(origin.record, origin.person_id.in_(members("people"))),
    "all_happened": happened(),
    "happened_with": happened().where(
        interaction.id.in_(
            select(participant.interaction_id).where(participant.person_id == param("who"))
        )
    ),
    "remarks_in_order": select(remark.on, remark.text).order_by(remark.on, remark.id),
    "favours_in_order": select(
        favour.id, favour.person_id, favour.on, favour.way, favour.text
    ).order_by(favour.on, favour.id),
    "places_in_order": select(place.id, place.name, place.same_as).order_by(place.name),
}
