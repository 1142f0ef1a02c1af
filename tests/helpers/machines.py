"""Several machines with a carrier between them that delays, loses, repeats and cuts files."""

from __future__ import annotations

import json
import random
import shutil
import sqlite3
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from command_line import Result, Tinynet
from databases import CADENCES, dump, rebuilt_ties

from tinynet.core.compiled_cells import CELLS
from tinynet.db.database import Store
from tinynet.safety import derived_rows
from tinynet.sync.incoming_rows import hash_of
from tinynet.sync.rules import identity

SAMPLES = Path(__file__).parents[1] / "exchange" / "samples"
BASE = date(2026, 3, 1)
NAMES = (
    "Anne Baker", "Bob Marsh", "Caroline Øvergård", "Dora Lind", "Emil Sand", "Fay Wong",
    "Grace Hall", "Hugo Boss", "Anne Becker", "Iris Moor",
)  # fmt: skip
DAYS = ("2026-01-09", "2026-02-01", "2026-02-14", "2026-02-27")
KINDS = ("coffee", "lunch", "dinner", "call", "text", "letter", "walk", "sauna")
TAGS = ("running", "family", "york", "dancing")


class Machine(Tinynet):
    """A machine: its database, its own copy of the folder, and its own idea of the day."""

    def __init__(self, folder: Path, name: str, days_off: int = 0) -> None:
        super().__init__(folder / name)
        self.name, self.days_off = name, days_off
        self.carried = folder / name / "carried"
        self.carried.mkdir(parents=True)

    def turn(self, day: int) -> None:
        self.at((BASE + timedelta(days=day + self.days_off)).isoformat())

    def init(self) -> str:
        key: str = self.ok(f"sync init {self.carried} --name {self.name} --json").json["key"]
        return key

    def join(self, key: str) -> Result:
        return self.ok(f"sync join {self.carried} --name {self.name}", stdin=f"{key}\n")

    def sync(self, more: str = "") -> Result:
        return self(f"sync --json {more}")

    def query(self, text: str, *values: object) -> list[tuple[Any, ...]]:
        if not self.path.exists():
            return []
        with closing(sqlite3.connect(self.path)) as connection:
            return connection.execute(text, values).fetchall()

    def own_files(self) -> list[Path]:
        return [
            file for file in sorted(self.carried.glob("*.age"))
            if file.name.startswith(f"{self.name}.") and file.name.count(".") == 3
        ]  # fmt: skip

    def texts(self) -> set[str]:
        """The words that tell notes and contacts apart, in this database."""
        found = self.query("SELECT text FROM note UNION SELECT note FROM interaction")
        return {text for (text,) in found if text and text.startswith("t:")}

    def conflicts(self) -> set[str]:
        """The words that lost against others, and are kept in the list."""
        with closing(sqlite3.connect(f"{self.path}.sync")) as connection:
            found = connection.execute("SELECT lost FROM conflict WHERE lost <> ''").fetchall()
        values = [value for (lost,) in found for value in json.loads(lost)[3]]
        return {value for value in values if isinstance(value, str) and value.startswith("t:")}

    def forgotten(self) -> int:
        """How many are forgotten here or elsewhere."""
        with closing(sqlite3.connect(f"{self.path}.sync")) as connection:
            (count,) = connection.execute("SELECT count(*) FROM forgotten").fetchone()
        return int(count)

    def is_forgotten(self, people: set[tuple[str]]) -> bool:
        """Whether one of these people is forgotten somewhere."""
        with closing(sqlite3.connect(f"{self.path}.sync")) as connection:
            known = {row[0] for row in connection.execute("SELECT hash FROM forgotten")}
        return any(hash_of(identity.person(uid)) in known for (uid,) in people)

    def content(self) -> dict[str, list[tuple[Any, ...]]]:
        """Everything in the database, without the numbers that only this one knows."""
        with closing(sqlite3.connect(self.path)) as connection:
            return content(connection)

    def faults(self) -> list[str]:
        """What is wrong with the database."""
        wrong = []
        with closing(sqlite3.connect(self.path)) as connection:
            (sound,) = connection.execute("PRAGMA integrity_check").fetchone()
            if sound != "ok":
                wrong.append(sound)
            wrong += [f"key {row}" for row in connection.execute("PRAGMA foreign_key_check")]
            store = Store(connection, CADENCES)
            wrong += [f"credit of {n}" for n in derived_rows.miscounted(store)]
            wrong += [f"search of {n}" for n in derived_rows.unsearchable(store)]
        if dump(self.path, ["tie"]) != rebuilt_ties(self.path):
            wrong.append("ties")
        return wrong


