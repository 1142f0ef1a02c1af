"""Read the texts about people that `rules/asking.py` searches."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tinynet.core.strength import FAMILY_TAG
from tinynet.db import sql
from tinynet.db.database import Store
from tinynet.gatherings.rules import asking
from tinynet.gatherings.rules.asking import KnownText

Patterns = tuple[str, str, str]  # of LIKE, for one, two, three
EVERYTHING: Patterns = ("%", "", "")
Row = tuple[int, str, str, str | None, str, int]  # a person's id, then the fields of a KnownText


def known_texts(
    store: Store, handles: Mapping[int, str], names: Mapping[str, str], patterns: Patterns
) -> Iterator[KnownText]:
    """Read the texts about people: favours, work, tags, facts, notes, how you met, talks.

    There may be a million of them, so only those are read that may speak of the topic.

    Args:
        store: Open to read.
        handles: Of whom, by their ids; texts about others are left out.
        names: Their names, by handle.
        patterns: One of which the texts are like, see `Topic.patterns`.
    """
    for rows in (_written(store, patterns), _noted(store, patterns)):
        for who, where, text, on, label, people in rows:
            if who in handles:
                yield KnownText(handles[who], where, text, on, label, people)
    for one, word, other, other_name in store.each(sql.all_relations):
        if one in handles and word != "avoid":
            whose = names[handles[one]]
            if other is not None and other in handles:
                yield KnownText(handles[other], asking.RELATION, word, None, whose)
            elif other_name:
                yield KnownText(handles[one], asking.RELATION, word, None, whose, 1, other_name)


def short_texts(store: Store, handles: Mapping[int, str]) -> list[KnownText]:
    """Read all short texts recorded with people, whatever they speak of."""
    return [
        KnownText(handles[who], where, text, on, label, people)
        for who, where, text, on, label, people in _written(store, EVERYTHING)
        if who in handles
    ]


def _written(store: Store, patterns: Patterns) -> Iterator[Row]:
    """Short texts recorded with a person that may match the topic."""
    one, two, three = patterns
    for who, way, text, on in store.each(sql.all_favours, one=one, two=two, three=three):
        yield who, asking.HELPED if way == "got" else asking.HELPED_THEM, text, on, "", 1
    for who, *texts in store.each(sql.work_texts, one=one, two=two, three=three):
        yield who, asking.WORK, ", ".join(filter(None, texts)), None, "", 1
    for who, name in store.each(sql.all_tags, one=one, two=two, three=three):
        if name != FAMILY_TAG:
            yield who, asking.TAG, name, None, "", 1
    for who, key, value in store.each(sql.all_facts, one=one, two=two, three=three):
        yield who, asking.FACT, value, None, key, 1
    for who, *texts in store.each(sql.meeting_texts, one=one, two=two, three=three):
        yield who, asking.MET, ", ".join(filter(None, texts)), None, "", 1


def _noted(store: Store, patterns: Patterns) -> Iterator[Row]:
    """Notes about people and their interactions that may match the topic."""
    one, two, three = patterns
    for who, text, on in store.each(sql.all_notes, one=one, two=two, three=three):
        yield who, asking.NOTE, text, on, "", 1
    for talks in (sql.all_talks, sql.all_talk_tags):
        for who, text, on, kind, people in store.each(talks, one=one, two=two, three=three):
            yield who, asking.TALK, text, on, kind, people
