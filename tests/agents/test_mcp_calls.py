"""The tools in this process: pages, what is too long, and writes with their tokens."""

from __future__ import annotations

import os
import stat

import pytest
from agent_twins import EVERYTHING, asked, calls

from tinynet.agents import mcp_log
from tinynet.agents.mcp_calls import BadTokenError, Calls
from tinynet.agents.mcp_env import AgentEnv
from tinynet.agents.rules import answers
from tinynet.agents.rules.answers import NOTICE
from tinynet.cli.env import Env
from tinynet.errors import NoSuchPersonError, TinynetError, UsageError


def test_a_list_comes_in_pages(network):
    made = calls(network)
    pages = [made.call("history", {"limit": 2, "page": n}, "test") for n in (1, 2, 3, 4)]
    ids = [[one["id"] for one in page["interactions"]] for page in pages]
    assert ids == [[4, 3], [2, 1], [5], []]
    assert [(page["page"], page["more"]) for page in pages] == [
        (1, True), (2, True), (3, False), (4, False),
    ]  # fmt: skip
    everything = made.call("history", {}, "test")
    assert [one["id"] for one in everything["interactions"]] == [4, 3, 2, 1, 5]
    assert everything["notice"] == NOTICE


def test_a_day_off_and_other_settings_hold_for_agents_too(network):
    network.ok("config set due.days_off sun")
    assert calls(network).call("due", {}, "test")["day_off"] is True


def test_settings_are_read_at_every_call(network):
    made = calls(network)
    network.ok("note anne 'likes figs'")
    assert asked(made, "find", {"query": "figs"})["total"] == 0
    network.ok(f"config set agents.share '{EVERYTHING}'")
    assert asked(made, "find", {"query": "figs"})["total"] == 1
    network.ok("config set agents.share names")
    assert list(made.tools()) == ["find", "ask", "common"]
    network.ok("tag anne private")
    assert asked(made, "find", {"query": "anne"})["total"] == 0


@pytest.mark.parametrize("value", ["names, secrets", "everything"])
def test_only_what_there_is_can_be_shared(network, value):
    assert network(["config", "set", "agents.share", value]).code == 2
    assert network("config set agents.circles outer").code == 2
    assert network("config set agents.names none").code == 2
    network.ok("config set agents.circles 'inner, close'")


def test_a_call_that_reads_cannot_write(network):
    env = AgentEnv(Env(network.environ))
    with pytest.raises(UsageError):
        env.unit()


def test_a_log_that_cannot_be_written_gives_no_answer(network):
    os.mkdir(mcp_log.path_of(str(network.path)))
    with pytest.raises(TinynetError, match="cannot be written"):
        calls(network).call("due", {}, "test")


def test_a_link_in_place_of_the_log_is_refused(network, tmp_path):
    target = tmp_path / "target"
    target.touch()
    os.symlink(target, mcp_log.path_of(str(network.path)))
    with pytest.raises(TinynetError, match="cannot be written"):
        calls(network).call("due", {}, "test")
    assert target.read_text() == ""


def test_the_log_keeps_the_last_thousand_calls(network):
    path = str(network.path)
    for number in range(2_500):
        mcp_log.write(path, ("2026-03-01T10:00:00", "a client of some name", "due", number, "ok"))
    found = mcp_log.read(path)
    assert len(found) == mcp_log.KEPT
    assert found[0] == ("2026-03-01T10:00:00", "a client of some name", "due", 2_499, "ok")
    assert os.path.getsize(mcp_log.path_of(path)) <= mcp_log.SIZE_MOST
    assert stat.S_IMODE(os.stat(mcp_log.path_of(path)).st_mode) == 0o600


@pytest.mark.parametrize(
    ("said", "written"),
    [("Claude", "Claude"), ("a\tb\nc\x1b[1m", "a b c [1m"), ("x" * 99, "x" * 40),
     ("", "unknown client"), (None, "unknown client"), ("\u202e", "unknown client")],
)  # fmt: skip
def test_a_clients_name_is_one_short_line(said, written):
    assert mcp_log.client_name(said) == written


def test_no_calls_are_logged_where_there_is_no_folder(tinynet):
    assert asked(calls(tinynet), "due", {})["code"] == "database"
    assert not tinynet.path.parent.exists()


# Writes ------------------------------------------------------------------------------------------


def announced(made, tool, given, client="test"):
    told = made.call(tool, given, client)
    assert told["done"] is False
    return told


