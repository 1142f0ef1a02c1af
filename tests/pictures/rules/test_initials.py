"""Initials tell nothing but themselves."""

from __future__ import annotations

import pytest

from tinynet.pictures.rules.initials import initials, masked, masks


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Anne Baker", "AB"), ("anne", "A"), ("Ludwig van der Rohe", "LR"), ("Øystein Å", "ØÅ"),
        ("李 小龙", "李小"), ("🦊 fox", "F"), ("🦊", "?"), ("  ", "?"), ("'t Hooft", "TH"),
        ("משה כהן", "מכ"),
    ],
)  # fmt: skip
def test_initials_are_the_first_letters_of_the_first_and_the_last_word(name, short):
    assert initials(name) == short


def test_two_of_the_same_initials_are_told_apart_by_numbers():
    assert masks([("anne", "Anne B"), ("abe", "Abe Bo"), ("bob", "Bob")]) == {
        "anne": ("p1", "AB"), "abe": ("p2", "AB 2"), "bob": ("p3", "B"),
    }  # fmt: skip


def test_records_keep_numbers_and_lose_whoever_is_in_them_and_whatever_tells():
    known = masks([("anne", "Anne Baker"), ("bob", "Bob")])
    record = {
        "new": [{"handle": "bob", "name": "Bob", "via": "anne", "met_how": "Anne's stall"}],
        "occasions": [{"name": "Anne's dinner"}],
        "hours": 3.5,
    }
    assert masked(record, known) == {
        "new": [{"handle": "p2", "name": "B", "via": "p1", "met_how": None}],
        "occasions": [],
        "hours": 3.5,
    }
