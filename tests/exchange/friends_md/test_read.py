"""friends.md, read and written: every mark, every slip of a hand, and back again."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from counting import counted
from hypothesis import given, settings
from hypothesis import strategies as st

from tinynet.exchange.friends_md import read as friends
from tinynet.exchange.friends_md.write import AT_ONCE, write
from tinynet.exchange.record import (
    InteractionRecord,
    NoteRecord,
    PersonRecord,
    PlaceRecord,
    Refused,
    Someone,
)

SAMPLES = Path(__file__).parents[1] / "samples" / "friends"
SAMPLE = (SAMPLES / "friends.md").read_bytes()
BY_HAND = (SAMPLES / "by-hand.md").read_bytes()
MUTATIONS = 1_000  # of each sample
TOKENS = (
    b"### Activities:\n", b"### Notes:\n", b"### Friends:\n", b"### Locations:\n", b"### ?:\n",
    b"- ", b"\n", b"\r", b"**", b"_", b"to _", b"@", b" (a.k.a. ", b" a.k.a. ", b")", b" [", b"]",
    b"2026-02-30: ", b"2026-02-03: ", b"0000-00-00: ", b"\x00", b"\xff", b"\xff\xfe",
    b"\xef\xbb\xbf", b"\xe2\x80\xae", b"\x1b[2J", b"9" * 300, b"**a" * 100, b"_a" * 100, b"[" * 300,
)  # fmt: skip


def read(data, name="friends.md"):
    return list(friends.read(data, name))


def told(records):
    """The records without what only tells where and how they were read."""
    blank = {"source": "", "line": 0}
    return [
        replace(record, **blank)
        if isinstance(record, PlaceRecord)
        else replace(record, **blank, source_id="", fingerprint="", warnings=())
        for record in records
    ]


def rewritten(records):
    of = {kind: [] for kind in (PersonRecord, PlaceRecord, InteractionRecord, NoteRecord)}
    for record in records:
        if not isinstance(record, Refused):
            of[type(record)].append(record)
    return "".join(write(*of.values()))


def person(line, name, warnings=(), **fields):
    return PersonRecord("friends", name, "", line, name, warnings=warnings, **fields)


def event(line, on, note, people=(), kind="other", **fields):
    return InteractionRecord(
        "friends", "", "", line, on, kind,
        people=people, note=note, adds_people=True, **fields,
    )  # fmt: skip


def note(line, on, text, people=(), **fields):
    return NoteRecord("friends", "", "", line, on, text, people, **fields)


def place(line, name, *others):
    return PlaceRecord("friends", line, name, others)


ANNE, ZOE, IRINA, BO = (
    Someone(name, source_id=name) for name in ("Anne Baker", "Zoë Ortiz", "Ирина Ли", "Bo Holt")
)
INFERRED = "line {}: the place Lisbon was taken from earlier activities"
READ = [
    person(15, "Anne Baker", nicknames=("Annie", "The Roaster"), tags=("coffee", "work"),
           facts=(("lives in", "London"),)),
    person(16, "Zoë Ortiz", facts=(("lives in", "Lisbon"),)),
    person(17, "Ирина Ли", nicknames=("Ира",)),
    person(18, "Øyvind Dahl", tags=("running:trail",)),
    place(21, "Lisbon", "Lisboa", "LX"),
    place(22, "London"),
    place(23, "Market"),
    event(8, "2026-01-05", ""),
    event(7, "2026-02-01",
          "George told Ирина Ли and 美咲 about https://example.org/a_b_c and vet@example.org",
          (IRINA, Someone("美咲"))),
    event(6, "2026-02-06", "Flew to Lisbon with Zoë Ortiz.", (ZOE,), place="Lisbon"),
    event(5, "2026-02-11", "Stairs with Anne Baker, again.", (ANNE,), place="Lisbon",
          warnings=(INFERRED.format(5),)),
    event(4, "2026-02-11", "Stairs with Anne Baker, again.", (ANNE,), place="Lisbon",
          warnings=(INFERRED.format(4),)),
    event(3, "2026-02-13", "Called Anne Baker before: the usual.", (ANNE,), "call",
          place="Lisbon", warnings=(INFERRED.format(3),)),
    event(2, "2026-02-13",
          "Coffee with Anne Baker and Caroline Marsh at the Market. @coffee @Food:Cake",
          (ANNE, Someone("Caroline Marsh")), "coffee", place="Market",
          tags=("coffee", "food:cake")),
    note(12, "2026-01-20", "Nobody in particular said a thing."),
    note(11, "2026-02-12", "Zoë Ortiz moves to Porto in May. @news", (ZOE,), tags=("news",)),
    place(11, "Porto"),
]  # fmt: skip
READ_BY_HAND = [
    Refused("friends.md:1", 'there is no section "My friends"; it was left out'),
    Refused("friends.md:9", '"(a.k.a. Nobody)" does not begin with a name'),
    Refused("friends.md:10", '"!!" does not begin with a name'),
    Refused("friends.md:14", "There is no 30 February 2026"),
    Refused(
        "friends.md:16",
        '"last week: Lunch with **Kim**" does not begin with a day such as 2026-02-13',
    ),
    Refused("friends.md:17", "there is no day 2026-00-10"),
    Refused("friends.md:18", "there is no day 0000-01-01"),
    Refused("friends.md:22", 'there is no section "Enemies"; it was left out'),
    Refused("friends.md:26", '"()" does not begin with a name'),
    person(5, "Anne Baker", nicknames=("Annie", "Nan"), tags=("tea",),
           facts=(("lives in", "Bath"),),
           warnings=('line 5: a ")" is missing', "line 7: Anne Baker was there already")),
    person(6, "Bo Holt", tags=("boats",), facts=(("lives in", "Saint John (NB)"),),
           warnings=(
               'line 6: "and" is no tag and was left out',
               'line 6: the brackets in "Saint John (NB)" were taken as part of the name',
           )),
    person(8, "Kim", nicknames=("Kimmy (the tall one)",), tags=("quiz",),
           facts=(("lives in", "Leeds"),),
           warnings=(
               'line 8: the brackets in "Kimmy (the tall one)" were taken as part of the name',
           )),
    place(25, "Saint John (NB)"),
    event(20, "2026-02-01", "Sums: 2 ** 3 ** 4, !!, Bo Holt in Saint John and Bath, then a_b_c",
          (BO,), place="Saint John", warnings=('line 20: "!!" is no name',)),
    event(19, "2026-02-02", ""),
    event(15, "2026-02-03", "Walk with Bo Holt to @book_club", (BO,), "walk", tags=("book",)),
    place(20, "Saint John"),
    place(20, "Bath"),
]  # fmt: skip


def unmarked(records):
    """The records without ids of events and fingerprints, which a test of their own looks at."""
    hashed = {"fingerprint": "", "source_id": ""}
    return [
        replace(record, **hashed)
        if isinstance(record, InteractionRecord | NoteRecord)
        else replace(record, fingerprint="")
        if isinstance(record, PersonRecord)
        else record
        for record in records
    ]


def test_a_whole_diary_is_read():
    assert unmarked(read(SAMPLE)) == READ


def test_what_hands_and_editors_do_to_the_file_costs_single_lines():
    assert friends.sniff(BY_HAND)
    assert unmarked(read(BY_HAND)) == READ_BY_HAND


@pytest.mark.parametrize(
    "data",
    [
        SAMPLE.replace(b"\n", b"\r\n"),
        SAMPLE.replace(b"\n", b"\r"),
        b"\xef\xbb\xbf" + SAMPLE,
        SAMPLE.decode().encode("utf-16"),
        SAMPLE.replace(b"- 2026", b"2026"),
    ],
    ids=["crlf", "cr", "mark", "utf-16", "no bullets"],
)
def test_encoding_line_ends_and_bullets_change_nothing(data):
    assert friends.sniff(data[:200])
    assert read(data) == read(SAMPLE)


def test_a_file_in_windows_1252_is_read_as_such():
    data = "### Friends:\n- Zoë Ortiz\n- Øyvind Dahl\n- Élodie Blé\n".encode("cp1252")
    assert [record.name for record in read(data)] == ["Zoë Ortiz", "Øyvind Dahl", "Élodie Blé"]


@pytest.mark.parametrize("data", [b"", b"\n \n\xef\xbb\xbf"])
def test_an_empty_file_has_nothing_in_it(data):
    assert [r for r in read(data) if not isinstance(r, Refused)] == []


@pytest.mark.parametrize("data", [b"BEGIN:VCARD\n", b"{}", b"\x00\x01" * 500, b"Anne\n\nBob\n"])
def test_another_format_is_refused_once(data):
    assert not friends.sniff(data)
    reason = 'there is no section such as "### Friends:" in it'
    assert read(data) == [Refused("friends.md:1", reason)]


def test_a_line_too_long_is_refused_and_the_next_is_read():
    data = b"### Friends:\n- " + b"x" * 1_000_000 + b"\n- Bo\n"
    refused, bo = read(data)
    assert refused == Refused("friends.md:2", "the line has more than 10,000 characters")
    assert bo.name == "Bo"


def test_events_keep_their_ids_when_others_are_added_and_lines_move():
    ids = {r.source_id: r for r in read(SAMPLE) if not isinstance(r, PlaceRecord)}
    later = SAMPLE.replace(
        b"### Activities:\n", b"### Activities:\n\n- 2026-02-14: Stairs with **Anne Baker**\n"
    )
    again = {r.source_id: r for r in read(later) if not isinstance(r, PlaceRecord)}
    assert len(ids) == len([r for r in READ if not isinstance(r, PlaceRecord)])
    assert set(ids) < set(again)
    assert {key: again[key].fingerprint for key in ids} == {
        key: record.fingerprint for key, record in ids.items()
    }


def test_a_place_is_handed_on_until_another_one_follows():
    data = b"""### Activities:
