"""Contacts exported by Google, the current way and the old one."""

from __future__ import annotations

import random
from datetime import date

import pytest
from csv_cases import check, mutated, plain, sample

from tinynet.exchange.record import Contact, DateRecord, PersonRecord, RelationRecord
from tinynet.exchange.tables import google


def person(line, name, **fields):
    source_id = fields.pop("source_id", "")
    return PersonRecord("google", source_id, "", line, name, **fields)


GOOGLE_CURRENT = [
    person(
        2,
        "Dr. Marigold Rose Ferngrove",
        name_parts=("Ferngrove", "Marigold", "Rose", "Dr.", ""),
        nicknames=("Goldie",),
        emails=(
            Contact("home", "marigold@ferngrove.example"),
            Contact("home", "goldie@example.org"),
            Contact("Studio", "orders@ferngrove.example"),
        ),
        phones=(
            Contact("mobile", "+44 7700 900101"),
            Contact("home fax", "020 7946 0101"),
            Contact("home fax", "020 7946 0102"),
        ),
        urls=(Contact("profile", "https://social.example/@marigold"),),
        addresses=(Contact("home", "1 Kiln Lane, Top bell, Potterton PT1 2AB, United Kingdom"),),
        birthday="--02-29",
        dates=(DateRecord("anniversary", "2011-06-18"), DateRecord("First kiln", "--09-30")),
        organisation="Ferngrove Ceramics, Glazes",
        title="Potter",
        tags=("Pottery circle", "starred"),
        notes=("Likes ginger nuts, not flapjacks.\nMet at the market; buys from Anne.",),
        relations=(
            RelationRecord("spouse", "Sam Ferngrove"),
            RelationRecord("child", "Juniper"),
            RelationRecord("child", "Old Tobias"),
        ),
        facts=(
            ("pronounced", "MAH-ree-gold"),
            ("Favourite biscuit", "ginger nut"),
            ("Favourite biscuit", "shortbread"),
        ),
        photo="https://photos.example/marigold.jpg",
    ),
    person(
        7,
        "Corner Bakery",
        phones=(Contact("work", "+44 1632 960001"),),
        organisation="Corner Bakery",
    ),
    person(
        8,
        "山田美咲",
        name_parts=("山田", "美咲", "", "", ""),
        emails=(Contact("", "misaki@example.jp"),),
        addresses=(Contact("home", "2-1 Hanamachi, Kyoto, 600-0001, Japan"),),
        birthday="1991-11-03",
        facts=(("pronounced", "みさき やまだ"),),
    ),
    person(
        9,
        "Tom",
        name_parts=("", "Tom", "", "", ""),
        notes=("Birthday: soon", "E-mail: call me"),
        warnings=(
            'line 9: Birthday "soon" is no date and was kept as a note',
            'line 9: E-mail "call me" is not an e-mail address and was kept as a note',
        ),
    ),
]

GOOGLE_OLD = [
    person(
        2,
        "Caroline Marsh",
        name_parts=("Marsh", "Caroline", "", "", ""),
        nicknames=("Caro",),
        emails=(
            Contact("home", "caroline@marsh.example"),
            Contact("home", "cm@example.org"),
            Contact("work", "stall@marsh.example"),
        ),
        phones=(Contact("mobile", "+44 7700 900202"), Contact("mobile", "+44 7700 900203")),
        urls=(Contact("home page", "http://marsh.example"),),
        ims=(Contact("jabber", "caro@chat.example"),),
        addresses=(Contact("home", "3 Weir Road, Riverside, RV2 7XY, United Kingdom"),),
        birthday="1978-05-02",
        dates=(DateRecord("anniversary", "--08-20"),),
        organisation="Marsh Honey, Hives",
        title="Owner",
        tags=("Friends",),
        notes=("Keeps bees; gave us honey.",),
        relations=(RelationRecord("sister", "Harriet Fielding"),),
        facts=(
            ("maiden name", "Fielding"),
            ("location", "Riverside"),
            ("occupation", "Beekeeper"),
            ("hobby", "Bell ringing"),
            ("language", "en"),
            ("job", "Sells honey on Fridays"),
            ("Diet", "no nuts"),
        ),
    ),
    person(3, "Bob", name_parts=("", "Bob", "", "", ""), emails=(Contact("", "bob@example.net"),)),
]


