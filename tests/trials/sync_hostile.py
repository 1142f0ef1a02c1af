"""Folders that fail and files that lie: named and left out, the rest taken in, within bounds.

Whoever writes these has the key, and so is one of the person's own devices, or a thief of one.
"""

from __future__ import annotations

import json
import random
import shutil
import sqlite3
import subprocess
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from trials.bombs import measured
from trials.limits import fill, small_disk
from trials.world import Tally, World, calm, check, content, trial

SECONDS, MEGABYTES = 50, 600  # of the processor, and of memory, for a sync with one such file
DEVICE, GOOD, NOW = "zzz1", "aaa1", 1_770_000_000_000
WRONG = 5  # the exit code of a sync that left a file out
DEEP = 20_000
INA = 900_000  # the number of somebody whom a good file brings
PERSON = {
    "handle": "zoe", "name": "Zoe", "circle": None, "every_days": None, "met_how": None,
    "met_at": None, "met_on": None, "met_via": None, "organisation": None, "title": None,
    "added_on": "2026-01-01", "counts_from": "2026-01-01", "skipped_on": None,
    "snoozed_until": None, "paused_until": None, "archived_on": None,
}  # fmt: skip


def uid(number: int) -> str:
    """An id of somebody."""
    return f"person.00000000-0000-4000-8000-{number:012}"


def cell(value: Any, device: str = DEVICE) -> list[Any]:
    """A cell with its stamp."""
    return [NOW, device, 1, value]


def person(number: int, device: str = DEVICE, **values: Any) -> list[Any]:
    """The record of somebody."""
    columns = {**PERSON, "handle": f"p{number}", "name": f"Person {number}", **values}
    return [uid(number), {"c": {name: cell([value], device) for name, value in columns.items()}}]


def note(number: int, text: str) -> list[Any]:
    """The record of a note about the first of them."""
    cells = {"person_id": cell([uid(1)]), "done_on": cell([None])}
    return [f"note.{DEVICE}.{number}", {"c": {**cells, "": cell(["2026-02-01", text, 0])}}]


def crowd(people: int, tags: int) -> Iterator[str]:
    """People with so many tags that nobody had ever before."""
    dice = random.Random(1)
    for number in range(people):
        gid, record = person(number)
        text = json.dumps([gid, record])
        words = dice.randbytes(4 * tags).hex()
        more = ",".join(
            f'"tag/{words[at : at + 8]}":[{NOW},"{DEVICE}",1,1]' for at in range(0, 8 * tags, 8)
        )
        yield f"{text[:-3]},{more}}}}}]"


