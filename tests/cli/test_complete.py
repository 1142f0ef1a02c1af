"""What a TAB offers, whatever stands before the cursor."""

from __future__ import annotations

import io
import sqlite3
import subprocess
import sys
from typing import Any

import pytest
from command_line import Tinynet

from tinynet.cli import complete, options
from tinynet.cli.commands import COMMANDS, COMMON
from tinynet.cli.env import Env
from tinynet.cli.overview import TOPICS
from tinynet.config import KEYS
from tinynet.contacts import kinds
from tinynet.core.cadence import CIRCLES
from tinynet.db import files
from tinynet.exchange import import_
from tinynet.friendship import rank
from tinynet.output.answer import FORMATS
from tinynet.shell import config, init


def lines(tinynet: Tinynet, *words: str, shell: str = "zsh") -> list[str]:
    """The lines that a TAB gets behind these words."""
    out, err = io.StringIO(), io.StringIO()
    env = Env(tinynet.environ, stdout=out, stderr=err)
    assert complete.run(env, [shell, *words]) == 0
    assert err.getvalue() == ""
    return out.getvalue().splitlines()


def offered(tinynet: Tinynet, *words: str) -> list[str]:
    """The candidates alone."""
    return [line.split("\t")[0] for line in lines(tinynet, *words)]


def test_commands_are_offered_with_what_they_do(tinynet: Tinynet) -> None:
    assert lines(tinynet, "un") == [f"unlog\t{COMMANDS['unlog']}", f"undo\t{COMMANDS['undo']}"]
    assert offered(tinynet, "") == list(COMMANDS)
    assert offered(tinynet, "--db", "elsewhere.db", "pro") == ["prompt"]


def test_options_are_offered_once_and_repeatable_ones_again(tinynet: Tinynet) -> None:
    common = ["--json", "--nl", "--plain", "--format", "--db", "--no-color", "--yes", "--dry-run"]
    own = ["--limit", "--all", "--within", "--circle", "--count", "--exit-code", "--spread"]
    assert offered(tinynet, "due", "--") == [*own, *common, "--help"]
    own.remove("--all")
    assert offered(tinynet, "due", "--all", "--") == [*own, *common, "--help"]
    assert offered(tinynet, "log", "--for", "1h", "--fo") == ["--format"]
    assert offered(tinynet, "log", "--fo") == ["--for", "--format"]
    assert offered(tinynet, "add", "Anne", "--tag", "x", "--ta") == ["--tag"]
    assert offered(tinynet, "-") == [f"--{name.replace('_', '-')}" for name in COMMON] + [
        "--help", "--version",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("ann", ["anne\tAnne"]),
        ("ANN", ["anne\tAnne"]),
        ("mar", ["bob-m\tBob Marsh"]),
        ("ove", ["caroline-o\tCaroline Øvergård"]),
        ("ØVER", ["caroline-o\tCaroline Øvergård"]),
        ("bob ma", ["bob-m\tBob Marsh"]),
        ("o", ["caroline-o\tCaroline Øvergård"]),
        ("arsh", []),
        ("%", []),
    ],
)
def test_people_are_found_by_the_beginning_of_a_handle_or_of_any_name(
    network: Tinynet, typed: str, found: list[str]
) -> None:
    assert lines(network, "log", "coffee", typed) == found
    assert lines(network, "add", "Dora", "--via", typed) == found


def test_a_double_name_is_found_by_its_second_half(tinynet: Tinynet) -> None:
    tinynet.ok("add 'Rosa Costa-Pim'")
    assert lines(tinynet, "why", "pim") == ["rosa-c\tRosa Costa-Pim"]


def test_a_tab_waits_for_no_writer(network: Tinynet, monkeypatch: pytest.MonkeyPatch) -> None:
    waits = []

    def watched(path: str, seconds: float) -> sqlite3.Connection:
        waits.append(seconds)
        return connect_reading(path, seconds)

    connect_reading = files.connect_reading
    monkeypatch.setattr(files, "connect_reading", watched)
    assert offered(network, "why", "bob") == ["bob-m"]
    assert waits == [0.2]


