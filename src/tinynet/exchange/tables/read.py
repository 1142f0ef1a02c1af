"""People in any other CSV file: a spreadsheet, an export of something unknown, or tinynet's own.

A mapping says which column holds what, or it is guessed from the columns' names. In a cell there
may be several values, with ";" or line ends between them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain, islice

from tinynet.core.cadence import CIRCLES
from tinynet.core.fields import FIELDS as DECLARED
from tinynet.core.names import fold
from tinynet.core.spans import parse_cadence
from tinynet.core.spreadsheets import FORMULA_SIGNS
from tinynet.errors import BadValueError
from tinynet.exchange.foreign_dates import order_of
from tinynet.exchange.own_fields import FIELDS as OWN
from tinynet.exchange.record import LeftOut, PersonRecord, Refused
from tinynet.exchange.tables import column_words, together
from tinynet.exchange.tables.draft import (
    LINE_END,
    Draft,
    Unread,
    add,
    is_courtesy,
    one_address,
    split,
)
from tinynet.exchange.tables.guess import FIELDS, SEVERAL, guess_fields, label_of, order_told
from tinynet.exchange.tables.table import Row, Table, find_table, key
from tinynet.exchange.vcard.values import email, is_page
from tinynet.exchange.written_names import in_order, names_in

Take = Callable[[Draft, str, str], None]  # puts a cell into a draft, by the column's header

SOURCE = "csv"

_NAMING = frozenset({"name", "first", "last", "nickname", "email"})  # without one, no person
_OWN = {field["map"]: field for field in OWN}
# What a column says, by its name in a PersonRecord.
_RECORDS = {one["map"]: one["record"] for one in DECLARED if one["shape"] not in {"handle", "name"}}
_RECORDS |= dict.fromkeys(column_words.RELATIONS, "relations")
_RECORDS |= {"anniversary": "dates", "archived": "archived"}
_DAYS = (
    "birthday",
    "anniversary",
    *(name for name, one in _OWN.items() if one["shape"] == "partial date"),
)
_FORMULA = re.compile(  # the apostrophe by which a formula was made plain text
    rf"\A'(?='*[{re.escape(''.join(FORMULA_SIGNS))}])"
)
_NUMBERED = re.compile(rf"({'|'.join(SEVERAL)})(?:[2-9]|[1-9]\d)")
_BETWEEN_NOTES = re.compile(r"(?<!\n)\n\n(?!\n)")  # more empty lines are within one
_BETWEEN_TAGS = re.compile(r"[;,]\s+")
_DIGITS = "0123456789"
# A semicolon between two values, not the one within a number or an address of a page.
_SEVERAL_NUMBERS = re.compile(r";(?!(?:ext|isub|phone-context)=)")
_SEVERAL_PAGES = re.compile(r";(?=\s|https?:|[\w-]+\.[\w-]|\Z)")
# One of several values in a cell of tinynet's own, and a key with ": " in it.
_VALUE = re.compile(r'(?:"((?:[^"]|"")*+)"(?=; |\Z)|((?:(?!; ).)*+))(?:; |\Z)', re.DOTALL)
_QUOTED_KEY = re.compile(r'"((?:[^"]|"")*+)": ')
LOOKED_AT = 20  # cells that tell whether a column is of e-mail addresses
_IDS = {"handle": "", "id": "id:"}  # what names a row, and its beginning: a handle has no colon
SERVICES = frozenset(column_words.SERVICES.split())
_JOINED = {"address": "\n", "name": " ", "organisation": ", "}  # what several columns may tell
_YES = frozenset({"true", "yes", "1", "x"})


def sniff(head: bytes) -> bool:
    """Whether a file that begins with these bytes has columns that name people.

    One such column is enough where it is of e-mail addresses.
    """
    table = find_table(head, _guessed)
    fields = guess_fields(table.keys) if table is not None else {}
    if table is None or set(fields) == {"email"}:
        cells = list(islice(table.cells(fields["email"]), LOOKED_AT)) if table is not None else []
        return bool(cells) and all(map(email, cells))
    return len(fields) > 1


def guess(data: bytes) -> dict[str, str]:
    """The columns that `read` takes without a mapping.

    Args:
        data: The file, or as much of it as holds the header.

    Returns:
        Field of `FIELDS` -> column as it is written, or several with " + " between them; "email2",
        "phone3" where there are several. Empty where no column is known that could name a person.
    """
    table = find_table(data, _guessed)
    if table is None:
        return {}
    return {
        field: together.listed(table.headers[column] for column in columns)
        for field, columns in guess_fields(table.keys).items()
    }


def unread(data: bytes) -> list[str]:
    """The columns that `guess` finds no field for, as they are written."""
    table = find_table(data, _guessed)
    if table is None:
        return []
    taken = {column for columns in guess_fields(table.keys).values() for column in columns}
    return [header for column, header in table.headers.items() if column not in taken and header]


def read(
    data: bytes,
    name: str,
    mapping: Mapping[str, str] | None = None,
    order: str = "",
    today: date = date.max,
) -> Iterator[PersonRecord | Refused | LeftOut]:
    """Read people from a CSV file.

    Args:
        data: The file, in any encoding and with any delimiter that `csv_table` reads.
        name: The file's name for messages, "-" for standard input.
        mapping: Field of `FIELDS` -> column, case and accents as you like; "email2" and so on for
            more columns of one of `SEVERAL`; "Year + Month + Day" of columns that tell one thing
            between them. None: as `guess` says.
        order: "dmy" or "mdy", for columns of dates that do not tell it themselves.
        today: After which nobody was born, and nobody met.

    Returns:
        In the file's order, a record of each person, or where and why there is none; then what no
        field was found for.

    Raises:
        BadValueError: The mapping has an unknown field, or a column that is not there.
    """
    if mapping is None:
        table = find_table(data, _guessed)
        if table is None:
            reason = 'no column is known to name people; say which do: --map name="Full name"'
            return iter([Refused(f"{name}:1", reason)] if data.strip() else [])
        fields = guess_fields(table.keys)
        said = {_RECORDS.get(field.rstrip(_DIGITS)) for field in fields}
        if "handle" not in fields:  # what cannot be read of another column is a note
            said.add("notes")
        unsaid = set(_RECORDS.values()) - said
        return _people(table, name, fields, order, today, unsaid=unsaid)
    for field in mapping:
        check_field(field)
    pieces = {
        field: (column, *column.split("+")) if "+" in column else (column,)
        for field, column in mapping.items()
    }
    wanted = frozenset(key(piece) for all_ in pieces.values() for piece in all_) - {""}
    table = find_table(data, lambda keys: len(wanted.intersection(keys)))
    there = set(table.keys if table else ()) - {""}
    fields = {}
    missing: list[str] = []
    for field, (whole, *parts) in pieces.items():
        columns = (whole,) if key(whole) in there or not parts else tuple(parts)
        missing += (column.strip() for column in columns if key(column) not in there)
        fields[field] = tuple(map(key, columns))
    if table is None or missing:
        known = find_table(data, any)
        named = ", ".join(filter(None, known.headers.values())) if known else "none"
        raise BadValueError(
            f'{name} has no column "{missing[0] if missing else ""}"',
            f"Its columns are {named[:400]}",
        )
    return _people(table, name, fields, order, today)


def check_field(field: str) -> None:
    """Check that there is such a field.

    Raises:
        BadValueError: There is none.
    """
    if field in FIELDS or _NUMBERED.fullmatch(field):
        return
    raise BadValueError(f'There is no field "{field}"', f"It is one of {', '.join(FIELDS)}")


def _guessed(keys: Sequence[str]) -> int:
    fields = guess_fields(keys)
    return len(fields) if fields.keys() & _NAMING else 0


def _people(
    table: Table,
    file: str,
    fields: Mapping[str, tuple[str, ...]],
    order: str,
    today: date,
    *,
    unsaid: Collection[str] = (),
) -> Iterator[PersonRecord | Refused | LeftOut]:
    take = _TAKE | _TAKE_OWN if "handle" in fields else _TAKE
    orders = {
        day: order_of(table.cells(fields[day]), today) or order_told(fields[day][0])
        for day in _DAYS
        if day in fields
    }
    told = {*orders.values()} - {""}
    order = order or (told.pop() if len(told) == 1 else "")  # one program wrote all columns
    orders = {day: own or order for day, own in orders.items()}
    rest = Unread(table, {column for columns in fields.values() for column in columns})
    for row in table.rows(file):
        if isinstance(row, Refused):
            yield row
            continue
        rest.note(row)
        draft, source_id = Draft(row, is_own="handle" in fields, unsaid=set(unsaid)), ""
        draft.name_parts(*(_joined(row, fields.get(part, ())) for part in ("last", "first")))
        for field, columns in fields.items():
            filled = [column for column in columns if column in row.cells]
            header = together.listed(table.headers[column] for column in filled)
            if field in _IDS and filled:
                source_id = _IDS[field] + _first(row, columns)
            elif field in orders:
                _day(draft, field, header, columns, orders[field])
            elif len(filled) > 1 and field.rstrip(_DIGITS) in _JOINED:
                kind = field.rstrip(_DIGITS)
                take[kind](draft, _JOINED[kind].join(_first(row, [one]) for one in filled), header)
            elif field not in {"first", "last"}:
                for column in filled:
                    for cell in chain.from_iterable(map(_listed, row.cells[column])):
                        take[field.rstrip(_DIGITS)](draft, cell, table.headers[column])
        yield draft.record(SOURCE, file, source_id)
    yield from rest.warnings()


def _first(row: Row, columns: Sequence[str]) -> str:
    return _plain(row.one(*columns))


def _joined(row: Row, columns: Sequence[str]) -> str:
    return " ".join(filter(None, (_first(row, [column]) for column in columns)))


def _day(draft: Draft, field: str, header: str, columns: Sequence[str], order: str) -> None:
    """A date, in one column or in parts; the first one counts."""
    if together.is_in_parts(columns):
        cells = [together.one_date(columns, {c: _first(draft.row, [c]) for c in columns})]
    else:
        cells = list(map(_plain, draft.row.cells.get(columns[0], ())))
    for cell in filter(None, cells):
        if field in _OWN:
            name = _OWN[field]["record"]
            draft.put(name, draft.day(name, header, cell, order))
        else:
            draft.anniversary(field, header, cell, order)


def _plain(cell: str) -> str:
    """A cell without the apostrophe that kept a spreadsheet from calculating it."""
    return _FORMULA.sub("", cell, count=1)


def _listed(cell: str) -> list[str]:
    """A cell as text; several where it is a list as JSON has it: ["a@b.example", "c@b.example"]."""
    if cell[0] == "[" and cell[-1] == "]":
        try:
            several = json.loads(cell)
        except ValueError:
            pass
        else:
            if all(isinstance(one, str) for one in several):
                return [text for one in several if (text := one.strip())]
    return [_plain(cell)]


def _email(draft: Draft, cell: str, header: str) -> None:
    for address in split(cell, ";,"):
        draft.email(address, label_of(key(header)), header)


def _phone(draft: Draft, cell: str, header: str) -> None:
    for number in split(_SEVERAL_NUMBERS.sub("\n", cell), ""):
        draft.phone(number, label_of(key(header)), header)


def _url(draft: Draft, cell: str, _: str) -> None:
    for page in split(_SEVERAL_PAGES.sub("\n", cell), ""):
        add(draft.urls, page)


def _im(draft: Draft, cell: str, header: str) -> None:
    """Addresses at messengers; a page of one is an address on the web."""
    service = key(header) if key(header) in SERVICES else ""
    for label, address in _pairs(cell):
        add(draft.urls if is_page(address) else draft.ims, address, label or service)


def _address(draft: Draft, cell: str, header: str) -> None:
    for address in cell.split("; "):
        add(draft.addresses, one_address([address]), label_of(key(header.partition(" + ")[0])))


def _each(put: Callable[[Draft, str], None]) -> Take:
    """What puts each of the values in a cell of tinynet's own into a draft."""

    def take(draft: Draft, cell: str, _: str) -> None:
        for value in values_of(cell):
            put(draft, value)

    return take


