"""From an empty or an older database to the newest schema: all of it, or nothing."""

from __future__ import annotations

import re
import shutil
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest
from migration_cases import NEWER, NEXT, NEXT_REVISION, NOW, REVISION

from tinynet.db import create, files
from tinynet.db.migrations import upgrade
from tinynet.errors import DatabaseError, LockedError, TinynetError

COLUMNS = "SELECT name FROM pragma_table_info(?)"
TABLES = "SELECT name FROM sqlite_master WHERE type = 'table'"
READS = ("list", "history", "due --all", "show anne", "why anne")
FAILING = NEWER + "    op.execute('INSERT INTO nowhere VALUES (1)')\n"
DANGLING = NEWER + ("    op.execute(\"INSERT INTO tag VALUES (99, 'running')\")\n")


def contents(path: Path, what: str = "type, name, sql FROM sqlite_master") -> list[tuple]:
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute(f"SELECT {what}").fetchall()
    return sorted(
        tuple(" ".join(v.split()) if isinstance(v, str) else v for v in row) for row in rows
    )


def schema(path: Path) -> list[tuple]:
    """What there is, and of each table its columns and its rules, which have no order."""
    columns = "m.name, c.name, c.cid FROM sqlite_master m, pragma_table_info(m.name) c"
    parts = (
        (kind, name, sorted(part.strip() for part in re.split("[(),]", sql or "")))
        for kind, name, sql in contents(path)
    )
    return [*parts, *contents(path, f"{columns} WHERE m.type = 'table'")]


def version(path: Path) -> tuple[int, str]:
    return contents(path, "user_version, version_num FROM pragma_user_version, alembic_version")[0]


def copies(network) -> list[Path]:
    """The backups that were made before a migration."""
    return sorted((network.path.parent / "backups").glob("*-upgrade.db"))


@pytest.fixture
def versions(tmp_path, monkeypatch):
    """A copy of the migrations, to which a test may add one."""
    here = tmp_path / "100% mine"
    shutil.copytree(upgrade.HERE, here)
    monkeypatch.setattr(upgrade, "HERE", here)
    return here / "versions"


def head(versions: Path, text: str, monkeypatch) -> None:
    (versions / f"{NEXT_REVISION}_next.py").write_text(text)
    monkeypatch.setattr(files, "SCHEMA_VERSION", NEXT)


def test_an_empty_database_brought_up_by_the_migrations_is_one_made_at_once(tmp_path):
    migrated, made = tmp_path / "migrated.db", tmp_path / "made.db"
    with closing(sqlite3.connect(migrated)) as connection:
        connection.execute(f"PRAGMA application_id={files.APPLICATION_ID}")
    upgrade.upgrade(str(migrated))
    with closing(sqlite3.connect(made, isolation_level=None)) as connection:
        create.fill(connection, "")
    assert schema(migrated) == schema(made)
    assert version(migrated) == version(made) == (NOW, REVISION)


def test_a_database_of_the_first_release_is_migrated_with_all_its_content(network):
    first = (upgrade.HERE / "versions" / "0001_first.sql").read_text()
    old = network.folder / "old.db"
    with closing(sqlite3.connect(old)) as connection:
        connection.executescript(first)
        tables = [row[0] for row in connection.execute(TABLES)]
        connection.execute("ATTACH ? AS new", (str(network.path),))
        for table in tables:
            connection.execute(f"DELETE FROM main.{table}")
            known = connection.execute("SELECT name FROM pragma_table_info(?, 'main')", (table,))
            names = ", ".join(f'"{name}"' for (name,) in known)
            connection.execute(f"INSERT INTO main.{table} SELECT {names} FROM new.{table}")
        connection.execute(create.VERSION_TABLE)
        connection.execute("INSERT INTO main.alembic_version VALUES ('0001')")
        connection.execute(f"PRAGMA application_id={files.APPLICATION_ID}")
        connection.execute("PRAGMA user_version=1")
        connection.commit()
    before = [network.ok(f"{line} --json").json for line in READS]
    undo = network.ok("undo --list --json").json
    old.replace(network.path)
    assert [network.ok(f"{line} --json").json for line in READS] == before
    assert network.ok("undo --list --json").json == undo
    assert version(network.path) == (NOW, REVISION)
    network.ok("undo")
    network.ok("log call anne")
    assert network.ok("doctor --json").json["ok"]


def test_the_newest_migration_leads_to_the_schema_version_of_the_program():
    assert upgrade.newest(upgrade.settings()) == files.SCHEMA_VERSION


def test_an_older_database_is_migrated_by_the_next_command_and_keeps_everything(
    network, versions, monkeypatch
):
    before = network.ok("history --json").json, network.ok("due --json").json
    head(versions, NEWER, monkeypatch)
    assert (network.ok("history --json").json, network.ok("due --json").json) == before
    assert version(network.path) == (NEXT, NEXT_REVISION)
    assert contents(network.path, "name, shoe_size FROM person")[0] == ("Anne", 42)
    network.ok("log call anne")


