"""What is looked for, and where a text holds it."""

# ruff: noqa: RUF001  other scripts are what it is about

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tinynet.core.names import fold, fold_letters
from tinynet.search.rules import holds, holds_number, located, marks, parts

CALM = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # on a busy machine


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("red lion", ["red", "lion"]),
        ('"red lion" Dinner', ["red lion", "dinner"]),
        ('"Red   LION"', ["red lion"]),
        ("Café cafe", ["cafe"]),
        ('5" disk', ['5"', "disk"]),
        ('"a b" 5" disk', ["a b", '5"', "disk"]),
        ('"" "  " \u0301', []),
        ('a"b c"d', ["a", "b c", "d"]),
        ("🎂", ["🎂"]),
        ("МОСКВА", ["москва"]),
    ],
)
def test_a_query_is_words_and_phrases(query: str, found: list[str]) -> None:
    assert parts(query) == found


@pytest.mark.parametrize(
    ("text", "query", "marked"),
    [
        ("The Red Lion", "lion red", ["Red", "Lion"]),
        ("the red\n  lion", '"red lion"', ["red\n  lion"]),
        ("Café, CAFE\u0301!", "cafe", ["Café", "CAFE\u0301"]),
        ("Straße", "strasse", ["Straße"]),
        ("Straße", "s", ["S", "ß"]),
        ("ﬁne", "fine", ["ﬁne"]),
        ("в Москве", "москв", ["Москв"]),
        ("banana", "ana nan", ["anana"]),
        ("𝚺𝚺", "σ", ["𝚺𝚺"]),
        ("東京タワー", "タワー", ["タワー"]),
    ],
)
def test_marks_are_offsets_into_the_text_itself(text: str, query: str, marked: list[str]) -> None:
    assert holds(text, parts(query))
    assert [text[start:end] for start, end in marks(text, parts(query))] == marked


@pytest.mark.parametrize(
    ("number", "query", "marked"),
    [
        ("+44 20 7946 0123", "79460123", ["7946 0123"]),
        ("+44 20 7946 0123", "20-7946", ["20 7946"]),
        ("+44 20 7946 0123", '"+44 (20) 7946"', ["44 20 7946"]),
        ("(0161) 496-0999", "0161 4960999", ["0161", "496-0999"]),
        ("(0161) 496-0999", "496-0", ["496-0"]),
    ],
)
def test_digits_find_a_number_however_it_is_spaced(
    number: str, query: str, marked: list[str]
) -> None:
    assert holds_number(number, parts(query))
    assert [number[a:b] for a, b in marks(number, parts(query), is_number=True)] == marked


@pytest.mark.parametrize("query", ["7946 0124", "x7946", "+", "7946 anne"])
def test_other_words_do_not_find_a_number(query: str) -> None:
    assert not holds_number("020 7946 0123", parts(query))


@CALM
@given(st.text())
def test_each_letter_folds_by_itself(text: str) -> None:
    assert "".join(map(fold_letters, text)) == fold_letters(text)
    folded, places = located(text)
    assert folded == fold(text)
    assert len(places) == len(folded)


@CALM
@given(st.text())
def test_what_is_folded_stays_as_it_is(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@CALM
@given(st.text(min_size=1), st.data())
def test_what_a_text_holds_is_marked(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    words = parts(text[start : start + data.draw(st.integers(1, 9))])
    if words and holds(text, words):
        found = marks(text, words)
        assert found
        assert all(0 <= a < b <= len(text) for a, b in found)
        assert all(one[1] < other[0] for one, other in pairwise(found))
