"""A card that is brought up to date keeps every line of which nothing has changed."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from vcard_cases import ANNE, PEOPLE, SAMPLES, read, told, written

from tinynet.exchange.record import Contact, PersonRecord, RelationRecord
from tinynet.exchange.vcard.patch import patched
from tinynet.exchange.vcard.write import VERSIONS

APPLE = (SAMPLES / "apple-ios-3.0.vcf").read_bytes()
CARD = APPLE[: APPLE.index(b"END:VCARD") + len(b"END:VCARD\r\n")]


def lines(data: bytes) -> list[str]:
    return re.sub(r"\r?\n[ \t]", "", data.decode()).splitlines()


def test_what_has_not_changed_stays_as_it_was_written() -> None:
    (record,) = read(CARD.decode())
    new = replace(record, emails=(*record.emails[:1], Contact("work", "m@new.example")))
    before, after = lines(CARD), lines(patched(CARD, new, "4"))
    assert [line for line in before if line not in after] == [
        "PRODID:-//Apple Inc.//iPhone OS 18.1//EN",
        "item1.EMAIL;type=INTERNET:orders@ferngrove.example",
        "item1.X-ABLabel:Studio",
        "REV:2026-01-15T09:30:00Z",
    ]
    assert [line for line in after if line not in before] == [
        "PRODID:-//tinynet//EN",
        "EMAIL;TYPE=work:m@new.example",
    ]
    (back,) = read(patched(CARD, new, "4").decode())
    assert told(replace(back, warnings=())) == told(replace(new, warnings=()))


def test_a_new_name_takes_the_place_of_the_parts_of_the_old_one() -> None:
    (record,) = read(CARD.decode())
    new = replace(record, name="Marigold Lind", name_parts=())
    after = lines(patched(CARD, new, "4"))
    assert [line for line in after if line.startswith(("N:", "N;", "FN"))] == [
        "FN:Marigold Lind", "N:;Marigold Lind;;;",
    ]  # fmt: skip


def test_a_name_with_the_family_name_first_stays_so_on_the_card() -> None:
    card = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Lund\\, Pia\r\nN:Lund;Pia;;;\r\nTEL:1\r\nEND:VCARD\r\n"
    (record,) = read(card)
    assert record.name == "Pia Lund"
    made = patched(card.encode(), replace(record, phones=()), "4").decode()
    assert "FN:Lund\\, Pia\r\n" in made


def test_a_photo_too_large_to_be_read_stays_on_the_card() -> None:
    photo = "PHOTO;ENCODING=b;TYPE=JPEG:" + "\r\n ".join(["A" * 74] * 5000)
    card = f"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Anne\r\n{photo}\r\nTEL:1\r\nEND:VCARD\r\n"
    (record,) = read(card)
    made = patched(card.encode(), replace(record, phones=()), "4").decode()
    assert made == (
        "BEGIN:VCARD\r\nVERSION:3.0\r\nPRODID:-//tinynet//EN\r\nFN:Anne\r\n"
        f"{photo}\r\nEND:VCARD\r\n"
    )


def test_a_label_goes_with_its_line_and_what_has_no_place_here_stays() -> None:
    card = (
        "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Anne\r\nitem1.TEL:1\r\nitem1.X-ABLabel:Boat\r\n"
        "item2.X-THING:kept\r\nitem2.X-ABLabel:Thing\r\nKIND:individual\r\nEND:VCARD\r\n"
    )
    (record,) = read(card)
    new = replace(record, phones=(), relations=(RelationRecord("knows", "Bob"),))
    assert patched(card.encode(), new, "4").decode() == (
        "BEGIN:VCARD\r\nVERSION:4.0\r\nPRODID:-//tinynet//EN\r\nFN:Anne\r\n"
        "item2.X-THING:kept\r\nitem2.X-ABLabel:Thing\r\nKIND:individual\r\n"
        "item1.RELATED;VALUE=text:Bob\r\nitem1.X-ABLabel:knows\r\nEND:VCARD\r\n"
    )


def test_a_card_of_version_2_becomes_one_of_today() -> None:
    data = (SAMPLES / "nokia-outlook-2.1.vcf").read_bytes()
    data = data[: data.index(b"END:VCARD") + len(b"END:VCARD\r\n")]
    (record,) = read(data.decode("cp1252"))
    (back,) = read(patched(data, record, "4").decode())
    assert told(replace(back, warnings=())) == told(replace(record, warnings=()))


@pytest.mark.parametrize("version", VERSIONS)
@settings(max_examples=40, deadline=None)
@given(before=PEOPLE, after=PEOPLE)
def test_whatever_changes_the_card_then_says_what_is_so(
    version: str, before: PersonRecord, after: PersonRecord
) -> None:
    made = patched(written(version, before).encode(), after, version).decode()
    (back,) = read(made)
    (meant,) = read(written(version, after))
    for field in PersonRecord.__slots__:
        one, other = getattr(back, field), getattr(meant, field)
        if isinstance(one, tuple) and field != "name_parts":
            one, other = map(set, (one, other))
        if field not in {"fingerprint", "extra", "warnings", "name_parts"}:
            assert one == other, field
    assert patched(made.encode(), back, version).decode() == made


def test_nothing_changes_where_nothing_has_changed() -> None:
    card = written("4", ANNE)
    assert patched(card.encode(), read(card)[0], "4").decode() == card


def test_a_text_whose_line_ends_were_not_escaped_is_written_whole() -> None:
    card = b"BEGIN:VCARD\nVERSION:3.0\nFN:Anne\nTEL:1\nNOTE:one\n\ntwo\nEND:VCARD\n"
    (record,) = read(card.decode())
    made = patched(card, replace(record, title="Baker"), "4")
    (again,) = read(made.decode())
    assert (again.notes, again.title) == (("one\n\ntwo",), "Baker")
    assert rb"NOTE:one\n\ntwo" in made
