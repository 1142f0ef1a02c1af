"""Contacts exported by Outlook: from Windows, in German, from the web."""

from __future__ import annotations

import random

import pytest
from csv_cases import check, mutated, plain, sample

from tinynet.exchange.record import Contact, DateRecord, PersonRecord, RelationRecord
from tinynet.exchange.tables import outlook


def person(line, name, **fields):
    source_id = fields.pop("source_id", "")
    return PersonRecord("outlook", source_id, "", line, name, **fields)


OUTLOOK_CLASSIC = [
    person(
        2,
        "Tobias J. Ferngrove Jr.",
        name_parts=("Ferngrove", "Tobias", "J.", "Mr.", "Jr."),
        emails=(Contact("", "tobias@ferngrove.example"), Contact("", "t.ferngrove@hill.example")),
        phones=(
            Contact("mobile", "+44 7700 900303"),
            Contact("home", "020 7946 0303"),
            Contact("home", "020 7946 0304"),
            Contact("work", "020 7946 0302"),
            Contact("work fax", "020 7946 0301"),
        ),
        urls=(Contact("", "http://hill.example"),),
        addresses=(
            Contact("home", "1 Kiln Lane, Potterton, PT1 2AB, United Kingdom"),
            Contact("work", "5 Track Road, Floor 2, Potterton, Clayshire, PT1 3CD, United Kingdom"),
        ),
        birthday="1975-04-03",
        dates=(DateRecord("anniversary", "2011-06-18"),),
        organisation="Hill Running, Coaching",
        title="Coach",
        tags=("Running", "Choir"),
        notes=("Lent us the tent.\nWants it back.",),
        relations=(
            RelationRecord("spouse", "Wren Ferngrove"),
            RelationRecord("child", "Juniper"),
            RelationRecord("child", "Mia"),
            RelationRecord("child", "Sam"),
            RelationRecord("manager", "Grace Hill"),
            RelationRecord("assistant", "Ivy Lane"),
        ),
        facts=(("hobby", "Fell running"), ("profession", "Physiotherapist")),
        met_via="Anne Baker",
    ),
    person(
        4,
        "Ivy Lane",
        name_parts=("Lane", "Ivy", "", "", ""),
        notes=("E-mail Address: /o=Exchange/cn=ivy",),
        warnings=(
            'line 4: E-mail Address "/o=Exchange/cn=ivy" is not an e-mail address and was kept'
            " as a note",
        ),
    ),
]

OUTLOOK_GERMAN = [
    person(
        2,
        "Jörg-Änne Müßig",
        name_parts=("Müßig", "Jörg-Änne", "", "Frau", ""),
        emails=(Contact("", "jae@muessig.example"), Contact("", "werkstatt@muessig.example")),
        phones=(
            Contact("mobile", "+49 151 55501030"),
            Contact("home", "+49 221 5550102"),
            Contact("work", "+49 221 5550101"),
        ),
        urls=(Contact("", "www.muessig.example"),),
        addresses=(
            Contact("home", "Hauptstraße 1, Köln, 50667, Deutschland"),
            Contact("work", "Sägeweg 3, Köln, 50667, Deutschland"),
        ),
        birthday="1980-04-03",
        dates=(DateRecord("anniversary", "2011-06-18"),),
        organisation="Müßig & Söhne",
        title="Schreinerin",
        tags=("Freunde", "Chor"),
        notes=("Backt sonntags.",),
        relations=(
            RelationRecord("spouse", "Uwe Müßig"),
            RelationRecord("child", "Lotte"),
            RelationRecord("child", "Emil"),
        ),
        facts=(("beruf", "Tischlerin"), ("hobby", "Chor")),
        met_via="Zoë Ortiz",
    ),
]

OUTLOOK_WEB = [
    person(
        2,
        "Елена Соколова",
        name_parts=("Соколова", "Елена", "", "", ""),
        nicknames=("Лена",),
        emails=(Contact("", "elena@sokolova.example"),),
        phones=(Contact("main", "020 7946 0404"), Contact("mobile", "+7 495 555 01 01")),
        urls=(Contact("", "https://sokolova.example"),),
        ims=(Contact("", "elena.s"),),
        addresses=(Contact("", "2 Quay, Harbourton"),),
        birthday="1985-12-01",
        organisation="City Quartet",
        title="Violinist",
        notes=("Plays on Thursdays.",),
        relations=(RelationRecord("spouse", "Piotr"),),
        facts=(
            ("office location", "Room 4"),
            ("schools", "Conservatoire"),
            ("hobby", "Chess"),
            ("location", "Harbourton"),
        ),
    ),
]


@pytest.mark.parametrize(
    ("name", "records"),
    [
        ("outlook-classic.csv", OUTLOOK_CLASSIC),
        ("outlook-german.csv", OUTLOOK_GERMAN),
        ("outlook-web.csv", OUTLOOK_WEB),
    ],
)
def test_a_sample_gives_these_records(name, records):
    assert plain(outlook.read(sample(name), name)) == records
    assert outlook.sniff(sample(name)[:4096])


@pytest.mark.parametrize("name", ["outlook-classic.csv", "outlook-german.csv", "outlook-web.csv"])
def test_mutated_samples_never_raise(name):
    rng = random.Random(name)
    data = sample(name)
    for _ in range(666):
        for found in outlook.read(mutated(rng, data), "bad.csv"):
            check(found)


