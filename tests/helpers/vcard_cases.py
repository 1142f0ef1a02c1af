"""Cards as tinynet writes them and the records read from them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from hypothesis import strategies as st

from tinynet.exchange.record import Contact, DateRecord, PersonRecord, RelationRecord
from tinynet.exchange.vcard import read as vcard
from tinynet.exchange.vcard.write import write

PICTURE = "data:image/png;base64," + "iVBORw0KGgo" * 8


ANNE = PersonRecord(
    "tinynet",
    "urn:uuid:5ad3c8f0-8a5b-5d8e-9a4e-000000000001",
    "",
    0,
    "Dr. Anne Baker",
    name_parts=("Baker", "Anne", "", "Dr.", ""),
    nicknames=("Annie", "The Roaster; or Bean, the"),
    emails=(Contact("work", "anne@bakery.example"), Contact("Studio", "anne@home.example")),
    phones=(Contact("mobile", "+44 7700 900101"), Contact("home fax", "020 7946 0101")),
    urls=(Contact("", "https://bakery.example/a,b;c?d=1"),),
    ims=(
        Contact("xmpp", "anne@chat.example"),
        Contact("google talk", "anne.b"),
        Contact("Club", "anne7"),
        Contact("", "anne8"),
    ),
    addresses=(Contact("home", "1 Mill Lane, Bath; England"),),
    birthday="--04-12",
    dates=(
        DateRecord("anniversary", "2011-06-18"),
        DateRecord("first loaf", "1999"),
        DateRecord("anniversary", "~2001".strip("~")),
        DateRecord("death", "2090-01~"),
    ),
    organisation="Baker & Sons, Ovens",
    title="Baker",
    role="Roaster",
    tags=("running", "book-club"),
    notes=("Likes ginger nuts,\nnot flapjacks; ever.", "C:\\new"),
    relations=(
        RelationRecord("spouse", "Sam Baker"),
        RelationRecord("younger sister", "Zoë"),
        RelationRecord("related", "urn:uuid:0001"),
    ),
    facts=(("favourite biscuit", "ginger nut; dark"),),
    circle="close",
    every=14,
    met_how="the stall on Fridays",
    met_at="Bath market",
    met_on="2019-05",
    met_via="Bob Marsh",
    archived=True,
    photo=PICTURE,
    extra=("X-CUSTOM;TYPE=home:kept", "item1.X-OTHER:this", "item1.X-ABLabel:Thing"),
)


def written(version: str, *records: PersonRecord) -> str:
    return b"".join(write(records, version)).decode()


def read(text: str) -> list[PersonRecord]:
    return list(vcard.read(text.encode(), "book.vcf"))


def told(record: PersonRecord) -> PersonRecord:
    return replace(record, source="", fingerprint="", line=0)


SAMPLES = Path(__file__).parents[1] / "exchange" / "samples"


SCRIPTS = (
    "Anne Zoë", "Øyvind Łódź", "Ирина", "Γιώργος", "美咲", "가영", "محمد", "דנה", "अनन्या", "น้ำฝน",
)  # fmt: skip


# fmt: off
PIECES = (
    "", ",", "; ", ":", "\\", "\\n", "'", '"', "^n", "=", "@", " - ", "_$!<", "🧑‍🍳", "#", "%2C",
)


# fmt: on
WORDS = st.builds("{1}{0}{2}".format, *[st.sampled_from(PIECES), *[st.sampled_from(SCRIPTS)] * 2])


TEXTS = st.text(st.sampled_from("aЖ美 \n\t,;:\\'\"^"), max_size=100).map(str.strip)


LABELS = st.sampled_from(["", "home", "work", "mobile", "work fax", "Studio, 2", "my: own", "x"])


PARTIALS = st.sampled_from(["1980-04-12", "1980-04", "1980", "--04-12", "--04", "1980~", "--02-29"])


WAYS = st.lists(st.builds(Contact, LABELS, WORDS), max_size=3, unique_by=lambda way: way.value).map(
    tuple
)


EMAILS = st.lists(
    st.builds(lambda label, n: Contact(label, f"a{n}@e.example"), LABELS, st.integers(0, 9)),
    max_size=4,
    unique_by=lambda way: way.value,
).map(tuple)


NUMBERS = st.lists(
    st.builds(lambda label, n: Contact(label, f"+44 77 {n}"), LABELS, st.integers(0, 10**9)),
    max_size=3,
    unique_by=lambda way: way.value,
).map(tuple)


SEVERAL = st.lists(WORDS, max_size=3, unique=True).map(tuple)


PEOPLE = st.builds(
    PersonRecord,
    source=st.just("tinynet"),
    source_id=st.sampled_from(["urn:uuid:1", "ABC-1", "a,b;c"]),
    fingerprint=st.just(""),
    line=st.just(0),
    name=WORDS.map("Dr. {}".format),
    nicknames=SEVERAL,
    emails=EMAILS,
    phones=NUMBERS,
    urls=WAYS,
    ims=WAYS,
    addresses=WAYS,
    birthday=PARTIALS | st.just(""),
    dates=st.lists(st.builds(DateRecord, WORDS, PARTIALS), max_size=3, unique=True).map(tuple),
    organisation=WORDS,
    title=WORDS,
    tags=SEVERAL,
    notes=st.lists(TEXTS, max_size=2, unique=True).map(tuple),
    relations=st.lists(
        st.builds(
            RelationRecord, st.sampled_from(["spouse", "related", "colleague"]) | WORDS, WORDS
        ),
        max_size=3,
        unique=True,
    ).map(tuple),
    facts=st.lists(st.tuples(WORDS, WORDS), max_size=2, unique_by=lambda fact: fact[0]).map(tuple),
    circle=st.sampled_from(["", "inner", "village"]),
    every=st.none() | st.integers(0, 3660),
    met_how=TEXTS,
    met_on=PARTIALS | st.just(""),
)
