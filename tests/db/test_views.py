"""The views for SQL from outside: what stands in each column, and that the page tells of it."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

from tinynet.db import schema

PAGE = Path(__file__).parents[2] / "docs" / "sql.md"


def rows(tinynet, text):
    connection = sqlite3.connect(f"file:{tinynet.path}?mode=ro", uri=True)
    connection.row_factory = sqlite3.Row
    found = [dict(row) for row in connection.execute(text)]
    connection.close()
    return found


def test_a_person_is_one_row_with_days_as_text(network):
    network.ok("edit bob --nickname Bobby --work Harbour --title 'harbour master' --via anne")
    network.ok("tag bob sailing chess")
    network.ok(
        "edit bob --email marsh@example.org --phone '+44 20 7946 0123' --birthday 1978-05-01"
    )
    assert rows(network, "SELECT * FROM v_people WHERE handle = 'bob-m'") == [
        {
            "handle": "bob-m", "name": "Bob Marsh", "nicknames": "Bobby", "circle": "friends",
            "tags": "chess, sailing", "work": "Harbour", "title": "harbour master",
            "emails": "bob@example.org, marsh@example.org", "phones": "+44 20 7946 0123",
            "birthday": "1978-05-01", "met_how": None, "met_at": None, "met_on": None,
            "met_via": "anne", "contact_days": 1, "first_on": "2025-06-01",
            "last_on": "2025-06-01", "hours": 3.0, "usual_gap_days": 14.0, "cadence_days": 182.0,
            "cadence_from": "circle", "due_on": "2025-11-30", "added_on": "2026-03-01",
            "archived_on": None,
        }
    ]  # fmt: skip
    shown = network.ok("show bob --json").json
    seen = rows(network, "SELECT * FROM v_people WHERE handle = 'bob-m'")[0]
    for key in ("contact_days", "first_on", "last_on", "hours", "cadence_days", "due_on"):
        assert seen[key] == shown["tie"][key], key


def test_everybody_is_there_also_who_is_archived_or_was_never_met(network):
    network.ok("archive bob")
    found = rows(network, "SELECT handle, last_on, hours, archived_on FROM v_people")
    assert {row["handle"]: (row["last_on"], row["archived_on"]) for row in found} == {
        "anne": ("2026-02-20", None),
        "bob-m": ("2025-06-01", "2026-03-01"),
        "caroline-o": (None, None),
    }


def test_a_contact_is_a_row_for_each_person_in_it(network):
    network.ok(
        "log dinner anne bob --on 2026-02-27 --for 2h --at Rome --note fine --deep --by me "
        "--occasion opera"
    )
    network.ok("jot 'yesterday: lunch with anne #food'")
    number = network.ok("history --kind dinner --limit 1 --json").json["interactions"][0]["id"]
    both = rows(network, f"SELECT * FROM v_contacts WHERE id = {number} ORDER BY handle")
    assert both == [
        {
            "id": number, "on": "2026-02-27", "kind": "dinner", "handle": handle, "name": name,
            "people": 2, "minutes": 120, "in_person": 1, "deep": 1, "by": "me", "attempt": 0,
            "place": "Rome", "occasion": "opera", "note": "fine", "words": None,
        }
        for handle, name in (("anne", "Anne"), ("bob-m", "Bob Marsh"))
    ]  # fmt: skip
    lunch = rows(network, "SELECT words, minutes FROM v_contacts WHERE kind = 'lunch'")
    assert lunch == [{"words": "food", "minutes": 75}]
    network.ok("log text anne")
    assert rows(network, "SELECT minutes FROM v_contacts WHERE kind = 'text'") == [
        {"minutes": None}
    ]


def test_the_views_have_as_many_rows_as_there_are(network):
    listed = network.ok("list --json").json["people"]
    logged = network.ok("history --json").json["interactions"]
    assert len(rows(network, "SELECT * FROM v_people")) == len(listed)
    assert len(rows(network, "SELECT * FROM v_contacts")) == sum(
        len(one["people"]) for one in logged
    )


def test_the_page_tells_of_every_column_in_its_order(network):
    text = PAGE.read_text(encoding="utf-8")
    for view in schema.VIEWS:
        section = text.partition(f"## {view}\n")[2].partition("\n## ")[0]
        told = [
            name
            for cell in re.findall(r"^\| (`.*?`) \|", section, re.MULTILINE)
            for name in re.findall(r"`(.*?)`", cell)
        ]
        columns = [
            row["name"] for row in rows(network, f"SELECT name FROM pragma_table_info('{view}')")
        ]
        assert told == columns, view


def test_the_queries_of_the_page_run(network):
    text = PAGE.read_text(encoding="utf-8")
    queries = re.findall(r"```sql\n(.*?)```", text, re.DOTALL)
    assert len(queries) >= 3
    for query in queries:
        assert rows(network, query), query