def _circle(draft: Draft, cell: str, header: str) -> None:
    if fold(cell) in CIRCLES:
        draft.circle = fold(cell)
    else:
        draft.set_aside(header, cell, f"is not one of {', '.join(CIRCLES)}")
        draft.unsaid.add("circle")


def _every(draft: Draft, cell: str, header: str) -> None:
    try:
        draft.every = parse_cadence(cell)
    except BadValueError:
        draft.set_aside(header, cell, "does not say how often")
        draft.unsaid.add("every")


def _archived(draft: Draft, cell: str, _: str) -> None:
    draft.archived = fold(cell) in _YES


def _facts(draft: Draft, cell: str, header: str) -> None:
    for what, value in _pairs(cell):
        draft.fact(what or header.lower(), value)


def _relations(draft: Draft, cell: str, _: str) -> None:
    for relation, name in _pairs(cell):
        draft.relate(relation, name)


def _relative(relation: str) -> Take:
    def take(draft: Draft, cell: str, _: str) -> None:
        for name in names_in(cell):
            draft.relate(relation, name)

    return take


def _dates(draft: Draft, cell: str, header: str) -> None:
    for what, on in _pairs(cell):
        draft.anniversary(what or "date", what.capitalize() or header, on)


def values_of(cell: str) -> list[str]:
    """The values in a cell of tinynet's own; one with "; " in it stands in quotes."""
    found = _VALUE.finditer(cell)
    return [
        one[2] if one[1] is None else one[1].replace('""', '"')
        for one in found
        if one[0] or not cell
    ]


