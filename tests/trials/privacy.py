"""Nobody else reads it, nothing is followed, nothing goes anywhere, what is forgotten is gone."""

from __future__ import annotations

import os
import stat
import sys

from trials.damage import READS, WRITES
from trials.durability import book
from trials.history import TESTS, suite
from trials.limits import OUT
from trials.mutations import SAMPLES, furnished
from trials.talk_bombs import calendar_of, event, mail
from trials.world import Tally, World, calm, has, needs, trial

# Brings up the loopback of the namespace, where servers of tests listen, and runs what follows.
WITH_LOOPBACK = """
import fcntl, os, socket, struct, sys
with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
    up = struct.pack("16sh14x", b"lo", 1)  # IFF_UP
    fcntl.ioctl(any_socket, 0x8914, up)  # SIOCSIFFLAGS
os.execvp(sys.argv[1], sys.argv[1:])
"""
VICTIM = "precious"


def everything(world: World) -> list[str]:
    """Command lines that make every file tinynet makes."""
    from tinynet.cli.commands import COMMANDS

    vcards = book(world.folder / "book.vcf", 3)
    vcards.chmod(0o600)
    lines = ["config set undo.keep 50", f"import vcard {vcards}", "edit bob --tag tea", *WRITES]
    lines += ["backup", f"backup {world.folder}/copy.db"] if "backup" in COMMANDS else []
    lines += ["restore 1 --yes"] if "restore" in COMMANDS else []
    lines += [f"import mbox {SAMPLES}/friends.mbox", f"import ics {SAMPLES}/calendar.ics"]
    lines += ["merge bob anne --prefer into --yes", "undo", "remove bob --yes", "undo", "redo"]
    return lines


def exports(world: World) -> list[str]:
    """Command lines that write files and folders of the user's choice."""
    out = world.folder / "out"
    lines = [f"{line.removesuffix(' -')} {out}.{number}" for number, line in enumerate(OUT)]
    return [*lines, f"export vcard {out}.cards/", f"export markdown {out}.pages/"]


@trial("every file under umask 000, 022 and 077", suite=1, quick=3, full=3)
def umasks(world: World, count: int) -> Tally:
    """Files are 0600 and folders 0700, whatever the umask."""
    tally = Tally()
    for umask in (0o000, 0o022, 0o077)[:count]:
        other = world.copy()
        other.folder.chmod(0o700)
        for line in ("add Anne", "add 'Bob Marsh'", *everything(other), *exports(other)):
            result = other.run(line, umask=umask)
            tally.check(result.code == 0 and calm(result), (oct(umask), line, result))
        for path in other.files():
            mode = stat.S_IMODE(path.lstat().st_mode)
            right = 0o700 if path.is_dir() else 0o600
            tally.check(mode == right, f"umask {umask:o}: {path.name} is {mode:o}")
        other.gone()
    return tally


@trial("symlinks planted where tinynet writes", suite=1, quick=1, full=1)
def symlinks(world: World, count: int) -> Tally:
    """What they point at is as it was, whether it is there or not."""
    assert count
    tally = Tally()
    peopled = world.copy().peopled()
    for there in (True, False):
        for name in planted(world):
            other = (world if "first" in name else peopled).copy()
            mine = f"{other.folder}/{name.partition(':')[2].partition('/')[0]}"
            lines = [line for line in exports(other) if mine in line] or everything(other)
            path = other.folder / name.partition(":")[2]
            if path.stem == "*":  # a card has a name of its own
                other.ok(["export", "vcard", f"{path.parent}/"])
                path = min(path.parent.glob(path.name))
            path.parent.mkdir(parents=True, exist_ok=True)
            path.unlink(missing_ok=True)
            victim = other.folder / "victim"
            if there:
                victim.write_text(VICTIM)
            path.symlink_to(victim)
            results = [other(line) for line in ("add Eve", *lines)]
            left = victim.read_text() if victim.exists() else None
            right = left == (VICTIM if there else None) and all(map(calm, results))
            tally.check(right, f"{name}, {there=}: {left!r:.80}")
            other.gone()
    return tally