def content(connection: sqlite3.Connection) -> dict[str, list[tuple[Any, ...]]]:
    """The rows of a database, each pointing at others by what they are, and not by numbers."""
    named: dict[str, dict[Any, Any]] = {}
    found: dict[str, list[tuple[Any, ...]]] = {}
    for spec in CELLS:
        columns = [*spec["key"], *(c for some in spec["cells"].values() for c in some)]
        names = ", ".join(f'"{column}"' for column in columns)
        rows = connection.execute(f"SELECT id, {names} FROM {spec['name']} ORDER BY id").fetchall()
        if spec["name"] in {"person", "place"}:  # they point at their own, by their keys
            at = columns.index(spec["key"][0]) + 1
            named[spec["name"]] = {row[0]: row[at] for row in rows}
        sets = sets_of(connection, spec, named)
        made = {row[0]: whole(spec, columns, row, named, sets) for row in rows}
        named.setdefault(spec["name"], {local: repr(values) for local, values in made.items()})
        found[spec["name"]] = sorted(made.values(), key=repr)
    pairs = connection.execute(
        "SELECT a.uid, b.uid FROM dismissal JOIN person a ON a.id = one_id "
        "JOIN person b ON b.id = other_id"
    )
    found["dismissal"] = sorted((min(pair), max(pair)) for pair in pairs)
    return found


def sets_of(
    connection: sqlite3.Connection, spec: Any, named: dict[str, dict[Any, Any]]
) -> dict[int, list[Any]]:
    """The members of the sets that belong to rows, by the rows' numbers."""
    members: dict[int, list[Any]] = {}
    for part, (holder, other, target) in spec["parts"].items():
        if target == spec["name"]:
            continue
        for one, member in connection.execute(f'SELECT "{holder}", "{other}" FROM {part}'):
            who = named[target][member] if target else member
            members.setdefault(one, []).append((part, who))
    return members


def whole(
    spec: Any,
    columns: list[str],
    row: tuple[Any, ...],
    named: dict[str, dict[Any, Any]],
    sets: dict[int, list[Any]],
) -> tuple[Any, ...]:
    """A row without numbers."""
    values = [
        named[spec["refs"][c]][v] if c in spec["refs"] and v is not None else v
        for c, v in zip(columns, row[1:], strict=True)
    ]
    return (*values, tuple(sorted(sets.get(row[0], ()))))


