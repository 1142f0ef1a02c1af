"""Encodings, delimiters, headers and broken rows: what every CSV reader shares."""

from __future__ import annotations

import pytest

from tinynet.exchange.record import PersonRecord, Refused
from tinynet.exchange.tables import google, linkedin, outlook
from tinynet.exchange.tables import read as csv_people
from tinynet.exchange.tables import table as csv_table
from tinynet.exchange.tables.table import ROW_MAX, Row, find_table, key, known

LONG = f"it has more than {ROW_MAX} characters, or a quotation mark that is never closed"
QUOTES = "its quotation marks do not pair up"
PLAIN = "name,email\nZoë Ortiz,zoe@example.org\nAnne “Roaster” Baker,anne@example.org\n"
SCORE = known(("name", "email"), least=1)


def rows(text):
    table = find_table(text.encode(), SCORE)
    return [
        (found.line, found.cells) if isinstance(found, Row) else found for found in table.rows("f")
    ]


@pytest.mark.parametrize(
    "data",
    [
        PLAIN.encode(),
        b"\xef\xbb\xbf" + PLAIN.encode(),
        PLAIN.encode("utf-16"),
        b"\xfe\xff" + PLAIN.encode("utf-16-be"),
        PLAIN.replace("“", '"').replace("”", '"').encode("utf-16-le").replace(b'"\0', b"'\0"),
        PLAIN.encode("cp1252"),
        PLAIN.replace("\n", "\r\n").encode(),
        PLAIN.replace("\n", "\r").encode(),
        PLAIN.replace(",", ";").encode(),
        PLAIN.replace(",", "\t").encode(),
        ("sep=;\r\n" + PLAIN.replace(",", ";")).encode(),
        ("\n\n  ,\n" + PLAIN).encode(),
    ],
    ids=[
        *("utf-8", "mark", "utf-16", "utf-16-be", "utf-16 without a mark", "windows", "crlf"),
        *("cr", "semicolons", "tabs", "sep", "blank lines before"),
    ],
)
def test_encodings_line_ends_and_delimiters_make_no_difference(data):
    found = [
        (record.name.replace("“", "'").replace("”", "'"), record.emails[0].value)
        for record in csv_people.read(data, "f")
    ]
    assert found == [
        ("Zoë Ortiz", "zoe@example.org"),
        ("Anne 'Roaster' Baker", "anne@example.org"),
    ]


def test_one_old_line_does_not_spoil_the_others():
    data = "name,email\nZoë,z@example.org\n".encode() + "Jörg,j@example.org\n".encode("cp1252")
    assert [record.name for record in csv_people.read(data, "f")] == ["Zoë", "Jörg"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("name,email\nA\n", [(2, {"name": ["A"]})]),
        ("name,email\n,,\n \t,\nA,b,,\n", [(4, {"name": ["A"], "email": ["b"]})]),
        ("email,name,email\na,B,c\n", [(2, {"email": ["a", "c"], "name": ["B"]})]),
        ("name,email\nA,b,c\nD,e\n", [
            Refused("f:2", "it has 3 cells, and the header 2"),
            (3, {"name": ["D"], "email": ["e"]}),
        ]),
        ('name,email\n"A\nB",c\nD,e\n', [
            (2, {"name": ["A\nB"], "email": ["c"]}),
            (4, {"name": ["D"], "email": ["e"]}),
        ]),
        ('name,email\n"A,b\nC,d\n"E",f\n', [
            Refused("f:2", QUOTES),
            (3, {"name": ["C"], "email": ["d"]}),
            (4, {"name": ["E"], "email": ["f"]}),
        ]),
        ('name,email\nA,b\n"C,d\nE,f\n', [
            (2, {"name": ["A"], "email": ["b"]}),
            Refused("f:3", QUOTES),
            (4, {"name": ["E"], "email": ["f"]}),
        ]),
        ('name,email\nA, "b, c"\n', [(2, {"name": ["A"], "email": ["b, c"]})]),
        ("name,email\n\0A\0,b\0\n", [(2, {"name": ["A"], "email": ["b"]})]),
    ],
    ids=[
        *("short", "empty", "twice the same column", "too many cells", "line end in quotes"),
        *("quote closed too late", "quote never closed", "blank before a quote", "nul"),
    ],
)  # fmt: skip
def test_ragged_and_broken_rows_cost_themselves_only(text, found):
    assert rows(text) == found


@pytest.mark.parametrize("long", ["x" * 1_000_000, '"' + "x\n" * (ROW_MAX // 2)])
def test_a_row_over_the_limit_is_refused_and_the_next_is_read(long):
    found = rows(f"name,email\n{long}\nAnne,a@example.org\n")
    assert found[0] == Refused("f:2", LONG)
    assert found[-1][1] == {"name": ["Anne"], "email": ["a@example.org"]}


def test_a_row_at_the_limit_is_read():
    assert rows(f"name,email\nAnne,{'x' * (ROW_MAX - 6)}\n")[0][0] == 2


def test_no_line_is_looked_at_more_than_twice(monkeypatch):
    seen = []
    ask = csv_table._Lines.__next__  # noqa: SLF001 - counts lines instead of seconds
    monkeypatch.setattr(
        csv_table._Lines,  # noqa: SLF001 - as above
        "__next__",
        lambda lines: (seen.append(lines.number), ask(lines))[1],
    )
    table = find_table(b"name,email\n" + b'"Anne,x\n""""\nBob,y\n' * 2_000, SCORE)
    seen.clear()
    list(table.rows("f"))
    assert len(seen) < 2.1 * 6_000


@pytest.mark.parametrize("reader", [google, linkedin, outlook, csv_people])
@pytest.mark.parametrize("data", [b"", b" \n\n", b"\xff\xfe", b"\0\0\0\0"])
def test_an_empty_file_has_nobody_in_it(reader, data):
    assert not [found for found in reader.read(data, "f") if isinstance(found, PersonRecord)]
    assert not reader.sniff(data)


@pytest.mark.parametrize("reader", [google, linkedin, outlook, csv_people])
def test_another_kind_of_file_is_refused_once(reader):
    (found,) = reader.read(b"BEGIN:VCARD\nFN:Anne\nEND:VCARD\n" * 50, "cards.vcf")
    assert found.where == "cards.vcf:1"
    assert not reader.sniff(b"BEGIN:VCARD\nFN:Anne\nEND:VCARD\n")


@pytest.mark.parametrize(
    ("header", "same"),
    [
        ("E-Mail 2: Adresse", "email2adresse"),
        ("Straße geschäftlich", "strassegeschaftlich"),
        ("  Prénom ", "prenom"),
        ("x" * 101, ""),
    ],
)
def test_columns_are_compared_by_letters_and_digits(header, same):
    assert key(header) == same


@pytest.mark.parametrize(
    ("encoding", "name"),
    [("cp1250", "Jiří Dvořák"), ("cp1251", "Иван Петров"), ("cp1254", "Gümüşoğlu")],
)
def test_under_an_english_header_the_rows_tell_the_encoding(encoding, name):
    data = f"name,email\n{name},a@example.org\n".encode(encoding)
    assert [record.name for record in csv_people.read(data, "f")] == [name]
