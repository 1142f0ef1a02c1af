"""Show what is coming, day by day."""

from __future__ import annotations

from datetime import date, timedelta

from tinynet.core.dates import say_ago, say_day
from tinynet.friendship.views.due import every, ideas
from tinynet.output.page import count_of
from tinynet.people.views.list import WIDE, cut

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tinynet.friendship.documents import DateAhead, FallingDue, UpcomingDocument
    from tinynet.output.answer import Answer
    from tinynet.output.page import Cell, Page
    from tinynet.plans.documents import Plan

SHOWN = 40  # lines; a screenful


def show(answer: Answer[UpcomingDocument], page: Page) -> None:
    """Show a line per birthday, anniversary, due day or plan; then who is due already."""
    document = answer.envelope()
    coming = [(day["on"], yearly(day, page)) for day in document["dates"]]
    coming += [(person["listed_on"], falling_due(person, page)) for person in document["due"]]
    coming += [(plan["by"] or "", planned(plan, page)) for plan in document["plans"]]
    coming.sort(key=lambda entry: entry[0])
    if not coming:
        last = say_day(page.today + timedelta(days=document["days"]), page.today)
        page.say(f"Nothing is coming up to {last}.")
    else:
        shown = [
            [(say_day(date.fromisoformat(on), page.today), "cyan"), *cells]
            for on, cells in coming[:SHOWN]
        ]
        page.table(shown, align="   w" if page.width >= WIDE else "  w")
    if coming[SHOWN:]:
        page.say(
            (f"and {count_of(len(coming) - SHOWN, 'other')} (tinynet upcoming --plain)", "dim")
        )
    if document["due_before"]:
        page.say()
        who = count_of(document["due_before"], "person is", "people are")
        page.say((f"{who} due already (tinynet due)", "dim"))


def yearly(day: DateAhead, page: Page) -> list[Cell]:
    """A yearly day."""
    age = "" if day["age"] is None else f" ({day['age']})"
    name = named(day["name"], day["handle"], page)
    return [*name, [f"{day['what']}{age}", (ideas(day), "dim")]]


def falling_due(person: FallingDue, page: Page) -> list[Cell]:
    """A day on which a person becomes due, or a snooze or pause ends."""
    back = "" if person["listed_on"] == person["due_on"] else "back on your list, "
    is_rhythm = person["cadence_from"] == "rhythm"
    gap = person["usual_gap_days"] if is_rhythm else person["cadence_days"]
    often = every(round(gap or 1) or 1)
    return [*named(person["name"], person["handle"], page), f"{back}due, {often}"]


def planned(plan: Plan, page: Page) -> list[Cell]:
    """The day that a plan is for."""
    from tinynet.plans.views.plans import names

    return [
        *named(names(plan), " ".join(plan["people"]), page),
        f"{plan['kind']}, planned {say_ago(plan['age_days'])}",
    ]


def named(whom: str, handle: str, page: Page) -> list[Cell]:
    """The name, and the handle where there is room."""
    name: list[Cell] = [(cut(whom, page), "bold")]
    return [*name, (handle, "dim")] if page.width >= WIDE else name
