"""Show friendships by depth and recency."""

from __future__ import annotations

from tinynet.output.page import NAME_WIDTH, count_of
from tinynet.output.text import clean, fit
from tinynet.people.views.list import last_seen, nobody

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tinynet.friendship.documents import RankDocument, RankedPerson
    from tinynet.output.answer import Answer
    from tinynet.output.page import Cell, Page


SPARE = ("days", "hours", "handle", "warmth", "depth")  # what goes first where there is no room


def show(answer: Answer[RankDocument], page: Page) -> None:
    """Show a row per friendship; the numbers are left out if `scores` is off."""
    document = answer.envelope()
    people = document["people"]
    if not people:
        nobody(page, answer.message, anybody=document["anybody"])
        return
    numbers = ["strength", "depth", "warmth"] if page.scores else []
    head = ["name", "handle", *numbers, "last contact"]
    head += ["days", "hours"] if page.scores else []
    align = "".join("r" if name in {*numbers, "days", "hours"} else " " for name in head)
    spare = [head.index(name) for name in SPARE if name in head]
    rows = [row(person, head, page) for person in people]
    page.table(rows, head=head, align=align, spare=spare, short=[head.index("handle")])
    more = document["total"] - len(people)
    if more:
        page.say((f"and {count_of(more, 'other')} (--limit {answer.document['total']})", "dim"))
    page.say()
    page.say((f"tinynet why {people[0]['handle']}", "dim"))


def row(person: RankedPerson, head: list[str], page: Page) -> list[Cell]:
    """One friendship, the cells that the head names."""
    met = person["contact_days"] > 0
    hours = round(person["hours"])
    cells: dict[str, Cell] = {
        "name": (fit(clean(person["name"]), NAME_WIDTH), "bold"),
        "handle": (person["handle"], "dim"),
        "strength": f"{person['strength']:.2f}" if met else None,
        "depth": (f"{person['depth']:.2f}", "dim") if met else None,
        "warmth": (f"{person['warmth']:.2f}", "dim") if met else None,
        "last contact": last_seen(person["last_on"], page),
        "days": (f"{person['contact_days']:,}", "dim") if met else None,
        "hours": (f"{hours:,}", "dim") if hours else None,
    }
    return [cells[name] for name in head]
