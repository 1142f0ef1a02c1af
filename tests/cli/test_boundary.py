"""The one error boundary: streams, formats, questions, what nobody foresaw."""

from __future__ import annotations

import errno
import io
import os
import pty
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace

import pytest
from command_line import Tinynet

from tinynet.cli import boundary
from tinynet.cli.env import Env
from tinynet.db import files


def shell(network: Tinynet, line: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["bash", "-c", line.replace("tinynet", f"{sys.executable} -m tinynet")],
        env=network.environ, capture_output=True, text=True, check=False,
    )  # fmt: skip


@pytest.mark.parametrize("line", ["show nobody", "history nobody", "log coffee nobody"])
def test_an_error_leaves_nothing_open(network: Tinynet, line: str) -> None:
    words = line.split()
    env = Env(network.environ, words, stdout=io.StringIO(), stderr=io.StringIO())
    assert boundary.run(env, words) == 4
    for store in env.opened:
        with pytest.raises(sqlite3.ProgrammingError, match="closed"):
            store.connection.execute("SELECT 1")
    assert env.opened or words[0] == "log"


def test_a_full_stdout_keeps_what_was_written_and_says_so(network: Tinynet) -> None:
    done = shell(network, "tinynet log coffee anne > /dev/full")
    assert done.returncode == 1
    assert "what it did is saved all the same" in done.stderr
    assert network.ok("why anne --json").json["tie"]["contact_days"] == 5
    done = shell(network, "tinynet due > /dev/full")
    assert done.returncode == 1
    assert "saved" not in done.stderr


@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&-", ">&- 2>&- <&-"])
def test_a_closed_stream_changes_nothing_else(network: Tinynet, closed: str) -> None:
    assert shell(network, f"tinynet log coffee anne {closed}").returncode == 0
    assert shell(network, f"tinynet log coffee nobody {closed}").returncode == 4
    assert shell(network, f"tinynet due {closed}").returncode == 0
    assert network.ok("why anne --json").json["tie"]["contact_days"] == 5


@pytest.mark.parametrize(
    ("line", "code"),
    [("add Zoe --dry-run", 0), ("show nobody", 4), ("show nobody --json", 4)],
)
def test_where_nobody_can_be_told_the_exit_code_is_the_same(
    network: Tinynet, line: str, code: int
) -> None:
    assert shell(network, f"tinynet {line} 2> /dev/full").returncode == code


def test_a_reader_who_has_enough_is_no_error(network: Tinynet) -> None:
    done = shell(network, "tinynet history | head -1")
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    "line",
    [
        "due", "list --nl", "history --json", "history --nl", "rank -f csv", "show anne",
        "export json", "export vcard", "export csv", "help", "--help", "init bash", "show nobody",
        "undo --list", "find coffee", "year --format human", "log coffee anne",
    ],
)  # fmt: skip
def test_a_closed_pipe_ends_every_command_as_it_ends_other_tools(
    network: Tinynet, line: str
) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [sys.executable, "-m", "tinynet", *line.split()],
        env=network.environ, stdout=writer, stderr=writer, check=False,
    )  # fmt: skip
    os.close(writer)
    assert done.returncode == -signal.SIGPIPE


def test_a_shell_with_pipefail_sees_141_where_long_output_was_cut_off(network: Tinynet) -> None:
    many = "".join(f"coffee\tanne\t2020-01-01\t\t{number:0999}\n" for number in range(150))
    network.ok("log --batch -", stdin=many)  # more than a pipe holds
    for command in ("history", "history --nl", "export json"):
        done = shell(network, f"set -o pipefail; tinynet {command} | head -c 1")
        assert (done.returncode, done.stderr) == (141, "")


def test_what_was_written_before_the_pipe_closed_is_saved(network: Tinynet) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    subprocess.run(
        [sys.executable, "-m", "tinynet", "log", "coffee", "anne"],
        env=network.environ, stdout=writer, check=False,
    )  # fmt: skip
    os.close(writer)
    assert network.ok("why anne --json").json["tie"]["contact_days"] == 5


