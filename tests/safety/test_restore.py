"""tinynet restore: which backup is meant, what is shown first, what is said after."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from built import write_network
from command_line import Tinynet
from migration_cases import older_database

from tinynet.cli.env import Env
from tinynet.db.schema import VIEWS


@pytest.fixture(autouse=True)
def _clock(monkeypatch):
    monkeypatch.setattr(Env, "now", property(lambda env: f"{env.today}T08:30:00"))


@pytest.fixture
def network(tinynet: Tinynet) -> Tinynet:
    """The small network, written by the clock of these tests."""
    write_network(tinynet)
    return tinynet


def place(tinynet: Tinynet, name: str) -> str:
    return str(tinynet.path.parent / "backups" / f"tinynet-{name}.db")


def test_a_read_only_database_is_not_replaced(
    network: Tinynet, monkeypatch: pytest.MonkeyPatch
) -> None:
    network.ok("backup")
    network.path.chmod(0o400)
    monkeypatch.setattr(os, "access", _by_mode)  # root may do all
    before = network.path.read_bytes()
    for line in ("restore --yes", "forget bob --confirm 'Bob Marsh'"):
        refused = network(line)
        assert (refused.code, refused.out) == (1, "")
        assert "cannot be written (Permission denied); nothing was saved." in refused.err
    assert (network.path.read_bytes(), network.path.stat().st_mode & 0o777) == (before, 0o400)


@pytest.mark.parametrize("thing", ["pipe", "folder"])
def test_what_is_no_file_in_the_place_of_the_database_is_not_put_aside(
    network: Tinynet, tmp_path: Path, thing: str
) -> None:
    place, backup = tmp_path / "place", str(network.path)
    os.mkfifo(place, 0o644) if thing == "pipe" else place.mkdir(0o755)
    network.environ["TINYNET_DB"] = str(place)
    before = place.lstat()
    for line in ("restore {} --yes", "restore {} --dry-run"):
        refused = network(line.format(backup))
        assert (refused.code, refused.out) == (5, "")
        assert f"{place} is not a file but a {thing}" in refused.err
    assert (place.lstat().st_ino, place.lstat().st_mode) == (before.st_ino, before.st_mode)


def _by_mode(path: str, mode: int) -> bool:
    return mode != os.W_OK or bool(os.stat(path).st_mode & 0o200)


@pytest.fixture
def older(network: Tinynet) -> Tinynet:
    """Backups of three days: one with 1 person and two with 3."""
    network.at("2026-03-04").ok("log call bob")
    network.at("2026-03-08").ok("remove caroline --yes")
    return network


def test_the_newest_is_restored_and_the_present_saved_first(older):
    assert older.ok("restore --yes --json").json == {
        "schema": 1,
        "path": place(older, "2026-03-08T083000"),
        "at": "2026-03-08T08:30:00",
        "why": "",
        "now": {"people": 2, "contacts": 6},
        "then": {"people": 3, "contacts": 6},
        "kept": place(older, "2026-03-08T083001-restore"),
        "dry_run": False,
    }
    assert len(older.ok("list").out.splitlines()) == 3
    assert older.ok("restore --yes", human=True).out.splitlines()[0] == (
        "Restored: 2 people and 6 contacts (today 08:30, before a restore)."
    )
    assert len(older.ok("list").out.splitlines()) == 2


def test_what_would_change_is_shown_before_anybody_is_asked(older, monkeypatch):
    monkeypatch.setattr(Env, "can_ask", lambda _: True)
    before = older.path.read_bytes()
    result = older("restore 2", stdin="n\n")
    assert (result.code, result.out) == (3, "")
    assert result.err == (
        "Now:  2 people and 6 contacts\n"
        "Then: 3 people and 5 contacts (Wed 4 Mar 08:30)\n"
        "Restore it? [y/N] tinynet: Nothing was done.\n"
    )
    assert older.path.read_bytes() == before
    assert older("restore 2", stdin="y\n").out.startswith(place(older, "2026-03-04T083000"))
    assert len(older.ok("list").out.splitlines()) == 3


def test_a_dry_run_shows_it_and_does_nothing(older):
    before = older.path.read_bytes()
    result = older.ok("restore 3 --dry-run", human=True)
    assert result.out == "The backup of Sun 1 Mar 08:30 would be restored.\n"
    assert result.err == (
        "Now:  2 people and 6 contacts\nThen: 1 person and 0 contacts (Sun 1 Mar 08:30)\n"
    )
    assert older.path.read_bytes() == before
    assert len(os.listdir(older.path.parent / "backups")) == 3


@pytest.mark.parametrize(
    ("which", "name"),
    [
        ("1", "2026-03-08T083000"),
        ("3", "2026-03-01T083000"),
        ("2026-03-04", "2026-03-04T083000"),
        ("yesterday", "2026-03-04T083000"),
        ("'4 mar'", "2026-03-04T083000"),
        ("today", "2026-03-08T083000"),
        ("2026-03-02", "2026-03-01T083000"),
    ],
)
def test_a_number_of_the_list_or_a_day_says_which(older, which, name):
    assert older.ok(f"restore {which} --dry-run --json").json["path"] == place(older, name)


def test_a_file_says_which_too_by_any_path_to_it(older, tmp_path, monkeypatch):
    older.ok(f"backup {tmp_path}/mine.db")
    monkeypatch.chdir(tmp_path)
    for typed in (f"{tmp_path}/mine.db", "mine.db", "./mine.db"):
        document = older.ok(f"restore {typed} --dry-run --json").json
        assert (document["path"], document["at"]) == (f"{tmp_path}/mine.db", None)
    document = older.ok(f"restore {place(older, '2026-03-04T083000')} --dry-run --json").json
    assert document["at"] == "2026-03-04T08:30:00"


def test_a_damaged_newest_one_is_passed_over_and_refused_by_its_number(older):
    os.truncate(place(older, "2026-03-08T083000"), 5000)
    assert older.ok("restore --dry-run --json").json["at"] == "2026-03-04T08:30:00"
    before = older.path.read_bytes()
    result = older("restore 1 --yes --json")
    assert (result.code, result.out) == (5, "")
    assert result.error["code"] == "bad_backup"
    assert older.path.read_bytes() == before


@pytest.mark.parametrize(
    ("line", "code", "sentence"),
    [
        (
            "restore 4",
            1,
            "tinynet: There is no backup 4; there are 3.\n"
            "See what there is: tinynet backup --list\n",
        ),
        (
            "restore 0",
            1,
            "tinynet: There is no backup 0; there are 3.\n"
            "See what there is: tinynet backup --list\n",
        ),
        (
            "restore 2026-02-01",
            1,
            "tinynet: There is no backup from 2026-02-01 or before; the first is from 2026-03-01."
            "\nSee what there is: tinynet backup --list\n",
        ),
        (
            "restore nonsense",
            2,
            'tinynet: "nonsense" is not a file, a day or a number of the list.\n'
            "See what there is: tinynet backup --list\n",
        ),
        (
            "restore ./nowhere.db",
            5,
            "tinynet: The backup FOLDER/nowhere.db cannot be used: there is no such file.\n"
            "Nothing was changed; see the others: tinynet backup --list\n",
        ),
    ],
)
def test_something_unknown_is_refused(older, line, code, sentence, monkeypatch):
    monkeypatch.chdir(older.folder)
    result = older(line)
    assert (result.code, result.out) == (code, "")
    assert result.err.replace(str(older.folder), "FOLDER") == sentence


def test_without_any_backup_a_file_is_asked_for(tinynet):
    result = tinynet("restore")
    assert (result.code, result.err) == (
        1,
        f"tinynet: There are no backups beside {tinynet.path} yet.\n"
        "Name a file, if you have one elsewhere: tinynet restore ./FILE.db\n",
    )
    assert not tinynet.path.parent.exists()


def test_only_damaged_ones_are_no_way_back(older):
    for file in (older.path.parent / "backups").iterdir():
        os.truncate(file, 5000)
    result = older("restore")
    assert result.code == 1
    assert result.err.startswith(f"tinynet: No backup beside {older.path} is sound.\n")


def test_on_a_new_machine_a_file_begins_the_database(network, tmp_path):
    network.ok(f"backup {tmp_path}/mine.db")
    new = Tinynet(tmp_path / "new")
    result = new.ok(f"restore {tmp_path}/mine.db --yes", human=True)
    assert result.out.split() == f"Restored: 3 people and 5 contacts ({tmp_path}/mine.db).".split()
    assert new.ok("list").out == network.ok("list").out
    assert oct(new.path.stat().st_mode & 0o777) == "0o600"
    assert oct(new.path.parent.stat().st_mode & 0o777) == "0o700"


def test_a_damaged_database_is_replaced_and_kept(older):
    older.path.write_bytes(b"rot" * 5000)
    aside = f"{older.path}.damaged-2026-03-08T083000"
    result = older.ok("restore --yes", human=True)
    assert (
        result.out.split()
        == (
            "Restored: 3 people and 6 contacts (today 08:30).\n"
            f"The damaged file is kept as {aside}; delete it when you no longer need it.\n"
        ).split()
    )
    with open(aside, "rb") as kept:
        assert kept.read() == b"rot" * 5000
    assert Path(aside).stat().st_mode & 0o777 == 0o600


def test_undo_goes_on_from_where_the_backup_was(older):
    older.ok("restore 2 --yes")
    assert older.ok("undo", human=True).out.startswith("took back: log dinner bob")


def test_a_wrong_passphrase_a_cut_and_a_changed_file_leave_everything_as_it_was(network, tmp_path):
    file = tmp_path / "friends.age"
    network.environ["TINYNET_PASSPHRASE"] = "right"
    network.ok(f"backup {file} --encrypt")
    before, whole = network.path.read_bytes(), file.read_bytes()
    changed = bytearray(whole)
    changed[len(whole) // 2] ^= 1
    tries = [(whole, "wrong"), (whole[:-1], "right"), (whole[:40], "right"), (changed, "right")]
    for data, secret in tries:
        file.write_bytes(data)
        network.environ["TINYNET_PASSPHRASE"] = secret
        result = network(f"restore {file} --yes")
        assert (result.code, result.out) == (1, "")
        assert result.err == (
            f"tinynet: {file} cannot be opened: the passphrase is wrong, or the file is damaged.\n"
            "Nothing was changed; try again, or take another copy of the file.\n"
        )
    assert network.path.read_bytes() == before
    assert [p.name for p in network.path.parent.iterdir() if "new" in p.name] == []


def test_a_locked_file_that_holds_no_database_is_refused(network, tmp_path, monkeypatch):
    from tinynet.safety import age

    file = tmp_path / "diary.age"
    file.write_bytes(age.BEGINNINGS[0])
    network.environ["TINYNET_PASSPHRASE"] = "right"
    for text in (b"", b"Dear diary, " * 500):
        monkeypatch.setattr(age, "unlock", lambda *_, text=text: text)
        result = network(f"restore {file} --yes")
        assert result.code == 5
        assert f"The backup {file} cannot be used: " in result.err


def test_an_older_schema_is_brought_up_to_date_after_it_was_restored(
    network, tmp_path, monkeypatch
):
    from tinynet.db import database, files

    network.ok(f"backup {tmp_path}/old.db")
    migrated = []
    monkeypatch.setattr(files, "SCHEMA_VERSION", files.SCHEMA_VERSION + 1)
    monkeypatch.setattr(database, "migrate", lambda path, **how: migrated.append((path, how)))
    network.ok(f"restore {tmp_path}/old.db --yes")
    assert migrated[0] == (str(network.path), {"held": True, "copied": True})
    assert {path for path, _ in migrated} == {str(network.path)}


def test_the_second_restore_brings_back_what_was_before_one_of_an_older_schema(older, tmp_path):
    before = older.ok("list").out
    file = older_database(tmp_path / "old.db")
    older.ok(f"restore {file} --yes")
    assert older.ok("list").out != before
    older.ok("restore --yes")
    assert older.ok("list").out == before


def altered(network, *statements):
    """A copy of the database in which something was changed by hand."""
    network.ok(f"backup {network.folder}/altered.db")
    with closing(sqlite3.connect(network.folder / "altered.db")) as connection:
        connection.execute("PRAGMA legacy_alter_table=ON")
        for statement in statements:
            connection.execute(statement)
        connection.commit()
    return network.folder / "altered.db"


def test_triggers_and_views_that_are_not_tinynets_do_not_come_with_a_backup(network):
    network.ok("note anne 'likes boats'")
    file = altered(
        network,
        'CREATE TRIGGER "e""vil" AFTER INSERT ON interaction BEGIN DELETE FROM note; END',
        "CREATE VIEW seen AS SELECT * FROM person",
    )
    network.ok(f"restore {file} --yes")
    network.ok("log coffee anne")
    assert [note["text"] for note in network.ok("show anne --json").json["notes"]] == [
        "likes boats"
    ]
    assert network("doctor").code == 0
    with closing(sqlite3.connect(network.path)) as connection:
        rows = "SELECT name FROM sqlite_master WHERE type IN ('trigger', 'view')"
        assert {name for (name,) in connection.execute(rows)} == set(VIEWS)


def test_a_backup_without_a_table_is_refused_also_where_a_view_has_its_name(network):
    file = altered(
        network, "ALTER TABLE note RENAME TO old", "CREATE VIEW note AS SELECT * FROM old"
    )
    held = network.path.read_bytes()
    result = network(f"restore {file} --yes")
    assert (result.code, "it has no table note" in result.err) == (5, True)
    assert network.path.read_bytes() == held


def test_somebody_forgotten_while_the_question_is_open_does_not_come_back(network, monkeypatch):
    network.ok("backup")

    def forget_meanwhile(*_):
        network.ok(["forget", "bob", "--confirm", "Bob Marsh"])

    monkeypatch.setattr(Env, "confirm", forget_meanwhile)
    result = network("restore")
    assert (result.code, result.err.splitlines()[-1]) == (1, "Do it once more.")
    assert network("show bob").code == 4
    assert b"bob@example.org" not in network.path.read_bytes()
    assert network.ok("doctor").code == 0
