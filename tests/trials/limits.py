"""Where the system refuses or interrupts: no space, no more bytes, nobody reading, a signal."""

from __future__ import annotations

import errno
import os
import resource
import shlex
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from trials.durability import book, seconds
from trials.world import Tally, World, calm, content, finished, needs, needs_root, trial

READS = ("due", "rank", "list", "why anne", "show anne", "history", "upcoming", "circles", "kinds")
READS += ("undo --list", "config", "help", "help exit-codes", "--help", "init bash", "due --help")
READS += ("plans --all", "favours", "favours anne", "introductions", "through", "common anne bob")
READS += ("match", "gather --size 3", "ask running", "brief anne", "brief anne bob")
READS += ("quiz --limit 1", "year", "stats", "sources", "email bob", "merge")
OUT = ("export json -", "export vcard -", "export csv -", "export markdown -", "export friends -")
OUT += ("feed -",)  # they print a file, and no answer in a format
WRITES = (
    "add 'Dora Lind'", "log coffee anne", "note anne likes tea", "tag anne tea", "snooze anne 1w",
    "link anne spouse bob", "edit anne --circle inner", "skip anne", "pause anne", "archive bob",
    "amend 1 --deep", "unlog 1", "kinds add sauna", "remove bob --yes", "undo",
    "jot yesterday: lunch with anne in Lisbon #food", "met anne bob --at fair --cost 30 --drained",
    "plan walk anne --note soon", "plan dinner anne bob --by 2026-05-01", "favour gave anne cake",
    "introduce anne bob --note sing", "merge bob anne --prefer into --yes",
    "merge --dismiss anne bob",
)  # fmt: skip
FORMATS = ("plain", "json", "human", "nl", "csv")
SIGNALS = {signal.SIGINT: {130, -2}, signal.SIGTERM: {143, -15}}


@contextmanager
def small_disk(folder: Path, size: str) -> Iterator[None]:
    """A file system of that size in memory.

    Raises:
        NotHereError: This is not root, or there is no mount or no tmpfs.
    """
    needs_root("mounting a small tmpfs")
    folder.mkdir()
    mount = [needs("mount"), "-t", "tmpfs", "-o", f"size={size}", "tinynet-trial", str(folder)]
    subprocess.run(mount, check=True)
    try:
        yield
    finally:
        subprocess.run([needs("umount"), str(folder)], check=True)


def fill(folder: Path) -> Path:
    """A file that takes all the space that is left."""
    path = folder / "filler"
    with path.open("ab", buffering=0) as file:
        for size in (65536, 512, 1):
            try:
                while True:
                    file.write(b"x" * size)
            except OSError as error:
                if error.errno != errno.ENOSPC:
                    raise
    return path


@trial("a full disk", quick=60, full=400)
def disk_full(world: World, count: int) -> Tally:
    """A sentence, what was acknowledged is there and no more, and it works again with space."""
    tally = Tally()
    disk = world.folder / "disk"
    with small_disk(disk, "1200k"):
        ballast = disk / "ballast"
        ballast.write_bytes(b"x" * 500_000)
        world.environ["TINYNET_DB"] = str(disk / "tinynet" / "tinynet.db")
        world.path = Path(world.environ["TINYNET_DB"])
        world.peopled()
        kept, refused = [], 0
        for number in range(count):
            filler = fill(disk) if number % 10 == 9 else None
            note = f"{number} " + "x" * 1500
            result = world.run(["log", "text", "anne", "--note", note])
            if result.code == 0:
                kept.append(note)
            refused += result.code != 0
            tally.check(calm(result) and result.code in {0, 1}, result)
            if filler:
                filler.unlink()
        tally.check(world.sound() and [n for n in world.notes() if "x" in n] == kept, "rows differ")
        tally.check(refused, "the disk was never full")
        fill(disk)
        first = ["--db", str(disk / "first" / "tinynet.db")]
        result = world.run(["add", "Anne", *first])
        left = list((disk / "first").glob("*.db"))
        tally.check(result.code == 1 and calm(result) and not left, (result, left))
        ballast.unlink()
        again = world.run(["add", "Anne", *first]).code, world.run("log call anne").code
        tally.check(again == (0, 0), f"with space again: {again}")
    return tally


