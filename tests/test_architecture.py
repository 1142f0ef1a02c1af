"""The house stands as it was drawn: what each kind of file may know, and where its test is.

Who may import whom between rooms is kept by import-linter (pyproject.toml); the roles of the files
inside a room are kept here. docs/how-it-works.md tells of both.
"""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Iterator
from functools import cache
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

IMPORT = re.compile(  # one of a line, or of several between parentheses
    r"^ *(?:from \S+ )?import (?:\([^)]*\)|.*)", re.MULTILINE
)

PURE_FILES = (
    "exchange/content_lines", "exchange/foreign_dates", "exchange/own_fields", "exchange/record",
    "exchange/kind_titles", "exchange/old_encodings", "exchange/written_names",
)  # fmt: skip
# Folders whose files are parts of one command that outgrew a file.
PARTS = ("exchange/document", "exchange/exporting", "exchange/importing", "screen")
# Folders whose files are pure like `rules/`: the reader of sentences, and those of formats.
PURE_FOLDERS = (
    "contacts/sentences/",
    *(
        f"exchange/{folder.name}/"
        for folder in (ROOT / "exchange").iterdir()
        if (folder / "__init__.py").exists()
        and f"exchange/{folder.name}" not in PARTS
        and folder.name != "views"
    ),
)
OTHER = {
    "friendship/attention": "what snooze, skip, pause and archive share",
    "safety/age": "locks and opens backups; the only file that asks for the package pyrage",
}
SQL = {"sqlite3", "_sqlite3", "sqlalchemy", "sqlmodel", "alembic"}
IMPURE = SQL | {"rich", "typer", "time", "os", "sys", "random"}
# What is pure except for one thing.
ALLOWED = {
    "exchange/talks/mbox": "os sys",  # a mailbox may be gigabytes: it is read from the disk
}
# Who may know SQL beside rows, statements and db, and why.
KNOW_SQL = {
    "safety/doctor_surroundings": "looks at the SQLite that Python came with",
}


def name_of(file: Path) -> str:
    """A file as the tables here name it: its place in the house, without .py."""
    return str(file.relative_to(ROOT).with_suffix(""))


def statements(node: ast.AST) -> Iterator[ast.AST]:
    """All statements inside something; an import is one, and no expression holds any."""
    for inner in ast.iter_child_nodes(node):
        if not isinstance(inner, ast.expr):
            yield inner
            yield from statements(inner)


