"""People in any CSV file, and in tinynet's own."""

from __future__ import annotations

import random
from functools import partial
from itertools import chain

import pytest
from csv_cases import SAMPLES, check, mutated, plain, sample
from hypothesis import given, settings
from hypothesis import strategies as st

from tinynet.errors import BadValueError
from tinynet.exchange.record import (
    Contact,
    DateRecord,
    LeftOut,
    PersonRecord,
    Refused,
    RelationRecord,
)
from tinynet.exchange.tables import google, linkedin, outlook
from tinynet.exchange.tables import read as csv_people
from tinynet.exchange.tables import write as csv_write


def person(line, name, **fields):
    source_id = fields.pop("source_id", "")
    return PersonRecord("csv", source_id, "", line, name, **fields)


SPREADSHEET = [
    person(
        3,
        "Élodie Dupré",
        name_parts=("Dupré", "Élodie", "", "", ""),
        emails=(Contact("", "elodie@dupre.example"),),
        phones=(Contact("mobile", "06 99 00 01 02"), Contact("work", "01 99 00 03 04")),
        addresses=(Contact("", "Lyon"),),
        birthday="1980-04-03",
    ),
    person(
        4,
        "Jean Petit",
        name_parts=("Petit", "Jean", "", "", ""),
        emails=(Contact("", "jean@petit.example"), Contact("", "jp@petit.example")),
        addresses=(Contact("", "Paris"),),
        birthday="1979-12-25",
    ),
]

TINYNET_EXPORT = [
    person(
        2,
        "Anne Baker",
        source_id="anne",
        nicknames=("Annie", "The Roaster"),
        emails=(Contact("", "anne@example.org"), Contact("", "a.baker@example.com")),
        phones=(Contact("", "+44 7700 900401"), Contact("", "+44 7700 900402")),
        birthday="--04-12",
        organisation="Baker & Daughters",
        title="Owner",
        tags=("coffee", "friday"),
        notes=("=SUM(1) is her joke.",),
        facts=(("favourite biscuit", "ginger nut"), ("dog", "Biscuit; a spaniel")),
        circle="inner",
        every=14,
        met_how="market stall",
        met_at="Riverside market",
        met_on="2024-03",
        met_via="Caroline Marsh",
    ),
    person(3, "Bob Hill", source_id="bob", birthday="1980~", every=0),
]


@pytest.mark.parametrize(
    ("name", "records"),
    [
        ("spreadsheet.csv", SPREADSHEET),
        ("tinynet-export.csv", TINYNET_EXPORT),
    ],
)
def test_a_sample_gives_these_records(name, records):
    assert plain(csv_people.read(sample(name), name)) == records
    assert csv_people.sniff(sample(name)[:4096])


@pytest.mark.parametrize("name", ["spreadsheet.csv", "tinynet-export.csv"])
def test_mutated_samples_never_raise(name):
    rng = random.Random(name)
    data = sample(name)
    for _ in range(1000):
        for found in csv_people.read(mutated(rng, data), "bad.csv"):
            check(found)


def read(text, mapping=None):
    return plain(csv_people.read(text.encode(), "f", mapping))


@pytest.mark.parametrize(
    ("header", "fields"),
    [
        ("Name,E-mail,Phone,Birthday", {
            "name": "Name", "email": "E-mail", "phone": "Phone", "birthday": "Birthday",
        }),
        ("Vorname;Name;E-Mail-Adresse;Handy;Telefon privat;Geburtsdatum;Straße", {
            "first": "Vorname", "last": "Name", "email": "E-Mail-Adresse", "phone": "Handy",
            "phone2": "Telefon privat", "birthday": "Geburtsdatum", "address": "Straße",
        }),
        ("Titre,Prénom,Nom,Société,Adresse de messagerie,Type de messagerie,"
         "Nom complet de l'adresse de messagerie,Téléphone (domicile),Tél. mobile,Anniversaire", {
            "first": "Prénom", "last": "Nom", "organisation": "Société",
            "email": "Adresse de messagerie", "phone": "Téléphone (domicile)",
            "phone2": "Tél. mobile", "birthday": "Anniversaire",
        }),
        ("Nombre,Apellidos,Dirección de correo electrónico,Tipo de correo electrónico,"
         "Teléfono móvil,Cumpleaños,Notas", {
            "first": "Nombre", "last": "Apellidos", "email": "Dirección de correo electrónico",
            "phone": "Teléfono móvil", "birthday": "Cumpleaños", "note": "Notas",
        }),
        ("Nom,Courriel", {"name": "Nom", "email": "Courriel"}),
        ("Nombre,Correo", {"name": "Nombre", "email": "Correo"}),
        ("Full Name,Mailing address,Telegram,Work e-mail,Home email", {
            "name": "Full Name", "address": "Mailing address", "im": "Telegram",
            "email": "Work e-mail", "email2": "Home email",
        }),
        ("Anne,anne@example.org\nBob,bob@example.org", {}),
        ("Date,Amount\n2026-01-01,4", {}),
    ],
    ids=["en", "de", "fr", "es", "nom", "nombre", "several", "no header", "no people"],
)  # fmt: skip
def test_columns_are_guessed_in_four_languages(header, fields):
    assert csv_people.guess(header.encode()) == fields


