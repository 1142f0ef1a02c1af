"""Files, names, groups and fingerprints: the rules of reading vCards, one at a time."""

from __future__ import annotations

import hashlib

import pytest

from tinynet.exchange.record import Refused
from tinynet.exchange.vcard import read as vcard


def card(*lines, version="3.0", name="FN:Anne Baker"):
    body = (f"VERSION:{version}", *((name,) if name else ()), *lines)
    return "\r\n".join(("BEGIN:VCARD", *body, "END:VCARD", "")).encode()


def read(data):
    return list(vcard.read(data, "friends.vcf"))


def one(*lines, **options):
    (record,) = read(card(*lines, **options))
    return record


# --- files -------------------------------------------------------------------------------------


def test_files_that_were_put_one_behind_the_other_may_begin_with_a_mark_each():
    cards = [card(name=f"FN:{name}") for name in ("Anne Baker", "Bob Baker")]
    found = read(b"".join(b"\xef\xbb\xbf" + one for one in cards))
    assert [(record.line, record.name) for record in found] == [(1, "Anne Baker"), (5, "Bob Baker")]


@pytest.mark.parametrize(
    "encode",
    [
        lambda text: text.encode(),
        lambda text: text.encode("utf-8-sig"),
        lambda text: text.encode("utf-16"),
        lambda text: b"\xfe\xff" + text.encode("utf-16-be"),
        lambda text: text.encode("utf-16-le"),
        lambda text: text.encode("utf-16-be"),
        lambda text: text.encode("cp1252"),
        lambda text: text.replace("\r\n", "\n").encode(),
        lambda text: text.replace("\r\n", "\r").encode(),
        lambda text: text.replace("\r\n", "\r\r\n").encode(),
    ],
    ids=["utf-8", "bom", "utf-16", "utf-16-be", "le", "be", "cp1252", "lf", "cr", "cr-cr-lf"],
)
def test_encodings_and_line_ends_make_no_difference(encode):
    plain = card("NOTE:Zoë owes 3 €", "TEL:+44 20 7946 0101", name="FN:Zoë Baker")
    data = encode(plain.decode())
    assert read(data) == read(plain)
    assert vcard.sniff(data[:60])


def test_a_stray_byte_leaves_the_rest_of_its_line_in_utf_8():
    data = card().replace(b"Anne Baker", "Zoë Müller ".encode() + b"M\xfcller")
    assert read(data)[0].name == "Zoë Müller Müller"


def test_a_fold_may_fall_inside_a_character():
    data = card().replace(b"Anne Baker", b"Zo\xc3\r\n \xab Baker")
    assert read(data)[0].name == "Zoë Baker"


def test_the_space_of_a_fold_is_text_in_2_1_only():
    lines = ("BDAY:1980", "NOTE:one\r\n two")
    old, new = read(card(*lines, version="2.1") + card(*lines, version="3.0"))
    assert (old.notes, new.notes) == (("one two",), ("onetwo",))


def test_nothing_is_read_from_an_empty_file():
    assert read(b"") == []
    assert read(b"\r\n \r\n") == []


def test_a_file_without_a_card_is_refused_once():
    assert read(b"Name,Email\nAnne,anne@example.org\n") == [
        Refused("friends.vcf:1", "there is no BEGIN:VCARD in it")
    ]


@pytest.mark.parametrize(
    "head", [b"", b"Name,Email", b"BEGIN:VCALENDAR\r\n", b"\xff\xfe\x00", b"FN:BEGIN:VCARD"]
)
def test_other_files_are_not_taken_for_vcards(head):
    assert not vcard.sniff(head)


@pytest.mark.parametrize("end", [b"\r\n", b"\n", b"\r", b"\r\r\n"])
def test_lines_are_numbered_as_an_editor_does(end):
    data = b"\r\n\r\n" + card("NOTE:a\r\n b") + b"\r\n" + card(name="")
    record, refused = read(data.replace(b"\r\n", end))
    assert record.line == 3
    assert refused.where == "friends.vcf:10"


# --- names -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (("FN:Anne Baker", "N:X;Y;;;"), "Anne Baker"),
        (("FN: ", "N:Baker;Anne;Mary,Lou;Dr.;MSc"), "Dr. Anne Mary Lou Baker MSc"),
        (("N:;;;;", "NICKNAME:Annie,Bee"), "Annie"),
        (("ORG:Baker & Daughters;Ovens", "EMAIL:anne@example.org"), "Baker & Daughters, Ovens"),
        (("EMAIL:anne@example.org", "EMAIL;TYPE=PREF:a@example.org"), "a@example.org"),
        (("FN:...", "NICKNAME:Annie"), "Annie"),
        (("FN:  Anne\\n Baker ",), "Anne Baker"),
        (("FN:" + "x" * 200,), "x" * 200),
    ],
)
def test_a_name_is_the_best_that_the_card_has(lines, name):
    assert one(*lines, name="").name == name


def test_a_name_of_more_than_200_characters_is_refused():
    assert read(card(name="FN:" + "x" * 201)) == [
        Refused("friends.vcf:1", "the name is longer than 200 characters")
    ]


