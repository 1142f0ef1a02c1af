"""The whole history, which is read in another way than its latest contacts."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from tinynet.output import answer

MANY = 10**6


@pytest.fixture
def odd(network):
    network.ok("kinds add pigeon --minutes 0 --weight 1")
    network.ok("add 'Zoë 🦊 Ångström' --handle zoe")
    lines = [
        "pigeon\tanne,bob,caroline,zoe\t2026-02-25",
        "walk\tzoe,anne\t2026-02-25\t1440m",
        "call\tbob\t2024-02-29\t1m\tdas war's 🎉 \u202e",
    ]
    network.ok("log --batch -", stdin="\n".join(lines))
    network.ok("log dinner caroline anne bob --deep --by them --at 'the \"Ship\"' --note 'a\nb'")
    network.ok("log video zoe --attempt --by me --note 'x, y; z'")
    network.ok("log walk zoe bob --on 2019-05-01")
    network.ok("log event zoe bob --on yesterday --occasion 'The fair'")
    network.ok("log social zoe")
    network.ok("log walk caroline --on 2026-02-25")
    network.ok("log walk zoe caroline --on 2026-02-25")
    network.ok(["forget", "caroline", "--confirm", "Caroline Øvergård"])
    with closing(sqlite3.connect(network.path, isolation_level=None)) as connection:
        nobody = 'INSERT INTO interaction ("on", kind_id, deep, attempt) VALUES (?, 1, 0, 0)'
        connection.executemany(nobody, [("2026-02-25",), ("1999-12-31",)])
    return network


@pytest.mark.parametrize("only", ["", "--kind walk", "--since 2026", "--until 2025", "--kind gift"])
def test_the_whole_history_is_what_its_latest_contacts_are(odd, only, monkeypatch):
    for form in ("plain", "json", "nl", "csv"):
        latest = odd.ok(f"history {only} -f {form} --limit {MANY}").out
        for some in (1, 2, 3, 1000):
            monkeypatch.setattr(answer, "CHUNK", some)
            assert odd.ok(f"history {only} -f {form}").out == latest, (form, some)
