"""Read and write traces of imported interactions, notes and favours.

A trace keeps the source's own id and a fingerprint of what was written here for it. What is here
and still has that fingerprint was not edited, and may follow its source; what has another stays.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import delete, insert, update
from sqlmodel import Session, col

from tinynet.contacts import rows as interactions
from tinynet.db import sql
from tinynet.db.database import Store, json_list
from tinynet.db.tables import Interaction, InteractionTag, Participant
from tinynet.exchange.importing.matching import hashed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tinynet.db.sql import PutInteractionTagValues, PutTraceValues

TRACES = 100_000  # rows looked up by one query

Trace = tuple[int | None, str]  # an interaction's id, None where there is none, and a fingerprint


@dataclass(frozen=True, slots=True)
class Content:
    """An interaction's content: its columns, the ids of its people, its tags."""

    on: str
    kind: str
    minutes: int | None
    place: str | None
    note: str | None
    deep: bool
    by: str | None
    attempt: bool
    people: tuple[int, ...]
    tags: tuple[str, ...]

    @property
    def fingerprint(self) -> str:
        """SHA-256 in hex."""
        return hashed(
            self.on, self.kind, self.minutes, self.place, self.note, self.deep, self.by,
            self.attempt, self.people, self.tags,
        )  # fmt: skip

    def missing_in(self, other: Content) -> dict[str, str | int]:
        """The columns that are set here and missing in the other."""
        told = {"minutes": self.minutes, "place": self.place, "note": self.note, "by": self.by}
        return {
            name: value
            for name, value in told.items()
            if value is not None and getattr(other, name) is None
        }


def load_traces(store: Store, source: str, keys: Collection[str]) -> dict[str, Trace]:
    """Load the traces of a source, by key."""
    found: dict[str, Trace] = {}
    wanted = list(keys)
    for start in range(0, len(wanted), TRACES):
        listed = '","'.join(wanted[start : start + TRACES])  # hexadecimal, so nothing to escape
        for key, interaction, print_ in store.each(sql.traces, source=source, keys=f'["{listed}"]'):
            found[key] = interaction, print_
    return found


def put(store: Store, source: str, traces: Iterable[tuple[str, int | None, str]]) -> None:
    """Add traces: key, interaction and fingerprint."""
    rows: Iterable[PutTraceValues] = (
        {"source": source, "key": key, "interaction_id": number, "fingerprint": fingerprint}
        for key, number, fingerprint in traces
    )
    store.run_many(sql.put_trace, rows)


def set_fingerprint(store: Store, source: str, key: str, fingerprint: str) -> None:
    """Set the fingerprint of a trace."""
    store.run(sql.set_trace, source=source, key=key, fingerprint=fingerprint)


def put_tags(store: Store, tags: Iterable[tuple[int, str]]) -> None:
    """Add tags of interactions."""
    rows: Iterable[PutInteractionTagValues] = (
        {"interaction_id": number, "name": name} for number, name in tags
    )
    store.run_many(sql.put_interaction_tag, rows)


def load_contents(store: Store, numbers: Collection[int]) -> dict[int, Content]:
    """Load the contents of interactions, by id."""
    found = {}
    for row in store.each(sql.contents, interactions=json_list(list(numbers))):
        number, on, kind, minutes, place, note, deep, by, attempt, people, tags = row
        found[number] = Content(
            on, kind, minutes, place, note, bool(deep), by, bool(attempt),
            tuple(sorted(map(int, people.split(",")))) if people else (),
            tuple(sorted(tags.split(","))) if tags else (),
        )  # fmt: skip
    return found


def set_columns(session: Session, number: int, columns: dict[str, str | int]) -> None:
    """Set columns of an interaction; call `recount` afterwards."""
    if columns:
        session.connection().execute(
            update(Interaction).where(col(Interaction.id) == number).values(**columns)
        )


def replace_content(
    session: Session, number: int, kind_id: int, old: Content, new: Content
) -> None:
    """Replace an interaction's content; call `recount` afterwards.

    Args:
        session: In a unit.
        number: The interaction's id.
        kind_id: The new content's kind.
        old: What is kept of it.
        new: What is to be kept.
    """
    execute = session.connection().execute
    names = ("on", "minutes", "place", "note", "deep", "by", "attempt")
    set_columns(
        session, number, {"kind_id": kind_id} | {name: getattr(new, name) for name in names}
    )
    here, tags = col(Participant.interaction_id) == number, InteractionTag.interaction_id
    if gone := set(old.people) - set(new.people):
        execute(delete(Participant).where(here, col(Participant.person_id).in_(gone)))
    if come := set(new.people) - set(old.people):
        row = {"interaction_id": number, "day": 0, "minutes": 0}  # as the recount corrects
        execute(insert(Participant), [{**row, "person_id": person} for person in sorted(come)])
    if old.tags != new.tags:
        execute(delete(InteractionTag).where(col(tags) == number))
        rows = [{"interaction_id": number, "name": name} for name in new.tags]
        if rows:
            execute(insert(InteractionTag), rows)


def recount(store: Store, session: Session, numbers: Sequence[int]) -> None:
    """Bring the copies in participants up to date after `set_columns` and `replace_content`."""
    session.expire_all()
    interactions.recount(store, numbers)
