"""`tinynet export json` and back again: all there is, exactly."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing

import pytest
from command_line import Tinynet
from documents import check_round_trip, documents, export, take_in
from hypothesis import HealthCheck, given, settings

from tinynet.db.schema import JOURNALLED
from tinynet.exchange.document.section_rows import SECTIONS
from tinynet.exchange.document.sections import Section

WORLD = """{"tinynet": 2,
"kinds": [
{"id": 1, "name": "coffee", "in_person": true, "minutes": 60, "weight": 1.0},
{"id": 3, "name": "padel", "in_person": true, "minutes": 90, "weight": 1.5}
],
"people": [
{"id": 4, "handle": "anne-b", "name": "Anne Baker", \
"uid": "5d4d2b34-0c6c-4f0a-9a51-8d3b6f2f3c11", "circle": "inner", "met_how": "the stall", \
"met_via": "zoe", "added_on": "2026-01-01", "counts_from": "2026-01-01", \
"nicknames": [{"id": 2, "name": "Annie"}], "tags": ["boats", "running"]},
{"id": 7, "handle": "zoe", "name": "Zoë", \
"uid": "f3b0b5d6-6a0e-4b8e-8a3f-2c1d9e7a4b22", "every_days": 0, "met_on": "2019~", \
"added_on": "2026-01-01", "counts_from": "2026-02-01", "archived_on": "2026-02-02"}
],
"details": [
{"id": 1, "person": "anne-b", "what": "email", "label": "work", "value": "Anne@Example.org"}
],
"facts": [
{"id": 1, "person": "zoe", "key": "biscuit", "value": "ginger nut"}
],
"notes": [
{"id": 1, "person": "zoe", "on": "2026-02-01", "text": "ask about\\nboats", "next_time": true}
],
"relations": [
{"id": 1, "person": "anne-b", "relation": "spouse", "other": "zoe"},
{"id": 2, "person": "anne-b", "relation": "child", "other_name": "Mia"}
],
"anniversaries": [
{"id": 1, "person": "zoe", "what": "birthday", "on": "--02-29"}
],
"origins": [
{"id": 1, "person": "zoe", "source": "vcard", "source_id": "u1", "fingerprint": "f", \
"record": "{\\"file\\": \\"a.vcf\\", \\"source\\": \\"vcard\\", \\"fingerprint\\": \\"f\\", \
\\"line\\": 1, \\"name\\": \\"Zoë\\"}"}
],
"interactions": [
{"id": 12, "on": "2026-02-20", "kind": "padel", "minutes": 45, "place": "Hall 2", \
"note": "\\u001b[31mred", "deep": true, "by": "me", "people": ["anne-b", "zoe"], \
"tags": ["sport"], "traces": [{"source": "ics", "key": "k1", "fingerprint": "f"}]},
{"id": 19, "on": "2026-02-21", "kind": "coffee", "attempt": true, "people": ["zoe"]}
],
"traces": [
{"source": "mbox", "key": "gone", "fingerprint": "f"}
],
"remarks": [
{"id": 1, "on": "2026-02-01", "text": "a good winter"}
],
"places": [
{"id": 1, "name": "The Lion", "same_as": "The Red Lion"},
{"id": 2, "name": "The Red Lion"}
],
"occasions": [
{"id": 1, "name": "chamber dinner", "on": "2026-02-03", "cost": 3000, "drained": false}
],
"plans": [
{"id": 1, "kind": "coffee", "made_on": "2026-01-01", "done_on": "2026-02-20", \
"interaction": 12, "people": ["anne-b"]}
],
"favours": [
{"id": 1, "person": "zoe", "way": "got", "on": "2026-01-02", "text": "a lift"}
],
"introductions": [
{"id": 1, "one": "zoe", "other": "anne-b", "on": "2025-06-01", "outcome": "stuck"}
],
"cards": [
{"id": 1, "person": "zoe", "what": "name", "due": "2026-03-01T08:00:00", "state": "{}"}
],
"dismissals": [
{"one": "anne-b", "other": "zoe"}
]
}
"""


@pytest.fixture
def world(tinynet: Tinynet) -> Tinynet:
    """A tinynet into which the document was imported."""
    assert take_in(tinynet, WORLD).code == 0
    return tinynet


def other(tinynet: Tinynet, name: str = "other") -> Tinynet:
    folder = tinynet.folder / name
    folder.mkdir()
    return Tinynet(folder)


def test_everything_comes_back_as_it_was_numbers_and_all(world):
    assert export(world) == WORLD


def test_what_was_derived_is_derived_again(world):
    found = {one["check"]: one["level"] for one in world("doctor --json").json["findings"]}
    assert {found[name] for name in ("references", "contacts", "search", "ties", "dates")} == {"ok"}
    assert [p["handle"] for p in world.ok("list annie --json").json["people"]] == ["anne-b"]
    assert [p["handle"] for p in world.ok("due --all --json").json["due"]] == ["anne-b"]
    assert world.ok("log coffee anne --json").json["id"] == 20


def test_an_import_into_an_empty_database_is_one_command_to_undo(world):
    world.ok("undo")
    assert [row.split("\t")[0] for row in world.ok("list --plain").out.splitlines()] == []
    assert world.ok("kinds --json").json["kinds"][1]["name"] == "lunch"
    world.ok("redo")
    assert export(world) == WORLD


def test_an_import_after_an_undo_leaves_nothing_of_what_was_undone(tinynet):
    tinynet.ok("add Rosa")
    tinynet.ok("undo")
    assert take_in(tinynet, WORLD).code == 0
    with closing(sqlite3.connect(tinynet.path)) as connection:
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert connection.execute("SELECT DISTINCT unit_id FROM change").fetchall() == [(2,)]


def test_every_table_that_people_write_is_in_the_document():
    inside = {part.table.name for section in SECTIONS for part in section.inside}
    names = {section.table.name for section in SECTIONS} | inside
    assert names == {str(model.__tablename__) for model in JOURNALLED}


@settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))
@given(document=documents())
def test_any_world_goes_out_and_in_and_out_again(document):
    check_round_trip(document)


def test_the_same_document_again_changes_nothing(world):
    assert take_in(world, WORLD, "--json").json["matched"] == 2
    assert export(world) == WORLD
    assert len(world.ok("undo --list --json").json["units"]) == 1


def test_only_what_is_not_here_is_added_and_nothing_is_replaced(tinynet):
    tinynet.ok("add 'Anne Baker' --handle anne-b --circle close --on 2020")
    tinynet.ok("add Rosa --handle zoe")
    tinynet.ok("log coffee anne --on 2026-02-21")
    done = take_in(tinynet, WORLD, "--json").json
    added = {section: count for section, count in done["added"].items() if count}
    assert added == {
        "kinds": 1, "people": 1, "details": 1, "facts": 1, "notes": 1, "relations": 2,
        "anniversaries": 1, "origins": 1, "interactions": 2, "traces": 1, "remarks": 1, "places": 2,
        "occasions": 1, "plans": 1, "favours": 1, "introductions": 1, "cards": 1, "dismissals": 1,
    }  # fmt: skip
    assert (done["restored"], done["matched"], done["filled_in"]) == (False, 1, 1)
    told = json.loads(export(tinynet))
    assert [(p["id"], p["handle"], p["name"], p.get("circle")) for p in told["people"]] == [
        (1, "anne-b", "Anne Baker", "close"), (2, "zoe", "Rosa", None), (3, "zoe-2", "Zoë", None),
    ]  # fmt: skip
    assert len({p.pop("uid") for p in told["people"]}) == 3
    assert told["people"][0] == {
        "id": 1, "handle": "anne-b", "name": "Anne Baker", "circle": "close", "met_on": "2020",
        "met_how": "the stall", "met_via": "zoe-2", "added_on": "2026-03-01",
        "counts_from": "2026-03-01", "nicknames": [{"id": 1, "name": "Annie"}],
        "tags": ["boats", "running"],
    }  # fmt: skip
    assert [(i["id"], i["kind"], i["people"]) for i in told["interactions"]] == [
        (1, "coffee", ["anne-b"]), (2, "padel", ["anne-b", "zoe-2"]), (3, "coffee", ["zoe-2"]),
    ]  # fmt: skip
    assert told["plans"][0]["interaction"] == 2
    before = export(tinynet)
    assert not any(take_in(tinynet, WORLD, "--json").json["added"].values())
    assert export(tinynet) == before
    tinynet.ok("undo")
    assert len(json.loads(export(tinynet))["people"]) == 2


def test_people_are_matched_by_how_they_are_reached_and_by_a_name_of_one(tinynet):
    tinynet.ok("add 'Annie Baker' --email anne@example.org --handle annie")
    tinynet.ok("add ZOE")
    take_in(tinynet, WORLD)
    told = json.loads(export(tinynet))
    assert [(p["handle"], p["name"]) for p in told["people"]] == [
        ("annie", "Annie Baker"), ("zoe", "ZOE"),
    ]  # fmt: skip
    assert told["interactions"][0]["people"] == ["annie", "zoe"]
    assert [n["name"] for n in told["people"][0]["nicknames"]] == ["Anne Baker", "Annie"]


def test_an_interaction_that_was_thrown_away_does_not_come_back(world):
    world.ok("unlog 12")
    take_in(world, WORLD)
    assert [one["id"] for one in json.loads(export(world))["interactions"]] == [19]


def test_a_card_asks_for_the_same_relation_under_its_new_number(tinynet):
    tinynet.ok("add Rosa")
    tinynet.ok("link rosa child Tom")
    take_in(tinynet, WORLD.replace('"what": "name"', '"what": "child:2"'))
    assert json.loads(export(tinynet))["cards"][0]["what"] == "child:3"


def test_of_two_equal_contacts_both_are_kept(tinynet):
    for _ in range(2):
        tinynet.ok("add Bob" if not tinynet.path.exists() else "log coffee bob --on 2026-02-01")
    tinynet.ok("log coffee bob --on 2026-02-01")
    told, two = export(tinynet), other(tinynet)
    two.ok("add Bob")
    two.ok("log coffee bob --on 2026-02-01")
    assert take_in(two, told, "--json").json["added"]["interactions"] == 1
    assert take_in(two, told, "--json").json["added"]["interactions"] == 0


def test_a_dry_run_writes_nothing(tinynet):
    result = take_in(tinynet, WORLD, "--dry-run", "--format", "human")
    assert result.out == (
        "told.json: would be new are 2 people, 2 contacts, 1 note, 1 plan, 1 favour, "
        "1 introduction.\nLeave --dry-run out to import.\n"
    )
    assert not tinynet.path.exists()


def test_what_was_imported_is_described(world):
    two = other(world)
    assert take_in(two, WORLD, "--format", "human").out == (
        "told.json: new are 2 people, 2 contacts, 1 note, 1 plan, 1 favour, 1 introduction.\n"
        "tinynet undo takes it all back.\n"
    )
    assert take_in(two, WORLD, "--format", "human").out == (
        "told.json: everything in it is here already.\n"
    )


def test_lists_in_another_order_and_layout_are_the_same_document(tinynet):
    document = json.loads(WORLD)
    turned = {"tinynet": 2} | dict(reversed(document.items()))
    assert take_in(tinynet, json.dumps(turned, indent=4)).code == 0
    assert export(tinynet) == WORLD


def changed(section: str, number: int = 0, **fields: object) -> str:
    """The document with other fields in one record."""
    document = json.loads(WORLD)
    document[section][number] |= fields
    return json.dumps(document)


@pytest.mark.parametrize(
    ("document", "said"),
    [
        (changed("people", name=5), 'people[0]: name is not a text: "5"'),
        (changed("people", name="!!"), "people[0]: name: A name needs at least one letter"),
        (changed("people", handle="../../x"), 'people[0]: handle cannot be "../../x"'),
        (changed("people", handle="$(touch${IFS}x)"),
         'people[0]: handle cannot be "$(touch${IFS}x)"'),
        (changed("people", handle="o'brien"), 'people[0]: handle cannot be "o\'brien"'),
        (changed("people", circle="outer"), 'people[0]: it breaks the rule "circle is known"'),
        (changed("people", met_on="2019-13"), 'people[0]: met_on is no partial date: "2019-13"'),
        (changed("people", met_via="nobody"), 'people[0]: met_via names no person: "nobody"'),
        (changed("people", shoe_size=5), 'people[0]: there is no field "shoe_size"'),
        (changed("people", 1, handle="anne-b"), 'people[1]: handle "anne-b" was there before'),
        (changed("notes", id=1, person="bob"), 'notes[0]: person names no person: "bob"'),
        (changed("interactions", 1, id=12),
         "interactions[1]: there is one with the same id already"),
        (changed("people", tags="x"), "people[0]: tags is no list"),
        (changed("people", tags=["x", "x"]), 'people[0]: tags has "x" twice'),
        (changed("people", id=0), "people[0]: id begins at 1"),
        (changed("people", id=2**60), "people[0]: id is too large a number"),
        (changed("people", id=True), 'people[0]: id is not a whole number: "true"'),
        (changed("people", added_on=None), "people[0]: added_on is missing"),
        (changed("notes", on="2026-02-30"), 'notes[0]: on is no day: "2026-02-30"'),
        (changed("notes", text="a\0b"), "notes[0]: text holds characters that no text has"),
        (changed("notes", text="\ud800"), "notes[0]: text holds characters that no text has"),
        (changed("notes", text="x" * 1_000_001),
         "notes[0]: text has 1000001 characters; 1000000 are the most there can be"),
        (changed("interactions", minutes=1441),
         'interactions[0]: it breaks the rule "minutes fit a day"'),
        (changed("interactions", 1, people=["bob"]),
         'interactions[1]: people[0]: person names no person: "bob"'),
        (changed("interactions", kind=["x"]), 'interactions[0]: kind names no kind: "["x"]"'),
        (changed("plans", interaction=13), 'plans[0]: interaction names no interaction: "13"'),
        (changed("cards", state="[" * 99_999), f'cards[0]: state is no object: "{"[" * 40}..."'),
        (changed("cards", due="soon"), 'cards[0]: due is no moment: "soon"'),
        (changed("origins", record='{"name": ["x"]}'),
         "origins[0]: record is not one that an import has kept"),
        (changed("origins", record='{"source": "v", "fingerprint": "", "line": 1, "name": "x", '
                 '"emails": [{"kind_label": 1, "value": "x"}]}'),
         "origins[0]: record is not one that an import has kept"),
        (changed("kinds", weight="x"), 'kinds[0]: weight is not a number: "x"'),
        (json.dumps({"tinynet": 1, "people": [5]}), "people[0]: it is no record"),
    ],
)  # fmt: skip
def test_a_record_that_cannot_be_is_refused_with_its_place(tinynet, document, said):
    result = take_in(tinynet, document, "--json")
    assert (result.code, result.out) == (1, "")
    assert result.error["message"] == f"told.json:1: {said}"
    assert result.error["remedy"] == "Correct it there; nothing was imported"
    assert not tinynet.path.exists()


def test_a_record_is_found_by_its_line(tinynet):
    document = WORLD.replace('"by": "me"', '"by": "you"')
    assert take_in(tinynet, document, "--json").error["message"] == (
        'told.json:30: interactions[0]: it breaks the rule "by is known"'
    )


def test_a_trace_that_two_contacts_have_is_found_at_the_second(tinynet):
    twice = '"people": ["zoe"], "traces": [{"source": "ics", "key": "k1", "fingerprint": "f"}]}\n'
    document = WORLD.replace('"people": ["zoe"]}\n', twice)
    assert take_in(tinynet, document, "--json").error["message"] == (
        "told.json:31: interactions[1]: there is one with the same source, key already"
    )


@pytest.mark.parametrize(("indent", "alone"), [(None, 0), (1, 2)])
def test_contacts_one_a_line_are_read_many_at_once(tinynet, monkeypatch, indent, alone):
    read: list[str] = []
    row = Section.row
    monkeypatch.setattr(
        Section, "row", lambda self, *given: read.append(self.name) or row(self, *given)
    )
    document = WORLD if indent is None else json.dumps(json.loads(WORLD), indent=indent)
    assert take_in(tinynet, document).code == 0
    assert read.count("interactions") == alone
    assert export(tinynet) == WORLD
    with closing(sqlite3.connect(tinynet.path)) as connection:
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


@pytest.mark.parametrize(
    ("document", "said"),
    [
        ('{"tinynet": 3, "people": []}',
         "told.json:1: it is of version 3, and this tinynet knows 2"),
        ('{"tinynet": true}', "told.json:1: its version is no number"),
        (WORLD[:980], "told.json:17: it is cut off, or no JSON"),
        (WORLD[:-2], "told.json:61: it is cut off"),
        (WORLD + "x", "told.json:62: something follows the end of the document"),
        ('{"tinynet": 1, "people": {}}', 'told.json:1: there should be "[" here'),
        ('{"tinynet": 1, "persons": []}', 'told.json:1: there can be no list "persons"'),
        ('{"tinynet": 1, "facts": [], "facts": []}', 'told.json:1: there is again a list "facts"'),
        ('{"tinynet": 1, "people": ' + "[" * 1_000_000, "told.json:1: it is nested too deeply"),
        (b'{"tinynet": 1, "people": [{"name": "\xff"}]}', "told.json:1: it is not UTF-8"),
    ],
)  # fmt: skip
def test_a_document_that_is_not_whole_is_refused(tinynet, document, said):
    result = take_in(tinynet, document, "--json")
    assert (result.code, result.error["message"]) == (1, said)
    assert not tinynet.path.exists()
