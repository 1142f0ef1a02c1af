"""Compare all participants with their index and their contacts, without looking each of them up.

Participants lie by person, their index and the contacts lie by contact. To look a million of them
up in there takes three times as long as reading both from end to end and summing up what they say.
Each row adds a number that follows from all that is compared, and from keys made anew every time:
two readings that differ in one row or in three have the same sum once in half a thousand million
times. Where the sums differ nothing is known yet: then each is looked up, which tells what is
wrong.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from tinynet.contacts.rows import Kind, interaction_credit
from tinynet.db import sql
from tinynet.db.database import Store

# What each index of participants holds, but for the primary key, which is the table itself.
INDEX = [
    ("ix_participant_interaction", 0, column, 0, "BINARY")
    for column in ("interaction_id", "person_id", "day")
]
INDEXES = (
    "SELECT i.name, i.partial, c.name, c.[desc], c.coll FROM pragma_index_list('participant') i, "
    "pragma_index_xinfo(i.name) c WHERE i.origin <> 'pk' ORDER BY i.name, c.seqno"
)
SEVERAL = (
    "INSERT INTO several SELECT interaction_id, count(*) FROM participant "
    "GROUP BY interaction_id HAVING count(*) > 1"
)
# What can be in a damaged database, and keeps the minutes and the credit from being computed.
ODD = (sqlite3.Error, ArithmeticError, LookupError, TypeError, ValueError)


def agree(store: Store) -> bool:
    """Whether the table, its index and the contacts are shown to say the same of participants.

    Then the index is in order and holds exactly what the table holds, and the copies in every row
    are those that its contact and its kind make.

    Args:
        store: Open to read, in one snapshot.
    """
    try:
        if store.connection.execute(INDEXES).fetchall() != INDEX:
            return False
        keys = new_keys()
        with computed(store, keys):
            if store.rows(sql.unfindable_lying) or store.rows(sql.unfindable_indexed):
                return False
            count, total = store.rows(sql.indexed_participants, **keys)[0]
        alike = store.rows(sql.lying_participants, **keys) == [(count, total)]
        # Where a number was too large, SQLite has rounded the sum.
        return alike and all_counted(store, count) and isinstance(total, int | None)
    except ODD:
        return False


def all_counted(store: Store, count: int) -> bool:
    """Whether the table and its index have so many rows, and none that was left out of a sum."""
    return store.rows(sql.participant_counts) == [(count, count)]


@contextmanager
def computed(store: Store, keys: dict[str, int]) -> Iterator[None]:
    """Have temporary tables of the contacts with several people, and of what contacts count.

    Contacts that are alike in kind, minutes, deep, attempt and number of people count the same, and
    have one `likeness`.

    Raises:
        KeyError: A contact is of no kind, or a number in it is too large.
    """
    execute, kinds = store.connection.execute, {row[0]: Kind(row) for row in store.each(sql.kinds)}
    try:
        execute("CREATE TEMP TABLE several (id INTEGER PRIMARY KEY, people)")
        execute(SEVERAL)
        execute("CREATE TEMP TABLE expected (likeness INTEGER PRIMARY KEY, share)")
        for likeness, kind, minutes, deep, attempt, people in store.rows(sql.likenesses):
            time, credit = interaction_credit(
                kinds[kind], minutes, deep=bool(deep), attempt=bool(attempt), people=people
            )
            share = time * keys["minutes"] + (-1 if credit is None else credit) * keys["credit"]
            execute("INSERT INTO expected VALUES (?, ?)", (likeness, share))
        yield
    finally:
        execute("DROP TABLE IF EXISTS temp.several")
        execute("DROP TABLE IF EXISTS temp.expected")


def new_keys() -> dict[str, int]:
    """What the columns are multiplied with, so that no product leaves 64 bits: credits are long."""
    sizes = {"contact": 29, "person": 29, "day": 29, "minutes": 29, "credit": 24}
    random = int.from_bytes(os.urandom(18), "little")
    keys = {}
    for name, bits in sizes.items():
        random, keys[name] = divmod(random, 1 << bits)
        keys[name] |= 1  # never 0
    return keys
