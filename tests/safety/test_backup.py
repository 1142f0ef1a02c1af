"""tinynet backup: what it says, lists, writes and refuses."""

from __future__ import annotations

import os
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest
from built import write_network
from command_line import Tinynet

from tinynet.cli import env as module
from tinynet.cli.env import Env


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


def answered(monkeypatch, *secrets: str) -> None:
    """Somebody is at the terminal and types these."""
    typed = iter(secrets)
    monkeypatch.setattr(Env, "can_ask", lambda _: True)
    monkeypatch.setattr("getpass.getpass", lambda *_: next(typed))


def test_everything_is_backed_up_where_anything_has_changed(network):
    path = place(network, "2026-03-01T083001-asked")
    assert network.ok("backup --json").json == {
        "schema": 1,
        "path": path,
        "made": True,
        "encrypted": False,
    }
    assert network.ok("backup").out == f"{path}\n"
    assert network.ok("backup", human=True).out == (
        f"Nothing has changed since the last backup.\n{path}\n"
    )
    network.ok("note anne hello")
    assert network.ok("backup --dry-run", human=True).out == "A backup would be made.\n"
    assert len(os.listdir(Path(path).parent)) == 2


def test_the_list_is_numbered_newest_first_and_says_which_are_damaged(network):
    network.ok("backup")
    size = network.path.stat().st_size
    first = place(network, "2026-03-01T083000")
    os.truncate(first, 5000)
    assert network.ok("backup --list --json").json == {
        "schema": 1,
        "backups": [
            {
                "number": 1,
                "at": "2026-03-01T08:30:01",
                "why": "asked",
                "good": True,
                "bytes": size,
                "path": place(network, "2026-03-01T083001-asked"),
            },
            {
                "number": 2,
                "at": "2026-03-01T08:30:00",
                "why": "",
                "good": False,
                "bytes": 5000,
                "path": first,
            },
        ],
    }
    second = place(network, "2026-03-01T083001-asked")
    assert network.ok("backup --list").out == (
        f"1\t2026-03-01T08:30:01\tasked\tgood\t{size}\t{second}\n"
        f"2\t2026-03-01T08:30:00\t\tdamaged\t5000\t{first}\n"
    )


def test_the_list_on_screen_begins_with_what_to_type(network):
    network.at("2026-03-02").ok("snooze bob 2w")
    card = "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Dora\r\nEND:VCARD\r\n"
    network.at("2026-03-10").ok("import vcard -", stdin=card)
    os.truncate(place(network, "2026-03-01T083000"), 5000)
    kilobytes = network.path.stat().st_size // 1000
    assert network.ok("backup --list", human=True).out == (
        f"restore 1  today 08:30      before an import  {kilobytes} kB\n"
        f"restore 2  Mon 2 Mar 08:30                    {kilobytes} kB\n"
        "restore 3  Sun 1 Mar 08:30                      5 kB  damaged\n"
        "\n--dry-run shows what going back would change\n"
    )


def test_no_backup_yet_is_said(tinynet):
    assert tinynet.ok("backup --list", human=True).out == (
        "There is no backup yet; they make themselves once there is something to keep.\n"
        "tinynet backup makes one now\n"
    )
    assert tinynet.ok("backup --list").out == ""
    result = tinynet("backup")
    assert (result.code, result.err) == (
        1,
        'tinynet: There is nothing to back up yet.\nAdd somebody first: tinynet add "Anne Baker"\n',
    )
    assert not tinynet.path.parent.exists()


def test_a_copy_to_a_file_or_a_folder_of_one_s_own_is_a_database_like_the_first(network, tmp_path):
    stick = tmp_path / "stick"
    stick.mkdir()
    assert network.ok(f"backup {tmp_path}/mine.db").out == f"{tmp_path}/mine.db\n"
    assert network.ok(f"backup {stick}").out == f"{stick}/tinynet-2026-03-01T083000.db\n"
    for file in (tmp_path / "mine.db", *stick.iterdir()):
        assert network.ok(f"list --db {file}").out == network.ok("list").out
    assert len(network.ok("backup --list").out.splitlines()) == 1


def test_an_existing_file_is_replaced_only_after_a_yes(network, tmp_path):
    file = tmp_path / "mine.db"
    file.write_text("precious")
    result = network(f"backup {file}")
    assert (result.code, result.out) == (2, "")
    assert result.err == (
        f"tinynet: This needs an answer: {file} is there already. Replace it?\nGive --yes.\n"
    )
    network.ok(f"backup {file} --dry-run")
    assert file.read_text() == "precious"
    network.ok(f"backup {file} --yes")
    network.ok(f"list --db {file}")
    result = network(f"backup {network.path} --yes")
    assert (result.code, result.err) == (
        1,
        f"tinynet: {network.path} cannot be replaced by a backup.\nChoose another name.\n",
    )


