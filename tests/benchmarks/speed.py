"""How long the commands take: `python tests/benchmarks/speed.py [--rounds N] [--keep FOLDER]`.

Builds a small database (200 people, 4,000 contacts) and a large one (10,000 and 1,000,000), both
seeded, then runs every command as a whole process, interleaved, output to a pipe, and prints the
median wall time as a ratio to `python -I -S -c "import sqlite3"` of the same environment.
"""

from __future__ import annotations

import argparse
import itertools
import os
import platform
import pty
import random
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from string import ascii_lowercase

sys.path.insert(0, str(Path(__file__).parent))
import build

from tinynet.db import sql

PYTHON = sys.executable
TINYNET = str(Path(PYTHON).with_name("tinynet"))
SIZES = {"small": (200, 4_000), "large": (10_000, 1_000_000)}
BATCH = 100_000
TERMINAL = "terminal"
# name, words ({who}: a handle, {start}: its first letters), limit, limit at 10,000 rows
COMMANDS: tuple[tuple[str, list[str], float, float], ...] = (
    ("due", ["due"], 1.6, 1.6),
    ("log KIND WHO", ["log", "coffee", "{who}"], 1.6, 1.6),
    ("add NAME", ["add", "Zelda {new}"], 1.6, 1.6),
    ("prompt", ["prompt"], 1.6, 1.6),
    ("complete a name", ["__complete", "bash", "log", "coffee", "{start}"], 1.6, 1.6),
    ("rank", ["rank"], 3, 5),
    ("list", ["list"], 3, 5),
    ("history WHO --limit 20", ["history", "{who}", "--limit", "20"], 3, 3),
    ("due on a terminal", [TERMINAL, "due"], 7, 7),
    ("--help", ["--help"], 9, 9),
    ("due --json", ["due", "--json"], 45, 45),
    ("show WHO", ["show", "{who}"], 45, 45),
    ("why WHO", ["why", "{who}"], 45, 45),
    ("upcoming", ["upcoming"], 45, 45),
    ("circles", ["circles"], 45, 45),
    ("note WHO TEXT", ["note", "{who}", "likes", "ginger", "nuts"], 45, 45),
    ("edit WHO --circle", ["edit", "{who}", "--circle", "close"], 45, 45),
    ("undo", ["undo"], 45, 45),
    ("due --help", ["due", "--help"], 45, 45),
)


def environment(database: Path) -> dict[str, str]:
    """A user's environment: byte code is written, nothing else is set."""
    kept = {key: os.environ[key] for key in ("PATH", "HOME", "LANG") if key in os.environ}
    today = build.TODAY.isoformat()
    return {**kept, "TINYNET_DB": str(database), "TINYNET_TODAY": today, "TERM": "xterm"}


def timed(words: list[str], environ: dict[str, str]) -> float:
    """Seconds that one process takes, from its start to its end."""
    start = time.perf_counter()
    subprocess.run(
        words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environ, check=False
    )
    return time.perf_counter() - start


def timed_on_terminal(words: list[str], environ: dict[str, str]) -> float:
    """The same with a terminal as its output."""
    ours, theirs = pty.openpty()
    start = time.perf_counter()
    process = subprocess.Popen(words, stdout=theirs, stderr=subprocess.DEVNULL, env=environ)
    os.close(theirs)
    try:
        while os.read(ours, 65536):
            pass
    except OSError:
        pass  # a closed terminal reads as an error
    process.wait()
    spent = time.perf_counter() - start
    os.close(ours)
    return spent


