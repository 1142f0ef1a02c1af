"""tinynet show."""

from __future__ import annotations

import pytest

TIE_OF_CAROLINE = {
    "state": "ok", "days_since": None, "last_on": None, "cadence_days": 14.0,
    "cadence_from": "person", "ratio": 0.0, "due_on": "2026-03-15", "depth": 0.0, "warmth": 0.0,
    "strength": 0.0, "contact_days": 0, "usual_gap_days": None, "first_on": None,
    "half_life_days": 365, "hours": 0.0, "clock_on": "2026-03-01", "hall_mark": None,
}  # fmt: skip


def test_json_has_every_key_also_where_nothing_is_known(network):
    assert network.ok("show caroline --json").json == {
        "schema": 1,
        "person": {
            "handle": "caroline-o", "name": "Caroline Øvergård", "circle": None, "every_days": 14,
            "met_how": None, "met_at": None, "met_on": None, "organisation": None, "title": None,
            "added_on": "2026-03-01", "skipped_on": None, "snoozed_until": None,
            "paused_until": None, "archived_on": None, "met_via": "anne", "met_via_name": "Anne",
            "nicknames": [], "details": [], "tags": [], "birthday": None, "age": None,
        },
        "tie": TIE_OF_CAROLINE,
        "relations": [],
        "facts": {},
        "fact_rows": [],
        "notes": [],
        "interactions": [],
        "dates": [],
        "plans": [],
        "favours": [],
    }  # fmt: skip


def test_json_of_what_is_known(network):
    network.ok("link anne spouse bob")
    network.ok("link anne child 'Nora Marsh'")
    network.ok("link caroline mother anne")
    network.ok("note anne 'ginger nut' --fact 'favourite biscuit'")
    network.ok("note anne brings her own cup")
    network.ok("note anne ask about the boat --next")
    found = network.ok("show anne --json").json
    assert found["relations"] == [
        {"id": 1, "relation": "spouse", "handle": "bob-m", "name": "Bob Marsh"},
        {"id": 2, "relation": "child", "handle": None, "name": "Nora Marsh"},
        {"id": 3, "relation": "child", "handle": "caroline-o", "name": "Caroline Øvergård"},
    ]
    assert found["facts"] == {"favourite biscuit": "ginger nut"}
    assert found["fact_rows"] == [
        {"id": 1, "key": "favourite biscuit", "value": "ginger nut", "done_on": None}
    ]
    assert found["notes"] == [
        {"id": 2, "on": "2026-03-01", "text": "ask about the boat", "next_time": True,
         "done_on": None},
        {"id": 1, "on": "2026-03-01", "text": "brings her own cup", "next_time": False,
         "done_on": None},
    ]  # fmt: skip
    assert found["dates"] == [
        {"what": "birthday", "on": "1980-03-04", "next_on": "2026-03-04", "age": 46}
    ]
    assert (found["person"]["birthday"], found["person"]["age"]) == ("1980-03-04", 45)
    assert found["interactions"] == network.ok("history anne --json").json["interactions"]
    assert found["tie"] == network.ok("why anne --json").json["tie"]


def test_only_the_last_five_contacts_are_shown(network):
    network.ok("log walk anne bob")
    network.ok("log call anne --attempt")
    found = network.ok("show anne --json").json["interactions"]
    assert [one["id"] for one in found] == [7, 6, 4, 3, 2]


def test_a_birthday_that_is_today_says_the_new_age_once(tinynet):
    tinynet.ok("add Nia --birthday '1 march 1990'")
    tinynet.ok("add Bob")
    tinynet.ok("link bob spouse nia")
    shown = tinynet.ok("show nia", human=True).out
    assert "birthday   1 March 1990, 36  today\n" in shown
    assert "birthday   1 March 1990, 36  today\n" in tinynet.ok("brief nia", human=True).out
    assert "soon       Nia's birthday  today, 36\n" in tinynet.ok("brief bob", human=True).out


