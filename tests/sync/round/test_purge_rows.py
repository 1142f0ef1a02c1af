"""Forgotten people are taken out of the rows that name them."""

from __future__ import annotations

import pytest

from tinynet.sync.round.purge_rows import hash_of, without

BOB, FORGOTTEN = "person." + "b" * 36, "person." + "f" * 36
HASHES = {hash_of(FORGOTTEN)}


def test_that_a_row_was_edited_is_known_also_where_the_edit_named_who_is_forgotten():
    record = {"c": {"name": [1, "a", 1, ["Bob"]], f"dismissal/{FORGOTTEN}": [5, "b", 7, 1]}}
    kept, whose, alone = without(BOB, record, HASHES)
    assert kept == {"c": {"name": [1, "a", 1, ["Bob"]]}, "e": {"b": 7}}
    assert (whose, alone) == (HASHES, False)


def test_the_record_that_it_is_made_from_stays_as_it_is():
    record = {"c": {f"dismissal/{FORGOTTEN}": [5, "b", 7, 1]}, "e": {"b": 2}}
    kept, _, _ = without(BOB, record, HASHES)
    assert kept == {"c": {}, "e": {"b": 7}}
    assert record == {"c": {f"dismissal/{FORGOTTEN}": [5, "b", 7, 1]}, "e": {"b": 2}}


def test_a_row_that_was_dropped_for_one_of_the_forgotten_does_not_name_them():
    gid = f'fact["{BOB}","biscuit","shortbread"]'
    twin = f'fact["{FORGOTTEN}","biscuit","shortbread"]'
    record = {"c": {"": [1, "a", 1, [None]], "=": [2, "a", 2, twin]}, "t": {"a": 2}}
    kept, whose, _ = without(gid, record, HASHES)
    assert kept == {"c": {"": [1, "a", 1, [None]]}, "t": {"a": 2}, "e": {"a": 2}}
    assert whose == HASHES


@pytest.mark.parametrize(
    ("source", "start", "is_theirs"),
    [
        ("tinynet", "", True),
        ("vcard", "", True),
        ("vcard", "urn:uuid:", True),
        ("vcard", "x", False),
    ],
)
def test_a_card_whose_id_is_the_number_of_the_forgotten_is_about_them_alone(
    source, start, is_theirs
):
    uid = "00000000-0000-4000-8000-00000000000f"
    card = {"person_id": [1, "a", 1, [BOB]], "": [1, "a", 1, [source, start + uid, uid, "{}"]]}
    forgotten = {hash_of(f"person.{uid}")}
    whose = forgotten if is_theirs else set()
    assert without("origin.a.1", {"c": card}, forgotten)[1:] == (whose, is_theirs)
