"""Who should meet."""

from __future__ import annotations

from math import log2

from hypothesis import given, settings
from hypothesis import strategies as st

from tinynet.gatherings.rules import pairing
from tinynet.gatherings.rules.common_ground import INTEREST, Thing, pairs, rarity
from tinynet.gatherings.rules.pairing import Match


def tags(*words):
    return {Thing(INTEREST, word, word) for word in words}


HAVE = {
    "anne": tags("running", "cheese"),
    "bob": tags("running", "chess"),
    "caro": tags("cheese"),
    "dora": tags("running", "chess"),
    "emil": set(),
}
CLOSE = {"anne": 2.0, "bob": 1.0, "caro": 0.0, "dora": 0.5, "emil": 3.0}


def test_what_is_rare_counts_more_and_then_who_is_close():
    assert pairing.matches(HAVE, CLOSE, {("anne", "bob")}) == [
        Match(("bob", "dora"), round(log2(1 + 5 / 3) + log2(3.5), 9)),
        Match(("anne", "caro"), round(log2(3.5), 9)),
        Match(("anne", "dora"), round(log2(1 + 5 / 3), 9)),
    ]
    assert [thing.key for thing in pairing.shared(HAVE, ("bob", "dora"))] == ["chess", "running"]


def test_only_pairs_with_one_person():
    found = pairing.matches(HAVE, CLOSE, set(), who="dora")
    assert [match.people for match in found] == [("bob", "dora"), ("anne", "dora")]


def test_nobody_fills_the_list():
    found = [Match(("anne", str(n)), 9.0 - n) for n in range(5)] + [Match(("bob", "caro"), 1.0)]
    assert pairing.limit_repeats(found, 4) == [found[0], found[1], found[5]]
    assert pairing.limit_repeats(found, 1) == found[:1]


def test_of_a_crowd_the_closest_are_paired():
    many = pairing.CROWD + 20
    have = {f"p{n:03}": tags("all") for n in range(many)}
    found = pairing.matches(have, {handle: float(handle[1:]) for handle in have}, set())
    named = {handle for match in found for handle in match.people}
    assert named == {f"p{n:03}" for n in range(20, many)}
    alone = pairing.matches(have, dict.fromkeys(have, 0.0), set(), who="p000")
    assert len(alone) == many - 1


def test_where_much_is_common_fewer_of_a_crowd_are_paired():
    dozen = tags(*"abcdefghijkl")
    have = {f"p{n:03}": dozen for n in range(pairing.CROWD)}
    found = pairing.matches(have, {handle: float(handle[1:]) for handle in have}, set())
    named = {handle for match in found for handle in match.people}
    assert named == {f"p{n:03}" for n in range(pairing.CROWD // 2, pairing.CROWD)}
    assert found[0].score == len(dozen)
    assert len(found) * len(dozen) <= pairing.PAIRS


WORDS = st.sets(st.sampled_from("abcdef"), max_size=4).map(lambda words: tags(*words))


@settings(max_examples=100, deadline=None)
@given(
    have=st.dictionaries(st.sampled_from("klmnopqr"), WORDS, max_size=8),
    apart=st.sets(st.tuples(st.sampled_from("klmn"), st.sampled_from("opqr"))),
)
def test_all_pairs_are_found_as_by_comparing_all_with_all(have, apart):
    telling = rarity(have)
    expected = sorted(
        (-round(sum(telling[t] for t in have[one] & have[other]), 9), (one, other))
        for one, other in pairs(have)
        if have[one] & have[other] and (one, other) not in apart
    )
    found = pairing.matches(have, dict.fromkeys(have, 1.0), apart)
    assert [(-match.score, match.people) for match in found] == expected