def letters(count: int, length: int) -> Iterator[str]:
    """Notes of so many characters that cannot be packed."""
    dice = random.Random(2)
    yield json.dumps(person(1))
    for number in range(count):
        yield json.dumps(note(number, dice.randbytes(length // 2).hex()))


class Scene:
    """A laptop that takes part in a folder, and a hand that has its key.

    Args:
        world: Where it is.
        folder: What is carried.
    """

    def __init__(self, world: World, folder: Path | None = None) -> None:
        self.world, self.folder = world, folder or world.folder / "carried"
        self.folder.mkdir()
        answer = world.ok(f"sync init {self.folder} --name laptop --json").json
        self.key = answer["key"]
        with closing(sqlite3.connect(f"{world.path}.sync")) as state:
            self.meta = dict(state.execute("SELECT key, value FROM meta"))

    def put(self, file: str, records: Iterable[Any], device: str = DEVICE, **header: Any) -> Path:
        """Write a whole state of a device, locked with the key."""
        from tinynet.sync import sync_folder

        said = {
            "kind": "all", "dev": device, "name": "evil", "token": self.meta["folder_token"],
            "schema": 3, "vv": {device: 1}, "seen": [], **header,
        }  # fmt: skip
        lines = (line if isinstance(line, str) else json.dumps(line) for line in records)
        sync_folder.put(str(self.folder), file, sync_folder.seal(said, lines, self.key))
        return self.folder / file

    def lock(self, name: str, raw: bytes, key: str | None = None) -> Path:
        """Write whatever, locked with the key or another."""
        import pyrage

        to = pyrage.x25519.Identity.from_str(key or self.key).to_public()
        (self.folder / name).write_bytes(pyrage.encrypt(raw, [to]))
        return self.folder / name

    def sync(self) -> tuple[Any, float, float]:
        """Sync: what it gave, the seconds of the processor and the megabytes."""
        return measured(self.world, ["sync", "--json"])


NAME, COPY = f"evil.{DEVICE}.all.age", "laptop (conflicted copy).age"


def large(scene: Scene) -> Path:
    """A file of a gigabyte."""
    with (scene.folder / NAME).open("wb") as file:
        file.truncate(1 << 30)
    return scene.folder / NAME


def zeros(scene: Scene) -> Path:
    """A gigabyte of nothing that is small when packed."""
    packing = zlib.compressobj(9)
    parts = [packing.compress(b"\0" * (1 << 24)) for _ in range(64)]
    return scene.lock(NAME, b"".join([*parts, packing.flush()]))


def lines(scene: Scene) -> Path:
    """A gigabyte of lines, each of which is a record."""
    packing = zlib.compressobj(9)
    head = json.dumps({
        "tinynet": 1, "kind": "all", "dev": DEVICE, "name": "evil", "schema": 3,
        "token": scene.meta["folder_token"], "vv": {DEVICE: 1}, "seen": [],
    })  # fmt: skip
    some = (json.dumps(note(1, "x" * 1_000)) + "\n").encode() * 1_000
    parts = [packing.compress(f"{head}\n".encode()), *(packing.compress(some) for _ in range(950))]
    return scene.lock(NAME, b"".join([*parts, packing.flush()]))


def nested(scene: Scene) -> Path:
    """A record nested 20,000 deep."""
    return scene.put(NAME, [f'["{uid(1)}",{{"c":{{"name":{"[" * DEEP}{"]" * DEEP}}}}}]'])


def foreign(scene: Scene) -> Path:
    """A file of another folder."""
    return scene.put(NAME, [person(1)], token="0" * 32)


def cut(scene: Scene) -> Path:
    """A file of which half has arrived."""
    path = scene.put(NAME, [person(n) for n in range(1, 500)])
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    return path


def other_key(scene: Scene) -> Path:
    """A file that another key has locked."""
    from tinynet.sync import sync_folder

    return scene.lock(NAME, b"hello", sync_folder.new_key())


def newer(scene: Scene) -> Path:
    """A file of a newer tinynet."""
    return scene.put(NAME, [person(1)], schema=99)


def broken(scene: Scene) -> Path:
    """Rows that break a rule of their table, after many that do not."""
    return scene.put(NAME, [*(person(n) for n in range(1, 3_000)), person(3_000, circle="foe")])


HOSTILE: dict[str, tuple[Callable[[Scene], Path], str]] = {
    "a file of 1 GB": (large, "larger than"),
    "1 GB of zeros, packed": (zeros, "a line of it is too long"),
    "1 GB of records, packed": (lines, "unpacks to more than"),
    "10 million cells": (
        lambda scene: scene.put(NAME, crowd(20_000, 500)), "more than 6,000,000 values"),
    "a record nested 20,000 deep": (nested, "no record"),
    "a record of 9 MB": (lambda scene: scene.put(NAME, letters(1, 9_000_000)), "too long"),
    "a file of another folder": (foreign, "of another folder"),
    "a file that is cut off": (cut, "is not whole"),
    "a file of another key": (other_key, "does not open with the key"),
    "a file of a newer schema": (newer, "newer tinynet"),
    "no file of age": (
        lambda scene: Path(shutil.copy("/bin/sh", scene.folder / NAME)), "not locked by age"),
    "rows that break a rule": (broken, "circle is known"),
    "a conflict copy, cut off": (
        lambda scene: cut(scene).rename(scene.folder / COPY), "is not whole"),
}  # fmt: skip
TAKEN: dict[str, Callable[[Scene], Path]] = {
    "a conflict copy, whole": lambda scene: scene.put(
        COPY, [person(1)]),
    "texts with control characters": lambda scene: scene.put(
        NAME, [person(1, name="Zoe \x1b]0;x\x07\x9b2J"), note(1, "a\x1b[31mb\u202e")]),
    "ids that collide": lambda scene: scene.put(NAME, [
        person(1, handle="anne"), person(2, handle="anne"), note(1, "one"), note(1, "two"),
        *(note(n, f"other {n}") for n in range(1, 50))]),
    "somebody merged into themselves": lambda scene: scene.put(NAME, [
        [uid(1), {"c": {**person(1)[1]["c"], "=": cell(uid(1))}}], note(1, "hello")]),
    "a ring of 1,000 merges": lambda scene: scene.put(NAME, [
        [uid(n), {"c": {**person(n)[1]["c"], "=": cell(uid((n + 1) % 1_000))}}]
        for n in range(1_000)]),
    "a ring of 1,000 who met through each other": lambda scene: scene.put(NAME, [
        person(n, met_via=uid((n + 1) % 1_000)) for n in range(1_000)]),
    "50 MB of notes of 4 MB": lambda scene: scene.put(NAME, letters(12, 4_000_000)),
}  # fmt: skip


@trial("hostile files in the folder of sync", quick=6, full=100)
def files(world: World, count: int) -> Tally:
    """Named and left out or taken in as what they are; the rest is taken in; nothing is half."""
    tally = Tally()
    slowest, largest = (0.0, ""), (0.0, "")
    makers = [(what, make, reason) for what, (make, reason) in HOSTILE.items()]
    makers += [(what, make, "") for what, make in TAKEN.items()]
    for what, make, reason in makers[-count:]:
        scene = Scene(World(world.folder / "machine").peopled())
        before = content(scene.world.path)["person"]
        file = make(scene)
        scene.put(f"good.{GOOD}.all.age", [person(INA, GOOD, handle="ina", name="Ina")], GOOD,
                  name="good")  # fmt: skip
        result, seconds, size = scene.sync()
        slowest, largest = max(slowest, (seconds, what)), max(largest, (size, what))
        people = {row[1] for row in content(scene.world.path)["person"]}
        held = calm(result) and seconds < SECONDS and size < MEGABYTES
        held = held and "ina" in people and check(scene.world.path) == "ok"
        if reason:
            wrong = json.loads(result.out)["wrong"] if result.code == WRONG else []
            held = held and [one["file"] for one in wrong] == [file.name]
            held = held and reason in wrong[0]["reason"]
            held = held and people == {"ina", *(row[1] for row in before)}
            file.unlink()
        again, _, _ = scene.sync()
        held = held and again.code == 0 and json.loads(again.out)["received"] == []
        found = scene.world.run("doctor --json")
        held = held and found.code == 0
        tally.check(held, f"{what}: {seconds:.1f} s {size:.0f} MB {str(result)[-400:]} {found.out}")
        scene.world.gone()
    tally.aside = (
        f"at most {slowest[0]:.1f} s of the processor ({slowest[1]}), {largest[0]:.0f} MB "
        f"({largest[1]})"
    )
    return tally


# Folders that fail ----------------------------------------------------------------------------


def missing(folder: Path) -> Callable[[], object]:
    """A folder that is not there."""
    aside = folder.with_name("aside")
    folder.rename(aside)
    return lambda: aside.rename(folder)


def no_folder(folder: Path) -> Callable[[], object]:
    """A file where the folder was."""
    back = missing(folder)
    folder.write_text("no folder")

    def mend() -> None:
        folder.unlink()
        back()

    return mend


def read_only(folder: Path) -> Callable[[], object]:
    """A folder on a disk that is read only."""
    mount = ["mount", "-o", "remount,{}", str(folder.parent)]

    def change(how: str) -> None:
        subprocess.run([word.format(how) for word in mount], check=True)

    change("ro")
    return lambda: change("rw")


def full(folder: Path) -> Callable[[], object]:
    """A folder on a disk that is full."""
    filler = fill(folder.parent)
    return filler.unlink


FAILING = {"not there": missing, "a file": no_folder, "read only": read_only, "full": full}


@trial("a folder of sync that fails", quick=4, full=40)
def folders(world: World, count: int) -> Tally:
    """A sentence and exit code 1, nothing lost, and all is sent when it is back."""
    tally = Tally()
    for number in range(count):
        what, fail = list(FAILING.items())[number % len(FAILING)]
        machine = World(world.folder / "machine").peopled()
        with small_disk(world.folder / "disk", "2m"):
            scene = Scene(machine, world.folder / "disk" / "carried")
            scene.put(f"good.{GOOD}.all.age", [person(INA, GOOD, handle="ina", name="Ina")], GOOD,
                      name="good")  # fmt: skip
            machine.ok(["note", "anne", "before"])
            mend = fail(scene.folder)
            result, quiet = machine.run("sync"), machine.run("sync --quiet")
            broken = check(machine.path) != "ok" or machine.run("due").code != 0
            mend()
            back, head = machine.run("sync --json"), scene.folder.glob("laptop.*.head.age")
            held = calm(result) and result.code == 1 and str(scene.folder) in result.err
            held = held and quiet.code == (1 if what in {"read only", "full"} else 0)
            held = held and not broken and back.code == 0 and len(list(head)) == 1
            drafts = [path.name for path in scene.folder.iterdir() if path.name.startswith(".")]
            held = held and not drafts and "ina" in machine.run("list --plain").out
            held = held and json.loads(machine.run("sync --json").out)["sent"] == 0
            tally.check(held, f"{what}: {result} {quiet} {back} {drafts}")
        (world.folder / "disk").rmdir()
        machine.gone()
    return tally
