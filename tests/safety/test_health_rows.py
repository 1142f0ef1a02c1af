"""The doctor's eyes: what it finds in a database, around it, and what it saves of a damaged one."""

from __future__ import annotations

import contextlib
import os
import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest
from command_line import Tinynet

from tinynet.contacts import rows as interactions
from tinynet.db import sql
from tinynet.db.database import Unit
from tinynet.db.schema import METADATA
from tinynet.db.store import Store
from tinynet.errors import DatabaseError
from tinynet.people import rows as people
from tinynet.safety import damaged_file_rows, doctor_surroundings, health_rows, salvage_rows
from tinynet.safety.doctor_surroundings import Places
from tinynet.safety.rules import findings

TODAY = date(2026, 3, 1)
CADENCES = {
    "default_days": 90.0,
    "least_rhythm": 14.0,
    "inner": 7.0,
    "close": 30.0,
    "friends": 182.0,
    "village": 365.0,
}
PEOPLE, CONTACTS = 300, 3_000
DAMAGED = 25  # in the quick form; the trials do 500


def name_of(number: int) -> str:
    """A made-up name unlike all others, since likely duplicates are compared one by one."""
    chance = random.Random(number)
    parts = ["".join(chance.choice("bdfgklmnprstvz") + chance.choice("aeiou") for _ in range(4))
             for _ in range(2)]  # fmt: skip
    return " ".join(parts).title()


