"""People as CSV: a row each, to look at in a spreadsheet and to be read back by `csv_people`.

A spreadsheet takes a cell that begins with one of FORMULA_SIGNS for something to compute, which a
name from outside must not be; such a cell gets an apostrophe before it, which `csv_people` takes
away again.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from io import StringIO
from typing import Any

from tinynet.core.fields import BY_NAME, OTHERS, in_order
from tinynet.core.fields import FIELDS as DECLARED
from tinynet.core.spans import say_cadence
from tinynet.core.spreadsheets import FORMULA_SIGNS
from tinynet.exchange.own_fields import value_of
from tinynet.exchange.record import Contact, PersonRecord

# The fields with a column, in the order of these; the others follow the work.
ORDER = (
    "handle", "name", "nicknames", "circle", "every_days", "tags", "emails", "phones", "addresses",
    "urls", "messengers", "birthday", "dates", "organisation", "title", OTHERS, "met_how", "met_at",
    "met_on", "met_via", "facts", "notes", "relations",
)  # fmt: skip
FIELDS = [
    BY_NAME[name] for name in in_order(ORDER, (field["name"] for field in DECLARED if field["csv"]))
]
COLUMNS = (*(field["csv"] for field in FIELDS), "archived")
# Left out of every cell, so that `less` or `cat` does not obey a note; tabs and line ends stay.
CONTROL = dict.fromkeys((*range(9), 11, 12, *range(14, 32), *range(127, 160)))
BETWEEN = "; "  # between several values in one cell
BEHIND_KEY = ": "
QUOTE = '"'
AT_ONCE = 500  # rows between two pieces


def write(people: Iterable[tuple[str, PersonRecord]]) -> Iterator[str]:
    """The rows of these people, given with their handles, piece by piece."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for number, (handle, person) in enumerate(people, 1):
        writer.writerow([neutral(cell.translate(CONTROL)) for cell in cells(handle, person)])
        if number % AT_ONCE == 0:
            yield out.getvalue()
            out.seek(0)
            out.truncate()
    yield out.getvalue()


def neutral(cell: str) -> str:
    """A cell that no spreadsheet computes; one that says '=1 already gets an apostrophe more."""
    return f"'{cell}" if cell.lstrip("'").startswith(FORMULA_SIGNS) else cell


def cells(handle: str, person: PersonRecord) -> list[str]:
    """One row, in the order of `COLUMNS`."""
    person = replace(person, title=person.title or person.role)
    values = (
        handle
        if field["shape"] == "handle"
        else _cell(field["name"], field["shape"])(value_of(person, field))
        for field in FIELDS
    )
    return [*values, "yes" if person.archived else ""]


def _cell(name: str, shape: str) -> Callable[[Any], str]:
    """What writes the cell of a field; an address at a messenger is nothing without its name."""
    return messengers if name == "messengers" else CELLS[shape]


def several(values: Iterable[str]) -> str:
    """Several values in a cell; one that holds what stands between two is in quotes."""
    return BETWEEN.join(apart(value, BETWEEN) for value in values)


def apart(value: str, mark: str) -> str:
    """A value in quotes where it holds a mark, or begins like one in quotes."""
    return quoted(value) if mark in value or value[:1] == QUOTE else value


def quoted(value: str) -> str:
    """A value in quotes, those in it twice."""
    return f"{QUOTE}{value.replace(QUOTE, QUOTE * 2)}{QUOTE}"


def messengers(contacts: Iterable[Contact]) -> str:
    """Addresses at messengers: "skype: pia; signal: +44 1"."""
    return pairs((way.kind_label, way.value) for way in contacts).removeprefix(": ")


def ways(contacts: Iterable[Contact]) -> str:
    """Ways to reach somebody, without their labels."""
    return several(contact.value for contact in contacts)


def pairs(keyed: Iterable[tuple[str, str]]) -> str:
    """What has a key: "biscuit: ginger nut; desk: by the window"."""
    return BETWEEN.join(pair(key, value) for key, value in keyed)


def pair(key: str, value: str) -> str:
    """One of several; in quotes where a part of it would be taken for the next one."""
    text = f"{apart(key, BEHIND_KEY)}{BEHIND_KEY}{value}"
    parts = value.split(BETWEEN)[1:]
    return quoted(text) if BETWEEN in key or any(BEHIND_KEY in part for part in parts) else text


def _text(value: str) -> str:
    return value


# What stands in a cell, by the shape of its field.
CELLS: dict[str, Callable[[Any], str]] = {
    **dict.fromkeys(("name", "text", "circle", "person", "partial date", "birthday"), _text),
    "cadence": lambda days: "" if days is None else say_cadence(days),
    "names": several,
    "tags": several,
    "ways": ways,
    "dates": lambda dates: pairs((date.what, date.on) for date in dates),
    "facts": pairs,
    "notes": "\n\n".join,
    "relations": lambda relations: pairs((one.relation, one.name) for one in relations),
}
