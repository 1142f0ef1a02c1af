"""tinynet circles."""

from __future__ import annotations

import json


def test_json_names_every_circle(network):
    network.ok("add Dora --circle friends")
    network.ok("add Anton --circle inner")
    assert network.ok("circles --json").json == {
        "schema": 1,
        "circles": [
            {"circle": "inner", "size": 5, "people": 1, "cadence_days": 7,
             "handles": ["anton"], "names": ["Anton"]},
            {"circle": "close", "size": 15, "people": 0, "cadence_days": 30,
             "handles": [], "names": []},
            {"circle": "friends", "size": 50, "people": 2, "cadence_days": 182,
             "handles": ["bob-m", "dora"], "names": ["Bob Marsh", "Dora"]},
            {"circle": "village", "size": 150, "people": 0, "cadence_days": 365,
             "handles": [], "names": []},
        ],
        "unassigned": 2,
    }  # fmt: skip


def test_plain_is_a_line_a_circle(network):
    assert network.ok("circles").out == (
        "inner\t0\t5\t7\t\nclose\t0\t15\t30\t\nfriends\t1\t50\t182\tbob-m\nvillage\t0\t150\t365\t\n"
    )


def test_screen_names_the_small_circles_and_counts_the_large_ones(network):
    network.ok("add 'Dora Stone' --circle inner")
    network.ok("add Anton --circle inner")
    assert network.ok("circles", human=True).out == (
        "inner       2 of 5  weekly    Anton, Dora Stone\n"
        "close      0 of 15  monthly\n"
        "friends    1 of 50  6 months  tinynet list --circle friends\n"
        "village   0 of 150  yearly\n"
        "\n"
        "2 people in no circle.\n"
    )


def test_too_many_people_are_stated(tinynet):
    for name in ("Anton", "Berta", "Cäsar", "Dora", "Emil", "Frida"):
        tinynet.ok(f"add {name} --circle inner")
    assert tinynet.ok("circles", human=True).out.splitlines()[0] == (
        "inner       6 of 5  weekly    Anton, Berta, Cäsar, Dora, Emil, Frida  1 more than 5"
    )


def test_empty_circles_say_how_to_fill_them(tinynet):
    assert tinynet.ok("circles", human=True).out == (
        "inner       0 of 5  weekly\n"
        "close      0 of 15  monthly\n"
        "friends    0 of 50  6 months\n"
        "village   0 of 150  yearly\n"
        "\n"
        "tinynet edit anne --circle close puts somebody into one.\n"
    )


def test_archived_people_are_in_no_circle_and_not_counted(network):
    network.ok("archive bob")
    found = network.ok("circles --json").json
    assert ([c["people"] for c in found["circles"]], found["unassigned"]) == ([0, 0, 0, 0], 2)


def test_the_cadence_is_the_configured_one(network):
    network.ok("config set cadence.inner 3d")
    assert network.ok("circles --json").json["circles"][0]["cadence_days"] == 3


def test_lines_and_tables_have_a_record_a_circle(network):
    whole = network.ok("circles --json").json["circles"]
    lines = network.ok("circles --nl").out.splitlines()
    assert [json.loads(line) for line in lines] == whole
    assert network.ok("circles -f csv").out == (
        "circle,size,people,cadence_days,handles,names\n"
        "inner,5,0,7,,\nclose,15,0,30,,\nfriends,50,1,182,bob-m,Bob Marsh\nvillage,150,0,365,,\n"
    )
