"""The database as a file: what is refused, how it is made, who may write."""

from __future__ import annotations

import errno
import fcntl
import hashlib
import os
import sqlite3
import stat
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from command_line import Tinynet
from databases import newer, other_programs

from tinynet.db import files
from tinynet.errors import LockedError

NEXT = files.SCHEMA_VERSION + 1


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.parametrize("line", ["due", "add Anne", "log coffee anne", "list --json", "prompt"])
@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda path: path.write_bytes(b""), "is an empty file"),
        (lambda path: path.write_bytes(b"Dear diary, " * 50), "is not a tinynet database"),
        (lambda path: path.write_bytes(b"SQLite"), "is not a tinynet database"),
        (other_programs, "is the SQLite database of another program"),
        (newer, f"was written by a newer tinynet (schema {NEXT}, this one knows {NEXT - 1})"),
        (lambda path: path.mkdir(), "cannot be a database file"),
    ],
    ids=["empty", "text", "short", "foreign", "newer", "folder"],
)
def test_what_is_no_database_of_ours_is_refused_and_left_alone(
    tinynet: Tinynet, line: str, make: object, sentence: str
) -> None:
    tinynet.path.parent.mkdir()
    make(tinynet.path)  # type: ignore[operator]
    before = tinynet.path.read_bytes() if tinynet.path.is_file() else b""
    result = tinynet(line)
    if line == "prompt":  # a prompt never shows an error
        assert (result.code, result.out, result.err) == (0, "", "")
    else:
        assert (result.code, result.out) == (5, "")
        assert sentence in result.err
        assert "Traceback" not in result.err
    assert (tinynet.path.read_bytes() if tinynet.path.is_file() else b"") == before
    assert [p.name for p in tinynet.path.parent.iterdir()] == [tinynet.path.name]


def test_a_read_of_nothing_says_so_and_creates_nothing(tinynet: Tinynet) -> None:
    assert tinynet.ok("due", human=True).out == (
        'There is nobody yet. Begin with tinynet add "Anne Baker"\n'
    )
    assert tinynet.ok("list").out == ""
    assert not tinynet.path.parent.exists()


def test_the_first_write_makes_a_private_database_and_says_where(tinynet: Tinynet) -> None:
    os.umask(0)
    try:
        result = tinynet.ok("add Anne")
    finally:
        os.umask(0o022)
    assert result.err == f"Your friends are kept in {tinynet.path}, readable by you alone.\n"
    assert mode(tinynet.path.parent) == 0o700
    assert {p.name: mode(p) for p in tinynet.path.parent.iterdir()} == {
        "tinynet.db": 0o600,
        "tinynet.db.lock": 0o600,
    }


@pytest.mark.parametrize(
    "line", ["log coffee nobody", "add Anne --circle outer", "add Anne --dry-run"]
)
def test_a_first_write_that_fails_leaves_no_database(tinynet: Tinynet, line: str) -> None:
    tinynet(line)
    assert not tinynet.path.exists()


def test_a_read_does_not_change_a_byte(network: Tinynet) -> None:
    before = hashlib.sha256(network.path.read_bytes()).hexdigest()
    for line in ("due", "rank", "why anne", "show anne", "history", "list --json", "prompt"):
        network.ok(line)
    assert hashlib.sha256(network.path.read_bytes()).hexdigest() == before


def test_changed_settings_are_seen_by_readers_at_once_and_kept_by_the_next_writer(
    network: Tinynet,
) -> None:
    config = network.folder / "config" / "tinynet" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text('[cadence]\nfriends = "30d"\n')
    before = network.path.read_bytes()
    row = [r for r in network.ok("due --json").json["due"] if r["handle"] == "bob-m"]
    assert [(r["cadence_days"], r["due_on"]) for r in row] == [(30.0, "2025-07-01")]
    assert network.path.read_bytes() == before
    network.ok("note anne hello")
    with closing(sqlite3.connect(network.path)) as connection:
        stored = connection.execute(
            "SELECT cadence_days FROM tie JOIN person ON id = person_id WHERE handle = 'bob-m'"
        ).fetchone()
    assert stored == (30.0,)


def test_a_lock_held_by_another_process_is_named(
    network: Tinynet, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "LOCK_SECONDS", 0.05)
    monkeypatch.setattr(files.Lock.__init__, "__defaults__", (0.05,))
    lock = Path(f"{network.path}.lock")
    with lock.open("r+") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        held.write("4711")
        held.flush()
        result = network("log coffee anne")
        assert result.code == 6
        assert "is being written by process 4711" in result.err
        assert network.ok("due").code == 0  # readers do not wait
    assert network.ok("log coffee anne").code == 0


def test_whoever_waits_for_the_lock_has_it_in_the_order_of_coming(network: Tinynet) -> None:
    path, order = str(network.path), []

    def take(number: int) -> None:
        lock = files.Lock(path)
        order.append(number)
        lock.close()

    first = files.Lock(path)
    with ThreadPoolExecutor(6) as pool:
        done = []
        for number in range(6):
            done.append(pool.submit(take, number))
            time.sleep(0.05)
        assert order == []
        first.close()
        for future in done:
            future.result()
    assert order == [0, 1, 2, 3, 4, 5]


