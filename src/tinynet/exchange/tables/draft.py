"""Collect what a row of a CSV file says of a person."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from tinynet.core.names import join_names
from tinynet.errors import BadDateError, BadValueError
from tinynet.exchange.foreign_dates import date_in
from tinynet.exchange.own_fields import ATTRIBUTES
from tinynet.exchange.record import (
    Contact,
    DateRecord,
    LeftOut,
    PersonRecord,
    Refused,
    RelationRecord,
)
from tinynet.exchange.tables.table import Row, Table
from tinynet.exchange.vcard import values
from tinynet.exchange.written_names import NAME_PARTS, best_name, composed, five_parts

COLUMNS_SHOWN = 20  # that are named of those that nothing reads
SHOWN = 60  # characters of a value that a warning repeats
# Labels that all programs have, and what tinynet calls them; others are the owner's own words.
_LABELS = {
    label: label
    for label in (
        *("home", "work", "mobile", "main", "home fax", "work fax", "pager", "home page"),
        *("profile", "blog", "obsolete", "anniversary"),
    )
} | {"other": "", "custom": "", "business": "work", "business fax": "work fax", "internet": ""}

LINE_END = re.compile(r"\r?\r?\n|\r")
# What programs and people write where there is nothing.
_NOTHING = frozenset(
    {"-", "--", "\u2013", "\u2014", "n/a", "#n/a", "null", "(null)", "k.a.", "nan"}
)
_DAMAGED = re.compile(r"\d[.,]\d+E\+\d+", re.IGNORECASE)  # a number, by a spreadsheet
# No part of what a friend is called; they stay in `name_parts`. A "Dr." is.
_COURTESY = frozenset(
    {"mr", "mrs", "ms", "miss", "herr", "frau", "m", "mme", "mlle", "sr", "sra", "srta", "sig"}
    | {"sig.ra", "sig.na", "signor", "signora", "dhr", "mevr", "mw", "de heer", "mevrouw"}
)

# What of a draft goes into the record: ways by their value, lists once each, texts on one line.
_WAYS = ("emails", "phones", "urls", "ims", "addresses")
_LISTS = ("dates", "notes", "relations")
_ON_A_LINE = ("organisation", "title", "met_via")
_AS_THEY_ARE = ("birthday", "circle", "every", "met_on", "archived", "photo")


@dataclass(slots=True)
class Draft:
    """The lists of a PersonRecord, still growing."""

    row: Row
    is_own: bool = False  # whether tinynet wrote it, whose names are what they are
    emails: dict[str, Contact] = field(default_factory=dict)
    phones: dict[str, Contact] = field(default_factory=dict)
    urls: dict[str, Contact] = field(default_factory=dict)
    ims: dict[str, Contact] = field(default_factory=dict)
    addresses: dict[str, Contact] = field(default_factory=dict)
    names: list[str] = field(default_factory=list)
    parts: tuple[str, ...] = ()
    nicknames: list[str] = field(default_factory=list)
    birthday: str = ""
    dates: list[DateRecord] = field(default_factory=list)
    organisation: str = ""
    title: str = ""
    tags: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    facts: dict[str, dict[str, None]] = field(default_factory=dict)
    relations: list[RelationRecord] = field(default_factory=list)
    circle: str = ""
    every: int | None = None
    met_how: str = ""
    met_at: str = ""
    met_on: str = ""
    met_via: str = ""
    more: dict[str, str] = field(default_factory=dict)
    archived: bool = False
    photo: str = ""
    unsaid: set[str] = field(default_factory=set)  # as in PersonRecord
    warnings: list[str] = field(default_factory=list)
    order: str = ""  # of days and months, in all columns of dates

    def warn(self, what: str) -> None:
        """Add a warning about a cell."""
        self.warnings.append(f"line {self.row.line}: {what}")

    def put(self, name: str, value: str) -> None:
        """Set a single value by its name in a PersonRecord; the first one counts."""
        if name in ATTRIBUTES:
            setattr(self, name, getattr(self, name) or value)
        else:
            self.more[name] = self.more.get(name) or values.one_line(value)

    def name_parts(self, last: str, first: str, *others: str) -> None:
        """Take a name in parts: family, given, additional, prefixes, suffixes."""
        self.parts = five_parts(map(values.one_line, (last, first, *others))) or self.parts

    def email(self, text: str, label: str, header: str) -> None:
        """Add an e-mail address; a note where it is not one."""
        self._reach(self.emails, values.email, text, label, (header, "an e-mail address"))

    def phone(self, text: str, label: str, header: str) -> None:
        """Add a phone number; a note where it is not one."""
        text = text.strip().removeprefix("'")  # by which a spreadsheet takes it for a text
        if _DAMAGED.fullmatch(text):
            self.unsaid.add("phones")
            self.set_aside(header, text, "is not a phone number")
        else:
            self._reach(self.phones, values.phone, text, label, (header, "a phone number"))

    def _reach(
        self,
        ways: dict[str, Contact],
        check: Callable[[str], str],
        text: str,
        label: str,
        what: tuple[str, str],
    ) -> None:
        if value := check(text):
            add(ways, value, label)
        else:
            self.set_aside(what[0], text, f"is not {what[1]}")

    def set_aside(self, header: str, text: str, why: str) -> None:
        """Keep an unreadable value as a note, with a warning."""
        shown = values.one_line(text)
        if shown and shown.lower() not in _NOTHING:
            self.warn(f'{header} "{shown[:SHOWN]}" {why} and was kept as a note')
            self.notes.append(f"{header}: {shown}")

    def day(
        self,
        what: str,
        header: str,
        text: str,
        order: str = "",
        read: Callable[[str, str], str] = date_in,
    ) -> str:
        """The canonical partial date in a cell; "" and a note where it cannot be read.

        Args:
            what: The field, or what a date is of.
            header: The column, for the warning and the note.
            text: The cell.
            order: "dmy", "mdy" or "", from `foreign_dates.order_of`.
            read: Reads the text by the order.
        """
        try:
            return read(text, order or self.order)
        except BadDateError as error:
            two = "could be" in error.message
            self.unsaid.add(what)
            self.set_aside(
                header, text, "could be two dates (--order says which)" if two else "is no date"
            )
            return ""

    def anniversary(self, what: str, header: str, text: str, order: str = "") -> None:
        """Add a day, with the arguments of `day`; a birthday to where it belongs."""
        on = self.day(what, header, text, order)
        if on and what == "birthday":
            self.birthday = self.birthday or on
        elif on:
            self.dates.append(DateRecord(what, on))

    def fact(self, key: str, text: str) -> None:
        """Add something to remember; a key may have several values."""
        key, value = values.one_line(key)[: values.LABEL_MAX], values.clean(text)
        if key and value:
            self.facts.setdefault(key, {})[value] = None

    def note(self, text: str) -> None:
        """Add a text of several lines."""
        text = values.clean(LINE_END.sub("\n", text))
        if text:
            self.notes.append(text)

    def relate(self, relation: str, name: str) -> None:
        """Add a relation."""
        name = values.one_line(name)
        if name:
            self.relations.append(RelationRecord(values.one_line(relation) or "related", name))

    def record(self, source: str, file: str, source_id: str = "") -> PersonRecord | Refused:
        """The finished record, or where and why there is none: no name, or one that is too long."""
        try:
            name = self._name()
        except BadValueError as error:
            return Refused(f"{file}:{self.row.line}", error.message)
        others = (
            name
            for name in self.nicknames + self.names
            if self.is_own or not values.is_address(name)
        )
        nicknames = dict.fromkeys(map(values.one_line, others))
        text = values.clean if self.is_own else values.one_line
        said: dict[str, Any] = {
            **{way: tuple(getattr(self, way).values()) for way in _WAYS},
            **{what: tuple(dict.fromkeys(getattr(self, what))) for what in _LISTS},
            **{what: values.one_line(getattr(self, what)) for what in _ON_A_LINE},
            **{what: text(getattr(self, what)) for what in ("met_how", "met_at")},
            **{what: getattr(self, what) for what in _AS_THEY_ARE},
        }
        return PersonRecord(
            source=source,
            source_id=source_id,
            fingerprint=fingerprint(self.row),
            line=self.row.line,
            name=name,
            name_parts=self.parts,
            nicknames=tuple(other for other in nicknames if other not in {"", name}),
            **said,
            tags=tuple(dict.fromkeys(filter(None, map(values.one_line, self.tags)))),
            facts=tuple((key, value) for key, several in self.facts.items() for value in several),
            more=tuple(pair for pair in self.more.items() if pair[1]),
            unsaid=tuple(sorted(self.unsaid)),
            warnings=tuple(self.warnings),
        )

    def _name(self) -> str:
        """The best name there is.

        Raises:
            BadValueError: There is none, or it is too long.
        """
        family, given, additional, prefixes, suffixes = self.parts or ("",) * NAME_PARTS
        prefixes = "" if is_courtesy(prefixes) else prefixes
        whole = composed(family, given, additional, prefixes, suffixes)
        reached = (*self.emails, *self.phones)[:1]
        candidates = [*self.names, whole, *self.nicknames]
        if not self.is_own:  # a name is better than the address once more
            candidates.sort(key=values.is_address)
        return best_name((*candidates, self.organisation, *reached), "there is no name in it")


class Unread:
    """The columns that nothing reads and that are not empty.

    Args:
        table: The file.
        read: The columns that are read.
    """

    def __init__(self, table: Table, read: Collection[str]) -> None:
        self.table, self.read = table, frozenset(read)
        self.found: dict[str, None] = {}

    def note(self, row: Row) -> None:
        """Note what there is in a row."""
        for column in row.cells:
            if column not in self.read:
                self.found.setdefault(column)

    def warnings(self) -> Iterator[LeftOut]:
        """The warnings about columns that nothing reads."""
        names = [f'"{self.table.headers[column]}"' for column in self.found if column]
        names += ["one without a name"] if "" in self.found else []
        line = max(self.table.line - 1, 1)
        if len(names) == 1:
            one = "a column without a name" if "" in self.found else f"the column {names[0]}"
            yield LeftOut(line, f"{one} is not read")
        elif names:
            more = len(names) - COLUMNS_SHOWN
            shown = names[:COLUMNS_SHOWN] + ([f"{more} more"] if more > 0 else [])
            yield LeftOut(line, f"{len(names)} columns are not read: {join_names(shown)}")


def each_person(
    table: Table | None,
    data: bytes,
    file: str,
    program: str,
    person: Callable[[Table, Row], PersonRecord | Refused],
    *,
    columns: Collection[str] = (),
) -> Iterator[PersonRecord | Refused | LeftOut]:
    """A record of each row of a program's table, or where and why there is none.

    Args:
        table: The file, or None where its columns were not found.
        data: Its bytes: nothing is said of an empty one.
        file: Its name for messages.
        program: Whose columns were sought.
        person: Makes the record of a row.
        columns: Those that are read; none where what else there is is kept.
    """
    if table is None:
        if data.strip():
            yield Refused(f"{file}:1", f"there are no columns of {program} in it")
        return
    rest = Unread(table, columns or table.keys)
    for row in table.rows(file):
        if isinstance(row, Refused):
            yield row
        else:
            rest.note(row)
            yield person(table, row)
    yield from rest.warnings()


def is_courtesy(title: str) -> bool:
    """Whether nobody is called by a title alone: Mr., Frau, Mme."""
    return title.strip(".").lower() in _COURTESY


def add(ways: dict[str, Contact], value: str, label: str = "") -> None:
    """Add a way to reach somebody, once."""
    value = values.one_line(value)
    if value:
        ways.setdefault(value, Contact(label, value))


def plain_label(text: str) -> str:
    """A label without Google's star: "* Home" is "home", other words stay as they are."""
    label = values.label(text.removeprefix("*"))
    return _LABELS.get(label.lower(), label)


def split(text: str, marks: str) -> list[str]:
    """The parts between any of these marks and line ends, without empty ones."""
    for mark in marks + "\r":
        text = text.replace(mark, "\n")
    return [part for part in map(str.strip, text.split("\n")) if part]


def one_address(parts: Iterable[str]) -> str:
    """A postal address on one line."""
    lines = (values.one_line(line) for part in parts for line in part.splitlines())
    return ", ".join(dict.fromkeys(line.strip(" ,") for line in lines if line.strip(" ,")))


def fingerprint(row: Row) -> str:
    """SHA-256 of what a row says, whatever the order of its columns."""
    lines = sorted(f"{column}\t{cell}" for column, cells in row.cells.items() for cell in cells)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
