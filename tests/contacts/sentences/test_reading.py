"""Sentences: what is read in them, what is asked, what is refused."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jot_sentences import KINDS, PEOPLE, PLACES, SENTENCES

from tinynet.contacts.sentences import reading as jot
from tinynet.contacts.sentences.namesakes import choose_namesake
from tinynet.contacts.sentences.text import Sentence, keys, split
from tinynet.contacts.sentences.where import Places
from tinynet.contacts.sentences.who import Named, Names
from tinynet.core.kind_words import kind_in
from tinynet.core.names import check_name, search_text
from tinynet.errors import TinynetError

TODAY = date(2026, 3, 1)  # a Sunday
NAMES = Names((who, handle, name, search_text(handle, name, n)) for who, handle, name, n in PEOPLE)
HANDLES = {who: handle for who, handle, _, _ in PEOPLE}
PAGE = Path(__file__).parents[3] / "docs" / "jot.md"


def read(text: str, names: Names = NAMES) -> jot.Reading:
    return jot.read(Sentence(text), names, today=TODAY, kinds=KINDS, places=Places(PLACES))


def called(named: Named) -> str:
    return "|".join(HANDLES[who] for who in named.people) or f"+{named.typed}"


def said(text: str) -> str:
    """A reading on one line: see jot_sentences.py."""
    try:
        made = read(text)
    except TinynetError as error:
        return f"refused: {error.message}"
    parts = ["" if made.state == jot.CONTACT else made.state, made.kind]
    parts.append(str(made.on) if made.on else "")
    parts.append(f"by:{made.by_day}" if made.by_day else "")
    parts += [called(named) for named in made.people]
    parts.append(f"{made.minutes}m" if made.minutes else "")
    parts.append(f"at[{made.place}]" if made.place else "")
    parts += [f"#{tag}" for tag in made.tags]
    parts.append(f"by-{made.by}" if made.by else "")
    parts += ["deep"] * made.deep + ["attempt"] * made.attempt
    parts += [f"about:{called(named)}" for named in made.mentioned]
    parts += [f"{called(r.of)}>{r.relation}>{r.who.typed}" for r in made.relatives]
    if made.note:
        parts.append("kept" if made.note == text else f"kept[{made.note}]")
    return " ".join(part for part in parts if part)


@pytest.mark.parametrize(("text", "reading"), SENTENCES, ids=[text for text, _ in SENTENCES])
def test_a_sentence_says(text: str, reading: str) -> None:
    assert said(text) == reading


def test_the_page_shows_how_many_are_read_asked_noted_and_refused() -> None:
    readings = [said(text) for text, _ in SENTENCES]
    refused = sum(reading.startswith("refused: ") for reading in readings)
    noted = sum(reading.startswith("note ") for reading in readings)
    offered = sum(reading.startswith(("plan ", "unclear ")) for reading in readings)
    people = [reading.split(" at[")[0].split(" kept")[0].split() for reading in readings]
    unknown = sum(
        any(word.startswith("+") or ("|" in word and ":" not in word) for word in words)
        for words, reading in zip(people, readings, strict=True)
        if not reading.startswith(("refused: ", "note ", "plan ", "unclear "))
    )
    total, asked = len(SENTENCES), offered + unknown
    assert total > 250
    shares = (
        f"Of its {total} sentences {total - refused - noted - asked} are read fully, {asked} asked "
        f"about, {noted} noted, {refused} refused, and none read otherwise than expected."
    )
    assert shares in PAGE.read_text(encoding="utf-8"), shares


def test_a_reading_does_not_depend_on_capitals_where_names_are_known() -> None:
    for text in ("coffee with grace yesterday", "Coffee With Grace Yesterday", "COFFEE WITH GRACE"):
        assert called(read(text).people[0]) == "grace-h"
        assert read(text).kind == "coffee"


def test_one_name_is_one_person() -> None:
    made = read("Coffee with Anne Baker and Anne Holm")
    assert [named.people for named in made.people] == [[1], [2]]


@pytest.mark.parametrize(
    ("together", "days", "meant"),
    [
        ({1: 3, 2: 1}, {}, (1, "together")),
        ({2: 1}, {1: 99}, (2, "together")),
        ({1: 2, 2: 2}, {1: 90, 2: 10}, (1, "lately")),
        ({}, {2: 99}, (2, "lately")),
        ({}, {1: 98, 2: 96}, (1, "lately")),
        ({}, {1: 98, 2: 97}, None),
        ({}, {1: 50, 2: 50}, None),
        ({}, {}, None),
    ],
)
def test_namesakes_are_distinguished_by_company_then_by_when_they_were_seen(
    together: dict[int, int], days: dict[int, int], meant: tuple[int, str] | None
) -> None:
    assert choose_namesake((1, 2), together, days, today=100) == meant


def test_an_own_kind_is_read_by_its_name() -> None:
    names = Names([(1, "sam", "Sam", "sam\nsam")])
    made = jot.read(Sentence("Board meeting with Sam"), names, today=TODAY, kinds=["board meeting"])
    assert made.kind == "board meeting"
    made = jot.read(Sentence("needed help with Sam"), names, today=TODAY, kinds=["help", "other"])
    assert made.kind == (kind_in("needed help with") or ("other",))[0]


def test_a_long_sentence_is_refused() -> None:
    assert said("coffee with Sam " * 200) == (
        "refused: The sentence has 3199 characters; 2000 are the most"
    )


@given(st.text(max_size=80))
def test_any_text_is_read_or_refused(text: str) -> None:
    said(f"coffee with Sam {text}")
    said(text)


@given(st.lists(st.sampled_from(sorted({w for t, _ in SENTENCES for w in t.split()})), max_size=12))
def test_any_words_are_read_or_refused(words: list[str]) -> None:
    said(" ".join(words))


LETTERS = st.characters(min_codepoint=0xA1, categories=["Lu", "Ll", "Lo", "Mn", "So"])


@given(st.text(LETTERS, min_size=3, max_size=12))
def test_known_people_are_found_after_with(typed: str) -> None:
    try:
        name = check_name(typed)
    except TinynetError:
        return
    names = Names([(1, "friend", name, search_text("friend", name))])
    words = keys(name)
    an_article = words[:1] and len(words[0]) == 1 and words[0].isascii()  # "ª" folds to "a"
    if words and not an_article and not kind_in(name):
        assert [named.people for named in read(f"coffee with {name}", names).people] == [[1]]


@given(st.text(max_size=60))
def test_words_stand_where_they_say(text: str) -> None:
    start = end = 0
    for word in split(text):
        assert start <= word.start < word.end <= len(text)
        assert word.gap == text[end : word.start]
        start, end = word.start, word.end
