"""Read the texts about people that `rules/asking.py` searches."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tinynet.core.strength import FAMILY_TAG
from tinynet.db import sql
from tinynet.db.database import Store
from tinynet.gatherings.rules import asking
from tinynet.gatherings.rules.asking import KnownText
from tinynet.gatherings.rules.topics import Topic

Row = tuple[int, str, str, str | None, str, int]  # a person's id, then the fields of a KnownText


def known_texts(
    store: Store, handles: Mapping[int, str], names: Mapping[str, str], topic: Topic
) -> Iterator[KnownText]:
    """Read the texts about people: favours, work, tags, facts, notes, how you met, talks.

    Of notes and talks, of which there may be a million, only those that may speak of the topic.

    Args:
        store: Open to read.
        handles: Of whom, by their ids; texts about others are left out.
        names: Their names, by handle.
        topic: What is asked about.
    """
    for rows in (_written(store), _noted(store, topic)):
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


def _written(store: Store) -> Iterator[Row]:
    """Short texts recorded with a person."""
    for who, way, text, on in store.each(sql.all_favours):
        yield who, asking.HELPED if way == "got" else asking.HELPED_THEM, text, on, "", 1
    for who, *texts in store.each(sql.work_texts):
        yield who, asking.WORK, ", ".join(filter(None, texts)), None, "", 1
    for who, name in store.each(sql.all_tags):
        if name != FAMILY_TAG:
            yield who, asking.TAG, name, None, "", 1
    for who, key, value in store.each(sql.all_facts):
        yield who, asking.FACT, value, None, key, 1
    for who, *texts in store.each(sql.meeting_texts):
        yield who, asking.MET, ", ".join(filter(None, texts)), None, "", 1


def _noted(store: Store, topic: Topic) -> Iterator[Row]:
    """Notes about people and their interactions that may match the topic."""
    one, two, three = topic.patterns()
    for who, text, on in store.each(sql.all_notes, one=one, two=two, three=three):
        yield who, asking.NOTE, text, on, "", 1
    for talks in (sql.all_talks, sql.all_talk_tags):
        for who, text, on, kind, people in store.each(talks, one=one, two=two, three=three):
            yield who, asking.TALK, text, on, kind, people