- 2026-01-05: Tea
- 2026-01-04: Drove to _Bath_, then to _York_
- 2026-01-03: Lunch at _Market_
- 2026-01-03: Dinner
- 2026-01-02: Moved to _Lisbon_
- 2026-01-01: Drinks
"""
    places = [r.place for r in read(data) if isinstance(r, InteractionRecord)]
    assert places == ["", "Lisbon", "Lisbon", "Market", "York", "York"]


def test_a_listed_place_counts_even_inside_a_word():
    line = "### Activities:\n- 2026-01-01: 今日は_東京_で**美咲**と a_b_c\n### Locations:\n- "
    (_, found) = read(f"{line}東京\n".encode())
    assert (found.place, found.note) == ("東京", "今日は東京で美咲と a_b_c")
    (_, found) = read(f"{line}Bath\n".encode())
    assert (found.place, found.note) == ("", "今日は_東京_で美咲と a_b_c")


# --- writing -------------------------------------------------------------------------------------

WRITTEN = """\
### Activities:
- 2026-03-02: Call with **Caroline Marsh**
- 2026-03-01: lunch with **Grace Ortiz** and **Anne Holt** in _Paris_ @food @slow-food
- 2026-02-27: With **Sam**: A x b and case
- 2026-02-26: Lunch with **Anne Baker**, **Anne Holt** and **Sam** at _Market_: sheep. More
- 2026-02-26:\x20

