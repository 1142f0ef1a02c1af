"""The doctor's checks of the rows: consistency, and possible duplicates."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from itertools import groupby

from tinynet.core import names
from tinynet.core.partial import month_day, say_partial
from tinynet.db import sql
from tinynet.db.store import Store
from tinynet.duplicates import suggest_rows
from tinynet.errors import BadValueError
from tinynet.output.page import count_of
from tinynet.people import profile_rows
from tinynet.safety import derived_rows
from tinynet.safety.rules.findings import BAD, NOTE, OK, REBUILD, RESTORE, WARN, Finding, list_names

PAIRS_SHOWN = 10

Check = Callable[[Store], Iterator[Finding]]


def contacts(store: Store) -> Iterator[Finding]:
    """Compare the copies in participant rows with what `core/strength.py` computes."""
    if wrong := derived_rows.miscounted(store):
        yield Finding(
            "contacts", BAD, f"{len(wrong):,} of the contacts count other than they should", REBUILD
        )
    else:
        yield Finding("contacts", OK, "every contact counts what it should")


def rules(store: Store) -> Iterator[Finding]:
    """Rows that break a rule of their table, such as a kind that takes 99,999 minutes."""
    broken = sorted(store.rows(sql.broken_rules), key=lambda row: (row[0], row[2], str(row[1])))
    for (table, rule), rows in groupby(broken, key=lambda row: (row[0], row[2])):
        which = list_names([str(key) for _, key, _ in rows])
        message = f"{table} {which} should not be so ({str(rule).replace('_', ' ')})"
        yield Finding("rules", BAD, message, RESTORE)


def anniversaries(store: Store) -> Iterator[Finding]:
    """The day of the year that is kept of an anniversary, against its date."""
    wrong = []
    for number, on, kept in store.rows(sql.kept_anniversaries):
        with suppress(BadValueError, ValueError):  # a date that does not exist is found by `dates`
            if month_day(on) != kept:
                wrong.append(str(number))
    if wrong:
        message = f"anniversary {list_names(wrong)} is kept under another day than its own"
        yield Finding("anniversaries", BAD, message, RESTORE)


def dates(store: Store) -> Iterator[Finding]:
    """Find days and partial dates that do not exist."""
    wrong = [f"{table} {number}" for table, number in store.rows(sql.odd_days)]
    for (day,) in store.rows(sql.partial_days):
        try:
            say_partial(day)
        except BadValueError:
            wrong.append(f'"{day}"')
    if wrong:
        yield Finding("dates", BAD, f"some days are in no calendar ({list_names(wrong)})", RESTORE)
    else:
        yield Finding("dates", OK, "every day is in the calendar")


def searches(store: Store) -> Iterator[Finding]:
    """Compare the search texts with the names."""
    if wrong := profile_rows.unsearchable(store):
        handles = [row[1] for row in store.each(sql.searched) if row[0] in wrong]
        yield Finding(
            "search", BAD, f"{list_names(handles)} cannot be found by every name they have", REBUILD
        )
    else:
        yield Finding("search", OK, "everybody is found by their names")


def ties(store: Store) -> Iterator[Finding]:
    """Compare the ties with rebuilt ones."""
    if wrong := derived_rows.stale_ties(store, derived_rows.stored_cadences(store)):
        message = f"the score of {list_names(wrong)} is not what the log says"
        yield Finding("ties", BAD, message, REBUILD)
    else:
        yield Finding("ties", OK, "every score is what a rebuild makes it")


def handles(store: Store) -> Iterator[Finding]:
    """Find invalid handles."""
    wrong = []
    for _, handle in store.each(sql.handles):
        try:
            is_right = names.check_handle(handle) == handle
        except BadValueError:
            is_right = False
        if not is_right:
            wrong.append(handle)
    if wrong:
        yield Finding(
            "handles", WARN, f"{list_names(sorted(wrong))} could not be given as a handle today",
            "Give another one: tinynet edit WHO --handle H",
        )  # fmt: skip


def orphans(store: Store) -> Iterator[Finding]:
    """Find interactions without participants."""
    if wrong := store.rows(sql.deserted):
        numbers = list_names([str(row[0]) for row in wrong])
        yield Finding(
            "orphans", WARN, f"{len(wrong):,} of the contacts are with nobody ({numbers})",
            f"Take them out: tinynet unlog {wrong[0][0]}",
        )  # fmt: skip


def history(store: Store) -> Iterator[Finding]:
    """How much can be undone, and whether the history is one that tinynet wrote."""
    for what, odd in (
        ("changes", store.rows(sql.odd_changes)),
        ("commands", store.rows(sql.odd_units)),
        ("commands", store.rows(sql.odd_ranges)),
    ):
        if odd:
            which = list_names([str(row[0]) for row in odd])
            message = f"the undo history was altered ({what} {which}), so undo may fail"
            yield Finding("undo", BAD, message, RESTORE)
            return
    units = store.value(sql.unit_count, undone=0) or 0
    yield Finding("undo", OK, f"{count_of(units, 'command')} can be undone")


def duplicates(store: Store, region: str = "") -> Iterator[Finding]:
    """Find possible duplicates, as `merge --suggest` lists them."""
    found = suggest_rows.suggestions(store, region)
    shown = {person for pair in found[:PAIRS_SHOWN] for person in (pair.one, pair.other)}
    handles = {person: handle for person, handle in store.each(sql.handles) if person in shown}
    if found:
        pairs = [
            " and ".join(sorted((handles[pair.one], handles[pair.other])))
            for pair in found[:PAIRS_SHOWN]
        ]
        names = list_names(pairs, PAIRS_SHOWN, total=len(found))
        yield Finding(
            "duplicates", NOTE, f"maybe the same person: {names}",
            "Look at them with tinynet merge --suggest",
        )  # fmt: skip


def checks(region: str) -> dict[str, Check]:
    """Every check of the contents by its name; the region is for `duplicates`."""
    return {
        "rules": rules, "dates": dates, "anniversaries": anniversaries,
        "contacts": contacts, "search": searches, "ties": ties,
        "handles": handles, "orphans": orphans, "undo": history,
        "duplicates": partial(duplicates, region=region),
    }  # fmt: skip
