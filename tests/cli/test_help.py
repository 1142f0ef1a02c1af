"""The commands at a glance, one of them, and the topics, which must say what is so."""

from __future__ import annotations

import importlib
import itertools
import pkgutil
import re
from datetime import date
from pathlib import Path

import pytest
from command_line import TODAY, Tinynet

import tinynet as package
from tinynet import errors
from tinynet.cli.commands import COMMANDS
from tinynet.cli.help import topic_text
from tinynet.cli.overview import TOPICS
from tinynet.cli.views.overview import HEADINGS
from tinynet.core.dates import range_of, resolve
from tinynet.core.partial import parse_partial
from tinynet.core.spans import parse_cadence, parse_duration, parse_period


def table(topic: str, number: int = 0) -> list[list[str]]:
    """The rows of a topic's table, without the marks of code."""
    blocks = re.findall(r"(?:^\|.*\n)+", topic_text(topic), flags=re.MULTILINE)
    rows = [row.strip("|").split("|") for row in blocks[number].splitlines()[2:]]
    return [[cell.strip().replace("`", "") for cell in row] for row in rows]


def test_the_overview_lists_every_command_and_topic_under_headings(tinynet: Tinynet) -> None:
    shown = tinynet.ok("help", human=True).out
    for name, does in {**COMMANDS, **TOPICS}.items():
        assert re.search(rf"^  {name} +{re.escape(does)}$", shown, flags=re.MULTILINE), name
    for heading in HEADINGS.values():
        assert f"\n\n{heading}\n" in shown
    assert set(HEADINGS) <= set(COMMANDS)
    assert shown.startswith("tinynet: a few friends, remembered.\n\nEvery day\n  add ")
    assert max(map(len, shown.splitlines())) <= 80


def test_the_overview_in_a_pipe_and_as_json(tinynet: Tinynet) -> None:
    assert tinynet.ok("help").out == "".join(f"{n}\t{does}\n" for n, does in COMMANDS.items())
    assert tinynet.ok("help --json").json == {
        "schema": 1,
        "topics": [{"name": name, "summary": does} for name, does in TOPICS.items()],
        "commands": [{"name": name, "summary": does} for name, does in COMMANDS.items()],
    }


@pytest.mark.parametrize("command", COMMANDS)
def test_help_of_a_command_is_what_its_own_help_says(tinynet: Tinynet, command: str) -> None:
    tinynet.environ["COLUMNS"] = "80"
    told = tinynet.process([command, "--help"])
    assert tinynet.ok(["help", command]).out == told.out
    assert told.out.startswith(f"Usage: tinynet {command} ")
    assert "Examples:\n    " in told.out


@pytest.mark.parametrize("topic", TOPICS)
def test_a_topic_fits_eighty_columns_and_is_markdown_in_a_pipe(
    tinynet: Tinynet, topic: str
) -> None:
    tinynet.environ["COLUMNS"] = "80"
    shown = tinynet.ok(["help", topic], human=True).out
    assert max(map(len, shown.splitlines())) <= 80
    assert "|--" not in shown
    assert "`" not in shown
    text = topic_text(topic)
    assert tinynet.ok(["help", topic]).out == text
    assert tinynet.ok(["help", topic, "--json"]).json == {
        "schema": 1, "topic": topic, "text": text,
    }  # fmt: skip


def test_a_topic_is_drawn_for_the_terminal(tinynet: Tinynet) -> None:
    tinynet.environ["COLUMNS"] = "80"
    assert tinynet.ok("help dates", human=True).out.splitlines()[:12] == [
        "Dates, durations and cadences",
        "",
        "A date is read the way it is said, and said back, so that you see what was",
        "understood.",
        "What would have to be guessed is refused: a wrong date is worse than a question.",
        "",
        "Days",
        "",
        "typed on Sunday 1 March 2026      behind: log  ahead: plan",
        "today · this evening · now        2026-03-01   2026-03-01",
        "an hour ago · in 5 minutes        2026-03-01   2026-03-01",
        "yesterday · yest · last night     2026-02-28",
    ]


def test_an_unknown_topic_suggests_the_nearest(tinynet: Tinynet) -> None:
    result = tinynet("help lgo")
    assert (result.code, result.out) == (2, "")
    assert result.err == 'tinynet: There is no command or topic "lgo".\nDid you mean log?\n'
    assert tinynet("help zzzzzz").err.endswith("\nSee tinynet help.\n")


def test_the_exit_codes_are_those_of_the_errors() -> None:
    def family(one: type[errors.TinynetError]) -> list[type[errors.TinynetError]]:
        return [one, *(error for child in one.__subclasses__() for error in family(child))]

    for module in pkgutil.walk_packages(package.__path__, "tinynet."):
        if module.name.rpartition(".")[2] not in {"__main__", "launcher", "env"}:
            importlib.import_module(module.name)  # which makes its errors known
    told = {int(code): set(codes.split(", ")) - {""} for code, _, codes in table("exit-codes")}
    raised: dict[int, set[str]] = {0: set(), 130: set()}
    for error in family(errors.TinynetError):
        raised.setdefault(error.exit_code, set()).add(error.code)
    assert told == raised


def test_the_days_are_read_as_the_topic_says() -> None:
    today = date.fromisoformat(TODAY)
    for row, behind, ahead in table("dates"):
        for typed, past in itertools.product(row.split(" · "), (True, False)):
            meant = behind if past else ahead
            if meant:
                found = resolve(typed, today=today, past=past).isoformat()
                assert (typed, found) == (typed, meant)
            else:
                with pytest.raises(errors.BadDateError):
                    resolve(typed, today=today, past=past)
    for row, _ in table("dates", 1):
        for typed, past in itertools.product(row.split(" · "), (True, False)):
            with pytest.raises(errors.BadDateError):
                resolve(typed, today=today, past=past)
    for row, *days in table("dates", 2):
        for typed in row.split(" · "):
            assert (typed, [str(day) for day in range_of(typed, today)]) == (typed, days)
    birthdays = topic_text("dates").split("Birthdays and")[1].split(".\n")[0]
    assert [parse_partial(typed) for typed in re.findall(r"`([^`]+)`", birthdays)] == [
        "1980-04-12", "--04-12", "1980-04", "1980", "1980~",
    ]  # fmt: skip
    for row, parse in zip(
        table("dates", 3), (parse_duration, parse_period, parse_cadence), strict=True
    ):
        for typed in row[0].split(", "):
            parse(typed)


def test_the_json_keys_are_those_of_the_commands(network: Tinynet) -> None:
    rows = table("json", 1)
    assert len(rows) == 22
    for commands, keys in rows:
        for command in commands.split(", "):
            document = network.ok(command.removeprefix("tinynet ") + " --json").json
            assert {"schema", *keys.split(", ")} <= set(document), command


def test_the_variables_are_those_the_program_reads() -> None:
    folder = Path(package.__file__).parent
    sources = [p for p in folder.rglob("*") if p.suffix in {".py", ".bash", ".zsh", ".fish"}]
    text = "\n".join(path.read_text(encoding="utf-8") for path in sources)
    names = r"TINYNET_[A-Z]+|XDG_[A-Z]+_HOME|NO_COLOR|FORCE_COLOR|VISUAL|EDITOR|COLUMNS|TERM"
    read = set(re.findall(rf'["${{( ]({names})(?=["}}:\-/ ])', text)) | {"TINYNET_NO_GREETING"}
    told = {name for row in table("env") for name in row[0].split(", ")}
    assert told == read
