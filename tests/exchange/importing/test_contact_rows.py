"""Importing interactions: who is meant, what is new, what is logged already."""

from __future__ import annotations

import gc
import io
from dataclasses import replace

import pytest
from books import units
from databases import dump
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from import_cases import ANNE, counted, days, entry, happened, mail, tell

from tinynet.cli.env import Env
from tinynet.exchange.importing import driver
from tinynet.exchange.importing.contact_rows import ContactImport
from tinynet.exchange.importing.import_formats import ImportSource
from tinynet.exchange.record import InteractionRecord, Someone

BOB = Someone("Bob", phone="+44 7700 2")
ZOE = Someone("Zoë Ortiz", "zoe@example.org")


@pytest.fixture
def friends(tinynet):
    tinynet.ok("add 'Anne Baker' --email Anne@example.org --birthday 1980")
    tinynet.ok("add 'Bob Stone' --phone '+44 (7700) 2'")
    tinynet.ok("add 'Caroline Marsh'")
    return tinynet


# Who is meant -------------------------------------------------------------------------------------


def test_correspondents_are_known_by_address_by_number_and_by_their_whole_name(friends):
    talks = [
        mail("2026-02-03"), mail("2026-02-01"), mail("2026-02-02", BOB, kind="text", by="them"),
        mail("2026-02-02", Someone("caroline mársh"), kind="call", minutes=12),
        mail("2026-02-02", Someone("Caroline")), mail("2026-02-04", ZOE), mail("2026-02-05", ZOE),
    ]  # fmt: skip
    plan = tell(friends, *talks)
    assert counted(plan) == {"contacts": {"new": 4}}
    assert happened(friends) == [
        ("2026-02-01", "email", None, None, None, "me", 0, "anne-b", None),
        ("2026-02-02", "text", None, None, None, "them", 0, "bob-s", None),
        ("2026-02-02", "call", 12, None, None, "me", 0, "caroline-m", None),
        ("2026-02-03", "email", None, None, None, "me", 0, "anne-b", None),
    ]
    assert plan.matched == [
        {"handle": "anne-b", "matched_by": "email", "name": "Anne Baker",
         "address": "anne@example.org", "days": 2, "first": "2026-02-01", "last": "2026-02-03"},
        {"handle": "bob-s", "matched_by": "phone", "name": "Bob Stone", "address": "+44 7700 2",
         "days": 1, "first": "2026-02-02", "last": "2026-02-02"},
        {"handle": "caroline-m", "matched_by": "name", "name": "Caroline Marsh", "address": "",
         "days": 1, "first": "2026-02-02", "last": "2026-02-02"},
    ]  # fmt: skip
    assert plan.unmatched == [
        {"name": "Zoë Ortiz", "address": "zoe@example.org", "days": 2, "first": "2026-02-04",
         "last": "2026-02-05"},
        {"name": "Caroline", "address": "", "days": 1, "first": "2026-02-02",
         "last": "2026-02-02"},
    ]  # fmt: skip
    assert len(friends.ok("list --json").json["people"]) == 3


def test_an_address_that_two_share_is_of_the_one_with_a_like_name(friends):
    friends.ok("edit bob --email anne@example.org")
    tell(friends, mail("2026-02-01"), mail("2026-02-02", ANNE._replace(name="Tobias")))
    assert days(friends) == [("2026-02-01", "email", "anne-b")]


@pytest.mark.parametrize(
    ("least", "added"), [(1, ["Zoë Ortiz", "x@y.example"]), (2, ["Zoë Ortiz"])]
)
def test_strangers_become_people_only_when_asked_for(friends, least, added):
    stranger = Someone("", "x@y.example")
    talks = [mail("2026-02-04", ZOE), mail("2026-02-05", ZOE), mail("2026-02-05", stranger)]
    plan = tell(friends, *talks, least_days=least)
    assert [row[2] for row in plan.rows if row[0] == "new"] == added
    assert plan.rows[0][5] == "talks.txt:3"
    assert len(plan.unmatched) == 2 - len(added)
    assert days(friends)[0] == ("2026-02-04", "email", "zoe-o")
    had = units(friends)
    again = tell(friends, *talks, least_days=least)
    assert [row[0] for row in again.rows] == []
    assert units(friends) == had


def test_somebody_renamed_here_is_still_found_by_what_the_file_calls_them(tinynet):
    tall = Someone("the tall one")
    tell(tinynet, mail("2026-02-01", tall), least_days=1)
    tinynet.ok("edit 'the tall' --name Gavin")
    tell(tinynet, mail("2026-02-01", tall), mail("2026-02-02", tall))
    assert len(days(tinynet)) == 2


