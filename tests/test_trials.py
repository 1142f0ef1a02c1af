"""The trials of `trials/` in their quickest form."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

from trials import run
from trials.sync_sabotage import RULES, SABOTAGES
from trials.world import TRIALS, NotHereError, World

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize("trial", [t for t in TRIALS.values() if t.suite], ids=lambda t: t.name)
def test_a_promise_holds(trial, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)  # where what is typed as a file's name may end up
    world = World(tmp_path / "world")
    world.folder.mkdir()
    try:
        tally = trial.run(world, trial.suite)
    except NotHereError as why:
        pytest.skip(str(why))
    assert tally.tried >= trial.suite
    assert tally.notes == []
    assert tally.failed == 0


@pytest.mark.parametrize("sabotage", SABOTAGES, ids=lambda one: one.rule)
def test_what_is_to_be_broken_stands_there_once(sabotage):
    text = (ROOT / RULES / sabotage.file).read_text(encoding="utf-8")
    assert text.count(sabotage.right) == 1
    ast.parse(text.replace(sabotage.right, sabotage.wrong))  # what is broken can be run


def test_a_failure_is_counted_reported_and_ends_in_exit_code_1(monkeypatch, capsys):
    def broken(_, count):
        raise ZeroDivisionError(count)

    def lacking(_, count):
        raise NotHereError(f"no root, {count}")

    found = run.Tally()
    found.check(1, "held")
    found.check(0, "did not hold")
    here = {
        "breaks": run.Trial("breaks", broken, 0, 3, 4),
        "fails": run.Trial("fails", lambda *_: found, 0, 1, 1),
        "lacks": run.Trial("lacks", lacking, 0, 1, 1),
    }
    for trial in here.values():
        trial.run.__module__ = "trials.limits"
    monkeypatch.setattr(run, "TRIALS", here)
    monkeypatch.setattr(sys, "argv", ["run.py"])
    assert run.main() == 1
    shown = capsys.readouterr().out
    rows = [line for line in shown.splitlines() if line.startswith("| ")]
    assert rows[1:] == [
        "| breaks | 1 | 1 | 0 |", "| fails | 2 | 1 | 0 |", "| lacks | not run: no root, 1 | | |",
    ]  # fmt: skip
    assert "ZeroDivisionError: 3" in shown
    assert "\nfails:\n  did not hold\n" in shown