def test_how_often_to_keep_in_touch_is_known_by_what_programs_call_it():
    (pia,) = read("Name,Keep in Touch\nPia Lund,every 3 months\n")
    assert pia.every == read("Name,Every\nPia Lund,every 3 months\n")[0].every
    assert pia.every is not None


def test_all_that_is_mapped_is_read():
    text = (
        "Who,Mail,Cell,Second mail,Ring,Pace,How,When,Through,Home\n"
        "Anne Baker,anne@example.org,+44 7700 900501,a@example.com,Inner,every 2 weeks,stall,"
        "3/2024,Caroline,1 Mill Lane\n"
        "Bob Hill,none,ask Anne,,outer,biweekly,,03/04/2024,,\n"
    )
    mapping = {
        "name": "who", "email": "MAIL", "phone": "Cell", "email2": "Second mail", "circle": "Ring",
        "every": "Pace", "met": "How", "met_on": "When", "via": "Through", "address": "Home",
    }  # fmt: skip
    assert read(text, mapping) == [
        person(
            2,
            "Anne Baker",
            emails=(Contact("", "anne@example.org"), Contact("", "a@example.com")),
            phones=(Contact("mobile", "+44 7700 900501"),),
            addresses=(Contact("home", "1 Mill Lane"),),
            circle="inner",
            every=14,
            met_how="stall",
            met_on="2024-03",
            met_via="Caroline",
        ),
        person(
            3,
            "Bob Hill",
            notes=(
                "Mail: none",
                "Cell: ask Anne",
                "Ring: outer",
                "Pace: biweekly",
                "When: 03/04/2024",
            ),
            warnings=(
                'line 3: Mail "none" is not an e-mail address and was kept as a note',
                'line 3: Cell "ask Anne" is not a phone number and was kept as a note',
                'line 3: Ring "outer" is not one of inner, close, friends, village and was kept as'
                " a note",
                'line 3: Pace "biweekly" does not say how often and was kept as a note',
                'line 3: When "03/04/2024" could be two dates (--order says which) and was kept as'
                " a note",
            ),
        ),
    ]


@pytest.mark.parametrize(
    ("mapping", "message", "remedy"),
    [
        ({"name": "Names"}, 'f has no column "Names"', "Its columns are Name, Mail"),
        ({"name": "Name", "email": ""}, 'f has no column ""', "Its columns are Name, Mail"),
        ({"nme": "Name"}, 'There is no field "nme"', "It is one of name, first, last"),
        ({"name2": "Name"}, 'There is no field "name2"', "It is one of name, first, last"),
    ],
)
def test_a_wrong_mapping_names_the_columns_there_are(mapping, message, remedy):
    with pytest.raises(BadValueError) as caught:
        csv_people.read(b"Name,Mail\nAnne,a@example.org\n", "f", mapping)
    assert caught.value.message == message
    assert caught.value.remedy.startswith(remedy)


def test_a_file_without_known_columns_says_how_to_map_them():
    assert read("Anne,London\nBob,Paris\n") == [
        Refused("f:1", 'no column is known to name people; say which do: --map name="Full name"')
    ]


def test_a_row_without_a_name_is_refused_and_an_address_is_a_name():
    assert read("name,email,city\n,,Paris\n,anne@example.org,\n" + "x" * 201 + ",,\n") == [
        Refused("f:2", "there is no name in it"),
        person(3, "anne@example.org", emails=(Contact("", "anne@example.org"),)),
        Refused("f:4", "the name is longer than 200 characters"),
    ]


