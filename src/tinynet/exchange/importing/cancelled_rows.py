"""Take back the contacts of meetings that were called off after they were imported.

What was edited here since stays, as does what another source tells of, too.
"""

from __future__ import annotations

from collections.abc import Sequence

from tinynet.db import sql
from tinynet.db.store import Store
from tinynet.exchange.importing import trace_rows
from tinynet.exchange.importing.matching import hashed
from tinynet.exchange.importing.plan import ImportPlan
from tinynet.exchange.record import CancelledRecord
from tinynet.people.removal_rows import remove_interaction

SHOWN = 5  # cancelled meetings that were never logged and are named; the others are counted


def take_back(store: Store, plan: ImportPlan, records: Sequence[CancelledRecord]) -> None:
    """Take back what was logged of cancelled meetings.

    Args:
        store: In a unit.
        plan: Where to say what was done.
        records: All of the file, of one source.
    """
    source = records[0].source
    keys = {record: [hashed(name) for name in record.source_ids] for record in records}
    known = trace_rows.load_traces(store, source, [key for some in keys.values() for key in some])
    never = []
    for record, names in keys.items():
        logged = [
            (key, number, fingerprint)
            for key in names
            for number, fingerprint in [known.pop(key, (None, ""))]
            if number is not None
        ]
        if not logged:
            never.append(record)
        for key, number, fingerprint in logged:
            (here,) = trace_rows.load_contents(store, [number]).values()
            others = store.rows(sql.traces_of, interaction=number)
            if here.fingerprint != fingerprint or len(others) > 1:
                plan.contacts["left"] += 1
                why = "its contact stays, since it was edited here or is known from elsewhere, too"
            else:
                store.run(sql.drop_trace, source=source, key=key)
                remove_interaction(store, number)
                plan.contacts["taken_back"] += 1
                why = "its contact is taken back"
            plan.warn([f"line {record.line}: {record.text}, and {why}"])
    plan.warn(f"line {one.line}: {one.text}, and is not logged" for one in never[:SHOWN])
    if len(never) > SHOWN:
        more = len(never) - SHOWN
        plan.warn([f"line 1: {more} more meetings were cancelled, and are not logged"])
