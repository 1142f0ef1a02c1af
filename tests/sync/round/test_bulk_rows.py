"""A new device takes contacts in at once, and has what it would have if each came by itself."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from machine_histories import History
from machines import Machine, Pair

from tinynet.sync.round import bulk_rows, local_rows, round_rows


def arrive(folder: Path, name: str, carried: Path, key: str) -> Machine:
    """A new machine that joins what lies in a folder."""
    machine = Machine(folder, name)
    machine.at("2026-06-01")
    for file in carried.glob("*.age"):
        shutil.copy(file, machine.carried / file.name)
    machine(f"sync join {machine.carried} --name {name}", stdin=f"{key}\n")
    return machine


def write_whole(machine: Machine) -> None:
    """Have a machine write all it knows into one file."""
    for file in machine.own_files():
        file.unlink()
    machine("sync")


@pytest.mark.parametrize("seed", range(4))
def test_joining_at_once_gives_what_joining_row_by_row_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    history = History(tmp_path, seed, 2)
    history.run(25)
    history.settle()
    source = history.machines[seed % 2]
    write_whole(source)
    taken: list[bool] = []
    take = bulk_rows.Bulk.take
    monkeypatch.setattr(
        bulk_rows.Bulk, "take", lambda *given: taken.append(take(*given)) or taken[-1]
    )
    fast = arrive(tmp_path, "fast", source.carried, history.key)
    assert any(taken)
    monkeypatch.setattr(round_rows, "is_blank", lambda _: False)
    taken.clear()
    slow = arrive(tmp_path, "slow", source.carried, history.key)
    assert not taken
    assert fast.exported() == slow.exported()
    assert fast.content() == slow.content() == fast.rebuilt()
    assert fast.state() == slow.state()
    assert fast.faults() == slow.faults() == []
    for machine in (fast, slow):
        machine.ok("add Zed")
    assert [m.ok("sync --json").json["sent"] for m in (fast, slow)] == [1, 1]


@pytest.mark.parametrize("seed", range(3))
def test_the_first_device_writes_at_once_what_it_would_write_row_by_row(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    history = History(tmp_path, seed, 1)
    history.run(30)
    source = history.machines[0]
    source.ok("jot 'yesterday: lunch with Zoe Zed in Paris #food' --add")
    source.ok("sync leave --yes")
    monkeypatch.setattr(round_rows, "new_device", lambda: "abcdef")
    known = []
    for name in ("fast", "slow"):
        machine = Machine(tmp_path, name)
        machine.moment = source.moment
        machine.path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(source.path, machine.path)
        if name == "slow":
            monkeypatch.setattr(local_rows, "CONTACT", "")
        said = machine.ok(f"sync init {machine.carried} --name laptop --json").json
        rows = machine.ask_state("SELECT * FROM row ORDER BY gid")
        meta = machine.ask_state(
            "SELECT key, value FROM meta WHERE key IN ('number', 'clock', 'serial', 'unsent')"
        )
        known.append((rows, sorted(meta), said["people"], said["contacts"]))
        assert machine.content() == machine.rebuilt()
    assert len([row for row in known[0][0] if row[1] == "interaction"]) > 2
    assert known[0] == known[1]


def test_what_is_not_plain_goes_the_way_of_all_rows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pair = Pair(tmp_path)
    for command in (
        "add 'Carol Stone' --nickname Caz",
        "kinds add sail --minutes 90",
        "log sail carol anne --note 'a long one' --at home --on 2026-02-21",
        "log lunch carol --on 2026-02-22",
        "log letter bob --on 2026-02-23",
        "kinds remove letter --yes",
        "plan dinner anne",
        "log dinner anne --on 2026-02-24",
        "unlog 3",
        "merge carol anne --yes",
        "add Dan",
        "log call dan",
        "remove dan --yes",
    ):
        pair.laptop(command)
    pair.sync()
    write_whole(pair.laptop)
    server = arrive(tmp_path, "server", pair.laptop.carried, pair.key)
    assert server.content() == pair.laptop.content() == server.rebuilt()
    assert server.state() == pair.laptop.state()
    assert server.faults() == []
    assert server.query("SELECT count(*) FROM change") == [(0,)]
    monkeypatch.setattr(round_rows, "is_blank", lambda _: False)
    other = arrive(tmp_path, "other", pair.laptop.carried, pair.key)
    assert other.exported() == server.exported()