def test_the_same_row_has_the_same_fingerprint_in_any_order_of_columns():
    (one,) = csv_people.read(b"name,email\nAnne,a@example.org\n", "f")
    (two,) = csv_people.read(b"Email;Name\na@example.org;Anne\n", "g")
    (three,) = csv_people.read(b"name,email\nAnne,b@example.org\n", "f")
    assert one.fingerprint == two.fingerprint != three.fingerprint


THUNDERBIRD = """\
First Name,Last Name,Display Name,Nickname,Primary Email,Secondary Email,Home Phone,Pager Number,\
Home Address,Home Address 2,Home City,Home ZipCode,Home Country,Work Address,Work City,Department,\
Organization,Birth Year,Birth Month,Birth Day,Custom 1,Custom 2,Notes,
Pia,Lund,Pia Lund,,pia@example.com,,01632 960001,99,1 Hill,Flat 2,York,YO1,UK,5 Dock,Hull,Sales,\
Lund & Co,1980,1,15,blue,,hi,
Bo,Lind,Bo Lind,,bo@example.com,,,,,,,,,,,,,,2,9,,,,
Al,Ek,Al Ek,,al@example.com,,,,,,,,,,,,,1642,,,,red,,
"""


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_a_date_and_an_address_may_stand_in_several_columns(delimiter, encoding):
    data = THUNDERBIRD.replace(",", delimiter).replace("Pia", "Pía").encode(encoding)
    assert csv_people.sniff(data[:4096])
    assert plain(csv_people.read(data, "f")) == [
        person(
            2,
            "Pía Lund",
            name_parts=("Lund", "Pía", "", "", ""),
            emails=(Contact("", "pia@example.com"),),
            phones=(Contact("home", "01632 960001"), Contact("pager", "99")),
            addresses=(
                Contact("home", "1 Hill, Flat 2, York, YO1, UK"),
                Contact("work", "5 Dock, Hull"),
            ),
            birthday="1980-01-15",
            organisation="Lund & Co, Sales",
            notes=("hi",),
        ),
        person(
            3,
            "Bo Lind",
            name_parts=("Lind", "Bo", "", "", ""),
            emails=(Contact("", "bo@example.com"),),
            birthday="--02-09",
        ),
        person(
            4,
            "Al Ek",
            name_parts=("Ek", "Al", "", "", ""),
            emails=(Contact("", "al@example.com"),),
            birthday="1642",
        ),
        LeftOut(1, '2 columns are not read: "Custom 1" and "Custom 2"'),
    ]


@pytest.mark.parametrize(
    ("header", "row", "birthday", "address"),
    [
        ("Vorname,Nachname,Geburtsjahr,Geburtsmonat,Geburtstag,Privat: Adresse,Privat: PLZ,"
         "Privat: Ort", "Jo,Ek,1980,12,1,Weg 1,50667,Köln", "1980-12-01", "Weg 1, 50667, Köln"),
        ("Nom,Année de naissance,Mois de naissance,Jour de naissance,Rue,Ville",
         "Jo,1980,mai,3,2 rue du Lac,Lyon", "1980-05-03", "2 rue du Lac, Lyon"),
        ("Name,Birth Year,Birthday,Country", "Jo,1980,1980-02-03,UK", "1980-02-03", ""),
        ("Name,Birth Year,Birth Month,Birth Day,State", "Jo,0,0,0,single", "", ""),
        ("Name,Year of birth,City", "Jo,1980,Hull", "1980", "Hull"),
        ("Name,Birth Month,Street,State,Zip", "Jo,7,1 Elm,OH,43004", "--07", "1 Elm, OH, 43004"),
    ],
)  # fmt: skip
def test_the_parts_of_a_date_or_an_address_are_known_by_name(header, row, birthday, address):
    found = next(csv_people.read(f"{header}\n{row}\n".encode(), "f"))
    assert (found.birthday, found.warnings) == (birthday, ())
    assert [way.value for way in found.addresses] == ([address] if address else [])


