"""Contacts as Google exports them: "Google CSV", the current columns and those before 2023.

Columns that there are several of are numbered ("E-mail 2 - Value"); several values in one cell
stand between ":::"; a label that begins with "* " is Google's own, or marks the preferred one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import lru_cache, partial
from itertools import zip_longest

from tinynet.exchange.foreign_dates import order_of
from tinynet.exchange.record import LeftOut, PersonRecord, Refused
from tinynet.exchange.tables.draft import Draft, add, each_person, one_address, plain_label
from tinynet.exchange.tables.table import Row, Table, find_table, known
from tinynet.exchange.vcard.values import EVERYBODY

Reader = Callable[[Draft, dict[str, str]], None]  # of a group of numbered columns

SOURCE = "google"
BETWEEN = ":::"

_ANY = known(
    (
        *("email1value", "email1label", "email1type", "phone1value", "phone1label", "phone1type"),
        *("labels", "groupmembership", "fileas", "nameprefix", "namesuffix", "organizationname"),
        *("phoneticfirstname", "yominame", "givennameyomi", "organizationtitle"),
        *("organization1name", "website1value", "event1value", "relation1value"),
        *("customfield1value", "address1formatted"),
    ),
    least=3,
)
_NUMBERED = re.compile(r"([a-z]+)(\d{1,4})([a-z]+)")
_BIRTHDAY, _EVENT = "birthday", re.compile(r"event\d{1,4}value")
_ADDRESS = ("street", "extendedaddress", "pobox", "city", "region", "postalcode", "country")
_TAKEN = frozenset({
    "name", "firstname", "givenname", "middlename", "additionalname", "lastname", "familyname",
    "nameprefix", "namesuffix", "nickname", "shortname", "fileas", "organizationname",
    "organizationtitle", "organizationdepartment", "birthday", "notes", "photo", "labels",
    "groupmembership",
})  # fmt: skip
_PRONOUNCED = frozenset({
    "phoneticfirstname", "phoneticmiddlename", "phoneticlastname", "yominame", "givennameyomi",
    "additionalnameyomi", "familynameyomi",
})  # fmt: skip
_NOISE = frozenset({"", "initials", "priority", "sensitivity"})  # Outlook's, never filled by hand


def sniff(head: bytes) -> bool:
    """Whether a file that begins with these bytes is Google's; some 1,000 of them are enough."""
    return find_table(head, _ANY) is not None


def read(
    data: bytes, name: str, order: str = "", today: date = date.max
) -> Iterator[PersonRecord | Refused | LeftOut]:
    """Read an export of Google Contacts: what comes in and out is as in `tables.read`."""
    table = find_table(data, _ANY)
    days = [one for one in table.keys if one == _BIRTHDAY or _EVENT.fullmatch(one)] if table else []
    order = (order_of(table.cells(days), today) if table else "") or order
    yield from each_person(table, data, name, "Google Contacts", partial(_person, name, order))


def _person(file: str, order: str, table: Table, row: Row) -> PersonRecord | Refused:
    draft = Draft(row, order=order)
    one = row.one
    draft.name_parts(
        one("lastname", "familyname"),
        one("firstname", "givenname"),
        one("middlename", "additionalname"),
        one("nameprefix"),
        one("namesuffix"),
    )
    draft.names += filter(None, (one("name") or ("" if draft.parts else one("fileas")),))
    draft.nicknames += several(one("nickname")) + several(one("shortname"))
    draft.organisation = ", ".join(
        filter(None, (one("organizationname"), one("organizationdepartment")))
    )
    draft.title = one("organizationtitle")
    draft.anniversary("birthday", "Birthday", one(_BIRTHDAY))
    groups = several(one("labels")) + several(one("groupmembership"))
    tags = (group.removeprefix("* ") for group in groups)
    draft.tags += (tag for tag in tags if tag.lower() != EVERYBODY)
    draft.note(one("notes"))
    if one("photo").startswith(("https:", "http:")):
        draft.photo = one("photo")
    draft.fact("pronounced", " ".join(row.cells[key][0] for key in row.cells if key in _PRONOUNCED))
    for what, parts in _numbered(table, row):
        (_KINDS.get(what) or _other(what))(draft, parts)
    return draft.record(SOURCE, file)


