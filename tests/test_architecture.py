"""The house stands as it was drawn: what each kind of file may know, and where its test is.

Who may import whom between rooms is kept by import-linter (pyproject.toml); the roles of the files
inside a room are kept here. docs/how-it-works.md tells of both.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

import tinynet
from tinynet.cli.commands import COMMANDS, ROOMS, SUMMARY, module_name

ROOT = Path(tinynet.__file__).parent
TESTS = Path(__file__).parent
FILES = sorted(ROOT.rglob("*.py"))
MODULES = {
    ".".join(("tinynet", *file.relative_to(ROOT).with_suffix("").parts)).removesuffix(
        ".__init__"
    ): file
    for file in FILES
}
MOST = 25  # files in a folder that one still finds one's way in

# Folders whose files are pure like `rules/`: the reader of sentences, and those of formats.
PURE_FOLDERS = (
    "contacts/sentences", "exchange/calendar", "exchange/friends_md", "exchange/monica",
    "exchange/tables", "exchange/talks", "exchange/vcard",
)  # fmt: skip
PURE_FILES = (
    "exchange/content_lines", "exchange/foreign_dates", "exchange/own_fields", "exchange/record",
)  # fmt: skip
# Folders whose files are parts of one command that outgrew a file.
PARTS = ("exchange/document", "exchange/exporting", "exchange/importing")
OTHER = {
    "friendship/attention": "what snooze, skip, pause and archive share",
    "safety/age": "locks and opens backups; the only file that asks for the package pyrage",
}
IMPURE = {"sqlite3", "sqlalchemy", "sqlmodel", "rich", "typer", "time", "os", "sys", "random"}
SQL = {"sqlite3", "sqlalchemy", "sqlmodel", "alembic"}
# What is pure but for one thing.
ALLOWED = {
    "exchange/talks/mbox": "os sys",  # a mailbox may be gigabytes: it is read from the disk
}
# Who may know SQL beside rows, statements and db, and why.
KNOW_SQL = {
    "exchange/document/fields": "reads from the tables what their columns take",
    "safety/doctor_surroundings": "looks at the SQLite that Python came with",
}


def name_of(file: Path) -> str:
    """A file as the tables here name it: its place in the house, without .py."""
    return str(file.relative_to(ROOT).with_suffix(""))


def imports(file: Path, *, types: bool = True) -> Iterator[str]:
    """Every module that a file imports, wherever that stands; without `types`, at run time."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    for_types: set[ast.AST] = set()
    if not types:
        for node in ast.walk(tree):
            if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
                for_types |= {inner for part in node.body for inner in ast.walk(part)}
    for node in ast.walk(tree):
        if node in for_types:
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                yield whole if whole in MODULES else node.module


def role(name: str) -> str:  # noqa: PLR0911  a line a role
    """What a file is for, from its name alone; "" where it does not say."""
    room, _, inner = name.partition("/")
    last = name.rpartition("/")[2]
    if not inner or room in {"core", "db"}:
        return room if inner else "hall"
    if last.rpartition("_")[2] in {"rows", "statements"}:
        return last.rpartition("_")[2]
    if inner == "rules" or "/rules/" in name or name.startswith(PURE_FOLDERS) or name in PURE_FILES:
        return "rules"
    if "/views/" in name:
        return "views"
    if room in {"cli", "output"} or last == "__init__":
        return room
    commands = ROOMS[room].split()
    if f"tinynet.{name.replace('/', '.')}" in {SUMMARY, *map(module_name, commands)}:
        return "command"
    if name.startswith(PARTS) or any(last.startswith(f"{command}_") for command in commands):
        return "part of a command"
    return "other" if name in OTHER else ""


def of_role(*roles: str) -> list[object]:
    """The files of these roles, as pytest's parameters."""
    names = sorted(map(name_of, FILES))
    return [pytest.param(name, id=name) for name in names if role(name) in roles]


