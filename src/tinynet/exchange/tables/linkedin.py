"""Connections.csv as LinkedIn exports it, under a preamble of some lines, or none.

"Connected On" is when you connected, not when you last spoke: it is when you met, and never a
contact. The address of the profile is what names a connection there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial

from tinynet.exchange.foreign_dates import in_numbers, recent_date, recent_order
from tinynet.exchange.record import LeftOut, PersonRecord, Refused
from tinynet.exchange.tables.draft import Draft, add, each_person
from tinynet.exchange.tables.table import Row, Table, find_table, known

SOURCE = "linkedin"
MET_HOW = "LinkedIn"

FIRST_YEAR = 2003  # LinkedIn's; nobody connected before
_DAY = "connectedon"
_COLUMNS = ("firstname", "lastname", "url", "emailaddress", "company", "position", "connectedon")
_RESTRICTED = frozenset({"restricted member", "linkedin member"})  # LinkedIn hides who it is
_ANY = known(_COLUMNS, least=4)


def _is_header(keys: Sequence[str]) -> int:
    return _ANY(keys) if "connectedon" in keys else 0


def sniff(head: bytes) -> bool:
    """Whether a file that begins with these bytes is LinkedIn's; 4,096 hold any preamble."""
    return find_table(head, _is_header) is not None


def read(
    data: bytes, name: str, order: str = "", today: date = date.max
) -> Iterator[PersonRecord | Refused | LeftOut]:
    """Read LinkedIn's connections: what comes in and out is as in `tables.read`.

    `order` may be "ymd", too, and nobody connected after `today`.
    """
    table = find_table(data, _is_header)
    days = list(table.cells([_DAY])) if table else []
    order = recent_order(days, FIRST_YEAR, today) or order
    if table and not order and any(map(in_numbers, days)):
        column = table.headers[_DAY]
        text = f'days and months of "{column}" cannot be told apart; --order says how they stand'
        yield LeftOut(max(table.line - 1, 1), text)
    person = partial(_person, name, order)
    yield from each_person(table, data, name, "LinkedIn's connections", person, columns=_COLUMNS)


def _person(file: str, order: str, _table: Table, row: Row) -> PersonRecord | Refused:
    draft = Draft(row)
    first, last, url = row.one("firstname"), row.one("lastname"), row.one("url")
    if f"{first} {last}".strip().lower() in _RESTRICTED:
        return Refused(f"{file}:{row.line}", "LinkedIn does not say who it is")
    family, _, letters = last.partition(",")  # "Baker, MBA": nobody is called by their degrees
    draft.name_parts(family, first, "", "", letters)
    draft.names.append(f"{first} {family}")
    add(draft.urls, url, SOURCE)
    if row.one("emailaddress"):
        draft.email(row.one("emailaddress"), "", "Email Address")
    draft.organisation = row.one("company")
    draft.title = row.one("position")
    draft.met_how = MET_HOW
    draft.met_on = draft.day("met_on", "Connected On", row.one(_DAY), order, recent_date)
    return draft.record(SOURCE, file, url)
