"""Random histories of real commands on several machines: in the end all agree, and nothing is lost.

tests/trials/sync.py runs many and long ones.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from machine_histories import History


@pytest.mark.parametrize("seed", range(20))
def test_machines_agree_after_any_history(tmp_path: Path, seed: int) -> None:
    history = History(tmp_path, seed, 2 + seed % 2)
    history.run(12)
    assert history.disagreements() == []


@pytest.fixture
def history(tmp_path: Path) -> History:
    """Two machines; the first has a note that it has sent, and a backup from before."""
    history = History(tmp_path, 0, 2)
    history.begin()
    history.do(history.machines[0], ["backup"])
    history.do(history.machines[0], ["note", "anne-b", "t:sent"])
    history.sync(history.machines[0])
    return history


def test_a_history_counts_what_was_replaced_in_a_backup_from_after_the_last_sync_as_taken_out(
    history: History,
) -> None:
    machine = history.machines[0]
    for words in (
        ["note", "anne-b", "t:instead", "--id", "n1"], ["backup"], ["undo", "--yes"],
        ["restore", "--yes"],
    ):  # fmt: skip
        history.do(machine, words)
    assert machine.texts().keys() == {"t:instead"}
    history.settle()
    assert history.disagreements() == []


def test_a_history_misses_what_goes_though_nobody_took_it_out(history: History) -> None:
    history.settle()
    assert history.disagreements() == []
    history.machines[0].ok("note anne-b --remove --id n1")  # the history does not see this
    history.settle()
    assert history.disagreements() == ["lost: t:sent"]


def test_a_history_does_not_count_what_an_older_backup_lacks_as_taken_out(
    history: History,
) -> None:
    machine = history.machines[0]
    older = machine.ok("backup --list --json").json["backups"][-1]["path"]
    history.do(machine, ["restore", older, "--yes"])
    assert machine.texts() == {}
    assert history.out == {}
