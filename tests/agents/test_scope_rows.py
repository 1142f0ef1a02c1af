"""What agents see is the database as if nobody private had ever been in it."""

from __future__ import annotations

import json
import re
import sqlite3
from contextlib import closing

import pytest
from agent_twins import EVERYTHING, MARK, asked, calls, twins

from tinynet.agents import scope_rows
from tinynet.agents.mcp_env import AgentEnv
from tinynet.agents.rules import shares
from tinynet.agents.rules.shares import Shares
from tinynet.agents.rules.tools import READING
from tinynet.cli.env import Env
from tinynet.core.compiled_tables import TABLES

SETTINGS = {
    "little": {},
    "everything": {"agents.share": EVERYTHING},
    "initials": {"agents.share": EVERYTHING, "agents.names": "initials"},
    "names": {"agents.share": "names facts"},
    "one circle": {"agents.share": EVERYTHING, "agents.circles": "inner"},
    "tags": {"agents.share": EVERYTHING, "agents.tags": "running, book-club"},
    "another rhythm": {"agents.share": EVERYTHING, "due.cadence": "20d"},
}
WHO = ("anne", "bob", "caroline", "anne bob", "anne bob caroline", "@running", "@book-club")
HIDDEN = ("quuxa", "Quuxley", "quuxie", "quuxaa", "@private", "anne quuxa", "quux")
QUESTIONS = [
    ("due", {}),
    ("due", {"within": "1y", "limit": 50}),
    ("upcoming", {"within": "1y"}),
    ("history", {}),
    ("history", {"since": "2026"}),
    *((tool, {"who": who}) for tool in ("brief", "history", "common", "why") for who in WHO),
    *(("person", {"who": who}) for who in WHO),
    *(("find", {"query": q}) for q in ("a", "e", "coffee", "lunch", "the", "new", "example")),
    *(("ask", {"topic": topic}) for topic in ("running", "baking", "job", "roof", "school")),
]
ABOUT_HIDDEN = [
    *((tool, {"who": who}) for tool in ("brief", "history", "common", "why") for who in HIDDEN),
    *(("person", {"who": who}) for who in HIDDEN),
    *(("find", {"query": q}) for q in ("quux", "quuxnote", "quuxa", "9999", "mill quux")),
    *(("find", {"query": "a", "who": who}) for who in HIDDEN),
    *(("ask", {"topic": topic}) for topic in ("quux", "quuxworks", "quuxtag", "quuxbiscuit")),
]


@pytest.fixture(scope="module")
def pair(tmp_path_factory):
    return twins(tmp_path_factory.mktemp("twins"))


def set_up(tinynet, settings):
    folder = tinynet.folder / "config" / "tinynet"
    folder.mkdir(parents=True, exist_ok=True)
    lines = [f"{key} = {json.dumps(value)}" for key, value in settings.items()]
    (folder / "config.toml").write_text("\n".join(lines) + "\n")


@pytest.fixture
def opened_once(monkeypatch):
    """Each database is opened once for all the calls of a test, which takes half of their time.

    Nothing changes meanwhile, and the tests of `mcp` open it for each call as it really is.
    """
    stores = {}

    def reading(env):
        if env.path not in stores:
            stores[env.path] = store = really(env)
            store.let_go, store.close = store.close, lambda: None
        return stores[env.path]

    really = AgentEnv.reading
    monkeypatch.setattr(AgentEnv, "reading", reading)
    yield
    for store in stores.values():
        store.let_go()


@pytest.fixture
def known(pair):
    with closing(sqlite3.connect(pair[0].path)) as connection:
        connection.execute("PRAGMA query_only=1")
        yield connection


def test_the_private_person_is_in_every_table_that_is_about_people(known):
    who = known.execute("SELECT id FROM person WHERE name = 'Quuxa Quuxley'").fetchone()[0]
    missing = [
        one["name"]
        for one in TABLES
        for owner in one["owners"]
        if not known.execute(
            f'SELECT 1 FROM "{one["name"]}" WHERE "{owner}" = ?', (who,)
        ).fetchone()
    ]
    # No tool reads these, and `test_what_is_not_shared_by_name_cannot_be_read` shows that none can.
    assert set(missing) <= {"origin", "card", "dismissal", "introduction", "relation"}
    assert known.execute("SELECT 1 FROM introduction WHERE one_id = ?", (who,)).fetchone()
    assert known.execute("SELECT count(*) FROM relation WHERE other_id = ?", (who,)).fetchone()[0]


@pytest.mark.usefixtures("opened_once")
@pytest.mark.parametrize("settings", SETTINGS.values(), ids=SETTINGS)
def test_agents_cannot_tell_whether_there_is_a_private_person(pair, settings):
    for one in pair:
        set_up(one, settings)
    with_them, without = map(calls, pair)
    for tool, given in QUESTIONS:
        seen = asked(with_them, tool, given)
        assert MARK not in json.dumps(seen).casefold(), (tool, given)
        assert seen == asked(without, tool, given), (tool, given)


