"""People as CSV, safe in spreadsheets, and back again."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tinynet.core.names import check_name
from tinynet.errors import BadValueError
from tinynet.exchange.record import Contact, DateRecord, PersonRecord, RelationRecord
from tinynet.exchange.tables import read as csv_people
from tinynet.exchange.tables import write as csv_write

NOBODY = PersonRecord(source="tinynet", source_id="", fingerprint="", line=0, name="Bob")
ANNE = replace(
    NOBODY,
    name="Anne Øvergård",
    nicknames=("Annie", "The Roaster"),
    circle="inner",
    every=14,
    tags=("running", "book-club"),
    emails=(Contact("work", "anne@example.org"), Contact("", "a@example.net")),
    phones=(Contact("mobile", "+44 20 7946 0123"), Contact("", "01 23")),
    addresses=(Contact("home", "12 High Street, York"),),
    urls=(Contact("", "https://example.org"),),
    ims=(Contact("", "anne77"), Contact("skype", "anne.o"), Contact("", "78")),
    birthday="--03-04",
    dates=(DateRecord("anniversary", "2010-06"),),
    organisation="Baker & Sons",
    title="Roaster",
    met_how="the stall",
    met_at="York",
    met_on="2019~",
    met_via="Rock'-n'-Roll Caroline",
    facts=(("biscuit", "ginger nut"), ("desk", "by the window")),
    notes=("=1+1", "two\nlines"),
    relations=(RelationRecord("spouse", "Sam"), RelationRecord("child", "Mia")),
    archived=True,
)
WHOLE = (
    "handle,name,nicknames,circle,every,tags,emails,phones,addresses,urls,messengers,birthday,"
    "dates,organisation,title,met_how,met_at,met_on,met_via,facts,notes,relations,archived\r\n"
    "anne-o,Anne Øvergård,Annie; The Roaster,inner,2 weeks,running; book-club,"
    'anne@example.org; a@example.net,\'+44 20 7946 0123; 01 23,"12 High Street, York",'
    "https://example.org,anne77; skype: anne.o; : 78,'--03-04,anniversary: 2010-06,Baker & Sons,"
    "Roaster,the stall,York,2019~,"
    "Rock'-n'-Roll Caroline,biscuit: ginger nut; desk: by the window,\"'=1+1\n\ntwo\nlines\","
    "spouse: Sam; child: Mia,yes\r\n"
    "bob,Bob,,,,,,,,,,,,,,,,,,,,,\r\n"
)


def test_a_row_a_person():
    assert "".join(csv_write.write([("anne-o", ANNE), ("bob", NOBODY)])) == WHOLE


def test_the_rows_are_read_back_without_labels():
    read = list(csv_people.read(WHOLE.encode(), "friends.csv"))
    unlabelled = {
        field: tuple(Contact("", way.value) for way in getattr(ANNE, field))
        for field in ("emails", "phones", "addresses", "urls")
    }
    anne = replace(ANNE, **unlabelled, source="csv")
    found = [replace(one, fingerprint="", line=0, warnings=()) for one in read]
    assert found == [
        replace(anne, source_id="anne-o"), replace(NOBODY, source="csv", source_id="bob"),
    ]  # fmt: skip


def test_what_stands_between_values_may_stand_in_them():
    odd = replace(
        NOBODY,
        source="csv",
        source_id="bob",
        nicknames=("Bob; the tall", '"Bo"'),
        tags=("x;y", "a,b"),
        addresses=(Contact("", "1 Hill; back"), Contact("", "2 Hill")),
        urls=(Contact("", "https://example.org/a; b"),),
        met_how="a stall\n\non Fridays",
        facts=(
            ("dog", "Biscuit; a spaniel"),
            ("biscuit", 'nut; "k: v"'),
            ("a: b", "c"),
            ("a; b", "c: d"),
            ('"q"', '"r"'),
        ),
        notes=("two\n\n\nempty lines", "=1"),
        relations=(RelationRecord("older; sister", "Mia: x"),),
    )
    table = "".join(csv_write.write([("bob", odd)]))
    (found,) = csv_people.read(table.encode(), "friends.csv")
    assert replace(found, fingerprint="", line=0) == odd
    assert '"dog: Biscuit; a spaniel; ""biscuit: nut; """"k: v""""""; ' in table  # as few as can be


@pytest.mark.parametrize(
    "cell", ["=1+1", "+44", "-1", "@x", "\tx", "\rx", "＝1", "＋1", "－1", "＠x", "'=1", "''-1"]  # noqa: RUF001  full-width on purpose
)  # fmt: skip
def test_no_spreadsheet_computes_a_cell(cell):
    assert csv_write.neutral(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "x=1", "'x", "1+1", " =1", "a@b"])
def test_other_cells_stay_as_they_are(cell):
    assert csv_write.neutral(cell) == cell


def names(typed: str) -> bool:
    try:
        return check_name(typed) == typed
    except BadValueError:
        return False


@settings(max_examples=60, deadline=None)
@example(["'=1", "''x", "''-1", "=1"])
@example(["NULL", "#N/A", '="0170"'])
@given(st.lists(st.text(max_size=20).filter(names), min_size=1, max_size=4))
def test_any_names_are_read_back(people):
    told = [(f"h{n}", replace(NOBODY, name=name)) for n, name in enumerate(people)]
    text = "".join(csv_write.write(told))
    assert [row["name"].lstrip("'") for row in csv.DictReader(io.StringIO(text))] == [
        name.lstrip("'") for name in people
    ]
    assert [one.name for one in csv_people.read(text.encode(), "a.csv")] == people
