"""What was acknowledged is there, whatever ends the process."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

from migration_cases import NEWER, NEXT, NEXT_REVISION

from trials.mutations import furnished
from trials.talk_bombs import mailbox
from trials.world import KILLED, Tally, World, check, content, finished, has, needs, query, trial

# What changes files; a name that this machine's kernel lacks is passed over.
STEPS = "write pwrite64 fsync fdatasync ftruncate unlink unlinkat rename renameat renameat2 mkdir"
TRACED = ",".join(f"?{name}" for name in STEPS.split())
CARDS = 1_000
UID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}")
MIGRATING = f"""
import sys
from pathlib import Path
from tinynet.db import files
from tinynet.db.migrations import upgrade
files.SCHEMA_VERSION, upgrade.HERE = {NEXT}, Path(sys.argv[1])
from tinynet.__main__ import main
main(["note", "anne", "migrated"])
"""


def seconds(world: World, line: str | list[str]) -> float:
    """How long a command takes."""
    start = time.perf_counter()
    world.run(line)
    return time.perf_counter() - start


def killed(world: World, process: subprocess.Popen[str], longest: float) -> str:
    """Kill a process at a random moment; what it had printed is what it acknowledged."""
    try:
        process.wait(world.dice.uniform(0, longest))
    except subprocess.TimeoutExpired:
        process.kill()
    return finished(process).out


@trial("kill -9 at random moments of a log loop", suite=6, quick=40, full=200)
def kill_loop(world: World, count: int) -> Tally:
    """Every contact that was acknowledged is there, none twice, and the file is sound."""
    tally = Tally()
    world.peopled()
    longest = 1.3 * seconds(world.copy(), "log text anne")
    acknowledged = []
    for number in range(count):
        line = ["log", "text", "anne", "--note", f"n{number}"]
        if killed(world, world.start(line), longest):
            acknowledged.append(f"n{number}")
        if number % 2:  # else the next writer meets what the kill left behind
            other = world.copy()
            lost = set(acknowledged) - set(other.notes())
            tally.check(other.sound() and not lost, f"after kill {number}: lost {lost}")
            other.gone()
        else:
            tally.tried += 1
    notes = world.notes()
    lost = set(acknowledged) - set(notes)
    tally.check(world.sound() and not lost and len(notes) == len(set(notes)), f"lost {lost}")
    tally.tried -= 1  # the last look is no kill of its own
    return tally


def steps(world: World, line: str) -> list[tuple[str, int]]:
    """Every step in which a command changes a file: the system call, and which one of its kind."""
    log = world.folder / "steps"
    world.run(line, needs("strace"), "-qq", "-o", str(log), "-e", f"trace={TRACED}")
    names = [row.partition("(")[0] for row in log.read_text().splitlines() if "(" in row]
    log.unlink()
    return [(name, names[: at + 1].count(name)) for at, name in enumerate(names)]


def sampled(world: World, found: list[tuple[str, int]], count: int) -> list[tuple[str, int]]:
    """At most so many of the steps."""
    return found if len(found) <= count else world.dice.sample(found, count)


def without_uids(path: Path) -> dict[str, list[tuple]]:
    """What is in a database, except for the uid that everybody gets at random."""
    return {
        table: [
            tuple("uid" if UID.fullmatch(str(value)) else value for value in row) for row in rows
        ]
        for table, rows in content(path).items()
    }


def at_each_step(world: World, count: int, how: str) -> Tally:
    """Inject something at each step of an `add`, into a database and where there is none yet."""
    tally = Tally()
    line = "add 'Dora Lind' --email dora@example.org"
    world.ok("add Zoe")  # warms the byte code
    world.gone()
    world.folder.mkdir()
    for begun in (False, True):
        if begun:
            world.peopled()
        before = without_uids(world.path) if begun else None
        done = world.copy()
        done.ok(line)
        after = without_uids(done.path)
        for name, number in sampled(world, steps(world.copy(), line), count // 2 or 1):
            other = world.copy()
            inject = f"inject={name}:{how}:when={number}"
            result = other.run(line, needs("strace"), "-qq", "-o", "/dev/null", "-e", inject)
            sound = not other.path.exists() or other.sound()
            state = without_uids(other.path) if other.path.exists() else None
            saved = result.code == 0 or "saved all the same" in result.err or bool(result.out)
            told = how.startswith("signal") or "Traceback" not in result.err
            again = other("add 'Emil Sand'").code
            tally.check(
                sound and told and again == 0
                and (state == after or (not saved and (state == before or is_empty(state)))),
                f"{inject} {begun=}: {sound=} exit {result.code}, then {again}: {result.err!r}",
            )  # fmt: skip
            other.gone()
    return tally


def is_empty(state: dict[str, list[tuple]] | None) -> bool:
    """Whether this is what the first write makes before it writes."""
    return state is not None and not state["person"] and not state["unit"]


@trial("kill -9 at each write, fsync, rename, unlink of an add", quick=16, full=10_000)
def kill_at_each_step(world: World, count: int) -> Tally:
    """The old state or the new one, and the next command works."""
    return at_each_step(world, count, "signal=KILL")


@trial("each write, fsync, rename, unlink of an add fails", quick=16, full=10_000)
def fail_at_each_step(world: World, count: int) -> Tally:
    """The same where the system refuses: a sentence, and never "saved" when it is not."""
    tally = at_each_step(world, count // 2, "error=ENOSPC")
    more = at_each_step(world, count // 2, "error=EIO")
    return Tally(tally.tried + more.tried, tally.failed + more.failed, tally.notes + more.notes)


def book(path: Path, cards: int) -> Path:
    """An address book of invented people."""
    card = (
        "BEGIN:VCARD\nVERSION:3.0\nUID:u{0}\nFN:Person Number {0}x\nTEL:+44 1632 {0}\nEND:VCARD\n"
    )
    path.write_text("".join(card.format(number) for number in range(cards)), encoding="utf-8")
    return path


@trial(f"kill -9 during an import of {CARDS:,} cards", quick=5, full=40)
def kill_import(world: World, count: int) -> Tally:
    """All of them or none."""
    tally = Tally()
    world.peopled()
    line = ["import", "vcard", str(book(world.folder / "book.vcf", CARDS))]
    longest = 1.1 * seconds(world.copy(), line)
    for number in range(count):
        other = world.copy()
        said = killed(other, other.start(line), longest)
        sound = other.sound()
        people = query(other.path, "SELECT count(*) FROM person")[0][0] - 3
        all_ = people == CARDS
        tally.check(sound and (all_ or not (people or said)), f"kill {number}: {people} people")
        other.gone()
    return tally


@trial("kill -9 during a merge, an import of mail, an export to a folder", quick=9, full=90)
def kill_exchange(world: World, count: int) -> Tally:
    """All or nothing in the database; every file of the folder is whole."""
    tally = Tally()
    furnished(world)
    world.ok(["import", "vcard", str(book(world.folder / "book.vcf", 200))])
    letters = world.folder / "mails"
    letters.write_bytes(mailbox(2_000)["2,000 mails"].data)
    cards = world.folder / "cards"
    lines = [
        "merge bob anne --prefer into --yes",
        f"import mbox {letters} --me me@example.org --min-days 1",
        f"export vcard {cards}/",
    ]
    after, longest = {}, {}
    for line in lines:
        done = world.copy()
        longest[line] = 1.1 * seconds(done, line)
        after[line] = people_and_contacts(done)
    whole = {path.name: path.read_bytes() for path in cards.iterdir()}
    shutil.rmtree(cards)
    before = people_and_contacts(world)
    for number in range(count):
        line, other = lines[number % len(lines)], world.copy()
        killed(other, other.start(line), longest[line])
        made = {path.name: path.read_bytes() for path in cards.glob("*.vcf")}
        torn = [name for name, data in made.items() if whole.get(name) != data]
        sound = other.sound()
        state = people_and_contacts(other)
        again = other(line)
        right = again.code == 0 or (again.code == 2 and state == after[line])  # they are one now
        tally.check(
            sound and not torn and state in {before, after[line]} and right,
            f"kill {number}: {line}: {sound=} {torn=} {state} again {again}",
        )
        shutil.rmtree(cards, ignore_errors=True)
        other.gone()
    return tally


def people_and_contacts(world: World) -> tuple[int, int, int]:
    """How many people, contacts and commands there are."""
    text = "SELECT (SELECT count(*) FROM {}), (SELECT count(*) FROM {}), (SELECT count(*) FROM {})"
    found: tuple[int, int, int] = query(
        world.path, text.format("person", "interaction", "unit WHERE NOT undone")
    )[0]
    return found


def copies(world: World) -> list[Path]:
    """The backups under their final names."""
    return sorted((world.path.parent / "backups").glob("*.db"))


@trial("kill -9 during a migration", quick=4, full=40)
def kill_migration(world: World, count: int) -> Tally:
    """The old schema or the new one; the copy made before opens; the next try succeeds."""
    from tinynet.db.migrations import upgrade

    tally = Tally()
    world.peopled()
    scripts = world.folder / "migrations"
    shutil.copytree(upgrade.HERE, scripts)
    (scripts / "versions" / f"{NEXT_REVISION}_next.py").write_text(NEWER)
    words = [sys.executable, "-c", MIGRATING, str(scripts)]
    before, older = content(world.path), {path.name for path in copies(world)}
    start = time.perf_counter()
    subprocess.run(words, env=world.copy().environ, capture_output=True, check=True)
    longest = 1.1 * (time.perf_counter() - start)
    for number in range(count):
        other = world.copy()
        process = subprocess.Popen(
            words, env=other.environ, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        killed(other, process, longest)
        found = query(other.path, "PRAGMA user_version")[0][0]
        right = check(other.path) == "ok" and (
            content(other.path) == before if found < NEXT else found == NEXT
        )
        new = [path for path in copies(other) if path.name not in older]
        opens = all(check(path) == "ok" and content(path) == before for path in new)
        again = subprocess.run(words, env=other.environ, capture_output=True, check=False)
        kept = query(other.path, "SELECT count(*) FROM note WHERE text = 'migrated'")[0][0]
        tally.check(
            right and opens and again.returncode == 0 and kept in {1, 2},
            f"kill {number}: schema {found}, {right=} {opens=}, again {again.returncode}",
        )
        other.gone()
    return tally


@trial("kill -9 during a backup", quick=8, full=100)
def kill_backup(world: World, count: int) -> Tally:
    """Nothing half-written under a backup's name, and the next backup works."""
    has("backup")
    tally = Tally()
    world.peopled()
    world.ok(["import", "vcard", str(book(world.folder / "book.vcf", CARDS))])
    world.ok("log text anne --note fresh")
    for name, number in sampled(world, steps(world.copy(), "backup"), count):
        other = world.copy()
        inject = f"inject={name}:signal=KILL:when={number}"
        code = other.run("backup", needs("strace"), "-qq", "-o", "/dev/null", "-e", inject).code
        bad = [path.name for path in copies(other) if check(path) != "ok"]
        again = other("backup").code
        tally.check(
            code in {KILLED, 137, 0} and not bad and other.sound() and again == 0,
            f"{inject}: {bad} again {again}",
        )
        other.gone()
    return tally