def test_credit_and_day_of_participants_are_those_of_contacts_logged_by_hand(friends):
    both = (ANNE, BOB)
    talks = [
        mail("2026-02-01"), mail("2026-02-02", kind="coffee", minutes=50),
        mail("2026-02-03", kind="coffee", minutes=50), mail("2026-02-03", kind="call"),
        mail("2026-02-04", kind="coffee", deep=True), mail("2026-02-05", attempt=True),
        replace(mail("2026-02-06", kind="coffee"), people=both),
        replace(mail("2026-02-07", kind="coffee"), people=both),
    ]  # fmt: skip
    tell(friends, *talks)
    by_import = dump(friends.path, ["participant"])["participant"]
    friends.ok("undo")
    friends.ok("log email anne-b --on 2026-02-01")
    friends.ok("log coffee anne-b --on 2026-02-02 --for 50m")
    friends.ok("log coffee anne-b --on 2026-02-03 --for 50m")
    friends.ok("log call anne-b --on 2026-02-03")
    friends.ok("log coffee anne-b --on 2026-02-04 --deep")
    friends.ok("log email anne-b --on 2026-02-05 --attempt")
    friends.ok("log coffee anne-b bob-s --on 2026-02-06")
    friends.ok("log coffee anne-b bob-s --on 2026-02-07")
    assert dump(friends.path, ["participant"])["participant"] == by_import
    assert len(by_import) == 10


# Once and again -----------------------------------------------------------------------------------


def test_the_same_file_again_changes_nothing_and_a_longer_one_adds_the_rest(friends):
    talks = [mail("2026-02-01"), mail("2026-02-02", BOB)]
    tell(friends, *talks)
    had, before = units(friends), happened(friends)
    assert counted(tell(friends, *talks)) == {"contacts": {"unchanged": 2}}
    assert (units(friends), happened(friends)) == (had, before)
    assert counted(tell(friends, *talks, mail("2026-02-03"))) == {
        "contacts": {"unchanged": 2, "new": 1}
    }


def test_what_was_taken_out_here_does_not_come_back(friends):
    tell(friends, mail("2026-02-01"), mail("2026-02-02"))
    friends.ok("unlog 1 --yes")
    assert counted(tell(friends, mail("2026-02-01"), mail("2026-02-02"))) == {
        "contacts": {"left": 1, "unchanged": 1}
    }
    assert days(friends) == [("2026-02-02", "email", "anne-b")]


def test_what_changed_at_its_source_follows_unless_it_was_edited_here(friends):
    first = [entry(f"2026-02-0{n}", "", "Anne Baker", source_id=f"e{n}") for n in (1, 2, 3)]
    tell(friends, *first)
    friends.ok("amend 2 --note mine")
    moved = [
        replace(first[0], on="2026-01-31", minutes=90, place="Lisbon", tags=("food",),
                people=(Someone("Bob Stone"), Someone("Anne Baker"))),
        replace(first[1], minutes=90), first[2],
    ]  # fmt: skip
    plan = tell(friends, *moved)
    assert counted(plan) == {"contacts": {"changed": 1, "left": 1, "unchanged": 1}}
    assert happened(friends) == [
        ("2026-01-31", "coffee", 90, "Lisbon", None, None, 0, "anne-b,bob-s", "food"),
        ("2026-02-02", "coffee", None, None, "mine", None, 0, "anne-b", None),
        ("2026-02-03", "coffee", None, None, None, None, 0, "anne-b", None),
    ]
    assert friends("doctor").code == 0  # the copies are right
    assert counted(tell(friends, *moved))["contacts"]["unchanged"] == 2


def test_undo_takes_it_all_back_and_the_import_brings_it_again(friends):
    talks = [mail("2026-02-01"), entry("2026-02-02", "a walk", "Anne Baker", "Gavin", kind="walk")]
    friends.ok("log email anne --on 2026-02-01")
    before = happened(friends)
    tell(friends, *talks)
    after = happened(friends)
    friends.ok("undo")
    assert happened(friends) == before
    friends.ok("redo")
    assert happened(friends) == after
    friends.ok("undo")
    tell(friends, *talks)
    assert happened(friends) == after


def test_somebody_removed_comes_back_with_their_interactions(tinynet):
    diary = [entry("2026-02-01", "tea", "Anne"), entry("2026-02-02", "cake", "Anne")]
    tell(tinynet, *diary)
    tinynet.ok("remove anne --yes")
    tell(tinynet, *diary)
    assert [row[7] for row in happened(tinynet)] == ["anne", "anne"]


# What is logged already ---------------------------------------------------------------------------


