"""A card brought up to date line by line, as whoever wrote it would have done.

A line that still says what is so stays as it is, with its parameters, its address in parts and the
name of its group; one that does not goes, and what no line says is added.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from tinynet.exchange.content_lines import folded
from tinynet.exchange.record import PersonRecord
from tinynet.exchange.vcard.draft import Draft
from tinynet.exchange.vcard.fields import place
from tinynet.exchange.vcard.lines import VCard, cards, physical_lines, without_mark
from tinynet.exchange.vcard.property import Property
from tinynet.exchange.vcard.read import is_label, properties_of
from tinynet.exchange.vcard.write import END, body, head, write

_ANEW = frozenset({"VERSION", "PRODID", "REV"})  # the last one would be wrong from now on
_OLD = "2"  # version 2.1 is written in another way, so nothing of it stays
_NOTHING: Mapping[str, Any] = {"every": None, "archived": False, "name_parts": ()}


def patched(data: bytes, record: PersonRecord, version: str) -> bytes:
    """A card that says what a record says.

    Args:
        data: A file of one card that can be read.
        record: The person, in the words of the card where they mean the same.
        version: "4" or "3", of what comes in the place of version 2.1; other cards keep theirs.
    """
    data = without_mark(data)
    (card,) = cards(data)
    properties, labels = properties_of(card, [])
    said = next((found.text for found in properties if found.name == "VERSION"), _OLD)
    if said.startswith(_OLD) or not _is_utf_8(data):
        return next(write([record], version))
    kept = {line.number for line in card.lines if line.too_long}  # a large photo first of all
    groups = set()
    for found in properties:
        left = None if found.name in _ANEW else _without(record, found, labels)
        if left is not None:
            record = left
            kept.add(found.line)
            groups |= set() if is_label(found) else {found.head.group}
    kept -= {p.line for p in properties if is_label(p) and p.head.group not in groups}
    version = "4" if said.startswith("4") else "3"
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


def _without(record: PersonRecord, found: Property, labels: dict[str, str]) -> PersonRecord | None:
    """A record without what a property says; None where the property says what is not so."""
    draft = Draft(labels, [])
    line = found.written()
    if is_label(found) or line in record.extra:
        return replace(record, extra=_less(record.extra, [line]))
    if not place(draft, found):
        return None
    told = {**draft.fields(), "name": "".join(draft.names), "nicknames": tuple(draft.nicknames)}
    left: dict[str, Any] = {}
    for name, value in told.items():
        mine = getattr(record, name)
        if value in ("", (), None) or value is False:
            continue
        if isinstance(value, tuple) and name != "name_parts":
            if not set(value) <= set(mine):
                return None
            left[name] = _less(mine, value)
        elif mine != value:
            return None
        else:
            left[name] = _NOTHING.get(name, "")
    return replace(record, **left)


def _less(mine: Sequence[Any], taken: Sequence[Any]) -> tuple[Any, ...]:
    return tuple(value for value in mine if value not in taken)