def _pairs(cell: str) -> list[tuple[str, str]]:
    """Pairs of "biscuit: ginger nut; desk: by the window"; what has no key belongs to the last."""
    pairs: list[tuple[str, list[str]]] = []
    for part in values_of(cell):
        what, colon, value = part.partition(": ")
        if quoted := _QUOTED_KEY.match(part):
            what, value = quoted[1].replace('""', '"'), part[quoted.end() :]
        if colon:
            pairs.append((what.strip(), [value]))
        elif pairs:
            pairs[-1][1].append(part)
        else:
            pairs.append(("", [part]))
    return [(what, "; ".join(parts)) for what, parts in pairs]


def _notes(draft: Draft, cell: str, _: str) -> None:
    for note in _BETWEEN_NOTES.split(LINE_END.sub("\n", cell)):
        draft.note(note)


def _name(draft: Draft, cell: str, _: str) -> None:
    draft.names.append(cell if draft.is_own else in_order(cell))


def _title(draft: Draft, cell: str, _: str) -> None:
    """What they are at work; "Mr" is no such thing."""
    if not is_courtesy(cell):
        draft.put("title", cell)


def _text(attribute: str) -> Take:
    """One value of the draft, the first that there is."""
    return lambda draft, cell, _: draft.put(attribute, cell)


