"""Broken, hostile and enormous vCards: a field or a card may be lost, the rest never."""

from __future__ import annotations

import random
import tracemalloc
from dataclasses import replace

import pytest
from hostile_cards import GOOD, SAMPLES, card, check, mutated, read
from hypothesis import given, settings
from hypothesis import strategies as st

from tinynet.exchange.record import Contact, PersonRecord, Refused
from tinynet.exchange.vcard import lines as vcard_lines
from tinynet.exchange.vcard import read as vcard
from tinynet.exchange.vcard.values import one_line

MUTATIONS = 300
NO_NAME = "there is no name in it: no FN, N, NICKNAME, ORG or EMAIL"
NO_END = "the card has no END:VCARD"
TOO_LARGE = (
    f"the card has more than {vcard_lines.CARD_MAX} bytes or {vcard_lines.CARD_LINES_MAX} lines"
)


def person(line, name, **fields):
    return PersonRecord("vcard", "", "", line, name, **fields)


def without_fingerprint(found):
    return [replace(r, fingerprint="") if isinstance(r, PersonRecord) else r for r in found]


BAD = [
    Refused("bad.vcf:1", NO_END),
    person(
        4,
        "Fields Degraded",
        nicknames=("Deg",),
        notes=("Birthday: sometime in spring", "Date: 31 February 2001", "café"),
        extra=("TEL:call me", "EMAIL:not an address"),
        warnings=(
            'line 7: REV "yesterday" is no time and was left out',
            'line 8: TEL "call me" is not a phone number',
            'line 9: EMAIL "not an address" is not an e-mail address',
            'line 10: BDAY "sometime in spring" is no date and was kept as a note',
            'line 11: X-ABDATE "31 February 2001" is no date and was kept as a note',
            "line 12: PHOTO has broken base64 and was left out",
            "line 13: NICKNAME has the unknown CHARSET klingon and was read as UTF-8",
            'line 14: "this line has no colon" is no property and was left out',
            'line 15: ";;:nor a name" is no property and was left out',
        ),
    ),
    Refused("bad.vcf:18", NO_NAME),
    Refused("bad.vcf:22", NO_NAME),
    person(
        25,
        "Ruby Hatt Café",
        warnings=("line 27: FN had control characters, which were removed",),
    ),
    Refused("bad.vcf:29", NO_NAME),
    Refused("bad.vcf:33", "the name is longer than 200 characters"),
    person(37, "Nested Component", phones=(Contact("", "+44 1632 960998"),)),
    person(45, "Müller from an old Windows"),
    Refused("bad.vcf:49", NO_END),
]


def test_a_bad_card_costs_itself_and_a_bad_field_costs_the_field():
    assert without_fingerprint(read((SAMPLES / "bad.vcf").read_bytes())) == BAD


# --- bombs: each is followed by a good card, which must arrive -----------------------------------


def test_nested_begins_each_cost_one_card():
    found = without_fingerprint(read(b"BEGIN:VCARD\r\n" * 5_000 + GOOD))
    refused = [Refused(f"bad.vcf:{line}", NO_END) for line in range(1, 5_001)]
    assert found == [*refused, person(5_001, "Anne Baker")]


@pytest.mark.parametrize("step", [b"AGENT:\r\nBEGIN:VCARD\r\n", b"BEGIN:VEVENT\r\n"])
def test_components_nested_too_deep_cost_the_card(step):
    found = without_fingerprint(read(card(step * 5_000) + GOOD))
    reason = f"the card has components nested more than {vcard_lines.NESTING_MAX} deep"
    assert found[0] == Refused("bad.vcf:1", reason)
    assert [record.name for record in found[1:]] == ["Anne Baker"]


@pytest.mark.parametrize("fold", [b"", b"\r\n "])
def test_a_photo_of_5_mb_is_left_out_and_its_card_is_not(fold):
    photo = b"PHOTO;ENCODING=b;TYPE=JPEG:" + (b"QUJD" * 18 + fold) * 72_000
    found = without_fingerprint(read(card(photo, b"TEL:1") + GOOD))
    assert found[0] == person(
        1,
        "Bea",
        phones=(Contact("", "1"),),
        warnings=("line 3: PHOTO is too long and was left out",),
    )
    assert found[1].name == "Anne Baker"


