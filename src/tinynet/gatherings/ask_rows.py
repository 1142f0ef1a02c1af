"""Read the texts about people that `rules/asking.py` searches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from tinynet.core.strength import FAMILY_TAG
from tinynet.db import sql
from tinynet.db.database import Store
from tinynet.gatherings.rules import asking
from tinynet.gatherings.rules.asking import KnownText

Patterns = tuple[str, str, str]  # of LIKE, for one, two, three
# A person's id, then the fields of a KnownText.
Row = tuple[int, str, str, str | None, str, int, str | None]


def texts(store: Store, patterns: Patterns) -> Iterator[Row]:
    """Read the texts about people: favours, work, tags, facts, notes, how you met, talks.

    There may be a million of them, so only those are read that may speak of the topic.

    Args:
        store: Open to read.
        patterns: One of which the texts are like, see `Topic.patterns`.
    """
    yield from _written(store, patterns)
    yield from _noted(store, patterns)
    one, two, three = patterns
    for who, word, other, other_name, whose in store.each(
        sql.relation_texts, one=one, two=two, three=three
    ):
        if other is not None:
            yield other, asking.RELATION, word, None, whose, 1, None
        elif other_name:
            yield who, asking.RELATION, word, None, whose, 1, other_name


def known_texts(rows: Iterable[Row], handles: Mapping[int, str]) -> Iterator[KnownText]:
    """The texts about those who have a handle here; the others are left out."""
    for who, where, text, on, label, people, other in rows:
        if who in handles:
            yield KnownText(handles[who], where, text, on, label, people, other)


def _written(store: Store, patterns: Patterns) -> Iterator[Row]:
    """Short texts recorded with a person that may match the topic."""
    one, two, three = patterns
    for who, way, text, on in store.each(sql.all_favours, one=one, two=two, three=three):
        yield who, asking.HELPED if way == "got" else asking.HELPED_THEM, text, on, "", 1, None
    for who, *work in store.each(sql.work_texts, one=one, two=two, three=three):
        yield who, asking.WORK, ", ".join(filter(None, work)), None, "", 1, None
    for who, name in store.each(sql.all_tags, one=one, two=two, three=three):
        if name != FAMILY_TAG:
            yield who, asking.TAG, name, None, "", 1, None
    for who, key, value in store.each(sql.all_facts, one=one, two=two, three=three):
        yield who, asking.FACT, value, None, key, 1, None
    for who, *met in store.each(sql.meeting_texts, one=one, two=two, three=three):
        yield who, asking.MET, ", ".join(filter(None, met)), None, "", 1, None


def _noted(store: Store, patterns: Patterns) -> Iterator[Row]:
    """Notes about people and their interactions that may match the topic."""
    one, two, three = patterns
    for who, text, on in store.each(sql.all_notes, one=one, two=two, three=three):
        yield who, asking.NOTE, text, on, "", 1, None
    for talks in (sql.all_talks, sql.all_talk_tags):
        for who, text, on, kind, people in store.each(talks, one=one, two=two, three=three):
            yield who, asking.TALK, text, on, kind, people, None
