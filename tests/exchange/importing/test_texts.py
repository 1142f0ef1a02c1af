"""Importing diaries and other tools' files: people, notes, favours, places, and all of a person."""

from __future__ import annotations

from dataclasses import replace

from books import everything, units
from import_cases import ask, change, counted, days, entry, favour, happened, note, tell, texts

from tinynet.exchange.record import DateRecord, PersonRecord, PlaceRecord, Someone

ANNE = PersonRecord(
    "monica", "uuid-anne", "1", 7, "Anne Baker", nicknames=("Annie",),
    facts=(("Favourite  Biscuit", "ginger nut"), ("favourite biscuit", "twice"), ("", "x")),
    circle="close", every=14, met_how="the stall on Fridays", met_at="the market", met_on="2019",
    met_via="uuid-zoe", tags=("Running",), dates=(DateRecord("anniversary", "2011-06-18"),),
)  # fmt: skip
ZOE = PersonRecord(
    "monica", "uuid-zoe", "2", 9, "Zoë Ortiz", archived=True, circle="best", every=9999
)
COLUMNS = "circle, every_days, met_how, met_at, met_on, met_via, archived_on"


def told_of(tinynet, handle):
    return ask(tinynet, f"SELECT {COLUMNS} FROM person WHERE handle = '{handle}'")[0]


# People -------------------------------------------------------------------------------------------


def test_everything_that_a_record_says_of_a_person_is_kept(tinynet):
    tell(tinynet, ANNE, ZOE)
    anne = ("close", 14, "the stall on Fridays", "the market", "2019", 2, None)
    assert told_of(tinynet, "anne-b") == anne
    assert told_of(tinynet, "zoe-o") == (None, 3660, *[None] * 4, "2026-03-01")
    assert ask(tinynet, "SELECT key, value FROM fact ORDER BY value") == [
        ("favourite biscuit", "ginger nut"), ("favourite biscuit", "twice"),
    ]  # fmt: skip
    assert everything(tinynet)["tag"] == [("anne-b", "running")]
    had = units(tinynet)
    tell(tinynet, ANNE, ZOE)
    assert units(tinynet) == had


def test_what_changed_there_follows_and_what_was_edited_here_stays(tinynet):
    tell(tinynet, ANNE, ZOE)
    tinynet.ok("edit anne --circle inner --met 'in the queue'")
    tinynet.ok("note anne --fact tea green")
    now = replace(
        ANNE, fingerprint="3", circle="friends", every=None, met_how="at a fair", met_via="",
        met_at="the fair", facts=(("favourite biscuit", "shortbread"),), archived=True,
    )  # fmt: skip
    tell(tinynet, now, replace(ZOE, fingerprint="4", archived=False))
    assert told_of(tinynet, "anne-b") == (
        "inner", None, "in the queue", "the fair", "2019", None, "2026-03-01",
    )  # fmt: skip
    assert told_of(tinynet, "zoe-o")[-1] is None
    assert ask(tinynet, "SELECT key, value FROM fact ORDER BY key") == [
        ("favourite biscuit", "shortbread"), ("tea", "green"),
    ]  # fmt: skip


def test_somebody_archived_here_stays_so_and_nobody_is_met_through_themselves(tinynet):
    tell(tinynet, replace(ANNE, met_via="Anne Baker"))
    assert told_of(tinynet, "anne-b")[-2:] == (None, None)
    tinynet.ok("archive anne")
    tell(tinynet, replace(ANNE, met_via="Anne Baker", fingerprint="5", title="Baker"))
    assert told_of(tinynet, "anne-b")[-1] == "2026-03-01"


def test_a_table_of_our_own_gives_people_their_handles_back(tinynet):
    rows = [
        PersonRecord("csv", handle, f"{line}a", line, "Anne Baker")
        for line, handle in enumerate(("anne-two", "anne-b", "Not A Handle"))
    ]
    tell(tinynet, *rows)
    handles = ["anne-two", "anne-b", "anne-ba"]
    assert [row[0] for row in everything(tinynet)["person"]] == handles
    tinynet.ok("undo")
    tinynet.ok("add 'Anne Baker' --handle anne-two")
    tinynet.ok("add 'Anne Baker' --handle anne-b")
    plan = tell(tinynet, *rows[:2])
    assert [row[:4] for row in plan.rows] == [
        ("unchanged", "anne-two", "Anne Baker", "id"), ("unchanged", "anne-b", "Anne Baker", "id"),
    ]  # fmt: skip


# A diary ------------------------------------------------------------------------------------------


