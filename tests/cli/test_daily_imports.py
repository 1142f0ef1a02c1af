"""What a daily command may import, module by module: each one is paid for every morning."""

from __future__ import annotations

import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from command_line import Tinynet


def loaded_by(program: str) -> frozenset[str]:
    """All modules that Python has loaded after some lines of a program."""
    done = subprocess.run(
        [sys.executable, "-c", f"{program}\nimport sys; print(*sys.modules)"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return frozenset(done.stdout.split())


BASE = loaded_by("import io, sqlite3")  # up to 3.13 io is there from the start
C_ALONE = loaded_by("import _datetime, _sqlite3")  # which asks Python for some from 3.14 on
PROGRAM = """
import os, sys
def leave(code):
    sys.stdout.flush()
    print(*sys.modules, file=sys.stderr)
    sys.stderr.flush()
    raise SystemExit(code)
os._exit = leave
from tinynet import finder
finder.install()
from tinynet.__main__ import main
main(sys.argv[1:])
"""
ALWAYS = {
    "__future__", "gc", "tinynet", "tinynet.finder", "tinynet.__main__", "tinynet.errors",
    "tinynet.config",
    "tinynet.cli", "tinynet.cli.boundary", "tinynet.cli.commands", "tinynet.cli.env",
    "tinynet.cli.fastlane",
    "tinynet.core", "tinynet.output.answer",
    "tinynet.db", "tinynet.db.database", "tinynet.db.store", "tinynet.db.files", "tinynet.db.sql",
    "tinynet.output", "tinynet.output.plain", "tinynet.output.text",
}  # fmt: skip
WRITES = {
    "fcntl", "tinynet.core.names", "tinynet.cli.find_people", "tinynet.cli.checks",
    "tinynet.people", "tinynet.people.rows",
}  # fmt: skip


COMPILED = [
    ("tag anne running --remove", "tag anne running"),
    ("favour --remove 1", "favour gave anne fixed her bicycle"),
    ("introduce anne bob --remove", "introduce anne bob"),
    ("link anne spouse bob --remove", "link anne spouse bob"),
    ("kinds edit coffee --minutes 30", "log coffee anne"),
    ("kinds remove letter", ""),
    ("amend 1 --with bob --occasion '' --on 2026-02-01", "log dinner anne bob --occasion fair"),
    ("unlog 1", "plan coffee anne"),
    ("edit anne --circle inner --handle annie --tag boats --email a@example.org --via bob", ""),
    ("edit anne --birthday '' --met '' --note new --nickname Annie", ""),
    ("merge bob anne --prefer into --yes", "link bob knows caroline"),
    ("merge --dismiss bob anne", ""),
    ("forget bob --confirm 'Bob Marsh' --mentions", "note anne met through Bob Marsh"),
    ("forget bob --dry-run", "log coffee anne bob"),
    ("met anne 'Dora Lind' --at fair --cost 30 --drained", ""),
    ("export json", "tag anne boats"),
    ("export csv", "note anne hello"),
    ("export vcard", "link anne spouse bob"),
    ("export markdown", "favour gave anne fixed her bicycle"),
    ("export friends", "tag anne boats"),
    ("remove anne --yes", "plan coffee anne bob"),
]


def modules(tinynet: Tinynet, *line: str) -> set[str]:
    """The modules that a command line loads beyond `import sqlite3`."""
    return all_modules(tinynet, *line) - BASE


def all_modules(tinynet: Tinynet, *line: str) -> set[str]:
    """All modules that a command line loads."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *line],
        capture_output=True, text=True, env=tinynet.environ, check=True,
    )  # fmt: skip
    return set(done.stderr.split())


@pytest.mark.parametrize(
    ("line", "more"),
    [
        (
            ["due"],
            {
                "tinynet.core.partial", "tinynet.friendship", "tinynet.friendship.due",
                "tinynet.friendship.rows",
                "tinynet.cli.checks", "tinynet.friendship.dates_ahead_rows",
            },
        ),
        (
            ["log", "coffee", "anne"],
            WRITES | {
                "math", "tinynet.contacts", "tinynet.contacts.log", "tinynet.core.strength",
                "tinynet.contacts.rows",
            },
        ),
        (["add", "Dora"], WRITES | {"tinynet.people.add", "tinynet.db.compiled_triggers"}),
        (["prompt"], {
                "tinynet.shell", "tinynet.shell.prompt", "tinynet.friendship",
                "tinynet.friendship.rows",
            }),
        (["rank"], {"tinynet.friendship", "tinynet.friendship.rank", "tinynet.cli.checks"}),
        (["list"], {
                "tinynet.people", "tinynet.people.list", "tinynet.friendship",
                "tinynet.friendship.rank", "tinynet.cli.checks",
            }),
        (
            ["find", "lion"],
            {
                "tinynet.search", "tinynet.search.find", "tinynet.search.rows",
                "tinynet.search.rules", "tinynet.cli.checks", "tinynet.core.names",
                "tinynet.people", "tinynet.people.rules", "tinynet.people.rules.record_ids",
                "tinynet.db.sql_seldom",
                "unicodedata",  # Caroline Øvergård is folded
            },
        ),
        (
            ["history", "anne", "--limit", "20"],
            {
                "tinynet.contacts", "tinynet.contacts.history", "tinynet.cli.checks",
                "tinynet.cli.find_people",
                "tinynet.core.names",
            },
        ),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)  # fmt: skip
def test_a_daily_command_imports_only_what_it_needs(
    network: Tinynet, line: list[str], more: set[str]
) -> None:
    assert modules(network, *line) - ALWAYS - more == set()


@pytest.mark.parametrize(
    "line",
    ["due", "log coffee anne", "add Dora", "prompt", "rank", "merge bob anne --prefer into --yes"],
)
def test_sqlite_and_dates_are_taken_from_c_without_the_python_around_them(
    network: Tinynet, line: str
) -> None:
    loaded = all_modules(network, *line.split())
    assert {"_sqlite3", "_datetime"} <= loaded
    assert (loaded - C_ALONE) & {"sqlite3", "collections.abc"} == set()


@pytest.mark.parametrize("line", ["merge bob anne --prefer into --yes", "forget bob --confirm {}"])
def test_merging_and_forgetting_load_little_but_what_is_ours(network: Tinynet, line: str) -> None:
    network.ok("note anne hello")
    loaded = modules(network, *(word.format("Bob Marsh") for word in line.split()))
    assert loaded & {"typing", "json", "re", "glob", "tempfile", "shutil", "subprocess"} == set()


@pytest.mark.parametrize("line", ["due", "log coffee anne", "add Dora", "prompt"])
def test_many_earlier_commands_need_no_seldom_statement(network: Tinynet, line: str) -> None:
    network.ok("config set undo.keep 1")
    network.ok("log call bob")
    network.ok("log call bob")
    assert "tinynet.db.sql_seldom" not in modules(network, *line.split())


@pytest.mark.parametrize("line", ["due", "log coffee anne", "add Dora", "prompt"])
def test_plans_and_next_time_notes_need_no_seldom_statement(network: Tinynet, line: str) -> None:
    network.ok("plan coffee anne --by 2026-03-02")
    network.ok("note anne --next 'how was the exam?'")
    assert "tinynet.db.sql_seldom" not in modules(network, *line.split())


@pytest.mark.parametrize("line", ["due", "log coffee bob", "add Dora", "prompt"])
def test_a_plan_costs_only_the_log_that_it_waits_for(network: Tinynet, line: str) -> None:
    network.ok("plan coffee anne --by 2026-03-02")
    network.ok("plan dinner caroline")
    assert [
        name for name in modules(network, *line.split()) if name.startswith("tinynet.plans")
    ] == []


@pytest.mark.parametrize("line", ["due", "rank", "list", "upcoming", "show anne", "history"])
def test_a_daily_screen_draws_its_table_without_rich(network: Tinynet, line: str) -> None:
    loaded = modules(network, *line.split(), "-f", "human")
    assert "tinynet.output.table" in loaded
    assert [name for name in loaded if name.startswith("rich")] == []


@pytest.mark.parametrize(("line", "first"), COMPILED, ids=[line for line, _ in COMPILED])
def test_a_command_that_is_not_rare_runs_on_compiled_statements(
    network: Tinynet, line: str, first: str
) -> None:
    if first:
        network.ok(first)
    assert modules(network, *shlex.split(line)) & {"sqlalchemy", "sqlmodel"} == set()


def test_the_form_of_edit_runs_on_compiled_statements() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "import sys, tinynet.people.edit_form; print(*sys.modules)"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert set(done.stdout.split()) & {"sqlalchemy", "sqlmodel"} == set()


SAMPLES = Path(__file__).parents[1] / "exchange" / "samples"


@pytest.mark.parametrize(
    "line",
    [
        "import apple-ios-3.0.vcf",
        "import calendar.ics --me me@example.org",
        "import friends.mbox --me robin@hazel.example --add-people",
        "import google-current.csv",
        "import telegram-one-chat.json --add-people",
        "import whatsapp-german.txt --me 'Robin Hazel' --add-people",
        "import friends/friends.md",
    ],
)
def test_an_import_runs_on_compiled_statements(tinynet: Tinynet, line: str) -> None:
    command, file, *rest = shlex.split(line)
    loaded = modules(tinynet, command, str(SAMPLES / file), *rest)
    assert "tinynet.exchange.importing.driver" in loaded
    assert loaded & {"sqlalchemy", "sqlmodel"} == set()


@pytest.mark.parametrize("there", [True, False])
def test_a_document_of_our_own_is_read_back_on_compiled_statements(
    network: Tinynet, there: bool
) -> None:
    file = network.folder / "all.json"
    network.ok(f"export json {file}")
    place = network.path if there else network.folder / "new.db"
    loaded = modules(network, "import", str(file), "--db", str(place))
    assert "tinynet.exchange.document.load_rows" in loaded
    assert loaded & {"sqlalchemy", "sqlmodel", "tinynet.db.tables"} == set()


@pytest.mark.parametrize(
    ("line", "reader"),
    [
        (f"import {SAMPLES}/apple-ios-3.0.vcf", "tinynet.exchange.vcard.read"),
        ("export vcard", "tinynet.exchange.vcard.write"),
    ],
    ids=["import", "export"],
)
def test_cards_are_read_and_written_without_the_package_for_calendars_and_the_reader_of_mail(
    network: Tinynet, line: str, reader: str
) -> None:
    loaded = modules(network, *shlex.split(line))
    assert reader in loaded
    assert loaded & {"icalendar", "dateutil", "tinynet.exchange.talks.mbox", "email"} == set()
