"""What a machine sends follows from its undo history, also where that has forgotten some of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from machines import Pair


def test_what_the_undo_history_has_let_go_of_since_the_last_sync_is_sent_all_the_same(
    tmp_path: Path,
) -> None:
    pair = Pair(tmp_path)
    pair.laptop.ok("config set undo.keep 2")
    for number in range(5):
        pair.laptop.ok(f"note anne 'note {number}'")
    pair.sync()
    assert pair.agree()
    assert len(pair.desktop.query("SELECT 1 FROM note WHERE text LIKE 'note%'")) == 5


@pytest.mark.parametrize("first", ["config set undo.keep 1", "forget bob --confirm 'Bob Marsh'"])
def test_what_was_sent_and_then_undone_goes_everywhere_also_where_the_history_is_short(
    tmp_path: Path, first: str
) -> None:
    pair = Pair(tmp_path)
    pair.laptop.ok(first)
    pair.laptop.ok("note anne once")
    pair.sync()
    pair.laptop.ok("undo")
    pair.laptop.ok("tag anne sailing")  # the unit that was undone is gone with this one
    pair.sync()
    assert pair.agree()
    assert pair.desktop.query("SELECT text FROM note") == [("likes boats",)]
