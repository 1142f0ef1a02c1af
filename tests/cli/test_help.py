"""The commands at a glance, one of them, and the topics, which must say what is so."""

from __future__ import annotations

import importlib
import itertools
import pkgutil
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from command_line import TODAY, Tinynet

import tinynet as package
from tinynet import errors
from tinynet.cli import app
from tinynet.cli.commands import COMMANDS, HEADINGS, ROOMS, by_room
from tinynet.cli.env import Env
from tinynet.cli.help import asked_for, command_text, topic_text
from tinynet.cli.overview import TOPICS
from tinynet.cli.unknown_command import SYNONYMS
from tinynet.core.dates import range_of, resolve
from tinynet.core.partial import parse_partial
from tinynet.core.spans import parse_cadence, parse_duration, parse_period


def table(topic: str, number: int = 0) -> list[list[str]]:
    """The rows of a topic's table, without the marks of code."""
    blocks = re.findall(r"(?:^\|.*\n)+", topic_text(topic), flags=re.MULTILINE)
    rows = [row.strip("|").split("|") for row in blocks[number].splitlines()[2:]]
    return [[cell.strip().replace("`", "") for cell in row] for row in rows]


def own_help(tinynet: Tinynet, command: str, capsys: pytest.CaptureFixture[str]) -> str:
    """What `tinynet COMMAND --help` shows; Typer writes it to the stdout of the process."""
    shown = tinynet.ok([command, "--help"]).out
    return shown or capsys.readouterr().out


@pytest.fixture
def narrow(tinynet: Tinynet, monkeypatch: pytest.MonkeyPatch) -> Tinynet:
    """An empty tinynet on a terminal of 80 columns."""
    tinynet.environ["COLUMNS"] = "80"
    monkeypatch.setenv("COLUMNS", "80")  # where Typer looks
    return tinynet


def test_the_overview_lists_every_command_and_topic_under_headings(tinynet: Tinynet) -> None:
    shown = tinynet.ok("help", human=True).out
    for name, does in {**COMMANDS, **TOPICS}.items():
        assert re.search(rf"^  {name} +{re.escape(does)}$", shown, flags=re.MULTILINE), name
    for heading in HEADINGS.values():
        assert f"\n\n{heading}\n" in shown
    assert shown.startswith("tinynet: a few friends, remembered.\n\nPeople\n  add ")
    assert max(map(len, shown.splitlines())) <= 80


def test_in_a_narrow_terminal_a_summary_goes_on_under_itself(tinynet: Tinynet) -> None:
    tinynet.environ["COLUMNS"] = "50"
    shown = tinynet.ok("help", human=True).out
    for name in [*COMMANDS, *TOPICS]:
        assert re.search(rf"^  {name.ljust(13)}  \S", shown, flags=re.MULTILINE), name
    assert (
        "\n  jot            what happened, as a sentence\n"
        "  met            after an evening: many people at\n"
        "                 once, met and logged\n"
    ) in shown
    assert max(map(len, shown.splitlines()[:-3])) <= 50


def test_the_commands_stand_in_the_order_of_their_rooms_and_each_room_has_a_heading() -> None:
    assert list(COMMANDS) == [name for names in ROOMS.values() for name in names.split()]
    assert list(HEADINGS) == list(ROOMS)


def test_help_of_tinynet_groups_the_commands_under_the_headings_of_the_rooms(
    tinynet: Tinynet,
) -> None:
    tinynet.environ["COLUMNS"] = "80"
    shown = tinynet.process("--help").out
    after = shown.split("\n\nPeople:\n")[1]
    expected = []
    for heading, commands in by_room():
        wide = max(len(name) for name, _ in commands)
        lines = [f"  {name.ljust(wide)}  {does}" for name, does in commands]
        expected.append("\n".join([f"{heading}:", *lines]))
    assert f"People:\n{after}" == "\n\n".join(expected) + "\n"


def test_a_first_run_fits_a_small_screen_and_says_where_the_rest_is(tinynet: Tinynet) -> None:
    tinynet.environ["COLUMNS"] = "80"
    shown = tinynet.ok("").out
    assert shown == tinynet.ok("help").out  # in a pipe
    shown = tinynet.ok("--format human").out
    assert shown.splitlines()[0] == "tinynet: a few friends, remembered."
    assert len(shown.splitlines()) <= 22  # a prompt above and one below
    assert max(map(len, shown.splitlines())) <= 80
    named = re.findall(r"^  tinynet (\w+)", shown, flags=re.MULTILINE)
    assert named == ["add", "log", "note", "show", "due", "demo", "import", "help"]
    for line in re.findall(r"^  tinynet (.*?)  ", shown, flags=re.MULTILINE)[:5]:
        tinynet.ok(line)  # as they stand, one after the other


