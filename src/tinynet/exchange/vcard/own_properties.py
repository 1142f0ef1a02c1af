"""What only tinynet knows of a person, in X-TINYNET-* properties; what is wrong in one is kept."""

from __future__ import annotations

from collections.abc import Callable

from icalendar.parser import split_on_unescaped_semicolon

from tinynet.core.cadence import CIRCLES
from tinynet.errors import BadDateError
from tinynet.exchange.vcard import values
from tinynet.exchange.vcard.draft import Draft
from tinynet.exchange.vcard.property import Property

EVERY_MAX = 3660  # days, as the schema has it


def _fact(draft: Draft, found: Property) -> bool:
    """X-TINYNET-FACT:favourite biscuit;ginger nut."""
    key, *rest = split_on_unescaped_semicolon(found.value)
    key, value = values.one_line(key), values.clean(rest[0] if rest else "")
    return bool(key and value) and draft.facts.setdefault(key, value) == value


def _line(what: str) -> Callable[[Draft, Property], bool]:
    return lambda draft, found: draft.keep(what, values.one_line(found.text))


def _text(what: str) -> Callable[[Draft, Property], bool]:
    return lambda draft, found: draft.keep(what, values.clean(found.text))


def _circle(draft: Draft, found: Property) -> bool:
    return found.text in CIRCLES and draft.keep("circle", found.text)


def _every(draft: Draft, found: Property) -> bool:
    text = found.text
    if not (text.isascii() and text.isdigit() and int(text[:5]) <= EVERY_MAX):
        return False
    draft.every = int(text[:5]) if draft.every is None else draft.every
    return draft.every == int(text[:5])


def _met_on(draft: Draft, found: Property) -> bool:
    try:
        return draft.keep("met_on", values.partial_date(found))
    except BadDateError:
        return False


OURS: dict[str, Callable[[Draft, Property], bool]] = {
    "X-TINYNET-ARCHIVED": _line("archived"),
    "X-TINYNET-CIRCLE": _circle,
    "X-TINYNET-EVERY": _every,
    "X-TINYNET-FACT": _fact,
    "X-TINYNET-MET-AT": _text("met_at"),
    "X-TINYNET-MET-HOW": _text("met_how"),
    "X-TINYNET-MET-ON": _met_on,
    "X-TINYNET-MET-VIA": _line("met_via"),
}
