"""Many at once: one writes, the others wait, nobody errs, and readers change nothing."""

from __future__ import annotations

import hashlib
import sqlite3
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

from command_line import Result

from trials.world import Tally, World, query, trial

LOOPS = 8
LOOP = """
import io, os, sys
from tinynet.cli import boundary
from tinynet.cli.env import Env
words = ["log", "text", "anne"]
for _ in range(int(sys.argv[1])):
    env = Env(os.environ, words, stdout=io.StringIO())
    print(boundary.run(env, words))
"""
HOLDER = """
import sys
from tinynet.db import files
lock = files.Lock(sys.argv[1])
print("held", flush=True)
sys.stdin.read()
"""


def contacts(world: World) -> int:
    """How many contacts there are."""
    return int(query(world.path, "SELECT count(*) FROM interaction")[0][0])


@trial(f"{LOOPS} loops of log at once, each in one process", suite=8, quick=50, full=500)
def loops(world: World, count: int) -> Tally:
    """Every one of them is there."""
    tally = Tally()
    world.peopled()
    before = contacts(world)
    words = [sys.executable, "-c", LOOP, str(count)]
    running = [
        subprocess.Popen(
            words, env=world.environ, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        for _ in range(LOOPS)
    ]
    for process in running:
        out, err = process.communicate()
        codes = [*out.split(), *["none"] * count][:count]
        for code in codes:
            tally.check(code == "0", f"exit {code}: {err}")
    rows = contacts(world) - before
    if rows != count * LOOPS or not world.sound():
        tally.failed += 1
        tally.notes.append(f"{rows} rows, not {count * LOOPS}")
    return tally


@trial(f"{LOOPS} loops of tinynet log at once", suite=4, quick=10, full=50)
def processes(world: World, count: int) -> Tally:
    """The same, each a process."""
    tally = Tally()
    world.peopled()
    before = contacts(world)
    with ThreadPoolExecutor(LOOPS) as pool:
        for result in pool.map(lambda _: world.run("log text anne"), range(LOOPS * count)):
            tally.check(result.code == 0 and not result.err, result)
    rows = contacts(world) - before
    if rows != count * LOOPS or not world.sound():
        tally.failed += 1
        tally.notes.append(f"{rows} rows, not {count * LOOPS}")
    return tally


@trial("4 writers and 16 readers, in seconds", suite=2, quick=5, full=30)
def readers(world: World, count: int) -> Tally:
    """No error on either side; a read changes no byte."""
    tally = Tally()
    world.peopled()
    end = time.monotonic() + count

    def repeat(line: str) -> list[Result]:
        done = []
        while time.monotonic() < end:
            done.append(world.run(line))
        return done

    with ThreadPoolExecutor(20) as pool:
        for done in pool.map(repeat, ["log text anne"] * 4 + ["due"] * 16):
            for result in done:
                tally.check(result.code == 0 and not result.err, result)
    before = hashlib.sha256(world.path.read_bytes()).digest()
    for line in ("due", "rank", "list --json", "show anne", "why anne", "history", "undo --list"):
        world.run(line)
        after = hashlib.sha256(world.path.read_bytes()).digest()
        tally.check(after == before, f"{line} changed the file")
    return tally


@trial("a lock that another process holds", quick=1, full=5)
def held(world: World, count: int) -> Tally:
    """Exit 6 within 10 s, naming it; readers do not wait for it."""
    tally = Tally()
    world.peopled()
    for _ in range(count):
        holder = subprocess.Popen(
            [sys.executable, "-c", HOLDER, str(world.path)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        assert holder.stdout is not None
        holder.stdout.readline()
        start = time.monotonic()
        reading = world.run("due")
        between = time.monotonic()
        writing = world.run("log text anne")
        spent = time.monotonic() - between
        holder.communicate("")
        tally.check(reading.code == 0 and between - start < 1, reading)
        named = f"is being written by process {holder.pid}" in writing.err
        tally.check(writing.code == 6 and named and spent < 10, f"{spent:.1f} s: {writing}")
        tally.check(world.run("log text anne").code == 0, "not released")
    with closing(sqlite3.connect(world.path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")  # a program that knows nothing of our lock
        for line in ("log text anne", "due"):
            start = time.monotonic()
            result = world.run(line)
            spent = time.monotonic() - start
            tally.check(result.code == 6 and spent < 10, f"{line}: {spent:.1f} s, {result}")
    return tally


@trial("20 first runs at once", quick=2, full=20)
def first_runs(world: World, count: int) -> Tally:
    """One database, everybody in it."""
    tally = Tally()
    for _ in range(count):
        other = world.copy()
        with ThreadPoolExecutor(20) as pool:
            lines = [["add", f"Person {number}x"] for number in range(20)]
            done = list(pool.map(other.run, lines))
        said = sum("Your friends are kept in" in result.err for result in done)
        people = query(other.path, "SELECT count(*) FROM person")[0][0]
        right = not any(result.code for result in done) and (said, people) == (1, 20)
        tally.check(right and other.sound(), (said, people, [r for r in done if r.code]))
        other.gone()
    return tally
