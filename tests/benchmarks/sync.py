"""What a sync costs: `python tests/benchmarks/sync.py [--rounds N] [--keep FOLDER] [--only small]`.

Builds a small database (200 people, 4,000 contacts), a middle one (1,000 and 100,000) and a large
one (10,000 and 1,000,000), makes each the laptop of a pair, and runs whole processes, one at a
time: joining, a sync with nothing to do, and 100 changes, sent and taken in; in brackets the
seconds of the processor. Then what the carrier must copy, of a day, and of a year in which the
other machine is never heard of.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parent))
import build

PYTHON = [sys.executable, "-I", "-S", "-c"]
TINYNET = str(Path(sys.executable).with_name("tinynet"))
CHANGES, DAYS, A_DAY = 100, 365, 4
SIZES = {"small": (200, 4_000), "middle": (1_000, 100_000), "large": (10_000, 1_000_000)}
LIMITS = {
    "middle": ("", 3, 400, ""),
    "small": ("4 x base + import", 0.5, 60, ""),
    "large": ("0.3 s", 3, 400, "60 s"),
}


class Cost(NamedTuple):
    """What a process took: seconds, those of the processor, and megabytes at most."""

    seconds: float
    cpu: float
    peak: float

    def __str__(self) -> str:
        return f"{self.seconds:.2f} s ({self.cpu:.2f}), {self.peak:.0f} MB"


class Machine:
    """A database that takes part, with its own copy of the folder."""

    def __init__(self, folder: Path, name: str) -> None:
        self.name, self.path, self.carried = name, folder / f"{name}.db", folder / name
        self.carried.mkdir(parents=True, exist_ok=True)
        self.today = build.TODAY

    def run(self, *words: str, text: str = "") -> Cost:
        """Run a command, which must succeed."""
        cost, _ = self.output(*words, text=text)
        return cost

    def output(self, *words: str, text: str = "") -> tuple[Cost, str]:
        """Run a command, which must succeed; returns what it printed, too."""
        environ = {
            "PATH": os.environ["PATH"], "HOME": str(self.path.parent),
            "TINYNET_DB": str(self.path), "TINYNET_TODAY": self.today.isoformat(),
        }  # fmt: skip
        begun = time.perf_counter()
        with tempfile.TemporaryFile("w+") as given, tempfile.TemporaryFile("w+") as printed:
            given.write(text)
            given.seek(0)
            child = subprocess.Popen([TINYNET, *words], env=environ, stdin=given, stdout=printed)
            _, status, usage = os.wait4(child.pid, 0)
            seconds = time.perf_counter() - begun
            if status:
                sys.exit(f"{self.name}: {' '.join(words)} ended with {status}")
            printed.seek(0)
            cpu = usage.ru_utime + usage.ru_stime
            return Cost(seconds, cpu, usage.ru_maxrss / 1024), printed.read()

    def log(self, count: int, first: int = 0) -> None:
        """Log so many contacts with different people."""
        handles = self.output("list", "--plain")[1].splitlines()
        lines = [
            f"coffee\t{handles[(first + n) * 7919 % len(handles)].split(chr(9))[0]}\t"
            f"{self.today - timedelta(days=n % 30)}\t\twe talked about {n} things\n"
            for n in range(count)
        ]
        self.run("log", "--batch", "-", text="".join(lines))

    def files(self) -> dict[str, bytes]:
        """This machine's files, by name."""
        return {file.name: file.read_bytes() for file in self.carried.glob(f"{self.name}.*")}


def carry(source: Machine, target: Machine) -> int:
    """Carry what is new to another machine; returns how many bytes that is."""
    copied, files = 0, source.files()
    for name, data in files.items():
        place = target.carried / name
        if not place.exists() or place.read_bytes() != data:
            place.write_bytes(data)
            copied += len(data)
    for file in target.carried.glob(f"{source.name}.*"):
        if file.name not in files:
            file.unlink()
    return copied


def pair(folder: Path, path: Path) -> tuple[Machine, Machine, Cost, Cost]:
    """A laptop with a database, and a desktop that joins; what each of both took."""
    laptop, desktop = Machine(folder, "laptop"), Machine(folder, "desktop")
    shutil.copy(path, laptop.path)
    first = laptop.run("sync", "init", str(laptop.carried), "--name", "laptop")
    _, key = laptop.output("sync", "key")
    carry(laptop, desktop)
    joined = desktop.run("sync", "join", str(desktop.carried), "--name", "desktop", text=key)
    carry(desktop, laptop)
    laptop.run("sync")
    return laptop, desktop, first, joined


