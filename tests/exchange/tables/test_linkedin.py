"""LinkedIn's Connections.csv, with its preamble and without."""

from __future__ import annotations

import random
from datetime import date

import pytest
from csv_cases import check, mutated, plain, sample

from tinynet.exchange.record import Contact, LeftOut, PersonRecord, Refused
from tinynet.exchange.tables import linkedin


def person(line, name, **fields):
    source_id = fields.pop("source_id", "")
    return PersonRecord("linkedin", source_id, "", line, name, **fields)


LINKEDIN_PREAMBLE = [
    person(
        5,
        "Anne Baker",
        source_id="https://www.linkedin.com/in/anne-baker-example",
        name_parts=("Baker", "Anne", "", "", "MBA"),
        urls=(Contact("linkedin", "https://www.linkedin.com/in/anne-baker-example"),),
        organisation="Baker & Daughters",
        title="Baker, Founder",
        met_how="LinkedIn",
        met_on="2026-06-15",
    ),
    person(
        7,
        "Zoë Ortiz 🚀",
        source_id="https://www.linkedin.com/in/zo%C3%AB-ortiz-example",
        name_parts=("Ortiz 🚀", "Zoë", "", "", ""),
        emails=(Contact("", "zoe@ortiz.example"),),
        urls=(Contact("linkedin", "https://www.linkedin.com/in/zo%C3%AB-ortiz-example"),),
        met_how="LinkedIn",
        met_on="2019-03-01",
    ),
    Refused("linkedin-preamble.csv:8", "LinkedIn does not say who it is"),
    Refused("linkedin-preamble.csv:9", "there is no name in it"),
]

LINKEDIN_PLAIN = [
    person(
        2,
        "Grace Hill",
        name_parts=("Hill", "Grace", "", "", ""),
        emails=(Contact("", "grace@hill.example"),),
        organisation="Hill Running",
        title="Coach",
        met_how="LinkedIn",
        met_on="2016-09-13",
    ),
]


@pytest.mark.parametrize(
    ("name", "records"),
    [
        ("linkedin-preamble.csv", LINKEDIN_PREAMBLE),
        ("linkedin-plain.csv", LINKEDIN_PLAIN),
    ],
)
def test_a_sample_gives_these_records(name, records):
    assert plain(linkedin.read(sample(name), name)) == records
    assert linkedin.sniff(sample(name)[:4096])


@pytest.mark.parametrize("name", ["linkedin-preamble.csv", "linkedin-plain.csv"])
def test_mutated_samples_never_raise(name):
    rng = random.Random(name)
    data = sample(name)
    for _ in range(1000):
        for found in linkedin.read(mutated(rng, data), "bad.csv"):
            check(found)


HEADER = b"Connected On,URL,Last Name,First Name\n"


@pytest.mark.parametrize(
    "preamble",
    [
        b"",
        b"\n\n",
        b"Notes:\n" + b"A line, with commas; and more.\n" * 20 + b"\n",
        b'Notes:\n"A quotation that is never closed\n\n',
        b'Notes:\n"' + b"Many words. " * 300 + b'"\n\n',
    ],
    ids=["none", "blank lines", "long", "open quote", "3,600 bytes"],
)
def test_the_header_is_found_below_any_preamble(preamble):
    data = preamble + HEADER + b"15 Jun 2026,https://example.org/in/anne,Baker,Anne\n"
    assert linkedin.sniff(data[:4096])
    (found,) = linkedin.read(data, "f")
    assert (found.name, found.met_on, found.line) == (
        "Anne Baker",
        "2026-06-15",
        preamble.count(b"\n") + 2,
    )


def met(*days, order=""):
    rows = "".join(f'"{day}",https://example.org/in/{n},Baker,Anne\n' for n, day in enumerate(days))
    found = list(linkedin.read(HEADER + rows.encode(), "f", order, date(2026, 11, 26)))
    return [getattr(record, "met_on", "") or getattr(record, "text", "") for record in found]


def test_the_whole_column_shows_how_its_days_are_written():
    assert met("6/15/26, 8:14 AM", "6/5/26, 8:14 AM") == ["2026-06-15", "2026-06-05"]
    assert met("15/06/2014", "05/04/2013") == ["2014-06-15", "2013-04-05"]
    assert met("15 Jun 2026", "2014-06-15", "15. Juni 2013") == [
        "2026-06-15", "2014-06-15", "2013-06-15",
    ]  # fmt: skip


def test_days_that_could_be_two_are_said_with_how_to_tell():
    (said, *days) = met("06/05/2014", "05/07/2013")
    assert said == (
        'days and months of "Connected On" cannot be told apart; --order says how they stand'
    )
    assert days == ["", ""]
    assert met("06/05/2014", "05/07/2013", order="dmy") == ["2014-05-06", "2013-07-05"]


def test_a_column_unknown_to_linkedin_is_named():
    data = (
        HEADER.replace(b"\n", b",Mood\n") + b"15 Jun 2026,https://x.example/in/a,Baker,Anne,good\n"
    )
    assert list(linkedin.read(data, "f"))[1:] == [LeftOut(1, 'the column "Mood" is not read')]


def test_connecting_is_no_contact():
    found = list(linkedin.read(sample("linkedin-preamble.csv"), "f"))
    assert {type(record) for record in found} == {PersonRecord, Refused}
