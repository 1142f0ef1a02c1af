"""How long everything takes: `python tests/benchmarks/speed.py` prints the table of docs/speed.md.

    --against FOLDER   the environment of an earlier version, to compare with: FOLDER/bin/tinynet
    --only ROWS        rows whose name contains one of these, between commas
    --sizes s,m,l,p    databases; `two` and `few` are the small ones
    --rounds N         of everything, interleaved; a row that has taken --patience seconds waits
    --longest SECONDS  leave out what, by the smaller sizes, would take longer than that
    --instructions     count the daily commands' instructions as well, with valgrind (no times
                       beside it: --sizes none)
    --keep FOLDER      build what is measured there, or take what is there

Databases and files are seeded, so they are the same everywhere. Every command is a whole process,
its output goes to a pipe, and what counts is the time of the processor, user and system. `x` is the
ratio to `python -I -S -c "import sqlite3"` with the Python of the same environment.
"""

from __future__ import annotations

import argparse
import functools
import itertools
import math
import os
import platform
import shlex
import shutil
import sqlite3
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import build
import build_calendar
import build_cards
import build_friends
import earlier
import processes
from processes import Cost
from speed_rows import CARDS, COUNTED, FRIENDS, ROWS, SERIES, SIZES, Row

os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # the byte code of users is written
TODAY = build.TODAY.isoformat()
BATCH, BATCH_DAYS = 100_000, 700
SMALLER = {"m": "s", "l": "m", "p": "m"}
LIKE_DATA = 1.2  # how much faster than the data something may grow, measured as it is
COLUMNS = ("s", "m", "l", "p")
Places = dict[str, Path]  # databases of today, by size


class Version:
    """An installed tinynet, and the databases it is measured with.

    Args:
        program: Its command.
        folder: Where its databases are kept.
        built: Today's databases, by size.
        is_earlier: Whether they must be made again for it.
    """

    def __init__(self, program: Path, folder: Path, built: Places, *, is_earlier: bool) -> None:
        self.program, self.folder = str(program), folder
        self.python = str(program.with_name("python"))
        self.built, self.is_earlier = built, is_earlier
        self.new = (f"{number:x}".translate(LETTERS) for number in itertools.count(0xA0000))

    def ready(self, size: str) -> Path:
        """The folder of a database that stays as it is, with a backup of today."""
        home = self.folder / size
        if not home.exists():
            home.mkdir(parents=True)
            environ = processes.environment(home, TODAY)
            if self.is_earlier:
                earlier.build(self.program, environ, self.built[size])
            else:
                shutil.copy(self.built[size], home / "tinynet.db")
            processes.run([self.program, "add", "Nobody"], environ)
        return home

    def measure(self, row: Row, size: str, files: Files) -> Cost:
        """Run a row's command once, on a fresh copy of the database if it writes."""
        home = self.ready(size) if not row.empty else self.folder / "empty"
        words = functools.partial(self.words, size=size, files=files, empty=row.empty)
        if row.writes or row.empty:
            home, ready = self.folder / "work", home
            shutil.rmtree(home, ignore_errors=True)
            home.mkdir()
            if not row.empty:
                shutil.copytree(ready, home, dirs_exist_ok=True)
                put_on_disk(home)
        environ = processes.environment(home, TODAY)
        if row.before:
            processes.run([self.program, *words(row.before)], environ)
        (stdin,) = words(row.stdin) or [""]
        return processes.run(
            [self.program, *words(row.words)], environ, terminal=row.terminal, stdin=stdin
        )

    def words(self, line: str, size: str, files: Files, *, empty: bool = False) -> list[str]:
        """A command line with the names and files that it speaks of."""
        asked = {name for name in files.makers if f"{{{name}}}" in line}
        known = {name: str(files.path(name, size, self)) for name in asked}
        if not empty:
            known |= names(self.ready(size) / "tinynet.db") | {"new": next(self.new)}
        return [word.format(**known) for word in shlex.split(line)]


