"""The rules of reading a vCard, one at a time."""

from __future__ import annotations

import hashlib

import pytest

from tinynet.formats import vcard
from tinynet.formats.record import Contact, DateRecord, Refused, RelationRecord


def card(*lines, version="3.0", name="FN:Anne Baker"):
    body = (f"VERSION:{version}", *((name,) if name else ()), *lines)
    return "\r\n".join(("BEGIN:VCARD", *body, "END:VCARD", "")).encode()


def read(data):
    return list(vcard.read(data, "friends.vcf"))


def one(*lines, **options):
    (record,) = read(card(*lines, **options))
    return record


# --- files -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "encode",
    [
        lambda text: text.encode(),
        lambda text: text.encode("utf-8-sig"),
        lambda text: text.encode("utf-16"),
        lambda text: b"\xfe\xff" + text.encode("utf-16-be"),
        lambda text: text.encode("cp1252"),
        lambda text: text.replace("\r\n", "\n").encode(),
        lambda text: text.replace("\r\n", "\r").encode(),
        lambda text: text.replace("\r\n", "\r\r\n").encode(),
    ],
    ids=["utf-8", "bom", "utf-16", "utf-16-be", "cp1252", "lf", "cr", "cr-cr-lf"],
)
def test_encodings_and_line_ends_make_no_difference(encode):
    plain = card("NOTE:Zoë’s café", "TEL:+44 20 7946 0101", name="FN:Zoë Baker")
    data = encode(plain.decode())
    assert read(data) == read(plain)
    assert vcard.sniff(data[:60])


def test_a_stray_byte_leaves_the_rest_of_its_line_in_utf_8():
    data = card().replace(b"Anne Baker", "Zoë Müller ".encode() + b"M\xfcller")
    assert read(data)[0].name == "Zoë Müller Müller"


def test_a_fold_may_fall_inside_a_character():
    data = card().replace(b"Anne Baker", b"Zo\xc3\r\n \xab Baker")
    assert read(data)[0].name == "Zoë Baker"


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


def test_lines_are_numbered_as_an_editor_does():
    data = b"\r\n\r\n" + card("NOTE:a\r\n b") + b"\r\n" + card(name="")
    record, refused = read(data)
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


# --- dates -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "birthday"),
    [
        ("BDAY:19800412", "1980-04-12"),
        ("BDAY:1980-04-12T00:00:00Z", "1980-04-12"),
        ("BDAY;VALUE=date-and-or-time:1980-04", "1980-04"),
        ("BDAY:--0412", "--04-12"),
        ("BDAY:1604-04-12", "--04-12"),
        ("BDAY:16040412", "--04-12"),
        ("BDAY;X-APPLE-OMIT-YEAR=2004:2004-02-29", "--02-29"),
        ("BDAY;X-APPLE-OMIT-YEAR=1604:1980-04-12", "1980-04-12"),
        ("BDAY;VALUE=text:circa 1800", "1800~"),
    ],
)
def test_a_birthday_may_be_partial(line, birthday):
    record = one(line)
    assert (record.birthday, record.notes, record.warnings) == (birthday, (), ())


def test_a_date_that_would_have_to_be_guessed_becomes_a_note():
    record = one("ANNIVERSARY:03/04/2001")
    assert record.dates == ()
    assert record.notes == ("Anniversary: 03/04/2001",)
    assert record.warnings == (
        'line 4: ANNIVERSARY "03/04/2001" is no date and was kept as a note',
    )


def test_the_same_anniversary_written_two_ways_is_one():
    record = one(
        "X-ANNIVERSARY:2011-06-18",
        "item1.X-ABDATE:20110618",
        "item1.X-ABLabel:_$!<Anniversary>!$_",
    )
    assert record.dates == (DateRecord("anniversary", "2011-06-18"),)


# --- fields ------------------------------------------------------------------------------------


def test_the_preferred_way_to_reach_somebody_comes_first():
    record = one("TEL:1", "TEL;PREF=2:2", "TEL;TYPE=home,pref:3", "TEL;PREF=x:4", "TEL:1")
    assert record.phones == (
        Contact("home", "3"),
        Contact("", "2"),
        Contact("", "1"),
        Contact("", "4"),
    )


