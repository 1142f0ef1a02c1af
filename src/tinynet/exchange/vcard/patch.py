"""Update a card line by line, leaving the other lines unchanged.

A line that still says what is so stays as it is, with its parameters, its address in parts and the
name of its group; one that does not goes, and what no line says is added.
"""

from __future__ import annotations

from tinynet.exchange.content_lines import folded
from tinynet.exchange.record import PersonRecord
from tinynet.exchange.vcard.kept_lines import without
from tinynet.exchange.vcard.lines import VCard, cards, physical_lines, without_mark
from tinynet.exchange.vcard.read import OF_THE_FILE, labels_of, properties_of
from tinynet.exchange.vcard.write import END, body, head, write

_OLD = "2"  # version 2.1 is written in another way, so nothing of it stays


def patched(data: bytes, record: PersonRecord, version: str) -> bytes:
    """Update a card so that it says what a record says.

    Args:
        data: A file of one card that can be read.
        record: The person, in the words of the card where they mean the same.
        version: "4" or "3", of what comes in the place of version 2.1; other cards keep theirs.
    """
    data = without_mark(data)
    (card,) = cards(data)
    properties = properties_of(card, [])
    labels = labels_of(properties)
    version = next((found.text for found in properties if found.name == "VERSION"), _OLD)
    if version.startswith(_OLD) or not _is_utf_8(data):
        return next(write([record], version))
    kept = {line.number for line in card.lines if line.too_long}  # a large photo first of all
    broken = {line.number for line in card.lines if b"\n" in line.raw}  # written whole from now on
    groups = set()
    for found in properties:
        is_anew = found.name in OF_THE_FILE or found.line in broken
        left = None if is_anew else without(record, found, labels)
        if left is not None:
            record = left
            kept.add(found.line)
            groups |= set() if found.head.is_label else {found.head.group}
    kept -= {p.line for p in properties if p.head.is_label and p.head.group not in groups}
    version = "4" if version.startswith("4") else "3"
    made = body(record, version, groups)
    return folded(head(version)) + _verbatim(data, card, kept) + folded([*made, END])


def _is_utf_8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _verbatim(data: bytes, card: VCard, kept: set[int]) -> bytes:
    """The lines that begin at these numbers, folded as they stand there."""
    physical = physical_lines(data)
    starts = [line.number for line in card.lines]
    return b"".join(
        part + b"\r\n"
        for start, end in zip(starts, [*starts[1:], card.end], strict=True)
        if start in kept
        for part in physical[start - 1 : end - 1]
        if part
    )
