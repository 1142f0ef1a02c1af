"""Random histories of real commands on several machines, with a carrier in between that delays,
loses, repeats, cuts and copies files.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from command_line import Result
from machines import Machine
from seeded import seeded

SAMPLES = Path(__file__).parents[1] / "exchange" / "samples"
BASE = datetime.fromisoformat("2026-03-01T09:00:00")
DAY = 86_400  # seconds
STEPS = (5, 60, 900, 7_200, 40_000)  # seconds that pass between two things
NAMES = (
    "Anne Baker", "Bob Marsh", "Caroline Øvergård", "Dora Lind", "Emil Sand", "Fay Wong",
    "Grace Hall", "Hugo Boss", "Anne Becker", "Iris Moor",
)  # fmt: skip
DAYS = ("2026-01-09", "2026-02-01", "2026-02-14", "2026-02-27")
KINDS = ("coffee", "lunch", "dinner", "call", "text", "letter", "walk")
TAGS = ("running", "family", "york", "dancing")
COPIES = (  # what Nextcloud and Syncthing call what they would not write over
    "{} (conflicted copy 2026-03-01 101500).age",
    "{}.sync-conflict-20260301-101500-ABCDEFG.age",
)
LOST, CUT, COPIED, LATE = 0.33, 0.40, 0.44, 0.48  # of one, what becomes of a file
NUMBERED = ("interaction", "note", "fact", "plan", "favour")
NUMBERS = "SELECT 'person', handle FROM (SELECT handle FROM person ORDER BY id)" + "".join(
    f" UNION ALL SELECT '{table}', id FROM {table}" for table in NUMBERED
)
RESTORED = 2  # the exit code of a sync that asks


class History:
    """A random history of real commands on several machines.

    Args:
        folder: Where they are.
        seed: Of all that is random.
        machines: How many.
        restores: How many times as often as usual backups are restored.

    Attributes:
        known: All words that any machine ever had in a note or a contact.
        out: Those that somebody took out, and on which machines.
        gone: The contacts in which only somebody was who was forgotten, as it was known there, or
            to all machines together where it was first synced.
        rows: The contacts that sync knows, by the words that any of them ever had.
        unlogged: Those that were unlogged, whatever their words were then, and on which machines.
    """

    def __init__(self, folder: Path, seed: int, machines: int, *, restores: int = 1) -> None:
        self.seed, self.random, self.restores = seed, random.Random(seed), restores
        off = [0.0, *(self.random.uniform(-DAY, DAY) for _ in range(4))]
        off[3] = 30 * DAY
        self.machines = [
            Machine(folder, f"m{n}", timedelta(seconds=int(off[n]))) for n in range(machines)
        ]
        self.key, self.word, self.steps = "", 0, 0
        self.moment = BASE
        self.known: set[str] = set()
        self.texts = {machine.name: machine.texts() for machine in self.machines}
        self.out: dict[str, set[str]] = {}
        self.gone: set[str] = set()
        self.rows: dict[str, str] = {}
        self.unlogged: dict[str, set[str]] = {}
        self.joined: list[Machine] = []
        self.away: dict[str, int] = {}
        self.kept: dict[str, bytes] = {}
        self.log: list[str] = []
        self.quiet = False

    # The carrier ----------------------------------------------------------------------------

    def deliver(self, source: Machine, target: Machine) -> None:
        """Carry what a machine has written to another, or not."""
        names = set()
        for file in source.own_files():
            names.add(file.name)
            fate, data = self.random.random(), file.read_bytes()
            if fate < LOST:
                continue
            place = target.carried / file.name
            if fate < CUT:
                place.write_bytes(data[: len(data) // 2])
            elif fate < COPIED:
                copy = self.random.choice(COPIES).format(file.name.removesuffix(".age"))
                (target.carried / copy).write_bytes(self.kept.get(file.name, data))
            elif fate < LATE and file.name in self.kept:
                place.write_bytes(self.kept[file.name])  # an older one
            else:
                place.write_bytes(data)
            if self.random.random() < 0.3:
                self.kept[file.name] = data
        if self.random.random() < 0.5:
            for file in sorted(target.carried.glob(f"{source.name}.*.age")):
                if file.name not in names:
                    file.unlink()

    def mirror(self) -> None:
        """All that was written is everywhere, and nothing else."""
        written = {machine.name: machine.own_files() for machine in self.joined}
        for target in self.joined:
            names = {file.name for some in written.values() for file in some}
            for file in target.carried.glob("*.age"):
                if file.name not in names:
                    file.unlink()
            for name, files in written.items():
                for file in files if name != target.name else ():
                    carry(file, target.carried / file.name)

    # What happens on a machine --------------------------------------------------------------

    def turn(self, machine: Machine) -> None:
        """Have some time pass, and look at a machine's clock."""
        self.moment += timedelta(seconds=self.random.choice(STEPS))
        machine.turn(self.moment)

    def begin(self) -> None:
        """Have the first machine know some people, and the others join; a third one later."""
        first, *others = self.machines
        self.turn(first)
        for name in NAMES[:4]:
            self.do(first, ["add", name])
        self.key = first.init()
        self.joined = [first]
        for machine in others[:-1] if len(others) > 1 else others:
            self.join(machine)

    def join(self, machine: Machine) -> None:
        """Have a machine join, which may hold something already."""
        self.turn(machine)
        if self.random.random() < 0.3:
            for name in self.random.sample(NAMES, 2):
                self.do(machine, ["add", name, "--note", self.text()])
        for source in self.joined:
            for file in source.own_files():
                shutil.copy2(file, machine.carried / file.name)
        result = machine(
            f"sync join {machine.carried} --name {machine.name}", stdin=f"{self.key}\n"
        )
        assert result.code == 0, (machine.name, result)
        self.joined.append(machine)
        self.note("joins", machine)

    def text(self) -> str:
        """Words that no other note or contact has."""
        self.word += 1
        return f"t:{self.word}"

    def note(self, said: str, machine: Machine, *, took: bool = False) -> None:
        """Keep what a machine did, and what it took out or has back."""
        before, after = self.texts[machine.name], machine.texts()
        self.texts[machine.name] = after
        self.known |= after.keys()
        gone = before.keys() - after.keys()
        self.log.append(
            f"{self.steps:3} {machine.name} {said}" + (f" -{sorted(gone)}" * bool(gone))
        )
        for text in gone if took else ():
            self.out.setdefault(text, set()).add(machine.name)
        for text in after.keys() - before.keys() if took else ():
            self.out.get(text, set()).discard(machine.name)
            self.unlogged.get(self.rows.get(text, ""), set()).discard(machine.name)

    def do(self, machine: Machine, words: list[str], stdin: str = "") -> Result:
        """Run a command, and keep what it took out."""
        before, rows = self.texts[machine.name], machine.counted_texts()
        known = machine.kept_texts() if words[0] == "forget" else {}
        result = machine(words, stdin=stdin)
        assert "mistake in tinynet" not in result.err, (words, result.err, self.log[-12:])
        self.note(f"{' '.join(words)} -> {result.code} {result.err[:60]!r}", machine,
                  took=words[0] != "restore")  # fmt: skip
        gone = before.keys() - self.texts[machine.name].keys()
        for text, count in (rows - machine.counted_texts()).items():  # of several that have it
            if count < rows[text] and words[0] != "restore":
                self.out.setdefault(text, set()).add("one of several")
        if words[0] == "forget":
            self.gone |= machine.gone_rows()
            for text in known.keys() - machine.kept_texts().keys():
                if known[text] and machine.forgotten_of(known[text]) == known[text]:
                    self.out.setdefault(text, set()).add("forgotten")
        for text in gone if words[0] == "unlog" else ():
            self.unlogged.setdefault(self.rows.get(text, ""), set()).add(machine.name)
        if words[0] == "restore":
            by, is_in_step = f"a restore on {machine.name}", machine.is_in_step()
            # What is not in a backup from after the last sync was taken out before it was made, or
            # written later. Of another one, the next sync says what becomes of all that it knows.
            kept = {} if is_in_step else machine.kept_texts()
            for text in gone - kept.keys():
                self.out.setdefault(text, set()).add(by)
            for text in self.texts[machine.name] if is_in_step else ():
                self.out.get(text, set()).discard(by)
        return result

    def sync(self, machine: Machine) -> None:
        """Sync, and keep what was taken out with somebody who is forgotten, but nothing else."""
        before, rows, answer = self.texts[machine.name], machine.rows_of_texts(), ""
        known, people = machine.kept_texts(), self.people_of_contacts()
        result = machine.sync()
        if result.code == RESTORED:
            answer = self.random.choice(("--catch-up", "--take-back"))
            result = machine.sync(answer)
        assert result.code in {0, 5}, (machine.name, result, self.log[-12:])
        assert result.out, (machine.name, result, self.log[-12:])
        assert "mistake in tinynet" not in result.err, (result.err, self.log[-12:])
        self.last = result.json
        said = f"{self.last['sent']} sent {self.last['received']} {self.last['wrong']}"
        self.note(f"sync {answer} -> {said}", machine)
        after = self.texts[machine.name]
        self.rows |= machine.rows_of_texts()
        if answer == "--catch-up":  # what was unlogged since a restore had later words before it
            for text in known.keys() - after.keys():
                if any(machine.name in self.unlogged.get(r, ()) for r in machine.rows_with(text)):
                    self.out.setdefault(text, set()).add("unlogged")
        # Elsewhere somebody may have been put into a contact, instead of those who are in it here.
        self.gone |= {
            row for row in machine.gone_rows() & people.keys()
            if machine.forgotten_of(people[row]) == people[row]
        }  # fmt: skip
        for text, uids in (known | before).items():
            if text not in after and (
                (uids and machine.forgotten_of(uids) == uids) or rows.get(text) in self.gone
            ):
                self.out.setdefault(text, set()).add("forgotten")
        if answer == "--take-back":
            for text in known.keys() - after.keys():
                self.out.setdefault(text, set()).add("taken back")

    def people_of_contacts(self) -> dict[str, set[str]]:
        """The uids of those in each contact, as all machines together know it."""
        latest: dict[tuple[str, str], list[Any]] = {}
        for machine in self.joined:
            for gid, uid, cell in machine.participants():
                latest[gid, uid] = max(cell, latest.get((gid, uid), cell))
        people: dict[str, set[str]] = {}
        for (gid, uid), cell in latest.items():
            if cell[3] == 1:
                people.setdefault(gid, set()).add(uid)
        return people

    def step(self) -> None:
        """One thing that happens somewhere."""
        self.steps += 1
        machine, chance = self.random.choice(self.joined), self.random.random()
        if self.random.random() < 0.015:
            self.away[machine.name] = self.steps + self.random.randrange(10, 40)
        offline = self.away.get(machine.name, 0) > self.steps
        self.turn(machine)
        if chance < 0.12:
            if not offline:
                self.sync(machine)
        elif chance < 0.24:
            source = self.random.choice(self.joined)
            if source is not machine and not offline:
                self.deliver(source, machine)
        elif chance < 0.26 and len(self.joined) < len(self.machines):
            self.join(self.machines[len(self.joined)])
        else:
            words = self.command(machine)
            self.do(machine, words)
            if self.random.random() < 0.04:  # the same elsewhere, or twice
                other = self.random.choice(self.joined)
                self.turn(other)
                self.do(other, words)

    # Commands -------------------------------------------------------------------------------

    def command(self, machine: Machine) -> list[str]:
        """A random command with people and numbers that are there."""
        rows: dict[str, list[Any]] = {}
        for table, row in machine.query(NUMBERS):
            rows.setdefault(table, []).append(row)
        people = rows.get("person", [])
        if len(people) < 3:
            return ["add", self.random.choice(NAMES), "--yes"]
        pick = self.random.choice
        number = {table: str(pick(rows.get(table, [1]))) for table in NUMBERED}
        who, other = self.random.sample(people, 2)
        choices = [*self.about_people(who, other, number), *self.about_contacts(who, other, number)]
        choices += self.about_everything(who)
        (words,) = self.random.choices(
            [words for _, words in choices], [weight for weight, _ in choices]
        )
        if words[0] == "forget":
            ((name,),) = machine.query("SELECT name FROM person WHERE handle = ?", who)
            return [*words, "--confirm", name]
        if words[:2] == ["import", "json"]:
            return [*words, str(self.exported(pick(self.joined)))]
        if words[:2] == ["sync", "conflicts"]:
            found = machine.ask_state("SELECT id FROM conflict ORDER BY id DESC LIMIT 3")
            return [*words, str(pick(found or [(1,)])[0]), "--other"]
        return words

    def about_people(
        self, who: str, other: str, number: dict[str, str]
    ) -> Iterator[tuple[int, list[str]]]:
        """Commands that change what is known of people."""
        pick = self.random.choice
        yield 4, ["add", pick(NAMES), "--note", self.text(), "--yes"]
        yield 2, ["add", pick(NAMES), "--via", who, "--tag", pick(TAGS), "--email", f"{who}@x.org",
                  "--yes"]  # fmt: skip
        yield 8, ["note", who, self.text()]
        yield 2, ["note", who, self.text(), "--next"]
        yield 1, ["note", who, "--done"]
        yield 2, ["note", who, pick(("ginger nut", "shortbread")), "--fact", "biscuit"]
        yield 1, ["note", who, "a kettle", "--fact", "gift idea", "--add"]
        yield 1, ["note", who, "--done", "--id", f"f{number['fact']}"]
        yield 1, ["note", who, "--remove", "--id", f"f{number['fact']}"]
        yield 2, ["note", who, self.text(), "--id", f"n{number['note']}"]
        yield 1, ["note", who, "--remove", "--id", f"n{number['note']}"]
        yield 3, ["tag", who, pick(TAGS)]
        yield 1, ["tag", who, pick(TAGS), "--remove"]
        yield 2, ["link", who, pick(("spouse", "colleague", "knows")), other]
        yield 1, ["link", who, pick(("spouse", "colleague")), "Sam Stone"]
        yield 1, ["link", who, pick(("spouse", "colleague", "knows")), other, "--remove"]
        yield 4, ["edit", who, "--circle", pick(("inner", "close", "friends", "none"))]
        yield 2, ["edit", who, "--nickname", pick(("Nan", "Bo", "Caz"))]
        yield 3, ["edit", who, "--handle", pick(("annie", "annie-2", "bobby", "caz", "x"))]
        yield 1, ["edit", who, "--name", pick(NAMES)]
        yield 2, ["edit", who, "--via", other]
        yield 2, ["edit", who, "--work", pick(("Acme", "Globex")), "--birthday", "1980-03-04"]
        yield 2, ["edit", who, "--phone", pick(("+44 20 7946 0123", "+44 20 7946 0999"))]
        yield 1, ["edit", who, "--every", pick(("2w", "monthly", "never"))]
        yield 1, ["snooze", who, "2w"]
        yield 1, ["skip", who]
        yield 1, ["pause", who]
        yield 1, ["archive", who]
        yield 3, ["merge", who, other, "--prefer", pick(("who", "into")), "--yes"]
        yield 2, ["merge", "--dismiss", who, other]
        yield 2, ["remove", who, "--yes"]
        yield 1, ["forget", who]

    def about_contacts(
        self, who: str, other: str, number: dict[str, str]
    ) -> Iterator[tuple[int, list[str]]]:
        """Commands that change what happened, what is planned, and what else there is between."""
        pick, logged = self.random.choice, number["interaction"]
        yield 12, ["log", pick(KINDS), who, "--on", pick(DAYS), "--note", self.text()]
        yield 6, ["log", pick(KINDS), who, other, "--note", self.text(), "--for", "1h"]
        yield 3, ["log", "text", who, "--attempt", "--by", "them"]
        yield 4, ["amend", logged, "--note", self.text()]
        yield 3, ["amend", logged, "--with", who, "--with", other]
        yield 2, ["amend", logged, "--with", who]
        yield 2, ["amend", logged, "--kind", pick(KINDS), "--on", pick(DAYS)]
        yield 3, ["unlog", logged]
        yield 2, ["jot", f"yesterday: lunch with {who} in Lisbon #food"]
        yield 2, ["met", who, other, "--at", pick(("chamber", "expo")), "--on", pick(DAYS),
                  "--cost", pick(("30", "12.50")), pick(("--drained", "--lifted"))]  # fmt: skip
        yield 3, ["plan", pick(KINDS[:4]), who, "--note", pick(("soon", "the new place"))]
        yield 1, ["plan", pick(KINDS[:4]), who, other, "--by", "2026-05-01"]
        yield 1, ["plan", "--drop", number["plan"]]
        yield 1, ["plan", "--done", number["plan"]]
        yield 2, ["favour", pick(("gave", "got")), who, pick(("a lift", "the bicycle"))]
        yield 1, ["favour", "--remove", number["favour"]]
        yield 2, ["introduce", who, other, "--note", "both sing"]
        yield 1, ["introduce", who, other, "--outcome", pick(("met", "stuck"))]
        yield 1, ["introduce", who, other, "--remove"]
        yield 1, ["quiz", "--answer", f"{who}:name", "--grade", pick(("good", "again"))]

    def about_everything(self, who: str) -> Iterator[tuple[int, list[str]]]:
        """Commands that reach further: kinds, imports, going back, what sync found."""
        pick = self.random.choice
        yield 1, ["kinds", "add", "sauna", "--in-person", "--minutes", pick(("90", "60"))]
        yield 1, ["log", "sauna", who, "--note", self.text()]
        yield 1, ["kinds", "edit", pick(KINDS[:5]), "--minutes", pick(("30", "45", "90"))]
        yield 1, ["kinds", "remove", pick(("letter", "sauna", "social"))]
        yield 7, ["undo", "--yes"]
        yield 1, ["undo", "2", "--yes"]
        yield 3, ["redo"]
        yield 1, ["import", "friends", str(SAMPLES / "friends" / "friends.md")]
        yield 1, ["import", "ics", str(SAMPLES / "calendar.ics"), "--add-people"]
        yield 1, ["import", "vcard", str(SAMPLES / "nextcloud-4.0.vcf")]
        yield 1, ["import", "json"]
        yield 1, ["config", "set", "undo.keep", pick(("2", "1000"))]
        yield 1, ["backup"]
        yield self.restores, ["restore", "--yes"]
        yield self.restores - 1, ["restore", str(2 + self.steps % 3), "--yes"]
        yield 1, ["sync", "conflicts"]

    def exported(self, machine: Machine) -> Path:
        """A file with all that a machine holds, for another to import."""
        file = self.machines[0].folder / f"of-{machine.name}.json"
        file.write_text(machine("export json").out, encoding="utf-8")
        return file

    # The end --------------------------------------------------------------------------------

    def run(self, steps: int) -> None:
        """The whole history, and then quiet until nobody has anything new."""
        with seeded(self.seed):
            self.begin()
            for _ in range(steps):
                self.step()
            while len(self.joined) < len(self.machines):
                self.join(self.machines[len(self.joined)])
            self.settle()

    def settle(self) -> None:
        """Everybody syncs until nobody has anything new."""
        for _ in range(len(self.joined) + 6):
            news = []
            for machine in self.joined:
                machine.turn(self.moment)
                self.mirror()
                before = written_by(machine)
                self.sync(machine)
                news.append(written_by(machine) != before)
            self.mirror()
            self.quiet = not any(news)
            if self.quiet:
                return

    def disagreements(self) -> list[str]:
        """What does not hold in the end."""
        first, *others = self.joined
        wrong = [f"{m.name}: {fault}" for m in self.joined for fault in m.faults()]
        wrong += [f"{m.name}: {named}" for m in self.joined for named in m.named_forgotten()]
        contents = {m.name: m.content() for m in self.joined}
        for machine in others:
            wrong += different("", first.name, contents[first.name],
                               machine.name, contents[machine.name])  # fmt: skip
            if first.state() != machine.state():
                wrong += different_states(first, machine)
            wrong += different_exports(first, machine)
        for machine in self.joined:
            wrong += different("rebuilt ", machine.name, contents[machine.name],
                               "anew", machine.rebuilt())  # fmt: skip
        there = set().union(
            *(m.texts() for m in self.joined), *(m.lost_texts() for m in self.joined)
        )
        taken = {text for text, by in self.out.items() if by}
        wrong += [f"lost: {text}" for text in sorted(self.known - taken - there)]
        if not self.quiet:
            wrong.append("it never gets quiet")
        return wrong


