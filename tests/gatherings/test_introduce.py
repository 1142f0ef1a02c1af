"""tinynet introduce and introductions."""

from __future__ import annotations

import pytest


@pytest.fixture
def introduced(network):
    """Anne and Bob met and stuck, Anne and Caroline faded as it was said, Bob and Caroline open."""
    network.ok("introduce anne bob --on 2025-10-01 --note 'both run'")
    network.ok("log dinner anne bob --on 2025-10-01")
    network.ok("log walk anne bob --on 2026-01-10")
    network.ok("introduce caroline anne --on 2024-05-01 --outcome faded")
    network.ok("introduce bob caroline")
    return network


def test_an_introduction_is_kept_with_both_people(network):
    assert network.ok(
        "introduce anne bob --note 'both run' --on yesterday --dry-run", human=True
    ).out == ("You introduced Anne and Bob Marsh, yesterday: both run.\n")
    assert network.ok("introduce anne bob --note 'both run' --on yesterday --json").json == {
        "schema": 1, "id": 1, "on": "2026-02-28", "one": "anne", "one_name": "Anne",
        "other": "bob-m", "other_name": "Bob Marsh", "note": "both run", "outcome": None,
        "outcome_from": None, "seen_days": 0, "last_seen_on": None, "refreshed": False,
        "removed": False,
    }  # fmt: skip
    assert network.ok("introduce bob caroline").out == "2\tbob-m\tcaroline-o\t2026-03-01\t\t\n"


def test_the_same_two_again_correct_it_from_whichever_side(network):
    network.ok("introduce anne bob --note 'both run' --on 2026-01-01")
    assert network.ok("introduce bob anne --outcome met --dry-run", human=True).out == (
        "You introduced Anne and Bob Marsh, Thu 1 Jan: both run.\nMet, as you said.\n"
    )
    again = network.ok("introduce bob anne --outcome met --json").json
    assert (again["id"], again["on"], again["note"], again["outcome"], again["outcome_from"]) == (
        1, "2026-01-01", "both run", "met", "said",
    )  # fmt: skip
    assert again["refreshed"] is True
    taken = network.ok("introduce anne bob --outcome '' --note '' --json").json
    assert (taken["outcome"], taken["note"]) == (None, None)
    assert network.ok("introduce anne bob", human=True).out == (
        "You already introduced Anne and Bob Marsh, Thu 1 Jan.\n"
    )
    assert len(network.ok("introductions --json").json["introductions"]) == 1


def test_it_is_reported_where_they_knew_each_other_before(network):
    network.ok("log dinner anne bob --on 2026-02-01")
    assert network.ok("introduce anne bob", human=True).out == (
        "You introduced Anne and Bob Marsh.\n"
        "You have seen both at one table before (dinner, Sun 1 Feb).\n"
    )
    assert network.ok("introduce caroline anne", human=True).out == (
        "You introduced Caroline Øvergård and Anne.\n"
        "They knew each other: you met one through the other.\n"
    )
    network.ok("link caroline colleague bob")
    assert network.ok("introduce caroline bob", human=True).out == (
        "You introduced Caroline Øvergård and Bob Marsh.\n"
        "They know each other already (colleague).\n"
    )


def test_people_who_avoid_each_other_are_asked_about_first(network):
    network.ok("link anne avoid bob")
    refused = network("introduce bob anne --json")
    assert (refused.code, refused.error["message"], refused.error["remedy"]) == (
        2,
        "This needs an answer: Bob Marsh and Anne avoid each other. Introduce them all the same?",
        "Give --yes",
    )
    assert network.ok("introductions").out == ""
    assert network.ok("introduce bob anne --yes", human=True).out == (
        "You introduced Bob Marsh and Anne.\n"
    )


def test_an_introduction_is_taken_out_and_comes_back(introduced):
    assert introduced.ok("introduce anne bob --remove", human=True).out == (
        "No longer kept: you introduced Anne and Bob Marsh.\n"
    )
    assert "anne\tbob-m" not in introduced.ok("introductions").out
    introduced.ok("undo")
    assert "anne\tbob-m" in introduced.ok("introductions").out


@pytest.mark.parametrize(
    ("line", "code", "message", "remedy"),
    [
        ("introduce anne Anne", 2, "Anne cannot be introduced to themselves",
         "Name somebody else as the second"),
        ("introduce anne bob --outcome loved", 2, '--outcome cannot be "loved"',
         "It is one of met, stuck, faded"),
        ("introduce anne zoe", 4, 'There is nobody called "zoe"',
         "Add them: tinynet add zoe"),
        ("introduce anne bob --remove", 1,
         "There is no record that you introduced Anne and Bob Marsh",
         "See all of them: tinynet introductions"),
        ("introduce anne bob --remove --note x", 2, "--remove takes no more than the two people",
         "Leave the rest out"),
    ],
)  # fmt: skip
def test_what_cannot_be_introduced_is_refused(network, line, code, message, remedy):
    result = network(f"{line} --json")
    error = result.error
    assert (result.code, error["message"], error["remedy"]) == (code, message, remedy)
    assert network.ok("introductions").out == ""