def test_a_place_that_cannot_be_written_is_named(network, tmp_path):
    result = network(f"backup {tmp_path}/nowhere/mine.db")
    assert (result.code, result.out) == (1, "")
    assert result.err == (
        f"tinynet: The backup cannot be written in {tmp_path}/nowhere/mine.db "
        "(No such file or directory); nothing was saved.\n"
        "Look at who owns it and at its mode, and run the command again.\n"
    )


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("backup --list x", "tinynet: --list takes nothing else.\nWrite: tinynet backup --list\n"),
        (
            "backup --encrypt",
            "tinynet: --encrypt needs a file.\nFor example: tinynet backup friends.age --encrypt\n",
        ),
        (
            "backup x.age",
            "tinynet: x.age would not be locked.\nAdd --encrypt, or choose another name.\n",
        ),
        (
            "backup x.age --encrypt",
            "tinynet: This needs an answer: A passphrase to lock it with.\n"
            "Give it in TINYNET_PASSPHRASE.\n",
        ),
    ],
)
def test_what_does_not_fit_together_is_refused(network, line, sentence, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    result = network(line)
    assert (result.code, result.out, result.err) == (2, "", sentence)
    assert not Path("x.age").exists()


def test_a_locked_copy_holds_nothing_readable_and_opens_with_the_passphrase(
    network, tmp_path, monkeypatch
):
    answered(monkeypatch, "four words only mine", "four words only mine")
    file = tmp_path / "friends.age"
    assert network.ok(f"backup {file} --encrypt", human=True).out == (
        "Everything is copied, locked with your passphrase.\n"
        f"{file}\nWithout the passphrase nobody can open it, you included.\n"
    )
    data = file.read_bytes()
    assert data.startswith(b"age-encryption.org/v1")
    assert b"Anne" not in data
    assert file.stat().st_mode & 0o777 == 0o600
    network.ok("remove anne --yes")
    answered(monkeypatch, "four words only mine")
    network.ok(f"restore {file} --yes")
    assert "anne" in network.ok("list").out


def test_two_different_passphrases_and_an_empty_one_write_nothing(network, tmp_path, monkeypatch):
    file = tmp_path / "friends.age"
    answered(monkeypatch, "one", "two")
    assert network(f"backup {file} --encrypt").err == (
        "tinynet: The two passphrases differ.\nRun it again; nothing was written.\n"
    )
    network.environ["TINYNET_PASSPHRASE"] = ""
    assert network(f"backup {file} --encrypt").err == (
        "tinynet: The passphrase is empty.\nChoose several words that only you know.\n"
    )
    assert not file.exists()


def test_without_the_extra_it_is_said_how_to_get_it(network, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyrage", None)
    answered(monkeypatch)  # whoever asked for a passphrase would find nobody
    result = network(f"backup {tmp_path}/friends.age --encrypt")
    assert (result.code, result.out) == (1, "")
    assert result.err == (
        "tinynet: Locking with a passphrase needs pyrage, which is not installed.\n"
        "Run pip install pyrage, or pipx inject tinynet-crm pyrage\n"
    )
    assert not (tmp_path / "friends.age").exists()
    (tmp_path / "theirs.age").write_bytes(b"age-encryption.org/v1\n" + bytes(99))
    restored = network(f"restore {tmp_path}/theirs.age")
    assert (restored.code, restored.err) == (1, result.err)


def test_a_passphrase_is_asked_for_without_showing_it(network, monkeypatch):
    asked = []
    monkeypatch.setattr(Env, "can_ask", lambda _: True)
    monkeypatch.setattr("getpass.getpass", lambda *given: asked.append(given) or "x")
    env = module.Env(network.environ)
    assert env.ask("Passphrase?", "it", secret=True) == "x"
    assert asked == [("Passphrase? ", env.stderr)]


def test_a_copy_of_an_older_schema_stays_what_it_is(network, tmp_path):
    with closing(sqlite3.connect(network.path, isolation_level=None)) as connection:
        connection.execute("PRAGMA user_version=0")
    network.ok(f"backup {tmp_path}/old.db")
    with closing(sqlite3.connect(tmp_path / "old.db")) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (0,)