def put_on_disk(home: Path) -> None:
    """Sync a fresh copy: else the command that syncs next pays for writing what we copied."""
    for file in home.rglob("*"):
        number = os.open(file, os.O_RDONLY)
        os.fsync(number)
        os.close(number)


LETTERS = str.maketrans("0123456789", "ghijklmnop")


@functools.cache
def names(path: Path) -> dict[str, str]:
    """What the words of commands speak of: two people, and the latest contact."""
    with closing(sqlite3.connect(path)) as store:
        people = store.execute(
            "SELECT handle, name FROM person WHERE id < 5 ORDER BY id DESC LIMIT 2"
        )
        (who, _), (other, other_name) = people.fetchall()
        (last,) = store.execute("SELECT max(id) FROM interaction").fetchone()
    return {
        "who": who, "other": other, "other_name": other_name, "start": who[:2], "last": str(last),
    }  # fmt: skip


class Files:
    """Files to import, made when they are first asked for.

    Args:
        folder: Where they are kept.
        built: Today's databases, by size.
    """

    def __init__(self, folder: Path, built: Places) -> None:
        self.folder, self.built = folder, built
        self.makers = {
            "card": ("card.vcf", lambda path, _: build_cards.build(path, 1)),
            "cards": ("cards.vcf", lambda path, size: build_cards.build(path, CARDS[size])),
            "friends": ("friends.md", lambda path, size: build_friends.build(path, *FRIENDS[size])),
            "calendar": ("days.ics", lambda path, size: build_calendar.build(path, SERIES[size])),
            "batch": ("batch.txt", self.batch),
            "json": ("friends.json", None),
        }

    def path(self, name: str, size: str, version: Version) -> Path:
        """The file of that name and size; JSON is what the version itself has exported."""
        ending, maker = self.makers[name]
        folder = version.folder if maker is None else self.folder
        path = folder / f"{size}-{ending}"
        if not path.exists():
            if maker is None:
                environ = processes.environment(version.ready(size), TODAY)
                processes.run([version.program, "export", "json", str(path)], environ)
            else:
                maker(path, size)
        return path

    def batch(self, path: Path, size: str) -> None:
        """Many contacts, a line each."""
        with closing(sqlite3.connect(self.built[size])) as store:
            who = [row[0] for row in store.execute("SELECT handle FROM person")]
        days = [(build.TODAY - timedelta(days=n)).isoformat() for n in range(BATCH_DAYS)]
        path.write_text("".join(
            f"coffee\t{who[n * 7919 % len(who)]}\t{days[n % BATCH_DAYS]}\t45m\n"
            for n in range(BATCH)
        ))  # fmt: skip


Key = tuple[str, Row, str]  # a version's name, a row, a size


def measure_all(
    versions: dict[str, Version], wanted: list[tuple[Row, str]], files: Files, given: Given
) -> tuple[Cost, dict[Key, Cost]]:
    """Measure every row in every version, all of them interleaved."""
    base = [versions["now"].python, "-I", "-S", "-c", "import sqlite3"]
    environ = processes.environment(Path("none"), TODAY)
    bases: list[Cost] = []
    costs: dict[Key, list[Cost]] = {}
    for number in range(given.rounds + 1):
        for row, size in wanted:
            bases.append(processes.run(base, environ))
            for name, version in versions.items():
                made = costs.setdefault((name, row, size), [])
                if number and sum(cost.seconds for cost in made) > given.patience:
                    continue
                if expected(costs, (name, row, size)) > given.longest:
                    continue
                cost = version.measure(row, size, files)
                if number == 0 and cost.seconds < given.patience / 10:
                    continue  # wrote the byte code, warmed the cache of the disk
                made.append(cost)
        print(f"round {number} of {given.rounds}", file=sys.stderr, flush=True)
    medians = {key: processes.median(made) for key, made in costs.items() if made}
    return processes.median(bases), medians


