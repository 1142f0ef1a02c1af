"""vCards of which most were read before: a card whose bytes are known is not parsed again.

Parsing takes most of an import's time. What a card says depends on its own bytes alone, as long as
the card before it has ended and no card in the file names the members of a group.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from tinynet import __version__
from tinynet.exchange.record import PersonRecord, Refused
from tinynet.exchange.vcard import read as vcard
from tinynet.exchange.vcard.lines import in_unicode
from tinynet.exchange.vcard.plain_cards import plain_properties

_BEGIN = re.compile(rb"BEGIN[ \t]{0,20}:[ \t]{0,20}VCARD[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
# From the line before on: to look for a line feed takes an eighth of the time of a "^".
_EDGE = re.compile(rb"\n(?=[BEbe])(?:BEGIN|END)[ \t]{0,20}:", re.IGNORECASE)
_EDGE_MAX = 30  # bytes of one
_END = re.compile(rb"END[ \t]{0,20}:[ \t]{0,20}VCARD", re.IGNORECASE)


def read(
    data: bytes, name: str, known: Callable[[str, int], PersonRecord | None]
) -> Iterator[PersonRecord | Refused]:
    """Read a file of vCards, those that are known without parsing them.

    Args:
        data: As in `vcard.read`.
        name: As there.
        known: The record that was read from bytes with this SHA-256 (`PersonRecord.raw`), as one
            that begins at this line; or None.

    Returns:
        What `vcard.read` returns, with `raw`, and what `known` does.
    """
    data = in_unicode(data)
    groups = vcard.groups_of(data)
    if groups or vcard.has_lone_cr(data):  # a lone CR ends a line, too
        yield from vcard.read(data, name, groups)
        return
    none = True
    for line, piece, is_whole in _pieces(data):
        none = False
        raw = _hash(piece) if is_whole else ""
        record = known(raw, line) if is_whole else None
        if record is not None:
            yield record
            continue
        plain = plain_properties(piece, line) if is_whole else None
        if plain is not None:
            yield vcard.record_of(plain, [], (name, line), groups, raw)
            continue
        for found in vcard.read(piece, name, groups, line):
            yield replace(found, raw=raw) if isinstance(found, PersonRecord) else found
    if none:
        yield from vcard.read(data, name, groups)


def _pieces(data: bytes) -> Iterator[tuple[int, bytes, bool]]:
    """One card after the other, with its first line, and whether it is one, whole.

    Cards that are not are one piece with the next one that is: an AGENT may hold a card.
    """
    starts: list[int] = []
    edges: list[int] = []  # of each, how many BEGIN and END there are up to the next
    for at in _edges(data):
        if _BEGIN.match(data, at):
            starts.append(at)
            edges.append(0)
        if edges:
            edges[-1] += 1
    line, counted, since = 1, 0, 0
    for number, start in enumerate(starts):
        end = starts[number + 1] if number + 1 < len(starts) else len(data)
        is_ended = edges[number] >= 2 and _ends(data[start:end].rstrip())
        if not is_ended and end < len(data):
            continue
        line += data.count(b"\n", counted, starts[since])
        counted = starts[since]
        yield line, data[starts[since] : end], is_ended and edges[number] == 2 and since == number
        since = number + 1


def _edges(data: bytes) -> Iterator[int]:
    """Where the lines begin that begin or end a card, or a part of one."""
    if _EDGE.match(b"\n" + data[:_EDGE_MAX]):
        yield 0
    for found in _EDGE.finditer(data):
        yield found.start() + 1


def _ends(piece: bytes) -> bool:
    last = piece[piece.rfind(b"\n") + 1 :]
    return _END.fullmatch(last.strip()) is not None


def _hash(piece: bytes) -> str:
    """Another tinynet may read the same bytes in another way."""
    return hashlib.sha256(f"{__version__}\n".encode() + piece.rstrip()).hexdigest()
