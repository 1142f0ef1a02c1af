"""tinynet match."""

from __future__ import annotations

import pytest
from villages import settle

BOB, MEI = {"handle": "bob-m", "name": "Bob Marsh"}, {"handle": "mei", "name": "Mei"}


@pytest.fixture
def village(network, built):
    return built(network, settle)


def test_json_has_each_pair_and_why(village):
    assert village.ok("match --json --limit 2").json == {
        "schema": 1,
        "total": 5,
        "limit": 2,
        "who": None,
        "people": 5,
        "known": 5,
        "pairs": [
            {"one": BOB, "other": MEI, "shared": ["chess"],
             "things": [{"what": "interest", "text": "chess"}], "score": 1.81},
            {"one": BOB, "other": {"handle": "caroline-o", "name": "Caroline Øvergård"},
             "shared": ["team: Arsenal"],
             "things": [{"what": "fact", "text": "team: Arsenal"}], "score": 1.81},
        ],
    }  # fmt: skip


def test_screen(village):
    assert village.ok("match", human=True).out == (
        "Bob Marsh  Mei                chess\n"
        "Bob Marsh  Caroline Øvergård  team: Arsenal\n"
        "Anne       Mei                cheese\n"
        "and 2 other pairs of people who stand here twice (tinynet match bob-m)\n"
        "\n"
        "they have not met, as far as you know:  tinynet introduce bob-m mei\n"
    )


def test_pairs_of_people_named_twice_are_found_by_asking_about_one(network):
    for name in ("Ada", "Ben", "Cleo", "Dan"):
        network.ok(f"add {name} --tag chess")
    network.environ["COLUMNS"] = "50"
    assert network.ok("match --limit 50", human=True).out == (
        "Ada       Ben   chess\n"
        "Ada       Cleo  chess\n"
        "Ben       Cleo  chess\n"
        "and 3 other pairs of people who stand here twice\n"
        "(tinynet match ada)\n"
        "\n"
        "they have not met, as far as you know:\n"
        "  tinynet introduce ada ben\n"
    )
    assert len(network.ok("match ada").out.splitlines()) == 3


def test_screen_of_one_person(village):
    assert village.ok("match bob", human=True).out == (
        "Bob Marsh should meet\n"
        "Mei                chess\n"
        "Caroline Øvergård  team: Arsenal\n"
        "Farah              running\n"
        "\n"
        "they have not met, as far as you know:  tinynet introduce bob-m mei\n"
    )


def test_a_pipe_gets_a_line_a_pair_somebody_who_is_asked_about_first(village):
    assert village.ok("match caroline").out == (
        "caroline-o\tbob-m\tteam: Arsenal\ncaroline-o\tmei\tcheese\n"
    )


def pairs(village, line="match --limit 50"):
    return {tuple(row.split("\t")[:2]) for row in village.ok(line).out.splitlines()}


@pytest.mark.parametrize(
    "line",
    [
        "link bob knows mei",
        "link bob avoid mei",
        "edit mei --via bob",
        "log lunch bob mei --on 2026-02-02",
        "log video bob mei",
        "archive mei",
        "tag mei chess --remove",
    ],
)
def test_who_has_met_or_should_not_is_left_out(village, line):
    assert ("bob-m", "mei") in pairs(village)
    village.ok(line)
    assert ("bob-m", "mei") not in pairs(village)


@pytest.mark.parametrize("line", ["log text bob mei", "log lunch bob mei --attempt"])
def test_a_message_or_an_attempt_is_no_meeting(village, line):
    village.ok(line)
    assert ("bob-m", "mei") in pairs(village)


def test_at_a_large_round_not_everybody_has_met_everybody(village):
    for number in range(11):
        village.ok(f"add Guest{number}")
    village.ok("log event bob mei " + " ".join(f"guest{number}" for number in range(11)))
    assert ("bob-m", "mei") in pairs(village)
    village.ok("log event bob mei " + " ".join(f"guest{number}" for number in range(10)))
    assert ("bob-m", "mei") not in pairs(village)


def test_somebody_archived_may_be_asked_about(village):
    village.ok("archive mei")
    assert ("mei", "bob-m") in pairs(village, "match mei")


def test_with_nothing_to_propose_it_says_what_helps(tinynet):
    assert tinynet.ok("match", human=True).out == (
        'There are not two people yet. tinynet add "Anne Baker"\n'
    )
    tinynet.ok("add Anne")
    tinynet.ok("add Bob")
    assert tinynet.ok("match", human=True).out == (
        "No interests are known yet of anybody.\n  tinynet tag anne running\n"
    )
    assert tinynet.ok("match bob", human=True).out == (
        "No interests are known yet of Bob.\n  tinynet tag bob running\n"
    )
    tinynet.ok("tag bob chess")
    assert tinynet.ok("match bob", human=True).out == (
        "Nobody shares an interest with Bob whom they have not met.\n"
    )
    assert tinynet.ok("match", human=True).out == (
        "Everybody who shares an interest with somebody has met them already.\n"
        "More tags find more pairs: tinynet tag anne running\n"
    )
    assert tinynet.ok("match --json").json == {
        "schema": 1, "total": 0, "limit": 5, "who": None, "people": 2, "known": 1, "pairs": [],
    }  # fmt: skip


def test_a_limit_is_a_number(network):
    result = network("match --limit none")
    assert (result.code, result.out) == (2, "")
