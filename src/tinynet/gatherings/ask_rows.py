"""Read the texts about people that `rules/asking.py` searches."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import repeat

from tinynet.core.strength import FAMILY_TAG
from tinynet.db import sql
from tinynet.db.store import Store, json_list
from tinynet.gatherings.rules import asking

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tinynet.gatherings.rules.asking import Contacts, Said
    from tinynet.gatherings.rules.topics import Patterns


def texts(store: Store, patterns: Patterns) -> Iterator[Said]:
    """Read the texts about people: favours, work, tags, facts, notes, how you met, talks.

    There may be a million of them, so only those are read that may speak of the topic. Of whom each
    is says an id, and those who are put away are among them.
    """
    yield from _written(store, patterns)
    yield from _noted(store, patterns)
    one, two, three = patterns
    for who, word, other, other_name, whose in store.each(
        sql.relation_texts, one=one, two=two, three=three
    ):
        if other is not None:
            yield other, asking.RELATION, word, None, whose, 1, None, None
        elif other_name:
            yield who, asking.RELATION, word, None, whose, 1, other_name, None


def contacts(store: Store, ids: Iterable[int]) -> Contacts:
    """Read the day and the kind of some contacts."""
    rows = store.each(sql.contacts_asked, ids=json_list([*ids]))
    return {number: (on, kind) for number, on, kind in rows}


def _written(store: Store, patterns: Patterns) -> Iterator[Said]:
    """Short texts recorded with a person that may match the topic."""
    one, two, three = patterns
    for who, way, text, on in store.each(sql.all_favours, one=one, two=two, three=three):
        helped = asking.HELPED if way == "got" else asking.HELPED_THEM
        yield who, helped, text, on, "", 1, None, None
    for who, *work in store.each(sql.work_texts, one=one, two=two, three=three):
        yield who, asking.WORK, ", ".join(filter(None, work)), None, "", 1, None, None
    for who, name in store.each(sql.all_tags, one=one, two=two, three=three):
        if name != FAMILY_TAG:
            yield who, asking.TAG, name, None, "", 1, None, None
    for who, key, value in store.each(sql.all_facts, one=one, two=two, three=three):
        yield who, asking.FACT, value, None, key, 1, None, None
    for who, *met in store.each(sql.meeting_texts, one=one, two=two, three=three):
        yield who, asking.MET, ", ".join(filter(None, met)), None, "", 1, None, None


def _noted(store: Store, patterns: Patterns) -> Iterator[Said]:
    """Notes about people and their interactions that may match the topic."""
    one, two, three = patterns
    for who, text, on in store.each(sql.all_notes, one=one, two=two, three=three):
        yield who, asking.NOTE, text, on, "", 1, None, None
    yield from _talked(store.rows(sql.all_talks, one=one, two=two, three=three), asking.NOTE)
    yield from _talked(store.rows(sql.all_talk_tags, one=one, two=two, three=three), asking.TAG)


def _talked(rows: list[tuple[int, int, str]], what: str) -> Iterable[Said]:
    """Texts about contacts, each with how many people it is about.

    To count those in each contact in the statement takes half as long as to find the contacts. They
    are put together a column at a time: half the time, where there are 20,000.
    """
    if not rows:
        return ()
    numbers, people, texts = zip(*rows, strict=True)
    there = Counter(zip(numbers, texts, strict=True))
    counts = map(there.__getitem__, zip(numbers, texts, strict=True))
    none, talk = repeat(None), repeat(asking.TALK)
    return zip(people, talk, texts, none, repeat(what), counts, none, numbers, strict=False)
