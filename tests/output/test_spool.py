"""Long answers: made whole before the first word is written, a thousand rows at a time."""

from __future__ import annotations

import io
import json
import tempfile

import pytest
from counting import counted

from tinynet.output import csv, nl, plain, spool
from tinynet.output import json as as_json
from tinynet.output.answer import CHUNK, Answer

MANY = 6_000
FEW = 100_000  # characters to be held here, so that so many rows are a long answer
COLUMNS = ("id", "note", "people", "deep", "ratio", "minutes", "about")


Row = counted(tuple)


class Database:
    closed = False

    def close(self):
        self.closed = True


class Reader(io.StringIO):
    """A pager: it sees whether the database is let go when the first word comes."""

    def __init__(self, store):
        super().__init__()
        self.store = store

    def write(self, text):
        assert self.store.closed
        return super().write(text)


def row(number):
    note = "héllo\u202e =1+1" if number % 7 else None
    people = ("anne,bob", "", None, "é,\u2066")[number % 4]
    minutes, about = (60, None)[number % 2], ({"a": [1]}, None, [], "x\x7f", True)[number % 5]
    return number, note, people, number % 2, number / 4, minutes, about


def answers(count, kind=Row):
    """The same answer with its rows to be read, and with all of them held."""
    streamed = Answer("contacts.history", {"more": False}, key="interactions", columns=COLUMNS)
    streamed.read_from(Database(), (kind(row(number)) for number in range(count)))
    held = Answer(
        "contacts.history", {"more": False}, key="interactions", columns=COLUMNS,
        rows=[row(number) for number in range(count)],
    )  # fmt: skip
    return streamed, held


@pytest.mark.parametrize("form", [plain, as_json, nl, csv])
@pytest.mark.parametrize("count", [0, 1, CHUNK, CHUNK + 1, MANY])
def test_a_long_answer_is_the_same_text_and_holds_two_chunks_of_rows_at_the_most(
    form, count, monkeypatch
):
    monkeypatch.setattr(spool, "HELD", FEW)
    streamed, held = answers(count)
    Row.alive = Row.most = 0
    out = Reader(streamed.store)
    spool.write(out, form.pieces(streamed), streamed)
    assert out.getvalue() == "".join(form.pieces(held))
    assert Row.most <= 2 * CHUNK + 2


def unhidden(text):
    """JSON as we write it: what could steer a terminal is escaped."""
    for letter in "\u202e\u2066\x7f":
        text = text.replace(letter, f"\\u{ord(letter):04x}")
    return text


@pytest.mark.parametrize("count", [0, 1, 2, 3, 7, CHUNK + 1])
def test_json_is_what_the_standard_library_writes_with_an_indent(count):
    _, held = answers(count)
    text = json.dumps(held.envelope(), ensure_ascii=False, indent=2)
    assert "".join(as_json.pieces(held)) == unhidden(text) + "\n"


@pytest.mark.parametrize("count", [0, 1, 7, CHUNK + 1])
def test_a_line_a_record_is_what_the_standard_library_writes(count):
    _, held = answers(count)
    made = [json.dumps(record, ensure_ascii=False) for record in held.records()]
    assert "".join(nl.pieces(held)) == unhidden("".join(f"{line}\n" for line in made))


@pytest.mark.parametrize("number", [float("nan"), float("inf"), -float("inf")])
@pytest.mark.parametrize("form", [as_json, nl])
def test_what_json_has_no_number_for_is_refused(number, form):
    answer = Answer("people.list", key="people", columns=("depth",), rows=[(number,)])
    with pytest.raises(ValueError, match="not JSON compliant"):
        "".join(form.pieces(answer))


def test_columns_at_once_give_the_csv_that_cells_one_by_one_do():
    _, held = answers(7)
    rows = [[csv.cell(value) for value in record.values()] for record in held.records()]
    assert "".join(csv.pieces(held)) == csv.lines([COLUMNS, *rows])


@pytest.mark.parametrize(
    "value",
    [
        {},
        [],
        {"a": []},
        {"a": {"b": [1, {"c": None}]}},
        [True, 1, 1.5, -0.0, 'é\n"\\', (1, 2)],
        10**20,
    ],
)
def test_any_value_is_indented_as_the_standard_library_does(value):
    text = json.dumps(value, ensure_ascii=False, indent=2)
    assert as_json.indented(value, "\n") == text


def test_a_spool_has_no_name(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(spool, "HELD", FEW)
    seen = []
    streamed, _ = answers(MANY)

    class Looking(io.StringIO):
        def write(self, text):
            seen.append(list(tmp_path.iterdir()))
            return super().write(text)

    spool.write(Looking(), as_json.pieces(streamed), streamed)
    assert len(seen) > 1
    assert not any(seen)


def test_an_answer_that_cannot_be_made_writes_nothing_and_lets_the_database_go():
    def rows():
        yield row(1)
        raise ValueError

    streamed, out = answers(0)[0], io.StringIO()
    streamed.rows = rows()
    with pytest.raises(ValueError, match=r"^$"):
        spool.write(out, nl.pieces(streamed), streamed)
    assert (out.getvalue(), streamed.store.closed) == ("", True)
