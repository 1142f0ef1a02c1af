"""What a machine sends follows from its undo history, also where that has forgotten some of it."""

from __future__ import annotations

from pathlib import Path

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
