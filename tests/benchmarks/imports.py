"""How long imports take: `python tests/benchmarks/imports.py [FOLDER]` prints a table.

Seeded files of each size are built in the folder (kept, if one is named), and imported by whole
processes into a new database: once, once more, and as a file of twice the size.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import build_cards
import build_friends
import build_mail

MB = 1024 * 1024
# What, how it is imported, how many there are in it, and who builds a file of so many.
FILES: tuple[tuple[str, tuple[str, ...], int, Callable[[Path, int], None]], ...] = (
    ("vCards", ("vcard",), 50_000, build_cards.build),
    ("mails in an mbox", ("mbox", "--min-days", "3"), 200_000, build_mail.build),
    (
        "activities in a friends.md", ("friends",), 20_000,
        lambda path, count: build_friends.build(path, count // 20, count),
    ),
)  # fmt: skip


@dataclass
class Cost:
    """What one command line took: seconds, seconds of the processor, megabytes at most."""

    seconds: float
    cpu: float
    peak: float


def took(folder: Path, line: list[str]) -> Cost:
    """Run one command line as a process of its own."""
    environ = {**os.environ, "TINYNET_DB": str(folder / "tinynet.db"), "HOME": str(folder)}
    start = time.monotonic()
    child = subprocess.Popen(
        [sys.executable, "-m", "tinynet", *line, "--json"], env=environ, stdout=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(child.pid, 0)
    if status:
        sys.exit(f"{' '.join(line)} ended with {os.waitstatus_to_exitcode(status)}")
    cpu = usage.ru_utime + usage.ru_stime
    return Cost(time.monotonic() - start, cpu, usage.ru_maxrss / 1024)


def measured(folder: Path, line: list[str], times: int) -> list[Cost]:
    """The same command line several times, beginning with no database."""
    with TemporaryDirectory(dir=folder) as empty:
        return [took(Path(empty), line) for _ in range(times)]


def main(folder: Path) -> None:
    """Print a row for each kind of file; in brackets the seconds of the processor."""
    print("| what | size | first | again | peak | twice as many |")
    print("|---|---|---|---|---|---|")
    for what, (source, *options), count, builder in FILES:
        single, double = folder / f"{source}-{count}", folder / f"{source}-{2 * count}"
        for path, size in ((single, count), (double, 2 * count)):
            if not path.exists():
                builder(path, size)
        line = ["import", source, str(single), *options]
        first, again = measured(folder, line, 2)
        (twice,) = measured(folder, ["import", source, str(double), *options], 1)
        print(
            f"| {count:,} {what} | {single.stat().st_size / MB:,.0f} MB "
            f"| {first.seconds:.1f} s ({first.cpu:.1f}) | {again.seconds:.1f} s ({again.cpu:.1f}) "
            f"| {max(first.peak, again.peak):.0f} MB "
            f"| {twice.seconds:.1f} s ({twice.cpu:.1f}, {twice.cpu / first.cpu:.2f} x) |",
            flush=True,
        )


if __name__ == "__main__":
    if len(sys.argv) > 1:
        main(Path(sys.argv[1]))
    else:
        with TemporaryDirectory() as name:
            main(Path(name))
