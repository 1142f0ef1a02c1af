"""tinynet amend: correct something that was logged."""

from __future__ import annotations

import pytest
from command_line import Result, Tinynet


def happened(network: Tinynet, number: int) -> dict:
    rows = network.ok("history --json").json["interactions"]
    return next(row for row in rows if row["id"] == number)


def test_everything_can_be_corrected_and_the_echo_is_the_record(network: Tinynet) -> None:
    done = network.ok(
        "amend 5 --kind walk --on 2026-02-26 --for 1h30 --at 'the canal' --note 'his old job'"
        " --deep --by them --occasion birthday --with anne --with bob --json"
    ).json
    record = {
        "id": 5, "on": "2026-02-26", "kind": "walk", "people": ["anne", "bob-m"], "minutes": 90,
        "place": "the canal", "note": "his old job", "deep": True, "by": "them",
        "attempt": False, "occasion": "birthday",
    }  # fmt: skip
    ties = done.pop("ties")
    extra = {"schema": 1, "today": "2026-03-01", "ticked": [], "fulfilled": [], "reopened": [],
             "added": []}  # fmt: skip
    assert done == {**record, **extra}
    assert [(tie["handle"], tie["last_on"]) for tie in ties] == [
        ("anne", "2026-02-26"), ("bob-m", "2026-02-26"),
    ]  # fmt: skip
    assert happened(network, 5) == record


def test_an_empty_value_takes_it_away(network: Tinynet) -> None:
    network.ok("amend 5 --for '' --at '' --note ''")
    row = happened(network, 5)
    assert (row["minutes"], row["place"], row["note"]) == (150, None, None)  # the kind's minutes


def test_what_it_counts_follows_and_undo_brings_it_back(network: Tinynet) -> None:
    before = network.ok("why bob --json").json
    network.ok("amend 5 --attempt")
    assert network.ok("why bob --json").json["days"] == []
    network.ok("amend 5 --no-attempt --deep")
    assert network.ok("why bob --json").json["days"][0]["credit"] == pytest.approx(
        before["days"][0]["credit"] * 1.5
    )
    network.ok("amend 5 --no-deep")
    assert network.ok("why bob --json").json == before
    network.ok("undo 3")
    assert network.ok("why bob --json").json == before


def test_those_who_were_not_there_lose_it(network: Tinynet) -> None:
    network.ok("amend '#4' --with bob")
    assert network.ok("why anne --json").json["tie"]["contact_days"] == 3
    assert network.ok("why bob --json").json["tie"]["last_on"] == "2026-02-20"


@pytest.mark.parametrize(
    ("line", "code", "message"),
    [
        ("amend 99 --deep", 1, "Nothing was logged under #99"),
        ("amend x --deep", 2, '"x" is not the number of an interaction'),
        ("amend 5", 2, "Correct what?"),
        ("amend 5 --deep --no-deep", 2, "An option and its opposite were given"),
        ("amend 5 --on ''", 2, "date"),
        ("amend 5 --on tomorrow", 2, "tomorrow"),
        ("amend 5 --by you", 2, '--by cannot be "you"'),
        ("amend 5 --kind cofee", 2, "cofee"),
        ("amend 5 --with nobody", 4, "nobody"),
    ],
)
def test_wrong_input_is_refused_and_changes_nothing(
    network: Tinynet, line: str, code: int, message: str
) -> None:
    before = network.path.read_bytes()
    result = network(line)
    assert (result.code, result.out) == (code, "")
    assert message in result.err
    assert "mistake" not in result.err
    assert network.path.read_bytes() == before


def test_who_was_not_there_is_taken_out_of_those_there_or_named(network: Tinynet) -> None:
    network.ok("log dinner anne bob caroline")
    assert network.ok("amend 6 --without bob --json").json["people"] == ["anne", "caroline-o"]
    line = "amend 6 --with anne --with bob --without anne --json"
    assert network.ok(line).json["people"] == ["bob-m"]
    network.ok("undo 2")
    people = network.ok("history --limit 1 --json").json["interactions"][0]["people"]
    assert people == ["anne", "bob-m", "caroline-o"]


@pytest.mark.parametrize(
    ("line", "code", "said"),
    [
        ("amend 1 --without bob", 2, "Bob Marsh is not among those who were there.\n"
                                     "Leave --without away.\n"),
        ("amend 1 --without anne", 2, "Nobody is left to log it with.\n"
                                      "Name somebody who was there.\n"),
        ("amend 99 --without anne", 1, "Nothing was logged under #99.\n"
                                       "See the numbers: tinynet history\n"),
    ],
)  # fmt: skip
def test_nobody_is_taken_out_who_is_not_there_nor_the_last_one(
    network: Tinynet, line: str, code: int, said: str
) -> None:
    assert network(line) == Result(code, "", f"tinynet: {said}")
