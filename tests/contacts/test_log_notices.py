"""What a line for scripts leaves to stderr."""

from __future__ import annotations

import pytest
from command_line import Tinynet


@pytest.mark.parametrize(
    "line",
    ["log walk bob", "jot 'walk with Bob'", "met bob --at 'the pier' --kind walk"],
)
def test_a_line_for_scripts_leaves_plans_and_notes_to_stderr(network: Tinynet, line: str) -> None:
    network.ok("plan walk bob")
    network.ok("plan call bob")
    network.ok("note bob --next 'ask about the boat'")
    done = network.ok(line)
    assert done.out.count("\n") == 1
    assert done.err == (
        "ticked off: ask about the boat\n"
        "that was the walk you planned today\n"
        "still open: the call you planned today; tinynet plan --done 2\n"
    )
    assert network.ok(f"amend {done.out.split()[0]} --kind dinner").err == (
        "open again: the walk you planned today\n"
    )


@pytest.mark.parametrize(
    "line",
    ["log walk bob", "jot 'walk with Bob'", "log walk bob --on 2026-02-01 --until 2026-02-03"],
)
def test_a_script_may_log_the_same_again_without_a_word(network: Tinynet, line: str) -> None:
    network.ok(line)
    done = network.ok(line)
    assert (done.out != "", done.err) == (True, "")


def test_taking_a_contact_out_says_which_plan_is_open_again(network: Tinynet) -> None:
    network.ok("plan walk bob")
    number = network.ok("log walk bob").out.split()[0]
    assert network.ok(f"unlog {number}").err == "open again: the walk you planned today\n"
