"""tinynet doctor: calm where all is well, exact where it is not."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from command_line import Tinynet

from tinynet.safety import doctor_surroundings

RESTORE = (
    "Restore a backup (tinynet restore); without one, save what can be read: "
    "tinynet doctor --salvage NEW.db"
)


@pytest.fixture(autouse=True)
def known_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """A local disk and a SQLite without known faults, whatever this machine has."""
    monkeypatch.setattr(doctor_surroundings, "mounts", lambda: [("/", "ext4")])
    monkeypatch.setattr(doctor_surroundings, "SQLITE_SOUND_WAL", (3, 35, 0))


def change(path: Path, *texts: str) -> None:
    """Change the database behind tinynet's back."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for text in texts:
            connection.execute(text)


def test_a_sound_database_is_said_to_be_in_few_lines(network: Tinynet) -> None:
    network.ok("backup")
    assert network.ok("doctor", human=True).out == (
        "ok        12 checks: integrity, references, file, dates, contacts, search, ties, undo, "
        "modes, disk,\n          sqlite, backups\n"
    )


def test_the_document_has_every_check(network: Tinynet) -> None:
    network.ok("backup")
    document = network.ok("doctor --json").json
    assert document.keys() == {"schema", "ok", "findings"}
    assert document["ok"] is True
    assert document["findings"][0] == {
        "check": "integrity",
        "level": "ok",
        "message": "every page of the file is sound",
        "remedy": "",
    }
    assert {finding["level"] for finding in document["findings"]} == {"ok"}


def test_one_of_something_is_counted_as_one(tinynet: Tinynet) -> None:
    tinynet.ok("add Anne")
    tinynet.ok("backup")
    said = {one["check"]: one["message"] for one in tinynet.ok("doctor --json").json["findings"]}
    assert said["undo"] == "1 command can be undone"
    assert said["backups"] == "the only backup was made today"


def test_what_is_wrong_comes_first_with_what_to_do_and_exits_with_5(network: Tinynet) -> None:
    network.ok("backup")
    change(network.path, "UPDATE tie SET contact_days = 9 WHERE person_id = 1")
    network.path.chmod(0o640)
    result = network("doctor", human=True)
    assert (result.code, result.err) == (5, "")
    assert result.out.splitlines()[:2] == [
        "bad       the score of anne is not what the log says",
        "          Run tinynet doctor --rebuild",
    ]
    assert result.out.splitlines()[2].startswith("warn      ")
    assert "chmod 600" in result.out
    document = network("doctor --json")
    assert (document.code, document.json["ok"]) == (5, False)
    assert network("doctor --plain").out.splitlines()[0] == (
        "ties\tbad\tthe score of anne is not what the log says\tRun tinynet doctor --rebuild"
    )


def test_before_there_is_anybody_there_is_nothing_wrong_and_nothing_made(tinynet: Tinynet) -> None:
    result = tinynet.ok("doctor", human=True)
    assert result.out.splitlines()[0] == "note      there is no database yet"
    assert not tinynet.path.parent.exists()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is an empty file"),
        (b"hello" * 100, "is not a tinynet database, or its beginning is damaged"),
        (b"SQLite format 3\0" + bytes(5000), "is the SQLite database of another program"),
    ],
)
def test_a_file_that_cannot_be_opened_still_gets_an_answer(
    tinynet: Tinynet, content: bytes, words: str
) -> None:
    tinynet.path.parent.mkdir()
    tinynet.path.write_bytes(content)
    result = tinynet("doctor --json")
    assert (result.code, result.err) == (5, "")
    first = result.json["findings"][0]
    assert (first["check"], first["level"]) == ("file", "bad")
    assert words in first["message"]
    assert first["remedy"]
    checks = {finding["check"] for finding in result.json["findings"]}
    assert "disk" in checks
    assert "backups" not in checks  # none could be made of it
    assert tinynet.path.read_bytes() == content


def test_a_pipe_or_a_device_is_not_waited_for_and_stays_open_to_others(
    tinynet: Tinynet, tmp_path: Path
) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    pipe.chmod(0o666)
    tinynet.environ["TINYNET_DB"] = str(pipe)
    settings = tmp_path / "config" / "tinynet" / "config.toml"
    settings.parent.mkdir(parents=True)
    settings.symlink_to("/dev/null")
    tinynet.environ["XDG_CONFIG_HOME"] = str(tmp_path / "config")
    findings = tinynet("doctor --json").json["findings"]
    assert "is not a file but a pipe" in findings[0]["message"]
    assert [one for one in findings if "open to other users" in one["message"]] == []


