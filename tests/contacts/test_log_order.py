"""What is answered where people are typed before the kind."""

from __future__ import annotations

import pytest
from command_line import Result, Tinynet


@pytest.mark.parametrize(
    ("line", "message", "remedy"),
    [
        ("log bob coffee", "The kind comes first, then the people", "tinynet log coffee bob"),
        ("log bob anne beer --on yesterday --note 'a, b'", "The kind comes first, then the people",
         "tinynet log beer bob anne --on yesterday --note 'a, b'"),
        ("plan bob dinner", "The kind comes first, then the people", "tinynet plan dinner bob"),
    ],
)  # fmt: skip
def test_people_before_the_kind_are_answered_with_the_line_that_works(
    network: Tinynet, line: str, message: str, remedy: str
) -> None:
    assert network(line) == Result(2, "", f"tinynet: {message}.\nWrite: {remedy}\n")
    network.ok(remedy.removeprefix("tinynet "))


def test_people_without_a_kind_are_answered_with_an_example(network: Tinynet) -> None:
    assert network("log bob anne").err == (
        "tinynet: The kind of contact comes first.\nFor example: tinynet log coffee bob anne\n"
    )
    assert "There is no kind" in network("log zzz bob").err