def test_no_line_of_a_commands_help_is_wider_than_80_columns(
    narrow: Tinynet, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = [(name, own_help(narrow, name, capsys)) for name in COMMANDS]
    shown += [(f"help {name}", narrow.ok(["help", name], human=True).out) for name in COMMANDS]
    shown += [(f"help {name}", narrow.ok(["help", name], human=True).out) for name in TOPICS]
    assert all(text for _, text in shown)
    assert len(shown) == 2 * len(COMMANDS) + len(TOPICS)
    wide = [(name, line) for name, text in shown for line in text.splitlines() if len(line) > 80]
    assert wide == []


@pytest.mark.parametrize("wide", [40, 60])
def test_help_fits_a_narrow_terminal_but_for_commands_to_copy(
    wide: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", str(wide))
    for words in ([], *([name] for name in COMMANDS)):
        assert app.run(Env({"COLUMNS": str(wide)}), [*words, "--help"]) is None
        lines = capsys.readouterr().out.splitlines()
        begin = lines.index("  Examples:") if words else len(lines)
        assert [line for line in lines[:begin] if len(line) > wide] == []
        for line in lines[begin:]:
            assert len(line) <= wide or (line[4] != " " and "  " not in line.strip()), line


@pytest.mark.parametrize("wide", ["80", "200"])
def test_what_is_written_ahead_is_what_typer_says_in_80_columns_and_more(
    wide: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", wide)
    env = Env({"COLUMNS": wide})
    for words in ([], *([name] for name in COMMANDS)):
        assert app.run(env, [*words, "--help"]) is None
        said = capsys.readouterr().out
        assert said.startswith(" ".join(["Usage: tinynet", *words]))
        assert [asked_for(env, [*words, flag]) for flag in ("-h", "--help")] == [said, said]


@pytest.mark.parametrize(
    ("typed", "columns"),
    [("due --help", "79"), ("due --all --help", "80"), ("--json --help", "80"), ("due", "80"),
     ("", "80"), ("nonsense --help", "80"), ("--help due", "80"), ("log due --help", "80")],
)  # fmt: skip
def test_whatever_else_is_asked_typer_says(typed: str, columns: str) -> None:
    assert asked_for(Env({"COLUMNS": columns}), typed.split()) == ""


@pytest.mark.parametrize("line", ["--help", "due --help", "log -h", "help export"])
def test_help_does_not_load_typer(tinynet: Tinynet, line: str) -> None:
    program = (
        "import os, sys\n"
        "os._exit = lambda code: sys.exit('typer' in sys.modules)\n"
        f"from tinynet.__main__ import main; main({line.split()})"
    )
    tinynet.environ["COLUMNS"] = "80"
    done = subprocess.run(
        [sys.executable, "-c", program], env=tinynet.environ, capture_output=True, check=True
    )
    assert done.stdout.startswith(b"Usage: tinynet")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("delete", "Did you mean remove?"),
        ("rename", "Did you mean edit?"),
        ("agenda", "Did you mean upcoming?"),
        ("birthday", "Did you mean upcoming?"),
        ("contacts", "Did you mean list?"),
        ("remind", "Did you mean plan?"),
        ("Meet", "Did you mean met?"),
        ("hsitory", "Did you mean history?"),
        ("delte", "Did you mean remove?"),
        ("serach", "Did you mean find? To look for it: tinynet find anne"),
        ("sea", "To look for the word: tinynet find sea"),
        ("anne", "To look for the word: tinynet find anne"),
    ],
)
def test_an_unknown_command_names_the_one_that_is_meant(
    tinynet: Tinynet, typed: str, said: str
) -> None:
    result = tinynet([typed, "anne"])
    assert (result.code, result.out) == (2, "")
    first, second = result.err.splitlines()
    assert first == f'tinynet: There is no command "{typed}".'
    assert second.startswith(said)


def test_an_unknown_command_that_is_near_to_none_says_where_they_are(tinynet: Tinynet) -> None:
    assert "All there are: tinynet help" in tinynet("help zzzzz").err
    assert set(SYNONYMS.values()) <= {*COMMANDS, "find"}
    assert not set(SYNONYMS) & set(COMMANDS)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("add", "add needs NAME: their name, in quotes if it has spaces.\n"
                "All it takes: tinynet add --help"),
        ("add Bob Marsh --circle close", 'add takes only NAME; "Marsh" is too much.\n'
                                         "Write: tinynet add 'Bob Marsh' --circle close"),
        ("add Bob --birthday 3 april", 'add takes only NAME; "april" is too much.\n'
                                       "A name or a text of several words goes in quotes."),
        ("coffee anne --on yesterday", 'There is no command "coffee".\n'
                                       "Write: tinynet log coffee anne --on yesterday"),
        ("Pint 'Bob Marsh'", 'There is no command "Pint".\n'
                             "Write: tinynet log Pint 'Bob Marsh'"),
        ("skip anne baker carol", 'skip takes only WHO|@TAG|-; "baker carol" is too much.\n'
                                 "A name or a text of several words goes in quotes."),
        ("circles 3", 'circles takes options only; "3" is too much.\n'
                      "All it takes: tinynet circles --help"),
        ("log --onn", "log has no option --onn.\n"
                      "Did you mean --on? All it takes: tinynet log --help"),
        ("note anne '- ask her'", "note has no option - .\n"
                                  "Put -- before a text that begins with -. "
                                  "All it takes: tinynet note --help"),
        ("due -x", "due has no option -x.\nAll it takes: tinynet due --help"),
        ("log coffee anne --on", "--on needs a value.\nGive it one: tinynet log --on DATE"),
        ("due --json=3", "--json takes no value.\nWrite --json alone."),
        ("import", "Import which file?\nFor example: tinynet import contacts.vcf"),
    ],
)  # fmt: skip
def test_a_wrong_command_line_is_refused_in_our_own_words(
    tinynet: Tinynet, line: str, said: str
) -> None:
    result = tinynet(line)
    assert (result.code, result.err) == (2, f"tinynet: {said}\n")


