"""Where imported people came from, and by what the people here are recognised."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import func, insert, select, update
from sqlmodel import Session, SQLModel

from tinynet.db.tables import Origin
from tinynet.exchange.importing.matching import Index

PERSON, NICKNAME, DETAIL, ORIGIN = (
    SQLModel.metadata.tables[name].c for name in ("person", "nickname", "detail", "origin")
)


def load_index(session: Session) -> Index:
    """Everybody's marks of recognition."""
    index = Index()
    execute = session.connection().execute
    for person, handle, name in execute(select(PERSON.id, PERSON.handle, PERSON.name)):
        index.handles[person] = handle
        index.called[person] = (name,)
    for person, name in execute(select(NICKNAME.person_id, NICKNAME.name)):
        index.called[person] += (name,)
    reach = select(DETAIL.person_id, DETAIL.what, DETAIL.key).where(
        DETAIL.what.in_(("email", "phone")), DETAIL.key != ""
    )
    for person, what, key in execute(reach):
        index.reach.setdefault((what, key), set()).add(person)
    read = select(ORIGIN.person_id, ORIGIN.source, ORIGIN.source_id, ORIGIN.fingerprint)
    for person, source, source_id, fingerprint in execute(read):
        index.cards[source, fingerprint] = person
        if source_id:
            index.ids.setdefault((source, source_id), set()).add(person)
    return index


def next_person(session: Session) -> int:
    """The id that the next new person gets."""
    last: int | None = session.connection().execute(select(func.max(PERSON.id))).scalar()
    return (last or 0) + 1


def last_read(
    session: Session, person: int, source: str, source_id: str, current: Collection[str]
) -> list[tuple[int, str]]:
    """What was read about a person at a source and stands there no longer, the latest first.

    Args:
        session: In a unit.
        person: The person's id.
        source: The format.
        source_id: The source's own id; "" for the cards that have none.
        current: Fingerprints of the cards that are in the file now.

    Returns:
        The origins' ids and records.
    """
    found = session.connection().execute(
        select(ORIGIN.id, ORIGIN.record, ORIGIN.fingerprint)
        .where(ORIGIN.person_id == person, ORIGIN.source == source, ORIGIN.source_id == source_id)
        .order_by(ORIGIN.id.desc())
    )
    return [(origin, record) for origin, record, print_ in found if print_ not in current]


def put_origins(session: Session, rows: list[dict[str, Any]]) -> None:
    """Keep what was read; the rows have the columns of Origin but its id."""
    if rows:
        session.connection().execute(insert(Origin), rows)


def replace_origin(session: Session, origin: int, fingerprint: str, record: str) -> None:
    """Keep what was read in the place of what was read there before."""
    session.connection().execute(
        update(Origin).where(ORIGIN.id == origin).values(
            fingerprint=fingerprint, record=record
        )
    )  # fmt: skip


def replace_card(session: Session, was: str, row: dict[str, Any]) -> None:
    """Keep what was written in the place of what was read, which had the fingerprint `was`.

    Args:
        session: In a unit.
        was: The old fingerprint.
        row: The columns of Origin but its id.
    """
    session.connection().execute(
        update(Origin)
        .where(
            ORIGIN.person_id == row["person_id"],
            ORIGIN.source == row["source"],
            ORIGIN.fingerprint == was,
        )
        .values(row)
    )