def test_screen_of_somebody_well_known(network):
    network.ok("link anne spouse bob")
    network.ok("note anne 'ginger nut' --fact 'favourite biscuit'")
    network.ok("note anne brings her own cup")
    network.ok("note anne ask about the boat --next")
    network.ok("log dinner bob anne --on 2026-02-22 --note 'the boat is sold'")
    assert network.ok("show anne", human=True).out == (
        "Anne  anne\n"
        "\n"
        "met                the stall on Fridays\n"
        "birthday           4 March 1980, 45  in 3 days, 46 then\n"
        "spouse             Bob Marsh  bob-m  r1\n"
        "tags               running\n"
        "favourite biscuit  ginger nut  f1\n"
        "next time          ask about the boat  n2\n"
        "last seen          7 days ago  Sun 22 Feb, usually every 7 days\n"
        "due                Sun 15 Mar\n"
        "together           6.5 hours on 5 days  in person; about 50 make a casual friend\n"
        "strength           2.73 = depth 3.16 x warmth 0.86\n"
        "\n"
        "Sun 22 Feb  dinner  bob-m  2h30  the boat is sold  #6\n"
        "Fri 20 Feb  coffee         1h                      #4\n"
        "Fri 13 Feb  coffee         1h                      #3\n"
        "Fri 6 Feb   coffee         1h                      #2\n"
        "Fri 30 Jan  coffee         1h                      #1\n"
        "\n"
        "today     brings her own cup  n1\n"
    )


def test_what_is_empty_takes_no_line(network):
    assert network.ok("show caroline", human=True).out == (
        "Caroline Øvergård  caroline-o\n"
        "\n"
        "met        through Anne\n"
        "last seen  not yet\n"
        "how often  2 weeks, as you chose\n"
        "due        Sun 15 Mar\n"
    )


def test_a_circle_and_ways_to_be_reached(network):
    network.ok("config set scores false")
    assert network.ok("show bob", human=True).out == (
        "Bob Marsh  bob-m  friends circle\n"
        "\n"
        "e-mail     bob@example.org  w1\n"
        "last seen  9 months ago  Sun 1 Jun 2025\n"
        "how often  6 months, as their circle\n"
        "due        Sun 30 Nov 2025  now\n"
        "\n"
        "Sun 1 Jun 2025  dinner    3h  The Red Lion · his new job  #5\n"
    )


def test_archived_people_are_shown_and_never_due(network):
    network.ok("archive caroline")
    assert network.ok("show caroline", human=True).out == (
        "Caroline Øvergård  caroline-o\n"
        "\n"
        "met        through Anne\n"
        "last seen  not yet\n"
        "how often  2 weeks, as you chose\n"
        "archived   on nobody's list until you take them back\n"
    )


def test_a_birthday_without_a_year_has_no_age(network):
    network.ok("add Dora --birthday 29-feb")
    shown = network.ok("show dora", human=True).out
    assert "birthday   29 February  in 12 months\n" in shown


def test_long_notes_are_cut_and_stand_on_one_line(network):
    network.environ["COLUMNS"] = "400"
    network.ok(["note", "caroline", "one\ntwo " + "x" * 400])
    assert network.ok("show caroline", human=True).out.splitlines()[-1] == (
        f"today     one two {'x' * 292}…  n1"
    )


def test_plain_is_a_line_a_thing_known(network):
    assert network.ok("show caroline").out == (
        "caroline-o\thandle\tcaroline-o\n"
        "caroline-o\tname\tCaroline Øvergård\n"
        "caroline-o\tevery_days\t14\n"
        "caroline-o\tadded_on\t2026-03-01\n"
        "caroline-o\tmet_via\tanne\n"
        "caroline-o\tmet_via_name\tAnne\n"
        "caroline-o\tstate\tok\n"
        "caroline-o\tcadence_days\t14.00\n"
        "caroline-o\tcadence_from\tperson\n"
        "caroline-o\tratio\t0.00\n"
        "caroline-o\tdue_on\t2026-03-15\n"
        "caroline-o\tdepth\t0.00\n"
        "caroline-o\twarmth\t0.00\n"
        "caroline-o\tstrength\t0.00\n"
        "caroline-o\tcontact_days\t0\n"
        "caroline-o\thalf_life_days\t365\n"
        "caroline-o\thours\t0.00\n"
        "caroline-o\tclock_on\t2026-03-01\n"
    )


