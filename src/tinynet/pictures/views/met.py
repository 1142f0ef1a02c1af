"""How you met everybody with characters: the trees, then those nobody came through, by year."""

from __future__ import annotations

from itertools import pairwise

from tinynet.output.page import count_of
from tinynet.output.text import clean, fit
from tinynet.pictures.views.tree import ALONE, ALONE_TOO, NAMED

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from tinynet.output.answer import Answer
    from tinynet.output.page import Page
    from tinynet.pictures.documents import MetPerson, TreeDocument

YEAR = 6  # cells
DEEPEST = 8  # levels that are told apart


def show(answer: Answer[TreeDocument], page: Page) -> None:
    """A line a person in a tree; the others in lines by year."""
    people = answer.envelope()["people"]
    page.title(NAMED)
    through = sum(person["via"] is not None for person in people)
    everybody = count_of(len(people), "person", "people")
    page.say((f"{everybody}, {through:,} of them through somebody else", "dim"))
    grown, alone = parted(people)
    if grown:
        page.say()
    for person in grown:
        level = min(person["level"], DEEPEST)
        branch = "   " * (level - 1) + ("└─ " if page.blocks else "`- ") if level else ""
        room = max(page.width - YEAR - len(branch), YEAR)
        page.say((year(person).ljust(YEAR) + branch, "dim"), fit(clean(person["name"]), room))
    if alone:
        page.say()
        page.say((ALONE_TOO if grown else ALONE, "bold"))
    for when in sorted({year(person) for person in alone}, key=lambda one: (not one, one)):
        names = [person["name"] for person in alone if year(person) == when]
        page.joined((when or "?").ljust(YEAR), names)


def parted(people: Sequence[MetPerson]) -> tuple[list[MetPerson], list[MetPerson]]:
    """Those of whom one came through the other, and those who are alone.

    Args:
        people: Each before those who came through them.
    """
    grown: list[MetPerson] = []
    alone: list[MetPerson] = []
    for person, following in pairwise([*people, None]):
        assert person is not None  # noqa: S101  only the last one is
        brought = following is not None and following["level"] > person["level"]
        (grown if person["level"] or brought else alone).append(person)
    return grown, alone


def year(person: MetPerson) -> str:
    """The year in which you met somebody; "" where that is not known."""
    on = person["on"] or ""
    return "" if on.startswith("--") else on[:4]