@pytest.mark.usefixtures("opened_once")
@pytest.mark.parametrize("settings", SETTINGS.values(), ids=SETTINGS)
def test_asking_for_a_private_person_is_like_asking_for_nobody(pair, settings):
    for one in pair:
        set_up(one, settings)
    with_them, without = map(calls, pair)
    for tool, given in ABOUT_HIDDEN:
        assert asked(with_them, tool, given) == asked(without, tool, given), (tool, given)


def test_every_tool_is_asked(pair):
    assert {tool for tool, _ in QUESTIONS} == {*READING, "person"}
    set_up(pair[1], SETTINGS["everything"])
    answered = {
        tool for tool, given in QUESTIONS if "code" not in asked(calls(pair[1]), tool, given)
    }
    assert answered == {*READING, "person"}


def opened(tinynet, **settings):
    set_up(tinynet, {})
    env = Env(tinynet.environ)
    said = {**env.settings, **settings}
    return scope_rows.open_scope(env.path, env.cadences(), Shares(said))


@pytest.mark.parametrize("share", ["names ties facts", EVERYTHING])
def test_what_is_not_shared_by_name_cannot_be_read(pair, known, share):
    store = opened(pair[0], **{"agents.share": share})
    stored = [name for (name,) in known.execute(
        "SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")]  # fmt: skip
    told = {*shares.COLUMNS, *scope_rows.EMPTY, "tie"}
    for table in stored:
        with pytest.raises(sqlite3.DatabaseError, match=r"prohibited|not authorized"):
            store.connection.execute(f'SELECT * FROM main."{table}"').fetchall()
        with pytest.raises(sqlite3.DatabaseError, match=r"prohibited|not authorized"):
            store.connection.execute(f'SELECT count(*) FROM main."{table}"').fetchall()
        if table not in told:
            with pytest.raises(sqlite3.DatabaseError, match=r"prohibited|not authorized"):
                store.connection.execute(f'SELECT * FROM "{table}"').fetchall()
        else:
            rows = store.connection.execute(f'SELECT * FROM "{table}"').fetchall()
            assert MARK not in repr(rows).casefold(), table
            count = store.connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()
            assert count == (len(rows),), table
    store.close()


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM person",
        "UPDATE main.person SET name = 'x'",
        "INSERT INTO temp.seen SELECT id FROM temp.hidden",
        "DROP VIEW temp.person",
        "CREATE TEMP VIEW more AS SELECT * FROM main.person",
        "ATTACH ':memory:' AS other",
        "PRAGMA writable_schema = 1",
        "PRAGMA query_only = 0",
    ],
)
def test_nothing_but_reading_is_possible(pair, statement):
    store = opened(pair[0])
    with pytest.raises(sqlite3.DatabaseError):
        store.connection.execute(statement).fetchall()
    store.close()


def test_little_is_shared_by_default_and_each_word_shares_its_own(pair):
    def seen(share, table):
        store = opened(pair[1], **{"agents.share": share})
        cursor = store.connection.execute(f'SELECT * FROM "{table}"')
        names = [column[0] for column in cursor.description]
        filled = {
            name for row in cursor for name, value in zip(names, row, strict=True)
            if value is not None
        }  # fmt: skip
        store.close()
        return filled

    default = "names ties facts"
    assert seen(default, "note") == seen(default, "detail") == seen(default, "favour") == set()
    assert "note" not in seen(default, "interaction") | seen(default, "plan")
    assert "place" in seen(default, "interaction")
    assert {"text", "on"} <= seen("names notes", "note")
    assert "value" in seen("names ways", "detail")
    assert seen("names", "person") == {"id", "handle", "name", "search"}
    assert seen("names", "interaction") == seen("names", "fact") == set()
    assert "uid" not in seen(EVERYTHING, "person")


def test_every_column_that_is_shared_exists(known):
    for table, by_share in shares.COLUMNS.items():
        columns = scope_rows.columns_of(known, table)
        told = [name for names in by_share.values() for name in names.split()]
        assert set(told) <= set(columns), table
        assert len(told) == len(set(told)), table


@pytest.mark.usefixtures("opened_once")
def test_with_initials_no_name_leaves(pair):
    set_up(pair[1], SETTINGS["initials"])
    made = calls(pair[1])
    for tool, given in QUESTIONS:
        answer = json.dumps(asked(made, tool, given), ensure_ascii=False)
        words = json.dumps(given)
        for name in ("Anne", "Baker", "Bob", "Marsh", "Caroline", "Øvergård", "Ida"):
            if name.casefold() not in words:
                assert not re.search(rf"\b{name}\b", answer), (tool, given)
    assert asked(made, "person", {"who": "anne"})["person"]["name"] == "A. B."
