"""The house stands as it was drawn: who may import whom."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import tinynet

ROOT = Path(tinynet.__file__).parent
FILES = sorted(ROOT.rglob("*.py"))
MAY: dict[str, set[str]] = {"core": set()}  # each room, and the rooms it may ask
PURE = {"sqlite3", "sqlalchemy", "sqlmodel", "rich", "typer", "time", "os", "sys", "random"}


def room(path: Path) -> str:
    """The room a file is in, or "" for the hall."""
    inside = path.relative_to(ROOT).parts
    return inside[0] if len(inside) > 1 else ""


def imported(path: Path) -> set[str]:
    """Every module that a file names in an import, wherever it stands."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_room_asks_only_the_rooms_it_may(path: Path) -> None:
    here = room(path)
    if here not in MAY:
        return
    asked = {name.split(".")[1] for name in imported(path) if name.startswith("tinynet.")}
    assert asked - {"errors"} <= MAY[here] | {here}


@pytest.mark.parametrize("path", sorted((ROOT / "core").glob("*.py")), ids=lambda path: path.name)
def test_core_is_pure(path: Path) -> None:
    assert {name.split(".")[0] for name in imported(path)} & PURE == set()
    calls = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    assert not [node for node in calls if isinstance(node, ast.Attribute) and node.attr == "now"]
    assert ".today()" not in path.read_text(encoding="utf-8")


def test_nothing_but_the_migrations_imports_alembic() -> None:
    users = {
        path.relative_to(ROOT).parts[:2]
        for path in FILES
        if any(name.split(".")[0] == "alembic" for name in imported(path))
    }
    assert users == {("db", "migrations")}


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
