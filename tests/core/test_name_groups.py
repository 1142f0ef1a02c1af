from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tinynet.core.name_groups import JOINING, at_whole_names, readings, runs

WHOLE = {"mit singh", "anne and co", "og"}
PEOPLE = {"anne": {1}, "baker": {1}, "anne baker": {1}, "bob": {2}, "caroline": {3}}
TWO_WAYS = PEOPLE | {"anne bob": {4}, "bob": {2, 4}}


def parted(line: str) -> list[str]:
    words = [word.replace("_", " ") for word in line.split()]
    return [" ".join(run) for run in runs(words, lambda text: text.casefold() in WHOLE)]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("with bob", ["bob"]),
        ("bob and podcast", ["bob", "podcast"]),
        ("anne, bob & caroline", ["anne", "bob", "caroline"]),
        ("anne baker und bob", ["anne baker", "bob"]),
        ("Anne Avec Bob et Li", ["Anne", "Bob", "Li"]),
        ("anne_baker bob", ["anne baker", "bob"]),
        ("the_tall_one_with_the_podcast bob", ["the tall one with the podcast", "bob"]),
        ("mit singh", ["mit singh"]),
        ("mit bob", ["bob"]),
        ("bob mit singh caroline", ["bob", "mit singh", "caroline"]),
        ("mit mit singh", ["mit singh"]),
        ("bob with anne and co", ["bob", "anne and co"]),
        ("og og bob", ["og", "og", "bob"]),
        ("bob, og, anne", ["bob", "og", "anne"]),
        ("anne_baker og bob", ["anne baker", "bob"]),
        ("@club og bob", ["@club", "bob"]),
        ("bob and og anne", ["bob", "og", "anne"]),
        ("bob and", ["bob and"]),
        ("and", ["and"]),
        ("bob + + anne", ["bob", "anne"]),
        ("bob,anne", ["bob", "anne"]),
        ("bob ,anne", ["bob", "anne"]),
        ("bob , anne", ["bob", "anne"]),
        ("anne baker ,@club ,caroline", ["anne baker", "@club", "caroline"]),
        ("bob,anne baker,caroline, li", ["bob", "anne baker", "caroline", "li"]),
        ("@club, bob,@york", ["@club", "bob", "@york"]),
        ("anne,_bob", ["anne, bob"]),
        (",", [","]),
    ],
)
def test_joining_words_part_names_and_are_one_only_where_somebody_is_called_so(line, expected):
    assert parted(line) == expected


@pytest.mark.parametrize(
    ("line", "names", "expected"),
    [
        ("anne baker", PEOPLE, [["anne", "baker"]]),
        ("anne baker bob", PEOPLE, [["anne", "baker", "bob"]]),
        ("anne bob", TWO_WAYS, [["anne", "bob"], ["anne bob"]]),
        ("anne nobody", PEOPLE, []),
    ],
)
def test_a_reading_finds_somebody_for_each_name_and_two_differ_in_whom(line, names, expected):
    found = readings(line.split(), lambda name: frozenset(names.get(name, ())))
    assert sorted(found) == sorted(expected)


@given(st.lists(st.sampled_from([*sorted(JOINING), "anne", "bob,", "a b", "baker"]), max_size=40))
def test_no_word_is_lost_but_joining_ones(typed):
    made = [word for run in runs(typed, lambda _: False) for word in run]
    kept = [word.rstrip(",") for word in typed if word not in JOINING]
    assert [word for word in made if word not in JOINING] == kept
    assert sum(word in JOINING for word in made) <= 1  # one that ends the line


@pytest.mark.parametrize(
    ("run", "pieces"),
    [
        ("caroline anne baker bob", ["caroline", "anne baker", "bob"]),
        ("anne baker", ["anne baker"]),
        ("anne bob", ["anne bob"]),
        ("anne tom lee", ["anne tom lee"]),  # Tom, or Tom Lee and Lee
        ("bob anne baker tom", ["bob anne baker tom"]),  # they overlap
    ],
)
def test_a_run_is_parted_around_whole_names_that_can_be_read_in_one_way(run, pieces):
    known = {"anne baker": {1}, "baker tom": {2}, "tom lee": {3}, "tom": {4}, "lee": {5}}
    found = at_whole_names(run.split(), lambda name: frozenset(known.get(name, ())))
    assert [" ".join(piece) for piece in found] == pieces
