"""What a machine sends follows from its undo history, also where that has forgotten some of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from machines import Pair

from tinynet.sync import sync_round
from tinynet.sync.sync_send import Sender


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


def test_what_was_written_before_somebody_is_forgotten_is_sent_though_its_history_is_gone(
    tmp_path: Path,
) -> None:
    pair = Pair(tmp_path)
    pair.laptop.ok("add 'Carl Cole'")
    pair.sync()
    pair.laptop.ok("note anne first")
    pair.laptop.ok("forget bob --confirm 'Bob Marsh'")
    pair.sync()
    pair.laptop.ok("note anne second")
    pair.laptop.ok("forget carl --confirm 'Carl Cole'")
    pair.laptop.ok("tag anne sailing")  # the first unit again, as the one of the note was
    pair.sync()
    assert pair.agree()
    notes = pair.desktop.query("SELECT text FROM note ORDER BY id")
    assert notes == [("likes boats",), ("first",), ("second",)]


def test_what_is_written_while_a_sync_sends_is_sent_with_the_next_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pair = Pair(tmp_path)
    pair.laptop.ok("note anne first")
    send = sync_round.Sender.send

    def sends(sender: Sender, **options: Any) -> int:
        pair.laptop.ok("note anne meanwhile")
        return send(sender, **options)

    with monkeypatch.context() as patched:
        patched.setattr(sync_round.Sender, "send", sends)
        pair.laptop.ok("sync")
    assert pair.laptop.ok("sync --json").json["sent"] == 1
    pair.sync()
    assert pair.desktop.query("SELECT 1 FROM note WHERE text = 'meanwhile'")
