"""The page about reliability shows queries that work, and every trial there is."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path

from trials import run

PAGE = (Path(__file__).parents[2] / "docs" / "reliability.md").read_text(encoding="utf-8")


def test_the_queries_read_the_database_without_tinynet(network):
    queries = re.findall(r"^sqlite3 -readonly tinynet\.db '(.*?)'$", PAGE, re.MULTILINE | re.DOTALL)
    network.ok("note anne likes ginger nuts")
    with closing(sqlite3.connect(f"file:{network.path}?mode=ro", uri=True)) as connection:
        people, contacts, notes = [connection.execute(query).fetchall() for query in queries]
    assert people == [
        ("anne", "Anne", None, None),
        ("bob-m", "Bob Marsh", "email", "bob@example.org"),
        ("caroline-o", "Caroline Øvergård", None, None),
    ]
    assert contacts[0] == ("2026-02-20", "coffee", "anne", None, None)
    assert contacts[-1] == ("2025-06-01", "dinner", "bob-m", "The Red Lion", "his new job")
    assert notes == [("anne", "2026-03-01", "likes ginger nuts")]


def test_the_table_has_a_row_for_every_trial():
    rows = re.findall(r"^\| (.*?) \| (?:[\d,]+ \| 0 \| \d+ \||not run: )", PAGE, re.MULTILINE)
    assert rows == [trial.name for trial in run.ordered()]
