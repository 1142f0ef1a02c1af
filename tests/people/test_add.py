"""tinynet add: a new person."""

from __future__ import annotations

import pytest
from command_line import Result, Tinynet


def test_only_a_name_is_needed(tinynet: Tinynet) -> None:
    tinynet.ok("add Zed")
    assert tinynet.ok("add 'Anne Baker'") == Result(0, "anne-b\tAnne Baker\n", "")
    assert tinynet.ok("add 'Bob Marsh' --circle close", human=True).out == (
        "Bob Marsh is bob-m, close circle\nnext: tinynet log coffee bob-m\n"
    )


def test_everything_that_is_said_is_kept(tinynet: Tinynet) -> None:
    tinynet.ok("add Zed")
    tinynet.ok(
        "add 'Anne Baker' --met 'the stall' --via zed --on 'may 2019' --circle inner --every 2w"
        " --email a@example.org --email b@example.org --phone '+44 20 7946 0123'"
        " --birthday '4 march 1980' --tag running --tag '@Baking' --note 'likes the sea'"
        " --handle ab"
    )
    shown = tinynet.ok("show ab --json").json
    person = shown["person"]
    assert (person["handle"], person["name"], person["circle"]) == ("ab", "Anne Baker", "inner")
    assert person["tags"] == ["baking", "running"]
    assert [(d["what"], d["value"]) for d in person["details"]] == [
        ("email", "a@example.org"), ("email", "b@example.org"), ("phone", "+44 20 7946 0123"),
    ]  # fmt: skip
    assert [note["text"] for note in shown["notes"]] == ["likes the sea"]
    assert [(day["what"], day["on"]) for day in shown["dates"]] == [("birthday", "1980-03-04")]
    assert (shown["tie"]["cadence_days"], shown["tie"]["cadence_from"]) == (14, "person")
    met = (person["met_how"], person["met_on"], person["met_via"])
    assert met == ("the stall", "2019-05", "zed")


def test_a_name_twice_is_allowed_and_told(tinynet: Tinynet) -> None:
    tinynet.ok("add 'Anne Baker'")
    result = tinynet.ok("add 'ANNE BAKER'")
    assert result == Result(
        0,
        "anne-ba\tANNE BAKER\n",
        "ANNE BAKER looks like Anne Baker (anne-b), whom you have already; "
        "tinynet undo takes it back.\n",
    )
    assert tinynet.ok("add 'Anna Baker' --json").json["like"] == [
        {"handle": "anne-b", "name": "Anne Baker"},
        {"handle": "anne-ba", "name": "ANNE BAKER"},
    ]


def test_of_many_who_look_alike_namesakes_come_first_and_the_others_are_counted(
    tinynet: Tinynet,
) -> None:
    for name in ("Person 1", "Person 2", "Person 3", "Person 4", "Person 5"):
        tinynet.ok(f"add '{name}'")
    assert tinynet.ok("add 'person 5'").err == (
        "person 5 looks like Person 5 (person-5), Person 1 (person-1), Person 2 (person-2) "
        "and 2 more, whom you have already; tinynet undo takes it back.\n"
    )


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ([" "], "A name needs at least one letter"),
        (["\x1b\x07"], "A name needs at least one letter"),
        (["x" * 201], "The name has 201 characters; 200 are the most there can be"),
        (["Anne", "--circle", "outer"], 'There is no circle "outer"'),
        (["Anne", "--every", "0d"], "0d"),
        (["Anne", "--every", "0"], "0"),
        (["Anne", "--birthday", "31 february"], "31"),
        (["Anne", "--birthday", "the 5th"], '"the 5th" is not a date'),
        (["Anne", "--birthday", "christmas"], '"christmas" is not a date'),
        (["Anne", "--email", "nowhere"], '"nowhere" is not an e-mail address'),
        (["Anne", "--phone", "call me"], '"call me" is not a phone number'),
        (["Anne", "--tag", "two words"], '"two words" cannot be a tag'),
        (["Anne", "--handle", "12"], '"12" cannot be a handle'),
        (["Anne", "--handle", "zed"], "Somebody has the handle zed already"),
    ],
)
def test_wrong_input_is_refused_and_nothing_is_written(
    tinynet: Tinynet, words: list[str], message: str
) -> None:
    tinynet.ok("add Zed")
    before = tinynet.path.read_bytes()
    result = tinynet(["add", *words])
    assert (result.code, result.out) == (2, "")
    assert message in result.err
    assert tinynet.path.read_bytes() == before


def test_a_long_name_and_an_emoji_are_shown_whole_in_a_pipe(tinynet: Tinynet) -> None:
    long = "Æ" * 200
    assert tinynet.ok(["add", long]).out.endswith(f"\t{long}\n")
    assert tinynet.ok(["add", "👩‍👩‍👧 Ortiz"]).out == "ortiz\t👩‍👩‍👧 Ortiz\n"


def test_work_title_and_addresses_are_kept_and_shown(tinynet: Tinynet) -> None:
    done = tinynet.ok(
        "add 'Anne Baker' --work 'Bread & Co' --title baker --address '1 Mill Lane, York' "
        "--address 'The Quay, Whitby' --json"
    ).json
    assert (done["organisation"], done["title"]) == ("Bread & Co", "baker")
    assert done["addresses"] == ["1 Mill Lane, York", "The Quay, Whitby"]
    shown = tinynet.ok("show anne", human=True).out.splitlines()
    assert [line.split(maxsplit=1) for line in shown[2:5]] == [
        ["work", "baker, Bread & Co"],
        ["address", "1 Mill Lane, York  w1"],
        ["address", "The Quay, Whitby  w2"],
    ]
    tinynet.ok("edit anne --work '' --title cook --address 'Elm Row'")
    person = tinynet.ok("show anne --json").json["person"]
    assert (person["organisation"], person["title"]) == (None, "cook")
    assert [way["value"] for way in person["details"]] == [*done["addresses"], "Elm Row"]


def test_an_address_of_several_lines_is_kept_on_one(tinynet: Tinynet) -> None:
    done = tinynet.ok(["add", "Anne Baker", "--address", "1 Mill  Lane,\nYork", "--json"]).json
    assert done["addresses"] == ["1 Mill Lane, York"]
    tinynet.ok(["edit", "anne", "--address", "The Quay\n\nWhitby"])
    details = tinynet.ok("show anne --json").json["person"]["details"]
    assert [way["value"] for way in details] == ["1 Mill Lane, York", "The Quay, Whitby"]


def test_an_empty_work_or_address_is_refused(tinynet: Tinynet) -> None:
    for option in ("--work", "--title", "--address"):
        refused = tinynet(["add", "Anne", option, " "])
        assert (refused.code, refused.err.splitlines()[0]) == (2, f"tinynet: {option} is empty.")
    assert tinynet.ok("list --json").json["people"] == []
