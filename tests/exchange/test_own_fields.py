"""A field of a person that no other program knows goes with every record."""

from __future__ import annotations

from typing import Any

from tinynet.core.fields import BY_NAME
from tinynet.exchange.importing.conversion import record_from_json, record_to_json
from tinynet.exchange.own_fields import as_arguments, value_of
from tinynet.exchange.record import PersonRecord

PRONOUNS: Any = BY_NAME["title"] | {"name": "pronouns", "record": "pronouns"}


def record(**values: str) -> PersonRecord:
    return PersonRecord("csv", "", "f", 1, "Anne", **as_arguments(values))


def test_what_a_record_has_a_place_for_stands_there_and_the_rest_beside_it():
    told = record(organisation="Acme", pronouns="she/her", shoes="")
    assert told == PersonRecord(
        "csv", "", "f", 1, "Anne", organisation="Acme", more=(("pronouns", "she/her"),)
    )
    assert [value_of(told, field) for field in (BY_NAME["organisation"], PRONOUNS)] == [
        "Acme", "she/her",
    ]  # fmt: skip
    assert value_of(record(), PRONOUNS) == ""


def test_it_is_kept_with_what_was_read():
    told = record(pronouns="she/her")
    assert record_from_json(record_to_json(told, "friends.csv")) == (told, "friends.csv")
