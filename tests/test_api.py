"""tinynet from Python: the same documents as `--json`, the same errors, and nothing printed."""

from __future__ import annotations

import inspect
import stat
import subprocess
import sys
import threading
from datetime import UTC, date, datetime
from pathlib import Path

import contracts
import pytest

import tinynet.api
from tinynet import errors
from tinynet.api import Friends

TODAY = "2026-03-01"


@pytest.fixture
def friends(network, monkeypatch):
    """The small network, as Python sees it."""
    monkeypatch.setenv("XDG_CONFIG_HOME", network.environ["XDG_CONFIG_HOME"])
    return tinynet.api.open(network.path, TODAY)


def test_each_method_answers_the_document_of_its_command(network, friends):
    network.ok("plan coffee anne --by 2026-03-05")
    for document, line in (
        (friends.due(), "due"),
        (friends.due(limit=1, within="2w", circle="friends"),
         "due --limit 1 --within 2w --circle friends"),
        (friends.show("anne"), "show anne"),
        (friends.why("Bob Marsh"), "why bob"),
        (friends.find("his job", with_="bob", since=date(2025, 1, 1)),
         "find his job --with bob --since 2025-01-01"),
        (friends.find("anne", what=("name", "fact")), "find anne --what name,fact"),
        (friends.upcoming(within="3m"), "upcoming --within 3m"),
        (friends.brief(["anne", "bob"]), "brief anne bob"),
        (friends.common(["anne", "bob"]), "common anne bob"),
        (friends.ask("running"), "ask running"),
        (friends.plans(), "plans"),
        (friends.plans("anne", all=True), "plans anne --all"),
    ):  # fmt: skip
        assert document == network.ok(f"{line} --json").json, line
        contracts.check(line.split()[0], document)


def test_what_may_be_long_comes_a_record_at_a_time(network, friends):
    for records, line, key in (
        (friends.rank(), "rank", "people"),
        (friends.rank(by="depth", limit=2), "rank --by depth --limit 2", "people"),
        (friends.people(), "list", "people"),
        (friends.people("anne", tag="running"), "list anne --tag running", "people"),
        (friends.history(), "history", "interactions"),
        (friends.history("anne", since="2026-02-01", limit=2),
         "history anne --since 2026-02-01 --limit 2", "interactions"),
        (friends.history(["anne", "bob"]), "history anne bob", "interactions"),
    ):  # fmt: skip
        assert inspect.isgenerator(records) or iter(records) is records
        assert list(records) == network.ok(f"{line} --json").json[key], line


def test_a_loop_over_people_may_write(friends):
    for person in friends.people():
        friends.tag(person["handle"], "met-in-a-loop")
    assert [person["handle"] for person in friends.people(tag="met-in-a-loop")] == [
        "anne", "bob-m", "caroline-o",
    ]  # fmt: skip


def test_a_long_history_leaves_no_file_open(network, friends):
    lines = "".join(f"coffee\tanne\t2026-02-{day:02}\t\t{'long ' * 300}\n" for day in range(1, 29))
    for _ in range(30):
        network.ok("log --batch -", stdin=lines)
    history = friends.history()
    first = next(history)
    del history
    assert first["kind"] == "coffee"
    assert sum(1 for _ in friends.history()) == 845


def test_what_is_written_is_what_the_commands_write(network, friends):
    added = friends.add("Dora Lind", work="Harbour", email="dora@example.org", tag=["sea", "run"])
    contracts.check("add", added)
    assert (added["handle"], added["tags"]) == ("dora-l", ["sea", "run"])
    logged = friends.log("lunch", ["dora", "anne"], on=date(2026, 2, 28), minutes=50, note="soup")
    contracts.check("log", logged)
    noted = friends.note("dora", "sails", next=True)
    contracts.check("note", noted)
    assert friends.plan("walk", "dora", by=date(2026, 4, 1))["by"] == "2026-04-01"
    assert friends.tag("dora", "sea", remove=True)["tags"] == ["run"]
    latest = network.ok("history --limit 1 --json").json["interactions"][0]
    assert (latest["people"], latest["minutes"], latest["note"]) == (["anne", "dora-l"], 50, "soup")
    labels = [unit["label"] for unit in network.ok("undo --list --json").json["units"][:5]]
    assert labels == [
        "python: tag dora", "python: plan walk dora", "python: note dora",
        "python: log lunch dora anne", "python: add Dora Lind",
    ]  # fmt: skip
    assert len(friends.undo(5)["units"]) == 5
    assert [person["handle"] for person in friends.people()] == ["anne", "bob-m", "caroline-o"]
    friends.redo(5)
    assert friends.show("dora")["person"]["organisation"] == "Harbour"


def test_a_dry_run_writes_nothing(network, friends):
    before = network.ok("export json -").out
    assert friends.log("coffee", "anne", dry_run=True)["kind"] == "coffee"
    assert friends.add("Eve", dry_run=True)["handle"] == "eve"
    assert network.ok("export json -").out == before


@pytest.mark.parametrize(
    ("call", "error"),
    [
        (lambda f: f.show("zork"), errors.NoSuchPersonError),
        (lambda f: f.show(""), errors.UsageError),
        (lambda f: f.log("zorking", "anne"), errors.UnknownKindError),
        (lambda f: f.log("coffee", "anne", on="03/04"), errors.BadDateError),
        (lambda f: f.log("coffee", []), errors.UsageError),
        (lambda f: f.due(limit=0), errors.BadValueError),
        (lambda f: f.history(kind="zorking"), errors.UnknownKindError),
        (lambda f: f.find(" "), errors.UsageError),
        (lambda _: tinynet.api.open(today="tomorrow"), errors.BadDateError),
    ],
)
def test_what_is_wrong_is_an_exception_with_its_remedy(friends, call, error):
    with pytest.raises(error) as caught:
        call(friends)
    assert caught.value.message
    assert caught.value.code
    assert isinstance(caught.value, tinynet.api.TinynetError)


