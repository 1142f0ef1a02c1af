"""What every small writing command owes: an undo unit that holds its changes, and ties that fit."""

from __future__ import annotations

import io
import sqlite3

import pytest

from tinynet.cli.env import Env
from tinynet.db import sql

WRITES = (
    "note anne hello",
    "note anne --next hello",
    "note caroline --done",
    "note anne --fact tea green",
    "note bob --fact tea green",
    "tag anne family",
    "tag anne running --remove",
    "link anne spouse bob",
    "link anne child Emma",
    "link bob child Finn --remove",
    "snooze anne 2w",
    "snooze caroline --off",
    "skip anne",
    "pause anne",
    "pause anne --until 2026-05-01",
    "pause caroline --off",
    "archive anne",
    "archive dora --off",
    "remove anne --yes",
    "remove bob --yes",
    "unlog 1",
    "unlog 6",
)
SAME = (
    "note anne --done",
    "note bob --fact tea black",
    "tag anne running",
    "link bob child FINN",
    "snooze anne --off",
    "pause anne --off",
    "archive anne --off",
    "archive dora",
)


@pytest.fixture
def busy(network, built):
    """The three friends with something of everything to take away again."""
    return built(network, write_busy)


def write_busy(network):
    for line in (
        "add Dora",
        "log dinner anne bob --on 2026-02-28",
        "note caroline --next 'the garden'",
        "note bob --fact tea black",
        "tag bob family",
        "link bob child Finn",
        "snooze caroline 3w",
        "pause caroline",
        "archive dora",
    ):
        network.ok(line)


def units(tinynet):
    """The label of each unit, and how many changes it holds."""
    connection = sqlite3.connect(tinynet.path)
    found = connection.execute(
        "SELECT label, (SELECT count(*) FROM change WHERE unit_id = unit.id) FROM unit ORDER BY id"
    ).fetchall()
    connection.close()
    return found


def ties(store):
    return store.connection.execute("SELECT * FROM tie ORDER BY person_id").fetchall()


def check_ties(tinynet):
    env = Env(tinynet.environ, stdout=io.StringIO())
    env.dry_run = True
    with env.unit() as store:
        kept = ties(store)
        store.connection.execute("DELETE FROM tie")
        store.run(sql.rebuild_ties, **env.cadences())
        assert kept == ties(store)
        assert kept


@pytest.mark.parametrize("line", WRITES)
def test_a_write_is_one_unit_of_undo_and_leaves_ties_as_a_rebuild_would(busy, line):
    before = units(busy)
    busy.ok(line)
    *others, (label, changes) = units(busy)
    assert (others, label) == (before, line)
    assert changes >= 1
    check_ties(busy)


@pytest.mark.parametrize("line", SAME)
def test_what_changes_nothing_leaves_no_unit(busy, line):
    before = units(busy)
    busy.ok(line)
    assert units(busy) == before
    check_ties(busy)


@pytest.mark.parametrize("line", WRITES)
def test_a_dry_run_says_the_same_and_writes_nothing(busy, line):
    before = busy.path.read_bytes()
    said = busy.ok(f"{line} --dry-run --json").out
    assert busy.path.read_bytes() == before
    assert busy.ok(f"{line} --json").out == said
