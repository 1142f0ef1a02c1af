"""Schema, undo and backups: the way back is always there."""

from __future__ import annotations

import itertools
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path

from histories import STEPS, begin, check_history
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from trials.durability import copies
from trials.world import Tally, World, check, has, trial

DAY = re.compile(r"\d{4}-\d\d-\d\d")  # in the name of a backup
TESTS = Path(__file__).resolve().parents[1]


def suite(*words: str, before: tuple[str, ...] = ()) -> Tally:
    """Run tests of the suite; how many there were, and how many failed."""
    done = subprocess.run(
        [*before, sys.executable, "-m", "pytest", "--tb=line", *words],
        cwd=TESTS.parent, capture_output=True, text=True, check=False,
    )  # fmt: skip
    counts = {"passed": 0, "failed": 0, "error": 0, "errors": 0}
    words_ = done.stdout.strip().rpartition("\n")[2].replace(",", "").split()
    for number, word in itertools.pairwise(words_):
        if word in counts:
            counts[word] = int(number)
    failed = sum(counts.values()) - counts["passed"]
    notes = [line for line in done.stdout.splitlines() if line.startswith(("FAILED", "ERROR"))]
    if done.returncode and not failed:
        failed, notes = 1, [done.stdout[-500:] + done.stderr[-500:]]
    return Tally(failed + counts["passed"], failed, notes)


@trial("migrations: from blank, from every schema, failing ones", quick=1, full=1)
def migrations(world: World, count: int) -> Tally:
    """The tests of the suite are the full form: all or nothing, with the same content."""
    assert world
    assert count
    return suite(str(TESTS / "db" / "migrations" / "test_upgrade.py"))


@trial("undo and redo after random commands", quick=20, full=400)
def undo(world: World, count: int) -> Tally:
    """The state machine of the suite with more histories: content and ties come back exactly."""
    tally = Tally()
    folder = world.folder / "begun"
    folder.mkdir()
    begun = begin(folder)
    seen = 0

    @settings(
        max_examples=count, deadline=None, database=None, suppress_health_check=list(HealthCheck)
    )
    @given(st.lists(STEPS, min_size=4, max_size=14))
    def histories(steps: list[str]) -> None:
        nonlocal seen
        seen += 1
        check_history(begun, steps)

    try:
        histories()
    except Exception as error:  # noqa: BLE001  Hypothesis tells the history that broke
        tally = Tally(0, 1, ["\n".join([str(error), *getattr(error, "__notes__", [])])[:2000]])
    tally.tried = seen
    return tally


@trial("backups over simulated days", quick=40, full=365)
def year(world: World, count: int) -> Tally:
    """At most 7 daily, 4 weekly and 12 monthly ones are kept; each is sound and restores."""
    has("restore")
    tally = Tally()
    world.peopled()
    for number in range(count):
        day = date(2026, 3, 2) + timedelta(days=number)
        result = world.at(day.isoformat())(f"note anne 'day {number}'")
        kept = len(copies(world))
        tally.check(result.code == 0 and kept <= 7 + 4 + 12, f"{day}: {kept} kept, {result}")
    made = [date(2026, 3, 2) + timedelta(days=number) for number in range(count)]
    left = {date.fromisoformat(DAY.search(path.name)[0]) for path in copies(world)}
    weeks = {day.isocalendar()[:2] for day in made[-22:]}
    months = {(day.year, day.month) for day in made[-335:]}  # 12 of them at most
    lacking = {*made[-7:]} - left
    lacking |= weeks - {day.isocalendar()[:2] for day in left}
    lacking |= months - {(day.year, day.month) for day in left}
    tally.check(not lacking, f"none was kept of {lacking}")
    for backup in copies(world):
        other = world.copy()
        result = other(["restore", str(backup), "--yes"])
        right = result.code == 0 and check(backup) == "ok" and other.sound()
        tally.check(right, f"{backup.name}: {result}")
        other.gone()
    return tally


@trial("backups while 8 loops write", quick=4, full=40)
def while_writing(world: World, count: int) -> Tally:
    """Every one is consistent, and no writer errs."""
    has("backup")
    tally = Tally()
    world.peopled()
    done = False

    def write(_: int) -> int:
        errors = 0
        while not done:
            errors += world.run("log text anne").code != 0
        return errors

    with ThreadPoolExecutor(8) as pool:
        writers = [pool.submit(write, number) for number in range(8)]
        for number in range(count):
            target = world.folder / f"copy{number}.db"
            result = world.run(["backup", str(target)])
            tally.check(result.code == 0 and check(target) == "ok", result)
        done = True
        tally.check(not sum(writer.result() for writer in writers), "a writer failed")
    return tally
