"""A file that is not what it should be is refused in a sentence, and never made worse."""

from __future__ import annotations

import os
import subprocess
import time
from pathlib import Path

from databases import newer, other_programs

from trials.world import Tally, World, calm, check, content, has, needs, trial

HANG = 5.0  # seconds
PAGE = 4096
READS = ("due", "list --json", "history", "show anne", "why anne", "undo --list", "prompt")
WRITES = ("log coffee anne", "add Dora", "note anne hello", "undo", "edit anne --circle inner")
# Root passes by modes; without these two capabilities it is refused like anybody else.
AS_ANYBODY = ("--bounding-set", "-dac_override,-dac_read_search")


def ordinary() -> tuple[str, ...]:
    """What starts a program with the rights of an ordinary user.

    Raises:
        NotHereError: This is root, and there is no setpriv.
    """
    return () if os.geteuid() else (needs("setpriv"), *AS_ANYBODY)


@trial("a read-only file or folder, as an ordinary user", suite=1, quick=3, full=3)
def read_only(world: World, count: int) -> Tally:
    """Reading works; writing is a sentence and changes nothing."""
    tally = Tally()
    before_all = ordinary()
    world.peopled()
    Path(f"{world.path}.lock").unlink()
    for file, folder in ((0o400, 0o500), (0o400, 0o700), (0o600, 0o500))[:count]:
        other = world.copy()
        before = content(other.path)
        other.path.chmod(file)
        other.path.parent.chmod(folder)
        for line in READS:
            result = other.run(line, *before_all)
            tally.check(result.code == 0 and not result.err, (oct(file), oct(folder), result))
        for line in WRITES:
            result = other.run(line, *before_all)
            right = result.code == 1 and "cannot be written" in result.err
            tally.check(right and calm(result), (line, oct(file), oct(folder), result))
        other.path.parent.chmod(0o700)
        tally.check(content(other.path) == before, "it was changed")
        other.gone()
    return tally


def hurt(world: World, path: Path) -> str:
    """Flip some bits of a file, or overwrite a part, or cut its end; returns what was done."""
    data, dice = bytearray(path.read_bytes()), world.dice
    way = dice.choice(("flip", "flip", "page", "header", "cut", "zeros"))
    at = dice.randrange(len(data))
    if way == "flip":
        for _ in range(dice.choice((1, 1, 10, 100))):
            data[dice.randrange(len(data))] ^= 1 << dice.randrange(8)
    elif way == "page":
        start = at // PAGE * PAGE
        data[start : start + PAGE] = dice.randbytes(PAGE)
    elif way == "header":
        data[dice.randrange(100)] ^= 1 << dice.randrange(8)
    elif way == "cut":
        del data[at:]
    else:
        data[at : at + 512] = bytes(len(data[at : at + 512]))
    path.write_bytes(data)
    return f"{way} at {at}"


@trial("bit flips, overwritten pages, truncations", suite=12, quick=40, full=500)
def corruptions(world: World, count: int) -> Tally:
    """No traceback, nothing over 5 s, and a read changes nothing of what is left."""
    tally = Tally()
    world.peopled()
    for number in range(20):
        world.ok(f"log coffee anne bob --on 2025-{number % 12 + 1:02}-02 --note 'no {number}'")
    lines = (*READS, *WRITES)
    for number in range(count):
        other = world.copy()
        how = hurt(other, other.path)
        left = other.path.read_bytes()
        for line in (*other.dice.sample(READS, 2), other.dice.choice(WRITES)):
            assert line in lines
            start = time.monotonic()
            try:
                result = other.run(line)
            except subprocess.TimeoutExpired:
                tally.check(held=False, what=f"{how}: {line} hangs")
                continue
            spent = time.monotonic() - start
            same = line in WRITES or other.path.read_bytes() == left
            right = calm(result) and result.code in {0, 1, 2, 4, 5} and spent < HANG and same
            tally.check(right, f"{number}, {how}: {line}, {spent:.1f} s, {same=} {result}")
        other.gone()
    return tally


@trial("doctor and its salvage on damaged files", quick=20, full=200)
def doctor(world: World, count: int) -> Tally:
    """It finds whatever SQLite's own check finds, changes nothing, and what it saves is sound."""
    has("doctor")
    tally = Tally()
    world.peopled()
    for number in range(count):
        other = world.copy()
        how = hurt(other, other.path) if number else "nothing"
        left = other.path.read_bytes()
        result = other.run("doctor --json")
        bad = check(other.path) != "ok"
        right = calm(result) and other.path.read_bytes() == left
        tally.check(right and (not bad or result.code == 5), f"{number}, {how}: {bad=} {result}")
        new = other.folder / "saved.db"
        result = other.run(["doctor", "--salvage", str(new)])
        right = calm(result) and other.path.read_bytes() == left
        sound = not new.exists() or check(new) == "ok"
        tally.check(right and sound, f"{number}, {how}: salvage {sound=} {result}")
        other.gone()
    return tally


@trial("an empty, missing, foreign or newer file", suite=0, quick=1, full=5)
def refused(world: World, count: int) -> Tally:
    """Exit 5, and the file as it was; where there is none a read makes none."""
    tally = Tally()
    world.path.parent.mkdir()
    makes = (
        other_programs,
        newer,
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(b"Dear diary, " * 99),
        lambda path: path.write_bytes(b"SQLite format 3\0"),
    )
    for _ in range(count):
        for line in READS:
            result = world.run(line)
            calm_ = calm(result) and not world.path.exists()
            tally.check(calm_ and result.code == (4 if "anne" in line else 0), (line, result))
        for make in makes:
            make(world.path)
            left = world.path.read_bytes()
            for line in (*READS, *WRITES):
                result = world.run(line)
                code = 0 if line == "prompt" else 5  # a prompt never shows an error
                same = world.path.read_bytes() == left
                tally.check(result.code == code and calm(result) and same, (line, result))
            world.path.unlink()
    return tally