def test_everybody_is_offered_up_to_fifty_handles_before_names(tinynet: Tinynet) -> None:
    tinynet.ok("log coffee 'Zed Bo' 'Yan Bo' 'Ada Bo' --add")
    handles = [f"bo{n:02}" for n in range(48)]
    tinynet.ok(["log", "coffee", *handles, "--add"])
    assert offered(tinynet, "why", "bo") == [*handles, "zed-b", "yan-b"]
    tinynet.ok("log coffee Bo97 Bo98 Bo99 --add")
    assert offered(tinynet, "why", "bo") == [*handles, "bo97", "bo98"]


def test_a_list_of_people_goes_on_and_a_single_one_does_not(network: Tinynet) -> None:
    assert offered(network, "log", "coffee", "anne", "bob") == ["bob-m"]
    assert offered(network, "skip", "anne", "bob") == []
    assert offered(network, "log", "coffee", "--", "bob") == ["bob-m"]


def test_kinds_tags_circles_and_choices_are_offered_where_they_fit(network: Tinynet) -> None:
    assert offered(network, "log", "co") == ["coffee"]
    assert offered(network, "history", "--kind", "let") == ["letter"]
    assert offered(network, "history", "--kind=let") == ["--kind=letter"]
    assert offered(network, "history", "--kind", "=", "let") == ["letter"]  # as bash parts it
    assert offered(network, "history", "--kind", "=")[0] == "coffee"
    assert offered(network, "list", "--tag", "") == ["running"]
    assert offered(network, "tag", "anne", "ru") == ["running"]
    assert offered(network, "due", "--circle", "") == list(CIRCLES)
    assert offered(network, "log", "call", "anne", "--by", "t") == ["them"]
    assert offered(network, "rank", "--by", "") == list(rank.KEYS)
    assert offered(network, "list", "--sort", "la") == ["last"]
    assert offered(network, "init", "") == list(init.SHELLS)
    assert offered(network, "due", "--format", "") == list(FORMATS)
    assert offered(network, "due", "-f", "js") == ["json"]
    assert offered(network, "kinds", "") == list(kinds.ACTIONS)
    assert offered(network, "config", "") == list(config.ACTIONS)
    assert offered(network, "import", "") == list(import_.FORMATS)
    assert offered(network, "config", "set", "und") == ["undo.keep"]
    assert lines(network, "help", "exit") == [f"exit-codes\t{TOPICS['exit-codes']}"]
    assert offered(network, "help", "an") == []
    assert lines(network, "config", "get", "scores") == [f"scores\t{KEYS['scores'][1]}"]


def test_the_latest_contacts_are_offered_by_number(network: Tinynet) -> None:
    assert lines(network, "unlog", "")[:2] == ["5\tdinner 2025-06-01", "4\tcoffee 2026-02-20"]


def test_files_are_left_to_the_shell(tinynet: Tinynet) -> None:
    assert lines(tinynet, "log", "--batch", "ab") == ["\tfiles"]
    assert lines(tinynet, "import", "vcard", "") == ["\tfiles"]
    assert lines(tinynet, "due", "--db", "") == ["\tfiles"]


def test_free_text_gets_no_candidates(network: Tinynet) -> None:
    for words in (["add", "An"], ["note", "anne", "th"], ["due", "--limit", ""], ["nonsense", "a"]):
        assert lines(network, *words) == []


def test_db_is_heeded_before_and_after_the_command(network: Tinynet, tmp_path: Any) -> None:
    other = str(tmp_path / "other.db")
    network.ok(["add", "Dora", "--db", other])
    assert offered(network, "why", "--db", other, "") == ["dora"]
    assert offered(network, "--db", other, "why", "") == ["dora"]
    assert offered(network, "why", f"--db={other}", "") == ["dora"]


def test_nothing_is_created_or_said_where_there_is_no_database(tinynet: Tinynet) -> None:
    assert lines(tinynet, "why", "a") == []
    assert list(tinynet.folder.iterdir()) == []


@pytest.mark.parametrize("content", [b"", b"no database at all" * 20, b"SQLite format 3\0" * 9])
def test_a_bad_database_gives_no_candidates_and_stays_as_it_is(
    tinynet: Tinynet, content: bytes
) -> None:
    tinynet.path.parent.mkdir()
    tinynet.path.write_bytes(content)
    assert lines(tinynet, "why", "a") == []
    assert tinynet.path.read_bytes() == content


