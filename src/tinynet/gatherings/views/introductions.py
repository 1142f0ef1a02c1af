"""Whom you introduced, and what became of it."""

from __future__ import annotations

from datetime import date

from tinynet.contacts.views.history import one_line
from tinynet.core.dates import say_ago, say_day
from tinynet.output.page import count_of
from tinynet.output.text import clean, fit
from tinynet.plans.rules.favours import say_times

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tinynet.gatherings.documents import (
        Introduction,
        IntroductionsDocument,
        OutcomeCounts,
    )
    from tinynet.output.answer import Answer
    from tinynet.output.documents import PersonName
    from tinynet.output.page import Cell, Page

NARROW = 80  # columns below which there is no room for the note
STYLES = {"stuck": "green", "met": "cyan", "faded": "dim", None: "dim"}
NAME_WIDTH = 40


def show(answer: Answer[IntroductionsDocument], page: Page) -> None:
    """A row an introduction; then how many lasted, and what to do about one you know nothing of."""
    document = answer.envelope()
    made = document["introductions"]
    if not made:
        nobody(document, page)
        return
    if document["of"]:
        name = fit(clean(document["of"]["name"]), NAME_WIDTH)
        page.say((name, "bold"), f": {count_of(len(made), 'introduction')}")
        page.say()
    page.table(
        [row(one, document["of"], page) for one in made],
        align="  wc" if document["of"] else "   wc",
    )
    page.say()
    page.say((summary(document["counts"]), "dim"))
    unknown = next((one for one in reversed(made) if not one["outcome"]), None)
    if unknown:
        line = f"tinynet introduce {unknown['one']} {unknown['other']} --outcome met"
        page.say(("you know more?  ", "dim"), line)


def row(made: Introduction, of: PersonName | None, page: Page) -> list[Cell]:
    """One introduction; with one person asked for only the other is named."""
    share = max(page.width // (3 if of else 5), 8)
    names = [
        (fit(clean(name), share), "bold")
        for handle, name in ((made["one"], made["one_name"]), (made["other"], made["other_name"]))
        if of is None or handle != of["handle"]
    ]
    when = say_day(date.fromisoformat(made["on"]), page.today)
    cells: list[Cell] = [*names, (when, "cyan")]
    cells.append((became(made, page.today), STYLES[made["outcome"]]))
    if page.width >= NARROW and made["note"]:
        cells.append((one_line(made["note"]), "dim"))
    return cells


def became(made: Introduction, today: date) -> str:
    """What became of an introduction, and how you know: "stuck, seen together 3 times"."""
    if made["outcome_from"] == "said":
        return f"{made['outcome']}, as you said"
    if not made["outcome"]:
        return "not seen together yet"
    ago = say_ago((today - date.fromisoformat(made["last_seen_on"] or "")).days)
    if made["outcome"] == "faded":
        return f"faded, last seen together {ago}"
    if made["seen_days"] == 1:
        return f"met, you saw both {ago}"
    return f"{made['outcome']}, seen together {say_times(made['seen_days'])}, last {ago}"


def summary(counts: OutcomeCounts) -> str:
    """How many came to what, as far as you know."""
    each = (
        (counts["stuck"], "stuck"),
        (counts["met"], "met"),
        (counts["faded"], "faded"),
        (counts["open"], "not seen together yet"),
    )
    parts = [f"{count} {words}" for count, words in each if count]
    return f"{', '.join(parts)}, as far as you know"


def nobody(document: IntroductionsDocument, page: Page) -> None:
    """What to do where nobody was introduced yet."""
    whom = ""
    if document["of"]:
        whom = f" of {fit(clean(document['of']['name']), NAME_WIDTH)}"
    page.say(f"No introductions{whom} are kept yet.")
    pair = document["examples"]
    line = f"tinynet introduce {' '.join(pair)}" if len(pair) == 2 else "tinynet introduce anne bob"
    page.say((f"  {line}", "bold"))
    page.say(("who should meet:  ", "dim"), "tinynet match")
