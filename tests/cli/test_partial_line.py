"""What is understood of a command line that is unfinished or wrong."""

from __future__ import annotations

import pytest

from tinynet.cli.partial_line import PartialLine


@pytest.mark.parametrize(
    ("words", "understood"),
    [
        ("", ("", "", None, "", "")),
        ("due --circle", ("due", "circle", None, "", "")),
        ("due --circle inner --json", ("due", "", None, "json", "duration")),
        ("--db a.db log coffee", ("log", "", "a.db", "", "who")),
        ("log --db=a.db", ("log", "", "a.db", "", "kind")),
        ("log coffee anne", ("log", "", None, "", "who")),
        ("skip anne", ("skip", "", None, "", "")),
        ("due -f", ("due", "--format", None, "", "")),
        ("due -f nl --format=json", ("due", "", None, "nl", "duration")),
        ("log --for --json", ("log", "", None, "", "kind")),
        ("log -- --json", ("log", "", None, "", "who")),
        ("nonsense --json --nothing=1", ("nonsense", "", None, "json", "")),
    ],
)
def test_a_line_is_understood_as_far_as_it_goes(
    words: str, understood: tuple[str, str, str | None, str, str]
) -> None:
    line = PartialLine(words.split())
    next_position = line.next_position() if not line.waits_for else ""
    assert (
        line.command, line.waits_for, line.database, line.format, next_position
    ) == understood  # fmt: skip