def test_an_error_is_a_document_on_stderr_where_json_was_asked_for(network: Tinynet) -> None:
    for line in ("show nobody --json", "show nobody -f json", "show nobody --format=nl"):
        result = network(line)
        assert (result.code, result.out) == (4, "")
        assert result.error["code"] == "no_such_person"


@pytest.mark.parametrize(
    "line",
    [
        "due --no-such --json", "due --json --no-such", "note nobody -f json --no-such",
        "--json no", "note --format=nl --no-such", "log --for 1h --nl --no-such", "nonsense --json",
    ],
)  # fmt: skip
def test_a_line_that_is_no_command_line_is_reported_in_the_format_it_asks_for(
    network: Tinynet, line: str
) -> None:
    result = network(line)
    assert (result.code, result.out, result.error["code"]) == (2, "", "usage")


@pytest.mark.parametrize(
    "line",
    [
        ["note", "nobody", "about the --json flag"],
        ["note", "nobody", "--", "--json"],
        ["log", "coffee", "nobody", "--note", "--json"],
        ["log", "coffee", "nobody", "--note=-f json"],
        ["list", "--no-such", "--tag", "--json"],
    ],
)
def test_text_that_looks_like_a_format_is_none(network: Tinynet, line: list[str]) -> None:
    result = network(line)
    assert result.code in {2, 4}
    assert result.err.startswith("tinynet: ")


def test_a_format_that_no_module_writes_is_refused_loudly(
    network: Tinynet, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tinynet.output.answer.FORMATS", ("xml",))
    result = network("due --format xml")
    assert (result.code, result.out) == (1, "")
    assert "(ModuleNotFoundError in " in result.err


def test_an_error_is_parted_at_the_width_of_a_terminal_and_never_in_a_pipe(
    network: Tinynet, monkeypatch: pytest.MonkeyPatch
) -> None:
    network.environ["COLUMNS"] = "40"
    line = ["tag", "Nobody of the name of Maximilian", "running"]
    piped = network(line).err
    assert max(map(len, piped.splitlines())) > 40
    monkeypatch.setattr("tinynet.cli.env.is_terminal", lambda _: True)
    assert network(line).err == (
        'tinynet: There is nobody called "Nobody\n'
        'of the name of Maximilian".\n'
        "Add them:\n"
        "tinynet add 'Nobody of the name of Maximilian'\n"
    )
    assert piped.split() == network(line).err.split()


def test_two_formats_exclude_each_other(network: Tinynet) -> None:
    result = network("due -f csv --json")
    assert (result.code, result.error["message"]) == (
        2, "The formats json and csv cannot be used together",
    )  # fmt: skip


def test_a_dry_run_says_that_it_was_one(network: Tinynet) -> None:
    before = network.path.read_bytes()
    assert network.ok("log coffee anne --dry-run").err == (
        "Nothing was written: this was a --dry-run.\n"
    )
    assert network.path.read_bytes() == before


@pytest.mark.parametrize(
    "line",
    [
        "undo", "redo", "merge bob anne", "forget bob", "restore", "export json all.json", "backup",
        "picture orbit --out orbit.svg", "import vcard -", "sync init . --name laptop",
    ],
)  # fmt: skip
def test_a_dry_run_says_so_to_programs_whatever_the_command(network: Tinynet, line: str) -> None:
    last = network.ok(
        [*line.split(), "--dry-run"], stdin="BEGIN:VCARD\nVERSION:4.0\nFN:Zoe\nEND:VCARD\n"
    ).err.splitlines()[-1]
    assert last == "Nothing was written: this was a --dry-run."


def test_an_ambiguous_name_is_asked_about_without_holding_the_lock(network: Tinynet) -> None:
    network.ok("add 'Anne Baker'")
    network.ok("add 'Anna Lund'")
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "tinynet", "log", "coffee", "ann", "--plain"],
        stdin=theirs, stderr=theirs, stdout=subprocess.PIPE, env=network.environ, text=True,
    )  # fmt: skip
    os.close(theirs)
    asked = ""
    while "Which one?" not in asked:
        asked += os.read(ours, 1000).decode()
    assert "Anne Baker  (anne-b)  not seen yet" in asked
    assert "Anna Lund  (anna-l)  not seen yet" in asked
    number = asked.split("Anna Lund")[0].split()[-1]
    files.Lock(str(network.path), wait=0).close()  # nobody holds it
    os.write(ours, f"{number}\n".encode())
    out, _ = process.communicate(timeout=20)
    os.close(ours)
    assert (process.returncode, out) == (0, "6\t2026-03-01\tcoffee\tanna-l\n")


