r"""The fields of a person's own row, most of them in X-TINYNET-* properties.

Servers and libraries take a property that they do not know for one text, and escape its semicolons
and commas: `X-TINYNET-FACT:biscuit\;ginger nut`. So each of ours is one text, and is read with
and without that. What is wrong in one is kept and named.
"""

from __future__ import annotations

from collections.abc import Callable

from tinynet.core.cadence import CIRCLES, EVERY_MAX
from tinynet.errors import BadDateError
from tinynet.exchange.own_fields import FIELDS
from tinynet.exchange.vcard import values
from tinynet.exchange.vcard.draft import Draft
from tinynet.exchange.vcard.escapes import split_unescaped
from tinynet.exchange.vcard.property import Property

PERCENT, SEMICOLON, BACKSLASH = "%25", "%3B", "%5C"  # what these are in the key of a fact


def _fact(draft: Draft, found: Property) -> bool:
    """X-TINYNET-FACT:favourite biscuit;ginger nut, whether that semicolon is escaped or not."""
    key, *rest = split_unescaped(found.value, ";")
    value = ";".join(rest)
    if not rest:
        key, _, value = found.text.partition(";")
    key = key.rstrip("\\").replace(SEMICOLON, ";").replace(BACKSLASH, "\\").replace(PERCENT, "%")
    return draft.fact(values.one_line(key), values.clean(value))


def fact(key: str, value: str) -> str:
    """A fact as one text: what stands before the first semicolon is its key."""
    key = key.replace("%", PERCENT).replace(";", SEMICOLON).replace("\\", BACKSLASH)
    return f"{key};{value}"


def _line(what: str) -> Callable[[Draft, Property], bool]:
    return lambda draft, found: draft.set_once(what, values.one_line(found.text))


def _text(what: str) -> Callable[[Draft, Property], bool]:
    return lambda draft, found: draft.set_once(what, values.clean(found.text))


def _circle(draft: Draft, found: Property) -> bool:
    circle = found.text.lower()
    return circle in CIRCLES and draft.set_once("circle", circle)


def _every(draft: Draft, found: Property) -> bool:
    text = found.text
    if not (text.isascii() and text.isdigit() and int(text[:5]) <= EVERY_MAX):
        return False
    draft.every = int(text[:5]) if draft.every is None else draft.every
    return draft.every == int(text[:5])


def _day(what: str) -> Callable[[Draft, Property], bool]:
    def read(draft: Draft, found: Property) -> bool:
        try:
            return draft.set_once(what, values.partial_date(found))
        except BadDateError:
            return False

    return read


# The readers of the fields of a person's own row, by their shape.
_BY_SHAPE: dict[str, Callable[[str], Callable[[Draft, Property], bool]]] = {
    "circle": lambda _: _circle,
    "cadence": lambda _: _every,
    "partial date": _day,
    "person": _line,
    "text": _text,
}
OURS: dict[str, Callable[[Draft, Property], bool]] = {
    "X-TINYNET-ARCHIVED": _line("archived"),
    "X-TINYNET-FACT": _fact,
    **{field["vcard"]: _BY_SHAPE[field["shape"]](field["record"]) for field in FIELDS},
}