def test_what_was_logged_by_hand_is_not_doubled_and_gets_what_is_missing(friends):
    friends.ok("log coffee anne --on 2026-02-01")
    friends.ok("log coffee anne --on 2026-02-02 --note 'her new job'")
    plan = tell(
        friends, entry("2026-02-01", "scones", "Anne Baker", place="Lisbon"),
        entry("2026-02-02", "rain", "Anne Baker"), entry("2026-02-02", "again", "Anne Baker"),
    )  # fmt: skip
    assert counted(plan) == {"contacts": {"already": 2, "new": 1}}
    assert [row[3:5] for row in happened(friends)] == [
        ("Lisbon", "scones"), (None, "her new job"), (None, "again"),
    ]  # fmt: skip
    assert plan.warnings == [
        "2026-02-02 coffee: you wrote about it already; the file's words were left out: rain"
    ]


def test_a_meeting_with_more_people_than_logged_is_another_one(friends):
    friends.ok("log coffee anne --on 2026-02-01")
    tell(friends, entry("2026-02-01", "", "Anne Baker", "Bob Stone"))
    assert [row[7] for row in happened(friends)] == ["anne-b", "anne-b,bob-s"]


def test_two_mailboxes_and_two_addresses_count_one_day(friends):
    friends.ok("edit anne --email a.baker@work.example")
    friends.ok("log email anne --on 2026-02-01")
    work = Someone("Anne", "a.baker@work.example")
    here = [mail("2026-02-01"), mail("2026-02-02"), mail("2026-02-02", work)]
    assert counted(tell(friends, *here)) == {"contacts": {"already": 2, "new": 1}}
    there = mail("2026-02-02", source_id="another mailbox")
    assert counted(tell(friends, there, file="work.mbox")) == {"contacts": {"already": 1}}
    assert days(friends) == [
        ("2026-02-01", "email", "anne-b"), ("2026-02-02", "email", "anne-b"),
    ]  # fmt: skip
    assert counted(tell(friends, *here)) == {"contacts": {"unchanged": 3}}


def test_two_meetings_of_one_day_are_two(friends):
    meetings = [mail("2026-02-01", source_id=f"uid{n}", kind="event", minutes=30) for n in (1, 2)]
    assert counted(tell(friends, *meetings)) == {"contacts": {"new": 2}}
    assert counted(tell(friends, *meetings)) == {"contacts": {"unchanged": 2}}


def test_somebody_added_since_joins_a_meeting_imported_before(friends):
    meeting = mail("2026-02-01", source_id="uid", kind="event", people=(ANNE, ZOE))
    tell(friends, meeting)
    friends.ok("add Zoë --email zoe@example.org")
    assert counted(tell(friends, meeting)) == {"contacts": {"changed": 1}}
    assert days(friends) == [("2026-02-01", "event", "anne-b,zoe")]
    friends.ok("add 'Anne Bell' --email anne@example.org")  # nobody can say which Anne any more
    assert counted(tell(friends, meeting)) == {"contacts": {"unchanged": 1}}
    assert days(friends) == [("2026-02-01", "event", "anne-b,zoe")]


def test_what_changed_of_an_entry_read_before_is_undone_and_redone_whole(friends):
    first = entry("2026-02-01", "a swim", "Anne Baker", "Bob Stone", tags=("sea",), source_id="e")
    tell(friends, first)
    before = dump(friends.path)
    later = {"people": (Someone("Bob Stone"), Someone("Caroline Marsh")), "tags": ("lake", "cold")}
    changed = replace(first, on="2026-02-02", note="a cold swim", place="Loch", **later)
    assert counted(tell(friends, changed)) == {"contacts": {"changed": 1}}
    assert happened(friends) == [
        ("2026-02-02", "coffee", None, "Loch", "a cold swim", None, 0,
         "bob-s,caroline-m", "cold,lake"),
    ]  # fmt: skip
    after = dump(friends.path)
    friends.ok("undo")
    assert dump(friends.path) == before
    friends.ok("redo")
    assert dump(friends.path) == after


# What cannot be taken as it is --------------------------------------------------------------------


def test_unknown_kinds_days_to_come_and_names_that_are_none(friends):
    plan = tell(
        friends, mail("2026-02-01", kind="séance"), mail("2026-03-02"),
        mail("2026-02-02", Someone()), entry("2026-02-03", "x", "!!"),
    )  # fmt: skip
    assert days(friends) == [("2026-02-01", "other", "anne-b")]
    assert plan.warnings == ['there is no kind "séance" here; taken as other']
    assert [(row[0], row[5], row[6]) for row in plan.rows] == [
        ("refused", "talks.txt:4", "A name needs at least one letter"),
        ("refused", "talks.txt:3", "2026-03-02 is still to come"),
    ]


def test_characters_that_no_database_keeps_are_left_out(tinynet):
    tell(tinynet, entry("2026-02-01", "a\0b\ud83d", "An\0ne\udfff"))
    assert happened(tinynet) == [("2026-02-01", "coffee", None, None, "ab?", None, 0, "anne", None)]
    tinynet.ok("undo")
    tinynet.ok("redo")
    assert len(happened(tinynet)) == 1