def test_a_file_and_a_folder_that_cannot_be_written_are_named(
    network: Tinynet, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused = {str(network.path), str(network.path.parent)}
    monkeypatch.setattr(os, "access", lambda path, _: str(path) not in refused)
    found = network.ok("doctor --json").json["findings"]
    said = {(one["level"], one["message"], one["remedy"]) for one in found}
    for place in refused:
        assert (
            "warn",
            f"{place} cannot be written, so nothing can be saved",
            f"Run: chmod u+w {place}; where that fails, the disk may be read-only",
        ) in said


def test_damage_says_restore_first_and_salvage_second(network: Tinynet) -> None:
    content = bytearray(network.path.read_bytes())
    content[5 * 4096 : 9 * 4096] = bytes(4 * 4096)
    network.path.write_bytes(content)
    result = network("doctor --json")
    assert result.code == 5
    assert result.json["findings"][0]["remedy"] == RESTORE
    assert len(network("doctor", human=True).out.splitlines()) < 20


def test_rebuild_puts_right_what_follows_and_can_be_undone(network: Tinynet) -> None:
    change(
        network.path,
        "UPDATE participant SET credit = 5 WHERE interaction_id = 2",
        "UPDATE person SET search = 'x' WHERE id = 2",
    )
    assert network("doctor").code == 5
    assert network.ok("doctor --rebuild --dry-run", human=True).out == (
        "would put right: 1 contact, 1 person to be found\n"
    )
    assert network("doctor").code == 5
    assert network.ok("doctor --rebuild --json").json == {
        "schema": 1,
        "rebuilt": {"contacts": 1, "names": 1, "ties": 0},
        "dry_run": False,
    }
    network.ok("doctor")
    assert network.ok("undo --list").out.splitlines()[0].split("\t")[2] == "doctor --rebuild --json"
    network.ok("undo")
    assert network("doctor").code == 5


def test_a_rebuild_of_ties_alone_leaves_nothing_to_undo(network: Tinynet) -> None:
    before = network.ok("undo --list").out
    change(network.path, "DELETE FROM tie", "UPDATE setting SET value = 'x=1'")
    assert network.ok("doctor --rebuild", human=True).out == "put right: 3 scores\n"
    network.ok("doctor")
    assert network.ok("doctor --rebuild", human=True).out == "Everything was right already.\n"
    assert network.ok("doctor --rebuild").out == "contacts\t0\nnames\t0\nties\t0\n"
    assert network.ok("undo --list").out == before


def test_other_settings_are_nothing_wrong(network: Tinynet) -> None:
    network.ok("config set due.cadence 30d")
    network.ok("doctor")


def test_a_damaged_database_is_not_rebuilt(network: Tinynet) -> None:
    change(network.path, "PRAGMA writable_schema=ON", "DELETE FROM sqlite_master WHERE name='tag'")
    before = network.path.read_bytes()
    result = network("doctor --rebuild")
    assert result.code == 5
    assert "is damaged" in result.err
    assert network.path.read_bytes() == before


def test_where_there_is_no_database_there_is_nothing_to_rebuild(tinynet: Tinynet) -> None:
    result = tinynet("doctor --rebuild")
    assert (result.code, result.err) == (
        5,
        f"tinynet: There is no database at {tinynet.path}.\nName it with --db or TINYNET_DB.\n",
    )
    assert not tinynet.path.parent.exists()


def test_a_salvage_says_what_was_saved_and_where(network: Tinynet) -> None:
    before = network.path.read_bytes()
    new = network.folder / "new.db"
    shown = network.ok(["doctor", "--salvage", str(new)], human=True).out
    assert shown.splitlines()[:8] == [
        "                             saved  lost",
        "kinds of contact                16     -",
        "people                           3     -",
        "ways to reach them               1     -",
        "tags                             1     -",
        "birthdays and anniversaries      1     -",
        "contacts                         5     -",
        "who took part                    5     -",
    ]
    assert " ".join(shown.split()).endswith(
        f"It is in {new}; the damaged file was not touched. "
        f"Look at it with tinynet doctor --db {new} "
        "Undo starts over there; what was done before cannot be taken back."
    )
    assert network.path.read_bytes() == before
    assert network.ok(f"due --json --db {new}").json == network.ok("due --json").json
    assert network.ok(f"list --json --db {new}").json == network.ok("list --json").json
    assert network.ok(f"undo --db {new}").out == ""
    again = network(["doctor", "--salvage", str(new), "--json"])
    assert (again.code, again.error["code"]) == (1, "file_exists")
    assert again.error["message"] == f"{new} is there already"


def test_a_dry_run_of_a_salvage_writes_no_file(network: Tinynet) -> None:
    new = network.folder / "new.db"
    document = network.ok(["doctor", "--salvage", str(new), "--dry-run", "--json"]).json
    assert document.keys() == {"schema", "file", "dry_run", "tables"}
    assert document["tables"][1] == {"table": "person", "saved": 3, "lost": 0}
    assert not new.exists()
    assert [path for path in network.folder.iterdir() if "salvage" in path.name] == []


def test_what_a_salvage_cannot_do_is_said(network: Tinynet) -> None:
    nowhere = network(["doctor", "--salvage", str(network.folder / "no" / "new.db")])
    assert nowhere.code == 1
    assert "cannot be written" in nowhere.err
    both = network(["doctor", "--rebuild", "--salvage", "new.db"])
    assert (both.code, both.err) == (
        2,
        "tinynet: --rebuild and --salvage cannot be used together.\nGive one of the two.\n",
    )
    new = network.folder / "new.db"
    network.path.write_bytes(b"SQLite format 3\0" + b"\xff" * 9000)
    nobody = network(["doctor", "--salvage", str(new)])
    assert nobody.code == 5
    assert nobody.err == (
        f"tinynet: Nobody could be read from {network.path}; no file was made.\n"
        "Restore a backup: tinynet restore\n"
    )
    network.path.unlink()
    missing = network(["doctor", "--salvage", str(new)])
    assert (missing.code, new.exists()) == (5, False)
    assert missing.err.startswith(f"tinynet: There is no database at {network.path} to salvage.")


def test_hostile_text_is_shown_harmlessly(network: Tinynet) -> None:
    change(network.path, "UPDATE person SET handle = 'a' || char(27) || '[2J[/b]' WHERE id = 1")
    for line in ("doctor", "doctor --json"):
        assert "\x1b" not in network(line, human="--json" not in line).out
    assert "[/b]" in network("doctor", human=True).out


DAMAGE = (
    "UPDATE interaction SET [on] = 'once' WHERE id = 2",
    "UPDATE interaction SET [on] = '2026-02-31', minutes = 'long' WHERE id = 2",
    "UPDATE kind SET minutes = 99999, weight = 'much'",
    "UPDATE person SET added_on = 'then', counts_from = '2026-02-31', met_on = '--02-31'",
    "UPDATE person SET met_via = id, every_days = 'often', circle = 'square'",
    "UPDATE person SET snoozed_until = 'x', paused_until = 'x', skipped_on = 'x'",
    "UPDATE person SET archived_on = 'x', name = '', handle = '' WHERE id = 2",
    "UPDATE anniversary SET [on] = 'x', month_day = 'x'",
    "UPDATE anniversary SET [on] = '--02-31'",
    "UPDATE unit SET at = 'x'",
    "UPDATE change SET old = 'x', key = 'x'",
    "UPDATE change SET name = 'nowhere'",
    "UPDATE change SET op = 'U', old = '{\"id\": [1]}', key = '{\"id\": 1}'",
    "UPDATE tie SET due_day = 'x', last_day = 99999999999, credit = 'x'",
    "UPDATE setting SET value = 'x'",
    "DELETE FROM kind",
    "UPDATE interaction SET note = x'ff00', place = x'ff'",
    "UPDATE detail SET value = x'ff', label = 1; ",
    "INSERT INTO origin (person_id, source, source_id, fingerprint, record)"
    " VALUES (1, 'vcard', 'x', 'y', '{')",
    "UPDATE participant SET day = 'x', person_id = 99 WHERE interaction_id = 2",
)
LINES = (
    "", "due --all", "rank", "list", "show anne", "why anne", "history", "upcoming", "circles",
    "stats", "year", "year 2026", "sources", "through", "brief anne", "quiz", "match",
    "common anne bob", "undo --list", "undo", "log coffee anne", "add Dora", "edit anne --title x",
    "jot 'tea with anne'",
    "feed -", "export json -", "export csv -", "export vcard -", "merge anne bob --yes", "prompt",
    "remove anne --yes", "kinds", "doctor --rebuild", "forget anne --confirm Anne",
)  # fmt: skip


@pytest.mark.parametrize("damage", DAMAGE)
def test_what_cannot_be_in_the_rows_is_no_mistake_of_the_program(
    network: Tinynet, damage: str
) -> None:
    network.ok("plan dinner anne --by 2026-04-01")
    with closing(sqlite3.connect(network.path)) as connection:
        connection.execute("PRAGMA ignore_check_constraints=1")
        connection.execute(damage)
        connection.commit()
    spoilt = network.path.read_bytes()
    assert network("doctor").code == 5
    for line in LINES:
        for human in (False, True):
            network.path.write_bytes(spoilt)
            result = network(line, human=human and line != "" and " -" not in line)
            assert "mistake in tinynet" not in result.err, (line, result)
            assert result.code != 6, line  # what was looked at is let go again
            if "cannot be; nothing was saved" in result.err:
                assert result.code == 5
                assert "\nSee what it is: tinynet doctor" in result.err


def history_of(network: Tinynet) -> dict[str, str]:
    """What the doctor says of the undo history."""
    checks = network("doctor --json").json["findings"]
    return next(one for one in checks if one["check"] == "undo")


@pytest.mark.parametrize(
    "damage",
    ["UPDATE unit SET first_new = 1 WHERE id = 6", "UPDATE unit SET last_new = 6 WHERE id = 5",
     "UPDATE unit SET first_new = 1, last_new = 5 WHERE first_new IS NOT NULL",
     "UPDATE unit SET last_new = NULL WHERE id = 5", "UPDATE unit SET first_new = NULL",
     "UPDATE unit SET first_new = 2, last_new = 1 WHERE id = 6"],
)  # fmt: skip
def test_a_command_that_claims_the_contacts_of_another_is_found(
    network: Tinynet, damage: str
) -> None:
    network.ok("log text anne")
    with closing(sqlite3.connect(network.path)) as connection:
        before = connection.execute(
            "SELECT id, first_new, last_new FROM unit WHERE first_new IS NOT NULL ORDER BY id"
        ).fetchall()
    assert before == [(4, 1, 4), (5, 5, 5), (6, 6, 6)]
    assert history_of(network)["level"] == "ok"
    change(network.path, damage)
    assert history_of(network)["level"] == "bad"
    assert "the undo history was altered (commands" in history_of(network)["message"]


def test_an_id_that_was_given_a_second_time_is_no_damage(network: Tinynet) -> None:
    for line in (
        "unlog 6", "log text anne", "undo", "log text bob", "undo 2", "redo 2", "log walk bob",
        "remove bob --yes", "log text anne", "undo 3", "log call anne bob", "unlog 6",
        "log coffee anne", "add 'Anne Baker'", "log text anne-b", "merge anne-b anne --yes",
        "unlog 7", "log walk caroline", "undo 2", "redo", "log text caroline",
    ):  # fmt: skip
        network(line)
        assert history_of(network)["level"] == "ok", line


def test_a_history_that_was_altered_is_not_undone_and_the_doctor_named(network: Tinynet) -> None:
    kind = "SET name = 'kind', op = 'U', key = '{\"id\": 1}'"
    for damage in (
        f"UPDATE change {kind}, old = '{{\"minutes\": 99999}}'",
        "UPDATE change SET op = 'U', old = '{\"id\": [1]}', key = '{\"id\": 1}'",
        "UPDATE change SET op = 'D', old = 'x'",
    ):
        change(network.path, damage)
        before = network.path.read_bytes()
        network.ok("edit anne --title baker")  # whose own changes are sound
        result = network("undo 6")
        assert result.code == 5
        assert "The undo history does not fit the database; nothing was undone" in result.err
        assert "See what is wrong: tinynet doctor" in result.err
        network.path.write_bytes(before)
