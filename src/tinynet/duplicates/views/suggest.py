"""Pairs of people who may be one: both, and why."""

from __future__ import annotations

from datetime import date

from tinynet.core.dates import say_ago, say_day
from tinynet.duplicates.rules import name_similarity
from tinynet.output.page import count_of
from tinynet.output.text import clean, fit

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from tinynet.duplicates.documents import (
        ComparedPerson,
        PossibleDuplicate,
        SignOfOne,
        SuggestionsDocument,
    )
    from tinynet.output.answer import Answer
    from tinynet.output.page import Cell, Page

# What is said from which score on.
WORDS = ((0.9, "almost surely one"), (0.7, "likely one"), (0.0, "maybe one"))


def show(answer: Answer[SuggestionsDocument], page: Page) -> None:
    """Three lines a pair; then what to do."""
    document = answer.envelope()
    pairs = document["suggestions"]
    if not pairs:
        page.say("Nobody seems to be there twice.")
        return
    for number, pair in enumerate(pairs):
        if number:
            page.say()
        block(pair, page)
    if document.get("asking"):
        return
    page.say()
    more = document["total"] - len(pairs)
    if more:
        page.say((f"and {count_of(more, 'other pair')} (tinynet merge --limit 50)", "dim"))
    one, other = pairs[0]["one"]["handle"], pairs[0]["other"]["handle"]
    page.say(("one person:  ", "dim"), f"tinynet merge {one} {other}")
    page.say(("two people:  ", "dim"), f"tinynet merge --dismiss {one} {other}")


def block(pair: PossibleDuplicate, page: Page) -> None:
    """How sure it is and why, then the two, the one who would stay last."""
    word = next(word for least, word in WORDS if pair["score"] >= least)
    page.text(f"{word}: {', '.join(reasons_in_words(pair['reasons']))}", style="cyan")
    page.table([row(person, page) for person in (pair["one"], pair["other"])], align="  c")


def reasons_in_words(reasons: Sequence[SignOfOne]) -> list[str]:
    """Why two may be one, in words."""
    return [name_similarity.describe(one["sign"], one["value"], one["of"]) for one in reasons]


def row(person: ComparedPerson, page: Page) -> list[Cell]:
    """One of two: name, handle, and how well they are known."""
    known = "no contact yet"
    if person["last_on"]:
        last = (page.today - date.fromisoformat(person["last_on"])).days
        known = f"{count_of(person['contact_days'], 'day')} of contact, last {say_ago(last)}"
    parts = [known, person["circle"], "archived" if person["archived_on"] else None]
    if not person["contact_days"]:
        added = date.fromisoformat(person["added_on"])
        parts.append(f"added {say_day(added, page.today)}")
    name = fit(clean(person["name"]), max(page.width // 4, 8))
    return [
        [" " * 2, (name, "bold")],
        (fit(person["handle"], max(page.width // 2, 8)), "dim"),
        ", ".join(part for part in parts if part),
    ]
