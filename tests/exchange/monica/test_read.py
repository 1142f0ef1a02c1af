"""An export of Monica, whole, broken and hostile."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from pathlib import Path

import pytest

from tinynet.core.first_kinds import FIRST_KINDS
from tinynet.core.relations import check_relation, inverse
from tinynet.exchange.monica import read as monica
from tinynet.exchange.monica.words import MAN, WOMAN, relation, reverse
from tinynet.exchange.record import (
    Contact,
    DateRecord,
    FavourRecord,
    InteractionRecord,
    NoteRecord,
    PersonRecord,
    Refused,
    RelationRecord,
    Someone,
)

SAMPLE = (Path(__file__).parents[1] / "samples" / "monica" / "export.json").read_bytes()
DOCUMENT = json.loads(SAMPLE)
COMPACT = json.dumps(DOCUMENT).encode()
BYTE_MUTATIONS, VALUE_MUTATIONS = 1_000, 1_000
TOKENS = (
    b"{", b"}", b"[", b"]", b",", b":", b'"', b"\\", b"\\ud800", b"null", b"true", b"-1e999",
    b"9" * 30, b"\x00", b"\xff", b"\xe2\x80\xae", b'"uuid": "x"', b'"2026-02-30"', b"[[[[[[",
)  # fmt: skip
JUNK = (
    None, True, False, 0, -1, 1e400, 10**30, "", "\ud800", "\x1b[2J", "x" * 5_000, "2026-02-30",
    "0000-00-00", [], {}, [[]], [None, 1, "x"], {"a": 1}, {"date": []}, "yes", "\u202e", ["\ud800"],
)  # fmt: skip


def read(data, name="export.json"):
    return list(monica.read(data, name))


def uuid(number):
    return f"{number:08d}-1111-4222-8333-444455556666"


def someone(number, name):
    return Someone(name, source_id=f"urn:uuid:{uuid(number)}")


ANNE, BO, KIT = someone(1, "Anne Rose Baker"), someone(2, "Bo Holt"), someone(5, "Ki\u0301t")
MIA = f"urn:uuid:{uuid(3)}"
SINCE = ("in Monica since", "2019-03-02")


def person(line, number, name, **fields):
    return PersonRecord("monica", f"urn:uuid:{uuid(number)}", "", line, name, **fields)


def event(line, identity, on, kind, *people, **fields):
    return InteractionRecord(
        "monica", identity, "", line, on, kind, people=people, adds_people=True, **fields
    )


def note(line, identity, on, text, *people):
    return NoteRecord("monica", f"{identity[0]} {uuid(identity[1])}", "", line, on, text, people)


def favour(line, what, number, on, **told):
    identity = f"{what} {uuid(number)}"
    return FavourRecord("monica", identity, "", line, on, person=ANNE, **told)


READ = [
    person(
        31, 1, "Anne Rose Baker",
        name_parts=("Baker", "Anne", "Rose", "", ""),
        nicknames=("Annie",),
        emails=(Contact("", "anne@bakery.example"), Contact("", "mystery@box.example")),
        phones=(Contact("", "+44 1632 960001"),),
        urls=(Contact("linkedin", "https://www.linkedin.example/in/anne"),),
        ims=(Contact("telegram", "@annebakes"),),
        addresses=(Contact("home", "1 Kiln Lane, Potterton, Clayshire, PT1 2AB, GB"),),
        birthday="1980-04-12",
        dates=(
            DateRecord("Shop anniversary", "--09-01"),
            DateRecord("anniversary", "2010-07-03"),
            DateRecord("birthday of Mia Holt", "2015-04-01"),
        ),
        organisation="Kiln Lane Bread",
        title="Baker",
        tags=("market", "Running club", "favourite"),
        notes=(
            "Runs the bakery on Kiln Lane.",
            "Shop anniversary: Bring flowers",
            "Reminder: Ask about the oven (every 2 weeks from 2021-01-04, off)",
            "Reminder: Return the ladder (2026-05-05)",
        ),
        relations=(
            RelationRecord("husband", BO.source_id),
            RelationRecord("daughter", "Mia Holt"),
            RelationRecord("aunt or uncle", f"urn:uuid:{uuid(4)}"),
        ),
        facts=(("food", "No nuts, loves leeks"), ("pets", "Rex (dog), Tom"), SINCE),
        every=14,
        met_on="2018-06-01",
        met_via=BO.source_id,
        photo="data:image/png;base64,iVBORw0KGgo=",
        warnings=("line 31: 1 document was left out", "line 31: 1 photo was left out"),
    ),
    person(
        483, 2, "Bo Holt",
        name_parts=("Holt", "Bo", "", "", ""),
        birthday="--06-07",
        dates=(DateRecord("birthday of Mia Holt", "2015-04-01"),),
        relations=(RelationRecord("daughter", "Mia Holt"),),
        facts=(SINCE,),
    ),
    person(
        541, 4, "Dora",
        name_parts=("", "Dora", "", "", ""),
        birthday="1931~",
        dates=(DateRecord("death", "2021-02-03"),),
        facts=(SINCE,),
        archived=True,
    ),
    person(
        571, 5, "Ki\u0301t",
        name_parts=("", "Ki\u0301t", "", "", ""),
        nicknames=("K",),
        relations=(
            RelationRecord("bell ringer", ANNE.source_id),
            RelationRecord("boss", BO.source_id),
            RelationRecord("related", f"urn:uuid:{uuid(4)}"),
        ),
        facts=(SINCE,),
        met_via="Mia Holt",
        archived=True,
    ),
    person(
        597, 6, "Lone Partial",
        name_parts=("Partial", "Lone", "", "", ""),
        facts=(("died", "on a day not known"), SINCE),
        archived=True,
    ),
    Refused("export.json:612", "the contact has no name, or one that is too long"),
    event(773, f"activity {uuid(601)}", "2026-01-20", "lunch", ANNE, BO,
          note="Lunch at the Market\nTalked of sheep.\nFelt: joy"),
    event(787, f"activity {uuid(602)}", "2025-06-01", "dinner", ANNE, note="Saw the oven"),
    event(797, f"activity {uuid(603)}", "2024-05-05", "other", KIT, note="Something",
          warnings=(
              "line 797: the activity has no date; the day it was written down was taken",
          )),
    event(85, f"call {uuid(401)}", "2026-01-10", "call", ANNE, by="them",
          note="About the oven.\nFelt: calm, hope"),
    event(99, f"call {uuid(402)}", "2026-01-14", "call", ANNE, by="me"),
    note(235, ("note", 441), "2020-05-06", "Told me of Lisbon.\nWants to go back.", ANNE),
    note(309, ("task", 461), "2025-02-03", "Task (open): Lend her the tent\nthe green one", ANNE),
    note(319, ("task", 462), "2025-02-04", "Task (done 2025-03-01): Send photos", ANNE),
    favour(197, "gift", 431, "2025-12-24", way="gave",
           text="gift: Bread knife, for Mia Holt, 30, serrated"),
    favour(210, "gift", 432, "2019-03-02", way="got", text="gift: Scarf"),
    note(219, ("gift", 433), "2019-03-02", "Gift idea: Sourdough book, https://books.example/1",
         ANNE),
    favour(165, "debt", 421, "2019-03-02", way="gave", text="lent 20 GBP (open)"),
    favour(179, "debt", 422, "2019-03-02", way="got", text="lent 5.50 EUR (settled): tram"),
    note(435, ("life event", 501), "2010-07-03", "Got married\nIn the garden.", ANNE),
    note(446, ("life event", 502), "2015-09-01", "New job: Opened the bakery", ANNE),
    event(379, f"conversation {uuid(1)} 2025-11-02", "2025-11-02", "text", ANNE, by="me"),
    event(379, f"conversation {uuid(1)} 2025-11-03", "2025-11-03", "text", ANNE, by="them"),
    event(420, f"conversation {uuid(1)} 2025-12-01", "2025-12-01", "email", ANNE),
    event(483, f"talk {uuid(2)} 2026-02-01", "2026-02-01", "other", BO,
          warnings=(
              "line 483: what it was on 2026-02-01 is not told, only that you talked",
          )),
    note(813, ("entry", 801), "2022-01-01", "Snow\nAll day."),
    note(837, ("entry", 803), "2022-01-04", "A day of 3 out of 3\nGood bread"),
]  # fmt: skip


def without_fingerprint(records):
    return [r if isinstance(r, Refused) else replace(r, fingerprint="") for r in records]


def without_lines(records):
    return [
        replace(record, line=0, warnings=())
        for record in records
        if not isinstance(record, Refused)
    ]


def test_a_whole_export_is_read():
    assert monica.sniff(SAMPLE[:300])
    assert without_fingerprint(read(SAMPLE)) == READ


def test_no_word_of_a_message_is_kept():
    assert "Are you in?" in SAMPLE.decode()
    assert "Are you in?" not in repr(read(SAMPLE))


@pytest.mark.parametrize(
    "data",
    [
        COMPACT,
        b"\xef\xbb\xbf" + SAMPLE.replace(b"\n", b"\r\n"),
        SAMPLE.decode().encode("utf-16"),
        json.dumps(DOCUMENT, ensure_ascii=False).encode(),
    ],
    ids=["one line", "mark and crlf", "utf-16", "plain letters"],
)
def test_how_it_is_written_changes_nothing(data):
    assert without_lines(read(data)) == without_lines(read(SAMPLE))


def test_a_fingerprint_changes_with_what_is_said_and_only_then():
    before = {r.source_id: r.fingerprint for r in read(SAMPLE) if not isinstance(r, Refused)}
    data = SAMPLE.replace(b'"number_of_views": 3', b'"number_of_views": 4')
    data = data.replace(b"2026-01-01T00:00:00Z", b"2026-02-02T00:00:00Z")
    data = data.replace(b'"Baker",\n', b'"Banker",\n').replace(b"Told me of", b"Told us of")
    after = {r.source_id: r.fingerprint for r in read(data) if not isinstance(r, Refused)}
    changed = {key for key in before if before[key] != after[key]}
    # Whoever names her has her name in the record.
    named = {r.source_id for r in READ if ANNE in getattr(r, "people", [getattr(r, "person", 0)])}
    assert set(before) == set(after)
    assert changed == {ANNE.source_id} | named


# --- relations -----------------------------------------------------------------------------------

TYPES = (
    ("partner", "partner", "partner", "partner"), ("spouse", "husband", "wife", "spouse"),
    ("date", "date", "date", "date"), ("lover", "lover", "lover", "lover"),
    ("inlovewith", "love", "love", "lovedby"),
    ("lovedby", "secret lover", "secret lover", "inlovewith"),
    ("ex", "ex", "ex", "ex"), ("ex_husband", "ex-husband", "ex-wife", "ex_husband"),
    ("parent", "father", "mother", "child"), ("child", "son", "daughter", "parent"),
    ("sibling", "brother", "sister", "sibling"),
    ("grandparent", "grandfather", "grandmother", "grandchild"),
    ("grandchild", "grandson", "granddaughter", "grandparent"),
    ("uncle", "uncle", "aunt", "nephew"), ("nephew", "nephew", "niece", "uncle"),
    ("cousin", "cousin", "cousin", "cousin"),
    ("godfather", "godfather", "godmother", "godson"),
    ("godson", "godson", "goddaughter", "godfather"),
    ("stepparent", "stepfather", "stepmother", "stepchild"),
    ("stepchild", "stepson", "stepdaughter", "stepparent"),
    ("friend", "friend", "friend", "friend"),
    ("bestfriend", "best friend", "best friend", "bestfriend"),
    ("colleague", "colleague", "colleague", "colleague"),
    ("boss", "boss", "boss", "subordinate"), ("subordinate", "report", "report", "boss"),
    ("mentor", "mentor", "mentor", "protege"), ("protege", "mentee", "mentee", "mentor"),
)  # fmt: skip


@pytest.mark.parametrize(("kind", "man", "woman", "other_way"), TYPES)
def test_every_relation_of_monica_has_words_that_tinynet_keeps(kind, man, woman, other_way):
    neutral = relation(kind, "")
    assert (relation(kind, MAN), relation(kind, WOMAN)) == (man, woman)
    assert reverse(kind) == other_way
    assert reverse(other_way) == kind
    assert [check_relation(word) for word in (neutral, man, woman)] == [neutral, man, woman]
    known = inverse(neutral)
    assert known in {relation(other_way, ""), f"{neutral} of"}


def export(*contacts, relations=(), **account):
    data = [
        {"count": len(contacts), "type": "contact", "values": list(contacts)},
        {"count": 1, "type": "relationship", "values": list(relations)},
    ]
    return json.dumps({"version": "1.0-preview.1", "account": {"data": data, **account}}).encode()


def contact(number, first_name, *data, **properties):
    return {
        "uuid": uuid(number),
        "created_at": "2019-03-02T10:00:00Z",
        "properties": {"first_name": first_name, **properties},
        "data": list(data),
    }


def told_relations(data):
    people = [record for record in read(data) if isinstance(record, PersonRecord)]
    return {r.name: [(told.relation, told.name) for told in r.relations] for r in people}


def row(kind, contact_is, of_contact):
    properties = {"type": kind, "contact_is": uuid(contact_is), "of_contact": uuid(of_contact)}
    return {"created_at": "2019-03-02T10:00:00Z", "properties": properties}


@pytest.mark.parametrize(("kind", "man", "woman", "other_way"), TYPES)
def test_a_relation_recorded_from_both_sides_is_read_once(kind, man, woman, other_way):
    both = (contact(1, "Anne", gender="F"), contact(2, "Bo", gender="M"))
    rows = [row(kind, 1, 2), row(other_way, 2, 1)]
    assert told_relations(export(*both, relations=rows)) == {
        "Anne": [(man, f"urn:uuid:{uuid(2)}")],
        "Bo": [],
    }
    assert told_relations(export(*both, relations=[row(kind, 2, 1)])) == {
        "Anne": [],
        "Bo": [(woman, f"urn:uuid:{uuid(1)}")],
    }


def test_relations_of_nobody_with_nobody_or_oneself_are_none():
    rows = [row("friend", 1, 1), row("friend", 1, 9), row("friend", 9, 1), {"properties": []}]
    assert told_relations(export(contact(1, "Anne"), relations=rows)) == {"Anne": []}


# --- fields --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("special", "birthday"),
    [
        ({"date": "1980-04-12T00:00:00Z"}, "1980-04-12"),
        ({"date": "1980-04-12", "is_year_unknown": 1}, "--04-12"),
        ({"date": "1980-01-01", "is_age_based": True}, "1980~"),
        ({"date": {"date": "1980-04-12 00:00:00.000000", "timezone": "UTC"}}, "1980-04-12"),
        ({"date": "1980-02-30"}, ""),
        ({"date": "0001-01-01"}, ""),
        ({}, ""),
        ("1980", ""),
    ],
)
def test_a_special_date_is_as_sure_as_it_was(special, birthday):
    (record,) = read(export(contact(1, "Anne", birthdate=special)))
    assert record.birthday == birthday


def test_of_addresses_of_unknown_types_what_they_look_like_is_taken():
    values = ("anne@example.org", "+44 1632 960001", "https://a.example", "anne_b", "", 7, None)
    fields = [{"properties": {"data": value, "type": uuid(99)}} for value in values]
    (record,) = read(export(contact(1, "Anne", {"type": "contact_field", "values": fields})))
    assert record.emails == (Contact("", "anne@example.org"),)
    assert record.phones == (Contact("", "+44 1632 960001"),)
    assert record.urls == (Contact("", "https://a.example"),)
    assert record.ims == (Contact("", "anne_b"), Contact("", "7"))


def test_a_contact_without_a_first_name_gets_another_name():
    contacts = (
        contact(1, None, last_name="Baker"),
        contact(2, "", nickname="Bo"),
        contact(3, "x" * 201, nickname="Kim"),
    )
    assert [record.name for record in read(export(*contacts))] == ["Baker", "Bo", "Kim"]


def test_items_without_ids_are_named_by_what_they_say():
    calls = [{"properties": {"called_at": "2026-01-10", "content": text}} for text in "ab"]
    found = read(export(contact(1, "Anne", {"type": "call", "values": calls})))[1:]
    again = read(export(contact(1, "Anne", {"type": "call", "values": calls[::-1]})))[1:]
    assert len({record.source_id for record in found}) == 2
    assert {record.source_id for record in found} == {record.source_id for record in again}


def test_what_has_no_date_or_no_text_is_refused_and_the_rest_is_read():
    notes = [
        {"properties": {"body": "x"}},
        {"properties": {"body": " "}, "created_at": "2026-01-01"},
    ]
    talk = {"properties": {"messages": [{"properties": {"content": "Hi"}}]}}
    data = [{"type": "note", "values": notes}, {"type": "conversation", "values": [talk]}]
    assert [str(r.reason) for r in read(export(contact(1, "Anne", *data)))[1:]] == [
        "the note has no date that can be read",
        "the note is empty",
        "the conversation has no date that can be read",
    ]


# --- broken files --------------------------------------------------------------------------------


def test_a_file_cut_off_anywhere_gives_what_was_whole():
    whole = {r.source_id for r in read(SAMPLE) if not isinstance(r, Refused)}
    counts = []
    for end in range(1, len(SAMPLE) - 10, 1_777):
        records = read(SAMPLE[:end])
        line = SAMPLE[:end].count(b"\n") + 1
        assert isinstance(records[0], Refused)
        assert int(records[0].where.split(":")[1]) in {1, line, line - 1}
        named = {r.source_id for r in records if not isinstance(r, Refused)}
        # Before the relations are read, a relative who is only a name is a person.
        assert {one for one in named if not one.startswith("talk")} <= whole | {MIA}
        counts.append(len(named))
    assert counts[0] == 0
    assert counts[-1] == len(whole)
    assert max(counts) == counts[-1]


def test_a_file_broken_in_the_middle_says_where():
    at = SAMPLE.index(b'"first_name": "Dora"')
    records = read(SAMPLE[:at] + b"!" + SAMPLE[at:])
    line = SAMPLE[:at].count(b"\n") + 1
    reason = "the file is broken here; what follows was left out"
    assert records[0] == Refused(f"export.json:{line}", reason)
    assert [r.name for r in records if isinstance(r, PersonRecord)] == [
        "Anne Rose Baker", "Bo Holt", "Mia Holt",
    ]  # fmt: skip


NO_JSON = "there is no JSON of Monica in it"
TOO_DEEP = "the file is nested too deep, or has an endless number"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"BEGIN:VCARD", NO_JSON),
        (b"[]", NO_JSON),
        (b"\x00\xff" * 100, NO_JSON),
        (b"{}", 'there is no "account" in it, so it is no export of Monica'),
        (b'{"account": []}', 'there is no "account" in it, so it is no export of Monica'),
        (b'{"account":' + b"[" * 200_000, TOO_DEEP),
        (b'{"a":' * 200_000 + b"1" + b"}" * 200_000, TOO_DEEP),
        (b'{"account": ' + b"9" * 10_000 + b"}", TOO_DEEP),
        (b'{"a": "' + b'\\"' * 300_000, NO_JSON),
    ],
    ids=["vcard", "list", "binary", "empty", "no account", "open", "deep", "number", "quotes"],
)
def test_what_is_no_export_is_refused_with_a_reason(data, reason):
    refused = [record.reason for record in read(data)]
    assert refused[-1] == reason
    assert all(isinstance(record, Refused) for record in read(data))
    assert not monica.sniff(data[:1000])


@pytest.mark.parametrize("data", [b"", b" \n", b'{"account": {}}', export()])
def test_an_account_of_nobody_has_nothing_in_it(data):
    assert read(data) == []


def test_a_text_of_1_mb_is_kept_and_a_photo_too_long_is_not():
    url = "data:image/png;base64," + "A" * 3_000_000
    photo = {"uuid": uuid(9), "properties": {"dataUrl": url}}
    anne = contact(1, "Anne", description="x" * 1_000_000, avatar={"avatar_photo": uuid(9)})
    document = json.loads(export(anne))
    document["account"]["data"].append({"type": "photo", "values": [photo]})
    (record,) = read(json.dumps(document).encode())
    assert (len(record.notes[0]), record.photo) == (1_000_000, "")


def parts(count):
    """Small exports that have every collection of the sample between them, to be quick."""
    for part in range(count):
        document = json.loads(SAMPLE)
        collections = document["account"]["data"]
        for collection in collections:
            if collection["type"] != "contact":
                collection["values"] = collection["values"][part::count]
        anne, *others = collections[1]["values"]
        anne["data"] = anne["data"][part::count]
        collections[1]["values"] = [anne, *others[part::count]]
        yield document


PARTS = list(parts(7))


def test_no_mutation_of_the_bytes_raises():
    chance = random.Random(5)
    parts = [json.dumps(part).encode() for part in PARTS]
    for _ in range(BYTE_MUTATIONS):
        data = bytearray(chance.choice(parts))
        for _ in range(chance.randint(1, 3)):
            start = chance.randrange(len(data))
            end = start + chance.choice((0, 0, 1, 9, 200))
            data[start:end] = chance.choice((*TOKENS, data[start : start + 9], b""))
        check(read(bytes(data)))


def slots(value, found):
    """Every place in a document that holds a value."""
    keys = value.keys() if isinstance(value, dict) else range(len(value))
    for key in keys:
        found.append((value, key))
        if isinstance(value[key], dict | list):
            slots(value[key], found)
    return found


def test_no_value_of_a_wrong_type_raises():
    chance = random.Random(6)
    parts = [(part, slots(part, [])) for part in PARTS]
    for _ in range(VALUE_MUTATIONS):
        document, places = chance.choice(parts)
        chosen = chance.sample(places, 3)
        before = [(holder, key, holder[key]) for holder, key in chosen]
        for holder, key, _ in before:
            holder[key] = chance.choice(JUNK)
        check(read(json.dumps(document).encode()))
        for holder, key, value in reversed(before):
            holder[key] = value


def check(records):
    """Whatever is read can be kept: ids, days, kinds, and text that is text."""
    for record in records:
        repr(record).encode()
        if not isinstance(record, Refused):
            assert record.source_id
            assert len(record.fingerprint) == 64
        if isinstance(record, InteractionRecord):
            assert record.kind in {kind for kind, *_ in FIRST_KINDS}
            assert len(record.on) == 10