HEADER = "First Name,E-mail Address,Business Phone,Birthday,Anniversary\n"


@pytest.mark.parametrize(
    ("rows", "birthday", "warnings"),
    [
        ("Anne,,,3/4/1980,\nBob,,,12/25/1979,\n", "1980-03-04", ()),
        ("Anne,,,3/4/1980,\nBob,,,,25/12/2010\n", "1980-04-03", ()),
        (
            "Anne,,,3/4/1980,\n",
            "",
            (
                'line 2: Birthday "3/4/1980" could be two dates (--order says which) and was kept '
                "as a note",
            ),
        ),
        ("Anne,,,0/0/00,0/0/00\n", "", ()),
    ],
    ids=["month first", "day first, told by the other column", "nothing tells", "none"],
)
def test_the_columns_show_which_is_the_day_and_which_the_month(rows, birthday, warnings):
    found = next(outlook.read((HEADER + rows).encode(), "f"))
    assert (found.birthday, found.warnings) == (birthday, warnings)


def test_a_newsletter_with_first_names_is_not_taken_for_outlook():
    assert not outlook.sniff(b"First Name,Last Name,Email Address,Company,Birthday\n")


def test_an_address_on_one_line_counts_where_its_parts_are_missing():
    data = (
        "First Name,E-mail Address,Business Phone,Home Address,Home Street,Home City\n"
        'Anne,,,"1 Hill, York",,\nBob,,,"1 Hill York",1 Hill,York\n'
    )
    assert [record.addresses for record in outlook.read(data.encode(), "f")] == [
        (Contact("home", "1 Hill, York"),)
    ] * 2


@pytest.mark.parametrize(
    ("header", "row"),
    [
        (
            "Titre,Prénom,Nom,Société,Titre,Rue (domicile),Rue (domicile) 2,Ville (domicile),"
            "Code postal (domicile),Téléphone (bureau),Tél. mobile,Adresse de messagerie,"
            "Type de messagerie,Adresse de messagerie 2,Anniversaire,Conjoint(e),Enfants,"
            "Recommandé par,Priorité",
            "Mme,Pia,Lund,Lund & Co,Chef,1 Hill,Flat 2,York,YO1,01632 960001,07700 900001,"
            "pia@example.com,SMTP,p@example.org,15/01/1980,Bo,Al; Di,Otto Lind,Normale",
        ),
        (
            "Título,Nombre,Apellidos,Organización,Puesto,Calle particular,Calle 2 particular,"
            "Ciudad de residencia,Código postal de residencia,Teléfono del trabajo,Teléfono móvil,"
            "Dirección de correo electrónico,Tipo de correo electrónico,"
            "Dirección de correo electrónico 2,Cumpleaños,Cónyuge,Hijos,Recomendado por,Prioridad",
            "Sra.,Pia,Lund,Lund & Co,Chef,1 Hill,Flat 2,York,YO1,01632 960001,07700 900001,"
            "pia@example.com,SMTP,p@example.org,15/1/1980,Bo,Al; Di,Otto Lind,Normal",
        ),
        (
            "Titolo,Nome,Cognome,Società,Posizione,Via (ab.),Via (ab.) 2,Città (ab.),CAP (ab.),"
            "Ufficio,Cellulare,Indirizzo posta elettronica,Tipo posta elettronica,"
            "Indirizzo posta elettronica 2,Compleanno,Nome coniuge/partner,Figli,Presentato da,"
            "Priorità,Privato,Sesso",
            "Sig.ra,Pia,Lund,Lund & Co,Chef,1 Hill,Flat 2,York,YO1,01632 960001,07700 900001,"
            "pia@example.com,SMTP,p@example.org,15/1/1980,Bo,Al; Di,Otto Lind,Normale,Falso,"
            "Non specificato",
        ),
        (
            '"Titel","Voornaam","Achternaam","Bedrijf","Functie","Huisadres, straat",'
            '"Huisadres, straat 2","Huisadres, plaats","Huisadres, postcode","Telefoon op werk",'
            '"Mobiele telefoon","E-mailadres","E-mailtype","E-mailadres 2","Verjaardag","Partner",'
            '"Kinderen","Referentie van","Prioriteit","Privé","Geslacht"',
            "Mevr.,Pia,Lund,Lund & Co,Chef,1 Hill,Flat 2,York,YO1,01632 960001,07700 900001,"
            "pia@example.com,SMTP,p@example.org,15-1-1980,Bo,Al; Di,Otto Lind,Normaal,Onwaar,"
            "Niet-gespecificeerd",
        ),
    ],
    ids=["French", "Spanish", "Italian", "Dutch"],
)
def test_the_columns_of_other_languages_are_known(header, row):
    data = f"{header}\n{row}\n".encode("cp1252")
    assert outlook.sniff(data)
    (found,) = outlook.read(data, "f")
    assert (found.name, found.organisation, found.title) == ("Pia Lund", "Lund & Co", "Chef")
    assert found.addresses == (Contact("home", "1 Hill, Flat 2, York, YO1"),)
    assert found.phones == (Contact("mobile", "07700 900001"), Contact("work", "01632 960001"))
    assert [way.value for way in found.emails] == ["pia@example.com", "p@example.org"]
    assert (found.birthday, found.met_via, found.facts) == ("1980-01-15", "Otto Lind", ())
    assert [relation.name for relation in found.relations] == ["Bo", "Al", "Di"]
