from __future__ import annotations

import pytest

from tinynet.errors import UsageError
from tinynet.screen import rules


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("coffee anne", ["coffee", "anne"]),
        ("  coffee   anne ", ["coffee", "anne"]),
        ('anne --note "her new job"', ["anne", "--note", "her new job"]),
        ("anne her son's school", ["anne", "her", "son's", "school"]),
        ("anne it's Anne's", ["anne", "it's", "Anne's"]),
        ("anne 'the red lion' x", ["anne", "the red lion", "x"]),
        ("anne 'son's school'", ["anne", "son's school"]),
        ('--every ""', ["--every", ""]),
        ("--note='a b'", ["--note=a b"]),
        ("$HOME *", ["$HOME", "*"]),
    ],
)
def test_a_line_is_parted_as_a_shell_does_but_apostrophes_stay(line: str, words: list[str]) -> None:
    assert rules.split_line(line) == words


def test_a_quotation_that_is_not_closed_is_refused() -> None:
    with pytest.raises(UsageError, match="not closed"):
        rules.split_line('anne "her new')


@pytest.mark.parametrize(
    ("line", "cursor", "candidate", "made"),
    [
        (" anne", 0, "coffee", ("coffee anne", 7)),
        ("cof anne", 3, "coffee", ("coffee anne", 7)),
        ("coffee an", 9, "anne", ("coffee anne ", 12)),
        ("x an", 4, "long walk", ('x "long walk" ', 14)),
    ],
)
def test_a_candidate_takes_the_place_of_the_word_at_the_cursor(
    line: str, cursor: int, candidate: str, made: tuple[str, int]
) -> None:
    assert rules.completed(line, cursor, candidate) == made


def test_the_word_being_typed_is_the_last_one() -> None:
    assert rules.words_before("coffee an") == ["coffee", "an"]
    assert rules.words_before("coffee ") == ["coffee", ""]
    assert rules.words_before("") == [""]
    assert rules.words_before('x "a b') == ["x", "a b"]


def test_everybody_is_who_is_due_then_the_others_by_rank() -> None:
    from datetime import date

    due = [rules.Row("bob", "Bob", "due, 9 days ago")]
    people = [
        {"handle": "anne", "name": "Anne", "last_on": "2026-02-27"},
        {"handle": "bob", "name": "Bob", "last_on": "2026-02-20"},
        {"handle": "mei", "name": "Mei", "last_on": None},
    ]
    assert rules.everybody(due, people, date(2026, 3, 1)) == [
        rules.Row("bob", "Bob", "due, 9 days ago"),
        rules.Row("anne", "Anne", "2 days ago"),
        rules.Row("mei", "Mei", "not yet"),
    ]
