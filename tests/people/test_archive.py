from __future__ import annotations


def due(tinynet):
    return [person["handle"] for person in tinynet.ok("due --all --json").json["due"]]


def test_somebody_archived_is_kept_and_left_out(network):
    assert network.ok("archive bob --dry-run", human=True).out == (
        "Bob Marsh is in the archive now, with everything kept.\n"
        "When you want them back: tinynet archive bob-m --off\n"
    )
    result = network.ok("archive bob --json").json
    tie = result.pop("tie")
    assert (tie["handle"], tie["last_on"], tie["due_on"]) == ("bob-m", "2025-06-01", "2025-11-30")
    assert result == {
        "schema": 1,
        "handle": "bob-m",
        "name": "Bob Marsh",
        "archived_on": "2026-03-01",
        "was": None,
    }
    assert due(network) == []


def test_archiving_again_keeps_the_first_day(network):
    network.ok("archive bob")
    network.at("2026-04-01")
    assert network.ok("archive bob").out == "bob-m\t2026-03-01\n"
    shown = network.ok("archive bob", human=True).out
    assert shown == "Bob Marsh has been in the archive since Sun 1 Mar.\n"


def test_off_brings_somebody_back(network):
    network.ok("archive bob")
    shown = network.ok("archive bob --off", human=True).out
    assert shown == (
        "Bob Marsh is back from the archive.\nThey have been due since Sun 30 Nov 2025.\n"
    )
    assert due(network) == ["bob-m"]
    again = network.ok("archive bob --off", human=True).out
    assert again == "Bob Marsh was not in the archive.\n"


def test_nobody_is_archived_by_a_wrong_name(network):
    assert network("archive zoe").code == 4
