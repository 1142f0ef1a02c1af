"""What each property of a vCard becomes, and what happens to one that cannot be read."""

from __future__ import annotations

import pytest

from tinynet.exchange.record import Contact, DateRecord, RelationRecord
from tinynet.exchange.vcard import read as vcard
from tinynet.exchange.vcard import values


def card(*lines, version="3.0", name="FN:Anne Baker"):
    body = (f"VERSION:{version}", *((name,) if name else ()), *lines)
    return "\r\n".join(("BEGIN:VCARD", *body, "END:VCARD", "")).encode()


def read(data):
    return list(vcard.read(data, "friends.vcf"))


def one(*lines, **options):
    (record,) = read(card(*lines, **options))
    return record


# --- dates -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "birthday"),
    [
        ("BDAY:19800412", "1980-04-12"),
        ("BDAY:1980-04-12T00:00:00Z", "1980-04-12"),
        ("BDAY;VALUE=date-and-or-time:1980-04", "1980-04"),
        ("BDAY:--0412", "--04-12"),
        ("BDAY:--4-12", "--04-12"),
        ("BDAY;VALUE=date-and-or-time:--0412T", "--04-12"),
        ("BDAY:1980-04-00", "1980-04"),
        ("BDAY:1980-00-00", "1980"),
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
        (
            "IMPP;X-SERVICE-TYPE=Jabber:xmpp:anne@chat.example",
            Contact("jabber", "anne@chat.example"),
        ),
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
    record = one(
        "EMAIL:mailto:anne%2Bcrm@example.org?subject=x",
        "EMAIL;TYPE=Home,home:<anne@example.org>",
        "TEL:tel:+44%2020;ext=7",
    )
    assert record.emails == (
        Contact("", "anne+crm@example.org"),
        Contact("home", "anne@example.org"),
    )
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


@pytest.mark.parametrize(("lines", "end"), [((), ()), (("", "TEL:1"), (Contact("", "1"),))])
def test_a_soft_line_break_at_the_end_of_a_text_swallows_nothing(lines, end):
    record = one("NOTE;QUOTED-PRINTABLE:bread=", *lines, version="2.1")
    assert (record.notes, record.phones) == (("bread",), end)


def test_a_card_inside_a_card_is_passed_over():
    record = one("AGENT:", "BEGIN:VCARD", "FN:Bo", "TEL:1", "END:VCARD", "TEL:2", version="2.1")
    assert (record.name, record.phones) == ("Anne Baker", (Contact("", "2"),))


def test_a_declared_character_set_is_honoured():
    data = card("NICKNAME;CHARSET=KOI8-R:?", version="2.1").replace(b"?", "Аня".encode("koi8-r"))
    assert read(data)[0].nicknames == ("Аня",)


@pytest.mark.parametrize("charset", ["utf-7", "unicode_escape", "rot13", "punycode", "\x00", "zip"])
def test_a_codec_for_anything_but_address_books_is_not_used(charset):
    record = one(f"NICKNAME;CHARSET={charset}:+2AA-")
    assert record.nicknames == ("+2AA-",)
    assert record.warnings == (
        f"line 4: NICKNAME has the unknown CHARSET {charset} and was read as UTF-8",
    )


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ('X-A;X-P="a:b;c":d:e', 'X-A;X-P="a:b;c":d:e'),
        ("X-A;X-P=:b", "X-A:b"),
        ("X-A;X P=a;=b:c", "X-A:c"),
        ('X-A;X-P="a:b', "X-A;X-P=a:b"),
        ("KEY;ENCODING=b:AA\r\n  BB", "KEY;ENCODING=b:AABB"),
        ("EMAIL:anne b@example.org", "EMAIL:anne b@example.org"),
    ],
)
def test_an_unknown_line_is_kept_as_far_as_it_can_be_understood(line, kept):
    assert one(line).extra == (kept,)


def test_a_line_with_too_much_before_its_colon_is_left_out():
    record = one("TEL;X-P=" + "a" * 2_000 + ":1")
    shown = "TEL;X-P=" + "a" * 52
    assert record.phones == ()
    assert record.warnings == (f'line 4: "{shown}" is no property and was left out',)


def test_control_characters_are_taken_out_of_notes_but_line_breaks_are_not():
    record = one("NOTE:two\\nlines\x07\x1b[2J")
    assert record.notes == ("two\nlines",)
    assert record.warnings == ("line 4: NOTE had control characters, which were removed",)


@pytest.mark.parametrize(
    ("word", "label"),
    [("x-evolution-callback", "callback"), ("x-shed", "shed"), ("fax-work", "fax-work")],
)
def test_only_the_beginning_of_a_type_says_whose_it_is(word, label):
    assert values.types_label((word,)) == label
