from __future__ import annotations

import sqlite3

import pytest


def tags(tinynet):
    connection = sqlite3.connect(tinynet.path)
    found = connection.execute("SELECT person_id, name FROM tag ORDER BY 1, 2").fetchall()
    connection.close()
    return found


STANDING = {
    "handle": "anne",
    "name": "Anne",
    "state": "ok",
    "days_since": 9,
    "last_on": "2026-02-20",
    "cadence_days": 14.0,
    "cadence_from": "rhythm",
    "ratio": pytest.approx(9 / 14),
    "due_on": "2026-03-13",
    "depth": pytest.approx(2.8298590),
    "warmth": pytest.approx(0.8536585),
    "strength": pytest.approx(2.4157333),
    "usual_gap_days": 8.75,
}
# Four coffees of log2(3) at ages 30, 23, 16 and 9, halved in 730 days instead of 365.
FAMILY = {"depth": pytest.approx(2.8527412), "strength": pytest.approx(2.4352668)}


def test_tags_are_added_folded_and_once(network):
    assert network.ok("tag anne '#Book-Club' running book-club --dry-run", human=True).out == (
        "Anne is tagged book-club.\nAlso tagged: running.\n"
    )
    result = network.ok("tag anne '#Book-Club' running book-club --json")
    assert result.json == {
        "schema": 1,
        "handle": "anne",
        "name": "Anne",
        "tags": ["book-club", "running"],
        "added": ["book-club"],
        "removed": [],
    }
    assert tags(network) == [(1, "book-club"), (1, "running")]


def test_without_a_tag_the_tags_are_listed(network):
    network.ok("tag anne baking")
    assert network.ok("tag anne").out == "anne\tbaking,running\n"
    assert network.ok("tag anne", human=True).out == "Anne: baking, running\n"
    assert network.ok("tag anne --dry-run", human=True).out == ("Anne: baking, running\n")
    assert network.ok("tag anne --json").json == {
        "schema": 1,
        "handle": "anne",
        "name": "Anne",
        "tags": ["baking", "running"],
    }
    assert network.ok("tag bob", human=True).out == "Bob Marsh has no tags yet.\n"


def test_a_tag_that_is_there_writes_nothing(network):
    shown = network.ok("tag anne running", human=True).out
    assert shown == "Anne is tagged running already.\n"
    assert "tag anne running" not in labels(network)


def labels(tinynet):
    connection = sqlite3.connect(tinynet.path)
    found = connection.execute("SELECT label FROM unit").fetchall()
    connection.close()
    return "\n".join(label for (label,) in found)


def test_tags_are_removed(network):
    network.ok("tag anne baking dancing")
    network.ok("tag bob running")
    assert network.ok("tag anne running Baking --remove --dry-run", human=True).out == (
        "Anne is no longer tagged running, baking.\nStill tagged: dancing.\n"
    )
    result = network.ok("tag anne running Baking --remove --json")
    assert result.json == {
        "schema": 1,
        "handle": "anne",
        "name": "Anne",
        "tags": ["dancing"],
        "added": [],
        "removed": ["running", "baking"],
    }
    assert tags(network) == [(1, "dancing"), (2, "running")]


def test_removing_a_tag_that_is_not_there_removes_none(network):
    result = network("tag anne running runing --remove --json")
    assert (result.code, result.error["message"], result.error["remedy"]) == (
        1, 'Anne has no tag "runing"', "They have running",
    )  # fmt: skip
    assert tags(network) == [(1, "running")]
    assert network("tag bob x --remove").err == (
        'tinynet: Bob Marsh has no tag "x".\nThey have none at all.\n'
    )


def test_family_fades_half_as_fast_and_says_so(network):
    assert network.ok("tag anne family --dry-run", human=True).out.splitlines()[-1] == (
        "Time together now fades to half in two years instead of one."
    )
    result = network.ok("tag anne family --json").json
    assert result["tie"] == STANDING | FAMILY


def test_without_family_everything_is_as_before(network):
    network.ok("tag anne family")
    shown = network.ok("tag anne family --remove", human=True).out
    assert shown == (
        "Anne is no longer tagged family.\n"
        "Still tagged: running.\n"
        "Time together now fades to half in one year instead of two.\n"
    )
    network.ok("tag anne family")
    assert network.ok("tag anne family --remove --json").json["tie"] == STANDING


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("tag anne --remove", "Remove which tag?"),
        ("tag anne 'two words'", '"two words" cannot be a tag'),
        ("tag anne a,b", '"a,b" cannot be a tag'),
        ("tag anne '#'", '"#" cannot be a tag'),
    ],
)
def test_what_is_no_tag_is_refused(network, line, message):
    result = network(f"{line} --json")
    assert (result.code, result.error["message"]) == (2, message)
    assert tags(network) == [(1, "running")]
