"""Answers as CSV: what a spreadsheet would compute is made plain text."""

from __future__ import annotations

import csv
import io

import pytest

from tinynet.core.spreadsheets import FORMULA_SIGNS
from tinynet.output.answer import Answer
from tinynet.output.csv import pieces


def cells(text: str) -> list[list[str]]:
    """The rows of a CSV file."""
    return list(csv.reader(io.StringIO(text)))


@pytest.mark.parametrize("sign", FORMULA_SIGNS)
def test_a_cell_that_begins_like_a_formula_gets_an_apostrophe(sign: str) -> None:
    answer = Answer("people.list", key="people", columns=("name",), rows=[(f"{sign}1+1",)])
    (_, (cell,)) = cells("".join(pieces(answer)))
    assert cell.startswith("'")


def test_other_text_stays_as_it_is() -> None:
    rows = [("anne", "1+1", 3, None, True)]
    answer = Answer("people.list", key="people", columns=tuple("abcde"), rows=rows)
    assert cells("".join(pieces(answer))) == [list("abcde"), ["anne", "1+1", "3", "", "true"]]


def test_an_answer_that_is_no_list_is_one_row_with_its_keys_flattened() -> None:
    document = {"handle": "anne", "tie": {"depth": 1.5}, "tags": ["a", "b"]}
    assert cells("".join(pieces(Answer("people.show", document)))) == [
        ["handle", "tie.depth", "tags"], ["anne", "1.5", "a,b"],
    ]  # fmt: skip


def test_keys_that_somebody_typed_are_as_harmless_as_values() -> None:
    answer = Answer("any.view", {"facts": {"a\x1b[2Jb": "x"}, "=1+1": "y"})
    assert "".join(pieces(answer)) == "facts.a\\x1b[2Jb,'=1+1\nx,y\n"


def test_facts_that_stand_by_key_and_as_rows_are_columns_once() -> None:
    document = {"handle": "anne", "facts": {"tea": "mint"}, "fact_rows": [{"id": 1, "key": "tea"}]}
    assert "".join(pieces(Answer("people.show", document))) == "handle,facts.tea\nanne,mint\n"
    document |= {"notes": [{"id": 1, "text": "hello"}]}
    assert "".join(pieces(Answer("people.show", document))) == "id,text\n1,hello\n"