def test_no_option_or_argument_is_called_both_optional_and_required() -> None:
    for command in COMMANDS:
        for line in command_text(Env({}), command).splitlines():
            assert not re.search(r"\[[A-Z]+\].*\[required\]", line), (command, line)


def test_the_overview_in_a_pipe_and_as_json(tinynet: Tinynet) -> None:
    assert tinynet.ok("help").out == "".join(f"{n}\t{does}\n" for n, does in COMMANDS.items())
    assert tinynet.ok("help --json").json == {
        "schema": 1,
        "topics": [{"name": name, "summary": does} for name, does in TOPICS.items()],
        "groups": [
            {"heading": HEADINGS[room], "commands": names.split()} for room, names in ROOMS.items()
        ],
        "commands": [{"name": name, "summary": does} for name, does in COMMANDS.items()],
    }


@pytest.mark.parametrize("command", COMMANDS)
def test_help_of_a_command_is_what_its_own_help_says(
    narrow: Tinynet, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    told = own_help(narrow, command, capsys)
    assert narrow.ok(["help", command]).out == told
    assert told.startswith(f"Usage: tinynet {command} ")
    assert "Examples:\n    " in told


@pytest.mark.parametrize("command", ["add", "due", "help", "log"])
def test_help_in_a_process_of_its_own_is_the_same(
    narrow: Tinynet, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    told = narrow.process([command, "--help"])
    assert (told.code, told.err) == (0, "")
    assert told.out == own_help(narrow, command, capsys)


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
    assert tinynet("help zzzzzz").err.endswith("\nAll there are: tinynet help\n")


def test_the_exit_codes_are_those_of_the_errors() -> None:
    def family(one: type[errors.TinynetError]) -> list[type[errors.TinynetError]]:
        return [one, *(error for child in one.__subclasses__() for error in family(child))]

    for module in pkgutil.walk_packages(package.__path__, "tinynet."):
        if module.name.rpartition(".")[2] not in {"__main__", "launcher", "env"}:
            importlib.import_module(module.name)  # which makes its errors known
    told = {int(code): set(codes.split(", ")) - {""} for code, _, codes in table("exit-codes")}
    raised: dict[int, set[str]] = {0: set(), 130: set(), 141: set()}
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


def test_the_variables_are_those_the_program_reads() -> None:
    folder = Path(package.__file__).parent
    sources = [p for p in folder.rglob("*") if p.suffix in {".py", ".bash", ".zsh", ".fish"}]
    text = "\n".join(path.read_text(encoding="utf-8") for path in sources)
    names = r"TINYNET_[A-Z]+|XDG_[A-Z]+_HOME|NO_COLOR|FORCE_COLOR|VISUAL|EDITOR|COLUMNS|TERM"
    read = set(re.findall(rf'["${{( ]({names})(?=["}}:\-/ ])', text)) | {"TINYNET_NO_GREETING"}
    told = {name for row in table("env") for name in row[0].split(", ")}
    assert told == read
