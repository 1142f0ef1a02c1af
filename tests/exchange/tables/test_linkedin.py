"""LinkedIn's Connections.csv, with its preamble and without."""

from __future__ import annotations

import random

import pytest
from csv_cases import check, mutated, plain, sample

from tinynet.exchange.record import Contact, PersonRecord, Refused
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
        notes=("Connected On: 9/13/16, 2:15 PM",),
        met_how="LinkedIn",
        warnings=('line 2: Connected On "9/13/16, 2:15 PM" is no date and was kept as a note',),
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


def test_connecting_is_no_contact():
    found = list(linkedin.read(sample("linkedin-preamble.csv"), "f"))
    assert {type(record) for record in found} == {PersonRecord, Refused}