@pytest.mark.parametrize(
    ("line", "contact"),
    [
        ("IMPP:xmpp:anne@chat.example", Contact("xmpp", "anne@chat.example")),
        ("IMPP;X-SERVICE-TYPE=Jabber:xmpp:anne@chat.example", Contact("jabber", "anne@chat.example")),
        ("IMPP;TYPE=HOME:skype:anne", Contact("skype", "anne")),
        ("X-JABBER;TYPE=WORK:anne@chat.example", Contact("jabber", "anne@chat.example")),
        ("X-SOCIALPROFILE;TYPE=twitter:x-apple:anne", Contact("twitter", "anne")),
    ],
)
def test_messengers_are_named_by_their_service(line, contact):
    assert one(line).ims == (contact,)


@pytest.mark.parametrize(
    ("line", "relation"),
    [
        ("RELATED;TYPE=spouse;VALUE=text:Sam", RelationRecord("spouse", "Sam")),
        ("RELATED:Sam", RelationRecord("related", "Sam")),
        ("X-EVOLUTION-SPOUSE:Sam", RelationRecord("spouse", "Sam")),
        ("X-KADDRESSBOOK-X-SpousesName:Sam", RelationRecord("spouse", "Sam")),
        ("X-MS-MANAGER:Sam", RelationRecord("manager", "Sam")),
        ("X-ABRELATEDNAMES;type=pref:Sam", RelationRecord("related", "Sam")),
    ],
)
def test_relations_of_every_dialect_are_read(line, relation):
    assert one(line).relations == (relation,)


def test_a_mailto_and_a_tel_uri_are_unwrapped():
    record = one("EMAIL:mailto:anne%2Bcrm@example.org?subject=x", "TEL:tel:+44%2020;ext=7")
    assert record.emails == (Contact("", "anne+crm@example.org"),)
    assert record.phones == (Contact("", "+44 20 ext. 7"),)


def test_what_is_repeated_though_there_is_one_of_it_is_kept_to_be_written_back():
    record = one("TITLE:Baker", "TITLE:Juggler", "ORG:", "ORG:Ovens", "UID:1", "UID:2")
    assert (record.title, record.organisation, record.source_id) == ("Baker", "Ovens", "1")
    assert record.extra == ("TITLE:Juggler", "UID:2")


def test_unknown_lines_of_2_1_are_written_back_as_later_versions_have_them():
    record = one(
        "X-MOOD;HOME;ENCODING=QUOTED-PRINTABLE;CHARSET=ISO-8859-1:caf=E9=0D=0Aopen", version="2.1"
    )
    assert record.extra == ("X-MOOD;TYPE=HOME:café\\nopen",)


def test_a_photo_is_a_data_uri_or_a_link():
    assert one("PHOTO;TYPE=image/png;ENCODING=b:AAEC").photo == "data:image/png;base64,AAEC"
    assert one("PHOTO:data:image/gif;base64\\,AAEC").photo == "data:image/gif;base64,AAEC"
    assert one("PHOTO;VALUE=uri:https://a.example/x.jpg").photo == "https://a.example/x.jpg"
    assert one("PHOTO;ENCODING=BASE64;JPEG:", "AAEC", "AwQF").photo == (
        "data:image/jpeg;base64,AAECAwQF"
    )


def test_a_soft_line_break_before_the_end_of_a_card_does_not_swallow_it():
    assert one("NOTE;QUOTED-PRINTABLE:bread=", version="2.1").notes == ("bread",)


def test_control_characters_are_taken_out_of_notes_but_line_breaks_are_not():
    record = one("NOTE:two\\nlines\x07\x1b[2J")
    assert record.notes == ("two\nlines",)
    assert record.warnings == ("line 4: NOTE had control characters, which were removed",)


# --- groups ------------------------------------------------------------------------------------


def test_a_group_becomes_a_tag_of_its_members_wherever_it_stands():
    group = card(
        "KIND:group", "MEMBER:urn:uuid:A1", "MEMBER:mailto:bo@example.org", "MEMBER:", name="FN:Choir"
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


def test_a_fingerprint_tells_what_a_card_says_and_not_how():
    first = card("REV:20260101T000000Z", "TEL;TYPE=home,pref:1", "item1.URL:x", "item1.X-ABLabel:A")
    again = card(
        "item7.X-ABLabel:A", "item7.url:x", "PRODID:z", "TEL;TYPE=PREF;TYPE=HOME:\r\n 1",
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
