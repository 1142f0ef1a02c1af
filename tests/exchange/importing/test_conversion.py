"""Converting importers' records to what is stored."""

from __future__ import annotations

import json
from dataclasses import asdict, replace

import pytest
from books import ALL

from tinynet.exchange.importing.conversion import (
    profile_of,
    record_from_json,
    record_to_json,
    relations_of,
    tag_of,
)
from tinynet.exchange.record import Contact, DateRecord, PersonRecord, RelationRecord
from tinynet.exchange.vcard import read as vcard

ANNE = PersonRecord(source="vcard", source_id="", fingerprint="f", line=1, name="Anne")


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.name)
def test_a_record_is_restored_as_it_was(path):
    for record in vcard.read(path.read_bytes(), path.name):
        if isinstance(record, PersonRecord):
            again = record_from_json(record_to_json(record, "book.vcf"))
            assert again == (replace(record, warnings=()), "book.vcf")


def test_a_record_is_written_as_json_is_anywhere_else():
    hostile = 'a "b" \\c\n\t\x00\x1f\x7f \u2028 Zoë \N{GRINNING FACE}'
    record = replace(
        ANNE, emails=(Contact(hostile, "%s"), Contact("", "{}")), notes=(hostile, ""), every=30,
        relations=(RelationRecord("spouse", hostile),), facts=((hostile, "x"), ("y", "")),
        archived=True, name_parts=("Baker", "", "", "", ""), dates=(DateRecord("death", "2001"),),
    )  # fmt: skip
    filled = {name: value for name, value in asdict(record).items() if value}
    expected = json.dumps({"file": hostile, **filled}, ensure_ascii=False)
    assert record_to_json(record, hostile) == expected


def test_what_an_older_tinynet_kept_is_restored_without_what_is_gone():
    assert record_from_json(
        record_to_json(ANNE, "a").replace('"line"', '"shoe_size": 5, "line"')
    ) == (ANNE, "a")


def test_one_number_in_two_spellings_is_kept_as_it_was_written_first():
    phones = (Contact("home", "+44 7700 1"), Contact("work", "+4477001"), Contact("", "0123"))
    assert profile_of(replace(ANNE, phones=phones)).details == (
        ("phone", "home", "+44 7700 1"),
        ("phone", "", "0123"),
    )


def test_a_nickname_that_cannot_be_a_name_is_left_out():
    told = replace(ANNE, nicknames=("Annie", "!!", "ANNIE", "x" * 201, "Nan"))
    assert profile_of(told).nicknames == ("Annie", "Nan")


@pytest.mark.parametrize(
    ("category", "tag"),
    [
        *(
            (group, "")
            for group in (
                "* myContacts",
                "My Contacts",
                "Imported on 3/14",
                "Imported 12/3/14 1",
                "Importiert am 14.03.",
                "System Group: My Contacts",
                "Meine Kontakte",
                "Mes contacts",
                "* starred",
                "Unfiled",
            )
        ),
        *((group, group.lower()) for group in ("Family", "Coworkers", "Friends", "Importers")),
        ("Book club", "book-club"),
        ("Pub quiz, Tuesdays", "pub-quiz-tuesdays"),
        ("* myContacts", ""),
        ("#Running", "running"),
        ("Øl", "ol"),
        ("@", ""),
        ("x" * 99, "x" * 60),
        ("a\u200db", "ab"),
    ],
)
def test_a_category_as_a_tag(category, tag):
    assert tag_of(category) == tag


def test_relations_in_tinynets_words():
    told = [
        ("Co-Worker", "Sam"),
        ("related", "Ida"),
        ("me", "Anne"),
        ("x" * 50, "Tobias"),
        ("", "Juniper"),
        ("spouse", "!!"),
        ("friend", "urn:uuid:1"),
        ("colleague", "Sam"),
    ]
    record = replace(ANNE, relations=tuple(RelationRecord(*pair) for pair in told))
    assert relations_of(record) == (
        ("colleague", "Sam"),
        ("knows", "Ida"),
        ("knows", "Tobias"),
        ("knows", "Juniper"),
        ("friend", "urn:uuid:1"),
    )


def test_a_fact_keeps_all_its_values():
    facts = (("gift idea", "a kettle"), ("Gift Idea", "socks"), ("gift idea", "a kettle"))
    assert profile_of(replace(ANNE, facts=facts)).facts == (
        ("gift idea", "a kettle"),
        ("gift idea", "socks"),
    )
    card = "BEGIN:VCARD\nVERSION:4.0\nFN:Anne\nX-TINYNET-FACT:gift idea;a kettle\n"
    card += "X-TINYNET-FACT:gift idea;socks\nEND:VCARD\n"
    (anne,) = vcard.read(card.encode(), "a.vcf")
    assert anne.facts == (("gift idea", "a kettle"), ("gift idea", "socks"))
