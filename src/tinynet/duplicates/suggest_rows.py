"""Read what `rules/duplicate_scoring.py` compares, and return possible duplicates."""

from __future__ import annotations

from tinynet.core.phones import likeliest_region, mark_of
from tinynet.db import sql
from tinynet.db.store import Store
from tinynet.duplicates.rules import duplicate_scoring
from tinynet.duplicates.rules.person_signals import Mark, PersonSignals
from tinynet.people.profile_rows import all_nicknames

NO_MARKS: frozenset[Mark] = frozenset()  # one for all who have none: each takes 200 bytes


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


def load_signals(store: Store, region: str) -> list[PersonSignals]:
    """Read the identifying signals of everybody."""
    nicknames = all_nicknames(store)
    marks = shared_marks(store, region)
    birthdays: dict[int, str] = dict(store.each(sql.birthdays))
    return [
        PersonSignals(
            person,
            name,
            tuple(nicknames.get(person, ())),
            marks.get(person, NO_MARKS),
            birthdays.get(person),
        )
        for person, _, name, _ in store.each(sql.searched)
    ]


def shared_marks(store: Store, region: str) -> dict[int, frozenset[Mark]]:
    """The addresses of each person that somebody else has, too: all others say nothing."""
    region = region or likeliest_region(
        value for _, what, _, value in store.each(sql.likely_marks) if what == "phone"
    )
    first: dict[Mark, int] = {}
    shared: dict[int, set[Mark]] = {}
    for person, what, key, value in store.each(sql.likely_marks):
        mark = mark_of(value, region) if what == "phone" else (what, key)
        if mark is not None and mark[1]:
            other = first.setdefault(mark, person)
            if other != person:
                shared.setdefault(person, set()).add(mark)
                shared.setdefault(other, set()).add(mark)
    return {person: frozenset(marks) for person, marks in shared.items()}