@trial("RLIMIT_FSIZE at every size", suite=8, quick=30, full=300)
def file_size(world: World, count: int) -> Tally:
    """Never "saved" when it is not; nothing half-written."""
    tally = Tally()
    world.peopled()
    size = world.path.stat().st_size
    for number in range(count):
        other = world.copy()
        # Python itself would leave byte code cut off at the limit, and trip over it ever after.
        other.environ["PYTHONDONTWRITEBYTECODE"] = "1"
        before = content(other.path)
        limit = round(size * 1.3 * number / count)

        def set_limit(limit: int = limit) -> None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

        result = other.run("log text anne --note limited", preexec_fn=set_limit)
        changed = content(other.path) != before
        right = other.sound() and calm(result) and changed == (result.code == 0)
        tally.check(right and changed == ("limited" in other.notes()), f"limit {limit}: {result}")
        other.gone()
    return tally


@trial("stdout on /dev/full", suite=8, quick=40, full=400)
def full_stdout(world: World, count: int) -> Tally:
    """Not exit 0; a write that was made is kept, and stderr says so."""
    tally = Tally()
    world.peopled()
    lines = [(line, f"--format {name}") for line in (*WRITES, *READS) for name in FORMATS]
    lines += [(line, "") for line in OUT]
    for line, form in sampled(world, lines, count):
        other = world.copy()
        words = [*shlex.split(line), *(shlex.split(form) if takes_format(line) else [])]
        before = content(other.path)
        silent = not world.copy().run(words).out
        with Path("/dev/full").open("w") as full:
            result = other.run(words, stdout=full)
        changed = content(other.path) != before
        told = "is saved all the same" in result.err or not changed
        right = result.code == 0 if silent else result.code == 1 and told
        tally.check(right and calm(result) and other.sound(), (words, result))
        other.gone()
    return tally


@trial("a reader that has read enough, and no stdout at all", suite=10, quick=40, full=400)
def closed_stdout(world: World, count: int) -> Tally:
    """`| head -1` is silent, and `>&-` is no traceback."""
    tally = Tally()
    world.peopled()
    lines = [(line, end) for line in (*READS, *OUT, *WRITES) for end in ("| true", ">&-")]
    for line, end in sampled(world, lines, count):
        other = world.copy()
        script = f'set -o pipefail; "$@" {end}'
        result = other.run(line, needs("bash"), "-c", script, "bash")
        right = result.err == "" or end == ">&-"
        tally.check(right and calm(result) and other.sound(), (line, end, result))
        other.gone()
    return tally


def sampled(world: World, lines: list[tuple[str, str]], count: int) -> list[tuple[str, str]]:
    """At most so many of the lines, in their order."""
    picked = set(world.dice.sample(range(len(lines)), min(count, len(lines))))
    return [line for number, line in enumerate(lines) if number in picked]


def takes_format(line: str) -> bool:
    """Whether a command prints an answer in a format, and not a text that is what it is."""
    without = ("help", "init", "--", "export", "feed")
    return not line.startswith(without) and not line.endswith("--help")


@trial("SIGINT and SIGTERM at random moments", suite=0, quick=30, full=100)
def signals(world: World, count: int) -> Tally:
    """130 or 143, no traceback, a sound file, and what was acknowledged is there."""
    tally = Tally()
    world.peopled()
    vcards = book(world.folder / "book.vcf", 200)
    batch = world.folder / "batch.tsv"
    batch.write_text("coffee\tanne\t2026-01-02\n" * 3000, encoding="utf-8")
    lines = ["log text anne", "add Dora", "due --format human", "edit anne --circle inner"]
    lines += [f"import vcard {vcards}", f"log --batch {batch}", "undo"]
    longest = {line: 1.1 * seconds(world.copy(), line) for line in lines}
    early = 0
    while tally.tried < count:
        number = tally.tried
        other = world.copy()
        before, line = content(other.path), lines[number % len(lines)]
        sent = list(SIGNALS)[number // len(lines) % 2]
        moment = world.dice.uniform(0, longest[line])
        process = other.start(line)
        try:
            process.wait(moment)
        except subprocess.TimeoutExpired:
            os.kill(process.pid, sent)
        result = finished(process)
        sound = other.sound()
        same = content(other.path) == before
        # Python itself was still starting, in its own files or at line 0 of the launcher, and says
        # so in its own words.
        ours = result.err.replace('bin/tinynet", line 0,', "")
        if "Traceback" in ours and "tinynet" not in ours and sound and same:
            early += 1
            other.gone()
            continue
        saved = line.startswith("due") or not same
        right = result.code in SIGNALS[sent] | {0} and (result.code != 0 or saved)
        tally.check(
            sound and right and calm(result),
            f"{line!r}, signal {sent} after {moment:.3f} s: {sound=} {result}",
        )
        other.gone()
    if early:
        tally.aside = f"{early} more came while Python was starting, before tinynet's first line"
    return tally