def test_whoever_gave_up_waiting_does_not_get_the_lock_later(network: Tinynet) -> None:
    path = str(network.path)
    first = files.Lock(path)
    for _ in range(3):
        with pytest.raises(LockedError):
            files.Lock(path, wait=0.02)
    first.close()
    for _ in range(20):
        files.Lock(path).close()
    assert network("log coffee anne").code == 0


def test_a_file_system_without_locks_is_said_at_once(
    network: Tinynet, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none(*_: object) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(fcntl, "flock", none)
    result = network("log coffee anne")
    assert (result.code, "cannot be written (No locks available)" in result.err) == (1, True)


@pytest.mark.parametrize("suffix", [".lock", ".new"])
def test_a_symlink_planted_where_we_write_is_not_followed(tinynet: Tinynet, suffix: str) -> None:
    tinynet.path.parent.mkdir()
    victim = tinynet.folder / "victim"
    victim.write_text("precious")
    Path(f"{tinynet.path}{suffix}").symlink_to(victim)
    tinynet("add Anne")
    assert victim.read_text() == "precious"


def test_twenty_first_runs_at_once_make_one_database(tinynet: Tinynet) -> None:
    with ThreadPoolExecutor(20) as pool:
        done = list(pool.map(lambda n: tinynet.process(f"add 'Person {n}x'"), range(20)))
    assert [result.code for result in done] == [0] * 20
    assert sum("Your friends are kept in" in result.err for result in done) == 1
    assert len(tinynet.ok("list").out.splitlines()) == 20


def test_parallel_loops_of_log_lose_nothing(network: Tinynet) -> None:
    program = (
        "for i in 1 2 3 4 5 6; do "
        f"{sys.executable} -m tinynet log text anne --on 2026-02-0$i || echo failed; done"
    )
    before = len(network.ok("history").out.splitlines())
    running = [
        subprocess.Popen(
            ["bash", "-c", program], env=network.environ, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, text=True,
        )
        for _ in range(4)
    ]  # fmt: skip
    outputs = [process.communicate(timeout=60) for process in running]
    assert [err for _, err in outputs] == [""] * 4
    assert "failed" not in "".join(out for out, _ in outputs)
    assert len(network.ok("history").out.splitlines()) == before + 24


def test_a_killed_writer_leaves_the_old_state(network: Tinynet) -> None:
    before = network.ok("history --json").json
    program = (
        "import os, sys\n"
        "from tinynet.db import database as db\n"
        "from tinynet.cli.env import Env\n"
        "unit = Env(os.environ).unit('killed')\n"
        "store = unit.__enter__()\n"
        "store.connection.execute('PRAGMA cache_size=1')\n"
        "for n in range(2000):\n"
        "    store.connection.execute('UPDATE interaction SET note = ?', ('x' * 900 + str(n),))\n"
        "os.kill(os.getpid(), 9)\n"
    )
    subprocess.run([sys.executable, "-c", program], env=network.environ, check=False)
    assert Path(f"{network.path}-journal").exists()  # what a crash leaves: it must be rolled back
    assert network.ok("history --json").json == before
    with closing(sqlite3.connect(network.path)) as connection:
        check = connection.execute("PRAGMA integrity_check").fetchone()
    assert check == ("ok",)


def test_a_damaged_database_is_a_sentence(network: Tinynet) -> None:
    data = bytearray(network.path.read_bytes())
    for start in range(4096, len(data), 64):
        data[start : start + 16] = b"\xff" * 16
    network.path.write_bytes(data)
    for line in ("due", "rank", "log coffee anne", "show anne", "history"):
        result = network(line)
        assert (result.code, result.out) == (5, ""), line
        assert "is damaged" in result.err


def test_a_pipe_in_the_place_of_the_database_or_the_settings_is_not_waited_for(network, tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    settings = tmp_path / "settings" / "tinynet" / "config.toml"
    settings.parent.mkdir(parents=True)
    settings.symlink_to(pipe)
    network.environ["XDG_CONFIG_HOME"] = str(tmp_path / "settings")
    network.ok("due")
    refused = network("config set due.limit 3")
    assert (refused.code, "is not a file but a folder, a pipe" in refused.err) == (1, True)
    assert pipe.is_fifo()
    network.environ["TINYNET_DB"] = str(pipe)
    assert network("due").code == 5


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can make files that are somebody else's")
def test_what_root_makes_in_somebody_elses_folder_is_theirs(network, tmp_path):
    home = tmp_path / "home"
    home.mkdir()
    os.chown(home, 12345, 23456)
    network.environ |= {"TINYNET_DB": str(home / "a/b/t.db"), "XDG_CONFIG_HOME": str(home / "c")}
    for line in (
        "add Anne", "log coffee anne", "backup", "config set due.limit 3", "remove anne --yes",
        "undo", "restore --yes", f"export json {home}/x.json", f"export vcard {home}/cards/in/",
        f"feed {home}/x.ics", f"doctor --salvage {home}/saved.db", f"backup {home}/copy.db",
        "forget anne --confirm Anne",
    ):  # fmt: skip
        network.ok(line)
    made = [path for path in home.rglob("*") if path.name != "home"]
    assert len(made) > 12
    assert {(path.lstat().st_uid, path.lstat().st_gid) for path in made} == {(12345, 23456)}
