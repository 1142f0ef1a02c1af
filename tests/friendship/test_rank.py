"""tinynet rank."""

from __future__ import annotations

import pytest

ANNE = {
    "handle": "anne", "name": "Anne", "circle": None, "depth": 2.8298590151778122,
    "warmth": 0.8536585365853658, "strength": 2.4157333056395958, "contact_days": 4,
    "usual_gap_days": 8.75, "first_on": "2026-01-30", "last_on": "2026-02-20", "hours": 4.0,
    "tags": ["running"],
}  # fmt: skip
BOB = {
    "handle": "bob-m", "name": "Bob Marsh", "circle": "friends", "depth": 1.4177269197588807,
    "warmth": 0.23529411764705882, "strength": 0.3335828046491484, "contact_days": 1,
    "usual_gap_days": 14.0, "first_on": "2025-06-01", "last_on": "2025-06-01", "hours": 3.0,
    "tags": [],
}  # fmt: skip
CAROLINE = {
    "handle": "caroline-o", "name": "Caroline Øvergård", "circle": None, "depth": 0.0,
    "warmth": 0.0, "strength": 0.0, "contact_days": 0, "usual_gap_days": None, "first_on": None,
    "last_on": None, "hours": 0.0, "tags": [],
}  # fmt: skip


def close(people):
    """The same records, their numbers compared to nine places."""
    return [
        {k: pytest.approx(v, abs=1e-9) if isinstance(v, float) else v for k, v in person.items()}
        for person in people
    ]


def handles(result):
    return [person["handle"] for person in result.json["people"]]


def test_a_limit_of_too_many_digits_is_called_too_large(network):
    refused = network("rank --limit 99999999999")
    assert (refused.code, refused.err) == (
        2, 'tinynet: "99999999999" is too large for --limit.\nGive a smaller number.\n'
    )  # fmt: skip


def test_json_holds_everybody_the_strongest_first(network):
    document = network.ok("rank --json").json
    assert document == {
        "schema": 1, "by": "strength", "total": 3, "anybody": True,
        "people": close([ANNE, BOB, CAROLINE]),
    }  # fmt: skip


def test_plain_is_a_line_a_person_with_both_numbers(network):
    assert network.ok("rank").out == (
        "anne\tAnne\t2.42\t2.83\t0.85\t4.00\t2026-02-20\n"
        "bob-m\tBob Marsh\t0.33\t1.42\t0.24\t3.00\t2025-06-01\n"
        "caroline-o\tCaroline Øvergård\t0.00\t0.00\t0.00\t0.00\t\n"
    )


def test_screen_shows_strength_depth_and_warmth(network):
    assert network.ok("rank", human=True).out == (
        "name               handle      strength  depth  warmth  last contact  days  hours\n"
        "Anne               anne            2.42   2.83    0.85  9 days ago       4      4\n"
        "Bob Marsh          bob-m           0.33   1.42    0.24  9 months ago     1      3\n"
        "Caroline Øvergård  caroline-o                           not yet\n"
        "\n"
        "tinynet why anne\n"
    )


def test_screen_without_scores_has_no_number_of_them(network):
    network.ok("config set scores false")
    assert network.ok("rank", human=True).out == (
        "name               handle      last contact\n"
        "Anne               anne        9 days ago\n"
        "Bob Marsh          bob-m       9 months ago\n"
        "Caroline Øvergård  caroline-o  not yet\n"
        "\n"
        "tinynet why anne\n"
    )


def test_a_narrow_screen_keeps_the_two_numbers(network):
    network.environ["COLUMNS"] = "60"
    assert network.ok("rank", human=True).out == (
        "name               strength  depth  warmth  last contact\n"
        "Anne                   2.42   2.83    0.85  9 days ago\n"
        "Bob Marsh              0.33   1.42    0.24  9 months ago\n"
        "Caroline Øvergård                           not yet\n"
        "\n"
        "tinynet why anne\n"
    )


@pytest.mark.parametrize(
    ("by", "first"),
    [("strength", "anne"), ("depth", "anne"), ("warmth", "anne"), ("hours", "dora")],
)
def test_by_sorts_the_highest_first(network, by, first):
    network.ok("add Dora")
    network.ok("log visit dora --on 2024-01-01 --for 20h")
    assert handles(network.ok(f"rank --by {by} --json"))[0] == first
    assert network.ok(f"rank --by {by}").out.split("\t")[0] == first


def test_limit_keeps_the_first_and_shows_how_many_there_are(network):
    document = network.ok("rank --limit 2 --json").json
    assert [p["handle"] for p in document["people"]] == ["anne", "bob-m"]
    assert document["total"] == 3
    assert "and 2 others (--limit 3)\n" in network.ok("rank --limit 1", human=True).out


def test_a_screen_shows_twenty_and_a_pipe_everybody(tinynet):
    for number in range(22):
        tinynet.ok(f"add Person{number:02}")
    shown = tinynet.ok("rank", human=True).out.splitlines()
    assert shown[20].startswith("Person19")
    assert shown[21] == "and 2 others (--limit 22)"
    assert len(tinynet.ok("rank").out.splitlines()) == 22


def test_circle_keeps_its_people(network):
    assert handles(network.ok("rank --circle friends --json")) == ["bob-m"]


def test_archived_people_are_left_out(network):
    network.ok("archive anne")
    assert handles(network.ok("rank --json")) == ["bob-m", "caroline-o"]


def test_nobody_yet(tinynet):
    assert tinynet.ok("rank").out == ""
    assert tinynet.ok("rank", human=True).out == (
        'There is nobody yet. Begin with tinynet add "Anne Baker"\n'
    )


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (
            "rank --by luck",
            'tinynet: --by cannot be "luck".\nIt is one of strength, depth, warmth, hours.\n',
        ),
        (
            "rank --circle outer",
            'tinynet: There is no circle "outer".\nIt is one of inner, close, friends, village.\n',
        ),
        (
            "rank --limit 0",
            'tinynet: --limit takes a whole number of at least 1, not "0".\n'
            "For example: --limit 5.\n",
        ),
    ],
)
def test_a_wrong_value_is_named(network, line, message):
    result = network(line)
    assert (result.code, result.out, result.err) == (2, "", message)
