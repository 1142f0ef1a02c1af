"""Fold, check and match names, and make handles from them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tinynet.cli import checks
from tinynet.core import names
from tinynet.core.relations import check_relation
from tinynet.errors import BadValueError, UsageError

PEOPLE = [
    (1, "anne-b", "Anne Baker"),
    (2, "anne-m", "Anne Marsh"),
    (3, "joanna-s", "Joanna Stone"),
    (4, "zoe-o", "Zoë Ortiz"),
    (5, "oyvind", "Øyvind"),
    (6, "mikasu", "美咲"),
    (7, "irina-k", "Ирина Ковалёва"),
    (8, "ann-l", "Ann Lee"),
    (9, "bob-o", "Bob O\u2019Brien"),
    (10, "jean-luc-p", "Jean-Luc Picard"),
]
FOUND = [(*row, names.search_text(row[1], row[2])) for row in PEOPLE]


def chosen(typed: str) -> list[int]:
    words = names.typed_words(typed)
    return [
        row[0]
        for row in names.best_matches(typed, [r for r in FOUND if all(w in r[3] for w in words)])
    ]


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ("baker", [1]), ("Baker Anne", [1]), ("BAKER", [1]), ("anne", [1, 2]), ("ann", [8]),
        ("joa", [3]), ("nne", []), ("t", []), ("zoe", [4]), ("ZOË ortiz", [4]), ("oyvind", [5]),
        ("Øyvind", [5]), ("美咲", [6]), ("ирина", [7]), ("ковалева", [7]), ("stone jo", []),
        ("anne b", [1]), ("nobody", []), ("an", []), ("o", []), ("b", []), ("bob o", [9]),
        ("o'brien", [9]), ("obrien", [9]), ("obri", [9]), ("brien", []),
        ("jean-luc", [10]), ("jean", [10]), ("luc", [10]), ("picard jean-luc", [10]),
        ("jean-l", [10]), ("an-luc", []),
        ("\u202aAnne Baker\u202c", [1]), ("\u200ean\u00adne b", [1]),
    ],
)  # fmt: skip
def test_a_person_is_found_by_words_and_beginnings_whatever_case_accents_and_order(
    typed: str, ids: list[int]
) -> None:
    assert chosen(typed) == ids


@pytest.mark.parametrize(
    ("name", "taken", "handle"),
    [
        ("Anne", (), "anne"),
        ("Anne", ("anne",), "anne-2"),
        ("Anne Baker", (), "anne-b"),
        ("Anne Baker", ("anne-b",), "anne-ba"),
        ("Anne B", ("anne-b", "anne-b-2"), "anne-b-3"),
        ("Dr. Zoë van der Øst", (), "zoe-o"),
        ("美咲", (), "美咲"),
        ("🦊", (), "friend"),
        ("O'Brien", (), "obrien"),
    ],
)
def test_a_handle_is_short_and_free(name: str, taken: tuple[str, ...], handle: str) -> None:
    assert names.make_handle(name, lambda made: made not in taken) == handle


@given(st.lists(st.text(min_size=1, max_size=40), max_size=30))
def test_handles_are_unique_and_can_be_typed_again(typed: list[str]) -> None:
    taken: set[str] = set()
    for name in typed:
        handle = names.make_handle(name, lambda made: made not in taken)
        assert handle not in taken
        assert " " not in handle
        assert names.fold(handle) == handle
        taken.add(handle)


@pytest.mark.parametrize(
    "name", ["", "   ", "\t\n", "\x00\x1b", "...", "-", "\u202e\u200b", "x" * 201]
)
def test_a_name_that_is_none_is_refused(name: str) -> None:
    with pytest.raises(BadValueError):
        names.check_name(name)


INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b\u180e\u2000\u2003\u200b\u200c\u200d\u200e\u2028"
    "\u202e\u202f\u2060\u2062\u2065\u2066\u206f\u2800\u3000\u3164\ufe00\ufe0f\ufeff\uffa0\ufff0\ufff9"
    "\U00016fe4\U0001d159\U0001d173\U000e0001\U000e0041\U000e007f\U000e0100\U000e01f0"
)


@pytest.mark.parametrize("letter", INVISIBLE, ids=ascii)
def test_what_cannot_be_seen_is_no_name_handle_tag_relation_or_text(letter: str) -> None:
    for refuse in (
        names.check_name,
        names.check_handle,
        check_relation,
        lambda typed: checks.tags((typed,)),
        lambda typed: checks.text(typed, "The note"),
    ):
        for typed in (letter, letter * 3, f"{letter} {letter}"):
            with pytest.raises(UsageError):
                refuse(typed)
    assert names.make_handle(f"{letter} Anne", lambda _: True).strip(letter).startswith("anne")


@pytest.mark.parametrize(
    "sign", ["\U0001f9d1\u200d\U0001f33e", "\u2764\ufe0f", "\u661f", "\ue000", "\U0001faff"]
)
def test_a_name_may_be_one_sign_that_is_seen(sign: str) -> None:
    assert names.check_name(sign) == sign


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Anne   Baker ", "Anne Baker"),
        ("Anne\nBaker", "Anne Baker"),
        ("An\x1b[31mne", "An[31mne"),
        ("A\u202enne", "Anne"),
        ("👩‍👩‍👧 Family", "👩‍👩‍👧 Family"),
        ("x" * 200, "x" * 200),
        ("مريم", "مريم"),
    ],
)
def test_a_name_is_kept_printable_and_trimmed(typed: str, kept: str) -> None:
    assert names.check_name(typed) == kept


def test_signs_of_direction_that_come_along_with_a_copied_name_do_not_count() -> None:
    assert names.search_text("anne-b", "\u200fAnne\u2060 Ba\u200bker") == "anne-b\nanne baker"


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert names.fold(names.fold(text)) == names.fold(text)


@pytest.mark.parametrize(
    ("words", "like"),
    [
        (["red", "marathon"], "%marathon%"),
        (["red lion"], "%lion%"),
        (["red", "москва"], None),
        (["marathon", "москва"], "%marathon%"),
        (["100%"], "%100%%"),
        (["a" * 60_000], f"%{'a' * 100}%"),
        ([""], "%%"),
    ],
)
def test_like_is_asked_for_the_longest_word_where_ascii_may_hold_it(
    words: list[str], like: str | None
) -> None:
    assert names.likely(words) == like


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Anne Baker", "anne baker", True), ("Anne Baker", "Baker Anne", True),
        ("Anne Baker", "Anna Baker", True), ("Anne Baker", "Ann Baker", True),
        ("Anne Baker", "Anen Baker", True), ("Zoë", "Zoe", True), ("Anne", "Anna", False),
        ("Anne Baker", "Anne Marsh", False), ("Bob", "Rob", False),
    ],
)  # fmt: skip
def test_look_alikes_differ_by_case_accents_order_or_a_letter(
    one: str, other: str, alike: bool
) -> None:
    assert names.looks_like(one, other) is alike
    assert names.looks_like(other, one) is alike


@pytest.mark.parametrize("typed", ["", "12", "a b", "a/b", "-x", ".", "x" * 61, "ann\x00e"])
def test_a_handle_that_scripts_could_trip_over_is_refused(typed: str) -> None:
    with pytest.raises(BadValueError):
        names.check_handle(typed)


def test_no_handle_begins_with_titles() -> None:
    assert names.make_handle("Herr Dr. Jürgen Müller", lambda _: True) == "jurgen-m"
    assert names.make_handle("Dr. Frau", lambda _: True) == "frau"


@pytest.mark.parametrize(
    ("name", "handle"),
    [("Ing. Petr Novák CSc.", "petr-n"), ("Carl J. Voss Jr.", "carl-v"), ("Pia PhD", "pia")],
)
def test_no_handle_ends_with_a_degree_or_a_junior(name: str, handle: str) -> None:
    assert names.make_handle(name, lambda _: True) == handle