def test_nothing_is_written_before_the_token_is_given(network):
    made = calls(network, allow_writes=True)
    before = network.ok("export json -").out
    announced(made, "log", {"kind": "coffee", "who": "anne"})
    announced(made, "note", {"who": "anne", "text": "likes figs"})
    announced(made, "plan", {"kind": "dinner", "who": "bob", "by": "2026-04-01"})
    assert network.ok("export json -").out == before
    assert network.ok("undo --list --json").json["units"][0]["label"].startswith("log dinner bob")


def test_each_tool_writes_what_its_command_writes(network):
    made = calls(network, allow_writes=True)
    for tool, given in (
        ("log", {"kind": "call", "who": "anne", "for": "30m", "at": "home", "on": "2026-02-27"}),
        ("note", {"who": "anne", "text": "likes figs", "next": True}),
        ("plan", {"kind": "dinner", "who": ["anne", "bob"], "by": "2026-04-01", "note": "fish"}),
    ):
        told = announced(made, tool, given)
        done = made.call(tool, {**given, "token": told["token"]}, "test")
        assert done == {**told, "done": True, "token": None}
    logged = network.ok("history --limit 1 --json").json["interactions"][0]
    assert (logged["on"], logged["kind"], logged["minutes"], logged["place"]) == (
        "2026-02-27", "call", 30, "home",
    )  # fmt: skip
    shown = network.ok("show anne --json").json
    assert [(note["text"], note["next_time"]) for note in shown["notes"]] == [("likes figs", True)]
    assert [(plan["by"], plan["note"]) for plan in shown["plans"]] == [("2026-04-01", "fish")]
    labels = [unit["label"] for unit in network.ok("undo --list --json").json["units"][:3]]
    assert labels == [
        "test: plan dinner anne bob-m", "test: note anne", "test: log call anne",
    ]  # fmt: skip
    network.ok("undo 3")
    assert network.ok("show anne --json").json["notes"] == []


def test_the_day_that_was_announced_is_the_day_that_is_written(network):
    made = calls(network, allow_writes=True)
    given = {"kind": "coffee", "who": "anne"}
    token = announced(made, "log", given)["token"]
    network.environ["TINYNET_TODAY"] = "2026-03-02"
    assert made.call("log", {**given, "token": token}, "test")["on"] == "2026-03-01"
    assert network.ok("history --limit 1 --json").json["interactions"][0]["on"] == "2026-03-01"


def test_a_token_is_for_one_client_one_use_and_ten_minutes(network):
    now = [0.0]
    made = Calls(Env(network.environ), allow_writes=True, clock=lambda: now[0])
    given = {"who": "anne", "text": "likes figs"}

    def token():
        return made.call("note", given, "one")["token"]

    def fails(arguments, client="one"):
        with pytest.raises(BadTokenError):
            made.call("note", arguments, client)

    fails({**given, "token": "guessed"})
    fails({**given, "token": token()}, "two")
    fails({**given, "text": "likes nuts", "token": token()})
    late = token()
    now[0] = 601.0
    fails({**given, "token": late})
    once = token()
    made.call("note", {**given, "token": once}, "one")
    fails({**given, "token": once})
    assert len(network.ok("show anne --json").json["notes"]) == 1


def test_many_announcements_take_no_room(network):
    made = calls(network, allow_writes=True)
    for number in range(60):
        announced(made, "note", {"who": "anne", "text": f"number {number}"})
    assert len(made.waiting) == 50


def test_nobody_private_can_be_written_about(network):
    network.ok("tag bob private")
    made = calls(network, allow_writes=True)
    for tool, given in (
        ("log", {"kind": "coffee", "who": ["anne", "bob-m"]}),
        ("note", {"who": "bob", "text": "x"}),
        ("plan", {"kind": "coffee", "who": "@private"}),
    ):
        with pytest.raises(NoSuchPersonError) as caught:
            made.call(tool, given, "test")
        assert "Marsh" not in caught.value.message + caught.value.remedy


def test_with_initials_a_write_finds_whom_the_agent_knows_by_a_number(network):
    network.ok("config set agents.names initials")
    made = calls(network, allow_writes=True)
    handle = made.call("history", {"who": "bob"}, "test")["with"][0]
    assert handle == "p2"
    given = {"kind": "coffee", "who": handle}
    told = announced(made, "log", given)
    assert told["people"] == [{"handle": "p2", "name": "B. M."}]
    made.call("log", {**given, "token": told["token"]}, "test")
    assert network.ok("history --limit 1 --json").json["interactions"][0]["people"] == ["bob-m"]


def test_texts_and_lists_are_cut_and_people_counted():
    whole = {"a": "x" * 5_000, "b": [{"handle": "h"}] * 500, "people": ["i", "h"], "c": 1}
    made = answers.cut(whole)
    assert made["a"] == "x" * 2_000 + "…"
    assert len(made["b"]) == 100
    assert answers.people_in(made) == {"h", "i"}