def test_several_who_fit_are_listed(network):
    network.ok("add 'Anna Lund'")
    result = network("show ann")
    assert (result.code, result.out) == (4, "")
    assert result.err == (
        'tinynet: "ann" could be anne (Anne), anna-l (Anna Lund).\nSay which by the handle.\n'
    )


@pytest.mark.parametrize("typed", ["a", "nne", "an"])
def test_a_letter_or_the_middle_of_a_name_is_only_suggested(network, typed):
    result = network(["show", typed])
    assert (result.code, result.out) == (4, "")
    assert f'There is nobody called "{typed}".\nDid you mean anne (Anne)' in result.err


@pytest.mark.parametrize(
    ("line", "handle"),
    [
        ("show bob marsh", "bob-m"),
        ("show marsh bob", "bob-m"),
        ("show with bob", "bob-m"),
        ("why caroline overgard", "caroline-o"),
        ("show caroline oevergaard", "caroline-o"),
        ("why 'Bob Marsh'", "bob-m"),
    ],
)
def test_names_of_several_words_need_no_quotes(network, line, handle):
    assert network.ok(f"{line} --json").json["person"]["handle"] == handle


def test_one_person_is_shown_and_words_with_two_readings_are_refused(network):
    assert network("show anne bob").err == (
        "tinynet: That is 2 people.\nName one person, by handle or name.\n"
    )
    assert network("show").code == 2
    network.ok("add 'Anne Bob Miller'")
    result = network("log coffee anne bob --json")
    assert (result.code, result.error["code"]) == (4, "ambiguous_person")
    assert result.error["message"] == '"anne bob" could be "anne" and "bob", or "anne bob"'
    assert network.ok("log coffee anne and bob-m --json").json["people"] == ["anne", "bob-m"]
    assert network.ok("log coffee 'anne bob' --json").json["people"] == ["anne-m"]
    network.ok("add 'Anne Baker'")
    assert network.ok("log coffee anne baker --json").json["people"] == ["anne-b"]


def test_a_description_is_found_from_its_beginning_or_by_its_handle_alone(network):
    network.ok("met 'the tall one with the podcast' --at fair")
    for line in ("show with", "show podcast", "show tall", "log coffee bob and podcast"):
        assert network(line).code == 4, line
    assert network.ok("show 'the tall' --json").json["person"]["handle"] == "the-tall-one"
    assert network.ok("log coffee with bob --json").json["people"] == ["bob-m"]
    assert network.ok("log coffee the-tall-one & bob --json").json["people"] == [
        "the-tall-one", "bob-m",
    ]  # fmt: skip


def test_somebody_whose_name_is_a_joining_word_is_found_by_handle_or_whole_name(network):
    network.ok("add 'Mit Singh'")
    assert network.ok("log coffee mit singh --json").json["people"] == ["mit-s"]
    assert network.ok("log coffee bob mit singh --json").json["people"] == ["bob-m", "mit-s"]
    assert network.ok("log coffee mit bob --json").json["people"] == ["bob-m"]
    assert network.ok("show mit-s --json").json["person"]["handle"] == "mit-s"


@pytest.mark.parametrize("line", ["show and", "log coffee mit", "note with x", "plan coffee och"])
def test_a_joining_word_is_no_part_of_a_name(network, line):
    for name in ("Andrew Holm", "Mit Singh", "Ochuko Eze", "Withers"):
        network.ok(["add", name])
    result = network(line)
    assert (result.code, "Did you mean" in result.err) == (4, True)
