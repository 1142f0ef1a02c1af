"""The show: real output of real commands, on friends who are gone when it ends."""

from __future__ import annotations

import shlex
from datetime import date
from pathlib import Path

import pytest
from command_line import Tinynet

from tinynet.shell import demo, demo_friends

PLAIN = "".join(f"{command}\t{said}\n" for said, command in demo.STEPS)


def outputs(tinynet: Tinynet) -> dict[str, str]:
    """What the show prints for each command."""
    return {s["command"]: s["output"] for s in tinynet.ok("demo --json").json["steps"]}


def test_it_is_the_output_of_the_commands_themselves(tinynet: Tinynet) -> None:
    """Typed by hand on the same friends, the commands say the same."""
    today = date.fromisoformat(tinynet.environ["TINYNET_TODAY"])
    shown = outputs(tinynet)
    assert not tinynet.path.exists()
    tinynet.environ["COLUMNS"] = demo.COLUMNS
    tinynet.at("2025-12-31")
    for line in demo_friends.people(today):
        tinynet.ok(list(line))
    tinynet.at(today.isoformat()).ok("log --batch -", stdin=demo_friends.contacts(today))
    typed = {
        command: tinynet.ok(shlex.split(command)[1:], human=True).out for _, command in demo.STEPS
    }
    assert shown == typed


def test_the_show_is_human_in_a_pipe_too(tinynet: Tinynet) -> None:
    tinynet.environ["COLUMNS"] = demo.COLUMNS
    shown = tinynet.ok("demo").out
    for command, output in outputs(tinynet).items():
        assert f"\n$ {command}\n{output}" in shown
    lines = shown.splitlines()
    assert max(map(len, lines)) <= 80
    assert len(lines) <= 70
    assert lines[0].startswith("Meet a dozen friends you do not have.")
    assert lines[-1].strip().startswith('eval "$(tinynet init bash)"')
    assert tinynet.ok("demo", human=True).out == shown
    assert tinynet.ok("demo --plain").out == PLAIN


def test_everybody_worth_a_story_is_due(tinynet: Tinynet) -> None:
    due = outputs(tinynet)["tinynet due"]
    assert [line.split()[0] for line in due.splitlines()[:5]] == [
        "Henrik", "Jonas", "Daniel", "Yusuf", "Caroline",
    ]  # fmt: skip
    assert "Wed 4 Mar  Grace: birthday\n" in due
    assert "next time  Henrik: how is the flat in Bergen?\n" in due


@pytest.mark.parametrize("today", ["2024-02-29", "2028-02-26", "2026-01-01", "2026-03-06"])
def test_it_works_on_any_day(tinynet: Tinynet, today: str) -> None:
    assert "Grace: birthday" in outputs(tinynet.at(today))["tinynet due"]
    friday = date.fromisoformat(today)
    days = [
        date.fromisoformat(line.split("\t")[2])
        for line in demo_friends.contacts(friday).splitlines()
        if "\tanne\t" in line
    ]
    assert len(days) == demo_friends.FRIDAYS
    assert {day.weekday() for day in days} == {demo_friends.FRIDAY}
    assert max(days) < friday


def test_there_are_a_dozen_friends() -> None:
    lines = demo_friends.people(date(2026, 3, 1))
    assert len([line for line in lines if line[0] == "add"]) == 12


def test_nothing_of_the_users_is_touched_and_nothing_stays(
    network: Tinynet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    usual = outputs(network)
    config = network.folder / "config" / "tinynet"
    config.mkdir(parents=True)
    (config / "config.toml").write_text('due.limit = 1\n"cadence.close" = "1d"\n')
    before = {p: p.read_bytes() for p in network.folder.rglob("*") if p.is_file()}
    assert outputs(network) == usual
    assert {p: p.read_bytes() for p in network.folder.rglob("*") if p.is_file()} == before
    assert list(temporary.iterdir()) == []


def test_scores_are_hidden_where_the_user_hides_them(tinynet: Tinynet) -> None:
    config = tinynet.folder / "config" / "tinynet"
    config.mkdir(parents=True)
    (config / "config.toml").write_text("scores = false\n")
    shown = tinynet.ok("demo").out
    assert "strength 3" not in shown
    assert "Henrik" in shown
