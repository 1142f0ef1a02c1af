"""Matching imported records to existing people."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tinynet.core.names import fold, looks_like
from tinynet.exchange.importing.matching import (
    Index,
    LookAlikes,
    Mark,
    match_records,
    names_overlap,
)

PHONE = ("phone", "+4477009001")
EMAIL = ("email", "anne@example.org")
ANNE, BOB, OTHER_ANNE = 1, 2, 3
NEW = 10


def index(**more):
    people = {ANNE: ("Anne Baker", "Annie"), BOB: ("Bob Baker",)}
    return Index(**{"names": people, "handles": {ANNE: "anne-b", BOB: "bob-b"}, **more})


def mark(name, source_id="", fingerprint="", reach=(), nicknames=()):
    return Mark("vcard", source_id, fingerprint or f"print of {name}", (name, *nicknames), reach)


def test_the_signs_go_before_one_another():
    known = index(
        cards={("vcard", "seen"): BOB}, ids={("vcard", "u1"): {ANNE}}, reach={EMAIL: {ANNE}}
    )
    assert match_records(known, [mark("Anyone", "u9", "seen", (EMAIL,))], NEW) == [(BOB, "id")]
    assert match_records(known, [mark("Anyone", "", "seen", (EMAIL,))], NEW) == [(BOB, "same card")]
    assert match_records(known, [mark("Bob Baker", "u1", reach=(EMAIL,))], NEW) == [(ANNE, "id")]
    assert match_records(known, [mark("A. Baker", "u2", reach=(EMAIL,))], NEW) == [(ANNE, "email")]
    assert match_records(known, [mark("annie", "u2", reach=(EMAIL,))], NEW) == [(ANNE, "email")]
    assert match_records(known, [mark("ANNE BÁKER")], NEW) == [(ANNE, "name")]
    assert match_records(known, [mark("Anne Bakr")], NEW) == [(NEW, "")]


def test_two_who_share_a_telephone_and_a_surname_stay_two():
    known = index(reach={PHONE: {ANNE}})
    marks = [mark("Bob Baker jr", reach=(PHONE,)), mark("Anne Baker", reach=(PHONE,))]
    assert match_records(known, marks, NEW) == [(NEW, ""), (ANNE, "phone")]


def test_an_address_alone_is_whose_it_is_and_takes_nobody_from_a_card_with_a_name():
    known = index(reach={EMAIL: {ANNE}, PHONE: {ANNE, BOB}})
    marks = [
        replace(mark("anne@example.org", reach=(EMAIL,)), is_nameless=True),
        mark("Anne Baker", reach=(EMAIL,)),
        replace(mark("+44 1632 960999", reach=(PHONE,)), is_nameless=True),
        mark("anne@example.org, twice", reach=(EMAIL,)),
    ]
    found = [(ANNE, "email"), (ANNE, "email"), (NEW, ""), (NEW + 1, "")]
    assert match_records(known, marks, NEW) == found


def test_a_name_that_two_people_or_two_cards_have_says_nothing():
    twins = index()
    twins.names[OTHER_ANNE] = ("Anne Baker",)
    assert match_records(twins, [mark("Anne Baker")], NEW) == [(NEW, "")]
    cards = [mark("Anne Baker", fingerprint="a"), mark("Anne Baker", fingerprint="b")]
    assert match_records(index(), cards, NEW) == [(NEW, ""), (NEW + 1, "")]


def test_a_card_that_changed_does_not_take_the_place_of_its_namesake():
    known = index(cards={("vcard", "two"): OTHER_ANNE}, reach={EMAIL: {ANNE, OTHER_ANNE}})
    known.names[OTHER_ANNE] = ("Anne Baker",)
    marks = [
        mark("Anne Baker", fingerprint="one, changed", reach=(EMAIL,)),
        mark("Anne Baker", fingerprint="two", reach=(EMAIL,)),
    ]
    assert match_records(known, marks, NEW) == [(ANNE, "email"), (OTHER_ANNE, "same card")]


def test_the_same_card_twice_is_one_person():
    assert match_records(Index(), [mark("Anne"), mark("Anne")], NEW) == [
        (NEW, ""),
        (NEW, "same card"),
    ]


def test_one_id_twice_is_one_person_only_under_a_like_name():
    marks = [mark("Anne Baker", "0"), mark("Anne", "0"), mark("Bob Marsh", "0")]
    assert match_records(Index(), marks, NEW) == [(NEW, ""), (NEW, "id"), (NEW + 1, "")]
    known = Index(ids={("vcard", "0"): {ANNE, BOB}}, cards={("vcard", "print of Anne"): ANNE})
    known.names = {ANNE: ("Anne",), BOB: ("Bob",)}
    changed = [mark("Bob", "0", "changed"), mark("Anne", "0")]
    assert match_records(known, changed, NEW) == [(BOB, "id"), (ANNE, "id")]


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Anne", "Dr. Anne Baker", True),
        ("A. Baker", "Anne Baker", True),
        ("Baker Anne", "Anne Baker", True),
        ("Katharine", "Katherine", True),
        ("Anne Baker", "Bob Baker", False),
        ("Anne", "Bob", False),
        ("A.", "Anne Baker", False),
        ("Anne Baker", "Anne Marsh", False),
        ("山田", "山田", True),
    ],
)
def test_names_that_may_mean_one_person(one, other, alike):
    assert names_overlap([one], [other]) is alike
    assert names_overlap([other], [one]) is alike


def test_look_alikes_are_found_by_a_letter_an_accent_or_the_order():
    alike = ("Brandvold Elodie", "elodie brandvold", "Elodie Brandvoldt", "Elodie Brandold")
    known = LookAlikes(["Élodie Brandvold"], [*alike, "Elodie Brandt"])
    for name in alike:
        assert known.find(name) == "Élodie Brandvold", name
    assert known.find("Elodie Brandt") is None
    fresh = LookAlikes([], ["Élodie Brandvold", *alike])
    assert fresh.find("Élodie Brandvold") is None
    fresh.add("Élodie Brandvold")
    for name in alike:
        assert fresh.find(name) == "Élodie Brandvold", name


@given(
    st.lists(st.text("abÁ ", min_size=1, max_size=7).filter(str.strip), max_size=8),
    st.lists(st.text("abÁ ", min_size=1, max_size=7).filter(str.strip), max_size=8),
)
def test_the_first_look_alike_is_found_whoever_else_is_there(here, new):
    known, before = LookAlikes(here, new), list(here)
    for name in new:
        alike = [
            other
            for spelling in spellings(name)
            for other in [next((o for o in before if spelling in spellings(o)), None)]
            if other is not None and looks_like(name, other)
        ]
        assert known.find(name) == next(iter(alike), None)
        known.add(name)
        before.append(name)


def spellings(name):
    whole = " ".join(sorted(fold(name).split()))
    return [whole, *(whole[:at] + whole[at + 1 :] for at in range(len(whole)))]


def test_of_names_that_are_all_different_next_to_nothing_is_held():
    dice = random.Random(1)
    names = ["".join(dice.choices("abcdefghijklmnopqrstuvwxyz", k=20)) for _ in range(2_000)]
    known = LookAlikes(names[:1_000], names[1_000:])
    for name in names[1_000:]:
        assert known.find(name) is None
        known.add(name)
    assert len(known) < 0.3 * len(names[:1_000]) * 21
    known = LookAlikes([], names)
    for name in names:
        known.add(name)
    assert len(known) < 0.1 * len(names) * 21


NAMES = st.sampled_from(["Anne Baker", "Anne", "Bob Baker", "Bob", "A. Baker"])
MARKS = st.lists(
    st.builds(
        Mark,
        st.just("vcard"),
        st.sampled_from(["", "u1", "u2"]),
        st.sampled_from(["f1", "f2", "f3", "f4"]),
        NAMES.map(lambda name: (name,)),
        st.sets(st.sampled_from([PHONE, EMAIL])).map(tuple),
    ),
    max_size=6,
    unique_by=lambda m: m.fingerprint,
)


@given(MARKS)
def test_a_second_time_everybody_is_recognised_as_before(marks):
    known = Index()
    first = match_records(known, marks, NEW)
    for (person, _), told in zip(first, marks, strict=True):
        known.names.setdefault(person, told.names)
        known.cards[told.card] = person
        known.ids.setdefault(told.id, set()).add(person)
        for way in told.reach:
            known.reach.setdefault(way, set()).add(person)
    again = match_records(known, marks, 100)
    assert [person for person, _ in again] == [person for person, _ in first]
    assert all(by for _, by in again)


@given(MARKS)
def test_people_with_different_names_are_not_merged(marks):
    for number, (person, _) in enumerate(match_records(Index(), marks, NEW)):
        earlier = [
            m
            for m, (p, _) in zip(marks, match_records(Index(), marks, NEW), strict=True)
            if p == person
        ]
        assert any(names_overlap(marks[number].names, m.names) for m in earlier)
