"""Find the pairs of people whose names are worth comparing, without holding what all names are."""

from __future__ import annotations

from itertools import product

from counting import counted
from hypothesis import given
from hypothesis import strategies as st

from tinynet.duplicates.rules import name_blocks, name_similarity
from tinynet.duplicates.rules.person_signals import PersonSignals

SYLLABLES = ["ba", "di", "gu", "ko", "le", "mo", "ny", "pa", "ru", "se", "ti", "vu", "wo", "xa"]
NAMES = [f"{'-'.join(made)} Baker" for made in product(SYLLABLES, repeat=4)]


@given(st.lists(st.sets(st.text("ab", max_size=3)), max_size=8))
def test_those_who_share_a_key_are_found_in_their_order(keys):
    sharers = name_blocks.Sharers(len(keys))
    for who, theirs in enumerate(keys):
        sharers.add(who, theirs)
    holders = [
        [who for who, theirs in enumerate(keys) if key in theirs] for key in set().union(*keys)
    ]
    assert sorted(sharers.blocks()) == sorted(who for who in holders if len(who) > 1)


def test_one_letter_makes_a_pair_and_another_word_none():
    names = ("Anne Baker", "Ane Baker", "Bob Marsh", "Anne Louise Baker", "A. Baker")
    people = {number: PersonSignals(number, name) for number, name in enumerate(names)}
    pairs = name_blocks.similar_name_pairs(list(people.values()), people)
    assert pairs == {(0, 1), (0, 3), (0, 4), (1, 4)}


def test_few_prepared_names_are_held_at_a_time(monkeypatch):
    names = counted(name_similarity.PreparedName)
    monkeypatch.setattr(name_similarity, "PreparedName", names)
    name_similarity.all_names.cache_clear()
    people = {number: PersonSignals(number, name) for number, name in enumerate(NAMES[:6000])}
    name_blocks.similar_name_pairs(list(people.values()), people)
    held = names.most
    name_similarity.all_names.cache_clear()
    assert held <= name_similarity.NAMES_HELD + 1