@pytest.mark.parametrize(
    ("size", "kept"),
    [(vcard_lines.PHOTO_MAX, True), (vcard_lines.PHOTO_MAX + 4, False)],
)
def test_a_photo_is_kept_up_to_the_limit(size, kept):
    head = b"item1.PHOTO;TYPE=PNG;ENCODING=b:"  # 32 bytes, so that whole base64 is left
    (record,) = read(card(head + b"A" * (size - len(head))))
    assert (record.photo != "") is kept


@pytest.mark.parametrize(
    ("line", "name"),
    [(b"NOTE:" + b"x" * 1_000_000, "NOTE"), (b"x" * 1_000_000, "x" * 60)],
)
def test_a_line_of_1_mb_is_left_out(line, name):
    found = without_fingerprint(read(card(line) + GOOD))
    warning = f"line 3: {name} is too long and was left out"
    assert found == [person(1, "Bea", warnings=(warning,)), person(5, "Anne Baker")]


@pytest.mark.parametrize(("line", "times"), [(b"X:" + b"y" * 90_000, 12), (b"X:y", 10_000)])
def test_a_card_over_the_limits_is_refused(line, times):
    found = without_fingerprint(read(card(*[line] * times) + GOOD))
    assert found == [Refused("bad.vcf:1", TOO_LARGE), person(times + 4, "Anne Baker")]


def test_a_card_may_have_thousands_of_addresses():
    (record,) = read(card(*(b"EMAIL:a%d@example.org" % n for n in range(9_000))))
    assert len(record.emails) == 9_000


def test_a_long_label_is_not_repeated_for_each_line_of_its_group():
    label = b"a.X-ABLabel:" + b"l" * 50_000
    (record,) = read(card(label, *(b"a.EMAIL:a%d@example.org" % n for n in range(5_000))))
    assert {len(email.kind_label) for email in record.emails} == {100}


@pytest.mark.usefixtures("usual_garbage")
def test_memory_does_not_grow_with_the_number_of_cards():
    def peak(cards):
        data = GOOD * cards
        tracemalloc.start()
        try:
            assert sum(record.name == "Anne Baker" for record in vcard.read(data, "-")) == cards
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    peak(1)  # caches fill once
    assert peak(1_000) < 50_000  # bytes; a record is more than 1,000 of them


# --- whatever the bytes are ----------------------------------------------------------------------


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.vcf")), ids=lambda path: path.name)
def test_mutated_samples_never_raise(path):
    rng = random.Random(path.name)
    data = path.read_bytes()
    for _ in range(MUTATIONS // 8):
        for found in read(mutated(rng, data)):
            check(found)


@given(st.binary(max_size=400))
@settings(max_examples=100, deadline=None)
def test_any_bytes_in_a_card_never_raise(data):
    for found in read(card(data)) + read(data):
        check(found)


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1)


@given(
    name=st.from_regex(r"X-Z[A-Za-z0-9-]{0,8}", fullmatch=True),
    params=st.dictionaries(
        st.from_regex(r"X-[A-Z]{1,8}", fullmatch=True),
        st.lists(WORDS.filter(lambda word: word.strip() == word and '"' not in word), min_size=1),
        max_size=3,
    ),
    value=WORDS,
)
@settings(max_examples=100, deadline=None)
def test_an_unknown_line_survives_being_written_back(name, params, value):
    written = "".join(
        f";{key}=" + ",".join(f'"{word}"' for word in words) for key, words in params.items()
    )
    (first,) = read(card(f"{name}{written}:{value}".encode()))
    (again,) = read(card(*(line.encode() for line in first.extra)))
    # A line that says nothing is read, and not kept.
    assert first.fingerprint == again.fingerprint or not value.strip()
    assert again.extra == first.extra
    assert bool(first.extra) == bool(value.strip())


@pytest.mark.parametrize("start", ["\x9d", "\x1b]", "\x9b", "\x1b[0"])
def test_terminal_sequences_that_never_end_are_passed_over_in_one_go(start):
    assert one_line("Anne " + start * 100_000).startswith("Anne")
