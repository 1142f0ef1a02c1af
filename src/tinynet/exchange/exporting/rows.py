"""Everything there is, table by table, for whoever writes it into a file.

A query a table and none a person: 10,000 people with a million interactions stream in one walk.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlmodel import Session

from tinynet.db import sql
from tinynet.db.database import Store
from tinynet.db.formulas import T
from tinynet.people import profile_rows
from tinynet.people.rules.profile import Profile

person, note, relation, origin = (T[name].c for name in ("person", "note", "relation", "origin"))
interaction, kind, participant = (T[name].c for name in ("interaction", "kind", "participant"))
remark, place, favour, tag = (
    T[name].c for name in ("remark", "place", "favour", "interaction_tag")
)
SEPARATOR = ","  # between the tags of an interaction, which hold none


def profiles_in_order(store: Store) -> dict[int, Profile]:
    """Everybody's profile by their id, sorted by handle."""
    by_handle = sorted(store.rows(sql.handles), key=lambda row: row[1])
    ids = [number for number, _ in by_handle]
    found = profile_rows.load_many(store, ids)
    return {number: found[number] for number in ids}


def archived(opened: Session) -> set[int]:
    """The ids of the people who are put away."""
    rows = select(person.id).where(person.archived_on.is_not(None))
    return set(opened.connection().scalars(rows))


def notes(opened: Session, *, next_time: bool = False) -> Iterator[tuple[int, str, str]]:
    """The person, the day and the text of each note, oldest first.

    Args:
        opened: A session.
        next_time: Those that wait to be shown before you meet, instead of the others.
    """
    rows = (
        select(note.person_id, note.on, note.text)
        .where(note.next_time.is_(next_time), note.done_on.is_(None))
        .order_by(note.on, note.id)
    )
    yield from (tuple(row) for row in opened.connection().execute(rows))


def relations(opened: Session) -> Iterator[tuple[int, str, int | None, str]]:
    """The person, what somebody is to them, and who that is: an id where known, and the name."""
    other = T["person"].alias()
    rows = (
        select(
            relation.person_id,
            relation.relation,
            relation.other_id,
            func.coalesce(other.c.name, relation.other_name),
        )
        .select_from(T["relation"].outerjoin(other, other.c.id == relation.other_id))
        .order_by(relation.id)
    )
    yield from (tuple(row) for row in opened.connection().execute(rows))


def last_cards(opened: Session, source: str) -> Iterator[tuple[int, str]]:
    """The person and the record, as it was kept, of everybody's newest card from a source."""
    newest = select(func.max(origin.id)).where(origin.source == source).group_by(origin.person_id)
    rows = select(origin.person_id, origin.record).where(origin.id.in_(newest))
    yield from (tuple(row) for row in opened.connection().execute(rows))


def interactions(opened: Session, who: int | None = None) -> Iterator[dict[str, Any]]:
    """What happened, oldest first.

    Args:
        opened: A session.
        who: Only with the person of this id.

    Yields:
        The columns of the table with the kind's name as `kind`, the ids of those who were there as
        `people` and the words about it as `tags`; `minutes` is None where nothing was said.
    """
    rows = (
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
    if who is not None:
        with_them = select(participant.interaction_id).where(participant.person_id == who)
        rows = rows.where(interaction.id.in_(with_them))
    found = opened.connection().execute(rows)
    names = list(found.keys())
    for row in found:
        made = dict(zip(names, row, strict=True))
        people = (made["people"] or "").split(SEPARATOR)
        made["people"] = [int(number) for number in people if number]
        made["tags"] = made["tags"].split(SEPARATOR) if made["tags"] else []
        yield made


def _joined(column: Any, owner: Any) -> ColumnElement[Any]:
    """What hangs on an interaction in another table, as one text."""
    joined = select(func.group_concat(column, SEPARATOR)).where(owner == interaction.id)
    return joined.correlate(T["interaction"]).scalar_subquery()


def remarks(opened: Session) -> Iterator[tuple[str, str]]:
    """The day and the text of each note about nobody in particular, oldest first."""
    rows = select(remark.on, remark.text).order_by(remark.on, remark.id)
    yield from (tuple(row) for row in opened.connection().execute(rows))


def favours(opened: Session) -> Iterator[tuple[int, int, str, str, str]]:
    """The id, the person, the day, the way and the text of each favour, oldest first."""
    columns = favour.id, favour.person_id, favour.on, favour.way, favour.text
    rows = select(*columns).order_by(favour.on, favour.id)
    yield from (tuple(row) for row in opened.connection().execute(rows))


def places(opened: Session) -> dict[str, list[str]]:
    """Every place, sorted by name, and the other names that lead to it."""
    rows = opened.connection().execute(
        select(place.id, place.name, place.same_as).order_by(place.name)
    )
    found = {number: (name, same_as) for number, name, same_as in rows}
    known: dict[str, list[str]] = {name: [] for name, same_as in found.values() if not same_as}
    for number, (name, _) in found.items():
        seen = {number}
        other = found[number][1]
        while other is not None and other not in seen:  # another name of another name
            seen.add(other)
            known_as, other = found[other]
        if len(seen) > 1:
            known.setdefault(known_as, []).append(name)
    return known
