"""One export of each program that people bring their contacts from, compared whole."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tinynet.exchange.record import Contact, DateRecord, PersonRecord, RelationRecord
from tinynet.exchange.vcard import read as vcard

SAMPLES = Path(__file__).parents[1] / "samples"
PICTURE = (
    "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8gISIjJCUmJygpKissLS4vMDEyMzQ1Njc4OTo7PD0+P0BBQkNE"
    "RUZHSElKS0xNTk9QUVJTVFVWV1hZWltcXV5fYGFiY2RlZmdoaWprbG1ub3BxcnN0dXZ3"
)


def person(line, name, **fields):
    return PersonRecord(
        source="vcard",
        source_id=fields.pop("source_id", ""),
        fingerprint="",
        line=line,
        name=name,
        **fields,
    )


def read(name):
    found = vcard.read((SAMPLES / name).read_bytes(), name)
    return [replace(record, fingerprint="") for record in found]


APPLE = [
    person(
        1,
        "Dr. Marigold Rose Ferngrove",
        source_id="7A1C2E34-0001-4B5C-8D6E-000000000001",
        name_parts=("Ferngrove", "Marigold", "Rose", "Dr.", ""),
        nicknames=("Goldie",),
        emails=(
            Contact("home", "marigold@ferngrove.example"),
            Contact("Studio", "orders@ferngrove.example"),
        ),
        phones=(
            Contact("mobile", "+44 7700 900101"),
            Contact("home fax", "+44 20 7946 0101"),
            Contact("school", "020 7946 0102"),
        ),
        urls=(
            Contact("home page", "https://ferngrove.example"),
            Contact("mastodon", "https://social.example/@marigold"),
        ),
        ims=(Contact("skype", "marigold.f"),),
        addresses=(
            Contact(
                "home",
                "1 Kiln Lane, Top bell, Potterton, Clayshire, PT1 2AB, United Kingdom",
            ),
        ),
        birthday="--02-29",
        dates=(DateRecord("anniversary", "2011-06-18"), DateRecord("First kiln", "--09-30")),
        organisation="Ferngrove Ceramics, Glazes",
        title="Potter",
        tags=("Pottery circle",),
        notes=("Likes ginger nuts, not flapjacks.\nMet at the market; buys from Anne.",),
        relations=(
            RelationRecord("spouse", "Sam Ferngrove"),
            RelationRecord("younger sister", "Juniper"),
            RelationRecord("Neighbour", "Old Tobias"),
        ),
        photo=f"data:image/jpeg;base64,{PICTURE}",
        extra=(
            "X-PHONETIC-FIRST-NAME:MAH-ree-gold",
            "item10.X-ABCUSTOMTHING:glaze 7",
            "item10.X-ABLabel:Recipe",
        ),
    ),
    person(
        47,
        "Björn 🧑‍🍳 Okonkwo-Lind",
        source_id="7A1C2E34-0002-4B5C-8D6E-000000000002",
        name_parts=("Okonkwo-Lind", "Björn 🧑‍🍳", "", "", ""),
        birthday="--11-05",
        tags=("Pottery circle",),
        relations=(RelationRecord("friend", "Marigold Ferngrove"),),
    ),
]

GOOGLE = [
    person(
        1,
        "Caspian Dewhurst",
        name_parts=("Dewhurst", "Caspian", "", "", ""),
        nicknames=("Cas", "Dewy"),
        emails=(Contact("work", "caspian@dewhurst.example"), Contact("", "cas@mail.example")),
        phones=(
            Contact("mobile", "+1 (555) 010-0142"),
            Contact("Allotment", "+1 555-010-0143"),
        ),
        urls=(Contact("home page", "https://dewhurst.example/seeds"),),
        addresses=(Contact("home", "42 Bean Row, Springfield, OR, 97403, US"),),
        birthday="1987-03-02",
        dates=(DateRecord("anniversary", "2015-09-12"),),
        organisation="Dewhurst Seeds",
        title="Seed merchant",
        tags=("Gardening", "Pub quiz, Tuesdays"),
        notes=("Grows 12 kinds of beans.",),
        relations=(RelationRecord("mother", "Petra Dewhurst"),),
        photo="https://photos.example/caspian=s100",
    ),
    person(25, "info@beans.example", emails=(Contact("", "info@beans.example"),)),
]

NEXTCLOUD_4 = [
    person(
        1,
        "Ottilie Brandvold",
        source_id="urn:uuid:3f0c9d0e-1111-4222-8333-444455556666",
        name_parts=("Brandvold", "Ottilie", "", "", ""),
        emails=(
            Contact("work", "o.brandvold@fjord.example"),
            Contact("home", "ottilie@brandvold.example"),
        ),
        phones=(
            Contact("home", "+47-555-0123 ext. 12"),
            Contact("mobile", "+47 555 01 24"),
        ),
        ims=(
            Contact("xmpp", "ottilie@chat.example"),
            Contact("matrix", "@ottilie:chat.example"),
        ),
        addresses=(Contact("home", "Fjordgata 7, Bergen, 5003, Norway"),),
        birthday="--04-12",
        dates=(DateRecord("anniversary", "2009-06-05"), DateRecord("death", "2024-01-30")),
        tags=("Rowing", "Choir", "Boat club"),
        notes=("Sings alto.",),
        relations=(
            RelationRecord("spouse", "Leif Brandvold"),
            RelationRecord("friend", "urn:uuid:9e9e9e9e-1111-4222-8333-444455556666"),
            RelationRecord("co-worker", "urn:uuid:9e9e9e9e-1111-4222-8333-444455556666"),
        ),
        photo="data:image/png;base64,AAECAwQFBgc=",
        extra=("LANG;PREF=1:nb", "GENDER:F"),
    ),
    person(
        27,
        "Leif Brandvold",
        source_id="urn:uuid:3f0c9d0e-2222-4222-8333-444455556666",
        nicknames=("Leif of the Fjord",),
        birthday="1800~",
    ),
]

NEXTCLOUD_3 = [
    person(
        1,
        "Wilhelmina Strand",
        source_id="c0ffee00-aaaa-4bbb-8ccc-ddddeeeeffff",
        name_parts=("Strand", "Wilhelmina", "Aud,Liv", "", ""),
        emails=(Contact("home", "mina@strand.example"),),
        phones=(Contact("home", "+46 555 0199"),),
        birthday="1979-12-24",
        dates=(DateRecord("anniversary", "2003-05-31"),),
        organisation="Strand & Daughters",
        role="Boat builder",
        relations=(RelationRecord("spouse", "Hjalmar Strand"),),
        photo="data:image/png;base64,AAECAwQFBgcICQ==",
        extra=('X-NEXTCLOUD-MOOD;X-LEVEL="calm, mostly":7',),
    ),
]

NOKIA_OUTLOOK = [
    person(
        1,
        "Jörg Müller-Tapio",
        name_parts=("Müller-Tapio", "Jörg", "", "", ""),
        emails=(Contact("", "jorg@tapio.example"),),
        phones=(
            Contact("mobile", "+358 50 555 0111"),
            Contact("home", "+358 9 555 0110"),
            Contact("work fax", "+358 9 555 0112"),
        ),
        addresses=(Contact("home", "Pitkäkatu 3, B 12, Helsinki, 00100, Suomi"),),
        birthday="1971-08-15",
        dates=(DateRecord("anniversary", "1998-07-04"),),
        organisation="Käpylä Saunas, Stoves",
        notes=("Sauna every Friday, bring towels.\nHis daughter runs the 400 m.",),
        relations=(RelationRecord("spouse", "Aino"), RelationRecord("child", "Onni")),
        photo=f"data:image/jpeg;base64,{PICTURE}",
        extra=("X-MS-OL-DEFAULT-POSTAL-ADDRESS:1",),
    ),
    person(
        27,
        "Pirkko Halla",
        name_parts=("Halla", "Pirkko", "", "", ""),
        phones=(Contact("mobile", "0505550113"),),
        notes=("folded at a space",),
    ),
]

THUNDERBIRD = [
    person(
        1,
        "Quentin Underhill",
        name_parts=("Underhill", "Quentin", "", "", ""),
        emails=(Contact("", "quentin@underhill.example"),),
        phones=(Contact("work", "+44 1632 960123"), Contact("mobile", "+44 7700 900199")),
        urls=(Contact("", "http://underhill.example"),),
        addresses=(Contact("", "5 Contour Close, Flat 2, Hilltop, HT3 4CD, UK"),),
        organisation="Underhill Maps",
        title="Cartographer",
        notes=("First line\nsecond line",),
        extra=("x-mozilla-html:FALSE",),
    ),
]

KHARD_ANDROID = [
    person(
        1,
        "Ingeborg Vale",
        source_id="khard-0001",
        name_parts=("Vale", "Ingeborg", "", "", ""),
        nicknames=("Inga",),
        emails=(Contact("home", "ingeborg@vale.example"),),
        phones=(Contact("mobile", "+49 555 0177"), Contact("", "+49 555 0178")),
        birthday="1900-04-12",
        dates=(DateRecord("anniversary", "2001-07"),),
        tags=("family", "climbing"),
        ims=(Contact("twitter", "inga_vale"),),
    ),
    person(
        17,
        "山田",
        name_parts=("", "山田", "", "", ""),
        nicknames=("Yama",),
        phones=(Contact("mobile", "090-5550-0179"), Contact("bakery", "03-5550-0180")),
        ims=(Contact("skype", "yama.bread"),),
        birthday="--02-29",
        dates=(DateRecord("anniversary", "2012-10-08"),),
        relations=(RelationRecord("spouse", "Hana"), RelationRecord("Flatmate", "Ken")),
        extra=("X-ANDROID-CUSTOM:vnd.android.cursor.item/identity;something;else",),
    ),
]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("apple-ios-3.0.vcf", APPLE),
        ("google-3.0.vcf", GOOGLE),
        ("nextcloud-4.0.vcf", NEXTCLOUD_4),
        ("nextcloud-3.0.vcf", NEXTCLOUD_3),
        ("nokia-outlook-2.1.vcf", NOKIA_OUTLOOK),
        ("thunderbird-2.1.vcf", THUNDERBIRD),
        ("khard-android.vcf", KHARD_ANDROID),
    ],
)
def test_a_sample_is_read_whole(name, expected):
    assert read(name) == expected


def test_files_of_several_versions_may_be_joined_into_one():
    names = sorted(path.name for path in SAMPLES.glob("*.vcf") if path.name != "bad.vcf")
    joined = b"\n".join((SAMPLES / name).read_bytes() for name in names)
    people = [replace(r, line=0) for name in names for r in read(name)]
    found = [replace(r, fingerprint="", line=0) for r in vcard.read(joined, "all.vcf")]
    assert found == people


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.vcf")), ids=lambda path: path.name)
def test_a_sample_is_recognised_by_its_first_bytes(path):
    assert vcard.sniff(path.read_bytes()[:100])
