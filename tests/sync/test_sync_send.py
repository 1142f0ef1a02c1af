"""Changes lie in few files, each copied a few times, and the whole state stays as it was."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from machines import Machine, Pair, give

from tinynet.sync import sync_send


def test_parts_become_larger_parts_and_the_whole_state_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sync_send, "MANY", 3)
    pair = Pair(tmp_path)
    (whole,) = pair.laptop.carried.glob("laptop.*.all.age")
    before, spans = whole.read_bytes(), []
    for number in range(1, 11):
        pair.laptop.ok(["note", "anne", f"number {number}"])
        pair.laptop.ok("sync")
        names = [file.name.split(".")[2] for file in pair.laptop.own_files()]
        spans.append([tuple(map(int, name.split("-"))) for name in names if "-" in name])
    first = spans[0][0][0]
    assert [[(one - first, two - first) for one, two in some] for some in spans] == [
        [(0, 1)],
        [(0, 1), (1, 2)],
        [(0, 3)],
        [(0, 3), (3, 4)],
        [(0, 3), (3, 4), (4, 5)],
        [(0, 3), (3, 6)],
        [(0, 3), (3, 6), (6, 7)],
        [(0, 3), (3, 6), (6, 7), (7, 8)],
        [(0, 9)],
        [(0, 9), (9, 10)],
    ]
    assert whole.read_bytes() == before
    pair.carry()
    assert pair.desktop.ok("sync --json").json["received"] == [
        {"device": "laptop", "what": "notes", "count": 10}
    ]
    assert pair.agree()


def test_parts_that_have_outgrown_the_whole_state_become_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sync_send, "GROWN", 100)
    pair = Pair(tmp_path)
    counts = []
    for number in range(8):
        pair.laptop.ok(["note", "anne", f"number {number}"])
        pair.laptop.ok("sync")
        counts.append(len(pair.laptop.own_files()))
    assert min(counts[1:]) == 2  # the whole state, and what it says of itself
    assert max(counts) < 8
    pair.carry()
    pair.desktop.ok("sync")
    assert pair.agree()


@pytest.mark.parametrize("reason", [errno.ENOSPC, errno.EROFS, errno.EACCES])
def test_a_folder_that_cannot_be_written_is_a_failure_for_a_timer_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reason: int
) -> None:
    pair = Pair(tmp_path)
    pair.laptop.ok("note anne 'from here'")
    pair.desktop.ok("note anne 'from there'")
    pair.desktop.ok("sync")
    pair.carry()
    opened = os.open

    def refuse(path: str, flags: int, *mode: int, **more: int) -> int:
        if str(path).startswith(str(pair.laptop.carried)) and flags & os.O_WRONLY:
            raise OSError(reason, os.strerror(reason))
        return opened(path, flags, *mode, **more)

    with monkeypatch.context() as patch:
        patch.setattr(os, "open", refuse)
        failed = [pair.laptop(line) for line in ("sync", "sync --quiet")]
    assert [result.code for result in failed] == [1, 1]
    assert all("nothing was sent" in result.err for result in failed)
    texts = "SELECT text FROM note WHERE text LIKE 'from %' ORDER BY text"
    assert pair.laptop.query(texts) == [("from here",), ("from there",)]
    assert pair.laptop.ok("sync --json").json["sent"] == 1
    pair.carry()
    pair.desktop.ok("sync")
    assert pair.agree()


def test_what_a_removed_device_has_sent_is_there_for_those_who_join_later(tmp_path: Path) -> None:
    pair = Pair(tmp_path)
    pair.laptop.ok("note anne 'sent late'")
    pair.laptop.ok("sync")
    pair.carry()
    pair.desktop.ok("sync remove laptop --yes")
    assert {file.name.split(".")[0] for file in pair.desktop.carried.glob("*.age")} == {"desktop"}
    server = Machine(tmp_path, "server")
    give(pair.desktop, server)
    server.join(pair.key)
    assert server.content() == pair.desktop.content()
    assert ("sent late",) in server.query("SELECT text FROM note")