def knows(name: str, *, types: bool = True) -> set[str]:
    """The modules that a file knows."""
    return set(imports(ROOT / f"{name}.py", types=types))


def role_of_module(module: str) -> str:
    """The role of a module of tinynet; "" for others."""
    return role(name_of(MODULES[module])) if module in MODULES else ""


def test_every_file_says_by_its_name_what_it_is_for() -> None:
    assert [name for name in map(name_of, FILES) if not role(name)] == []
    assert [name for name in OTHER if not (ROOT / f"{name}.py").exists()] == []


@pytest.mark.parametrize("name", of_role("rules", "core"))
def test_rules_are_pure(name: str) -> None:
    known = knows(name)
    assert {module.partition(".")[0] for module in known} & IMPURE <= set(
        ALLOWED.get(name, "").split()
    )
    ours = {module for module in known if module.startswith("tinynet.")}
    may = {"rules", "core"} if role(name) == "rules" else {"core"}
    assert {module for module in ours if role_of_module(module) not in may} <= {"tinynet.errors"}
    text = (ROOT / f"{name}.py").read_text(encoding="utf-8")
    assert ".today()" not in text
    assert ".now(" not in text


@pytest.mark.parametrize("name", of_role("views"))
def test_views_see_rules_and_output(name: str) -> None:
    known = knows(name)
    assert {module.partition(".")[0] for module in known} & (IMPURE - {"rich"}) == set()
    ours = {module for module in known if module.startswith("tinynet.")}
    may = {"views", "rules", "output", "core"}
    assert {module for module in ours if role_of_module(module) not in may} == set()


@pytest.mark.parametrize(
    "name", of_role("views", "command", "part of a command", "other", "cli", "output", "hall")
)
def test_only_rows_statements_and_db_know_sql(name: str) -> None:
    known = knows(name, types=False)
    sql = {module for module in known if module.partition(".")[0] in SQL}
    sql |= known & {"tinynet.db.tables", "tinynet.db.expressions", "tinynet.db.formulas"}
    assert bool(sql) == (name in KNOW_SQL), sql


def test_no_folder_is_so_full_that_one_gets_lost() -> None:
    folders = {file.parent for file in FILES}
    sizes = {str(folder): len(list(folder.glob("[!_]*.py"))) for folder in folders}
    assert {folder: size for folder, size in sizes.items() if size > MOST} == {}


def test_no_two_modules_import_each_other_not_even_inside_functions() -> None:
    graph = {
        module: {known for known in imports(file) if known in MODULES and known != module}
        for module, file in MODULES.items()
        if file.name != "__init__.py"
    }
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(f"A circle: {' -> '.join(error.args[1])}")


def test_rooms_know_only_the_rooms_they_may() -> None:
    pytest.importorskip("importlinter", reason="in the extra dev; .ci/run checks it")
    from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

    settings = str(TESTS.parent / "pyproject.toml")
    assert lint_imports(config_filename=settings, no_cache=True) == EXIT_STATUS_SUCCESS


def test_nothing_but_the_migrations_imports_alembic() -> None:
    users = {
        file.relative_to(ROOT).parts[:2]
        for file in FILES
        if any(module.split(".")[0] == "alembic" for module in imports(file))
    }
    assert users == {("db", "migrations")}


def test_every_command_is_in_the_list_of_one_room() -> None:
    listed = [command for commands in ROOMS.values() for command in commands.split()]
    assert sorted(listed) == sorted(COMMANDS)


def test_two_statements_of_one_name_are_refused_and_both_files_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from tinynet.db import compile as generator

    again = ROOT / "friendship" / "statements.py"
    monkeypatch.setattr(generator, "statement_files", lambda: [again, again])
    with pytest.raises(ValueError, match=f"{again}, {again}"):
        generator.statements()


def test_the_generated_files_are_fresh() -> None:
    from tinynet.db import compile as generator

    assert generator.stale() == []
