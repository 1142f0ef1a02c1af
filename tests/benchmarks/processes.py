"""Runs commands as whole processes, and measures what each of them takes."""

from __future__ import annotations

import os
import pty
import statistics
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

# A small parent of its own: on Linux, a process that starts begins with the peak of its parent.
MEASURE = """\
import os, sys
quiet = [(os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0)]
child = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ, file_actions=quiet)
_, status, usage = os.wait4(child, 0)
spent = usage.ru_utime + usage.ru_stime
sys.stderr.write(f"{os.waitstatus_to_exitcode(status)} {spent} {usage.ru_maxrss}")
"""
BLOCK = 1 << 16


@dataclass(frozen=True)
class Cost:
    """What one process took.

    Attributes:
        code: How it ended.
        seconds: Of the processor, user and system.
        megabytes: At its peak.
    """

    code: int
    seconds: float
    megabytes: float


def environment(home: Path, today: str) -> dict[str, str]:
    """A user's environment: byte code is written, and everything is kept under `home`."""
    kept = {key: os.environ[key] for key in ("PATH", "LANG") if key in os.environ}
    return {
        **kept, "HOME": str(home), "TINYNET_DB": str(home / "tinynet.db"), "TINYNET_TODAY": today,
        "TERM": "xterm",
    }  # fmt: skip


def run(
    words: Sequence[str], environ: Mapping[str, str], *, terminal: bool = False, stdin: str = ""
) -> Cost:
    """Run one process to its end; its output goes to a pipe or a terminal, where it is read."""
    ours, theirs = pty.openpty() if terminal else os.pipe()
    source = open(stdin or os.devnull, "rb")  # noqa: SIM115
    with source, subprocess.Popen(
        [sys.executable, "-I", "-S", "-c", MEASURE, *words],
        stdin=source, stdout=theirs, stderr=subprocess.PIPE, env=dict(environ),
    ) as process:  # fmt: skip
        os.close(theirs)
        try:
            while os.read(ours, BLOCK):
                pass
        except OSError:
            pass  # a closed terminal reads as an error
        os.close(ours)
        assert process.stderr is not None
        code, seconds, kilobytes = process.stderr.read().split()
    return Cost(int(code), float(seconds), int(kilobytes) / 1024)


def median(costs: Sequence[Cost]) -> Cost:
    """The median of the seconds, and the greatest peak."""
    return Cost(
        costs[0].code,
        statistics.median(cost.seconds for cost in costs),
        max(cost.megabytes for cost in costs),
    )


def instructions(words: Sequence[str], environ: Mapping[str, str]) -> int:
    """How many instructions a process takes, counted by valgrind's callgrind."""
    counted = subprocess.run(
        ["valgrind", "--tool=callgrind", f"--callgrind-out-file={os.devnull}", *words],
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
        env={**environ, "PYTHONHASHSEED": "0"}, check=True,
    ).stderr  # fmt: skip
    (line,) = (line for line in counted.splitlines() if "Collected" in line)
    return int(line.split()[-1])
