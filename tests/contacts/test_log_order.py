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


@pytest.mark.parametrize(
    ("line", "word", "remedy"),
    [
        ("log coffee bob yesterday", "yesterday", "log coffee bob --on yesterday"),
        ("log coffee bob last friday", "last", "log coffee bob --on 'last friday'"),
        ("log coffee bob on friday --deep", "on", "log coffee bob --deep --on friday"),
        ("log coffee bob 2026-02-03 anne", "2026-02-03", "log coffee bob anne --on 2026-02-03"),
        ("log coffee bob 3h", "3h", "log coffee bob --for 3h"),
        ("log coffee bob for 2 hours", "for", "log coffee bob --for '2 hours'"),
        ("log coffee bob at The Lion", "at", "log coffee bob --at 'The Lion'"),
        ("plan coffee bob friday", "friday", "plan coffee bob --by friday"),
        ("plan coffee bob by next friday", "by", "plan coffee bob --by 'next friday'"),
    ],
)  # fmt: skip
def test_a_day_a_length_and_a_place_among_the_people_are_answered_with_their_option(
    network: Tinynet, line: str, word: str, remedy: str
) -> None:
    assert network(line) == Result(
        4, "", f'tinynet: There is nobody called "{word}".\nWrite: tinynet {remedy}\n'
    )
    network.ok(remedy)


@pytest.mark.parametrize("word", ["may", "12", "at", "tomorrow", "zoe"])
def test_other_words_among_the_people_are_names(network: Tinynet, word: str) -> None:
    assert network(f"log coffee bob {word}").err.startswith(
        f'tinynet: There is nobody called "{word}".\n'
    )
    assert "--" not in network(f"log coffee bob {word}").err
