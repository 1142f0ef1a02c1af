"""Show who to get in touch with today, and why."""

from __future__ import annotations

from datetime import date

from tinynet.core.cadence import DUE
from tinynet.core.dates import say_ago, say_day
from tinynet.core.spans import say_cadence
from tinynet.output.page import LEAST_NAMES, NAME_WIDTH, count_of
from tinynet.output.text import clean, fit, width

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from tinynet.friendship.documents import DateAhead, DueDocument, WaitingNote
    from tinynet.output.answer import Answer
    from tinynet.output.documents import Standing
    from tinynet.output.page import Cell, Page
    from tinynet.plans.documents import Plan

STATE_STYLES = {
    "ok": "green", "soon": "cyan", "due": "yellow", "overdue": "yellow", "fading": "magenta",
    "dormant": "blue",
}  # fmt: skip
NOT_YET, NEXT_TIME = "not yet", "next time"
LATER = "Where you chose nothing, somebody is due after {:g} times as long as usual."
FRESH_START = "It has been a while. A fresh start, with these:"
DAY_OFF = ("A day off: nobody needs to hear from you today ", ("(tinynet due --all)", "dim"))
ROOM_FOR_NUMBERS, ROOM_FOR_HANDLES = 90, 70  # columns


def show(answer: Answer[DueDocument], page: Page) -> None:
    """Show a row per person with the reason, then upcoming days and open notes."""
    document = answer.envelope()
    people = document["due"]
    if not document["anybody"]:
        page.say("There is nobody yet. Begin with ", ('tinynet add "Anne Baker"', "bold"))
        return
    more = document["total"] - len(people)
    if document["away_days"]:
        page.say(FRESH_START)
        page.say()
    if people:
        page.table([row(person, page) for person in people], align=" c w")
    else:
        page.say(*(DAY_OFF if document["day_off"] else ("Nobody is due today.",)))
    if document["away_days"]:
        others(more, page)
    elif people and more > 0:
        page.say((f"and {count_of(more, 'other')} can wait (tinynet due --all)", "dim"))
    explained(people, page)
    coming(document["dates"], page)
    planned(document["plans"], page)
    notes(document["notes"], page)
    if people:
        page.say()
        handle = people[0]["handle"]
        next_step = (f"tinynet log call {handle}", f"snooze {handle} 1w", f"why {handle}")
        page.joined("", next_step, style="dim")


def explained(people: Sequence[Standing], page: Page) -> None:
    """What the rows leave open, once for all of them."""
    if any(person["state"] == "dormant" for person in people):
        page.say(("Old friends are glad to hear from you, however long it has been.", "dim"))
    if any(person["cadence_from"] in {"rhythm", "default"} for person in people):
        page.say((LATER.format(DUE), "dim"))


def others(more: int, page: Page) -> None:
    """Suggest what to do about the due people who are not shown."""
    page.say(
        (f"{count_of(more, 'other')} piled up: ", "dim"),
        "tinynet due --spread",
        (" puts them over the next weeks", "dim"),
    )


def row(person: Standing, page: Page) -> list[Cell]:
    """One person: name, handle, state, why, and the two numbers where there is room."""
    never = person["last_on"] is None
    state = NOT_YET if never else person["state"]
    cells: list[Cell] = [
        (person["name"], "bold"),
        (person["handle"] if page.width >= ROOM_FOR_HANDLES else "", "dim"),
        (state, "dim" if never else STATE_STYLES[state]),
        reason(person),
    ]
    if page.scores and page.width >= ROOM_FOR_NUMBERS:
        cells.append((f"depth {person['depth']:.1f}", "dim"))
        cells.append((f"warmth {person['warmth']:.2f}", "dim"))
    return cells


def reason(person: Standing) -> str:
    """Why the person is on the list, in words."""
    days = round(person["cadence_days"]) or 1
    often = {
        "person": f"you chose {say_cadence(days)}",
        "circle": f"circle says {say_cadence(days)}",
        "rhythm": f"usually {every(round(person['usual_gap_days'] or 1) or 1)}",
        "default": f"{every(days)} by default",
    }[person["cadence_from"]]
    if person["last_on"] is None:
        return f"no contact yet, {often}"
    return f"{say_ago(person['days_since'] or 0)}, {often}"


def every(days: int) -> str:
    """A cadence in words: every 9 days, every 3 weeks."""
    if days < 14:  # as say_ago counts
        return "every day" if days == 1 else f"every {days} days"
    if days < 70:
        return f"every {round(days / 7)} weeks"
    return f"every {round(days / 30.4)} months"


def coming(dates: Sequence[DateAhead], page: Page) -> None:
    """The yearly days ahead, a line each."""
    days = [say_day(date.fromisoformat(day["on"]), page.today) for day in dates]
    wide = max(map(len, days), default=0)
    for day, when in zip(dates, (f"{when:<{wide}}" for when in days), strict=True):
        age = f" ({day['age']})" if day["age"] is not None else ""
        what = f": {day['what']}{age}"
        name = fit(clean(day["name"]), max(page.width - len(when) - 2 - width(what), LEAST_NAMES))
        given = ideas(day)
        beside = width(when) + 2 + width(name + what) + width(clean(given)) <= page.width
        page.say((when, "cyan"), f"  {name}{what}", (given if beside else "", "dim"))
        if given and not beside:
            page.text(given.strip(), indent=len(given) - len(given.lstrip()), style="dim")


def ideas(day: DateAhead) -> str:
    """What might be given on a birthday."""
    return f"  gift ideas: {', '.join(day['ideas'])}" if day["ideas"] else ""


def planned(plans: Sequence[Plan], page: Page) -> None:
    """The plans that matter now, a line each."""
    if plans:
        from tinynet.plans.views.plans import now

        now(plans, page)


def notes(waiting: Sequence[WaitingNote], page: Page) -> None:
    """The next-time notes, a line each; `brief` has more of a long one."""
    from tinynet.contacts.views.history import one_line

    for note in waiting:
        name = fit(clean(note["name"]), NAME_WIDTH)
        line = fit(clean(f"{name}: {one_line(note['text'])}"), page.width - len(NEXT_TIME) - 2)
        page.say((NEXT_TIME, "cyan"), f"  {line}")
