"""Puts every promise to the test: `python tests/trials/run.py [--full] [--only WORDS]`.

Runs the `tinynet` that is installed beside this Python (with the extra `test`), in folders of its
own, and prints one table. By default each trial runs a few times, some two minutes in all; with
--full as often as docs/reliability.md says. Some trials need root, strace, setpriv or unshare, and
say so where they are missing.
"""

from __future__ import annotations

import argparse
import contextlib
import platform
import sqlite3
import sys
import tempfile
import time
import traceback
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TESTS), str(TESTS / "helpers")]

from tinynet import __version__  # noqa: E402  beside this Python
from trials import (  # noqa: E402  they are found beside this file
    agents,
    bombs,
    concurrency,
    damage,
    dates,
    durability,
    exchange,
    history,
    hostile,
    limits,
    mutations,
    pages,
    privacy,
    round_trips,
    shells,
    sync,
    sync_hostile,
    sync_sabotage,
)  # fmt: skip
from trials.world import TRIALS, NotHereError, Tally, Trial, World  # noqa: E402  as above

ORDER = (
    durability, limits, concurrency, damage, history, exchange, privacy, hostile, mutations, bombs,
    dates, shells, pages, agents, round_trips, sync, sync_hostile,
    sync_sabotage,
)  # fmt: skip
GROUPS = [group.__name__ for group in ORDER]


def one(trial: Trial, count: int) -> tuple[str, Tally]:
    """Run a trial: its row of the table, and what it found."""
    start = time.perf_counter()
    with (
        tempfile.TemporaryDirectory(prefix="tinynet-trial-", ignore_cleanup_errors=True) as folder,
        contextlib.chdir(folder),  # where what is typed as a file's name may end up
    ):
        try:
            world = World(Path(folder) / "world")
            world.folder.mkdir()
            tally = trial.run(world, count)
        except NotHereError as why:
            return f"| {trial.name} | not run: {why} | | |", Tally()
        except Exception:  # noqa: BLE001  a trial that breaks must not take the others with it
            tally = Tally(1, 1, [traceback.format_exc()])
    spent = time.perf_counter() - start
    return f"| {trial.name} | {tally.tried:,} | {tally.failed:,} | {spent:.0f} |", tally


def ordered() -> list[Trial]:
    """All trials, group by group."""
    return sorted(TRIALS.values(), key=lambda trial: GROUPS.index(trial.run.__module__))


def main() -> int:
    """Run the trials that were asked for."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--full", action="store_true", help="as often as is documented")
    options.add_argument("--only", default="", help="trials with these words in their name")
    options.add_argument(
        "--histories", type=int, default=0, help="so many histories of several machines"
    )
    given = options.parse_args()
    chosen = [trial for trial in ordered() if given.only.lower() in trial.name.lower()]
    print(
        f"tinynet {__version__}, Python {platform.python_version()}, "
        f"SQLite {sqlite3.sqlite_version}, {platform.system()} {platform.machine()}\n"
    )
    print("| trial | tried | failed | seconds |\n|---|---|---|---|", flush=True)
    notes, asides = [], []
    for trial in chosen:
        count = trial.full if given.full else trial.quick
        if given.histories and trial.name == sync.HISTORIES:
            count = given.histories
        row, tally = one(trial, count)
        print(row, flush=True)
        notes += [f"\n{trial.name}:\n  {note}" for note in tally.notes]
        asides += [f"\n{trial.name}: {tally.aside}"] if tally.aside else []
    print(*asides, *notes, sep="\n")
    return 1 if notes else 0


if __name__ == "__main__":
    sys.exit(main())
