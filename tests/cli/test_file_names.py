"""Files whose names are no UTF-8, a relative HOME, and what lies in the current folder."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from command_line import Tinynet

import tinynet as tinynet_package
from tinynet.errors import quoted

ODD = b"b\xff\xe4 'x"  # as Latin-1 systems wrote names
CARD = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Dora Fox\r\nN:Fox;Dora;;;\r\nUID:d1\r\nEND:VCARD\r\n"
CHAT = "".join(f"[{day}/12/25, 9:15:{day}] Dora Fox: hello\n" for day in range(20, 30))
MAIL = """From a@b Mon Jan  5 10:00:00 2026
From: me@example.org
To: Dora Fox <d@example.org>
Date: Mon, 5 Jan 2026 10:00:00 +0000

hello

"""


def run(tinynet: Tinynet, *words: bytes | str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "tinynet", *words],
        env=tinynet.environ, cwd=tinynet.folder, capture_output=True, check=False,
    )  # fmt: skip


def put(folder: Path, ending: str, text: str) -> bytes:
    name = ODD + ending.encode()
    with open(os.path.join(os.fsencode(folder), name), "w", encoding="utf-8") as file:
        file.write(text)
    return name


@pytest.mark.parametrize(
    ("words", "ending", "text"),
    [
        ([], ".vcf", CARD),
        (["vcard"], ".vcf", CARD),
        (["csv"], ".csv", "name,email\nDora Fox,d@example.org\n"),
        (["whatsapp", "--order", "dmy", "--me", "Me", "--add-people"], ".txt", CHAT),
        (["mbox", "--me", "me@example.org", "--add-people"], ".mbox", MAIL),
    ],
)
def test_a_file_whose_name_is_no_utf8_is_imported(
    tinynet: Tinynet, words: list[str], ending: str, text: str
) -> None:
    name = put(tinynet.folder, ending, text)
    for _ in range(2):
        done = run(tinynet, "import", *words, name)
        assert (done.returncode, b"mistake" in done.stderr) == (0, False), done
    assert tinynet.ok("list").out.startswith("dora-f\tDora Fox\t")


@pytest.mark.parametrize(("ending", "text"), [(".vcf", CARD), (".eml", MAIL.partition("\n")[2])])
def test_a_folder_may_hold_files_whose_names_are_no_utf8(
    tinynet: Tinynet, ending: str, text: str
) -> None:
    (tinynet.folder / "in").mkdir()
    put(tinynet.folder / "in", ending, text)
    more = () if ending == ".vcf" else ("mbox", "--me", "me@example.org", "--add-people")
    done = run(tinynet, "import", *more, "in")
    assert done.returncode == 0, done
    assert tinynet.ok("list").out.startswith("dora-f\tDora Fox\t")


def test_what_is_written_to_such_a_name_stands_there_and_is_read_back(network: Tinynet) -> None:
    folder = os.fsencode(network.folder)
    for words in (
        ["export", "json"], ["export", "csv"], ["export", "vcard"], ["feed"], ["backup"],
        ["doctor", "--salvage"],
    ):  # fmt: skip
        name = ODD + words[-1].encode()
        done = run(network, *words, name)
        assert done.returncode == 0, done
        assert os.path.getsize(os.path.join(folder, name)) > 0
    assert run(network, "restore", ODD + b"backup", "--yes").returncode == 0
    batch = put(network.folder, ".log", "coffee\tanne\t2026-02-27\n")
    assert run(network, "log", "--batch", batch).returncode == 0
    database = b"--db=" + os.path.join(folder, ODD + b"other.db")
    assert run(network, "add", "Emma", database).returncode == 0
    assert os.path.exists(os.path.join(folder, ODD + b"other.db"))
    assert run(network, "list", database, "--json").stdout.count(b"Emma") == 1


def test_a_file_that_is_not_there_is_named_as_it_was_typed(tinynet: Tinynet) -> None:
    done = run(tinynet, "import", ODD)
    assert (done.returncode, done.stderr.count(rb"There is no file b\xff\xe4 'x")) == (1, 1)


def test_a_remedy_names_such_a_file_in_a_way_that_shells_read(tinynet: Tinynet) -> None:
    (tinynet.folder / "in").mkdir()
    put(tinynet.folder / "in", ".ics", "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n")
    remedy = run(tinynet, "import", "in").stderr.decode().strip().rpartition(" ics ")[2]
    seen = subprocess.run(
        ["bash", "-c", f"cat {remedy}"], cwd=tinynet.folder, capture_output=True, check=True
    )
    assert seen.stdout.startswith(b"BEGIN:VCALENDAR")
    assert quoted("a'b") == "'a'\"'\"'b'"


@pytest.mark.parametrize("home", ["", "relative"])
def test_a_home_that_is_empty_or_relative_puts_nothing_into_the_current_folder(
    tinynet: Tinynet, home: str
) -> None:
    import pwd

    real = pwd.getpwuid(os.getuid()).pw_dir
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "TINYNET_DB"):
        tinynet.environ.pop(name, None)
    tinynet.environ["HOME"] = home
    done = run(tinynet, "config", "path")
    assert done.stdout.decode() == f"{real}/.config/tinynet/config.toml\n"
    tinynet.environ["TINYNET_DB"] = "~/no such/mine.db"
    assert f"beside {real}/no such/mine.db yet" in run(tinynet, "restore").stderr.decode()
    assert os.listdir(tinynet.folder) == []


def test_the_launcher_runs_nothing_that_lies_beside_it(tinynet: Tinynet) -> None:
    launcher = tinynet.folder / "bin" / "tinynet"
    launcher.parent.mkdir()
    launcher.write_text(Path(str(tinynet_package.__file__)).with_name("launcher.py").read_text())
    (launcher.parent / "sqlite3.py").write_text("raise SystemExit('run')\n")
    for safe in ("", "1"):
        tinynet.environ["PYTHONSAFEPATH"] = safe
        done = subprocess.run(
            [sys.executable, launcher, "due"], env=tinynet.environ, capture_output=True, text=True,
            check=False,
        )  # fmt: skip
        assert (done.returncode, done.stdout, done.stderr) == (0, "", ""), safe


def test_the_launcher_runs_nothing_that_lies_in_the_current_folder(tinynet: Tinynet) -> None:
    launcher = tinynet.folder / "bin" / "tinynet"
    launcher.parent.mkdir()
    launcher.write_text(Path(str(tinynet_package.__file__)).with_name("launcher.py").read_text())
    (tinynet.folder / "sqlite3.py").write_text("raise SystemExit('run')\n")
    tinynet.environ["TINYNET_DB"] = str(tinynet.folder / "elsewhere" / "t.db")
    for entries in ("", ":", ":/tmp", "/tmp:", ".", "/tmp::/usr", "./"):
        tinynet.environ["PYTHONPATH"] = entries
        done = subprocess.run(
            [sys.executable, launcher, "add", "Anne"], cwd=tinynet.folder, env=tinynet.environ,
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert (done.returncode, done.stdout[:4]) == (0, "anne"), (entries, done)