def test_a_writing_command_migrates_under_its_own_lock(network, versions, monkeypatch):
    head(versions, NEWER, monkeypatch)
    network.ok("log call anne")
    assert version(network.path) == (NEXT, NEXT_REVISION)


def test_undo_reaches_behind_a_migration_old_columns_are_left_out_and_new_ones_get_their_default(
    network, versions, monkeypatch
):
    network.ok("remove anne --yes")
    with closing(sqlite3.connect(network.path, isolation_level=None)) as connection:
        connection.execute("UPDATE change SET old = json_set(old, '$.gone', 1)")
        unit = connection.execute("SELECT max(id) FROM unit").fetchone()
        connection.execute("INSERT INTO change VALUES (NULL, ?, 'table', 'D', NULL, '{}')", unit)
    head(versions, NEWER, monkeypatch)
    network.ok("undo")
    assert contents(network.path, "name, shoe_size FROM person")[0] == ("Anne", 42)
    assert len(network.ok("history anne --json").json["interactions"]) == 4


def test_a_checked_copy_of_what_it_was_is_left_for_its_owner_alone(network, versions, monkeypatch):
    with closing(sqlite3.connect(network.path)) as connection:
        before = list(connection.iterdump())
    head(versions, NEWER, monkeypatch)
    network.ok("due")
    kept = copies(network)[0]
    with closing(sqlite3.connect(kept)) as connection:
        assert list(connection.iterdump()) == before
    assert version(kept) == (NOW, REVISION)
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert sorted(p.name for p in network.path.parent.iterdir()) == [
        "backups", "tinynet.db", "tinynet.db.lock"
    ]  # fmt: skip


def test_a_backup_of_an_older_schema_is_migrated_when_it_is_restored(
    network, versions, monkeypatch
):
    network.ok("backup")
    network.ok("remove anne --yes")
    head(versions, NEWER, monkeypatch)
    network.ok("restore --yes")
    assert version(network.path) == (NEXT, NEXT_REVISION)
    assert contents(network.path, "name, shoe_size FROM person")[0] == ("Anne", 42)
    assert copies(network) == []  # what was restored is a backup already


@pytest.mark.parametrize(
    ("migration", "reason"),
    [
        (FAILING, "(sqlite3.OperationalError) no such table: nowhere"),
        (DANGLING, "a row of tag points at nothing"),
    ],
)
def test_a_failing_migration_leaves_the_database_as_it_was(
    network, versions, monkeypatch, migration, reason
):
    before = network.path.read_bytes()
    head(versions, migration, monkeypatch)
    result = network("due")
    assert (result.code, result.out) == (5, "")
    assert result.err.replace(str(copies(network)[0]), "COPY") == (
        f"tinynet: The database {network.path} could not be brought to schema {NEXT} ({reason}); "
        "it is as it was.\n"
        "Report this; until then the tinynet that wrote it reads it, "
        "and a copy is COPY.\n"
    )
    assert network.path.read_bytes() == before
    monkeypatch.setattr(files, "SCHEMA_VERSION", NOW)
    network.ok("log call anne")


def test_a_damaged_database_is_not_migrated(network, versions, monkeypatch):
    with network.path.open("r+b") as file:
        file.seek(4096 * 3)
        file.write(b"\xff" * 4096)
    head(versions, NEWER, monkeypatch)
    with pytest.raises((DatabaseError, sqlite3.DatabaseError)):
        upgrade.upgrade(str(network.path))
    assert copies(network) == []
    assert network("due").code == 5


def test_a_link_planted_where_the_copy_is_written_is_not_followed(network, versions, monkeypatch):
    head(versions, NEWER, monkeypatch)
    target = network.folder / "target"
    (network.path.parent / "backups" / "tinynet.new").symlink_to(target)
    network.ok("due")
    assert not target.exists()
    assert not copies(network)[0].is_symlink()


def test_nothing_is_copied_or_changed_where_the_schema_is_the_newest(network):
    before = network.path.read_bytes()
    upgrade.upgrade(str(network.path))
    assert network.path.read_bytes() == before
    assert copies(network) == []


def test_a_lock_that_is_held_is_waited_for_and_then_named(network, versions, monkeypatch):
    head(versions, NEWER, monkeypatch)
    monkeypatch.setattr(files.Lock.__init__, "__defaults__", (0.0,))
    lock = files.Lock(str(network.path))
    try:
        with pytest.raises(LockedError):
            upgrade.upgrade(str(network.path))
    finally:
        lock.close()
    assert version(network.path) == (NOW, REVISION)


def test_a_folder_that_cannot_be_written_is_named(network, versions, monkeypatch):
    head(versions, NEWER, monkeypatch)
    (network.path.parent / "backups" / "tinynet.new").mkdir()
    with pytest.raises(TinynetError, match="cannot be written"):
        upgrade.upgrade(str(network.path))
    assert version(network.path) == (NOW, REVISION)