### Notes:
- 2026-02-25: **Anne Baker**: likes ginger nuts

### Friends:
- Anne Baker (a.k.a. Annie) [Bath West] @book-club
- Grace Ortiz

### Locations:
- Market (a.k.a. The Stalls)
- Paris
"""


def test_what_a_note_does_not_say_is_put_before_it():
    baker, holt, grace, sam = map(Someone, ("Anne Baker", "Anne Holt", "Grace Ortiz", "Sam"))
    anne = person(1, "Anne Baker", nicknames=("Annie", "Anne Baker"), tags=("book club", "!"),
                  facts=(("biscuit", "nut"), ("lives in", "Bath (West)")))  # fmt: skip
    parts = write(
        [person(1, "Grace Ortiz"), anne],
        [place(1, "Market", "The Stalls")],
        [
            event(1, "2026-02-26", ""),
            event(1, "2026-02-26", "sheep.\nMore", (baker, holt, sam), "lunch", place="Market"),
            event(1, "2026-02-27", "A **x** b and _case_", (sam,)),
            event(1, "2026-02-28", "called anne", (baker,), "call", attempt=True),
            event(1, "2026-03-01", "lunch with Grace and anne h. in Paris #food", (grace, holt),
                  "lunch", place="Paris", tags=("food", "slow food")),
            event(1, "2026-03-02", "", (Someone("Caroline (Marsh)"), Someone()), "call"),
        ],
        [note(1, "2026-02-25", "likes ginger nuts", (baker,))],
    )  # fmt: skip
    text = "".join(parts)
    assert text == WRITTEN


def test_two_of_one_first_name_are_not_guessed_at():
    both = (Someone("Anne Baker"), Someone("Anne Holt"))
    text = "".join(write([], [], [event(1, "2026-03-01", "tea with Anne", both, "coffee")], []))
    assert "- 2026-03-01: With **Anne Baker** and **Anne Holt**: tea with Anne\n" in text


def test_a_sample_is_written_as_it_was():
    records = read(SAMPLE)
    lines = SAMPLE.decode().replace("_Porto_", "Porto")
    lines = lines.replace("- Ирина Ли (a.k.a. Ира)\n- Øyvind Dahl @running:trail\n",
                          "- Øyvind Dahl @running:trail\n- Ирина Ли (a.k.a. Ира)\n")  # fmt: skip
    assert rewritten(records) == lines + "- Porto\n"


NAMES = (
    "Anne Baker", "Zoë Ortiz", "Ирина Ли", "美咲", "مريم حداد", "O'Neil-Smith", "Dr. No", "🦊",
    "Élodie", "นภา",
)  # fmt: skip
PLACES = ("Market", "New York", "東京", "Łódź", "Café 12", "Санкт-Петербург")
WORDS = (
    "Coffee", "lunch,", "with", "and", "to", "at", "called", "a_b", "2 ** 3", "x@y.org",
    "https://q.z", "#food", ":", "(a.k.a.", "[x]", "_", "*", "moved", "Ann", "York", "\u2013",
)  # fmt: skip
TAGS = ("coffee", "book-club", "a:b", "läufe", "7")
DAYS = st.dates(date(1999, 1, 1), date(2030, 12, 31)).map(str)


def lines_of(*marked):
    words = st.sampled_from([*WORDS, *marked, *(f"@{tag}" for tag in TAGS)])
    return st.builds("- {}: {}".format, DAYS, st.lists(words, max_size=8).map(" ".join))


def entries(names, others):
    also = st.lists(others, max_size=2, unique=True).map(
        lambda several: f" ({' '.join(f'a.k.a. {one}' for one in several)})" if several else ""
    )
    return st.lists(st.tuples(st.sampled_from(names), also), unique_by=lambda one: one[0])


PEOPLE_IN, PLACES_IN = [f"**{name}**" for name in NAMES], [f"_{name}_" for name in PLACES]
REST = st.builds(
    "{}{}".format,
    st.sampled_from(["", *(f" [{name}]" for name in PLACES)]),
    st.sampled_from(["", *(f" @{tag}" for tag in TAGS), " @a @b"]),
)
DIARIES = st.tuples(
    st.lists(lines_of(*PEOPLE_IN, *PLACES_IN), max_size=6),
    st.lists(lines_of(*PEOPLE_IN), max_size=3),
    st.lists(
        st.tuples(entries(NAMES, st.sampled_from(["Bo", "Нан", "The Roaster"])), REST), max_size=1
    ).map(lambda few: [f"- {name}{also}{rest}" for some, rest in few for name, also in some]),
    entries(PLACES, st.sampled_from(["LX", "Big Apple"])).map(
        lambda some: [f"- {name}{also}" for name, also in some]
    ),
)


@settings(max_examples=150, deadline=None)
@given(DIARIES)
def test_what_is_written_reads_back_the_same(diary):
    titles = ("Activities", "Notes", "Friends", "Locations")
    parts = zip(titles, diary, strict=True)
    text = "\n\n".join("\n".join([f"### {title}:", *lines]) for title, lines in parts)
    records = read(text.encode())
    assert not any(isinstance(record, Refused) for record in records)
    again = rewritten(records)
    second = read(again.encode())
    by_name = sorted(told(records), key=repr)
    assert sorted(told(second), key=repr) == by_name
    assert rewritten(second) == again


ANY = st.text(max_size=30)
SOMEONE = st.sampled_from(NAMES).map(Someone)
GRAMMAR = re.compile(
    r"### (Activities|Notes|Friends|Locations):"
    r"|- [0-9]{4}-[0-9]{2}-[0-9]{2}: .*"
    r"|- [^(\[@]*[^(\[@\s]( \(a\.k\.a\. [^()\[\]@]+\))?( \[[^\[\]()@]+\])?"
    r"( @[^\W_]+([:-]?[^\W_]+)*)*"
    r"|"
)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.builds(person, st.just(1), st.sampled_from(NAMES) | ANY.map("N{}".format),
                       nicknames=st.lists(ANY, max_size=2).map(tuple),
                       tags=st.lists(ANY, max_size=2).map(tuple),
                       facts=st.builds(lambda value: (("lives in", value),), ANY)), max_size=2),
    st.lists(st.builds(event, st.just(1), DAYS, ANY | st.sampled_from(WORDS),
                       st.lists(SOMEONE, max_size=2, unique=True).map(tuple),
                       st.sampled_from(["lunch", "call", "text", "other", "climbing"]),
                       place=st.sampled_from(["", *PLACES]),
                       tags=st.lists(st.sampled_from(TAGS), max_size=2).map(tuple)), max_size=4),
    st.lists(st.builds(note, st.just(1), DAYS, ANY, st.tuples(SOMEONE)), max_size=2),
)  # fmt: skip
def test_whatever_is_written_keeps_to_the_grammar_and_to_who_was_where(people, events, notes):
    text = "".join(write(people, [], sorted(events, key=lambda one: one.on), notes))
    assert [line for line in text.split("\n") if not GRAMMAR.fullmatch(line)] == []
    found = read(text.encode())
    assert not any(isinstance(record, Refused) for record in found)
    happened = [record for record in found if isinstance(record, InteractionRecord)]
    wanted = sorted(events, key=lambda one: one.on)
    for record, asked in zip(happened, wanted, strict=True):
        assert record.on == asked.on
        assert {who.name for who in record.people} == {who.name for who in asked.people}
        assert set(asked.tags) <= set(record.tags)
        assert asked.place in {record.place, ""}
        assert asked.kind in {record.kind, "other", "climbing"}


@pytest.mark.parametrize("sample", [SAMPLE, BY_HAND], ids=["good", "by hand"])
def test_no_mutation_of_a_file_raises(sample):
    chance = random.Random(4)
    for _ in range(MUTATIONS):
        data = bytearray(sample)
        for _ in range(chance.randint(1, 4)):
            start = chance.randrange(len(data) + 1)
            end = start + chance.choice((0, 0, 1, 5, 60))
            data[start:end] = chance.choice((*TOKENS, data[start : start + 9], b""))
        records = read(bytes(data))
        text = rewritten(records)
        assert not any(isinstance(record, Refused) for record in read(text.encode()))


def test_a_million_activities_wait_in_a_file_and_not_in_memory():
    record = counted(InteractionRecord)
    count = 3 * AT_ONCE + 1
    activities = (
        record("friends", "", "", 0, "2026-03-01", "other", note=f"Talk {number}")
        for number in range(count)
    )
    parts = []
    for part in write([], [], activities, []):
        parts.append(part)
        assert part.count("\n") <= AT_ONCE + 2
    talks = [f"- 2026-03-01: Talk {number}\n" for number in reversed(range(count))]
    assert "".join(parts).startswith("".join(["### Activities:\n", *talks, "\n### Notes:\n"]))
    assert record.most <= 2


def test_one_name_in_capitals_and_in_small_letters_is_one_friend(tinynet):
    file = tinynet.folder / "friends.md"
    file.write_text(
        "### Activities:\n- 2026-01-05: Lunch with **ANN LEE** at the _pier_.\n\n"
        "### Friends:\n- Ann Lee (a.k.a. Annie)\n- ann lee @rowing\n\n### Locations:\n"
        "- Pier\n- PIER\n"
    )
    tinynet.ok(f"import {file}")
    document = tinynet.ok("export json -").json
    assert [(one["name"], one["tags"]) for one in document["people"]] == [("Ann Lee", ["rowing"])]
    assert [one["people"] for one in document["interactions"]] == [["ann-l"]]
    assert [one["name"] for one in document["places"]] == ["Pier"]