@pytest.mark.parametrize("row", ["Jo,80,1,2", "Jo,1980,,2", "Jo,1980,13,2", "Jo,1980,2,30"])
def test_parts_that_make_no_date_are_kept_as_a_note(row):
    found = next(csv_people.read(f"Name,Birth Year,Birth Month,Birth Day\n{row}\n".encode(), "f"))
    assert found.birthday == ""
    assert found.notes[0].startswith("Birth Year + Birth ")


def test_columns_that_belong_together_may_be_mapped_with_a_plus():
    text = "Who,Fam,Y,M,D,Where,Town,A + B\nPia,Lund,1980,1,15,1 Hill,York,hi\n"
    mapping = {"name": "Who+Fam", "birthday": "Y + M + D", "address": "Where + Town",
               "note": "A + B"}  # fmt: skip
    (found,) = read(text, mapping)
    assert (found.name, found.birthday, found.notes) == ("Pia Lund", "1980-01-15", ("hi",))
    assert found.addresses == (Contact("", "1 Hill, York"),)
    with pytest.raises(BadValueError) as caught:
        csv_people.read(text.encode(), "f", {"name": "Who + Surname"})
    assert caught.value.message == 'f has no column "Surname"'


def test_columns_that_nothing_reads_are_named_where_there_is_something_in_them():
    assert read("name,,shoe,hat,\nPia,x,,,\nBo,,,felt,\n")[2:] == [
        LeftOut(1, '2 columns are not read: "hat" and one without a name')
    ]
    assert read("name,hat\nPia,felt\n")[1:] == [LeftOut(1, 'the column "hat" is not read')]
    assert read("name,\nPia,felt\n")[1:] == [LeftOut(1, "a column without a name is not read")]
    assert len(read("name,hat\nPia,\n")) == 1


def test_a_list_of_addresses_alone_is_one_of_people():
    data = b"email\npia@example.com\nbo@example.com\n"
    assert csv_people.sniff(data)
    assert [found.name for found in csv_people.read(data, "f")] == [
        "pia@example.com",
        "bo@example.com",
    ]
    assert not csv_people.sniff(b"email\n")
    assert not csv_people.sniff(b"mail\nsoon\n")


def test_a_name_that_is_only_the_address_is_no_name():
    text = "Display name,First name,Nickname,E-mail,Company\n"
    (one, two, three) = csv_people.read(
        (text + "pia@example.com,Pia,PIA@example.com,pia@example.com,Lund\n"
         "bo@example.com,,Bo,bo@example.com,\nal@example.com,,,al@example.com,Ek\n").encode(), "f"
    )  # fmt: skip
    assert [(who.name, who.nicknames) for who in (one, two, three)] == [
        ("Pia", ()),
        ("Bo", ()),
        ("al@example.com", ()),
    ]


def test_what_tinynet_wrote_keeps_an_address_for_a_name():
    who = person(2, "pia@example.com", source_id="pia", nicknames=("Pi",))
    assert read("".join(csv_write.write([("pia", who)]))) == [who]


def test_of_thousands_of_columns_of_one_kind_the_first_99_are_read():
    header = ",".join(["name", *(f"email{number}" for number in range(8_000))])
    data = f"{header}\nPia,,a@example.com\n".encode()
    assert len(csv_people.guess(data)) == 100
    assert read(data.decode())[0].emails == (Contact("", "a@example.com"),)


def test_an_id_of_the_source_is_kept_apart_from_handles():
    assert [found.source_id for found in read("UID,name\n42,Pia\nx-7,Bo\n")] == ["id:42", "id:x-7"]
    assert [found.source_id for found in read("id,name\n1,Pia\n")[:1]] == [""]
    (mapped,) = read("No,name\n42,Pia\n", {"name": "name", "id": "No"})
    assert mapped.source_id == "id:42"


@pytest.mark.parametrize(
    "path", sorted([*SAMPLES.glob("*.csv"), *SAMPLES.glob("*.vcf")]), ids=lambda path: path.name
)
def test_a_sample_is_taken_for_what_it_is(path):
    head = path.read_bytes()[:4096]
    own = {
        module.__name__.rpartition(".")[2]
        for module in (google, linkedin, outlook)
        if module.sniff(head)
    }
    meant = path.name.partition("-")[0]
    assert own == ({meant} if path.suffix == ".csv" else set()) & {"google", "linkedin", "outlook"}
    assert csv_people.sniff(head) is (path.suffix == ".csv")