def expected(costs: dict[Key, list[Cost]], key: Key) -> float:
    """The seconds that something will take, by what a smaller size took; 0 where none was measured.

    Args:
        costs: What was measured so far.
        key: A version's name, a row, a size.
    """
    name, row, size = key
    before = SMALLER.get(size, "")
    made = costs.get((name, row, before))
    if not made:
        return expected(costs, (name, row, before)) if before else 0
    more = (after / earlier for after, earlier in zip(SIZES[size], SIZES[before], strict=True))
    return made[-1].seconds * max(more)


def table(
    base: Cost, costs: dict[Key, Cost], rows: list[Row], versions: Iterable[str]
) -> Iterator[str]:
    """The lines of the table, in Markdown."""
    shown = [size for size in COLUMNS if any(size == key[2] for key in costs)]
    heads = [f"{SIZES[size][0]:,} / {SIZES[size][1]:,}" for size in shown]
    yield f"| what | {' | '.join(heads)} | goal | |"
    yield "|---" * (len(shown) + 3) + "|"
    for row in rows:
        cells = []
        for size in shown:
            at = "two" if size == "s" and row.sizes == ("two",) else size
            found = [costs.get((name, row, at)) for name in versions]
            cells.append(cell(row, base, found) if any(found) else "")
        yield f"| {row.name} | {' | '.join(cells)} | {goal(row)} | {verdict(row, base, costs)} |"


def cell(row: Row, base: Cost, found: list[Cost | None]) -> str:
    """What the versions took, the earlier one first; a dash where it cannot do it."""
    done = [cost if cost and cost.code == row.code else None for cost in found]
    if not row.in_seconds:
        return " → ".join(f"{one.seconds / base.seconds:.2f}" if one else "-" for one in done)
    seconds = " → ".join(f"{one.seconds:.2f}" if one else "-" for one in done)
    megabytes = " → ".join(f"{one.megabytes:.0f}" if one else "-" for one in done)
    return f"{seconds} s, {megabytes} MB"


def goal(row: Row) -> str:
    """What is to be reached."""
    said = [f"{row.times:g} x"] if row.times else []
    said += [f"{row.seconds:g} s"] if row.seconds else []
    said += [f"{row.megabytes:g} MB"] if row.megabytes else []
    return f"{', '.join(said)}{f' at {row.at}' if row.at else ''}"


def verdict(row: Row, base: Cost, costs: dict[Key, Cost]) -> str:
    """Whether it is reached at every size that the goal is for."""
    now = [
        cost
        for (name, which, size), cost in costs.items()
        if name == "now" and which == row and row.at in {"", size}
    ]
    if not now:
        return ""
    reached = all(
        cost.code == row.code
        and (not row.times or cost.seconds / base.seconds <= row.times)
        and (not row.seconds or cost.seconds <= row.seconds)
        and (not row.megabytes or cost.megabytes <= row.megabytes)
        for cost in now
    )
    return "met" if reached else "**missed**"


def fast_growing(costs: dict[Key, Cost]) -> Iterator[str]:
    """The rows that grow faster than the contacts do, from one size to the next."""
    for (name, row, size), cost in costs.items():
        after = {"s": "m", "m": "l"}.get(size, "")
        if name != "now" or (name, row, after) not in costs:
            continue
        grown = costs[name, row, after].seconds / cost.seconds
        if grown > LIKE_DATA * SIZES[after][1] / SIZES[size][1]:
            yield f"{row.name}: {grown:.1f} times from {size} to {after}"


