"""Machines that are kept in step, each with a database, a folder and a clock of its own."""

from __future__ import annotations

import atexit
import json
import os
import re
import shutil
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp
from typing import Any

from command_line import Result, Tinynet
from databases import CADENCES, dump, rebuilt_ties

from tinynet.cli.env import Env
from tinynet.core.compiled_cells import CELLS
from tinynet.db.store import Store
from tinynet.people import profile_rows
from tinynet.safety import derived_rows
from tinynet.sync import sync_folder
from tinynet.sync.round.projection_rows import Projection
from tinynet.sync.round.purge_rows import hash_of
from tinynet.sync.round.round_rows import SyncUnit
from tinynet.sync.rules import cells, identity
from tinynet.sync.rules.identity import Merged
from tinynet.sync.state import device_rows
from tinynet.sync.state.state_rows import State

PARTICIPANT = "participant/"  # how the cells begin that say who is in a contact
UID = re.compile(rb"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
TEXT = "t:"  # how the words begin that tell notes and contacts apart


class Clocked(Env):
    """One run of the program by the clock of its machine."""

    def __init__(self, moment: datetime, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        self.moment = moment.isoformat(timespec="seconds")

    @property
    def now(self) -> str:
        return self.moment

    def unit_time(self) -> str:
        return self.moment


class Machine(Tinynet):
    """A machine: its database, its own copy of the folder, and its own idea of the time.

    Args:
        folder: Where all machines are.
        name: What it is called.
        off: How far its clock is from the world's.
    """

    def __init__(self, folder: Path, name: str, off: timedelta = timedelta()) -> None:
        super().__init__(folder / name)
        self.name, self.off = name, off
        self.moment: datetime | None = None
        self.carried = folder / name / "carried"
        self.carried.mkdir(parents=True)

    def turn(self, moment: datetime) -> None:
        """Have it be a moment of the world."""
        self.moment = moment + self.off
        self.at(self.moment.date().isoformat())

    def env(self, words: list[str], **streams: Any) -> Env:
        if self.moment is None:
            return super().env(words, **streams)
        return Clocked(self.moment, self.environ, words, **streams)

    def init(self) -> str:
        key: str = self.ok(f"sync init {self.carried} --name {self.name} --json").json["key"]
        return key

    def join(self, key: str) -> Result:
        return self.ok(f"sync join {self.carried} --name {self.name}", stdin=f"{key}\n")

    def sync(self, more: str = "") -> Result:
        return self(f"sync --json {more}")

    def settle(self) -> None:
        """Let what was copied here be where it belongs."""
        state = f"{self.path}.sync"
        here = {"folder": str(self.carried), "machine": device_rows.place(state)}
        with closing(sqlite3.connect(state)) as connection:
            connection.executemany("UPDATE meta SET value = ? WHERE key = ?",
                                   [(value, key) for key, value in here.items()])  # fmt: skip
            connection.commit()

    def query(self, text: str, *values: object) -> list[tuple[Any, ...]]:
        """Ask the database."""
        return asked(self.path, text, values)

    def ask_state(self, text: str, *values: object) -> list[tuple[Any, ...]]:
        """Ask what sync keeps."""
        return asked(Path(f"{self.path}.sync"), text, values)

    def own_files(self) -> list[Path]:
        start = f"{self.name}."
        names = [name for name in os.listdir(self.carried) if name.startswith(start)]
        return [
            self.carried / name
            for name in sorted(names)
            if name.endswith(".age") and name.count(".") == 3
        ]

    def texts(self) -> dict[str, frozenset[str]]:
        """The words that tell notes and contacts apart, each with the uids of its people."""
        found: dict[str, set[str]] = {}
        for text, uid in self.query(
            "SELECT note.text, uid FROM note JOIN person ON person.id = person_id "
            "UNION SELECT note, uid FROM interaction JOIN participant ON interaction_id = "
            "interaction.id JOIN person ON person.id = person_id WHERE note IS NOT NULL"
        ):
            if text.startswith(TEXT):
                found.setdefault(text, set()).add(uid)
        return {text: frozenset(uids) for text, uids in found.items()}

    def counted_texts(self) -> Counter[str]:
        """How many notes and contacts have each of these words: a command may be given twice."""
        return Counter(
            text for (text,) in self.query(
                "SELECT text FROM note UNION ALL SELECT note FROM interaction WHERE note NOT NULL"
            )
        )  # fmt: skip

    def rows_of_texts(self) -> dict[str, str]:
        """The contacts with such words that sync knows already, by their ids on every machine."""
        bound = self.ask_state("SELECT local, gid FROM row WHERE tbl = 'interaction'")
        gids = {local: gid for local, gid in bound if local is not None}
        found = self.query("SELECT note, id FROM interaction WHERE note LIKE ?", f"{TEXT}%")
        return {text: gids[local] for text, local in found if local in gids}

    def rows_with(self, text: str) -> list[str]:
        """The rows that have such a word, as far as sync knows."""
        found = self.ask_state("SELECT gid FROM row WHERE instr(data, ?)", json.dumps(text))
        return [gid for (gid,) in found]

    def gone_rows(self) -> set[str]:
        """The rows of which nothing is kept but that they were about forgotten people."""
        known = self.ask_state("SELECT gid, data FROM row")
        return {gid for gid, data in known if cells.GONE in json.loads(data)}

    def kept_texts(self) -> dict[str, frozenset[str]]:
        """The words that sync would show here, were the database as it knows it, as in `texts`."""
        found = {}
        for (data,) in self.ask_state("SELECT data FROM row WHERE local IS NOT NULL"):
            known = json.loads(data).get("c", {})
            people = {known["person_id"][3][0]} if "person_id" in known else set()
            people |= {
                name.removeprefix(PARTICIPANT)
                for name, cell in known.items()
                if name.startswith(PARTICIPANT) and cell[3] == 1
            }
            uids = frozenset(gid.removeprefix("person.") for gid in people if gid)
            found.update({text: uids for cell in known.values() for text in texts_in(cell)})
        return found

    def participants(self) -> Iterator[tuple[str, str, list[Any]]]:
        """The cells of who is in which contact, as far as sync knows."""
        found = self.ask_state("SELECT gid, data FROM row WHERE tbl = 'interaction'")
        for gid, data in found:
            for name, cell in json.loads(data).get("c", {}).items():
                if name.startswith(PARTICIPANT):
                    yield gid, name.removeprefix(f"{PARTICIPANT}person."), cell

    def is_in_step(self) -> bool:
        """Whether the database is one that the last sync left, with what was done since."""
        token = self.query("SELECT value FROM setting WHERE key = 'sync'")
        return token == self.ask_state("SELECT value FROM meta WHERE key = 'token'")

    def lost_texts(self) -> set[str]:
        """The words that lost against others, and are kept in the list."""
        found = self.ask_state("SELECT lost FROM conflict WHERE lost <> ''")
        return {text for (lost,) in found for text in texts_in(json.loads(lost))}

    def forgotten_of(self, uids: Iterable[str]) -> set[str]:
        """Those of some people who are forgotten, here or elsewhere."""
        known = {row[0] for row in self.ask_state("SELECT hash FROM forgotten")}
        return {uid for uid in uids if hash_of(identity.person(uid)) in known}

    def named_forgotten(self) -> list[str]:
        """The files in which somebody is named who is forgotten, as this machine knows it."""
        known = {row[0] for row in self.ask_state("SELECT hash FROM forgotten")}
        if not known:
            return []
        data = {file.name: file.read_bytes() for file in self.path.parent.rglob("*.db*")}
        data |= {file: text.encode() for file, text in self.written().items()}
        return sorted(
            f"{name} has {uid.decode()}"
            for name, content in data.items()
            for uid in set(UID.findall(content))
            if hash_of(identity.person(uid.decode())) in known
        )

    def written(self) -> dict[str, str]:
        """What is in this machine's files, by their names."""
        ((keys,),) = self.ask_state("SELECT value FROM meta WHERE key = 'keys'")
        found = {}
        for file in self.own_files():
            header, lines = sync_folder.unseal(str(self.carried), file.name, json.loads(keys))
            found[file.name] = json.dumps([header, *(line for line, _ in lines)])
        return found

    def content(self) -> dict[str, list[tuple[Any, ...]]]:
        """Everything in the database, without the numbers that only this one knows."""
        with closing(sqlite3.connect(self.path)) as connection:
            return content(connection)

    def exported(self) -> Any:
        """What `export json` writes, local numbers aside."""
        return without_numbers(json.loads(self.ok("export json").out))

    def state(self) -> dict[str, Any]:
        """What is known of each row, in the form in which the same is written in one way."""
        made = {}
        for gid, data in self.ask_state("SELECT gid, data FROM row"):
            record = json.loads(data)
            made[gid] = (record.get("c", {}), cells.edits(record), record.get("t", {}))
        return made

    def rebuilt(self) -> dict[str, list[tuple[Any, ...]]]:
        """What the database would hold, were it written again from what sync knows."""
        with TemporaryDirectory(dir=self.folder) as folder:
            path, state = f"{folder}/tinynet.db", f"{folder}/tinynet.db.sync"
            shutil.copy(self.path, path)
            shutil.copy(f"{self.path}.sync", state)
            with SyncUnit(
                path, state, cadences=CADENCES, label="", at="2026-03-01T10:00:00",
                now="2026-03-01T10:00:00",
            ) as store:  # fmt: skip
                for spec in CELLS:
                    for table in (spec["name"], *spec["parts"]):
                        store.connection.execute(f"DELETE FROM main.{table}")
                store.connection.execute("UPDATE state.row SET local = NULL")
                store.connection.execute("DELETE FROM state.waits")
                known = State(store.connection)
                every = [json.loads(line)[0] for line in known.every_line()]
                Projection(store, known, Merged()).run(every)
            with closing(sqlite3.connect(path)) as connection:
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
            wrong += [f"search of {n}" for n in profile_rows.unsearchable(store)]
        if dump(self.path, ["tie"]) != rebuilt_ties(self.path):
            wrong.append("ties")
        return wrong


def give(source: Machine, target: Machine) -> None:
    """Carry the files of one machine to another."""
    for file in source.own_files():
        shutil.copy2(file, target.carried / file.name)


class Pair:
    """A laptop and a desktop that have joined, with a carrier in between.

    They are copies of the first two: to join takes 85 ms, and to copy 5.
    """

    def __init__(self, folder: Path) -> None:
        self.laptop, self.desktop = Machine(folder, "laptop"), Machine(folder, "desktop")
        ready, self.key = joined()
        for machine in (self.laptop, self.desktop):
            shutil.copytree(ready / machine.name, machine.folder, dirs_exist_ok=True)
            machine.settle()

    def join(self) -> str:
        """Have the desktop join the laptop; the key."""
        self.laptop.ok("add 'Anne Baker' --circle inner --note 'likes boats'")
        self.laptop.ok("add 'Bob Marsh'")
        self.laptop.ok("log coffee anne bob --on 2026-02-20")
        key = self.laptop.init()
        self.carry()
        self.desktop.join(key)
        self.carry()
        self.laptop.ok("sync")
        return key

    def carry(self) -> None:
        """Carry the files of each to the other."""
        for source, target in ((self.laptop, self.desktop), (self.desktop, self.laptop)):
            own = source.own_files()
            names = {file.name for file in own}
            for file in target.carried.glob(f"{source.name}.*"):
                if file.name not in names:
                    file.unlink()
            give(source, target)

    def sync(self) -> list[dict[str, Any]]:
        """Everybody syncs twice; the answers."""
        said = []
        for machine in (self.laptop, self.desktop) * 2:
            self.carry()
            said.append(machine.ok("sync --json").json)
        self.carry()
        return said

    def agree(self) -> bool:
        """Whether both hold the same, sound, and as it would be made of what sync knows."""
        for machine in (self.laptop, self.desktop):
            assert machine.faults() == []
            if machine.state():
                assert machine.content() == machine.rebuilt()
        return self.laptop.content() == self.desktop.content()


@cache
def joined() -> tuple[Path, str]:
    """The folder of two machines that have joined, and their key; it goes when the tests end."""
    folder = Path(mkdtemp())
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    pair = Pair.__new__(Pair)
    pair.laptop, pair.desktop = Machine(folder, "laptop"), Machine(folder, "desktop")
    return folder, pair.join()


def asked(path: Path, text: str, values: Iterable[object]) -> list[tuple[Any, ...]]:
    """The answer of a database; none where there is no file."""
    if not path.exists():
        return []
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(text, tuple(values)).fetchall()


def texts_in(cell: list[Any]) -> list[str]:
    """The words in a cell that tell notes and contacts apart."""
    values = cell[3] if isinstance(cell[3], list) else []
    return [value for value in values if isinstance(value, str) and value.startswith(TEXT)]


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


def without_numbers(document: dict[str, Any]) -> dict[str, Any]:
    """An exported document without the numbers of rows, which are each machine's own."""

    def bare(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: bare(one) for key, one in value.items() if key != "id"}
        return sorted(map(bare, value), key=repr) if isinstance(value, list) else value

    happened = {one["id"]: repr(bare(one)) for one in document["interactions"]}
    for plan in document["plans"]:
        if plan.get("interaction") is not None:
            plan["interaction"] = happened[plan["interaction"]]
    made: dict[str, Any] = bare(document)
    for pair in made["dismissals"]:
        pair.update(zip(sorted(pair), sorted(pair.values()), strict=True))
    return made