def test_a_damaged_database_is_an_exception_too(network, friends):
    whole = bytearray(network.path.read_bytes())
    whole[4096:] = b"\xff" * (len(whole) - 4096)
    network.path.write_bytes(whole)
    with pytest.raises(tinynet.api.DatabaseError):
        friends.show("anne")
    with pytest.raises(tinynet.api.DatabaseError):
        list(friends.history())


def test_nothing_is_printed_and_nobody_is_asked(network, friends, capfd, caplog, monkeypatch):
    # import-linter, which another test runs, switches off the loggers that there are.
    monkeypatch.setattr(tinynet.api.LOGGER, "disabled", False)
    config = Path(network.environ["XDG_CONFIG_HOME"]) / "tinynet" / "config.toml"
    config.parent.mkdir(parents=True, exist_ok=True)
    config.write_text("unheard_of = 1\n")
    with caplog.at_level("INFO", logger="tinynet"):
        friends.due()
    friends.add("Anne")
    with pytest.raises(tinynet.api.AmbiguousPersonError):
        friends.log("coffee", "ann")
    assert capfd.readouterr() == ("", "")
    assert "unheard_of" in caplog.text


def test_a_new_database_is_its_owners_alone_and_begins_with_the_first_write(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    path = tmp_path / "new" / "friends.db"
    with tinynet.api.open(path) as friends:
        assert list(friends.people()) == []
        assert not path.exists()
        friends.add("Anne")
        friends.add("Bob")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_threads_share_it(friends):
    failed = []

    def write(number):
        try:
            for turn in range(5):
                friends.note("anne", f"{number} {turn}")
                friends.due()
        except tinynet.api.TinynetError as error:
            failed.append(error)

    threads = [threading.Thread(target=write, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert len(friends.show("anne")["notes"]) == 20


def test_importing_it_loads_no_framework(network):
    code = (
        "import sys, tinynet.api; tinynet.api.open(sys.argv[1]).due(); "
        "print(sorted({'typer', 'rich', 'sqlmodel', 'sqlalchemy', 'mcp'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(network.path)], capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"


def test_every_public_name_is_documented():
    for name in tinynet.api.__all__:
        assert getattr(tinynet.api, name).__doc__
    for name, member in inspect.getmembers(Friends, inspect.isfunction):
        assert name.startswith("_") or member.__doc__, name


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda f: f.log("coffee", None), "who has to be a text, not None"),
        (lambda f: f.log("coffee", ["anne", 5]), "who has to be a text, not 5"),
        (lambda f: f.log("coffee", b"anne"), "who has to be a text, not b'anne'"),
        (lambda f: f.log(3, "anne"), "kind has to be a text, not 3"),
        (lambda f: f.log("coffee", "anne", note=5), "note has to be a text, not 5"),
        (lambda f: f.log("coffee", "anne", deep="no"), "deep has to be True or False, not 'no'"),
        (lambda f: f.log("coffee", "anne", minutes="1h"), "minutes has to be a whole number"),
        (lambda f: f.log("coffee", "anne", minutes=True), "minutes has to be a whole number"),
        (lambda f: f.add(None), "name has to be a text, not None"),
        (lambda f: f.add("Dora", every=14), "every has to be a text, not 14"),
        (lambda f: f.note(None, "hello"), "who has to be a text, not None"),
        (lambda f: f.note("anne", None), "text has to be a text, not None"),
        (lambda f: f.tag(None, "x"), "who has to be a text, not None"),
        (lambda f: f.tag("anne", 5), "tags has to be a text, not 5"),
        (lambda f: f.plan("coffee", None), "who has to be a text, not None"),
        (lambda f: f.show(["anne", "bob"]), "who has to be a text, not ['anne', 'bob']"),
        (lambda f: f.why(None), "who has to be a text, not None"),
        (lambda f: f.brief(None), "who has to be a text, not None"),
        (lambda f: f.common(None), "who has to be a text, not None"),
        (lambda f: f.history(None), "who has to be a text, not None"),
        (lambda f: f.find(["hello"]), "query has to be a text, not ['hello']"),
        (lambda f: f.ask(None), "topic has to be a text, not None"),
        (lambda f: f.people(None), "query has to be a text, not None"),
        (lambda f: f.upcoming(within=14), "within has to be a text, not 14"),
        (lambda _f: tinynet.api.open(""), "path has to be the path of a database, not ''"),
        (lambda _f: tinynet.api.open(5), "path has to be the path of a database, not 5"),
    ],
)
def test_what_is_not_of_its_type_is_named(network, friends, call, message):
    before = network.path.read_bytes()
    with pytest.raises(tinynet.api.BadValueError) as raised:
        call(friends)
    assert raised.value.message.startswith(message)
    assert network.path.read_bytes() == before


def test_what_is_none_is_as_if_it_were_not_given(friends):
    assert list(friends.rank(by=None)) == list(friends.rank())


def test_the_day_may_come_with_a_time_and_a_bad_one_is_called_as_the_argument_is(network):
    noon = datetime(2026, 3, 1, 12, tzinfo=UTC)
    assert tinynet.api.open(network.path, today=noon).due()["today"] == "2026-03-01"
    with pytest.raises(tinynet.api.BadDateError, match=r"^today has to be a day from 1900 to 2200"):
        tinynet.api.open(network.path, today="someday")
