"""The people you know."""

from __future__ import annotations

from datetime import date

from tinynet.core.dates import say_ago
from tinynet.output.page import count_of
from tinynet.output.text import clean, fit

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from tinynet.output.answer import Answer
    from tinynet.output.page import Cell, Page
    from tinynet.people.documents import ListDocument, ListedPerson

WIDE = 80  # columns from which on there is room for more than the name and the last contact
WIDEST = 120  # ... and for what they do and where they live
NAME_SHARE = 3  # a name takes a third of the page at most
HANDLE_SHARE = 5  # ... and a handle a fifth


def show(answer: Answer[ListDocument], page: Page) -> None:
    """A row a person: name, handle, circle, last contact, tags, and work and address if wide."""
    document = answer.envelope()
    people = document["people"]
    if not people:
        nobody(page, answer.message, anybody=document["anybody"])
        return
    rows = [row(person, page) for person in people]
    spare = (3, 1, 2) if page.width < WIDE else ()
    page.table(rows, align="    ww", spare=[at for at in spare if at < len(rows[0])])
    more = document["total"] - len(people)
    if more:
        page.say((f"and {count_of(more, 'other')} (tinynet list --plain | less)", "dim"))


def row(person: ListedPerson, page: Page) -> list[Cell]:
    """One person."""
    cells: list[Cell] = [
        (cut(person["name"], page), "bold"),
        (fit(clean(person["handle"]), max(page.width // HANDLE_SHARE, 8)), "dim"),
        last_seen(person["last_on"], page),
    ]
    if page.width >= WIDE:
        cells += [person["circle"], (" ".join(person["tags"]), "cyan")]
    if page.width >= WIDEST:
        parts = [
            clean(" ".join(text.split()))
            for text in (person["title"], person["organisation"], person["address"])
            if text
        ]
        cells.append((", ".join(parts), "dim"))
    return cells


def last_seen(last_on: str | None, page: Page) -> Cell:
    """How long ago the last contact was."""
    if last_on is None:
        return ("not yet", "dim")
    return say_ago((page.today - date.fromisoformat(last_on)).days)


def cut(name: str, page: Page) -> str:
    """A name cut to leave room for the other columns."""
    return fit(clean(name), max(page.width // NAME_SHARE, 8))


def nobody(page: Page, why: Sequence[str], *, anybody: bool) -> None:
    """Show what to do about an empty list."""
    if anybody:
        page.text(" ".join(why) or "Nobody fits.")
    else:
        page.say("There is nobody yet. Begin with ", ('tinynet add "Anne Baker"', "bold"))
