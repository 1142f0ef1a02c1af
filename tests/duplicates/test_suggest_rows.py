"""Read what possible duplicates are compared by."""

from __future__ import annotations

import pytest

from tinynet.cli.env import Env
from tinynet.db import sql
from tinynet.duplicates.suggest_rows import load_signals


@pytest.fixture
def reading(tinynet):
    tinynet.ok("add 'Anne Baker' --email anne@example.org --email home@example.org")
    tinynet.ok("add Bob --email HOME@example.org --phone '+44 20 7946 0018'")
    tinynet.ok("add Caroline --email caroline@example.org --phone '020 7946 0018'")
    store = Env(tinynet.environ).reading()
    yield store
    store.close()


def test_an_address_is_kept_of_those_who_share_it(reading):
    assert {each.name: set(each.marks) for each in load_signals(reading, "")} == {
        "Anne Baker": {("email", "home@example.org")},
        "Bob": {("email", "home@example.org"), ("phone", "+442079460018")},
        "Caroline": {("phone", "+442079460018")},
    }


def test_an_address_that_one_person_has_is_not_read(reading):
    assert sorted((what, key) for _, what, key, _ in reading.rows(sql.likely_marks))[:2] == [
        ("email", "home@example.org"), ("email", "home@example.org"),
    ]  # fmt: skip
    assert len(reading.rows(sql.likely_marks)) == 4
