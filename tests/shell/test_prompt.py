"""A segment for a prompt: short, or nothing."""

from __future__ import annotations

import pytest
from command_line import Tinynet


def test_how_many_are_due_and_who_comes_first(network: Tinynet) -> None:
    network.at("2026-05-01")
    assert network.ok("prompt").out == "3 due: anne\n"
    assert network.ok("prompt", human=True).out == "3 due: anne\n"
    assert network.ok("prompt --json").json == {"schema": 1, "due": 3, "first": "anne"}
    rows = network.ok("due --json").json["due"]
    assert [row["handle"] for row in rows][:1] == ["anne"]
    assert len(rows) == 3


def test_not_even_an_empty_line_when_nobody_is_due(network: Tinynet) -> None:
    network.at("2025-06-02")
    for line in ("prompt", "prompt --format human"):
        result = network.ok(line)
        assert (result.out, result.err) == ("", "")
    assert network.ok("prompt --json").json == {"schema": 1, "due": 0, "first": None}


def test_over_a_hundred_are_counted_but_not_ranked(tinynet: Tinynet) -> None:
    tinynet.ok("log coffee " + " ".join(f"p{n}" for n in range(100)) + " --add")
    tinynet.at("2027-03-01")
    assert tinynet.ok("prompt").out.startswith("100 due: p")
    tinynet.ok("log coffee one-more --add --on 2026-03-01")
    assert tinynet.ok("prompt").out == "101 due\n"


@pytest.mark.parametrize("content", [b"", b"no database at all" * 20])
def test_a_bad_database_is_not_shown_in_a_prompt(tinynet: Tinynet, content: bytes) -> None:
    tinynet.path.parent.mkdir()
    tinynet.path.write_bytes(content)
    result = tinynet.process("prompt")
    assert (result.code, result.out, result.err) == (0, "", "")
    assert tinynet("due").code == 5


def test_a_broken_config_or_day_is_not_shown_in_a_prompt(network: Tinynet) -> None:
    folder = network.folder / "config" / "tinynet"
    folder.mkdir(parents=True)
    for text in ("= nonsense", "no_such_setting = 1"):
        (folder / "config.toml").write_text(text)
        result = network.at("2026-05-01").ok("prompt")
        assert (result.out, result.err) == ("" if text[0] == "=" else "3 due: anne\n", "")
    result = network.at("someday").ok("prompt")
    assert (result.out, result.err) == ("", "")


def test_nothing_is_created_where_there_is_no_database(tinynet: Tinynet) -> None:
    assert tinynet.ok("prompt").out == ""
    assert list(tinynet.folder.iterdir()) == []
