"""Import notes, favours and places."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tinynet.db import sql
from tinynet.db.store import Store
from tinynet.exchange.importing import trace_rows
from tinynet.exchange.importing.conversion import pieces, text_of
from tinynet.exchange.importing.matching import hashed
from tinynet.exchange.importing.plan import ImportPlan
from tinynet.exchange.importing.strangers import NamedPeople, people_of
from tinynet.exchange.importing.text_rows import NOBODY, Line, Texts, put_places
from tinynet.exchange.record import FavourRecord, InteractionRecord, NoteRecord, PlaceRecord

Text = NoteRecord | FavourRecord


def put_texts(plan: ImportPlan, store: Store, records: Sequence[Text], who: NamedPeople) -> None:
    """Write the notes and favours that are new or have changed at their source.

    What was taken out here stays out, and what was edited here stays as it is. Whoever was taken
    out and is new again comes with the notes about them.
    """
    texts, source = Texts(store), records[0].source
    keyed = {hashed(type(record).__name__, record.source_id): record for record in records}
    known = trace_rows.load_traces(store, source, keyed)
    fresh: list[tuple[str, int | None, str]] = []
    for key, record in keyed.items():
        people = who.ids(record)
        if not people and people_of(record):
            continue  # the plan says why there is nobody of that name
        counts = plan.favours if isinstance(record, FavourRecord) else plan.notes
        lines = lines_of(record)
        fingerprint = hashed(*lines[0]) if len(lines) == 1 else record.fingerprint
        was = known[key][1] if key in known else ""
        done = set()
        for person in people or [NOBODY]:
            if not was or person in who.created:
                done.add("new" if texts.put(person, lines) else "unchanged")
            elif was != fingerprint and len(lines) == 1 and texts.replace(person, was, lines[0]):
                done.add("changed")
        counts[next((what for what in ("new", "changed") if what in done), "unchanged")] += 1
        if not was:
            fresh.append((key, None, fingerprint))
            plan.warn(record.warnings)
        elif "changed" in done:
            store.run(sql.set_trace, source=source, key=key, fingerprint=fingerprint)
    texts.write()
    trace_rows.put(store, source, fresh)


def lines_of(record: Text) -> list[Line]:
    """A note split into pieces that fit, or a favour."""
    if isinstance(record, FavourRecord):
        return [(record.on, record.way, text_of(record.text) or "")]
    return [(record.on, "", piece) for piece in pieces(record.text)]


def as_note(record: InteractionRecord) -> NoteRecord:
    """A diary's activity that names nobody, as a note about nobody in particular."""
    return NoteRecord(
        record.source, record.source_id, record.fingerprint, record.line, record.on, record.note,
        warnings=record.warnings,
    )  # fmt: skip


def put_all_places(plan: ImportPlan, store: Store, records: Iterable[PlaceRecord]) -> None:
    """Write the places, and their other names, that are not known yet."""
    names = [(record.name, record.other_names) for record in records]
    for fresh in put_places(store, names):
        plan.places["new" if fresh else "unchanged"] += 1
