"""tinynet import json: read back what `tinynet export json` wrote."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import fields
from typing import Any

from tinynet.cli.env import Env
from tinynet.exchange.document import format as tinynet_json
from tinynet.exchange.document.add_rows import Adding
from tinynet.exchange.document.fields import NoRecordError
from tinynet.exchange.document.format import BadDocumentError, DocumentRecord
from tinynet.exchange.document.load_rows import (
    Loading,
    Restoring,
    is_untouched,
    without_foreign_keys,
)
from tinynet.exchange.document.sections import SECTIONS
from tinynet.exchange.importing.conversion import record_from_json
from tinynet.exchange.record import PersonRecord
from tinynet.output.answer import Answer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tinynet.exchange.documents import ReadBackDocument
    from tinynet.exchange.importing.import_formats import ImportSource

ORDER = [section.name for section in SECTIONS]
# The lists' names for people, one and many; the smaller ones are not shown on a terminal.
NOUNS = {
    "people": ("person", "people"),
    "interactions": ("contact", "contacts"),
    "notes": ("note", "notes"),
    "plans": ("plan", "plans"),
    "favours": ("favour", "favours"),
    "introductions": ("introduction", "introductions"),
}
KEPT = "origins"  # the list of what imports have kept
BLANK = PersonRecord("", "", "", 0, "", every=0)


def run(env: Env, given: ImportSource) -> Answer[ReadBackDocument]:
    """Import a document: unchanged into an empty database, else only what is missing.

    Args:
        env: For the database.
        given: The document.

    Raises:
        BadDocumentError: It is no such document, or a record in it cannot be; nothing was written.
    """
    from tinynet.exchange.importing.driver import temporary_database

    name = given.name
    with (
        given.open() as file,
        temporary_database(env),
        (unit := env.unit(backup="import")) as store,
    ):
        # Where there is something to redo, what it changed goes with it at the end, by its key.
        if store.unit == 1 and is_untouched(store):  # and stays so: the lock is ours
            without_foreign_keys(unit)
        loading = (Restoring if is_untouched(store) else Adding)(store)
        for section, found in in_order(tinynet_json.read(file, name, ORDER)):
            try:
                loading.load(section, checked_records(found, name) if section == KEPT else found)
            except NoRecordError as error:
                raise refused(name, loading.at, error.message) from error
    return answer(env, name, loading)


def in_order(
    found: Iterator[tuple[str, Iterator[DocumentRecord]]],
) -> Iterator[tuple[str, Iterable[DocumentRecord]]]:
    """The sections in the order of their dependencies, missing ones as empty.

    A document of ours has that order, and streams; what stands too early waits in memory.
    """
    due = list(ORDER)
    early: dict[str, list[DocumentRecord]] = {}
    for section, records in found:
        if section != due[0]:
            early[section] = list(records)
            continue
        yield due.pop(0), records
        while due and due[0] in early:
            yield due[0], early.pop(due.pop(0))
    yield from ((name, early.get(name, [])) for name in due)


def checked_records(found: Iterable[DocumentRecord], name: str) -> Iterator[DocumentRecord]:
    """What imports have kept, looked at for what only this side of the store knows.

    Raises:
        BadDocumentError: What an import has kept of a card cannot be read again.
    """
    for record in found:
        if isinstance(record.value, dict):
            kept = record.value.get("record")
            if isinstance(kept, str) and not is_kept(kept):
                raise refused(name, record, "record is not one that an import has kept")
        yield record


def is_kept(text: str) -> bool:
    """Whether a text is a record as an import keeps it, with a value of the right kind each."""
    try:
        record, file = record_from_json(text)
        leaves = json.loads(text, object_hook=lambda one: list(one.values()))
    except (ValueError, TypeError, AttributeError, RecursionError):
        return False
    of_kind = (
        isinstance(getattr(record, f.name), type(getattr(BLANK, f.name)))
        for f in fields(PersonRecord)
        if f.name != "every" or record.every is not None
    )
    return isinstance(file, str) and all(of_kind) and _are_texts(leaves)


def _are_texts(values: Any) -> bool:
    """Whether there are no lists but of texts, however deep."""
    lists = (one for one in values if isinstance(one, list))
    return all(all(isinstance(x, str | list) for x in one) and _are_texts(one) for one in lists)


def refused(name: str, record: DocumentRecord | None, reason: str) -> BadDocumentError:
    """The error for an invalid record."""
    where = f"{name}:{record.line}: {record.section}[{record.number}]" if record else name
    return BadDocumentError(f"{where}: {reason}", "Correct it there; nothing was imported")


def answer(env: Env, name: str, loading: Loading) -> Answer[ReadBackDocument]:
    """Build the answer about what was imported."""
    counts = loading.counts
    matched = loading.matched if isinstance(loading, Adding) else 0
    filled = loading.filled if isinstance(loading, Adding) else 0
    document: ReadBackDocument = {
        "file": name,
        "dry_run": env.dry_run,
        "restored": isinstance(loading, Restoring),
        "added": counts,
        "matched": matched,
        "filled_in": filled,
    }
    source = "standard input" if name == "-" else name
    lines = summary_lines(env, source, counts, matched, filled)
    wrote = any(counts.values())
    return Answer("output.done", document, plain=list(counts.items()), message=lines, wrote=wrote)


def summary_lines(
    env: Env, name: str, counts: dict[str, int], matched: int, filled: int
) -> list[str]:
    """The lines for a terminal."""
    found = [
        f"{counts[section]:,} {one if counts[section] == 1 else many}"
        for section, (one, many) in NOUNS.items()
        if counts[section]
    ]
    if not any(counts.values()) and not filled:
        return [f"{name}: everything in it is here already."]
    would = "would be " if env.dry_run else ""
    lines = [f"{name}: {would}new are {', '.join(found) or 'details only'}."]
    if matched:
        people = "1 person was" if matched == 1 else f"{matched:,} people were"
        lines.append(f"{people} here already; what was empty is filled in, nothing is replaced.")
    if env.dry_run:
        return [*lines, "Leave --dry-run out to import."]
    return [*lines, "tinynet undo takes it all back."]