def test_a_diary_knows_everybody_and_makes_people_of_the_others(tinynet):
    tinynet.ok("add 'Anne Baker' --handle anne")
    tinynet.ok("edit anne --nickname Annie")
    lines = [
        entry("2026-02-02", "later", "Annie", "Gavin", place="Lisbon", tags=("#Food", "sea side")),
        entry("2026-02-02", "earlier", "Gavin", kind="walk"),
        entry("2026-02-01", "first", "anne baker"),
    ]
    plan = tell(tinynet, *lines, file="friends.md")
    assert [(row[0], row[1], row[5]) for row in plan.rows] == [("new", "gavin", "friends.md:4")]
    assert (plan.matched, plan.unmatched) == ([], [])
    assert happened(tinynet) == [
        ("2026-02-01", "coffee", None, None, "first", None, 0, "anne", None),
        ("2026-02-02", "walk", None, None, "earlier", None, 0, "gavin", None),
        ("2026-02-02", "coffee", None, "Lisbon", "later", None, 0, "anne,gavin", "food,sea-side"),
    ]


def test_the_people_of_a_file_are_meant_by_their_ids_whatever_they_are_called(tinynet):
    tinynet.ok("add 'Anne Baker'")
    met = entry("2026-02-01", "x", source="monica", people=(Someone("A.", source_id="uuid-anne"),))
    tell(tinynet, replace(ANNE, name="Anna Becker", met_via=""), met)
    assert [row[2] for row in days(tinynet)] == ["anna-b"]


def test_notes_favours_places_and_days_alone(tinynet):
    told = [
        note("2026-02-01", "They met at school", "Anne", "Zoë"),
        note("2026-02-02", "Spring is here", source_id="n2"),
        entry("2026-02-03", "Ran ten miles"),
        favour("2026-02-04", "gave", "a lift", "Anne"),
        PlaceRecord("diary", 1, "Lisbon", ("Lisboa", "LX")),
        PlaceRecord("diary", 2, "lisbon"),
    ]
    plan = tell(tinynet, *told)
    assert [row[1] for row in plan.rows] == ["anne", "zoe"]
    assert counted(plan) == {
        "notes": {"new": 3}, "favours": {"new": 1}, "places": {"new": 1, "unchanged": 1},
    }  # fmt: skip
    kept = {
        "note": [(who, "2026-02-01", "They met at school") for who in ("anne", "zoe")],
        "remark": [("2026-02-03", "Ran ten miles"), ("2026-02-02", "Spring is here")],
        "favour": [("anne", "2026-02-04", "gave", "a lift")],
        "place": [("Lisbon", None), ("Lisboa", "Lisbon"), ("LX", "Lisbon")],
    }
    assert texts(tinynet) == kept
    had = units(tinynet)
    assert counted(tell(tinynet, *told)) == {
        "notes": {"unchanged": 3}, "favours": {"unchanged": 1}, "places": {"unchanged": 2},
    }  # fmt: skip
    assert (texts(tinynet), units(tinynet)) == (kept, had)
    tinynet.ok("undo")
    assert not any(texts(tinynet).values())
    tell(tinynet, *told)
    assert texts(tinynet) == kept


def test_a_note_follows_its_source_and_one_taken_out_or_edited_here_does_not(tinynet):
    told = [note("2026-02-01", text, "Anne", source_id=text) for text in ("a", "b", "c")]
    tell(tinynet, *told, favour("2026-02-04", "gave", "a lift", "Anne"))
    change(tinynet, "DELETE FROM note WHERE text = 'b'")
    change(tinynet, "UPDATE note SET text = 'mine' WHERE text = 'c'")
    now = [replace(one, text=one.text * 2, on="2026-02-05") for one in told]
    plan = tell(tinynet, *now, favour("2026-02-04", "got", "a lift back", "Anne"))
    assert counted(plan) == {
        "notes": {"changed": 1, "unchanged": 2}, "favours": {"changed": 1},
    }  # fmt: skip
    assert texts(tinynet)["note"] == [("anne", "2026-02-05", "aa"), ("anne", "2026-02-01", "mine")]
    assert texts(tinynet)["favour"] == [("anne", "2026-02-04", "got", "a lift back")]


def test_a_note_that_is_here_already_is_not_doubled_and_a_long_one_comes_in_pieces(tinynet):
    tinynet.at("2026-02-01").ok("add Anne --note school")
    tinynet.at("2026-03-01")
    long = note("2026-02-02", "x" * 10_001, "Anne", source_id="long")
    tell(tinynet, note("2026-02-01", "school", "Anne"), long)
    assert [len(row[2]) for row in texts(tinynet)["note"]] == [6, 10_000, 1]


def test_somebody_removed_comes_back_with_their_notes(tinynet):
    told = note("2026-02-01", "They met at school", "Anne", "Zoë")
    tell(tinynet, told)
    tinynet.ok("remove anne --yes")
    tell(tinynet, told)
    assert [row[0] for row in texts(tinynet)["note"]] == ["zoe", "anne"]