@cache
def all_imports(file: Path) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Every module that a file imports, wherever that stands; and those it imports at run time.

    Only the names are kept: the syntax trees of all files are millions of objects, and slow down
    whatever the same process tests after them.
    """
    nodes = list(statements(ast.parse(file.read_text(encoding="utf-8"))))
    for_types: set[ast.AST] = set()
    for node in nodes:
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            for_types |= {inner for part in node.body for inner in (part, *statements(part))}
    found: list[str] = []
    at_run_time: list[str] = []
    for node in nodes:
        wholes: list[str] = []
        if isinstance(node, ast.Import):
            wholes = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            parts = [f"{node.module}.{alias.name}" for alias in node.names]
            wholes = [part if part in MODULES else node.module for part in parts]
        found += wholes
        at_run_time += [] if node in for_types else wholes
    return tuple(found), tuple(at_run_time)


def imports(file: Path, *, types: bool = True) -> tuple[str, ...]:
    """Every module that a file imports, wherever that stands; without `types`, at run time."""
    return all_imports(file)[0 if types else 1]


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
    if last == "documents":
        return last
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
    # What a room's documents hold is only types; none of it is imported in use.
    may = {"rules", "core", "documents"} if role(name) == "rules" else {"core"}
    assert {module for module in ours if role_of_module(module) not in may} <= {"tinynet.errors"}
    text = (ROOT / f"{name}.py").read_text(encoding="utf-8")
    assert ".today()" not in text
    assert ".now(" not in text


@pytest.mark.parametrize("name", of_role("views"))
def test_views_see_rules_and_output(name: str) -> None:
    known = knows(name)
    assert {module.partition(".")[0] for module in known} & (IMPURE - {"rich"}) == set()
    ours = {module for module in known if module.startswith("tinynet.")}
    may = {"views", "rules", "output", "core", "documents"}
    assert {module for module in ours if role_of_module(module) not in may} == set()


@pytest.mark.parametrize("name", sorted(map(name_of, FILES)))
def test_documents_cost_nothing_since_nothing_imports_them_in_use(name: str) -> None:
    # Only an agent's server loads `mcp_schemas`, which makes JSON schemas of the documents.
    if role(name) != "documents" and name != "agents/mcp_schemas":
        known = knows(name, types=False)
        assert {module for module in known if role_of_module(module) == "documents"} == set()


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


# Where the tests of a file are that has none at the mirrored place, and why they are there. The
# statements need no row: whoever runs one tests it, and the compiler checks them all. Neither do
# views of the same name as the test of a command, which looks at whole screens.
TESTED_BY: dict[str, tuple[str, str]] = {
    # test: (why, the files)
    "cli/test_json_reference": (
        "real answers are compared with them, there and wherever a test asks for JSON",
        " ".join(name for name in map(name_of, FILES) if name.endswith("/documents")),
    ),
    "pictures/test_picture": (
        "whole pictures are read again and looked at",
        "pictures/picture_output pictures/rows pictures/views/cells pictures/views/days "
        "pictures/views/html pictures/views/met pictures/views/months pictures/views/orbit "
        "pictures/views/person pictures/views/ties pictures/views/tree pictures/views/weeks "
        "pictures/views/year",
    ),
    "plans/test_plan": ("what became of a plan", "plans/views/ended"),
    "friendship/test_due_spread": ("its screen", "friendship/views/spread"),
    "cli/test_binders": (
        "the two binders are held to the same binding",
        "cli/app cli/commands cli/fastlane cli/options cli/typer_click",
    ),
    "cli/test_boundary": ("it is what every command line passes", "__main__"),
    "cli/test_help": (
        "screens of help, and what points to them",
        "cli/overview cli/unknown_command cli/views/first_run cli/views/overview cli/views/topic",
    ),
    "db/test_compile": ("the stub is a part of what is compiled", "db/stubs"),
    "contacts/test_amend": ("the statement of the command", "contacts/amend_rows"),
    "contacts/test_jot": (
        "a sentence is read by all of them together; jot_sentences.py has the cases",
        "contacts/jot_offers contacts/jot_people contacts/sentences/how "
        "contacts/sentences/left_over contacts/sentences/length contacts/sentences/namesakes "
        "contacts/sentences/new_names contacts/sentences/festive contacts/sentences/weekdays "
        "contacts/sentences/text contacts/sentences/when contacts/sentences/where "
        "contacts/sentences/two_contacts contacts/sentences/who",
    ),
    "contacts/sentences/test_labelled": (
        "the clauses of a sentence weighed together",
        "contacts/sentences/together contacts/sentences/tale",
    ),
    "contacts/sentences/test_rules": (
        "each rule with its examples",
        "contacts/sentences/arrivals contacts/sentences/clauses "
        "contacts/sentences/company contacts/sentences/contests contacts/sentences/deeds "
        "contacts/sentences/happened contacts/sentences/homes contacts/sentences/phrases "
        "contacts/sentences/verbs",
    ),
    "contacts/test_kinds": ("the rows of one command", "contacts/kind_rows"),
    "contacts/test_log": ("batches are `log --batch`", "contacts/log_batch contacts/views/batch"),
    "contacts/test_met": ("the rows of one command", "contacts/occasion_rows"),
    "db/migrations/test_upgrade": ("each migration is run in it", "db/migrations/env"),
    "db/test_backups": (
        "the way there and the way back belong together",
        "db/backup_list db/failures db/restoring",
    ),
    "db/test_journal": ("what it writes, it takes back", "safety/undo_rows"),
    "docs/test_commands": ("the generated pages", "cli/reference"),
    "duplicates/test_merge": (
        "the command asks, merges and suggests",
        "duplicates/merge_pair duplicates/merge_suggest "
        "duplicates/rules/combine duplicates/views/suggest",
    ),
    "duplicates/rules/test_duplicate_scoring": (
        "names are scored as a part of it",
        "duplicates/rules/name_similarity core/phones core/two_dates",
    ),
    "exchange/calendar/test_read": (
        "whole calendars are read",
        "exchange/calendar/cancelled exchange/calendar/editions exchange/calendar/events "
        "exchange/calendar/guests exchange/calendar/repeats exchange/calendar/when",
    ),
    "exchange/document/test_dump_rows": (
        "a document goes out, in and out again",
        "exchange/document/add_rows exchange/document/fields exchange/document/import_document "
        "exchange/document/load_rows exchange/document/section_rows exchange/document/sections "
        "exchange/exporting/rows core/same_rows",
    ),
    "exchange/test_export": (
        "the command line of each format",
        "exchange/exporting/file exchange/exporting/markdown_pages exchange/exporting/record_rows "
        "exchange/views/exported",
    ),
    "exchange/exporting/test_vcards": (
        "a folder is kept in step",
        "exchange/exporting/vcard_folder exchange/exporting/card_spelling",
    ),
    "agents/test_mcp": ("a client talks to it over stdio", "agents/mcp_server"),
    "agents/test_mcp_calls": (
        "the tools are called with it, and log their calls",
        "agents/mcp_env agents/mcp_log agents/rules/answers",
    ),
    "agents/test_scope_rows": ("what each setting shares", "agents/rules/shares"),
    "exchange/importing/test_import_calendars": (
        "calendars are imported again",
        "exchange/importing/cancelled_rows",
    ),
    "exchange/test_email": ("its screen", "exchange/views/emails"),
    "exchange/test_feed": (
        "whole calendars are written",
        "exchange/calendar/write exchange/content_lines",
    ),
    "exchange/friends_md/test_read": (
        "what is written is read again",
        "exchange/friends_md/write",
    ),
    "exchange/importing/test_person_rows": (
        "importing again is where each matters",
        "exchange/importing/driver exchange/importing/origin_rows exchange/importing/plan "
        "exchange/importing/relation_rows",
    ),
    "exchange/importing/test_import_formats": (
        "files as they are given",
        "exchange/importing/files",
    ),
    "exchange/importing/test_contact_rows": (
        "who is meant, and what is kept of it",
        "exchange/importing/many_rows exchange/importing/strangers exchange/importing/trace_rows",
    ),
    "exchange/importing/test_texts": (
        "notes, favours and places",
        "exchange/importing/note_rows exchange/importing/text_rows",
    ),
    "exchange/monica/test_read": (
        "whole exports are read",
        "exchange/monica/events exchange/monica/export_file exchange/monica/people "
        "exchange/monica/words",
    ),
    "exchange/tables/test_read": (
        "whole tables are read",
        "exchange/tables/draft exchange/tables/guess exchange/tables/together core/spreadsheets",
    ),
    "exchange/tables/test_outlook": ("its columns", "exchange/tables/outlook_columns"),
    "exchange/talks/test_mbox": ("whole mailboxes are read", "exchange/talks/mail"),
    "exchange/talks/test_whatsapp": ("what all readers of talks share", "exchange/talks/talk"),
    "exchange/vcard/test_hostile": (
        "whole cards are read, broken ones above all",
        "exchange/vcard/draft exchange/vcard/lines exchange/vcard/property exchange/vcard/values",
    ),
    "exchange/vcard/test_write": ("out and in again", "exchange/vcard/own_properties"),
    "friendship/test_snooze": (
        "what four commands share",
        "friendship/attention",
    ),
    "friendship/test_due": ("the rows of one command", "friendship/rows"),
    "friendship/test_upcoming": ("the rows of one command", "friendship/dates_ahead_rows"),
    "gatherings/test_ask": ("the rows of one command", "gatherings/ask_rows"),
    "gatherings/test_common": ("its drawing", "gatherings/rows gatherings/views/venn"),
    "gatherings/test_gather": ("the reasons of one command", "gatherings/gather_why"),
    "gatherings/test_introduce": (
        "made and listed",
        "gatherings/introductions gatherings/views/introductions",
    ),
    "memory/test_quiz": ("the rows of one command", "memory/rows cli/keys"),
    "core/test_spoken_days": (
        "whole expressions are read",
        "core/days/asked core/days/calendar core/days/phrases core/days/times core/days/words "
        "core/days/feasts core/ranges",
    ),
    "people/test_add": ("the first command that writes people", "people/rows"),
    "people/test_edit": (
        "by options and by the form",
        "cli/editor people/edit_by_id people/edit_profile",
    ),
    "people/test_note": ("notes and facts by their ids", "people/note_by_id people/rules/echo"),
    "people/test_profile_rows": ("read, changed, written", "people/rules/profile"),
    "people/test_remove": ("the rows of one command", "people/removal_rows"),
    "plans/test_favour": ("given and listed", "plans/favours plans/views/favours"),
    "safety/test_backup": ("locked and opened again", "safety/age safety/views/backups"),
    "safety/test_doctor": ("its checks", "safety/doctor_rows safety/views/rebuilt"),
    "safety/test_forget_rows": (
        "who is meant in copies and texts",
        "safety/same_person_rows safety/mention_rows",
    ),
    "safety/test_health_rows": (
        "the doctor's eyes and hands",
        "safety/damaged_file_rows safety/doctor_surroundings "
        "safety/salvage_rows safety/views/salvaged",
    ),
    "sync/test_sync_receive": ("hostile files are tried on tables", "sync/round/trial_rows"),
    "sync/test_sync": (
        "two machines, command by command",
        "sync/state/conflict_rows sync/state/device_rows sync/sync_devices "
        "sync/sync_round sync/sync_status sync/turn_rows sync/views/conflicts sync/views/round "
        "sync/views/set_up sync/views/status",
    ),
    "sync/round/test_round_rows": (
        "histories of several machines",
        "sync/round/local_rows sync/state/state_rows sync/state/table_rows",
    ),
    "screen/test_browse": (
        "whole screens are compared, and every key is pressed",
        "screen/actions screen/app screen/calls screen/keymap screen/forms/choice "
        "screen/forms/keys screen/forms/line screen/panes/people screen/panes/person",
    ),
    "search/test_find": ("the ids that it shows", "people/rules/record_ids"),
    "safety/test_undo": ("settings are taken back", "cli/config_file"),
    "shell/test_demo": ("whom it invents", "shell/demo_friends"),
    "year/test_year": ("the rows of one command", "year/rows"),
}
UNTESTED = {
    "cli/checks": "each check is tried by the commands whose options it reads",
    "core/field_types": "types only",
    "db/declare": "read by the compiler; what it writes is compared with the committed files",
    "db/expressions": "parts of statements",
    "core/first_kinds": "data",
    "db/sql": "generated",
    "db/statement_types": "types only",
    "db/statements": "statements, like those of the rooms",
    "db/tables": "declarations; compiled and compared with the committed schema",
    "db/tables_friends": "the same",
    "db/tables_keeping": "the same",
    "errors": "classes that say a code and a number; test_help compares the page that lists them",
    "exchange/record": "records without logic",
    "launcher": "a few lines; docs/test_recipes.py runs what is installed",
    "output/answer": "what every command answers with",
    "output/json": "every test that reads --json",
    "output/human": "finds the view; every screen",
    "output/page": "what every view writes on",
    "output/nl": "one line over output/json; test_binders",
    "output/views/done": "sentences of some twenty commands",
    "output/views/lines": "lines",
    "output/views/standing": "the last line of `log`, `met` and `merge`",
    "safety/rules/findings": "a tuple",
}


def has_test(name: str) -> bool:
    """Whether a file has its test at the mirrored place, or a view with its command's."""
    room, last = name.partition("/")[0], name.rpartition("/")[2]
    places = [TESTS / Path(name).parent / f"test_{last}.py"]
    if "/views/" in name:
        places.append(TESTS / room / f"test_{last}.py")
    return any(place.exists() for place in places)


