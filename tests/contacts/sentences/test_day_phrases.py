"""Days in sentences: whatever `log --on` reads, jot reads, and never as another day.

The expressions are those of `tests/core/test_spoken_days.py`.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tinynet.contacts.sentences import reading as jot
from tinynet.contacts.sentences.text import Sentence
from tinynet.contacts.sentences.who import Names
from tinynet.core.first_kinds import FIRST_KINDS
from tinynet.core.names import search_text
from tinynet.errors import TinynetError

THURSDAY, FRIDAY, MARCH = date(2026, 11, 26), date(2026, 11, 27), date(2026, 3, 5)
DATA = Path(__file__).parents[2] / "core" / "data"
NAMES = Names([(1, "sam", "Sam Reed", search_text("sam", "Sam Reed", ()))])
KINDS = [kind for kind, *_ in FIRST_KINDS]
FORMS = {  # how much of the clear ones is read at least, of all
    "{}: lunch with Sam": 0.95,
    "Had lunch with Sam {}": 0.85,
    "{} lunch with Sam": 0.85,
}
ROWS = [
    (*line.split("\t"), today)
    for name, today in (
        ("dates_given.tsv", THURSDAY),
        ("dates_more.tsv", THURSDAY),
        ("dates_unseen.tsv", FRIDAY),
        ("dates_apart.tsv", MARCH),
    )
    for line in (DATA / name).read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]
CLEAR = [row for row in ROWS if row[1][0] == "2" and row[2] == "past"]


def day_of(text: str, today: date) -> str:
    """The day that a contact gets; "" where none is logged."""
    try:
        made = jot.read(Sentence(text), NAMES, today=today, kinds=KINDS)
    except TinynetError:
        return ""
    return str(made.on or today) if made.state == jot.CONTACT else ""


@pytest.mark.parametrize("form", FORMS)
def test_a_clear_day_in_a_sentence_is_never_another_one(form: str) -> None:
    read = [(text, day, day_of(form.format(text), today)) for text, day, _, today in CLEAR]
    wrong = [row for row in read if row[2] not in {"", row[1]}]
    assert wrong == []
    assert sum(made == day for _, day, made in read) >= FORMS[form] * len(CLEAR)


@pytest.mark.parametrize(
    "text",
    [
        "2026-10: lunch with Sam",
        "lunch with Sam mid october",
        "lunch with Sam about a week ago",
        "lunch with Sam two or three days ago",
        "lunch with Sam the weekend before last",
        "lunch with Sam tue 18 nov",
        "lunch with Sam 32 nov",
        "lunch with Sam 2 fnords ago",
        "lunch with Sam last night at 1am",
        "a month ago friday: lunch with Sam",
        "spent Christmas with Sam",
        "Christmas drinks with Sam",
        "Had an Easter walk with Sam",
        "lunch with Sam 3.4",
    ],
)
def test_a_day_that_is_not_clear_is_refused(text: str) -> None:
    assert day_of(text, THURSDAY) == ""


@pytest.mark.parametrize(
    "text",
    [
        "We just sat and talked, Sam and I",
        "Sat at 7 with Sam",
        "Coffee with Sam. His dog sat.",
        "Coffee with Sam, his mum sat",
        "Lay in the sun with Sam",
        "Shared a sundae with Sam",
        "Had a hot toddy with Sam",
        "Beat Sam in the second round",
        "First: coffee with Sam",
        "Lunch with Sam, 10/10",
        "Climbed to the 20th with Sam",
        "Wrote to Sam about the Friday stall",
        "Paid £24.11 for lunch with Sam",
        "Lunch with Sam was 24.11",
        "Ran 5.10 km with Sam",
        "Lunch with Sam, 3.50",
        "Coffee with Sam. 24.11 for two cakes",
        "Talked about Christmas dinner with Sam",
        "Planned the Christmas party with Sam",
        "First chat with Sam in 8 years",
    ],
)
def test_no_ordinary_word_becomes_a_day(text: str) -> None:
    assert day_of(text, THURSDAY) == str(THURSDAY)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Halloween lunch with Sam", "2026-10-31"),
        ("Halloween lunch with Sam on 30 Oct", "2026-10-30"),
        ("Yesterday: Halloween lunch with Sam", "2026-11-25"),
        ("Christmas drinks with Sam last friday", "2026-11-20"),
    ],
)
def test_a_feast_is_the_day_unless_another_one_is_said(text: str, day: str) -> None:
    assert day_of(text, THURSDAY) == day