def test_a_dry_run_shows_the_same_and_writes_nothing(friends):
    had = units(friends)
    line = ["import", "friends", "-", "--dry-run", "--json"]
    text = "### Activities:\n- 2026-02-01: Coffee with **Anne Baker** and **Gavin**.\n"
    dry = friends.ok(line, stdin=text).json
    real = friends.ok([word for word in line if word != "--dry-run"], stdin=text).json
    assert (dry.pop("dry_run"), real.pop("dry_run")) == (True, False)
    assert dry == real
    assert real["contacts"]["new"] == 1
    assert units(friends) == had + 1


PEOPLE = st.sampled_from([ANNE, BOB, ZOE, Someone("Gavin"), Someone("", "x@y.example")])
DAYS = st.integers(1, 9).map(lambda day: f"2026-02-0{day}")
TALKS = st.builds(
    mail, DAYS, PEOPLE, kind=st.sampled_from(["email", "call", "event"]),
    minutes=st.none() | st.integers(1, 90),
)  # fmt: skip
ENTRIES = st.builds(entry, DAYS, st.sampled_from(["", "tea"]), st.sampled_from(["Gavin", "Ida"]))


@settings(
    max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(TALKS | ENTRIES, max_size=12), st.none() | st.integers(1, 3))
def test_any_file_twice_is_as_once(friends, records, least):
    by_source = [[r for r in records if r.source == source] for source in ("diary", "mbox")]
    for some in by_source:
        tell(friends, *some, least_days=least)
    before, had = happened(friends), units(friends)
    for some in by_source:
        again = counted(tell(friends, *some, least_days=least)).get("contacts", {})
        assert not again.keys() - {"unchanged", "left"}
    assert (happened(friends), units(friends)) == (before, had)


# Ids before names ---------------------------------------------------------------------------------


def chat_with(name, number, on="2026-02-01"):
    return mail(on, Someone(name, source_id=number), source="telegram", kind="text",
                source_id=f"{on} text {number}")  # fmt: skip


def test_two_of_one_name_are_two_people_by_their_ids_in_one_file_and_in_two(tinynet):
    tell(tinynet, chat_with("Alex", "2003"), chat_with("Alex", "2004"), least_days=1)
    tell(tinynet, chat_with("Alex", "2005"), least_days=1)
    tell(tinynet, chat_with("Alexandra", "2004", "2026-02-02"), least_days=1)
    assert days(tinynet) == [
        ("2026-02-01", "text", "alex"),
        ("2026-02-01", "text", "alex-2"),
        ("2026-02-01", "text", "alex-3"),
        ("2026-02-02", "text", "alex-2"),
    ]


def test_somebody_who_has_the_name_of_somebody_with_another_id_is_new(tinynet):
    tell(tinynet, chat_with("Alex", "2003"), least_days=1)
    tell(tinynet, chat_with("Alex", "2004"), least_days=1)
    assert [row[2] for row in days(tinynet)] == ["alex", "alex-2"]


def test_somebody_who_was_found_by_name_is_found_by_id_from_then_on(friends):
    assert tell(friends, chat_with("Anne Baker", "7")).matched[0]["matched_by"] == "name"
    friends.ok("edit anne --name 'Anne Cole'")
    again = tell(friends, chat_with("Annie", "7", "2026-02-02"), chat_with("Anne Cole", "8"))
    assert [(one["handle"], one["matched_by"]) for one in again.matched] == [("anne-b", "id")]
    assert [one["name"] for one in again.unmatched] == ["Anne Cole"]


def test_a_name_that_two_ids_have_is_nobodys_here(friends):
    plan = tell(friends, chat_with("Anne Baker", "7"), chat_with("Anne Baker", "8", "2026-02-02"))
    assert (plan.matched, days(friends)) == ([], [])
    assert [one["days"] for one in plan.unmatched] == [1, 1]


# What is held -------------------------------------------------------------------------------------


def test_each_contact_is_let_go_of_when_it_is_done(friends, monkeypatch):
    alive, waiting = [], []
    sort_in = ContactImport.sort_in

    def watched(self, record, people):
        gc.collect()
        waiting.append(len(self.taken))
        alive.append(sum(type(one) is InteractionRecord for one in gc.get_objects()))
        sort_in(self, record, people)

    monkeypatch.setattr(ContactImport, "sort_in", watched)
    env = Env(friends.environ, ["import", "talks.txt"], stderr=io.StringIO())
    records = (mail(f"2026-02-0{day}") for day in range(1, 7))
    driver.take_in(env, records, ImportSource("talks.txt", b"", b"", None))
    assert waiting == [5, 4, 3, 2, 1, 0]
    assert [alive[0] - number for number in alive] == [0, 1, 2, 3, 4, 5]