def test_every_file_has_its_test_at_the_mirrored_place_or_a_reason_why_not() -> None:
    named = {file for _, files in TESTED_BY.values() for file in files.split()} | set(UNTESTED)
    generated = ("__init__", "compiled", "sql_seldom")
    wanted = {
        name
        for name in map(name_of, FILES)
        if role(name) != "statements"
        and not name.startswith("db/migrations/versions/")  # test_upgrade runs all that there are
        and not name.rpartition("/")[2].startswith(generated)
    }
    assert {name for name in wanted if not has_test(name)} == named
    assert [test for test in TESTED_BY if not (TESTS / f"{test}.py").exists()] == []


def test_no_test_module_is_imported_by_another() -> None:
    tests = [*TESTS.rglob("test_*.py"), *TESTS.glob("trials/*.py"), *TESTS.glob("helpers/*.py")]
    for file in tests:
        text = file.read_text(encoding="utf-8")
        shared = [found for found in IMPORT.findall(text) if re.search(r"\btest_", found)]
        assert shared == [], file


def test_the_top_level_holds_what_a_newcomer_looks_for_and_nothing_else() -> None:
    top = Path(__file__).parents[1]
    done = subprocess.run(
        ["git", "ls-files"], cwd=top, capture_output=True, text=True, check=False
    )  # fmt: skip
    if done.returncode:
        pytest.skip("not a checkout")
    names = {name.partition("/")[0] for name in done.stdout.splitlines()}
    assert {name for name in names if not name.startswith(".")} == {
        "CHANGELOG.md", "LICENSE", "README.md", "docs", "pyproject.toml", "src", "tests"
    }  # fmt: skip