def instruction_table(versions: dict[str, Version], files: Files) -> Iterator[str]:
    """The instructions of the daily commands, as a ratio to those of the base."""
    environ = processes.environment(Path("none"), TODAY)
    base = [versions["now"].python, "-I", "-S", "-c", "import sqlite3"]
    least = processes.instructions(base, environ)
    yield f"Instructions, as a ratio to the base's {least / 1e6:.1f} million:\n"
    yield f"| what | {' | '.join(versions)} | goal | |"
    yield "|---" * (len(versions) + 3) + "|"
    for row in COUNTED:
        ratios = {}
        for name, version in versions.items():
            version.measure(row, "few", files)
            home = version.folder / "work"
            shutil.rmtree(home, ignore_errors=True)
            shutil.copytree(version.ready("few"), home)
            words = [version.python, version.program, *version.words(row.words, "few", files)]
            ratios[name] = processes.instructions(words, processes.environment(home, TODAY)) / least
        cells = " | ".join(f"{ratio:.3f}" for ratio in ratios.values())
        met = "met" if ratios["now"] <= row.times else "**missed**"
        yield f"| {row.name} | {cells} | {row.times} | {met} |"


class Given(argparse.Namespace):
    """What was asked for."""

    against: Path | None
    only: str
    sizes: str
    rounds: int
    patience: float
    longest: float
    instructions: bool
    keep: Path | None


def arguments() -> Given:
    """Read the command line."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--against", type=Path)
    options.add_argument("--only", default="")
    options.add_argument("--sizes", default="two,s,m,l,p")
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--patience", type=float, default=10)
    options.add_argument("--longest", type=float, default=math.inf)
    options.add_argument("--instructions", action="store_true")
    options.add_argument("--keep", type=Path)
    return options.parse_args(namespace=Given())


def processor() -> str:
    """The model of the processor, where Linux says it."""
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.machine()
    return next((line.split(": ")[1] for line in lines if "model name" in line), "")


def main() -> None:
    """Build, measure, print."""
    given = arguments()
    folder = (given.keep or Path(tempfile.mkdtemp(prefix="tinynet-speed-"))).absolute()
    only = [word.strip() for word in given.only.split(",")]
    rows = [row for row in ROWS if any(word in row.name for word in only)]
    sizes = given.sizes.split(",")
    wanted = [(row, size) for row in rows for size in row.sizes if size in sizes]
    used = {size for row, size in wanted if not row.empty or "{json}" in row.words}
    built: Places = {}
    for size in {*used, *(["few"] if given.instructions else [])}:
        built[size] = folder / f"{size}.db"
        if not built[size].exists():
            build.build(built[size], *SIZES[size])
    here = Path(sys.executable).with_name("tinynet")
    versions = {"now": Version(here, folder / "now", built, is_earlier=False)}
    if given.against:
        there = given.against.absolute() / "bin" / "tinynet"
        versions = {
            "before": Version(there, folder / "before", built, is_earlier=True), **versions
        }  # fmt: skip
    for version in versions.values():
        version.folder.mkdir(parents=True, exist_ok=True)
    files = Files(folder, built)
    if wanted:
        print_times(versions, wanted, files, given)
    if given.instructions:
        print("\n".join(instruction_table(versions, files)))
    if not given.keep:
        shutil.rmtree(folder)


def print_times(
    versions: dict[str, Version], wanted: list[tuple[Row, str]], files: Files, given: Given
) -> None:
    """Measure, and print the table of all rows and what grows faster than the data."""
    load = os.getloadavg()[0]
    start = time.time()
    base, costs = measure_all(versions, wanted, files, given)
    print(
        f"Base {base.seconds * 1000:.1f} ms; {processor()}, {os.cpu_count()} cores, "
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}; "
        f"medians of {given.rounds} interleaved rounds, load {load:.1f} to {os.getloadavg()[0]:.1f}"
        f", {(time.time() - start) / 60:.0f} minutes.\n"
    )
    rows = list(dict.fromkeys(row for row, _ in wanted))
    print("\n".join(table(base, costs, rows, list(versions))), flush=True)
    print(
        "\nFaster than the data grow:", "; ".join(fast_growing(costs)) or "none", "\n", flush=True
    )


if __name__ == "__main__":
    main()
