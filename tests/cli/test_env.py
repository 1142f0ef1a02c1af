"""What comes in on standard input."""

from __future__ import annotations

import pytest
from command_line import Tinynet

MARK = "\ufeff"  # how Windows begins a text


@pytest.mark.parametrize(
    ("line", "piped"),
    [
        ("log --batch -", "coffee\tanne\r\n"),
        ("log --batch -", '{"kind": "coffee", "people": ["anne"]}\r\n'),
        ("jot -", "- 2026-02-13: coffee with Anne\r\n"),
        ("note anne -", "her daughter starts school\r\n"),
        ("favour gave anne -", "fixed her bicycle\r\n"),
        ("log coffee -", "anne\r\n"),
    ],
)
def test_a_text_of_windows_is_read_without_the_mark_it_begins_with(
    network: Tinynet, line: str, piped: str
) -> None:
    without = network.ok(line, stdin=piped).out
    network.ok("undo")
    assert network.ok(line, stdin=MARK + piped).out == without
    assert MARK not in network.ok("export json -").out
