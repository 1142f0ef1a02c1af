"""What statements are given, and what they answer."""

from __future__ import annotations

import json

import pytest

from tinynet.db.store import json_object


@pytest.mark.parametrize(
    "text", ['Anne "B" O\\Hara', "Léa 👩\u200d👧", "", "\x7f\u2028</b>", "a\tb\n"]
)
def test_an_object_is_written_as_the_standard_library_writes_it(text: str) -> None:
    row = {"name": text, "line": 0, text: "x"}
    written = json_object(row)
    assert json.loads(written) == row
    assert written == json.dumps(row, ensure_ascii=False) or not text.isprintable()
