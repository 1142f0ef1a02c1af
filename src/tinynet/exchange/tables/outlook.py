"""Contacts as Outlook exports them, in six languages, from Windows or the web.

What no column of ours takes becomes a fact under its header: a hobby, a profession, schools.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial

from tinynet.exchange.foreign_dates import order_of
from tinynet.exchange.record import LeftOut, PersonRecord, Refused
from tinynet.exchange.tables.draft import (
    Draft,
    add,
    each_person,
    is_courtesy,
    one_address,
    split,
)
from tinynet.exchange.tables.outlook_columns import ADDRESS, COLUMNS, PHONES, TAKEN, english
from tinynet.exchange.tables.table import Row, Table, find_table, known
from tinynet.exchange.written_names import names_in

SOURCE = "outlook"

_PLACES = {"home": "home", "business": "work", "other": ""}  # and what we call them
_EMAILS = ("emailaddress", "email2address", "email3address")
_DAYS = ("birthday", "anniversary")
_SEVERAL = ";,"  # between several children, categories or addresses
# What Outlook fills in by itself.
_UNSAID = frozenset({
    "unspecified", "normal", "false", "true", "falsch", "wahr", "keine angabe", "normale", "falso",
    "vero", "non specificato", "normaal", "onwaar", "waar", "niet-gespecificeerd",
})  # fmt: skip


def _is_header(keys: Sequence[str]) -> int:
    """E-mail addresses are called like nowhere else, and one column is Outlook's alone."""
    return _ANY(keys) if {"emailaddress", "firstname"} <= set(keys) and _OWN(keys) else 0


_ANY = known(COLUMNS, least=4)
_OWN = known(
    ("email2address", "emailtype", "emaildisplayname", "referredby", "businessphone", "children"),
    least=1,
)


def sniff(head: bytes) -> bool:
    """Whether a file that begins with these bytes is Outlook's; some 2,000 of them are enough."""
    return find_table(head, _is_header, english) is not None


def read(
    data: bytes, name: str, order: str = "", today: date = date.max
) -> Iterator[PersonRecord | Refused | LeftOut]:
    """Read an export of Outlook or outlook.com: what comes in and out is as in `tables.read`."""
    table = find_table(data, _is_header, english)
    order = (order_of(table.cells(_DAYS), today) if table else "") or order
    yield from each_person(table, data, name, "Outlook", partial(_person, name, order))


def _person(file: str, order: str, table: Table, row: Row) -> PersonRecord | Refused:
    draft = Draft(row)
    one = row.one
    draft.name_parts(
        one("lastname"), one("firstname"), one("middlename"), one("title"), one("suffix")
    )
    draft.nicknames += split(one("nickname"), _SEVERAL)
    _reach(draft, table)
    for what in _DAYS:
        if one(what):
            draft.anniversary(what, table.headers[what], one(what), order)
    draft.organisation = ", ".join(filter(None, (one("company"), one("department"))))
    titles = row.cells.get("jobtitle", ())  # in French "M." stands in a column of the same name
    draft.title = next((title for title in titles if not is_courtesy(title)), "")
    draft.tags += split(one("categories"), _SEVERAL) + split(one("keywords"), _SEVERAL)
    draft.note(one("notes"))
    draft.relate("spouse", one("spouse"))
    for child in names_in(one("children")):
        draft.relate("child", child)
    draft.relate("manager", one("managersname"))
    draft.relate("assistant", one("assistantsname"))
    draft.met_via = one("referredby")
    for column in row.cells:
        if column not in TAKEN and one(column).lower() not in _UNSAID:
            draft.fact(table.headers[column].lower(), one(column))
    return draft.record(SOURCE, file)


def _reach(draft: Draft, table: Table) -> None:
    """Ways to reach them: of a few columns each, all that there are."""
    cells = draft.row.cells
    for column in _EMAILS:
        for address in split(draft.row.one(column), _SEVERAL):
            draft.email(address, "", table.headers[column])
    for column, label in PHONES.items():
        for number in cells.get(column, ()):
            draft.phone(number, label, table.headers[column])
    for page in cells.get("webpage", []) + cells.get("personalwebpage", []):
        add(draft.urls, page)
    for address in cells.get("imaddress", ()):
        add(draft.ims, address)
    for place, label in _PLACES.items():
        parts = [cell for part in ADDRESS for cell in cells.get(place + part, ())]
        whole = cells.get(f"{place}address", ())  # the same once more, where its parts are there
        add(draft.addresses, one_address(parts or whole), label)
