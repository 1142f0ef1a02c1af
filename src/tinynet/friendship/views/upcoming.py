"""Show what is coming, day by day."""

from __future__ import annotations

from datetime import date, timedelta

from tinynet.core.dates import say_ago, say_day
from tinynet.friendship.views.due import every, ideas
from tinynet.output.page import count_of
from tinynet.people.views.list import WIDE, cut

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from tinynet.output.answer import Answer
    from tinynet.output.page import Cell, Page

SHOWN = 40  # lines; a screenful


def show(answer: Answer, page: Page) -> None:
    """Show a line per birthday, anniversary, due day or plan; then who is due already."""
    document = answer.document
    coming = [(day["on"], yearly(day, page)) for day in document["dates"]]
    coming += [(person["listed_on"], falling_due(person, page)) for person in document["due"]]
    coming += [(plan["by"], planned(plan, page)) for plan in document["plans"]]
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


def yearly(day: dict[str, Any], page: Page) -> list[Cell]:
    """A yearly day."""
    age = "" if day["age"] is None else f" ({day['age']})"
    return [*named(day, page), [f"{day['what']}{age}", (ideas(day), "dim")]]


def falling_due(person: dict[str, Any], page: Page) -> list[Cell]:
    """A day on which a person becomes due, or a snooze or pause ends."""
    back = "" if person["listed_on"] == person["due_on"] else "back on your list, "
    is_rhythm = person["cadence_from"] == "rhythm"
    often = every(round(person["usual_gap_days" if is_rhythm else "cadence_days"]) or 1)
    return [*named(person, page), f"{back}due, {often}"]


def planned(plan: dict[str, Any], page: Page) -> list[Cell]:
    """The day that a plan is for."""
    from tinynet.plans.views.plans import names

    people = {"name": names(plan), "handle": " ".join(plan["people"])}
    return [*named(people, page), f"{plan['kind']}, planned {say_ago(plan['age_days'])}"]


def named(person: dict[str, Any], page: Page) -> list[Cell]:
    """The name, and the handle where there is room."""
    name: list[Cell] = [(cut(person["name"], page), "bold")]
    return [*name, (person["handle"], "dim")] if page.width >= WIDE else name