def test_a_remedy_names_the_database_that_was_named(network: Tinynet) -> None:
    other = f"{network.folder}/my friends.db"
    network.ok(["add", "Anne", "--db", other])
    result = network(["show", "bob", "--db", other])
    assert result.err == (
        f"tinynet: There is nobody called \"bob\".\nAdd them: tinynet add bob --db '{other}'\n"
    )
    remedy = network(["show", "bob", "--db", other, "--json"]).error["remedy"]
    assert remedy == f"Add them: tinynet add bob --db '{other}'"
    assert network("show zoe").err.endswith("Add them: tinynet add zoe\n")  # no --db, none named
    assert boundary.for_database("All it takes: tinynet add --help", other).endswith("--help")


@pytest.mark.parametrize("line", ["list --db x.db", "export json x.json"])
def test_a_folder_that_was_deleted_under_ones_feet_is_named(
    network: Tinynet, monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    def gone() -> str:
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))

    monkeypatch.setattr(os, "getcwd", gone)
    result = network(line)
    assert (result.code, result.err) == (
        1,
        "tinynet: The folder you are in is not there any more.\n"
        "Go to another with cd, and run it again.\n",
    )


def test_what_nobody_foresaw_shows_no_data(
    network: Tinynet, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tinynet.friendship.due.run", lambda env: 1 / 0 if env else "Anne")
    result = network("due")
    assert result.code == 1
    assert result.err.startswith(
        "tinynet: This is a mistake in tinynet, not yours (ZeroDivisionError in test_boundary.py:"
    )
    assert "Anne" not in result.err
    assert "Traceback" not in result.err


def test_a_link_to_a_database_is_followed_and_a_dangling_one_refused(network: Tinynet) -> None:
    link = network.folder / "link.db"
    link.symlink_to(network.path)
    assert network.ok(f"list --db {link}").out == network.ok("list").out
    network.ok(f"log coffee anne --db {link}")
    assert not Path(f"{link}.lock").exists()
    gone = network.folder / "gone.db"
    gone.symlink_to(network.folder / "unmounted" / "tinynet.db")
    for line in ("list", "add Bob"):
        result = network(f"{line} --db {gone}")
        assert (result.code, result.out) == (5, "")
        assert "leads to" in result.err
    assert gone.is_symlink()


@pytest.mark.usefixtures("hears_ctrl_c")
@pytest.mark.parametrize(("sent", "codes"), [(signal.SIGINT, {130}), (signal.SIGTERM, {-15, 143})])
def test_a_batch_that_is_ended_leaves_no_trace_and_no_traceback(
    network: Tinynet, sent: signal.Signals, codes: set[int]
) -> None:
    before = network.ok("history --json").json
    process = subprocess.Popen(
        [sys.executable, "-m", "tinynet", "log", "--batch", "-"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        env=network.environ, text=True,
    )  # fmt: skip
    assert process.stdin is not None
    process.stdin.write("coffee\tanne\n" * 5000)
    process.stdin.flush()
    journal = Path(f"{network.path}-journal")
    while not journal.exists():  # it is at work, and waits for more lines
        time.sleep(0.01)
    process.send_signal(sent)
    out, err = process.communicate(timeout=20)
    assert process.returncode in codes
    assert (out, err.strip()) == ("", "")
    assert network.ok("history --json").json == before


@pytest.mark.parametrize(
    ("line", "same"),
    [
        ("list --circle FRIENDS", "list --circle friends"),
        ("rank --by Depth", "rank --by depth"),
        ("list --sort Last", "list --sort last"),
        ("find bob --what Name,NOTE", "find bob --what name,note"),
        ("list -f JSON", "list -f json"),
        ("kinds LIST", "kinds list"),
        ("config Get scores", "config get scores"),
        ("picture Orbit --by DEPTH", "picture orbit --by depth"),
        ("export CSV", "export csv"),
        ("init Bash", "init bash"),
        ("config get Due.Limit", "config get due.limit"),
        ("help Dates", "help dates"),
        ("help DUE", "help due"),
    ],
)
def test_a_choice_is_read_in_any_capitals(network: Tinynet, line: str, same: str) -> None:
    result = network(line)
    assert (result.code, result.out, result.err) == (0, network(same).out, network(same).err)


def test_choices_are_kept_as_they_are_spelled(network: Tinynet) -> None:
    network.ok("add Zoe --circle CLOSE")
    network.ok("log coffee zoe --by THEM")
    network.ok("log --batch -", stdin='{"kind": "call", "people": ["zoe"], "by": "Me"}\n')
    network.ok("favour GOT zoe a lift")
    network.ok("introduce zoe bob --outcome Stuck")
    network.ok("config set date_order DMY")
    assert network.ok("show zoe --json").json["person"]["circle"] == "close"
    kept = network.ok("history zoe --json").json["interactions"]
    assert sorted(one["by"] for one in kept) == ["me", "them"]
    assert network.ok("favours --json").json["favours"][0]["way"] == "got"
    assert network.ok("introductions --json").json["introductions"][0]["outcome"] == "stuck"
    assert network.ok("config get date_order").out == "dmy\n"


def test_what_tells_people_apart_keeps_to_the_terminal() -> None:
    long = "met at a very long conference in Reykjavik about improbable things, last seen today"
    assert boundary.candidate_lines(
        1, "Anne Baker", "anne-b", "met at school, not seen yet", 60
    ) == ("  1  Anne Baker  (anne-b)  met at school, not seen yet")
    assert boundary.candidate_lines(2, "Maximiliana " * 5, "max", long, 40) == (
        "  2  Maximiliana Maximiliana Max…  (max)\n     met at a very lon…, last seen today"
    )


def full_disk(folder: str) -> SimpleNamespace:
    """What the system says of a folder: only that of temporary files has no room."""
    return SimpleNamespace(f_bavail=int(folder != files.temporary_folder()))


def test_a_full_folder_for_temporary_files_is_named(
    tinynet: Tinynet, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "statvfs", full_disk)
    folder = files.temporary_folder()
    error = boundary.explain(Env(tinynet.environ), OSError(errno.ENOSPC, "No space left on device"))
    assert error.message == (
        f"The folder for temporary files, {folder}, is full (No space left on device)"
    )
    assert error.remedy == "Free some space there, or name another folder in TMPDIR"
    failure = sqlite3.OperationalError("database or disk is full")
    said = boundary.explain(Env(tinynet.environ), failure)
    assert said.remedy == f"Free some space near {folder} and run the command again"


def test_where_there_is_room_for_temporary_files_the_disk_of_the_database_is_named(
    tinynet: Tinynet, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "statvfs", lambda _folder: SimpleNamespace(f_bavail=1))
    failure = sqlite3.OperationalError("database or disk is full")
    said = boundary.explain(Env(tinynet.environ), failure)
    assert said.remedy == f"Free some space near {tinynet.path.parent} and run the command again"
