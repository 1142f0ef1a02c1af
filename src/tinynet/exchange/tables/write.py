"""People as CSV: a row each, to look at in a spreadsheet and to be read back by `csv_people`.

A spreadsheet takes a cell that begins with one of `FORMULA` for something to compute, which a
name from outside must not be; such a cell gets an apostrophe before it, which `csv_people` takes
away again.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from io import StringIO

from tinynet.core.spans import say_cadence
from tinynet.exchange.record import Contact, PersonRecord

COLUMNS = (
    "handle", "name", "nicknames", "circle", "every", "tags", "emails", "phones", "addresses",
    "urls", "birthday", "dates", "organisation", "title", "met_how", "met_at", "met_on", "met_via",
    "facts", "notes", "relations", "archived",
)  # fmt: skip
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")
# Left out of every cell, so that `less` or `cat` does not obey a note; tabs and line ends stay.
CONTROL = dict.fromkeys((*range(9), 11, 12, *range(14, 32), *range(127, 160)))
BETWEEN = "; "  # between several values in one cell
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
    return f"'{cell}" if cell.lstrip("'").startswith(FORMULA) else cell


def cells(handle: str, person: PersonRecord) -> list[str]:
    """One row, in the order of `COLUMNS`."""
    return [
        handle,
        person.name,
        BETWEEN.join(person.nicknames),
        person.circle,
        "" if person.every is None else say_cadence(person.every),
        BETWEEN.join(person.tags),
        ways(person.emails),
        ways(person.phones),
        ways(person.addresses),
        ways(person.urls),
        person.birthday,
        pairs((date.what, date.on) for date in person.dates),
        person.organisation,
        person.title or person.role,
        person.met_how,
        person.met_at,
        person.met_on,
        person.met_via,
        pairs(person.facts),
        "\n\n".join(person.notes),
        pairs((relation.relation, relation.name) for relation in person.relations),
        "yes" if person.archived else "",
    ]


def ways(contacts: Iterable[Contact]) -> str:
    """Ways to reach somebody, without their labels."""
    return BETWEEN.join(contact.value for contact in contacts)


def pairs(several: Iterable[tuple[str, str]]) -> str:
    """What has a key: "biscuit: ginger nut; desk: by the window"."""
    return BETWEEN.join(f"{key}: {value}" for key, value in several)
