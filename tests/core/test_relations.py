from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tinynet.core.relations import RELATION_MAX, check_relation, inverse, sentence
from tinynet.errors import BadValueError

words = st.sampled_from(
    ["spouse", "child", "mother", "daughter", "brother", "boss", "manager", "aunt", "knows", "vet"]
) | st.text(st.characters(categories=["Ll", "Nd"]), min_size=1, max_size=30)


@pytest.mark.parametrize(
    ("relation", "other_side"),
    [
        ("spouse", "spouse"),
        ("avoid", "avoid"),
        ("neighbour", "neighbour"),
        ("parent", "child"),
        ("child", "parent"),
        ("mother", "child"),
        ("son", "parent"),
        ("sister", "sibling"),
        ("husband", "spouse"),
        ("grandma", "grandma of"),
        ("grandmother", "grandchild"),
        ("uncle", "niece or nephew"),
        ("niece", "aunt or uncle"),
        ("boss", "report"),
        ("manager", "report"),
        ("report", "boss"),
        ("landlord", "tenant"),
        ("vet", "vet of"),
        ("vet of", "vet"),
    ],
)
def test_a_relation_reads_right_from_the_other_side(relation, other_side):
    assert inverse(relation) == other_side


@given(words)
def test_turning_round_three_times_is_turning_round_once(relation):
    once = inverse(relation)
    assert inverse(inverse(once)) == once


def test_a_relation_is_folded():
    assert check_relation("  Best   MÁN ") == "best man"
    assert check_relation("x" * RELATION_MAX) == "x" * 40


@pytest.mark.parametrize("typed", ["", "  ", "--", "a\x00b", "\udcff", "a\x1b[31m"])
def test_what_is_no_word_is_no_relation(typed):
    with pytest.raises(BadValueError, match="cannot be a relation"):
        check_relation(typed)


def test_a_relation_has_forty_characters_at_most():
    with pytest.raises(BadValueError, match="The relation has 41 characters; 40 are the most"):
        check_relation("x" * 41)


@pytest.mark.parametrize(
    ("relation", "said"),
    [
        ("spouse", "Sam is Anne's spouse"),
        ("knows", "Anne knows Sam"),
        ("avoid", "Anne and Sam avoid each other"),
        ("vet of", "Sam is vet of Anne"),
    ],
)
def test_a_relation_is_said_as_a_sentence(relation, said):
    assert sentence("Anne", relation, "Sam") == said


def test_a_name_with_an_s_at_its_end_takes_none_more():
    assert sentence("Boris", "child", "Sam") == "Sam is Boris' child"