def test_the_name_is_not_its_own_nickname():
    assert one("NICKNAME:Anne Baker,Annie,Annie").nicknames == ("Annie",)


# --- groups ------------------------------------------------------------------------------------


def test_a_group_becomes_a_tag_of_its_members_wherever_it_stands():
    group = card(
        "KIND:group",
        "MEMBER:urn:uuid:A1",
        "MEMBER:mailto:bo@example.org",
        "MEMBER:",
        name="FN:Choir",
    )
    people = card("UID:a1") + card("EMAIL:bo@example.org") + card("UID:a2") + card()
    expected = [("Choir",), ("Choir",), (), ()]
    assert [record.tags for record in read(group + people)] == expected
    assert [record.tags for record in read(people + group)] == expected


# --- fingerprints ------------------------------------------------------------------------------


def test_a_fingerprint_does_not_change_between_releases():
    data = card("item1.TEL;X-B=2;TYPE=Home,CELL:1", "item1.X-ABLabel:Den", "UID:u")
    group = card("KIND:group", "MEMBER:u", name="FN:Choir")
    said = b"FN;;:Anne Baker\nTEL;TYPE=cell,home;X-B=2;Den:1\nUID;;:u\n\nChoir"
    assert read(data + group)[0].fingerprint == hashlib.sha256(said).hexdigest()


def test_a_fingerprint_shows_what_a_card_says_and_not_how():
    first = card("REV:20260101T000000Z", "TEL;TYPE=home,pref:1", "item1.URL:x", "item1.X-ABLabel:A")
    again = card(
        "item7.X-ABLabel:A", "Item7.url:x", "PRODID:z", "TEL;TYPE=PREF;TYPE=HOME:\r\n 1",
        version="4.0",
    ).replace(b"\r\n", b"\n")  # fmt: skip
    assert read(first)[0].fingerprint == read(again)[0].fingerprint


@pytest.mark.parametrize(
    "other", [("TEL;TYPE=WORK:1",), ("TEL;TYPE=HOME:2",), ("TEL;TYPE=HOME:1", "NOTE:new"), ()]
)
def test_a_fingerprint_changes_with_what_a_card_says(other):
    assert one(*other).fingerprint != one("TEL;TYPE=HOME:1").fingerprint


def test_a_fingerprint_changes_with_a_label_and_with_a_group():
    lines = ("item1.URL:x", "UID:1")
    group = card("KIND:group", "MEMBER:1", name="FN:Choir")
    found = [
        *read(card(*lines)),
        *read(card(*lines, "item1.X-ABLabel:Shop")),
        *read(card(*lines) + group),
    ]
    assert len({record.fingerprint for record in found}) == len(found) == 3


def test_a_name_that_is_only_the_address_is_no_name_where_there_is_one():
    card = b"BEGIN:VCARD\nVERSION:3.0\nFN:pia@example.com\nN:%s\nEMAIL:pia@example.com\nEND:VCARD\n"
    for parts, name in ((b"Lund;Pia;;;", "Pia Lund"), (b"", "pia@example.com")):
        (found,) = vcard.read(card % parts, "f")
        assert (found.name, found.nicknames) == (name, ())


# --- line ends that were not escaped -------------------------------------------------------------

HAPPENS = [
    (("NOTE:one", "two"), ("one\ntwo",)),
    (("NOTE:one", "", "two", " and more"), ("one\n\ntwoand more",)),
    (("NOTE:one", "Wife: Anna", "https://x.example/a:b", "see 5: there"),
     ("one\nWife: Anna\nhttps://x.example/a:b\nsee 5: there",)),
    (("NOTE:one", "X-MINE:two", "FOO:three", "tel:+44 1"), ("one",)),
    (("NOTE:one", "NOTE:two"), ("one", "two")),
    (("FN:Ann", "two"), ()),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "notes"), HAPPENS)
def test_a_text_goes_on_in_lines_that_are_no_property(lines, notes):
    found = one(*lines, "TITLE:Baker")
    assert (found.notes, found.title) == (notes, "Baker")


def test_an_address_broken_over_lines_is_whole():
    found = one("item1.ADR:;;1 Hill", "York YO1;York;;YO1;UK")
    assert [way.value for way in found.addresses] == ["1 Hill, York YO1, York, YO1, UK"]
    assert found.lines == (r"item1.ADR:;;1 Hill\nYork YO1;York;;YO1;UK",)
    assert found.warnings == ()


def test_a_property_that_becomes_a_fact_keeps_its_own_line():
    card = b"BEGIN:VCARD\nVERSION:4.0\nFN:Anne Baker\nBIRTHPLACE:Oslo\nEND:VCARD\n"
    (anne,) = vcard.read(card, "x")
    assert (anne.facts, anne.lines) == ((("birthplace", "Oslo"),), ("BIRTHPLACE:Oslo",))


@pytest.mark.parametrize("kind", ["location", "device", "Application"])
def test_a_card_of_a_thing_is_nobody(kind):
    assert read(card(f"KIND:{kind}", name="FN:Room 4")) == [
        Refused("friends.vcf:1", f"it is the card of a {kind.lower()}")
    ]
