"""Labelled sentences: contacts are read with the right people, and what was none is not logged.

A line of `data/jot_*.tsv` has a label, the people of a contact by handle, and the sentence. The
samples and the two hundred were written before the rules, the later ones and those by kind while
they were mended, and the fresh, the unseen and those apart were read by them as they stood.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from tinynet.contacts.sentences import reading as jot
from tinynet.contacts.sentences.text import Sentence
from tinynet.contacts.sentences.who import Names
from tinynet.core.first_kinds import FIRST_KINDS
from tinynet.core.names import search_text
from tinynet.errors import TinynetError

TODAY = date(2026, 11, 26)  # a Thursday
FRIENDS = (
    *("Bob Marsh", "Anne Baker", "Grace Okafor", "Li Wei", "Sam Reed"),
    *("Nora Kelly", "Tom Achebe", "Priya Nair", "Dave Whitlock", "Elena Rossi", "Marcus Hale"),
    *("Anne Baker", "Bob Carter", "Caroline Diaz", "Sam Reed", "Grace Hopper", "Li Wei"),
    *("Jürgen Müller", "Priya Natarajan", "Tom O'Brien", "Zoë"),
)
HANDLES = [name.split()[0].lower() for name in FRIENDS]
FIVE, SIX, TEN = range(5), range(5, 11), range(11, 21)
OTHERS = {"unseen": SIX, "apart": TEN}  # the friends of these sentences are others
NAMES = {
    some: Names(
        (
            number,
            HANDLES[number],
            FRIENDS[number],
            search_text(HANDLES[number], FRIENDS[number], ()),
        )
        for number in some
    )
    for some in (FIVE, SIX, TEN)
}
KINDS = [kind for kind, *_ in FIRST_KINDS]
FOLDER = Path(__file__).parent / "data"
PAGE = Path(__file__).parents[3] / "docs" / "jot.md"
SETS = {
    "samples": "jot_samples.tsv",
    "two hundred": "jot_two_hundred.tsv",
    "later": "jot_later.tsv",
    "fresh": "jot_fresh.tsv",
    "by kind": "jot_kinds.tsv",
    "unseen": "jot_unseen.tsv",
    "apart": "jot_apart.tsv",
}
READ, TRIED, ASKED, NOTED, WRONG = OUTCOMES = ("read", "tried", "asked", "noted", "wrong")
MOST_WRONG, LEAST_READ = 0.02, 0.80


def sentences(name: str) -> list[tuple[str, frozenset[str], str]]:
    """The label, the people and the text of each sentence of a set."""
    lines = (FOLDER / SETS[name]).read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    return [(label, frozenset(filter(None, who.split(","))), text) for label, who, text in rows]


@cache
def reading(name: str, text: str) -> jot.Reading:
    """What a sentence of a set says."""
    friends = NAMES[OTHERS.get(name, FIVE)]
    return jot.read(Sentence(text), friends, today=TODAY, kinds=KINDS)


def handles(made: jot.Reading) -> set[str]:
    """The handles of who was there; "?" for somebody who is not known."""
    return {HANDLES[named.people[0]] if named.people else "?" for named in made.people}


@cache
def outcome(name: str, label: str, who: frozenset[str], text: str) -> str:
    """What becomes of a sentence of a set: see docs/jot.md."""
    try:
        made = reading(name, text)
    except TinynetError:
        return ASKED  # sent back with what to add
    if made.state == jot.CONTACT and not made.attempt:
        there = handles(made)
        if "?" in there:
            return ASKED  # who that is
        return READ if label == "yes" and there == who else WRONG
    if made.state == jot.CONTACT:
        return TRIED
    return NOTED if made.state == jot.NOTE else ASKED


def counts(name: str, label: str) -> Counter[str]:
    return Counter(outcome(name, *row) for row in sentences(name) if row[0] == label)


def offenders(label: str, *outcomes: str) -> list[str]:
    return [
        f"{outcome(name, *row)}: {row[2]}"
        for name in SETS
        for row in sentences(name)
        if row[0] == label and outcome(name, *row) in outcomes
    ]


def test_at_most_2_in_100_of_what_is_no_contact_are_logged() -> None:
    total = sum(counts(name, "no").total() for name in SETS)
    logged = offenders("no", WRONG)
    assert len(logged) <= MOST_WRONG * total, "\n".join(logged)


def test_at_least_80_in_100_of_the_contacts_are_read_with_the_right_people() -> None:
    total = sum(counts(name, "yes").total() for name in SETS)
    missed = offenders("yes", TRIED, ASKED, NOTED, WRONG)
    assert total - len(missed) >= LEAST_READ * total, "\n".join(missed)


def test_nobody_is_brought_into_a_contact_who_was_not_there() -> None:
    wrong = [
        text
        for name in SETS
        for label, who, text in sentences(name)
        if label == "yes" and outcome(name, label, who, text) == WRONG
        if not handles(reading(name, text)) <= who
    ]
    assert wrong == []


@pytest.mark.parametrize("name", SETS)
@pytest.mark.parametrize("label", ["yes", "no"])
def test_the_page_shows_what_becomes_of_each_set(name: str, label: str) -> None:
    found = counts(name, label)
    what = "contacts" if label == "yes" else "no contact"
    cells = " | ".join(str(found[outcome]) for outcome in OUTCOMES)
    row = f"| {name}, {what} | {found.total()} | {cells} |"
    assert row in PAGE.read_text(encoding="utf-8"), row