@pytest.mark.parametrize(
    ("name", "records"),
    [
        ("google-current.csv", GOOGLE_CURRENT),
        ("google-old.csv", GOOGLE_OLD),
    ],
)
def test_a_sample_gives_these_records(name, records):
    assert plain(google.read(sample(name), name)) == records
    assert google.sniff(sample(name)[:4096])


@pytest.mark.parametrize("name", ["google-current.csv", "google-old.csv"])
def test_mutated_samples_never_raise(name):
    rng = random.Random(name)
    data = sample(name)
    for _ in range(1000):
        for found in google.read(mutated(rng, data), "bad.csv"):
            check(found)


def test_columns_may_stand_in_any_order_be_missing_or_be_there_twice():
    data = (
        b"Phone 1 - Value;Labels;E-mail 1 - Value;E-mail 1 - Value;First Name;Allergies\n"
        b"020 7946 0505;* myContacts;a@example.org;b@example.org;Anne;nuts\n"
    )
    assert plain(google.read(data, "f")) == [
        person(
            2,
            "Anne",
            name_parts=("", "Anne", "", "", ""),
            emails=(Contact("", "a@example.org"), Contact("", "b@example.org")),
            phones=(Contact("", "020 7946 0505"),),
            facts=(("allergies", "nuts"),),
        )
    ]


def test_a_second_job_a_title_and_a_custom_field_without_label_are_kept():
    data = (
        b"Name,Name Prefix,Group Membership,Organization 1 - Name,Organization 2 - Name,"
        b"Organization 2 - Title,Custom Field 1 - Value,File As\n"
        b"Anne Baker,Mrs.,,Baker & Daughters,Choir,Alto,Sings on Mondays,B\n"
    )
    assert plain(google.read(data, "f")) == [
        person(
            2,
            "Anne Baker",
            name_parts=("", "", "", "Mrs.", ""),
            organisation="Baker & Daughters",
            notes=("Sings on Mondays",),
            facts=(("organisation", "Alto, Choir"),),
        )
    ]


TABLE = "First Name,Birthday,E-mail 1 - Value,Event 1 - Label,Event 1 - Value,Labels\n"


@pytest.mark.parametrize(
    ("rows", "order", "days"),
    [
        (
            ("04/12/1980", "1981-02-03", "25/12/1979"),
            "",
            ("1980-12-04", "1981-02-03", "1979-12-25"),
        ),
        (("04/12/1980", "", "12/25/1979"), "", ("1980-04-12", "", "1979-12-25")),
        (("04/12/1980", "05/06/1980", ""), "", ("", "", "")),
        (("04/12/1980", "05/06/1980", ""), "dmy", ("1980-12-04", "1980-06-05", "")),
        (("04/12/2026", "05/06/1980", ""), "", ("2026-04-12", "1980-05-06", "")),
    ],
)
def test_the_column_tells_which_number_is_the_day(rows, order, days):
    text = TABLE + "".join(f"P{n},{day},p{n}@example.org,,,x\n" for n, day in enumerate(rows))
    found = list(google.read(text.encode(), "g.csv", order, date(2026, 11, 26)))
    assert tuple(record.birthday for record in found) == days
    told = "could be two dates (--order says which)"
    assert [told in str(record.warnings) for record in found] == [
        bool(row) and not day for row, day in zip(rows, days, strict=True)
    ]


def test_several_firms_in_one_cell_are_parted_as_their_titles_are():
    data = (
        "Name,Group Membership,E-mail 1 - Value,Organization 1 - Name,Organization 1 - Title\n"
        "Pia Lund,* myContacts,pia@x.example,Firm ::: Club,Baker ::: Chair\n"
    )
    (record,) = google.read(data.encode(), "f")
    assert (record.organisation, record.title, record.facts) == (
        "Firm", "Baker", (("organisation", "Chair, Club"),),
    )  # fmt: skip