_TAKE: dict[str, Take] = {
    "address": _address,
    "archived": _archived,
    "dates": _dates,
    "email": _email,
    "facts": _facts,
    "im": _im,
    "name": _name,
    "nickname": lambda draft, cell, _: draft.nicknames.extend(split(cell, ";,")),
    "note": lambda draft, cell, _: draft.note(cell),
    "phone": _phone,
    "relations": _relations,
    "tags": lambda draft, cell, _: draft.tags.extend(split(cell, ";,|")),
    "url": _url,
    **{relation: _relative(relation) for relation in column_words.RELATIONS},
}
# The readers of the fields of a person's own row, by their shape; days are read above.
_BY_SHAPE = {"circle": _circle, "cadence": _every}
_TAKE |= {
    name: _BY_SHAPE.get(one["shape"]) or _text(one["record"])
    for name, one in _OWN.items()
    if name not in _DAYS
}
_TAKE["title"] = _title
# Where tinynet's own export says more clearly where one value ends.
_TAKE_OWN = {
    "address": _each(lambda draft, value: add(draft.addresses, one_address([value]))),
    "nickname": _each(lambda draft, value: draft.nicknames.append(value)),
    "note": _notes,
    "tags": lambda draft, cell, _: draft.tags.extend(_BETWEEN_TAGS.split(cell)),
    "url": _each(lambda draft, value: add(draft.urls, value)),
}
