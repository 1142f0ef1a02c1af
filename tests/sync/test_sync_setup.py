"""Beginning, joining with people already there, names, and folders that cannot be used."""

from __future__ import annotations

import errno
import os
import shutil
from contextlib import closing
from pathlib import Path

import pytest
from machines import Machine, give

from tinynet.cli.env import Env
from tinynet.sync import sync_folder
from tinynet.sync.state import state_rows
from tinynet.sync.state.state_rows import State


@pytest.fixture
def laptop(tmp_path: Path) -> Machine:
    machine = Machine(tmp_path, "laptop")
    machine.ok("add 'Anne Baker'")
    return machine


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody sits at a terminal, and types what stdin holds."""
    monkeypatch.setattr(Env, "can_ask", lambda _: True)


def joined(laptop: Machine, tmp_path: Path) -> tuple[Machine, str]:
    """A desktop that has joined a laptop which begins, and the key."""
    desktop, key = Machine(tmp_path, "desktop"), laptop.init()
    give(laptop, desktop)
    desktop.join(key)
    return desktop, key


@pytest.mark.usefixtures("asked")
def test_init_first_asks_whether_this_is_the_first_device(laptop: Machine) -> None:
    line = f"sync init {laptop.carried} --name laptop"
    no = laptop(line, stdin="n\n")
    assert no.code == 3
    assert f"tinynet sync join {laptop.carried} --name laptop" in no.err
    assert list(laptop.carried.iterdir()) == []
    yes = laptop(line, stdin="y\n")
    assert (yes.code, "first device? [y/N]" in yes.err) == (0, True)


@pytest.mark.usefixtures("asked")
def test_whoever_joins_with_people_is_told_what_becomes_of_them_and_asked(
    laptop: Machine, tmp_path: Path
) -> None:
    key = laptop.ok(f"sync init {laptop.carried} --name laptop --yes --json").json["key"]
    desktop = Machine(tmp_path, "desktop")
    desktop.ok("add 'Zoe Own'")
    give(laptop, desktop)
    line = f"sync join {desktop.carried} --name desktop"
    no = desktop(line, stdin=f"{key}\nn\n")
    assert no.code == 3
    assert "1 person is here already, and will be on your other devices, too" in no.err
    assert desktop.query("SELECT name FROM person") == [("Zoe Own",)]
    assert not Path(f"{desktop.path}.sync").exists()
    assert desktop(line, stdin=f"{key}\ny\n").code == 0
    assert desktop.query("SELECT name FROM person ORDER BY name") == [("Anne Baker",), ("Zoe Own",)]
    backups = os.listdir(desktop.path.parent / "backups")
    assert [name for name in backups if "-join" in name]


def test_a_script_that_joins_with_people_is_told_and_not_asked(
    laptop: Machine, tmp_path: Path
) -> None:
    desktop = Machine(tmp_path, "desktop")
    desktop.ok("add Zoe")
    key = laptop.init()
    give(laptop, desktop)
    assert "1 person is here already" in desktop.join(key).err


def test_a_dry_run_of_join_counts_who_would_be_here(laptop: Machine, tmp_path: Path) -> None:
    desktop, key = Machine(tmp_path, "desktop"), laptop.init()
    give(laptop, desktop)
    line = f"sync join {desktop.carried} --name desktop"
    tried = desktop.ok(f"{line} --dry-run --json", stdin=f"{key}\n").json
    assert not Path(f"{desktop.path}.sync").exists()
    joined = desktop.ok(f"{line} --json", stdin=f"{key}\n").json
    assert (tried["people"], joined["people"]) == (1, 1)
    assert {**tried, "dry_run": False} == joined


def test_what_a_dry_run_of_init_makes_is_no_key(laptop: Machine) -> None:
    said = laptop.ok(f"sync init {laptop.carried} --name laptop --dry-run --json").json
    assert (said["key"], said["people"]) == (None, 1)
    assert "None" not in laptop.ok(
        f"sync init {laptop.carried} --name laptop --dry-run", human=True
    ).out  # fmt: skip
    assert list(laptop.carried.iterdir()) == []
    assert not Path(f"{laptop.path}.sync").exists()


def test_remedies_name_the_folder_as_a_shell_reads_it(laptop: Machine, tmp_path: Path) -> None:
    folder = tmp_path / "my folder"
    missing = laptop(f"sync init '{folder}' --name laptop --json")
    assert missing.error["remedy"] == f"Make it first: mkdir -p '{folder}'"
    shown = laptop(f"sync init '{folder}' --name laptop").err
    assert shown.endswith(f"\nMake it first: mkdir -p '{folder}'\n")
    folder.mkdir()
    nameless = laptop(f"sync init '{folder}' --json")
    assert nameless.error["remedy"].endswith(f": tinynet sync init '{folder}' --name laptop")
    laptop.ok(f"sync init '{folder}' --name laptop")
    other = Machine(tmp_path, "desktop")
    used = other(f"sync init '{folder}' --name desktop --json")
    assert used.error["remedy"] == f"Join them: tinynet sync join '{folder}' --name desktop"


def test_a_folder_of_git_or_with_old_versions_is_warned_of(laptop: Machine) -> None:
    (laptop.carried / ".git").mkdir()
    said = laptop.ok(f"sync init {laptop.carried} --name laptop")
    assert "seems to be kept by git, which keeps old versions" in said.err


def test_two_devices_of_one_name_are_told_apart_by_their_ids(
    laptop: Machine, tmp_path: Path
) -> None:
    key = laptop.init()
    twins = [Machine(tmp_path / str(n), "desktop") for n in range(2)]
    for twin in twins:  # neither knows of the other yet
        give(laptop, twin)
        twin.join(key)
    for twin in twins:
        give(twin, laptop)
    laptop.ok("sync")
    devices = laptop.ok("sync status --json").json["devices"]
    ids = [one["id"] for one in devices if one["name"] == "desktop"]
    assert len(set(ids)) == 2
    shown = laptop.ok("sync status", human=True).out
    assert all(f"desktop ({one})  seen" in shown for one in ids)
    both = laptop("sync remove desktop --yes --json")
    assert (both.code, both.error["candidates"]) == (1, sorted(ids))
    laptop.ok(f"sync remove {ids[0]} --yes")
    gone = {one["id"]: one["gone"] for one in laptop.ok("sync status --json").json["devices"]}
    assert (gone[ids[0]], gone[ids[1]]) == ("removed", "")


def test_a_device_can_leave_when_the_folder_is_gone_for_good(laptop: Machine) -> None:
    laptop.init()
    shutil.rmtree(laptop.carried)
    said = laptop.ok("sync leave --yes", human=True).out
    assert "The others do not know" in " ".join(said.split())
    assert laptop("sync").code == 1
    laptop.carried.mkdir()
    laptop.init()


def test_a_disk_that_was_put_back_joins_again_and_nothing_is_lost(
    laptop: Machine, tmp_path: Path
) -> None:
    desktop, key = joined(laptop, tmp_path)
    for ending in ("", ".sync"):
        shutil.copy(f"{laptop.path}{ending}", f"{tmp_path}/kept{ending}")
    laptop.ok("note anne 'since the backup of the disk'")
    laptop.ok("sync")
    give(laptop, desktop)
    desktop.ok("sync")
    for ending in ("", ".sync"):
        shutil.copy(f"{tmp_path}/kept{ending}", f"{laptop.path}{ending}")
    laptop.ok("note anne 'after it'")
    refused = laptop("sync --json")
    assert (refused.code, refused.error["code"]) == (2, "copied")
    assert laptop("sync --moved").code == 2
    assert refused.error["remedy"].endswith(f": tinynet sync join {laptop.carried} --name NEW-NAME")
    give(desktop, laptop)
    laptop.ok(f"sync join {laptop.carried} --name laptop2", stdin=f"{key}\n")
    for file in laptop.carried.glob("laptop2.*"):
        shutil.copy2(file, desktop.carried / file.name)
    desktop.ok("sync")
    texts = {text for (text,) in desktop.query("SELECT text FROM note")}
    assert texts == {"since the backup of the disk", "after it"}
    assert laptop.content() == desktop.content()


def test_a_removed_device_may_come_back_under_its_old_name(laptop: Machine, tmp_path: Path) -> None:
    desktop, key = joined(laptop, tmp_path)
    give(desktop, laptop)
    laptop.ok("sync remove desktop --yes")
    give(laptop, desktop)
    desktop.ok("note anne 'while away'")
    assert desktop("sync --json").error["code"] == "removed"
    desktop.join(key)
    give(desktop, laptop)
    laptop.ok("sync")
    assert laptop.content() == desktop.content()
    assert laptop.query("SELECT text FROM note") == [("while away",)]


def test_a_device_that_was_away_for_a_year_catches_up_both_ways(
    laptop: Machine, tmp_path: Path
) -> None:
    desktop, _ = joined(laptop, tmp_path)
    give(desktop, laptop)
    desktop.at("2026-03-05").ok("note anne 'before the year'")
    for month in range(12):
        laptop.at(f"2026-{month + 1:02}-15" if month > 2 else "2026-03-15")
        laptop.ok(f"log coffee anne --note 'month {month}'")
        laptop.ok("sync")
    laptop.at("2027-03-15").ok("edit anne --circle close")
    laptop.ok("sync")
    assert "seen 1" not in laptop.ok("sync status", human=True).out.splitlines()[0]
    assert "changes wait for it" in laptop.ok("sync status", human=True).out
    for file in desktop.carried.glob("laptop.*"):
        file.unlink()
    give(laptop, desktop)
    desktop.at("2027-03-16").ok("sync")
    give(desktop, laptop)
    laptop.ok("sync")
    assert laptop.content() == desktop.content()
    assert len(laptop.query("SELECT 1 FROM interaction")) == 12
    assert laptop.query("SELECT text FROM note") == [("before the year",)]


def test_when_the_key_is_lost_a_new_folder_begins_anew(laptop: Machine, tmp_path: Path) -> None:
    laptop.init()
    laptop.ok("sync leave --yes")
    (tmp_path / "new").mkdir()
    laptop.ok(f"sync init {tmp_path}/new --name laptop")
    assert laptop.ok("sync status --json").json["folder"] == f"{tmp_path}/new"


def test_what_a_full_folder_did_not_take_is_sent_and_counted_when_there_is_room(
    laptop: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    laptop.init()
    laptop.ok("note anne 'likes boats'")

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(sync_folder.os, "fsync", full)
        refused = laptop("sync --json")
    assert (refused.code, refused.error["code"]) == (1, "no_folder")
    assert refused.error["remedy"] == "Make room there, and run tinynet sync again"
    assert not list(laptop.carried.glob("*.new"))
    laptop.ok("note anne 'and trains'")
    assert laptop.ok("sync --json").json["sent"] == 2
    assert laptop.ok("sync --json").json["sent"] == 0


def test_a_folder_that_cannot_be_written_is_refused_before_anything_is_made(
    laptop: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sync_folder.os, "access", lambda *_: False)
    refused = laptop(f"sync init {laptop.carried} --name laptop --json")
    assert (refused.code, refused.error["code"]) == (1, "no_folder")
    assert refused.error["remedy"].endswith(f": ls -ld {laptop.carried}")
    assert not Path(f"{laptop.path}.sync").exists()


def test_a_machine_that_was_moved_with_its_folder_finds_that_under_its_own_name(pair):
    with closing(state_rows.opened(str(pair.laptop.path))) as connection:
        State(connection).set_meta(machine="another")
    place = pair.laptop.carried.rename(pair.laptop.folder / "elsewhere")
    pair.laptop.ok("note anne 'has moved'")
    assert pair.laptop("sync --json").error["code"] == "copied"
    result = pair.laptop("sync --moved --json")
    assert result.error["code"] == "no_folder"
    assert result.error["remedy"].endswith("tinynet sync join FOLDER")
    told = pair.laptop.ok(f"sync join {place} --json", stdin=pair.key).json
    assert (told["name"], told["folder"]) == ("laptop", str(place))
    devices = pair.laptop.ok("sync status --json").json["devices"]
    assert [(one["name"], one["this"]) for one in devices] == [("laptop", True), ("desktop", False)]