def planted(world: World) -> list[str]:
    """The names that tinynet writes under, as "first run or not:path"."""
    from tinynet.cli.commands import COMMANDS

    data = world.path.relative_to(world.folder)
    outs = [f"then:out.{number}" for number in range(len(OUT))]
    outs += ["then:out.cards", "then:out.pages", "then:out.pages/anne.md", "then:out.cards/*.vcf"]
    names = [*outs, f"first:{data}.new", f"first:{data}.lock"]
    names += [f"then:{data}.lock", f"then:{data}-journal"]
    if "backup" in COMMANDS:
        names += ["then:copy.db", f"then:{data}.new", f"then:{data.parent}/backups/tinynet.new"]
    return names


@trial("no network: in an empty network namespace", quick=0, full=1)
def no_network(world: World, count: int) -> Tally:
    """The whole suite passes (by default: a look at every command), with a loopback and no more."""
    namespace = (needs("unshare"), "-n" if os.geteuid() == 0 else "-rn")
    before = (*namespace, sys.executable, "-c", WITH_LOOPBACK)
    if count:
        return suite(f"--ignore={TESTS / 'test_trials.py'}", before=before)
    tally = Tally()
    world.peopled()
    for line in (*READS, *everything(world)):
        result = world.run(line, *before)
        tally.check(result.code == 0 and calm(result), (line, result))
    return tally


def traces(world: World, words: list[bytes]) -> list[str]:
    """The files in which one of these can be read."""
    given = {"book.vcf", "vcard", "mbox", "ics"}  # what was imported is not tinynet's
    files = (path for path in world.files() if path.is_file() and path.name not in given)
    return [path.name for path in files if any(w in path.read_bytes().lower() for w in words)]


ABOUT = (
    "plan dinner xanthippe --note 'zither night'", "plan walk xanthippe anne --note 'the canal'",
    "favour gave xanthippe 'zither strings'", "favour got xanthippe 'a zither lesson'",
    "introduce xanthippe anne --note 'zither for two'", "merge --dismiss xanthippe anne",
    "met xanthippe --at 'the fair' --on 2026-01-20 --note 'her zither'",
    "jot 'yesterday: coffee with xanthippe #zither'", "link bob colleague xanthippe",
    "note xanthippe zither --fact instrument", "edit caroline --via xanthippe",
    "quiz --answer xanthippe-q:fact:instrument --grade good",
    "edit xanthippe --nickname Xanthippchen",
)  # fmt: skip


def imports(world: World) -> list[str]:
    """Command lines that bring the same person in from a card, mail and a calendar."""
    card = (
        "BEGIN:VCARD\nVERSION:3.0\nUID:x1\nFN:Xanthippe Quilfeather\nNOTE:of zithers\n"
        "EMAIL:xq@quilfeather.example\nX-ZITHER:yes\nEND:VCARD\n"
    )
    told = mail(1, b"Xanthippe <xq@quilfeather.example>")
    meeting = calendar_of(event(1, who=b"Xanthippe:mailto:xq@quilfeather.example"))
    lines = []
    for name, data in (("vcard", card.encode()), ("mbox", told), ("ics", meeting)):
        path = world.folder / "given" / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)
        own = "" if name == "vcard" else " --me me@example.org"
        lines.append(f"import {name} {path}{own}")
    return lines


@trial("forget, then search every byte, two and more backups too", quick=2, full=20)
def forget(world: World, count: int) -> Tally:
    """Name, e-mail, phone and notes are in no file: database, history, backups, caches."""
    has("forget")
    tally = Tally()
    for number in range(count):
        other = furnished(world.copy())
        other.ok(
            "add 'Xanthippe Quilfeather' --email xq@quilfeather.example --phone '+44 1632 960987'"
            " --note 'collects zithers' --tag running"
        )
        other.ok("log coffee xanthippe --note 'zither talk'")
        other.ok("note xanthippe 'bring the zither' --next")
        for line in (*ABOUT, *imports(other)):
            other.ok(line)
        other.ok("backup")
        if number % 2:
            other.ok("edit xanthippe --name 'Xanthippe Q Quilfeather'")
            other.ok("backup")
            other.ok("undo")
        other.ok("note anne 'rain'")
        other.ok("backup")
        backups = len(other.ok("backup --list --json").json["backups"])
        words = [b"xanthippe", b"quilfeather", b"zither", b"960987"]
        held = backups > 1 + number % 2 and bool(traces(other, words))
        result = other(["forget", "xanthippe", "--confirm", "Xanthippe Quilfeather"])
        left = traces(other, words)
        tally.check(held and result.code == 0 and not left and other.sound(), (left, result))
        other.gone()
    return tally
