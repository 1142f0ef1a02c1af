"""vCards as we write them: both standards, and nothing lost on the way out, in and out again."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from vcard_cases import ANNE, PEOPLE, PICTURE, read, told, written

from tinynet.exchange.record import Contact, DateRecord, PersonRecord, RelationRecord
from tinynet.exchange.vcard.write import VERSIONS, write


def test_a_whole_card_of_version_4() -> None:
    assert written("4", ANNE).replace("\r\n ", "").split("\r\n") == [
        "BEGIN:VCARD",
        "VERSION:4.0",
        "PRODID:-//tinynet//EN",
        "UID:urn:uuid:5ad3c8f0-8a5b-5d8e-9a4e-000000000001",
        "FN:Dr. Anne Baker",
        "N:Baker;Anne;;Dr.;",
        "NICKNAME:Annie",
        r"NICKNAME:The Roaster; or Bean\, the",
        "EMAIL;TYPE=work:anne@bakery.example",
        "item2.EMAIL:anne@home.example",
        "item2.X-ABLabel:Studio",
        "TEL;TYPE=cell:+44 7700 900101",
        "TEL;TYPE=home;TYPE=fax:020 7946 0101",
        r"URL:https://bakery.example/a\,b;c?d=1",
        r"ADR;TYPE=home:;;1 Mill Lane\, Bath\; England;;;;",
        "IMPP:xmpp:anne@chat.example",
        "IMPP;X-SERVICE-TYPE=google talk:im:anne.b",
        "item3.IMPP:x-apple:anne7",
        "item3.X-ABLabel:Club",
        "IMPP:x-apple:anne8",
        "BDAY:--0412",
        "ANNIVERSARY:20110618",
        "item4.X-ABDATE:1999",
        "item4.X-ABLabel:first loaf",
        "item5.X-ABDATE:2001",
        "item5.X-ABLabel:_$!<Anniversary>!$_",
        "DEATHDATE;VALUE=text:circa 2090-01",
        r"ORG:Baker & Sons\, Ovens",
        "TITLE:Baker",
        "ROLE:Roaster",
        "CATEGORIES:running,book-club",
        "RELATED;VALUE=text;TYPE=spouse:Sam Baker",
        "item6.RELATED;VALUE=text:Zoë",
        "item6.X-ABLabel:younger sister",
        "RELATED:urn:uuid:0001",
        r"NOTE:Likes ginger nuts\,\nnot flapjacks; ever.",
        r"NOTE:C:\\new",
        "PHOTO:" + PICTURE.replace(",", r"\,"),
        "X-TINYNET-FACT:favourite biscuit;ginger nut; dark",
        "X-TINYNET-CIRCLE:close",
        "X-TINYNET-EVERY:14",
        "X-TINYNET-MET-HOW:the stall on Fridays",
        "X-TINYNET-MET-AT:Bath market",
        "X-TINYNET-MET-ON:2019-05",
        "X-TINYNET-MET-VIA:Bob Marsh",
        "X-TINYNET-ARCHIVED:TRUE",
        "X-CUSTOM;TYPE=home:kept",
        "item1.X-OTHER:this",
        "item1.X-ABLabel:Thing",
        "END:VCARD",
        "",
    ]


def test_what_version_3_says_in_its_own_way() -> None:
    four, three = (written(v, ANNE).replace("\r\n ", "").split("\r\n") for v in ("4", "3"))
    assert [line for line in three if line not in four] == [
        "VERSION:3.0",
        r"NICKNAME:The Roaster\; or Bean\, the",
        "BDAY;X-APPLE-OMIT-YEAR=1604:1604-04-12",
        "item4.X-ABDATE:2011-06-18",
        "item4.X-ABLabel:_$!<Anniversary>!$_",
        "item5.X-ABDATE;VALUE=text:1999",
        "item5.X-ABLabel:first loaf",
        "item6.X-ABDATE;VALUE=text:2001",
        "item6.X-ABLabel:_$!<Anniversary>!$_",
        "item7.X-ABDATE;VALUE=text:circa 2090-01",
        "item7.X-ABLabel:death",
        "item8.X-ABRELATEDNAMES:Sam Baker",
        "item8.X-ABLabel:_$!<Spouse>!$_",
        "item9.X-ABRELATEDNAMES:Zoë",
        "item9.X-ABLabel:younger sister",
        "X-ABRELATEDNAMES:urn:uuid:0001",
        r"NOTE:Likes ginger nuts\,\nnot flapjacks\; ever.",
        f"PHOTO;ENCODING=b;TYPE=PNG:{PICTURE.partition(',')[2]}",
        r"X-TINYNET-FACT:favourite biscuit\;ginger nut\; dark",
    ]
    assert "N:;Bob;;;" in written("3", PersonRecord("tinynet", "u", "", 0, "Bob"))


@pytest.mark.parametrize("version", VERSIONS)
def test_everything_comes_back(version: str) -> None:
    (record,) = read(written(version, ANNE))
    assert told(record) == told(ANNE)


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("key", ["drive C:\\", "a;\\", "50%", "%5C"])
def test_the_key_of_a_fact_comes_back_with_all_its_signs(version: str, key: str) -> None:
    record = replace(ANNE, facts=((key, "value; of it"),))
    (found,) = read(written(version, record))
    assert found.facts == record.facts


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize(
    "on",
    [
        "1980-04-12",
        "1980-04",
        "1980",
        "--04-12",
        "--04",
        "--02-29",
        "1980-04-12~",
        "--04-12~",
        "1980~",
    ],
)
def test_every_partial_date_comes_back(version: str, on: str) -> None:
    record = replace(ANNE, birthday=on, dates=(DateRecord("first loaf", on),), met_on=on)
    (back,) = read(written(version, record))
    assert (back.birthday, back.dates, back.met_on) == (on, record.dates, on)


def test_no_line_is_longer_than_75_octets_and_no_character_is_halved() -> None:
    record = replace(ANNE, name="Ж" * 200, notes=("美咲 🧑‍🍳 " * 300,), name_parts=())
    raw = b"".join(write([record], "4"))
    lines = raw.split(b"\r\n")
    assert max(map(len, lines)) == 75
    assert all(line.decode() for line in lines if line)
    assert read(raw.decode())[0].name == "Ж" * 200


HOSTILE = 'x\r\nEND:VCARD\nBEGIN:VCARD\rFN:Eve\r\n\x1b]0;t\x07,;:\\n"^\x00'


@pytest.mark.parametrize("version", VERSIONS)
def test_nothing_in_a_text_can_become_a_line(version: str) -> None:
    contact = (Contact(HOSTILE, HOSTILE), Contact(HOSTILE, f"{HOSTILE}@e.example"))
    record = PersonRecord(
        HOSTILE, HOSTILE, HOSTILE, 0, HOSTILE, (HOSTILE,) * 5, (HOSTILE,),
        contact, contact, contact, contact, contact, "1980",
        (DateRecord(HOSTILE, "1980"),), HOSTILE, HOSTILE, HOSTILE, (HOSTILE,), (HOSTILE,),
        (RelationRecord(HOSTILE, HOSTILE), RelationRecord("spouse", f"urn:{HOSTILE}")),
        ((HOSTILE, HOSTILE),), HOSTILE, 7, HOSTILE, HOSTILE, HOSTILE, HOSTILE,
        photo=HOSTILE, extra=(f"X-A:{HOSTILE}", "END:VCARD", "begin:vcard"),
    )  # fmt: skip
    text = written(version, record, ANNE)
    assert text.count("BEGIN:VCARD\r\n") == text.count("END:VCARD\r\n") == 2
    assert not [line for line in text.split("\r\n") if line.startswith("FN:Eve")]
    assert "\r" not in text.replace("\r\n", "")
    assert "\n" not in text.replace("\r\n", "")
    first, second = read(text)
    assert first.name == 'x END:VCARD BEGIN:VCARD FN:Eve ,;:\\n"^'
    assert told(second) == told(ANNE)
    (again,) = read(written(version, first))
    assert written(version, again) == written(version, first)


@pytest.mark.parametrize("version", VERSIONS)
@settings(max_examples=60, deadline=None)
@given(record=PEOPLE)
def test_written_read_and_written_again_it_is_the_same_to_the_byte(
    version: str, record: PersonRecord
) -> None:
    first = written(version, record)
    (back,) = read(first)
    assert written(version, back) == first
