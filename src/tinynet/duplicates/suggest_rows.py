"""Read what `rules/duplicate_scoring.py` compares, and return possible duplicates."""

from __future__ import annotations

from tinynet.core.phones import likeliest_region, mark_of
from tinynet.db import sql
from tinynet.db.database import Store
from tinynet.duplicates.rules import duplicate_scoring, name_similarity


def suggestions(store: Store, region: str) -> list[duplicate_scoring.Suggestion]:
    """Possible duplicates, surest first, without pairs known to be two people.

    Two are two who were in one contact, who are something to each other, were introduced to each
    other or met through each other, and whom somebody dismissed.

    Args:
        store: Open to read.
        region: Whose telephone numbers have no country code; "" guesses from those that have one.
    """
    found = duplicate_scoring.suggestions(load_signals(store, region))
    apart = {(min(pair), max(pair)) for pair in store.rows(sql.apart)}
    pairs = ",".join(f"[{made.one},{made.other}]" for made in found)
    apart |= set(store.rows(sql.together, pairs=f"[{pairs}]"))
    return [made for made in found if (made.one, made.other) not in apart]


def load_signals(store: Store, region: str) -> list[duplicate_scoring.PersonSignals]:
    """Read the identifying signals of everybody."""
    nicknames: dict[int, list[str]] = {}
    for person, name in store.each(sql.all_nicknames):
        nicknames.setdefault(person, []).append(name)
    marks: dict[int, set[tuple[str, str]]] = {}
    ways = store.rows(sql.likely_marks)
    region = region or likeliest_region(row[3] for row in ways if row[1] == "phone")
    for person, what, key, value in ways:
        mark = mark_of(value, region) if what == "phone" else (what, key)
        if mark is not None and mark[1]:
            marks.setdefault(person, set()).add(mark)
    birthdays: dict[int, str] = dict(store.rows(sql.birthdays))
    return [
        duplicate_scoring.PersonSignals(
            person,
            name_similarity.all_names(name, tuple(nicknames.get(person, ()))),
            frozenset(marks.get(person, ())),
            birthdays.get(person),
        )
        for person, _, name, _ in store.each(sql.searched)
    ]