class History:
    """A random history of real commands on several machines.

    Args:
        folder: Where they are.
        seed: Of what is random.
        machines: How many.
        harsh: Files are lost, cut, repeated and copied under other names; else only late.
    """

    def __init__(self, folder: Path, seed: int, machines: int, *, harsh: bool = True) -> None:
        self.random, self.harsh = random.Random(seed), harsh
        self.clocks = [0, 1, -1, 30, 0][:machines]
        self.machines = [
            Machine(folder, f"m{n}", days)
            for n, days in zip(range(machines), self.clocks, strict=True)
        ]
        self.key, self.day, self.word = "", 0, 0
        self.known: set[str] = set()
        self.taken_out: set[str] = set()
        self.joined: list[Machine] = []
        self.kept: dict[str, bytes] = {}
        self.log: list[str] = []
        self.steps = 0

    # The carrier ----------------------------------------------------------------------------

    def deliver(self, source: Machine, target: Machine) -> None:
        """Carry what a machine has written to another, or not."""
        names = set()
        for file in source.own_files():
            names.add(file.name)
            fate = self.random.random() if self.harsh else 1.0
            data = file.read_bytes()
            if fate < 0.33:
                continue
            place = target.carried / file.name
            if fate < 0.40:
                place.write_bytes(data[: len(data) // 2])
            elif fate < 0.44:
                stem = file.name.removesuffix(".age")
                copy = self.random.choice(
                    (f"{stem} (conflicted copy 2026-03-01 101500).age",
                     f"{stem}.sync-conflict-20260301-101500-ABCDEFG.age")
                )  # fmt: skip
                (target.carried / copy).write_bytes(self.kept.get(file.name, data))
            elif fate < 0.48 and file.name in self.kept:
                place.write_bytes(self.kept[file.name])  # late: an older one
            else:
                place.write_bytes(data)
            if self.random.random() < 0.3:
                self.kept[file.name] = data
        if not self.harsh or self.random.random() < 0.5:
            for file in target.carried.glob(f"{source.name}.*.age"):
                if file.name not in names:
                    file.unlink()

    def mirror(self) -> None:
        """All that was written is everywhere, and nothing else."""
        for target in self.joined:
            for file in target.carried.glob("*.age"):
                if file not in target.own_files():
                    file.unlink()
            for source in self.joined:
                if source is not target:
                    for file in source.own_files():
                        shutil.copy2(file, target.carried / file.name)

    # Commands -------------------------------------------------------------------------------

    def begin(self) -> None:
        first = self.machines[0]
        first.turn(0)
        for name in NAMES[:4]:
            self.do(first, ["add", name])
        for machine in self.machines[1:]:
            machine.turn(0)
        self.key = first.init()
        self.joined = [first]
        for machine in self.machines[1:]:
            if machine is self.machines[-1] and len(self.machines) > 2:
                continue  # joins later
            self.join(machine)

    def join(self, machine: Machine) -> None:
        for source in self.joined:
            for file in source.own_files():
                shutil.copy2(file, machine.carried / file.name)
        result = machine(
            f"sync join {machine.carried} --name {machine.name}", stdin=f"{self.key}\n"
        )
        assert result.code == 0, (machine.name, result)
        self.joined.append(machine)

    def text(self) -> str:
        self.word += 1
        return f"t:{self.word}"

    def do(self, machine: Machine, words: list[str], stdin: str = "") -> Result:
        """Run a command, and keep what it took out."""
        before = machine.texts()
        result = machine(words, stdin=stdin)
        self.log.append(f"{machine.name} {' '.join(words)} -> {result.code}")
        assert "mistake in tinynet" not in result.err, (words, result.err, self.log[-12:])
        after = machine.texts()
        self.taken_out |= before - after
        self.known |= after
        return result

    def sync(self, machine: Machine) -> None:
        before, forgotten = machine.texts(), machine.forgotten()
        people = set(machine.query("SELECT uid FROM person"))
        result = machine.sync()
        self.log.append(f"{machine.name} sync -> {result.code} {result.out[:300]}")
        if result.code == 2:  # restored
            answer = self.random.choice(("--catch-up", "--take-back"))
            result = machine.sync(answer)
            self.log.append(f"{machine.name} sync {answer} -> {result.code}")
            self.taken_out |= before - machine.texts()
        gone = people - set(machine.query("SELECT uid FROM person"))
        if machine.forgotten() > forgotten or machine.is_forgotten(gone):
            self.taken_out |= before - machine.texts()
        assert result.code in {0, 5}, (machine.name, result, self.log[-12:])
        self.last = result
        assert "mistake in tinynet" not in result.err, (result.err, self.log[-12:])

    def step(self) -> None:
        """One thing that happens somewhere."""
        self.steps += 1
        machine, chance = self.random.choice(self.joined), self.random.random()
        if self.random.random() < 0.15:
            self.day += 1
        machine.turn(self.day)
        if chance < 0.12:
            self.sync(machine)
        elif chance < 0.24:
            source = self.random.choice(self.joined)
            if source is not machine:
                self.deliver(source, machine)
        elif chance < 0.25 and len(self.joined) < len(self.machines):
            self.join(self.machines[len(self.joined)])
        else:
            self.command(machine)

    def command(self, machine: Machine) -> None:
        """A random command with people and numbers that are there."""
        pick = self.random.choice
        people = [row[0] for row in machine.query("SELECT handle FROM person ORDER BY id")]
        if len(people) < 3:
            self.do(machine, ["add", pick(NAMES)])
            return
        who, other = self.random.sample(people, 2)
        logs = [row[0] for row in machine.query("SELECT id FROM interaction ORDER BY id")] or [1]
        notes = [row[0] for row in machine.query("SELECT id FROM note ORDER BY id")] or [1]
        plans = [row[0] for row in machine.query("SELECT id FROM plan ORDER BY id")] or [1]
        number = str(pick(logs))
        choices: list[tuple[int, list[str]]] = [
            (4, ["add", pick(NAMES), "--note", self.text(), "--yes"]),
            (2, ["add", pick(NAMES), "--via", who, "--tag", pick(TAGS), "--email", f"{who}@x.org"]),
            (12, ["log", pick(KINDS[:7]), who, "--on", pick(DAYS), "--note", self.text()]),
            (6, ["log", pick(KINDS[:7]), who, other, "--note", self.text(), "--for", "1h"]),
            (3, ["log", "text", who, "--attempt", "--by", "them"]),
            (8, ["note", who, self.text()]),
            (2, ["note", who, self.text(), "--next"]),
            (1, ["note", who, "--done"]),
            (2, ["note", who, pick(("ginger nut", "shortbread")), "--fact", "biscuit"]),
            (1, ["note", who, "--remove", "--id", f"n{pick(notes)}"]),
            (3, ["tag", who, pick(TAGS)]),
            (1, ["tag", who, pick(TAGS), "--remove"]),
            (2, ["link", who, pick(("spouse", "colleague", "knows")), other]),
            (4, ["edit", who, "--circle", pick(("inner", "close", "friends"))]),
            (2, ["edit", who, "--nickname", pick(("Nan", "Bo", "Caz"))]),
            (2, ["edit", who, "--handle", pick(("annie", "bobby", "caz", "x"))]),
            (2, ["edit", who, "--via", other]),
            (2, ["edit", who, "--work", pick(("Acme", "Globex")), "--birthday", "1980-03-04"]),
            (2, ["edit", who, "--phone", pick(("+44 20 7946 0123", "+44 20 7946 0999"))]),
            (4, ["amend", number, "--note", self.text()]),
            (2, ["amend", number, "--with", who, "--with", other]),
            (2, ["amend", number, "--kind", pick(KINDS[:7]), "--on", pick(DAYS)]),
            (3, ["unlog", number]),
            (1, ["snooze", who, "2w"]),
            (1, ["skip", who]),
            (1, ["pause", who]),
            (1, ["archive", who]),
            (3, ["merge", who, other, "--prefer", pick(("who", "into")), "--yes"]),
            (1, ["merge", "--dismiss", who, other]),
            (2, ["remove", who, "--yes"]),
            (1, ["kinds", "add", "sauna", "--in-person", "--minutes", "90"]),
            (1, ["log", "sauna", who]),
            (1, ["kinds", "edit", pick(KINDS[:5]), "--minutes", pick(("30", "45", "90"))]),
            (1, ["kinds", "remove", pick(("letter", "sauna", "social"))]),
            (2, ["jot", f"yesterday: lunch with {who} in Lisbon #food"]),
            (2, ["met", who, other, "--at", pick(("chamber", "expo")), "--on", pick(DAYS)]),
            (3, ["plan", pick(KINDS[:4]), who, "--note", pick(("soon", "the new place"))]),
            (1, ["plan", "--drop", str(pick(plans))]),
            (1, ["plan", "--done", str(pick(plans))]),
            (2, ["favour", "gave", who, pick(("a lift", "the bicycle"))]),
            (1, ["introduce", who, other, "--note", "both sing"]),
            (1, ["quiz", "--answer", f"{who}:name", "--grade", "good"]),
            (7, ["undo", "--yes"]),
            (3, ["redo"]),
            (1, ["import", "friends", str(SAMPLES / "friends/friends.md")]),
            (1, ["import", "ics", str(SAMPLES / "calendar.ics"), "--add-people"]),
            (1, ["backup"]),
            (1, ["restore", "--yes"]),
            (1, ["forget", who]),
        ]  # fmt: skip
        (words,) = self.random.choices(
            [words for _, words in choices], [weight for weight, _ in choices]
        )
        if words[0] == "forget":
            ((name,),) = machine.query("SELECT name FROM person WHERE handle = ?", who)
            words += ["--confirm", name]
        self.do(machine, words)

    # The end --------------------------------------------------------------------------------

    def run(self, steps: int) -> None:
        """The whole history, and then quiet until nobody has anything new."""
        self.begin()
        for _ in range(steps):
            self.step()
        for machine in self.machines:
            if machine not in self.joined:
                self.join(machine)
        self.settle()

    def settle(self) -> None:
        """Everybody syncs until nobody has anything new."""
        for _ in range(len(self.joined) + 3):
            news = []
            for machine in self.joined:
                machine.turn(self.day)
                self.mirror()
                self.sync(machine)
                said = self.last.json
                news.append(bool(said["sent"] or said["received"]))
            self.mirror()
        self.quiet = not any(news)

    def disagreements(self) -> list[str]:
        """What does not hold in the end."""
        wrong = [f"{m.name}: {fault}" for m in self.joined for fault in m.faults()]
        first, *others = ((m.name, m.content()) for m in self.joined)
        for name, content_ in others:
            for table, rows in content_.items():
                for row in set(rows) ^ set(first[1][table]):
                    where = name if row in rows else first[0]
                    wrong.append(f"{table} only on {where}: {row}")
                if len(rows) != len(first[1][table]):
                    wrong.append(f"{table}: {len(rows)} and {len(first[1][table])}")
        texts = self.joined[0].texts().union(*(m.conflicts() for m in self.joined))
        wrong += [f"lost: {text}" for text in sorted(self.known - self.taken_out - texts)]
        if not self.quiet:
            wrong.append("it never gets quiet")
        return wrong