def test_a_newer_database_is_left_alone(network: Tinynet) -> None:
    connection = sqlite3.connect(network.path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    assert lines(network, "why", "a") == []


def test_reading_leaves_the_file_and_its_folder_as_they_are(network: Tinynet) -> None:
    before = (network.path.read_bytes(), sorted(network.path.parent.iterdir()))
    assert offered(network, "why", "") == ["anne", "bob-m", "caroline-o"]
    assert (network.path.read_bytes(), sorted(network.path.parent.iterdir())) == before


def test_no_words_and_a_broken_config_are_no_reason_to_speak(network: Tinynet) -> None:
    assert lines(network) == [f"{name}\t{does}" for name, does in COMMANDS.items()]
    folder = network.folder / "config" / "tinynet"
    folder.mkdir(parents=True)
    (folder / "config.toml").write_text("= nonsense")
    assert offered(network, "why", "a") == ["anne"]


def test_bash_gets_an_empty_line_where_the_candidates_have_less_in_common_than_is_typed(
    network: Tinynet,
) -> None:
    network.ok("add 'Anne Marsh'")
    assert lines(network, "why", "mar", shell="bash") == [
        "bob-m\tBob Marsh", "anne-m\tAnne Marsh", "",
    ]  # fmt: skip
    assert lines(network, "why", "ann", shell="bash") == ["anne\tAnne", "anne-m\tAnne Marsh"]
    assert lines(network, "why", "bo", shell="bash") == ["bob-m\tBob Marsh"]


def test_fish_gets_the_name_where_the_handle_does_not_hold_what_is_typed(network: Tinynet) -> None:
    assert lines(network, "why", "mar", shell="fish") == ["Bob Marsh\tbob-m"]
    assert lines(network, "why", "bo", shell="fish") == ["bob-m\tBob Marsh"]


def test_a_name_with_joiners_is_offered(tinynet: Tinynet) -> None:
    tinynet.ok("add 'Emo \N{WOMAN}\u200d\N{WOMAN}\u200d\N{GIRL}'")  # a family
    tinynet.ok("add 'نیک\u200cپی' --handle emopi")  # a Persian name
    assert lines(tinynet, "why", "emo") == [
        "emo\tEmo \N{WOMAN}\u200d\N{WOMAN}\u200d\N{GIRL}", "emopi\tنیک\u200cپی",
    ]  # fmt: skip
    assert lines(tinynet, "why", "نیک", shell="fish") == ["نیک\u200cپی\temopi"]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_what_a_candidate_hides_is_shown_and_never_inserted(shell: str) -> None:
    found = [("anne", "Anne\x1b[2J"), ("bob\x1b", "Bob")]
    assert complete.shaped_for_shell(shell, "", found) == [("anne", "Anne\\x1b[2J")]
    inserted = [value for value, _ in complete.shaped_for_shell(shell, "anne\x1b", found)]
    assert "Anne\x1b[2J" not in inserted


def test_every_parameter_that_takes_a_person_a_kind_a_tag_or_a_file_says_that_it_is_completed() -> (
    None
):
    whats = {"WHO": "people", "INTO": "people", "KIND": "kinds", "TAG": "tags", "T": "tags"}
    whats["FILE"] = "files"
    found = []
    for name, alias in vars(options).items():
        told, *more = getattr(alias, "__metadata__", (None,))
        what = whats.get((told.metavar or "").strip("[].")) if told else None
        if what is not None:
            found.append(what)
            assert more == [options.Completes(what)], name
    assert set(found) == set(whats.values())


def test_a_tab_loads_no_more_than_it_needs(network: Tinynet) -> None:
    program = (
        "import os, sys; os._exit = lambda code: print(*sys.modules, file=sys.stderr)\n"
        "from tinynet import __main__\n"
        "__main__.boundary.run = lambda *_: 1\n"
        "__main__.main(['__complete', 'bash', 'log', 'coffee', 'bob'])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        env=network.environ, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout == "bob-m\tBob Marsh\n"
    heavy = {"re", "json", "typing", "dataclasses", "pathlib", "inspect", "typer", "sqlalchemy"}
    heavy |= {"tinynet.cli.options", "tinynet.cli.app", "tinynet.output.plain"}
    assert not heavy & set(done.stderr.split())


def test_the_whole_program_answers_a_tab(network: Tinynet) -> None:
    done = network.process(["__complete", "zsh", "why", "caro"])
    assert (done.code, done.out, done.err) == (0, "caroline-o\tCaroline Øvergård\n", "")
