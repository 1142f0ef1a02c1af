"""A profile read, changed and written back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from command_line import TODAY, Tinynet

from tinynet.cli.env import Env
from tinynet.db import sql
from tinynet.db.store import Store
from tinynet.people import profile_rows
from tinynet.people.rules.profile import Profile

FULL = Profile(
    "anne-b", "Anne Baker", circle="inner", every_days=14, met_how="the stall", met_at="Potterton",
    met_on="2019-05", organisation="Bakery", title="Baker", nicknames=("Annie", "Goldie"),
    details=(("email", "home", "anne@example.org"), ("phone", "", "+44 7700 900101")),
    tags=("choir", "running"), facts=(("biscuit", "ginger nut"),),
    anniversaries=(("birthday", "1980-03-04"), ("wedding", "2009")),
)  # fmt: skip
BLANK = Profile("anne-b", "Anne Baker")


@contextmanager
def unit(tinynet: Tinynet) -> Iterator[Store]:
    env = Env(tinynet.environ, ["test"])
    with env.unit() as store:
        yield store


@pytest.fixture
def anne(tinynet: Tinynet) -> Tinynet:
    with unit(tinynet) as store:
        profile_rows.create(store, {1: FULL}, added_on=TODAY, counts_from=[TODAY], uids={})
    return tinynet


def test_what_is_created_is_what_is_loaded(anne):
    with unit(anne) as store:
        assert profile_rows.load(store, 1) == FULL
    assert anne.ok("list goldie --json").json["people"][0]["handle"] == "anne-b"
    assert anne.ok("upcoming --json").json["dates"][0]["on"] == "2026-03-04"


@pytest.mark.parametrize(("old", "new"), [(FULL, BLANK), (BLANK, FULL)])
def test_what_is_saved_is_what_is_loaded(tinynet, old, new):
    with unit(tinynet) as store:
        profile_rows.create(store, {1: old}, added_on=TODAY, counts_from=[TODAY], uids={})
        assert profile_rows.save(store, 1, old, new) == old.differences(new)
        assert profile_rows.load(store, 1) == new
        assert profile_rows.save(store, 1, new, new) == []


def test_values_in_another_order_are_no_difference(anne):
    with unit(anne) as store:
        turned = FULL.replaced(details=FULL.details[::-1], tags=FULL.tags[::-1])
        assert profile_rows.save(store, 1, FULL, turned) == []
    assert len(anne.ok("undo --list --json").json["units"]) == 1


def test_a_value_that_was_there_twice_is_there_once(tinynet):
    tinynet.ok("add Anne --email anne@example.org --email anne@example.org")
    with unit(tinynet) as store:
        twice = profile_rows.load(store, 1)
        once = twice.replaced(details=(("email", "", "anne@example.org"),))
        assert len(twice.details) == 2
        assert profile_rows.save(store, 1, twice, once) == ["details"]
        assert profile_rows.load(store, 1) == once


def test_many_are_loaded_as_one_is(anne):
    anne.ok("add Bob --tag choir --birthday 1980 --note x")
    with unit(anne) as store:
        many = profile_rows.load_many(store, [2, 1])
        assert many == {1: FULL, 2: profile_rows.load(store, 2)}


def test_a_new_name_is_found(anne):
    with unit(anne) as store:
        profile_rows.save(store, 1, FULL, FULL.replaced(name="Anne Marsh", nicknames=()))
    assert anne.ok("list marsh --json").json["people"][0]["name"] == "Anne Marsh"
    assert anne.ok("list goldie --json").json["people"] == []


def test_a_save_is_undone_whole(anne):
    with unit(anne) as store:
        profile_rows.save(store, 1, FULL, BLANK)
    anne.ok("undo")
    with unit(anne) as store:
        assert not profile_rows.load(store, 1).differences(FULL)


def test_a_nickname_that_stands_twice_is_searched_for_once_and_in_the_order_of_its_rows(tinynet):
    twice = BLANK.replaced(nicknames=("Annie", "Goldie", "Annie"))
    with unit(tinynet) as store:
        profile_rows.create(store, {1: twice}, added_on=TODAY, counts_from=[TODAY], uids={})
        profile_rows.save(store, 1, twice, twice.replaced(nicknames=(*twice.nicknames, "Nan")))
        assert profile_rows.unsearchable(store) == {}


def test_a_nickname_that_stands_twice_is_searched_for_twice_while_its_rows_stay(tinynet):
    once = BLANK.replaced(nicknames=("Annie", "Goldie"))
    with unit(tinynet) as store:
        profile_rows.create(store, {1: once}, added_on=TODAY, counts_from=[TODAY], uids={})
        store.run(sql.put_nickname, person_id=1, name="Annie")  # as a sync of two devices leaves it
        twice = profile_rows.load(store, 1)
        assert twice.nicknames == ("Annie", "Goldie", "Annie")
        profile_rows.save(store, 1, twice, twice.replaced(handle="ann"))
        assert profile_rows.unsearchable(store) == {}
