"""What people share, and how telling it is."""

from __future__ import annotations

from math import log2

import pytest

from tinynet.gatherings.rules import common_ground
from tinynet.gatherings.rules.common_ground import FACT, INTEREST, PERSON, WORK, Thing


def tag(word):
    return Thing(INTEREST, word, word)


def test_each_thing_stands_in_one_place():
    have = {
        "anne": {tag("running"), tag("cheese"), tag("market"), Thing(WORK, "mill", "Mill")},
        "bob": {tag("running"), tag("cheese"), Thing(PERSON, "mei", "Mei")},
        "caro": {tag("running"), Thing(PERSON, "mei", "Mei"), tag("dancing")},
    }
    assert vars(common_ground.ground(have)) == {
        "shared": [tag("running")],
        "some": [(tag("cheese"), ["anne", "bob"]), (Thing(PERSON, "mei", "Mei"), ["bob", "caro"])],
        "only": {"anne": [tag("market")], "bob": [], "caro": [tag("dancing")]},
    }


def test_two_spellings_are_one_thing():
    assert Thing(FACT, "team: arsenal", "Team: Arsenal") == Thing(
        FACT, "team: arsenal", "team: arsenal"
    )
    assert Thing(WORK, "arsenal", "Arsenal") != tag("arsenal")


def test_a_rare_thing_is_telling():
    have = {str(n): {tag("all")} | ({tag("two")} if n < 2 else set()) for n in range(20)}
    assert common_ground.rarity(have) == {tag("all"): 1.0, tag("two"): log2(11)}


def test_how_somebody_eats_is_no_bond():
    allergy = Thing(FACT, "allergy: nuts", "Allergy: nuts")
    diet = Thing(FACT, "diet: no pork", "Diet: no pork")
    things = {
        tag("vegan"),
        tag("running"),
        allergy,
        diet,
        Thing(FACT, "team: spurs", "team: Spurs"),
    }
    assert common_ground.bonds({"anne": things}) == {
        "anne": {tag("running"), Thing(FACT, "team: spurs", "")}
    }
    assert sorted(map(common_ground.diet, filter(common_ground.is_diet, things))) == [
        "Allergy: nuts", "no pork", "vegan",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("topic", "key", "is_about"),
    [
        ("running", "running", True),
        ("run", "running", False),
        ("book club", "book-club", True),
        ("book", "book-club", True),
        ("club-book", "book-club", False),
        ("arsenal", "team: arsenal", True),
    ],
)
def test_a_topic_stands_in_a_thing_as_whole_words(topic, key, is_about):
    assert common_ground.is_about(Thing(INTEREST, key, key), topic) is is_about