def test_the_list_shows_what_became_of_each_and_how_you_know(introduced):
    assert introduced.ok("introductions --json").json == {
        "schema": 1,
        "today": "2026-03-01",
        "of": None,
        "counts": {"stuck": 1, "met": 0, "faded": 1, "open": 1},
        "examples": [],
        "introductions": [
            {"id": 3, "on": "2026-03-01", "one": "bob-m", "one_name": "Bob Marsh",
             "other": "caroline-o", "other_name": "Caroline Øvergård", "note": None,
             "outcome": None, "outcome_from": None, "seen_days": 0, "last_seen_on": None},
            {"id": 1, "on": "2025-10-01", "one": "anne", "one_name": "Anne", "other": "bob-m",
             "other_name": "Bob Marsh", "note": "both run", "outcome": "stuck",
             "outcome_from": "seen", "seen_days": 2, "last_seen_on": "2026-01-10"},
            {"id": 2, "on": "2024-05-01", "one": "caroline-o", "one_name": "Caroline Øvergård",
             "other": "anne", "other_name": "Anne", "note": None, "outcome": "faded",
             "outcome_from": "said", "seen_days": 0, "last_seen_on": None},
        ],
    }  # fmt: skip
    introduced.environ["COLUMNS"] = "88"
    assert introduced.ok("introductions", human=True).out == (
        "Bob Marsh          Caroline Øvergård  today           not seen together yet\n"
        "Anne               Bob Marsh          Wed 1 Oct 2025  stuck, seen together      both run\n"
        "                                                      twice, last 7 weeks ago\n"
        "Caroline Øvergård  Anne               Wed 1 May 2024  faded, as you said\n"
        "\n"
        "1 stuck, 1 faded, 1 not seen together yet, as far as you know\n"
        "you know more?  tinynet introduce bob-m caroline-o --outcome met\n"
    )


def test_a_long_note_keeps_to_the_line_of_its_introduction(network):
    network.ok(f"introduce anne bob --note '{'because ' * 30}'")
    network.environ["COLUMNS"] = "80"
    assert network.ok("introductions", human=True).out == (
        "Anne      Bob Marsh  today  not seen together yet  because because because beca…\n"
        "\n"
        "1 not seen together yet, as far as you know\n"
        "you know more?  tinynet introduce anne bob-m --outcome met\n"
    )


def test_of_one_person_only_the_others_are_named(introduced):
    assert introduced.ok("introductions anne", human=True).out == (
        "Anne: 2 introductions\n"
        "\n"
        "Bob Marsh          Wed 1 Oct 2025  stuck, seen together twice, last 7 weeks ago  "
        "both run\n"
        "Caroline Øvergård  Wed 1 May 2024  faded, as you said\n"
        "\n"
        "1 stuck, 1 faded, as far as you know\n"
    )


@pytest.mark.parametrize("line", ["text anne bob", "dinner anne bob --attempt", "coffee anne"])
def test_a_message_an_attempt_and_one_alone_are_no_meeting_of_both(network, line):
    network.ok("introduce anne bob --on 2026-01-01")
    network.ok(f"log {line} --on 2026-02-01")
    assert network.ok("introductions --json").json["introductions"][0]["outcome"] is None


def test_what_was_before_the_introduction_says_nothing_of_it(network):
    network.ok("log dinner anne bob --on 2025-12-31")
    network.ok("introduce anne bob --on 2026-01-01")
    assert network.ok("introductions --json").json["introductions"][0]["seen_days"] == 0
    network.ok("log dinner anne bob --on 2026-01-01")
    network.ok("log walk anne bob --on 2026-01-01")
    found = network.ok("introductions --json").json["introductions"][0]
    assert (found["outcome"], found["seen_days"]) == ("met", 1)
    network.at("2027-01-02")
    assert network.ok("introductions", human=True).out.startswith(
        "Anne      Bob Marsh  Thu 1 Jan 2026  faded, last seen together 12 months ago\n"
    )


def test_without_introductions_the_page_says_how_to_make_one(network):
    assert network.ok("introductions", human=True).out == (
        "No introductions are kept yet.\n"
        "  tinynet introduce anne bob-m\n"
        "who should meet:  tinynet match\n"
    )
    assert network.ok("introductions anne", human=True).out.startswith(
        "No introductions of Anne are kept yet.\n"
    )


def test_introduced_people_are_no_longer_proposed_to_each_other(network):
    network.ok("tag anne chess")
    network.ok("tag bob chess")
    assert "anne\tbob-m" in network.ok("match").out
    network.ok("introduce anne bob")
    assert network.ok("match").out == ""