def as_of_0_2(path: Path) -> None:
    """Make a database what 0.2 would have kept: its schema, number, weights and floor."""
    with closing(sqlite3.connect(":memory:")) as old:
        for frozen in ("0001_first.sql", "0002_friends.sql"):
            old.executescript((upgrade.HERE / "versions" / frozen).read_text())
        made = "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY type DESC"
        schema = [row[0] for row in old.execute(made)]  # tables, then what is made on them
        tables = {row[0] for row in old.execute(TABLES)}
        names = {table: [row[0] for row in old.execute(COLUMNS, (table,))] for table in tables}
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript("DROP VIEW v_people; DROP VIEW v_contacts;")
        for (table,) in connection.execute(TABLES).fetchall():
            if table in tables:
                connection.execute(f"CREATE TEMP TABLE kept_{table} AS SELECT * FROM {table}")
            if table != "alembic_version":
                connection.execute(f"DROP TABLE {table}")
        connection.executescript(";".join(schema))
        for table in tables:
            told = ", ".join(f'"{name}"' for name in names[table])
            connection.execute(f"DELETE FROM {table}")
            connection.execute(f"INSERT INTO {table} SELECT {told} FROM kept_{table}")
        connection.commit()
        connection.executescript("""
            UPDATE kind SET weight = 0.25 WHERE name IN ('text', 'email', 'letter');
            UPDATE kind SET weight = 0.4 WHERE name = 'social';
            UPDATE participant SET credit = 250000000 WHERE interaction_id IN
                (SELECT id FROM interaction WHERE kind_id IN
                    (SELECT id FROM kind WHERE name = 'email'));
            UPDATE participant SET credit = 500000000 WHERE interaction_id IN
                (SELECT id FROM interaction WHERE minutes = 5);
            UPDATE setting SET value = 'close=30 default_days=90' WHERE key = 'cadences';
            DELETE FROM tie;
            UPDATE person SET search = 'bjorn-k' || char(10) || 'bjorn kruger'
                WHERE handle = 'bjorn-k';
            UPDATE alembic_version SET version_num = '0002';
            PRAGMA user_version = 2;
        """)


@pytest.fixture
def of_0_2(network):
    """A network with an e-mail, a short visit and a changed weight, as 0.2 kept it."""
    network.ok("log email anne --on 2026-02-24")
    network.ok("log visit bob --for 5m --on 2026-02-25")
    network.ok("log social bob --on 2026-02-26")
    network.ok("kinds edit social --weight 0.4")
    network.ok("add 'Björn Krüger'")
    return network


def test_texts_of_0_2_weigh_anew_where_nobody_changed_that_and_ties_are_rebuilt_once(of_0_2):
    right = [of_0_2.ok(f"{line} --json").json for line in (*READS, "rank", "kinds")]
    as_of_0_2(of_0_2.path)
    assert [of_0_2.ok(f"{line} --json").json for line in (*READS, "rank", "kinds")] == right
    weights = {kind["name"]: kind["weight"] for kind in right[-1]["kinds"]}
    assert [weights[name] for name in ("text", "email", "letter", "social")] == [0.5, 0.5, 0.5, 0.4]
    assert of_0_2.ok("show krueger --json").json["person"]["handle"] == "bjorn-k"
    assert of_0_2.ok("doctor --json").json["ok"]
    with closing(sqlite3.connect(of_0_2.path)) as connection:  # stored by the first command
        assert connection.execute("SELECT count(*) FROM tie").fetchone() == (4,)


def test_a_restored_backup_of_0_2_weighs_anew(of_0_2, tmp_path):
    right = of_0_2.ok("rank --json").json
    old = tmp_path / "old.db"
    shutil.copy(of_0_2.path, old)
    as_of_0_2(old)
    of_0_2.ok("log coffee bob")
    of_0_2.ok(["restore", str(old), "--yes"])
    assert of_0_2.ok("rank --json").json == right
    assert of_0_2.ok("doctor --json").json["ok"]


def test_everybody_in_a_database_of_0_2_gets_a_uid_once(of_0_2):
    as_of_0_2(of_0_2.path)
    of_0_2.ok("due")
    first = contents(of_0_2.path, "uid FROM person")
    assert len({uid for (uid,) in first}) == 4
    of_0_2.ok("log call anne")
    assert contents(of_0_2.path, "uid FROM person") == first


def test_undo_reaches_behind_the_migration_that_gave_out_uids(of_0_2):
    of_0_2.ok("remove anne --yes")
    with closing(sqlite3.connect(of_0_2.path)) as connection:
        as_of_0_2(of_0_2.path)
        connection.execute("UPDATE change SET old = json_remove(old, '$.uid')")
        connection.commit()
    of_0_2.ok("undo")
    assert len({uid for (uid,) in contents(of_0_2.path, "uid FROM person")}) == 4