def carry(file: Path, place: Path) -> None:
    """Copy a file with its time, unless that was done before."""
    there, here = place.stat() if place.exists() else None, file.stat()
    if there is None or (there.st_size, there.st_mtime_ns) != (here.st_size, here.st_mtime_ns):
        shutil.copy2(file, place)


def written_by(machine: Machine) -> list[tuple[str, int]]:
    """The files that a machine has written, with their times."""
    return [(file.name, file.stat().st_mtime_ns) for file in machine.own_files()]


def different(what: str, one: str, mine: Any, other: str, theirs: Any) -> list[str]:
    """The rows in which two databases differ."""
    wrong = []
    for table in mine:
        wrong += [
            f"{what}{table} only on {one if row in mine[table] else other}: {row}"
            for row in sorted(set(mine[table]) ^ set(theirs[table]), key=repr)
        ]
        if not wrong and len(mine[table]) != len(theirs[table]):
            wrong.append(f"{what}{table}: {len(mine[table])} and {len(theirs[table])}")
    return wrong


def different_states(one: Machine, other: Machine) -> list[str]:
    """The rows of which two machines know something else."""
    mine, theirs = one.state(), other.state()
    return [
        f"state {gid}: {one.name} {mine.get(gid)}, {other.name} {theirs.get(gid)}"
        for gid in sorted(mine.keys() | theirs.keys())
        if mine.get(gid) != theirs.get(gid)
    ]


def different_exports(one: Machine, other: Machine) -> list[str]:
    """The records in which two exported documents differ."""
    mine, theirs = one.exported(), other.exported()
    return [
        f"export json, {name}: {machine.name} has {record}"
        for name in mine.keys() - {"tinynet"}
        for machine, some, others in ((one, mine, theirs), (other, theirs, mine))
        for record in some[name]
        if record not in others[name] or some[name].count(record) != others[name].count(record)
    ]