def several(cell: str) -> list[str]:
    """The values of a cell, ":::" between them."""
    return [value for value in map(str.strip, cell.split(BETWEEN)) if value]


@lru_cache(maxsize=1024)
def _slot(key: str) -> tuple[str, int, str]:
    """Kind, number and part: email2value is the value of the second e-mail address."""
    match = _NUMBERED.fullmatch(key)
    return (match[1], int(match[2]), match[3]) if match else ("", 0, "")


def _numbered(table: Table, row: Row) -> Iterator[tuple[str, dict[str, str]]]:
    """What each group of numbered columns says; of one kind, the preferred one first.

    Columns that are not Google's own come last, as a kind that is their header.
    """
    found: dict[tuple[str, int], dict[str, str]] = {}
    for key, cells in row.cells.items():
        what, number, part = _slot(key)
        text = f" {BETWEEN} ".join(cells)
        if what:
            found.setdefault((what, number), {})[part] = text
        elif key not in _TAKEN | _PRONOUNCED | _NOISE:
            found[table.headers[key], 0] = {"value": text}
    for (what, _), parts in sorted(
        found.items(), key=lambda group: (not _label(group[1]).startswith("* "), group[0][1])
    ):
        yield what, parts


def _label(parts: dict[str, str]) -> str:
    return parts.get("label") or parts.get("type", "")


def _each(put: Callable[[Draft, str, str], None]) -> Reader:
    """What puts each of several values, with their label, into a draft."""

    def read(draft: Draft, parts: dict[str, str]) -> None:
        for value in several(parts.get("value", "")):
            put(draft, value, plain_label(_label(parts)))

    return read


def _im(draft: Draft, parts: dict[str, str]) -> None:
    services = several(parts.get("service", "")) or [plain_label(_label(parts))]
    for value, service in zip_longest(several(parts.get("value", "")), services):
        add(draft.ims, value or "", (service or services[0]).lower())


def _address(draft: Draft, parts: dict[str, str]) -> None:
    """Formatted by Google, else in its parts; several addresses stand in parallel."""
    formatted = several(parts.get("formatted", ""))
    lists = [parts.get(part, "").split(BETWEEN) for part in _ADDRESS]
    for address in formatted or map(one_address, zip_longest(*lists, fillvalue="")):
        add(draft.addresses, one_address([address]), plain_label(_label(parts)))


def _event(draft: Draft, value: str, label: str) -> None:
    what = "birthday" if label.lower() == "birthday" else label or "date"
    draft.anniversary(what, what.capitalize(), value)


def _custom(draft: Draft, parts: dict[str, str]) -> None:
    for value in several(parts.get("value", "")):
        if _label(parts):
            draft.fact(plain_label(_label(parts)), value)
        else:
            draft.note(value)


def _organisation(draft: Draft, parts: dict[str, str]) -> None:
    """The first one is where they work, others are facts; several stand in parallel."""
    lists = [
        parts.get(part, "").split(BETWEEN)
        for part in ("title", "name", "department", "jobdescription")
    ]
    for texts in zip_longest(*lists, fillvalue=""):
        title, *names, job = map(str.strip, texts)
        name = ", ".join(filter(None, names))
        if draft.organisation or draft.title:
            draft.fact("organisation", ", ".join(filter(None, (title, name))))
        else:
            draft.organisation, draft.title = name, title
            draft.fact("job", job)


def _other(what: str) -> Reader:
    def keep(draft: Draft, parts: dict[str, str]) -> None:
        texts = (text for part, text in parts.items() if part not in {"label", "type"})
        draft.fact((_label(parts) or what).lower(), ", ".join(several(BETWEEN.join(texts))))

    return keep


_KINDS: dict[str, Reader] = {
    "address": _address,
    "customfield": _custom,
    "email": _each(lambda draft, value, label: draft.email(value, label, "E-mail")),
    "event": _each(_event),
    "im": _im,
    "instantmessage": _im,
    "jot": _custom,
    "organization": _organisation,
    "phone": _each(lambda draft, value, label: draft.phone(value, label, "Phone")),
    "relation": _each(lambda draft, value, label: draft.relate(label.lower(), value)),
    "userdefinedfield": _custom,
    # http\://
    "website": _each(lambda draft, value, label: add(draft.urls, value.replace("\\:", ":"), label)),
}