def peak_megabytes(words: list[str], environ: dict[str, str], text: str | None = None) -> float:
    """The peak memory of one process, asked of a small parent that runs nothing else."""
    program = (
        "import resource, subprocess, sys\n"
        "subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)\n"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    done = subprocess.run(
        [PYTHON, "-I", "-S", "-c", program, *words],
        input=text, capture_output=True, text=True, env=environ, check=True,
    )  # fmt: skip
    return int(done.stdout) / 1024


def one(words: list[str], environ: dict[str, str], who: str) -> Callable[[], float]:
    """A measured run of one command line; {new} is another name each time."""
    run = timed_on_terminal if words[0] == TERMINAL else timed
    line = [TINYNET, *(word for word in words if word != TERMINAL)]
    dice = random.Random(len(who))
    names = ("".join(dice.choices(ascii_lowercase, k=9)) for _ in itertools.count())

    def measure() -> float:
        return run([w.format(who=who, start=who[:2], new=next(names)) for w in line], environ)

    return measure


def runs(sizes: dict[str, Path]) -> dict[tuple[str, str], Callable[[], float]]:
    """What is measured, by size and name; ("", "base") is what all is compared with."""
    base = [PYTHON, "-I", "-S", "-c", "import sqlite3"]
    made: dict[tuple[str, str], Callable[[], float]] = {
        ("", "base"): lambda: timed(base, environment(Path("none")))
    }
    for size, path in sizes.items():
        who = sqlite3.connect(path).execute("SELECT handle FROM person WHERE id = 3").fetchone()[0]
        for name, words, _, _ in COMMANDS:
            made[size, name] = one(words, environment(path), who)
    return made


def batch(path: Path) -> tuple[float, float, float]:
    """Seconds and megabytes of `log --batch -` with 100,000 lines, and of rebuilding all ties."""
    copy = path.with_name("batch.db")
    shutil.copy(path, copy)
    handles = [row[0] for row in sqlite3.connect(copy).execute("SELECT handle FROM person")]
    days = [build.date.fromordinal(build.TODAY.toordinal() - n).isoformat() for n in range(700)]
    lines = "".join(
        f"coffee\t{handles[n * 7919 % len(handles)]}\t{days[n % 700]}\t45m\n" for n in range(BATCH)
    )
    environ = environment(copy)
    start = time.perf_counter()
    subprocess.run(
        [TINYNET, "log", "--batch", "-"], input=lines, text=True, env=environ, check=True,
        stdout=subprocess.DEVNULL,
    )  # fmt: skip
    seconds = time.perf_counter() - start
    shutil.copy(path, copy)
    peak = peak_megabytes([TINYNET, "log", "--batch", "-"], environ, lines)
    with build.database.Unit(str(copy), build.CADENCES, label="rebuild", at="2026-03-01") as store:
        start = time.perf_counter()
        store.run(sql.rebuild_ties, **build.CADENCES)
        rebuilt = time.perf_counter() - start
    copy.unlink()
    return seconds, peak, rebuilt


def main() -> None:
    """Build, measure, print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=15)
    options.add_argument("--keep", type=Path, help="build the databases here, or take those there")
    given = options.parse_args()
    folder = given.keep or Path(tempfile.mkdtemp(prefix="tinynet-speed-"))
    sizes = {size: folder / f"{size}.db" for size in SIZES}
    for size, path in sizes.items():
        if not path.exists():
            build.build(path, *SIZES[size])
    work = {size: path.with_name(f"{size}-work.db") for size, path in sizes.items()}
    for size, path in sizes.items():
        shutil.copy(path, work[size])
    measured = runs(work)
    for run in measured.values():
        run()  # writes the byte code, warms the disk's cache
    spent: dict[tuple[str, str], list[float]] = {key: [] for key in measured}
    for _ in range(given.rounds):
        for key, run in measured.items():
            spent[key].append(run())
    base = statistics.median(spent["", "base"])
    machine = f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    print(
        f"base {base * 1000:.1f} ms ({machine}, SQLite {sqlite3.sqlite_version}), "
        f"median of {given.rounds}\n"
    )
    print("| command | 200 / 4,000 | 10,000 / 1,000,000 | limit |\n|---|---|---|---|")
    for name, _, small_limit, large_limit in COMMANDS:
        small, large = (statistics.median(spent[size, name]) / base for size in SIZES)
        limit = (
            f"{small_limit:g}"
            if small_limit == large_limit
            else f"{small_limit:g} / {large_limit:g}"
        )
        print(f"| {name} | {small:.2f} | {large:.2f} | {limit} |")
    large = work["large"]
    peaks = [peak_megabytes([TINYNET, "due"], environment(large))]
    who = sqlite3.connect(large).execute("SELECT handle FROM person WHERE id = 3").fetchone()[0]
    peaks.append(peak_megabytes([TINYNET, "log", "coffee", who], environment(large)))
    seconds, megabytes, rebuilt = batch(sizes["large"])
    print(f"\npeak memory at 10,000: due {peaks[0]:.1f} MB, log {peaks[1]:.1f} MB (limit 20)")
    print(
        f"log --batch, {BATCH:,} lines: {seconds:.1f} s (limit 6), {megabytes:.0f} MB (limit 200)"
    )
    print(f"rebuilding all ties of 1,000,000: {rebuilt:.2f} s (limit 3)")
    print(f"size of the large database: {sizes['large'].stat().st_size / 1e6:.0f} MB (limit 200)")
    for path in work.values():
        path.unlink()
    if not given.keep:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