def measure(folder: Path, name: str, path: Path, rounds: int) -> None:
    """Print a row of the table."""
    laptop, desktop, first, joined = pair(folder, path)
    base = [timed_base() for _ in range(rounds)]
    extra = [timed_extra() for _ in range(rounds)]
    quiet = [laptop.run("sync") for _ in range(rounds)]
    sent, taken = [], []
    for number in range(3):
        desktop.log(CHANGES, CHANGES * number)
        sent.append(desktop.run("sync"))
        carry(desktop, laptop)
        taken.append(laptop.run("sync"))
        carry(laptop, desktop)
        desktop.run("sync")
    nothing, least = statistics.median(c.seconds for c in quiet), statistics.median(base)
    limit, seconds, megabytes, join = LIMITS[name]
    print(
        f"| {name} | {first} | {joined}{join and f' (limit {join})'} "
        f"| {nothing * 1000:.0f} ms ({statistics.median(c.cpu for c in quiet) * 1000:.0f}), "
        f"{nothing / least:.1f} x base{limit and f' (limit {limit})'} "
        f"| {max(sent)} | {max(taken)} (limit {seconds} s, {megabytes} MB) "
        f"| {sum(map(len, laptop.files().values())) / 1e6:.2f} MB |",
        flush=True,
    )
    print(
        f"  base {least * 1000:.0f} ms, the extra's import {statistics.median(extra) * 1000:.0f} ms"
        f": 4 x base + import is {(4 * least + statistics.median(extra)) * 1000:.0f} ms",
        file=sys.stderr,
    )


def timed_base() -> float:
    """Seconds that the least takes that Python can do with SQLite."""
    begun = time.perf_counter()
    subprocess.run([*PYTHON, "import sqlite3"], env={}, check=True)
    return time.perf_counter() - begun


def timed_extra() -> float:
    """Seconds that the import of the extra takes by itself."""
    text = "import time; t = time.perf_counter(); import pyrage; print(time.perf_counter() - t)"
    done = subprocess.run([sys.executable, "-c", text], capture_output=True, text=True, check=True)
    return float(done.stdout)


def grow(folder: Path, path: Path) -> None:
    """Print what a day adds, and what a year makes that nobody acknowledges."""
    laptop, desktop, _, _ = pair(folder, path)
    whole = sum(len(data) for name, data in laptop.files().items() if ".all." in name)
    copied = []
    for day in range(1, DAYS + 1):
        laptop.today = build.TODAY + timedelta(days=day)
        laptop.log(A_DAY, day * A_DAY)
        laptop.run("sync")
        copied.append(carry(laptop, desktop))
        if day in {30, DAYS}:
            files = laptop.files()
            rest = sum(len(data) for name, data in files.items() if ".all." not in name)
            print(
                f"{day} days of {A_DAY} contacts, unacknowledged: {rest / 1000:.1f} KB in "
                f"{len(files) - 1} files beside the whole state ({whole / 1000:.1f} KB at first); "
                f"copied a day: {statistics.median(copied):.0f} bytes in the middle, "
                f"{statistics.mean(copied):.0f} on average, {max(copied):,} at most",
                flush=True,
            )


def main() -> None:
    """Build, measure, print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=9)
    options.add_argument("--keep", type=Path, help="build the databases here, or take those there")
    options.add_argument("--only", choices=[*SIZES, "year"])
    given = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="tinynet-sync-") as name:
        folder = given.keep or Path(name)
        print("| size | init | join | nothing to do | 100 changes sent | taken in | files |")
        print("|---|---|---|---|---|---|---|")
        for size, (people, contacts) in SIZES.items():
            path = folder / f"{size}.db"
            if given.only in {None, size} or (given.only == "year" and size == "small"):
                if not path.exists():
                    build.build(path, people, contacts)
                if given.only != "year":
                    measure(Path(name) / size, size, path, given.rounds)
        if given.only in {None, "year"}:
            grow(Path(name) / "year", folder / "small.db")


if __name__ == "__main__":
    main()