@pytest.fixture(scope="module")
def network_bytes(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A database of 300 people and 3,000 contacts."""
    path = str(tmp_path_factory.mktemp("whole") / "whole.db")
    chance = random.Random(7)
    with Unit(path, CADENCES, label="made", at="2026-03-01T08:00:00") as store:
        kind = interactions.Kind(store.rows(sql.kind, name="coffee")[0])
        for number in range(PEOPLE):
            who = people.put_person(store, f"p-{number}", name_of(number), "2024-01-01")
            people.put_detail(store, who, "email", f"p{number}@example.org")
        interactions.put_interactions(
            store,
            [
                interactions.NewInteraction(
                    kind,
                    TODAY - timedelta(days=chance.randrange(700)),
                    chance.sample(range(1, PEOPLE + 1), chance.choice([1, 1, 1, 2])),
                    note=f"talk {number}" if number % 3 == 0 else None,
                )
                for number in range(CONTACTS)
            ],
        )
    return Path(path).read_bytes()


def look(path: Path) -> list[findings.Finding]:
    """What the doctor finds."""
    nowhere = str(path.parent / "nowhere")
    return health_rows.examine(Places(str(path), nowhere, nowhere), CADENCES, TODAY)


def bad(path: Path) -> list[findings.Finding]:
    """What the doctor finds bad."""
    return [finding for finding in look(path) if finding.level == "bad"]


def written(folder: Path, content: bytes) -> Path:
    """A private file of that content."""
    path = folder / "damaged.db"
    path.write_bytes(content)
    path.chmod(0o600)
    return path


def spoil(content: bytes, chance: random.Random) -> bytes:
    """The content with bits flipped, a stretch overwritten, or its end cut off."""
    made = bytearray(content)
    how = chance.randrange(4)
    at = chance.randrange(len(made))
    if how == 0:
        for _ in range(chance.choice([1, 10, 200])):
            made[chance.randrange(len(made))] ^= 1 << chance.randrange(8)
    elif how == 1:
        length = min(chance.choice([16, 512, 4096, 40_960]), len(made) - at)
        made[at : at + length] = bytes(length)
    elif how == 2:
        length = min(chance.choice([16, 4096]), len(made) - at)
        made[at : at + length] = chance.randbytes(length)
    else:
        del made[at:]
    return bytes(made)


def complaints(path: Path) -> list[str]:
    """What SQLite itself finds, line by line; one line where it cannot even look."""
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
            connection.text_factory = lambda raw: raw.decode(errors="replace")
            rows = connection.execute("PRAGMA integrity_check(1000)").fetchall()
    except UnicodeDecodeError:
        return []  # it quotes a damaged schema
    except sqlite3.Error as error:
        return [str(error)]
    lines = [line for (text,) in rows for line in text.split("\n") if not line.startswith("***")]
    return [] if lines == ["ok"] else lines


@pytest.mark.parametrize("seed", range(DAMAGED))
def test_no_damage_stops_the_doctor_or_a_salvage(
    network_bytes: bytes, tmp_path: Path, seed: int
) -> None:
    path = written(tmp_path, spoil(network_bytes, random.Random(seed)))
    before = path.read_bytes()
    found = bad(path)
    told = [finding.message for finding in found]
    missed = [line for line in complaints(path) if not any(line in message for message in told)]
    assert not missed or found[0].check == "file"
    new = tmp_path / "new.db"
    with contextlib.suppress(DatabaseError):  # nothing that could be read
        salvage_rows.salvage(str(path), str(new), CADENCES, today=TODAY)
        assert bad(new) == []
        assert new.stat().st_mode & 0o777 == 0o600
    assert path.read_bytes() == before
    assert {file.name for file in tmp_path.iterdir()} <= {"damaged.db", "damaged.db.lock", "new.db"}


def test_a_sound_database_is_salvaged_whole(network_bytes: bytes, tmp_path: Path) -> None:
    path = written(tmp_path, network_bytes)
    saved = salvage_rows.salvage(str(path), str(tmp_path / "new.db"), CADENCES, today=TODAY)
    assert {row.table: row.lost for row in saved} == dict.fromkeys(salvage_rows.TABLES, 0)
    for table in (*salvage_rows.TABLES, "tie"):
        contents = []
        for file in (path, tmp_path / "new.db"):
            with closing(sqlite3.connect(file)) as connection:
                rows = connection.execute(f"SELECT * FROM {table}").fetchall()
                contents.append(sorted(rows, key=repr))
        assert contents[0] == contents[1], table


def leaves(content: bytes, table: str, tmp_path: Path) -> list[int]:
    """The offsets of the leaf pages of a table, in the order of its key."""
    with closing(sqlite3.connect(written(tmp_path, content))) as connection:
        root = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", [table])
        number = root.fetchone()[0]
        size = connection.execute("PRAGMA page_size").fetchone()[0]
    page = content[(number - 1) * size : number * size]
    count = int.from_bytes(page[3:5], "big")
    cells = [int.from_bytes(page[12 + 2 * n : 14 + 2 * n], "big") for n in range(count)]
    return [(int.from_bytes(page[cell : cell + 4], "big") - 1) * size for cell in cells]


def test_a_lost_page_of_people_costs_no_contact(network_bytes: bytes, tmp_path: Path) -> None:
    at = leaves(network_bytes, "person", tmp_path)[2]
    path = written(tmp_path, network_bytes[:at] + bytes(4096) + network_bytes[at + 4096 :])
    new = tmp_path / "new.db"
    saved = {
        row.table: row for row in salvage_rows.salvage(str(path), str(new), CADENCES, today=TODAY)
    }
    assert saved["person"].saved == PEOPLE  # some by their handle alone
    assert (saved["interaction"].saved, saved["interaction"].lost) == (CONTACTS, 0)
    assert saved["participant"].lost == 0
    with closing(sqlite3.connect(new)) as connection:
        renamed = connection.execute("SELECT count(*) FROM person WHERE name = handle").fetchone()
    assert 0 < renamed[0] < 60
    assert bad(new) == []


def test_only_the_rows_of_a_lost_page_are_lost(network_bytes: bytes, tmp_path: Path) -> None:
    pages = leaves(network_bytes, "interaction", tmp_path)
    spoilt = bytearray(network_bytes)
    for at in pages[3:8:2]:
        spoilt[at : at + 4096] = bytes(4096)
    path = written(tmp_path, bytes(spoilt))
    saved = {
        row.table: row
        for row in salvage_rows.salvage(str(path), str(tmp_path / "new.db"), CADENCES, today=TODAY)
    }
    assert saved["interaction"].lost == CONTACTS - saved["interaction"].saved
    assert 0 < saved["interaction"].lost < 4 * CONTACTS / len(pages)
    assert saved["person"].lost == 0


def test_what_was_half_written_in_a_crash_is_not_salvaged(
    network_bytes: bytes, tmp_path: Path
) -> None:
    path = written(tmp_path, network_bytes)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA cache_size=1")
        connection.execute("BEGIN")
        connection.execute("UPDATE person SET name = 'Nobody Really'")
        connection.execute("UPDATE interaction SET note = 'nothing like it'")
        half = path.read_bytes()
        journal = Path(f"{path}-journal").read_bytes()
        connection.execute("ROLLBACK")
    assert half != network_bytes
    path.write_bytes(half)
    Path(f"{path}-journal").write_bytes(journal)
    new = tmp_path / "new.db"
    saved = salvage_rows.salvage(str(path), str(new), CADENCES, today=TODAY)
    assert {row.lost for row in saved} == {0}
    assert b"Nobody Really" not in new.read_bytes()
    assert path.read_bytes() == half


def test_a_salvage_knows_every_day_there_is() -> None:
    days = {
        f"{table.name}.{column.name}"
        for table in METADATA.tables.values()
        for column in table.columns
        if f"{column.name}_is_a_day" in {rule.name for rule in table.constraints}
    }
    assert days == salvage_rows.DAYS
    derived_or_kept = {"tie", "setting", "unit", "change"}
    assert set(METADATA.tables) - derived_or_kept == set(salvage_rows.TABLES)


def test_a_table_is_read_in_ranges_until_the_bound(
    network_bytes: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(damaged_file_rows, "RANGES", 1)
    at = leaves(network_bytes, "interaction", tmp_path)[5]
    path = written(tmp_path, network_bytes[:at] + bytes(4096) + network_bytes[at + 4096 :])
    salvage_rows.salvage(str(path), str(tmp_path / "new.db"), CADENCES, today=TODAY)
    assert bad(tmp_path / "new.db") == []


@pytest.mark.parametrize(
    ("change", "check", "words"),
    [
        ("UPDATE participant SET credit = 1 WHERE interaction_id = 2", "contacts", "1 of the"),
        ("UPDATE participant SET day = day + 1 WHERE interaction_id = 2", "contacts", "1 of the"),
        ("UPDATE person SET search = 'bob'", "search", "anne, bob-m, caroline-o cannot be found"),
        ("UPDATE tie SET credit = credit * 1.001", "ties", "the score of anne, bob-m is not"),
        ("UPDATE tie SET due_day = NULL WHERE person_id = 1", "ties", "the score of anne is"),
        ("DELETE FROM tie WHERE person_id = 3", "ties", "the score of caroline-o is not"),
        ("DELETE FROM interaction WHERE id = 2", "references", "1 of the rows in participant"),
        ("DELETE FROM unit WHERE id = 1", "references", "rows in change point at no unit"),
        ("DELETE FROM kind WHERE name = 'coffee'", "references", "rows in interaction point at no"),
        ("DROP TABLE kind", "references", "rows in interaction point at no kind"),
        ("DROP INDEX ix_tag_name", "schema", "lacks the index ix_tag_name"),
        ("ALTER TABLE note DROP COLUMN text", "schema", "lacks note.text"),
        ("UPDATE person SET added_on = '2026-13-39', counts_from = '2026-13-39' WHERE id = 3",
         "dates", "in no calendar (person 3)"),
        ("UPDATE interaction SET [on] = '2026-02-31' WHERE id = 2", "dates", "(interaction 2)"),
        ("UPDATE anniversary SET [on] = '--02-31'", "dates", '("--02-31")'),
        ("UPDATE kind SET minutes = 99999 WHERE id = 1", "rules", "kind 1 should not be so"),
        ("UPDATE person SET met_via = id WHERE id < 3", "rules", "person 1, 2 should not be so"),
        ("UPDATE person SET circle = 'x' WHERE id = 2", "rules", "(circle is known)"),
        ("UPDATE interaction SET minutes = 'long' WHERE id = 2", "rules", "(minutes fit a day)"),
        ("UPDATE unit SET at = 'once' WHERE id = 2", "rules", "unit 2 should not be so"),
        ("UPDATE anniversary SET month_day = '01-01'", "anniversaries", "anniversary 1 is kept"),
        ("UPDATE anniversary SET month_day = NULL", "anniversaries", "anniversary 1 is kept"),
        ("UPDATE change SET old = 'x' WHERE id = 1; UPDATE change SET op = 'U'", "undo", "altered"),
        ("UPDATE change SET name = 'nowhere' WHERE id = 1", "undo", "altered (changes 1)"),
        ("UPDATE change SET op = 'X' WHERE id = 1", "undo", "altered (changes 1)"),
        ("UPDATE change SET key = '[1]' WHERE id = 1", "undo", "altered (changes 1)"),
        ("UPDATE unit SET undone = 1 WHERE id = 1", "undo", "altered (commands 1)"),
        ("CREATE TRIGGER t AFTER INSERT ON note BEGIN DELETE FROM note; END", "schema",
         "the trigger t is not tinynet's"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_found(network: Tinynet, change: str, check: str, words: str) -> None:
    assert bad(network.path) == []
    with closing(sqlite3.connect(network.path)) as connection:
        connection.execute("PRAGMA ignore_check_constraints=1")
        connection.executescript(change)
        connection.commit()
    found = bad(network.path)
    assert check in {finding.check for finding in found}
    assert any(words in finding.message for finding in found)
    assert all(finding.remedy for finding in found)


def test_a_contact_with_two_faults_is_told_of_once(network: Tinynet) -> None:
    with closing(sqlite3.connect(network.path)) as connection:
        connection.execute("PRAGMA ignore_check_constraints=1")
        connection.execute("UPDATE interaction SET [on] = '3026-01-05' WHERE id < 3")
        connection.execute("UPDATE interaction SET minutes = 0 WHERE id = 2")
        connection.commit()
    found = [finding.message for finding in bad(network.path) if finding.check == "rules"]
    assert found == [
        "interaction 2 should not be so (minutes fit a day)",
        "interaction 1 should not be so (on is a day)",
    ]


def test_a_check_without_room_for_a_file_is_done_in_memory(network: Tinynet) -> None:
    places: list[int] = []

    def sorting(store: Store) -> Iterator[findings.Finding]:
        places.append(store.connection.execute("PRAGMA temp_store").fetchone()[0])
        if places[-1] != 2:
            raise sqlite3.OperationalError("database or disk is full")
        yield findings.Finding("contacts", findings.OK, "sorted")

    with closing(health_rows.open_read_only(str(network.path), CADENCES)) as store:
        found = health_rows.run_check("contacts", sorting, store)
    assert [finding.message for finding in found] == ["sorted"]
    assert places == [1, 2]


def test_references_are_looked_up_one_by_one_only_where_one_leads_nowhere(network: Tinynet) -> None:
    one_by_one = "PRAGMA foreign_key_check"
    with closing(sqlite3.connect(network.path, isolation_level=None)) as connection:
        looked: list[str] = []
        connection.set_trace_callback(looked.append)
        store = Store(connection, CADENCES)
        found = list(health_rows.references(store, is_sound=True))
        assert [finding.level for finding in found] == ["ok"]
        assert one_by_one not in looked
        assert list(health_rows.references(store, is_sound=False)) == found
        assert looked[-1] == one_by_one
        connection.execute("DELETE FROM interaction WHERE id = 2")
        assert [f.level for f in health_rows.references(store, is_sound=True)] == ["bad"]


@pytest.mark.parametrize(
    ("line", "pair"),
    [
        ("add 'bob MARSH'", "bob-m and bob-ma"),
        ("add 'Marsh Bob'", "bob-m and marsh-b"),
        ("add 'R Bob Marsh' --email BOB@example.org", "bob-m and r-m"),
    ],
)
def test_who_may_be_one_person_is_a_note(network: Tinynet, line: str, pair: str) -> None:
    assert "duplicates" not in {finding.check for finding in look(network.path)}
    network.ok(line)
    found = [finding for finding in look(network.path) if finding.check == "duplicates"]
    assert [(f.level, f.message) for f in found] == [("note", f"maybe the same person: {pair}")]


def test_a_reading_of_a_database_in_use_is_of_one_moment_and_writes_nothing(
    network: Tinynet,
) -> None:
    before = network.path.read_bytes()
    names = sorted(os.listdir(network.path.parent))
    look(network.path)
    assert network.path.read_bytes() == before
    assert sorted(os.listdir(network.path.parent)) == names


def test_what_others_could_open_is_reported(network: Tinynet) -> None:
    network.path.chmod(0o644)
    network.path.parent.chmod(0o777)
    found = [finding for finding in look(network.path) if finding.check == "modes"]
    assert [(f.level, f.message, f.remedy) for f in found] == [
        ("warn", f"{network.path} is open to other users", f"Run: chmod 600 {network.path}"),
        (
            "warn",
            f"{network.path.parent} is open to other users",
            f"Run: chmod 700 {network.path.parent}",
        ),
    ]
    network.path.chmod(0o600)
    network.path.parent.chmod(0o755)  # not a folder of our own: only writing would matter
    assert [f.level for f in look(network.path) if f.check == "modes"] == ["ok"]
    own = Places(str(network.path), str(network.path.parent), "")
    assert [f.level for f in doctor_surroundings.modes(own)] == ["warn"]


def test_the_kind_of_disk_is_that_of_the_longest_mount_point() -> None:
    mounted = [("/", "ext4"), ("/home", "nfs4"), ("/home/me/local", "btrfs")]
    kinds = [
        doctor_surroundings.file_system(path, mounted)
        for path in ("/etc/a.db", "/home/me/a.db", "/home/me/local/a.db", "/homely/a.db")
    ]
    assert kinds == ["ext4", "nfs4", "btrfs", "ext4"]
    assert doctor_surroundings.file_system("/a", []) == ""


def test_a_network_disk_and_a_synced_folder_get_one_warning(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor_surroundings, "mounts", lambda: [("/", "fuse.sshfs")])
    found = list(doctor_surroundings.disk(str(tmp_path / "a.db")))
    assert [(f.check, f.level) for f in found] == [("disk", "warn")]
    assert "(fuse.sshfs)" in found[0].message
    monkeypatch.setattr(doctor_surroundings, "mounts", lambda: [("/", "ext4")])
    for folder in ("Dropbox", "OneDrive - Work", "Nextcloud"):
        found = list(doctor_surroundings.disk(str(tmp_path / folder / "deep" / "a.db")))
        assert [f.level for f in found] == ["warn"]
        assert f"({folder})" in found[0].message
    (tmp_path / "mine" / ".stfolder").mkdir(parents=True)
    assert doctor_surroundings.synced_by(str(tmp_path / "mine" / "a.db")) == "mine"
    assert doctor_surroundings.synced_by(str(tmp_path / "a.db")) == ""


def test_what_is_known_of_sqlite_is_reported(network: Tinynet) -> None:
    def levels(version: tuple[int, int, int]) -> list[str]:
        return [finding.level for finding in doctor_surroundings.sqlite(str(network.path), version)]

    assert levels((3, 34, 1)) == ["bad"]
    assert levels((3, 40, 1)) == ["note"]
    assert levels((3, 51, 3)) == ["ok"]
    with closing(sqlite3.connect(network.path)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
    assert levels((3, 40, 1)) == levels((3, 51, 3)) == ["warn"]


def change_without(path: Path, index: str, change: str) -> None:
    """Change a table while SQLite does not know of one of its indexes, which stays as it was."""
    with closing(sqlite3.connect(path)) as connection:
        found = "SELECT * FROM sqlite_master WHERE name = ?"
        row = connection.execute(found, [index]).fetchone()
        connection.execute("PRAGMA writable_schema=ON")
        connection.execute("DELETE FROM sqlite_master WHERE name = ?", [index])
        connection.commit()
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(change)
        connection.execute("PRAGMA writable_schema=ON")
        connection.execute("INSERT INTO sqlite_master VALUES (?, ?, ?, ?, ?)", row)
        connection.commit()


PARTICIPANTS, ON, KIND = "ix_participant_interaction", "ix_interaction_on", "ix_interaction_kind"
ONE = "interaction_id = 2 AND person_id = 1"


@pytest.mark.parametrize(
    ("index", "change", "fault"),
    [
        (PARTICIPANTS, "INSERT INTO participant SELECT 3, day, interaction_id, minutes, credit "
         "FROM participant WHERE interaction_id = 1", "missing from index"),
        (PARTICIPANTS, f"DELETE FROM participant WHERE {ONE}", "wrong # of entries"),
        (PARTICIPANTS, "DELETE FROM participant WHERE interaction_id = 2; "
         "DELETE FROM interaction WHERE id = 2", "wrong # of entries"),
        (PARTICIPANTS, f"UPDATE participant SET person_id = 3 WHERE {ONE}", "missing from index"),
        (PARTICIPANTS, f"UPDATE participant SET day = day + 1 WHERE {ONE}", "missing from index"),
        (PARTICIPANTS, f"UPDATE participant SET interaction_id = 1 WHERE {ONE}",
         "missing from index"),
        (ON, "INSERT INTO interaction SELECT 99, [on], kind_id, minutes, place, note, deep, [by], "
         "attempt, occasion FROM interaction WHERE id = 1", "missing from index"),
        (ON, "DELETE FROM interaction WHERE id = 2", "wrong # of entries"),
        (KIND, "UPDATE interaction SET minutes = 7 WHERE id = 2", "missing from index"),
        ("ix_tag_name", "UPDATE tag SET name = 'x'", "missing from index"),
        ("ix_person_met_via", "UPDATE person SET met_via = 1 WHERE id = 2", "missing from index"),
    ],
)  # fmt: skip
def test_an_index_that_differs_from_its_table_is_found(
    network: Tinynet, index: str, change: str, fault: str
) -> None:
    network.ok("tag bob-m climbing")
    change_without(network.path, index, change)
    found = [finding for finding in bad(network.path) if finding.check == "integrity"]
    assert [f.message for f in found] == [
        f"the file is damaged: {line}" for line in complaints(network.path)
    ]
    assert any(fault in finding.message for finding in found)


@pytest.mark.parametrize("table", ["participant", PARTICIPANTS])
def test_what_is_out_of_its_order_is_found(network: Tinynet, table: str) -> None:
    with closing(sqlite3.connect(network.path)) as connection:
        root = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", [table])
        at = (root.fetchone()[0] - 1) * 4096
    content = bytearray(network.path.read_bytes())
    assert content[at] == 10  # a leaf of an index, of which the cells' places begin 8 bytes later
    first, second = slice(at + 8, at + 10), slice(at + 10, at + 12)
    content[first], content[second] = content[second], content[first]
    network.path.write_bytes(content)
    found = [finding for finding in bad(network.path) if finding.check == "integrity"]
    assert [f.message for f in found] == [
        f"the file is damaged: {line}" for line in complaints(network.path)
    ]
    assert found