LETTERS = st.characters(categories=["Ll", "Lu", "Lo", "Nd"])  # of every script there is
WORD = st.text(LETTERS, min_size=1, max_size=8)
MARKED = st.builds(
    lambda mark, word: mark + word,
    st.sampled_from(("", "", "=", "+", "-", "@", "\uff1d", "\uff0b")),
    WORD,
)
WORDS = st.lists(MARKED, min_size=1, max_size=3).map(" ".join)
EMAIL = st.from_regex(r"[a-z]{1,6}@[a-z]{1,6}\.example", fullmatch=True)
PHONE = st.from_regex(r"\+44 7700 900[0-9]{3}", fullmatch=True)
PARTIAL = st.sampled_from(("", "1980-04-12", "1980-04", "1980", "--02-29", "--04", "1980~"))


def several(values, most=3):
    return st.lists(values, max_size=most, unique=True).map(tuple)


def ways(values):
    return several(values.map(lambda value: Contact("", value)))


VALUES = st.lists(WORDS.filter(bool), min_size=1, max_size=3, unique=True)


def of_one_key(key: str, values: list[str]) -> tuple[tuple[str, str], ...]:
    """The values of one fact."""
    return tuple((key, value) for value in values)


PEOPLE = st.builds(
    PersonRecord,
    source=st.just("csv"),
    source_id=st.just("handle"),
    fingerprint=st.just(""),
    line=st.just(2),
    name=WORDS,
    nicknames=several(WORDS),
    emails=ways(EMAIL),
    phones=ways(PHONE),
    urls=ways(EMAIL.map("https://{}".format)),
    birthday=PARTIAL,
    dates=several(st.builds(DateRecord, WORDS, PARTIAL.filter(bool))),
    organisation=WORDS,
    title=WORDS,
    tags=several(WORDS),
    notes=several(st.lists(WORDS, min_size=1, max_size=3).map("\n".join)),
    relations=several(st.builds(RelationRecord, WORDS, WORDS)),
    facts=several(WORDS)
    .flatmap(lambda keys: st.tuples(*(VALUES.map(partial(of_one_key, key)) for key in keys)))
    .map(lambda found: tuple(chain.from_iterable(found))),
    circle=st.sampled_from(("", "inner", "village")),
    every=st.sampled_from((None, 0, 1, 14, 30, 91, 365)),
    met_how=WORDS,
    met_at=WORDS,
    met_on=PARTIAL,
    met_via=WORDS,
    archived=st.booleans(),
)


@given(PEOPLE.filter(lambda who: who.name not in who.nicknames))
@settings(max_examples=30, deadline=None)
def test_what_tinynet_wrote_is_read_back(who):
    written = "".join(csv_write.write([("handle", who)]))
    assert read(written) == [who]


def test_a_semicolon_within_a_value_parts_nothing():
    data = (
        "name,phone,url\n"
        'Pia,"+44 1;ext=55; +44 2;+44 3",'
        '"https://x.example/a,b;c?d=e; y.example;https://z.example"\n'
    )
    (record,) = read(data)
    assert [phone.value for phone in record.phones] == ["+44 1;ext=55", "+44 2", "+44 3"]
    assert [url.value for url in record.urls] == [
        "https://x.example/a,b;c?d=e", "y.example", "https://z.example",
    ]  # fmt: skip


def test_a_nickname_with_a_semicolon_that_tinynet_wrote_is_one():
    who = PersonRecord("csv", "handle", "", 2, "Pia", nicknames=("a;b", "c"))
    assert read("".join(csv_write.write([("handle", who)])))[0].nicknames == ("a;b", "c")


def test_a_column_of_dates_that_does_not_tell_its_order_has_that_of_the_others():
    (pia,) = read("name,birthday,anniversary\nPia,5/13/1969,6/1/1995\n")
    assert (pia.birthday, pia.dates) == ("1969-05-13", (DateRecord("anniversary", "1995-06-01"),))


@pytest.mark.parametrize("birthday", ["1988-05-06", "6 May"])
def test_a_birthday_beside_its_year_is_read_whole(birthday):
    (pia,) = read(f"name,birthday_year,birthday\nPia,1988,{birthday}\n")
    assert pia.birthday == "1988-05-06"


def test_the_year_of_a_birthday_counts_where_the_column_beside_it_is_empty():
    assert read("name,birthday_year,birthday\nPia,1988,\n")[0].birthday == "1988"
