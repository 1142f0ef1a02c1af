"""Resolving a name or an address to a person."""

from __future__ import annotations

import pytest

from tinynet.exchange.importing.matching import Index, Mark
from tinynet.exchange.importing.person_resolver import PersonResolver

EMAIL, SHARED = ("email", "anne@example.org"), ("email", "family@example.org")


@pytest.fixture
def meant() -> PersonResolver:
    return PersonResolver(
        Index(
            cards={("mbox", "f1"): 4},
            ids={("monica", "u1"): {2}, ("monica", "both"): {1, 2}},
            reach={EMAIL: {1}, SHARED: {1, 2}},
            names={
                1: ("Anne Baker", "Annie"), 2: ("Bob Baker",), 3: ("Zoë", "Annie"),
                4: ("Gavin",), 5: ("Sam", "Gav"), 6: ("Sam",),
            },
        )
    )  # fmt: skip


def mark(name: str, *reach: tuple[str, str], source: str = "mbox", **more: str) -> Mark:
    return Mark(source, more.get("id", ""), more.get("fingerprint", "new"), (name,), reach)


@pytest.mark.parametrize(
    ("who", "found"),
    [
        (mark("the tall one", EMAIL, fingerprint="f1"), (4, "same card")),
        (mark("Anne Baker", source="monica", id="u1"), (2, "id")),
        (mark("Anne Baker", source="monica", id="both"), (1, "name")),
        (mark("Bob Baker", source="monica", id="u2"), None),  # who is u1
        (mark("Gavin", source="monica", id="u2"), (4, "name")),
        (mark("Somebody Else", EMAIL), (1, "email")),
        (mark("Bob", SHARED), (2, "email")),
        (mark("Dieter", SHARED), None),
        (mark("ANNE  baker"), (1, "name")),
        (mark("zoe"), (3, "name")),
        (mark("Sam"), None),
        (mark("Gav"), None),
        (mark("Anne"), None),
    ],
)
def test_the_surest_sign_comes_first_and_nobody_is_guessed(meant, who, found):
    assert meant.find(who) == found


def test_a_nickname_does_only_where_asked_for_and_where_one_person_has_it(meant):
    assert meant.find(mark("gav"), by_nickname=True) == (5, "name")
    assert meant.find(mark("Annie"), by_nickname=True) is None
    assert meant.find(mark("Sam"), by_nickname=True) is None


def test_an_added_person_is_found_by_all_that_is_known_of_them(meant):
    meant.add(7, Mark("diary", "x", "f7", ("Ida", "Idy"), (("phone", "+441"),)))
    for who in (
        mark("?!", source="diary", fingerprint="f7"), mark("?", source="diary", id="x"),
        mark("?", ("phone", "+441")), mark("ida"),
    ):  # fmt: skip
        assert meant.find(who)[0] == 7
    assert meant.find(mark("idy"), by_nickname=True) == (7, "name")
