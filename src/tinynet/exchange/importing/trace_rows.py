"""Read and write traces of imported interactions, notes and favours.

A trace keeps the source's own id and a fingerprint of what was written here for it. What is here
and still has that fingerprint was not edited, and may follow its source; what has another stays.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from tinynet.db import sql
from tinynet.db.store import Store, json_list
from tinynet.exchange.importing.matching import hash_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tinynet.db.sql import PutParticipantValues

TRACES = 100_000  # rows looked up by one query

Trace = tuple[int | None, str]  # an interaction's id, None where there is none, and a fingerprint


class Content(NamedTuple):
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
        on, kind, minutes, place, note, deep, by, attempt, people, tags = self
        return hash_of(  # of each by itself it takes a fifth longer
            f"{on}\0{kind}\0{minutes}\0{place}\0{note}\0{deep}\0{by}\0{attempt}\0{people}\0{tags}"
        )

    def is_more_than(self, other: Content) -> bool:
        """Whether a column that can be filled in is set here and missing in the other."""
        pairs = (
            (self.minutes, other.minutes), (self.place, other.place), (self.note, other.note),
            (self.by, other.by),
        )  # fmt: skip
        return any(mine is not None and theirs is None for mine, theirs in pairs)


def load_traces(store: Store, source: str, keys: Collection[str]) -> dict[str, Trace]:
    """Load the traces of a source, by key."""
    found: dict[str, Trace] = {}
    wanted = list(keys)
    for start in range(0, len(wanted), TRACES):
        listed = '","'.join(wanted[start : start + TRACES])  # hexadecimal, so nothing to escape
        for key, interaction, print_ in store.each(sql.traces, source=source, keys=f'["{listed}"]'):
            found[key] = interaction, print_
    return found


def put(store: Store, source: str, traces: Collection[tuple[str, int | None, str]]) -> None:
    """Add traces: key, interaction and fingerprint.

    Those of new contacts go with them; only with the others is each journalled by itself.
    """
    if any((interaction or 0) < store.first_new for _, interaction, _ in traces):
        store.journal("trace_I")
    store.put_rows(sql.put_trace, ((source, *trace) for trace in traces))


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


def fill_columns(store: Store, number: int, found: Content) -> None:
    """Fill in the empty columns of an interaction; call `interactions.recount` afterwards."""
    store.run(
        sql.fill_interaction,
        interaction=number,
        found_minutes=found.minutes,
        found_place=found.place,
        found_note=found.note,
        found_by=found.by,
    )


def replace_content(store: Store, number: int, kind_id: int, old: Content, new: Content) -> None:
    """Replace an interaction's content; call `interactions.recount` afterwards."""
    store.run(
        sql.replace_interaction,
        interaction=number,
        on=new.on,
        kind_id=kind_id,
        minutes=new.minutes,
        place=new.place,
        note=new.note,
        deep=new.deep,
        by=new.by,
        attempt=new.attempt,
    )
    if set(old.people) - set(new.people):
        store.run(sql.drop_participants, interaction=number, people=json_list(new.people))
    if come := set(new.people) - set(old.people):
        rows: list[PutParticipantValues] = [
            {"interaction_id": number, "person_id": person, "day": 0, "minutes": 0, "credit": None}
            for person in sorted(come)  # the recount corrects the rest
        ]
        store.journal("participant_I")
        store.run_many(sql.put_participant, rows)
    if old.tags != new.tags:
        store.run(sql.drop_interaction_tags, interaction=number)
        store.journal("interaction_tag_I")
        store.put_rows(sql.put_interaction_tag, ((number, name) for name in new.tags))
