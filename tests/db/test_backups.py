"""Backups: when they are made, what they hold, which stay, and the way back."""

from __future__ import annotations

import _sqlite3
import os
import signal
import sqlite3
import stat
import subprocess
import sys
import time
from contextlib import closing
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from command_line import Tinynet
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tinynet.cli.env import Env
from tinynet.db import backup_list, backups, copies, database, failures, files, restoring
from tinynet.db.backups import stamps_to_keep
from tinynet.db.copies import BackupError, BadBackupError
from tinynet.errors import DatabaseError


def folder(tinynet: Tinynet) -> Path:
    return tinynet.path.parent / "backups"


def names(tinynet: Tinynet) -> list[str]:
    """The files in the folder, without the time of day."""
    return [f"{n[:18]}{n[25:]}" for n in sorted(os.listdir(folder(tinynet)))]


def dump(path: Path | str) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return list(connection.iterdump())


def touch(path: Path, value: int) -> None:
    """Change something, quickly."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous=OFF")
        connection.execute("INSERT OR REPLACE INTO setting VALUES ('test', ?)", (str(value),))


def make(tinynet: Tinynet, at: str, why: str = "") -> backup_list.Backup | None:
    return backups.make(str(tinynet.path), at=at, why=why)


def restore(tinynet: Tinynet, file: str, at: str = "2026-03-09T09:00:00") -> str | None:
    with copies.opened(file) as source:
        return restoring.restore(str(tinynet.path), source, at=at)


# By themselves ----------------------------------------------------------------------------------


def test_the_day_s_first_change_is_preceded_by_a_backup_and_no_other_change_is(tinynet):
    tinynet.ok("add Anne")
    assert not folder(tinynet).exists()  # there was nothing to back up
    tinynet.ok("add Bob")
    tinynet.ok("add Caroline")
    assert names(tinynet) == ["tinynet-2026-03-01.db"]
    before = dump(tinynet.path)
    tinynet.at("2026-03-02").ok("log coffee anne")
    tinynet.ok("log coffee bob")
    assert names(tinynet) == ["tinynet-2026-03-01.db", "tinynet-2026-03-02.db"]
    assert dump(backup_list.list_backups(str(tinynet.path))[0].path) == before


def test_a_read_a_dry_run_and_a_day_without_a_change_make_none(network):
    network.at("2026-03-02").ok("log coffee anne --dry-run")
    network.ok("due")
    assert names(network) == ["tinynet-2026-03-01.db"]
    make(network, "2026-03-03T08:00:00")
    assert make(network, "2026-03-04T08:00:00") is None
    network.at("2026-03-05")("log coffee nobody")
    assert names(network) == ["tinynet-2026-03-01.db", "tinynet-2026-03-03.db"]


def test_an_import_is_preceded_by_one_on_the_same_day_too(network):
    card = "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Dora\r\nEND:VCARD\r\n"
    before = dump(network.path)
    network.ok("import vcard -", stdin=card)
    assert names(network) == ["tinynet-2026-03-01.db", "tinynet-2026-03-01-import.db"]
    assert dump(backup_list.list_backups(str(network.path))[0].path) == before


def test_looking_for_today_s_lists_the_folder_once_and_opens_nothing(network, monkeypatch):
    for number in range(28):
        (folder(network) / f"tinynet-2025-01-{number + 1:02}T080000.db").touch()
    listed, listdir = [], os.listdir
    monkeypatch.setattr(os, "listdir", lambda path: listed.append(path) or listdir(path))
    monkeypatch.setattr(_sqlite3, "connect", None)
    monkeypatch.setattr("builtins.open", None)
    database.back_up(str(network.path), "2026-03-01T10:00:00", "")
    assert listed == [str(folder(network))]


def test_a_second_that_has_one_gives_its_name_to_the_next(network):
    for number in range(3):
        touch(network.path, number)
        make(network, "2026-03-02T23:59:59", "import")
    assert [b.at for b in backup_list.list_backups(str(network.path))][:3] == [
        "2026-03-03T00:00:01", "2026-03-03T00:00:00", "2026-03-02T23:59:59",
    ]  # fmt: skip


def test_databases_in_one_folder_keep_their_backups_apart(tmp_path):
    for name in ("a.db", "a-2.db"):
        database.create_or_migrate(str(tmp_path / name), "")
        backups.make(str(tmp_path / name), at="2026-03-01T08:00:00")
    assert [Path(b.path).name for b in backup_list.list_backups(str(tmp_path / "a.db"))] == [
        "a-2026-03-01T080000.db"
    ]
    for wrong in ("a-2026-13-01T080000.db", "a-2026-03-01T080000.db.txt", "a-x.db"):
        (tmp_path / "backups" / wrong).touch()
    (tmp_path / "backups" / "a-2026-03-01T090000.db").symlink_to("a-2026-03-01T080000.db")
    assert len(backup_list.list_backups(str(tmp_path / "a.db"))) == 1


@pytest.mark.parametrize(
    ("name", "read"),
    [
        ("2026-03-01T180000", ("2026-03-01T18:00:00", "", 0)),
        ("2026-03-01T180000-import", ("2026-03-01T18:00:00", "import", 0)),
        ("2026-03-01T180000-2", ("2026-03-01T18:00:00", "", 2)),
        ("2026-03-01T180000-import-12", ("2026-03-01T18:00:00", "import", 12)),
        *((wrong, None) for wrong in (
            "", "x", "2026-03-01", "2026-03-01 180000", "2026-03-01T18:000", "2026-02-30T180000",
            "2026-W09-7T180000", "20260301-T180000", "2026-03-01T1800001", "2026-03-01T180000-",
            "2026-03-01T180000-Import", "2026-03-01T180000-2-import", "2026-03-01T180000-import-",
            "2026-03-01T180000-import-2-3", "2026-03-01T180000.1", "2026-03-01T18000\u0661",
            "2026-03-01T180000-1234567890",
        )),
    ],
)  # fmt: skip
def test_only_what_is_named_as_we_name_backups_is_one(name, read):
    assert backup_list.parse_name(name) == read


# Over time --------------------------------------------------------------------------------------


def test_a_year_leaves_the_stated_ones_and_each_of_them_restores(tinynet, tmp_path):
    tinynet.ok("add Anne")
    first = date(2025, 3, 1)
    for number in range(366):
        touch(tinynet.path, number)
        make(tinynet, f"{first + timedelta(days=number)}T08:00:00")
    there = backup_list.list_backups(str(tinynet.path))
    assert len(there) == 20
    days = [date.fromisoformat(b.at[:10]) for b in there]
    assert days[:7] == [date(2026, 3, 1) - timedelta(days=n) for n in range(7)]
    assert len({day.isocalendar()[:2] for day in days[:10]}) == 4
    assert len({(day.year, day.month) for day in days}) == 12
    for backup in there:
        other = Tinynet(tmp_path / backup.at)
        restore(other, backup.path)
        number = (date.fromisoformat(backup.at[:10]) - first).days
        assert f"'{number}'" in next(line for line in dump(other.path) if "'test'" in line)
        assert other.ok("list").out.startswith("anne\t")


def test_the_only_good_one_is_never_deleted(network):
    good = backup_list.list_backups(str(network.path))[0].path
    for number in range(2, 32):
        (folder(network) / f"tinynet-2026-03-{number:02}T080000.db").write_bytes(b"rot" * 999)
    gone = backups.rotate(str(network.path))
    assert good in {b.path for b in backup_list.list_backups(str(network.path))}
    assert gone
    assert good not in {b.path for b in gone}


def test_what_a_crash_left_is_swept_away_by_the_next_one_even_if_nothing_has_changed(network):
    draft = folder(network) / "tinynet.new"
    draft.write_bytes(b"somebody")
    make(network, "2026-03-02T08:00:00")
    draft.write_bytes(b"somebody")
    assert make(network, "2026-03-02T08:00:00") is None
    assert not draft.exists()


# While others are at work -----------------------------------------------------------------------


def test_backups_while_writers_run_are_sound_and_nobody_fails(network):
    loop = f"for i in 1 2 3 4 5; do {sys.executable} -m tinynet log text anne || echo failed; done"
    running = [
        subprocess.Popen(
            ["bash", "-c", loop], env=network.environ, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, text=True,
        )
        for _ in range(3)
    ]  # fmt: skip
    while any(process.poll() is None for process in running):
        network.ok("backup")
        time.sleep(0.05)
    outputs = [process.communicate(timeout=60)[0] for process in running]
    assert "failed" not in "".join(outputs)
    network.ok("backup")
    there = backup_list.list_backups(str(network.path))
    assert all(backup.good for backup in there)
    assert dump(there[0].path) == dump(network.path)


@pytest.mark.parametrize("step", ["copies.discard", "copies.find_damage", "os.fsync", "os.rename"])
def test_a_kill_in_the_middle_leaves_nothing_half_written_under_a_backup_s_name(network, step):
    program = (
        "import os, sys\n"
        "from tinynet.db import backups, copies\n"
        "def kill(*_): os.kill(os.getpid(), 9)\n"
        f"{step} = kill\n"
        "backups.make(sys.argv[1], at='2026-03-02T08:00:00')\n"
    )
    before = names(network)
    done = subprocess.run([sys.executable, "-c", program, str(network.path)], check=False)
    assert done.returncode == -signal.SIGKILL
    assert [name for name in names(network) if name.endswith(".db")] == before
    network.ok("backup")
    assert [name[-3:] for name in os.listdir(folder(network))] == [".db", ".db"]
    assert all(backup.good for backup in backup_list.list_backups(str(network.path)))


@pytest.mark.parametrize("step", ["copies.find_damage", "os.rename", "copies.sync_folder"])
def test_a_kill_during_a_restore_leaves_the_old_or_the_new_state(network, step):
    then, now = dump(backup_list.list_backups(str(network.path))[0].path), dump(network.path)
    program = (
        "import os, sys\n"
        "from tinynet.db import backup_list, backups, copies, restoring\n"
        "opened = copies.opened(backup_list.list_backups(sys.argv[1])[0].path)\n"
        "source = opened.__enter__()\n"
        "backups.save(sys.argv[1], at='2026-03-02T08:00:00', why='restore')\n"
        "def kill(*_): os.kill(os.getpid(), 9)\n"
        f"{step} = kill\n"
        "restoring.restore(sys.argv[1], source, at='2026-03-02T08:00:00')\n"
    )
    done = subprocess.run([sys.executable, "-c", program, str(network.path)], check=False)
    assert done.returncode == -signal.SIGKILL
    assert dump(network.path) == (then if step == "copies.sync_folder" else now)
    network.ok("log coffee anne")


@pytest.mark.parametrize("step", ["fsync", "rename"])
def test_a_backup_that_fails_leaves_no_trace_and_the_change_is_not_made(network, monkeypatch, step):
    before = network.path.read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(copies.os, step, full)
        result = network.at("2026-03-02")("log coffee anne")
    assert (result.code, result.out) == (1, "")
    assert result.err == (
        f"tinynet: The backup cannot be written in {folder(network)} (No space left on device); "
        "nothing was saved.\nFree some space there and run the command again.\n"
    )
    assert network.path.read_bytes() == before
    network.ok("log coffee anne")


# Nobody else ------------------------------------------------------------------------------------


@pytest.mark.parametrize("mask", [0o000, 0o022, 0o077])
def test_whatever_the_umask_only_the_owner_can_read_them(tinynet, mask):
    was = os.umask(mask)
    try:
        tinynet.ok("add Anne")
        tinynet.ok("add Bob")
        tinynet.ok(f"backup {tinynet.folder / 'mine.db'}")
        tinynet.ok("restore --yes")
    finally:
        os.umask(was)
    modes = {p.name[:7]: stat.S_IMODE(p.stat().st_mode) for p in tinynet.path.parent.rglob("*")}
    assert modes == {"backups": 0o700, "tinynet": 0o600}
    assert stat.S_IMODE((tinynet.folder / "mine.db").stat().st_mode) == 0o600


def test_links_planted_where_we_write_are_not_followed(network, tmp_path):
    victim = tmp_path / "victim"
    victim.write_text("precious")
    (folder(network) / "tinynet.new").symlink_to(victim)
    (network.path.parent / "tinynet.db.new").symlink_to(victim)
    (tmp_path / ".out.db.tinynet-new").symlink_to(victim)
    (tmp_path / "link.db").symlink_to(victim)
    network.ok("backup")
    network.ok(f"backup {tmp_path}/out.db")
    network.ok("restore --yes")
    assert network(f"backup {tmp_path}/link.db --yes").err == (
        f"tinynet: {tmp_path}/link.db is a link, which is not followed.\nName the file itself.\n"
    )
    assert victim.read_text() == "precious"
    assert not network.path.is_symlink()


def test_a_link_in_the_place_of_the_folder_is_refused(network, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    folder(network).rename(elsewhere)
    folder(network).symlink_to(elsewhere)
    touch(network.path, 1)
    with pytest.raises(BackupError, match="is not a folder"):
        make(network, "2026-03-02T08:00:00")
    assert len(os.listdir(elsewhere)) == 1


# Back -------------------------------------------------------------------------------------------


def test_restoring_saves_the_present_and_can_be_taken_back(network):
    then = dump(backup_list.list_backups(str(network.path))[0].path)
    now = dump(network.path)
    kept = restore(network, backup_list.list_backups(str(network.path))[0].path)
    assert dump(network.path) == then
    assert kept is not None
    assert dump(kept) == now
    restore(network, kept)
    assert dump(network.path) == now


def test_the_backup_that_is_restored_may_be_the_one_that_the_rotation_drops(network):
    for number in range(2, 9):
        touch(network.path, number)
        make(network, f"2026-03-{number:02}T08:00:00")
    oldest = backup_list.list_backups(str(network.path))[-1].path
    then = dump(oldest)
    restore(network, oldest)
    assert dump(network.path) == then


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "it is not a tinynet database"),
        (b"Dear diary, " * 99, "file is not a database"),
        (None, "there is no such file"),
    ],
)
def test_what_is_no_backup_is_refused_and_the_present_is_untouched(network, data, reason, tmp_path):
    before = network.path.read_bytes()
    file = tmp_path / "file.db"
    if data is not None:
        file.write_bytes(data)
    with pytest.raises(BadBackupError) as told:
        restore(network, str(file))
    assert told.value.message == f"The backup {file} cannot be used: {reason}"
    assert (told.value.exit_code, network.path.read_bytes()) == (5, before)


def test_a_damaged_a_foreign_and_a_newer_backup_are_refused(network, tmp_path):
    before = network.path.read_bytes()
    damaged, foreign, newer = (tmp_path / name for name in ("damaged", "foreign", "newer"))
    data = bytearray(before)
    for start in range(4096, len(data), 512):
        data[start : start + 16] = b"\xff" * 16
    damaged.write_bytes(data)
    with closing(sqlite3.connect(foreign)) as connection:
        connection.execute("CREATE TABLE t (x)")
    newer.write_bytes(before)
    with closing(sqlite3.connect(newer, isolation_level=None)) as connection:
        connection.execute(f"PRAGMA user_version={files.SCHEMA_VERSION + 1}")
    for file in (damaged, foreign, newer):
        with pytest.raises(BadBackupError):
            restore(network, str(file))
    assert network.path.read_bytes() == before


def test_a_database_of_another_program_is_not_replaced(network):
    backup = backup_list.list_backups(str(network.path))[0].path
    network.path.unlink()
    with closing(sqlite3.connect(network.path)) as connection:
        connection.execute("CREATE TABLE t (x)")
    before = network.path.read_bytes()
    with pytest.raises(failures.ForeignFileError):
        restore(network, backup)
    assert network.path.read_bytes() == before


@pytest.mark.parametrize("damage", ["header", "gone", "cut"])
def test_the_journal_of_a_killed_writer_does_not_spoil_what_is_restored(network, damage):
    backup = backup_list.list_backups(str(network.path))[0].path
    then = dump(backup)
    program = (
        "import os, sqlite3, sys\n"
        "connection = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "connection.execute('PRAGMA cache_size=1')\n"
        "connection.execute('BEGIN')\n"
        "for n in range(300):\n"
        "    connection.execute('UPDATE person SET met_how = ?', (str(n) * 900,))\n"
        "os.kill(os.getpid(), 9)\n"
    )
    subprocess.run([sys.executable, "-c", program, str(network.path)], check=False)
    journal = Path(f"{network.path}-journal")
    assert journal.exists()
    data = network.path.read_bytes()
    if damage == "gone":
        network.path.unlink()
    else:
        network.path.write_bytes(b"rot" * 500 + data[1500:] if damage == "header" else data[:5000])
    kept = restore(network, backup)
    aside = f"{network.path}.damaged-2026-03-09T090000"
    assert kept == {"gone": None, "header": aside}.get(damage, kept)
    assert not journal.exists()
    assert dump(network.path) == then
    network.ok("log coffee anne")


@pytest.mark.parametrize("line", ["due", "list", "add Dora", "log coffee anne", "undo", "backup"])
def test_nothing_begins_anew_while_there_are_backups(network, line):
    network.path.unlink()
    result = network(line)
    assert (result.code, result.out) == (5, "")
    assert result.err == (
        f"tinynet: The database {network.path} is missing, but there are backups of it.\n"
        f"To start over, move {folder(network)} away. "
        "Bring the newest backup back: tinynet restore\n"
    )
    assert not network.path.exists()
    network.ok("restore --yes")
    network.ok("due")
    folder(network).rename(network.folder / "away")
    network.path.unlink()
    assert network.ok("list").out == ""


def test_an_empty_and_a_damaged_database_point_to_the_backups(network):
    whole = network.path.read_bytes()
    for data in (b"", b"Dear diary", whole[:8192] + b"\xff" * (len(whole) - 8192)):
        network.path.write_bytes(data)
        result = network("history anne")
        assert (result.code, result.out) == (5, "")
        assert result.err.endswith("\nBring the newest backup back: tinynet restore\n")


def test_the_day_s_first_change_finds_damage_before_it_writes(network):
    data = bytearray(network.path.read_bytes())
    with closing(sqlite3.connect(network.path)) as connection:
        (page,) = connection.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'fact'"
        ).fetchone()
    data[(page - 1) * 4096 : page * 4096] = b"\xff" * 4096  # nothing that a log would read
    network.path.write_bytes(data)
    result = network.at("2026-03-02")("log coffee anne")
    assert result.code == 5
    assert "is damaged" in result.err
    assert network.path.read_bytes() == data


def test_now_is_local_and_on_the_day_that_is_today(network):
    now = datetime.fromisoformat(Env(network.environ).now)
    assert now.date() == date(2026, 3, 1)


def test_a_database_behind_a_link_is_replaced_where_it_really_is(network, tmp_path):
    real = tmp_path / "synced" / "real.db"
    real.parent.mkdir()
    network.path.rename(real)
    network.path.symlink_to(real)
    backup = backup_list.list_backups(str(network.path))[0].path
    restore(network, backup)
    assert network.path.is_symlink()
    assert dump(real) == dump(backup)


def test_a_database_that_is_damaged_is_not_backed_up(network):
    with network.path.open("r+b") as file:
        file.seek(4096 * 3)
        file.write(b"\xff" * 4096)
    with pytest.raises(DatabaseError, match="is damaged"):
        make(network, "2026-03-02T08:00:00")
    assert names(network) == ["tinynet-2026-03-01.db"]
    copied = network(["backup", str(network.path.with_name("copy.db"))])
    assert copied.code == 5
    assert copied.err.startswith(f"tinynet: The database {network.path} is damaged (")
    assert not network.path.with_name("copy.db").exists()


# Clocks ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("days", [1, 400])
def test_backups_from_the_future_neither_crowd_out_the_one_just_made_nor_pass_for_it(tinynet, days):
    tinynet.ok("add Anne")
    wrong = date(2026, 3, 1) + timedelta(days=days)
    for number in range(9):
        touch(tinynet.path, number)
        make(tinynet, f"{wrong + timedelta(days=number)}T08:00:00")
    for number in range(10, 14):  # the clock is right again
        touch(tinynet.path, number)
        made = make(tinynet, f"2026-03-01T08:00:{number}", "asked")
        assert made is not None
        assert backup_list.list_backups(str(tinynet.path))[0].path == made.path
        assert dump(made.path) == dump(tinynet.path)
    assert [b.at for b in backup_list.list_backups(str(tinynet.path))][:4] == [
        f"2026-03-01T08:00:{number}" for number in (13, 12, 11, 10)
    ]


def test_the_second_restore_undoes_the_first_whatever_the_clock_says(network):
    touch(network.path, 1)
    make(network, "2031-01-01T08:00:00")
    then = dump(network.path)
    touch(network.path, 2)
    now = dump(network.path)
    network.ok("restore --yes")
    assert dump(network.path) == then
    network.ok("restore --yes")
    assert dump(network.path) == now


def test_a_backup_that_was_asked_for_is_there(network):
    touch(network.path, 1)
    for year in range(2030, 2060):
        touch(network.path, year)
        make(network, f"{year}-01-01T08:00:00")
    touch(network.path, 2)
    said = network.ok("backup").out
    assert dump(said.strip()) == dump(network.path)


# What is one, and whose it is --------------------------------------------------------------------


def test_two_databases_whose_names_differ_by_the_ending_only_share_no_backup(tmp_path):
    one, other = str(tmp_path / "x.db"), str(tmp_path / "x")
    made = {}
    for number, path in enumerate((other, one)):
        database.create_or_migrate(path, "")
        touch(Path(path), number)
        made[path] = backups.make(path, at="2026-03-01T08:00:00")
    for path in (one, other):
        assert [b.path for b in backup_list.list_backups(path)] == [made[path].path]
        assert dump(made[path].path) == dump(path)
        assert files.backup_draft(one) != files.backup_draft(other)


def test_a_database_without_the_ending_still_knows_its_backups_of_0_2(tmp_path):
    path = str(tmp_path / "x")
    database.create_or_migrate(path, "")
    made = backups.make(path, at="2026-03-01T08:00:00")
    os.rename(made.path, tmp_path / "backups" / "x-2026-03-01T080000.db")
    assert [b.at for b in backup_list.list_backups(path)] == ["2026-03-01T08:00:00"]


@pytest.mark.parametrize("check", [copies.GLANCE, copies.PAGES, copies.QUICK, copies.THOROUGH])
def test_an_empty_schema_is_no_backup(network, tmp_path, check):
    empty = tmp_path / "empty.db"
    with closing(sqlite3.connect(empty)) as connection:
        connection.execute(f"PRAGMA application_id={files.APPLICATION_ID}")
    opened = copies.opened(str(empty), check)
    with pytest.raises(BadBackupError, match="there is no table of people in it"):
        opened.__enter__()
    before = dump(network.path)
    assert network(f"restore {empty} --yes").code == 5
    assert dump(network.path) == before


KEPT = ("tinynet.db", "tinynet.db.lock", "tinynet.db-journal", "tinynet.db-wal", "tinynet.db-shm")


@pytest.mark.parametrize("name", [*KEPT, "tinynet.db.new", "backups/{}", "backups/new.db"])
@pytest.mark.parametrize("link", [False, True])
@pytest.mark.parametrize(
    "line",
    ["backup", "export json", "export vcard", "export friends", "feed", "doctor --salvage"],
)
def test_nothing_is_written_over_the_database_and_what_belongs_to_it(
    network, name, link, line, tmp_path
):
    there = network.path.parent
    name = name.format(os.listdir(folder(network))[0])
    if link:
        (tmp_path / "way").symlink_to(there)
    before = {path: path.read_bytes() for path in there.rglob("*") if path.is_file()}
    result = network(f"{line} {tmp_path / 'way' if link else there}/{name} --yes")
    assert (result.code, result.out) == (1, "")
    assert "mistake" not in result.err
    after = {path: path.read_bytes() for path in there.rglob("*") if path.is_file()}
    lock = network.path.with_name("tinynet.db.lock")
    assert {**before, lock: b""} == {**after, lock: b""}


def daily(last: date, days: int) -> list[str]:
    return [f"{last - timedelta(days=n)}T08:00:00" for n in range(days)]


def test_a_year_of_days_leaves_seven_days_four_weeks_and_twelve_months():
    assert sorted(stamp[:10] for stamp in stamps_to_keep(daily(date(2026, 3, 1), 400))) == [
        "2025-04-30", "2025-05-31", "2025-06-30", "2025-07-31", "2025-08-31", "2025-09-30",
        "2025-10-31", "2025-11-30", "2025-12-31", "2026-01-31",
        "2026-02-08", "2026-02-15", "2026-02-22",
        "2026-02-23", "2026-02-24", "2026-02-25", "2026-02-26", "2026-02-27", "2026-02-28",
        "2026-03-01",
    ]  # fmt: skip


def test_of_one_day_the_newest_five_stay_and_the_day_after_one_is_enough():
    day = [f"2026-03-01T08:00:{n:02}" for n in range(9)]
    assert stamps_to_keep(day) == set(day[4:])
    week = daily(date(2026, 3, 7), 6)
    assert stamps_to_keep(day + week) == {day[-1], *week}


def test_days_on_which_nothing_was_backed_up_do_not_count():
    yearly = [f"{year}-05-05T10:00:00" for year in range(2000, 2026)]
    assert stamps_to_keep(yearly) == set(yearly[-12:])
    assert stamps_to_keep([]) == set()


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)  # the machine may be busy
@given(st.sets(st.datetimes(), max_size=60))
def test_the_newest_is_always_kept_and_what_is_kept_once_stays_until_something_newer_comes(times):
    stamps = {time.replace(microsecond=0).isoformat() for time in times}
    keep = stamps_to_keep(stamps)
    assert keep <= stamps
    assert len(keep) <= 7 + 4 + 12 + 5
    assert stamps_to_keep(keep) == keep
    assert not stamps or max(stamps) in keep
